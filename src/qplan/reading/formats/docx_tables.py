"""A w:tbl -> its rows: which cell stands in which columns, and which goes on from the row above."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from qplan.reading.formats.docx_parts import MC, Element, W, child, chosen, number, switch, value

_WIDEST = 63  # columns that Word allows in a table
_ENDLESS = 1000  # columns that any file is believed

Fate = Literal["", "deleted", "hidden"]


class Place(NamedTuple):
    """A cell: its element, its first column from 0, how many it covers, and whether it goes on from above or left.

    ``gone``: it is deleted by a tracked change, and covers none.
    """

    cell: Element
    column: int
    span: int
    below: bool = False
    beside: bool = False
    gone: bool = False


class Row(NamedTuple):
    """A row: its cells, and whether it is deleted by a tracked change, or hidden."""

    places: tuple[Place, ...]
    fate: Fate = ""


def rows(table: Element) -> list[Row]:
    """The rows of a table; content controls and the like around rows and cells are looked through."""
    return [_row(each) for each in _within(table, f"{W}tr")]


def _within(parent: Element, tag: str) -> Iterator[Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag == f"{MC}AlternateContent":
            branch = chosen(element)
            if branch is not None:
                yield from _within(branch, tag)
        elif element.tag not in (f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"):
            yield from _within(element, tag)


def _row(row: Element) -> Row:
    properties = child(row, "trPr")
    column = min(number(properties, "gridBefore") or 0, _WIDEST)
    places = []
    for cell in _within(row, f"{W}tc"):
        settings = child(cell, "tcPr")
        span = max(1, min(number(settings, "gridSpan") or 1, _WIDEST)) if column < _ENDLESS else 1
        gone = child(settings, "cellDel") is not None
        places.append(Place(cell, column, span, _goes_on(settings, "vMerge"), _goes_on(settings, "hMerge"), gone))
        column += 0 if gone else span
    fate: Fate = "deleted" if child(properties, "del") is not None else ""
    return Row(tuple(places), "hidden" if switch(properties, "hidden") else fate)


def _goes_on(settings: Element | None, name: str) -> bool:
    """A merged cell goes on where w:vMerge is there without “restart”."""
    return child(settings, name) is not None and value(settings, name) != "restart"
