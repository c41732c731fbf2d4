"""A mapping or list in brackets after the edits -> the replacements that take members out of it and put others in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from qplan.amending.bench import Bench, anew
from qplan.amending.fragments import fragment, key_text
from qplan.amending.ground import Ground
from qplan.amending.regions import is_alike, refuse_comments
from qplan.amending.weaving import Node, plain
from qplan.findings import Route

_COMMA = re.compile(r"(?:[ \t\r\n]|(?<=[ \t\r\n])#[^\r\n]*)*,")


class _Member(NamedTuple):
    route: Route
    start: int
    end: int
    stays: bool


def amend_flow(bench: Bench, route: Route, node: Node) -> None:
    """Take members out of brackets with their commas, and put new ones in."""
    ground, patches = bench.ground, bench.patches
    if bench.coarse or ground.text[ground.end[route] - 1] not in "]}":  # ``[a: b]`` has a mapping without brackets
        refuse_comments(ground, node)
        anew(bench, route, plain(node), flow=ground.is_in_flow(route))
        return
    members = _members(ground, route, node)
    arrivals = _arrivals(bench, route, node)
    kept = [member for member in members if member.stays]
    if not kept:
        texts = [text for texts in arrivals.values() for text in texts]
        inside = (ground.bare_start(route) + 1, ground.end[route] - 1)
        first, last = (members[0].start, members[-1].end) if members else (inside[0], inside[1])
        if members and (comma := _comma(ground, last)) >= 0:
            last = comma + 1
        patches.put(route, first, last, lambda: ", ".join(text() for text in texts))
        return
    for run in _runs(members):
        _take_out(bench, route, members, run)
    for before, texts in arrivals.items():
        at = next((member for member in kept if member.route == before), None)
        place = at.start if at else kept[-1].end
        for text in texts:
            patches.put(route, place, place, _Separated(text, before=at is None))


@dataclass(frozen=True)
class _Text:
    """A member's text that is known at the end: a piece of the file that moves here, or a new one."""

    bench: Bench
    text: str
    origin: Route | None = None

    def __call__(self) -> str:
        if self.origin is None:
            return self.text
        ground = self.bench.ground
        return self.bench.patches.written(self.origin, ground.start[self.origin], ground.end[self.origin])


@dataclass(frozen=True)
class _Separated:
    """Such a text with its comma."""

    text: _Text
    before: bool

    def __call__(self) -> str:
        return f", {self.text()}" if self.before else f"{self.text()}, "


def _members(ground: Ground, route: Route, node: Node) -> list[_Member]:
    if isinstance(node.value, dict):
        old = ground.value(route)
        return [
            _Member(child, ground.key_start(child), ground.end[child], child[-1] in node.value or child[-1] not in old)
            for child in ground.children[route]
        ]
    stays = {child.origin for child in node.value if not child.moved}
    return [_Member(child, ground.start[child], ground.end[child], child in stays) for child in ground.children[route]]


def _arrivals(bench: Bench, route: Route, node: Node) -> dict[Route | None, list[_Text]]:
    """What is put in, before which member that stays; None is the end."""
    ground = bench.ground
    out: dict[Route | None, list[_Text]] = {}
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            inner = (*route, key)
            if not ground.is_file_key(inner):
                text = fragment(ground, inner, child.value, flow=True)
                out.setdefault(None, []).append(_Text(bench, f"{key_text(ground, inner, text.key)}: {text.head}"))
        return out
    waiting: list[_Text] = []
    for child in node.value:
        if child.origin is not None and not child.moved:
            if waiting:
                out[child.origin] = waiting
                waiting = []
        elif child.origin is not None and ground.is_in_flow(child.origin) and is_alike(child.origin, route):
            waiting.append(_Text(bench, "", child.origin))
        else:
            if child.origin is not None:
                refuse_comments(ground, child)
            waiting.append(_Text(bench, fragment(ground, (*route, 0), plain(child), flow=True).head))
    if waiting:
        out[None] = waiting
    return out


def _runs(members: list[_Member]) -> list[tuple[int, int]]:
    """The stretches of members that go, first and last."""
    runs: list[tuple[int, int]] = []
    for index, member in enumerate(members):
        if member.stays:
            continue
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _take_out(bench: Bench, route: Route, members: list[_Member], run: tuple[int, int]) -> None:
    ground, patches = bench.ground, bench.patches
    first, last = run
    # With the comma before it, where a comma behind would take a line end along.
    backward = last == len(members) - 1 or (
        first > 0 and "\n" in ground.text[members[last].end : members[last + 1].start]
    )
    edges = range(first - 1, last) if backward else range(first, last + 1)
    if not any(ground.has_comment(members[i].end, members[i + 1].start) for i in edges):
        start = members[first - 1].end if backward else members[first].start
        end = members[last].end if backward else members[last + 1].start
        patches.put(route, start, end, "")
        return
    for index in edges:  # a comment stands behind a comma: it stays
        comma = _comma(ground, members[index].end)
        patches.put(route, comma, comma + 1, "")
    for member in members[first : last + 1]:
        patches.put(route, member.start, member.end, "")


def _comma(ground: Ground, at: int) -> int:
    found = _COMMA.match(ground.text, at)
    return found.end() - 1 if found else -1
