"""Page numbers that stand among the paragraphs, typed or pasted: whatever the file's kind, they are set aside."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from qplan.reading.blocks import Block, folded
from qplan.reading.marks import mark

NUMBER = "页码"

_DASH = r"[—\-–－―─·•~〜_.]"
_DRESSED = re.compile(
    rf"{_DASH}+\d{{1,4}}{_DASH}+|第[\d一二三四五六七八九十百]{{1,5}}页(?:[,，/、]?[共总]\d{{1,4}}页)?"
    r"|\d{1,4}-|\d{1,4}/\d{1,4}页|Page\d{1,4}(?:of\d{1,4})?|[共总]\d{1,4}页[,，/、]?第\d{1,4}页",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?P<page>\d{1,3})(?:/(?P<pages>\d{1,3}))?")
_SENTENCE = re.compile(r".{20,}[。；;：:，,]|.{40,}")
"""Prose, which no list has for the title of its point."""
_STOPPED = re.compile(r"[。；;：:！!？?）)】〕”》]$")
_PAGE = 100
"""A page has so many characters at least, and a row of a table that was pasted as lines fewer."""


def dressed(text: str) -> bool:
    """Whether words are a page number that cannot be anything else: — 3 —, 第3页 共5页.

    Markdown takes the first dash of - 3 - for a list's.
    """
    return _DRESSED.fullmatch(folded(text)) is not None


def set_aside(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a source, page numbers among them marked as no part of the document.

    A bare number (3, 3/10) is one where the paragraphs around it leave no other reading: what follows is a point
    with its own number, or prose; the sentence above ends, or goes on below; and a page of text stands above it.
    Where there are several, they rise with the pages. Cells of tables are never page numbers.
    """
    bare = _bare(blocks)
    return [
        replace(block, aside=NUMBER) if index in bare or (not block.aside and dressed(block.text)) else block
        for index, block in enumerate(blocks)
    ]


def _plain(block: Block) -> bool:
    return not (block.grid or block.aside or block.boxed)


def _bare(blocks: Sequence[Block]) -> set[int]:
    """Where bare page numbers stand: none at all where one of the bare numbers is anything else."""
    found: dict[int, re.Match[str]] = {}
    for index, block in enumerate(blocks):
        number = _BARE.fullmatch(folded(block.text)) if _plain(block) and not block.level else None
        if number is not None:
            found[index] = number
    pages = [int(number["page"]) for number in found.values()]
    rising = all(below < above for below, above in itertools.pairwise(pages))
    last = {number["pages"] for number in found.values()}
    fits = len(last) == 1 and all(page <= int(total) for total in last if total for page in pages)
    start = 0
    for index in found:
        if not _between(blocks, start, index):
            return set()
        start = index + 1
    return set(found) if rising and fits else set()


def _between(blocks: Sequence[Block], start: int, index: int) -> bool:
    """Whether a bare number stands behind a page of text, and in front of what needs no number or has one."""
    above = [block for block in blocks[start:index] if not block.aside]
    below = next((block for block in blocks[index + 1 :] if not block.aside), None)
    written = sum(len(cell.text) for block in above for cell in (block.grid.cells if block.grid else (block,)))
    if written < _PAGE:
        return False
    if below is None or below.grid is not None or below.level or mark(below.text) or _SENTENCE.fullmatch(below.text):
        return True
    # A sentence that the page's end divided goes on below.
    return not above[-1].grid and _STOPPED.search(above[-1].text) is None and _STOPPED.search(below.text) is not None
