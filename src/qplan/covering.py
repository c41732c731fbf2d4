"""Plan x Framework -> Coverage: which requirements are answered, where, by which words, and which are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from qplan import crosswalk, doubts
from qplan.doubts import Doubt
from qplan.framework import Framework, Requirement, edition_of
from qplan.plan import Item, Node, Plan, Section
from qplan.recognition import evidence, lexicon
from qplan.recognition.evidence import Evidence, Said, Weight

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
Share = Literal["strict", "covered"]
"""Of what there is a share: what is full, or what is full or partial."""
APART: tuple[State, ...] = ("elsewhere", "not_applicable")
"""The states that are in no denominator."""


@dataclass(frozen=True)
class Answer:
    """What became of one requirement.

    ``lacking`` are the elements that no words show, () where the state is full. ``note`` is the reason of
    not_applicable or the document of elsewhere. ``nearest`` is the task where a phrase would stand best, for
    what is not full. ``claims`` are the plan file's own, with words or without; ``struck`` are words that the
    plan file says are no answer.
    """

    requirement: Requirement
    state: State
    lacking: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    claims: tuple[Said, ...]
    note: str = ""
    nearest: Item | None = None
    struck: tuple[Evidence, ...] = ()

    def worded(self, said: Said) -> bool:
        """Whether a claim has words where it stands, or below it."""
        return doubts.bears_out(self.evidence, said)


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

    def share(self, kind: Share) -> float | None:
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
class Offer:
    """Words that answer a requirement, which the plan file does not claim there: 对应 might name it.

    ``proposed`` says that it is claimed already, but 待确认.
    """

    requirement: Requirement
    evidence: Evidence
    proposed: bool


@dataclass(frozen=True)
class Coverage:
    """The whole comparison. ``duties`` are part three's, not counted; ``silent`` tasks say and claim nothing.

    ``offered`` stand in the order of print. ``own`` is the pack that the plan's claims and exemptions speak of,
    where it is another one; ``carried`` says that they count here as a crosswalk has it, and else for nothing.
    ``weight`` is how much the plan speaks of what the pack is about, None where the pack does not say.
    """

    framework: Framework
    answers: tuple[Answer, ...]
    duties: tuple[Answer, ...]
    areas: tuple[AreaCoverage, ...]
    total: Tally
    silent: tuple[Item, ...]
    doubts: tuple[Doubt, ...]
    offered: tuple[Offer, ...] = ()
    own: Framework | None = None
    carried: bool = False
    weight: Weight | None = None

    def answer(self, requirement: str) -> Answer | None:
        """The answer to one requirement or duty, by id."""
        return next((each for each in self.answers + self.duties if each.requirement.id == requirement), None)


def cover(plan: Plan, framework: Framework, *, own: Framework | None = None) -> Coverage:
    """Compare a plan with a pack.

    Words count by the lexicon beside the pack; where it has none, only claims do.

    Args:
        plan: as it was read.
        framework: what it is compared with.
        own: the pack that it names itself, where that is known. If it is another one, its claims, 不适用 and
            另有部署 name other requirements, by the same ids it may be: they count as the crosswalk between the
            two packs says, and where there is none words alone do.

    Raises:
        Misuse, Unreadable: the lexicon beside the pack is no lexicon.
    """
    foreign = own if own is not None and own.id != framework.id else None
    moved = crosswalk.carried(plan, foreign, framework) if foreign is not None else plan
    plan = unclaimed(plan) if moved is None else moved
    said = evidence.claims(plan, framework)
    words = lexicon.load(framework.lexicon) if framework.lexicon else None
    weight = evidence.weigh(plan, words.theme) if words and words.theme else None
    found = evidence.gather(plan, framework, words, weight) if words else {}
    bare = [_answer(each, plan, framework, found.get(each.id, ()), said) for each in framework.everything]
    answers = [each if each.state in ("full", *APART) else _placed(each, bare, plan) for each in bare]
    counted = tuple(each for each in answers if each.requirement.kind == "task")
    speaking = {id(each.node) for answer in answers for each in answer.evidence} | {id(each.node) for each in said}
    return Coverage(
        framework=framework,
        answers=counted,
        duties=tuple(each for each in answers if each.requirement.kind != "task"),
        areas=tuple(_areas(framework, counted)),
        total=_tally(counted),
        silent=tuple(item for item in plan.tasks() if id(item) not in speaking),
        doubts=(
            *(doubts.unworded(said, found, framework) if words else ()),
            *doubts.twins(plan, said, found),
        ),
        offered=tuple(_offered(plan, framework, answers)),
        own=foreign,
        carried=foreign is not None and moved is not None,
        weight=weight,
    )


def unclaimed(plan: Plan) -> Plan:
    """A plan without what it says of requirements, which are another pack's."""
    return plan._replace(content=tuple(map(_silenced, plan.content)), exemptions=())


def _silenced(node: Node) -> Node:
    if isinstance(node, Section):
        return node._replace(covers=(), content=tuple(map(_silenced, node.content)))
    return node._replace(covers=())


def _offered(plan: Plan, framework: Framework, answers: Iterable[Answer]) -> Iterator[Offer]:
    by_node: dict[int, list[tuple[Requirement, Evidence]]] = {}
    for answer in answers:
        for each in answer.evidence if answer.state not in APART else ():
            if each.claim is None:
                by_node.setdefault(id(each.node), []).append((answer.requirement, each))
    for node in plan.nodes():
        proposed = {
            requirement.id
            for claim in node.covers
            if claim.proposed
            for requirement in framework.named(claim.requirement)
        }
        for requirement, each in by_node.get(id(node), ()):
            yield Offer(requirement, each, requirement.id in proposed)


def _answer(
    requirement: Requirement,
    plan: Plan,
    framework: Framework,
    gathered: tuple[Evidence, ...],
    said: Iterable[Said],
) -> Answer:
    found = tuple(each for each in gathered if not each.struck)
    struck = tuple(each for each in gathered if each.struck)
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
    return Answer(requirement, state, () if state == "full" else lacking, found, claims, note, struck=struck)


def _full(requirement: Requirement, found: tuple[Evidence, ...], lacking: tuple[str, ...]) -> bool:
    """A clause of its own; or parts that together hold every element; or words that a reasoned claim calls full."""
    whole = bool(requirement.elements) and not lacking and not any("theme" in each.limits for each in found)
    if whole or any(each.strength == "full" for each in found):
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
    return replace(answer, nearest=best if best is not None and weights[id(best)] else None)


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
