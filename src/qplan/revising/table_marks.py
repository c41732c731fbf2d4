"""A 责任矩阵 that came back -> what its marks ask for: which unit has which part in a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from qplan.matrix import MARKS
from qplan.plan import Item, RoleName
from qplan.reading.blocks import folded
from qplan.revising import table_parts, table_rows
from qplan.revising.changes import Change
from qplan.revising.table_asked import Asked
from qplan.revising.table_rows import Pair
from qplan.revising.table_tasks import paired
from qplan.revising.table_views import SHEETS, UNIT, View
from qplan.revising.versions import named as placed
from qplan.task_tables import named

_MARK = "“{}”不是责任矩阵的记号（★牵头、●责任、○配合），没有取用"
_ROW = "责任矩阵里没有这一行；要删去这项任务，请在任务分工表或正文里删"
_ROLES: dict[str, RoleName] = {mark: role for role, mark in MARKS.items()}
_SAME = 0.8
"""The part of its marks that a column has kept when only its head was changed."""


def compare(asked: Asked, ours: View, theirs: View) -> None:
    """Take note of all that differs. A column that is gone says nothing: it may be hidden."""
    mine, pairs = asked.placed(ours.rows), paired(ours.rows, theirs.rows)
    gone, fresh = ([c for c in one.columns if c.startswith(UNIT) and c not in other.columns]
                   for one, other in ((ours, theirs), (theirs, ours)))  # fmt: skip
    renamed = dict(_renamed(ours, theirs, pairs, gone, fresh))
    for i, task in mine.items():
        if i in pairs:
            pair = Pair(asked.book, task, ours.rows[i], theirs.rows[pairs[i]], replace(theirs, columns=("title",)))
            asked.tell(task, table_rows.changes(pair))
            roles: dict[str, RoleName | None] = {
                _unit(asked, key): None for key in gone if key in renamed and pair.ours.get(key)
            }
            roles |= _marks(asked, pair, [key for key in theirs.columns if key.startswith(UNIT)])
            if roles:
                asked.ask(SHEETS["matrix"], task, roles)
        elif not asked.tabled and folded(named(task)) not in theirs.hidden:
            asked.tell(task, [_lost(asked, task)])


def _lost(asked: Asked, task: Item) -> Change:
    return Change(task.route, placed(asked.book.plan, task), "删去", named(task), "", reason=_ROW)


def _unit(asked: Asked, key: str) -> str:
    named_, _ = table_parts.cell_units(key.removeprefix(UNIT), asked.names)
    return named_[0] if len(named_) == 1 else key.removeprefix(UNIT)


def _renamed(
    ours: View, theirs: View, pairs: Mapping[int, int], gone: list[str], fresh: list[str]
) -> Iterator[tuple[str, str]]:
    """Columns with another head over the same marks: one unit takes the other's place in all tasks."""
    left = list(fresh)
    for key in gone:
        for other in left:
            marks = [(ours.rows[i].get(key), theirs.rows[j].get(other)) for i, j in pairs.items()]
            alike = [one == two for one, two in marks if one or two]
            if alike and sum(alike) >= _SAME * len(alike):
                yield key, other
                left.remove(other)
                break


def _marks(asked: Asked, pair: Pair, columns: list[str]) -> dict[str, RoleName | None]:
    roles: dict[str, RoleName | None] = {}
    for key in columns:
        old, new = pair.ours.get(key), pair.theirs.get(key).strip()
        if folded(old) == folded(new):
            continue
        unit = _unit(asked, key)
        if new and new not in _ROLES:
            reason = _MARK.format(new)
            asked.tell(pair.task, [Change(pair.task.route, pair.where, unit, old, new, reason=reason)])
        else:
            roles[unit] = _ROLES.get(new)
    return roles
