"""A piece of YAML where it is to stand -> what the plan's reader would make of it, before it is put there."""

from __future__ import annotations

from typing import Any, NamedTuple

from qplan import nodes, vocabulary
from qplan.amending.weaving import value_at
from qplan.findings import Route
from qplan.nodes import Tree
from qplan.source import Source, Span


class Proof(NamedTuple):
    """What a piece reads as: canonical data, the codes of what is odd about it, and where its value and key stand."""

    value: Any
    codes: frozenset[str]
    span: Span
    key: Span | None


def read(text: str, inner: Route, route: Route) -> Proof | None:
    """Read a small file for the one value in it.

    Args:
        text: a whole YAML text.
        inner: where the value stands in it.
        route: where in a plan it is to stand: the schema there says what it means.

    Returns:
        None where it cannot be read, or where something else stands beside the value.
    """
    tree = nodes.read(Source("", text))
    try:
        value = value_at(tree.data, inner)
        beside = value_at(tree.data, inner[:-1])
    except LookupError:
        return None
    if len(beside) != 1 or inner not in tree.spans:
        return None
    codes = frozenset(finding.code for finding in tree.findings)
    return Proof(_canonical(tree, value, inner, route), codes, tree.spans[inner], tree.key_spans.get(inner))


def _canonical(tree: Tree, value: Any, inner: Route, route: Route) -> Any:
    """A value of a small file, as it would be understood at a route of a plan."""
    alone: Route = tuple(0 if isinstance(key, int) else key for key in route)
    raw = {(*alone, *at[len(inner) :]): text for at, text in tree.raw.items() if at[: len(inner)] == inner}
    for key in reversed(alone):
        value = {key: value} if isinstance(key, str) else [value]
    try:
        return value_at(vocabulary.canonical(Tree(value, {}, {}, raw)).data, alone)
    except LookupError:  # nothing, which counts as not written
        return None
