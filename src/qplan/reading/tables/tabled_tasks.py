"""Tables of tasks -> drafts of the plan's tasks: new ones, or the units of those that the text has already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from qplan.ledger import Doubt, Entry
from qplan.notation import numbering
from qplan.reading.assignments import Assigned, Piece, Reader
from qplan.reading.blocks import Block, Grid, folded
from qplan.reading.marks import Mark, mark
from qplan.reading.outline import Point
from qplan.reading.points import Draft
from qplan.reading.tables import agreement, duty_table
from qplan.reading.tables.duty_table import DutyTable, Measure, Row

_LABELLED = re.compile(r"(?:(?P<year>20\d\d)年|成果)[：:](?P<text>.+)")
"""Lines of 主要内容 that have keys of their own: 年度安排 and 成果, where the table has no columns for them."""
_HEAD = "表头，成表时重新生成"


def read(grid: Grid, reader: Reader) -> DutyTable | None:
    """The tasks of a table; None where it is none of tasks."""
    return duty_table.read(grid, year=reader.year, convention=reader.convention)


def grow(into: Sequence[Draft], reader: Reader) -> tuple[list[Entry], list[Doubt]]:
    """Let each section that holds a table of tasks, and no items, have the rows as its items.

    A table of the tasks that the text has described already is compared with them, and stays where it is.
    """
    entries: list[Entry] = []
    doubts: list[Doubt] = []
    for draft in [draft for top in into for draft in top.walk()]:
        for block in list(draft.grids):
            table = read(block.grid, reader) if block.grid else None
            if table is None:
                continue
            told = [task for task in _leaves(into) if task is not draft]
            known = sum(task is not None for _, task in agreement.matched(table.rows, told))
            if known * 2 > len(table.rows):
                doubts += fill(into, table)
            elif not draft.below:
                draft.below = _drafts(table, reader)
                draft.grids.remove(block)
                _remark(draft, table)
                entries += rest(table, "内容")
                doubts += table.doubts
    return entries, doubts


def _remark(draft: Draft, table: DutyTable) -> None:
    """What is said under a table is a remark of the section that its rows stand in."""
    words = [block.text.replace("\n", "").rstrip("。；") for block in table.legend]
    if words:
        draft.data["remark"] = "；".join(filter(None, [draft.data.get("remark", ""), *words]))


def chapters(block: Block, reader: Reader) -> tuple[list[Draft], list[Entry], list[Doubt]]:
    """A table that stands for the whole body, as on a worksheet: its outer sections are the chapters."""
    table = read(block.grid, reader) if block.grid else None
    if table is None or block.grid is None:
        return [], [], []
    tops = _drafts(table, reader)
    if not all(top.below for top in tops):
        return [chapter(block, table.title or block.grid.title or "重点任务", table, reader)], *_account(table)
    _remark(tops[0], table)
    return tops, *_account(table)


def _account(table: DutyTable) -> tuple[list[Entry], list[Doubt]]:
    return rest(table, "内容"), list(table.doubts)


def _drafts(table: DutyTable, reader: Reader) -> list[Draft]:
    """The rows of a table as items, under the sections that the table names around them."""
    return list(_grouped(table.rows, 0, _headings(table), reader))


def _headings(table: DutyTable) -> dict[str, Block]:
    """The rows that are titles of sections with tasks, by their words."""
    used = {folded(title) for row in table.rows for title in row.sections}
    return {words: block for block in table.headings if (words := folded(block.text)) in used}


def rest(table: DutyTable, place: str) -> list[Entry]:
    """The ledger's entries for the cells of a table that are in no row: head, remarks, what was left out.

    A title that is a section's is that section's.
    """
    known = {block.index for block in _headings(table).values()}
    entries = [Entry(b.index, b.where, b.text, "dropped", "", _HEAD) for b in table.head]
    entries += [Entry(b.index, b.where, b.text, "dropped", "", reason) for b, reason in table.dropped]
    entries += [Entry(b.index, b.where, b.text, "mapped", place) for b in table.headings if b.index not in known]
    return entries + [Entry(b.index, b.where, b.text, "kept", f"{place}/备注", "表下的说明") for b in table.legend]


def tells(drafts: Sequence[Draft], table: DutyTable) -> bool:
    """Whether the text tells any of the tasks of a table, be it as a section, whose measures look like items."""
    titles = {folded(draft.title) for top in drafts for draft in top.walk() if draft.title}
    if any(folded(row.title) in titles for row in table.rows if row.title):
        return True
    return any(task is not None for _, task in agreement.matched(table.rows, _leaves(drafts)))


def chapter(block: Block, title: str, table: DutyTable, reader: Reader) -> Draft:
    """The tasks of a table as a chapter without a number."""
    made = Draft(Point(block, Mark("", 0, "", title)), title, Assigned(), _drafts(table, reader))
    _remark(made, table)
    return made


def fill(into: Sequence[Draft], table: DutyTable) -> list[Doubt]:
    """Bring home from a table what the text does not say of its tasks: units, deadlines, 成果, 年度安排.

    Where the text names units of its own the two are compared; the text wins.

    Returns:
        a doubt for each row that says otherwise than the text, or has a task that the text has not, and one
        for all rows that are worded otherwise.
    """
    inherited = dict(_inherited(into, _defaults(into)))
    tasks = _leaves(into)
    silent = not any(agreement.pairs(agreement.notes(task)) for task in tasks)
    doubts: list[Doubt] = []
    reworded: list[tuple[int, str]] = []
    for row, task in agreement.matched(table.rows, tasks):
        at = row.cells[0].index
        named = row.title or "".join(row.text)[:20]
        if task is None:
            doubts.append(Doubt(at, f"表中的“{named}”在正文里没有找到"))
            continue
        known = agreement.pairs(agreement.row_notes(row)) <= inherited[id(task)]
        if silent and row.note is not None and not (known and row.note.due is None):
            # The text names nobody, and is printed so; the units are in the plan's tables.
            task.assigned.own = Piece("", row.note, "")
        elif not silent and not _agrees(row, task, inherited[id(task)]):
            doubts.append(Doubt(at, f"表中“{named}”的责任单位与正文不一致，以正文为准"))
        elif not silent and (other := agreement.leads(row, inherited[id(task)])):
            message = f"表中“{named}”的牵头单位与正文不一致（{'、'.join(other)}），以正文为准"
            doubts.append(Doubt(at, message))
        odd = list(agreement.adopt(row, task))
        if odd:
            doubts.append(Doubt(at, f"表中“{named}”的{'、'.join(odd)}没有写入任务，表按原样保留"))
        if agreement.paraphrased(row, task):
            reworded.append((at, named))
    if reworded:
        first = f"“{reworded[0][1]}”" + (f"等 {len(reworded)} 项" if len(reworded) > 1 else "")
        doubts.append(Doubt(reworded[0][0], f"表中{first}的内容与正文文字不同，表按原样保留"))
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
    data["remark"] = row.remarks
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


def _leaves(drafts: Sequence[Draft]) -> list[Draft]:
    return [draft for top in drafts for draft in top.walk() if not draft.below]


def _defaults(drafts: Sequence[Draft]) -> set[tuple[str, str]]:
    """The (role, unit) pairs of the default clause (以下不再列出), which a table may name for every task."""
    assigned = [draft.assigned for top in drafts for draft in top.walk()]
    pieces = [piece for each in assigned for piece in (each.own, each.clause, *each.measures)]
    clauses = [piece.note.defaults for piece in pieces if piece and piece.note and piece.note.defaults]
    return {(role, folded(name)) for clause in clauses for role, name in clause.pairs()}


def _inherited(drafts: Sequence[Draft], above: set[tuple[str, str]]) -> Iterator[tuple[int, set[tuple[str, str]]]]:
    """For each draft, by identity, the (role, unit) pairs that it names or has from the sections around it."""
    for draft in drafts:
        told = above | agreement.pairs(agreement.notes(draft))
        yield id(draft), told
        yield from _inherited(draft.below, told)


def _agrees(row: Row, task: Draft, told: set[tuple[str, str]]) -> bool:
    """Whether a row names all units of a task, and none that the task has not from anywhere."""
    own = {name for _, name in agreement.pairs(agreement.notes(task))}
    named = {name for _, name in agreement.pairs(agreement.row_notes(row))}
    return own <= named <= {name for _, name in told}
