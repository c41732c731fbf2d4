"""Coverage, collated -> the lists below the short list: what is dealt with, part three, silent tasks, claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qplan import collation
from qplan.collation import BLANK, Margin, saying
from qplan.covering import WORDS, Answer, Coverage
from qplan.plan import Node

SILENT = "没有对上要点的任务，属正常"
"""The heading of the tasks that say and claim nothing."""
DOUBTED = "标注请再看一眼"
"""The heading of the claims worth a second look."""


def rest(coverage: Coverage, margin: Margin = BLANK) -> Iterator[tuple[str, Iterable[str]]]:
    """What stands below the short list: headings, each with its lines, of which there may be none.

    Of a plan of another subject neither the duties nor the tasks are told that answer nothing: it need not.
    """
    yield "另有部署、本地不涉及", map(_apart, collation.apart(coverage))
    part, text = coverage.framework.rest, coverage.framework.short or "原文"
    if not collation.beside_the_subject(coverage):
        yield f"{part}：{text}提出、还没有写全的，不计入上表", _open(collation.duties(coverage, "expected"))
        yield f"{part}：{text}鼓励、写不写由各地定的，不计入上表", _open(collation.duties(coverage, "encouraged"))
    yield from asides(coverage, margin)


def asides(coverage: Coverage, margin: Margin = BLANK) -> Iterator[tuple[str, Iterable[str]]]:
    """The last of these, which no table holds: tasks that answer nothing, and claims worth a second look."""
    if not collation.beside_the_subject(coverage):
        yield SILENT, map(saying.called, coverage.silent)
    yield "正文有话、还没有标对应的", _offers(coverage)
    yield DOUBTED, margin.doubts or (doubt.message for doubt in coverage.doubts)


def _offers(coverage: Coverage) -> Iterator[str]:
    """What an item might claim, by titles that 对应 takes; nothing for a plan that leaves claims alone."""
    if not collation.claiming(coverage):
        return
    by_node: dict[int, tuple[Node, list[str]]] = {}
    for offer in coverage.offered:
        by_node.setdefault(id(offer.evidence.node), (offer.evidence.node, []))[1].append(offer.requirement.title)
    for node, titles in by_node.values():
        yield f"“{saying.named(node)}”可标：{'、'.join(titles)}"


def _apart(answer: Answer) -> str:
    wanted, note = answer.requirement, saying.document(answer)
    return f"{wanted.place} {wanted.title}：{WORDS[answer.state]}" + (f"，{note}" if note else "")


def _open(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        if answer.state in collation.GAPS:
            wanted = answer.requirement
            yield f"{wanted.place} {wanted.title}：{WORDS[answer.state]}"
