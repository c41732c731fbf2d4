"""``qplan coverage``: what of the national plan a plan answers, where, and what is missing."""

from __future__ import annotations

import sys
from pathlib import Path

from qplan import checking, covering, nodes, vocabulary, writing
from qplan import framework as frameworks
from qplan.commands import _console
from qplan.covering import Coverage
from qplan.errors import Misuse
from qplan.findings import Route
from qplan.plan import Plan
from qplan.source import Source

_FORMATS = ("text", "json", "md")
_ENDINGS = {".json": "json", ".md": "md"}


def run(
    plan_path: Path,
    *,
    format: str | None = None,
    explain: str | None = None,
    output: Path | None = None,
    force: bool = False,
) -> int:
    """Print the report, or write it to ``output``, unless that is -; always 0, for a gap is not a fault.

    Args:
        plan_path: the plan file.
        format: text, json or md; by default what the ending of ``output`` says, else text.
        explain: one requirement (id, title or place) instead of the report, as text.
        output: a file for the report.
        force: overwrite a file that is not as `coverage` left it.

    Raises:
        Misuse: another format, an unknown requirement, or the plan names an unknown framework.
        Unreadable, Broken: the plan cannot be read whole.
        Unwritable: ``output`` is somebody's, or cannot be written.
    """
    chosen = format or _ENDINGS.get(output.suffix if output else "", "text")
    if chosen not in _FORMATS:
        raise Misuse(f"coverage 没有“{chosen}”这种格式", f"可写：{'、'.join(_FORMATS)}")
    target = None if _console.piped(output) else output
    checked = checking.check(plan_path)
    plan = checking.whole(checked)
    pack = checked.framework or frameworks.load(plan.framework, beside=plan_path.parent)
    coverage = covering.cover(plan, pack)
    if explain:
        text = _explained(explain, coverage, plan)
    elif chosen == "json":
        from qplan.reporting import coverage_json

        narrow = target is None and _console.narrow()
        text = coverage_json.report(coverage, checked.source.name, _lines(checked.source), ascii_only=narrow)
    else:
        text = _report(coverage, plan, chosen)
    if target is not None:
        writing.write(target, (text.rstrip("\n") + "\n").encode(), force=force, plan=plan_path)
        print(f"已写出：{target}", file=sys.stderr)
    elif chosen == "text" and _console.colour():
        from qplan.reporting import terminal

        terminal.show(text)
    else:
        print(text)
    return 0


def _explained(name: str, coverage: Coverage, plan: Plan) -> str:
    from qplan.reporting import coverage_text

    text = coverage_text.explain(name, coverage.framework, coverage, plan)
    if not text:
        every = coverage.framework.everything
        remedy = f"可写 {every[0].id} 至 {every[-1].id}，或国家方案的位置，如 {every[0].place}"
        raise Misuse(f"没有叫“{name}”的要点", remedy)
    return text


def _report(coverage: Coverage, plan: Plan, format: str) -> str:
    if format == "md":
        from qplan.reporting import coverage_md

        return coverage_md.report(coverage, plan)
    from qplan.reporting import coverage_text

    return coverage_text.report(coverage, plan)


def _lines(source: Source) -> dict[Route, int]:
    """The line on which each value of the plan file begins."""
    canonical = vocabulary.canonical(nodes.read(source))
    return {route: span.line for route, span in canonical.spans.items()}
