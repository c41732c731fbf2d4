"""Printed numbers -> 编号方式 and 序号, chosen so that the plan's own counting prints the same numbers again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qplan.ledger import Doubt
from qplan.notation import numbering
from qplan.notation.numbering import LEVELS
from qplan.reading.marks import UNNUMBERED
from qplan.reading.outline import Point
from qplan.reading.points import Draft

_STANDARD = numbering.Scheme()


@dataclass(frozen=True)
class _Placed:
    """A draft with its level (as build counts levels) and the place that counts it."""

    draft: Draft
    level: int
    container: int


def count(drafts: Sequence[Draft]) -> tuple[dict[str, Any], list[Doubt]]:
    """Find the plan's numbering; set ``number`` and a section's own ``numbering`` in the drafts' data.

    Returns:
        The plan's ``numbering`` setting (empty where the standard one prints what the source has), and a
        doubt for every gap, with the number that is missing.
    """
    placed = list(_place(drafts, 0, [0]))
    looks = _looks(placed)
    continuous = [level for level in looks if _runs_on(placed, level)]
    for level in looks:
        for each in _jumps(placed, level, running=level in continuous):
            each.draft.data["number"] = each.draft.point.mark.ordinal
    for each in placed:
        if not each.draft.point.mark.kind and (looks[each.level] != UNNUMBERED or each.level > len(LEVELS)):
            each.draft.data["number"] = UNNUMBERED
    measures = _measure_look(placed, looks)
    # 举措 is the look of the fourth level too: where measures have their own, nodes there need one of their section.
    _own_looks(drafts, looks | ({len(LEVELS): measures} if measures else {}), 0)
    setting: dict[str, Any] = {
        LEVELS[level - 1]: look
        for level, look in sorted(looks.items())
        if level <= len(LEVELS) and numbering.sample(look) != _STANDARD.at(level)
    }
    _own_measures(drafts, measures, looks, {id(each.draft): each.level for each in placed})
    if measures:
        setting["measure"] = measures
    running = [LEVELS[level - 1] for level in sorted(continuous) if level <= len(LEVELS)]
    if running:
        setting["continuous"] = running
    return setting, _gaps(drafts)


def _place(drafts: Sequence[Draft], above: int, containers: list[int]) -> Iterator[_Placed]:
    """Levels as `build` gives them: an item beside sections stands one level deeper than they."""
    container = containers[0]
    divided = any(draft.below for draft in drafts)
    for draft in drafts:
        is_section = above == 0 or bool(draft.below)
        level = above + 1 + (divided and not is_section)
        yield _Placed(draft, level, container)
        containers[0] += 1
        yield from _place(draft.below, level, containers)


def _looks(placed: Sequence[_Placed]) -> dict[int, str]:
    """The look of each level: the one that most of its numbers have, the first of equals; 无 where none has one."""
    votes: dict[int, Counter[str]] = {}
    for each in placed:
        level = votes.setdefault(each.level, Counter())
        if each.draft.point.mark.kind:
            level[each.draft.point.mark.sample] += 1
    return {level: found.most_common(1)[0][0] if found else UNNUMBERED for level, found in votes.items()}


def _jumps(placed: Sequence[_Placed], level: int, *, running: bool) -> list[_Placed]:
    """Where the printed numbers of a level are not the counted ones."""
    counters: Counter[int] = Counter()
    jumps = []
    for each in placed:
        if each.level != level or not each.draft.point.mark.kind:
            continue
        key = 0 if running else each.container
        expected = counters[key] + 1
        counters[key] = each.draft.point.mark.ordinal
        if counters[key] != expected:
            jumps.append(each)
    return jumps


def _runs_on(placed: Sequence[_Placed], level: int) -> bool:
    return len(_jumps(placed, level, running=True)) < len(_jumps(placed, level, running=False))


def _own_looks(drafts: Sequence[Draft], scheme: dict[int, str], above: int) -> None:
    """Give a section whose own points look otherwise than around it a numbering of its own."""
    for draft in drafts:
        if draft.below:
            level = above + 1
            direct = [each for each in _place(draft.below, level, [0]) if any(each.draft is d for d in draft.below)]
            looks = _looks(direct).items()
            own = {deep: look for deep, look in looks if look not in (UNNUMBERED, scheme.get(deep, look))}
            named = {LEVELS[deep - 1]: look for deep, look in sorted(own.items()) if deep <= len(LEVELS)}
            if named:
                draft.data["numbering"] = named
            _own_looks(draft.below, scheme | own, level)


def _own_measures(drafts: Sequence[Draft], around: str, looks: dict[int, str], levels: dict[int, int]) -> None:
    """Give a section whose items' measures look otherwise than ``around`` (the set look, "" for none) their own."""
    for draft in drafts:
        items = [each for each in draft.below if not each.below and _measures(each) and levels[id(each)] < len(LEVELS)]
        own = around = draft.data.get("numbering", {}).get("measure", around)
        if items:
            look = Counter(_measures(each)[0].mark.sample for each in items).most_common(1)[0][0]
            level = levels[id(items[0])] + 1
            usual = numbering.sample(around or looks[level]) if around or level in looks else _STANDARD.at(level)
            if numbering.sample(look) != usual:
                own = look
                draft.data.setdefault("numbering", {})["measure"] = look
        _own_measures(draft.below, own, looks, levels)


def _measures(draft: Draft) -> list[Point]:
    """The numbered points that are measures of an item."""
    return [] if draft.below else [point for point in draft.point.points if point.mark.kind]


def _gaps(drafts: Sequence[Draft]) -> list[Doubt]:
    """Where a printed number neither follows the last one beside it or before it, nor begins with 1."""
    doubts = []
    last: Counter[str] = Counter()

    def mind(beside: Sequence[Draft]) -> None:
        here: Counter[str] = Counter()
        for draft in beside:
            if draft.point.mark.kind:
                doubts.extend(_gap(draft.point, here, last))
            inside: Counter[str] = Counter()
            for point in _measures(draft):
                doubts.extend(_gap(point, inside, last))
            mind(draft.below)

    mind(drafts)
    return doubts


def _gap(point: Point, here: Counter[str], last: Counter[str]) -> list[Doubt]:
    """What is odd about a number; ``here`` and ``last`` hold the ones before it, beside it and in the whole plan."""
    mark = point.mark
    expected = here[mark.kind] + 1
    odd = mark.ordinal not in (expected, last[mark.kind] + 1)
    here[mark.kind] = last[mark.kind] = mark.ordinal
    if not odd:
        return []
    look = numbering.sample(mark.sample)
    shown, wanted = (numbering.path_part(look.printed(n)) for n in (mark.ordinal, expected))
    why = "前面可能丢了标题" if mark.ordinal > expected else "编号重复或倒退"
    return [Doubt(point.block.index, f"编号“{shown}”处应为“{wanted}”，{why}；已按原文编号")]


def _measure_look(placed: Sequence[_Placed], looks: dict[int, str]) -> str:
    """The look of numbered measures, where the level below their item would print another."""
    votes: Counter[tuple[str, int]] = Counter()
    for each in placed:
        for point in _measures(each.draft)[:1] if each.level < len(LEVELS) else ():
            votes[point.mark.sample, each.level] += 1
    if not votes:
        return ""
    (look, level), _ = votes.most_common(1)[0]
    inherited = looks.get(level + 1)
    usual = numbering.sample(inherited) if inherited else _STANDARD.at(level + 1)
    return "" if numbering.sample(look) == usual else look
