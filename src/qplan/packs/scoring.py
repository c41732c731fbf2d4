"""Framework x labels -> Score: how far a pack and its words judge as careful people did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qplan import checking, covering
from qplan.build import build
from qplan.covering import Coverage
from qplan.errors import Misuse
from qplan.framework import Framework, Requirement
from qplan.packs.labels import Labels, Strength, Told
from qplan.plan import Item, Node, Plan
from qplan.recognition import evidence, lexicon
from qplan.recognition.evidence import Evidence

Verdict = Literal["hit", "missed", "invented"]
STRENGTHS: tuple[Strength, ...] = ("full", "partial")
_OVERVIEW = ("overview", "targets")


@dataclass(frozen=True)
class Link:
    """One item or sentence and one requirement, as labelled and as found.

    ``expected`` is what the labels allow, () where they say that it does not answer; ``found`` is None where
    no words were. ``words`` are those that it was found by, ``groups`` their places in the lexicon, ``told``
    the label's own; ``text`` is what was read.
    """

    where: str
    requirement: str
    expected: tuple[Strength, ...]
    found: Strength | None
    words: tuple[str, ...]
    groups: tuple[str, ...]
    told: str
    text: str

    @property
    def verdict(self) -> Verdict:
        """Whether labels and words agree that there is a link, and who else is alone in saying so."""
        if not self.expected:
            return "invented"
        return "hit" if self.found else "missed"

    @property
    def same_strength(self) -> bool:
        """Found, and as strong as the labels say."""
        return self.found in self.expected


@dataclass(frozen=True)
class State:
    """A requirement of the whole plan: what the labels allow, and what coverage says."""

    requirement: str
    expected: tuple[str, ...]
    found: str

    @property
    def exact(self) -> bool:
        """The very state."""
        return self.found in self.expected

    @property
    def same_side(self) -> bool:
        """Both say that it is covered, or both that it is not."""
        return (self.found in STRENGTHS) == any(each in STRENGTHS for each in self.expected)


@dataclass(frozen=True)
class Score:
    """Labels and findings side by side. ``links`` holds each link that either has and on which labels are sure."""

    labels: str
    plan: str | None
    links: tuple[Link, ...]
    states: tuple[State, ...]

    def of(self, verdict: Verdict, requirement: str | None = None) -> tuple[Link, ...]:
        """The links of one kind, of one requirement or of all, in the order of the labels."""
        return tuple(each for each in self.links if each.verdict == verdict and requirement in (None, each.requirement))

    @property
    def precision(self) -> float | None:
        """The share of right ones among the links found, None where none was found."""
        hit, wrong = len(self.of("hit")), len(self.of("invented"))
        return hit / (hit + wrong) if hit + wrong else None

    @property
    def recall(self) -> float | None:
        """The share of links found among those labelled, None where none is labelled."""
        hit, missed = len(self.of("hit")), len(self.of("missed"))
        return hit / (hit + missed) if hit + missed else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, None where nothing is labelled and nothing found."""
        hit, rest = len(self.of("hit")), len(self.of("missed")) + len(self.of("invented"))
        return 2 * hit / (2 * hit + rest) if hit + rest else None

    def strengths(self) -> dict[tuple[Strength, Strength], int]:
        """How many of the links found are labelled and found as what: (label, found) -> count.

        Where a label allows both, it counts as what was found.
        """
        counts = {(one, other): 0 for one in STRENGTHS for other in STRENGTHS}
        for link in self.of("hit"):
            if link.found:
                counts[link.found if link.same_strength else link.expected[0], link.found] += 1
        return counts


def score(pack: Framework, labels: Labels, plan: Path | None = None) -> Score:
    """Judge what the labels judged.

    Links on which the labels say either way, and what they say nothing about, count neither for nor against.

    Args:
        pack: with its lexicon; one without finds no words at all.
        labels: of a plan's items, or of sentences.
        plan: the labelled plan, where the labels do not name it.

    Raises:
        Misuse: the labels are of a plan and it is not named, or they name requirements that the pack has not.
        Unreadable, Broken: the plan cannot be read whole.
    """
    _known(pack, labels)
    if labels.sentences:
        links = tuple(_links(labels, _sentences(labels, pack), pack.everything))
        return Score(labels.name, None, links, ())
    path = plan or labels.plan
    if path is None:
        raise Misuse(f"{labels.name} 没有说是哪份方案的标注", "用 --plan 写明方案文件，或在标注里加 plan")
    checked = checking.check(path)
    read = checking.whole(checked)
    coverage = covering.cover(read, pack, own=checked.framework)
    states = tuple(
        State(key, expected, answer.state)
        for key, expected in labels.states.items()
        if (answer := coverage.answer(key)) is not None
    )
    links = tuple(_links(labels, _items(labels, read, coverage), pack.requirements))
    return Score(labels.name, str(path), links, states)


def total(scores: Iterable[Score]) -> Score:
    """All scores as one: every link counts the same, whichever labels it is of."""
    every = tuple(scores)
    links = tuple(link for each in every for link in each.links)
    return Score("", None, links, tuple(state for each in every for state in each.states))


def _known(pack: Framework, labels: Labels) -> None:
    known = {each.id for each in pack.everything}
    named = {key for told in labels.told for key in (*told.expected, *told.either, *(told.denied or ()))}
    unknown = sorted((named | set(labels.states)) - known)
    if unknown:
        remedy = f"要点包 {pack.id} 的编号从 {pack.everything[0].id} 到 {pack.everything[-1].id}"
        raise Misuse(f"{labels.name} 里的 {'、'.join(unknown[:5])} 不是要点包里的要点", remedy)


@dataclass
class _Read:
    """What was found in one item or sentence: its text, and the evidence by requirement."""

    text: str
    evidence: dict[str, Evidence]


def _items(labels: Labels, plan: Plan, coverage: Coverage) -> dict[str, _Read]:
    """A plan's nodes by the labels' keys, with the evidence for what coverage counts.

    The labels are of tasks, incentives and safeguards; what an overview or a target says is left out.
    """
    found: dict[str, _Read] = {}
    places: dict[int, str] = {}
    for node in plan.nodes():
        if node.part not in _OVERVIEW:
            where = places[id(node)] = labels.where(node.path, node.part)
            if isinstance(node, Item) or where not in found:
                found[where] = _Read(_text(node), {})
    for answer in coverage.answers:
        for each in answer.evidence:
            if id(each.node) in places:
                found[places[id(each.node)]].evidence[answer.requirement.id] = each
    return found


def _text(node: Node) -> str:
    measures = node.measures if isinstance(node, Item) else ()
    return f"{node.title}｜{''.join((*node.paragraphs, *(each.text for each in measures)))}"


def _sentences(labels: Labels, pack: Framework) -> dict[str, _Read]:
    """The evidence of each sentence, read as a task of its own; together they are no plan, so nothing is weighed."""
    found = {told.where: _Read("｜".join(filter(None, (told.title, told.text))), {}) for told in labels.told}
    if pack.lexicon is None:
        return found
    items = tuple(
        Item(None, "", str(n), ("content", n), 1, "tasks", told.title, (told.text,))
        for n, told in enumerate(labels.told)
    )
    places = {id(item): told.where for item, told in zip(items, labels.told, strict=True)}
    plan = build({})._replace(content=items)
    for key, every in evidence.gather(plan, pack, lexicon.load(pack.lexicon)).items():
        for each in every:
            found[places[id(each.node)]].evidence[key] = each
    return found


def _links(labels: Labels, found: dict[str, _Read], judged: Iterable[Requirement]) -> Iterator[Link]:
    """Item by item, in the order of the labels, those last that they pass over: these answer nothing."""
    keys = {each.id for each in judged}
    told = {each.where: each for each in labels.told}
    for where in (*told, *(each for each in found if each not in told)):
        label = told.get(where, Told(where, {}))
        read = found.get(where, _Read("", {}))
        for key in dict.fromkeys((*label.expected, *read.evidence)):
            if key in keys and label.judges(key):
                seen = read.evidence.get(key)
                groups = tuple(dict.fromkeys(each.group for each in seen.passages)) if seen else ()
                yield Link(
                    where,
                    key,
                    label.expected.get(key, ()),
                    seen.strength if seen else None,
                    seen.words if seen else (),
                    groups,
                    label.words.get(key, ""),
                    read.text,
                )
