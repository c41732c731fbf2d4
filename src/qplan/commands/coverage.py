"""``qplan coverage``: what of the national plan a plan answers, where, and what is missing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qplan import baseline, checking, covering, gates
from qplan import framework as frameworks
from qplan.baseline import Progress
from qplan.checking import Checked
from qplan.collation import Line, Margin
from qplan.commands import _console, _output
from qplan.commands._opening import opened
from qplan.commands.validate import LEVELS, reached
from qplan.covering import Coverage
from qplan.errors import Misuse
from qplan.findings import Finding
from qplan.gates import Check
from qplan.plan import Plan
from qplan.reporting.wrapping import laid_out

FORMATS = ("text", "json", "md", "html", "xlsx", "docx")

_PDF = "要 PDF，用 Word 或 WPS 打开 docx 另存"


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
        plan_path: the plan file, or a document of any kind that is read.
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
    chosen = _output.chosen("coverage", FORMATS, format, output, _PDF)
    if explain and chosen != "text":
        raise Misuse(f"--explain 只有 text，没有 {chosen}", "json 里每个要点都有同样的内容")
    if explain and (asked.gates or asked.baseline):
        raise Misuse("--explain 只看一个要点，不能同 --gate、--baseline 一起用", "分两次运行")
    target = _output.target(plan_path.with_name(f"{plan_path.stem}-coverage"), chosen, output)
    _spare(target, plan_path, asked.baseline)
    made = _make(plan_path, asked)
    data = _explained(explain, made).encode() if explain else _printed(made, chosen, to_file=target is not None)
    if target is not None:
        _output.write(target, data, force=force, plan=plan_path)
    else:
        _output.show(data, chosen, coloured=True)
    if explain:
        return 0
    if target is not None:
        _tell(made)
    met = all(check.passed for check in made.checks or ()) and (made.progress is None or made.progress.passed)
    return int(not met or reached(made.findings, asked.fail_on))


def _spare(target: Path | None, plan: Path, earlier: Path | None) -> None:
    """Refuse to write over what is read: of a baseline that a worse plan replaced nothing would be left to hold it."""
    _output.spare(target, [plan])
    if target is not None and earlier is not None and target.exists() and earlier.exists() and target.samefile(earlier):
        raise Misuse(f"{target} 就是 --baseline 的文件，比过以后它就没有了", f"{_output.ELSEWHERE}，通过了再换下旧的")


def _make(plan_path: Path, asked: Asked) -> _Made:
    checked = opened(plan_path).checked
    plan = checking.whole(checked)
    own = checked.framework
    if asked.framework is not None:
        pack = frameworks.load(asked.framework)
    else:
        pack = own or frameworks.load(plan.framework, beside=plan_path.parent)
    terms = gates.read(asked.gates, pack)
    earlier = baseline.read(asked.baseline, pack) if asked.baseline is not None else None
    coverage = covering.cover(plan, pack, own=own)
    found = [checked.place(each.remark, each.entry) for each in coverage.doubts]
    return _Made(
        plan=plan,
        coverage=coverage,
        checked=checked,
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
    margin = _margin(made)
    match format:
        case "json":
            from qplan.reporting import coverage_json

            beside = coverage_json.Beside(margin.lines, made.findings, made.checks, made.progress)
            narrow = not to_file and _console.narrow()
            text = coverage_json.report(coverage, made.checked.source.name, beside, ascii_only=narrow)
        case "md":
            from qplan.reporting import coverage_md

            text = coverage_md.report(coverage, plan, margin)
        case "html":
            from qplan.rendering import coverage_html

            return coverage_html.render(coverage, plan, margin)
        case "xlsx":
            from qplan.rendering import coverage_xlsx

            return coverage_xlsx.render(coverage, plan, margin)
        case "docx":
            from qplan.rendering import coverage_docx

            return coverage_docx.render(coverage, plan, margin)
        case _:
            from qplan.reporting import coverage_text

            text = coverage_text.report(coverage, plan, margin, drawn=_drawn(made))
    return (text.rstrip("\n") + "\n").encode()


def _margin(made: _Made) -> Margin:
    return Margin(
        lines={route: span.line for route, span in made.checked.canonical.spans.items()},
        doubts=[f"{each.message}（{_where(each)}，{each.code}）" for each in made.findings],
        verdicts=_verdicts(made),
    )


def _where(finding: Finding) -> str:
    return finding.spot.words if finding.spot else f"方案文件第 {finding.span.line} 行"


def _verdicts(made: _Made) -> Sequence[Sequence[Line]]:
    if made.checks is None and made.progress is None:
        return ()
    from qplan.reporting import verdicts

    return tuple(verdicts.told(made.checks, made.progress))


def _drawn(made: _Made, *, width: int = 80) -> list[str]:
    """The findings with their source lines, as `validate` prints them."""
    if not made.findings:
        return []
    from qplan.reporting import text

    return text.draw(made.findings, {made.checked.source.name: made.checked.source}, width=width)


def _tell(made: _Made) -> None:
    """What was asked and found, for the one who looks at the terminal while the report lies in a file."""
    for line in _drawn(made, width=shutil.get_terminal_size((80, 24)).columns):
        print(line, file=sys.stderr)
    for verdict in _verdicts(made):
        for line in (*laid_out(verdict), ""):
            print(line, file=sys.stderr)
