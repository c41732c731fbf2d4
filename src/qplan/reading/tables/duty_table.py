"""A table of any source -> 任务分工表: its tasks with section, title, text, units by role, deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qplan.notation import note_words
from qplan.notation.notes import Convention, is_unit
from qplan.reading.blocks import Block, Grid, folded
from qplan.reading.tables import duty_lines, duty_matrix
from qplan.reading.tables.duty_grid import Layout, distinct, divide
from qplan.reading.tables.duty_lines import Line
from qplan.reading.tables.duty_rows import DutyTable, Kind, Measure, Row
from qplan.task_tables import PART_NAMES

__all__ = ["DutyTable", "Kind", "Measure", "Row", "kind_of", "read"]

_DERIVED = "由完成时限推算，不另存"
_PERSON = "个人的姓名、职务、电话，不写入方案"


def kind_of(grid: Grid) -> Kind:
    """Which of the tables of a plan a table is, by its column heads.

    A 任务分工表 has a column of tasks and one of units or deadlines; a 任务清单 a task once for each unit, with
    the unit and its part (职责); a 责任矩阵 marks under units; a 主要指标表 indicators with goals, a baseline or 属性.
    """
    if duty_matrix.divide(grid) is not None:
        return "matrix"
    layout = divide(grid)
    if layout is not None:
        holds = {head.holds for head in layout.heads}
        tasks = bool(holds & {"title", "text"})
        goals = bool(holds & {"goal", "baseline", "kind", "yearly"} or any(is_goal(head.text) for head in layout.heads))
        if "indicator" in holds and goals and "title" not in holds:
            return "targets"
        if tasks and {"unit", "part"} <= holds:
            return "unit_tasks"
        if tasks and "part" in holds and "units" not in holds and (_is_list(layout) or "任务清单" in grid.title):
            return "unit_tasks"
        if tasks and (
            "units" in holds or any(names_units(layout, i) for i in layout.columns("unit")) or {"title", "due"} <= holds
        ):
            return "tasks"
        if (
            goals
            and holds & {"unit", "units"}
            and holds & {"title", "section", "result"}
            and not holds & {"text", "due"}
        ):
            return "targets"
    return "other"


def _is_list(layout: Layout) -> bool:
    """Whether a table is called a 任务清单, or says of each task what part one unit has in it."""
    parts = {cell.text for line, _ in layout.lines for at in layout.columns("part") if (cell := line[at]) is not None}
    return "任务清单" in layout.title or (bool(parts) and parts <= set(PART_NAMES.values()))


def is_goal(text: str) -> bool:
    """Whether a column head means goals, without a year."""
    return re.fullmatch(r"目标值?|指标值|规划值|计划值|年度目标", text) is not None


def names_units(layout: Layout, place: int) -> bool:
    """Whether a column 单位 names departments rather than units of measure."""
    cells = [line[place] for line, _ in layout.lines]
    named = [cell for cell in cells if cell is not None]
    return bool(named) and sum(map(_names_units, named)) * 2 > len(named)


def _names_units(cell: Block) -> bool:
    return any(is_unit(name) for name in re.split(r"[、，,；;\s]+", cell.text))


def read(grid: Grid, *, year: int | None = None, convention: Convention | None = None) -> DutyTable | None:
    """The tasks of a table; None where its column heads are not those of a table of tasks.

    Args:
        grid: the table; a 责任矩阵 is read too, its units by their marks.
        year: the plan's, for deadlines that name none.
        convention: one declared in the text (逗号前为牵头单位); one in a remark beside the table or in a column
            head comes first.
    """
    kind = kind_of(grid)
    if kind == "matrix":
        return duty_matrix.read(grid)
    layout = divide(grid) if kind == "tasks" else None
    if layout is None:
        return None
    columns = duty_lines.columns(layout)
    convention = next(filter(None, map(_declared, layout.legend)), convention)
    reading = duty_lines.Reading(columns, year, convention)
    rows = [row for group in _groups(layout, columns) for row in duty_lines.rows(group, reading)]
    if not rows:
        return None
    return DutyTable(
        "tasks",
        tuple(rows),
        title=layout.title,
        columns=tuple(head.text for head in layout.heads),
        unread=tuple(layout.heads[place].text for place in columns.others),
        head=tuple(layout.head),
        headings=tuple(layout.headings),
        legend=tuple(layout.legend),
        dropped=tuple(_dropped(layout, columns)),
        doubts=tuple(reading.doubts),
    )


def _declared(remark: Block) -> Convention | None:
    """A convention that a remark beside the table declares: 注：排在第一位的为牵头单位."""
    found = note_words.convention(folded(remark.text))
    return found[0] if found else None


def _dropped(layout: Layout, columns: duty_lines.Columns) -> Iterator[tuple[Block, str]]:
    for places, reason in ((columns.derived, _DERIVED), (columns.persons, _PERSON)):
        for line, _ in layout.lines:
            # A cell merged over other columns too is one of theirs.
            held = [cell for i, cell in enumerate(line) if i not in (*columns.derived, *columns.persons)]
            yield from ((cell, reason) for cell in distinct([line[i] for i in places]) if cell not in held)


def _groups(layout: Layout, columns: duty_lines.Columns) -> list[list[Line]]:
    """The lines of each task: those that share a title cell, and those that go on without a title of their own."""
    groups: list[list[Line]] = []
    for cells, titles in layout.lines:
        line = Line(cells, titles)
        if groups and groups[-1][-1].titles == titles and _goes_on(groups[-1], line, columns):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: Sequence[Line], line: Line, columns: duty_lines.Columns) -> bool:
    """Whether a line belongs to the task above: its title is that one's, or it has neither title nor number."""
    before, places = group[-1], columns.number
    known = [line.cells[place] is not None and line.cells[place] is before.cells[place] for place in places]
    fresh = any(line.cells[place] is not None and not same for place, same in zip(places, known, strict=True))
    begun = any(group[0].cells[place] is not None for place in places)
    title = columns.title
    if title is None:
        return begun and not fresh
    above, here = before.cells[title], line.cells[title]
    if here is not None and here is above:
        return True
    if here is None:
        return not fresh and (begun or group[0].cells[title] is not None)
    return above is not None and folded(above.text) == folded(here.text) and begun and not fresh
