"""Words that a document has otherwise than the draft -> the edit of the text of the plan file that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from qplan.amending.edits import Drop, Edit, Put, Words
from qplan.findings import Route
from qplan.vocabulary import value

_TEXTS = ("title", "text")
_LISTED = ("measures", "boxes")
_IN_LISTED = ("text", "title")


def texts(data: Any, route: Route) -> Iterator[tuple[Route, str]]:
    """The printed texts of a point of the plan file, those of the points below it apart."""
    node = value(data, route) or {}
    for key in _TEXTS:
        if isinstance(node.get(key), str):
            yield (*route, key), node[key]
    for key in _LISTED:
        for place, entry in enumerate(node.get(key) or ()):
            if isinstance(entry, str):
                yield (*route, key, place), entry
                continue
            for inner in _IN_LISTED:
                if isinstance(entry, dict) and isinstance(entry.get(inner), str):
                    yield (*route, key, place, inner), entry[inner]


class Wording(NamedTuple):
    """Words that changed: the ``nth`` of the ``of`` places where ``old`` stands in the text as the draft was read."""

    old: str
    new: str
    nth: int
    of: int


def edit(data: Any, route: Route, usual: Route, wording: Wording) -> Edit | None:
    """The edit that puts new words in the place of the old in a point of the plan file; None where it is not sure.

    Args:
        data: canonical plan data.
        route: the point's.
        usual: where the words should stand, as the draft was read; a text that is gone altogether goes with its key.
        wording: the words; without old ones the new are all there is at ``usual``.
    """
    old, new, nth, of = wording
    if not old:
        return Put(usual, new) if not value(data, usual) else None
    if not new and value(data, usual) == old and usual[-1] == "text" and "measures" not in usual:
        return Drop(usual)
    held = {place: text.count(old) for place, text in texts(data, route) if old in text}
    place = usual if usual in held else next(iter(held)) if len(held) == 1 else None
    return Words(place, old, new, nth) if place is not None and held[place] == of else None
