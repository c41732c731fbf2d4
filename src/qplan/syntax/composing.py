"""Parser events -> a draft: plain data, the place of every key and value, and notes of what is amiss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from qplan.findings import Route
from qplan.source import Span
from qplan.syntax.draft import Draft, Note
from qplan.syntax.scalars import resolved, unfolded

DEPTH = 50
"""Levels of brackets and indentation that are read; a plan has some ten."""
NOTES = 200
"""Notes that are taken; nobody mends more in one go."""
COPIES = 20_000
"""Values that aliases may repeat in all; a plan that uses any repeats some ten."""

_TEXT_TAG = "tag:yaml.org,2002:str"
_CORE_TAGS = tuple(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))


@dataclass(eq=False, repr=False)
class _Level:
    """A mapping or list that is being filled.

    ``key`` is the key whose value comes next; ``wanted`` says whether that value is kept, ``kept`` whether
    anything in here is. ``as_key`` marks a list or mapping that stands where a key should.
    """

    data: Any
    route: Route
    start: Span
    flow: bool
    kept: bool
    nodes: int
    anchor: str | None
    as_key: bool
    key: str | None = None
    wanted: bool = True


class _Stop(Exception):
    """Enough has been read to know that no more should be."""


def compose(events: Iterable[Any], rows: Sequence[str], draft: Draft) -> None:
    """Read the first document of a stream into ``draft``, without recursion.

    Keys are always text; plain values are resolved as `qplan.syntax.scalars` says. Of a key that occurs twice the
    first value is kept.

    Args:
        events: as `qplan.syntax.events` gives them.
        rows: the lines of the same text.
        draft: an empty one.

    Raises:
        qplan.syntax.events.Fault: passed on from the parser; ``draft`` holds what came before.
    """
    composer = _Composer(rows, draft)
    steps = {
        ScalarEvent: composer.scalar,
        MappingStartEvent: composer.open,
        SequenceStartEvent: composer.open,
        MappingEndEvent: composer.close,
        SequenceEndEvent: composer.close,
        AliasEvent: composer.alias,
        DocumentStartEvent: composer.document,
    }
    try:
        for event in events:
            step = steps.get(type(event))
            if step:
                step(event)
    except _Stop:
        return
    draft.whole = True
    for name, span in islice(composer.unused.items(), NOTES):
        draft.notes.append(Note("unused-anchor", span, name))


class _Composer:
    """The state of one reading; one method for each kind of event."""

    def __init__(self, rows: Sequence[str], draft: Draft) -> None:
        self.rows = rows
        self.draft = draft
        self.levels: list[_Level] = []
        self.level: _Level | None = None
        self.anchors: dict[str, tuple[Any, int] | None] = {}
        self.unused: dict[str, Span] = {}
        self.documents = 0
        self.separator = draft.last
        self.nodes = 0
        self.copies = 0

    def document(self, event: Any) -> None:
        """Count documents; the second is only an offence when something is in it."""
        self.documents += 1
        self.separator = _span(event)

    def scalar(self, event: Any) -> None:
        """A key or a value."""
        span = self.draft.last = _span(event)
        if span.end_line > len(self.rows):  # an empty value that the parsers place behind the last line
            span = self.draft.last = self._at_end(span)
        text: str = event.value
        plain, quoted = event.implicit
        if self.documents > 1:
            if text or not plain:
                self._second_document()
            return
        if span.line != span.end_line:
            span, text = self._joined(span, text, event.style)
        level = self.level
        if level is not None and level.key is None and isinstance(level.data, dict):
            self._key(level, text, span, plain)
            return
        self.nodes += 1
        if not (plain or quoted):
            self._tag(event.tag, span)
            plain = not event.style and event.tag not in (_TEXT_TAG, "!")
        value = self._value(text, span, level) if plain else text
        route = self._place(value, span)
        if route is not None and not isinstance(value, str):
            self.draft.raw[route] = text
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
            self.unused[event.anchor] = span

    def open(self, event: Any) -> None:
        """The beginning of a mapping or list."""
        span = _span(event)
        if self.documents > 1:
            self._second_document()
        if len(self.levels) >= DEPTH:
            self._note("too-deep", span)
            raise _Stop
        if event.tag is not None:
            self._tag(event.tag, span)
        above = self.level
        as_key = above is not None and above.key is None and isinstance(above.data, dict)
        if as_key:
            self._note("complex-key", span)
        kept = not as_key and (above is None or (above.kept and above.wanted))
        data: Any = {} if type(event) is MappingStartEvent else []
        route: Route = ()
        if not as_key:
            route = self._place(data, span) or ()
        if event.anchor:
            self.anchors[event.anchor] = None
            self.unused[event.anchor] = span
        self.nodes += 1
        self.level = _Level(data, route, span, bool(event.flow_style), kept, self.nodes, event.anchor, as_key)
        self.levels.append(self.level)

    def close(self, event: Any) -> None:
        """The end of a mapping or list: in block style where its last value ends, not at the next token."""
        level = self.levels.pop()
        self.level = self.levels[-1] if self.levels else None
        if level.flow:
            self.draft.last = _span(event)
        end = self.draft.last
        if level.kept:
            start = level.start
            self.draft.spans[level.route] = Span(start.line, start.column, end.end_line, end.end_column)
        if level.anchor:
            self.anchors[level.anchor] = (level.data, self.nodes - level.nodes + 1)
        if level.as_key and self.level is not None:
            self.level.key, self.level.wanted = "", False

    def alias(self, event: Any) -> None:
        """Another mention of an anchored value, which is shared and not copied."""
        span = self.draft.last = _span(event)
        if self.documents > 1:
            self._second_document()
        level = self.level
        if level is not None and level.key is None and isinstance(level.data, dict):
            self._note("complex-key", span)
            level.key, level.wanted = "", False
            return
        value, nodes = None, 1
        self.unused.pop(event.anchor, None)
        if event.anchor not in self.anchors:
            self._note("unknown-alias", span, event.anchor)
        elif (found := self.anchors[event.anchor]) is None:
            self._note("endless-alias", span, event.anchor)
        else:
            value, nodes = found
        self.nodes += nodes
        self.copies += nodes
        if self.copies > COPIES:
            self._note("many-aliases", span, event.anchor)
            raise _Stop
        self._place(value, span)

    def _joined(self, span: Span, text: str, style: str | None) -> tuple[Span, str]:
        """The place and the text of a scalar of several lines."""
        if style in ("|", ">"):
            span = self._block_span(span)
        return span, text if style == "|" else unfolded(text, span, self.rows)

    def _value(self, text: str, span: Span, level: _Level | None) -> Any:
        value = resolved(text)
        if value is not text:
            return value
        self._look(text, span, level)
        # U+3000 and its like, which YAML does not strip.
        return text.strip() if text[0].isspace() or text[-1].isspace() else text

    def _key(self, level: _Level, text: str, span: Span, plain: bool) -> None:
        level.key = text
        level.wanted = False
        if not level.kept:
            return
        route = (*level.route, text)
        if plain and text == "<<":
            self._note("merge-key", span)
        elif text in level.data:
            self._note("duplicate-key", span, text, self.draft.key_spans.get(route))
        else:
            level.wanted = True
            self.draft.key_spans[route] = span
            if plain and text[:1].isspace():
                self._note("wide-blank", span, text)

    def _place(self, value: Any, span: Span) -> Route | None:
        """Put a value where it belongs; its route, or None where it is thrown away."""
        level = self.level
        if level is None:
            self.draft.data = value
            self.draft.spans[()] = span
            return ()
        route: Route
        if isinstance(level.data, dict):
            key, wanted = level.key or "", level.wanted
            level.key, level.wanted = None, True
            if not wanted or not level.kept:
                return None
            route = (*level.route, key)
            level.data[key] = value
            if level.flow and value is None:
                self._look_for_colon(key, route, span)
        else:
            route = (*level.route, len(level.data))
            level.data.append(value)
            if not level.kept:
                return None
        self.draft.spans[route] = span
        return route

    def _look(self, text: str, span: Span, level: _Level | None) -> None:
        """What a plain text shows of half-meant signs."""
        first = text[0]
        if first in "“‘" and text[-1] in "”’" and not any(mark in text[1:-1] for mark in "“”‘’"):
            self._note("curly-quotes", span, text)
        elif level is not None and not level.flow and self._own_line(span):
            if first == "-":
                self._note("tight-dash", span, text)
            elif span.line != span.end_line:
                self._note("own-lines", span, text)
        if "，" in text and level is not None and level.flow and isinstance(level.data, list):
            self._note("wide-comma", span, text)

    def _own_line(self, span: Span) -> bool:
        return not self.rows[span.line - 1][: span.column - 1].strip()

    def _look_for_colon(self, key: str, route: Route, span: Span) -> None:
        """In braces, ``{甲, 乙}`` and ``{标题：x}`` are keys without a value."""
        place = self.draft.key_spans[route]
        row = self.rows[place.end_line - 1]
        if not row[place.end_column - 1 :].lstrip().startswith(":") and span.line == place.end_line:
            self._note("no-colon", place, key)

    def _tag(self, tag: str | None, span: Span) -> None:
        if tag is not None and str(tag) not in _CORE_TAGS and str(tag) != "!":
            self._note("unknown-tag", span, str(tag))

    def _second_document(self) -> None:
        self._note("second-document", self.separator)
        self.draft.whole = True
        raise _Stop

    def _note(self, kind: str, span: Span, text: str = "", other: Span | None = None) -> None:
        if len(self.draft.notes) < NOTES:
            self.draft.notes.append(Note(kind, span, text, other))

    def _at_end(self, span: Span) -> Span:
        end = (len(self.rows), len(self.rows[-1]) + 1)
        return Span(*(span[:2] if span.line <= len(self.rows) else end), *end)

    def _block_span(self, span: Span) -> Span:
        """A block text ends where its last line ends; the parsers go on to the next token."""
        last = min(span.end_line - (span.end_column == 1), len(self.rows))
        while last > span.line and not self.rows[last - 1].strip():
            last -= 1
        return Span(span.line, span.column, last, len(self.rows[last - 1].rstrip()) + 1)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    # Past Span's own __new__, which takes three times as long.
    return tuple.__new__(Span, (start.line + 1, start.column + 1, end.line + 1, end.column + 1))
