"""The content of a Word paragraph -> its words, what of them is not text, and what hangs on the paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from qplan.reading import page_numbers
from qplan.reading.formats.docx_marks import DELETED, HIDDEN, TEXT
from qplan.reading.formats.docx_parts import DGM, MC, A, C, Element, M, R, V, W, child, chosen, switch
from qplan.reading.formats.docx_styles import Look, Styles
from qplan.reading.formats.docx_symbols import UNKNOWN, equation, symbol

PROMPT = "内容控件的提示，没有填写"
CONTENTS = "目录"
PAGE = page_numbers.NUMBER
CODE = "域代码，Word 不显示"
"""Why words are no text, beside `DELETED` and `HIDDEN`."""

_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_SILENT = frozenset(
    W + name
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "fldData", "rt", "smartTagPr", "customXmlPr", "delInstrText")
)
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_OPEN = 50  # fields in one another; Word has twenty
_BLANKS = re.compile("[\t\r\n]")
_PRIVATE = re.compile("[\uf020-\uf0ff]")


@dataclass
class Words:
    """What a paragraph holds: ``pieces`` are words with the reason why they are no text, or `TEXT`.

    ``anchors`` are the ids of the plan whose bookmarks begin with its words.
    """

    pieces: list[tuple[str, str]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[Element | str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    pictures: int = 0
    unknown: int = 0

    @property
    def text(self) -> str:
        """The words that are text."""
        return "".join(words for words, reason in self.pieces if reason == TEXT)

    def dropped(self) -> list[tuple[str, str]]:
        """The words that are not, those that stand together in one, each with its reason."""
        found: list[tuple[str, str]] = []
        before = TEXT
        for words, reason in self.pieces:
            if reason == before != TEXT:
                found[-1] = (found[-1][0] + words, reason)
            elif reason != TEXT:
                found.append((words, reason))
            before = reason
        return found


@dataclass
class Field:
    """A field that has begun: its instruction, and whether its result has begun."""

    instruction: str = ""
    code: str = ""
    shown: bool = False

    @property
    def name(self) -> str:
        """PAGE, TOC, REF and so on."""
        return (self.instruction.split() or [""])[0].upper()


_Step = Callable[["Reader", Element, Words, str], None]


@dataclass
class Reader:
    """Reads paragraph after paragraph of one story (the body, a text box, a header).

    ``fields`` are those that are open, for a field may begin in one paragraph and end in another; ``endless`` are
    beginnings without an end, which a damaged file has. ``notes`` are footnotes and endnotes by tag and id; each is
    taken out when it is referred to. ``margin``: in headers and footers page numbers are told from words.
    ``anchors`` are ids of the plan by the names of their bookmarks; ``begun`` are those, by the bookmarks' numbers,
    that have no words yet: a bookmark without words marks nothing.
    """

    styles: Styles
    notes: dict[tuple[str, str], Element]
    endless: set[Element] = field(default_factory=set)
    fields: list[Field] = field(default_factory=list)
    margin: bool = False
    anchors: dict[str, str] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    _look: Look = field(default_factory=Look)

    def read(self, paragraph: Element, look: Look) -> Words:
        """The words of a paragraph."""
        words = Words()
        outer, self._look = self._look, look
        self._walk(paragraph, words, TEXT)
        self._look = outer
        return words

    def _walk(self, parent: Element, words: Words, reason: str) -> None:
        for element in parent:
            tag = element.tag
            if tag in _SILENT:
                continue
            step = self.steps.get(tag)
            if step is not None:
                step(self, element, words, reason)
            elif tag in _SIGNS:
                self._put(_SIGNS[tag], words, reason)
            else:
                self._walk(element, words, reason)

    def _put(self, text: str, words: Words, reason: str) -> None:
        if not text:
            return
        hidden = next((each for each in self.fields if not each.shown), None)
        if hidden is not None:
            hidden.code += text
            return
        if not reason and any(each.name == "TOC" for each in self.fields):
            reason = CONTENTS
        if not reason and self.margin and any(each.name in _PAGES for each in self.fields):
            reason = PAGE
        words.pieces.append((text, reason))
        if self.begun and not reason and text.strip():
            words.anchors += self.begun.values()
            self.begun.clear()

    def _run(self, run: Element, words: Words, reason: str) -> None:
        if not reason and self.styles.hidden(child(run, "rPr"), self._look):
            reason = HIDDEN
        note = next(run.iterchildren(f"{W}footnoteReference", f"{W}endnoteReference"), None)
        if note is not None and note.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            self._note(note, words, reason)  # what follows is its mark
            return
        self._walk(run, words, reason)

    def _words(self, element: Element, words: Words, reason: str) -> None:
        text = _BLANKS.sub(" ", element.text or "")
        if element.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            text = text.strip(" ")
        if _PRIVATE.search(text):
            fonts = child(element.getparent(), "rPr", "rFonts")
            font = "" if fonts is None else str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "")
            text = _PRIVATE.sub(lambda found: symbol(font, ord(found[0])), text)
            words.unknown += text.count(UNKNOWN)
        self._put(text, words, reason)

    def _symbol(self, element: Element, words: Words, reason: str) -> None:
        code = str(element.get(f"{W}char") or "")
        sign = symbol(
            str(element.get(f"{W}font") or ""), int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
        )
        words.unknown += sign == UNKNOWN
        self._put(sign, words, reason)

    def _deleted(self, element: Element, words: Words, _reason: str) -> None:
        self._walk(element, words, DELETED)

    def _field_mark(self, mark: Element, words: Words, reason: str) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin" and mark not in self.endless and len(self.fields) < _OPEN:
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if not ended.shown:
                # Without a result Word prints nothing, but for EQ, which is drawn from its instruction.
                drawn = equation(ended.instruction) if ended.name == "EQ" else ""
                self._put(drawn or ended.code, words, reason if drawn else CODE)

    def _instruction(self, element: Element, _words: Words, _reason: str) -> None:
        if self.fields and not self.fields[-1].shown:
            self.fields[-1].instruction += element.text or ""

    def _simple_field(self, element: Element, words: Words, reason: str) -> None:
        self.fields.append(Field(str(element.get(f"{W}instr") or ""), shown=True))
        self._walk(element, words, reason)
        self.fields.pop()

    def _page_number(self, _element: Element, words: Words, reason: str) -> None:
        self._put("1", words, reason or PAGE)

    def _note(self, reference: Element, words: Words, reason: str) -> None:
        key = (reference.tag.removesuffix("Reference"), str(reference.get(f"{W}id")))
        note = self.notes.pop(key, None)
        if note is not None:
            self._put(self.note(note, words), words, reason)

    def note(self, note: Element, words: Words) -> str:
        """A footnote as the plan file has it, ^[…]; what hangs on it hangs on the paragraph that refers to it."""
        outer = self.fields, self.begun
        self.fields, self.begun = [], {}
        lines = []
        for paragraph in note.iter(f"{W}p"):
            inner = self.read(paragraph, self.styles.look(paragraph))
            lines.append(re.sub(r"\s+", " ", inner.text).strip())
            words.pieces += [piece for piece in inner.pieces if piece[1] != TEXT]
            words.comments += inner.comments
            words.boxes += [box for box in inner.boxes if isinstance(box, str)]
            words.unknown += inner.unknown
        self.fields, self.begun = outer
        text = " ".join(filter(None, lines))
        if not _paired(text):
            text = text.replace("[", "［").replace("]", "］")
        return f"^[{text}]" if text else ""

    def _comment(self, reference: Element, words: Words, _reason: str) -> None:
        words.comments.append(str(reference.get(f"{W}id")))

    def bookmark(self, mark: Element, _words: Words, _reason: str) -> None:
        """The beginning or the end of a bookmark, which may also stand between paragraphs."""
        number = str(mark.get(f"{W}id"))
        anchor = self.anchors.get(str(mark.get(f"{W}name")))
        if mark.tag == f"{W}bookmarkEnd":
            self.begun.pop(number, None)
        elif anchor:
            self.begun[number] = anchor

    def _alternate(self, element: Element, words: Words, reason: str) -> None:
        branch = chosen(element)
        if branch is not None:
            self._walk(branch, words, reason)

    def _control(self, element: Element, words: Words, reason: str) -> None:
        if switch(element, "sdtPr", "showingPlcHdr"):
            reason = reason or PROMPT
        self._walk(element, words, reason)

    def _drawing(self, element: Element, words: Words, reason: str) -> None:
        """Text boxes, lettering (WordArt), pictures and diagrams; a box inside a box is that box's business."""
        for each in element:
            if each.tag == f"{W}txbxContent":
                words.boxes.append(each)
                continue
            if each.tag == f"{MC}AlternateContent":
                branch = chosen(each)
                if branch is not None:
                    self._drawing(branch, words, reason)
                continue
            if each.tag == f"{A}p":  # words of a drawing that came from a slide
                words.boxes.append("".join(text.text or "" for text in each.iter(f"{A}t")))
            words.pictures += each.tag in (f"{A}blip", f"{V}imagedata", f"{C}chart")
            if each.tag == f"{V}textpath" and each.get("string"):
                words.boxes.append(str(each.get("string")))
            if each.tag == f"{DGM}relIds":
                words.diagrams.append(str(each.get(f"{R}dm")))
            self._drawing(each, words, reason)

    def _fraction(self, element: Element, words: Words, reason: str) -> None:
        for name, before in (("num", ""), ("den", "/")):
            self._put(before, words, reason)
            for part in element.iterfind(M + name):
                self._walk(part, words, reason)

    def _bracketed(self, element: Element, words: Words, reason: str) -> None:
        settings = element.find(f"{M}dPr")
        ends = []
        for name, usual in (("begChr", "("), ("endChr", ")")):
            sign = None if settings is None else settings.find(M + name)
            ends.append(usual if sign is None else str(sign.get(f"{M}val") or ""))
        self._put(ends[0], words, reason)
        self._walk(element, words, reason)
        self._put(ends[1], words, reason)

    def _raised(self, element: Element, words: Words, reason: str) -> None:
        for part in element:
            self._put({f"{M}sup": "^", f"{M}sub": "_"}.get(part.tag, ""), words, reason)
            self._walk(part, words, reason)

    def _root(self, element: Element, words: Words, reason: str) -> None:
        self._put("√", words, reason)
        self._walk(element, words, reason)

    steps: ClassVar[dict[str, _Step]] = {
        W + "r": _run,
        W + "t": _words,
        M + "t": _words,
        W + "delText": _words,
        W + "sym": _symbol,
        W + "del": _deleted,
        W + "moveFrom": _deleted,
        W + "fldChar": _field_mark,
        W + "instrText": _instruction,
        W + "fldSimple": _simple_field,
        W + "pgNum": _page_number,
        W + "footnoteReference": _note,
        W + "endnoteReference": _note,
        W + "commentReference": _comment,
        W + "bookmarkStart": bookmark,
        W + "bookmarkEnd": bookmark,
        W + "sdt": _control,
        W + "drawing": _drawing,
        W + "pict": _drawing,
        W + "object": _drawing,
        MC + "AlternateContent": _alternate,
        M + "f": _fraction,
        M + "d": _bracketed,
        M + "sSup": _raised,
        M + "sSub": _raised,
        M + "rad": _root,
    }
    """What is more than a container; everything else is walked through, so that no words are lost."""


def _paired(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if depth < 0:
            return False
    return depth == 0
