"""Paragraphs -> front, a tree of numbered points, and back: where a plan's body begins and ends, what is below what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qplan.ledger import Doubt
from qplan.reading import headings, headline, lines, ungluing
from qplan.reading.blocks import Block, folded
from qplan.reading.marks import CLOSING, Mark

_FEW = 12
"""A covering notice has fewer numbered points than this, and a title stands this near its first heading."""
_PROVISION = re.compile(
    r"(?:本|此|以上|上述)[^。，,；;]{0,16}(?:自[^。；;]{1,24}(?:施行|实施|执行|生效)|有效期|由[^。；;]{2,40}解释|试行期|执行期)"
)
_REMARK = re.compile(r"(?:备?注|说明)\s*[:：](?=.{0,40}(?:牵头|责任)(?:责任)?(?:单位|部门))")
_OWN_NOTE = re.compile(r"[（(〔【\[［]?(?:[^，。；、：:]{0,4})(?:牵头|责任|配合|落实)(?:单位|部门|[处科股]室)\s*[:：]")
_SEAL = re.compile(r"[\u4e00-\u9fff]{1,12}(?:[省市州盟县区旗镇乡]|街道).{0,16}(?:政府|委员会|办公室|局|领导小组)")
_TABLE = re.compile(r"[^。；：:]{2,40}(?:表|清单|台账|一览)(?:[（(][^（）()]{1,20}[）)])?")
_TAIL: frozenset[lines.Look] = frozenset(
    ("crumb", "grid", "contact", "copies", "printed", "disclosure", "date", "number")
)


@dataclass
class Point:
    """A point as printed: its first paragraph, what stands under it (专栏 in ``boxes``), the points below it."""

    block: Block
    mark: Mark
    paragraphs: list[Block] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    grids: list[Block] = field(default_factory=list)
    boxes: list[tuple[Block, list[Block]]] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """A source divided: every block is in exactly one of front, loose, points (with all below), back and rest.

    ``loose`` are tables before the first point; ``back`` is what stands behind the body, tables included;
    ``rest`` a second document in the same file.
    """

    front: tuple[Block, ...]
    points: tuple[Point, ...]
    back: tuple[Block, ...]
    rest: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
    loose: tuple[Block, ...] = ()


def read(source: Sequence[Block]) -> Outline:
    """Divide a source and order its numbered points by the look of their numbers.

    Paragraphs in which several points ran together are cut; the pieces share the paragraph's index.
    """
    blocks, doubts = ungluing.cut([block for block in source if block.grid is None])
    grids = [block for block in source if block.grid is not None]
    marks = headings.marks(blocks)
    start = _start(blocks, marks)
    stop = next((i for i in range(start + 1, len(blocks)) if _second(blocks, marks, start, i)), len(blocks))
    if stop < len(blocks):
        stop = headline.first_line(blocks, stop, after=start)
        stop -= headings.is_annex(blocks[stop - 1].text)
    annex = next((i for i in range(start + 1, stop) if headings.is_annex(blocks[i].text)), stop)
    end = _tail(blocks, marks, start, annex)
    end -= _table_title(blocks, marks, start, end, grids)
    body, back = list(blocks[start:end]), list(blocks[end:stop])
    if stop < len(blocks):
        name = next(block.text for block in blocks[stop:] if not headings.is_annex(block.text))
        doubts.append(Doubt(blocks[stop].index, f"从这里起是第二份文件“{name[:30]}”，另成一份方案"))
    points = _tree(body, marks[start:end])
    loose = _place(grids, points, body, back, list(blocks[stop:]))
    return Outline(
        tuple(blocks[:start]),
        tuple(points),
        tuple(_with(back, loose.back)),
        tuple(_with(blocks[stop:], loose.rest)),
        tuple(doubts),
        tuple(loose.front),
    )


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
    return following is not None and following.ordinal <= 1 and following.rank <= _rank_of_top(marks)


def _rank_of_top(marks: Sequence[Mark | None]) -> float:
    return min((m.rank for m in marks if m), default=0)


def _second(blocks: Sequence[Block], marks: Sequence[Mark | None], start: int, index: int) -> bool:
    """Whether a second document of the same file begins here.

    Behind an annex head it does where the plan itself is an annex of its notice, or the notice issues both;
    else it is an annex of the plan, whatever its title says.
    """
    if sum(m is not None for m in marks[start:index]) <= 1 or not _opens(blocks, marks, index):
        return False
    if any(headings.is_annex(block.text) for block in blocks[start : index + 1]):
        front = blocks[:start]
        annexed = any(_heads_plan(front, place) for place in range(start))
        name = folded(headline.read(blocks[index : index + 1]).text)
        return annexed or any(name in folded(block.text) for block in blocks[:start])
    return True


def _heads_plan(front: Sequence[Block], index: int) -> bool:
    """Whether a line says that the plan is an annex of its notice: 附件 alone, or 附件1 with the plan's title."""
    text = front[index].text
    if headline.unannexed(text) != text:
        return not headline.listed(front, index)
    return headings.is_annex(text) and ":" not in folded(text)


def _tail(blocks: Sequence[Block], marks: Sequence[Mark | None], start: int, end: int) -> int:
    """Where the lines behind the body begin: seals, dates, copies, web residue."""
    while end > start + 1 and marks[end - 1] is None:
        text = blocks[end - 1].text
        look = lines.look(text)
        below = lines.look(blocks[end].text) if end < len(blocks) else None
        signs = look == "body" and (below in ("date", "body") or (below is None and _SEAL.fullmatch(text) is not None))
        if look not in _TAIL and not signs:
            break
        end -= 1
    return end


def _table_title(
    blocks: Sequence[Block], marks: Sequence[Mark | None], start: int, end: int, grids: Sequence[Block]
) -> int:
    """1 where the body's last line is the title of a table behind it, else 0."""
    if end <= start + 1 or marks[end - 1] is not None or not _TABLE.fullmatch(blocks[end - 1].text):
        return 0
    last = blocks[end - 1].index
    below = blocks[end].index if end < len(blocks) else None
    return int(any(last < grid.index and (below is None or grid.index < below) for grid in grids))


@dataclass
class _Placed:
    """Tables by the stretch of the source that they stand in; those of the body are in its points."""

    front: list[Block] = field(default_factory=list)
    back: list[Block] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)


def _place(
    grids: Sequence[Block], points: Sequence[Point], body: Sequence[Block], back: Sequence[Block], rest: Sequence[Block]
) -> _Placed:
    """Put each table to the stretch or the point that it follows."""
    placed = _Placed()
    walked = [point for top in points for point in _walk(top)]
    for grid in grids:
        if rest and grid.index > rest[0].index:
            placed.rest.append(grid)
        elif back and grid.index > back[0].index:
            placed.back.append(grid)
        elif not body or grid.index < body[0].index:
            placed.front.append(grid)
        else:
            [point for point in walked if point.block.index < grid.index][-1].grids.append(grid)
    return placed


def _with(blocks: Sequence[Block], grids: Sequence[Block]) -> list[Block]:
    """Paragraphs and tables in the order of the source."""
    return sorted([*blocks, *grids], key=lambda block: block.index)


def _walk(point: Point) -> Iterator[Point]:
    yield point
    for below in point.points:
        yield from _walk(below)


def _tree(blocks: Sequence[Block], marks: Sequence[Mark | None]) -> list[Point]:
    """Points below points: a number of an inner look stands below the last one of an outer look.

    A lost heading stays lost: what followed it stays below the last printed heading.
    """
    roots: list[Point] = []
    path: list[Point] = []
    box = 0
    closing = _closing(blocks, marks)
    for index, (block, found) in enumerate(zip(blocks, marks, strict=True)):
        if index == closing:
            found = Mark("", 0, "", block.text, CLOSING)  # noqa: PLW2901 - words without a heading get one
        if index < box:
            if not block.boxed and _OWN_NOTE.match(block.text):
                path[-1].paragraphs.append(block)
            else:
                path[-1].boxes[-1][1].append(block)
            continue
        if found is None and path and (block.boxed or lines.is_box(block.text)):
            path[-1].boxes.append((block, []))
            box = _box_end(blocks, marks, index, path[-1], closing)
            continue
        if found is None:
            path[-1].paragraphs.append(block)
            continue
        while path and path[-1].mark.rank >= found.rank:
            path.pop()
        point = Point(block, found)
        (path[-1].points if path else roots).append(point)
        path.append(point)
    return roots


def _box_end(blocks: Sequence[Block], marks: Sequence[Mark | None], at: int, around: Point, closing: int) -> int:
    """Where the text of a box ends: with its frame, else at the next heading, box or point.

    Points of its own count from 1.
    """
    own: Mark | None = None
    framed = blocks[at].boxed
    for index in range(at + 1, len(blocks)):
        found = marks[index]
        if blocks[index].boxed != framed:
            return index
        if index == closing or lines.is_box(blocks[index].text):
            return index
        if found is None:
            continue
        begins = own is None and found.ordinal == 1 and found.rank >= around.mark.rank and around.mark.kind != ""
        goes_on = own is not None and found.kind == own.kind and found.ordinal == own.ordinal + 1
        if goes_on and found.kind == around.mark.kind and found.ordinal == around.mark.ordinal + 1:
            goes_on = False
        if not (begins or goes_on):
            return index
        own = found
    return len(blocks)


def _closing(blocks: Sequence[Block], marks: Sequence[Mark | None]) -> int:
    """Where the words begin that end the whole plan (本方案自印发之日起施行); -1 where there are none."""
    at = len(blocks)
    while (
        at > 1
        and marks[at - 1] is None
        and (_PROVISION.match(blocks[at - 1].text) or _REMARK.match(blocks[at - 1].text))
    ):
        at -= 1
    if at == len(blocks):
        return -1
    above = marks[at - 1]
    # Below a heading that stands alone (附则) they are its text.
    return at if above is None or "。" in above.rest else -1
