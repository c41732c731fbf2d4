"""``qplan render``: a plan becomes a document, written beside it or where the caller says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from qplan import checking, dossier, length, rendering, writing
from qplan.checking import Checked
from qplan.commands import _console
from qplan.commands._opening import opened
from qplan.display import typed
from qplan.dossier import Dossier
from qplan.errors import Misuse
from qplan.matrix import subordinate
from qplan.reporting.text import counted
from qplan.reporting.wrapping import wrapped

_ENDINGS = {"htm": "html", "markdown": "md"}
_FOREIGN = ("pdf", "doc", "wps", "xls", "et", "rtf", "odt", "ofd")


def run(
    plan_path: Path,
    *,
    format: str | None = None,
    part: str | None = None,
    output: Path | None = None,
    force: bool = False,
) -> int:
    """Render one part of a plan and say where it lies, how long the text is and what is still open.

    Args:
        plan_path: the plan file, or a document of any kind that is read. Only one that cannot be understood is
            refused; findings are told.
        format: docx, html, md, txt, xlsx or csv; by default what the output's name says, else docx.
        part: plan, tasks, matrix, units or targets; by default the format's own.
        output: a file, a folder, or - for the terminal; by default <plan>.<format>, or <plan>-<part>.<format>
            where a part is named that is not the default, beside the plan; where that is the document itself,
            <plan>-成文.<format>.
        force: overwrite a file that is not as `render` left it.

    Raises:
        Misuse, Unreadable, Broken, Unwritable: as their messages say.
    """
    format = _format(format, output)  # noqa: A001 - the option's name
    chosen = rendering.chosen_part(format, part)
    piped = _console.piped(output)
    if piped and format not in rendering.TEXTS:
        raise Misuse(f"{format} 不是文本，不能打印出来", "用 -o 写明文件名，或不写 -o")
    path = None if piped else _target(plan_path, format, chosen, output)
    checked = opened(plan_path).checked
    made = dossier.compile_(checking.whole(checked), checked.framework)
    data = rendering.render(made, format, chosen)
    if path is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        told = sys.stderr
    else:
        written = writing.write(path, data, force=force, plan=plan_path)
        print(f"{'已生成' if written else '没有变化'}：{path}")
        told = sys.stdout
    for line in _report(made, checked, plan_path, format, chosen):
        print(line, file=told)
    return 0


def _format(asked: str | None, output: Path | None) -> str:
    """The format asked for, which the output's ending must not belie: a program opens a file by its ending."""
    ending = output.suffix.lower()[1:] if output and not output.is_dir() else ""
    said = _ENDINGS.get(ending, ending if ending in rendering.FORMATS else None)
    if ending in _FOREIGN and asked in (None, *rendering.FORMATS):
        raise Misuse(
            f"不能生成 .{ending} 文件", f"可写：{'、'.join(rendering.FORMATS)}；要 PDF，用 Word 或 WPS 打开 docx 另存"
        )
    if asked in rendering.FORMATS and said not in (None, asked):
        raise Misuse(f"-o 写的是 .{ending} 文件，--format 写的是 {asked}", "两处写成一样的，或只写一处")
    return asked or said or "docx"


def _target(plan_path: Path, format: str, part: rendering.Part, output: Path | None) -> Path:
    ending = "" if part == rendering.FORMATS[format][0] else f"-{part}"
    name = f"{plan_path.stem}{ending}.{format}"
    if output is None or output.is_dir():
        target = plan_path.with_name(name) if output is None else output / name
        # A document whose own name the result would have: 方案.docx as docx.
        return target.with_stem(f"{target.stem}-成文") if _same(target, plan_path) else target
    if _same(output, plan_path):
        raise Misuse(f"{output} 就是要读的方案，不能把文稿写到它上面", "用 -o 换一个文件名")
    return output


def _same(target: Path, plan_path: Path) -> bool:
    return target.exists() and plan_path.exists() and target.samefile(plan_path)


def _report(made: Dossier, checked: Checked, plan_path: Path, format: str, part: str) -> Iterator[str]:
    yield from wrapped(length.told(made.characters), hang=2)
    if made.placeholders:
        yield f"正文还有 {made.placeholders} 处〔待填〕"
    if part not in ("plan", "targets") and not made.matrix.tasks:
        yield "方案里没有重点任务，这张表是空的"
    left_out = [unit for unit in made.matrix.units if subordinate(unit)]
    if left_out and (part == "units" or format == "xlsx"):
        told = f"任务清单里没有单列{'、'.join(left_out)}（不向基层分解任务），其任务见责任矩阵"
        yield from wrapped(told, hang=2)
    if format == "docx" and part == "plan" and made.plan.document.stage == "issue":
        yield "Word 稿不印红头、发文字号和版记，印发时由办文系统套用"
    said = counted(checked.findings)
    yield f"检查：{said}；逐处查看：qplan validate {typed(plan_path)}" if said else "检查：没有发现问题"
