"""A row of a 任务分工表 or 任务清单 and the same row as it came back -> changes of the words and dates of its task."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qplan import vocabulary
from qplan.amending.edits import Drop, Edit, Move, Put
from qplan.findings import Route
from qplan.notation import deadlines, notes
from qplan.plan import Due, Item, Measure
from qplan.reading.blocks import folded
from qplan.revising import duties
from qplan.revising.changes import Change
from qplan.revising.table_trial import Book, sections, task_at
from qplan.revising.table_views import Row, View
from qplan.revising.table_words import SUMMARY, Difference, differences, pieces, title_pieces
from qplan.revising.versions import named
from qplan.task_tables import Line, contents_of, dues_of, results_of
from qplan.task_tables import named as titled

_SEVERAL = "这一格里有几个时限，看不出各属于哪一项；请在方案文件里改"
_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})日?")
_ODD = re.compile(r"[：:；;。\d]|[（(](?![区市镇县])")
"""What no name of a unit has."""
_BEFORE = "推进落实。"
"""A sentence for a note to stand behind."""
_NO_DAY = "“最迟日期”要写成 2026-12-31 这样的日期；也可以直接改“完成时限”"
_DERIVED = "“最迟日期”由完成时限推算，与改后的完成时限不一致；请先定下以哪个为准"
_CLEARED = "清空了这一格；要删去请在方案文件里删"
_NO_SECTION = "没有找到标题是“{}”的部分，请在方案文件里移动这一条或修改标题"


@dataclass(frozen=True)
class Pair:
    """A row as we printed it and as it came back. ``measures`` are those it is about, None for the whole task."""

    book: Book
    task: Item
    ours: Row
    theirs: Row
    view: View
    measures: Sequence[Measure] | None = None

    @property
    def where(self) -> str:
        """The task as a reader finds it."""
        return named(self.book.plan, self.task)

    def differs(self, key: str) -> bool:
        """Whether a cell is another now; one without its column says nothing."""
        return key in self.view.columns and folded(self.ours.get(key)) != folded(self.theirs.get(key))


def changes(pair: Pair) -> Iterator[Change]:
    """The changes of a row, in the order of its columns; those of its units are judged elsewhere."""
    for key in pair.view.columns:
        if not pair.differs(key):
            continue
        old, new = pair.ours.get(key), pair.theirs.get(key)
        name, _, year = key.partition(":")
        if name in _COLUMNS:
            yield from _COLUMNS[name](pair, old, new)
        elif name == "yearly":
            yield from _yearly(pair, year, old, new)


def _change(pair: Pair, what: str, old: str, new: str, edits: Sequence[Edit] = (), reason: str = "") -> Change:
    return Change(pair.task.route, pair.where, what, old, new, tuple(edits), "" if edits else reason)


def _section(pair: Pair, old: str, new: str) -> Iterator[Change]:
    """A task under another heading moves there."""
    plan = pair.book.plan
    found = [each for each in sections(plan) if folded(each.title) == folded(new) and each.part == "tasks"]
    if len(found) != 1:
        yield _change(pair, "所在部分", old, new, reason=_NO_SECTION.format(new))
        return
    to = (*found[0].route, "content")
    count = len(vocabulary.value(pair.book.data, to) or ())
    yield _change(pair, "移动", old, new, (Move(pair.task.route, to, count),))


def _title(pair: Pair, old: str, new: str) -> Iterator[Change]:
    task = pair.task
    at = (*task.route, "title" if task.title else "text")
    raw = vocabulary.value(pair.book.data, at)
    if not new.strip():
        yield _change(pair, "标题", old, new, reason=_CLEARED)
    elif raw == titled(task) and folded(raw) == folded(old):
        yield _change(pair, "标题", old, new, (Put(at, new),))
    else:
        cell = title_pieces(raw if isinstance(raw, str) else "", titled(task), at)
        what = "标题" if task.title else "正文"
        yield from _worded(pair, what, differences(cell, old, new, pair.book.data))


def _content(pair: Pair, old: str, new: str) -> Iterator[Change]:
    """主要内容: what of the task stands in it depends on the columns beside it."""
    task, plan = pair.task, pair.book.plan
    if not new.strip():
        yield _change(pair, "主要内容", old, new, reason=_CLEARED)
        return
    if not old:
        yield _change(pair, "正文", old, new, (Put((*task.route, "text"), new),))
        return
    ways = [
        contents_of(task, plan, pair.measures, results=results, yearly=yearly)
        for results in (False, True)
        for yearly in (False, True)
    ]
    lines = next((way for way in ways if folded("".join(line.text for line in way)) == folded(old)), ways[-1])
    found = differences(pieces(lines, pair.book.data), old, new, pair.book.data)
    yield from _worded(pair, "正文", found)


def _worded(pair: Pair, what: str, found: Iterator[Difference]) -> Iterator[Change]:
    for each in found:
        route = each.at[:-1] if each.at and each.at[-1] == "text" else each.at
        name = _named(each.at, what)
        edits = _noted(pair, route, *each.note) if each.note else None
        if edits is not None:
            yield _change(pair, "责任标注", each.old, each.new, edits, SUMMARY)
        else:
            yield _change(pair, name, each.old, each.new, each.edits, each.reason or SUMMARY)


def _named(at: Route, usual: str) -> str:
    if "measures" in at:
        return "举措" if at[-1] != "result" else "成果"
    if len(at) > 1 and at[-2] == "yearly":
        return f"{str(at[-1])[:4]}年安排"
    return "成果" if at and at[-1] == "result" else usual


def _noted(pair: Pair, route: Route, old: str, new: str) -> tuple[Edit, ...] | None:
    """The edits that make one note of another; None where the words are none."""
    data = pair.book.data
    was, now = notes.read(old), notes.read(new)
    whole = (old[:1] == new[:1] and old[-1:] == new[-1:]) if old and new else notes.find(f"{_BEFORE}{new or old}")
    odd = any(_ODD.search(unit) for unit in now.duty.units if unit not in was.duty.units)
    if not whole or odd or now.left or not (now.duty or now.due or was.duty or was.due):
        return None
    place = route or pair.task.route
    by_old, by_new = (deadlines.printed(note.due) if note.due else "" for note in (was, now))
    made = duties.change(data, place, was.duty, now.duty)
    return (*made, *(duties.due(data, place, by_old, by_new) if by_old != by_new else ()))


def _column(pair: Pair, lines: Sequence[Line], at: Route, what: str, old: str, new: str) -> Iterator[Change]:
    """A cell that the plan has as it is shown, or not at all yet."""
    data = pair.book.data
    raw = vocabulary.value(data, at)
    alone = [line.route for line in lines] in ([], [at])
    if not alone:
        yield from _worded(pair, what, differences(pieces(lines, data), old, new, data))
    elif folded(str(raw or "")) == folded(new):
        return
    elif new.strip():
        yield _change(pair, what, old, new, (Put(at, new),))
    elif raw is not None:
        yield _change(pair, what, old, new, (Drop(at),))


def _result(pair: Pair, old: str, new: str) -> Iterator[Change]:
    yield from _column(pair, results_of(pair.task), (*pair.task.route, "result"), "成果", old, new)


def _yearly(pair: Pair, year: str, old: str, new: str) -> Iterator[Change]:
    at = (*pair.task.route, "yearly")
    years = vocabulary.value(pair.book.data, at)
    what = f"{year}年安排"
    if not isinstance(years, dict):
        yield _change(pair, what, old, new, (Put(at, {year: new}),))
        return
    key = next((key for key in years if str(key)[:4] == year), year)
    if not new.strip() and len(years) == 1 and key in years:
        yield _change(pair, what, old, new, (Drop(at),))
    else:
        lines = [Line((*at, key), text) for number, text in pair.task.yearly if str(number) == year]
        yield from _column(pair, lines, (*at, key), what, old, new)


def _due(pair: Pair, old: str, new: str) -> Iterator[Change]:
    """The deadline of the task, or those of its measures, a line each."""
    data, held = pair.book.data, dues_of(pair.task, pair.measures)
    was, now = ([line.strip() for line in text.split("\n") if line.strip(" —-－无/")] for text in (old, new))
    edits: list[Edit] = []
    if not held and len(now) == 1:
        edits += duties.due(data, pair.task.route, "", now[0])
    elif len(was) == len(now) or (not now and was):
        for before, after in zip(was, now or [""] * len(was), strict=True):
            for route, due in held:
                if before != after and folded(deadlines.printed(due)) == folded(before):
                    edits += duties.due(data, route, before, after)
    fits = _printed(pair, edits) == [deadlines.printed(Due(line)) for line in now]
    yield _change(pair, "完成时限", old, new, edits if fits else (), _SEVERAL)


def _printed(pair: Pair, edits: Sequence[Edit]) -> list[str]:
    """The deadlines that the table shows after edits."""
    plan = pair.book.after(edits)
    task = task_at(plan, pair.task.route) if plan else None
    if task is None:
        return []
    places = None if pair.measures is None else {measure.route for measure in pair.measures}
    measures = None if places is None else [measure for measure in task.measures if measure.route in places]
    return list(dict.fromkeys(deadlines.printed(due) for _, due in dues_of(task, measures)))


def _last(pair: Pair, old: str, new: str) -> Iterator[Change]:
    """最迟日期: a day that goes with the deadline as it is now is none of its own."""
    if not new.strip() or folded(pair.theirs.get("due")) == "":
        if not pair.differs("due"):
            yield _change(pair, "最迟日期", old, new, reason=_NO_DAY)
        return
    day = _day(new)
    if day is None:
        yield _change(pair, "最迟日期", old, new, reason=_NO_DAY)
        return
    if day == _day(old):
        return  # written in another format
    if pair.differs("due"):
        said = [due for line in pair.theirs.get("due").split("\n") if (due := deadlines.read(line))]
        if max((due.last or "" for due in said), default="") != day.isoformat():
            yield _change(pair, "最迟日期", old, new, reason=_DERIVED)
        return
    held = dues_of(pair.task, pair.measures)
    latest = max((due.last for _, due in held if due.last), default=None)
    edits: list[Edit] = []
    for route, due in held:
        if due.last == latest or len(held) == 1:
            edits += duties.due(pair.book.data, route, deadlines.printed(due), worded(day, deadlines.printed(due)))
    if not held:
        edits += duties.due(pair.book.data, pair.task.route, "", worded(day, ""))
    shown = [deadlines.printed(due) for _, due in held]
    yield _change(pair, "完成时限", "；".join(dict.fromkeys(shown)) or old, new, edits, _SEVERAL)


def _day(text: str) -> dt.date | None:
    found = _DAY.fullmatch(folded(text))
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def worded(day: dt.date, like: str) -> str:
    """A last day in the words of another deadline: of a quarter, a year or a month where it ends one."""
    ends = (day + dt.timedelta(days=1)).day == 1
    if "季度" in like and ends and not day.month % 3:
        form = f"{day.year}年第{'一二三四'[day.month // 3 - 1]}季度"
    elif re.fullmatch(r"\d{4}年[底末内]?前?", like) and (day.month, day.day) == (12, 31):
        form = like.replace(like[:4], str(day.year), 1)
    elif ends:
        form = f"{day.year}年{day.month}月底前"
    else:
        form = f"{day.year}年{day.month}月{day.day}日前"
    read = deadlines.read(form)
    return form if read and read.last == day.isoformat() else Due(day.isoformat()).text


def _remark(pair: Pair, _old: str, new: str) -> Iterator[Change]:
    """What a colleague noted beside a task is kept with it, and never printed."""
    at = (*pair.task.route, "remark")
    kept = vocabulary.value(pair.book.data, at)
    if new.strip() and folded(new) not in folded(str(kept or "")):
        whole = f"{kept}\n{new}" if kept else new
        yield _change(pair, "备注", str(kept or ""), whole, (Put(at, whole),))


_COLUMNS: dict[str, Callable[[Pair, str, str], Iterator[Change]]] = {
    "section": _section,
    "title": _title,
    "content": _content,
    "result": _result,
    "due": _due,
    "last": _last,
    "remark": _remark,
}
"""How each column is judged; those of units are judged for the task as a whole."""
