"""Last year's plan x framework pack -> a new plan: its items under the pack's areas, what is out of date marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from qplan import build, covering, skeleton
from qplan.checking import Checked
from qplan.framework import Area, Framework, folded
from qplan.renewing import around, last_year, moving
from qplan.renewing.last_year import LastYear
from qplan.renewing.marks import Kind, Marker
from qplan.tolerant import texts

Data = dict[str, Any]

_ORDER = (
    "format", "framework", "region", "document", "bases", "period", "units", "defaults", "numbering", "unit_note",
    "layout", "targets", "not_applicable", "elsewhere", "content", "annexes",
)  # fmt: skip
_EXEMPT = ("not_applicable", "elsewhere")
_STYLE = ("numbering", "unit_note", "layout")
"""How last year's plan looks, taken over as it is."""


@dataclass(frozen=True)
class Renewed:
    """A new plan and what became of last year's: canonical data, and counts for the person who goes on with it.

    ``placed`` has every area with its items' names, ``homeless`` those that found none, ``asked`` how many items are
    left to write for what nobody answers. ``marked`` counts the marks by kind, ``targets`` how many have a new 基期 and
    goal to fill; ``cited`` are the years that stay, for they belong to the titles and numbers of other documents.
    """

    data: Data
    placed: tuple[tuple[Area, tuple[str, ...]], ...]
    homeless: tuple[str, ...]
    asked: int
    marked: Counter[Kind]
    targets: int
    cited: int


def place_of(checked: Checked) -> tuple[str | None, str | None]:
    """Whose plan it was: the region's name and level, None where last year's plan does not tell."""
    plan = last_year.of(checked).plan
    return plan.region, plan.level


def renew(checked: Checked, pack: Framework, *, name: str, level: str, year: int) -> Renewed:
    """Make a new plan of last year's.

    Nothing is lost: each item of the tasks stands under an area, or in the list of what found no place; every other
    chapter stays. What nobody answers is asked for as `skeleton.data` does.

    Args:
        checked: last year's plan, from a plan file or a document.
        pack: whose areas the tasks are put under.
        name: the region's.
        level: a value of the schema.
        year: the first of the new period.

    Raises:
        Broken: last year's plan cannot be understood.
    """
    last = last_year.of(checked)
    new = skeleton.data(pack, name, level, year)
    coverage = covering.cover(last.plan, pack, own=last.pack)
    moved = moving.moved(last, coverage)
    sections = moving.areas(last, moved, coverage)
    asked = sum(len(section["content"]) for section in sections) - len(moved)
    content = around.chapters(last, new, around.heading(last, moving.chapters(last.plan), sections))
    if last.pack is not None and last.pack.id != pack.id:
        content = _without_claims(content)
        exempt: Data = {}
    else:
        exempt = {key: last.data[key] for key in _EXEMPT if key in last.data}
    marker = Marker(new["period"]["start"], last.made, last.plan.region or name, last.plan.document.title)
    style = {key: last.data.get(key) or new.get(key) for key in _STYLE}
    if isinstance(style["unit_note"], dict) and "groups" in style["unit_note"]:
        groups = [each for each in texts(style["unit_note"]["groups"]) if not marker.ended(each)]
        style["unit_note"] = {**style["unit_note"], "groups": groups}
    paths = _paths({**new, **style, "content": content})
    wording = {
        "document": around.document(last, new, year),
        "bases": _bases(last, new),
        "units": last.data.get("units"),
        "defaults": None if last.plan.defaults else last.data.get("defaults"),
        "targets": around.targets(last, new, paths),
        **exempt,
        "content": _settled(content),
        "annexes": last.data.get("annexes") or new["annexes"],
    }
    marked = {key: value if key == "bases" else marker.node(value) for key, value in wording.items()}
    if marked["document"].get("title") != wording["document"].get("title"):
        style["layout"] = {key: value for key, value in (style["layout"] or {}).items() if key != "title_lines"}
    found = {**new, **style, **marked}
    return Renewed(
        data={key: found[key] for key in dict.fromkeys((*_ORDER, *found)) if found.get(key)},
        placed=tuple((area, tuple(each.name for each in moved if each.area is area)) for area in pack.areas),
        homeless=tuple(each.name for each in moved if each.area is None),
        asked=asked,
        marked=marker.marked,
        targets=len(last.plan.targets),
        cited=marker.cited,
    )


def _bases(last: LastYear, new: Data) -> list[Any]:
    """Last year's documents, and the pack's own where it is not among them; a cited document keeps its year."""
    known = {folded(basis.title) for basis in last.plan.bases} | {basis.number for basis in last.plan.bases}
    wanted = [each for each in new["bases"] if folded(each["title"]) not in known and each["number"] not in known]
    return [*(last.data.get("bases") or []), *wanted]


def _paths(data: Data) -> dict[str, str]:
    """Where the new plan has what last year's plan had, by path."""
    found = {}
    for node in build.build(data).nodes():
        value: Any = data
        for step in node.route:
            value = value[step]
        if last_year.WAS in value:
            found[value[last_year.WAS]] = node.path
    return found


def _settled(content: list[Data]) -> list[Data]:
    """The content without the paths that it had."""
    return [_without(node, last_year.WAS) for node in content]


def _without_claims(content: list[Data]) -> list[Data]:
    """The content without what it claims under another pack."""
    return [_without(node, "covers") for node in content]


def _without(node: Data, key: str) -> Data:
    kept = {name: value for name, value in node.items() if name != key}
    if "content" in kept:
        kept["content"] = [_without(each, key) for each in kept["content"]]
    return kept
