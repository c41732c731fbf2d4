"""Tracked changes and comments of a Word file -> who said and did what, where; none of them is swallowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qplan.amending.edits import Edit, Put
from qplan.findings import Route
from qplan.plan import Node
from qplan.reading import Imported
from qplan.reading.blocks import Revision
from qplan.revising.changes import Change
from qplan.revising.duties import value
from qplan.revising.versions import Versions, named

KINDS = {"inserted": "插入", "deleted": "删除", "moved_away": "移走", "moved_here": "移来", "formatted": "改格式"}
_CUT = 30


@dataclass(frozen=True)
class Placed:
    """A tracked change with the place where a reader finds it."""

    where: str
    what: Revision


def credited(found: Sequence[tuple[Route, Change]], imported: Imported) -> tuple[list[Change], list[Revision]]:
    """Changes with the tracked ones that brought them, and those tracked changes that brought none.

    ``found`` are changes with the route in the document that each stands at.
    """
    at = _routes(imported)
    left = [revision for revision in imported.gathering.revisions if revision.kind != "formatted"]
    rest = [revision for revision in imported.gathering.revisions if revision.kind == "formatted"]
    made = []
    for route, change in found:
        here = [r for r in left if _within(at.get(r.block), route)]
        mine = [r for r in here if _made_by(change, r)]
        if not mine and sum(other == route for other, _ in found) == 1:
            mine = here
        mine = mine or [r for r in left if _whole(change, r)]
        told = dict.fromkeys(f"修订：{r.author or '未署名'}{f' {r.date}' if r.date else ''}" for r in mine)
        made.append(replace(change, told=tuple(told)))
        used = set(map(id, mine))
        left = [r for r in left if id(r) not in used] if used else left
    return made, sorted([*left, *rest], key=lambda r: r.block)


def placed(entries: Sequence[Revision], imported: Imported, versions: Versions) -> list[Placed]:
    """Tracked changes with their places in the document."""
    at = _routes(imported)
    nodes = {node.route: node for node in versions.document.plan.nodes()}
    return [Placed(_where(at.get(each.block), nodes, versions) or each.where, each) for each in entries]


def remarks(imported: Imported, versions: Versions) -> list[Change]:
    """Comments as changes that keep them beside the point as 备注, which is never printed."""
    at = _routes(imported)
    nodes = {node.route: node for node in versions.document.plan.nodes()}
    found = []
    for comment in imported.gathering.comments:
        route = at.get(comment.block)
        where = _where(route, nodes, versions) or comment.where
        node = _node(route, nodes)
        holder = versions.holder(node.route) if node else None
        said = f"{comment.author or '未署名'}{f' {comment.date}' if comment.date else ''}批注：{comment.text}"
        told = (f"批注：{comment.author or '未署名'}{f' {comment.date}' if comment.date else ''}",)
        if holder is None:
            found.append(Change((), where, "批注", comment.quoted, comment.text, (), "这里没有可以记备注的条目", told))
            continue
        there = value(versions.data, (*holder.route, "remark"))
        edits: tuple[Edit, ...] = (Put((*holder.route, "remark"), f"{there}；{said}" if there else said),)
        found.append(Change(holder.route, where, "批注", comment.quoted, comment.text, edits, "", told))
    return found


def _routes(imported: Imported) -> dict[int, Route]:
    """The place in the plan data of each paragraph and cell, those of the first document."""
    return {entry.block: entry.route for entry in imported.ledger.entries if entry.route}


def _within(route: Route | None, point: Route) -> bool:
    return route is not None and bool(point) and route[: len(point)] == point and "content" not in route[len(point) :]


def _made_by(change: Change, revision: Revision) -> bool:
    side = change.old if revision.kind in ("deleted", "moved_away") else change.new
    text = revision.text.strip()
    return bool(text) and (text in side or (len(side) > 1 and side in text))


def _whole(change: Change, revision: Revision) -> bool:
    """Whether a tracked change took out, put in or moved the point that a change is about."""
    title = change.where.partition("“")[2].rstrip("”").removesuffix("……")
    return change.what in ("删去", "新增", "移动") and bool(title) and title in revision.text


def _node(route: Route | None, nodes: dict[Route, Node]) -> Node | None:
    while route:
        if route in nodes:
            return nodes[route]
        route = route[:-1]
    return None


def _where(route: Route | None, nodes: dict[Route, Node], versions: Versions) -> str:
    node = _node(route, nodes)
    return named(versions.document.plan, node) if node else ""


def cut(text: str) -> str:
    """Words in short, for a list."""
    return text if len(text) <= _CUT else text[:_CUT] + "……"


def counted(entries: Sequence[Placed]) -> Iterator[tuple[str, int]]:
    """How many tracked changes of each kind there are."""
    for kind, word in KINDS.items():
        count = sum(each.what.kind == kind for each in entries)
        if count:
            yield word, count
