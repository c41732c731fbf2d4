"""A plan's title among the lines in front of the body: where it stands, what it says, what was glued to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qplan.reading import bases, lines
from qplan.reading.blocks import Block

_LINE = 40
"""A line of a title that is broken over several is no longer than this."""
_ISSUED = re.compile(r"\s*(?:已经?[^。]{0,30})?(?:现?予?以?)印发")


@dataclass(frozen=True)
class Title:
    """A title: its text in one, its lines where it has several, its genre, stage and glued document number."""

    text: str
    lines: tuple[str, ...]
    genre: str | None
    stage: str | None
    number: str | None


def title_at(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is, or ends, the title of a plan (not that of a covering notice)."""
    found = lines.title(_without_number(blocks[index].text)[0])
    return bool(found and found[1] not in lines.COVERS and lines.look(found[0]) == "title")


def unglued(block: Block) -> list[Block]:
    """A paragraph in which the web ran title, number, addressees and text together, cut apart again."""
    number = lines.NUMBER.search(block.text[: 2 * lines.SHORT])
    if number is None or number.end() == len(block.text):
        return [block]
    title, _ = _without_number(block.text[: number.end()])
    if lines.title(title) is None:
        return [block]
    rest = block.text[number.end() :].lstrip()
    to = lines.ADDRESSEES.match(rest)
    pieces = [block.text[: number.end()], *((rest[: to.end()], rest[to.end() :].lstrip()) if to else (rest,))]
    return [replace(block, text=piece) for piece in pieces if piece]


def _without_number(text: str) -> tuple[str, str]:
    """A title and the document number that the web glued to its end ("" for none)."""
    found = re.search(rf"\s*[（(]?({lines.NUMBER.pattern})[）)]?$", text)
    if found is None or len(text) > lines.SHORT + len(found[0]):
        return text, ""
    for start in range(found.start() + 1, found.end()):
        # The number's own words cannot be told from the title's by their look: the title's genre ends first.
        head = lines.title(text[:start])
        if head is not None and head[1] not in lines.COVERS and start > found.start(1):
            return text[:start], text[start:].strip("（）()")
    return text[: found.start()], found[1]


def span(blocks: Sequence[Block]) -> tuple[int, int]:
    """The plan's title: its first line and the line after its last; (0, 0) where there is none."""
    ends = [i for i in range(len(blocks)) if title_at(blocks, i)]
    if not ends:
        return 0, 0
    last = first = ends[-1]
    while first and _continues(blocks[first - 1].text, blocks[first].text):
        first -= 1
    return first, last + 1


def _continues(line: str, below: str) -> bool:
    """Whether a title line belongs to the one below it: short, without a stop, and no signature."""
    if len(line) > _LINE or re.search(r"[。；;：:，,！!？?|]", line):
        return False
    look = lines.look(line)
    if look == "body":
        return below.startswith(("关于", "印发", "贯彻"))
    return look == "text" and not below.startswith("关于")


def read(blocks: Sequence[Block]) -> Title:
    """Read the lines of a title."""
    texts = [block.text for block in blocks]
    texts[-1], number = _without_number(texts[-1])
    genre = stage = None
    found = lines.title(texts[-1])
    if found is not None:
        texts[-1], genre, tail = found
        for words in re.findall(r"[（(][^（）()]*[）)]", tail):
            stage = stage or lines.stage(words)
            texts[-1] += "" if lines.stage(words) else words
    whole = tuple(texts) if len(texts) > 1 else ()
    return Title("".join(texts), whole, genre, stage, lines.number(number) if number else None)


def quoted(prose: Sequence[str]) -> str | None:
    """The title that a covering notice quotes: 现将《…》印发给你们, 《…》已经县政府同意，现印发给你们."""
    for paragraph in prose:
        for start, end in bases.titles(paragraph):
            if _ISSUED.match(paragraph, end):
                return paragraph[start + 1 : end - 1]
    return None
