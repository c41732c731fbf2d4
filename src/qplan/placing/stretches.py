"""Stretches of a document's paragraphs and cells, and where words stand in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qplan.ledger import Entry

_CELL = re.compile(r"(?P<row>.*第 \d+ 行) ?第? ?\w+ 列")
"""Where a cell stands: 表 2 第 5 行第 3 列, 工作表“分工”第 5 行 C 列."""

Place = tuple[int, int]
"""The number of a stretch, and a column in its paragraph."""


class Stretch(NamedTuple):
    """A stretch of a paragraph or cell: columns from 0, the end exclusive."""

    entry: Entry
    start: int
    end: int


def whole(entry: Entry) -> Stretch:
    """All of a paragraph or cell."""
    return Stretch(entry, 0, len(entry.text))


def row_of(entry: Entry) -> str:
    """The row that a cell stands in: 表 2 第 5 行; "" for a paragraph."""
    found = _CELL.match(entry.where)
    return found["row"] if found else ""


def between(every: Sequence[Stretch], here: Place, there: Place | None) -> Iterator[Stretch]:
    """What lies between two places, or from one to the end."""
    last = there or (len(every), 0)
    for n, each in enumerate(every):
        start = here[1] if n == here[0] else 0
        end = last[1] if n == last[0] else each.end
        if here[0] <= n <= last[0] and start < end:
            yield Stretch(each.entry, start, end)


def find(place: Stretch | Entry, words: str, *, last: bool = False) -> tuple[int, int] | None:
    """Where words stand, blanks and the width of characters apart: the first column and the one behind the last.

    Args:
        place: a stretch, or an entry of the ledger for all of it.
        words: what the plan has; a footnote's ^[ is a [ in the document.
        last: the last of several places rather than the first.
    """
    entry, start, end = whole(place) if isinstance(place, Entry) else place
    text = entry.text
    exact = text.rfind(words, start, end) if last else text.find(words, start, end)
    if exact >= 0:
        return exact, exact + len(words)
    columns = list(_letters(text[start:end]))
    hay = "".join(letter for letter, _ in columns)
    needle = "".join(letter for letter, _ in _letters(words.replace("^[", "[")))
    found = hay.rfind(needle) if last else hay.find(needle)
    if found < 0 or not needle:
        return None
    return start + columns[found][1], start + columns[found + len(needle) - 1][1] + 1


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """The letters of a text as they are compared, each with its column."""
    for column, char in enumerate(text):
        for letter in unicodedata.normalize("NFKC", char):
            if not letter.isspace():
                yield letter, column
