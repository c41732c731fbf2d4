"""Annexes with their tables -> 附件 of the plan: a table that the plan itself makes, or one that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qplan.ledger import Doubt, Entry, Fate
from qplan.reading import targets
from qplan.reading.blocks import Block, Grid, folded
from qplan.reading.tables import duty_table, goal_table
from qplan.reading.tables.duty_table import Kind

Data = dict[str, Any]

_MADE: dict[Kind, tuple[str, str]] = {
    "tasks": ("task_table", "任务分工表"),
    "matrix": ("matrix", "责任矩阵"),
    "unit_tasks": ("task_list", "任务清单"),
    "targets": ("target_table", "主要指标表"),
}
"""What the plan calls the tables that it makes itself."""


@dataclass
class Settled:
    """Annexes as plan data, the ledger's entries for the cells of their tables, and what wants a look."""

    annexes: list[Data] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def settle(
    annexes: Sequence[Data],
    tables: Mapping[int, Sequence[Block]],
    found: list[targets.Target],
    differing: Mapping[int, Sequence[Doubt]],
) -> Settled:
    """Say what each annex holds.

    Args:
        annexes: title and text of each.
        tables: the tables of each, by its place.
        found: the targets of the text, to which a 主要指标表 adds.
        differing: by the index of a table of tasks, where it says otherwise than the text; such a table is
            kept as it is, one that agrees is made anew by the plan.
    """
    settled = Settled()
    for place, annex in enumerate(annexes):
        blocks = tables.get(place, ())
        if not blocks:
            settled.annexes.append(dict(annex))
        for number, block in enumerate(blocks, start=1):
            # An annex holds one table; a further one gets an annex of its own.
            data = dict(annex) if number == 1 else {"title": f"{annex['title']}（表{number}）"}
            settled.annexes.append(_with_table(data, block, found, differing, settled))
    return settled


def _with_table(
    annex: Data, block: Block, found: list[targets.Target], differing: Mapping[int, Sequence[Doubt]], settled: Settled
) -> Data:
    grid = block.grid or Grid(())
    place = f"附件/{len(settled.annexes) + 1}"
    kind = duty_table.kind_of(grid)
    annex = {key: value for key, value in annex.items() if key != "content"}
    doubts = differing.get(block.index, ())
    settled.doubts += doubts
    if kind == "targets" and not _goals(grid, found, settled):
        kind = "other"
    if kind in _MADE and not doubts:
        content, name = _MADE[kind]
        _enter(settled, grid, "mapped", f"{place}（{name}，由方案生成）")
        return annex | {"content": content}
    _enter(settled, grid, "kept", place, "附件中的表，照录")
    return annex | table(grid)


def _goals(grid: Grid, found: list[targets.Target], settled: Settled) -> bool:
    """Add the targets of a table to those of the text; whether it is a table of targets at all."""
    goals = goal_table.read(grid)
    if goals is None:
        return False
    settled.doubts += goals.doubts
    for row in goals.rows:
        add(row.target, found)
    return True


def add(target: targets.Target, found: list[targets.Target]) -> None:
    """Add the target of a table to those of the text; to the one of the same name what that one does not say."""
    known = next((each for each in found if folded(each["indicator"]) == folded(target["indicator"])), None)
    if known is None:
        found.append(target)
        return
    goals, more = known.get("goals"), target.get("goals")
    for key, value in target.items():
        known.setdefault(key, value)
    if isinstance(goals, dict) and isinstance(more, dict):
        known["goals"] = more | goals


def _enter(settled: Settled, grid: Grid, fate: Fate, place: str, reason: str = "") -> None:
    route = ("annexes", len(settled.annexes))
    settled.entries += [Entry(b.index, b.where, b.text, fate, place, reason, route) for b in grid.cells]


def table(grid: Grid) -> Data:
    """A table as an annex of the plan: the first row names the columns; a merged cell stands in the first place."""
    head, *rows = texts(grid)
    return {"content": "table", "columns": head, "rows": rows}


def texts(grid: Grid) -> list[list[str]]:
    """The words of a table, row by row, a merged cell's once."""
    seen: set[int] = set()
    found = []
    for row in grid.rows:
        words = []
        for cell in row:
            new = cell is not None and cell.index not in seen
            words.append(cell.text if cell is not None and new else "")
            if cell is not None:
                seen.add(cell.index)
        found.append(words)
    return found
