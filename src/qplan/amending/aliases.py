"""Anchors and their mentions in a file -> which mentions still hold after the edits, and which must be spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from qplan.amending.ground import Ground
from qplan.amending.weaving import Node, plain, same, value_at
from qplan.findings import Route

_NAME = re.compile(r"[&*]([^\s,\[\]{}]+)")
_ANCHOR = re.compile(r"(?:![^\s]*[ \t]+)?(&[^\s,\[\]{}]+[ \t]*)")


class Aliases(NamedTuple):
    """What becomes of the mentions of a file.

    ``settled`` are the routes where a mention stands and still says what it should, ``spelled`` what others must say
    in its place, ``idle`` the stretches of anchors that nothing mentions any more.
    """

    settled: frozenset[Route]
    spelled: tuple[tuple[Route, Any], ...]
    idle: tuple[tuple[Route, int, int], ...]


def reconcile(ground: Ground, root: Node, *, spelled: bool) -> Aliases:
    """Hold every mention against what it should say; with ``spelled`` none is kept."""
    mentions = sorted((route for route in ground.start if ground.is_alias(route)), key=ground.start.__getitem__)
    if not mentions:
        return Aliases(frozenset(), (), ())
    anchors = sorted(
        (start, route) for route, start in ground.start.items() if _ANCHOR.match(ground.text, start, ground.end[route])
    )
    places = dict(_places(root))
    settled: set[Route] = set()
    anew: list[tuple[Route, Any]] = []
    used: set[Route] = set()
    for route in mentions:
        meant = _meant(ground, route, anchors)
        there, value = _after(ground, places, route)
        if not there:
            continue
        still, source = _after(ground, places, meant) if meant is not None else (False, None)
        if meant is not None and still and not spelled and same(source, value):
            settled.add(route)
            used.add(meant)
        else:
            anew.append((route, value))
    mentioned = {meant for route in mentions if (meant := _meant(ground, route, anchors)) is not None}
    idle = tuple(
        (route, *found.span(1))
        for route in sorted(mentioned - used, key=ground.start.__getitem__)
        if _after(ground, places, route)[0]
        # The reader joins the lines of a text otherwise where an anchor stands before it.
        and not (isinstance(ground.value(route), str) and ground.line(ground.start[route]) < ground.last_line(route))
        and (found := _ANCHOR.match(ground.text, ground.start[route], ground.end[route]))
    )
    return Aliases(frozenset(settled), tuple(anew), idle)


def _meant(ground: Ground, route: Route, anchors: list[tuple[int, Route]]) -> Route | None:
    """The nearest anchor above of the same name."""
    name = _NAME.match(ground.text, ground.start[route])
    for start, anchored in reversed(anchors):
        if start < ground.start[route] and name:
            found = _ANCHOR.match(ground.text, start)
            if found and found[1].strip()[1:] == name[1]:
                return anchored
    return None


def _places(node: Node) -> Iterator[tuple[Route, Node]]:
    """The nodes of all values of the file that are told from their surroundings, by where they were."""
    if node.origin is not None:
        yield node.origin, node
    if node.woven:
        for inner in node.value.values() if isinstance(node.value, dict) else node.value:
            yield from _places(inner)


def _after(ground: Ground, places: dict[Route, Node], route: Route) -> tuple[bool, Any]:
    """Whether a value of the file is still there after the edits, and what it is then."""
    for size in range(len(route), -1, -1):
        node = places.get(route[:size])
        if node is None:
            continue
        if size == len(route):
            return True, plain(node)
        if node.woven:
            return False, None
        if node.value is not ground.value(route[:size]):
            return False, None
        return True, value_at(node.value, route[size:])
    return False, None
