"""A sentence -> lines that fit a terminal of 80 cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qplan import display

WIDTH = 80
_NOT_LAST = "（《〈【〔“‘"
_NOT_FIRST = "，。、；：？！”’）》〉】〕…"


def wrapped(text: str, indent: int = 0, *, hang: int = 0, cells: int = WIDTH) -> Iterator[str]:
    """Lines of at most ``cells`` cells, set in by ``indent``, those that run over by ``hang`` more.

    A closing mark takes the character before it along to the next line, and an opening one goes there itself; a
    number or a Latin word stays whole.
    """
    margin = " " * indent
    while text:
        fits = len(display.start(text, cells - len(margin)))
        end = fits
        while 1 < end < len(text) and _hold_together(text[end - 1], text[end]):
            end -= 1
        # Where nothing on the line may end it, as in a long address, it is broken where it is full.
        end = end if end > 1 else fits
        yield margin + text[:end]
        text = text[end:]
        margin = " " * (indent + hang)


def laid_out(lines: Iterable[tuple[int, str]]) -> Iterator[str]:
    """A heading (depth 0) and what stands below it, set in by depth."""
    for depth, text in lines:
        yield from wrapped(text, 2 * depth, hang=2 if depth else 0)


def _hold_together(last: str, first: str) -> bool:
    return first in _NOT_FIRST or last in _NOT_LAST or ((last + first).isascii() and (last + first).isalnum())
