"""A string becomes runs: placeholders stand out, and characters that a face lacks get another one."""

from __future__ import annotations

import re
from itertools import groupby

from qplan.rendering._ooxml import Xml, join, run
from qplan.text import PLACEHOLDER

# GB2312 is what the faces *_GB2312 and 小标宋简体 can draw; only Han characters have to be looked at.
_HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")

# By paragraph style: where its rare characters go. 黑体 and 宋体 have them.
_KAITI = ("Heading2", "Heading2Char", "Subtitle", "GwStage")
_SONG = ("Title", "GwAnnexTitle")
_COMPLETE = (
    "Heading1",
    "Heading1Char",
    "GwAnnexLabel",
    "GwUnitTitle",
    "GwBoxTitle",
    "GwTableHead",
    "GwTableHeadVertical",
)
_RARE = {
    **dict.fromkeys(_KAITI, "GwRareKaiti"),
    **dict.fromkeys(_SONG, "GwRareSong"),
    **dict.fromkeys(_COMPLETE, ""),
}


def runs(text: str, paragraph_style: str, style: str = "") -> Xml:
    """The text's runs in a paragraph of that style, ``style`` being the character style on top of it."""
    pieces, at = [], 0
    for found in PLACEHOLDER.finditer(text):
        pieces += [
            _drawable(text[at : found.start()], paragraph_style, style),
            run(found[0], "GwPlaceholder"),
        ]
        at = found.end()
    return join((*pieces, _drawable(text[at:], paragraph_style, style)))


def _drawable(text: str, paragraph_style: str, style: str) -> Xml:
    rare = _RARE.get(style or paragraph_style, "GwRareFangsong")
    if not rare or not _is_rare("".join(_HAN.findall(text))):
        return run(text, style)
    return join(
        run("".join(characters), rare if is_rare else style)
        for is_rare, characters in groupby(text, lambda each: bool(_HAN.match(each)) and _is_rare(each))
    )


def _is_rare(han: str) -> bool:
    try:
        han.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False
