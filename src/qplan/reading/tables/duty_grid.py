"""A table of tasks or of targets -> its heads by column, section rows, remarks, and the rows between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from qplan.reading import marks
from qplan.reading.blocks import Block, Grid, folded
from qplan.reading.tables import duty_heads
from qplan.reading.tables.duty_heads import Head

_DEEP = 8
"""Rows from the top among which the head is looked for."""
_REMARK = re.compile(r"注|备注|说明|附注|填表|填报|[★●○◎▲√*※]|\[\]|单位[:：]")
_CONTINUED = re.compile(r"\(?续(?:上?表)?[一二三\d]*\)?")
_LONGEST = 70
"""Characters of the longest title of a section; what is longer explains the table."""
_HAN = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
_NONE = re.compile(r"[—\-－–/／\\、_]*|无|暂无")
_AS_ABOVE = re.compile(r"同上|同前|[〃〞]|′+|\"")

Line = tuple[Block | None, ...]


@dataclass
class Layout:
    """A table divided. ``heads`` are by column; ``lines`` the rows of the body, each with the titles around it.

    The cells of everything else are in ``head``, ``headings`` and ``legend``; ``title`` is the text of a title row.
    """

    heads: list[Head]
    title: str = ""
    lines: list[tuple[Line, tuple[str, ...]]] = field(default_factory=list)
    head: list[Block] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)
    legend: list[Block] = field(default_factory=list)

    def columns(self, *holds: str) -> list[int]:
        """The columns that hold any of some things, from left to right."""
        return [place for place, head in enumerate(self.heads) if head.holds in holds]


def distinct(line: Sequence[Block | None]) -> list[Block]:
    """The cells of a row, each once."""
    return list({cell.index: cell for cell in line if cell is not None}.values())


def said(cell: Block | None) -> str:
    """The text of a cell; "" for none and for what means none (—, /, 无)."""
    return "" if cell is None or _NONE.fullmatch(folded(cell.text)) else cell.text


def as_above(cell: Block | None) -> bool:
    """Whether a cell says that it holds what the one above holds."""
    return cell is not None and _AS_ABOVE.fullmatch(folded(cell.text)) is not None


def divide(grid: Grid) -> Layout | None:
    """Divide a table; None where no row near its top is a row of known heads."""
    top = next((row for row, line in enumerate(grid.rows[:_DEEP]) if _is_head(line)), None)
    if top is None:
        return None
    first, *others = grid.rows[top:]
    second = others[0] if others and _is_under(first, others[0]) else None
    layout = Layout([_head(first, second, place) for place in range(len(first))])
    layout.head += distinct((*first, *(second or ())))
    for line in grid.rows[:top]:
        cells = distinct(line)
        if len(cells) == 1 and not layout.title and not _REMARK.match(folded(cells[0].text)):
            layout.title = cells[0].text
            layout.head += cells
        else:
            layout.legend += cells
    _body(layout, grid.rows[top + 1 + (second is not None) :], [first, *([second] if second else [])])
    return layout


def _is_head(line: Line) -> bool:
    cells = distinct(line)
    return len(cells) > 1 and duty_heads.is_head([cell.text for cell in cells])


def _is_under(first: Line, second: Line) -> bool:
    """Whether a row is the second row of a head: each cell is the one above, or a head of its own."""
    fresh = [(above, cell) for above, cell in zip(first, second, strict=True) if cell is not None and cell is not above]
    if not fresh or any(above is None and not _merged_left(first, cell, second) for above, cell in fresh):
        return False
    known = [duty_heads.read(cell.text, above.text if above else "") for above, cell in fresh]
    holds = {head.holds for head in known}
    own = [duty_heads.read(cell.text).holds for _, cell in fresh]
    return "other" not in holds and not {"number", "other"} & set(own) and len(fresh) <= len(distinct(first)) * 3


def _merged_left(first: Line, cell: Block, second: Line) -> bool:
    """Whether an empty place of a head is the rest of a merged cell that the format did not repeat."""
    place = next(i for i, each in enumerate(second) if each is cell)
    return any(each is not None for each in first[:place])


def _head(first: Line, second: Line | None, place: int) -> Head:
    above = first[place]
    under = second[place] if second else None
    if above is None and under is not None:
        above = next((cell for cell in reversed(first[:place]) if cell is not None), None)
    if under is not None and above is not None and under is not above:
        return duty_heads.read(under.text, above.text)
    only = above or under
    if only is None and place:
        # A head over two columns whose merging the format does not tell: 指标 over 产品 and 合格率.
        left = _head(first, second, place - 1)
        return left if left.holds in ("title", "text", "indicator") else Head("other", "")
    return duty_heads.read(only.text) if only else Head("other", "")


def _body(layout: Layout, lines: Sequence[Line], heads: Sequence[Line]) -> None:
    titles: list[tuple[float, str]] = []
    shapes = [_shape(line) for line in heads]
    last = max((i for i, line in enumerate(lines) if len(distinct(line)) > 1), default=-1)
    counted = _counts(layout, lines)
    remarked = False
    for place, line in enumerate(lines):
        cells = distinct(line)
        heading = _heading(layout, line, counted=counted)
        if not cells:
            continue
        if _is_repeated(layout, line, shapes):
            layout.head += cells
        elif len(cells) == 1 and (
            remarked or _REMARK.match(folded(cells[0].text)) or (heading and (place > last or len(heading) > _LONGEST))
        ):
            layout.legend += cells
            # 注：1.… and below it 2.…: nothing but remarks follows the first one behind the last row.
            remarked = place > last
        elif heading:
            titles = _nested(titles, heading)
            layout.headings += cells
        else:
            layout.lines.append((line, tuple(title for _, title in titles)))


def _is_repeated(layout: Layout, line: Line, shapes: Sequence[tuple[str, ...]]) -> bool:
    """Whether a row prints the head or the title again, or 续表, as on a new page."""
    cells = distinct(line)
    if len(cells) > 1:
        return _shape(line) in shapes or (_is_head(line) and set(_shape(line)) <= {*shapes[0], ""})
    words = folded(cells[0].text)
    return _CONTINUED.fullmatch(words) is not None or (bool(layout.title) and words == folded(layout.title))


def _shape(line: Line) -> tuple[str, ...]:
    return tuple(folded(cell.text) if cell else "" for cell in line)


def _counts(layout: Layout, lines: Sequence[Line]) -> bool:
    """Whether the tasks are counted in figures, so that 一 in their column is a section's."""
    column = next(iter(layout.columns("number")), None)
    if column is None:
        return False
    return any(
        cell is not None and folded(cell.text).rstrip(".、").isdecimal() for line in lines for cell in [line[column]]
    )


def _heading(layout: Layout, line: Line, *, counted: bool) -> str:
    """The title that a row across the table prints; "" where the row is none.

    One cell merged over all columns, or alone at the left with a number of an outer kind (一、 or （一）), or 一
    in a column of figures with a title beside it.
    """
    cells = distinct(line)
    if len(cells) == 1:
        wide = sum(cell is not None for cell in line)
        text = re.sub(r"\s*\n\s*", "", cells[0].text)
        mark = marks.mark(text)
        outer = mark is not None and mark.rank <= marks.KINDS.index("（一）")
        most = (
            len(line) > 1
            and wide * 2 > len(line)
            and not any(
                cell is not None and layout.heads[i].holds in ("units", "due")
                for i, cell in enumerate(line)
                if wide == 1
            )
        )
        return text if most or (outer and line.index(cells[0]) <= 1) else ""
    numbers = layout.columns("number")
    if len(cells) == 2 and numbers and counted:  # noqa: PLR2004 - the number and the title beside it
        number, beside = line[numbers[0]], next(cell for cell in cells if cell is not line[numbers[0]])
        places = [i for i, cell in enumerate(line) if cell is beside]
        known = {layout.heads[i].holds for i in places}
        if (
            number is not None
            and _HAN.fullmatch(folded(number.text))
            and known & {"title", "section", "text", "indicator"}
        ):
            sign = number.text.strip()
            return sign + ("" if sign[-1] in "、.．)）" else "、") + re.sub(r"\s*\n\s*", "", beside.text)
    return ""


def _nested(titles: list[tuple[float, str]], text: str) -> list[tuple[float, str]]:
    """The titles in force behind a new one: it ends those of its own kind of number and of inner kinds."""
    mark = marks.mark(text)
    rank = mark.rank if mark else len(marks.KINDS)
    return [*(each for each in titles if each[0] < rank), (rank, text)]
