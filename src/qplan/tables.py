"""What a printed table is; and 主要指标表 and the tables that a plan brings itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from qplan import vocabulary
from qplan.notation import quantities
from qplan.plan import Annex, Goal, Plan, Target

_WIDEST = 30
"""Characters up to which a longer text gets a wider column, in a table that an annex brings."""
_MARK = 6
"""Characters up to which all cells of such a column are centred."""


@dataclass(frozen=True)
class Column:
    """A column of a printed table; ``share`` is its part of the width (the shares of a table sum to 1).

    A cell of kind date is an ISO date, or "" where there is none.
    """

    title: str
    share: float
    centred: bool = False
    kind: Literal["text", "number", "date"] = "text"


Cell = str | int | float
"""A text may hold line feeds: lines of one cell."""


@dataclass(frozen=True)
class Table:
    """A table ready to print; each row has one cell a column. ``legend`` stands under the title."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: str = ""


@dataclass(frozen=True)
class UnitSheet:
    """任务清单 of one unit: its tasks, lead first; ``tasks`` are the rows' places in the matrix."""

    unit: str
    table: Table
    tasks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A column before its share is known: its weight and what each row has in it."""

    title: str
    weight: float
    cells: Sequence[Cell]
    centred: bool = False
    kind: Literal["text", "number", "date"] = "text"


def target_table(plan: Plan) -> Table:
    """主要指标表: indicator, unit of measure, baseline, a column for each year, kind and units.

    A value that is a plain number is a number, without its unit; any other keeps its wording.
    """
    targets = plan.targets
    base_years = {t.baseline.year for t in targets if t.baseline}
    base_year = base_years.pop() if len(base_years) == 1 else None
    base_title = f"{base_year}年基期值" if base_year else "基期值"
    drafts = [
        Draft("序号", 4, range(1, len(targets) + 1), centred=True, kind="number"),
        Draft("指标名称", 24, [t.indicator for t in targets]),
        *optional("计量单位", 8, (t.unit for t in targets), centred=True),
        *optional(base_title, 10, (_baseline(t, base_year) for t in targets), centred=True),
    ]
    years = sorted({goal.year for t in targets for goal in t.goals if goal.year is not None})
    for year in (*years, None):
        title = f"{year}年目标值" if year else "目标值"
        drafts += optional(title, 12, (_goals(t, year) for t in targets), centred=True)
    drafts += optional("属性", 8, (_named(t.kind, "kind") for t in targets), centred=True)
    drafts += optional("类别", 6, (_named(t.category, "category") for t in targets), centred=True)
    drafts += optional("责任单位", 18, (joined(t.duty.units, t.duty.and_others) for t in targets))
    return assembled("主要指标表", drafts)


def annex_table(annex: Annex) -> Table:
    """The table that an annex brings with it; short rows are filled up, the widths follow the contents."""
    count = max((len(annex.columns), *map(len, annex.rows)))
    titles = (*annex.columns, *[""] * (count - len(annex.columns)))
    rows = [(*row, *[""] * (count - len(row))) for row in annex.rows]
    drafts = []
    for index, title in enumerate(titles):
        cells = [row[index] for row in rows]
        longest = max(map(len, (title, *cells)))
        drafts.append(Draft(title, min(longest, _WIDEST) + 2, cells, centred=longest <= _MARK))
    return assembled(annex.title, drafts)


def wording(goal: Goal, unit: str) -> str:
    """A goal as it is printed in a sentence: 94.5%以上, 稳定在95%以上, 增加3家."""
    return goal.text or quantities.write(
        quantities.Quantity(goal.relation, goal.value, goal.high, at_least=goal.at_least, unit=unit)
    )


def assembled(title: str, drafts: Sequence[Draft], legend: str = "") -> Table:
    """A table of drafted columns, each as wide as its weight makes it."""
    total = sum(draft.weight for draft in drafts)
    columns = tuple(Column(d.title, d.weight / total, d.centred, d.kind) for d in drafts)
    return Table(title, columns, tuple(zip(*(draft.cells for draft in drafts), strict=True)), legend)


def optional(title: str, weight: float, cells: Iterable[Cell], *, centred: bool = False) -> list[Draft]:
    """A column, or none where every cell would be empty."""
    listed = list(cells)
    return [Draft(title, weight, listed, centred)] if any(cell != "" for cell in listed) else []


def joined(units: Sequence[str], others: bool) -> str:
    """Units as a cell names them, with 等 where the list is open."""
    return "、".join(units) + ("等" if units and others else "")


def _baseline(target: Target, shared_year: int | None) -> Cell:
    goal = target.baseline
    if goal is None:
        return ""
    value = _value(goal, target.unit)
    return value if shared_year or not goal.year else f"{value}（{goal.year}年）"


def _goals(target: Target, year: int | None) -> Cell:
    cells = [_value(goal, target.unit) for goal in target.goals if goal.year == year]
    return cells[0] if len(cells) == 1 else "；".join(map(str, cells))


def _value(goal: Goal, unit: str) -> Cell:
    """A number where the goal is no more than one, else its wording."""
    number = goal.value
    if number is None:
        return goal.text
    number = int(number) if number == int(number) else number
    bare = goal.text.removesuffix(unit).strip() if unit else goal.text
    if bare == str(number) or (not bare and goal.relation in ("reach", "equal") and not goal.at_least):
        return number
    return wording(goal, unit)


def _named(value: str | None, key: str) -> str:
    return vocabulary.value_name(vocabulary.at(("targets", 0, key)), value, "zh") if value else ""
