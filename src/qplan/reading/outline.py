"""Paragraphs -> front, a tree of numbered points, and back: where a plan's body begins and ends, what is below what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qplan.ledger import Doubt
from qplan.reading import headline, lines
from qplan.reading.blocks import Block
from qplan.reading.marks import Mark, mark

_ANNEX = re.compile(
    r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*(?:[:：].*)?|附\s*[:：].+|附\s*件\s*[\d一二三四五六七八九十]{1,2}[\s.、．].{1,40}"
)
_FEW = 12
"""A covering notice has fewer numbered points than this, and a title stands this near its first heading."""
_TAIL: frozenset[lines.Look] = frozenset(
    ("crumb", "grid", "contact", "copies", "printed", "disclosure", "date", "number")
)


@dataclass
class Point:
    """A numbered point as printed: its first paragraph, the paragraphs under it, the points below it."""

    block: Block
    mark: Mark
    paragraphs: list[Block] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """A source divided: every block is in exactly one of front, points (with all below), back and rest.

    ``back`` is what stands behind the body; ``rest`` a second document in the same file.
    """

    front: tuple[Block, ...]
    points: tuple[Point, ...]
    back: tuple[Block, ...]
    rest: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()


def read(blocks: Sequence[Block]) -> Outline:
    """Divide a source and order its numbered points by the look of their numbers."""
    marks = [mark(block.text) for block in blocks]
    start = _start(blocks, marks)
    stop = next((i for i in range(start + 1, len(blocks)) if _second(blocks, marks, start, i)), len(blocks))
    annex = next((i for i in range(start + 1, stop) if is_annex(blocks[i].text)), stop)
    end = _tail(blocks, marks, start, annex)
    doubts = []
    if stop < len(blocks):
        second = blocks[stop].index
        doubts.append(
            Doubt(second, f"从这里起是第二份文件“{blocks[stop].text[:30]}”，已原样放入附件；请另存为一个文件再导入")
        )
    return Outline(
        tuple(blocks[:start]),
        tuple(_tree(blocks[start:end], marks[start:end])),
        tuple(blocks[end:stop]),
        tuple(blocks[stop:]),
        tuple(doubts),
    )


def is_annex(text: str) -> bool:
    """Whether a line heads an annex, or a list of annexes."""
    return len(text) <= lines.SHORT and _ANNEX.fullmatch(text) is not None


def _start(blocks: Sequence[Block], marks: Sequence[Mark | None]) -> int:
    """Where the body begins: the first numbered paragraph, but not the few of a notice in front of a title."""
    first = next((i for i, found in enumerate(marks) if found), len(blocks))
    if any(headline.title_at(blocks, i) for i in range(first)):
        return first
    title = next((i for i in range(first, len(blocks)) if _opens(blocks, marks, i)), None)
    if title is not None and sum(m is not None for m in marks[:title]) < min(
        _FEW, sum(m is not None for m in marks[title:]) / 2
    ):
        return next(i for i in range(title, len(blocks)) if marks[i])
    return first


def _opens(blocks: Sequence[Block], marks: Sequence[Mark | None], index: int) -> bool:
    """Whether a line is the title of a document: a title by its look, and soon a point with the number 1."""
    if marks[index] or not headline.title_at(blocks, index):
        return False
    following = next((m for m in marks[index + 1 : index + 1 + _FEW] if m), None)
    return following is not None and following.ordinal == 1 and following.rank <= _rank_of_top(marks)


def _rank_of_top(marks: Sequence[Mark | None]) -> int:
    return min((m.rank for m in marks if m), default=0)


def _second(blocks: Sequence[Block], marks: Sequence[Mark | None], start: int, index: int) -> bool:
    """Whether a second document of the same file begins here."""
    return sum(m is not None for m in marks[start:index]) > 1 and _opens(blocks, marks, index)


def _tail(blocks: Sequence[Block], marks: Sequence[Mark | None], start: int, end: int) -> int:
    """Where the lines behind the body begin: seals, dates, copies, web residue."""
    while end > start + 1 and marks[end - 1] is None:
        text = blocks[end - 1].text
        look = lines.look(text)
        signs = look == "body" and end < len(blocks) and lines.look(blocks[end].text) in ("date", "body")
        if look not in _TAIL and not signs:
            break
        end -= 1
    return end


def _tree(blocks: Sequence[Block], marks: Sequence[Mark | None]) -> list[Point]:
    """Points below points: a number of an inner look stands below the last one of an outer look.

    A lost heading stays lost: what followed it stays below the last printed heading.
    """
    roots: list[Point] = []
    path: list[Point] = []
    for block, found in zip(blocks, marks, strict=True):
        if found is None:
            path[-1].paragraphs.append(block)
            continue
        while path and path[-1].mark.rank >= found.rank:
            path.pop()
        point = Point(block, found)
        (path[-1].points if path else roots).append(point)
        path.append(point)
    return roots
