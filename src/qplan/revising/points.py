"""A section or item as the draft printed it and as the document has it now -> the changes of its words and units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from qplan.amending.edits import Drop, Edit, Put
from qplan.plan import ROLES
from qplan.revising.changes import Change
from qplan.revising.measures import Numbered, counted, paired
from qplan.revising.passages import Passage
from qplan.revising.point import BY_HAND, Point, Recast, measures, printed
from qplan.revising.tokens import tokens
from qplan.vocabulary import value

_REWRITTEN = ("title", "text", "lead", "support", "responsible", "and_others", "unit_note", "due", "measures", "boxes")
_SHOWN = 400


def changes(point: Point) -> list[Change]:
    """What changed in a point, in the order of print. What is below it is a point of its own.

    Numbers alone are no change: the program counts.
    """
    old, new = (list(enumerate(measures(node), start=1)) for node in (point.before, point.after))
    try:
        pairs = paired(old, new)
        found = [] if len(pairs) == len(old) == len(new) else list(counted(point, old, new, pairs))
        return [*_told(point, [one for one, _ in pairs], [(one[0], other[1]) for one, other in pairs]), *found]
    except Recast:
        return [_recast(point)]


def _told(point: Point, ours: Sequence[Numbered], theirs: Sequence[Numbered]) -> Iterator[Change]:
    """What changed in the words and notes of a point whose measures have been paired."""
    old = tokens(point.before, point.first.plan.note_style, ours)
    new = tokens(point.after, point.second.plan.note_style, theirs)
    blocks = SequenceMatcher(None, [t.key for t in old], [t.key for t in new], autojunk=False).get_opcodes()
    for tag, *places in blocks:
        if tag != "equal":
            yield from Passage(point, old, new, *places).changes()


def _recast(point: Point) -> Change:
    """The point written anew: every key that the draft was read into otherwise than the document."""
    before = value(point.first.data, point.before.route)
    after = value(point.second.data, point.after.route)
    edits: list[Edit] = []
    if point.node is not None:
        there = value(point.data, point.route)
        for key in _REWRITTEN:
            if before.get(key) == after.get(key):
                continue
            if key in after:
                edits.append(Put((*point.route, key), after[key]))
            elif key in there:
                edits.append(Drop((*point.route, key)))
        if "duty" in there and any(key in ROLES for key in {*before, *after}):
            edits.append(Drop((*point.route, "duty")))
    sides = ((point.before, point.first), (point.after, point.second))
    old, new = (_cut(printed(node, copy.plan.note_style)) for node, copy in sides)
    return Change(point.route, point.where, "正文和分工", old, new, tuple(edits), "" if edits else BY_HAND)


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "……"
