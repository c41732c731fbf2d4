"""Annexes with their tables -> 附件 of the plan: a table that the plan itself makes, or one that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qplan.ledger import Doubt, Entry, Fate
from qplan.notation import quantities
from qplan.reading import targets
from qplan.reading.blocks import Block, Grid, folded
from qplan.reading.tables import duty_table, goal_table
from qplan.reading.tables.duty_table import Kind
from qplan.reading.tables.goal_table import GoalTable

Data = dict[str, Any]

_MADE: dict[Kind, tuple[str, str]] = {
    "tasks": ("task_table", "任务分工表"),
    "matrix": ("matrix", "责任矩阵"),
    "unit_tasks": ("task_list", "任务清单"),
    "targets": ("target_table", "主要指标表"),
}
"""What the plan calls the tables that it makes itself."""


_IN_PIECES = ("matrix", "unit_tasks")
"""What is printed as several tables in a row."""
_ORDER = ("id", "indicator", "unit", "kind", "category", "baseline", "goals", "responsible", "place", "remark")
"""Keys of a target in the order in which a plan file has them."""


@dataclass
class Settled:
    """Annexes as plan data, the tables of each, the ledger's entries for their cells, and what wants a look.

    ``year`` is the plan's first.
    """

    annexes: list[Data] = field(default_factory=list)
    grids: list[tuple[Grid, ...]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    year: int | None = None


def settle(
    annexes: Sequence[Data],
    tables: Mapping[int, Sequence[Block]],
    found: list[targets.Target],
    differing: Mapping[int, Sequence[Doubt]],
    *,
    year: int | None = None,
) -> Settled:
    """Say what each annex holds.

    Args:
        annexes: title and text of each.
        tables: the tables of each, by its place.
        found: the targets of the text, to which a 主要指标表 adds.
        differing: by the index of a table of tasks, where it says otherwise than the text; such a table is
            kept as it is, one that agrees is made anew by the plan.
        year: the plan's first; columns of a 主要指标表 that are headed by an earlier year are the past.
    """
    settled = Settled(year=year)
    for place, annex in enumerate(annexes):
        blocks = tables.get(place, ())
        grids = [block.grid for block in blocks if block.grid is not None]
        if len({kind for grid in grids if (kind := duty_table.kind_of(grid)) in _IN_PIECES}) == 1 < len(grids):
            _add(settled, _in_pieces(annex, grids, settled), grids)
            continue
        if not blocks:
            _add(settled, dict(annex))
        for number, block in enumerate(blocks, start=1):
            # An annex holds one table; a further one gets an annex of its own.
            data = dict(annex) if number == 1 else {"title": f"{annex['title']}（表{number}）"}
            _add(settled, _with_table(data, block, found, differing, settled), [block.grid] if block.grid else [])
    return settled


def _add(settled: Settled, annex: Data, grids: Sequence[Grid] = ()) -> None:
    settled.annexes.append(annex)
    settled.grids.append(tuple(grids))


def _in_pieces(annex: Data, grids: Sequence[Grid], settled: Settled) -> Data:
    """An annex of several tables that are one: a sheet for each unit, or a matrix too wide for a page."""
    kind = duty_table.kind_of(grids[0])
    content, name = _MADE[kind]
    for grid in grids:
        _enter(settled, grid, "mapped", f"附件/{len(settled.annexes) + 1}（{name}，由方案生成）")
    return {key: value for key, value in annex.items() if key != "content"} | {"content": content}


def _with_table(
    annex: Data, block: Block, found: list[targets.Target], differing: Mapping[int, Sequence[Doubt]], settled: Settled
) -> Data:
    grid = block.grid or Grid(())
    place = f"附件/{len(settled.annexes) + 1}"
    kind = duty_table.kind_of(grid)
    annex = {key: value for key, value in annex.items() if key != "content"}
    doubts = differing.get(block.index, ())
    settled.doubts += doubts
    remarks: list[str] = []
    if kind == "targets":
        goals = goal_table.read(grid, year=settled.year)
        kind = "targets" if goals else "other"
        if goals:
            _goals(goals, found, settled)
            remarks = _lines(goals.legend)
    elif kind in _MADE:
        tasks = duty_table.read(grid)
        remarks = _lines(tasks.legend) if tasks else []
    if kind in _MADE and not doubts:
        content, name = _MADE[kind]
        _enter(settled, grid, "mapped", f"{place}（{name}，由方案生成）")
        if remarks:
            annex["text"] = "\n".join(filter(None, [annex.get("text", ""), *remarks]))
        return annex | {"content": content}
    _enter(settled, grid, "kept", place, "附件中的表，照录")
    return annex | table(grid)


def _lines(legend: Sequence[Block]) -> list[str]:
    """What stands above or below the rows of a table that the plan makes itself: the table has no place for it."""
    return [line for cell in legend for line in cell.text.split("\n")]


def _goals(goals: GoalTable, found: list[targets.Target], settled: Settled) -> None:
    """Add the targets of a table to those of the text."""
    settled.doubts += goals.doubts
    for row in goals.rows:
        settled.doubts += [Doubt(row.cells[0].index, message) for message in add(row.target, found)]


def add(target: targets.Target, found: list[targets.Target]) -> list[str]:
    """Add the target of a table to those of the text; to the one of the same name what that one does not say.

    Returns:
        where the two say different things of one year.
    """
    known = next((each for each in found if folded(each["indicator"]) == folded(target["indicator"])), None)
    if known is None:
        found.append(target)
        return []
    goals, more = known.get("goals"), target.get("goals")
    differing = []
    for key, value in target.items():
        known.setdefault(key, value)
    if isinstance(goals, dict) and isinstance(more, dict):
        known["goals"] = dict(sorted((more | goals).items()))
        differing = [
            f"表中“{target['indicator']}”{year}年的目标值是“{more[year]}”，正文是“{goal}”，以正文为准"
            for year, goal in goals.items()
            if year in more and _value(goal) != _value(more[year])
        ]
    ordered = {key: known[key] for key in _ORDER if key in known}
    ordered |= known
    known.clear()
    known.update(ordered)
    return differing


def _value(goal: Any) -> float | None:
    """The figure of a goal in any of its forms; None where it has none."""
    if isinstance(goal, dict):
        return _value(goal.get("value"))
    return quantities.read(goal).value if isinstance(goal, str) else goal


def _enter(settled: Settled, grid: Grid, fate: Fate, place: str, reason: str = "") -> None:
    route = ("annexes", len(settled.annexes))
    settled.entries += [Entry(b.index, b.where, b.text, fate, place, reason, route) for b in grid.cells]


def table(grid: Grid) -> Data:
    """A table as an annex of the plan: its head names the columns; a merged cell stands in the first place."""
    deep = _deep(grid)
    names = [_name([row[place] for row in grid.rows[:deep]]) for place in range(len(grid.rows[0]))]
    return {"content": "table", "columns": names, "rows": texts(grid)[deep:]}


def _deep(grid: Grid) -> int:
    """How many rows the head has: two where a cell of the first is merged over columns that the second tells apart."""
    if len(grid.rows) < 3:  # noqa: PLR2004 - two rows of a head and one below
        return 1
    first, second = grid.rows[:2]
    wide = [place for place, cell in enumerate(first) if cell is not None and first.count(cell) > 1]
    apart = {cell.index for place in wide if (cell := second[place]) is not None and cell is not first[place]}
    return 2 if 1 < len(apart) == len(wide) and len(wide) < len(first) else 1


def _name(cells: Sequence[Block | None]) -> str:
    """The name of a column; an empty one is printed as a blank, for a column must have a name."""
    words = dict.fromkeys(cell.text.replace("\n", "") for cell in cells if cell is not None)
    return " ".join(words) or "　"


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
