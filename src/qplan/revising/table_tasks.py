"""A 任务分工表 that came back -> what it asks for: words and dates, units, rows that came and went."""

from __future__ import annotations

from collections.abc import Sequence

from qplan.matrix import MARKS
from qplan.reading.blocks import folded
from qplan.revising import table_additions, table_parts, table_rows
from qplan.revising.table_asked import Asked, words
from qplan.revising.table_parts import Parts
from qplan.revising.table_rows import Pair
from qplan.revising.table_views import Row, View, matched
from qplan.task_tables import named

_WAYS = (("title", "content"), ("title",), ("content",), (*MARKS, "due", "section", "number"))
"""How a row is told: by its title and what it says, by either, by who does it and when."""


def compare(asked: Asked, ours: View, theirs: View) -> None:
    """Take note of all that differs."""
    mine, pairs = asked.placed(ours.rows), paired(ours.rows, theirs.rows)
    for i, task in mine.items():
        if i in pairs:
            pair = Pair(asked.book, task, ours.rows[i], theirs.rows[pairs[i]], theirs)
            asked.tell(task, table_rows.changes(pair))
            _units(asked, pair)
    lost = [mine[i] for i in mine if i not in pairs and folded(named(mine[i])) not in theirs.hidden]
    for gone, change in table_additions.deleted(asked.book, lost, len(mine)):
        asked.tell(gone, [change])
    back = {j: mine[i] for i, j in pairs.items() if i in mine}
    asked.tell(None, table_additions.added(asked.book, theirs, back))


def paired(ours: Sequence[Row], theirs: Sequence[Row]) -> dict[int, int]:
    """Which row is which, in whatever order they stand."""
    ways = [([words(row, way) for row in ours], [words(row, way) for row in theirs]) for way in _WAYS]
    return matched(ours, theirs, ways)


def _units(asked: Asked, pair: Pair) -> None:
    """The columns of units: all of them say together who does a task."""
    before = table_parts.parts(pair.task, asked.names)
    units, closed, differs = dict(before.units), {}, False
    for role in MARKS:
        if role in pair.view.columns:
            now = table_parts.cell_units(pair.theirs.get(role), asked.names)
            closed[role] = now[1]
            if now != table_parts.cell_units(pair.ours.get(role), asked.names):
                differs = True
                units[role] = now[0]
    if differs:
        wish = asked.wish(pair.task)
        wish.after, wish.closed = Parts(units), closed
