"""An id of the plan <-> the bookmark that carries it through a Word file, as far as Word's rules for names allow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_PREFIX = "qplan_"
_LONGEST = 40  # characters of a bookmark's name in Word
_ALLOWED = re.compile(r"[A-Za-z\u4e00-\u9fff][_A-Za-z0-9\u4e00-\u9fff]*")
_FOLDED = str.maketrans("-.", "__")


def anchor(id_: str) -> str:
    """What comes back from a Word file for an id: ``t-01.2`` as ``t_01_2``; "" where none can be carried.

    Whoever looks for a node by a block's anchor compares it with this of the node's id.
    """
    folded = id_.translate(_FOLDED)
    fits = len(_PREFIX) + len(folded) <= _LONGEST and _ALLOWED.fullmatch(folded)
    return folded if fits else ""


def anchors(ids: Iterable[str]) -> dict[str, str]:
    """What comes back for each of a plan's ids, without those that a bookmark cannot tell apart.

    Word takes T01 and t01 for the same name, so neither of them gets a bookmark; nor does an id that is used twice.
    """
    found = [(each, anchor(each)) for each in ids]
    count = Counter(folded.lower() for _, folded in found)
    return {each: folded for each, folded in found if folded and count[folded.lower()] == 1}


def bookmark(folded: str) -> str:
    """The name of the bookmark for an anchor: ``qplan_t01``."""
    return _PREFIX + folded


def carried(names: Iterable[str]) -> dict[str, str]:
    """The anchors by the bookmarks' names of a file, other bookmarks left out, and those that occur twice too."""
    ours = [name for name in names if name.startswith(_PREFIX) and anchor(name.removeprefix(_PREFIX))]
    count = Counter(map(str.lower, ours))
    return {name: name.removeprefix(_PREFIX) for name in ours if count[name.lower()] == 1}
