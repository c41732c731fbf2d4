"""The ruled tables of a PDF's pages -> tables as they were written: put together over pages, their cells unwrapped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from qplan.reading.blocks import folded
from qplan.reading.formats.pdf_layout import Cell as Ruled
from qplan.reading.formats.pdf_layout import Table
from qplan.reading.formats.pdf_margins import plain
from qplan.reading.formats.wrapping import Line, joined
from qplan.reading.gathering import Cell
from qplan.reading.marks import mark

HEAD_AGAIN = "表头在每页重复"
_NUMBER_COLUMN = ("序号", "编号", "序")
_HEAD_ROWS = 3
_NEAR = 6.0
"""Rules of two pages that differ by less, in points, are the same column."""
_CLOSED = re.compile(r"[。；;：:]$")

Row = list[Cell | None]


@dataclass
class Placed:
    """A table and its page; ``nth`` counts the tables of a page, 0 where it is the only one."""

    page: int
    table: Table
    nth: int = 0


@dataclass
class Whole:
    """A table over one or more pages: its rows, and the head rows that were printed again (words, place)."""

    page: int
    top: float
    rows: list[Row] = field(default_factory=list)
    again: list[tuple[str, str]] = field(default_factory=list)


def continues(before: Table, after: Table) -> bool:
    """Whether a table at the top of a page has the columns of the one at the end of the page before."""
    return len(before.edges) == len(after.edges) and all(
        abs((a - before.edges[0]) - (b - after.edges[0])) < _NEAR
        for a, b in zip(before.edges, after.edges, strict=True)
    )


def whole(parts: Sequence[Placed], tidy: Callable[[str], str]) -> Whole:
    """One table from its parts on consecutive pages.

    Args:
        parts: at least one.
        tidy: how the words of a line are cleaned of the blanks that the typesetter made.
    """
    made = Whole(parts[0].page, parts[0].table.top)
    for part in parts:
        rows = _rows(part, tidy)
        if made.rows:
            rows = _without_head(made, rows, part)
            rows = _without_cut_row(made, rows)
        made.rows += rows
    return made


def _rows(part: Placed, tidy: Callable[[str], str]) -> list[Row]:
    table = part.table
    insets = [line.x0 - cell.x0 for cell in table.cells for line in cell.lines if line.x0 > cell.x0]
    inset = min(max(min(insets, default=0.0), 0.0), 8.0)
    nth = f"第 {part.nth} 个" if part.nth else ""
    cells: dict[int, Cell] = {}
    for number, row in enumerate(table.grid, start=1):
        for column, index in enumerate(row, start=1):
            if index is not None and index not in cells:
                where = f"第 {part.page} 页{nth}表格第 {number} 行第 {column} 列"
                cells[index] = Cell(_words(table.cells[index], inset, tidy), where)
    return [[None if index is None else cells[index] for index in row] for row in table.grid]


def _words(cell: Ruled, inset: float, tidy: Callable[[str], str]) -> str:
    room = cell.width - 2 * inset
    pieces: list[list[str]] = []
    last: Line | None = None
    for line in cell.lines:
        text = plain(line.text)
        full = last is not None and last.x1 - last.x0 + line.head > room - line.size / 8
        if last is not None and full and not (_CLOSED.search(last.text) and mark(text)):
            pieces[-1].append(text)
        else:
            pieces.append([text])
        last = line
    return "\n".join(tidy(joined(piece)) for piece in pieces)


def _without_head(made: Whole, rows: list[Row], part: Placed) -> list[Row]:
    """The rows of a later page without those that only repeat the head."""
    same = 0
    while same < min(_HEAD_ROWS, len(rows), len(made.rows)) and _texts(rows[same]) == _texts(made.rows[same]):
        same += 1
    for number, row in enumerate(rows[:same], start=1):
        words = " ".join(cell.text.replace("\n", "") for cell in _once(row) if cell.text)
        made.again.append((words, f"第 {part.page} 页表格第 {number} 行"))
    return rows[same:]


def _without_cut_row(made: Whole, rows: list[Row]) -> list[Row]:
    """The rows of a later page, its first one joined to the last one before where the page cut it in two."""
    if not rows or len(rows[0]) != len(made.rows[-1]):
        return rows
    number = next(
        (
            c
            for row in made.rows[:_HEAD_ROWS]
            for c, cell in enumerate(row)
            if cell and folded(cell.text) in _NUMBER_COLUMN
        ),
        None,
    )
    first, last = rows[0], made.rows[-1]
    if number is not None and _empty(first[number]) and not _empty(last[number]) and len(made.rows) > 1:
        for cell, before in zip(_once(first), _beside(first, last), strict=True):
            if before is not None:
                before.text = _continued(before.text, cell.text)
        # Cells that reach down into the following rows are the ones that began on the page before.
        return [[_replaced(cell, first, last) for cell in row] for row in rows[1:]]
    return _with_merged(made, rows)


def _with_merged(made: Whole, rows: list[Row]) -> list[Row]:
    """A cell that covered the last rows of a page and is empty at the top of the next one goes on there."""
    if len(made.rows) == 1:
        return rows
    last, above = made.rows[-1], made.rows[-2]
    for column, cell in enumerate(last):
        empty = rows[0][column]
        covered = cell is not None and (cell is above[column] or (len(rows) > 1 and rows[1][column] is empty))
        if covered and cell is not None and empty is not None and not empty.text and column + 1 < len(last):
            for row in rows:
                if row[column] is not empty:
                    break
                row[column] = cell
    return rows


def _once(row: Row) -> list[Cell]:
    """The cells of a row, each once."""
    return list({id(cell): cell for cell in row if cell is not None}.values())


def _beside(first: Row, last: Row) -> Iterator[Cell | None]:
    seen: set[int] = set()
    for cell, before in zip(first, last, strict=True):
        if cell is not None and id(cell) not in seen:
            seen.add(id(cell))
            yield before


def _replaced(cell: Cell | None, first: Row, last: Row) -> Cell | None:
    return next((before for own, before in zip(first, last, strict=True) if own is cell and cell is not None), cell)


def _continued(before: str, after: str) -> str:
    if not before or not after:
        return before or after
    return f"{before}\n{after}" if re.search(r"[。；;]$", before) and mark(after) else joined([before, after])


def _empty(cell: Cell | None) -> bool:
    return cell is None or not cell.text.strip()


def _texts(row: Row) -> list[str]:
    return ["" if cell is None else folded(cell.text) for cell in row]
