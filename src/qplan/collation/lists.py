"""Coverage, collated -> the lists below the short list: what is dealt with, part three, silent tasks, claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qplan import collation
from qplan.covering import WORDS, Answer, Coverage
from qplan.plan import Node

DOUBTED = "标注请再看一眼"
"""The heading of the claims worth a second look."""


def rest(coverage: Coverage) -> Iterator[tuple[str, Iterable[str]]]:
    """What stands below the short list: headings, each with its lines, of which there may be none."""
    yield "另有部署、本地不涉及", map(_apart, collation.apart(coverage))
    part = collation.duties_title(coverage.framework)
    expected, encouraged = collation.duties(coverage, "expected"), collation.duties(coverage, "encouraged")
    yield f"{part}：方案提出、还没有写全的，不计入上表", _open(expected)
    yield f"{part}：方案鼓励、写不写由各地定的，不计入上表", _open(encouraged)
    yield from asides(coverage)


def asides(coverage: Coverage) -> Iterator[tuple[str, Iterable[str]]]:
    """The last of these, which no table holds: tasks that answer nothing, and claims worth a second look."""
    yield "没有对上要点的任务，属正常", map(collation.called, coverage.silent)
    yield "正文有话、还没有标对应的", _offers(coverage)
    yield DOUBTED, (doubt.message for doubt in coverage.doubts)


def _offers(coverage: Coverage) -> Iterator[str]:
    """What an item might claim, by titles that 对应 takes; nothing for a plan that leaves claims alone."""
    if not any(each.claims for each in (*coverage.answers, *coverage.duties)):
        return
    by_node: dict[int, tuple[Node, list[str]]] = {}
    for offer in coverage.offered:
        by_node.setdefault(id(offer.evidence.node), (offer.evidence.node, []))[1].append(offer.requirement.title)
    for node, titles in by_node.values():
        yield f"“{collation.named(node)}”可标：{'、'.join(titles)}"


def _apart(answer: Answer) -> str:
    wanted, note = answer.requirement, collation.document(answer)
    return f"{wanted.place} {wanted.title}：{WORDS[answer.state]}" + (f"，{note}" if note else "")


def _open(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        if answer.state in collation.GAPS:
            wanted = answer.requirement
            yield f"{wanted.place} {wanted.title}：{WORDS[answer.state]}"
