"""A mapping or list of lines after the edits -> the replacements that take lines out of it and put others in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qplan import vocabulary
from qplan.amending.bench import Bench, anew, shifted
from qplan.amending.fragments import fragment, key_text
from qplan.amending.ground import Ground
from qplan.amending.regions import Region, is_alike, refuse_comments, region, stretch, tail
from qplan.amending.weaving import Node, plain
from qplan.findings import Route

_LAST = 1 << 20


def amend_mapping(bench: Bench, route: Route, node: Node) -> None:
    """Take keys out with their lines, and put new ones behind the key that precedes them in the schema."""
    ground = bench.ground
    old = ground.value(route)
    keys = [child for child in ground.children[route] if child in ground.canonical.key_spans]
    kept = [key for key in keys if key[-1] in node.value or key[-1] not in old]
    new = sorted(((*route, key) for key in node.value if (*route, key) not in keys), key=_rank)
    if not kept:
        if route:
            refuse_comments(ground, node)
        anew(bench, route, plain(node), flow=False)
        return
    column = ground.column(ground.key_start(kept[0]))
    first = [key for key in new if not any(_rank(other) < _rank(key) for other in kept)]
    head = "".join(_key_lines(bench, key, node, column) for key in first)
    compact = not ground.is_own_line(ground.key_start(keys[0]))
    if compact and keys[0] not in kept:
        _uncover(bench, route, keys, kept[0], head)
    elif first:
        start = ground.key_start(keys[0])
        line = ground.line_start(ground.line(ground.key_start(kept[0])))
        text = head[column:] + " " * column if compact else head
        bench.patches.put(route, start if compact else line, start if compact else line, text)
    for key in keys:
        if key not in kept and not (compact and ground.key_start(key) < ground.key_start(kept[0])):
            line, below = ground.line(ground.key_start(key)), ground.last_line(key) + 1
            while not route and line > 0 and ground.is_blank(line - 1) and ground.is_blank(below):
                below += 1  # of the blank lines around a top key one is enough
            bench.patches.put(route, ground.line_start(line), ground.line_start(below), "")
    for key in new[len(first) :]:
        before = max((other for other in kept if _rank(other) < _rank(key)), key=_rank)
        place = ground.line_start(tail(ground, ground.last_line(before), column) + 1)
        text = _key_lines(bench, key, node, column)
        if not route and ground.is_blank(ground.line(place)) and place < len(ground.text):
            text = ground.newline + text  # the top keys of this file stand apart
        bench.patches.put(route, place, place, text)


def _key_lines(bench: Bench, route: Route, node: Node, column: int) -> str:
    text = fragment(bench.ground, route, node.value[route[-1]].value, flow=False)
    return bench.lines(text, column, f"{key_text(bench.ground, route, text.key)}:")


def _uncover(bench: Bench, route: Route, keys: list[Route], kept: Route, head: str) -> None:
    """Take out the keys that stand on a dash's line, up to the first that stays; comments between them stay too."""
    ground = bench.ground
    start, end = ground.key_start(keys[0]), ground.key_start(kept)
    column = ground.column(end)
    gone = {
        line
        for key in keys[: keys.index(kept)]
        for line in range(ground.line(ground.key_start(key)), ground.last_line(key) + 1)
    }
    between = range(ground.line(start), ground.line(end))
    remarks = [line for line in between if line not in gone and ground.comment_column(line) >= 0]
    if not remarks:
        bench.patches.put(route, start, end, head[column:] + " " * column if head else "")
        return
    text = "".join(ground.row(line) + ground.newline for line in remarks)
    lead = head[column:] if head else ground.newline
    start = start if head else start - len(ground.text[:start]) + len(ground.text[:start].rstrip(" "))
    bench.patches.put(route, start, ground.line_start(ground.line(end)), lead + text)


def _rank(route: Route) -> tuple[int, int, str]:
    """Where a key stands among its sisters: as in the schema, years by number."""
    key = str(route[-1])
    names = list(vocabulary.resolve(vocabulary.at(route[:-1])).get("properties", {}))
    if key in names:
        return names.index(key), 0, ""
    return _LAST, int(key) if key.isdigit() else _LAST, key


@dataclass(frozen=True)
class _Arrival:
    """A member of a block list that is new there; one that moves is known when all replacements are."""

    bench: Bench
    node: Node
    route: Route
    column: int
    opened: int
    before: str = ""
    after: str = ""

    def __call__(self) -> str:
        return self.before + self._lines() + self.after

    def _lines(self) -> str:
        ground, patches = self.bench.ground, self.bench.patches
        origin = self.node.origin
        if origin is None or not is_alike(origin, self.route):
            if origin is not None:
                refuse_comments(ground, self.node)
            text = fragment(ground, (*self.route, 0), plain(self.node), flow=False, opened=self.opened)
            return self.bench.lines(text, self.column, "-")
        if ground.is_in_flow(origin):
            text_of = patches.written(origin, ground.start[origin], ground.end[origin])
            return f"{' ' * self.column}- {text_of}{ground.newline}"
        place = region(ground, origin)
        start, end = stretch(ground, place)
        return shifted(patches.written(origin, start, end), self.column - place.column)


def amend_list(bench: Bench, route: Route, node: Node) -> None:
    """Take members out with their lines, and put new or moved ones behind those that they follow."""
    ground = bench.ground
    stays = [child.origin for child in node.value if child.origin is not None and not child.moved]
    if len(node.value) == len(stays) == len(ground.children[route]):
        return
    if bench.coarse and any(not ground.is_own_line(ground.dash(child)) for child in ground.children[route]):
        refuse_comments(ground, node)
        anew(bench, route, plain(node), flow=False)
        return
    places = {child: region(ground, child) for child in ground.children[route]}
    if not node.value:
        slot = ground.slot(route) if route else 0
        bench.patches.put(route, slot, slot, " []")
    _let_in(bench, route, node, places)
    _let_out(bench, route, list(places.values()), stays)


def _let_in(bench: Bench, route: Route, node: Node, places: dict[Route, Region]) -> None:
    """Put what is new behind the member that it follows, or before all."""
    ground = bench.ground
    in_order = list(places.values())
    apart = any(ground.is_blank(one.tail + 1) for one in in_order[:-1])  # blank lines part the members
    opened = 2 if any(_is_open(ground, child) for child in places) else 1
    last: Region | None = None
    waiting: list[_Arrival] = []
    for child in (*node.value, None):
        here = places.get(child.origin) if child and child.origin and not child.moved else None
        if child is not None and here is None:
            waiting.append(_Arrival(bench, child, route, in_order[0].column, opened))
            continue
        line = last.tail + 1 if last else (here or in_order[0]).lead
        for arrival in waiting:
            blank = ground.newline if apart else ""
            text = replace(arrival, before=blank) if last else replace(arrival, after=blank if here else "")
            bench.patches.put(route, ground.line_start(line), ground.line_start(line), text)
        waiting, last = [], here


def _let_out(bench: Bench, route: Route, places: list[Region], stays: list[Route]) -> None:
    """Take out what is dropped, and what moves with its comments; of blank lines on both sides those on one."""
    ground = bench.ground
    for index, gone in enumerate(places):
        if gone.route in stays:
            continue
        goes = gone.route in bench.moved
        first, below = (gone.lead, gone.tail + 1) if goes else (gone.first, gone.last + 1)
        if index < len(places) - 1:
            while ground.is_blank(below):
                below += 1
        elif index and places[index - 1].route in stays:
            while first - 1 > places[index - 1].tail and ground.is_blank(first - 1):
                first -= 1
        bench.patches.put(route, ground.line_start(first), ground.line_start(below), "")


def fill_list(bench: Bench, route: Route, node: Node) -> None:
    """Put members into an empty list, ``[]``, that does not itself stand in brackets."""
    ground = bench.ground
    if not any(child.origin for child in node.value):
        anew(bench, route, plain(node), flow=False)
        return
    is_member = isinstance(route[-1], int)
    column = ground.column(ground.dash(route) if is_member else ground.key_start(route))
    column += 2 if is_member else ground.hand.dent
    slot, end = ground.slot(route), ground.end[route]
    bench.patches.put(route, slot, end, "")
    place = ground.line_start(ground.line(end) + 1)
    for child in node.value:
        bench.patches.put(route, place, place, _Arrival(bench, child, route, column, 1))


def _is_open(ground: Ground, route: Route) -> bool:
    return isinstance(ground.value(route), dict) and not ground.is_flow(route) and not ground.is_alias(route)
