"""A numbered line -> its title and the text that runs on; and which looks of numbers head points without titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from qplan.reading.assignments import Reader
from qplan.reading.outline import Point

_TITLE = 45
"""The longest title that runs into its text; a longer first sentence is text."""
_HEADING = 70
"""The longest line without a stop that is a heading on its own."""
_NEAR = 150
"""Code points at the head of a point that show whether it has a title."""
_FEW_TITLES = 3
"""Points of a look have titles if no fewer than one in so many has one."""
_MOST = 3
"""Those of a chapter have titles, whatever the rest, if only one in more than so many has none."""
_NO_TITLE = re.compile(r"^(?:根据|按照|依据|针对)[^，,]*[，,]|[：:；;!！?？]|\d\s*[%％]|(?:[，,][^，,]*){4}")
_OPENERS, _CLOSERS = "（(《〈“[〔【", "）)》〉”]〕】"


@dataclass
class Shares:
    """Of the points of each look below a chapter, how many there are and how many have a title."""

    titled: Counter[str] = field(default_factory=Counter)
    every: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Shares) -> Shares:
        return Shares(self.titled + other.titled, self.every + other.every)

    def prose_in(self, chapter: Shares) -> frozenset[str]:
        """The looks whose points are prose: a short first sentence of one of them is no title.

        Few have titles in the whole plan, and not most of those in the chapter.
        """
        few = {kind for kind, count in self.every.items() if self.titled[kind] * _FEW_TITLES < count}
        most = {kind for kind, count in chapter.every.items() if chapter.titled[kind] * _MOST > count * (_MOST - 1)}
        return frozenset(few - most)


def shares(chapter: Point, reader: Reader) -> Shares:
    """The shares of a chapter's points."""
    found = Shares()
    for point in (each for below in chapter.points for each in walk(below)):
        text = point.mark.rest[:_NEAR]
        title, rest = heading(text, reader.first_note(text), more=bool(point.points or point.paragraphs))
        found.every[point.mark.kind] += 1
        found.titled[point.mark.kind] += bool(title and rest) or (bool(title) and title == text)
    return found


def walk(point: Point) -> Iterator[Point]:
    """A point and every point below it."""
    yield point
    for below in point.points:
        yield from walk(below)


def heading(text: str, note: int, *, more: bool) -> tuple[str, str]:
    """Cut a numbered line into title and the text that runs on; the title is "" where the line is prose.

    Args:
        text: the line without its number.
        note: where its first responsibility note begins, its length where it has none.
        more: whether further paragraphs or points belong to it; a sentence that stands alone is text.
    """
    stop = _stop(text, note)
    if stop < 0:
        head = text[:note].rstrip()
        limit = _HEADING if more or note == len(text) else _TITLE
        is_title = head and len(head) <= limit and not re.search(r"[；;]|[：:]$", head)
        return (head, text[note:]) if is_title else ("", text)
    head, rest = text[:stop], text[stop + 1 :]
    fits = len(head) <= _TITLE and not _NO_TITLE.search(head)
    only_note = rest.strip() == text[note:].strip()
    if not fits or not head or (only_note and not more):
        return "", text
    return head, rest.lstrip()


def _stop(text: str, limit: int) -> int:
    """Where the first sentence ends: a full stop outside brackets and quotation marks; -1 where none is."""
    depth = 0
    for index, char in enumerate(text[:limit]):
        if char in _OPENERS:
            depth += 1
        elif char in _CLOSERS:
            depth = max(0, depth - 1)
        elif char == "。" and not depth:
            return index
    # A bracket that is never closed hides the stops behind it.
    return text.find("。", 0, limit) if depth else -1
