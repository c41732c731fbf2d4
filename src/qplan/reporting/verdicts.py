"""Checks of a gate, progress since a baseline -> lines below a report, or their members in its JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qplan.baseline import Change, Progress
from qplan.collation import Line, saying
from qplan.covering import WORDS, Answer
from qplan.framework import Requirement
from qplan.gates import MEASURES, Check, Result


def told(checks: Sequence[Check] | None, progress: Progress | None) -> Iterator[list[Line]]:
    """What was asked and what came of it: for each a heading (depth 0) and what stands below it; none unasked."""
    if progress is not None:
        count = len(progress.worse)
        head = f"与 {progress.earlier.file} 相比：{f'有 {count} 个要点退步' if count else '没有退步'}"
        yield [(0, head), *_progress(progress)]
    if checks is not None:
        failed = sum(not check.passed for check in checks)
        head = f"门槛：{f'{len(checks)} 项里有 {failed} 项没有达到' if failed else '都达到了'}"
        yield [(0, head), *(line for check in checks for line in _check(check))]


def gate(checks: Sequence[Check]) -> dict[str, Any]:
    """The checks as data."""
    return {
        "passed": all(check.passed for check in checks),
        "checks": [
            {
                "asked": check.term.words,
                "scope": check.term.scope,
                "measure": check.term.measure,
                "relation": check.term.relation,
                "wanted": str(check.term.wanted),
                "counted": check.term.counted,
                "passed": check.passed,
                "results": [_result(each) for each in check.results],
            }
            for check in checks
        ],
    }


def baseline(progress: Progress) -> dict[str, Any]:
    """The progress as data."""
    return {
        "passed": progress.passed,
        "file": progress.earlier.file,
        "edition": progress.earlier.edition,
        "worse": [{**_change(each), "why": each.kind} for each in progress.worse],
        "better": [_change(each) for each in progress.better],
        "exempted": [{**_change(each), "note": each.answer.note} for each in progress.exempted],
        "counted": [_change(each) for each in progress.counted],
        "new": [_requirement(each.requirement) for each in progress.new],
        "gone": [{"id": key, "place": then.place, "title": then.title} for key, then in progress.gone],
    }


def _check(check: Check) -> Iterator[Line]:
    failed = [each for each in check.results if not each.passed]
    several = len(check.results) > 1
    words = check.term.words
    if several:
        count = f"{len(check.results)} 个方面"
        yield 1, f"{words}：" + (f"{count}里有 {len(failed)} 个没有达到" if failed else f"达到，{count}都是")
    else:
        only = check.results[0]
        yield 1, f"{words}：{'没有达到' if failed else '达到'}，{_counted(check, only)}{_short(check, only)}"
    for result in failed:
        if several:
            yield 2, f"{_counted(check, result)}{_short(check, result)}"
        if result.lacking:
            what = "还没有的" if _below(check, result) else "多出来的"
            yield 2 + several, f"{what}：{'；'.join(map(_named, result.lacking))}"


def _counted(check: Check, result: Result) -> str:
    """合计：已写明 8/44; a state is counted without a denominator."""
    measure = check.term.measure
    if measure not in WORDS and not result.of:
        return f"{result.title}：没有要点可算"
    return f"{result.title}：{MEASURES[measure]} {result.part}{' 个' if measure in WORDS else f'/{result.of}'}"


def _short(check: Check, result: Result) -> str:
    if result.passed or result.of == 0:
        return ""
    if result.short is None:
        return "，这个条件不可能达到"
    return f"，{'还差' if _below(check, result) else '多了'} {result.short} 个"


def _below(check: Check, result: Result) -> bool:
    """Whether there are too few rather than too many."""
    if check.term.relation == "=":
        return result.part < check.term.wanted * (1 if check.term.counted else result.of)
    return check.term.relation in (">=", ">")


def _progress(progress: Progress) -> Iterator[Line]:
    for each in progress.worse:
        yield 1, f"退步：{_moved(each)}" + ("，没有写文件或理由" if each.kind == "unexplained" else "")
        for item, words in _lost(each):
            yield 2, f"原来写在“{item}”：{words}"
    yield from ((1, f"进步：{_moved(each)}") for each in progress.better)
    for each in progress.exempted:
        yield 1, f"不再计数：{_moved(each)}，{saying.document(each.answer)}"
    yield from ((1, f"重新计数：{_moved(each)}") for each in progress.counted)
    if progress.new:
        yield 1, f"上次没有或后来改过、不比的：{'；'.join(map(_named, progress.new))}"
    if progress.gone:
        listed = "；".join(f"{then.place} {then.title}" for _, then in progress.gone)
        yield 1, f"上次有、要点包里已经没有的：{listed}"
    if progress.edition != progress.earlier.edition:
        yield 1, f"上次用的是要点包第 {progress.earlier.edition} 版，这次是第 {progress.edition} 版"


def _lost(change: Change) -> Iterator[tuple[str, str]]:
    """Where words stood that are not there any more."""
    now = {"、".join(found.words) for found in change.answer.evidence}
    for item, words in change.then.seen:
        if words not in now:
            yield item.replace("“", "‘").replace("”", "’"), words


def _moved(change: Change) -> str:
    return f"{_named(change.answer)}：原来{WORDS[change.then.state]}，现在{WORDS[change.answer.state]}"


def _named(answer: Answer) -> str:
    return f"{answer.requirement.place} {answer.requirement.title}"


def _result(result: Result) -> dict[str, Any]:
    return {
        "area": result.area,
        "title": result.title,
        "part": result.part,
        "of": result.of,
        "passed": result.passed,
        "short": result.short,
        "lacking": [{**_requirement(each.requirement), "state": each.state} for each in result.lacking],
    }


def _change(change: Change) -> dict[str, Any]:
    return {**_requirement(change.answer.requirement), "before": change.then.state, "after": change.answer.state}


def _requirement(wanted: Requirement) -> dict[str, str]:
    return {"id": wanted.id, "place": wanted.place, "title": wanted.title}
