"""Goals that the document has otherwise than the draft -> changes of 指标 in the plan file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from qplan.amending.edits import Edit, Put
from qplan.matrix import fold
from qplan.patterns import pattern
from qplan.plan import Goal, Target
from qplan.revising.changes import Change
from qplan.revising.versions import Versions
from qplan.tables import wording
from qplan.vocabulary import value

_LISTED = pattern(r"——(?P<indicator>[^：]+)：(?P<goals>.+?)。?")
_YEAR = pattern(r"\d{4}")
_NUMBER = pattern(r"\d+(?:\.\d+)?")
IN_A_TABLE = "只有附件的表里是这样，正文没有改"
_CLAUSE = pattern(r"(?P<years>(?:\d{4}年、?)*)均?(?P<words>.+)")


def changes(versions: Versions) -> Iterator[Change]:
    """Goals of indicators that all three versions know, each year's by itself.

    A document names a goal wherever it stands, so that one goal may change at two places at once.
    """
    told = set()
    for old, new in _paired(versions.draft.plan.targets, versions.document.plan.targets):
        for before, after in _years(old, new):
            was, now = wording(before, old.unit), wording(after, new.unit)
            place = _goal(versions.plan.targets, old.indicator, before.year)
            if was == now or place is None or (place[1].route, now) in told:
                continue
            told.add((place[1].route, now))
            target, goal = place
            if wording(goal, target.unit) == now:
                continue
            year = f"（{goal.year}年）" if goal.year else ""
            what = f"目标值{year}"
            edits = (_edit(versions.data, goal, now),)
            yield Change(goal.route, f"指标“{target.indicator}”", what, wording(goal, target.unit), now, edits)


def joined(found: Sequence[Change], versions: Versions) -> list[Change]:
    """Changes of text, with those of goals that say the same joined to them.

    A line that the plan file has not, one of the list that 列示 prints, changes by its goals alone. Goals that no
    text of the document tells, but one of its tables, follow unsure: that table may be the draft's own, left behind.
    """
    left = list(changes(versions))
    kept = []
    for each in found:
        change = each if each.edits else _listed(each, versions)
        if change is None:
            continue
        sides = [_numbers(change.old), _numbers(change.new)]
        mine = [aim for aim in left if _numbers(aim.old) <= sides[0] and _numbers(aim.new) <= sides[1]]
        left = [aim for aim in left if aim not in mine]
        if not mine or change is not each:
            kept.append(change)
            continue
        edits = tuple(edit for aim in mine for edit in aim.edits)
        also = "、".join(f"{aim.where}{aim.what}" for aim in mine)
        kept.append(replace(change, what=f"{change.what}（连同{also}）", edits=(*change.edits, *edits)))
    return [*kept, *(replace(aim, unsure=IN_A_TABLE) for aim in left)]


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _listed(change: Change, versions: Versions) -> Change | None:
    """A change of a line that lists a target with its goals, as edits of these; any other change as it is.

    None where the line says in other words what the plan has already.
    """
    old, new = _LISTED.fullmatch(change.old), _LISTED.fullmatch(change.new)
    target = next((t for t in versions.plan.targets if old and t.indicator == old["indicator"]), None)
    if old is None or target is None:
        return change
    if new is None or old["indicator"] != new["indicator"]:
        return replace(change, reason="这一行是按“指标”印出的，请改方案文件里的“指标”")
    ours, theirs = _by_year(old["goals"]), _by_year(new["goals"])
    if ours.keys() != theirs.keys():
        return replace(change, reason="这一行是按“指标”印出的，请改方案文件里的“指标”")
    edits: list[Edit] = []
    for goal in target.goals:
        words = theirs.get(goal.year, theirs.get(None, ""))
        own = wording(goal, target.unit)
        words = words if "达到" in own else words.removeprefix("达到")
        if words and words != own:
            edits.append(_edit(versions.data, goal, words))
    return replace(change, at=edits[0].at, edits=tuple(edits), reason="") if edits else None


def _by_year(goals: str) -> dict[int | None, str]:
    """2026年、2027年均达到95%以上，2028年达到96% -> the words of each year; without a year, of None."""
    found: dict[int | None, str] = {}
    for clause in goals.split("，"):
        parts = _CLAUSE.fullmatch(clause)
        years: list[int | None] = [int(year) for year in _YEAR.findall(parts["years"])] if parts else []
        found |= dict.fromkeys(years or [None], parts["words"] if parts else clause)
    return found


def _paired(old: Sequence[Target], new: Sequence[Target]) -> Iterator[tuple[Target, Target]]:
    """Targets of one name, at one place first."""
    free = list(new)
    for target in old:
        same = [each for each in free if fold(each.indicator) == fold(target.indicator)]
        found = next((each for each in same if each.where == target.where), same[0] if len(same) == 1 else None)
        if found is not None:
            free.remove(found)
            yield target, found


def _years(old: Target, new: Target) -> Iterator[tuple[Goal, Goal]]:
    for goal in old.goals:
        found = [each for each in new.goals if each.year == goal.year]
        if len(found) == 1 and sum(each.year == goal.year for each in old.goals) == 1:
            yield goal, found[0]


def _goal(targets: Sequence[Target], indicator: str, year: int | None) -> tuple[Target, Goal] | None:
    found = [
        (target, goal)
        for target in targets
        if fold(target.indicator) == fold(indicator)
        for goal in target.goals
        if goal.year == year
    ]
    return found[0] if len(found) == 1 else None


def _edit(data: Any, goal: Goal, new: str) -> Edit:
    there = value(data, goal.route)
    if isinstance(there, dict):
        kept = {key: value for key, value in there.items() if key == "year"}
        return Put(goal.route, {**kept, "text": new})
    return Put(goal.route, new)
