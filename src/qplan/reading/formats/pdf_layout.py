"""What a page of a PDF holds, as the process that reads it hands it over: tuples that JSON can carry."""

from __future__ import annotations

from typing import Any, NamedTuple

from qplan.reading.formats.wrapping import Line

ENCRYPTED, DAMAGED, TOO_LONG, CUT = "encrypted", "damaged", "too long", "cut"
"""Why a file gives no pages."""

NOTE, NOTE_END = "\x0e", "\x0f"
"""Around small raised characters in a line: the mark of a footnote, or an exponent."""


class Cell(NamedTuple):
    """A cell of a table: how wide it is and where it begins, and its lines."""

    width: float
    x0: float
    lines: list[Line]


class Table(NamedTuple):
    """A ruled table: its upper and lower edge, the x of its upright rules, its grid of indices into ``cells``."""

    top: float
    bottom: float
    edges: list[float]
    grid: list[list[int | None]]
    cells: list[Cell]


class Page(NamedTuple):
    """A page: its size in points, lines outside tables, tables, slanted words (water marks).

    ``chars`` counts its characters, ``bad`` those among them whose meaning the file does not tell;
    ``picture`` says that it is a picture without text.
    """

    number: int
    width: float
    height: float
    lines: list[Line]
    tables: list[Table]
    slanted: list[str]
    chars: int
    bad: int
    picture: bool


def loaded(data: list[Any]) -> list[Page]:
    """Pages from what JSON made of them."""
    return [
        Page(number, wide, high, _lines(lines), [_table(table) for table in tables], *rest)
        for number, wide, high, lines, tables, *rest in data
    ]


def _table(data: list[Any]) -> Table:
    top, bottom, edges, grid, cells = data
    return Table(top, bottom, edges, grid, [Cell(wide, x0, _lines(lines)) for wide, x0, lines in cells])


def _lines(data: list[Any]) -> list[Line]:
    return [Line(*fields) for fields in data]
