"""Tables that are there for the page only -> the paragraphs in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qplan.reading import lines
from qplan.reading.blocks import Block, Grid
from qplan.reading.tables import duty_table

_AROUND = ("grid", "copies", "printed", "number", "letterhead")
"""Looks of lines that an office sets as a table for the sake of the page: 版记, 文头, a web page's metadata."""


def unfolded(blocks: Sequence[Block]) -> tuple[list[Block], dict[int, tuple[Block, ...]]]:
    """Tables that are there for the page only become paragraphs.

    That is a table of one column (a frame), and one with a row that reads as 版记, 文头 or metadata.

    Returns:
        The blocks, and for a paragraph that was put together of several cells the other cells by its index.
    """
    found: list[Block] = []
    companions: dict[int, tuple[Block, ...]] = {}
    for block in blocks:
        grid = block.grid
        if grid is None or not _is_frame(grid):
            found.append(block)
            continue
        for cells in _rows(grid):
            first, *others = cells
            if not others:
                found += [replace(first, text=line) for line in first.text.split("\n")]
            else:
                found.append(replace(first, text=_line(cells)))
                companions[first.index] = tuple(others)
    return found, companions


def _rows(grid: Grid) -> Iterator[list[Block]]:
    """The cells of each row that has any; one merged over several rows stands in the first."""
    seen: set[int] = set()
    for row in grid.rows:
        cells = {cell.index: cell for cell in row if cell is not None and cell.index not in seen}
        seen |= cells.keys()
        if cells:
            yield list(cells.values())


def _is_frame(grid: Grid) -> bool:
    if duty_table.kind_of(grid) != "other":
        return False
    rows = list(_rows(grid))
    return all(len(row) == 1 for row in rows) or any(lines.look(_line(row)) in _AROUND for row in rows)


def _line(cells: Sequence[Block]) -> str:
    """A row in one line: labels with their values as in a web page's metadata, else side by side."""
    texts = [cell.text.replace("\n", "") for cell in cells]
    if len(texts) % 2 == 0 and all(map(_is_label, texts[::2])):
        pairs = zip(texts[::2], texts[1::2], strict=True)
        return " | ".join(f"{label.rstrip('：:')}：{value}" for label, value in pairs) + " |"
    return "　".join(texts)


def _is_label(text: str) -> bool:
    """Whether a cell holds the name of a field of a web page's metadata, and nothing else."""
    return lines.pairs(f"{text.rstrip('：: ')}：值") == [("".join(text.rstrip("：: ").split()), "值")]
