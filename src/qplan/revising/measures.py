"""The measures of a point in two versions -> which are the same ones, and changes for those that came or went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qplan.amending.edits import Drop, Insert
from qplan.notation import notes
from qplan.plan import Item, Measure
from qplan.revising.changes import Change
from qplan.revising.matching import bag, likeness_of
from qplan.revising.point import Point, Recast
from qplan.vocabulary import value

Numbered = tuple[int, Measure]
"""A measure with its number among the measures of its point, from 1."""

_ALIKE = 0.3
"""From here on two measures are taken for one that was reworded."""


def paired(old: Sequence[Numbered], new: Sequence[Numbered]) -> list[tuple[Numbered, Numbered]]:
    """The measures of both sides that are the same ones, in order.

    Of as many that run on as there were, each is the one in its place; others are found by their words.
    """
    if len(old) == len(new) and not all(measure.apart for _, measure in (*old, *new)):
        return list(zip(old, new, strict=True))
    bags = {id(measure): bag(measure.text) for _, measure in (*old, *new)}
    rated = sorted(
        (-likeness_of(bags[id(one[1])], bags[id(other[1])]), one[0], other[0], one, other)
        for one in old
        for other in new
    )
    pairs: dict[int, tuple[Numbered, Numbered]] = {}
    for rate, here, there, one, other in rated:
        if -rate >= _ALIKE and here not in pairs and all(there != taken[0] for _, taken in pairs.values()):
            pairs[here] = (one, other)
    ordered = [pairs[here] for here in sorted(pairs)]
    if [other[0] for _, other in ordered] != sorted(other[0] for _, other in ordered):
        raise Recast
    return ordered


def counted(
    point: Point, old: Sequence[Numbered], new: Sequence[Numbered], pairs: Sequence[tuple[Numbered, Numbered]]
) -> Iterator[Change]:
    """Measures that came or went, numbered ones each by itself."""
    here, there = ({pair[side][0] for pair in pairs} for side in (0, 1))
    gone = [each for each in old if each[0] not in here]
    come = [each for each in new if each[0] not in there]
    same = isinstance(point.node, Item) and len(point.node.measures) == len(old)
    if not same or not old or not all(measure.apart for _, measure in (*gone, *come)):
        raise Recast
    for place, measure in gone:
        route = (*point.route, "measures", place - 1)
        note = measure.duty.note or notes.write(measure.duty, point.first.plan.note_style, measure.due)
        yield Change(route, point.where, f"删去第{place}条举措", measure.text + note, "", (Drop(route),))
    for place, measure in come:
        before = [one[0] for one, other in pairs if other[0] < place]
        home = (*point.route, "measures")
        data = value(point.second.data, (*point.after.route, "measures", place - 1))
        told = measure.text + (
            measure.duty.note or notes.write(measure.duty, point.second.plan.note_style, measure.due)
        )
        edits = (Insert(home, max(before, default=0), data),)
        yield Change(home, point.where, "新增一条举措", "", told, edits)
