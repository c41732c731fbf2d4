"""Last year's tasks x Coverage -> the area that each belongs to: by claims, by its words, by its title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from qplan.covering import Coverage
from qplan.framework import Area, Framework, Requirement, folded
from qplan.plan import Item, Node, Section
from qplan.recognition.evidence import Evidence

_STOCK = re.compile(
    "质量|提升|提高|发展|推动|推进|加强|强化|加快|促进|完善|健全|水平|能力|体系|建设|增强|优化|打造|构建|全面|深入|大力|优质"
)
"""Words that the titles of every area have: they tell none from another."""
_MARK = re.compile(r"[\W_]+")
_WEIGHT = {"full": 2, "partial": 1}
_CLAIM = 2
_TITLE = 2
_CALLED = 4


class Homes:
    """Where each node of last year's plan speaks, by area; made once of its coverage."""

    def __init__(self, coverage: Coverage, *, settled: bool) -> None:
        """``settled``: the plan was divided by this pack, so that its sections are the areas."""
        self._settled = settled
        self._framework: Framework = coverage.framework
        self._found: dict[int, list[tuple[Requirement, Evidence]]] = {}
        self._claimed: dict[int, list[Requirement]] = {}
        for answer in coverage.answers:
            for each in answer.evidence:
                self._found.setdefault(id(each.node), []).append((answer.requirement, each))
            for said in answer.claims:
                self._claimed.setdefault(id(said.node), []).append(answer.requirement)

    def area(self, node: Node, above: Iterable[Section]) -> Area | None:
        """The area of a node, None where nothing points to one.

        In a plan that was divided by the pack a section called as an area keeps what it holds. Else the node's words
        decide, a requirement that it answers wholly counting double, and a claim of 对应 as much; words that its title
        shares with the titles of what it answers count double again. A section above it that shares some adds one,
        one that is called as the area four: 质量强国建设纲要 has some of the same headings, over other things. One part
        of a list, or a mere purpose, is too little to place a node by. Where two areas are even, the one that the
        words speak for goes before; then the first.
        """
        headings = [each.title for each in above]
        called = [area for heading in headings for area in self._framework.areas if _flat(area.title) == _flat(heading)]
        if called and self._settled:
            return called[-1]
        weights = self._weights(node)
        words: dict[str, set[str]] = {}
        for requirement in self._about(node):
            words.setdefault(requirement.area, set()).update(_pairs(requirement.title))
        scores: dict[str, tuple[int, int]] = {}
        for area in self._framework.areas:
            if area.id in weights:
                known = words[area.id] | _pairs(area.title)
                titled = _TITLE * len(_pairs(node.title) & known)
                around = _CALLED if area in called else any(_pairs(heading) & known for heading in headings[-1:])
                scores[area.id] = (weights[area.id] + titled + around, weights[area.id])
        best = max(scores, key=lambda key: scores[key], default=None)
        return next((area for area in self._framework.areas if area.id == best), None)

    def _about(self, node: Node) -> list[Requirement]:
        return [each for each, _ in self._found.get(id(node), ())] + self._claimed.get(id(node), [])

    def _weights(self, node: Node) -> Counter[str]:
        found = self._found.get(id(node), [])
        weights: Counter[str] = Counter()
        for requirement, evidence in found:
            weights[requirement.area] += _WEIGHT[evidence.strength]
        for requirement in self._claimed.get(id(node), ()):
            weights[requirement.area] += _CLAIM
        weak = len(found) == 1 == weights.total() and bool(found[0][1].limits)
        return Counter() if weak else weights


def speaks(node: Node) -> bool:
    """Whether a node of the tasks has something to say by itself: an item, or a section with a text of its own."""
    return isinstance(node, Item) or bool(node.paragraphs or node.boxes or node.shows)


def _flat(title: str) -> str:
    return _MARK.sub("", folded(title))


def _pairs(title: str) -> set[str]:
    """Pairs of neighbouring characters, without the stock of such titles: what two titles are compared by."""
    pieces = _MARK.split(_STOCK.sub("|", folded(title)))
    return {"".join(pair) for piece in pieces for pair in pairwise(piece)}
