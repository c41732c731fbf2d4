"""A 责任矩阵 -> tasks with their units, the role of each by its mark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qplan.notation import deadlines, notes
from qplan.notation.notes import Note, is_unit
from qplan.plan import ROLES, Due, Duty, NoteStyle, RoleName
from qplan.reading.blocks import Block, Grid, folded
from qplan.reading.tables import duty_heads, duty_units
from qplan.reading.tables.duty_grid import Line, distinct
from qplan.reading.tables.duty_heads import Head
from qplan.reading.tables.duty_rows import DutyTable, Row

_DEEP = 6
_UNITS = 2
_SUM = re.compile(r"合\s*计|小\s*计|总\s*计|项数|任务数")
_TOTALS = "合计数，由程序重新计算"
_WORDS: dict[str, RoleName] = {
    "牵头": "lead", "主办": "lead", "责任": "responsible", "负责": "responsible", "落实": "responsible",
    "配合": "support", "协办": "support", "协助": "support", "参与": "support",
}  # fmt: skip
_LEGEND = re.compile(rf"([^\w\s，,。；;：:、（）()“”\"])[”\"]?\s*(?:为|表示|代表|是|[:：])?\s*({'|'.join(_WORDS)})")


@dataclass(frozen=True)
class Matrix:
    """A matrix divided: the place of its head row, the units by column, what the other columns hold."""

    head: int
    units: Mapping[int, str]
    heads: Mapping[int, Head]

    def last(self, holds: str) -> int | None:
        """The last of the columns that hold a thing; None where none does."""
        return next((place for place, head in reversed(list(self.heads.items())) if head.holds == holds), None)


def divide(grid: Grid) -> Matrix | None:
    """Find the head row of a matrix; None where the table is none.

    It has at least two columns headed by units, and under them nothing but marks.
    """
    for place, line in enumerate(grid.rows[:_DEEP]):
        named = {i: re.sub(r"\s", "", cell.text) for i, cell in enumerate(line) if cell and _names_unit(cell.text)}
        if len(named) < _UNITS:
            continue
        above = grid.rows[place - 1] if place else line
        tops = {i: line[i] or above[i] for i in range(len(line)) if i not in named}
        heads = {i: duty_heads.read(cell.text) for i, cell in tops.items() if cell is not None}
        if not any(head.holds in ("title", "text") for head in heads.values()):
            continue
        marks = _legend(grid, place)
        under = [c for row in grid.rows[place + 1 :] if not _is_apart(row) for i in named if (c := row[i]) is not None]
        known = sum(_role(cell.text, marks) is not None for cell in under)
        if under and known * 10 >= len(under) * 8:
            return Matrix(place, named, heads)
    return None


def _names_unit(text: str) -> bool:
    name = re.sub(r"\s", "", text)
    return is_unit(name) and duty_heads.read(name).holds == "other"


def _is_apart(line: Line) -> bool:
    """Whether a row is none of a task: sums, or one cell with a remark."""
    return _is_sum(line) or len(distinct(line)) == 1


def _is_sum(line: Line) -> bool:
    return any(cell is not None and _SUM.search(cell.text) for cell in line[:3])


def _legend(grid: Grid, head: int) -> dict[str, RoleName]:
    """The marks as a legend above the head or below the rows explains them."""
    lines = [*grid.rows[:head], *(line for line in grid.rows[head + 1 :] if len(distinct(line)) == 1)]
    text = " ".join(cell.text for line in lines for cell in distinct(line))
    return {folded(mark): _WORDS[word] for mark, word in _LEGEND.findall(text)}


def _role(text: str, marks: Mapping[str, RoleName]) -> RoleName | None:
    mark = folded(text)
    return marks.get(mark) or duty_units.is_mark(mark)


def read(grid: Grid) -> DutyTable | None:
    """The tasks of a matrix; None where the table is none."""
    cut = divide(grid)
    if cut is None:
        return None
    marks = _legend(grid, cut.head)
    rows, dropped = [], []
    above = [cell for line in grid.rows[: cut.head] for cell in distinct(line)]
    title = next((cell.text for cell in above if "矩阵" in cell.text), "")
    legend = [cell for cell in above if cell.text != title]
    for line in grid.rows[cut.head + 1 :]:
        cells = distinct(line)
        if _is_sum(line):
            dropped += [(cell, _TOTALS) for cell in cells]
        elif len(cells) == 1:
            legend += cells
        elif cells:
            rows.append(_row(line, cut, marks))
    head = [*(cell for cell in above if cell.text == title), *distinct(grid.rows[cut.head])]
    columns = tuple(re.sub(r"\s", "", cell.text) if cell else "" for cell in grid.rows[cut.head])
    return DutyTable("matrix", tuple(rows), title, columns, (), tuple(head), (), tuple(legend), tuple(dropped))


def _row(line: Line, cut: Matrix, marks: Mapping[str, RoleName]) -> Row:
    roles: dict[RoleName, list[str]] = {role: [] for role in ROLES}
    others = []
    for place, unit in cut.units.items():
        cell = line[place]
        role = _role(cell.text, marks) if cell is not None else None
        if role is not None:
            roles[role].append(unit)
        elif cell is not None:
            others.append((unit, cell.text))
    duty = Duty(tuple(roles["lead"]), tuple(roles["support"]), tuple(roles["responsible"]))
    number, section, due = (cut.last(holds) for holds in ("number", "section", "due"))
    title, text = cut.last("title"), cut.last("text")
    if title is None:
        title, text = text, None
    used = {*cut.units, number, section, due, title, text}
    others += [
        (cut.heads[place].text if place in cut.heads else "", cell.text)
        for place, cell in enumerate(line)
        if cell is not None and place not in used
    ]
    when = _text(line, due)
    by = deadlines.read(when) or Due(when) if when else None
    return Row(
        number=_text(line, number),
        sections=tuple(filter(None, [_text(line, section)])),
        title=_text(line, title).rstrip("。"),
        text=tuple(filter(None, [_text(line, text)])),
        note=Note(duty, by) if duty or by else None,
        printed=notes.write(duty, NoteStyle(), by),
        others=tuple(others),
        cells=tuple(distinct(line)),
    )


def _text(line: Line, place: int | None) -> str:
    cell: Block | None = None if place is None else line[place]
    return "" if cell is None else re.sub(r"\s*\n\s*", "", cell.text)
