"""A text file -> its paragraphs: one a line, in whatever encoding Chinese offices save text."""

from __future__ import annotations

import re
import unicodedata

from qplan.ledger import Doubt
from qplan.reading.blocks import Block
from qplan.source import Source

_LINES = re.compile(r"\r\n|\r|\n")
_BREAKS = re.compile(r"[\u2028\u2029\x0b\x0c\x85]")
"""Breaks inside a line, as Word's 手动换行 becomes; editors do not count them as lines."""


def blocks(source: Source) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """Every line that is not blank, without the white space around it, and what was odd about a line."""
    found: list[Block] = []
    doubts: list[Doubt] = []
    for number, line in enumerate(_LINES.split(source.text), start=1):
        for piece in _BREAKS.split(line):
            # Soft hyphens, joiners and marks of direction come with web pages; nobody sees them go.
            shown = "".join(ch for ch in piece if unicodedata.category(ch) != "Cf")
            text = "".join(ch for ch in shown.replace("\t", " ") if not _unprintable(ch))
            if len(text) < len(shown):
                doubts.append(Doubt(number, "有看不见的控制字符，已去掉"))
            if text.strip():
                found.append(Block(len(found), number, text.strip()))
    return tuple(found), tuple(doubts)


def _unprintable(char: str) -> bool:
    """Controls, surrogates and non-characters: a YAML file cannot hold them, and a page cannot show them."""
    return unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff"
