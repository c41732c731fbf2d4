"""The frames of responsibility notes: brackets, declared conventions and default clauses come off, lists stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from qplan.notation import note_words
from qplan.notation.note_words import Convention
from qplan.notation.punctuation import enclosing, halved, veiled
from qplan.patterns import pattern

PAIRS = {"（": "）", "(": ")", "〔": "〕", "［": "］", "[": "]", "【": "】"}
"""The brackets that notes stand in, as printed."""

LONGEST = 1500
"""Code points; what is longer is no note."""

_OPENERS = "(〔[【"
_BRACKETS = "()〔〕[]【】〈〉<>"
_CLOSER = PAIRS | {"〈": "〉", "<": ">", "＜": "＞"}
_NESTED = 24  # brackets in one note: qualifiers of names
# 以下任务均需各县区政府落实，不再一一列出: units for every item from here on.
_NOT_LISTED = pattern(
    r"不再(?:一一|逐一|单独|另行|重复|分别|逐项)?(?:列出|列示|列举|标注|说明|赘述|注明|重复|列明)[^,;。]{0,4}"
)
_LATER = pattern(
    r"(?:[,;。]|^) *以下(?:各项|所有|其他)?(?:任务|政策|工作|措施|事项|责任单位|责任部门|内容|各条|条款)?中?"
    r"(?:均|都|全部)?(?:需要?|须|由|包含|包括|涉及|要|有)?"
)
# 各镇均为责任单位，不再列出: the clause without 以下.
_ALL_OF_THEM = pattern(r"(?:[;。]|^)(?P<names>[^;。]{2,60}?)(?:均|都|全部)(?:需要?|须|由|要|有|为|是)[^;。]*$")
_HINT = pattern(
    r"[0-9]{7}|单位|部门|负责|牵头|配合|落实|[局委办厅部院府会司关行队心社处县区室所站馆校科股道镇乡](?:[、,)〕\]】等]|$)|不再|下同|时限|完成|推进|坚持"
)

Oddity = Literal["unclosed", "mixed", "extra"]
"""What may be wrong with a note's brackets: one is never closed, a pair is not of one kind, a closer has no opener."""


def oddities(printed: str) -> tuple[Oddity, ...]:
    """What is wrong with the brackets of a note as printed, each kind once."""
    flat = halved(printed)
    matched = enclosing(flat)
    found: set[Oddity] = set()
    for place, char in enumerate(flat):
        if char not in _BRACKETS:
            continue
        partner = matched.get(place)
        if partner is None:
            found.add("unclosed" if char in _BRACKETS[::2] else "extra")
        elif place < partner and printed[partner] != _CLOSER[printed[place]]:
            found.add("mixed")
    return tuple(sorted(found))


def unwrapped(text: str) -> tuple[str, str]:
    """The text inside its bracket pair, or inside several pairs in a row; and the pair, "" where there is none."""
    bare = text.strip().rstrip("。；，,; ")
    flat = halved(bare)
    matched = enclosing(flat)
    insides: list[str] = []
    place = 0
    while flat[place : place + 1] and flat[place] in _OPENERS:
        end = matched.get(place, len(flat))
        insides.append(bare[place + 1 : end])
        place = end + 1
        while flat[place : place + 1] == " ":
            place += 1
    if not insides or flat[place:].strip(" 。;,)]】〕"):
        return text.strip(), ""
    return "；".join(insides), bare[0] + PAIRS[bare[0]]


def without_convention(body: str) -> tuple[str, Convention | None]:
    """Take a declaration out, with the bracket or the clauses that hold it."""
    flat = halved(body)
    declared = note_words.convention(flat)
    if declared is None:
        return body, None
    name, place = declared
    around = [(begin, end) for begin, end in enclosing(flat).items() if begin < place < end and flat[begin] in _OPENERS]
    if around:
        start, end = min(around)
        end += 1
    else:
        start = max(flat.rfind(stop, 0, place) for stop in ",;。") if any(s in flat[:place] for s in ",;。") else 0
        stop = re.compile("[;。]").search(flat, place)
        end = stop.start() if stop else len(flat)
    return body[:start] + body[end:], name


def without_defaults(body: str) -> tuple[str, str | None]:
    """Take a default clause out: the names it holds, "" where it points at those before it, None for no clause."""
    flat = halved(body)
    said = _NOT_LISTED.search(flat)
    if said is None:
        return body, None
    later = [*_LATER.finditer(flat, 0, said.start())][-1:]
    if not later:
        whole = _ALL_OF_THEM.search(flat[: said.start()])
        if whole is None:
            return body, None
        return body[: whole.start()] + body[said.end() :], body[slice(*whole.span("names"))].strip(" ，,、")
    content = body[later[0].end() : said.start()]
    veil = veiled(halved(content)).rstrip(" ,;。、")
    ended = note_words.verb(veil)
    names = content[: ended[0] if ended else len(veil)].strip(" ，,;；、")
    return body[: later[0].start()] + body[said.end() :], names


def candidates(flat: str) -> Iterator[tuple[int, int]]:
    """The bracketed stretches of half-width text that might be notes, outer before inner.

    A bracket that is never closed ends with its sentence. Each stretch is short, so that judging them all takes
    time in proportion to the text.
    """
    matched = enclosing(flat)
    last = max((place for place, char in enumerate(flat) if char in _OPENERS and place not in matched), default=-1)
    for place, char in enumerate(flat):
        if char not in _OPENERS or flat[place + 1 : place + 2] in _OPENERS:
            continue
        if place in matched:
            end = matched[place] + 1
        elif place == last or note_words.starts_with_label(flat, place + 1):
            end = sentence_end(flat, place)
        else:
            continue
        if end - place <= LONGEST and flat.count(char, place, end) <= _NESTED and _HINT.search(flat, place, end):
            yield place, end


def sentence_end(flat: str, start: int) -> int:
    """The place after the full stop that ends a note: one that no further field or 以下… follows."""
    stop = flat.find("。", start, start + LONGEST)
    while stop >= 0 and (note_words.starts_with_label(flat, stop + 1) or flat.startswith("以下", stop + 1)):
        stop = flat.find("。", stop + 1, start + LONGEST)
    return stop + 1 if stop >= 0 else len(flat)
