"""主要指标表 that came back -> changes of targets: values by year, baseline, unit of measure, kind, units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from qplan import vocabulary
from qplan.amending.edits import Drop, Edit, Insert, Put
from qplan.findings import Route
from qplan.notation import notes, quantities
from qplan.plan import Goal, Target
from qplan.reading.blocks import folded
from qplan.revising import duties
from qplan.revising.changes import Change
from qplan.revising.table_trial import Book
from qplan.revising.table_views import Row, View, matched
from qplan.tables import target_table

_BY_HAND = "这一处在方案文件里写法特殊，不能自动改；请在方案文件的“指标”里改"
_NOT_A_KIND = "“属性”只有“预期性”“约束性”，“类别”只有“参考”“特色”"
_EXCERPT = "表里少了多数指标，像是节选，没有当作删除；要删去请在方案文件的“指标”里删"
_NAMED = {"kind": "属性", "category": "类别", "measure": "计量单位", "baseline": "基期值", "indicator": "指标名称"}
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")


def changes(book: Book, ours: View, theirs: View) -> Iterator[Change]:
    """The changes of 主要指标表, row by row, then rows that came and went."""
    targets = book.plan.targets
    named = [folded(target.indicator) for target in targets]
    known = matched(targets, ours.rows, [(named, [folded(row.get("indicator")) for row in ours.rows])])
    pairs = matched(ours.rows, theirs.rows, _keys(ours.rows, theirs.rows))
    lost = [i for i in range(len(targets)) if i in known and known[i] not in pairs and named[i] not in theirs.hidden]
    for place, target in enumerate(targets):
        if place in known and known[place] in pairs:
            row, now = ours.rows[known[place]], theirs.rows[pairs[known[place]]]
            for key in theirs.columns:
                if folded(row.get(key)) != folded(now.get(key)) and key not in ("number", "remark"):
                    yield _cell(book, target, key, row.get(key), now.get(key))
    if len(lost) * 2 > len(targets) and len(lost) > 1:
        yield Change(("targets",), "主要指标表", "删去", f"{len(lost)}项指标", "", reason=_EXCERPT)
    else:
        for place in lost:
            target = targets[place]
            yield Change(target.route, _where(target), "删去", target.indicator, "", (Drop(target.route),))
    for j, row in enumerate(theirs.rows):
        if j not in pairs.values() and row.get("indicator"):
            yield _new(book, row)


def _keys(ours: Sequence[Row], theirs: Sequence[Row]) -> list[tuple[list[str], list[str]]]:
    def words(row: Row) -> str:
        return "|".join(text for key, text in sorted(row.cells.items()) if key not in ("number", "indicator"))

    names = [[folded(row.get("indicator")) for row in rows] for rows in (ours, theirs)]
    rest = [[folded(words(row)) for row in rows] for rows in (ours, theirs)]
    return [(names[0], names[1]), (rest[0], rest[1])]


def _where(target: Target) -> str:
    return f"指标“{target.indicator}”"


def _what(key: str) -> str:
    name, _, year = key.partition(":")
    if name in ("goal", "yearly"):
        return f"{year}年目标值" if year else "目标值"
    return "责任单位" if name == "responsible" else _NAMED.get(name, name)


def _cell(book: Book, target: Target, key: str, old: str, new: str) -> Change:
    at, where, what = target.route, _where(target), _what(key)
    if key.startswith("?"):
        what = key.removeprefix("?")
        return Change(at, where, what, old, new, reason=f"方案文件的“指标”里没有“{what}”这一项，没有取用")
    reason = _NOT_A_KIND if key in ("kind", "category") else _BY_HAND
    for edits in _tried(book, target, key, old, new.strip()):
        plan = book.after(edits) if edits else None
        if plan and _shown(plan.targets, target.route, plan, key) == folded(new):
            return Change(at, where, what, old, new, tuple(edits))
    return Change(at, where, what, old, new, reason=reason)


def _shown(targets: Sequence[Target], route: Route, plan: Any, key: str) -> str:
    """A cell of the table printed again."""
    table = target_table(plan)
    row = next(place for place, target in enumerate(targets) if target.route == route)
    head = {"responsible": "责任单位", **_NAMED}.get(key, _what(key))
    for column, cell in zip(table.columns, table.rows[row], strict=True):
        if column.title == head or (key == "baseline" and column.title.endswith("基期值")):
            return folded(str(cell))
    return ""


def _tried(book: Book, target: Target, key: str, old: str, new: str) -> Iterator[Sequence[Edit]]:
    at, name = target.route, key.partition(":")[0]
    data = vocabulary.value(book.data, at)
    if name == "indicator":
        yield [Put((*at, "indicator"), new)] if new else []
    elif name == "measure":
        yield [Put((*at, "unit"), new)] if new else [Drop((*at, "unit"))] if "unit" in data else []
    elif name in ("kind", "category"):
        value = _enum(name, new)
        yield [Put((*at, name), value)] if value else [Drop((*at, name))] if not new and name in data else []
    elif name == "responsible":
        yield from _units(book, target, old, new)
    elif name == "baseline" and target.baseline is None and new:
        # The column's head names the year that all baselines have.
        years = {each.baseline.year for each in book.plan.targets if each.baseline and each.baseline.year}
        number = _number(new)
        said: dict[str, Any] = {"text": new} if number is None else {"value": number}
        yield [Put((*at, "baseline"), {"year": years.pop(), **said} if len(years) == 1 else number or new)]
    elif name == "baseline":
        yield from _values(data.get("baseline"), target.baseline, (*at, "baseline"), new, target.unit)
    elif name in ("goal", "yearly"):
        yield from _goals(book, target, int(key.partition(":")[2] or 0) or None, new)


def _goals(book: Book, target: Target, year: int | None, new: str) -> Iterator[Sequence[Edit]]:
    goals = [goal for goal in target.goals if goal.year == year]
    if len(goals) == 1:
        raw = vocabulary.value(book.data, goals[0].route)
        yield from _values(raw, goals[0], goals[0].route, new, target.unit)
    elif not goals and new:
        yield _goal(vocabulary.value(book.data, target.route), target.route, year, new)


def _enum(key: str, name: str) -> str | None:
    """The value of 属性 or 类别 that a word means."""
    schema = vocabulary.at(("targets", 0, key))
    return next((v for v in schema.get("enum", ()) if vocabulary.value_name(schema, v, "zh") == name), None)


def _units(book: Book, target: Target, old: str, new: str) -> Iterator[Sequence[Edit]]:
    (was, _), (units, others) = notes.units(old), notes.units(new)
    yield duties.edits(book.data, target.route, "responsible", was, units)
    named, _ = duties.own(book.data, target.route)
    if named.and_others != others:
        yield duties.rewritten(book.data, target.route, replace(named, responsible=units, and_others=others))
    yield [Put((*target.route, "responsible"), new)] if new else [Drop((*target.route, "responsible"))]


def _values(raw: Any, goal: Goal | None, at: Route, new: str, unit: str) -> Iterator[Sequence[Edit]]:
    """The ways to write a value into what stands there, those that leave most of it as it is first."""
    if not new:
        yield [Drop(at)] if raw is not None else []
        return
    number = _number(new)
    if isinstance(raw, dict):
        if number is not None:
            key = "value" if "value" in raw or "text" not in raw else "text"
            yield [Put((*at, key), number if key == "value" else new)]
            if {"value", "text"} <= raw.keys():
                yield [Put((*at, "value"), number), Drop((*at, "text"))]
        read = quantities.read(new)
        told = goal is not None and (read.relation, read.at_least) == (goal.relation, goal.at_least)
        if read.value is not None and told and "text" not in raw and "high" not in raw:
            yield [Put((*at, "value"), _short(read.value))]
        if "text" in raw:
            more = [Put((*at, "value"), _short(read.value))] if "value" in raw and read.value is not None else []
            yield [Put((*at, "text"), new), *more]
        kept = {key: raw[key] for key in ("year",) if key in raw}
        yield [Put(at, {**kept, "text": new})]
        return
    if isinstance(raw, str) and unit and raw.strip().endswith(unit) and number is not None:
        yield [Put(at, new + unit)]
    if number is not None and not isinstance(raw, str):
        yield [Put(at, number)]
    yield [Put(at, new)]


def _goal(data: Any, at: Route, year: int | None, new: str) -> Sequence[Edit]:
    """A value for a year that had none."""
    goals = data.get("goals")
    if isinstance(goals, list):
        return [Insert((*at, "goals"), len(goals), {"year": year, "text": new} if year else {"text": new})]
    if year is None:
        return [Put((*at, "goals"), new)] if goals is None else []
    if isinstance(goals, dict):
        return [Put((*at, "goals", str(year)), new)]
    return [Put((*at, "goals"), {str(year): new})] if goals is None else []


def _number(text: str) -> int | float | None:
    return _short(float(text)) if _PLAIN.fullmatch(text) else None


def _short(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _new(book: Book, row: Row) -> Change:
    goals = {key.partition(":")[2]: text for key, text in row.cells.items() if key.startswith(("goal:", "yearly:"))}
    value: dict[str, Any] = {"indicator": row.get("indicator")}
    for key, name in (("measure", "unit"), ("baseline", "baseline")):
        if row.get(key):
            value[name] = row.get(key)
    for key in ("kind", "category"):
        if found := _enum(key, row.get(key)):
            value[key] = found
    years = {year: text for year, text in goals.items() if year}
    if years or goals:
        value["goals"] = years or goals[""]
    if row.get("responsible"):
        value["responsible"] = row.get("responsible")
    count = len(book.data.get("targets") or ())
    edit: Edit = Insert(("targets",), count, value) if "targets" in book.data else Put(("targets",), [value])
    told = "，".join([row.get("indicator"), *(f"{year}年{text}" if year else text for year, text in goals.items())])
    return Change(("targets",), "主要指标表", "新增", "", told, (edit,))
