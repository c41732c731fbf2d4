"""Plan data x Coverage -> the same with proposals of 对应, each 待确认 until a person has looked at it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qplan import build, covering
from qplan.covering import Coverage, Offer
from qplan.framework import Framework

Data = dict[str, Any]

_ASIDE = ("overview", "targets")
_PROPOSAL = re.compile(r"待确认: true|proposed: true")
_SHOWN = 30
"""Code points of the words that stand behind a proposal."""


@dataclass(frozen=True)
class Suggested:
    """Plan data with its proposals; ``offers`` has one for each, in the order of the file."""

    data: Data
    offers: tuple[Offer, ...]

    @property
    def items(self) -> int:
        """How many sections and items have proposals."""
        return len({id(offer.evidence.node) for offer in self.offers})


def suggest(data: Data, pack: Framework) -> Suggested:
    """Propose what each section and item answers, 全部 or 部分, by its words; what it claims already is left out.

    A single part of a list, a mere purpose and the chapters on aims are no ground for a proposal.

    Args:
        data: canonical, as an import makes it; it is not changed.
        pack: whose requirements are proposed; the plan then names it.
    """
    made = copy.deepcopy(data)
    offers = tuple(worthy(covering.cover(build.build(made), pack)))
    for offer in offers:
        node: Any = made
        for step in offer.evidence.node.route:
            node = node[step]
        node["covers"] = [
            *node.get("covers", []),
            {"requirement": offer.requirement.id, "degree": offer.evidence.strength, "proposed": True},
        ]
    named = {"framework": f"{pack.id}@{pack.edition}"} if offers else {}
    return Suggested({"format": made.get("format", "qplan/1"), **named, **made}, offers)


def worthy(coverage: Coverage) -> Iterator[Offer]:
    """The offers that are worth a person's look."""
    for offer in coverage.offered:
        found = offer.evidence
        weak = found.strength == "partial" and all(each.limit for each in found.passages)
        if offer.requirement.kind == "task" and not (weak or offer.proposed or found.node.part in _ASIDE):
            yield offer


def annotated(text: str, offers: tuple[Offer, ...]) -> str:
    """A plan file's text with what each proposal means, and by which words, as a comment behind it."""
    waiting = iter(offers)
    lines = []
    for line in text.split("\n"):
        offer = next(waiting, None) if _PROPOSAL.search(line) else None
        lines.append(f"{line}  # {_told(offer)}" if offer else line)
    return "\n".join(lines)


def _told(offer: Offer) -> str:
    words = offer.evidence.best.words
    cut = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"
    return f"{offer.requirement.place} {offer.requirement.title}：“{cut}”"
