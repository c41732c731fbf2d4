"""A text that names units, and what it should say instead -> the words of it that change, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from qplan.amending.edits import Words
from qplan.findings import Route
from qplan.notation.unit_words import level_of
from qplan.plan import ROLES, Duty, RoleName

Reader = Callable[[str], Duty | None]
"""What a text says of units; None where it says nothing that can be relied on."""

_SEPARATORS, _SEPARATORS_BEFORE = re.compile(r"[、，,；; ]+"), re.compile(r"[、，,；; ]+$")
_MARKS = "、，,；;：:。（）()〔〕【】 \n"


class Splice(NamedTuple):
    """The characters from ``start`` to ``end`` of a text become ``new``."""

    start: int
    end: int
    new: str


class Step(NamedTuple):
    """One unit of a role that goes (``new`` is None), comes (``old`` is None) or is replaced.

    ``place`` is that in the list of the role as it is before the step.
    """

    role: RoleName
    place: int
    old: str | None
    new: str | None


def steps(was: Sequence[str], becomes: Sequence[str], role: RoleName = "responsible") -> Iterator[Step]:
    """The steps from one list of names to another, each place being that in the list as the steps before left it."""
    shift = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, becomes, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        both = min(i2 - i1, j2 - j1)
        for n in range(both):
            yield Step(role, i1 + shift + n, was[i1 + n], becomes[j1 + n])
        for n in range(i1 + both, i2):
            yield Step(role, i1 + both + shift, was[n], None)
        for n in range(j1 + both, j2):
            yield Step(role, i1 + shift + n - j1, None, becomes[n])
        shift += (j2 - j1) - (i2 - i1)


def reworded(text: str, was: Duty, becomes: Duty, reads: Reader) -> tuple[Splice, ...] | None:
    """The splices after which a text that says ``was`` says ``becomes``; None where no change of single names does it.

    Each name is looked for as it is written, with and without its level (县财政局、教育局), and every step is read
    back: a name inside a longer one is left alone.
    """
    if was.and_others != becomes.and_others or reads(text) != was:
        return None
    done: tuple[Splice, ...] = ()
    state = was
    every = [step for role in ROLES for step in steps(getattr(was, role), getattr(becomes, role), role)]
    for step in every:
        state = _after(state, step)
        found = next((made for made in _tried(text, done, step, state) if reads(spliced(text, made)) == state), None)
        if found is None:
            return None
        done = found
    return done if state == becomes else None


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text after the splices; those at one place follow each other in the order given."""
    made, at = "", 0
    for start, end, new in sorted(splices, key=lambda each: (each.start, each.end)):
        made += text[at:start] + new
        at = end
    return made + text[at:]


def words(at: Route, text: str, splices: Sequence[Splice]) -> tuple[Words, ...]:
    """Splices as edits of the text at a route: what is merely put in takes the word beside it along."""
    merged: list[Splice] = []
    for each in sorted(splices, key=lambda each: (each.start, each.end)):
        splice = each if each.end > each.start else _widened(text, each)
        if merged and splice.start <= merged[-1].end:
            # Two that touch: the part of the text that both have stands in both, once is enough.
            last = merged.pop()
            inside = text[last.start : splice.end]
            parts = [s for s in (*splices,) if last.start <= s.start and s.end <= splice.end]
            moved = [Splice(s.start - last.start, s.end - last.start, s.new) for s in parts]
            splice = Splice(last.start, splice.end, spliced(inside, moved))
        merged.append(splice)
    return tuple(word(at, text, *splice) for splice in merged)


def with_role(duty: Duty, role: RoleName, units: Sequence[str]) -> Duty:
    """The duty with other units in one role."""
    roles: dict[RoleName, tuple[str, ...]] = {each: getattr(duty, each) for each in ROLES} | {role: tuple(units)}
    return replace(duty, lead=roles["lead"], support=roles["support"], responsible=roles["responsible"])


def word(at: Route, text: str, start: int, end: int, new: str) -> Words:
    """The edit of one stretch of the text at a route; a little more of it where the stretch is within its like."""
    while True:
        old, nth = text[start:end], 0
        place = text.find(old)
        while 0 <= place < start:
            nth += 1
            place = text.find(old, place + len(old))
        if place == start:
            return Words(at, old, new, nth)
        start -= 1
        new = text[start] + new


def _widened(text: str, splice: Splice) -> Splice:
    start = end = splice.start
    while start and text[start - 1] not in _MARKS:
        start -= 1
    if start == end:
        while end < len(text) and text[end] not in _MARKS:
            end += 1
    if start == end:  # between two marks
        start, end = (start - 1, end) if start else (start, end + 1)
    return Splice(start, end, text[start : splice.start] + splice.new + text[splice.start : end])


def _after(duty: Duty, step: Step) -> Duty:
    names = list(getattr(duty, step.role))
    names[step.place : step.place + (step.old is not None)] = [] if step.new is None else [step.new]
    return with_role(duty, step.role, names)


def _tried(text: str, done: tuple[Splice, ...], step: Step, state: Duty) -> Iterator[tuple[Splice, ...]]:
    """The ways in which a step may be made, the likeliest first."""
    names = getattr(state, step.role)
    if step.old is None:
        yield from _added(text, done, f"{step.new}", names[: step.place], names[step.place + 1 :])
        return
    for start, end in _places(text, step.old, done):
        if step.new is not None:
            yield (*done, Splice(start, end, step.new))
            continue
        # The first of a list takes the mark behind it along, any other the one before it.
        before, after = _SEPARATORS_BEFORE.search(text[:start]), _SEPARATORS.match(text, end)
        cuts = (before and Splice(before.start(), end, ""), after and Splice(start, after.end(), ""))
        for cut in cuts if step.place else reversed(cuts):
            if cut:
                yield (*done, cut)


def _added(
    text: str, done: tuple[Splice, ...], name: str, before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Splice, ...]]:
    """The ways to put a name into a list, behind the one before it or before the one after it."""
    if before:
        for _, end in _places(text, before[-1], ()):
            yield (*done, Splice(end, end, f"、{name}"))
        for each in done:
            if each.new.endswith(before[-1]):
                yield (*(other for other in done if other is not each), each._replace(new=f"{each.new}、{name}"))
    if after:
        for start, _ in _places(text, after[0], ()):
            yield (*done, Splice(start, start, f"{name}、"))


def _places(text: str, name: str, done: Sequence[Splice]) -> Iterator[tuple[int, int]]:
    """Where a name stands in what no splice has taken yet, as it is and without its level."""
    for written in dict.fromkeys((name, name.removeprefix(level_of(name)))):
        at = text.find(written) if written else -1
        while at >= 0:
            end = at + len(written)
            if all(end <= each.start or at >= each.end for each in done):
                yield at, end
            at = text.find(written, at + 1)
