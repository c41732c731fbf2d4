"""Finding responsibility notes in prose: bracketed ones anywhere, fields without brackets at a paragraph's end."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from qplan.notation import note_words
from qplan.notation.note_frames import candidates, sentence_end, without_convention, without_defaults
from qplan.notation.note_reading import Note, read
from qplan.notation.note_words import Convention
from qplan.notation.punctuation import halved, veiled
from qplan.notation.unit_names import units
from qplan.notation.unit_words import is_body, is_division, is_unit
from qplan.patterns import pattern
from qplan.plan import Duty

_LABELLED = pattern(r"(?:单位|部门|[处科股]室|科股|站所|机构|主体) *[:：]")
_CLAUSE_BEGINS = pattern(r"^(?:备?注|说明) *[:：]|[（(〔【\[［](?=以下|各[\w、]{1,20}均)")
_NEAR = 8  # code points: blanks around a note
_STOPS = "。;!?…"


class Found(NamedTuple):
    """A note in a paragraph: ``paragraph[start:end]`` is its print, brackets included."""

    start: int
    end: int
    note: Note


def find(paragraph: str, *, convention: Convention | None = None, year: int | None = None) -> tuple[Found, ...]:
    """The notes in a paragraph, in order: bracketed ones anywhere, and fields without brackets up to its end.

    Document numbers (〔2023〕), footnotes and ordinary parentheses are none. A bracket that is never closed ends
    with its sentence. A paragraph that holds only a label (牵头单位：) is found too, with an empty duty: its
    value is the next paragraph. Takes time in proportion to the paragraph's length.
    """
    boxed, paragraph = paragraph, note_words.unboxed(paragraph)
    flat = halved(paragraph)
    found: list[Found] = []
    for span in candidates(flat):
        start, end = span
        if found and start < found[-1].end:
            continue
        note = _judged(paragraph[start:end], flat, span, convention, year)
        if note is None:
            continue
        if _is_same_below(note):
            if not found or flat[found[-1].end : start].strip():
                continue  # 安全监督手续（下同） defines a term
            first = found.pop().start
            found.append(Found(first, end, read(paragraph[first:end], convention=convention, year=year)))
        else:
            found.append(Found(start, end, note))
    if field_note := _fields(paragraph, flat, found[-1].end if found else 0, convention, year):
        shift = boxed[field_note.start - 1 : field_note.start] in {"【", "[", "〔"}
        found.append(field_note._replace(start=field_note.start - shift))
    return tuple(_placed(each, paragraph) for each in found)


def declared(paragraph: str) -> Note | None:
    """What a sentence of prose declares for the notes after it: who leads, who is in all of them; None for neither.

    责任单位列第一位的为牵头单位 and 以下任务均需各镇人民政府落实，不再列出 stand in a preamble, under a chapter's
    heading or behind the body as often as in a note's own brackets.
    """
    _, convention = without_convention(paragraph)
    _, later = without_defaults(_CLAUSE_BEGINS.sub("。", paragraph))
    names, others = units(later) if later else ((), False)
    defaults = Duty(responsible=names, and_others=others) if names and all(map(is_unit, names)) else None
    if convention in (None, "contact") and defaults is None:
        return None
    return Note(defaults=defaults, convention=convention)


def _judged(
    text: str, flat: str, span: tuple[int, int], convention: Convention | None, year: int | None
) -> Note | None:
    """The note, if the bracketed text is one: by its labels, its clauses, its verbs or its names alone."""
    note = read(text, convention=convention, year=year)
    before, after = flat[max(0, span[0] - _NEAR) : span[0]].rstrip()[-1:], flat[span[1] : span[1] + _NEAR].lstrip()[:1]
    names = note.duty.units
    ends_sentence = not before or before in _STOPS + ")〕]】”"
    known = sum(is_unit(name) or (ends_sentence and is_division(name)) for name in names)
    if note.defaults or note.convention or _is_same_below(note):
        return note
    if not names:
        dated = note.due and re.search("完成|前|推进|坚持", note.due.text) and (ends_sentence or not after)
        return note if note.due and (dated or "：" in text or ":" in text) else None
    if note.style.form == "labels" and note.style.responsible:
        return note if 2 * known >= len(names) or _LABELLED.search(text) else None
    if not note.style.responsible:
        alone = (ends_sentence and after != ",") or (not after and len(names) > 1)
        known = sum(map(is_unit, names))
        if 2 * known >= len(names):
            known += sum(is_body(name) and not is_unit(name) for name in names)
        return note if (known == len(names) or note.persons) and alone and not note.left else None
    strong = re.search("牵头|职责|分工", text) or ends_sentence or not after or after in _STOPS
    return note if strong and (2 * known >= len(names) or (note.persons and ends_sentence)) else None


def _is_same_below(note: Note) -> bool:
    return note.left == "下同" and not note.duty


def _fields(paragraph: str, flat: str, start: int, convention: Convention | None, year: int | None) -> Found | None:
    """Fields without brackets (牵头单位：…。责任单位：…。), from a sentence's beginning to the paragraph's end."""
    veil = veiled(flat[start:])
    for mark in note_words.labels(veil):
        begin = start + mark.start
        if mark.kind == "unknown" and not re.search("牵头|责任", mark.text):
            continue
        if mark.kind == "person" and not re.search("牵头|责任|负责|分管|包保|包联|联系", mark.text):
            return None  # 组长：…: the roster of a leading group
        if flat[max(0, begin - _NEAR) : begin].rstrip()[-1:] in _STOPS:  # or nothing before
            end = sentence_end(flat, begin)
            note = read(paragraph[begin:end], convention=convention, year=year)
            names = note.duty.units
            if 2 * sum(map(is_unit, names)) >= len(names) and (
                names or note.due or not (note.left or flat[:begin].strip())
            ):
                return Found(begin, end, note)
            return None
    return None


def _placed(found: Found, paragraph: str) -> Found:
    """A note that is the whole paragraph stands on a line of its own."""
    if paragraph[: found.start].strip() or paragraph[found.end :].strip(" 。"):
        return found
    return found._replace(note=replace(found.note, style=replace(found.note.style, place="own_line")))
