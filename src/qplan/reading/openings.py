"""Front paragraphs in which the web ran title, number, addressees and text together -> a paragraph for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qplan.ledger import Doubt
from qplan.reading import bases, headline, lines
from qplan.reading.blocks import Block

_OPENS = re.compile(
    r"(?:现|为了?|根据|按照|依据|《|经|今年|近年|近日|自|党中央|国务院|省委|市委|县委|[省市县区]政府|深入|全面|认真|坚持)"
)
"""How a letter's or a preamble's first sentence begins."""
_PROSE = re.compile(r"如下|通知|决定|现将|根据|^为|意见|方案")
_LONGEST = 60
"""A title that was stuck to a text is no longer than this."""
_HALF = str.maketrans("（），；：！？〔〕〈〉．", "(),;:!?[]<>.")


def cut(blocks: Sequence[Block]) -> tuple[list[Block], list[Doubt]]:
    """Cut the lines in front of the body apart where they ran together.

    Returns:
        The paragraphs, pieces of one with its index, and a doubt for each that was cut.
    """
    pieces: list[Block] = []
    doubts: list[Doubt] = []
    quoted: list[str] = []
    for block in blocks:
        parts = _parts(block.text, quoted)
        quoted += [block.text[start + 1 : end - 1] for start, end in bases.titles(block.text)]
        pieces += [replace(block, text=text, level=0 if at else block.level) for at, text in enumerate(parts)]
        if len(parts) > 1:
            shown = "、".join(f"“{text[:12]}…”" for text in parts[1:])
            doubts.append(Doubt(block.index, f"标题、字号或正文粘在一段里，已断开：{shown}"))
    return pieces, doubts


def _parts(text: str, quoted: Sequence[str]) -> list[str]:
    if text.startswith("附"):
        # A list of annexes names the plan and is no title.
        return [text]
    numbered = [(part, at > 0) for titled in _titled(text, quoted) for at, part in enumerate(_numbered(titled))]
    return [last for part, behind in numbered for last in _addressed(part, sure=behind)]


def _titled(text: str, quoted: Sequence[str]) -> list[str]:
    """Cut a title off the end of a paragraph, or off the beginning of one.

    A title is known by an earlier paragraph that cites it in 《》; at the beginning also by its genre, where a
    sentence begins behind it.
    """
    flat = text.translate(_HALF)
    for title in quoted:
        plain = title.translate(_HALF)
        if len(plain) > len(flat) - 2 or lines.title(title) is None:
            continue
        if flat.endswith(plain) and not text[: -len(plain)].rstrip().endswith(("《", "〈")):
            return [text[: -len(plain)].rstrip(), text[-len(plain) :]]
        if flat.startswith(plain) and _OPENS.match(text, len(plain)):
            return [text[: len(plain)], text[len(plain) :].lstrip()]
    for found in re.finditer("|".join(lines.GENRES), text[:_LONGEST]):
        head, rest = text[: found.end()], text[found.end() :].lstrip()
        if re.search(r"[。，,；;：:、！]", head):
            return [text]
        named = lines.title(head)
        if named and named[1] not in lines.COVERS and len(head) >= _SHORT and rest and _SENTENCE.match(rest):
            return [head, rest]
    return [text]


_SHORT = 8
"""A title has so many characters."""
_SENTENCE = re.compile(
    r"(?:为(?!了?主)|根据《?|按照|今年|近年来|党中央|国务院高度|深入贯彻|深入实施|全面贯彻|为了?深入|20\d\d年)[^。]{6,}[。，,：:]"
)


def _numbered(text: str) -> list[str]:
    """Cut title, document number and what follows apart."""
    number = lines.NUMBER.search(text[: 2 * lines.SHORT])
    if number is None:
        return [text]
    head = text[: number.end()]
    title, own = headline.without_number(head)
    found = lines.title(title)
    if found is None or not own:
        return [text]
    rest = text[number.end() :].lstrip("）) ")
    parts = [title, own] if found[1] in lines.COVERS else [head]
    return [part for part in (*parts, rest) if part]


def _addressed(text: str, *, sure: bool) -> list[str]:
    """Cut addressees off the sentence that was stuck to them; ``sure``: behind a title nothing else is expected."""
    to = lines.ADDRESSEES.match(text)
    if to is None or _PROSE.search(to["who"]) or not (sure or _OPENS.match(text, to.end())):
        return [text]
    return [part for part in (text[: to.end()], text[to.end() :].lstrip()) if part]
