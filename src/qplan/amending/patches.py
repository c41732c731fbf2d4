"""Replacements of stretches of a text -> the text with all of them made, moved pieces with those inside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import NamedTuple

from qplan.errors import Unamendable
from qplan.findings import Route


class _Patch(NamedTuple):
    start: int
    end: int
    text: str | Callable[[], str]
    yields: bool


class Patches:
    """The replacements made so far. Each belongs to the innermost moved piece around it, else to the whole."""

    def __init__(self, text: str, moved: Collection[Route]) -> None:
        self.text = text
        self._moved = moved
        self._by_owner: dict[Route, list[_Patch]] = defaultdict(list)

    def put(self, within: Route, start: int, end: int, text: str | Callable[[], str], *, yields: bool = False) -> None:
        """Replace a stretch.

        Args:
            within: the route of the mapping or list, or of the value itself, whose text changes there.
            start: the stretch's first offset; of several replacements at one offset the earlier stands first.
            end: the offset behind it, the same for an insertion.
            text: what stands there then; a function where it can only be known when all replacements are.
            yields: it is not made where the whole around it is replaced.
        """
        self._by_owner[self._owner(within)].append(_Patch(start, end, text, yields))

    def written(self, owner: Route, start: int, end: int) -> str:
        """A stretch with the replacements that belong to it: a moved piece, or () for the whole text.

        Raises:
            Unamendable: two of them overlap.
        """
        parts: list[str] = []
        done = start
        for patch in sorted(self._by_owner[owner], key=lambda each: each[:2]):
            if patch.yields and patch.start < done and patch.end <= done:
                continue
            if patch.start < done or patch.end > end:
                raise Unamendable("几处改动落在同一处文字上", "请分几次改")
            parts += [self.text[done : patch.start], patch.text if isinstance(patch.text, str) else patch.text()]
            done = patch.end
        return "".join((*parts, self.text[done:end]))

    def _owner(self, route: Route) -> Route:
        if not self._moved:
            return ()
        return next((route[:size] for size in range(len(route), 0, -1) if route[:size] in self._moved), ())
