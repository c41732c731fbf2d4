"""Plan data and edits -> what stands where afterwards, each piece with the place that it has in the file now."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from qplan.amending.edits import Drop, Edit, Insert, Move, Put, Words
from qplan.amending.saying import said
from qplan.errors import Unamendable
from qplan.findings import Route

Spot = tuple[int, int, str]
"""A stretch of a text, from and to, in characters of the text as it was, and what stands there now."""


class Node(NamedTuple):
    """A value after the edits.

    ``origin`` is its place in the data as it was, None for a value that is new. In a ``woven`` one ``value`` holds
    further nodes, by key or in order; else it is plain data, the old where the old object itself stands there.
    ``moved`` has left its list for another place; ``spots`` say which of a text's words are new.
    """

    value: Any
    origin: Route | None = None
    woven: bool = False
    moved: bool = False
    spots: tuple[Spot, ...] = ()


@dataclass
class _Plot:
    """The edits of one route, and the plots of what is below it."""

    below: dict[str | int, _Plot] = field(default_factory=dict)
    words: list[Words] = field(default_factory=list)
    puts: list[Put] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    leaves: list[Move] = field(default_factory=list)
    arrivals: dict[int, list[Insert | Move]] = field(default_factory=dict)


def weave(data: Any, edits: Sequence[Edit]) -> Node:
    """Lay edits over canonical plan data.

    Raises:
        Unamendable: an edit names what is not there, or two contradict each other.
    """
    root = _Plot()
    for edit in edits:
        _sow(data, root, edit)
    loom = _Loom(data, root)
    node = loom.grow(data, (), root)
    if len(loom.placed) != len({edit for edit in edits if isinstance(edit, Move)}):
        raise Unamendable("移动的去处在被移动的内容之内", "请先移动其中一处，再移动另一处")
    return node


def plain(node: Node) -> Any:
    """The data that a node stands for."""
    if not node.woven:
        return node.value
    if isinstance(node.value, dict):
        return {key: plain(inner) for key, inner in node.value.items()}
    return [plain(inner) for inner in node.value]


def same(one: Any, other: Any) -> bool:
    """Whether two data are equal, and of the same types: 2026 is neither 2026.0 nor "2026", 1 not true."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def value_at(data: Any, route: Route) -> Any:
    """What stands at a route.

    Raises:
        LookupError: nothing does.
    """
    for key in route:
        inside = isinstance(data, dict) if isinstance(key, str) else isinstance(data, list) and key >= 0
        if not inside:
            raise LookupError(key)
        data = data[key]
    return data


def _sow(data: Any, root: _Plot, edit: Edit) -> None:
    route = edit.to if isinstance(edit, Move) else edit.at
    there = _there(data, route, may_lack=isinstance(edit, Put))
    plot = _plot(root, route)
    match edit:
        case Words():
            if not isinstance(there, str):
                raise Unamendable(f"{said(route)}不是文字，不能改其中的字句", "请直接换掉整个值")
            _add(plot.words, edit)
        case Put():
            if edit.value is None or (plot.puts and not same(plot.puts[0].value, edit.value)):
                raise _contradiction(route)
            _add(plot.puts, edit)
        case Drop():
            if not route:
                raise Unamendable("不能删去整个方案")
            _add(plot.drops, edit)
        case Insert() | Move():
            if not isinstance(there, list) or not 0 <= edit.index <= len(there):
                raise Unamendable(f"{said(route)}不是列表，或没有第 {edit.index + 1} 个位置", "请重新比对")
            if isinstance(edit, Insert):
                plot.arrivals.setdefault(edit.index, []).append(edit)
            else:
                _depart(data, root, edit)
                _add(plot.arrivals.setdefault(edit.index, []), edit)


def _depart(data: Any, root: _Plot, move: Move) -> None:
    _there(data, move.at)
    if not move.at or not isinstance(move.at[-1], int):
        raise Unamendable(f"{said(move.at)}不是列表的一项，不能移动")
    plot = _plot(root, move.at)
    _add(plot.leaves, move)
    if len(plot.leaves) > 1:
        raise _contradiction(move.at)


def _there(data: Any, route: Route, *, may_lack: bool = False) -> Any:
    try:
        return value_at(data, route)
    except LookupError:
        pass
    if may_lack and route and isinstance(route[-1], str):
        try:
            if isinstance(value_at(data, route[:-1]), dict):
                return None
        except LookupError:
            pass
    raise Unamendable(f"方案里没有{said(route)}", "方案文件可能已经改过，请重新比对")


def _plot(root: _Plot, route: Route) -> _Plot:
    for key in route:
        root = root.below.setdefault(key, _Plot())
    return root


def _add(edits: list[Any], edit: Edit) -> None:
    if not any(type(edit) is type(other) and same(edit.__dict__, other.__dict__) for other in edits):
        edits.append(edit)


def _contradiction(route: Route) -> Unamendable:
    return Unamendable(f"对{said(route)}的几处改动互相矛盾", "请只取其中一处，其余改完再看")


class _Loom:
    """The data as it was and all its edits; ``placed`` are the moves that have found their new place."""

    def __init__(self, data: Any, root: _Plot) -> None:
        self.data = data
        self.root = root
        self.placed: list[Move] = []

    def grow(self, data: Any, route: Route, plot: _Plot) -> Node:
        """The node of one value, whatever leaves it and arrives in it."""
        kinds = sum(map(bool, (plot.words, plot.puts, plot.drops, plot.below or plot.arrivals)))
        if kinds > 1 or (plot.drops and plot.leaves):
            raise _contradiction(route)
        if plot.puts:
            return _merged(data, plot.puts[0].value, route)
        if plot.words:
            return _worded(data, plot.words, route)
        if isinstance(data, dict) and plot.below:
            return Node(self._mapping(data, route, plot), route, woven=True)
        if isinstance(data, list) and (plot.below or plot.arrivals):
            return Node(self._list(data, route, plot), route, woven=True)
        return Node(data, route)

    def _mapping(self, data: dict[str, Any], route: Route, plot: _Plot) -> dict[str, Node]:
        out = {}
        for key, value in data.items():
            node = self._member(value, (*route, key), plot)
            if node is not None:
                out[key] = node
        for new, inner in plot.below.items():
            if new not in data and isinstance(new, str):
                out[new] = Node(inner.puts[0].value)
        return out

    def _list(self, data: list[Any], route: Route, plot: _Plot) -> list[Node]:
        out = []
        for index in range(len(data) + 1):
            out += [self._arrived(edit, stays=_stays(edit)) for edit in plot.arrivals.get(index, ())]
            if index < len(data):
                inner = plot.below.get(index)
                if inner and inner.leaves:
                    continue
                node = self._member(data[index], (*route, index), plot)
                if node is not None:
                    out.append(node)
        return out

    def _member(self, value: Any, route: Route, plot: _Plot) -> Node | None:
        inner = plot.below.get(route[-1])
        if inner is None:
            return Node(value, route)
        node = self.grow(value, route, inner)
        return None if inner.drops else node

    def _arrived(self, edit: Insert | Move, *, stays: bool) -> Node:
        if isinstance(edit, Insert):
            return Node(edit.value)
        self.placed.append(edit)
        node = self.grow(value_at(self.data, edit.at), edit.at, _plot(self.root, edit.at))
        return node._replace(moved=not stays)


def _stays(edit: Insert | Move) -> bool:
    """Whether a member moves to where it is."""
    return isinstance(edit, Move) and edit.at[:-1] == edit.to and edit.at[-1] in (edit.index, edit.index - 1)


def _worded(text: str, words: list[Words], route: Route) -> Node:
    spots = sorted(_spot(text, each, route) for each in words)
    parts, done = [], 0
    for start, end, new in spots:
        if start < done:
            raise _contradiction(route)
        parts += [text[done:start], new]
        done = end
    return Node("".join((*parts, text[done:])), route, spots=tuple(spots))


def _spot(text: str, words: Words, route: Route) -> Spot:
    found = text.find(words.old) if words.old and words.nth >= 0 else -1
    for _ in range(words.nth):
        found = text.find(words.old, found + len(words.old)) if found >= 0 else -1
    if found < 0:
        which = f"第 {words.nth + 1} 个" if words.nth else ""
        raise Unamendable(f"{said(route)}里没有{which}“{words.old}”", "方案文件可能已经改过，请重新比对")
    return found, found + len(words.old), words.new


def _merged(old: Any, new: Any, route: Route) -> Node:
    """A value put in the place of another: what they have in common stays where it is."""
    if same(old, new):
        return Node(old, route)
    if isinstance(old, dict) and isinstance(new, dict):
        return Node(
            {
                **{key: _merged(value, new[key], (*route, key)) for key, value in old.items() if key in new},
                **{key: Node(value) for key, value in new.items() if key not in old},
            },
            route,
            woven=True,
        )
    if isinstance(old, list) and isinstance(new, list):
        return Node(list(_aligned(old, new, route)), route, woven=True)
    if isinstance(old, str) and isinstance(new, str):
        return Node(new, route, spots=(_difference(old, new),))
    return Node(new, None if isinstance(old, (dict, list)) or isinstance(new, (dict, list)) else route)


def _aligned(old: list[Any], new: list[Any], route: Route) -> list[Node]:
    key: Callable[[Any], str] = lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True)  # noqa: E731
    out: list[Node] = []
    matcher = SequenceMatcher(None, [key(value) for value in old], [key(value) for value in new], autojunk=False)
    for kind, start, end, to_start, to_end in matcher.get_opcodes():
        paired = end - start if kind == "equal" else min(end - start, to_end - to_start)
        for step in range(paired):
            node = _merged(old[start + step], new[to_start + step], (*route, start + step))
            out.append(node)
        out += [Node(value) for value in new[to_start + paired : to_end]]
    return out


def _difference(old: str, new: str) -> Spot:
    """The one stretch in which two texts differ."""
    most = min(len(old), len(new))
    start = next((index for index in range(most) if old[index] != new[index]), most)
    most -= start
    back = next((index for index in range(most) if old[-1 - index] != new[-1 - index]), most)
    return start, len(old) - back, new[start : len(new) - back]
