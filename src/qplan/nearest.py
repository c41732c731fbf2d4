"""A word nobody knows -> the known word that was probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like ``word``, the first of equals, or None where none is like it.

    Case and width of letters do not count. Han words may differ in half of their characters (牵头 for
    牵头单位, 完成时间 for 完成时限), because one character carries so much; others in two of five.
    """
    wanted = _folded(word)
    best: str | None = None
    share = 0.4 if wanted.isascii() else 0.5
    least = len(wanted) + 1
    for candidate in candidates:
        known = _folded(candidate)
        limit = min(int(share * max(len(wanted), len(known))), least - 1)
        if abs(len(wanted) - len(known)) > limit:
            continue
        apart = distance(wanted, known, limit)
        if apart <= limit:
            best, least = candidate, apart
    return best


def distance(one: str, two: str, limit: int) -> int:
    """How many characters to add, drop, change or swap with their neighbour to make ``two`` of ``one``.

    Stops early: a result above ``limit`` only means “more than limit”.
    """
    before: list[int] = []
    above = list(range(len(two) + 1))
    for i, mine in enumerate(one, 1):
        row = [i]
        for j, theirs in enumerate(two, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (mine != theirs))
            if i > 1 and j > 1 and mine == two[j - 2] and one[i - 2] == theirs:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, above = above, row
    return above[-1]


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()
