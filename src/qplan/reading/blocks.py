"""The paragraphs and tables that a file is read into, whatever its kind, and how their words are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

NOWHERE = -1
"""The block of a revision or comment that belongs to no paragraph of the document."""


@dataclass(frozen=True)
class Block:
    """One paragraph, or one cell of a table, without the white space around it.

    ``index`` counts the paragraphs and cells of a source from 0; ``where`` says in Chinese where it stands
    (第 12 行, 第 3 段, 表 2 第 5 行第 3 列, 第 4 页). ``level`` is a heading level from 1, 0 for no heading or
    where the file format tells none. ``grid`` is a table that stands in this place: such a block has no text
    of its own, and the index of its first cell. ``aside`` says why a paragraph is no part of the document
    (page number, comment, navigation); "" for one that is.

    Of a Word file only: ``element`` is the number, from 0, of its (first) w:p among all of word/document.xml in
    document order, None outside of it; ``anchor`` is the id that a bookmark of a draft of ours gives it, "" for none;
    ``boxed`` says that a frame stands around it (专栏).
    """

    index: int
    where: str
    text: str
    level: int = 0
    grid: Grid | None = None
    aside: str = ""
    element: int | None = None
    anchor: str = ""
    boxed: bool = False


@dataclass(frozen=True)
class Revision:
    """A tracked change (修订) of a Word file, or as many in a row as one author made in one paragraph.

    ``block`` is the number of the paragraph or cell that it stands in (of the next one, where its own is gone with
    it; `NOWHERE` in headers and footers); ``kind`` says what it does; ``text`` are the words put in or taken out,
    （分段） for a paragraph's end alone, a row's cells divided by ｜, "" for a mere change of looks.
    ``date`` is the day as the file has it (2026-03-02), "" for none. The author is "" where the file names none.
    """

    block: int
    where: str
    author: str
    date: str
    kind: Literal["inserted", "deleted", "moved_away", "moved_here", "formatted"]
    text: str


@dataclass(frozen=True)
class Comment:
    """A comment (批注) of a Word file: who says what about which paragraph; ``quoted`` are the words it marks.

    ``block``, ``date`` and ``author`` are as a revision's; the block is `NOWHERE` for one that hangs on nothing.
    """

    block: int
    where: str
    author: str
    date: str
    text: str
    quoted: str = ""


@dataclass(frozen=True)
class Grid:
    """A table: rows of equal length, None for an empty cell.

    A merged cell is the same block in every place that it covers. Lines in a cell are divided by U+000A.
    ``title`` is the name of the worksheet that the table is on, "" elsewhere.
    """

    rows: tuple[tuple[Block | None, ...], ...]
    title: str = ""

    @property
    def cells(self) -> tuple[Block, ...]:
        """Every cell once, in the order of the source."""
        found = {cell.index: cell for row in self.rows for cell in row if cell is not None}
        return tuple(found[index] for index in sorted(found))


def folded(text: str) -> str:
    """A text as it is compared: half- and full-width characters alike (NFKC), without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
