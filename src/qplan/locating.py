"""Remark -> Finding: which line and column a route of the plan's data is at."""

from __future__ import annotations

from qplan.findings import Entry, Finding, Remark, Route
from qplan.plan import ROLES
from qplan.source import Source, Span
from qplan.vocabulary import Canonical

_START = Span(1, 1, 1, 1)
_NAMES = ("title", "indicator")
"""What names a thing: where a key that it lacks is asked for."""
IN_ONE_STRING = (*ROLES, "due")
"""What 责任 may tell in one string, without keys of their own."""


def locate(text: Source, canonical: Canonical, remark: Remark, entry: Entry) -> Finding:
    """Stamp a remark with its entry's code and severity (unless it has its own) and with its place in the file.

    A route that is not in the file stands for its nearest ancestor that is.
    """
    other = None
    if remark.other:
        route, label = remark.other
        other = (_span(canonical, route, on_key=False), label)
    return Finding(
        code=entry.code,
        name=entry.name,
        severity=remark.severity or entry.severity,
        message=remark.message,
        file=text.name,
        span=_narrowed(text, _span(canonical, remark.at, on_key=remark.on_key), remark.words),
        at=remark.at,
        hint=remark.hint,
        remedy=remark.remedy,
        other=other,
    )


def _narrowed(text: Source, span: Span, words: str) -> Span:
    """The place of ``words`` inside a span, where they stand there in one piece."""
    lines = text.text.split("\n")[span.line - 1 : span.end_line] if words else ()
    for offset, line in enumerate(lines):
        start = line.find(words, span.column - 1 if offset == 0 else 0)
        if start >= 0:
            number = span.line + offset
            return Span(number, start + 1, number, start + 1 + len(words))
    return span


def _span(canonical: Canonical, route: Route, *, on_key: bool) -> Span:
    """A route's own span, else that of the nearest ancestor in the file; of an ancestor, its key."""
    if on_key and route in canonical.key_spans:
        return canonical.key_spans[route]
    if route in canonical.spans and not on_key:
        return canonical.spans[route]
    told = _told_at(canonical, route)
    if told:
        return canonical.spans[told]
    while route:
        if route in canonical.key_spans:
            return canonical.key_spans[route]
        name = next((key for key in _NAMES if (*route, key) in canonical.spans), None)
        if name:
            return canonical.spans[(*route, name)]
        if route in canonical.spans:
            span = canonical.spans[route]
            return Span(span.line, span.column, span.line, span.column + 1) if span.end_line > span.line else span
        route = route[:-1]
    return _START


def _told_at(canonical: Canonical, route: Route) -> Route | None:
    """Where a unit or deadline is told that has no key of its own: in the one string of 责任 or 责任原文."""
    for index, key in enumerate(route):
        if key in IN_ONE_STRING and route[: index + 1] not in canonical.spans:
            strings = ((*route[:index], other) for other in ("duty", "unit_note"))
            return next((string for string in strings if string in canonical.spans), None)
    return None
