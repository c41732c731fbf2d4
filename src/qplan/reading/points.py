"""Numbered points -> drafts of the plan's nodes: which is a section, which an item, what is title and what text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qplan.notation import notes
from qplan.notation.numbering import LEVELS
from qplan.reading.assignments import Assigned, Piece, Reader, merged
from qplan.reading.blocks import Block
from qplan.reading.marks import CLOSING, Mark
from qplan.reading.outline import Point
from qplan.reading.titling import Shares, heading, shares, walk

_LEAD_IN = re.compile(r"(?:具体|主要|工作|重点)?(?:措施|举措|任务|内容|做法|安排)(?:如下|包括|为|有)?[:：]$")


@dataclass
class Draft:
    """A node in the making: a point of the source, its title, its text with notes read, the nodes below it.

    ``blocks`` are the paragraphs that went into it, its measures' included. ``run_in`` says whether its title
    and text share a paragraph, None where it has not both. ``data`` has what the counting adds: ``number``,
    ``numbering``. ``grids`` are the tables under it, ``boxes`` its 专栏: the line with the title, and the text.
    """

    point: Point
    title: str
    assigned: Assigned
    below: list[Draft] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    run_in: bool | None = None
    data: dict[str, Any] = field(default_factory=dict)
    grids: list[Block] = field(default_factory=list)
    boxes: list[tuple[Block, list[Block]]] = field(default_factory=list)

    @property
    def index(self) -> int:
        """The number of its first paragraph in the source."""
        return self.point.block.index

    def walk(self) -> Iterator[Draft]:
        """It and every node below it, in the order of print."""
        yield self
        for draft in self.below:
            yield from draft.walk()


def read(points: Sequence[Point], reader: Reader) -> list[Draft]:
    """Draft every point, in the order of print.

    A point at the top is a section. A point with points below it is a section if it has a title and its own
    text names no units; else the points below become its numbered measures. A chapter whose paragraphs each
    name their own units has an item for each of them.
    """
    found = [shares(point, reader) for point in points]
    whole = sum(found, Shares())
    return [_draft(point, reader, whole.prose_in(own)) for point, own in zip(points, found, strict=True)]


def _draft(point: Point, reader: Reader, prose: frozenset[str], *, depth: int = 1) -> Draft:
    top = depth == 1
    title, paragraphs = _divided(point, reader, prose=not top and point.mark.kind in prose)
    items = _items(paragraphs, reader) if top and not point.points else []
    if len(items) > 1:
        return _untitled(point, title, paragraphs, items, reader)
    lead_in = _lead_in(paragraphs, reader) if point.points else ""
    if lead_in and len(paragraphs) == 1 and reader.first_note(paragraphs[0][0]) == 0:
        # One sentence with its note in front of 具体措施： is what the point says, not its title.
        title, paragraphs = _divided(point, reader, prose=True)
        lead_in = _lead_in(paragraphs, reader)
    assigned = reader.assign(paragraphs, headed=point.block.index if title else None)
    draft = Draft(point, title, assigned, blocks=[point.block, *point.paragraphs])
    draft.grids, draft.boxes = [*point.grids], [*point.boxes]
    own = assigned.own is not None and not assigned.in_heading
    named = bool(assigned.measures) or (own and bool(assigned.text))
    if point.points and (top or (title and not named and not lead_in)):
        draft.below = [_draft(below, reader, prose, depth=depth + 1) for below in point.points]
        _level(draft.below, reader, depth + 1)
    elif point.points:
        _as_measures(draft, reader, lead_in)
    if (draft.below or top) and assigned.measures:
        draft.assigned = _undivided(assigned, paragraphs)
    if title and paragraphs:
        text, index = paragraphs[0]
        draft.run_in = index == point.block.index and reader.first_note(text) > 0
    if title and not draft.run_in and point.mark.rest[len(title) :].startswith("。"):
        # A heading that stands alone is printed without a stop, so that its own would be lost.
        draft.title += "。"
    return draft


def _divided(point: Point, reader: Reader, *, prose: bool) -> tuple[str, list[tuple[str, int]]]:
    """A point's title, and its text by paragraphs (text, block)."""
    text = point.mark.rest
    # A sentence with nothing but lines of notes below it stands alone.
    more = bool(point.points) or any(reader.first_note(block.text) > 0 for block in point.paragraphs)
    note = reader.first_note(text)
    if point.mark.depth == CLOSING:
        title, rest = "", text
    elif not point.mark.kind:
        title, rest = text[:note].rstrip(), text[note:]
    else:
        title, rest = heading(text, note, more=more)
        if prose and text[len(title) :].startswith("。"):
            title, rest = "", text
    paragraphs = [(rest, point.block.index)] if rest else []
    return title, paragraphs + [(block.text, block.index) for block in point.paragraphs]


def _items(paragraphs: Sequence[tuple[str, int]], reader: Reader) -> list[tuple[int, int]]:
    """The stretches of paragraphs (first, behind the last) that end in a note of their own, lines of notes included.

    None where a note stands anywhere but at the end of a paragraph. A paragraph without a note goes with the
    next that has one; what stands before the first and behind the last are none.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for place, (text, _) in enumerate(paragraphs):
        first = reader.first_note(text)
        if first == len(text):
            continue
        if not _closes(text, reader):
            return []
        alone = first == 0
        if alone and found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        elif alone and not place:
            return []
        elif not found:
            found.append((place - alone, place + 1))
        else:
            found.append((start, place + 1))
        start = place + 1
    return found


def _untitled(
    point: Point,
    title: str,
    paragraphs: Sequence[tuple[str, int]],
    items: Sequence[tuple[int, int]],
    reader: Reader,
) -> Draft:
    """A chapter whose paragraphs each name their own units: an item without a number for each of them.

    What stands before the first is the chapter's own text; what stands behind the last are items as well.
    """
    blocks = {block.index: block for block in (*point.paragraphs, point.block)}
    own, behind = paragraphs[: items[0][0]], paragraphs[items[-1][1] :]
    draft = Draft(point, title, reader.assign(own), blocks=[point.block])
    draft.blocks += [blocks[index] for _, index in own if index != point.block.index]
    draft.grids, draft.boxes = [*point.grids], [*point.boxes]
    stretches = [list(paragraphs[start:end]) for start, end in items] + [[paragraph] for paragraph in behind]
    titles = [_title_of(stretch, reader) for stretch in stretches[: len(items)]] + [""] * len(behind)
    titled = sum(map(bool, titles)) * 2 > len(items)
    for stretch, head in zip(stretches, titles, strict=True):
        draft.below.append(_unnumbered(point, stretch, head if titled else "", blocks, reader))
    return draft


def _unnumbered(
    chapter: Point, stretch: Sequence[tuple[str, int]], title: str, blocks: Mapping[int, Block], reader: Reader
) -> Draft:
    text, index = stretch[0]
    mark = Mark("", 0, "", text, chapter.mark.rank + 1)
    rest = text[len(title) :].removeprefix("。").lstrip() if title else text
    draft = Draft(Point(blocks[index], mark), title, reader.assign([(rest, index), *stretch[1:]]))
    draft.blocks = [blocks[at] for _, at in stretch if at != chapter.block.index]
    draft.run_in = True if title else None
    return draft


def _title_of(stretch: Sequence[tuple[str, int]], reader: Reader) -> str:
    """The title that runs into the first paragraph of an item; "" for none."""
    text = stretch[0][0]
    title, rest = heading(text, reader.first_note(text), more=True)
    return title if rest and reader.first_note(rest) > 0 else ""


def _closes(text: str, reader: Reader) -> bool:
    """Whether a text ends with a note."""
    found = notes.find(text, convention=reader.convention, year=reader.year)
    return bool(found) and text[found[-1].end :].strip("。；;，, ") == ""


def _lead_in(paragraphs: list[tuple[str, int]], reader: Reader) -> str:
    """Take 具体措施： off the end of a point's text, where it stands behind the point's own note."""
    if not paragraphs:
        return ""
    text, index = paragraphs[-1]
    found = _LEAD_IN.search(text)
    if found is None or not _closes(text[: found.start()], reader):
        return ""
    paragraphs[-1] = (text[: found.start()], index)
    return found[0]


def _as_measures(draft: Draft, reader: Reader, lead_in: str) -> None:
    """The points below an item: measures with their printed numbers; what is below those runs on.

    ``lead_in`` (具体措施：) stands behind the item's own note and in front of the first of them.
    """
    measures = [Piece(lead_in)] if lead_in else []
    for point in draft.point.points:
        paragraphs = [(point.mark.rest, point.block.index)]
        blocks = [point.block, *point.paragraphs]
        paragraphs += [(block.text, block.index) for block in point.paragraphs]
        for inner in _inner(point):
            blocks.append(inner)
            paragraphs.append((inner.text, inner.index))
        read_pieces = reader.assign(paragraphs)
        pieces = [Piece(text, apart=at > 0) for at, text in enumerate(read_pieces.text)]
        if read_pieces.own is not None:
            text = pieces.pop().text if pieces else ""
            pieces.append(replace(read_pieces.own, text=text))
        pieces += read_pieces.measures
        if pieces:
            pieces[0].number = point.mark.ordinal
        measures += pieces
        draft.blocks += blocks
        draft.grids += point.grids
        draft.boxes += point.boxes
        for inner_point in (each for below in point.points for each in walk(below)):
            draft.grids += inner_point.grids
            draft.boxes += inner_point.boxes
    draft.assigned.measures += measures


def _level(beside: Sequence[Draft], reader: Reader, depth: int) -> None:
    """Make items with measures of all siblings that could be, where one of them is none but that.

    An item counts as one level deeper than the sections beside it: its measures would then want the level below
    that, and an item beside sections of the last level has none left for its own number.
    """
    items = [each for each in beside if not each.below and (each.point.points or depth >= len(LEVELS))]
    kinds = {each.point.mark.kind for each in items}
    for draft in beside:
        flat = all(not each.below and not each.point.points for each in draft.below)
        if draft.below and flat and draft.point.mark.kind in kinds:
            draft.below = []
            _as_measures(draft, reader, "")


def _inner(point: Point) -> Iterator[Block]:
    for below in point.points:
        yield below.block
        yield from below.paragraphs
        yield from _inner(below)


def _undivided(assigned: Assigned, paragraphs: Sequence[tuple[str, int]]) -> Assigned:
    """A section's text with several notes in it: a section has no measures, so the notes stay in the text."""
    found = [piece.note for piece in assigned.measures if piece.note is not None]
    together = found[0]
    for note in found[1:]:
        together = merged(together, note)
    return Assigned([text for text, _ in paragraphs], Piece("", together, ""), clause=assigned.clause)
