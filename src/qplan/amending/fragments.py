"""A value that is written anew -> its YAML, as it stands below a key or a dash, or in brackets."""

from __future__ import annotations

from typing import Any, NamedTuple

from qplan import emit, vocabulary
from qplan.amending import proof
from qplan.amending.ground import Ground
from qplan.amending.saying import said
from qplan.amending.weaving import same
from qplan.errors import Unamendable
from qplan.findings import Route


class Fragment(NamedTuple):
    """A key or list member as written: the key (empty for a member), what follows on its line, the lines below.

    The lines below are indented from the column of the key, or of the dash.
    """

    key: str
    head: str
    body: tuple[str, ...] = ()


def fragment(ground: Ground, route: Route, value: Any, *, flow: bool, opened: int = 1) -> Fragment:
    """Write a value for a route, in the file's language and habits.

    Args:
        ground: the file.
        route: where it is to stand; a position is as good as any other of its list.
        value: canonical data.
        flow: within brackets, on one line.
        opened: how many levels, this key's or member's own included, are not put in brackets.

    Raises:
        Unamendable: no way of writing it reads as this value.
    """
    key = route[-1]
    member = {key: value} if isinstance(key, str) else [value]
    node = vocabulary.at(route[:-1])
    inner: Route = ("k", 0) if isinstance(key, int) else (_name(ground, route),)
    for quoted in (False, True):
        text = emit.fragment(member, node, ground.hand, flow=flow, quoted=quoted, opened=opened)
        lead = "" if isinstance(key, str) else "k: " if flow else "k:\n"
        try:
            found = proof.read(lead + text, inner, route)
        except ValueError:  # a lone surrogate, which no text may hold
            found = None
        if found is not None and same(found.value, value) and (quoted or not found.codes):
            return _cut(lead + text, found, len(lead) if not flow and lead else 0, flow=flow)
    raise Unamendable(f"{said(route)}的新值写不进方案文件", "请检查其中有没有控制字符，或类型是否合适")


def key_text(ground: Ground, route: Route, written: str) -> str:
    """A key as this mapping's other keys are written: 2027年 beside 2026年."""
    sisters = [ground.canonical.written.get(child, "") for child in ground.children.get(route[:-1], ())]
    if sisters and all(name.endswith("年") and name[:-1].isdigit() for name in sisters):
        return f"{route[-1]}年"
    return written


def _name(ground: Ground, route: Route) -> str:
    return vocabulary.key_name(vocabulary.at(route[:-1]), str(route[-1]), ground.hand.keys)


def _cut(text: str, found: proof.Proof, lead: int, *, flow: bool) -> Fragment:
    rows = text.split("\n")
    span = found.span
    if flow:
        row = rows[span.line - 1]
        key = row[found.key.column - 1 : found.key.end_column - 1] if found.key else ""
        return Fragment(key, row[span.column - 1 : span.end_column - 1])
    if lead:
        rows = rows[1:]
        return Fragment("", rows[0][2:], tuple(rows[1:-1]))
    key = rows[0][: found.key.end_column - 1] if found.key else ""
    head = rows[0][len(key) + 1 :].strip()
    return Fragment(key, head, tuple(rows[1:-1]))
