"""Plan x Lexicon -> Evidence: which node answers which requirement, by which words, under which claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from qplan.framework import Framework, Requirement, folded
from qplan.plan import Claim, Item, Measure, Node, Plan, Section
from qplan.recognition import clauses
from qplan.recognition.clauses import Limit
from qplan.recognition.lexicon import Lexicon, Strength, Theme

_OVERVIEW = ("overview", "targets")


@dataclass(frozen=True)
class Said:
    """A claim of 对应 that counts, with the node that makes it; ``requirement`` is the id that it names."""

    node: Node
    requirement: str
    claim: Claim


@dataclass(frozen=True)
class Passage:
    """Words of one text of a node that speak for a requirement.

    ``measure`` holds them, None where they stand in the node's own title, text or box. ``limit`` says why they
    count only in part: list (one of several things named), frame (a purpose, a field), theme (the plan is about
    something else); ``why`` why words of this kind count at all. ``clause`` is what they were found in, folded,
    names masked.
    """

    measure: Measure | None
    words: str
    clause: str
    strength: Strength
    group: str
    why: str
    limit: Limit | Literal["theme"] | None


@dataclass(frozen=True)
class Evidence:
    """What one node says to one requirement.

    ``strength`` is the node's as a whole: its passages may say together what none of them says alone.
    ``shows`` are the requirement's elements that they hold, ``claim`` the plan file's own word on it, the
    node's or that of a section above.
    """

    node: Node
    strength: Strength
    passages: tuple[Passage, ...]
    shows: frozenset[str]
    claim: Claim | None

    @property
    def claimed(self) -> bool:
        """The plan file says so too."""
        return self.claim is not None and not self.struck

    @property
    def struck(self) -> bool:
        """The plan file says that these words are no answer (程度: 无): they count for nothing, but are kept."""
        return self.claim is not None and self.claim.degree == "none"

    @property
    def best(self) -> Passage:
        """The passage to show where there is room for one: a full one before a partial one."""
        return next((each for each in self.passages if each.strength == "full"), self.passages[0])

    @property
    def words(self) -> tuple[str, ...]:
        """The words, each once."""
        return tuple(dict.fromkeys(each.words for each in self.passages))

    @property
    def why(self) -> tuple[str, ...]:
        """Why they count, each reason once; where a passage is full by itself, those of such passages alone."""
        whole = [each for each in self.passages if each.strength == self.strength == "full"]
        return tuple(dict.fromkeys(each.why for each in whole or self.passages))

    @property
    def limits(self) -> frozenset[str]:
        """What keeps the node's words from being full; none where they are."""
        if self.strength == "full":
            return frozenset()
        return frozenset(each.limit for each in self.passages if each.limit)


@dataclass(frozen=True)
class Weight:
    """How often a plan's items speak of what plans of the pack's kind speak of: ``found`` in ``characters`` 字."""

    theme: Theme
    found: int
    characters: int

    @property
    def light(self) -> bool:
        """Whether the plan must be about something else."""
        return self.characters >= self.theme.enough and self.found * 1000 < self.theme.least * self.characters


def weigh(plan: Plan, theme: Theme) -> Weight:
    """Count the theme's words in titles, texts, boxes and measures of the plan's items."""
    text = folded("".join(text for item in plan.items() for _, text in _texts(item)))
    return Weight(theme, _named(theme, text), len(text))


def _named(theme: Theme, text: str) -> int:
    """How often a folded text has the theme's words."""
    for word in theme.apart:
        text = text.replace(word, clauses.MASK * len(word))
    return sum(text.count(word) for word in theme.words)


def claims(plan: Plan, framework: Framework) -> tuple[Said, ...]:
    """The claims that count, in the order of print: not the proposed ones, nor those that name nothing."""
    return tuple(
        Said(node, requirement.id, claim)
        for node in plan.nodes()
        for claim in node.covers
        if not claim.proposed
        for requirement in framework.named(claim.requirement)
    )


def gather(
    plan: Plan, framework: Framework, lexicon: Lexicon, weight: Weight | None = None
) -> dict[str, tuple[Evidence, ...]]:
    """All evidence by requirement, in the order of print.

    The text of an overview or a target counts only for the requirements that the lexicon says may be answered
    anywhere. A claim of degree partial limits a node's evidence; one of degree none strikes it out, which the
    evidence says itself. Where the plan's ``weight`` is light, it is about something else: only words beside the
    theme's count, and nothing is more than partial.
    """
    theme = weight.theme if weight is not None and weight.light else None
    names = clauses.names(_units(plan))
    needed = {each.id: each for each in framework.everything}
    said = {(id(each.node), each.requirement): each.claim for each in claims(plan, framework)}
    found: dict[str, list[Evidence]] = {key: [] for key in needed}
    for node, above in _walk(plan.content, ()):
        titles = "，".join(each.title for each in (*above, node))
        for key, passages in _passages(node, titles, names, lexicon).items():
            if key not in needed or (node.part in _OVERVIEW and key not in lexicon.anywhere):
                continue
            claim = next((said[id(each), key] for each in (node, *reversed(above)) if (id(each), key) in said), None)
            heard = passages if theme is None else _aside(passages, node, theme)
            if heard:
                found[key].append(_evidence(node, needed[key], heard, claim, lexicon, light=theme is not None))
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


def _texts(node: Node) -> Iterator[tuple[Measure | None, str]]:
    """The node's own texts, each with its measure; a section's title is a heading, no evidence."""
    if isinstance(node, Item):
        yield None, node.title
    for paragraph in node.paragraphs:
        yield None, paragraph
    for box in node.boxes:
        yield None, f"{box.title}。{box.text}"
    if isinstance(node, Item):
        for measure in node.measures:
            yield measure, measure.text


def _passages(
    node: Node, titles: str, names: re.Pattern[str] | None, lexicon: Lexicon
) -> dict[str, tuple[Passage, ...]]:
    """What the node's texts say, by requirement; the same words in the same clause once."""
    found: dict[str, dict[Passage, None]] = {}
    for measure, text in _texts(node):
        for match in clauses.matches(text, titles, names, lexicon):
            passage = Passage(measure, match.words, match.clause, match.strength, match.group, match.why, match.limit)
            found.setdefault(match.requirement, {})[passage] = None
    return {key: tuple(each) for key, each in found.items()}


def _aside(passages: tuple[Passage, ...], node: Node, theme: Theme) -> tuple[Passage, ...]:
    """What is left of a node's words in a plan that is about something else."""
    titled = _named(theme, folded(node.title)) > 0
    return tuple(
        replace(each, strength="partial", limit="theme") for each in passages if titled or _named(theme, each.clause)
    )


def _evidence(
    node: Node,
    requirement: Requirement,
    passages: tuple[Passage, ...],
    claim: Claim | None,
    lexicon: Lexicon,
    *,
    light: bool,
) -> Evidence:
    shows = frozenset(name for each in passages for name in lexicon.shows(requirement.id, each.clause))
    whole = any(each.strength == "full" for each in passages) or (not light and _complete(requirement, shows, lexicon))
    full = whole and (claim is None or claim.degree != "partial")
    return Evidence(node, "full" if full else "partial", passages, shows, claim)


def _complete(requirement: Requirement, shows: frozenset[str], lexicon: Lexicon) -> bool:
    needed = lexicon.enough.get(requirement.id, frozenset(requirement.elements))
    return bool(needed) and shows >= needed
