"""Reading a responsibility note: labels, verbs and lists of names become a duty with its roles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple

from qplan.notation import deadlines, note_words
from qplan.notation.note_frames import unwrapped, without_convention, without_defaults
from qplan.notation.note_looks import WIDE, is_narrow, look
from qplan.notation.note_words import Convention, Kind
from qplan.notation.punctuation import halved, trimmed, veiled
from qplan.notation.unit_names import joined, units
from qplan.notation.unit_words import is_division, is_unit, level_of
from qplan.patterns import pattern
from qplan.plan import ROLES, Due, Duty, NoteStyle, RoleName

_NAME = 60  # code points of the longest name
_PERSON = 4  # code points of the longest name of a person
_TELEPHONE = pattern("[0-9]{7,}|[0-9]{3,4}[-—][0-9]{5,}")
_NOT_A_NAME = pattern(r"[0-9]{7,}|[0-9]{3,4}[-—][0-9]{5,}|[×?!…]|某某")
_TOGETHER = pattern("^ *(?:并|由)?(?:会同|联合)(?=.)")
_MARKED = pattern(r"[(（〔\[](?:总?牵头(?:单位|部门)?|主办(?:单位)?)[)）〕\]]$")
_ASIDE = pattern(r"(?<=\w)[(（〔\[](?=[^()（）]*(?:[0-9]{7,}|[0-9]{3,4}[-—][0-9]{5,}|联系人|电话))[^()（）]*[)）〕\]]")
_JOINTS = "，以及和与"
_VERB_THEN_PAUSE = pattern(r"(?:(?<=牵头)|(?<=负责)|(?<=配合)|(?<=落实)|(?<=协助))、")


@dataclass(frozen=True)
class Note:
    """What a responsibility note says.

    ``defaults`` are units that every later item has too (以下不再列出), ``convention`` is one declared here to
    the end of the document (逗号前为牵头单位，下同), ``style`` is the note's own print: no brackets are "", and bare
    names have "" for the label ``responsible``. ``left`` is what was not understood, "" if all was: other fields
    (目标位置：…), 下同 beside nothing. ``persons`` are people and their telephones, as printed.
    """

    duty: Duty = Duty()
    due: Due | None = None
    defaults: Duty | None = None
    convention: Convention | None = None
    style: NoteStyle = NoteStyle()
    left: str = ""
    persons: tuple[str, ...] = ()


class _Entry(NamedTuple):
    """Names under one word: ``clauses`` are its lists between commas; the word is a label or a verb."""

    kind: Kind
    clauses: list[str]
    label: str | None = None
    verb: str = ""


class _Parts:
    """What a note has been taken apart into so far; ``led`` says that a label of its own names the lead.

    ``stops`` are the marks between roles, ``due_label`` is the deadline's, ``by_comma`` the convention in use.
    """

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.led = False
        self.stops: list[str] = []
        self.due_label = ""
        self.by_comma: Convention | None = None
        self.entries: list[_Entry] = []
        self.due: Due | None = None
        self.left: list[str] = []
        self.persons: list[str] = []


def read(text: str, *, convention: Convention | None = None, year: int | None = None) -> Note:
    """Read a note, with or without its brackets, in any form of the genre.

    Labels (牵头单位：…；配合单位：…, by ； or ，), verbs (A牵头，B配合，C落实; A、B按职责分工负责), both, bare names,
    several fields in a row (牵头单位：…。责任单位：…。完成时限：…). Roles follow what a word means beside its
    neighbours, see `note_words.role`. Never fails: what is not understood is in ``left``.

    Args:
        text: the note, of any width.
        convention: one declared earlier in the document; it counts where the note itself names no lead.
        year: the plan's year, for deadlines without one.
    """
    body, brackets = unwrapped(note_words.unboxed(text.replace("\n", "；")))
    body, declared = without_convention(body)
    body, later = without_defaults(body)
    parts = _Parts(year)
    parts.persons += [trimmed(aside[0]) for aside in _ASIDE.finditer(body)]
    body = _ASIDE.sub("", body)
    shown = halved(body).rstrip(" 。)")
    if shown.endswith("下同"):
        before = body[: len(shown) - 2].rstrip()
        body = before.rstrip("，,；;（(")
        if not declared and later is None and not before.endswith(("；", "（", "(")):
            parts.left.append("下同")  # in a bracket of its own it adds nothing to the note before it
    _take_apart(body, parts)
    defaults = _defaults(later, parts)
    _agree(parts, declared or convention)
    duty = _duty(parts)
    style = _style(parts, duty, NoteStyle(brackets, marks="half" if is_narrow(text) else "full"))
    known = duty or parts.due or defaults or declared or parts.left or parts.persons or parts.entries
    if not known and any(map(str.isalnum, body)):
        parts.left.append(body)
    return Note(duty, parts.due, defaults, declared, style, "；".join(parts.left), tuple(dict.fromkeys(parts.persons)))


def _defaults(later: str | None, parts: _Parts) -> Duty | None:
    if later is None:
        return None
    if later:
        names, others = units(later)
    elif parts.entries:
        last = parts.entries[-1]
        names, others = units("，".join(last.clauses if last.kind not in {"others", "rest"} else last.clauses[-1:]))
    else:
        return None
    return Duty(responsible=names, and_others=others)


def _take_apart(body: str, parts: _Parts) -> None:
    """Fill the entries, the deadline and what is left over."""
    veil = veiled(_VERB_THEN_PAUSE.sub(",", halved(body)))
    marks = list(note_words.labels(veil))
    parts.led = any(mark.kind == "lead" for mark in marks)
    first, *ends = (*(mark.start for mark in marks), len(body))
    _clauses(body[:first], veil[:first], None, parts)
    for mark, end in zip(marks, ends, strict=True):
        value = trimmed(body[mark.end : end])
        parts.stops += veil[: mark.start].rstrip()[-1:]
        if mark.kind == "due":
            value = value.strip("()（）")
            parts.due = parts.due or deadlines.read(value, year=parts.year) or (Due(value) if value else None)
            parts.due_label = parts.due_label or mark.text
        elif mark.kind == "person":
            parts.persons.append(trimmed(body[mark.start : end]))
        elif mark.kind == "unknown":
            parts.left.append(trimmed(body[mark.start : end]))
        else:
            _clauses(body[mark.end : end], veil[mark.end : end], mark, parts)


def _clauses(value: str, veil: str, label: note_words.Label | None, parts: _Parts) -> None:
    """Read lists and verbs between labels: a list goes with the next verb, else with its label."""
    pending: list[str] = []
    spoken = False
    for clause in re.finditer("[^,;。]+", veil):
        text = _TOGETHER.sub("", value[clause.start() : clause.end()])
        if due := deadlines.read(trimmed(text), year=parts.year):
            parts.due = parts.due or due
            continue
        said = note_words.verb(_TOGETHER.sub("", clause[0]).rstrip(" )〕]】."))
        if said is None:
            pending += [text] if trimmed(text) else []
            continue
        cut, kind = said
        if label and kind in {"charge", "shared"} and (label.kind != "others" or parts.led):
            kind = label.kind
        own = label.text if label and label.kind == kind else None
        together = text.find("会同", 0, cut)
        if together > 0:
            parts.entries.append(_Entry("lead", [*pending, text[:together]]))
            parts.entries.append(_Entry("support", [text[together + 2 : cut]]))
        else:
            parts.entries.append(_Entry(kind, [*pending, text[:cut].removeprefix("由")], own, trimmed(text[cut:])))
        pending, spoken = [], True
        parts.stops += veil[clause.end() :].strip("。 ") and veil[clause.end()]
    if label and not (spoken and label.kind == "others"):
        if pending or not spoken:
            parts.entries.append(_Entry(label.kind, pending, label.text))
    elif pending:
        parts.entries.append(_Entry("rest", pending))


def _agree(parts: _Parts, convention: Convention | None) -> None:
    """Apply a declared convention to a note that names no lead."""
    named = [entry for entry in parts.entries if entry.clauses]
    kinds = {"others", "rest"} | ({"charge", "shared"} if convention == "first" else set())
    if convention is None or len(named) != 1 or named[0].kind not in kinds:
        return
    clauses = named[0].clauses
    if convention == "contact":
        parts.entries = [named[0]._replace(kind="lead")]
        return
    if convention == "first":
        names, others = units("，".join(clauses))
        clauses = [*names[:1], *([joined(names[1:]) + "等" * others] if names[1:] else [])]
    if len(clauses) > 1:
        parts.entries = [_Entry("lead", clauses[:1], named[0].label), _Entry("support", clauses[1:])]
        parts.by_comma = convention


def _duty(parts: _Parts) -> Duty:
    beside = {entry.kind for entry in parts.entries if entry.clauses}
    roles: dict[RoleName, tuple[str, ...]] = dict.fromkeys(ROLES, ())
    others = False
    level = ""
    for entry in parts.entries:
        names, more = units("，".join(entry.clauses), level=level)
        others = others or more
        level = next((own for own in map(level_of, reversed(names)) if own), level)
        role = note_words.role(entry.kind, beside)
        marked = tuple(name for name in names if _MARKED.search(name))
        if marked and not roles["lead"] and role == "responsible":
            roles["lead"] += tuple(_MARKED.sub("", name) for name in marked)
            names = tuple(name for name in names if name not in marked)
            role = "support"
        reached = any(_TELEPHONE.search(halved(name)) for name in names)
        if reached:
            names = tuple(part for name in names for part in _without_person(name))
        people = [name for name in names if _is_person(name, reached=reached)]
        parts.persons += people
        parts.left += [name for name in names if len(name) > _NAME and name not in people]
        roles[role] += tuple(name for name in names if len(name) <= _NAME and name not in people)
    return Duty(roles["lead"], roles["support"], roles["responsible"], others)


def _without_person(name: str) -> tuple[str, ...]:
    """县科技局张三0000-1234567, as the web runs them together: the unit, and the person with the telephone."""
    bare = _TELEPHONE.sub("", halved(name)).strip(" ()（）")
    for size in range(2, _PERSON + 1):
        unit = bare[:-size]
        if unit and name.startswith(unit) and (is_unit(unit) or is_division(unit)) and not is_unit(bare):
            return unit, name[len(unit) :]
    return (name,)


def _is_person(name: str, *, reached: bool) -> bool:
    """A person or a telephone; beside a telephone any short word that is no unit is a person's name."""
    flat = halved(name)
    if _NOT_A_NAME.search(flat):
        return True
    return reached and len(flat) <= _PERSON and not (is_unit(flat) or is_division(flat))


def _style(parts: _Parts, duty: Duty, style: NoteStyle) -> NoteStyle:
    """The style that the note itself is printed in."""
    beside = {entry.kind for entry in parts.entries if entry.clauses}
    stop = max(dict.fromkeys(parts.stops), key=Counter(parts.stops).__getitem__, default="").translate(WIDE)
    lists = [look(entry.clauses) for entry in parts.entries]
    usual = "；" if any(entry.label or len(entry.clauses) > 1 for entry in parts.entries) else "，"
    named = set(duty.units)
    groups = dict.fromkeys(group for each in lists for group in each.groups if group.lstrip(_JOINTS) in named)
    style = replace(
        style,
        separator="" if stop == usual else stop,
        groups=tuple(groups),
        elided=any(each.elided for each in lists),
        others=next((each.others for each in lists if each.others), style.others),
        due=parts.due_label or style.due,
    )
    if parts.by_comma:
        label = next((entry.label for entry in parts.entries if entry.label), "")
        separator = "、" if parts.by_comma == "first" else ""
        return replace(style, form="comma", responsible=label, separator=separator)
    if beside == {"rest"}:
        return replace(style, responsible="")
    if beside and not any(entry.label for entry in parts.entries):
        said = dict.fromkeys(entry.verb for entry in parts.entries if entry.verb)
        return replace(style, form="verbs", verbs=tuple(said))
    labels: dict[RoleName, str] = {note_words.role(e.kind, beside): e.label for e in parts.entries if e.label}
    return replace(
        style,
        lead=labels.get("lead", style.lead),
        support=labels.get("support", style.support),
        responsible=labels.get("responsible", style.responsible),
    )
