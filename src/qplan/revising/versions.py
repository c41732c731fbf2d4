"""What a comparison stands on: the plan file, the draft as it went out, the document as it came back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from qplan import build, checking, dossier, rendering
from qplan.checking import Checked
from qplan.findings import Route
from qplan.headings import heading
from qplan.plan import Node, Plan, Section
from qplan.reading import Imported
from qplan.revising.matching import Matching, match


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

    @cached_property
    def steady(self) -> frozenset[Route]:
        """The points of the document that are the draft's, and have not moved."""
        moved = {now.route for _, now in self.matching.moved}
        return frozenset(now.route for _, now in self.matching.pairs if now.route not in moved)

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
    numbers = []
    inside: tuple[Node, ...] = plan.content
    while inside:
        around = next(each for each in inside if each.route == node.route[: len(each.route)])
        numbers.append(around.number)
        inside = around.content if isinstance(around, Section) and around.route != node.route else ()
    return heading(numbers, node.title or next(iter(node.paragraphs), "")) or "没有标题的一条"


@contextmanager
def drafted(checked: Checked, format: str) -> Iterator[Path]:
    """The plan's own draft in a format, as a file for as long as it is read."""
    data = rendering.render(dossier.compile_(checking.whole(checked), checked.framework), format)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"draft.{format}")
        path.write_bytes(data)
        yield path


def best(found: Sequence[Copy], draft: Copy) -> Copy:
    """Of several documents in one file the one that has most points of the draft."""
    if len(found) == 1:
        return found[0]
    return max(found, key=lambda each: len(match(draft.plan, each.plan).pairs))
