"""Tables of tasks -> drafts of the plan's tasks: new ones, or the units of those that the text has already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from qplan.ledger import Doubt, Entry
from qplan.notation import numbering
from qplan.notation.notes import Note
from qplan.reading.assignments import Assigned, Piece, Reader
from qplan.reading.blocks import Block, Grid, folded
from qplan.reading.marks import Mark, mark
from qplan.reading.outline import Point
from qplan.reading.points import Draft
from qplan.reading.tables import duty_table
from qplan.reading.tables.duty_table import DutyTable, Measure, Row

_LABELLED = re.compile(r"(?:(?P<year>20\d\d)年|成果)[：:](?P<text>.+)")
"""Lines of 主要内容 that have keys of their own: 年度安排 and 成果, where the table has no columns for them."""
_HEAD = "表头，成表时重新生成"


def read(grid: Grid, reader: Reader) -> DutyTable | None:
    """The tasks of a table; None where it is none of tasks."""
    if duty_table.kind_of(grid) not in ("tasks", "matrix"):
        return None
    return duty_table.read(grid, year=reader.year, convention=reader.convention)


def grow(into: Sequence[Draft], reader: Reader) -> tuple[list[Entry], list[Doubt]]:
    """Let each section that holds a table of tasks, and no items, have the rows as its items."""
    entries: list[Entry] = []
    doubts: list[Doubt] = []
    for draft in [draft for top in into for draft in top.walk()]:
        for block in list(draft.grids):
            table = read(block.grid, reader) if block.grid else None
            if table is None or draft.below:
                continue
            draft.below = _drafts(table, reader)
            draft.grids.remove(block)
            entries += rest(table, "内容")
            doubts += table.doubts
    return entries, doubts


def chapters(block: Block, reader: Reader) -> tuple[list[Draft], list[Entry], list[Doubt]]:
    """A table that stands for the whole body, as on a worksheet: its outer sections are the chapters."""
    table = read(block.grid, reader) if block.grid else None
    if table is None or block.grid is None:
        return [], [], []
    tops = _drafts(table, reader)
    if not all(top.below for top in tops):
        tops = [chapter(block, table.title or block.grid.title or "重点任务", table, reader)]
    return tops, rest(table, "内容"), list(table.doubts)


def _drafts(table: DutyTable, reader: Reader) -> list[Draft]:
    """The rows of a table as items, under the sections that the table names around them."""
    headings = {folded(block.text): block for block in table.headings}
    return list(_grouped(table.rows, 0, headings, reader))


def rest(table: DutyTable, place: str) -> list[Entry]:
    """The ledger's entries for the cells of a table that are in no row: head, remarks, what was left out."""
    entries = [Entry(b.index, b.where, b.text, "dropped", "", _HEAD) for b in table.head]
    entries += [Entry(b.index, b.where, b.text, "dropped", "", reason) for b, reason in table.dropped]
    entries += [Entry(b.index, b.where, b.text, "mapped", place) for b in table.headings]
    return entries + [Entry(b.index, b.where, b.text, "kept", f"{place}/备注", "表下的说明") for b in table.legend]


def tells(drafts: Sequence[Draft], table: DutyTable) -> bool:
    """Whether the text tells any of the tasks of a table."""
    tasks = [draft for top in drafts for draft in top.walk() if not draft.below]
    return any(task is not None for _, task in _matched(table.rows, tasks))


def chapter(block: Block, title: str, table: DutyTable, reader: Reader) -> Draft:
    """The tasks of a table as a chapter without a number."""
    return Draft(Point(block, Mark("", 0, "", title)), title, Assigned(), _drafts(table, reader))


def fill(into: Sequence[Draft], table: DutyTable) -> list[Doubt]:
    """Bring the units of a table home to the tasks that the text describes without naming anybody.

    Where the text names units of its own the two are compared; the text wins.

    Returns:
        a doubt for each row that names other units than the text, or a task that the text has not.
    """
    inherited = dict(_inherited(into, _defaults(into)))
    tasks = [draft for top in into for draft in top.walk() if not draft.below]
    silent = not any(_notes(task) for task in tasks)
    doubts = []
    for row, task in _matched(table.rows, tasks):
        at = row.cells[0].index
        named = row.title or "".join(row.text)[:20]
        if task is None:
            doubts.append(Doubt(at, f"表中的“{named}”在正文里没有找到"))
        elif silent and row.note is not None:
            # The text names nobody, and is printed so; the units are in the plan's tables.
            task.assigned.own = Piece("", row.note, "")
        elif not silent and not _units(_notes(task)) <= _units(_row_notes(row)) <= inherited[id(task)]:
            doubts.append(Doubt(at, f"表中“{named}”的责任单位与正文不一致，以正文为准"))
    return doubts


def _grouped(rows: Sequence[Row], depth: int, headings: dict[str, Block], reader: Reader) -> Iterator[Draft]:
    for title, group in groupby(rows, lambda row: row.sections[depth] if len(row.sections) > depth else ""):
        below = list(group)
        if not title:
            yield from (_item(row, reader) for row in below)
            continue
        heading = headings.get(folded(title))
        number = mark(title) or Mark("", 0, "", title)
        point = Point(heading or below[0].cells[0], number)
        blocks = [heading] if heading else []
        yield Draft(point, number.rest, Assigned(), list(_grouped(below, depth + 1, headings, reader)), blocks)


def _item(row: Row, reader: Reader) -> Draft:
    words = row.title or (row.text[0] if row.text else "")
    number = row.number if not row.number.isdigit() else f"{row.number}."
    found = mark(f"{number}{words}") if number else None
    assigned = _text(row, reader)
    if row.note is not None:
        assigned.own = Piece("", row.note, row.printed)
    assigned.measures += [_measure(each) for each in row.measures]
    reader.seen += [piece for piece in (assigned.own, *assigned.measures) if piece and piece.note]
    point = Point(row.cells[0], found or Mark("", 0, "", words))
    labelled = [line for text in row.text if (line := _LABELLED.fullmatch(text))]
    yearly = {str(year): text for year, text in row.yearly.items()}
    yearly |= {line["year"]: line["text"] for line in labelled if line["year"]}
    results = filter(None, (row.result, *(line["text"] for line in labelled if not line["year"])))
    data: dict[str, Any] = {"result": "；".join(results), "yearly": yearly}
    data["remark"] = "；".join(filter(None, (row.remark, *(f"{head}：{text}" for head, text in row.others))))
    return Draft(
        point,
        row.title,
        assigned,
        blocks=list(row.cells),
        data={key: value for key, value in data.items() if value},
    )


def _text(row: Row, reader: Reader) -> Assigned:
    """The contents of a row; what has a note of its own there is a measure, for the row's units are the task's."""
    texts = [text for text in row.text if not _LABELLED.fullmatch(text)]
    read_text = reader.assign([(text, row.cells[0].index) for text in texts])
    if read_text.own is not None:
        text = "\n".join(read_text.text)
        return Assigned(measures=[replace(read_text.own, text=text)])
    return read_text


def _measure(measure: Measure) -> Piece:
    number = numbering.value(numbering.path_part(measure.number).strip("()")) if measure.number else None
    return Piece("\n".join(measure.text), measure.note, measure.printed, number or 0)


def _matched(rows: Sequence[Row], tasks: Sequence[Draft]) -> Iterator[tuple[Row, Draft | None]]:
    """Each row with the first task that is not taken yet and has its title, else holds its words."""
    free = list(tasks)
    for row in rows:
        title = _key(row.title or "".join(row.text))
        task = next((each for each in free if title and _key(each.title) == title), None)
        task = task or next((each for each in free if title and title in _key(_words(each))), None)
        if task is not None:
            free.remove(task)
        yield row, task


def _defaults(drafts: Sequence[Draft]) -> set[str]:
    """The units of the default clause (以下不再列出), which a table may name for every task."""
    assigned = [draft.assigned for top in drafts for draft in top.walk()]
    pieces = [piece for each in assigned for piece in (each.own, each.clause, *each.measures)]
    clauses = [piece.note.defaults for piece in pieces if piece and piece.note and piece.note.defaults]
    return {folded(name) for clause in clauses for name in clause.units}


def _inherited(drafts: Sequence[Draft], above: set[str]) -> Iterator[tuple[int, set[str]]]:
    """For each draft, by identity, the units that it names or has from the sections around it."""
    for draft in drafts:
        units = above | _units(_notes(draft))
        yield id(draft), units
        yield from _inherited(draft.below, units)


def _key(text: str) -> str:
    return "".join(char for char in folded(text) if char.isalnum())


def _words(task: Draft) -> str:
    return task.title + "".join(task.assigned.text) + "".join(piece.text for piece in task.assigned.measures)


def _notes(task: Draft) -> list[Note]:
    pieces = (task.assigned.own, *task.assigned.measures)
    return [piece.note for piece in pieces if piece is not None and piece.note is not None and piece.note.duty]


def _row_notes(row: Row) -> list[Note]:
    notes = (row.note, *(measure.note for measure in row.measures))
    return [note for note in notes if note is not None and note.duty]


def _units(notes: Sequence[Note]) -> set[str]:
    return {folded(name) for note in notes for name in note.duty.units}
