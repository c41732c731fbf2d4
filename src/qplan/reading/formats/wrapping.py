"""Lines that a page or a mail programme broke -> the paragraphs that were written."""

from __future__ import annotations

import bisect
import itertools
import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qplan.display import width
from qplan.reading import page_numbers
from qplan.reading.marks import mark

_CLOSED = re.compile(r"(?:[。；;：:！!？?…][”’」』》]*|[）)〕】\]])\s*$")
"""The end of a sentence or of a note in brackets, or of a line that announces what follows."""
_LATIN_END = re.compile(r"[0-9A-Za-z\u00c0-\u024f]$|[A-Za-z][,.;:!?)\"']$")
_LATIN_START = re.compile(r"[0-9A-Za-z\u00c0-\u024f(\"']")
_HEAD = re.compile(r"[“‘「『（(《〈【〔\[]*(?:[\x21-\x27\x2a-\x7e]+|.)[，。、；：！？”’」』）)》〉】〕\]％%‰,.;:!?]*")
"""What a line begins with and no typesetter divides: a word, or a character with the marks that cling to it."""


class Line(NamedTuple):
    """A line of a page: its words, and where it stands in points from the upper left corner.

    ``head`` is the width of what cannot be divided at its beginning, ``hangs`` are the places inside where the
    lines that follow in a hanging paragraph may begin (after 附件： or 1.). ``page`` and ``number`` count from 1.
    """

    page: int
    number: int
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    head: float
    hangs: tuple[float, ...] = ()


@dataclass(frozen=True)
class Frame:
    """The block of text on a page: its left and right edge, and the distance of two lines, in points."""

    left: float
    right: float
    pitch: float
    block: bool = False
    """Whether paragraphs begin at the left edge, without an indent."""


def joined(pieces: Iterable[str]) -> str:
    """The lines of one paragraph as one text: a blank only between Latin words."""
    text = ""
    for piece in pieces:
        latin = _LATIN_END.search(text[-2:]) and _LATIN_START.match(piece)
        text += f" {piece}" if latin else piece
    return text


def frames(lines: Sequence[Line], widths: Mapping[int, float]) -> dict[int, Frame]:
    """The text block of every page; left and right pages of one paper size may have different margins.

    Args:
        lines: all lines of running text, without tables, page numbers and running heads.
        widths: how wide each page is, in points.
    """
    groups: dict[tuple[int, int | None], list[Line]] = {}
    for line in lines:
        paper = round(widths[line.page])
        groups.setdefault((paper, line.page % 2), []).append(line)
        groups.setdefault((paper, None), []).append(line)
    found = {key: _frame(group, widths[group[0].page]) for key, group in groups.items()}
    # A page or two of either kind tell nothing about margins that differ.
    sides = {key for key, group in groups.items() if len(group) >= _TELLING}
    return {
        page: found[(paper, side if (paper, side) in sides else None)]
        for page, paper, side in ((page, round(wide), page % 2) for page, wide in widths.items())
        if (paper, None) in found
    }


_TELLING = 40
_MAY_HANG = re.compile(r"[，。、；：！？）”》,.;:)]$")
"""What may stand outside of the right edge at the end of a line."""


def _frame(lines: Sequence[Line], wide: float) -> Frame:
    size = statistics.median(line.size for line in lines)
    left = _edge([line.x0 for line in lines], size / 4)
    right = _right(lines, size)
    if sum(abs(line.x1 - right) < size / 2 for line in lines) < max(2, len(lines) / 20):
        right = max(right, wide - left)  # no line is full: the margins are taken to be alike
    steps = [b.top - a.top for a, b in itertools.pairwise(lines) if a.page == b.page and b.top > a.top]
    indented = sum(size < line.x0 - left < 3 * size for line in lines)
    return Frame(left, right, statistics.median(steps) if steps else 2 * size, indented * 12 < len(lines))


def _right(lines: Sequence[Line], size: float) -> float:
    firm = [-line.x1 for line in lines if not _MAY_HANG.search(line.text)]
    loose = [-line.x1 for line in lines if _MAY_HANG.search(line.text)]
    if not firm or not loose:
        return -_edge(firm or loose, size / 4)
    right, hanging = -_edge(firm, size / 4), -_edge(loose, size / 4)
    sure = sum(abs(end + right) < size / 4 for end in firm) * 8 > len(firm)
    return right if hanging <= right or (sure and 0.7 * size < hanging - right < 1.2 * size) else hanging


def _edge(places: Sequence[float], tolerance: float) -> float:
    """The outermost place where several lines begin; one line alone may stick out."""
    ordered = sorted(places)
    enough = max(1, len(ordered) // 25)
    for at, place in enumerate(ordered):
        if bisect.bisect_right(ordered, place + tolerance) - at > enough:
            return place
    return ordered[0]


def paragraphs(lines: Sequence[Line], layout: Mapping[int, Frame]) -> list[tuple[Line, ...]]:
    """Lines put together to paragraphs by where they begin and end.

    A line at the indent begins a paragraph, a line that leaves room for what follows ends one; centred and
    right-aligned lines stay alone. Paragraphs run on over pages.
    """
    found: list[list[Line]] = []
    for line in lines:
        if found and _runs_on(found[-1], line, layout[found[-1][-1].page], layout[line.page]):
            found[-1].append(line)
        else:
            found.append([line])
    return [tuple(group) for group in found]


def _runs_on(before: Sequence[Line], line: Line, its: Frame, ours: Frame) -> bool:
    last = before[-1]
    em = max(line.size, 1.0)
    if abs(line.size - last.size) > em / 6 or _alone(last, its) or last.x1 + line.head <= its.right - em / 8:
        return False
    if line.page == last.page and line.top - last.top > 1.4 * max(ours.pitch, 1.2 * em):
        return False
    offset = line.x0 - ours.left
    if offset > em * 0.7:
        return any(abs(line.x0 - place) < em / 2 for place in before[0].hangs) or (
            len(before) > 1 and abs(line.x0 - last.x0) < em / 4 and last.x0 - its.left > em * 0.7
        )
    return not (ours.block and _CLOSED.search(last.text) and mark(line.text))


def _alone(line: Line, frame: Frame) -> bool:
    """Whether a line is centred or right-aligned: it begins further in than an indent does."""
    before, behind = line.x0 - frame.left, frame.right - line.x1
    if before <= 2.6 * line.size:
        return before > 0.7 * line.size and abs(before - behind) < line.size / 2 and before > 2.2 * line.size
    return not line.hangs or abs(before - behind) < line.size


def unwrapped(lines: Sequence[str]) -> list[range]:
    """Which lines of a text make a paragraph each: one line, or several of a text broken at a fixed width.

    A text counts as broken if its longest lines are equally long (up to what a word or a clinging mark needs),
    most of them end in the middle of a sentence, and what follows them has neither indent nor number. Any
    other text stays as it is, one paragraph a line.

    Args:
        lines: as they stand in the file, with the white space before them.

    Returns:
        the paragraphs as ranges of indices into ``lines``, blank lines left out.
    """
    single = [range(i, i + 1) for i, line in enumerate(lines) if line.strip()]
    margin = min((_indent(lines[at[0]]) for at in single), default=0)
    wide = [width(line.expandtabs().rstrip()) - margin for line in lines]
    most = max(wide, default=0)
    if not _broken(lines, wide, most, margin):
        return single
    found: list[range] = []
    indents = sum(_indent(lines[at[0]]) > margin + 1 for at in single) * 12 > len(single)
    for at in single:
        i = at[0]
        runs_on = (
            found
            and found[-1].stop == i
            and _full(wide[i - 1], lines[i], most)
            and _indent(lines[i]) <= margin + 1
            and not page_numbers.dressed(lines[i])
            and (indents or not (_CLOSED.search(lines[i - 1]) and mark(lines[i].strip())))
        )
        if runs_on:
            found[-1] = range(found[-1].start, i + 1)
        else:
            found.append(at)
    return found


_NARROWEST, _WIDEST = 30, 130
"""The widths at which programs break lines, in cells of a terminal."""


_ENOUGH = 3
"""As many lines must break off in the middle of a sentence; fewer may be chance."""


def _broken(lines: Sequence[str], wide: Sequence[int], most: int, margin: int) -> bool:
    if not _NARROWEST <= most <= _WIDEST:
        return False
    followed = [
        i
        for i, line in enumerate(lines[:-1])
        if line.strip()
        and lines[i + 1].strip()
        and _indent(lines[i + 1]) <= margin + 1
        and _full(wide[i], lines[i + 1], most)
    ]
    open_ended = [i for i in followed if not _CLOSED.search(lines[i]) and mark(lines[i + 1].strip()) is None]
    written = sum(bool(line.strip()) for line in lines)
    return len(open_ended) >= _ENOUGH and len(open_ended) * 5 > len(followed) * 3 and len(followed) * 4 > written


def _full(taken: int, following: str, most: int) -> bool:
    """Whether a line had no room for what the next one begins with."""
    head = _HEAD.match(following.strip())
    return taken + width(head[0] if head else "") > most


def _indent(line: str) -> int:
    """The white space before a line, in cells."""
    shown = line.expandtabs()
    return width(shown) - width(shown.lstrip())
