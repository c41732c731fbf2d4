"""Tracked changes and comments of a Word file -> who said and did what, where; none of them is swallowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qplan.amending.edits import Edit, Put
from qplan.findings import Route
from qplan.plan import Node
from qplan.reading import Imported
from qplan.reading.blocks import Comment, Revision
from qplan.revising.changes import Change
from qplan.revising.versions import Versions, named
from qplan.vocabulary import value

KINDS = {"inserted": "插入", "deleted": "删除", "moved_away": "移走", "moved_here": "移来", "formatted": "改格式"}
REMARK = "批注"
_WHOLE = ("删去", "新增", "移动")
"""What happens to points as wholes."""
_CUT = 30


@dataclass(frozen=True)
class Placed:
    """A tracked change with the place where a reader finds it."""

    where: str
    what: Revision


def credited(
    found: Sequence[tuple[Route, Change]], imported: Imported, versions: Versions
) -> tuple[list[Change], list[Revision]]:
    """Changes with the tracked ones that brought them, and those tracked changes that brought none.

    ``found`` are changes with the route in the document that each stands at.
    """
    at = _routes(imported, versions)
    left = [revision for revision in imported.gathering.revisions if revision.kind != "formatted"]
    rest = [revision for revision in imported.gathering.revisions if revision.kind == "formatted"]
    made = []
    for route, change in found:
        whole = change.what in _WHOLE
        here = [r for r in left if _within(at.get(r.block), route, below=whole)]
        mine = [r for r in here if whole or _made_by(change, r)]
        if not mine and sum(other == route for other, _ in found) == 1:
            mine = here
        mine = [r for r in left if r in mine or (whole and _is_of(change, r))]
        told = dict.fromkeys(f"修订：{_signed(r)}" for r in mine)
        made.append(replace(change, told=tuple(told)))
        left = [r for r in left if r not in mine]
    return made, sorted([*left, *rest], key=lambda r: r.block)


def placed(entries: Sequence[Revision], imported: Imported, versions: Versions) -> list[Placed]:
    """Tracked changes with their places in the document."""
    at = _routes(imported, versions)
    nodes = {node.route: node for node in versions.document.plan.nodes()}
    return [Placed(_where(at.get(each.block), nodes, versions) or each.where, each) for each in entries]


def remarks(imported: Imported, versions: Versions) -> list[Change]:
    """Comments as changes that keep them beside the point as 备注, which is never printed; those of a point as one."""
    at = _routes(imported, versions)
    nodes = {node.route: node for node in versions.document.plan.nodes()}
    by_point: dict[str, list[Comment]] = {}
    holders: dict[str, Node | None] = {}
    for comment in imported.gathering.comments:
        route = at.get(comment.block)
        where = _where(route, nodes, versions) or comment.where
        node = _node(route, nodes)
        holders[where] = versions.holder(node.route) if node else None
        by_point.setdefault(where, []).append(comment)
    return [_remark(where, comments, holders[where], versions) for where, comments in by_point.items()]


def _remark(where: str, comments: Sequence[Comment], holder: Node | None, versions: Versions) -> Change:
    quoted = "、".join(dict.fromkeys(filter(None, (comment.quoted for comment in comments))))
    text = "；".join(comment.text for comment in comments)
    told = tuple(f"批注：{_signed(comment)}" for comment in comments)
    if holder is None:
        return Change((), where, REMARK, quoted, text, (), "这里没有可以记备注的条目", told)
    there = value(versions.data, (*holder.route, "remark"))
    said = "；".join(f"{_signed(comment)}批注：{comment.text}" for comment in comments)
    edits: tuple[Edit, ...] = (Put((*holder.route, "remark"), f"{there}；{said}" if there else said),)
    return Change(holder.route, where, REMARK, quoted, text, edits, "", told)


def _signed(entry: Revision | Comment) -> str:
    """Who, and on what day where the file says it."""
    return f"{entry.author or '未署名'}{f' {entry.date}' if entry.date else ''}"


def _routes(imported: Imported, versions: Versions) -> dict[int, Route]:
    """The place in the plan data of each paragraph and cell of the document that is compared."""
    number = next(n for n, data in enumerate(imported.documents, start=1) if data is versions.document.data)
    return {each.block: each.route for each in imported.ledger.entries if each.route and each.document == number}


def _within(route: Route | None, point: Route, *, below: bool) -> bool:
    if route is None or not point or route[: len(point)] != point:
        return False
    return below or "content" not in route[len(point) :]


def _made_by(change: Change, revision: Revision) -> bool:
    side = change.old if revision.kind in ("deleted", "moved_away") else change.new
    text = revision.text.strip()
    return bool(text) and (text in side or (len(side) > 1 and side in text))


def _is_of(change: Change, revision: Revision) -> bool:
    """Whether a tracked change holds the heading of the point that a change is about."""
    title = change.where.partition("“")[2].rstrip("”").removesuffix("……")
    return bool(title) and title in revision.text


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
