"""Sets of words: the longest of them that begins or ends at a place of a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Words(NamedTuple):
    """Words to cut texts by. Looking one up takes as many steps as the longest has code points."""

    every: frozenset[str]
    longest: int

    def at(self, text: str, place: int) -> str:
        """The longest word that begins at a place, "" where none does."""
        sizes = range(self.longest, 0, -1)
        return next((word for size in sizes if (word := text[place : place + size]) in self.every), "")

    def before(self, text: str, place: int) -> str:
        """The longest word that ends at a place, "" where none does."""
        sizes = range(min(self.longest, place), 0, -1)
        return next((word for size in sizes if (word := text[place - size : place]) in self.every), "")


def words(listed: str | Iterable[str]) -> Words:
    """A set from a list, or from one string with blanks between the words."""
    every = frozenset(listed.split() if isinstance(listed, str) else listed)
    return Words(every, max(map(len, every)))
