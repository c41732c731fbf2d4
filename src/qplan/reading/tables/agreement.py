"""A row of a table of tasks beside the task in the text -> what the table adds, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from qplan.notation.notes import Note
from qplan.plan import Duty
from qplan.reading.assignments import Piece
from qplan.reading.blocks import folded
from qplan.reading.marks import mark
from qplan.reading.points import Draft
from qplan.reading.tables.duty_rows import Row
from qplan.text import plain

_NOTE = re.compile(r"[（(〔【\[][^（）()]*[）)〕】\]]\s*$")
_DUE_FORM = re.compile(r"(?:之?前|以前|底|末|内)?(?:完成)?$")


def adopt(row: Row, task: Draft) -> Iterator[str]:
    """Give a task what the text does not say and the plan prints in its table of tasks only.

    That is the deadline where the text names none, 成果, 年度安排 and 备注.

    Yields:
        what stands in the row and has no place in the task, in words.
    """
    due = row.note.due if row.note else None
    known = [note.due for note in notes(task) if note.due]
    if due is not None and not known:
        own = task.assigned.own
        if own is not None and own.note is not None:
            # The text prints its note as it did: 责任原文.
            task.assigned.own = replace(own, note=replace(own.note, due=due))
        elif not task.assigned.measures:
            task.assigned.own = Piece("", Note(Duty(), due), "")
        else:
            yield f"完成时限“{due.text}”"
    elif due is not None and not any(_same_day(due.text, each.text) or due.last == each.last for each in known):
        yield f"完成时限“{due.text}”（正文是“{'、'.join(each.text for each in known)}”）"
    for key, value in (("result", row.result), ("yearly", {str(y): text for y, text in row.yearly.items()})):
        if value and task.data.setdefault(key, value) != value:
            yield "成果" if key == "result" else "年度安排"
    if row.remarks:
        task.data["remark"] = "；".join(filter(None, (task.data.get("remark", ""), row.remarks)))
    for measure in row.measures:
        if measure.result or measure.yearly or measure.remark or measure.others:
            yield f"“{''.join(measure.text)[:12]}”的成果或备注"


def leads(row: Row, told: Collection[tuple[str, str]]) -> list[str]:
    """The units that the row calls lead and the text does not, or the other way round.

    Who supports and who is responsible is not compared: 责任单位 means the one or the other by what stands beside it.

    Args:
        row: a task of the table.
        told: the (role, name) pairs that the text has for it, those of the sections around it included.
    """
    named = pairs(row_notes(row))
    names = dict.fromkeys(folded(name) for note in row_notes(row) for name in note.duty.units)
    known = {name for _, name in told}
    return [name for name in names if name in known and (("lead", name) in named) != (("lead", name) in told)]


def paraphrased(row: Row, task: Draft) -> bool:
    """Whether the row tells the task in words that the text has not."""
    words = key(_words(task))
    lines = [line for text in (row.text, *(measure.text for measure in row.measures)) for line in text]
    return any(
        key(sentence) not in words
        for line in lines
        for sentence in re.split(r"[。；;！？]", _NOTE.sub("", _unnumbered(line)))
    )


def matched(rows: Sequence[Row], tasks: Sequence[Draft]) -> Iterator[tuple[Row, Draft | None]]:
    """Each row with the first task that is not taken yet and has its title, else holds its words."""
    free = list(tasks)
    for row in rows:
        title = key(row.title or "".join(row.text))
        task = next((each for each in free if title and key(each.title) == title), None)
        task = task or next((each for each in free if title and title in key(_words(each))), None)
        if task is not None:
            free.remove(task)
        yield row, task


def notes(task: Draft) -> list[Note]:
    """The notes of a task that name units or a deadline."""
    pieces = (task.assigned.own, *task.assigned.measures)
    found = [piece.note for piece in pieces if piece is not None and piece.note is not None]
    return [note for note in found if note.duty or note.due]


def pairs(found: Sequence[Note]) -> set[tuple[str, str]]:
    """The (role, name) pairs of notes, names width-folded."""
    return {(role, folded(name)) for note in found for role, name in note.duty.pairs()}


def row_notes(row: Row) -> list[Note]:
    """The notes of a row and of its measures that name units."""
    found = (row.note, *(measure.note for measure in row.measures))
    return [note for note in found if note is not None and note.duty]


def key(text: str) -> str:
    """A text as it is compared: letters, characters and figures."""
    return "".join(char for char in folded(text) if char.isalnum())


def _words(task: Draft) -> str:
    pieces = (piece.text for piece in task.assigned.measures)
    boxes = (block.text for _, box in task.boxes for block in box)
    # A table of tasks prints no footnotes.
    return plain(task.title + "".join(task.assigned.text) + "".join(pieces) + "".join(boxes))


def _unnumbered(line: str) -> str:
    found = mark(line)
    return found.rest if found else line


def _same_day(first: str, second: str) -> bool:
    return _DUE_FORM.sub("", key(first)) == _DUE_FORM.sub("", key(second))
