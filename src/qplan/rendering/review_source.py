"""Paragraphs of a source beside the printed ones -> which words changed on the way, and pieces to mark on a page."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

_CLAUSE = re.compile(r"[^,;:。、]+[,;:。、]?|[,;:。、]")
_PAIRS = 20_000
"""Pairs of equal clauses up to which differences are looked for one by one; above, they are one long one."""
_ISLAND = 3
"""Fewer equal characters than this between two differences belong to them."""
_SHOWN = 24
"""Characters that are shown of each end of a long difference."""
_OPENING = "([〔【《“"
_BEFORE = r"(?:^|(?<=[、，,：:；;（(〔\[【和及与或\s]))"

_Stretch = tuple[int, int, int, int]
"""(start, end) in one text, and in the other."""


class Span(NamedTuple):
    """``text[start:end]`` of a paragraph looks like ``look`` (a class name)."""

    start: int
    end: int
    look: str


class Piece(NamedTuple):
    """Words that look alike; ``look`` is a list of class names, "" for none."""

    text: str
    look: str = ""


class Change(NamedTuple):
    """What the source says and what is printed instead; "" where one of them has nothing."""

    source: str
    printed: str


class Verdict(NamedTuple):
    """How a paragraph comes out: letter for letter, in other paragraphs (``divided``), or with ``changes``."""

    spans: tuple[Span, ...] = ()
    changes: tuple[Change, ...] = ()
    divided: bool = False


def flat(text: str) -> tuple[str, list[int]]:
    """A text without width and blanks, and the place in ``text`` of each of its characters.

    ``^[`` and ``[`` are the same: the plan's footnotes and those of a web page.
    """
    characters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char.isspace() or (char == "^" and text[place + 1 : place + 2] == "["):
            continue
        # The usual characters are what they are; asking the tables for each is what takes time.
        folded = char if "\u4e00" <= char <= "\u9fff" else unicodedata.normalize("NFKC", char)
        for each in folded:
            if not each.isspace():
                characters.append(each)
                places.append(place)
    return "".join(characters), places


def compared(source: Sequence[str], printed: Sequence[str]) -> tuple[Verdict, ...]:
    """A verdict on each paragraph of the source, held against the printed ones as a whole."""
    flats = [flat(text) for text in source]
    there = Counter(flat(text)[0] for text in printed)
    joined = "".join(text for text, _ in flats)
    target = "".join(flat(text)[0] for text in printed)
    raw = _Raw(printed)
    spans: list[list[Span]] = [[] for _ in source]
    changes: list[list[Change]] = [[] for _ in source]
    begins = [0, *accumulate(len(text) for text, _ in flats)]
    for start, end, first, last in _differences(joined, target):
        # What is only added belongs to the paragraph that it follows.
        row = max(0, bisect_right(begins, start if end > start else start - 1) - 1)
        at = start - begins[row]
        gone: list[str] = []
        rest = end - start
        home = row
        while rest > 0:
            text, places = flats[row]
            taken = min(rest, len(text) - at)
            if taken:
                begin, stop = places[at], places[at + taken - 1] + 1
                spans[row].append(Span(begin, stop, "gone"))
                gone.append(source[row][begin:stop])
            rest, row, at = rest - taken, row + 1, 0
        changes[home].append(Change(_short("".join(gone)), _short(raw.between(first, last))))
    return tuple(
        Verdict(tuple(spans[n]), tuple(changes[n]), divided=not changes[n] and not spans[n] and not there[text])
        for n, (text, _) in enumerate(flats)
    )


class _Raw:
    """The printed paragraphs in a row, to take words from as they are printed."""

    def __init__(self, printed: Sequence[str]) -> None:
        self._text = "".join(printed)
        self._places = flat(self._text)[1]

    def between(self, start: int, end: int) -> str:
        return self._text[self._places[start] : self._places[end - 1] + 1] if end > start else ""


def _differences(a: str, b: str) -> list[_Stretch]:
    """The stretches of ``a`` and ``b`` that differ: clauses are matched, and in those without a match the ends."""
    if a == b:
        return []
    found: list[_Stretch] = []
    clauses_a, clauses_b = _CLAUSE.findall(a), _CLAUSE.findall(b)
    at_a, at_b = ([0, *accumulate(map(len, clauses))] for clauses in (clauses_a, clauses_b))
    for tag, i, j, k, m in _matched(clauses_a, clauses_b):
        if tag == "equal":
            continue
        text_a, text_b = a[at_a[i] : at_a[j]], b[at_b[k] : at_b[m]]
        head = _common(text_a, text_b)
        tail = _common(text_a[head:][::-1], text_b[head:][::-1])
        here = (at_a[i] + head, at_a[j] - tail, at_b[k] + head, at_b[m] - tail)
        here = _bracketed(a, b, here)
        if found and here[0] - found[-1][1] < _ISLAND:
            here = (found[-1][0], here[1], found[-1][2], here[3])
            found.pop()
        found.append(here)
    return found


def _matched(a: list[str], b: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    there = Counter(b)
    if sum(there[clause] for clause in a) > _PAIRS:
        return [("replace", 0, len(a), 0, len(b))]
    return SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def _bracketed(a: str, b: str, where: _Stretch) -> _Stretch:
    """Where words are only added or only gone, the bracket they begin with instead of the one behind them."""
    i, j, k, m = where
    text, first, last = (b, k, m) if i == j else (a, i, j)
    if (i == j) != (k == m) and first and text[first - 1] == text[last - 1] and text[last - 1] in _OPENING:
        return i - 1, j - 1, k - 1, m - 1
    return where


def _common(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _short(text: str) -> str:
    return text if len(text) <= 2 * _SHOWN + 2 else f"{text[:_SHOWN]}……{text[-_SHOWN:]}"


def found(names: Iterable[str], texts: Sequence[str]) -> dict[str, str]:
    """How each unit is called in the source: by its name, by the end of it (、财政局 for 市财政局), or "".

    The short form counts only where a separator stands before it.
    """
    text = "\n".join(texts)
    called: dict[str, str] = {}
    for name in names:
        ends = (name[cut:] for cut in range(1, len(name) - 1))
        called[name] = (
            name
            if name in text
            else next((e for e in ends if e in text and re.search(_BEFORE + re.escape(e), text)), "")
        )
    return called


def marked(text: str, words: Iterable[str], look: str) -> list[Span]:
    """Where words stand in a paragraph, the longest first; a number is not found inside a longer one."""
    wanted = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not wanted:
        return []
    alternatives = "|".join(rf"(?<![\d.]){re.escape(w)}" if w[0].isdigit() else re.escape(w) for w in wanted)
    return [Span(*each.span(), look) for each in re.finditer(alternatives, text)]


def pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """A paragraph cut wherever one of its spans, which may overlap, begins or ends."""
    edges = sorted(
        (place, kind, span.look)
        for span in spans
        if span.start < span.end
        for place, kind in ((span.start, 1), (span.end, 0))
    )
    cut: list[Piece] = []
    on: Counter[str] = Counter()
    at = 0
    for place, begins, look in edges:
        if place > at:
            cut.append(Piece(text[at:place], " ".join(sorted(+on))))
            at = place
        on[look] += 1 if begins else -1
    if at < len(text) or not cut:
        cut.append(Piece(text[at:]))
    return tuple(cut)
