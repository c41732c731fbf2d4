"""Tables that we printed, edited by a colleague -> what changed in them, as changes of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from qplan import checking, reading
from qplan.checking import Checked
from qplan.reading.blocks import folded
from qplan.reading.gathering import Gathering
from qplan.revising import table_lists, table_marks, table_targets, table_tasks
from qplan.revising.changes import Change
from qplan.revising.table_asked import Asked
from qplan.revising.table_trial import Book
from qplan.revising.table_views import SHEETS, Kind, View, views
from qplan.revising.versions import drafted

_LATER = "与另一处改动写在方案文件的同一句里；请先取用那一处，再导入一次"
_DISAGREE = "几张表改得不一样，请先定下是哪一种"
_COLUMN = "表中新增的“{}”一列，方案文件里没有对应的项，没有取用；需要的请写进“备注”"
_COMPARED: dict[Kind, Callable[[Asked, View, View], None]] = {
    "tasks": table_tasks.compare,
    "matrix": table_marks.compare,
    "units": table_lists.compare,
}


def changes(checked: Checked, edited: Gathering, kind: str) -> tuple[Change, ...]:
    """What somebody changed in a workbook of ours.

    The plan's own workbook is made and read as the edited one was, so that only what was edited differs. Rows may
    stand in any order, filtered, and with columns hidden or added; only what a visible cell says otherwise counts,
    and the same change made on several sheets is one.

    Args:
        checked: the plan file; it must be whole (`checking.whole`).
        edited: the workbook as it was gathered.
        kind: the format that the plan is rendered in, xlsx.

    Raises:
        Broken: the plan cannot be read whole.
    """
    with drafted(checked, kind) as path:
        base = reading.gather(path)
    return annexed(checked, base, edited)


def annexed(checked: Checked, base: Gathering, edited: Gathering) -> tuple[Change, ...]:
    """What somebody changed in the tables of a document of ours; as `changes`.

    Args:
        checked: the plan file; it must be whole.
        base: the document as we printed it, gathered.
        edited: the document as it came back.

    Raises:
        Broken: the plan cannot be read whole.
    """
    plan = checking.whole(checked)
    pairs = _paired(views(base, plan), views(edited, plan))
    asked = Asked(Book(plan, checked.canonical.data), tabled=any(one.kind == "tasks" for one, _ in pairs))
    for ours, theirs in pairs:
        for head in theirs.others:
            if head not in ours.others:
                reason = _COLUMN.format(head)
                asked.tell(None, [Change((), SHEETS[theirs.kind], "新增一列", "", head, reason=reason)])
        if theirs.kind == "targets":
            asked.tell(None, table_targets.changes(asked.book, ours, theirs))
        else:
            _COMPARED[theirs.kind](asked, ours, theirs)
    return tuple(_settled(asked.book, asked.found()))


def _paired(ours: list[View], theirs: list[View]) -> list[tuple[View, View]]:
    """The tables that are the same one, by what stands in them: titles may be gone, sheets in another order."""
    scores = sorted(
        (
            (-_likeness(one, other), i, j)
            for i, one in enumerate(ours)
            for j, other in enumerate(theirs)
            if one.kind == other.kind
        )
    )
    pairs: dict[int, int] = {}
    for score, i, j in scores:
        if score and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(ours[i], theirs[j]) for i, j in sorted(pairs.items())]


def _likeness(one: View, other: View) -> int:
    rows = [{folded(row.get("title") or row.get("indicator")) for row in view.rows} for view in (one, other)]
    heads = set(one.columns) & set(other.columns)
    return len(rows[0] & rows[1]) + len(heads) + 100 * (one.unit == other.unit)


def _settled(book: Book, found: Iterator[Change]) -> Iterator[Change]:
    """Each change once; of two that cannot both be made the later one by hand, or neither where tables disagree."""
    kept: list[Change] = []
    for change in found:
        if any(change.edits == other.edits and change.edits for other in kept) or change in kept:
            continue
        every = [edit for other in kept for edit in other.edits]
        if book.agree([*every, *change.edits]):
            kept.append(change)
            continue
        place = next(n for n, other in enumerate(kept) if not book.agree([*other.edits, *change.edits]))
        other = kept[place]
        if other.what == "删去" and other.at == change.at[: len(other.at)]:
            continue
        if (other.at, other.what, other.old) == (change.at, change.what, change.old):
            new = f"{other.new}；另一张表：{change.new}"
            kept[place] = replace(other, new=new, edits=(), reason=_DISAGREE)
        else:
            kept.append(replace(change, edits=(), reason=_LATER))
    yield from kept
