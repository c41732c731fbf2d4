"""Targets of several plans -> rows: an indicator, its values year by year, what changed, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from qplan.comparing.indicators import Indicator, indicator, similar
from qplan.notation import quantities
from qplan.notation.quantities import Quantity
from qplan.patterns import pattern
from qplan.plan import Goal, Plan, Target
from qplan.tables import wording

_LEVELS = ("at_least", "at_most", "reach", "equal", "between")
_UNDATED = 10_000
_SIGNS = {"at_least": "≥", "at_most": "≤"}
_PLAIN = pattern(
    r"(?:力争|争取|确保|努力)?(?:稳定|保持|维持|稳定保持|控制|压缩|压减|降|提高|提升|增加|增|缩短|扩大)?(?:在|到|至)?(?:达到?|为|实现)?"
    r"(?:不低于|不少于|不小于|至少|不超过|不高于|不多于|不大于|>=|≥|<=|≤)?"
    r"\d+(?:,\d{3})*(?:\.\d+)?[^0-9以及左上]{0,8}(?:及?以上|及?以下|以内)?"
)
"""Wordings of which relation, number and unit are all: 稳定在95%以上, but not 每个集群1个."""


class Cell(NamedTuple):
    """What a plan says of a year: ``text`` for side by side (≥95%), ``wording`` as it stands in the plan."""

    text: str
    wording: str


@dataclass(frozen=True)
class Line:
    """A target in one year, or its baseline; ``year`` is None where the plans name none, or several baselines.

    ``cells`` has one a plan, None where it says nothing. ``changes`` are as in `TargetRow`. ``note`` says why values
    cannot be compared.
    """

    year: int | None
    baseline: bool
    cells: tuple[Cell | None, ...]
    changes: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class TargetRow:
    """One indicator across the plans; ``targets`` has one a plan, None where it does not have it.

    ``changes`` say for each pair of versions what became of the target, "" where nothing did: 新增, 不再写, or in
    the lines +0.5个百分点, 由95%改为≥95%. ``note`` says why the plans' units of measure cannot be compared.
    """

    name: str
    targets: tuple[Target | None, ...]
    lines: tuple[Line, ...]
    changes: tuple[str, ...]
    note: str = ""

    @property
    def shared(self) -> bool:
        """More than one plan has it."""
        return sum(target is not None for target in self.targets) > 1

    @property
    def differs(self) -> bool:
        """Not all plans have it, or they say different things of it."""
        texts = ({cell and cell.text for cell in line.cells} for line in self.lines)
        return None in self.targets or bool(self.note) or any(len(each) > 1 for each in texts)


class Near(NamedTuple):
    """Two rows that may be one indicator, by their places in `rows`."""

    one: int
    two: int


class _Told(NamedTuple):
    place: int
    target: Target
    measured: Indicator
    period: tuple[int, int] | None


class _Said(NamedTuple):
    """What a plan says of a year: its one goal, None where it has several; its unit, and how much that is."""

    cell: Cell
    goal: Goal | None
    unit: str
    size: Decimal


def rows(plans: Sequence[Plan], pairs: Sequence[tuple[int, int]]) -> tuple[TargetRow, ...]:
    """The indicators in the order of the plans, each plan's in its own order; a doubtful match is not made.

    Args:
        plans: in the order of the comparison.
        pairs: which of them are versions of one place, (earlier, later).
    """
    told = [_told(place, target, plan) for place, plan in enumerate(plans) for target in plan.targets]
    groups: dict[object, dict[str, list[list[_Told]]]] = {}
    for each in told:
        kinds = groups.setdefault(each.measured.name, {})
        alike = kinds.setdefault(each.measured.measure.kind, [])
        free = next((row for row in alike if all(other.place != each.place for other in row)), None)
        if free is None:
            alike.append([each])
        else:
            free.append(each)
    order = {id(each.target): n for n, each in enumerate(told)}
    made = [row for kinds in groups.values() for row in _joined(kinds)]
    made.sort(key=lambda row: order[id(row[0].target)])
    return tuple(_row(row, len(plans), pairs) for row in made)


def near(found: Sequence[TargetRow], plans: Sequence[Plan]) -> tuple[Near, ...]:
    """Rows of different plans that may be one indicator: names alike, the same kind of unit."""
    measured = [
        next(
            indicator(target.indicator, _unit(target), plan.region)
            for target, plan in zip(row.targets, plans, strict=True)
            if target
        )
        for row in found
    ]
    return tuple(
        Near(one, two)
        for one, two in combinations(range(len(found)), 2)
        if not any(a and b for a, b in zip(found[one].targets, found[two].targets, strict=True))
        and similar(measured[one], measured[two])
    )


def _told(place: int, target: Target, plan: Plan) -> _Told:
    return _Told(place, target, indicator(target.indicator, _unit(target), plan.region), plan.period)


def _unit(target: Target) -> str:
    """The unit of measure, from the wording of a value where the plan names none."""
    read = (quantities.read(goal.text).unit for goal in (*target.goals, target.baseline) if goal and goal.text)
    return target.unit or next(filter(None, read), "")


def _joined(kinds: dict[str, list[list[_Told]]]) -> list[list[_Told]]:
    """Rows of one name; those in units of different kinds become one where no plan has both."""
    rows: list[list[_Told]] = []
    for alike in kinds.values():
        for row in alike:
            places = {each.place for each in row}
            free = next((other for other in rows if not places & {each.place for each in other}), None)
            if free is None:
                rows.append(row)
            else:
                free += row
    return [sorted(row, key=lambda each: each.place) for row in rows]


def _row(row: list[_Told], count: int, pairs: Sequence[tuple[int, int]]) -> TargetRow:
    by_place = {each.place: each for each in row}
    targets = tuple(by_place[n].target if n in by_place else None for n in range(count))
    kinds = dict.fromkeys(each.measured.measure.kind for each in row)
    note = ""
    if len(kinds) > 1:
        units = "、".join(dict.fromkeys(f"“{_unit(each.target) or '没有写'}”" for each in row))
        note = f"计量单位不是一类（{units}），数值不能比"
    changes = tuple(_kept(targets[one], targets[two]) for one, two in pairs)
    lines = _lines([by_place.get(n) for n in range(count)], pairs, comparable=not note)
    return TargetRow(row[0].target.indicator, targets, tuple(lines), changes, note)


def _kept(old: Target | None, new: Target | None) -> str:
    if old is None:
        return "新增" if new is not None else ""
    if new is None:
        return "不再写"
    return f"名称改为“{new.indicator}”" if new.indicator != old.indicator else ""


def _lines(told: Sequence[_Told | None], pairs: Sequence[tuple[int, int]], *, comparable: bool) -> Iterator[Line]:
    """The baseline, then year by year, then what has no year; only where a plan says something."""
    stated: dict[tuple[bool, int], dict[int, list[Goal]]] = {}
    for place, each in enumerate(told):
        base = each.target.baseline if each else None
        for goal in each.target.goals if each else ():
            stated.setdefault((True, goal.year or _UNDATED), {}).setdefault(place, []).append(goal)
        if base:
            stated.setdefault((False, 0), {})[place] = [base]
    for aimed, year in sorted(stated):
        by_place = stated[aimed, year]
        years = {year} if aimed else {goal.year for goals in by_place.values() for goal in goals}
        said = [_said(by_place.get(n), each, dated=len(years) > 1) if each else None for n, each in enumerate(told)]
        levels = {each.goal.relation in _LEVELS for each in said if each and each.goal and each.goal.value is not None}
        note = "有的写数值、有的写增减，不能直接比" if len(levels) > 1 and comparable else ""
        changes = tuple(
            _change(said[one], said[two], exact=comparable and not note)
            if _asked(told[one], year) and _asked(told[two], year)
            else ""
            for one, two in pairs
        )
        cells = tuple(each and each.cell for each in said)
        shown = years.pop() if len(years) == 1 else None
        yield Line(None if shown == _UNDATED else shown, not aimed, cells, changes, note)


def _asked(told: _Told | None, year: int) -> bool:
    """Whether a plan could be expected to say something of a year: it has the target, and the year is in its period."""
    if told is None:
        return False
    return told.period is None or not 0 < year < _UNDATED or told.period[0] <= year <= told.period[1]


def _said(goals: Sequence[Goal] | None, told: _Told, *, dated: bool) -> _Said | None:
    if not goals:
        return None
    unit = told.target.unit
    texts, words = ("；".join(say(goal, unit) for goal in goals) for say in (_text, wording))
    when = f"（{goals[0].year}年）" if dated and goals[0].year else ""
    return _Said(
        Cell(texts + when, words + when), goals[0] if len(goals) == 1 else None, unit, told.measured.measure.size
    )


def _text(goal: Goal, unit: str) -> str:
    """A goal in the same signs whatever its wording, where these say all of it."""
    if not _plain(goal, unit):
        return wording(goal, unit)
    return _SIGNS.get(goal.relation, "") + quantities.write(Quantity("equal", goal.value, goal.high, unit=unit))


def _plain(goal: Goal, unit: str) -> bool:
    """Whether relation, number and unit are all that a goal says, and the number is a level."""
    said = "".join(wording(goal, unit).split())
    return goal.value is not None and goal.relation in _LEVELS and _PLAIN.fullmatch(said) is not None


def _change(old: _Said | None, new: _Said | None, *, exact: bool) -> str:
    """What became of a value: a difference where both say the same of a level, else from what to what."""
    if old is None or new is None:
        return "" if old is new else "不再写" if old else "新写"
    if old.cell == new.cell and old.unit == new.unit:
        return ""
    before, after = _level(old), _level(new)
    if not exact or before is None or after is None or before[0] != after[0]:
        return f"由{old.cell.text}改为{new.cell.text}"
    amount = after[1] * new.size / old.size - before[1]
    if not amount:
        return "说法改了，数值未变"
    return f"{amount.normalize():+f}{'个百分点' if old.unit == '%' else old.unit}"


def _level(said: _Said) -> tuple[str, Decimal] | None:
    """At least, at most or simply how much; None for a range, a growth, or what has more words to it."""
    goal = said.goal
    if goal is None or goal.value is None or goal.high is not None or not _plain(goal, said.unit):
        return None
    return _SIGNS.get(goal.relation, ""), Decimal(repr(goal.value))
