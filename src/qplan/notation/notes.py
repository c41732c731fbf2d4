"""Responsibility notes: printed text becomes a Note, and a Duty becomes the text to print."""

from __future__ import annotations

from qplan.notation import deadlines, note_words
from qplan.notation.note_finding import Found, find
from qplan.notation.note_reading import Note, read
from qplan.notation.note_words import Convention, Kind
from qplan.notation.unit_names import joined, units
from qplan.notation.unit_words import is_unit
from qplan.plan import ROLES, Due, Duty, NoteStyle, RoleName

__all__ = ["Convention", "Found", "Note", "find", "is_unit", "read", "units", "write"]

_STANDARD = {"lead": "牵头单位", "support": "配合单位", "responsible": "责任单位"}


def write(duty: Duty, style: NoteStyle, due: Due | None = None) -> str:
    """Print a note with its brackets, such that `read` gives the duty back; "" where there is nothing to print.

    ``duty.note`` is printed as it stands. Where the style's labels would not say the roles that are meant
    (a lead beside 责任单位) the standard labels or the verbs are printed. The deadline ends the note.
    """
    if duty.note is not None:
        return duty.note
    body = _worded(duty)
    if duty and style.form == "labels":
        label = style.responsible if note_words.label_kind(style.responsible) == "others" else _STANDARD["responsible"]
        body = _labelled(duty, style) or f"{label}：{body}"
    if due is not None and style.form == "verbs":
        body += "，" * bool(duty) + _finished(due)
    elif due is not None:
        body += "；" * bool(duty) + f"完成时限：{deadlines.printed(due)}"
    return f"{style.brackets[:1]}{body}{style.brackets[1:]}" if body else ""


def _labelled(duty: Duty, style: NoteStyle) -> str:
    """The roles under their labels; "" where no labels would say what is meant."""
    roles = [role for role in ROLES if getattr(duty, role)]
    own: dict[RoleName, str] = {role: getattr(style, role) or _STANDARD[role] for role in roles}
    if roles == ["responsible"] and not style.responsible:
        return joined(duty.responsible) + "等" * duty.and_others
    for names in (own, {role: _STANDARD[role] for role in roles}):
        kinds: dict[RoleName, Kind] = {role: note_words.label_kind(names[role]) for role in roles}
        if all(kind == "unknown" or note_words.role(kind, kinds.values()) == role for role, kind in kinds.items()):
            listed = [f"{names[role]}：{joined(getattr(duty, role))}" for role in roles]
            return "；".join(listed) + "等" * duty.and_others
    return ""


def _worded(duty: Duty) -> str:
    """The roles in verbs."""
    last = next((role for role in ("support", "responsible", "lead") if getattr(duty, role)), None)
    several = duty.and_others or len(duty.units) > 1
    verbs: dict[RoleName, str] = {
        "lead": "牵头" if duty.support or duty.responsible else "牵头负责",
        "responsible": "按职责分工负责" if several else "负责",
        "support": "配合",
    }
    return "，".join(
        joined(getattr(duty, role)) + "等" * (duty.and_others and role == last) + words
        for role, words in verbs.items()
        if getattr(duty, role)
    )


def _finished(due: Due) -> str:
    text = deadlines.printed(due)
    return text + "完成" * text.endswith(("前", "底", "末", "日", "月", "季度", "年", "旬", "内"))
