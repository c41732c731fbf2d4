"""Paragraphs of a point -> its own text, its duty, and measures where several notes share the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from qplan.ledger import Doubt
from qplan.notation import deadlines, notes
from qplan.notation.notes import Note
from qplan.plan import ROLES, Duty, NoteStyle
from qplan.reading.blocks import folded

_FOOTNOTE = re.compile(r"(?<!\^)\[(?!\d+\])(?=[^\[\]]*[\u4e00-\u9fff])(?=[^\[\]]*[。；;：:、，,”\"])([^\[\]]{6,400})\]")
_LABEL = re.compile(r"[\u4e00-\u9fff]{0,6}(?:单位|部门|处室|时限)\s*[:：]")
_CLOSING = re.compile(r"[。；;，,]?")


@dataclass
class Piece:
    """A stretch of text and the note that stands behind it (None for a stretch without one).

    ``number`` is the printed number of a numbered measure, 0 for text that runs on.
    """

    text: str
    note: Note | None = None
    printed: str = ""
    number: int = 0


@dataclass
class Assigned:
    """A point's text divided: ``text`` (a paragraph a line), then ``own``, the note on all of it, or measures.

    ``clause`` is a default clause in brackets of its own, which stays in the text.
    """

    text: list[str] = field(default_factory=list)
    own: Piece | None = None
    measures: list[Piece] = field(default_factory=list)
    clause: Piece | None = None


@dataclass
class Reader:
    """Reads the notes of one plan in the order of print: a convention once declared holds to the end.

    ``year`` is the plan's own, for deadlines that name none. ``seen`` collects the notes for `style`;
    ``clause`` is the default clause met last in the point that is being read.
    """

    year: int | None = None
    convention: notes.Convention | None = None
    seen: list[Note] = field(default_factory=list)
    own_lines: int = 0
    clause: Piece | None = None
    doubts: list[Doubt] = field(default_factory=list)

    def first_note(self, text: str) -> int:
        """Where the first note of a text begins; its length where it has none."""
        found = notes.find(text, convention=self.convention, year=self.year)
        return found[0].start if found else len(text)

    def pieces(self, paragraph: str, block: int) -> list[Piece]:
        """A paragraph cut behind each of its notes; what follows the last note is a piece without one.

        Brackets side by side are one note. A default clause in brackets of its own names nobody for the
        text before it, and stays there.
        """
        found = notes.find(paragraph, convention=self.convention, year=self.year)
        cut: list[Piece] = []
        at = 0
        for each in found:
            self._hear(each.note, block)
            end = each.end
            if each is found[-1] and _CLOSING.fullmatch(paragraph[end:]):
                end = len(paragraph)
            printed = paragraph[each.start : end]
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

    def _hear(self, note: Note, block: int) -> None:
        self.convention = note.convention or self.convention
        self.seen.append(note)
        if note.left:
            self.doubts.append(Doubt(block, f"责任标注中有没看懂的文字：{note.left}"))

    def assign(self, paragraphs: Sequence[tuple[str, int]]) -> Assigned:
        """Attach the notes of a point's paragraphs (text, block) to what they are about.

        One note at the very end is the point's own. Several, or one with text behind it, make each stretch
        a measure, so that nobody is given another's task. A note on a line of its own belongs to all text
        since the last one; consecutive lines (牵头单位：… 责任单位：…) are one note.
        """
        result = Assigned()
        self.clause = None
        cut = [piece for text, block in _mended(paragraphs) for piece in self._spread(text, block)]
        cut = _joined(cut)
        result.clause = self.clause
        noted = [index for index, piece in enumerate(cut) if piece.note is not None]
        if not noted:
            result.text = [piece.text for piece in cut if piece.text]
        elif noted == [len(cut) - 1]:
            result.own = cut[-1]
            result.text = [piece.text for piece in cut if piece.text]
        else:
            first = noted[0]
            result.text = [piece.text for piece in cut[:first] if piece.text]
            result.measures = [piece for piece in cut[first:] if piece.text or piece.note]
        return result

    def _spread(self, text: str, block: int) -> list[Piece]:
        cut = self.pieces(text, block)
        self.own_lines += len(cut) == 1 and cut[0].note is not None and not cut[0].text
        return cut


def _mended(paragraphs: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put a label that stands alone on its line (牵头单位：) back in front of its names."""
    mended: list[tuple[str, int]] = []
    for text, block in paragraphs:
        if mended and _LABEL.fullmatch(mended[-1][0]):
            mended[-1] = (mended[-1][0] + text, mended[-1][1])
        else:
            mended.append((text, block))
    return mended


def _joined(cut: Iterable[Piece]) -> list[Piece]:
    """Own-line notes put behind the text they follow, and together where they follow one another."""
    joined: list[Piece] = []
    for piece in cut:
        last = joined[-1] if joined else None
        if last is None or piece.text or piece.note is None:
            joined.append(piece)
        elif last.note is None:
            joined[-1] = replace(piece, text=last.text)
        else:
            printed = f"{last.printed}\n{piece.printed}"
            joined[-1] = replace(last, note=_together(last.note, piece.note, printed), printed=printed)
    return joined


def _together(first: Note, second: Note, printed: str) -> Note:
    """Notes on lines of their own, read as one, so that 责任单位 below 牵头单位 means what it does beside it."""
    bare = "；".join(line.strip("（）()〔〕[]［］【】。；; ") for line in printed.split("\n"))
    note = notes.read(bare)
    defaults = first.defaults or second.defaults
    if defaults or note.left or set(note.duty.units) != {*first.duty.units, *second.duty.units}:
        return merged(first, second)
    look = replace(note.style, brackets=first.style.brackets)
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


def style(seen: Sequence[Note], *, own_lines: int) -> NoteStyle:
    """How a plan prints its notes: of each trait, the one that most of the notes have that show it."""
    named = [note for note in seen if note.duty]
    if not named:
        return NoteStyle()
    forms = [note.style.form for note in named]
    form: Literal["labels", "verbs"] = "verbs" if forms.count("verbs") * 2 > len(forms) else "labels"
    words: dict[str, str] = {}
    for role in ROLES:
        shown = [getattr(n.style, role) for n in named if n.style.form == form and getattr(n.duty, role)]
        if shown:
            words[role] = max(dict.fromkeys(shown), key=shown.count)
    brackets = [note.style.brackets for note in named]
    return NoteStyle(
        brackets=max(dict.fromkeys(brackets), key=brackets.count),
        form=form,
        place="own_line" if own_lines * 2 > len(named) else "paragraph_end",
        **words,
    )


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
        data["due"] = _due(note)
    if folded(notes.write(replace(note.duty, note=None), look, note.due)) != folded(piece.printed):
        data["unit_note"] = piece.printed
    return data


def _due(note: Note) -> str:
    """The deadline's own words, with the year written out where the words alone would leave it open."""
    due = note.due
    if due is None:
        return ""
    again = deadlines.read(due.text)
    if again is not None and (again.first, again.last) == (due.first, due.last):
        return due.text
    return due.last or due.text


def footnotes(text: str) -> str:
    """A note that the web put into the text in [ ] becomes ^[…]; [2023] and the like stay."""
    return _FOOTNOTE.sub(r"^[\1]", text)
