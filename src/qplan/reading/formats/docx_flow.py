"""The paragraphs and tables of a Word file's stories -> what is printed there, automatic numbers included, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from qplan.reading.formats import docx_entries, docx_marks, docx_tables
from qplan.reading.formats.docx_entries import Begun, Doubt, Entry, Homes, Line, Table
from qplan.reading.formats.docx_marks import DELETED, HIDDEN, TEXT
from qplan.reading.formats.docx_numbering import Numbering
from qplan.reading.formats.docx_parts import MC, A, Element, Parts, W, child, chosen, switch, value
from qplan.reading.formats.docx_styles import Look
from qplan.reading.formats.docx_symbols import UNKNOWN
from qplan.reading.formats.docx_text import CONTENTS, PROMPT, Reader, Words
from qplan.reading.gathering import Cell

_COMMENT = "批注，不是正文"
_BARE = "只有自动编号，没有文字"
_COVERED = "合并单元格里被盖住的文字，Word 不显示"
_DIAGRAM = "图示（SmartArt）里的文字"
_WRAPPED = re.compile(r"\s*\n\s*(?=[^\s（(])")
"""A break in a title or heading only divides it well over lines; a line in brackets stays one of its own."""
_PICTURES = 20  # so many are named one by one


@dataclass
class Flow:
    """Reads the stories of a file: the body, then what lies beside it. ``out`` takes what is found.

    ``words`` reads a paragraph and knows the styles; ``numbers`` are those of the document's paragraphs, ``homes``
    which of them went into one block. ``comments`` are by number, each taken out where it is referred to; ``changes``
    is how many tracked changes the reader has to be told of. ``place`` is where we are, outside the body's own
    paragraphs.
    """

    parts: Parts
    words: Reader
    numbering: Numbering
    numbers: dict[Element, int]
    comments: dict[str, Element]
    changes: int = 0
    homes: Homes = field(default_factory=Homes)
    out: list[Entry] = field(default_factory=list)
    place: str = ""
    begun: Begun = field(default_factory=Begun)
    cell: bool = False
    contents: bool = False
    paragraphs: int = 0
    tables: int = 0
    pictures: int = 0

    def body(self) -> None:
        """Read the document's own paragraphs and tables."""
        self._blocks(child(self.parts.document, "body"))
        self._flush()
        if self.changes:
            self._changed()

    def comment(self, name: str, where: str) -> None:
        """Set a comment aside, unless it has been."""
        comment = self.comments.pop(name, None)
        if comment is not None:
            self.aside(self._plain(comment), where, _COMMENT)

    def aside(self, text: str, where: str, reason: str) -> None:
        """Set words aside that are no part of the document."""
        if text.strip():
            self.out.append(Line(text, where, aside=reason))

    def lines(self, story: Element, where: str, *, cell: bool = False) -> list[Line]:
        """The paragraphs of a story, a table's in it as well; what is no text of it goes on to ``out``.

        In headers and footers page numbers come too, as asides.
        """
        outer, self.out = self.out, []
        was, self.cell = self.cell, cell or self.cell
        self._story(story, where)
        self.cell = was
        found, others = docx_entries.lines(self.out, where, asides=self.words.margin)
        outer += others
        self.out = outer
        return found

    # --- what stands on a page -------------------------------------------------------------------------------

    def _blocks(self, parent: Element) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}p":
                self._paragraph(element)
            elif tag == f"{W}tbl":
                self._flush()
                self._table(element)
            elif tag == f"{W}sdt":
                self._control(element)
            elif tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
                self.words.bookmark(element, Words(), TEXT)
            elif tag == f"{MC}AlternateContent":
                branch = chosen(element)
                if branch is not None:
                    self._blocks(branch)
            else:
                self._other(element)

    def _other(self, element: Element) -> None:
        if element.tag == f"{W}altChunk":
            self.out.append(Doubt("这之后嵌有别的文件，没有读入；请在 Word 中打开这个文件，另存一份再导入"))
        elif next(element.iter(f"{W}p", f"{W}tbl"), None) is not None:
            self._blocks(element)
        elif next(element.iter(f"{W}t"), None) is not None:
            self._paragraph(element)  # words that stand outside any paragraph

    def _control(self, control: Element) -> None:
        outer = self.contents
        if value(control, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents":
            self.contents = True
        start = len(self.out)
        content = child(control, "sdtContent")
        if content is not None:
            self._blocks(content)
        if switch(control, "sdtPr", "showingPlcHdr"):
            self.out[start:] = [replace(e, aside=PROMPT) if isinstance(e, Line) else e for e in self.out[start:]]
        self.contents = outer

    def _paragraph(self, paragraph: Element) -> None:
        look = self.words.styles.look(paragraph)
        words = self.words.read(paragraph, look)
        mark = docx_marks.mark(paragraph)
        unseen = mark == HIDDEN and not words.text.strip()
        if not unseen:
            self.begun.add(words.text, self.numbers.get(paragraph), words.anchors)
        if mark == DELETED or unseen:  # the paragraph ends where the next one does
            where = self._where(counted=False)
        else:
            where = self._print(look, words, runs_on=mark == HIDDEN)
        for text, reason in words.dropped():
            self.aside(text, where, reason)
        for name in words.comments:
            self.comment(name, where)
        self._hanging(words, where)
        if self.changes and next(paragraph.iter(*docx_marks.CHANGES), None) is not None:
            self._changed()

    def _print(self, look: Look, words: Words, *, runs_on: bool) -> str:
        """Number and text as one paragraph, or, where its mark is hidden, as the beginning of the next."""
        number = self.numbering.printed(look.numbered)
        text = self.begun.text
        if look.level or look.title:
            text = _WRAPPED.sub("", text)
        if number and not text.strip() and not self.cell:
            self.begun = Begun()
            where = self._where(counted=False)
            self.aside(number, where, _BARE)
            return where
        self.begun.text = number + (text.lstrip() if number else text)
        if runs_on:
            return self._where(counted=False)
        contents = look.contents or self.contents
        dropped = any(reason == CONTENTS for _, reason in words.pieces)
        where = self._where(counted=bool(self.begun.text.strip()) or dropped)
        self._end(where, look.level, CONTENTS if contents else "", boxed=look.boxed)
        return where

    def _flush(self) -> None:
        """What was to run on into a paragraph that does not come."""
        if self.begun.text.strip():
            self._end(self._where(counted=True))
        self.begun = Begun()

    def _end(self, where: str, level: int = 0, aside: str = "", *, boxed: bool = False) -> None:
        begun, self.begun = self.begun, Begun()
        if begun.text.strip():
            self.homes.moved_in(begun.members, begun.at)
            self.out.append(Line(begun.text, where, level, aside, begun.at, begun.anchor, boxed))

    def _where(self, *, counted: bool) -> str:
        if self.place:
            return self.place
        self.paragraphs += counted
        if counted:
            return f"第 {self.paragraphs} 段"
        return f"第 {self.paragraphs} 段后" if self.paragraphs else "正文开头"

    def _changed(self) -> None:
        self.out.append(
            Doubt(
                f"文件里有 {self.changes} 处修订没有处理：插入的文字按正文读入，删除的文字没有写入；"
                "请在 Word 中接受或拒绝全部修订后再导入，或逐处核对；已有方案文件的，用 import --into 查看每处是谁改的"
            )
        )
        self.changes = 0

    # --- what hangs on a paragraph ---------------------------------------------------------------------------

    def _plain(self, story: Element) -> str:
        """The text of a comment, whose author is nobody's business."""
        outer, self.words.fields = self.words.fields, []
        lines = [self.words.read(each, self.words.styles.look(each)).text for each in story.iter(f"{W}p")]
        self.words.fields = outer
        return " ".join(filter(None, (line.strip() for line in lines)))

    def _hanging(self, words: Words, where: str) -> None:
        near = where if self.place else f"{where.removesuffix('后')}后的文本框"
        for box in words.boxes:
            if isinstance(box, str):
                self.out.append(Line(box, near))
            else:
                self._story(box, near)
        for relation in words.diagrams:
            part = self.parts.part(relation)
            for paragraph in () if part is None else part.iter(f"{A}p"):
                self.aside("".join(t.text or "" for t in paragraph.iter(f"{A}t")), where, _DIAGRAM)
        if words.unknown:
            self.out.append(Doubt(f"有 {words.unknown} 个符号认不出，写成了“{UNKNOWN}”，请对照原文件改正"))
        if words.pictures and not self.words.margin and self.pictures < _PICTURES:
            self.pictures += 1
            self.out.append(Doubt(f"{where}有图片，图片里的文字没有读入"))

    def _story(self, story: Element, place: str) -> None:
        """A text box, or a table's cell: its fields and what runs on in it end with it."""
        outer = self.place, self.begun, self.words.fields
        self.place, self.begun, self.words.fields = place, Begun(), []
        self._blocks(story)
        self._flush()
        self.place, self.begun, self.words.fields = outer

    # --- tables ----------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> None:
        rows = docx_tables.rows(table)
        places = [place for row in rows for place in row.places]
        if not self.place:
            self.tables += 1
        if len(places) == 1 and not self.cell:
            # A box around paragraphs (专栏) is no table.
            self._story(places[0].cell, self.place or f"表 {self.tables}")
            return
        outer, self.out = self.out, []
        above: dict[int, Cell] = {}
        made: list[list[Cell | None]] = []
        for number, row in enumerate(rows, 1):
            cells = self._row(row, number, above)
            if row.fate:
                reason = DELETED if row.fate == "deleted" else HIDDEN
                self.aside(" ".join(dict.fromkeys(c.text for c in cells if c and c.text)), f"表 {self.tables}", reason)
            else:
                made.append(cells)
        later, self.out = self.out, outer
        self.out += [Table(made), *later]

    def _row(self, row: docx_tables.Row, number: int, above: dict[int, Cell]) -> list[Cell | None]:
        """The cells of a row, and below them in ``above`` those that the next row may go on."""
        cells: list[Cell | None] = []
        for place in row.places:
            cells += [None] * (place.column - len(cells))
            where = self.place or f"表 {self.tables} 第 {number} 行第 {place.column + 1} 列"
            made = self._cell(place.cell, where)
            if place.gone:
                self.aside(made.text, where, DELETED)
                continue
            merged = above.get(place.column) if place.below else cells[-1] if place.beside and cells else None
            if merged is None:
                merged = made
            elif made.text.strip():
                self.aside(made.text, where, _COVERED)
            cells += [merged] * place.span
            for column in range(place.column, place.column + place.span):
                above[column] = merged
        return cells

    def _cell(self, cell: Element, where: str) -> Cell:
        found = self.lines(cell, where, cell=True)
        element = next((line.element for line in found if line.element is not None), None)
        self.homes.moved_in((self.numbers[each] for each in cell.iter(f"{W}p") if each in self.numbers), element)
        anchor = next((line.anchor for line in found if line.anchor), "")
        return Cell("\n".join(line.text for line in found), where, element, anchor)
