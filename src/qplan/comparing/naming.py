"""Plans -> what a comparison calls them: which are versions of one place, and what tells these apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Literal, NamedTuple

from qplan import vocabulary
from qplan.framework import folded
from qplan.patterns import pattern
from qplan.plan import Plan
from qplan.text import printed_date

Kind = Literal["versions", "places", "mixed"]

_ABOVE = pattern(r".+[省市州盟区]$")
"""What may stand before a place's own name: 温州市洞头区 is 洞头区."""


class Called(NamedTuple):
    """A plan's name in full, as in 示例县（2026年3月2日）, and for a narrow column; ``place`` numbers its place."""

    name: str
    short: str
    place: int


def called(plans: Sequence[tuple[str, Plan]]) -> tuple[Called, ...]:
    """The names of plans given as (file, plan), each another.

    The place's name, else the title, else the file. Versions of one place are told apart by the first of these
    that all have and that is different in each: 成文日期, 稿次, 实施期, both, else the file.
    """
    places = _places(plans)
    single = len(set(places)) == 1
    names = []
    for n, (place, (file, plan)) in enumerate(zip(places, plans, strict=True)):
        base = plan.region or _title(plan) or PurePath(file).name
        versions = [other for other, where in enumerate(places) if where == place]
        mark = _marks(versions, plans).get(n, "")
        name = f"{base}（{mark}）" if mark and mark != base else base
        names.append(Called(name, mark if mark and single else name, place))
    return tuple(names)


def kind(names: Sequence[Called]) -> Kind:
    """Whether plans are versions of one place, of a place each, or both."""
    places = {each.place for each in names}
    if len(places) == 1:
        return "versions"
    return "places" if len(places) == len(names) else "mixed"


def stage(plan: Plan) -> str:
    """征求意见稿, 送审稿, 印发稿, or ""."""
    return vocabulary.chinese(plan.document.stage, "document", "stage")


def period(plan: Plan) -> str:
    """2026—2027年, or ""."""
    if plan.period is None:
        return ""
    first, last = plan.period
    return f"{first}年" if first == last else f"{first}—{last}年"


def _places(plans: Sequence[tuple[str, Plan]]) -> list[int]:
    """A number for the place of each plan: plans of one place have the same."""
    groups: list[list[Plan]] = []
    numbers = []
    for _, plan in plans:
        found = next((n for n, group in enumerate(groups) if all(_same(plan, other) for other in group)), None)
        if found is None:
            found = len(groups)
            groups.append([])
        groups[found].append(plan)
        numbers.append(found)
    return numbers


def _same(one: Plan, two: Plan) -> bool:
    """Whether two plans are of one place: by its name, with or without the city's before it; else by the title."""
    if one.region and two.region:
        short, long = sorted(map(folded, (one.region, two.region)), key=len)
        return short == long or (long.endswith(short) and _ABOVE.fullmatch(long.removesuffix(short)) is not None)
    if one.region or two.region:
        return False
    return one == two or bool(_title(one) and folded(_title(one)) == folded(_title(two)))


def _title(plan: Plan) -> str:
    return plan.document.title.strip()


def _marks(versions: Sequence[int], plans: Sequence[tuple[str, Plan]]) -> dict[int, str]:
    """What tells the versions of one place apart, by their numbers; {} for a single one."""
    if len(versions) == 1:
        return {}
    facts: tuple[Callable[[Plan], str], ...] = (
        lambda plan: printed_date(plan.document.date),
        stage,
        period,
        lambda plan: "，".join(filter(None, (printed_date(plan.document.date) or stage(plan), period(plan)))),
    )
    for fact in facts:
        told = {n: fact(plans[n][1]) for n in versions}
        if all(told.values()) and len(set(told.values())) == len(versions):
            return told
    names = {n: PurePath(plans[n][0]).name for n in versions}
    return names if len(set(names.values())) == len(versions) else {n: plans[n][0] for n in versions}
