"""Last year's tasks -> items under the areas of a pack, and a list of those that found no place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from qplan import skeleton
from qplan.content import UNNUMBERED
from qplan.covering import APART, Answer, Coverage
from qplan.framework import Area, Requirement
from qplan.notation import notes
from qplan.plan import ROLES, Due, Item, Node, Plan, RoleName, Section
from qplan.renewing.homes import Homes, speaks
from qplan.renewing.last_year import LastYear

Data = dict[str, Any]

UNPLACED = skeleton.fill("去年方案中没有归类的条目，逐条移到相应的方面，不再写的删去")
"""The heading over what found no place: a place to fill as long as it is there."""
_NAMED = 3
"""So many items are named where an area has none of its own."""
_INSIDE = str.maketrans("“”〔〕", "‘’（）")
_NOT_MOVED = ("number", "part", "content", "numbering")


@dataclass(frozen=True)
class Moved:
    """An item on its way: its data, what it was in last year's plan, and its area, None where none was found."""

    data: Data
    node: Node
    area: Area | None

    @property
    def name(self) -> str:
        """What it is called in a message."""
        return self.node.title or self.node.path


def chapters(plan: Plan) -> list[Section]:
    """The chapters whose tasks move."""
    return [node for node in plan.content if isinstance(node, Section) and node.part == "tasks"]


def moved(last: LastYear, coverage: Coverage) -> list[Moved]:
    """Every task, in the order of last year's plan: with the units and the deadline that it had from above.

    A section with a text of its own becomes an item; its heading stays with what stood below it, as a remark. The
    only chapter of tasks does not move: it goes on to hold the areas.
    """
    named = "framework" in last.data and last.pack is not None
    homes = Homes(coverage, settled=named and last.pack == coverage.framework)
    every = chapters(last.plan)
    made = []
    for chapter in every:
        walked = _walk(chapter, (), None) if len(every) > 1 else _below(chapter, (), None)
        for node, above, due in walked:
            data = _item(last.at(node.route), node, due)
            _remember(data, [each.title for each in (*([chapter] if len(every) == 1 else []), *above) if each.title])
            made.append(Moved(data, node, homes.area(node, above)))
        _hand_down(chapter, made, last)
    return made


def _hand_down(section: Section, made: list[Moved], last: LastYear) -> None:
    """What a section claims that does not move itself is claimed by the first item below it."""
    below = [each for each in made if each.node.route[: len(section.route)] == section.route]
    if section.covers and below and not speaks(section):
        first = below[0].data
        claims = last.at(section.route)["covers"]
        listed = [*_claims(first.get("covers")), *_claims(claims)]
        first["covers"] = [each for at, each in enumerate(listed) if each not in listed[:at]]
    for node in section.content:
        if isinstance(node, Section):
            _hand_down(node, made, last)


def _claims(value: Any) -> list[Any]:
    return [each for each in re.split(r"[、，,\s]+", value) if each] if isinstance(value, str) else list(value or ())


def areas(last: LastYear, every: Iterable[Moved], coverage: Coverage) -> list[Data]:
    """The sections of the tasks: each area with its items, what nobody answers asked for, then the list of the rest.

    A unit is asked for under the role that last year's tasks gave.
    """
    kept = list(every)
    open_ = {each.id for each in unanswered(kept, coverage)}
    leads = not kept or any(each.node.effective.lead for each in kept)
    role: RoleName = "lead" if leads else "responsible"
    sections: list[Data] = []
    for area in coverage.framework.areas:
        own = [each.data for each in kept if each.area is area]
        asked = skeleton.items((each for each in area.requirements if each.id in open_), role)
        if not own and not asked:
            asked = [_elsewhere(area, kept, coverage) | {role: skeleton.unit(role)}]
        sections.append({"title": area.title, "content": [*own, *asked]})
    homeless = [each.data for each in kept if each.area is None]
    if homeless:
        sections.append({"title": UNPLACED, "content": homeless})
    _name(sections, {node.id for node in last.plan.nodes()})
    return sections


def _elsewhere(area: Area, every: Iterable[Moved], coverage: Coverage) -> Data:
    """What stands under an area that has no item, and nothing to ask for: which items elsewhere answer it."""
    own = {each.id for each in area.requirements}
    nodes = {id(node) for answer in coverage.answers if answer.requirement.id in own for node in _speaking(answer)}
    names = [each.name for each in every if id(each.node) in nodes][:_NAMED]
    where = f"要点现写在{'、'.join(map(_bare, names))}等条目里，移过来" if names else "现在没有条目，从别处移过来"
    text = skeleton.fill(f"这个方面的{where}，或另写一条")
    return {"title": skeleton.fill("任务标题"), "text": text}


def _bare(name: str) -> str:
    """A title as it can stand in a place to fill."""
    return f"“{name.translate(_INSIDE)}”"


def unanswered(every: Iterable[Moved], coverage: Coverage) -> Iterator[Requirement]:
    """The requirements that nothing in last year's plan answers, but for what found no place."""
    homeless = {id(each.node) for each in every if each.area is None}
    for answer in coverage.answers:
        if answer.state not in APART and all(id(node) in homeless for node in _speaking(answer)):
            yield answer.requirement


def _speaking(answer: Answer) -> Iterator[Node]:
    """The nodes that have words for a requirement, or claim it."""
    yield from (each.node for each in answer.evidence)
    yield from (said.node for said in answer.claims)


def _walk(
    node: Node, above: tuple[Section, ...], due: Due | None
) -> Iterator[tuple[Node, tuple[Section, ...], Due | None]]:
    """Nodes that have something to say, with the sections above them and the deadline that these set."""
    if speaks(node):
        yield node, above, due
    if isinstance(node, Section):
        yield from _below(node, (*above, node), node.due or due)


def _below(
    section: Section, above: tuple[Section, ...], due: Due | None
) -> Iterator[tuple[Node, tuple[Section, ...], Due | None]]:
    for node in section.content:
        yield from _walk(node, above, due)


def _item(data: Data, node: Node, due: Due | None) -> Data:
    item = {key: value for key, value in data.items() if key not in _NOT_MOVED}
    if data.get("number") == UNNUMBERED:
        item["number"] = UNNUMBERED
    told = due if node.due is None else None
    if isinstance(node, Item) and set(node.effective.pairs()) != set(node.duty.pairs()):
        for key in ("duty", "unit_note", "and_others", *ROLES):
            item.pop(key, None)
        item |= {role: list(getattr(node.effective, role)) for role in ROLES if getattr(node.effective, role)}
        if node.effective.and_others:
            item["and_others"] = True
        told = node.due or due
    if told is not None:
        item.setdefault("due", told.text)
    if any(role in item for role in ROLES) and notes.read(str(item.get("unit_note", ""))).defaults is not None:
        del item["unit_note"]  # 以下不再列出 says of the items that stood behind it what is not so any more
    return item


def _remember(item: Data, titles: list[str]) -> None:
    """Note where the item stood: never printed, and of use to whoever looks it up in last year's plan."""
    if titles:
        item["remark"] = "\n".join(filter(None, (item.get("remark"), f"原在：{'／'.join(titles)}")))


def _name(sections: list[Data], taken: Collection[str | None]) -> None:
    """Give an id to every item that has none, one that nothing in last year's plan has."""
    spare = (name for number in count(1) if (name := f"t{number:02}") not in taken)
    for section in sections:
        for item in section["content"]:
            item["id"] = item.get("id") or next(spare)
