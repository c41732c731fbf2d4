"""A sentence -> lines that fit a terminal of 80 cells."""

from __future__ import annotations

from collections.abc import Iterator

from qplan import display

WIDTH = 80
_NOT_FIRST = "，。、；：？！”’）》〉】〕…"


def wrapped(text: str, indent: int = 0, *, hang: int = 0) -> Iterator[str]:
    """Lines of at most 80 cells, set in by ``indent``, those that run over by ``hang`` more.

    A closing mark takes the character before it along to the next line.
    """
    margin = " " * indent
    while text:
        line = display.start(text, WIDTH - len(margin))
        text = text[len(line) :]
        while text[:1] and text[0] in _NOT_FIRST and len(line) > 1:
            line, text = line[:-1], line[-1] + text
        yield margin + line
        margin = " " * (indent + hang)
