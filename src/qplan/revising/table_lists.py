"""任务清单 that came back -> what they ask for: a row is a unit's part in a task, told a second time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qplan.matrix import matrix
from qplan.plan import Item, RoleName
from qplan.reading.blocks import folded
from qplan.revising import table_additions, table_parts, table_rows
from qplan.revising.table_asked import Asked, words
from qplan.revising.table_rows import Pair
from qplan.revising.table_views import SHEETS, Row, View, matched
from qplan.task_tables import PART_NAMES, named, own_measures, unit_sheets

_WAYS = (("unit", "title", "content"), ("unit", "title"), ("unit", "content"), ("title", "content", "part", "number"))
_PARTS: dict[str, RoleName] = {word: role for role, word in PART_NAMES.items()}


def compare(asked: Asked, ours: View, theirs: View) -> None:
    """Take note of all that differs. Rows that are gone count where most are there: else it is an excerpt."""
    listed = [each for each in _listed(asked) if ours.unit in ("", each[0])]
    told = [f"{folded(unit)}|{folded(named(task))}" for unit, task in listed]
    rows = [f"{folded(row.get('unit') or ours.unit)}|{folded(row.get('title'))}" for row in ours.rows]
    mine = {row: listed[place] for place, row in matched(listed, ours.rows, [(told, rows)]).items()}
    ways = [([words(row, way) for row in ours.rows], [words(row, way) for row in theirs.rows]) for way in _WAYS]
    pairs = matched(ours.rows, theirs.rows, ways)
    for i, (unit, task) in sorted(mine.items()):
        if i in pairs:
            _row(asked, unit, Pair(asked.book, task, ours.rows[i], theirs.rows[pairs[i]], theirs))
        elif folded(named(task)) not in theirs.hidden and len(pairs) * 2 > len(mine):
            asked.ask(SHEETS["units"], task, {unit: None})
    for j, row in enumerate(theirs.rows):
        if j not in pairs.values():
            _added(asked, row, theirs.unit or ours.unit)


def _listed(asked: Asked) -> Iterator[tuple[str, Item]]:
    table = matrix(asked.book.plan)
    for sheet in unit_sheets(asked.book.plan, table):
        yield from ((sheet.unit, table.tasks[place]) for place in sheet.tasks)


def _row(asked: Asked, unit: str, pair: Pair) -> None:
    view = pair.view
    columns = tuple(key for key in view.columns if key not in ("unit", "part"))
    measures = own_measures(pair.task, unit, asked.names)
    inner = replace(pair, view=replace(view, columns=columns), measures=measures)
    asked.tell(pair.task, table_rows.changes(inner))
    was, now = (_PARTS.get(row.get("part").strip()) for row in (pair.ours, pair.theirs))
    role = now or was
    named_, _ = table_parts.cell_units(pair.theirs.get("unit"), asked.names)
    if "unit" in view.columns and named_ and named_ != (unit,):
        roles: dict[str, RoleName | None] = {} if unit in named_ else {unit: None}
        asked.ask(SHEETS["units"], pair.task, roles | dict.fromkeys(named_, role))
    elif "part" in view.columns and now and now != was:
        asked.ask(SHEETS["units"], pair.task, {unit: now})


def _added(asked: Asked, row: Row, unit: str) -> None:
    """A row more: the unit has a part in that task now. A task that is new is new in the 任务分工表."""
    task = next((each for each in asked.tasks if folded(named(each)) == folded(row.get("title"))), None)
    units, _ = table_parts.cell_units(row.get("unit") or unit, asked.names)
    role = _PARTS.get(row.get("part").strip())
    if task and units and role:
        asked.ask(SHEETS["units"], task, dict.fromkeys(units, role))
    elif not asked.tabled and row.get("title"):
        asked.tell(None, [table_additions.unplaced(SHEETS["units"], row)])
