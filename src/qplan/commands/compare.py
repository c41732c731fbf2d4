"""``qplan compare``: several plans side by side, over time or between places, in the order given."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from qplan import checking, comparing, writing
from qplan import framework as frameworks
from qplan.commands import _console
from qplan.comparing import Comparison, Given
from qplan.errors import Broken, Misuse

FORMATS = ("text", "json", "html", "xlsx")
_ENDINGS = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html", ".xlsx": "xlsx"}
_FOREIGN = (".pdf", ".doc", ".docx", ".wps", ".xls", ".et", ".md")


def run(
    paths: Sequence[Path],
    *,
    format: str | None = None,
    output: Path | None = None,
    force: bool = False,
    framework: str | None = None,
) -> int:
    """Print the comparison, or write it to ``output``, unless that is -; always 0, for a difference is not a fault.

    Args:
        paths: two to ten plan files, in the order of the report.
        format: text, json, html or xlsx; by default what the ending of ``output`` says, else text.
        output: a file for the report; html and xlsx go to compare.html and compare.xlsx beside the first plan.
        force: overwrite a file that is not as `compare` left it.
        framework: by which all are read, instead of the first plan's own.

    Raises:
        Misuse: one plan alone, one twice, too many, another format, an unknown framework.
        Unreadable, Broken: a plan, which the message names, cannot be read whole.
        Unwritable: ``output`` is somebody's, or cannot be written.
    """
    chosen = _format(format, output)
    piped = _console.piped(output)
    if piped and chosen == "xlsx":
        raise Misuse("xlsx 不是文本，不能打印出来", "用 -o 写明文件名，或不写 -o")
    _several(paths)
    target = None if piped else output
    if target is None and not piped and chosen in ("html", "xlsx"):
        target = paths[0].with_name(f"compare.{chosen}")
    if target is not None and any(target.exists() and path.exists() and target.samefile(path) for path in paths):
        raise Misuse(f"{target} 就是方案文件，不能把比较结果写到它上面", "用 -o 换一个文件名")
    data = _made(_compared(paths, framework), chosen, narrow=target is None and _console.narrow())
    if target is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data) if chosen == "html" else print(data.decode(), end="")
        return 0
    writing.write(target, data, force=force, plan=paths[0])
    print(f"已写出：{target}", file=sys.stderr)
    return 0


def _format(asked: str | None, output: Path | None) -> str:
    ending = output.suffix.lower() if output and not output.is_dir() else ""
    said = _ENDINGS.get(ending)
    if asked not in (None, *FORMATS):
        raise Misuse(f"compare 没有“{asked}”这种格式", f"可写：{'、'.join(FORMATS)}")
    if ending in _FOREIGN:
        raise Misuse(f"compare 不能生成 {ending} 文件", f"可写：{'、'.join(FORMATS)}；要打印，用浏览器打开 html")
    if asked and said and asked != said:
        raise Misuse(
            f"-o 写的是 {output.suffix if output else ''} 文件，--format 写的是 {asked}", "两处写成一样的，或只写一处"
        )
    return asked or said or "text"


def _several(paths: Sequence[Path]) -> None:
    """Refuse one plan alone, too many, and one plan twice."""
    if len(paths) == 1:
        remedy = f"把要比的方案都写上，如 qplan compare {paths[0]} 另一份.yaml；只看一份用 qplan coverage"
        raise Misuse("只有一份方案，没有可比的", remedy)
    if len(paths) > len(comparing.LABELS):
        raise Misuse(f"一次最多比 {len(comparing.LABELS)} 份方案，这里写了 {len(paths)} 份", "分几次比较")
    for n, path in enumerate(paths):
        if any(path == other or (path.exists() and other.exists() and path.samefile(other)) for other in paths[:n]):
            raise Misuse(f"{path} 写了两次", "同一个文件不用和自己比；要比改动前后，先把旧稿另存成一个文件")


def _compared(paths: Sequence[Path], framework: str | None) -> Comparison:
    given = []
    broken = []
    for path in paths:
        checked = checking.check(path)
        try:
            given.append(Given(checked.source.name, checking.whole(checked), checked.framework))
        except Broken as error:
            broken.append(error)
    if len(broken) == 1:
        raise broken[0]
    if broken:
        raise Broken("\n       ".join(error.message for error in broken), broken[0].remedy)
    first = given[0]
    pack = frameworks.load(framework) if framework else first.framework
    return comparing.compare(given, pack or frameworks.load(first.plan.framework, beside=paths[0].parent))


def _made(comparison: Comparison, format: str, *, narrow: bool) -> bytes:
    if format == "json":
        from qplan.reporting import compare_json

        return (compare_json.report(comparison, ascii_only=narrow) + "\n").encode()
    if format == "text":
        from qplan.reporting import compare_text

        return (compare_text.report(comparison) + "\n").encode()
    if format == "html":
        from qplan.rendering import compare_html

        return compare_html.render(comparison)
    from qplan.rendering import compare_xlsx

    return compare_xlsx.render(comparison)
