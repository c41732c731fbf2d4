"""What a reader of any file format finds -> blocks: cleaned, counted, each with its place in the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from qplan.errors import Unreadable
from qplan.ledger import Doubt
from qplan.reading.blocks import Block, Comment, Grid, Revision

_BREAKS = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85]+")
"""Breaks inside a paragraph, as Word's 手动换行 becomes."""

PARAGRAPHS = 12_000
CELLS = 60_000
CHARACTERS = 600_000
"""Paragraphs, cells and characters of the longest file that is read. A plan of 330 tasks on 200 pages has some
thousand paragraphs and cells, and a third of the characters."""


@dataclass(eq=False)
class Cell:
    """A cell of a table as a reader found it; a merged one is the same object in every place that it covers.

    ``element`` and ``anchor`` are a block's, of a Word file only.
    """

    text: str
    where: str
    element: int | None = None
    anchor: str = ""


@dataclass
class Gathering:
    """Collects the paragraphs and tables of one source in the order of reading.

    ``blocks`` are its result, ``doubts`` what was odd, ``revisions`` and ``comments`` what colleagues left in the
    file. A table takes one block, whose cells are counted like paragraphs.

    Raises:
        Unreadable: more paragraphs or cells than a plan has; its methods raise it.
    """

    blocks: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    _count: int = 0
    _cells: int = 0
    _length: int = 0

    @property
    def every(self) -> dict[int, Block]:
        """Every paragraph and cell, asides among them, by its number."""
        cells = (cell for block in self.blocks for cell in (block.grid.cells if block.grid else (block,)))
        return {cell.index: cell for cell in cells}

    def paragraph(
        self,
        text: str,
        where: str,
        *,
        level: int = 0,
        element: int | None = None,
        anchor: str = "",
        boxed: bool = False,
    ) -> None:
        """Add a paragraph; breaks inside make it several, blank ones are nothing.

        Args:
            text: its words, with the printed number where the file format generates numbers.
            where: its place in words, 第 12 段.
            level: of a heading, from 1; 0 for none.
            element: its number in a Word file.
            anchor: the id that a Word file has for it; the first of several paragraphs takes it.
            boxed: whether a frame stands around it.
        """
        for piece in _BREAKS.split(text):
            if self._add(Block(0, where, piece, level, element=element, anchor=anchor, boxed=boxed)):
                anchor = ""

    def aside(self, text: str, where: str, reason: str, *, element: int | None = None) -> None:
        """Add a paragraph that is no part of the document (page number, comment, navigation), and why."""
        self._add(Block(0, where, _BREAKS.sub(" ", text), aside=reason, element=element))

    def table(self, rows: Sequence[Sequence[Cell | None]], *, title: str = "") -> None:
        """Add a table. Rows of unequal length are filled up with empty cells.

        Args:
            rows: the cells, merged ones repeated; blank ones count as empty.
            title: of the worksheet.
        """
        made: dict[int, Block | None] = {}
        first = self._count
        for cell in (cell for row in rows for cell in row if cell is not None):
            if id(cell) not in made:
                made[id(cell)] = self._cell(cell)
        if self._count == first:
            return
        width = max(map(len, rows))
        lined = tuple(
            tuple(None if cell is None else made[id(cell)] for cell in (*row, *[None] * (width - len(row))))
            for row in rows
        )
        where = next(block.where for block in made.values() if block is not None)
        self.blocks.append(Block(first, where, "", grid=Grid(lined, title)))

    def doubt(self, message: str) -> None:
        """Note something odd about the paragraph or cell that was added last."""
        self.doubts.append(Doubt(max(0, self._count - 1), message))

    def _add(self, block: Block) -> bool:
        """Add a paragraph with the number that is due to it, unless it is blank."""
        words = self._clean(block.text)
        if words:
            self.blocks.append(replace(block, index=self._count, text=words))
            self._counted(words)
        return bool(words)

    def _cell(self, cell: Cell) -> Block | None:
        words = "\n".join(filter(None, map(self._clean, _BREAKS.split(cell.text))))
        if not words:
            return None
        block = Block(self._count, cell.where, words, element=cell.element, anchor=cell.anchor)
        self._cells += 1
        self._counted(words)
        return block

    def _counted(self, words: str) -> None:
        self._count += 1
        self._length += len(words)
        told = (
            (self._cells, CELLS, "个格"),
            (self._count - self._cells, PARAGRAPHS, "段"),
            (self._length, CHARACTERS, "字"),
        )
        for count, most, what in told:
            if count > most:
                raise Unreadable(
                    f"文件内容超过 {most} {what}，不像一份方案，没有读取", "请只留下方案本身，另存一份再导入"
                )

    def _clean(self, text: str) -> str:
        # Soft hyphens, joiners and marks of direction come with web pages; nobody sees them go.
        shown = "".join(ch for ch in text.replace("\t", " ") if unicodedata.category(ch) != "Cf")
        kept = "".join(ch for ch in shown if not _unprintable(ch))
        if len(kept) < len(shown):
            self.doubts.append(Doubt(self._count, "有看不见的控制字符，已去掉"))
        return kept.strip()


def _unprintable(char: str) -> bool:
    """Controls, surrogates and non-characters: a YAML file cannot hold them, and a page cannot show them."""
    return unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff"
