"""A plan and a document that was edited from it -> the changes that were made, each as edits of the plan file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qplan import checking, reading
from qplan.checking import Checked
from qplan.errors import Misuse
from qplan.findings import Route
from qplan.plan import Plan
from qplan.reading.blocks import folded
from qplan.reading.gathering import Gathering
from qplan.revising import aims, colleagues, fields, points, structure, tables
from qplan.revising.changes import Change
from qplan.revising.colleagues import Placed
from qplan.revising.point import Point, settled
from qplan.revising.versions import Versions, best, copies, drafted, named

__all__ = ["Change", "Revised", "compare"]

_FORMATS = {"docx": "docx", "md": "md", "html": "html", "text": "txt"}
"""The kinds of files that the draft is read from in the same form as the document; others are read as docx."""
_SAME = 5
_OWN = 2
"""A document that has fewer than one in so many of the draft's points, and of its own points too, is another one."""


@dataclass(frozen=True)
class Revised:
    """What a document brings home.

    ``changes`` stand in the order of the document; ``remarks`` are comments as changes that keep them as 备注;
    ``revisions`` are tracked changes that brought none of the changes (a change of looks, words put in and taken out
    again); ``beside`` is what only the document has around the content; ``matched`` of ``total`` points of the draft
    were found in it.
    """

    changes: tuple[Change, ...]
    remarks: tuple[Change, ...] = ()
    revisions: tuple[Placed, ...] = ()
    beside: tuple[str, ...] = ()
    matched: int = 0
    total: int = 0


def compare(checked: Checked, edited: Path, *, since: Path | None = None, original: bool = False) -> Revised:
    """Find what somebody changed in a document that was rendered from a plan.

    The plan is rendered again in the same format and read as the document is, so that whatever reading does to a
    text it does to both, and only what was edited differs. Ids of a draft help; without them the words do.

    Args:
        checked: the plan file; it must be whole (`checking.whole`).
        edited: the document: Word, text, Markdown, web page, or a workbook of ours.
        since: the draft that was sent out, where the plan has moved on since then.
        original: take the document as if its tracked changes were all rejected.

    Raises:
        Unreadable: a document cannot be read.
        Broken: the plan cannot be read whole.
        Misuse: the document has nothing in common with the plan.
    """
    plan = checking.whole(checked)
    kind = reading.kind(edited)
    if kind == "xlsx":
        workbook = reading.gather(edited)
        if since:
            return Revised(tables.annexed(checked, reading.gather(since), workbook))
        return Revised(tables.changes(checked, workbook, kind))
    document = reading.read(edited, original=original)
    if since:
        draft = reading.read(since)
    else:
        with drafted(checked, _FORMATS.get(kind, "docx")) as path:
            draft = reading.read(path)
    first = copies(draft)[0]
    versions = Versions(plan, checked.canonical.data, first, best(copies(document), first))
    _want_likeness(versions, edited)
    found = [*_points(versions), *structure.changes(versions)]
    found = _ordered(found, versions.document.plan)
    inner, left = colleagues.credited(found, document, versions)
    whole = aims.joined([*fields.changes(versions), *inner], versions)
    annexed = _new(tables.annexed(checked, draft.gathering, document.gathering), draft.gathering)
    whole = _once([*whole, *(replace(change, unsure=aims.IN_A_TABLE) for change in annexed)])
    return Revised(
        changes=tuple(whole),
        remarks=tuple(colleagues.remarks(document, versions)),
        revisions=tuple(colleagues.placed(left, document, versions)),
        beside=tuple(fields.beside(versions)),
        matched=len(versions.matching.pairs),
        total=sum(1 for _ in first.plan.nodes()),
    )


def _want_likeness(versions: Versions, edited: Path) -> None:
    total, own = (sum(1 for _ in copy.plan.nodes()) for copy in (versions.draft, versions.document))
    found = len(versions.matching.pairs)
    if found * _SAME < total and found * _OWN < own:
        raise Misuse(
            f"{edited.name} 不像是由这份方案改来的：{total} 条里只认出 {found} 条",
            f"请检查文件；要当作新方案导入：qplan import {edited.name} -o 新方案.yaml",
        )


def _points(versions: Versions) -> Iterator[tuple[Route, Change]]:
    for before, after in versions.matching.pairs:
        holder = versions.holders.get(before.route)
        where = named(versions.plan, holder) if holder else named(versions.draft.plan, before)
        style = versions.plan.note_style
        point = Point(
            versions.data, holder, settled(before), settled(after), where, style, versions.draft, versions.document
        )
        for change in points.changes(point):
            yield after.route, change


def _ordered(found: list[tuple[Route, Change]], plan: Plan) -> list[tuple[Route, Change]]:
    order = {node.route: place for place, node in enumerate(plan.nodes())}
    return sorted(found, key=lambda each: order.get(each[0], -1))


def _new(found: Iterable[Change], draft: Gathering) -> Iterator[Change]:
    """Without rows that are new to the plan only because it has moved on: the draft's own table had them."""
    told = {folded(block.text) for block in draft.every.values()}
    for change in found:
        if change.what != "新增" or folded(change.new.split("\n")[0].split("：")[0]) not in told:
            yield change


def _once(found: list[Change]) -> list[Change]:
    """Without those whose edits another one makes: a unit changed in the text and in its table alike."""
    kept: list[Change] = []
    for change in found:
        edits = set(map(repr, change.edits))
        if not edits or not any(edits <= set(map(repr, each.edits)) for each in kept):
            kept.append(change)
    return kept
