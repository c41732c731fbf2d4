"""Responsibility notes: printed text becomes a Note, and a Duty becomes the text to print."""

from __future__ import annotations

from dataclasses import replace

from qplan.notation import deadlines, note_words
from qplan.notation.note_finding import Found, declared, find
from qplan.notation.note_frames import Oddity, oddities
from qplan.notation.note_reading import Note, read
from qplan.notation.note_words import Convention, Kind
from qplan.notation.unit_names import joined, units
from qplan.notation.unit_words import is_unit
from qplan.patterns import pattern
from qplan.plan import ROLES, Due, Duty, NoteStyle, RoleName

__all__ = ["Convention", "Found", "Note", "Oddity", "declared", "find", "is_unit", "oddities", "read", "units", "write"]

_DIVIDED = pattern("分别|共同|分工|各自|联合")
_VERB_ROLES: dict[Kind, RoleName] = {
    "lead": "lead",
    "support": "support",
    "charge": "responsible",
    "shared": "responsible",
}
_STANDARD = {"lead": "牵头单位", "support": "配合单位", "responsible": "责任单位"}


def write(duty: Duty, style: NoteStyle, due: Due | None = None) -> str:
    """Print a note with its brackets, such that `read` gives the duty back; "" where there is nothing to print.

    ``duty.note`` is printed as it stands. Where the style's labels would not say the roles that are meant
    (a lead beside 责任单位) the standard labels or the verbs are printed. The deadline ends the note. A comma
    that tells the lead is read back under the convention `before_comma`.
    """
    if duty.note is not None:
        return duty.note
    text = _printed(duty, style, due)
    convention: Convention | None = None
    if style.form == "comma":
        convention = "first" if style.separator == "、" else "before_comma"
    usual = replace(style, separator="", groups=(), elided=False, others="等", verbs=())
    if style == usual or not duty or read(text, convention=convention).duty == duty:
        return text
    return _printed(duty, usual, due)


def _printed(duty: Duty, style: NoteStyle, due: Due | None) -> str:
    comma, semicolon, colon = ",;:" if style.marks == "half" else "，；："
    named = (_led_by_comma(duty, style, colon) or _labelled(duty, style, colon)) if style.form != "verbs" else ()
    clauses = list(named) or _worded(duty, style)
    if duty and style.form != "verbs" and not named:
        label = style.responsible if note_words.label_kind(style.responsible) == "others" else _STANDARD["responsible"]
        clauses = [f"{label}{colon}{comma.join(clauses)}"]
    if due is not None:
        clauses.append(_finished(due) if style.form == "verbs" else f"{style.due}{colon}{deadlines.printed(due)}")
    usual = comma if style.form == "verbs" and not any(comma in clause for clause in clauses) else semicolon
    separator = {"，": comma, "；": semicolon, "。": "。", "\n": "\n"}.get(style.separator, usual)
    text = separator.join(clauses)
    stop = "。" if text and separator == "。" and not style.brackets else ""
    return f"{style.brackets[:1]}{text}{stop}{style.brackets[1:]}" if text else ""


def _listed(names: tuple[str, ...], style: NoteStyle, others: str = "") -> str:
    """A list in the plan's own print; ``others`` stands before what 及 adds: 甲等有关部门及各地区."""
    end = len(names)
    while others and end > 1 and (f"及{names[end - 1]}" in style.groups or f"和{names[end - 1]}" in style.groups):
        end -= 1
    comma = "," if style.marks == "half" else "，"
    text = joined(names[:end], groups=style.groups, elided=style.elided, comma=comma) + others
    for name in names[end:]:
        text += ("及" if f"及{name}" in style.groups else "和") + name
    if others or style.groups or style.elided:
        known = units(text)
        if known != (names, bool(others)):
            return joined(names, comma=comma) + "等" * bool(others)
    return text


def _led_by_comma(duty: Duty, style: NoteStyle, colon: str) -> tuple[str, ...]:
    """甲，乙: the lead before the comma; () where that would not say what is meant."""
    if style.form != "comma" or duty.responsible or not (duty.lead and duty.support):
        return ()
    comma = "," if style.marks == "half" else "，"
    others = style.others if duty.and_others else ""
    lead = _listed(duty.lead, replace(style, groups=()))
    text = lead + (style.separator if style.separator == "、" else comma) + _listed(duty.support, style, others)
    text = f"{style.responsible}{colon}{text}" if style.responsible else text
    convention: Convention = "first" if style.separator == "、" else "before_comma"
    return (text,) if read(text, convention=convention).duty == replace(duty, note=None) else ()


def _labelled(duty: Duty, style: NoteStyle, colon: str) -> tuple[str, ...]:
    """The roles under their labels; () where no labels would say what is meant."""
    roles = [role for role in ROLES if getattr(duty, role)]
    others = style.others if duty.and_others else ""
    own: dict[RoleName, str] = {role: getattr(style, role) or _STANDARD[role] for role in roles}
    if roles == ["responsible"] and not style.responsible:
        return (_listed(duty.responsible, style, others),)
    for names in (own, {role: _STANDARD[role] for role in roles}):
        kinds: dict[RoleName, Kind] = {role: note_words.label_kind(names[role]) for role in roles}
        if all(kind == "unknown" or note_words.role(kind, kinds.values()) == role for role, kind in kinds.items()):
            if style.form == "comma":
                style = replace(style, groups=tuple(group for group in style.groups if not group.startswith("，")))
            return tuple(
                f"{names[role]}{colon}{_listed(getattr(duty, role), style, others * (role == roles[-1]))}"
                for role in roles
            )
    return ()


def _worded(duty: Duty, style: NoteStyle) -> list[str]:
    """The roles in verbs."""
    last = next((role for role in ("support", "responsible", "lead") if getattr(duty, role)), None)
    several = duty.and_others or len(duty.units) > 1
    verbs: dict[RoleName, str] = {
        "lead": "牵头" if duty.support or duty.responsible else "牵头负责",
        "responsible": "按职责分工负责" if several else "负责",
        "support": "配合",
    }
    clauses = []
    for role, usual in verbs.items():
        if names := getattr(duty, role):
            others = style.others * (duty.and_others and role == last)
            clauses.append(
                _listed(names, style, others) + (_phrase(role, style, len(names) > 1 or bool(others)) or usual)
            )
    return clauses


def _phrase(role: RoleName, style: NoteStyle, several: bool) -> str:
    """The plan's own verb for a role, "" where it has none."""
    fit = [phrase for phrase in style.verbs if _VERB_ROLES.get((note_words.verb(phrase) or (0, "rest"))[1]) == role]
    divided = [phrase for phrase in fit if _DIVIDED.search(phrase)]
    plain = [phrase for phrase in fit if phrase not in divided]
    return ([*divided, *plain] if several else [*plain, ""])[0] if fit else ""


def _finished(due: Due) -> str:
    text = deadlines.printed(due)
    return text + "完成" * text.endswith(("前", "底", "末", "日", "月", "季度", "年", "旬", "内"))
