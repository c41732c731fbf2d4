"""What a rule is, and the case it judges: a plan, its framework, and the scans that several rules share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from qplan import vocabulary
from qplan.body import body
from qplan.findings import Entry, Remark, Route, Severity
from qplan.framework import Framework
from qplan.length import length
from qplan.patterns import pattern
from qplan.plan import ROLES, Due, Duty, Plan, RoleName
from qplan.rules._subject import Clause, spoken
from qplan.rules._texts import Text, measures, named, texts

_NUMBERED_YEAR = pattern(r"〔(\d{4})〕")
_YEAR = pattern(r"(?<![\d〔])(20\d{2})(?=年|[—–-]20\d{2}年)")


class Named(NamedTuple):
    """A unit where the plan names it: ``at`` is the very entry, ``owner`` the words for what it belongs to."""

    at: Route
    role: RoleName
    unit: str
    owner: str


class Case:
    """A plan to be judged, and the framework it refers to (None where that could not be read).

    What several rules scan is gathered once, at the first rule that asks for it.
    """

    def __init__(self, plan: Plan, framework: Framework | None) -> None:
        self.plan = plan
        self.framework = framework

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Everything that the plan prints but for its units, in the order of print."""
        return tuple(texts(self.plan))

    @cached_property
    def prose(self) -> tuple[Text, ...]:
        """What reads as sentences: preamble, bodies, measures, boxes and yearly steps."""
        preamble = ("document", "preamble")
        return tuple(text for text in self.texts if text.kind in ("body", "part") or text.at == preamble)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause of the plan's title, headings and prose."""
        return tuple(spoken(self.texts))

    @cached_property
    def length(self) -> int:
        """字 of the printed body."""
        return length(body(self.plan))

    def key(self, *route: str | int) -> str:
        """The name of a key in the language of the plan: ``key("document", "number")`` is 发文字号."""
        return vocabulary.key_name(vocabulary.at(route[:-1]), str(route[-1]), self.plan.keys)

    def graver_at_issue(self, before: Severity = Severity.WARNING) -> Severity:
        """Error in an 印发稿, ``before`` in every earlier draft."""
        return Severity.ERROR if self.plan.document.stage == "issue" else before

    @property
    def dated(self) -> str | None:
        """The day (ISO) on which the plan says it was made.

        成文日期, else the date of the notice around it, else the last day of the year in the 发文字号.
        """
        document = self.plan.document
        dates = (document.date, document.notice.date if document.notice else None)
        found = next((each for each in dates if is_date(each)), None)
        year = _NUMBERED_YEAR.search(document.number or "")
        return found or (f"{year[1]}-12-31" if year else None)

    def since(self, day: str) -> bool:
        """Whether the plan may have been made on ``day`` (ISO) or later.

        A plan without a date was made in the last year that it names at the latest, for no plan looks only
        back; one that names no year is being made now.
        """
        return self._latest is None or self._latest >= day

    @cached_property
    def _latest(self) -> str | None:
        year = max(self._years(), default=None) if self.dated is None else None
        return self.dated or (f"{year}-12-31" if year else None)

    def _years(self) -> Iterator[int]:
        plan = self.plan
        yield from plan.period or ()
        yield from (goal.year for target in plan.targets for goal in target.goals if goal.year)
        yield from (int(due.last[:4]) for _, _, due in self.dues() if due.last)
        for node in plan.nodes():
            for text in (node.title, *node.paragraphs, *(measure.text for measure in measures(node))):
                yield from map(int, _YEAR.findall(text))

    def duties(self) -> Iterator[tuple[Route, str, Duty]]:
        """Every place that names units: its route, the words for it, its own duty (not the inherited one)."""
        for node in self.plan.nodes():
            if node.duty:
                yield node.route, named(node), node.duty
            for measure in measures(node):
                if measure.duty:
                    yield measure.route, named(node, measure), measure.duty
        for target in self.plan.targets:
            if target.duty:
                yield target.route, f"指标“{target.indicator}”", target.duty

    def units(self) -> Iterator[Named]:
        """Every unit at every place that names it, in the order of the content, then of the targets."""
        for route, owner, duty in self.duties():
            for role in ROLES:
                for index, unit in enumerate(getattr(duty, role)):
                    yield Named((*route, role, index), role, unit, owner)

    def dues(self) -> Iterator[tuple[Route, str, Due]]:
        """Every deadline stated: the route of its key, the words for whose it is, the deadline."""
        for node in self.plan.nodes():
            if node.due:
                yield (*node.route, "due"), named(node), node.due
            for measure in measures(node):
                if measure.due:
                    yield (*measure.route, "due"), named(node, measure), measure.due


class Rule(NamedTuple):
    """One meaning that a plan can miss: the entry says what it is called and why it matters, ``check`` finds it.

    The entry's ``bad`` and ``good`` hold only what matters: top-level keys, or a list of tasks. A test lays
    each over a small sound plan.
    """

    entry: Entry
    check: Callable[[Case], Iterator[Remark]]


def rule(entry: Entry) -> Callable[[Callable[[Case], Iterator[Remark]]], Rule]:
    """Make a rule of an entry and the function below it."""
    return lambda check: Rule(entry, check)


def is_date(text: str | None) -> bool:
    """Whether a text is a day of the calendar in ISO form."""
    try:
        return text is not None and dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
