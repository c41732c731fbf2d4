"""Chinese punctuation: text in one width, its brackets matched, cut at marks that stand outside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_TWINS = {0xFF01 + step: 0x21 + step for step in range(94)} | {
    0x3000: " ",  # the full-width space; 0x2003 and 0x00A0 come with web pages
    0x2003: " ",
    0x00A0: " ",
    0xFE52: ".",  # small forms, from PDF text
    0xFE55: ":",
}
PAIRS = {"(": ")", "〔": "〕", "[": "]", "【": "】", "〈": "〉", "<": ">", "“": "”", "‘": "’", "《": "》"}
"""Brackets and quotes of half-width text, opener to closer."""

_OPENERS = {closer: opener for opener, closer in PAIRS.items()}
_EDGE = " 、,;。.:\n\t"


class Piece(NamedTuple):
    """The stretch [start, end) between two marks."""

    start: int
    end: int


def halved(text: str) -> str:
    """The text with half-width letters, digits and punctuation; its length is kept, and 、 and 。 stay."""
    return text.translate(_TWINS)


def enclosing(flat: str) -> dict[int, int]:
    """Each bracket's or quote's place and its partner's, in half-width text; unmatched ones are left out.

    （ and ( are one kind, as plans mix them. A closer without an opener of its kind is passed over; an opener
    that is still open when one around it closes counts as unmatched.
    """
    counts = dict.fromkeys(PAIRS, 0)
    opened: list[int] = []
    partner: dict[int, int] = {}
    for place, char in enumerate(flat):
        if char in counts:
            counts[char] += 1
            opened.append(place)
        elif char in _OPENERS and counts[_OPENERS[char]]:
            while flat[opened[-1]] != _OPENERS[char]:
                counts[flat[opened.pop()]] -= 1
            begin = opened.pop()
            counts[flat[begin]] -= 1
            partner[begin], partner[place] = place, begin
    return partner


def veiled(flat: str) -> str:
    r"""Half-width text with all that stands in brackets or quotes, and these, made \0, place for place."""
    matched = enclosing(flat)
    shown: list[str] = []
    inside = 0
    for place, char in enumerate(flat):
        partner = matched.get(place)
        inside += partner is not None and partner > place
        shown.append("\0" if inside else char)
        inside -= partner is not None and partner < place
    return "".join(shown)


def pieces(flat: str, stops: str) -> Iterator[Piece]:
    """Cut half-width text at the characters of ``stops`` that stand outside brackets and quotes."""
    start = 0
    for place, char in enumerate(veiled(flat)):
        if char in stops:
            yield Piece(start, place)
            start = place + 1
    yield Piece(start, len(flat))


def trimmed(text: str) -> str:
    """The text without marks and blanks at its ends, and without brackets there that have no partner."""
    flat = halved(text)
    matched = enclosing(flat)
    lone = {place for place, char in enumerate(flat) if place not in matched and (char in PAIRS or char in _OPENERS)}
    start, end = 0, len(flat)
    while start < end and (flat[start] in _EDGE or start in lone):
        start += 1
    while start < end and (flat[end - 1] in _EDGE or (end - 1 in lone and flat[end - 1] in _OPENERS)):
        end -= 1
    return text[start:end]
