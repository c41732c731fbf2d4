"""Evidence -> quotations: the sentences of the plan as they stand in it, with the words that count marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qplan.plan import Item, Measure, Node
from qplan.recognition.clauses import MASK
from qplan.recognition.evidence import Evidence, Passage
from qplan.text import PLACEHOLDER, plain

Span = tuple[int, int]

_END = re.compile(r"[。；！？;!?\n]")
_MARK = "[,:;。!?—]"
"""What stands at the edges of a clause, folded."""
_CUT = re.compile(rf"{MASK}+")


@dataclass(frozen=True)
class Quote:
    """A sentence of a node, cut into pieces, each with whether it counts.

    ``measure`` holds it, None where it stands in the node's title, text or box.
    """

    measure: Measure | None
    pieces: tuple[tuple[str, bool], ...]


def quotes(found: Evidence) -> tuple[Quote, ...]:
    """Every sentence that speaks, once, in the order of the passages.

    Footnotes are left out, as they are in judging. A passage that is not found in the text again, for a
    responsibility note stands inside it, is shown as it was judged, what was masked as ….
    """
    marked: dict[tuple[Measure | None, str, Span], list[Span]] = {}
    loose: dict[tuple[Measure | None, str, Span], list[Span]] = {}
    for passage in found.passages:
        place = _found(found.node, passage)
        if place is not None:
            text, span = place
            marked.setdefault((passage.measure, text, _sentence(text, *span)), []).append(span)
        else:
            text = _CUT.sub("…", passage.clause)
            words = _CUT.sub("…", passage.words)
            at = max(text.find(words), 0)
            loose.setdefault((passage.measure, text, (0, len(text))), []).append((at, at + len(words)))
    every = (*marked.items(), *loose.items())
    return tuple(Quote(measure, _pieces(text, around, spans)) for (measure, text, around), spans in every)


def _found(node: Node, passage: Passage) -> tuple[str, Span] | None:
    """The text that a passage is from, without its footnotes, and where its words stand in it.

    First as a clause between marks, then wherever it stands: a note that was cut away may be beside it.
    """
    texts = [plain(text) for text in _texts(node, passage)]
    clause = _open(passage.clause)
    for pattern in (rf"(?:^|(?<={_MARK})){clause}(?=$|{_MARK})", clause):
        for text in texts:
            span = _located(text, pattern, passage.words)
            if span is not None:
                return text, span
    return None


def _texts(node: Node, passage: Passage) -> Iterator[str]:
    """The texts that a passage may be from, footnotes and all."""
    if passage.measure is not None:
        yield passage.measure.text
        return
    if isinstance(node, Item):
        yield node.title
    yield from node.paragraphs
    for box in node.boxes:
        yield f"{box.title}。{box.text}"


def _located(text: str, clause: str, words: str) -> Span | None:
    """Where words stand in a text, found by way of a pattern for the clause that they were judged in."""
    flat, places = _flat(text)
    around = re.search(clause, flat)
    if around is None:
        return None
    found = re.compile(_open(words)).search(flat, around.start(), around.end())
    if found is None or found.start() == found.end():
        return None
    return places[found.start()][0], places[found.end() - 1][1]


def _open(judged: str) -> str:
    """A pattern for a stretch that was judged: what was masked there may be anything here."""
    return "".join("." if char == MASK else re.escape(char) for char in judged)


def _flat(text: str) -> tuple[str, list[Span]]:
    """A text folded as it is for judging, with the place in the text of each character."""
    chars: list[str] = []
    places: list[Span] = []
    holes = {found.start(): found.end() for found in PLACEHOLDER.finditer(text)}
    at = 0
    while at < len(text):
        end = holes.get(at, at + 1)
        folded = MASK if at in holes else "".join(unicodedata.normalize("NFKC", text[at]).split())
        chars += folded
        places += [(at, end)] * len(folded)
        at = end
    return "".join(chars), places


def _sentence(text: str, start: int, end: int) -> Span:
    """The sentence around a stretch, its closing mark included."""
    before = [mark.end() for mark in _END.finditer(text, 0, start)]
    after = _END.search(text, max(start, end - 1))
    return before[-1] if before else 0, after.end() if after else len(text)


def _pieces(text: str, around: Span, spans: Iterable[Span]) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    at, last = around
    for start, end in _joined(spans):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:last], False))
    return tuple((piece, counts) for piece, counts in pieces if piece)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order, those that touch or overlap as one."""
    held: Span | None = None
    for start, end in sorted(spans):
        if held is not None and start <= held[1]:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held
