"""Rows that a colleague put into a 任务分工表 or took out of it -> new items, and items that go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from qplan import vocabulary
from qplan.amending.edits import Drop, Insert
from qplan.findings import Route
from qplan.notation import notes
from qplan.plan import ROLES, Item, Section
from qplan.reading.blocks import folded
from qplan.revising.changes import Change
from qplan.revising.table_trial import Book, holder, sections
from qplan.revising.table_views import Row, View
from qplan.revising.versions import named
from qplan.task_tables import named as titled

_EXCERPT = "表里少了多数任务，像是节选，没有当作删除；要删去请在正文或方案文件里删"
_SINCE = "“默认责任”从这一条起算（自: {}），请先在方案文件里改“默认责任”再删"
_NO_PLACE = "表格重新排过序，也看不出属于哪一部分；请在方案文件里补写"
_SHOWN = 60


def deleted(book: Book, lost: Sequence[Item], count: int) -> Iterator[tuple[Item | None, Change]]:
    """Tasks whose rows are gone. Where most are, the table is an excerpt that somebody cut out for himself."""
    if len(lost) * 2 > count and len(lost) > 1:
        yield None, Change((), "任务分工表", "删去", f"{len(lost)}项任务", "", reason=_EXCERPT)
        return
    since = book.plan.defaults.since if book.plan.defaults else None
    for task in lost:
        where, title = named(book.plan, task), titled(task)
        if since and task.id == since:
            yield task, Change(task.route, where, "删去", title, "", reason=_SINCE.format(since))
        else:
            yield task, Change(task.route, where, "删去", title, "", (Drop(task.route),))


def added(book: Book, table: View, known: Mapping[int, Item]) -> Iterator[Change]:
    """New tasks, each behind the task of the row before it, or at the end of the part that its row names.

    Args:
        book: the plan.
        table: the 任务分工表 as it came back.
        known: the tasks of its rows, by position.
    """
    order = {task.route: place for place, task in enumerate(book.plan.tasks())}
    places = [order[known[j].route] for j in sorted(known)]
    in_order = all(one < other for one, other in pairwise(places))
    for j, row in enumerate(table.rows):
        if j in known or not (row.get("title") or row.get("content")):
            continue
        place = _place(book, table, known, j, in_order=in_order)
        if place is None:
            yield unplaced("任务分工表", row)
            continue
        route, index = place
        home = holder(book.plan, route)
        where = named(book.plan, home) if home else "任务分工表"
        yield Change(route, where, "新增", "", said(row), (Insert(route, index, item(row)),))


def unplaced(sheet: str, row: Row) -> Change:
    """A new row that has no place in the plan."""
    return Change((), sheet, "新增", "", said(row), reason=_NO_PLACE)


def _place(book: Book, table: View, known: Mapping[int, Item], at: int, *, in_order: bool) -> tuple[Route, int] | None:
    """The list of nodes that a new item joins, and its position there."""
    before = next((known[j] for j in range(at - 1, -1, -1) if j in known), None)
    after = next((known[j] for j in range(at + 1, len(table.rows)) if j in known), None)
    title = folded(table.rows[at].get("section"))
    homes = [each for each in sections(book.plan) if title and folded(each.title) == title and _has_tasks(each)]
    if len(homes) == 1:
        inside = (*homes[0].route, "content")
        if in_order and before and before.route[:-1] == inside:
            return inside, _index(before) + 1
        if in_order and after and after.route[:-1] == inside:
            return inside, _index(after)
        return inside, len(vocabulary.value(book.data, inside) or ())
    if in_order and before:
        return before.route[:-1], _index(before) + 1
    return (after.route[:-1], _index(after)) if in_order and after else None


def _has_tasks(section: Section) -> bool:
    return section.part == "tasks" and not any(isinstance(node, Section) for node in section.content)


def _index(task: Item) -> int:
    last = task.route[-1]
    return last if isinstance(last, int) else 0


def item(row: Row) -> dict[str, Any]:
    """What a row says of a task, as the plan has it."""
    made: dict[str, Any] = {"title": row.get("title")} if row.get("title") else {}
    if row.get("content"):
        made["text"] = row.get("content")
    others = False
    for role in ROLES:
        units, more = notes.units(row.get(role).replace("\n", "、"))
        others = others or more
        if units:
            made[role] = units[0] if len(units) == 1 else list(units)
    if others:
        made["and_others"] = True
    for key in ("due", "result"):
        if row.get(key):
            made[key] = row.get(key)
    yearly = {key.partition(":")[2]: text for key, text in row.cells.items() if key.startswith("yearly:") and text}
    return made | ({"yearly": yearly} if yearly else {})


def said(row: Row) -> str:
    """A row in a few words."""
    words = "：".join(filter(None, (row.get("title"), " ".join(row.get("content").split()))))
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"
