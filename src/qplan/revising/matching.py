"""Two versions of a plan -> which of their sections and items are the same ones, which came, went and moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qplan.anchors import anchor
from qplan.findings import Route
from qplan.matrix import fold
from qplan.plan import Item, Node, Plan, Section

_ALIKE = 0.5
"""From here on two points are taken for one that was reworded: the share of their pairs of characters that agree."""
_PLACED = 0.3
"""The same for two points that have the same number below the same section."""
_MOST = 400
"""So many points on each side are compared by their wording; beyond that only those with the same number."""


@dataclass(frozen=True)
class Matching:
    """What became of the points of ``first`` in ``second``, each in the order of its own plan.

    ``pairs`` are the same points; ``gone`` are only in the first, ``come`` only in the second (what is below one
    that is gone or has come is among them too); ``moved`` are those pairs that stand below another section, or
    in another order among their siblings.
    """

    pairs: tuple[tuple[Node, Node], ...]
    gone: tuple[Node, ...]
    come: tuple[Node, ...]
    moved: tuple[tuple[Node, Node], ...]


@dataclass
class _Search:
    """The points not yet paired, and the pairs found so far by the routes of both sides."""

    first: list[Node]
    second: list[Node]
    found: dict[Route, Node] = field(default_factory=dict)
    back: dict[Route, Node] = field(default_factory=dict)

    def pair(self, one: Node, other: Node) -> None:
        self.found[one.route] = other
        self.back[other.route] = one

    def left(self) -> tuple[list[Node], list[Node]]:
        return (
            [node for node in self.first if node.route not in self.found],
            [node for node in self.second if node.route not in self.back],
        )

    def by(self, key: Callable[[Node], Hashable | None], *, repeated: bool = False) -> None:
        """Pair what has the same key, where it is the only one on each side that has it.

        ``repeated``: also where several have it, as many on each side, one after the other.
        """
        ours, theirs = (_grouped(nodes, key) for nodes in self.left())
        for value, nodes in ours.items():
            others = theirs.get(value, [])
            if len(nodes) == len(others) and (repeated or len(nodes) == 1):
                for one, other in zip(nodes, others, strict=True):
                    self.pair(one, other)


def match(first: Plan, second: Plan, *, ids: Collection[str] = ()) -> Matching:
    """Pair the points of two versions of a plan, by their words and not by their numbers.

    In this order: the same words; the same id; the same title; the same place and words much alike; words alike;
    of sections those that hold the same points.

    Args:
        first: the earlier version.
        second: the later one.
        ids: anchors that mean the same in both. Where an import counted items by itself ids do not.
    """
    search = _Search(list(first.nodes()), list(second.nodes()))
    search.by(_words, repeated=True)
    search.by(lambda node: carried if (carried := anchor(node.id or "")) in ids else None)
    search.by(_title)
    for limit, placed in ((_PLACED, True), (_ALIKE, False)):
        _by_likeness(search, limit, placed=placed)
    _by_content(search)
    gone, come = search.left()
    pairs = tuple((search.back[node.route], node) for node in search.second if node.route in search.back)
    return Matching(pairs, tuple(gone), tuple(come), tuple(_moved(pairs)))


def parent(route: Route) -> Route:
    """The route of the section that a point stands in, () for a chapter."""
    return route[:-2]


def _grouped(nodes: Iterable[Node], key: Callable[[Node], Hashable | None]) -> dict[Hashable, list[Node]]:
    groups: dict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        value = key(node)
        if value is not None:
            groups[value].append(node)
    return groups


def text(node: Node) -> str:
    """All the words of a point that are its own: heading, text, measures."""
    measures = (measure.text for measure in node.measures) if isinstance(node, Item) else ()
    return "\n".join((node.title, *node.paragraphs, *measures))


def _words(node: Node) -> Hashable:
    return isinstance(node, Section), fold(text(node))


def _title(node: Node) -> Hashable | None:
    return fold(node.title) or None


def _by_likeness(search: _Search, limit: float, *, placed: bool) -> None:
    """Pair the points that are most alike, the likest first; ``placed``: only those with the same number."""
    ours, theirs = search.left()
    if not placed and (len(ours) > _MOST or len(theirs) > _MOST):
        return
    bags = {id(node): bag(text(node)) for node in (*ours, *theirs)}
    candidates = []
    for here, one in enumerate(ours):
        for there, other in enumerate(theirs):
            if isinstance(one, Section) != isinstance(other, Section) or (placed and one.path != other.path):
                continue
            likeness = likeness_of(bags[id(one)], bags[id(other)])
            if likeness >= limit:
                candidates.append((-likeness, abs(here - there), here, there))
    for _, _, here, there in sorted(candidates):
        one, other = ours[here], theirs[there]
        if one.route not in search.found and other.route not in search.back:
            search.pair(one, other)


def bag(text: str) -> Counter[str]:
    """The pairs of characters of a text, for `likeness_of`."""
    words = fold(text)
    return Counter(words[at : at + 2] for at in range(len(words) - 1))


def likeness_of(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two bags: 1 for the same, 0 for nothing in common."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _by_content(search: _Search) -> None:
    """Pair sections that have nothing in common but most of the points in them."""
    ours, theirs = search.left()
    for one in reversed(ours):  # inner ones first
        if not isinstance(one, Section):
            continue
        held = Counter(parent(search.found[each.route].route) for each in one.content if each.route in search.found)
        for other in theirs:
            if (
                isinstance(other, Section)
                and other.route not in search.back
                and 2 * held[other.route] > len(one.content)
            ):
                search.pair(one, other)
                break


def _moved(pairs: Sequence[tuple[Node, Node]]) -> Iterator[tuple[Node, Node]]:
    """Pairs below other sections, and of siblings the fewest that, taken out, leave the rest in order."""
    where: dict[Route, Route] = {(): ()} | {one.route: other.route for one, other in pairs}
    siblings: dict[Route, list[tuple[Node, Node]]] = defaultdict(list)
    away = set()
    for one, other in pairs:
        if where.get(parent(one.route)) == parent(other.route):
            siblings[parent(other.route)].append((one, other))
        else:
            away.add(other.route)
    for group in siblings.values():
        kept = _longest_rising([one.route[-1] for one, _ in group])
        away |= {other.route for place, (_, other) in enumerate(group) if place not in kept}
    yield from (pair for pair in pairs if pair[1].route in away)


def _longest_rising(values: Sequence[object]) -> set[int]:
    """The places of a longest rising subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, value in enumerate(values):
        number = int(str(value))
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else None)
        if at == len(tails):
            tails.append(number)
            ends.append(place)
        else:
            tails[at], ends[at] = number, place
    kept = set()
    place_: int | None = ends[-1] if ends else None
    while place_ is not None:
        kept.add(place_)
        place_ = before[place_]
    return kept
