"""The cells of a task under 牵头单位, 配合单位, 完成时限 … -> one note, as a plan in prose would print it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from qplan.notation import deadlines, note_words, notes
from qplan.notation.notes import Convention, Note
from qplan.notation.punctuation import halved
from qplan.notation.unit_names import joined
from qplan.notation.unit_words import level_of
from qplan.plan import ROLES, Due, Duty, NoteStyle, RoleName
from qplan.reading.blocks import folded
from qplan.reading.tables.duty_heads import Head

_LONG = 60
"""Characters of the longest deadline; what is longer is a schedule in prose."""
_LABELLED = re.compile(r"(?:牵头|责任|配合|主办|协办|落实|负责)[^，,、；;：:\s]{0,4}[：:]")
_TAGGED = re.compile(r"([^、，,；;（()）\s]+)[（(](?:牵头|牵头单位|主办)[)）]")
_OPEN = tuple("、，,；;：:和及（(〔[")


def note(
    cells: Sequence[tuple[Head, str]],
    due: str,
    *,
    beside: Collection[note_words.Kind],
    year: int | None,
    convention: Convention | None,
) -> tuple[Note | None, str]:
    """The note of a row and its print in （）; (None, "") where the row names neither units nor a deadline.

    Args:
        cells: the unit columns with what the row says there.
        due: the text under 完成时限.
        beside: what the unit columns of the table say, those empty in this row included: under 责任单位 stand those
            who answer, also where the row's 牵头单位 is empty.
        year: the plan's, for deadlines without one.
        convention: one declared in the text; one in a head comes first.
    """
    named = [(head, _spoken(text)) for head, text in cells if text]
    if not named and not due:
        return None, ""
    parts = [_labelled(head, text) for head, text in named]
    declared = next((head.convention for head, _ in named if head.convention), convention)
    read = notes.read("；".join(parts), convention=declared, year=year)
    plain = all(_is_list(text) for _, text in named)
    if plain and not (declared and len(named) == 1):
        read = replace(read, duty=_by_heads(named, beside))
    if due:
        read = replace(read, due=_due(due, year))
        parts.append(f"完成时限：{deadlines.printed(read.due or Due(due))}")
    read = replace(read, style=replace(read.style, brackets="（）"))
    printed = f"（{'；'.join(parts)}）"
    if plain and notes.read(printed, convention=convention, year=year).duty != read.duty:
        # The labels alone would give other roles: a 责任单位 beside a 配合单位 leads, in prose.
        printed = notes.write(read.duty, NoteStyle(), read.due) or printed
    return read, printed


def is_schedule(due: str) -> bool:
    """Whether what stands under 完成时限 or 进度安排 is prose rather than a deadline."""
    return len(due) > _LONG and deadlines.read(due) is None


def names(text: str, *, level: str = "") -> tuple[tuple[str, ...], bool]:
    """The units of a cell, whose lines divide names and wrap them; and whether 等 leaves the list open."""
    return notes.units(_one_line(text), level=level)


def _by_heads(named: Sequence[tuple[Head, str]], beside: Collection[note_words.Kind]) -> Duty:
    """The units of a row, each in the role that its column has in this table."""
    kinds = {head.kind for head, _ in named}
    around = set(beside)
    if "lead" not in kinds and "support" not in beside:
        # Nobody leads this task: 责任单位 alone are all that answer for it.
        around.discard("lead")
    roles: dict[RoleName, tuple[str, ...]] = dict.fromkeys(ROLES, ())
    others, level = False, ""
    for head, text in named:
        found, more = names(text, level=level)
        others = others or more
        level = next((own for own in map(level_of, reversed(found)) if own), level)
        role = note_words.role(head.kind, around)
        roles[role] += tuple(name for name in found if name not in roles[role])
    return Duty(roles["lead"], roles["support"], roles["responsible"], others)


def _spoken(text: str) -> str:
    """甲（牵头）、乙 in the words of a note: 甲牵头，乙按职责分工负责."""
    leads = [found[1] for found in _TAGGED.finditer(text)]
    if not leads:
        return text
    rest = _TAGGED.sub("", text)
    named = names(rest)[0]
    said = f"{'、'.join(leads)}牵头"
    return f"{said}，{joined(named)}{'按职责分工' if len(named) > 1 else ''}负责" if named else f"{said}负责"


def _is_list(text: str) -> bool:
    """Whether a cell is nothing but names: no label of its own, no verb (甲牵头，乙配合)."""
    if _LABELLED.search(text):
        return False
    clauses = re.split(r"[,;。\n]", halved(text))
    return not any(note_words.verb(clause.strip(" )〕]】.")) for clause in clauses if clause.strip())


def _labelled(head: Head, text: str) -> str:
    if _LABELLED.search(text):
        return re.sub(r"\s*\n\s*", "；", text).replace("；；", "；").strip("；")
    if _is_list(text):
        listed, others = names(text)
        if "，" not in text and "," not in text:
            return f"{head.label}：{joined(listed)}" + "等" * others
    return f"{head.label}：{_one_line(text)}"


def _one_line(text: str) -> str:
    """Lines made one: a break divides names, or falls inside one that did not fit."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    joined = ""
    for line in lines:
        tight = not joined or joined.endswith(_OPEN) or line.startswith(("、", "，", "等", "；", ")", "）"))
        joined += ("" if tight else " ") + line
    return joined.strip("、，,；;。 ")


def _due(text: str, year: int | None) -> Due:
    """A deadline, or several of a task's measures as one that spans them."""
    lines = list(dict.fromkeys(line.strip(" ；;，,。") for line in text.split("\n") if line.strip()))
    whole = deadlines.read("".join(lines), year=year)
    if whole is not None and len(lines) > 1 and all(deadlines.read(line, year=year) is None for line in lines[1:]):
        return whole
    read = [deadlines.read(line, year=year) for line in lines]
    if len(lines) == 1:
        return read[0] or Due(lines[0])
    firsts = [due.first for due in read if due and due.first]
    lasts = [due.last for due in read if due and due.last]
    standing = len(lasts) < len(lines)
    return Due("；".join(lines), min(firsts, default=None), None if standing else max(lasts))


def is_mark(text: str) -> RoleName | None:
    """The role that a mark of a matrix gives: ★ leads, ● and √ answer, ○ helps; None for anything else."""
    return _MARKS.get(folded(text))


_MARKS: dict[str, RoleName] = {
    **dict.fromkeys("★☆◆", "lead"), **dict.fromkeys("●√✓✔■▲◎V", "responsible"), **dict.fromkeys("○△□◇", "support"),
    "牵头": "lead", "主办": "lead", "责任": "responsible", "负责": "responsible", "配合": "support", "协办": "support",
}  # fmt: skip
