"""A Word file -> its paragraphs as they are printed, automatic numbers included, tables, notes and what is no text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

from qplan.errors import Unreadable
from qplan.reading.blocks import folded
from qplan.reading.formats import docx_marks, docx_numbering, docx_parts, docx_styles, docx_tables, docx_text
from qplan.reading.formats.docx_marks import DELETED, HIDDEN
from qplan.reading.formats.docx_parts import MC, A, Element, Parts, W, child, chosen, switch, value
from qplan.reading.formats.docx_symbols import UNKNOWN
from qplan.reading.formats.docx_text import CONTENTS, PAGE, PROMPT, Words
from qplan.reading.gathering import Cell, Gathering

_COMMENT = "批注，不是正文"
_BARE = "只有自动编号，没有文字"
_COVERED = "合并单元格里被盖住的文字，Word 不显示"
_LOST = "没有引用的脚注或尾注"
_DIAGRAM = "图示（SmartArt）里的文字"
_MARGINS = {"header": "页眉", "footer": "页脚"}
_PAGE_NUMBER = re.compile(r"[\s\-—–－―~·.．第页共/()（）]*")
_WRAPPED = re.compile(r"\s*\n\s*(?=[^\s（(])")
"""A break in a title or heading only divides it well over lines; a line in brackets stays one of its own."""
_PICTURES = 20  # so many are named one by one


@dataclass(frozen=True)
class _Line:
    """A paragraph to be given on; ``aside`` says why it is no part of the document."""

    text: str
    where: str
    level: int = 0
    aside: str = ""


@dataclass(frozen=True)
class _Table:
    rows: list[list[Cell | None]]


@dataclass(frozen=True)
class _Doubt:
    message: str


_Entry = _Line | _Table | _Doubt


def read(path: Path) -> Gathering:
    """The paragraphs and tables of a docx, docm or dotx file, in the order of reading.

    Raises:
        Unreadable: no such file, damaged, or no Word document, with what to do.
    """
    parts = docx_parts.read(path)
    try:
        entries = _Reading(parts).everything()
    except RecursionError as error:  # no office program nests so deep; the walk goes down with the elements
        raise Unreadable(
            f"{path.name} 里的表格或控件嵌套太深，无法读取", "请在 Word 或 WPS 中把文字复制到新文件，再导入"
        ) from error
    gathering = Gathering()
    for entry in entries:
        if isinstance(entry, _Table):
            gathering.table(entry.rows)
        elif isinstance(entry, _Doubt):
            gathering.doubt(entry.message)
        elif entry.aside:
            gathering.aside(entry.text, entry.where, entry.aside)
        else:
            gathering.paragraph(entry.text, entry.where, level=entry.level)
    return gathering


@dataclass
class _Reading:
    """One reading of a file. ``out`` takes what is found; ``place`` is where, outside the body's own paragraphs."""

    parts: Parts
    out: list[_Entry] = field(default_factory=list)
    place: str = ""

    def __post_init__(self) -> None:
        self.styles = docx_styles.read(self.parts.first("styles"))
        self.numbering = docx_numbering.read(self.parts.first("numbering"), self.styles)
        self.words = docx_text.Reader(self.styles, self.parts.notes(), docx_marks.endless(self.parts.document))
        comments = self.parts.first("comments")
        self.comments = {} if comments is None else {c.get(f"{W}id"): c for c in comments.iterfind(f"{W}comment")}
        self.changes = docx_marks.changes(self.parts.document)
        self.paragraphs = self.tables = self.pictures = 0
        self.cell = self.contents = False
        self.carry = ""

    def everything(self) -> Iterator[_Entry]:
        """The body, then what nothing refers to, then headers and footers."""
        self._blocks(child(self.parts.document, "body"))
        self._flush()
        if self.changes:
            self._changed()
        for note in self.words.notes.values():
            self._aside(self.words.note(note, Words()).removeprefix("^[").removesuffix("]"), "脚注", _LOST)
        for name in list(self.comments):
            self._comment(name, "批注")
        for kind, where in _MARGINS.items():
            self._margins(kind, where)
        return _contents_headed(self.out)

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
            elif tag == f"{MC}AlternateContent":
                branch = chosen(element)
                if branch is not None:
                    self._blocks(branch)
            elif tag == f"{W}altChunk":
                self.out.append(_Doubt("这之后嵌有别的文件，没有读入；请在 Word 中打开这个文件，另存一份再导入"))
            elif next(element.iter(f"{W}p", f"{W}tbl"), None) is not None:
                self._blocks(element)
            elif next(element.iter(f"{W}t"), None) is not None:
                self._paragraph(element)  # words that stand outside any paragraph

    def _control(self, control: Element) -> None:
        outer = self.contents
        if value(control, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents":
            self.contents = True
        self._blocks_of_control(control)
        self.contents = outer

    def _blocks_of_control(self, control: Element) -> None:
        start = len(self.out)
        content = child(control, "sdtContent")
        if content is not None:
            self._blocks(content)
        if switch(control, "sdtPr", "showingPlcHdr"):
            self.out[start:] = [replace(e, aside=PROMPT) if isinstance(e, _Line) else e for e in self.out[start:]]

    def _paragraph(self, paragraph: Element) -> None:
        look = self.styles.look(paragraph)
        words = self.words.read(paragraph, look)
        mark = docx_marks.mark(paragraph)
        if mark == DELETED:
            self.carry += words.text  # the paragraph ends where the next one does
            where = self._where(counted=False)
        elif mark == HIDDEN and not words.text.strip():
            where = self._where(counted=False)
        else:
            where = self._print(look, words, runs_on=mark == HIDDEN)
        for text, reason in words.dropped():
            self._aside(text, where, reason)
        for name in words.comments:
            self._comment(name, where)
        self._hanging(words, where)
        if self.changes and next(paragraph.iter(*docx_marks.CHANGES), None) is not None:
            self._changed()

    def _print(self, look: docx_styles.Look, words: Words, *, runs_on: bool) -> str:
        """Number and text as one paragraph, or, where its mark is hidden, as the beginning of the next."""
        number = self.numbering.printed(look.numbered)
        text, self.carry = self.carry + words.text, ""
        if look.level or look.title:
            text = _WRAPPED.sub("", text)
        bare = not text.strip()
        if bare and number and not self.cell:
            where = self._where(counted=False)
            self._aside(number, where, _BARE)
            return where
        text = number + (text.lstrip() if number else text)
        if runs_on:
            self.carry = text
            return self._where(counted=False)
        contents = look.contents or self.contents
        dropped = any(reason == CONTENTS for _, reason in words.pieces)
        where = self._where(counted=bool(text.strip()) or dropped)
        if text.strip():
            self.out.append(_Line(text, where, look.level, CONTENTS if contents else ""))
        return where

    def _flush(self) -> None:
        """What was to run on into a paragraph that does not come."""
        text, self.carry = self.carry, ""
        if text.strip():
            self.out.append(_Line(text, self._where(counted=True)))

    def _where(self, *, counted: bool) -> str:
        if self.place:
            return self.place
        self.paragraphs += counted
        if counted:
            return f"第 {self.paragraphs} 段"
        return f"第 {self.paragraphs} 段后" if self.paragraphs else "正文开头"

    def _aside(self, text: str, where: str, reason: str) -> None:
        if text.strip():
            self.out.append(_Line(text, where, aside=reason))

    def _changed(self) -> None:
        self.out.append(
            _Doubt(
                f"文件里有 {self.changes} 处修订没有处理：插入的文字按正文读入，删除的文字没有写入；"
                "请在 Word 中接受或拒绝全部修订后再导入，或逐处核对"
            )
        )
        self.changes = 0

    # --- what hangs on a paragraph ---------------------------------------------------------------------------

    def _comment(self, name: str, where: str) -> None:
        comment = self.comments.pop(name, None)
        if comment is not None:
            self._aside(self._plain(comment), where, _COMMENT)

    def _plain(self, story: Element) -> str:
        """The text of a comment, whose author is nobody's business."""
        outer, self.words.fields = self.words.fields, []
        lines = [self.words.read(each, self.styles.look(each)).text for each in story.iter(f"{W}p")]
        self.words.fields = outer
        return " ".join(filter(None, (line.strip() for line in lines)))

    def _hanging(self, words: Words, where: str) -> None:
        near = where if self.place else f"{where.removesuffix('后')}后的文本框"
        for box in words.boxes:
            if isinstance(box, str):
                self.out.append(_Line(box, near))
            else:
                self._story(box, near)
        for relation in words.diagrams:
            part = self.parts.part(relation)
            for paragraph in () if part is None else part.iter(f"{A}p"):
                self._aside("".join(t.text or "" for t in paragraph.iter(f"{A}t")), where, _DIAGRAM)
        if words.unknown:
            self.out.append(_Doubt(f"有 {words.unknown} 个符号认不出，写成了“{UNKNOWN}”，请对照原文件改正"))
        if words.pictures and not self.words.margin and self.pictures < _PICTURES:
            self.pictures += 1
            self.out.append(_Doubt(f"{where}有图片，图片里的文字没有读入"))

    def _story(self, story: Element, place: str) -> None:
        """A text box, or a table's cell: its fields and what runs on in it end with it."""
        outer = self.place, self.carry, self.words.fields
        self.place, self.carry, self.words.fields = place, "", []
        self._blocks(story)
        self._flush()
        self.place, self.carry, self.words.fields = outer

    def _margins(self, kind: str, where: str) -> None:
        """Headers and footers, each once; page numbers alone are nothing."""
        seen: set[str] = set()
        self.words.margin = True
        for part in self.parts.all(kind):
            self.words.endless = docx_marks.endless(part)
            lines = self._lines(part, where)
            text = " ".join(line.text for line in lines if line.aside != PAGE)
            whole = " ".join(line.text for line in lines)
            if folded(whole) not in seen and not _PAGE_NUMBER.fullmatch(text):
                self._aside(whole, where, where)
            seen.add(folded(whole))
        self.words.margin = False

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
                self._aside(" ".join(dict.fromkeys(c.text for c in cells if c and c.text)), f"表 {self.tables}", reason)
            else:
                made.append(cells)
        later, self.out = self.out, outer
        self.out += [_Table(made), *later]

    def _row(self, row: docx_tables.Row, number: int, above: dict[int, Cell]) -> list[Cell | None]:
        """The cells of a row, and below them in ``above`` those that the next row may go on."""
        cells: list[Cell | None] = []
        for place in row.places:
            cells += [None] * (place.column - len(cells))
            where = self.place or f"表 {self.tables} 第 {number} 行第 {place.column + 1} 列"
            text = self._cell(place.cell, where)
            merged = above.get(place.column) if place.below else cells[-1] if place.beside and cells else None
            if merged is None:
                merged = Cell(text, where)
            elif text.strip():
                self._aside(text, where, _COVERED)
            cells += [merged] * place.span
            for column in range(place.column, place.column + place.span):
                above[column] = merged
        return cells

    def _cell(self, cell: Element, where: str) -> str:
        return "\n".join(line.text for line in self._lines(cell, where, cell=True))

    def _lines(self, story: Element, where: str, *, cell: bool = False) -> list[_Line]:
        """The paragraphs of a story, a table's in it as well; what is no text of it goes on to ``out``.

        In headers and footers page numbers come too, as asides.
        """
        outer, self.out = self.out, []
        was, self.cell = self.cell, cell or self.cell
        self._story(story, where)
        self.cell = was
        found, self.out = self.out, outer
        lines = []
        for entry in found:
            if isinstance(entry, _Line) and (not entry.aside or self.words.margin):
                lines.append(entry)
            elif isinstance(entry, _Table):
                lines += [_Line(each.text, where) for each in _distinct(entry.rows)]
            else:
                self.out.append(entry)
        return lines


def _distinct(rows: Iterable[Iterable[Cell | None]]) -> list[Cell]:
    return list({id(cell): cell for row in rows for cell in row if cell is not None and cell.text}.values())


def _contents_headed(entries: list[_Entry]) -> Iterator[_Entry]:
    """The entries, the word 目录 above a table of contents being part of it."""
    for entry, after in zip_longest(entries, entries[1:]):
        above = isinstance(after, _Line) and after.aside == CONTENTS
        if above and isinstance(entry, _Line) and folded(entry.text) in ("目录", "目次"):
            yield replace(entry, aside=CONTENTS)
        else:
            yield entry
