"""The edits of a plan file in the terms of its data: routes of canonical plan data as they are before any edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qplan.findings import Route


@dataclass(frozen=True)
class Words:
    """Within the text at a route, the ``nth`` occurrence (from 0) of ``old`` becomes ``new``.

    ``old`` is what the value holds, not how the file spells it (a text of several lines has U+000A between them).
    """

    at: Route
    old: str
    new: str
    nth: int = 0


@dataclass(frozen=True)
class Put:
    """The key or list member at a route gets this value; a key that is not there yet is added to its mapping."""

    at: Route
    value: Any


@dataclass(frozen=True)
class Drop:
    """The key or list member at a route goes, with all below it."""

    at: Route


@dataclass(frozen=True)
class Insert:
    """A new member of the list at a route, before what is member ``index`` now; the list's length puts it last."""

    at: Route
    index: int
    value: Any


@dataclass(frozen=True)
class Move:
    """The list member at a route moves, as it is written, before member ``index`` of the list at ``to``."""

    at: Route
    to: Route
    index: int


Edit = Words | Put | Drop | Insert | Move
