"""What every step of an amendment has at hand: the text's places, the replacements so far; and a value written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from qplan.amending.fragments import Fragment, fragment
from qplan.amending.ground import Ground
from qplan.amending.patches import Patches
from qplan.errors import Unamendable
from qplan.findings import Route

_SIGN = re.compile(r"[|>][-+0-9]*")
_BREAK = re.compile(r"(\r\n|\n|\r)")


@dataclass(frozen=True)
class Bench:
    """One amendment of one text.

    ``coarse`` is the second attempt, which writes more anew; ``moved`` are the members that go elsewhere.
    """

    ground: Ground
    patches: Patches
    coarse: bool
    moved: frozenset[Route]

    def lines(self, text: Fragment, column: int, lead: str) -> str:
        """A key or member on lines of its own, from a column on; ``lead`` is its dash, or its key and colon."""
        first = f"{lead} {text.head}" if text.head else lead
        return self.indented((first, *text.body), column)

    def indented(self, rows: tuple[str, ...], column: int) -> str:
        """Lines, indented, each with a line end as this file has them."""
        return "".join((" " * column + row if row else "") + self.ground.newline for row in rows)


def anew(bench: Bench, route: Route, value: Any, *, flow: bool, yields: bool = False) -> None:
    """Write a value anew where a key or member of the file has one now, or none; what stands behind it stays."""
    ground = bench.ground
    put = partial(bench.patches.put, route, yields=yields)
    if not route:
        raise Unamendable("整个方案要重写", "请另存为一份新的方案文件")
    start = ground.bare_start(route) if not ground.is_alias(route) else ground.start[route]
    end = ground.end[route]
    if flow:
        new = fragment(ground, route, value, flow=True).head
        if start == end:
            lead = " " if ground.text[start - 1 : start] in (":", "：") else ": "
            new = new if isinstance(route[-1], int) else lead + new
        put(start, end, new)
        return
    column = ground.column(ground.dash(route) if isinstance(route[-1], int) else ground.key_start(route))
    text = fragment(ground, route, value, flow=False)
    slot = ground.slot(route)
    body = bench.indented(text.body, column)
    below = ground.line_start(ground.line(end) + 1)
    head = f" {text.head}" if text.head else ""
    if start == end:
        put(slot, slot, head)
        below = ground.line_start(ground.line(slot) + 1)
        put(below, below, body)
    elif ground.sign(route) in ("|", ">") and (sign := _SIGN.match(ground.text, start)):
        put(start if head else slot, sign.end(), text.head)
        put(ground.line_start(ground.line(start) + 1), below, body)
    elif ground.line(start) == ground.line(slot) or not _is_block(ground, route):
        put(start if head else slot, end, text.head)
        put(below, below, body)
    else:
        put(slot, slot, head)
        put(ground.line_start(ground.line(start)), below, body)


def _is_block(ground: Ground, route: Route) -> bool:
    return isinstance(ground.value(route), (dict, list)) and not ground.is_flow(route) and not ground.is_alias(route)


def rows_of(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a text, each with its line end."""
    pieces = _BREAK.split(text)
    for index in range(0, len(pieces) - 1, 2):
        yield pieces[index], pieces[index + 1]
    if pieces[-1]:
        yield pieces[-1], ""


def shifted(text: str, by: int) -> str:
    """Lines, indented by so much more, or less as far as there are blanks."""
    parts = []
    for row, end in rows_of(text):
        blanks = len(row) - len(row.lstrip(" "))
        parts += [row if not row.strip() else " " * by + row if by > 0 else row[min(-by, blanks) :], end]
    return "".join(parts)
