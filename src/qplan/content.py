"""Canonical content -> sections, items and measures: numbers and paths counted, duties read and inherited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple, get_args

from qplan.findings import Route
from qplan.notation import deadlines, notes, numbering
from qplan.notation.numbering import Scheme
from qplan.patterns import pattern
from qplan.plan import ROLES, Box, Claim, Defaults, Due, Duty, Item, Measure, Node, Part, Section
from qplan.tolerant import members, names, paragraphs

Data = dict[str, Any]

UNNUMBERED = "无"
"""序号 of a heading that has no number, and of a measure that starts a paragraph without one."""

# What a chapter without 部分 is taken for, by its title; the rest are tasks: some plans give every area a chapter.
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("overview", pattern("总体要求|总体思路|指导思想|基本原则|背景|形势|现状|工作基础")),
    ("tasks", pattern("任务|举措")),
    ("steps", pattern("步骤|进度安排|时间安排")),
    ("incentives", pattern("激励|奖励|奖补")),
    ("safeguards", pattern("保障措施|组织保障|组织实施|组织领导|工作保障|工作要求|保障机制")),
    ("targets", pattern("目标")),
)


def nodes(entries: Any, setting: Any, defaults: Defaults | None, *, year: int | None = None) -> tuple[Node, ...]:
    """The plan's content.

    Args:
        entries: the canonical list under ``content``.
        setting: the plan's numbering, a preset's name or samples by kind.
        defaults: the default clause, whose units every task from its item on takes along.
        year: the year that deadlines without one mean, where the plan has just one.
    """
    above = _Above(numbering.scheme(setting))
    return tuple(_nodes(entries, ("content",), above, _Counting(defaults, year)))


class _Above(NamedTuple):
    """What a node has from the sections around it."""

    scheme: Scheme
    level: int = 0
    path: str = ""
    part: Part | None = None
    duty: Duty = Duty()


class _Counting:
    """What runs on through the whole plan: counters of continuous levels, paths seen, the default clause."""

    def __init__(self, defaults: Defaults | None, period_year: int | None) -> None:
        self.defaults = defaults
        self.period_year = period_year
        self.running: Counter[int] = Counter()
        self.paths: Counter[str] = Counter()
        self.defaults_begun = False

    def unique(self, path: str) -> str:
        self.paths[path] += 1
        return path if self.paths[path] == 1 else f"{path}~{self.paths[path]}"


def _nodes(entries: Any, route: Route, above: _Above, counting: _Counting) -> Iterator[Node]:
    local: Counter[int] = Counter()
    divided = any(entry.get("content") for _, entry in members(entries))
    for i, entry in members(entries):
        is_section = above.level == 0 or "content" in entry
        level = above.level + 1 + (divided and not is_section)
        counter = counting.running if level in above.scheme.continuous else local
        number = ""
        if entry.get("number") != UNNUMBERED:
            counter[level] = entry.get("number") or counter[level] + 1
            number = above.scheme.at(level).printed(counter[level])
        step = numbering.path_part(number) or f"*{i + 1}"
        path = counting.unique(f"{above.path}/{step}" if above.path else step)
        place = _Place(entry, (*route, i), number, path, level, _part(entry, above))
        yield _section(place, above, counting) if is_section else _item(place, above, counting)


class _Place(NamedTuple):
    """A node's data with the place it has been given."""

    data: Data
    route: Route
    number: str
    path: str
    level: int
    part: Part | None


def _part(entry: Data, above: _Above) -> Part | None:
    explicit = entry.get("part")
    if explicit in get_args(Part):
        return explicit
    if above.level:
        return above.part
    title = entry.get("title", "")
    return next((part for part, words in _PARTS if words.search(title)), "tasks")


def _section(place: _Place, above: _Above, counting: _Counting) -> Section:
    data = place.data
    duty, due = _duty(data, counting.period_year)
    effective = _inherit(duty, above.duty)
    scheme = numbering.scheme(data["numbering"], above.scheme) if "numbering" in data else above.scheme
    inner = _Above(scheme, place.level, place.path, place.part, effective)
    return Section(
        id=data.get("id"),
        number=place.number,
        path=place.path,
        route=place.route,
        depth=place.level,
        part=place.part,
        title=data.get("title", ""),
        content=tuple(_nodes(data.get("content", []), (*place.route, "content"), inner, counting)),
        paragraphs=paragraphs(data.get("text")),
        duty=duty,
        effective=effective,
        due=due,
        covers=_covers(data, place.route),
        boxes=_boxes(data),
        shows=data.get("show"),
        item_heading=data.get("item_heading"),
    )


def _item(place: _Place, above: _Above, counting: _Counting) -> Item:
    data = place.data
    duty, due = _duty(data, counting.period_year)
    effective = _inherit(duty, above.duty)
    if counting.defaults and place.part == "tasks":
        since = counting.defaults.since
        counting.defaults_begun = counting.defaults_begun or since is None or since == data.get("id")
        if counting.defaults_begun:
            more = tuple(u for u in counting.defaults.duty.responsible if u not in effective.units)
            effective = replace(effective, responsible=(*effective.responsible, *more), note=None)
    return Item(
        id=data.get("id"),
        number=place.number,
        path=place.path,
        route=place.route,
        depth=place.level,
        part=place.part,
        title=data.get("title", ""),
        paragraphs=paragraphs(data.get("text")),
        duty=duty,
        effective=effective,
        due=due,
        covers=_covers(data, place.route),
        measures=tuple(_measures(place, effective, above.scheme, counting)),
        targets=names(data.get("targets"))[0],
        yearly=tuple((int(year[:4]), text) for year, text in sorted((data.get("yearly") or {}).items())),
        boxes=_boxes(data),
        shows=data.get("show"),
        item_heading=data.get("item_heading"),
        result=data.get("result"),
        remark=data.get("remark"),
    )


def _measures(place: _Place, effective: Duty, scheme: Scheme, counting: _Counting) -> Iterator[Measure]:
    sample = scheme.for_measures(place.level)
    for i, entry in members(place.data.get("measures")):
        data: Data = {"text": entry} if isinstance(entry, str) else entry
        number = sample.printed(data["number"]) if data.get("number", UNNUMBERED) != UNNUMBERED else ""
        duty, due = _duty(data, counting.period_year)
        step = numbering.path_part(number) or f"*{i + 1}"
        yield Measure(
            text=data.get("text", "").strip(),
            number=number,
            path=counting.unique(f"{place.path}/{step}"),
            route=(*place.route, "measures", i),
            duty=duty,
            effective=_inherit(duty, effective),
            due=due,
            result=data.get("result"),
            apart="number" in data,
        )


def _duty(data: Data, year: int | None) -> tuple[Duty, Due | None]:
    """The duty and deadline named at one place: the lists, else 责任 or 责任原文 as one string."""
    roles: dict[str, tuple[str, ...]] = {}
    others = bool(data.get("and_others"))
    for role in ROLES:
        roles[role], more = names(data.get(role))
        others = others or more
    note = data.get("unit_note")
    due = _due(data.get("due"), year)
    named = Duty(**roles, and_others=others, note=note)
    text = data.get("duty") or note
    if text and not (named and due):
        read = notes.read(text, year=year)
        due = due or read.due
        if not named:
            named = replace(read.duty, and_others=others or read.duty.and_others, note=note)
    return named, due


def _due(text: str | None, year: int | None) -> Due | None:
    return None if not text else deadlines.read(text, year=year) or Due(text)


def _inherit(own: Duty, above: Duty) -> Duty:
    """Role by role: what a place does not name itself it has from the section around it.

    Who leads the section leads the item too, though the item's own list names it again among the others.
    """
    if not above:
        return replace(own, note=None)
    lead = own.lead or above.lead
    support, responsible = (
        tuple(unit for unit in getattr(own, role) if own.lead or unit not in lead)
        if getattr(own, role)
        else tuple(unit for unit in getattr(above, role) if unit not in {*lead, *own.units})
        for role in ("support", "responsible")
    )
    return Duty(lead, support, responsible, and_others=own.and_others or above.and_others)


def _covers(data: Data, route: Route) -> tuple[Claim, ...]:
    value = data.get("covers")
    entries = re.split(r"[、，,\s]+", value.strip()) if isinstance(value, str) else value
    claims = []
    for i, entry in members(entries):
        place = (*route, "covers") if isinstance(value, str) else (*route, "covers", i)
        if isinstance(entry, str):
            claims.append(Claim(entry, route=place))
        else:
            claims.append(
                Claim(
                    entry.get("requirement", ""), entry.get("degree"), entry.get("reason"),
                    proposed=entry.get("proposed", False), route=place,
                )
            )  # fmt: skip
    return tuple(claims)


def _boxes(data: Data) -> tuple[Box, ...]:
    return tuple(Box(entry.get("title", ""), entry.get("text", "")) for _, entry in members(data.get("boxes")))
