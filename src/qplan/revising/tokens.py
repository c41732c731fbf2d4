"""A section or item -> what it says in the order of print: heading, sentences, numbers of measures, notes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Literal, NamedTuple

from qplan.notation import notes
from qplan.patterns import pattern
from qplan.plan import Due, Duty, Measure, Node, NoteStyle

_SENTENCE = pattern(r"\n|[^。；！？\n]*[。；！？]+[”’）》〕\]]*|[^。；！？\n]+")

OWN = 0
"""The piece of a point that is its own text; 1 and so on are its measures, below 0 are its boxes, from -1."""

Kind = Literal["title", "text", "break", "number", "note", "box"]


class Note(NamedTuple):
    """A responsibility note: who, until when, and how it is printed."""

    duty: Duty
    due: Due | None
    printed: str

    @property
    def roles(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], bool]:
        """Whom it names, by role, and whether the list is open."""
        return self.duty.lead, self.duty.support, self.duty.responsible, self.duty.and_others


class Token(NamedTuple):
    """The smallest thing that changes: ``text`` is its print, ``piece`` what of the point it is in.

    ``at`` is its offset in the piece's text; of a note, ``note`` is what it means.
    """

    kind: Kind
    text: str
    piece: int = OWN
    at: int = 0
    note: Note | None = None

    @property
    def key(self) -> Hashable:
        """What two versions of it have in common if they are the same."""
        return self.kind, self.text


def tokens(node: Node, style: NoteStyle, measures: Sequence[tuple[int, Measure]]) -> list[Token]:
    """What a point says, with its boxes, and without the points below it.

    ``measures`` are those that are read, each with the number of the piece that it is to be.
    """
    found = [Token("title", node.title)] if node.title else []
    own = _noted(node.duty, node.due, OWN, style)
    own_first = any(measure.duty or measure.due for _, measure in measures)
    found += _worded("\n".join(node.paragraphs), OWN)
    found += own if own_first else ()
    for place, measure in measures:
        if measure.apart:
            found.append(Token("number", "", place))
        found += _worded(measure.text, place)
        found += _noted(measure.duty, measure.due, place, style)
    found += () if own_first else own
    for place, box in enumerate(node.boxes, start=1):
        found.append(Token("box", box.title, -place))
        found += _worded(box.text, -place)
    return found


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text and the breaks between its lines, each with its offset; nothing is left out."""
    for found in _SENTENCE.finditer(text):
        yield found.start(), found[0]


def _worded(text: str, piece: int) -> Iterator[Token]:
    for at, words in sentences(text):
        yield Token("break" if words == "\n" else "text", words, piece, at)


def _noted(duty: Duty, due: Due | None, piece: int, style: NoteStyle) -> list[Token]:
    printed = duty.note or notes.write(duty, style, due)
    return [Token("note", printed, piece, note=Note(duty, due, printed))] if printed else []
