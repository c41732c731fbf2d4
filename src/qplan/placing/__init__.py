"""Remark -> Finding in a document that is no plan file: the heading, the paragraph and the words that a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qplan import vocabulary
from qplan.findings import WHOLE, Finding, Remark, Route, Spot
from qplan.findings import Entry as Code
from qplan.ledger import Entry, Ledger
from qplan.placing.owners import Owners
from qplan.placing.stretches import find
from qplan.placing.whereabouts import at_the_end, stretches, target_at
from qplan.plan import ROLES
from qplan.source import Source, Span
from qplan.text import printed_date

_QUOTE = 20
"""How many characters of a paragraph are its first words."""
_ELIDED = (1, 2, 3)
"""How many characters of a unit's name may be left out behind another one: 县财政局、教育局."""
_SHORTEST = 3
_FOR_A_PLAN_FILE = re.compile(r"\S: |[{}]| #|等键|“(?:公文|序号|责任|标识|关联指标|单位名录)”|\d{4}-\d\d-\d\d|/\(")
"""What only a plan file has: keys with their values, its signs and names."""
_CLAUSE = re.compile(r"(?:^|；|，(?=或))(?:(?!；|，或).)+")


class Document:
    """A document that was read into a plan: where in it the things of the plan stand.

    Args:
        name: the file's, for messages.
        data: the plan data that was made of it.
        ledger: what became of its paragraphs; of several documents in one file the first is meant.
    """

    def __init__(self, name: str, data: dict[str, Any], ledger: Ledger) -> None:
        self.name = name
        self._data = data
        self._all = ledger.entries
        self._owners = Owners(data, ledger)

    @property
    def source(self) -> Source:
        """Its paragraphs and cells as the lines of a text, by the ledger's numbers from 0: line 1 is number 0."""
        return Source(self.name, "\n".join(entry.text.replace("\n", " ") for entry in self._all))

    def place(self, remark: Remark, code: Code) -> Finding:
        """Stamp a remark with its code and with its place; what it says of a plan file's keys is left out."""
        spot, span = self._placed(remark.at, remark.words)
        other = None
        if remark.other:
            route, label = remark.other
            second, beside = self._placed(route, "")
            beside = self._elsewhere(beside) if beside == span else beside
            other = (beside, label if second.words == spot.words else f"{label}，在{second.words}")
        return Finding(
            code=code.code,
            name=code.name,
            severity=remark.severity or code.severity,
            message=remark.message,
            file=self.name,
            span=span,
            at=remark.at,
            hint=said(remark.hint),
            remedy=said(remark.remedy),
            other=other,
            spot=spot,
        )

    def _placed(self, at: Route, words: str) -> tuple[Spot, Span]:
        """The first words of a route that stand at its place; without any, its owner's heading."""
        places = list(stretches(at, self._data, self._owners))
        last = at_the_end(at)
        for needle in filter(None, (words, *_needles(self._data, at))):
            for stretch in places:
                found = find(stretch, needle, last=last)
                if found:
                    return self._spot(at, stretch.entry), _span(stretch.entry, *found)
        return self._whole(at)

    def _spot(self, at: Route, entry: Entry) -> Spot:
        owners = self._owners
        asked = owners.of(at)
        owner = asked if entry in owners.paragraphs(asked) else owners.of(entry.route)
        return Spot(owners.heading(owner), owners.nth(owner, entry), _quote(entry), entry.where, entry.block)

    def _whole(self, at: Route) -> tuple[Spot, Span]:
        """A node's or annex's heading, or the title for the document as a whole."""
        owner = self._owners.of(at) or self._owners.paths.get(target_at(self._data, at).get("place", ""), ())
        home = self._owners.home(owner)
        heading = self._owners.heading(owner) if home else WHOLE
        title = self._owners.paragraphs(("document", "title"))
        home = home or next(iter((*title, *self._all)))
        node = self._owners.nodes.get(owner)
        found = find(home, node.title) if node and node.title else None
        whole = home in title or owner[:1] == ("document",)
        end = found[1] if found else len(home.text) if whole else len(_quote(home))
        return Spot(heading, 0, _quote(home), home.where, home.block), _span(home, 0, end)

    def _elsewhere(self, span: Span) -> Span:
        """Another place of the same words in a paragraph: before it, else behind it."""
        entry, start, end = self._all[span.line - 1], span.column - 1, span.end_column - 1
        words = entry.text[start:end]
        found = entry.text.rfind(words, 0, start) if words else -1
        found = entry.text.find(words, end) if found < 0 else found
        return span if found < 0 else _span(entry, found, found + len(words))


def said(advice: str) -> str:
    """A hint or remedy without the clauses that speak of a plan file's keys; "" where none is left."""
    clauses = (found[0] for found in _CLAUSE.finditer(advice))
    return "".join(clause for clause in clauses if not _FOR_A_PLAN_FILE.search(clause)).lstrip("；，")


def _needles(data: dict[str, Any], at: Route) -> Iterator[str]:
    """By what words the value at a route is known; none where there is no value."""
    value, target = vocabulary.value(data, at), target_at(data, at)
    numeric = bool(target) or at[:1] == ("period",)
    if isinstance(value, str):
        yield value.split("\n")[0]
        yield printed_date(value)
        if at[-2:-1] and at[-2] in ROLES:
            yield from (value[cut:] for cut in _ELIDED if len(value) - cut >= _SHORTEST)
    elif isinstance(value, list) and at[-1] in ROLES:
        yield from ("、".join(value), "，".join(value), *value)
    elif isinstance(value, (int, float)) and numeric:
        yield f"{value:g}"
    elif isinstance(value, dict) and numeric:
        yield from (str(value[key]) for key in ("text", "value", "start") if key in value)
    if target:
        yield target["indicator"]


def _quote(entry: Entry) -> str:
    return entry.text.split("\n")[0][:_QUOTE]


def _span(entry: Entry, start: int, end: int) -> Span:
    return Span(entry.block + 1, start + 1, entry.block + 1, end + 1)
