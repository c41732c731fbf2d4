"""A plan and edits of it -> the plan as it would be, to see whether a table printed from it says what was wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qplan import build
from qplan.amending import amended
from qplan.amending.edits import Edit
from qplan.errors import Unamendable
from qplan.findings import Route
from qplan.plan import Item, Node, Plan, Section


@dataclass(frozen=True)
class Book:
    """The plan whose tables came back, and its data as the file has them."""

    plan: Plan
    data: Any

    def after(self, edits: Sequence[Edit]) -> Plan | None:
        """The plan after the edits; None where they contradict each other."""
        try:
            return build.build(amended(self.data, edits), self.plan.keys)
        except Unamendable:
            return None

    def agree(self, edits: Sequence[Edit]) -> bool:
        """Whether all of the edits can be made together."""
        try:
            amended(self.data, edits)
        except Unamendable:
            return False
        return True


def task_at(plan: Plan, route: Route) -> Item | None:
    """The item at a route."""
    return next((item for item in plan.items() if item.route == route), None)


def holder(plan: Plan, route: Route) -> Node | None:
    """The innermost section or item that a route is in, or is."""
    around = [node for node in plan.nodes() if route[: len(node.route)] == node.route]
    return max(around, key=lambda node: len(node.route), default=None)


def sections(plan: Plan) -> list[Section]:
    """Every section, in print order."""
    return [node for node in plan.nodes() if isinstance(node, Section)]
