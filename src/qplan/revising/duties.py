"""The units or the deadline of a place of the plan, and what they become -> edits, in the way the file writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from qplan import build
from qplan.amending.edits import Drop, Edit, Insert, Put
from qplan.findings import Route
from qplan.matrix import fold, registry_names
from qplan.notation import notes
from qplan.notation.note_words import Convention
from qplan.notation.unit_names import joined
from qplan.plan import ROLES, Due, Duty, RoleName
from qplan.revising import duty_words
from qplan.revising.duty_dates import dated, like, shown
from qplan.revising.duty_words import reworded, steps, with_role
from qplan.tolerant import names
from qplan.vocabulary import value

Data = Mapping[str, Any]

_TEXTS = ("duty", "unit_note")
"""Keys that say units and a deadline in one string."""


def edits(data: Data, route: Route, role: RoleName, old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    """Make the units of a role at one place what somebody made of them.

    Args:
        data: canonical plan data, as the file has it.
        route: a section, an item, a measure or a target.
        role: of a target responsible.
        old: the units that were shown for that place; by any of the names that 单位名录 has for them.
        new: the units that are to be there instead. What ``old`` does not show stays where it is.

    Returns:
        Edits of the lists and of every text beside them (责任, 责任原文) that names the units, so that they agree;
        nothing where ``new`` is what is there already.
    """
    named, _ = own(data, route)
    return rewritten(data, route, with_role(named, role, _exchanged(data, getattr(named, role), old, new)))


def change(data: Data, route: Route, old: Duty, new: Duty) -> tuple[Edit, ...]:
    """Make the units of a place, in all roles at once, what somebody made of them: as `edits`, with 等.

    Several roles that are written in one string (责任: 甲牵头，乙配合) change together; role by role the edits of
    such a string could get in each other's way.
    """
    named, _ = own(data, route)
    becomes = named
    for role in ROLES:
        units = _exchanged(data, getattr(named, role), getattr(old, role), getattr(new, role))
        becomes = with_role(becomes, role, units)
    if old.and_others != new.and_others:
        becomes = replace(becomes, and_others=new.and_others)
    return rewritten(data, route, becomes)


def _exchanged(data: Data, written: Sequence[str], old: Sequence[str], new: Sequence[str]) -> Sequence[str]:
    """The units that are written, with what differs between ``old`` and ``new``; all names of 单位名录 count alike."""
    known = registry(data)
    before, after, called = ([known.get(fold(unit), unit) for unit in units] for units in (old, new, written))
    meant = dict(zip((*after, *called), (*new, *written), strict=True))
    if called == before:
        return [meant[unit] for unit in after]
    # What is written there is more or less than what was shown: only what came and what went is told.
    for step in steps(before, after):
        at = called.index(step.old) if step.old in called else min(step.place, len(called))
        end = at + (step.old in called and step.old not in after)
        called[at:end] = [] if step.new is None or step.new in called else [step.new]
    return [meant[unit] for unit in called]


def registry(data: Data) -> dict[str, str]:
    """Every name of 单位名录, folded, with the name that it goes by."""
    return registry_names(build.build({"units": data.get("units")}))


def own(data: Data, route: Route) -> tuple[Duty, Due | None]:
    """The units and the deadline that are written at a place itself."""
    place = value(data, route)
    if not isinstance(place, Mapping):
        return Duty(), None
    if route[0] == "targets":
        units, others = names(place.get("responsible"))
        return Duty(responsible=units, and_others=others), None
    # A section says its duty as an item does, and needs nothing below it to say it.
    bare = {key: place[key] for key in (*ROLES, "and_others", "due", *_TEXTS) if key in place}
    plan = build.build({"period": data.get("period"), "content": [bare | {"content": []}]})
    return replace(plan.content[0].duty, note=None), plan.content[0].due


def rewritten(data: Data, route: Route, becomes: Duty) -> tuple[Edit, ...]:
    """Make the duty of a place, all roles of it, another. Roles that stay the same are not touched."""
    was, by = own(data, route)
    becomes = replace(becomes, note=None)
    place = value(data, route)
    if becomes == was:
        return ()
    if isinstance(place, str):  # a measure of one text
        return (Put(route, {"text": place, **_keys(becomes)}),)
    listed = _listed(place)
    texts = [key for key in _TEXTS if place.get(key)] if route[0] != "targets" else []
    year = _year(data)
    if listed or not texts:
        made = [edit for role in ROLES for edit in _role(place, route, role, listed, becomes)]
        made += _others(place, route, listed, becomes)
        for key in texts:
            made += _beside(place[key], (*route, key), was, becomes, year)
        return tuple(made)
    made = []
    for key in texts:
        changed = _reworded((*route, key), place[key], was, becomes, year)
        if changed is None:
            return (
                *(Put((*route, name), kept) for name, kept in _keys(becomes).items()),
                *((Put((*route, "due"), by.text),) if by and "due" not in place else ()),
                *(Drop((*route, each)) for each in texts),
            )
        made += changed
    return tuple(made)


def due(data: Data, route: Route, old: str | None, new: str | None) -> tuple[Edit, ...]:
    """Make the deadline of a place another, in the wording style that the file has for it (2026-12 stays such).

    Args:
        data: canonical plan data.
        route: a section, an item or a measure.
        old: the deadline as it was shown; "" or None for none.
        new: the one to be there instead; "" or None for none.

    Returns:
        Edits of 完成时限 and of the 责任 or 责任原文 that names it too; nothing where it is there already.
    """
    place, new = value(data, route), new or ""
    if isinstance(place, str):
        return (Put(route, {"text": place, "due": new}),) if new else ()
    _, by = own(data, route)
    if (by is None and not new) or (by is not None and new and shown(by) == shown(Due(new))):
        return ()
    made: list[Edit] = []
    told = False
    for key in _TEXTS:
        if text := place.get(key):
            splices = dated(text, old or "", new, _year(data))
            told = told or (splices is not None and (key == "duty" or not _listed(place)))
            made += duty_words.words((*route, key), text, splices or ())
    if "due" in place:
        made.append(Put((*route, "due"), like(place["due"], new)) if new else Drop((*route, "due")))
    elif new and not told:
        made.append(Put((*route, "due"), new))
    return tuple(made)


def _year(data: Data) -> int | None:
    """The year that a deadline without one means."""
    period = data.get("period")
    alone = isinstance(period, Mapping) and period.get("start") == period.get("end")
    return period["end"] if alone and period else None


def _listed(place: Data) -> Duty:
    """The duty of the lists alone."""
    found = {role: names(place.get(role)) for role in ROLES}
    others = bool(place.get("and_others")) or any(more for _, more in found.values())
    return Duty(found["lead"][0], found["support"][0], found["responsible"][0], others)


def _keys(duty: Duty) -> dict[str, Any]:
    keys: dict[str, Any] = {role: _short(getattr(duty, role)) for role in ROLES if getattr(duty, role)}
    return keys | ({"and_others": True} if duty.and_others else {})


def _short(units: Sequence[str]) -> str | list[str]:
    """One unit as a text, if it is read back as one; several as a list."""
    return units[0] if len(units) == 1 else list(units)


def _role(place: Data, route: Route, role: RoleName, was: Duty, becomes: Duty) -> Sequence[Edit]:
    """Edits of the list, or of the one string, under a role's key."""
    before, after = getattr(was, role), getattr(becomes, role)
    at, written = (*route, role), place.get(role)
    closes = was.and_others and not becomes.and_others and names(written)[1]
    if before == after and not closes:
        return ()
    if not after:
        return () if written is None else (Drop(at),)
    if not written:
        return (Put(at, _short(after)),)
    if isinstance(written, str):
        others = names(written)[1]
        splices = reworded(
            written,
            Duty(responsible=before, and_others=others),
            Duty(responsible=after, and_others=others and not closes),
            lambda text: Duty(responsible=names(text)[0], and_others=names(text)[1]),
        )
        if splices is not None:
            return duty_words.words(at, written, splices)
        again = joined(after) + "等" * (others and not closes)
        return (Put(at, again if names(again) == (after, others and not closes) else list(after)),)
    if closes or [*written] != [*before]:
        return (Put(at, list(after)),)
    return _members(at, before, after)


def _members(at: Route, before: Sequence[str], after: Sequence[str]) -> Sequence[Edit]:
    """Edits of single members; places are those of the list as it is before any of them."""
    made: list[Edit] = []
    shift = 0
    for step in steps(before, after):
        place = step.place - shift
        if step.old is None:
            made.append(Insert(at, place, step.new))
            shift += 1
        elif step.new is None:
            made.append(Drop((*at, place)))
            shift -= 1
        else:
            made.append(Put((*at, place), step.new))
    return made


def _others(place: Data, route: Route, was: Duty, becomes: Duty) -> Sequence[Edit]:
    """Edits of 等; what a list says with a closing 等 is `_role`'s."""
    if was.and_others == becomes.and_others:
        return ()
    if becomes.and_others:
        return (Put((*route, "and_others"), value=True),)
    return (Drop((*route, "and_others")),) if "and_others" in place else ()


def _beside(text: str, at: Route, was: Duty, becomes: Duty, year: int | None) -> Sequence[Edit]:
    """A text beside the lists is made to agree; one that names no unit says nothing to be mended."""
    if not notes.read(text, year=year).duty:
        return ()
    changed = _reworded(at, text, was, becomes, year)
    if changed is not None:
        return changed
    # It said otherwise than the lists before. The names that it has are changed all the same, one by one.
    said = notes.read(text, year=year).duty
    swaps = {step.old: step.new for role in ROLES for step in steps(getattr(was, role), getattr(becomes, role))}
    wanted = said
    for role in ROLES:
        units = [new for unit in getattr(said, role) if (new := swaps.get(unit, unit)) is not None]
        wanted = with_role(wanted, role, units)
    return _reworded(at, text, said, wanted, year) or ()


def _reworded(at: Route, text: str, was: Duty, becomes: Duty, year: int | None) -> Sequence[Edit] | None:
    """Edits of a text that is a note: of its names where that does it, else of the whole; None where neither does."""
    for convention in (None, *get_args(Convention)):

        def read(changed: str, convention: Convention | None = convention) -> Duty:
            return notes.read(changed, convention=convention, year=year).duty

        if read(text) != was:
            continue
        splices = reworded(text, was, becomes, read)
        if splices is not None:
            return duty_words.words(at, text, splices)
        note = notes.read(text, convention=convention, year=year)
        again = notes.write(becomes, note.style, note.due)
        if again and not (note.left or note.defaults or note.persons or note.convention) and read(again) == becomes:
            return (Put(at, again),)
    return None
