"""What the reading of a Word file finds, one after the other -> the gathering, and which block each w:p went into."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from qplan.reading.blocks import NOWHERE, Comment, Revision, folded
from qplan.reading.formats.docx_comments import Remark
from qplan.reading.formats.docx_revisions import Tracked
from qplan.reading.formats.docx_text import CONTENTS
from qplan.reading.gathering import Cell, Gathering


@dataclass(frozen=True)
class Line:
    """A paragraph to be given on; ``aside`` says why it is no part of the document."""

    text: str
    where: str
    level: int = 0
    aside: str = ""
    element: int | None = None
    anchor: str = ""
    boxed: bool = False


@dataclass(frozen=True)
class Table:
    """A table to be given on."""

    rows: list[list[Cell | None]]


@dataclass(frozen=True)
class Doubt:
    """Something odd about what was found last."""

    message: str


Entry = Line | Table | Doubt


@dataclass
class Begun:
    """A printed paragraph in the making: paragraphs of the file whose ends are none run on into the next.

    ``element`` is the number of the first one with words, ``members`` are the numbers of all; ``anchor`` is the
    first that a bookmark gives.
    """

    text: str = ""
    element: int | None = None
    anchor: str = ""
    members: list[int] = field(default_factory=list)

    @property
    def at(self) -> int | None:
        """The number that it is known by; a paragraph may have nothing but an automatic number."""
        return self.members[0] if self.element is None and self.members else self.element

    def add(self, text: str, element: int | None, anchors: Sequence[str]) -> None:
        """Let a paragraph of the file run on behind what there is."""
        self.text += text
        if element is not None:
            self.members.append(element)
        if text.strip() and self.element is None:
            self.element = element
        if anchors and not self.anchor:
            self.anchor = anchors[0]


@dataclass
class Homes:
    """Where each w:p of the document went: ``first`` has for its number that of the first w:p of the same block."""

    first: dict[int, int] = field(default_factory=dict)

    def moved_in(self, members: Iterable[int], element: int | None) -> None:
        """Paragraphs became one block, which is known by ``element``."""
        if element is not None:
            self.first |= dict.fromkeys(members, element)


class Places:
    """The blocks of a gathering by the numbers of the paragraphs that they were made of."""

    def __init__(self, gathering: Gathering, homes: Homes) -> None:
        blocks = gathering.every
        self._where = {index: block.where for index, block in blocks.items()}
        self._first = homes.first
        self._blocks: dict[int, int] = {}
        for index in sorted(blocks, reverse=True):
            element = blocks[index].element
            if element is not None:
                self._blocks[element] = index
        self._known = sorted(self._blocks)

    def find(self, element: int | None, story: str) -> tuple[int, str]:
        """The block that holds a w:p of the document, and its place in words.

        Where the paragraph left none, the next one, else the last. `NOWHERE` for what belongs to no paragraph.

        Args:
            element: its number.
            story: 脚注 or 尾注 for a note that it refers to, 页眉 and the like, "" for itself.
        """
        if element is None:
            return NOWHERE, story or "没有标在正文里"
        index = self._blocks.get(self._first.get(element, element))
        if index is not None:
            where = self._where[index]
        elif (at := bisect_left(self._known, element)) < len(self._known):
            index = self._blocks[self._known[at]]
            where = f"{self._where[index]}前"
        elif self._known:
            index = self._blocks[self._known[-1]]
            where = f"{self._where[index]}后"
        else:
            return NOWHERE, story or "正文"
        return index, f"{where}的{story}" if story else where


def deliver(entries: Iterable[Entry], gathering: Gathering) -> None:
    """Give on what was found, in its order."""
    for entry in entries:
        if isinstance(entry, Table):
            gathering.table(entry.rows)
        elif isinstance(entry, Doubt):
            gathering.doubt(entry.message)
        elif entry.aside:
            gathering.aside(entry.text, entry.where, entry.aside, element=entry.element)
        else:
            gathering.paragraph(
                entry.text,
                entry.where,
                level=entry.level,
                element=entry.element,
                anchor=entry.anchor,
                boxed=entry.boxed,
            )


def hang(gathering: Gathering, homes: Homes, changes: Iterable[Tracked], remarks: Iterable[Remark]) -> None:
    """Enter what colleagues left in the file, each at its block."""
    places = Places(gathering, homes)
    for change in changes:
        block, where = places.find(change.element, change.story)
        gathering.revisions.append(Revision(block, where, change.author, change.date, change.kind, change.text))
    for remark in remarks:
        block, where = places.find(remark.element, remark.story)
        gathering.comments.append(Comment(block, where, remark.author, remark.date, remark.text, remark.quoted))


def lines(entries: Iterable[Entry], where: str, *, asides: bool) -> tuple[list[Line], list[Entry]]:
    """The paragraphs among entries, a table's as well, and what is none; asides are paragraphs if so wished."""
    found: list[Line] = []
    others: list[Entry] = []
    for entry in entries:
        if isinstance(entry, Line) and (asides or not entry.aside):
            found.append(entry)
        elif isinstance(entry, Table):
            cells = {id(cell): cell for row in entry.rows for cell in row if cell is not None and cell.text}
            found += [Line(c.text, where, element=c.element, anchor=c.anchor) for c in cells.values()]
        else:
            others.append(entry)
    return found, others


def contents_headed(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, the word 目录 above a table of contents being part of it."""
    for entry, after in zip_longest(entries, entries[1:]):
        above = isinstance(after, Line) and after.aside == CONTENTS
        if above and isinstance(entry, Line) and folded(entry.text) in ("目录", "目次"):
            yield replace(entry, aside=CONTENTS)
        else:
            yield entry
