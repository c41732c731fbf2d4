"""The lines that a task takes up in a table -> the task: what the line says by column, what all lines share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from qplan.ledger import Doubt
from qplan.notation import deadlines, numbering
from qplan.notation.notes import Convention, Note
from qplan.reading import marks, titling
from qplan.reading.blocks import Block
from qplan.reading.tables import duty_units
from qplan.reading.tables.duty_grid import Layout, as_above, distinct, said
from qplan.reading.tables.duty_heads import Head
from qplan.reading.tables.duty_rows import Measure, Row

_TITLE = 45
"""Characters of the longest cell that is a title where no head tells titles and texts apart."""


@dataclass(frozen=True)
class Line:
    """A row of the table, and the titles of the section rows around it."""

    cells: tuple[Block | None, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """Which column holds what; ``derived`` and ``persons`` are left out, ``others`` were not understood."""

    heads: tuple[Head, ...]
    number: tuple[int, ...]
    sections: tuple[int, ...]
    title: int | None
    text: tuple[int, ...]
    units: tuple[int, ...]
    due: tuple[int, ...]
    result: tuple[int, ...]
    yearly: tuple[int, ...]
    remark: tuple[int, ...]
    derived: tuple[int, ...]
    persons: tuple[int, ...]
    others: tuple[int, ...]


@dataclass
class Reading:
    """How the lines of one table are read; ``before`` is what stood in each column last, for 同上."""

    columns: Columns
    year: int | None
    convention: Convention | None
    doubts: list[Doubt] = field(default_factory=list)
    before: dict[int, str] = field(default_factory=dict)

    def text(self, cell: Block | None, place: int) -> str:
        """What a cell says, 同上 and 〃 resolved."""
        text = self.before.get(place, "") if as_above(cell) else said(cell)
        self.before[place] = text
        return text


def columns(layout: Layout) -> Columns:
    """Decide which column is what, where the heads alone leave it open.

    Of several columns that name tasks the last is the title, those before it are sections; where no column is
    for contents, a last one with longer cells holds the contents. 最迟日期 counts where nothing else names a
    deadline, as does 年份.
    """
    titles, texts = layout.columns("title"), layout.columns("text")
    sections = layout.columns("section")
    if not texts and len(titles) > 1 and _prose(layout, titles[-1]):
        texts = [titles.pop()]
    if not titles and len(texts) > 1 and not _prose(layout, texts[0]):
        titles = [texts.pop(0)]
    sections = sorted({*sections, *titles[:-1]})
    due, spare = layout.columns("due"), [*layout.columns("year"), *layout.columns("last_day")]
    derived = layout.columns("last_day") if due else []
    due = due or spare[:1]
    units = layout.columns("units") or (layout.columns("unit") if texts or titles else [])
    heads = [replace(h, label="责任单位", kind="others") if h.holds == "unit" else h for h in layout.heads]
    # 2026年目标 beside units and deadlines is what the task shall have reached by then.
    yearly = [place for place in layout.columns("yearly", "goal") if heads[place].year]
    result = [place for place in layout.columns("result", "goal", "indicator") if place not in yearly]
    known = {*layout.columns("number", "yearly", "remark", "person"), *titles, *texts, *sections, *due, *derived}
    known |= {*units, *result, *yearly}
    return Columns(
        tuple(heads),
        tuple(layout.columns("number")),
        tuple(sections),
        titles[-1] if titles else None,
        tuple(texts),
        tuple(units),
        tuple(due),
        tuple(result),
        tuple(yearly),
        tuple(layout.columns("remark")),
        tuple(derived),
        tuple(layout.columns("person")),
        tuple(place for place in range(len(heads)) if place not in known),
    )


def _prose(layout: Layout, place: int) -> bool:
    """Whether a column's cells are sentences rather than titles."""
    cells = {c.index: c.text for line, _ in layout.lines if (c := line[place]) is not None}.values()
    return sum("。" in text or len(text) > _TITLE for text in cells) * 2 > len(cells)


def rows(group: Sequence[Line], reading: Reading) -> Iterable[Row]:
    """The task, or the tasks, that a run of lines with one title are.

    Lines with numbers of their own are tasks, and the title over them a section; else they are measures of
    one task. Lines that differ in nothing but their units are one.
    """
    cut = reading.columns
    group = [line for line in group if any(line.cells)]
    if len(group) > 1 and cut.title is not None and _numbered(group, cut):
        return [_row([line], reading, over=cut.title) for line in group]
    return [_row(group, reading)] if group else []


def _numbered(group: Sequence[Line], cut: Columns) -> bool:
    numbers = {cell.index for line in group for place in cut.number if (cell := line.cells[place]) is not None}
    return len(numbers) == len(group) and bool(cut.text)


def _row(group: Sequence[Line], reading: Reading, *, over: int | None = None) -> Row:
    """A task of one line or several; ``over`` is a title column that is a section over this line."""
    cut = reading.columns
    first = group[0]
    said_by = [{place: reading.text(cell, place) for place, cell in enumerate(line.cells)} for line in group]
    shared = [place for place in range(len(cut.heads)) if _is_shared(group, place)]
    merged = _joined(said_by, shared) if len(group) > 1 else said_by[0]
    own_lines = len(group) > 1 and any(place not in shared and _tells(group, place) for place in cut.text)
    whole = {place: text for place, text in merged.items() if not own_lines or place in shared}
    titles = [_flat(said_by[0][place]) for place in cut.sections]
    titles += [_flat(said_by[0][over])] if over is not None else []
    row = _fields(Row(), whole, reading, first)
    number = next((_flat(said_by[0][place]) for place in cut.number if said_by[0][place]), "")
    title = "" if cut.title is None or over is not None else _flat(said_by[0][cut.title])
    row = replace(
        row,
        number=number,
        sections=(*first.titles, *filter(None, titles)),
        title=title.rstrip("。"),
        cells=tuple(distinct([cell for line in group for cell in line.cells])),
    )
    if own_lines:
        row = replace(row, measures=tuple(_measures(group, said_by, shared, reading)))
    return _headed(row) if cut.title is None or over is not None or not row.title else _counted(row)


def _is_shared(group: Sequence[Line], place: int) -> bool:
    """Whether a column says one thing for all lines: a cell merged over them, or one that stands in the first only."""
    cells = [line.cells[place] for line in group]
    return all(cell is cells[0] for cell in cells) or not any(cells[1:])


def _tells(group: Sequence[Line], place: int) -> bool:
    return any(line.cells[place] is not None for line in group[1:])


def _joined(said_by: Sequence[dict[int, str]], shared: Sequence[int]) -> dict[int, str]:
    """Lines made one: what differs stands on lines of its own."""
    return {
        place: said_by[0][place] if place in shared else "\n".join(dict.fromkeys(t for s in said_by if (t := s[place])))
        for place in said_by[0]
    }


def _fields(row: Row, texts: dict[int, str], reading: Reading, line: Line) -> Row:
    """What a line says apart from number and title."""
    cut = reading.columns
    due = "\n".join(filter(None, (texts.get(place, "") for place in cut.due)))
    others = [(place, texts[place]) for place in cut.others if texts.get(place)]
    if due and duty_units.is_schedule(due):
        others += [(place, texts[place]) for place in cut.due if texts.get(place)]
        due = ""
    note, printed = _note(texts, due, reading, line)
    return replace(
        row,
        text=tuple(part for place in cut.text for part in texts.get(place, "").split("\n") if part),
        note=note,
        printed=printed,
        result="；".join(_flat(texts[place]) for place in cut.result if texts.get(place)),
        yearly={cut.heads[place].year or 0: texts[place] for place in cut.yearly if texts.get(place)},
        remark="\n".join(texts[place] for place in cut.remark if texts.get(place)),
        others=tuple((cut.heads[place].text, text) for place, text in others),
    )


def _note(texts: dict[int, str], due: str, reading: Reading, line: Line) -> tuple[Note | None, str]:
    cut = reading.columns
    # A cell merged over 牵头单位 and 配合单位 names its units once, under the first of them.
    fresh: dict[int, int] = {}
    for place in cut.units:
        cell = line.cells[place]
        if cell is not None:
            fresh.setdefault(cell.index, place)
    spots = [p for p in cut.units if texts.get(p) and (line.cells[p] is None or p in fresh.values())]
    note, printed = duty_units.note(
        [(cut.heads[place], texts[place]) for place in spots],
        due,
        beside={cut.heads[place].kind for place in cut.units},
        year=reading.year,
        convention=reading.convention,
    )
    cell = next((c for p in (*cut.units, *cut.due) if (c := line.cells[p]) is not None), None)
    if note is not None and note.left and cell is not None:
        reading.doubts.append(Doubt(cell.index, f"责任单位一栏有没看懂的文字：{note.left}"))
    if note is not None and due and note.due is not None and note.due.text == due and not deadlines.read(due):
        at = next((c for p in cut.due if (c := line.cells[p]) is not None), cell)
        if at is not None and deadlines.read(due, year=reading.year) is None:
            reading.doubts.append(Doubt(at.index, f"完成时限没看懂，照录：{due}"))
    return note, printed


def _measures(
    group: Sequence[Line], said_by: Sequence[dict[int, str]], shared: Sequence[int], reading: Reading
) -> Iterable[Measure]:
    """The lines of a task, each with what it alone says; one of units or dates alone goes with the one before."""
    cut = reading.columns
    made: list[tuple[Line, dict[int, str]]] = []
    for line, texts in zip(group, said_by, strict=True):
        own = {place: text for place, text in texts.items() if place not in shared and text}
        if not own:
            continue
        if made and not any(place in own for place in cut.text):
            before = made[-1][1]
            for place, text in own.items():
                before[place] = "\n".join(dict.fromkeys([*before.get(place, "").split("\n"), text])).strip("\n")
        else:
            made.append((line, own))
    for line, own in made:
        row = _fields(Row(), own, reading, line)
        number, paragraphs = _number(row.text)
        yield Measure(number, paragraphs, row.note, row.printed, row.result, row.yearly, row.remark, row.others)


def _number(text: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The printed number at the head of a text of a single paragraph, and the text without it."""
    mark = marks.mark(text[0]) if len(text) == 1 else None
    return (mark.printed.strip(), (mark.rest,)) if mark else ("", text)


def _counted(row: Row) -> Row:
    """A title that brings its own number: the task's where no column has one, else the same over again."""
    mark = marks.mark(row.title)
    if mark is None or (row.number and numbering.value(row.number.rstrip("、.．")) != mark.ordinal):
        return row
    return replace(row, number=row.number or mark.printed.strip(), title=mark.rest)


def _headed(row: Row) -> Row:
    """A row without a title: a short cell is one, a text may begin with one."""
    if not row.text:
        return row
    first, *more = row.text
    mark = None if row.number else marks.mark(first)
    # （1）…（2）… in one cell are its measures, not the number of the task.
    if mark and not any(marks.mark(line) for line in more):
        row, first = replace(row, number=mark.printed.strip()), mark.rest
    if len(first) <= _TITLE and not re.search(r"[。；;]", first.rstrip("。")):
        title, rest = first.rstrip("。"), ""
    else:
        title, rest = titling.heading(first, len(first), more=bool(more or row.measures))
    return replace(row, title=title, text=(*filter(None, [rest]), *more))


def _flat(text: str) -> str:
    """A cell of one line: breaks in it are where its column was too narrow."""
    lines = [line.strip() for line in text.split("\n")]
    joined = ""
    for line in lines:
        gap = (
            " " if joined[-1:].isascii() and joined[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum() else ""
        )
        joined += gap + line
    return joined
