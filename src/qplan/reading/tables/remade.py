"""Annexes that the plan makes itself, held against their tables in the source: what would differ is kept as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qplan.ledger import Doubt
from qplan.matrix import matrix
from qplan.plan import Plan
from qplan.reading.blocks import Grid, folded
from qplan.reading.tables import annexes
from qplan.tables import Table, target_table
from qplan.task_tables import INTERNAL, matrix_table, task_table, unit_sheets

Data = dict[str, Any]
Rows = list[list[str]]

_NAMED = 2
"""The columns in front of a matrix's units, which each of its pieces repeats: 序号, 重点任务."""

_HEADS = {
    "task_table": ("序号", "重点任务", "主要内容"),
    "target_table": ("序号", "指标名称"),
    "matrix": ("序号", "重点任务"),
    "task_list": ("序号", "职责", "重点任务", "主要内容"),
}
"""The heads by which a table in our own layout is known."""
_NAMES = {"task_table": 1, "target_table": 1}
"""The column that names what a row is about; what else it says the text says too, or it would not be made anew."""


def settle(plan: Plan, made: Sequence[Data], grids: Sequence[Sequence[Grid]]) -> tuple[list[Data], list[Doubt]]:
    """The annexes, those with a table in our own layout being kept as they are where the plan would print another.

    Such are tables that rest on what no print tells: which targets of the text a table leaves out, in which order a
    registry has the units. A table in another layout says the same in its own way, and is made anew.

    Args:
        plan: the plan that was imported.
        made: its annexes.
        grids: the tables of each in the source.

    Returns:
        The annexes, and a doubt for each 任务清单 that differs: it has a table for each unit, and is made anew.
    """
    settled: list[Data] = []
    doubts: list[Doubt] = []
    for annex, tables in zip(made, grids, strict=True):
        settled.append(_settled(plan, annex, tables, doubts) if tables else annex)
    return settled, doubts


def _settled(plan: Plan, annex: Data, grids: Sequence[Grid], doubts: list[Doubt]) -> Data:
    content = annex["content"]
    pieces = [annexes.texts(grid) for grid in grids]
    source = [_whole(pieces)] if content == "matrix" else pieces
    heads = _HEADS.get(content)
    if heads is None or any(tuple(_flat(rows[0]))[: len(heads)] != heads for rows in source):
        return annex
    same = [_told(content, rows) for rows in _made(plan, content)] == [_told(content, rows) for rows in source]
    if content == "task_list":
        if not same:
            message = f"“{annex['title']}”与正文的任务和单位不完全一致，成文时按正文重新生成"
            doubts.append(Doubt(grids[0].cells[0].index, message))
        return _without_heads(annex)
    (columns, *rows), *_ = source
    return annex if same else annex | {"content": "table", "columns": columns, "rows": rows}


def _made(plan: Plan, content: str) -> list[Rows]:
    return [_rows(table) for table in _tables(plan, content)]


def _tables(plan: Plan, content: str) -> list[Table]:
    match content:
        case "task_table":
            return [task_table(plan)]
        case "target_table":
            return [target_table(plan)]
        case "matrix":
            return [matrix_table(matrix(plan))]
        case "task_list":
            return [sheet.table for sheet in unit_sheets(plan, matrix(plan))]
    return []


def _rows(table: Table) -> Rows:
    return [[column.title for column in table.columns], *([str(cell) for cell in row] for row in table.rows)]


def _whole(pieces: Sequence[Rows]) -> Rows:
    """A matrix in one, the units of its pieces side by side."""
    first, *others = pieces
    return [row + [cell for piece in others for cell in piece[at][_NAMED:]] for at, row in enumerate(first)]


def _told(content: str, rows: Rows) -> list[list[str]]:
    """What a table tells that another would not: whose rows it has; of a matrix every mark."""
    column = _NAMES.get(content)
    return [_flat(row if column is None else row[column : column + 1]) for row in rows]


def _flat(row: Sequence[str]) -> list[str]:
    return list(map(folded, row))


def _without_heads(annex: Data) -> Data:
    """A list of tasks without what is printed above each unit's table: its name and its share."""
    lines = annex.get("text", "").split("\n")
    after = [*lines[1:], ""]
    kept = [one for one, next_ in zip(lines, after, strict=True) if not (one + next_).endswith(INTERNAL)]
    text = "\n".join(line for line in kept if not line.endswith(INTERNAL))
    return {key: value for key, value in annex.items() if key != "text"} | ({"text": text} if text else {})
