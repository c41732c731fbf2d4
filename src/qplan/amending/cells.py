"""A scalar as it is written -> which of its characters hold which character of its value."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

_FOLD = re.compile(r"[ \t]*(?:(?:\r\n|\n|\r)[ \t]*)+")
_BREAK = re.compile(r"\r\n|\n|\r")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_JOINED = re.compile(r"\\(?:\r\n|\n|\r)[ \t]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)")
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


class Cell(NamedTuple):
    """One character of a value, and the stretch of the written form that holds it.

    A ``loose`` one may be missing in the value: what joins two lines, blanks around.
    """

    char: str
    start: int
    end: int
    loose: bool = False


def cells(piece: str, value: str, indent: int) -> list[Cell] | None:
    """The cells of a value, one for each of its characters; None where the written form is too special.

    Args:
        piece: the scalar as it is written, without anchor and tag.
        value: what the plan's reader makes of it.
        indent: how far a block text is indented.
    """
    sign = piece[:1]
    if sign == "|":
        return _matched(_literal(piece, indent), value)
    if sign == ">":
        folded = _folded(piece, indent)
        return _matched(folded, value) if folded is not None else None
    if sign in ("'", '"'):
        return _matched(list(_flowing(piece, 1, len(piece) - 1, sign)), value)
    return _matched([_loosened(cell) for cell in _flowing(piece, 0, len(piece), "")], value)


def header_end(piece: str) -> int:
    """Where the text of a block scalar begins, behind the line of its sign."""
    found = _HEADER.match(piece)
    return found.end() if found else len(piece)


def text_indent(piece: str) -> int:
    """How far the text of a block scalar is indented: as its first line that is not blank."""
    for row in _BREAK.split(piece[header_end(piece) :]):
        if row.strip(" "):
            return len(row) - len(row.lstrip(" "))
    return 0


def _matched(raw: list[Cell], value: str) -> list[Cell] | None:
    """The cells that the value has kept; blanks that folding left between wide characters it has not."""
    kept: list[Cell] = []
    for cell in raw:
        if len(kept) < len(value) and value[len(kept)] == cell.char:
            kept.append(cell)
        elif not cell.loose:
            return None
    return kept if len(kept) == len(value) else None


def _loosened(cell: Cell) -> Cell:
    return cell._replace(loose=True) if cell.char.isspace() else cell


def _flowing(piece: str, at: int, end: int, quote: str) -> Iterator[Cell]:
    """The characters of a plain or quoted scalar; several lines are folded."""
    while at < end:
        char = piece[at]
        if char in " \t\r\n" and (fold := _FOLD.match(piece, at, end)):
            breaks = len(_BREAK.findall(fold[0]))
            yield from _gap(breaks, fold.start(), fold.end())
            at = fold.end()
        elif quote == "'" and piece.startswith("''", at):
            yield Cell("'", at, at + 2)
            at += 2
        elif quote == '"' and char == "\\":
            joined = _JOINED.match(piece, at, end)
            escape = _ESCAPE.match(piece, at, end)
            if not joined and escape:
                yield Cell(_unescaped(escape[0]), at, escape.end())
            at = joined.end() if joined else escape.end() if escape else end
        else:
            yield Cell(char, at, at + 1)
            at += 1


def _gap(breaks: int, start: int, end: int) -> Iterator[Cell]:
    """What joins two lines: a blank, or with blank lines between them one line end for each."""
    if breaks == 1:
        yield Cell(" ", start, end, loose=True)
    else:
        yield from (Cell("\n", start, end) for _ in range(breaks - 1))


def _unescaped(escape: str) -> str:
    if escape[1] in "xuU" and escape[2:]:
        code = int(f"0x{escape[2:]}", 0)
        return chr(code) if code <= sys.maxunicode else "\ufffd"
    return _NAMED.get(escape[1], "\ufffd")


def _literal(piece: str, indent: int) -> list[Cell]:
    out: list[Cell] = []
    for at, row, end in _rows(piece):
        shown = min(indent, len(row) - len(row.lstrip(" "))) if row.strip(" ") else min(indent, len(row))
        if out:
            out[-1] = out[-1]._replace(end=at + shown)  # the line end before, with the indentation behind it
        out += [Cell(char, at + shown + index, at + shown + index + 1) for index, char in enumerate(row[shown:])]
        out.append(Cell("\n", at + len(row), end, loose=end >= len(piece)))
    return out


def _folded(piece: str, indent: int) -> list[Cell] | None:
    rows = list(_rows(piece))
    while rows and not rows[-1][1].strip():
        rows.pop()
    out: list[Cell] = []
    before = -1
    breaks = 0
    for at, row, _ in rows:
        bare = row[indent:]
        if not row.strip(" "):
            breaks += 1
            continue
        if bare[:1] in (" ", "\t") or (before < 0 and breaks):
            return None
        if before >= 0:
            out += _gap(breaks + 1, before, at + indent)
        out += [Cell(char, at + indent + index, at + indent + index + 1) for index, char in enumerate(bare)]
        before, breaks = at + len(row), 0
    out.append(Cell("\n", len(piece), len(piece), loose=True))
    return out


def _rows(piece: str) -> Iterator[tuple[int, str, int]]:
    """The lines of a block scalar's text: where each begins, what it holds, where its line end ends."""
    at = header_end(piece)
    while at < len(piece):
        found = _BREAK.search(piece, at)
        stop, end = (found.start(), found.end()) if found else (len(piece), len(piece))
        yield at, piece[at:stop], end
        at = end
