"""Numbered points -> drafts of the plan's nodes: which is a section, which an item, what is title and what text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qplan.reading.assignments import Assigned, Piece, Reader, merged
from qplan.reading.blocks import Block
from qplan.reading.outline import Point

_TITLE = 45
"""The longest title that runs into its text; a longer first sentence is text."""
_HEADING = 70
"""The longest line without a stop that is a heading on its own."""
_NO_TITLE = re.compile(r"[：:；;!！?？]|\d\s*[%％]|(?:[，,][^，,]*){4}")
_OPENERS, _CLOSERS = "（(《〈“[〔【", "）)》〉”]〕】"


@dataclass
class Draft:
    """A node in the making: a point of the source, its title, its text with notes read, the nodes below it.

    ``blocks`` are the paragraphs that went into it, its measures' included. ``run_in`` says whether its title
    and text share a paragraph, None where it has not both. ``data`` has what the counting adds: ``number``,
    ``numbering``.
    """

    point: Point
    title: str
    assigned: Assigned
    below: list[Draft] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    run_in: bool | None = None
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def index(self) -> int:
        """The number of its first paragraph in the source."""
        return self.point.block.index

    def walk(self) -> Iterator[Draft]:
        """It and every node below it, in the order of print."""
        yield self
        for draft in self.below:
            yield from draft.walk()


def read(points: Sequence[Point], reader: Reader, *, top: bool = True) -> list[Draft]:
    """Draft every point, in the order of print.

    A point at the top is a section. A point with points below it is a section if it has a title and its own
    text names no units; else the points below become its numbered measures.
    """
    return [_draft(point, reader, top=top) for point in points]


def _draft(point: Point, reader: Reader, *, top: bool) -> Draft:
    more = bool(point.points or point.paragraphs)
    title, rest = heading(point.mark.rest, reader.first_note(point.mark.rest), more=more)
    paragraphs = [(rest, point.block.index)] if rest else []
    paragraphs += [(block.text, block.index) for block in point.paragraphs]
    assigned = reader.assign(paragraphs)
    draft = Draft(point, title, assigned, blocks=[point.block, *point.paragraphs])
    named = bool(assigned.measures) or (assigned.own is not None and bool(assigned.text))
    if point.points and (top or (title and not named)):
        draft.below = read(point.points, reader, top=False)
    elif point.points:
        _as_measures(draft, reader)
    if (draft.below or top) and title and point.mark.rest[len(title) :].startswith("。"):
        # A section's heading stands alone when it is printed, so that its stop would be lost.
        draft.title += "。"
    if (draft.below or top) and assigned.measures:
        draft.assigned = _undivided(assigned, paragraphs)
    if title and draft.assigned.text and not (draft.below or top):
        draft.run_in = bool(rest) and reader.first_note(rest) > 0
    return draft


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


def _as_measures(draft: Draft, reader: Reader) -> None:
    """The points below an item: measures with their printed numbers; what is below those runs on."""
    measures: list[Piece] = []
    for point in draft.point.points:
        paragraphs = [(point.mark.rest, point.block.index)]
        blocks = [point.block, *point.paragraphs]
        paragraphs += [(block.text, block.index) for block in point.paragraphs]
        for inner in _inner(point):
            blocks.append(inner)
            paragraphs.append((inner.text, inner.index))
        read_pieces = reader.assign(paragraphs)
        pieces = [Piece(text) for text in read_pieces.text]
        if read_pieces.own is not None:
            text = pieces.pop().text if pieces else ""
            pieces.append(replace(read_pieces.own, text=text))
        pieces += read_pieces.measures
        if pieces:
            pieces[0].number = point.mark.ordinal
        measures += pieces
        draft.blocks += blocks
    draft.assigned.measures += measures


def _inner(point: Point) -> Iterator[Block]:
    for below in point.points:
        yield below.block
        yield from below.paragraphs
        yield from _inner(below)


def _undivided(assigned: Assigned, paragraphs: Sequence[tuple[str, int]]) -> Assigned:
    """A section's text with several notes in it: a section has no measures, so the notes stay in the text."""
    notes = [piece.note for piece in assigned.measures if piece.note is not None]
    together = notes[0]
    for note in notes[1:]:
        together = merged(together, note)
    return Assigned([text for text, _ in paragraphs], Piece("", together, ""), clause=assigned.clause)
