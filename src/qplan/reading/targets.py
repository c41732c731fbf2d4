"""Goals in prose -> targets: indicator, value, unit, year, wording, and the point that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from qplan.notation import goals, quantities
from qplan.notation.goals import FoundQuantity
from qplan.notation.quantities import Quantity

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
        found += [_target(each, place) for each in goals.find(paragraph, year=year) if _counts(each)]
        year = goals.governing_year(paragraph, year=year)
    return found, year


def number(targets: Iterable[Target]) -> list[Target]:
    """Give targets their ids; one indicator with goals for several years at one place is one target."""
    merged: list[Target] = []
    by_years: dict[tuple[str, str, str], Target] = {}
    for target in targets:
        key = (target["indicator"], target.get("unit", ""), target.get("place", ""))
        known, years = by_years.get(key), target["goals"]
        if known and isinstance(years, dict) and known["goals"].keys().isdisjoint(years):
            known["goals"] = known["goals"] | years
            continue
        merged.append(dict(target))
        if isinstance(years, dict):
            by_years[key] = merged[-1]
    width = max(2, len(str(len(merged))))
    return [{"id": f"z{index:0{width}}"} | target for index, target in enumerate(merged, start=1)]


def related(targets: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    """The ids of the targets that stand at each place, in order: 关联指标 of the task whose path the place is.

    Args:
        targets: numbered ones, from `number`.
    """
    at: dict[str, tuple[str, ...]] = {}
    for target in targets:
        place = target.get("place", "")
        at[place] = (*at.get(place, ()), target["id"])
    return at


def doubts(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """What to look at in a point's goals, in Chinese: values after 分别 that do not match the names before them."""
    return tuple(
        f"“{each.indicator}”后面有几个数值，分不清各属于哪一项：{paragraph[each.start : each.end]}"
        for paragraph in paragraphs
        for each in goals.find(paragraph)
        if each.joint
    )


def _counts(found: FoundQuantity) -> bool:
    """Whether a goal has an indicator and says what to reach; ratios, ranks and 翻一番 do so in words."""
    return bool(found.indicator) and (found.quantity.value is not None or bool(found.quantity.text))


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
    if found.base is not None and found.base.value is not None:
        target["baseline"] = _baseline(found.base, found.base_year, quantity.unit)
    return target | {"goals": undated if found.year is None else {str(found.year): goal}, "place": place}


def _baseline(base: Quantity, year: int | None, unit: str) -> dict[str, Any]:
    """基期: the value alone where the target's unit is also its own, else with its unit."""
    value: Any = _plain(base.value) if base.unit == unit else quantities.write(replace(base, text=""))
    return ({"year": year} if year else {}) | {"value": value}


def _plain(value: float | None) -> float | int | None:
    """5.0 as 5: a count is written without its decimal."""
    return int(value) if value is not None and value == int(value) else value
