"""The notes of a plan -> the style that prints most of them as they were: 责任标注, learnt from the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal, TypeVar

from qplan.notation import notes
from qplan.notation.notes import Note
from qplan.notation.unit_words import level_of
from qplan.plan import ROLES, NoteStyle

T = TypeVar("T")

_TRIED = 6  # verb phrases that a plan may use often


def style(seen: Sequence[tuple[str, Note]], *, own_lines: int, in_headings: bool = False) -> NoteStyle:
    """How a plan prints its notes: of each trait, the one that most of the notes have that show it.

    Args:
        seen: the notes, each behind its own print.
        own_lines: how many of them stood on lines of their own.
        in_headings: whether those on points with a heading and a text stood behind the heading.
    """
    pieces = [(printed, note) for printed, note in seen if note.duty]
    named = [note for _, note in pieces]
    if not named:
        return NoteStyle()
    forms = [note.style.form for note in named]
    form: Literal["labels", "verbs", "comma"] = "verbs" if forms.count("verbs") * 2 > len(forms) else "labels"
    if form == "labels" and "comma" in forms:
        form = "comma"
    alike = [note for note in named if note.style.form == form]
    words: dict[str, Any] = {}
    for role in ROLES:
        shown = [getattr(n.style, role) for n in alike if getattr(n.duty, role) or form == "comma"]
        if shown:
            words[role] = _commonest(shown, getattr(NoteStyle, role))
    parted = [note for note in alike if _shows_separator(note)]
    look = NoteStyle(
        brackets=_commonest((note.style.brackets for note in named), NoteStyle.brackets),
        form=form,
        place="heading" if in_headings else "own_line" if own_lines * 2 > len(named) else "paragraph_end",
        separator=_commonest((note.style.separator for note in parted), ""),
        groups=_groups(named),
        elided=_commonest((note.style.elided for note in named if note.style.elided or _may_elide(note)), usual=False),
        others=_commonest((note.style.others for note in named if note.duty.and_others), NoteStyle.others),
        due=_commonest((note.style.due for note in named if note.due and note.style.form != "verbs"), NoteStyle.due),
        marks=_commonest((note.style.marks for printed, note in pieces if re.search("[，；：,;:]", printed)), "full"),
        **words,
    )
    return look if form != "verbs" else _with_verbs(look, [piece for piece in pieces if piece[1].style.form == form])


def prints(printed: str, note: Note, look: NoteStyle) -> bool:
    """Whether a style prints a note as it was, line by line, blanks aside: the web and PDF put them in anywhere."""
    again = notes.write(replace(note.duty, note=None), look, note.due)
    return _lines(again) == _lines(printed)


def _lines(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.splitlines()]


def _with_verbs(look: NoteStyle, alike: Sequence[tuple[str, Note]]) -> NoteStyle:
    """The verbs that print more of the notes as they were than the usual ones do."""
    best = sum(prints(printed, note, look) for printed, note in alike)
    said = Counter(verb for _, note in alike for verb in note.style.verbs)
    for phrase, _ in said.most_common(_TRIED):
        for verbs in ((phrase, *look.verbs), (*look.verbs, phrase)):
            tried = replace(look, verbs=verbs)
            count = sum(prints(printed, note, tried) for printed, note in alike)
            if count > best:
                best, look = count, tried
    return look


def _commonest(shown: Iterable[T], usual: T) -> T:
    """What most of them are, the first of these where several are as many; ``usual`` where there are none."""
    every = list(shown) or [usual]
    return max(dict.fromkeys(every), key=every.count)


def _groups(named: Sequence[Note]) -> tuple[str, ...]:
    """The names that most notes part from the ones before by another mark than 、."""
    parted = Counter(group for note in named for group in note.style.groups)
    behind = Counter(name for note in named for role in ROLES for name in getattr(note.duty, role)[1:])
    return tuple(group for group, count in parted.items() if count * 2 > behind[group.lstrip("，以及和与")])


def _shows_separator(note: Note) -> bool:
    """Whether a note has two clauses to part, and no usual mark that another habit would print too."""
    clauses = sum(bool(getattr(note.duty, role)) for role in ROLES) + (note.due is not None)
    grouped = any(group.startswith("，") for group in note.style.groups)
    return clauses > 1 and (note.style.form != "verbs" or note.style.separator != "" or grouped)


def _may_elide(note: Note) -> bool:
    """Whether two names in a row have the same level: 县财政局、县教育局."""
    pairs = (pair for role in ROLES for pair in pairwise(getattr(note.duty, role)))
    return any(level_of(first) and level_of(first) == level_of(second) for first, second in pairs)
