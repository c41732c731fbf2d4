"""How the lists of a responsibility note are printed: marks between names, prefixes left out, words for 等."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qplan.notation.punctuation import halved
from qplan.notation.unit_names import units
from qplan.notation.unit_words import CLASS_NOUN, level_of
from qplan.patterns import pattern

_JOINT = pattern(r"(?:,|以及|及|和|与)(?= *\Z)")
WIDE = str.maketrans(",;:", "，；：")
"""Half-width marks to full-width ones."""


class Look(NamedTuple):
    """How a list is printed: see `NoteStyle`."""

    groups: list[str]
    elided: bool
    others: str


def look(clauses: Sequence[str]) -> Look:
    """The joints before names other than 、, prefixes left out, and the words for an open list."""
    found = Look([], elided=False, others="")
    text = "，".join(clauses)
    flat = halved(text)
    place = 0
    others = ""
    for name in units(text)[0]:
        own = level_of(name)
        shown = next((form for form in (name, name.removeprefix(own)) if flat.find(halved(form), place) >= 0), "")
        if not shown:
            continue
        begin = flat.find(halved(shown), place)
        if joint := _JOINT.search(flat[place:begin]):
            found.groups.append(joint[0].translate(WIDE) + name)
        found = found._replace(elided=found.elided or shown != name)
        place = begin + len(shown)
        if flat.startswith("等", place):
            noun = CLASS_NOUN.match(flat, place + 1)
            others = text[place : noun.end() if noun else place + 1]
            place += len(others)
    return found._replace(others=others)


def is_narrow(text: str) -> bool:
    """Whether the marks of a note are half-width."""
    return sum(map(text.count, ":,;")) > sum(map(text.count, "：，；"))
