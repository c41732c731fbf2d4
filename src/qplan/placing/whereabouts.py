"""A route of plan data -> the stretches of the document in which its words may stand, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qplan import vocabulary
from qplan.findings import Route
from qplan.ledger import Entry
from qplan.placing.owners import ANNEXES, Owners
from qplan.placing.stretches import Place, Stretch, between, find, row_of, whole
from qplan.plan import ROLES

_AT_THE_END = frozenset((*ROLES, "due", "unit_note", "duty"))
_BEGINNING = 20
"""By so many characters the place of a measure is known."""


def at_the_end(at: Route) -> bool:
    """Whether a route's words stand in the note behind a text, so that the last place of them is meant."""
    return not _AT_THE_END.isdisjoint(at)


def stretches(at: Route, data: dict[str, Any], owners: Owners) -> Iterator[Stretch]:
    """Where the words of a route may stand; nothing where the document as a whole is meant."""
    owner = owners.of(at)
    own = list(map(whole, owners.paragraphs(owner)))
    if owner in owners.nodes:
        here = list(_of_node(at, owner, own, data))
        yield from reversed(here) if at_the_end(at) else here
        yield from _in_tables(owners.nodes[owner].title, owners) if at_the_end(at) else ()
    else:
        yield from own
        yield from map(whole, owners.paragraphs(ANNEXES) if owner[:1] == ANNEXES else ())
    top = at[0] if at else ""
    target = target_at(data, at)
    if target:
        yield from _of_target(target, owners)
    elif top in ("document", "region", "period", "bases"):
        yield from map(whole, _around(owners))
    if top in ("defaults", "bases"):
        yield from map(whole, owners.entries)


def target_at(data: Any, at: Route) -> dict[str, Any]:
    """The target that a route lies in; nothing where it lies in none."""
    found = vocabulary.value(data, at[:2]) if at[:1] == ("targets",) else None
    return found if isinstance(found, dict) else {}


def _of_node(at: Route, owner: Route, own: Sequence[Stretch], data: Any) -> Iterator[Stretch]:
    """A node's own paragraphs; of a measure, those from where it begins to where the next one does."""
    rest = at[len(owner) :]
    if rest[:1] == ("measures",):
        measures = vocabulary.value(data, (*owner, "measures")) or ()
        begins = [_begins(each, own) for each in measures]
        here = vocabulary.value(begins, rest[1:2])
        if isinstance(here, tuple):
            later = [each for each in begins if each is not None and each > here]
            yield from between(own, here, min(later, default=None))
            return
    yield from own


def _begins(measure: Any, own: Sequence[Stretch]) -> Place | None:
    """Where among a node's paragraphs a measure's text begins."""
    text = measure if isinstance(measure, str) else measure.get("text", "")
    beginning = text.split("\n")[0][:_BEGINNING]
    places = ((n, find(each, beginning)) for n, each in enumerate(own) if beginning)
    return next(((n, found[0]) for n, found in places if found), None)


def _in_tables(title: str, owners: Owners) -> Iterator[Stretch]:
    """The cells beside a task's title in an annexed table: its units may be named there alone."""
    for each in owners.entries if title else ():
        if each.route[:1] == ANNEXES and row_of(each) and find(each, title):
            yield from map(whole, _beside(each, owners))


def _of_target(target: dict[str, Any], owners: Owners) -> Iterator[Stretch]:
    """From a target's name on, in a table along its row: where the text tells it, then anywhere."""
    home = owners.paths.get(target.get("place", ""), ())
    for entry in (*owners.paragraphs(home), *owners.entries):
        found = find(entry, target["indicator"])
        if found:
            yield Stretch(entry, found[0], len(entry.text))
            yield from map(whole, _beside(entry, owners))


def _beside(cell: Entry, owners: Owners) -> Iterator[Entry]:
    """The other cells of a cell's row; none beside a paragraph."""
    row = row_of(cell)
    yield from (each for each in owners.entries if row and row_of(each) == row and each is not cell)


def _around(owners: Owners) -> Iterator[Entry]:
    """What stands around the content, the title first."""
    yield from owners.paragraphs(("document", "title"))
    yield from owners.paragraphs(("document", "subtitle"))
    yield from (each for each in owners.entries if each.route[:1] == ("document",))
