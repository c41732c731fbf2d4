"""Paragraphs -> the mark of each: its printed number, or the heading level that the file format tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qplan.reading import lines
from qplan.reading.blocks import Block
from qplan.reading.marks import Mark, mark

_ANNEX = re.compile(
    r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*(?:[:：].*)?|附\s*[:：].+|附\s*件\s*[\d一二三四五六七八九十]{1,2}[\s.、．].{1,40}"
    r"|附\s*[表图]\s*[\d一二三四五六七八九十]{0,2}\s*[:：][^。]{2,50}"
)
_LIST = re.compile(r"附\s*件?\s*[:：]\s*1\s?[.．﹒、]")
_LEVELLED: frozenset[lines.Look] = frozenset(("title", "body", "text", "bracketed"))
"""What a heading may look like; a date or a document number is none, whatever its style."""
_SECOND = re.compile(r".{4}(?:(?:实施|工作|行动|试点|分工)方案|(?:实施|指导)意见|行动计划|工作要点|若干(?:政策|措施))$")
"""The title of a second document in the file; 保障措施 is a heading."""
_PROSE = re.compile(rf".{{{lines.SHORT}}}.|。.")
"""A paragraph in a heading's style is prose all the same."""
_TOP = -20.0
"""The rank of level 0 where no heading has a number: outside every number, one step a level."""
_STEP = 0.01


def is_annex(text: str) -> bool:
    """Whether a line heads an annex, or a list of annexes."""
    return len(text) <= lines.SHORT and _ANNEX.fullmatch(text) is not None


def marks(blocks: Sequence[Block]) -> list[Mark | None]:
    """The mark of each paragraph, None for text.

    A list of annexes (附件：1.… and 2.… on the next line) has no marks. A heading that the format tells and
    that prints no number ranks with the numbered headings of its level.
    """
    found = [None if block.boxed or lines.is_box(block.text) else mark(block.text) for block in blocks]
    for index, block in enumerate(blocks):
        if _LIST.match(block.text):
            _unmark_list(blocks, found, index + 1)
    levels = _levelled(blocks, found)
    ranks = _ranks(blocks, found)
    for index in levels:
        text = blocks[index].text
        found[index] = Mark("", 0, "", text, _rank(blocks[index].level, ranks))
    return found


def _unmark_list(blocks: Sequence[Block], found: list[Mark | None], start: int) -> None:
    expected = 2
    for index in range(start, len(blocks)):
        number = found[index]
        if number is None or number.kind != "1." or number.ordinal != expected or "。" in blocks[index].text:
            return
        found[index] = None
        expected += 1


def _levelled(blocks: Sequence[Block], found: Sequence[Mark | None]) -> list[int]:
    """The headings without a number: titles of the plan, of its notice and of a second plan are none of them."""
    styled = [
        index
        for index, block in enumerate(blocks)
        if block.level and not block.boxed and found[index] is None
        and not is_annex(block.text) and not lines.is_box(block.text)
        and lines.look(block.text) in _LEVELLED and _PROSE.search(block.text) is None
    ]  # fmt: skip
    titles = _titles(blocks, styled) or _sole(blocks, found, styled)
    return [index for index in styled if index not in titles]


def _titles(blocks: Sequence[Block], styled: Sequence[int]) -> set[int]:
    """The styled lines that are titles by their look: at the beginning, and later ones of the same level."""
    titles: list[int] = []
    for place, index in enumerate(styled):
        level = blocks[index].level
        notice = bool(titles) and _is_title(blocks, titles[-1]) and lines.covers(blocks[titles[-1]].text)
        ahead = not titles or notice or level == blocks[titles[-1]].level
        begins = styled[place + 1 : place + 2] == [index + 1] and _is_title(blocks, index + 1)
        if not ahead or not (_is_title(blocks, index) or (begins and (not titles or notice))):
            break
        titles.append(index)
    if titles:
        level = blocks[titles[-1]].level
        titles += [i for i in styled if blocks[i].level == level and _SECOND.search(blocks[i].text)]
    return set(titles)


def _is_title(blocks: Sequence[Block], index: int) -> bool:
    return lines.look(blocks[index].text) == "title"


def _sole(blocks: Sequence[Block], found: Sequence[Mark | None], styled: Sequence[int]) -> set[int]:
    """The first styled line where it alone has the outermost level, and other headings follow it."""
    if not styled:
        return set()
    first = styled[0]
    numbered = [index for index, number in enumerate(found) if number is not None]
    others = [blocks[i].level for i in (*styled[1:], *numbered) if blocks[i].level]
    follow = len(styled) > 1 or bool(numbered)
    ahead = not numbered or first < numbered[0]
    return {first} if follow and ahead and all(level > blocks[first].level for level in others) else set()


def _ranks(blocks: Sequence[Block], found: Sequence[Mark | None]) -> dict[int, float]:
    """The rank of each heading level, by the look that most of its numbers have."""
    votes: dict[int, Counter[float]] = {}
    for block, number in zip(blocks, found, strict=True):
        if block.level and number is not None:
            votes.setdefault(block.level, Counter())[number.rank] += 1
    return {level: ranks.most_common(1)[0][0] for level, ranks in votes.items()}


def _rank(level: int, ranks: dict[int, float]) -> float:
    if level in ranks:
        return ranks[level]
    outer = [known for known in ranks if known < level]
    if outer:
        return ranks[max(outer)] + _STEP * (level - max(outer))
    inner = [known for known in ranks if known > level]
    return ranks[min(inner)] - _STEP * (min(inner) - level) if inner else _TOP + level
