"""Plans -> Comparison: several plans side by side in the order given, and never ranked.

国市监质发〔2024〕97号 gives counties their data for 自身纵向比对 and 同类型城市横向比对, and part 三（五） forbids
ranking by results. So nothing here is sorted by a result, summed up over plans or called better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qplan import collation, covering, vocabulary
from qplan.body import body
from qplan.comparing import naming, targets, tasks, units
from qplan.comparing.naming import Called, Kind
from qplan.comparing.targets import Near, TargetRow
from qplan.comparing.tasks import Changes
from qplan.comparing.units import UnitRow
from qplan.covering import Answer, Coverage, Tally
from qplan.errors import Misuse
from qplan.framework import Framework, Requirement
from qplan.length import length
from qplan.plan import Plan

LABELS = "甲乙丙丁戊己庚辛壬癸"
"""What the plans are called in narrow columns; there are no more plans than these."""

_SAID = ("full", "partial")
_UNSAID = ("none", "claimed")


class Given(NamedTuple):
    """A plan to compare: its file as the user named it, and the framework that it follows, None for an unknown one."""

    file: str
    plan: Plan
    framework: Framework | None


@dataclass(frozen=True)
class Side:
    """One plan of a comparison.

    ``label`` is 甲, 乙 …; ``name`` tells it from the others, ``short`` does so in a narrow column; plans of one place
    have one ``place``. ``characters`` is the body's length in 字, ``units`` how many units have a task.
    ``foreign``: it follows another framework than the one compared by, so that its own 对应, 不适用 and 另有部署,
    which cite that one, count as a crosswalk between the two has it (``coverage.carried``), and else do not.
    """

    label: str
    file: str
    name: str
    short: str
    place: int
    plan: Plan
    coverage: Coverage
    characters: int
    units: int
    foreign: bool

    @property
    def tasks(self) -> int:
        """How many tasks it has."""
        return sum(1 for _ in self.plan.tasks())


@dataclass(frozen=True)
class Asked:
    """One requirement and what became of it in each plan."""

    requirement: Requirement
    answers: tuple[Answer, ...]

    @property
    def differs(self) -> bool:
        """The plans stand differently to it."""
        return len({each.state for each in self.answers}) > 1

    @property
    def one_sided(self) -> bool:
        """Some have words for it, others have none and say nothing else of it."""
        states = {each.state for each in self.answers}
        return not states.isdisjoint(_SAID) and not states.isdisjoint(_UNSAID)


@dataclass(frozen=True)
class Area:
    """An area, or one of its parts, or the total, and its counts in each plan."""

    title: str
    tallies: tuple[Tally, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything that a report of it shows.

    ``kind`` is versions (纵向: one place), places (横向) or mixed. ``pairs`` are the places in ``sides`` of plans
    that follow each other as versions of one place; ``changes`` has one entry for each, and so have the changes of
    targets. ``near`` are rows of ``targets`` that may be one. ``notes`` say what is to be kept in mind.
    """

    framework: Framework
    kind: Kind
    sides: tuple[Side, ...]
    pairs: tuple[tuple[int, int], ...]
    areas: tuple[Area, ...]
    asked: tuple[Asked, ...]
    targets: tuple[TargetRow, ...]
    near: tuple[Near, ...]
    units: tuple[UnitRow, ...]
    changes: tuple[Changes, ...]
    notes: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Nothing that is compared here differs."""
        return not (
            any(each.differs for each in self.asked)
            or any(each.differs for each in self.targets)
            or any(each.differs for each in self.units)
            or any(each.added or each.removed or each.changed for each in self.changes)
        )


def compare(plans: Sequence[Given], framework: Framework) -> Comparison:
    """Set plans side by side.

    Args:
        plans: two to ten, in the order of the report.
        framework: the one by which all of them are read.

    Raises:
        Misuse: fewer than two plans, or more than ten.
    """
    if not 1 < len(plans) <= len(LABELS):
        raise Misuse(f"比较要两份到{len(LABELS)}份方案，这里是 {len(plans)} 份", "写上要比的方案文件")
    names = naming.called([(each.file, each.plan) for each in plans])
    sides = tuple(_side(*each, framework) for each in zip(LABELS, plans, names, strict=False))
    kind = naming.kind(names)
    pairs = tuple(_pairs([each.place for each in names]))
    every = [each.plan for each in plans]
    aims = targets.rows(every, pairs)
    return Comparison(
        framework=framework,
        kind=kind,
        sides=sides,
        pairs=pairs,
        areas=tuple(
            Area(rows[0][0], tuple(tally for _, tally in rows))
            for rows in zip(*(collation.rows(side.coverage) for side in sides), strict=True)
        ),
        asked=tuple(
            Asked(answers[0].requirement, answers)
            for answers in zip(*(side.coverage.answers for side in sides), strict=True)
        ),
        targets=aims,
        near=targets.near(aims, every),
        units=units.rows(every, one_place=kind == "versions"),
        changes=tuple(tasks.changes(every[one], every[two]) for one, two in pairs),
        notes=tuple(_notes(sides, framework, kind)),
    )


def _side(label: str, given: Given, called: Called, framework: Framework) -> Side:
    plan, own = given.plan, given.framework
    return Side(
        label=label,
        file=given.file,
        name=called.name,
        short=called.short,
        place=called.place,
        plan=plan,
        coverage=covering.cover(plan if own else covering.unclaimed(plan), framework, own=own),
        characters=length(body(plan)),
        units=len(units.table(plan).units),
        foreign=own is None or own.id != framework.id,
    )


def _pairs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each plan with the one of the same place before it."""
    for later, place in enumerate(places):
        earlier = [n for n in range(later) if places[n] == place]
        if earlier:
            yield earlier[-1], later


def _notes(sides: Sequence[Side], framework: Framework, kind: Kind) -> Iterator[str]:
    for carried, what in ((False, "说的是别的要点，没有计入。"), (True, "按两份要点包的对照表带过来。")):
        names = "、".join(side.name for side in sides if side.foreign and side.coverage.carried is carried)
        if names:
            yield (
                f"{names}写的依据方案不是《{framework.title}》，这里一律按它对照；"
                f"方案文件里的对应、不适用和另有部署{what}"
            )
    levels = dict.fromkeys(vocabulary.chinese(side.plan.level, "region", "level") for side in sides)
    if kind != "versions" and len(levels) > 1:
        yield f"各地层级不同（{'、'.join(level or '没有写' for level in levels)}），指标和单位的设置本来就不一样。"
    years = {side.plan.period or side.plan.document.date for side in sides}
    if kind != "versions" and len(years) > 1:
        yield "各方案的实施期或成文日期不同，目标值按年份对齐，不同年份的不能比。"
