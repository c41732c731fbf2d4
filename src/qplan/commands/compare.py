"""``qplan compare``: several plans side by side, over time or between places, in the order given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qplan import checking, comparing
from qplan import framework as frameworks
from qplan.commands import _console, _output
from qplan.commands._opening import opened
from qplan.comparing import Comparison, Given
from qplan.display import typed
from qplan.errors import Broken, Misuse

FORMATS = ("text", "json", "html", "xlsx")
_PDF = "要打印，用浏览器打开 html"


def run(
    paths: Sequence[Path],
    *,
    format: str | None = None,
    output: Path | None = None,
    force: bool = False,
    framework: str | None = None,
) -> int:
    """Print the comparison, or write it to a file; always 0, for a difference is not a fault.

    Args:
        paths: two to ten plan files or documents, in the order of the report.
        format: text, json, html or xlsx; by default what the ending of ``output`` says, else text.
        output: a file, a folder, or - for the terminal; html and xlsx go to compare.<format> beside the first plan.
        force: overwrite a file that is not as `compare` left it.
        framework: by which all are read, instead of the first plan's own.

    Raises:
        Misuse: one plan alone, one twice, too many, another format, an unknown framework.
        Unreadable, Broken: a plan, which the message names, cannot be read whole.
        Unwritable: ``output`` is somebody's, or cannot be written.
    """
    chosen = _output.chosen("compare", FORMATS, format, output, _PDF)
    target = _output.target(paths[0].with_name("compare"), chosen, output)
    _several(paths)
    _output.spare(target, paths)
    data = _made(_compared(paths, framework), chosen, narrow=target is None and _console.narrow())
    if target is None:
        _output.show(data, chosen)
    else:
        _output.write(target, data, force=force, plan=paths[0])
    return 0


def _several(paths: Sequence[Path]) -> None:
    """Refuse one plan alone, too many, and one plan twice."""
    if len(paths) == 1:
        remedy = f"把要比的方案都写上，如 qplan compare {typed(paths[0])} 另一份.yaml；只看一份用 qplan coverage"
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
        checked = opened(path).checked
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
