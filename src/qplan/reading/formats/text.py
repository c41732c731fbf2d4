"""A text file -> its paragraphs: one a line, in whatever encoding Chinese offices save text."""

from __future__ import annotations

import re
from pathlib import Path

from qplan import source
from qplan.errors import Unreadable
from qplan.reading.formats import wrapping
from qplan.reading.gathering import Gathering

_NO_TEXT = " 不是文本文件"
_OPEN = "请在 Word、WPS 或 Excel 中打开看看；能打开就另存为 docx 或 xlsx，再导入"
SAVE_AS_UTF8 = "在 Word 或 WPS 中“另存为”，类型选“纯文本（*.txt）”，编码选 UTF-8，再导入那个 txt 文件"
# What a mail program puts before the lines that it quotes.
_QUOTED = re.compile(r"\s*>(?:\s?>)*\s?")


def read(path: Path) -> Gathering:
    """Every line that is not blank: UTF-8 with and without its mark, UTF-16, GB18030.

    Raises:
        Unreadable: no such file, too large, or not text.
    """
    return gathered(decoded(path).text)


def gathered(text: str) -> Gathering:
    """The paragraphs of a text, without the white space around them.

    A paragraph is a line, or several where the text was broken at a fixed width (see `wrapping.unwrapped`).
    """
    gathering = Gathering()
    lines = _unquoted(source.lines(text))
    told = False
    for at in wrapping.unwrapped(lines):
        place = f"{at.start + 1}—{at.stop}" if len(at) > 1 else str(at.start + 1)
        gathering.paragraph(wrapping.joined(lines[i].strip() for i in at), f"第 {place} 行")
        if len(at) > 1 and not told:
            gathering.doubt("原文每行一样长，是按固定宽度换行的，已把换行处接成段落")
            told = True
    return gathering


def _unquoted(lines: list[str]) -> list[str]:
    """The lines of a mail without the sign that quotes them, where most of them have it."""
    filled = [line for line in lines if line.strip()]
    quoted = sum(map(bool, map(_QUOTED.match, filled)))
    return [_QUOTED.sub("", line) for line in lines] if quoted * 2 > len(filled) else lines


def decoded(path: Path) -> source.Source:
    """A text file whose every byte is text.

    Raises:
        Unreadable: no such file, too large, or a byte that is no text, with its place.
    """
    try:
        read_source = source.read(path)
    except Unreadable as error:
        if not error.message.endswith(_NO_TEXT):
            raise
        raise Unreadable(f"{path.name} 认不出是什么文件，可能已损坏", _OPEN) from None
    if read_source.bad is not None:
        at = read_source.bad
        raise Unreadable(f"{path.name} 第 {at.line} 行第 {at.column} 列起不是 UTF-8 或 GB18030 文字", SAVE_AS_UTF8)
    return read_source
