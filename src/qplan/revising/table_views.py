"""The tables of a gathered document -> those of our kinds, each cell under the name of what its column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from qplan.matrix import MARKS
from qplan.plan import Plan
from qplan.reading.blocks import Block, Grid, folded
from qplan.reading.gathering import Gathering
from qplan.reading.tables import duty_heads
from qplan.task_tables import LAST_DAY, TASK

Kind = Literal["tasks", "matrix", "units", "targets"]
T = TypeVar("T")

UNIT = "@"
"""Before the name of a unit that heads a column of a 责任矩阵."""
SHEETS: dict[Kind, str] = {
    "tasks": "任务分工表", "matrix": "责任矩阵", "units": "任务清单", "targets": "主要指标表",
}  # fmt: skip

_DEEP = 8
_SUM = re.compile(r"合\s*计|小\s*计|总\s*计")
_LIST = re.compile(r"(?:附件\d*[：:]?)?\s*(\S+?)\s*任务清单")
_NAMES = {
    "序号": "number", "所在部分": "section", TASK: "title", "主要内容": "content", "成果": "result",
    "完成时限": "due", LAST_DAY: "last", "单位": "unit", "职责": "part", "指标名称": "indicator",
    "计量单位": "measure", "属性": "kind", "类别": "category", "备注": "remark",
}  # fmt: skip
_HOLDS = {
    "number": "number", "section": "section", "title": "title", "text": "content", "result": "result", "due": "due",
    "last_day": "last", "unit": "unit", "part": "part", "indicator": "indicator", "kind": "kind", "remark": "remark",
}  # fmt: skip
_ROLES = {"lead": "lead", "support": "support", "others": "responsible", "carry": "responsible"}
_ALIKE = 0.6
"""How alike two rows must be to be one that was rewritten."""


@dataclass(frozen=True)
class Row:
    """The cells of a row by what they hold, "" for an empty one; ``where`` is its place in the document."""

    cells: dict[str, str]
    where: str = ""

    def get(self, key: str) -> str:
        """A cell; "" also for a column that is not there."""
        return self.cells.get(key, "")


@dataclass(frozen=True)
class View:
    """A table of ours. ``columns`` are what its columns hold, ``others`` the heads of those that are not ours.

    ``unit`` is the one whose 任务清单 it is, "" where a column names the units.
    """

    kind: Kind
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    others: tuple[str, ...] = ()
    unit: str = ""
    hidden: frozenset[str] = field(default=frozenset())


def views(gathering: Gathering, plan: Plan) -> list[View]:
    """The tables of a document that are of our kinds, in its order.

    Columns go by the words that this plan's tables have over them, or by others that mean the same. Rows with
    sums or with one remark are none.
    """
    hidden = frozenset(folded(block.text) for block in gathering.blocks if block.aside)
    found = []
    before: list[Block] = []
    for block in gathering.blocks:
        if block.grid is None:
            before.append(block)
            continue
        view = _view(block.grid, plan, before[-3:], hidden)
        found += [view] if view else []
        before = []
    return found


def _view(grid: Grid, plan: Plan, before: Sequence[Block], hidden: frozenset[str]) -> View | None:
    for place, line in enumerate(grid.rows[:_DEEP]):
        texts = [folded(cell.text) if cell else "" for cell in line]
        named = [_exact(texts, plan), _alike(texts)]
        keys = [exact or like for exact, like in zip(*named, strict=True)]
        keys = [key if key and key not in keys[:n] else "" for n, key in enumerate(keys)]
        kind = _kind(keys, texts, grid.rows[place + 1 :])
        if kind is None:
            continue
        if kind == "matrix":
            keys = [key or (f"{UNIT}{text}" if text else "") for key, text in zip(keys, texts, strict=True)]
        if kind == "targets":
            keys = ["measure" if key == "unit" else key for key in keys]
        others = [text for key, text in zip(keys, texts, strict=True) if not key and text]
        names = [key or (f"?{text}" if text else "") for key, text in zip(keys, texts, strict=True)]
        rows = tuple(_rows(grid.rows[place + 1 :], names, texts))
        listed = [found[1] for block in before if (found := _LIST.fullmatch(block.text))]
        unit = listed[-1] if kind == "units" and listed and "unit" not in keys else ""
        return View(kind, tuple(filter(None, keys)), rows, tuple(others), unit, hidden)
    return None


def _exact(texts: Sequence[str], plan: Plan) -> list[str]:
    """What columns hold whose heads are as we print them."""
    labels = [(role, folded(getattr(plan.note_style, role))) for role in MARKS]
    keys: list[str] = []
    for text in texts:
        key = _NAMES.get(text, "") or next((r for r, label in labels if label == text and r not in keys), "")
        year = re.fullmatch(r"(\d{4})年安排", text)
        goal = re.fullmatch(r"(?:(\d{4})年)?目标值", text)
        if year:
            key = f"yearly:{year[1]}"
        elif goal:
            key = f"goal:{goal[1] or ''}"
        elif re.fullmatch(r"(?:\d{4}年)?基期值", text):
            key = "baseline"
        keys.append(key)
    return keys


def _alike(texts: Sequence[str]) -> list[str]:
    """What columns hold whose heads are in other words."""
    keys = []
    for text in texts:
        head = duty_heads.read(text) if text else None
        key = _HOLDS.get(head.holds, "") if head else ""
        if head and head.holds == "units":
            key = _ROLES.get(head.kind, "")
        elif head and head.holds in ("yearly", "goal") and head.year:
            key = f"{head.holds}:{head.year}"
        elif head and head.holds == "baseline":
            key = "baseline"
        keys.append(key)
    return keys


def _kind(keys: Sequence[str], texts: Sequence[str], lines: Sequence[Sequence[Block | None]]) -> Kind | None:
    held = {key.split(":")[0] for key in keys}
    if "indicator" in held and "title" not in held:
        return "targets"
    if not held & {"title", "content"} or sum(map(bool, texts)) <= 1:
        return None
    if {"part", "title"} <= held:
        return "units"
    if held & {"content", "due", *MARKS}:
        return "tasks"
    under = [
        cell.text.strip()
        for line in lines
        for key, cell in zip(keys, line, strict=True)
        if not key and cell is not None and not any(c and _SUM.search(c.text) for c in line[:3])
    ]
    marks = sum(text in MARKS.values() for text in under)
    return "matrix" if "title" in held and 2 * marks >= len(under) else None


def _rows(lines: Sequence[Sequence[Block | None]], names: Sequence[str], heads: Sequence[str]) -> Iterator[Row]:
    for line in lines:
        cells = {cell.index: cell for cell in line if cell is not None}
        if not cells or any(cell and _SUM.search(cell.text) for cell in line[:3]):
            continue
        wide = sum(cell is not None for cell in line)
        if len(cells) == 1 and len(names) > 1 and (wide > 1 or line[0] is not None):
            continue  # a remark, or the title of a section across the table
        if [folded(cell.text) if cell else "" for cell in line] == list(heads):
            continue
        where = next(iter(cells.values())).where
        yield Row({name: cell.text for name, cell in zip(names, line, strict=True) if name and cell}, where)


def matched(
    ours: Sequence[T], theirs: Sequence[T], keys: Sequence[tuple[Sequence[str], Sequence[str]]]
) -> dict[int, int]:
    """Which of their rows is which of ours, by position.

    Args:
        ours: the rows as we printed them.
        theirs: the rows as they came back, in any order.
        keys: ways to tell a row, the surest first, each as its words in all of our rows and in all of theirs. Rows
            that are alike in one, and in no other row's, are one; then the most similar ones.
    """
    pairs: dict[int, int] = {}
    for mine, other in keys:
        for word in dict.fromkeys(mine):
            left = [i for i, text in enumerate(mine) if text == word and i not in pairs]
            right = [j for j, text in enumerate(other) if text == word and j not in pairs.values()]
            if word and len(left) == len(right):
                pairs |= dict(zip(left, right, strict=True))
    free = [i for i in range(len(ours)) if i not in pairs]
    left_over = [j for j in range(len(theirs)) if j not in pairs.values()]
    scores = sorted(((_score(i, j, keys), -i, -j) for i in free for j in left_over), reverse=True)
    for score, i, j in scores:
        if score > _ALIKE and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _score(i: int, j: int, keys: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    found = 0.0
    for mine, other in keys:
        one, two = mine[i], other[j]
        if one and two:
            matcher = SequenceMatcher(None, one, two, autojunk=False)
            if matcher.quick_ratio() > max(found, _ALIKE):
                found = max(found, matcher.ratio())
    return found
