"""Points that came, went or moved -> changes that add, take out or move them in the plan file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qplan.amending.edits import Drop, Insert, Move
from qplan.content import UNNUMBERED
from qplan.findings import Route
from qplan.plan import Node, NoteStyle, Section
from qplan.revising.changes import Change
from qplan.revising.colleagues import cut
from qplan.revising.matching import parent, text
from qplan.revising.point import printed
from qplan.revising.versions import Versions, named
from qplan.vocabulary import value

_TASK = re.compile(r"t(\d+)")
_SHOWN = 200
_HALF = 2
_NO_HOME = "它所在的章节在方案文件里找不到，请自己加到合适的地方"


def changes(versions: Versions) -> list[tuple[Route, Change]]:
    """What came, went and moved, each with the route in the document that it stands at or behind."""
    ids = _Ids(versions)
    found = [*_gone(versions), *_moved(versions)]
    return [*found, *((route, change) for route, change in _come(versions, ids))]


class _Ids:
    """Gives new tasks ids that the plan does not have: the next numbers after t12."""

    def __init__(self, versions: Versions) -> None:
        known = (_TASK.fullmatch(node.id or "") for node in versions.plan.nodes())
        self.numbers = [int(found[1]) for found in known if found]
        self.last = max(self.numbers, default=0)

    def given(self, data: Any) -> Any:
        """New plan data of a point and those below it: ids of its own, no counting, no relations by foreign ids."""
        kept = {key: value for key, value in data.items() if key not in ("id", "number", "targets", "content")}
        if data.get("number") == UNNUMBERED:
            kept["number"] = UNNUMBERED
        if self.numbers and "content" not in data and data.get("id"):
            self.last += 1
            kept = {"id": f"t{self.last:02}", **kept}
        if "content" in data:
            kept["content"] = [self.given(entry) for entry in data["content"]]
        return kept


def _gone(versions: Versions) -> Iterator[tuple[Route, Change]]:
    plan = versions.draft.plan
    gone = {node.route for node in versions.matching.gone}
    order = [node.route for node in plan.nodes()]
    now = {before.route: after.route for before, after in versions.matching.pairs}
    part = _in_part(versions)
    for node in versions.matching.gone:
        holder = versions.holders.get(node.route)
        if parent(node.route) in gone or holder is None:  # the plan file has dropped it, too
            continue
        if part and any(each.route not in gone for each in _below(node)):  # the rest of a chapter or section
            continue
        before = [now[route] for route in order[: order.index(node.route)] if route in now]
        kept = [each for each in _below(node) if each.route not in gone]
        reason = f"标题没有了，其下的“{kept[0].title}”等 {len(kept)} 条还在；请自己调整章节" if kept else ""
        edits = () if reason else (Drop(holder.route),)
        unsure = part or ("" if parent(node.route) else "整章没有了，也许只是没有贴来")
        told = _told(node, plan.note_style)
        change = Change(holder.route, named(plan, node), "删去", told, "", edits, reason, unsure="" if kept else unsure)
        yield (before[-1] if before else ()), change


def _in_part(versions: Versions) -> str:
    """Why nothing is sure of what is not there: the document holds less than half of the draft."""
    total, found = sum(1 for _ in versions.draft.plan.nodes()), len(versions.matching.pairs)
    return f"文件里只有原稿的一部分（{total} 条里的 {found} 条）" if found * _HALF < total else ""


def _come(versions: Versions, ids: _Ids) -> Iterator[tuple[Route, Change]]:
    come = {node.route for node in versions.matching.come}
    known = {text(node) for node in versions.plan.nodes()}
    for node in versions.matching.come:
        if parent(node.route) in come:
            continue
        if text(node) in known:  # the plan file has it already
            continue
        data = value(versions.document.data, node.route)
        surviving = [each for each in _below(node) if each.route not in come]
        place = _place(versions, node.route)
        where, told = named(versions.document.plan, node), _told(node, versions.document.plan.note_style)
        if surviving or place is None:
            reason = f"其下的“{surviving[0].title}”等条原来就有，请自己调整章节" if surviving else _NO_HOME
            yield node.route, Change((), where, "新增", "", told, (), reason)
            continue
        home, index = place
        if not node.route[2:] and "content" not in data:
            data = data | {"content": []}
        yield node.route, Change(home, where, "新增", "", told, (Insert(home, index, ids.given(data)),))


def _moved(versions: Versions) -> Iterator[tuple[Route, Change]]:
    gone = {node.route for node in versions.matching.gone}
    part = _in_part(versions)
    for before, after in versions.matching.moved:
        if parent(before.route) in gone:  # which is told of the heading that is gone
            continue
        holder, place = versions.holders.get(before.route), _place(versions, after.route)
        old, new = named(versions.draft.plan, before), named(versions.document.plan, after)
        above = _home(versions, after.route)
        told = f"移到{above}之下" if above else "移到最上一层"
        if parent(before.route) == parent(after.route) or old.split("“")[0] == new.split("“")[0]:
            told = "调整先后"
        if holder is None or place is None:
            yield after.route, Change((), old, "移动", old, f"{told}，成为{new}", (), _NO_HOME)
            continue
        home, index = place
        if _is_below(home, holder.route):
            reason = "移到了它自己的下一层，请自己调整"
            yield after.route, Change(holder.route, old, "移动", old, f"{told}，成为{new}", (), reason)
            continue
        edits = (Move(holder.route, home, index),)
        yield after.route, Change(holder.route, old, "移动", old, f"{told}，成为{new}", edits, unsure=part)


def _is_below(route: Route, above: Route) -> bool:
    return route[: len(above)] == above


def _home(versions: Versions, route: Route) -> str:
    section = next((n for n in versions.document.plan.nodes() if n.route == parent(route)), None)
    return named(versions.document.plan, section) if section else ""


def _place(versions: Versions, route: Route) -> tuple[Route, int] | None:
    """Where a point of the document belongs in the plan file: a list there, and the member that it stands before."""
    above = parent(route)
    owner = versions.holder(above) if above else None
    if above and (owner is None or "content" not in (value(versions.data, owner.route) or {})):
        return None
    home: Route = (*owner.route, "content") if owner else ("content",)
    place = int(str(route[-1]))
    for index in range(place - 1, -1, -1):
        sibling = versions.holder((*route[:-1], index))
        if sibling and (*route[:-1], index) in versions.steady and sibling.route[:-1] == home:
            return home, int(str(sibling.route[-1])) + 1
    return home, 0


def _below(node: Node) -> Iterator[Node]:
    for each in node.content if isinstance(node, Section) else ():
        yield each
        yield from _below(each)


def _told(node: Node, style: NoteStyle) -> str:
    whole = "。".join(filter(None, (node.title, printed(node, style))))
    inner = [each.title or next(iter(each.paragraphs), "") for each in _below(node)]
    short = whole if len(whole) <= _SHOWN else whole[:_SHOWN] + "……"
    return f"{short}（其下 {len(inner)} 条：{cut('、'.join(inner))}）" if inner else short
