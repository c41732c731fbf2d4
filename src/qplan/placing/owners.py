"""Ledger and plan -> whose each paragraph of a document is: a node's, a field's around the content, an annex's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from qplan import build, vocabulary
from qplan.findings import WHOLE, Route
from qplan.headings import LONGEST, heading, shortened
from qplan.ledger import Entry, Ledger
from qplan.placing.stretches import find, row_of
from qplan.plan import Node

ANNEXES: Route = ("annexes",)
"""The owner of a list of annexes (附件：1.… 2.…), and where the routes of annexes begin."""


class Owners:
    """The paragraphs of a document by their owners, and what a reader calls these.

    An owner is the route of a node (a section or item), of a field around the content, of an annex or of the list of
    annexes; () is none.
    ``nodes`` are the plan's by their routes, ``entries`` all that was taken into the plan, ``paths`` the routes of
    the nodes by their paths.
    """

    def __init__(self, data: dict[str, Any], ledger: Ledger) -> None:
        self._data = data
        self.entries = [each for each in ledger.entries if each.document == 1 and each.fate != "dropped"]
        self.nodes: dict[Route, Node] = {node.route: node for node in build.build(data).nodes()}
        self.paths = {node.path: route for route, node in reversed(self.nodes.items())}
        self._fields = dict(_fields(data.get("document", {})))
        self._owned: dict[Route, list[Entry]] = {}
        for entry in self.entries:
            for route in dict.fromkeys(self._all_of(entry)):
                self._owned.setdefault(route, []).append(entry)

    def of(self, at: Route) -> Route:
        """The owner that a route belongs to."""
        if at[:1] == ("content",):
            return next((at[:end] for end in range(len(at), 0, -1) if at[:end] in self.nodes), ())
        if at[:2] == ("document", "notice"):
            return at[:3]
        return at[:2] if at[:1] in (("document",), ANNEXES) else ()

    def paragraphs(self, owner: Route) -> Sequence[Entry]:
        """An owner's own paragraphs and cells, its boxes' among them, in the order of the document."""
        return self._owned.get(owner, ()) if owner else ()

    def home(self, owner: Route) -> Entry | None:
        """Where an owner begins: its title's paragraph or cell, else its first, else that of what is below it."""
        own = self.paragraphs(owner)
        node = self.nodes.get(owner)
        titled = (each for each in own if node and node.title and find(each, node.title))
        below = (each for each in self.entries if owner and each.route[: len(owner)] == owner)
        listed = self.paragraphs(ANNEXES) if owner[:1] == ANNEXES else ()
        return next(chain(titled, own, below, listed), None)

    def nth(self, owner: Route, entry: Entry) -> int:
        """Which paragraph of its owner's, from 1, the heading's being the first; 0 for a cell, or an only one.

        What a manual line break parts is one paragraph, as Word counts.
        """
        places = list(dict.fromkeys(each.where for each in self.paragraphs(owner) if not row_of(each)))
        return places.index(entry.where) + 1 if entry.where in places and len(places) > 1 else 0

    def heading(self, owner: Route) -> str:
        """What a reader calls an owner: 二、（三）5“完善重点产业链建设”, 引言, 附件2“主要指标表”, else 全文."""
        if owner in self.nodes:
            around = (self.nodes[owner[:end]] for end in range(1, len(owner) + 1) if owner[:end] in self.nodes)
            node = self.nodes[owner]
            title = node.title or next(iter(node.paragraphs), "")
            return heading(map(self._number, around), title) or WHOLE
        if owner == ANNEXES:
            return "附件"
        if owner[:1] == ANNEXES:
            annexes, place = self._data.get("annexes", ()), owner[1]
            if not isinstance(place, int) or place >= len(annexes):
                return "附件"
            return f"附件{place + 1 if len(annexes) > 1 else ''}“{shortened(annexes[place]['title'])}”"
        return self._fields.get(owner, WHOLE).removesuffix("/正文").replace("/", "")

    def _number(self, node: Node) -> str:
        """A node's number as it is printed in the document: what stands before its title there."""
        home = self.home(node.route)
        found = find(home, node.title) if home and node.title else None
        if home is None or found is None or row_of(home):
            return node.number.strip()
        before = home.text[: found[0]].strip()
        return before if len(before) <= LONGEST else node.number.strip()

    def _all_of(self, entry: Entry) -> Iterator[Route]:
        """A paragraph that was cut up belongs to several, which the ledger names in words."""
        yield self.of(entry.route)
        places = entry.place.split("、")
        for place in places if len(places) > 1 else ():
            head, _, rest = place.partition("/")
            if head == "内容":
                yield self.paths.get(rest.split("（")[0], ())
            elif head == "公文":
                yield from (route for route, name in self._fields.items() if name == rest)


def _fields(document: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    """The fields around the content with their Chinese names: 成文日期, 通知/正文."""
    notice = document.get("notice", {})
    for route in (*((key,) for key in document if key != "notice"), *(("notice", key) for key in notice)):
        place = vocabulary.at(("document", *route[:-1]))
        outer = f"{vocabulary.key_name(vocabulary.at(('document',)), 'notice', 'zh')}/" if len(route) > 1 else ""
        yield ("document", *route), outer + vocabulary.key_name(place, route[-1], "zh")
