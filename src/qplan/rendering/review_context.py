"""Plan data and the entries of a ledger -> what each paragraph of the source became a part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from qplan.build import build
from qplan.findings import Route
from qplan.ledger import Entry
from qplan.plan import Due, Duty, Item, Node, Plan, Target
from qplan.rendering.review_source import flat


class Thing(NamedTuple):
    """What a paragraph became a part of, in the plan of the number ``document``.

    A node or annex at ``route``, a line of an annex (``words`` is its text), a place of the plan data, a place
    that only the ledger names, or nothing (dropped).
    """

    kind: Literal["node", "annex", "line", "data", "place", "dropped"]
    route: Route = ()
    words: tuple[str, ...] = ()
    document: int = 1


@dataclass(frozen=True)
class Context:
    """What cards are made from: a plan, its data, and what is looked up again and again.

    ``shared`` are the nodes that have no paragraph of their own, by the node before them that has: a source
    may run them together.
    ``called`` is how the source calls the units, ``suspects`` are the words that doubts are about, and
    ``annex_lines`` the paragraphs of each annex by their words.
    """

    plan: Plan
    data: Mapping[str, Any]
    nodes: Mapping[Route, Node]
    targets: Mapping[str, tuple[Target, ...]]
    annex_lines: tuple[Mapping[str, str], ...]
    shared: Mapping[Route, tuple[Node, ...]] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    suspects: tuple[str, ...] = ()


def context(data: Mapping[str, Any]) -> Context:
    """Order a plan for the making of cards."""
    plan = build(dict(data))
    targets: defaultdict[str, list[Target]] = defaultdict(list)
    for target in plan.targets:
        targets[target.where or ""].append(target)
    return Context(
        plan,
        data,
        {node.route: node for node in plan.nodes()},
        {path: tuple(held) for path, held in targets.items()},
        tuple({flat(line)[0]: line for line in annex.paragraphs} for annex in plan.annexes),
    )


def duties(node: Node) -> Iterator[tuple[Duty, Due | None]]:
    """The duty and deadline of a node and of each of its measures."""
    yield node.duty, node.due
    for measure in node.measures if isinstance(node, Item) else ():
        yield measure.duty, measure.due


def thing(entry: Entry, ctx: Context) -> Thing:
    """What a paragraph belongs to, by its route."""
    route = entry.route
    if entry.fate == "dropped":
        return Thing("dropped", words=(entry.reason,), document=entry.document)
    if route[:1] == ("content",):
        held = next((route[:end] for end in range(len(route), 0, -1) if route[:end] in ctx.nodes), None)
        if held:
            return Thing("node", held, document=entry.document)
    elif route[:1] == ("annexes",) and len(route) > 1 and int(route[1]) < len(ctx.plan.annexes):
        words = flat(entry.text)[0]
        there = words in ctx.annex_lines[int(route[1])]
        return Thing("line" if there else "annex", route[:2], (words,) if there else (), entry.document)
    elif route:
        return Thing("data", route[:2] if route[0] == "targets" else route, document=entry.document)
    return Thing("place", words=(entry.fate, entry.place), document=entry.document)


def sharing(ctx: Context, told: Mapping[Route, str]) -> Context:
    """The context with its nodes without a paragraph put to those whose paragraphs have their words.

    Args:
        ctx: of one plan.
        told: the words of the source by what became of them, width-folded.
    """
    shared: defaultdict[Route, list[Node]] = defaultdict(list)
    home: Route = ()
    waiting: list[tuple[str, Node]] = []
    for route, node in ctx.nodes.items():
        if route in told:
            home = route
            for words, each in waiting:
                if words in told[home]:  # the section that a row of a table names beside its task
                    shared[home].append(each)
            waiting = []
            continue
        words = flat(next(filter(None, (node.title, *node.paragraphs, *_measured(node))), ""))[0]
        if home and words and words in told[home]:
            shared[home].append(node)
        elif words:
            waiting.append((words, node))
    return replace(ctx, shared={route: tuple(nodes) for route, nodes in shared.items()})


def _measured(node: Node) -> Iterator[str]:
    return (measure.text for measure in (node.measures if isinstance(node, Item) else ()))


def together(route: Route, ctx: Context) -> tuple[Node, ...]:
    """A node and those that share its paragraphs, in the order of print: a section stands before its items."""
    nodes = {node.route: node for node in (ctx.nodes[route], *ctx.shared.get(route, ()))}
    return tuple(nodes[each] for each in sorted(nodes))
