"""A text, number or word of a plan -> how it is spelled after a change, in the way it is spelled now."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from qplan import vocabulary
from qplan.amending import proof
from qplan.amending.cells import Cell, cells, header_end, text_indent
from qplan.amending.ground import Ground
from qplan.amending.weaving import Node, same
from qplan.findings import Route

_UNSEEN = re.compile("[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_HEADER = re.compile(r"(?P<sign>[|>])[-+]?(?P<digits>[0-9]?)[-+]?(?P<rest>.*)")


def respelled(ground: Ground, route: Route, node: Node, *, flow: bool) -> str | None:
    """The new spelling of a scalar, in the place of the old one behind its anchor and tag.

    Each way is tried by reading it where it is to stand, the smallest change first.

    Returns:
        None where none of the ways that keep the style of the old one reads as the new value.
    """
    start = ground.bare_start(route)
    piece = ground.text[start : ground.end[route]]
    if not piece:
        return None
    old = ground.value(route)
    known: frozenset[str] | None = None
    for text in _spellings(ground, route, piece, node, flow=flow):
        found = _read(ground, route, text, flow=flow)
        if found is None or not same(found.value, node.value):
            continue
        if found.codes and known is None:
            before = _read(ground, route, piece, flow=flow)
            known = before.codes if before and same(before.value, old) else frozenset()
        if found.codes <= (known or frozenset()):
            return text
    return None


def _read(ground: Ground, route: Route, piece: str, *, flow: bool) -> proof.Proof | None:
    key = route[-1]
    if flow:
        inner: Route = ("k", "v") if isinstance(key, str) else ("k", 0)
        return proof.read(f"k: {{v: {piece}}}" if isinstance(key, str) else f"k: [{piece}]", inner, route)
    slot = ground.slot(route)
    lead = ground.text[slot : ground.bare_start(route)]
    if isinstance(key, str):
        column = ground.column(ground.key_start(route))
        return proof.read(f"{' ' * column}k:{lead}{piece}\n", ("k",), route)
    return proof.read(f"k:\n{' ' * (slot - 1 - ground.line_start(ground.line(slot)))}-{lead}{piece}\n", ("k", 0), route)


def _spellings(ground: Ground, route: Route, piece: str, node: Node, *, flow: bool) -> Iterator[str]:
    old, new = ground.value(route), node.value
    indent = text_indent(piece) if piece[0] in "|>" and not flow else 0
    if node.spots and isinstance(old, str):
        known = cells(piece, old, indent)
        text = _spliced(piece, known, node, ground.newline, indent) if known else None
        if text is not None:
            yield text
    if not isinstance(new, str):
        yield from _numbers(piece, new)
        return
    word = vocabulary.value_name(vocabulary.at(route), new, ground.hand.keys)
    several = "\n" in word
    if piece[0] == "'" and not several:
        yield _encoded(word, "'", ground.newline, 0) or "''"
    elif piece[0] == '"' and (flow or not several or "\n" in str(old)):
        yield f'"{_encoded(word, chr(34), ground.newline, 0)}"'
    elif (piece[0] == "|" and indent) or (piece[0] == ">" and indent and not word.strip("\n").count("\n")):
        yield _block(piece, word, ground.newline, indent)
    elif piece[0] not in "|>\"'" and not several and word:
        yield word


def _numbers(piece: str, value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        if piece in ("是", "否"):
            yield "是" if value else "否"
        yield "true" if value else "false"
    elif isinstance(value, (int, float)):
        if piece.endswith("年"):
            yield f"{value}年"
        yield repr(value)


def _spliced(piece: str, known: list[Cell], node: Node, newline: str, indent: int) -> str | None:
    """The piece with new words in the stretches that held the old ones."""
    sign = piece[0] if piece[0] in "|>\"'" else ""
    for start, end, new in reversed(node.spots):
        text = _encoded(new, sign, newline, indent)
        if text is None:
            return None
        at = known[start].start if start < len(known) else known[-1].end
        piece = piece[:at] + text + piece[max(known[end - 1].end, at) if end > start else at :]
    return piece


def _encoded(text: str, sign: str, newline: str, indent: int) -> str | None:
    """A piece of a text as the style wants it, without its signs; None where the style cannot hold it."""
    if sign == '"':
        written = json.dumps(text, ensure_ascii=False)[1:-1]
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
    if sign == "|":
        rows = text.split("\n")
        return newline.join(
            (" " * indent if number and (row or number == len(rows) - 1) else "") + row
            for number, row in enumerate(rows)
        )
    if "\n" in text:
        return None
    return text.replace("'", "''") if sign == "'" else text


def _block(piece: str, text: str, newline: str, indent: int) -> str:
    """A block scalar written anew below its own first line, whose chomping follows the text."""
    bare = text.rstrip("\n")
    ends = len(text) - len(bare)
    chomping = {0: "-", 1: ""}.get(ends if bare else -1, "+")
    head = _HEADER.sub(rf"\g<sign>\g<digits>{chomping}\g<rest>", piece[: header_end(piece)].rstrip("\r\n"), count=1)
    rows = (bare + "\n" * max(ends - 1, 0)).split("\n")
    return newline.join((head, *((" " * indent if row else "") + row for row in rows)))
