"""``qplan coverage``: what of the national plan a plan answers, where, and what is missing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qplan import baseline, checking, covering, gates, locating, nodes, vocabulary, writing
from qplan import framework as frameworks
from qplan.baseline import Progress
from qplan.checking import Checked
from qplan.commands import _console
from qplan.commands.validate import LEVELS, reached
from qplan.covering import Coverage
from qplan.errors import Misuse
from qplan.findings import Finding
from qplan.gates import Check
from qplan.plan import Plan
from qplan.vocabulary import Canonical

FORMATS = ("text", "json", "md", "html", "xlsx", "docx")

_ENDINGS = {"txt": "text", "markdown": "md", "htm": "html"}
_FOREIGN = ("pdf", "doc", "wps", "xls", "et", "csv", "rtf", "odt", "ofd")
_FILES = ("html", "xlsx", "docx")
"""What is for another program to open: it goes to a file beside the plan unless ``-o`` says otherwise."""
_BINARY = ("xlsx", "docx")


class Asked(NamedTuple):
    """What a plan is held against.

    ``framework`` is a pack (id, number or file) instead of the plan's own, ``gates`` are expressions as
    `gates.read` takes them, ``baseline`` an earlier coverage, ``fail_on`` the severity of findings that counts.
    """

    framework: str | None = None
    gates: Sequence[str] = ()
    baseline: Path | None = None
    fail_on: str = "error"


_NOTHING = Asked()


class _Made(NamedTuple):
    """The comparison and all that was made of it. ``checks`` is None where no gate was asked for."""

    plan: Plan
    coverage: Coverage
    checked: Checked
    canonical: Canonical
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...] | None
    progress: Progress | None


def run(
    plan_path: Path,
    *,
    format: str | None = None,
    explain: str | None = None,
    output: Path | None = None,
    force: bool = False,
    asked: Asked = _NOTHING,
) -> int:
    """Print the report, or write it to a file; 1 where the plan falls short of what was asked.

    A gap is no fault by itself: without a gate, a baseline or findings at ``fail_on`` it is 0.

    Args:
        plan_path: the plan file.
        format: text, json, md, html, xlsx or docx; by default what the ending of ``output`` says, else text.
        explain: one requirement (id, title or place) instead of the report, as text; nothing is judged then.
        output: a file, a folder, or - for the terminal; html, xlsx and docx go to <plan>-coverage.<format>
            beside the plan by default.
        force: overwrite a file that is not as `coverage` left it.
        asked: another pack, gates, an earlier coverage, and the severity of findings that counts.

    Raises:
        Misuse: another format, an unknown requirement or framework, a gate that is none, a baseline that is none.
        Unreadable, Broken: the plan cannot be read whole.
        Unwritable: ``output`` is somebody's, or cannot be written.
    """
    if asked.fail_on not in LEVELS:
        raise Misuse(f"--fail-on 不能是“{asked.fail_on}”", f"可写：{'、'.join(LEVELS)}")
    chosen = _format(format, output)
    if explain and chosen != "text":
        raise Misuse(f"--explain 只有 text，没有 {chosen}", "json 里每个要点都有同样的内容")
    if explain and (asked.gates or asked.baseline):
        raise Misuse("--explain 只看一个要点，不能同 --gate、--baseline 一起用", "分两次运行")
    target = _target(plan_path, chosen, output)
    _spare(target, plan_path, asked.baseline)
    made = _make(plan_path, asked)
    data = _explained(explain, made).encode() if explain else _printed(made, chosen, to_file=target is not None)
    if target is not None:
        written = writing.write(target, data, force=force, plan=plan_path)
        print(f"{'已写出' if written else '没有变化'}：{target}", file=sys.stderr)
    else:
        _show(data, chosen)
    if explain:
        return 0
    if target is not None:
        _tell(made)
    met = all(check.passed for check in made.checks or ()) and (made.progress is None or made.progress.passed)
    return int(not met or reached(made.findings, asked.fail_on))


def _format(asked: str | None, output: Path | None) -> str:
    """The format asked for, which the output's ending must not belie: a program opens a file by its ending."""
    format = _ENDINGS.get(asked, asked) if asked else None  # noqa: A001 - the option's name
    if format not in (None, *FORMATS):
        raise Misuse(f"coverage 没有“{asked}”这种格式", f"可写：{'、'.join(FORMATS)}")
    ending = output.suffix.lower()[1:] if output and not output.is_dir() else ""
    said = _ENDINGS.get(ending, ending if ending in FORMATS else None)
    if ending in _FOREIGN:
        raise Misuse(f"不能生成 .{ending} 文件", f"可写：{'、'.join(FORMATS)}；要 PDF，用 Word 或 WPS 打开 docx 另存")
    if format and said not in (None, format):
        raise Misuse(f"-o 写的是 .{ending} 文件，--format 写的是 {asked}", "两处写成一样的，或只写一处")
    return format or said or "text"


def _target(plan_path: Path, format: str, output: Path | None) -> Path | None:
    """The file to write, None to print."""
    name = f"{plan_path.stem}-coverage.{'txt' if format == 'text' else format}"
    if _console.piped(output):
        if format in _BINARY:
            raise Misuse(f"{format} 不是文本，不能打印出来", "用 -o 写明文件名，或不写 -o")
        return None
    if output is None:
        return plan_path.with_name(name) if format in _FILES else None
    return output / name if output.is_dir() else output


def _spare(target: Path | None, plan: Path, earlier: Path | None) -> None:
    """Refuse to write over what is read: of a baseline that a worse plan replaced nothing would be left to hold it."""
    if target is None or not target.exists():
        return
    if plan.exists() and target.samefile(plan):
        raise Misuse(f"{target} 就是方案文件，不能把报告写到它上面", "用 -o 换一个文件名")
    if earlier is not None and earlier.exists() and target.samefile(earlier):
        raise Misuse(f"{target} 就是 --baseline 的文件，比过以后它就没有了", "用 -o 换一个文件名，通过了再换下旧的")


def _make(plan_path: Path, asked: Asked) -> _Made:
    checked = checking.check(plan_path)
    plan = checking.whole(checked)
    own = checked.framework
    if asked.framework is not None:
        pack = frameworks.load(asked.framework)
    else:
        pack = own or frameworks.load(plan.framework, beside=plan_path.parent)
    terms = gates.read(asked.gates, pack)
    earlier = baseline.read(asked.baseline, pack) if asked.baseline is not None else None
    coverage = covering.cover(plan, pack, own=own)
    canonical = vocabulary.canonical(nodes.read(checked.source))
    found = [locating.locate(checked.source, canonical, each.remark, each.entry) for each in coverage.doubts]
    return _Made(
        plan=plan,
        coverage=coverage,
        checked=checked,
        canonical=canonical,
        findings=tuple(sorted(found, key=lambda each: (each.span, each.code))),
        checks=gates.judge(terms, coverage) if terms else None,
        progress=baseline.compare(coverage, earlier) if earlier else None,
    )


def _explained(name: str, made: _Made) -> str:
    from qplan.reporting import coverage_text

    text = coverage_text.explain(name, made.coverage.framework, made.coverage, made.plan)
    if not text:
        pack = made.coverage.framework
        every = pack.everything
        remedy = f"可写 {every[0].id} 至 {every[-1].id}，或{pack.called}的位置，如 {every[0].place}"
        raise Misuse(f"没有叫“{name}”的要点", remedy)
    return text + "\n"


def _printed(made: _Made, format: str, *, to_file: bool) -> bytes:
    """The report in its format; each module is loaded when asked for."""
    coverage, plan = made.coverage, made.plan
    lines = {route: span.line for route, span in made.canonical.spans.items()}
    match format:
        case "json":
            from qplan.reporting import coverage_json

            beside = coverage_json.Beside(lines, made.findings, made.checks, made.progress)
            narrow = not to_file and _console.narrow()
            text = coverage_json.report(coverage, made.checked.source.name, beside, ascii_only=narrow)
        case "md":
            from qplan.reporting import coverage_md, verdicts

            text = coverage_md.report(coverage, plan, below=verdicts.told(made.checks, made.progress))
        case "html":
            from qplan.rendering import coverage_html

            return coverage_html.render(coverage, plan, lines)
        case "xlsx":
            from qplan.rendering import coverage_xlsx

            return coverage_xlsx.render(coverage, plan)
        case "docx":
            from qplan.rendering import coverage_docx

            return coverage_docx.render(coverage, plan)
        case _:
            from qplan.reporting import coverage_text, verdicts

            below = verdicts.text(made.checks, made.progress)
            text = coverage_text.report(coverage, plan, doubts=_drawn(made), below=below)
    return (text.rstrip("\n") + "\n").encode()


def _drawn(made: _Made, *, width: int = 80) -> list[str]:
    """The findings with their source lines, as `validate` prints them."""
    if not made.findings:
        return []
    from qplan.reporting import text

    return text.draw(made.findings, {made.checked.source.name: made.checked.source}, width=width)


def _show(data: bytes, format: str) -> None:
    if format == "html":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    elif format == "text" and _console.colour():
        from qplan.reporting import terminal

        terminal.show(data.decode().rstrip("\n"))
    else:
        print(data.decode(), end="")


def _tell(made: _Made) -> None:
    """What was asked and found, for the one who looks at the terminal while the report lies in a file."""
    for line in _drawn(made, width=shutil.get_terminal_size((80, 24)).columns):
        print(line, file=sys.stderr)
    if made.checks is not None or made.progress is not None:
        from qplan.reporting import verdicts

        for line in verdicts.text(made.checks, made.progress):
            print(line, file=sys.stderr)
