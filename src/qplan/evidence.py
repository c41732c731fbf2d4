"""Plan x Lexicon -> Evidence: which node answers which requirement, by which words, under which claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qplan import clauses
from qplan.clauses import Match
from qplan.framework import Framework, Requirement
from qplan.lexicon import Lexicon, Strength
from qplan.plan import Claim, Item, Node, Plan, Section

_OVERVIEW = ("overview", "targets")


@dataclass(frozen=True)
class Said:
    """A claim of 对应 that counts, with the node that makes it; ``requirement`` is the id that it names."""

    node: Node
    requirement: str
    claim: Claim


@dataclass(frozen=True)
class Evidence:
    """Words of one node that answer one requirement.

    ``measure`` is the printed number of the measure that holds the best of them, None where they stand in the
    node's own text. ``limits`` says why they count only in part: list (one of several things named), frame (a
    purpose, a field), ``why`` why words of this kind count at all. ``claim`` is the plan file's own word on
    it, the node's or that of a section above.
    """

    node: Node
    measure: str | None
    strength: Strength
    words: tuple[str, ...]
    clauses: tuple[str, ...]
    groups: tuple[str, ...]
    shows: frozenset[str]
    limits: frozenset[str]
    why: tuple[str, ...]
    claim: Claim | None

    @property
    def claimed(self) -> bool:
        """The plan file says so too."""
        return self.claim is not None


def claims(plan: Plan, framework: Framework) -> tuple[Said, ...]:
    """The claims that count, in the order of print: not the proposed ones, nor those that name nothing."""
    return tuple(
        Said(node, requirement.id, claim)
        for node in plan.nodes()
        for claim in node.covers
        if not claim.proposed
        for requirement in framework.named(claim.requirement)
    )


def gather(plan: Plan, framework: Framework, lexicon: Lexicon) -> dict[str, tuple[Evidence, ...]]:
    """All evidence by requirement, in the order of print.

    The text of an overview or a target counts only for the requirements that the lexicon says may be answered
    anywhere. A claim of degree none strikes a node's evidence out, one of degree partial limits it.
    """
    names = clauses.names(_units(plan))
    needed = {each.id: each for each in framework.everything}
    said = {(id(each.node), each.requirement): each.claim for each in claims(plan, framework)}
    found: dict[str, list[Evidence]] = {key: [] for key in needed}
    for node, above in _walk(plan.content, ()):
        titles = "，".join(each.title for each in (*above, node))
        for key, matches in _matches(node, titles, names, lexicon).items():
            if key not in needed or (node.part in _OVERVIEW and key not in lexicon.anywhere):
                continue
            claim = next((said[id(each), key] for each in (node, *reversed(above)) if (id(each), key) in said), None)
            if claim is None or claim.degree != "none":
                found[key].append(_evidence(node, needed[key], matches, claim, lexicon))
    return {key: tuple(each) for key, each in found.items()}


def _walk(nodes: Iterable[Node], above: tuple[Section, ...]) -> Iterator[tuple[Node, tuple[Section, ...]]]:
    for node in nodes:
        yield node, above
        if isinstance(node, Section):
            yield from _walk(node.content, (*above, node))


def _units(plan: Plan) -> Iterator[str]:
    """Every name of a body in the plan."""
    for unit in plan.registry:
        yield from (unit.name, unit.full or "", *unit.aliases)
    for node in plan.nodes():
        yield from node.duty.units
        if isinstance(node, Item):
            for measure in node.measures:
                yield from measure.duty.units


def _texts(node: Node) -> Iterator[tuple[str | None, str]]:
    """The node's own texts, each with the number of its measure; a section's title is a heading, no evidence."""
    if isinstance(node, Item):
        yield None, node.title
    for paragraph in node.paragraphs:
        yield None, paragraph
    for box in node.boxes:
        yield None, f"{box.title}。{box.text}"
    if isinstance(node, Item):
        for measure in node.measures:
            yield measure.number or measure.path.rpartition("/")[2], measure.text


def _matches(
    node: Node, titles: str, names: re.Pattern[str] | None, lexicon: Lexicon
) -> dict[str, list[tuple[str | None, Match]]]:
    found: dict[str, list[tuple[str | None, Match]]] = {}
    for measure, text in _texts(node):
        for match in clauses.matches(text, titles, names, lexicon):
            found.setdefault(match.requirement, []).append((measure, match))
    return found


def _evidence(
    node: Node,
    requirement: Requirement,
    found: list[tuple[str | None, Match]],
    claim: Claim | None,
    lexicon: Lexicon,
) -> Evidence:
    matches = [match for _, match in found]
    shows = frozenset(name for each in matches for name in lexicon.shows(requirement.id, each.clause))
    whole = any(match.strength == "full" for match in matches) or _complete(requirement, shows, lexicon)
    full = whole and (claim is None or claim.degree != "partial")
    best = next((number for number, match in found if match.strength == "full"), found[0][0])
    return Evidence(
        node=node,
        measure=best,
        strength="full" if full else "partial",
        words=tuple(dict.fromkeys(match.words for match in matches)),
        clauses=tuple(dict.fromkeys(match.clause for match in matches)),
        groups=tuple(dict.fromkeys(match.group for match in matches)),
        shows=shows,
        limits=frozenset() if full else frozenset(match.limit for match in matches if match.limit),
        why=tuple(dict.fromkeys(match.why for match in matches)),
        claim=claim,
    )


def _complete(requirement: Requirement, shows: frozenset[str], lexicon: Lexicon) -> bool:
    needed = lexicon.enough.get(requirement.id, frozenset(requirement.elements))
    return bool(needed) and shows >= needed
