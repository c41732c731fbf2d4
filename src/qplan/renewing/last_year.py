"""A plan that was checked -> last year's plan: its data, the Plan that it makes, and the year that it is of."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from typing import Any

from qplan import build, checking
from qplan.checking import Checked
from qplan.findings import Route
from qplan.framework import Framework
from qplan.plan import Plan

Data = dict[str, Any]

WAS = "was"
"""The key under which every node's data has its path in last year's plan, until the new plan is whole."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True)
class LastYear:
    """Last year's plan: canonical data and the Plan that it makes; ``pack`` is its own, None where that is not known.

    Units named by a default clause that holds from some task on are written out in the Plan; one that holds for all
    stays a clause, for it goes on to hold.
    """

    data: Data
    plan: Plan
    pack: Framework | None

    @property
    def made(self) -> int | None:
        """The year in which it was written: its date's or number's, the first of its period, else its title's."""
        document, notice = self.plan.document, self.plan.document.notice
        told = (document.date, notice.date if notice else None, document.number)
        years = [int(found[1]) for text in told if text and (found := _YEAR.search(text))]
        years += self.plan.period[:1] if self.plan.period else ()
        years += map(int, _YEAR.findall("".join((document.title, *document.subtitles))))
        return next(iter(years), None)

    def at(self, route: Route) -> Data:
        """The data at the route of a node or target, a copy of its own."""
        return copy.deepcopy(_fetched(self.data, route))


def of(checked: Checked) -> LastYear:
    """Last year's plan.

    Raises:
        Broken: it has errors that keep it from being understood.
    """
    checking.whole(checked)
    data = copy.deepcopy(checked.canonical.data)
    begins = (data.get("defaults") or {}).get("since")
    plan = build.build(data if begins else {key: value for key, value in data.items() if key != "defaults"})
    for node in plan.nodes():
        _fetched(data, node.route)[WAS] = node.path
    return LastYear(data, plan, checked.framework)


def _fetched(data: Data, route: Route) -> Data:
    value: Any = data
    for step in route:
        value = value[step]
    found: Data = value
    return found
