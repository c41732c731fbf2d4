"""Crosswalk file (YAML) x Plan -> Plan: claims made under one pack, carried over so that another can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from qplan import cursor
from qplan.framework import Framework
from qplan.plan import Claim, Exemption, Node, Plan, Section

FORMAT = "qplan-crosswalk/1"
Relation = Literal["same", "wider", "narrower", "overlap"]
WORDS: dict[Relation, str] = {"same": "相同", "wider": "更宽", "narrower": "更窄", "overlap": "部分相同"}
"""How a requirement stands to one of the other pack, as it is read."""
_TURNED: dict[Relation, Relation] = {"same": "same", "wider": "narrower", "narrower": "wider", "overlap": "overlap"}
_WHOLE = ("same", "wider")


class Crosswalk(NamedTuple):
    """Which requirement of one pack corresponds to which of another.

    ``pairs`` say how the first stands to the second: wider means that whoever answers it in full has answered
    the other too. Those that correspond to none stand in ``alone`` and ``alone_there`` with the reason.
    """

    origin: str
    target: str
    pairs: dict[str, dict[str, Relation]]
    alone: dict[str, str]
    alone_there: dict[str, str]

    def turned(self) -> Crosswalk:
        """The same, seen from the other pack."""
        back: dict[str, dict[str, Relation]] = {}
        for one, others in self.pairs.items():
            for other, relation in others.items():
                back.setdefault(other, {})[one] = _TURNED[relation]
        return Crosswalk(self.target, self.origin, back, self.alone_there, self.alone)


def between(origin: Framework, target: Framework) -> Crosswalk | None:
    """The crosswalk from one pack to another, which stands beside either; None where there is none.

    A pack that is based on the other goes on with its ids: what they share is the same.

    Raises:
        Misuse: the file is no crosswalk, or names what the packs have not.
    """
    for pack in (origin, target):
        path = pack.path.with_name(f"{pack.path.stem}.crosswalk.yaml") if pack.path else None
        if path is None or not path.is_file():
            continue
        found = _read(path, {each.id: each for each in (origin, target)})
        if found is not None:
            return found if found.origin == origin.id else found.turned()
    if origin.id in (target.id, target.based_on) or target.id == origin.based_on:
        shared = {each.id for each in target.everything}
        pairs: dict[str, dict[str, Relation]]
        pairs = {each.id: {each.id: "same"} for each in origin.everything if each.id in shared}
        return Crosswalk(origin.id, target.id, pairs, {}, {})
    return None


def _read(path: Path, packs: dict[str, Framework]) -> Crosswalk | None:
    data = cursor.read(path, "格式见 docs/framework-packs.md 的“两份对照”一节")
    if data.text("format") != FORMAT:
        raise data.at("format").wrong(f"不是对照表，对照表的第一行是 format: {FORMAT}")
    origin, target = data.text("from"), data.text("to")
    if {origin, target} != set(packs):
        return None
    ours, theirs = ({each.id for each in packs[name].everything} for name in (origin, target))
    pairs: dict[str, dict[str, Relation]] = {}
    for one, others in data.at("pairs").items():
        _expect(one, ours, others, origin)
        for other, relation in others.items():
            _expect(other, theirs, relation, target)
            if relation.word() not in get_args(Relation):
                raise relation.wrong(f"关系只能是 {'、'.join(get_args(Relation))}，不能是“{relation.word()}”")
            pairs.setdefault(one, {})[other] = cast("Relation", relation.word())
    alone = data.get("alone")
    reasons: list[dict[str, str]] = []
    for side, known, name in (("from", ours, origin), ("to", theirs, target)):
        listed = alone.get(side) if alone else None
        reasons.append({})
        for key, reason in listed.items() if listed else ():
            _expect(key, known, reason, name)
            reasons[-1][key] = reason.word()
    return Crosswalk(origin, target, pairs, *reasons)


def _expect(key: str, known: set[str], place: cursor.Cursor, pack: str) -> None:
    if key not in known:
        raise place.wrong(f"要点包 {pack} 里没有 {key}")


def carried(plan: Plan, origin: Framework, target: Framework) -> Plan | None:
    """A plan whose claims and exemptions, made under one pack, stand for what they mean under another.

    A claim means each requirement that corresponds. Its degree and reason go along only where they must hold
    there too: 全部 where the requirement is as wide or wider, 部分 where it is the same, 无 as 全部. What is
    不适用 or 另有部署 is so under the other pack where the requirement is as wide or wider. No edition of the other
    pack was ever confirmed, so the plan names none.

    Args:
        plan: as it was read.
        origin: the plan's own pack.
        target: the pack that it is to be read against.

    Returns:
        None where there is no crosswalk between the two.

    Raises:
        Misuse: the crosswalk beside one of the packs is none.
    """
    table = between(origin, target)
    if table is None:
        return None
    pairs = table.pairs

    def meant(words: str) -> dict[str, Relation]:
        own = origin.named(words)
        if not own:
            return {each.id: "same" for each in target.named(words)}
        found: dict[str, Relation] = {}
        for each in own:
            for other, relation in pairs.get(each.id, {}).items():
                if found.get(other) not in _WHOLE:
                    found[other] = relation
        return found

    exemptions = tuple(
        exemption._replace(requirement=other)
        for exemption in plan.exemptions
        for other, relation in meant(exemption.requirement).items()
        if relation in _WHOLE
    )
    return plan._replace(
        framework=target.id,
        content=tuple(_node(node, meant) for node in plan.content),
        exemptions=_once(exemptions),
    )


def _once(exemptions: tuple[Exemption, ...]) -> tuple[Exemption, ...]:
    """The first exemption of each requirement."""
    first: dict[str, Exemption] = {}
    for each in exemptions:
        first.setdefault(each.requirement, each)
    return tuple(first.values())


def _node(node: Node, meant: Callable[[str], dict[str, Relation]]) -> Node:
    covers = tuple(_claims(node.covers, meant))
    if isinstance(node, Section):
        return node._replace(covers=covers, content=tuple(_node(each, meant) for each in node.content))
    return node._replace(covers=covers)


def _claims(claims: tuple[Claim, ...], meant: Callable[[str], dict[str, Relation]]) -> Iterator[Claim]:
    """One claim for each requirement of the other pack, the strongest where several mean it."""
    found: dict[str, Claim] = {}
    for claim in claims:
        for other, relation in meant(claim.requirement).items():
            exact = relation == "same" or (relation == "wider" and claim.degree != "partial")
            if claim.degree == "none" and not exact:
                continue
            new = claim._replace(requirement=other)
            if not exact:
                new = new._replace(degree=None, reason=None)
            if other not in found or _strength(new) > _strength(found[other]):
                found[other] = new
    return iter(found.values())


def _strength(claim: Claim) -> int:
    """A claim with a reason says most, one of degree none least, a proposed one less than any."""
    if claim.proposed:
        return 0
    return {"none": 1, "partial": 2, None: 3, "full": 4}[claim.degree]
