"""Edits of single lines -> the edited lines, and any place in them back to its place in the original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from qplan.findings import Fix
from qplan.source import Span


class Edited:
    """Lines that are edited in rounds; each round's edits are placed in the lines that the one before left."""

    def __init__(self, rows: list[str]) -> None:
        self.rows = rows
        self._rounds: list[dict[int, list[tuple[int, int, int]]]] = []

    def apply(self, edits: Iterable[Fix]) -> None:
        """Make edits, each within one line; of two that overlap, the first in the line counts."""
        by_row: dict[int, list[Fix]] = defaultdict(list)
        for edit in edits:
            by_row[edit.span.line].append(edit)
        if not by_row:
            return
        moves: dict[int, list[tuple[int, int, int]]] = {}
        self.rows = list(self.rows)
        for line, listed in by_row.items():
            row = self.rows[line - 1]
            parts = []
            done = 0
            moves[line] = []
            for edit in sorted(listed, key=lambda each: each.span):
                start, end = edit.span.column - 1, edit.span.end_column - 1
                if start >= done:
                    parts += [row[done:start], edit.text]
                    moves[line].append((start, end, len(edit.text)))
                    done = end
            self.rows[line - 1] = "".join((*parts, row[done:]))
        self._rounds.append(moves)

    def back(self, span: Span) -> Span:
        """The place in the original of a place in the lines as they are now."""
        for moves in reversed(self._rounds):
            if span.line in moves or span.end_line in moves:
                start = _moved_back(span.column - 1, moves.get(span.line, ()), is_end=False)
                end = _moved_back(span.end_column - 1, moves.get(span.end_line, ()), is_end=True)
                if span.line == span.end_line:
                    end = max(start, end)
                span = Span(span.line, start + 1, span.end_line, end + 1)
        return span

    def joined(self, edits: tuple[Fix, ...]) -> Fix | None:
        """Edits of the lines as they are now as one edit of the original, or None where there is none.

        Several edits become one that spans from the first to the last; None where earlier rounds have already
        changed what lies between.
        """
        if not edits:
            return None
        if len(edits) == 1:
            return Fix(self.back(edits[0].span), edits[0].text, edits[0].label)
        if self._rounds:
            return None
        first, last = min(edit.span for edit in edits), max(edit.span for edit in edits)
        trial = Edited(self.rows)
        trial.apply(edits)
        grown = len(trial.rows[last.end_line - 1]) - len(self.rows[last.end_line - 1])
        region = trial.rows[first.line - 1 : last.end_line]
        region[-1] = region[-1][: last.end_column - 1 + grown]
        region[0] = region[0][first.column - 1 :]
        whole = Span(first.line, first.column, last.end_line, last.end_column)
        return Fix(whole, "\n".join(region), edits[0].label)


def _moved_back(column: int, moves: Iterable[tuple[int, int, int]], *, is_end: bool) -> int:
    """A column, from 0, behind edits (start, end, length of the new text) -> the column before them."""
    shift = 0
    for start, end, length in moves:
        moved = start + shift
        if column < moved or (is_end and column == moved):
            break
        if column < moved + length:
            return min(start + column - moved, end)
        shift += length - (end - start)
    return column - shift
