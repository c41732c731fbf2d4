"""Drafts -> the plan's content as plan data, each paragraph entered in the ledger with its place there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from qplan.content import UNNUMBERED
from qplan.findings import Route
from qplan.ledger import Doubt, Entry, Fate
from qplan.notation import numbering
from qplan.plan import NoteStyle
from qplan.reading import assignments, lines, parts, targets
from qplan.reading.assignments import Assigned, Piece
from qplan.reading.blocks import Block, Grid
from qplan.reading.points import Draft
from qplan.reading.tables import annexes, goal_table

Data = dict[str, Any]

_BAR = "｜"
"""What divides the cells of a row in a box."""
_CLAUSE = re.compile(
    r"(?:以下|以后|下同)(?:（[^（）]*）|\([^()]*\)|[^，,。；;（）()【】〔〕])*|不再[^，,。；;（）()【】〔〕]*"
)
"""The words that a default clause is told by."""


@dataclass
class Making:
    """The content in the making: how notes and items' headings look, and what runs through it in the order of print.

    ``year`` is the plan's first; ``found`` are its targets without ids, ``defaults`` the default clause as plan
    data, ``holders`` the tasks by their paths. ``anchors`` are the ids that bookmarks give, ``given`` those of them
    that nodes have so far; ``numbered`` is the number of the last task that got an id of its own.
    """

    style: NoteStyle
    stands_alone: bool = False
    year: int | None = None
    entries: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    found: list[targets.Target] = field(default_factory=list)
    defaults: Data = field(default_factory=dict)
    holders: dict[str, Data] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()
    given: set[str] = field(default_factory=set)
    numbered: int = 0

    def enter(self, blocks: Iterable[Block], fate: Fate, place: str, route: Route, reason: str = "") -> None:
        """Enter paragraphs in the ledger."""
        self.entries += [Entry(b.index, b.where, b.text, fate, place, reason, route) for b in blocks]

    def identify(self, anchor: str, *, task: bool) -> str:
        """The id of the next node: its anchor, where a paragraph has one; else a task gets one that is free."""
        if anchor and anchor not in self.given:
            self.given.add(anchor)
            return anchor
        if not task:
            return ""
        self.numbered += 1
        while (made := f"t{self.numbered:02}") in self.anchors:
            self.numbered += 1
        return made

    def hear(self, piece: Piece | None, since: str | None = None) -> None:
        """Take a default clause to heart, the first one of a plan: it holds from the task on that carries it."""
        note = piece.note if piece else None
        if piece is None or note is None or note.defaults is None or self.defaults or not note.defaults.units:
            return
        self.defaults = {"units": list(note.defaults.units)}
        if since:
            self.defaults["since"] = since
        if clause := _CLAUSE.search(piece.printed):
            self.defaults["note"] = clause[0]


class _Around(NamedTuple):
    """What a node has from the section around it; at the top ``part`` is None and ``path`` is ""."""

    route: Route = ("content",)
    path: str = ""
    part: str | None = None
    milestone: int | None = None


def write(drafts: Sequence[Draft], making: Making) -> list[Data]:
    """The plan data of drafts whose numbers have been counted."""
    making.anchors = frozenset(each.point.block.anchor for draft in drafts for each in draft.walk())
    return _nodes(drafts, _Around(), making)


def relate(holders: Mapping[str, Data], found: Sequence[targets.Target]) -> None:
    """Enter in each task the ids of the targets that stand in its text (关联指标)."""
    for path, ids in targets.related(found).items():
        if path in holders:
            holders[path]["targets"] = list(ids)


def _nodes(drafts: Sequence[Draft], around: _Around, making: Making) -> list[Data]:
    named = enumerate(zip(drafts, parts.parts(drafts, around.part), strict=True))
    return [_node(draft, place, part, around, making) for place, (draft, part) in named]


def _node(draft: Draft, place: int, part: str, around: _Around, making: Making) -> Data:
    """A draft of a part of the plan, with all below it; ``place`` is its own among its siblings, from 0."""
    step = numbering.path_part(draft.point.mark.printed) or f"*{place + 1}"
    path = f"{around.path}/{step}" if around.path else step
    route = (*around.route, place)
    task = part == "tasks" and around.part is not None and not draft.below
    id_ = making.identify(draft.point.block.anchor, task=task)
    node = _head(draft, part, around, id_) | _text(_noted(draft, making), making)
    usual = False if draft.below or around.part is None else not making.stands_alone
    noted_below = draft.assigned.own is not None and not draft.assigned.in_heading
    if draft.run_in not in (None, usual) or (draft.run_in and noted_below and making.style.place == "heading"):
        node["item_heading"] = "run_in" if draft.run_in else "stand_alone"
    node |= {key: value for key, value in draft.data.items() if key not in node}
    for piece in (draft.assigned.own, *draft.assigned.measures, draft.assigned.clause):
        making.hear(piece, id_ if task else None)
    texts = [*draft.assigned.text, *(piece.text for piece in draft.assigned.measures)]
    texts += [block.text for _, text in draft.boxes for block in text]
    found, year = targets.find(texts, place=path, year=around.milestone)
    making.found += found
    making.doubts += [Doubt(draft.index, message) for message in targets.doubts(texts)]
    if task:
        making.holders[path] = node
    kind = "章节" if draft.below or around.part is None else "条目"
    making.enter(draft.blocks, "mapped", f"内容/{path}（{kind}）", route)
    if draft.boxes:
        node["boxes"] = [_box(title, text) for title, text in draft.boxes]
        for title, text in draft.boxes:
            making.enter((title, *text), "mapped", f"内容/{path}/专栏", (*route, "boxes"))
    for block in draft.grids:
        _grid(block, node, path, route, making)
    if draft.below:
        year = year if part in ("overview", "targets") else None
        node["content"] = _nodes(draft.below, _Around((*route, "content"), path, part, year), making)
    return node


def _head(draft: Draft, part: str, around: _Around, id_: str) -> Data:
    """Id, title, part and jump of a node. Parts are written where they change."""
    head: Data = {}
    if id_:
        head["id"] = id_
    if draft.title:
        head["title"] = draft.title
    if part != around.part:
        head["part"] = part
    if "number" in draft.data:
        head["number"] = draft.data["number"]
    return head


def _noted(draft: Draft, making: Making) -> Assigned:
    """A point's text and notes. Where notes stand behind headings, one behind a text stays there as a measure's."""
    assigned = draft.assigned
    own = assigned.own
    ends = own is not None and bool(assigned.text) and not assigned.in_heading
    if own is None or not ends or draft.below or draft.run_in or not draft.title or making.style.place != "heading":
        return assigned
    return replace(assigned, text=[], own=None, measures=[replace(own, text="\n".join(assigned.text), apart=True)])


def _text(assigned: Assigned, making: Making) -> Data:
    """Text, duty and measures of a node."""
    data: Data = {}
    if assigned.text:
        data["text"] = "\n".join(map(assignments.footnotes, assigned.text))
    if assigned.own is not None:
        data |= assignments.duty_data(assigned.own, making.style)
    if assigned.measures:
        data["measures"] = [_measure(piece, making) for piece in assigned.measures]
    return data


def _measure(piece: Piece, making: Making) -> Data:
    number = piece.number or (UNNUMBERED if piece.apart else None)
    data: Data = {"number": number} if number else {}
    data["text"] = assignments.footnotes(piece.text)
    return data | assignments.duty_data(piece, making.style)


def _grid(block: Block, node: Data, path: str, route: Route, making: Making) -> None:
    """A table under a node: a box with its rows, which prints what stood there; its targets are the plan's too."""
    grid = block.grid or Grid(())
    rows = [_BAR.join(filter(None, row)).replace("\n", "") for row in annexes.texts(grid)]
    node.setdefault("boxes", []).append({"text": "\n".join(filter(None, rows))})
    making.enter(grid.cells, "kept", f"内容/{path}/专栏", (*route, "boxes"), "正文中的表，逐行照录")
    goals = goal_table.read(grid, year=making.year)
    if goals is not None:
        making.doubts += goals.doubts
        for row in goals.rows:
            differing = annexes.add(row.target | {"place": path}, making.found)
            making.doubts += [Doubt(row.cells[0].index, message) for message in differing]


def _box(title: Block, text: Sequence[Block]) -> Data:
    rows = [assignments.footnotes(block.text) for block in text]
    if title.boxed and not lines.is_caption(title.text):
        return {"text": "\n".join([assignments.footnotes(title.text), *rows])}
    return {"title": title.text, "text": "\n".join(rows) or title.text}
