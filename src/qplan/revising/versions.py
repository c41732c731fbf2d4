"""What a comparison stands on: the plan file, the draft as it went out, the document as it came back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from qplan import build
from qplan.findings import Route
from qplan.headings import heading
from qplan.plan import Node, Plan
from qplan.reading import Imported
from qplan.revising.matching import Matching, match, parent


@dataclass(frozen=True)
class Copy:
    """A document as it was read: the plan in it, the data that this is made of, and the anchors that it carries."""

    plan: Plan
    data: Any
    anchors: frozenset[str]


@dataclass(frozen=True)
class Versions:
    """The three versions of a plan.

    ``plan`` and ``data`` (canonical) are the plan file's, ``draft`` is what went out, ``document`` what came back.
    """

    plan: Plan
    data: Any
    draft: Copy
    document: Copy

    @cached_property
    def matching(self) -> Matching:
        """The points of the draft and of the document."""
        return match(self.draft.plan, self.document.plan, ids=self.draft.anchors & self.document.anchors)

    @cached_property
    def holders(self) -> dict[Route, Node]:
        """The points of the plan file by the route that they have in the draft."""
        pairs = match(self.plan, self.draft.plan, ids=self.draft.anchors).pairs
        return {printed.route: own for own, printed in pairs}

    @cached_property
    def origins(self) -> dict[Route, Node]:
        """The points of the draft by the route that they have in the document."""
        return {now.route: before for before, now in self.matching.pairs}

    def holder(self, now: Route) -> Node | None:
        """The point of the plan file that a point of the document comes from."""
        before = self.origins.get(now)
        return self.holders.get(before.route) if before else None


def copies(imported: Imported) -> tuple[Copy, ...]:
    """Every document that a file holds."""
    carried = frozenset(block.anchor for block in imported.gathering.every.values() if block.anchor)
    return tuple(Copy(build.build(data), data, carried) for data in imported.documents)


def named(plan: Plan, node: Node) -> str:
    """A point as a reader finds it: 二、（三）5“完善重点产业链建设”."""
    above = {each.route: each for each in plan.nodes()}
    chain = [node]
    while parent(chain[0].route) in above:
        chain.insert(0, above[parent(chain[0].route)])
    return heading((each.number for each in chain), node.title or next(iter(node.paragraphs), "")) or "没有标题的一条"


def best(found: Iterable[Copy], draft: Copy) -> Copy:
    """Of several documents in one file the one that has most points of the draft."""
    return max(found, key=lambda each: len(match(draft.plan, each.plan).pairs))
