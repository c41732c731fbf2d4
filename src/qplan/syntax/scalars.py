"""The written form of a scalar -> its value: numbers and words of YAML 1.2, and text without folding's blanks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width

from qplan.patterns import pattern
from qplan.source import Span

_NUMBER = pattern(r"[-+]?(?:0|[1-9][0-9]{0,17})(\.[0-9]{0,17})?([eE][-+]?[0-9]{1,2})?\Z")
_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "true": True, "false": False,
    "True": True, "False": False, "TRUE": True, "FALSE": False,
}  # fmt: skip
_NEARBY = 4000
"""How far on a line's words are looked for in the folded text; bounded, so that time stays in proportion."""
_BLANKS = pattern(r"(?<=\S) +(?=\S)")
_CHINESE_MARKS = "“”‘’…—·"
"""Marks that Unicode leaves ambiguous and Chinese writes as wide as its characters."""


def resolved(text: str) -> Any:
    """The value of a plain scalar: None, bool, int, float, or the same text.

    null, ~ and nothing are None; numbers are decimal, without leading zeros, and of a size that a plan can mean;
    dates, 12:30, 1_000, 010101 and the like stay text.
    """
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.match(text)
    if not number:
        return text
    return float(text) if number[1] or number[2] else int(text)


def unfolded(text: str, span: Span, rows: Sequence[str]) -> str:
    """Take out the blanks that joined lines left between two wide characters; other blanks are the author's."""
    pieces = list(rows[span.line - 1 : span.end_line])
    pieces[-1] = pieces[-1][: span.end_column - 1]
    pieces[0] = pieces[0][span.column - 1 :]
    if any("\\" in piece for piece in pieces):  # escapes: where the lines met can no longer be told
        return _BLANKS.sub(lambda gap: "" if _joins(text, gap.start(), gap.end()) else gap[0], text)
    parts = []
    done = cursor = 0
    for piece in pieces:
        words = piece.strip(" \t\r'\"").replace("''", "'")
        found = text.find(words, cursor, cursor + len(words) + _NEARBY)
        if not words or found < 0:
            continue
        cursor = gap = found + len(words)
        while text.startswith(" ", gap):
            gap += 1
        if cursor < gap < len(text) and _joins(text, cursor, gap):
            parts.append(text[done:cursor])
            done = gap
    return "".join((*parts, text[done:]))


def _joins(text: str, start: int, end: int) -> bool:
    """Whether a gap in a text stands between two wide characters."""
    return _is_wide(text[start - 1]) and _is_wide(text[end])


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF" or char in _CHINESE_MARKS
