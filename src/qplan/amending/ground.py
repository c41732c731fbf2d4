"""A plan file's text with the place of every key, value, dash and comment in it, as offsets and lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from typing import Any

from qplan import emit
from qplan.errors import Unamendable
from qplan.findings import Route
from qplan.source import Source
from qplan.vocabulary import Canonical

_END = re.compile(r"\r\n|\n|\r")
_PROPERTIES = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)+")
_DASH_ABOVE = re.compile(r"[ ]*(?:- +)*-(?=[ \t]*(?:#.*)?$)")
_BLANKS = re.compile(r"[ \t\u3000]*")
_HASH = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
_CLIPPED = re.compile(r"[|>]\d?(?![-+\d])")
_KEEPS = re.compile(r"[|>]\d?\+")


class Ground:
    """One text and the places of what it holds. Lines are counted from 0, offsets are of ``text``.

    ``text`` always ends with a line end; ``added`` is the one that the file lacks, and ``open_end`` the block text, if
    any, that ends without it.
    """

    def __init__(self, source: Source, canonical: Canonical) -> None:
        newline = _END.search(source.text)
        self.newline = newline[0] if newline else "\n"
        self.added = "" if source.text.endswith(("\n", "\r")) else self.newline
        self.text = source.text + self.added
        self.canonical = canonical
        self.data = canonical.data
        found = list(_END.finditer(self.text))
        self._starts = [0, *(end.end() for end in found)]
        self._ends = [end.start() for end in found]
        self.start: dict[Route, int] = {}
        self.end: dict[Route, int] = {}
        self.children: dict[Route, list[Route]] = defaultdict(list)
        self._leaves: list[tuple[int, int]] = []
        self._measure()
        self.hand = emit.Hand(canonical.keys, *self._habits())
        self.open_end = self._open_end() if self.added else ()

    # --- lines

    def line(self, offset: int) -> int:
        """The line that an offset is in."""
        return bisect_right(self._starts, offset) - 1

    def row(self, line: int) -> str:
        """A line without its end; empty behind the last."""
        return self.text[self._starts[line] : self._ends[line]] if line < len(self._ends) else ""

    def line_start(self, line: int) -> int:
        """Where a line begins; the text's end for the one behind the last."""
        return self._starts[min(line, len(self._ends))]

    def column(self, offset: int) -> int:
        """How many characters stand before an offset on its line."""
        return offset - self._starts[self.line(offset)]

    def is_blank(self, line: int) -> bool:
        """Whether nothing stands on a line (there is one behind the last)."""
        return line < len(self._ends) and not self.row(line).strip()

    def comment_column(self, line: int) -> int:
        """Where the comment begins that a line holds alone, or -1."""
        row = self.row(line)
        bare = row.lstrip(" \t")
        return len(row) - len(bare) if bare.startswith("#") else -1

    def is_own_line(self, offset: int) -> bool:
        """Whether nothing stands before an offset on its line."""
        return not self.text[self._starts[self.line(offset)] : offset].strip()

    # --- values

    def key_start(self, route: Route) -> int:
        """Where the key of a route begins."""
        span = self.canonical.key_spans[route]
        return self._starts[span.line - 1] + span.column - 1

    def key_end(self, route: Route) -> int:
        """Where the key of a route ends, before its colon."""
        span = self.canonical.key_spans[route]
        return self._starts[span.end_line - 1] + span.end_column - 1

    def _colon(self, route: Route) -> int:
        gap = _BLANKS.match(self.text, self.key_end(route))
        at = gap.end() if gap else 0
        return at if self.text[at : at + 1] in (":", "：") else -1

    def bare_start(self, route: Route) -> int:
        """Where a value begins behind its anchor and tag."""
        found = _PROPERTIES.match(self.text, self.start[route], self.end[route])
        return found.end() if found else self.start[route]

    def sign(self, route: Route) -> str:
        """The first character of a value behind its anchor and tag; empty for an empty one."""
        start = self.bare_start(route)
        return self.text[start : min(start + 1, self.end[route])]

    def is_flow(self, route: Route) -> bool:
        """Whether a mapping or list stands in brackets."""
        return self.sign(route) in ("{", "[") and isinstance(self.value(route), (dict, list))

    def is_in_flow(self, route: Route) -> bool:
        """Whether a value stands within brackets."""
        return any(above in self.start and self.is_flow(above) for above in map(route.__getitem__, _prefixes(route)))

    def is_alias(self, route: Route) -> bool:
        """Whether a value is a mention of another, ``*name``."""
        return self.text.startswith("*", self.start[route]) and self.end[route] > self.start[route]

    def value(self, route: Route) -> Any:
        """The data at a route, None where there is none."""
        value = self.data
        for key in route:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def slot(self, route: Route) -> int:
        """Where the value of a key or list member may begin: behind the colon or the dash."""
        if isinstance(route[-1], int):
            return self.dash(route) + 1
        colon = self._colon(route)
        if colon < 0:
            raise Unamendable(f"第 {self.canonical.key_spans[route].line} 行的键后面没有冒号", "请先改正这一行")
        return colon + 1

    def dash(self, route: Route) -> int:
        """Where the dash of a member of a block list stands."""
        start = self.start[route]
        line = self.line(start)
        before = self.text[self._starts[line] : start].rstrip(" \t")
        if before.endswith("-"):
            return self._starts[line] + len(before) - 1
        while not before and line > 0:
            line -= 1
            found = _DASH_ABOVE.match(self.row(line))
            if found:
                return self._starts[line] + found.end() - 1
            if not self.is_blank(line) and self.comment_column(line) < 0:
                break
        raise Unamendable(f"第 {self.line(start) + 1} 行附近的列表写法特殊", "请手工改这一处")

    def last_line(self, route: Route) -> int:
        """The last line of a value, or of its key where it is empty."""
        end = self.end[route]
        return self.line(end)

    def is_file_key(self, route: Route) -> bool:
        """Whether a key stands in the file, with a value or without."""
        return route in self.canonical.key_spans and route in self.start

    def has_comment(self, start: int, end: int) -> bool:
        """Whether a comment begins within a stretch."""
        for found in _HASH.finditer(self.text, start, end):
            before = bisect_right(self._leaves, (found.start(), len(self.text))) - 1
            if before < 0 or self._leaves[before][1] <= found.start():
                return True
        return False

    # --- what it is made of

    def _measure(self) -> None:
        canonical = self.canonical
        keeps = bool(_KEEPS.search(self.text))
        for route, span in canonical.spans.items():
            self.start[route] = self._starts[span.line - 1] + span.column - 1
            self.end[route] = self._starts[span.end_line - 1] + span.end_column - 1
            if route:
                self.children[route[:-1]].append(route)
        for route in sorted(self.start, key=len, reverse=True):
            if self.children.get(route):
                self.children[route].sort(key=self.start.__getitem__)
                if not self.is_flow(route):  # the parsers end a block where the next thing begins
                    self.end[route] = max(self.end[child] for child in self.children[route])
            else:
                self._measure_leaf(route, keeps=keeps)
                self._leaves.append((self._words_start(route), self.end[route]))
            if route in canonical.key_spans:
                self._leaves.append((self.key_start(route), self.key_end(route)))
        self._leaves.sort()

    def _measure_leaf(self, route: Route, *, keeps: bool) -> None:
        if self.sign(route) in ("|", ">"):
            line = self.line(self.end[route])
            if keeps and _KEEPS.match(self.text, self.bare_start(route)):
                while self.is_blank(line + 1):
                    line += 1
            self.end[route] = self._ends[line]
        elif route in self.canonical.key_spans and self.start[route] == self.end[route]:
            colon = self._colon(route)
            self.start[route] = self.end[route] = colon + 1 if colon >= 0 else self.key_end(route)

    def _words_start(self, route: Route) -> int:
        start = self.bare_start(route)
        if self.text[start : start + 1] in ("|", ">"):  # behind its sign a comment may stand
            return min(self._ends[self.line(start)], self.end[route])
        return start

    def _open_end(self) -> Route:
        last = max((route for route in self.start if not self.children.get(route)), key=self.end.__getitem__)
        is_cut = isinstance(self.value(last), str) and not self.value(last).endswith("\n")
        clipped = _CLIPPED.match(self.text, self.bare_start(last))
        return last if is_cut and clipped and self.sign(last) in ("|", ">") else ()

    def _habits(self) -> tuple[int, int]:
        """How far this file indents a mapping below its key, and a list's dashes."""
        step = dent = -1
        for route, start in self.start.items():
            if not route or not isinstance(route[-1], str) or not self.children.get(route) or self.is_flow(route):
                continue
            out = self.column(self.key_start(route))
            child = self.children[route][0]
            if isinstance(child[-1], str) and step < 0 and child in self.canonical.key_spans:
                step = self.column(self.key_start(child)) - out
            elif isinstance(child[-1], int) and dent < 0 and self.text[start : start + 1] == "-":
                dent = self.column(start) - out
            if step > 0 and dent >= 0:
                break
        return (step if step > 0 else 2), (dent if dent >= 0 else 2)


def _prefixes(route: Route) -> list[slice]:
    return [slice(0, length) for length in range(len(route))]
