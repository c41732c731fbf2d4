"""Paragraphs of a point -> its own text, its duty, and measures where several notes share the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qplan.ledger import Doubt
from qplan.notation import note_habits, notes
from qplan.notation.notes import Note
from qplan.notation.unit_words import is_body, is_division, is_unit
from qplan.plan import ROLES, Duty, NoteStyle

_FOOTNOTE = re.compile(r"(?<!\^)\[(?!\d+\])(?=[^\[\]]*[\u4e00-\u9fff])(?=[^\[\]]*[。；;：:、，,”\"])([^\[\]]{6,400})\]")
_LABEL = re.compile(r"[\u4e00-\u9fff]{0,6}(?:单位|部门|[处科股]室|时限)\s*[:：]")
_FIELD = re.compile(r"(?:[\u4e00-\u9fff]{0,4}(?:单位|部门|[处科股]室|领导)|(?:完成)?(?:时限|时间))\s*[:：]")
_OPENED = re.compile(rf"[（(〔【\[［](?:{_FIELD.pattern})")
_SENTENCE = re.compile(r"[^。！？；：!?;:]+[。！？!?]?")
_TOPIC = 40
"""Code points of the longest sentence that names a topic."""
_CLOSING = re.compile(r"[。；;，,]?")
_SHOWN = 24
"""Code points of a note that a doubt shows whole."""
_ODDITIES: dict[notes.Oddity, str] = {
    "unclosed": "的括号没有关上",
    "mixed": "的左右括号不是一对",
    "extra": "里多出半边括号",
}
_CONVENTIONS: dict[notes.Convention, str] = {
    "before_comma": "逗号前的是牵头单位",
    "first": "列第一位的是牵头单位",
    "contact": "写的是牵头部门和联系人",
}


@dataclass
class Piece:
    """A stretch of text, a paragraph a line, and the note that stands behind it (None for one without).

    ``number`` is the printed number of a numbered measure, 0 for none; ``apart`` says that a stretch without
    a number begins a paragraph of the source, and ``block`` is that paragraph's number.
    """

    text: str
    note: Note | None = None
    printed: str = ""
    number: int = 0
    apart: bool = False
    block: int = 0


@dataclass
class Assigned:
    """A point's text divided: ``text`` (a paragraph a line), then ``own``, the note on all of it, or measures.

    ``clause`` is a default clause in brackets of its own, which stays in the text. ``in_heading``: the own note
    stands behind the heading, in front of the text.
    """

    text: list[str] = field(default_factory=list)
    own: Piece | None = None
    measures: list[Piece] = field(default_factory=list)
    clause: Piece | None = None
    in_heading: bool = False


@dataclass
class Reader:
    """Reads the notes of one plan in the order of print: a convention once declared holds to the end.

    ``year`` is the plan's own, for deadlines that name none. ``seen`` collects the notes for `style`;
    ``clause`` is the default clause met last in the point that is being read. Of the notes on points with a heading
    and a text ``headings`` stood behind the first and ``ends`` behind the second. ``runs_over``: a paragraph went on
    behind its note and ended without one, so that paragraphs of this plan do not bound what a note is about;
    ``prefaced``: a text before the first of several notes was left without units.
    """

    year: int | None = None
    convention: notes.Convention | None = None
    seen: list[Piece] = field(default_factory=list)
    own_lines: int = 0
    headings: int = 0
    ends: int = 0
    clause: Piece | None = None
    doubts: list[Doubt] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)
    runs_over: bool = False
    prefaced: bool = False

    def declared(self, paragraph: str, block: int) -> Piece | None:
        """A declaration in prose, which is heard and stays where it stands; None where there is none."""
        note = notes.declared(paragraph)
        if note is None:
            return None
        self.convention = note.convention or self.convention
        self.doubts += [Doubt(block, message) for message in self._remarks(paragraph, replace(note, defaults=None))]
        if note.defaults is None:
            return None
        message = f"任务都另有责任单位：{'、'.join(note.defaults.units)}（原文说不再列出）"
        self.doubts.append(Doubt(block, message))
        return Piece("", note, paragraph)

    def first_note(self, text: str) -> int:
        """Where the first note of a text begins; its length where it has none."""
        found = notes.find(text, convention=self.convention, year=self.year)
        return found[0].start if found else len(text)

    def pieces(self, paragraph: str, block: int) -> list[Piece]:
        """A paragraph cut behind each of its notes; what follows the last note is a piece without one.

        Brackets side by side are one note. A default clause in brackets of its own names nobody for the
        text before it, and stays there.
        """
        # A note over several lines is found as one: its lines are fields of it.
        found = notes.find(paragraph.replace("\n", "；"), convention=self.convention, year=self.year)
        cut: list[Piece] = []
        at = 0
        if not found:
            self.clause = self.declared(paragraph, block) or self.clause
        for each in found:
            end = each.end
            if each is found[-1] and _CLOSING.fullmatch(paragraph[end:]):
                end = len(paragraph)
            printed = paragraph[each.start : end]
            self._hear(each.note, printed, block)
            last = cut[-1].note if cut and at == each.start else None
            if last is not None:
                cut[-1].note = _together(last, each.note, f"{cut[-1].printed}\n{printed}")
                cut[-1].printed += printed
            elif each.note.defaults and not each.note.duty:
                self.clause = Piece("", each.note, printed)
                continue
            else:
                cut.append(Piece(paragraph[at : each.start], each.note, printed))
            at = end
        if paragraph[at:] or not cut:
            cut.append(Piece(paragraph[at:]))
        return cut

    def _hear(self, note: Note, printed: str, block: int) -> None:
        self.convention = note.convention or self.convention
        self.doubts += [Doubt(block, message) for message in self._remarks(printed, note)]

    def _remarks(self, printed: str, note: Note) -> Iterator[str]:
        """What a person should know of a note: what it leaves open, and what it says of other items."""
        if note.left:
            yield f"责任标注中有没看懂的文字：{note.left}"
        if note.persons:
            yield "责任标注里的人员和电话没有写入方案"
        shown = printed if len(printed) <= _SHOWN else f"{printed[:12]}…{printed[-6:]}"
        yield from (f"责任标注{_ODDITIES[oddity]}：{shown}" for oddity in notes.oddities(printed))
        if note.defaults is not None and note.defaults.units:
            yield f"从这里起的任务都另有责任单位：{'、'.join(note.defaults.units)}（原文说以下不再列出）"
        if note.convention:
            yield f"从这里起，责任标注里{_CONVENTIONS[note.convention]}"
        unknown = [
            name
            for name in note.duty.units
            if not (is_unit(name) or is_division(name) or is_body(name)) and name not in self.unknown
        ]
        self.unknown.update(unknown)
        if unknown:
            yield f"不能肯定是单位名称：{'、'.join(unknown)}"

    def assign(self, paragraphs: Sequence[tuple[str, int]], *, headed: int | None = None) -> Assigned:
        """Attach the notes of a point's paragraphs (text, block) to what they are about.

        One note at the very end is the point's own. Of several, and of one with text behind it, each belongs to
        the sentences since the last one, over the ends of paragraphs, and makes a measure of them, so that
        nobody is given another's task; what stands in paragraphs before the first of several stays the point's own
        text, but for a short sentence that names the first topic, and in a plan whose sentences run over the ends
        of paragraphs. Consecutive lines (牵头单位：… 责任单位：…) are one note.

        ``headed`` is the paragraph that a heading was cut off from: a note behind that is on no line of its own.
        """
        result = Assigned()
        self.clause = None
        cut: list[Piece] = []
        for text, block in _mended(paragraphs):
            spread = self.pieces(text, block)
            self.own_lines += block != headed and len(spread) == 1 and spread[0].note is not None and not spread[0].text
            spread[0].apart = bool(cut)
            spread[0].block = block
            cut += spread
        cut = _joined(cut)
        self.seen += [piece for piece in cut if piece.note is not None]
        result.clause = self.clause
        if len(cut) > 1 and cut[0].block == headed and cut[0].note is not None and not cut[0].text:
            # 市场准入（县市场监管局牵头）: the heading's own, whatever stands below it.
            result.own, result.in_heading = cut.pop(0), True
            self.headings += 1
        noted = [index for index, piece in enumerate(cut) if piece.note is not None]
        if not noted:
            result.text = [piece.text for piece in cut if piece.text]
        elif noted == [len(cut) - 1] and not result.in_heading:
            self.ends += headed is not None and bool(cut[-1].text)
            result.own = cut[-1]
            result.text = [piece.text for piece in cut if piece.text]
        else:
            own = self._own(cut, noted)
            result.text = [piece.text for piece in cut[:own] if piece.text]
            result.measures = [piece for piece in _stretches(cut[own:]) if piece.text or piece.note]
        return result

    def _own(self, cut: Sequence[Piece], noted: Sequence[int]) -> int:
        """How many pieces before the first note of several are the point's own text, and no part of a measure."""
        first, last = noted[0], noted[-1]
        self.runs_over = self.runs_over or any(not p.apart and p.note is None for p in cut[first:last])
        if len(noted) == 1 or self.runs_over:
            return 0
        own = first - (first > 0 and _is_topic(cut[first - 1].text))
        if own and not self.prefaced:
            self.prefaced = True
            message = "第一处责任标注只管它所在的一段，前面的段落作为这一条的正文，没有责任单位；不对请移进举措"
            self.doubts.append(Doubt(cut[0].block, message))
        return own


def _mended(paragraphs: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put a label that stands alone on its line (牵头单位：) back in front of its names.

    The lines of a note whose bracket ends on a later one become one paragraph, its lines divided by U+000A.
    """
    mended: list[tuple[str, int]] = []
    for text, block in paragraphs:
        if mended and _LABEL.fullmatch(mended[-1][0]):
            mended[-1] = (mended[-1][0] + text, mended[-1][1])
        elif mended and _FIELD.match(text) and "unclosed" in _noted_oddities(mended[-1][0]):
            mended[-1] = (f"{mended[-1][0]}\n{text}", mended[-1][1])
        else:
            mended.append((text, block))
    return mended


def _noted_oddities(text: str) -> tuple[notes.Oddity, ...]:
    """What is wrong with the brackets of a line that is a note from its beginning on."""
    return notes.oddities(text) if _OPENED.match(text) else ()


def _joined(cut: Iterable[Piece]) -> list[Piece]:
    """Own-line notes put behind the text they follow, and together where they follow one another."""
    joined: list[Piece] = []
    for piece in cut:
        last = joined[-1] if joined else None
        if last is None or piece.text or piece.note is None:
            joined.append(piece)
        elif last.note is None:
            joined[-1] = replace(piece, text=last.text, apart=last.apart, block=last.block)
        else:
            printed = f"{last.printed}\n{piece.printed}"
            joined[-1] = replace(last, note=_together(last.note, piece.note, printed), printed=printed)
    return joined


def _is_topic(text: str) -> bool:
    """Whether a paragraph is one short sentence, which opens the topic of the paragraph below it."""
    return len(text) <= _TOPIC and _SENTENCE.fullmatch(text) is not None


def _stretches(cut: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces without a note put in front of the next piece with one; what stands behind the last stays apart."""
    waiting: list[Piece] = []
    for piece in cut:
        waiting.append(piece)
        if piece.note is not None:
            text = "\n".join(each.text for each in waiting if each.text)
            yield replace(piece, text=text, apart=waiting[0].apart, block=waiting[0].block)
            waiting = []
    yield from waiting


def _together(first: Note, second: Note, printed: str) -> Note:
    """Notes on lines of their own, read as one, so that 责任单位 below 牵头单位 means what it does beside it."""
    bare = "；".join(line.strip("（）()〔〕[]［］【】。；; ") for line in printed.split("\n"))
    note = notes.read(bare)
    defaults = first.defaults or second.defaults
    if defaults or note.left or set(note.duty.units) != {*first.duty.units, *second.duty.units}:
        return merged(first, second)
    clauses = sum(bool(getattr(note.duty, role)) for role in ROLES) + (note.due is not None)
    alone = not first.style.brackets and clauses == printed.count("\n") + 1
    look = replace(note.style, brackets=first.style.brackets, separator="\n" if alone else note.style.separator)
    return replace(note, due=first.due or second.due or note.due, style=look)


def merged(first: Note, second: Note) -> Note:
    """The units of two notes, role by role."""
    both = (first.duty, second.duty)
    lead, support, responsible = (
        tuple(dict.fromkeys(name for duty in both for name in getattr(duty, role))) for role in ROLES
    )
    duty = Duty(lead, support, responsible, any(duty.and_others for duty in both))
    return replace(
        first,
        duty=duty,
        due=first.due or second.due,
        defaults=first.defaults or second.defaults,
        convention=first.convention or second.convention,
    )


def style(reader: Reader) -> NoteStyle:
    """How a plan prints its notes, learnt from those that its reader has seen."""
    seen = [(piece.printed, piece.note) for piece in reader.seen if piece.note is not None]
    return note_habits.style(seen, own_lines=reader.own_lines, in_headings=reader.headings >= max(1, reader.ends))


def duty_data(piece: Piece, look: NoteStyle) -> dict[str, Any]:
    """A note as plan data: units by role, 等, 完成时限; 责任原文 only where ``look`` would print another text."""
    note = piece.note
    if note is None:
        return {}
    data: dict[str, Any] = {}
    for role in ROLES:
        names = getattr(note.duty, role)
        if names:
            data[role] = list(names)
    if note.duty.and_others:
        data["and_others"] = True
    if note.due is not None:
        data["due"] = note.due.text
    if note.persons:
        # The print without the people would be another note: it follows the plan's own style.
        return data
    if not note_habits.prints(piece.printed, note, look):
        data["unit_note"] = piece.printed
    return data


def footnotes(text: str) -> str:
    """A note that the web put into the text in [ ] becomes ^[…]; [2023] and the like stay."""
    return _FOOTNOTE.sub(lambda found: f"^[{found[1].strip()}]", text)
