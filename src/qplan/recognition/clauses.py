"""Text -> clauses -> matches: which words of a passage speak for which requirement, and how much they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qplan.framework import folded
from qplan.recognition.lexicon import Frame, Group, Lexicon, Strength, Term
from qplan.text import PLACEHOLDER

Limit = Literal["list", "frame"]
MASK = "\u3013"

_SENTENCE = re.compile(r"[。;!?]")
_CLAUSE = re.compile(r"[,:]|——")
_FOOTNOTE = re.compile(r"\^\[[^\]]*\]")
_CITED = re.compile(r"《[^》]*》|〈[^〉]*〉")
_NOTE = re.compile(r"[(〔【\[](?:责任|牵头|配合|落实|主要责任)[^()〔〕【】\[\]]*[)〕】\]]|【[^【】]*】")
_JOINT = re.compile(r"、|以及|和|与|及")
_QUOTED_LIST = re.compile(r"“[^“”]*、[^“”]*”")
_TAIL = re.compile(r"等|[一二两三四五六七八九十百\d]+[大个类条种]")
_ATTRIBUTES = ("化", "型", "性")
_LIST = 3
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Clause:
    """A clause of a folded text, names masked, with its sentence and the titles it stands under.

    ``so_far`` is the sentence up to and with the clause: what it has said it is about.
    """

    text: str
    sentence: str
    so_far: str
    titles: str


@dataclass(frozen=True)
class Match:
    """Words that speak for a requirement.

    ``strength`` is what is left after the limits; ``limit`` says what took it from full to partial; ``why``
    is the lexicon's sentence on its group. ``core`` is where the words begin that a verb governs, which may be
    the last of a list; ``start`` where there is no such verb.
    """

    requirement: str
    group: str
    words: str
    clause: str
    start: int
    end: int
    strength: Strength
    why: str
    core: int
    limit: Limit | None = None


def matches(text: str, titles: str, names: re.Pattern[str] | None, lexicon: Lexicon) -> tuple[Match, ...]:
    """All that one paragraph, title or measure says, in the order of the text.

    Args:
        text: as written in the plan.
        titles: of the item and of the sections above it: what the text is about.
        names: the units of the plan, whose names are no evidence.
        lexicon: the words.
    """
    found = (match for clause in clauses(text, titles, names, lexicon) for match in _judge(clause, lexicon))
    return tuple(replace(match, requirement=key) for match in found for key in lexicon.meant(match.requirement))


def names(units: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for the names of bodies: 县计量检定所 is a unit, not a word for metrology; None for no names."""
    long = sorted(
        {name for name in map(folded, units) if len(name) >= _SHORTEST_NAME}, key=lambda name: (-len(name), name)
    )
    return re.compile("|".join(map(re.escape, long))) if long else None


def clauses(text: str, titles: str, names: re.Pattern[str] | None, lexicon: Lexicon) -> Iterator[Clause]:
    """Cut a text at its punctuation, without footnotes and responsibility notes, cited titles and names masked."""
    flat = _masked(_CITED, _NOTE.sub("", _FOOTNOTE.sub("", folded(_unfilled(text)))))
    if names is not None:
        flat = _masked(names, flat)
    about = folded(_unfilled(titles))
    for sentence in filter(None, _SENTENCE.split(flat)):
        ends = [*(mark.start() for mark in _CLAUSE.finditer(sentence)), len(sentence)]
        for clause, end in zip(_CLAUSE.split(sentence), ends, strict=True):
            if clause:
                yield Clause(_without(clause, lexicon.names), sentence, sentence[:end], about)


def _unfilled(text: str) -> str:
    """A text without its 〔待填：…〕: what is still to be written answers nothing."""
    return PLACEHOLDER.sub(MASK, text)


def _masked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: MASK * len(match.group()), text)


def _without(text: str, names: Sequence[Term]) -> str:
    for name in names:
        found = name.search(text)
        while found is not None and found.end() > found.start():
            text = text[: found.start()] + MASK * (found.end() - found.start()) + text[found.end() :]
            found = name.search(text, found.end())
    return text


def _judge(clause: Clause, lexicon: Lexicon) -> list[Match]:
    barred = {
        found.start() + edge for found in lexicon.guard.finditer(clause.text) for edge in lexicon.guards[found.group()]
    }
    regions = [(frame, *span) for frame in lexicon.frames for span in _reach(frame, clause)]
    elements = _elements(clause.text)
    absorbed = _absorbed(clause, lexicon)
    found = [
        limited
        for group, terms in lexicon.heard(clause.text)
        if group.requirement not in absorbed
        for match in _hits(group, terms, clause, barred)
        if (limited := _limited(match, group, regions, elements)) is not None
    ]
    alone = [
        match
        for match in found
        if not any(match.requirement in lexicon.beats[other.requirement] and _overlap(match, other) for other in found)
    ]
    return sorted(_restored(alone, elements), key=lambda match: (match.start, match.end, match.group))


def _hits(group: Group, terms: Iterable[Term], clause: Clause, barred: set[int]) -> Iterator[Match]:
    """The group's matches by some of its terms, one a stretch of words, before any limit."""
    taken = 0
    spans: list[tuple[int, int, int]] = []
    for term in terms:
        found = term.search(clause.text)
        pieces = range(1, found.re.groups + 1) if found else ()
        while found is not None:
            if not any(found.end(n) > found.start(n) and not barred.isdisjoint(found.span(n)) for n in pieces):
                core = found.start(found.re.groups) if term.governs else found.start()
                spans.append((found.start(), found.end(), core))
            found = term.search(clause.text, found.start() + 1)
    if not spans or not _admits(group, clause):
        return
    for start, end, core in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > taken and not (group.barred and _any(group.barred, _part(clause.text, start, end))):
            words = clause.text[start:end]
            yield Match(group.requirement, group.key, words, clause.text, start, end, group.strength, group.why, core)
            taken = end


def _admits(group: Group, clause: Clause) -> bool:
    return (
        (not group.beside or _any(group.beside, clause.text))
        and (not group.near or _any(group.near, clause.sentence))
        and (not group.topic or _any(group.topic, clause.titles))
        and not _any(group.unless, clause.text)
        and not _any(group.not_near, clause.sentence)
        and not _any(group.off_topic, clause.titles)
    )


def _part(text: str, start: int, end: int) -> str:
    """The stretch around a match up to the next joint of a list on either side, or the clause's ends."""
    before = [joint.end() for joint in _JOINT.finditer(text, 0, start)]
    after = _JOINT.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _any(terms: Sequence[Term], text: str) -> bool:
    return any(term.search(text) is not None for term in terms)


def _absorbed(clause: Clause, lexicon: Lexicon) -> frozenset[str]:
    """The requirements that find nothing here, for the sentence or the titles are about a matter of its own."""
    about = (each for each in lexicon.domains if _any(each.titles, clause.titles) or _any(each.words, clause.so_far))
    return frozenset(requirement for each in about for requirement in each.absorbs)


def _reach(frame: Frame, clause: Clause) -> Iterator[tuple[int, int]]:
    """Where a frame holds in a clause."""
    text = clause.text
    if frame.reach == "sentence":
        if _any(frame.opens, clause.sentence):
            yield 0, len(text)
        return
    for term in frame.opens:
        found = term.search(text)
        while found is not None:
            start, end = found.span()
            if frame.reach == "clause":
                yield 0, len(text)
                return
            if frame.reach != "words":
                closing = frame.closes.search(text, end) if frame.closes else None
                end = closing.start() if closing else len(text)
            yield start, end
            found = term.search(text, max(end, found.end()))


def _limited(
    match: Match, group: Group, regions: list[tuple[Frame, int, int]], elements: list[tuple[int, int]]
) -> Match | None:
    for frame, start, end in regions:
        inside = start <= match.start and match.end <= end
        if not inside or match.requirement in frame.keep or frame.name in group.through:
            continue
        if frame.effect == "drop":
            return None
        match = replace(match, strength="partial", limit="frame")
    if match.strength == "full" and _element(match, elements) is not None:
        return replace(match, strength="partial", limit="list")
    return match


def _elements(text: str) -> list[tuple[int, int]]:
    """The elements of every 、 list of three or more.

    What follows 等, a count (三大) or the last 的 is the list's head, not an element, and a list in quotation
    marks ends with them. A list of attributes (高端化、智能化、绿色化改造) says one thing, not three.
    """
    if "、" not in text:
        return []
    quoted = [(each.start() + 1, each.end() - 1) for each in _QUOTED_LIST.finditer(text)]
    outer = _masked(_QUOTED_LIST, text)
    tails = [tail.span() for tail in _TAIL.finditer(outer)]
    stretches = [
        *zip([0, *(end for _, end in tails)], [*(start for start, _ in tails), len(text)], strict=True),
        *quoted,
    ]
    return [span for start, end in stretches for span in _listed(text if (start, end) in quoted else outer, start, end)]


def _listed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The elements of the list between two places, if there is one."""
    joints = [joint.span() for joint in _JOINT.finditer(text, start, end)]
    edges = [start, *(edge for joint in joints for edge in joint), end]
    spans = [(edges[n], edges[n + 1]) for n in range(0, len(edges), 2)]
    if len(spans) < _LIST or all(text[:last].endswith(_ATTRIBUTES) for _, last in spans[:-1]):
        return []
    first, last = spans[-1]
    head = text.rfind("的", first, last)
    return [*spans[:-1], (first, head)] if head > first else spans


def _element(match: Match, elements: list[tuple[int, int]]) -> int | None:
    """Which element of the list the match is no more than, None where it is the clause's own matter."""
    touched = [n for n, (start, end) in enumerate(elements) if start < match.end and match.core < end]
    return touched[0] if len(touched) == 1 else None


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end


def _restored(found: list[Match], elements: list[tuple[int, int]]) -> list[Match]:
    """Where half of a list's elements or more speak for one requirement, the whole list is about it."""
    listed: dict[str, set[int]] = {}
    for match in found:
        place = _element(match, elements)
        if place is not None:
            listed.setdefault(match.requirement, set()).add(place)
    whole = {key for key, places in listed.items() if len(places) > 1 and 2 * len(places) >= len(elements)}
    return [
        replace(match, strength="full", limit=None) if match.limit == "list" and match.requirement in whole else match
        for match in found
    ]
