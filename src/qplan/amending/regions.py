"""A member of a block list -> the lines that are its own: its dash, its values, its comments."""

from __future__ import annotations

from typing import NamedTuple

from qplan import vocabulary
from qplan.amending.ground import Ground
from qplan.amending.saying import said
from qplan.amending.weaving import Node
from qplan.errors import Unamendable
from qplan.findings import Route


class Region(NamedTuple):
    """Lines from 0, the last inclusive.

    ``lead`` is the first of the comment lines that stand directly above the dash, in its column; ``tail`` the last of
    those that stand directly below the value, deeper than the dash: they belong to the member where it moves.
    """

    route: Route
    column: int
    lead: int
    first: int
    last: int
    tail: int


def region(ground: Ground, route: Route) -> Region:
    """The lines of a member of a block list.

    Raises:
        Unamendable: it shares its first line with what is around it, as in ``- - a``.
    """
    dash = ground.dash(route)
    if not ground.is_own_line(dash):
        raise Unamendable(f"{said(route)}与别的内容写在同一行", "请手工改这一处")
    column = ground.column(dash)
    first = lead = ground.line(dash)
    while lead > 0 and ground.comment_column(lead - 1) == column:
        lead -= 1
    last = ground.last_line(route)
    return Region(route, column, lead, first, last, tail(ground, last, column))


def tail(ground: Ground, last: int, column: int) -> int:
    """The last of the comment lines that directly follow a line and stand deeper than a column."""
    while ground.comment_column(last + 1) > column:
        last += 1
    return last


def stretch(ground: Ground, place: Region) -> tuple[int, int]:
    """The whole of a member that moves, its comments with it."""
    return ground.line_start(place.lead), ground.line_start(place.tail + 1)


def is_alike(route: Route, into: Route) -> bool:
    """Whether a list member's keys mean the same in another list."""
    return vocabulary.child(vocabulary.at(route[:-1]), 0) == vocabulary.child(vocabulary.at(into), 0)


def refuse_comments(ground: Ground, node: Node) -> None:
    """See that no comment is lost where a value of the file is written anew, with what moves into it.

    Raises:
        Unamendable: there is one.
    """
    route = node.origin
    if route is not None and route in ground.start:
        start, end = ground.start[route], ground.end[route]
        if node.moved and not ground.is_in_flow(route):
            start, end = stretch(ground, region(ground, route))
        if ground.has_comment(start, end):
            raise Unamendable(f"{said(route)}带有注释，自动改写会丢掉它", "请手工改这一处")
    if node.woven:
        for inner in node.value.values() if isinstance(node.value, dict) else node.value:
            refuse_comments(ground, inner)
