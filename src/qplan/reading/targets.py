"""Goals in prose -> targets: indicator, value, unit, year, wording, and the point that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qplan.notation import quantities
from qplan.notation.quantities import FoundQuantity

Target = dict[str, Any]


def find(paragraphs: Sequence[str], *, place: str, year: int | None = None) -> tuple[list[Target], int | None]:
    """The goals in a point's paragraphs, as plan data without ids.

    Args:
        paragraphs: the point's text. Footnotes (^[…]) hold explanations, and no goals.
        place: the point's path, for 出处.
        year: the milestone that governs from above (到2025年 in the paragraph before).

    Returns:
        The targets in the order of print, and the milestone in force at the end.
    """
    found: list[Target] = []
    for paragraph in paragraphs:
        found += [_target(each, place) for each in quantities.find(paragraph, year=year) if _counts(each)]
        year = quantities.governing_year(paragraph, year=year)
    return found, year


def number(targets: Iterable[Target]) -> list[Target]:
    """Give targets their ids; one indicator with goals for several years at one place is one target."""
    merged: list[Target] = []
    by_years: dict[tuple[str, str, str], Target] = {}
    for target in targets:
        key = (target["indicator"], target.get("unit", ""), target["place"])
        known, goals = by_years.get(key), target["goals"]
        if known and isinstance(goals, dict) and known["goals"].keys().isdisjoint(goals):
            known["goals"] = known["goals"] | goals
            continue
        merged.append(dict(target))
        if isinstance(goals, dict):
            by_years[key] = merged[-1]
    width = max(2, len(str(len(merged))))
    return [{"id": f"z{index:0{width}}"} | target for index, target in enumerate(merged, start=1)]


def _counts(found: FoundQuantity) -> bool:
    """Whether a goal has an indicator and a number to compare; a mere direction is text."""
    return bool(found.indicator) and found.quantity.value is not None


def _target(found: FoundQuantity, place: str) -> Target:
    """One goal as plan data; it is written in words where the words alone say all of it."""
    quantity = found.quantity
    words = quantities.write(quantity)
    goal: Any = words
    if quantities.read(words) != quantity:
        goal = {"relation": quantity.relation, "value": _plain(quantity.value)}
        if quantity.high is not None:
            goal["high"] = _plain(quantity.high)
        if quantity.at_least:
            goal["at_least"] = True
        goal["text"] = words
    undated = goal if isinstance(goal, str) else [goal]
    target: Target = {"indicator": found.indicator}
    if quantity.unit:
        target["unit"] = quantity.unit
    return target | {"goals": undated if found.year is None else {str(found.year): goal}, "place": place}


def _plain(value: float | None) -> float | int | None:
    """5.0 as 5: a count is written without its decimal."""
    return int(value) if value is not None and value == int(value) else value
