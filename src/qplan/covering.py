"""Plan x Framework -> Coverage: what of the national plan is answered, where, by which words, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from qplan import evidence, lexicon
from qplan.evidence import Evidence, Said
from qplan.framework import Framework, Requirement, edition_of, folded
from qplan.plan import Item, Node, Plan

State = Literal["full", "partial", "none", "claimed", "elsewhere", "not_applicable", "suspect"]
STATES: tuple[State, ...] = ("full", "partial", "none", "claimed", "elsewhere", "not_applicable", "suspect")
WORDS: dict[State, str] = {
    "full": "已写明",
    "partial": "写到但不全",
    "none": "没有写",
    "claimed": "标了对应、正文没有话",
    "elsewhere": "另有部署",
    "not_applicable": "本地不涉及",
    "suspect": "要点有更新请复核",
}
"""The states as they are read on paper and screen."""
CLOSING = "要点由本工具拆分国家方案第二部分得出，国家方案没有这个编号；供起草自查，不作评价、考核、排名依据。"
"""What every printed report ends with: taking part is voluntary, and the count is ours."""
_APART = ("elsewhere", "not_applicable")
_UNWORDED = 3
_TWIN = 0.9


@dataclass(frozen=True)
class Answer:
    """What became of one requirement.

    ``lacking`` are the elements that no words show, () where the state is full. ``note`` is the reason of
    not_applicable or the document of elsewhere. ``nearest`` is the task where a phrase would stand best, for
    what is not full. ``claims`` are the plan file's own, with words or without.
    """

    requirement: Requirement
    state: State
    lacking: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    claims: tuple[Said, ...]
    note: str = ""
    nearest: Item | None = None


@dataclass(frozen=True)
class Tally:
    """Requirements by state."""

    full: int
    partial: int
    none: int
    claimed: int
    elsewhere: int
    not_applicable: int
    suspect: int

    @property
    def of(self) -> int:
        """The denominator: all but elsewhere and not_applicable."""
        return self.full + self.partial + self.none + self.claimed + self.suspect

    @property
    def covered(self) -> int:
        """Full or partial."""
        return self.full + self.partial

    def share(self, kind: Literal["strict", "covered"]) -> float | None:
        """The share of full, or of full and partial, in ``of``; None where nothing is judged.

        Cut, not rounded, to four places: what is short of the whole never reads as the whole.
        """
        part = self.full if kind == "strict" else self.covered
        return part * 10_000 // self.of / 10_000 if self.of else None


@dataclass(frozen=True)
class AreaCoverage:
    """One area: its tally, and that of each of its parts (产品, 工程, 服务), where it has such."""

    id: str
    title: str
    place: str
    tally: Tally
    parts: tuple[tuple[str, Tally], ...]


@dataclass(frozen=True)
class Doubt:
    """Claims worth a second look: many without words in one task, or twin tasks under different claims."""

    node: Node
    kind: Literal["unworded", "twins"]
    message: str


@dataclass(frozen=True)
class Coverage:
    """The whole comparison. ``duties`` are part three's, not counted; ``silent`` tasks say and claim nothing."""

    framework: Framework
    answers: tuple[Answer, ...]
    duties: tuple[Answer, ...]
    areas: tuple[AreaCoverage, ...]
    total: Tally
    silent: tuple[Item, ...]
    doubts: tuple[Doubt, ...]

    def answer(self, requirement: str) -> Answer | None:
        """The answer to one requirement or duty, by id."""
        return next((each for each in self.answers + self.duties if each.requirement.id == requirement), None)


def cover(plan: Plan, framework: Framework) -> Coverage:
    """Compare a plan with a pack.

    Words count by the lexicon beside the pack; where it has none, only claims do.

    Raises:
        Misuse, Unreadable: the lexicon beside the pack is no lexicon.
    """
    said = evidence.claims(plan, framework)
    words = lexicon.load(framework.lexicon) if framework.lexicon else None
    found = evidence.gather(plan, framework, words) if words else {}
    bare = [_answer(each, plan, framework, found.get(each.id, ()), said) for each in framework.everything]
    answers = [each if each.state in ("full", *_APART) else _placed(each, bare, plan) for each in bare]
    counted = tuple(each for each in answers if each.requirement.kind == "task")
    speaking = {id(each.node) for answer in answers for each in answer.evidence} | {id(each.node) for each in said}
    return Coverage(
        framework=framework,
        answers=counted,
        duties=tuple(each for each in answers if each.requirement.kind != "task"),
        areas=tuple(_areas(framework, counted)),
        total=_tally(counted),
        silent=tuple(item for item in plan.tasks() if id(item) not in speaking),
        doubts=(*_unworded(answers), *_twins(plan, said)),
    )


def _answer(
    requirement: Requirement,
    plan: Plan,
    framework: Framework,
    found: tuple[Evidence, ...],
    said: Iterable[Said],
) -> Answer:
    claims = tuple(each for each in said if each.requirement == requirement.id and each.claim.degree != "none")
    shown = {element for each in found for element in each.shows}
    lacking = tuple(element for element in requirement.elements if element not in shown)
    exempt = next((each for each in plan.exemptions if requirement in framework.named(each.requirement)), None)
    note = (exempt.document or exempt.reason or "") if exempt else ""
    confirmed = edition_of(plan.framework)
    state: State
    if exempt is not None:
        state = "elsewhere" if exempt.document is not None else "not_applicable"
    elif claims and confirmed is not None and requirement.since > confirmed:
        state = "suspect"
    elif found:
        state = "full" if _full(requirement, found, lacking) else "partial"
    else:
        state = "claimed" if claims else "none"
    return Answer(requirement, state, () if state == "full" else lacking, found, claims, note)


def _full(requirement: Requirement, found: tuple[Evidence, ...], lacking: tuple[str, ...]) -> bool:
    """A clause of its own; or parts that together hold every element; or words that a reasoned claim calls full."""
    if any(each.strength == "full" for each in found) or (requirement.elements and not lacking):
        return True
    claims = (each.claim for each in found if each.claim is not None)
    return any(claim.degree == "full" and claim.reason for claim in claims)


def _placed(answer: Answer, answers: list[Answer], plan: Plan) -> Answer:
    """Name the task where a phrase would stand best.

    The task that has words for it already, or claims it; else the one that says most of the same sentence of
    the national plan, then of the same area; the first in print where they are even.
    """
    tasks = tuple(plan.tasks()) or tuple(plan.items())
    weights = dict.fromkeys(map(id, tasks), 0)
    wanted = answer.requirement
    for other in answers:
        near = other.requirement
        if near.id == wanted.id:
            weight = 1000
        elif near.place == wanted.place:
            weight = 10
        else:
            weight = 3 if near.area == wanted.area and near.part == wanted.part else int(near.area == wanted.area)
        for node in (*(each.node for each in other.evidence), *(each.node for each in other.claims)):
            if id(node) in weights:
                weights[id(node)] += weight
    best = max(tasks, key=lambda task: weights[id(task)], default=None)
    nearest = best if best is not None and weights[id(best)] else None
    return Answer(wanted, answer.state, answer.lacking, answer.evidence, answer.claims, answer.note, nearest)


def _tally(answers: Iterable[Answer]) -> Tally:
    states = [each.state for each in answers]
    return Tally(**{state: states.count(state) for state in STATES})


def _areas(framework: Framework, answers: tuple[Answer, ...]) -> Iterator[AreaCoverage]:
    for area in framework.areas:
        own = [each for each in answers if each.requirement.area == area.id]
        parts = dict.fromkeys(each.requirement.part for each in own if each.requirement.part)
        yield AreaCoverage(
            area.id,
            area.title,
            area.place,
            _tally(own),
            tuple((part, _tally(each for each in own if each.requirement.part == part)) for part in parts),
        )


def _unworded(answers: Iterable[Answer]) -> Iterator[Doubt]:
    empty: dict[int, tuple[Node, list[str]]] = {}
    for answer in answers:
        worded = {id(each.node) for each in answer.evidence}
        for said in answer.claims:
            if isinstance(said.node, Item) and id(said.node) not in worded:
                empty.setdefault(id(said.node), (said.node, []))[1].append(answer.requirement.place)
    for node, places in empty.values():
        if len(places) > _UNWORDED:
            listed = "、".join(dict.fromkeys(places))
            yield Doubt(node, "unworded", f"“{node.title}”标了 {len(places)} 个要点，正文里都没有话：{listed}")


def _twins(plan: Plan, said: tuple[Said, ...]) -> Iterator[Doubt]:
    """Tasks that say nearly the same under different claims: one of them is there for the count."""
    claimed = {id(each.node) for each in said}
    tasks = [item for item in plan.tasks() if id(item) in claimed]
    pairs = [_pairs(item) for item in tasks]
    for n, item in enumerate(tasks):
        for m in range(n):
            shared, either = len(pairs[n] & pairs[m]), len(pairs[n] | pairs[m])
            if either and shared / either >= _TWIN and _named(item, said) != _named(tasks[m], said):
                yield Doubt(item, "twins", f"“{item.title}”与“{tasks[m].title}”的正文几乎一样，对应的要点却不同")


def _pairs(item: Item) -> frozenset[str]:
    text = folded("".join((*item.paragraphs, *(measure.text for measure in item.measures))))
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


def _named(item: Item, said: tuple[Said, ...]) -> frozenset[str]:
    return frozenset(each.requirement for each in said if each.node is item)
