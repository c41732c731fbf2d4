"""YAML text -> parser events: the C parser's, or the pure-Python one's with the same places."""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import ScalarEvent

try:
    from _ruamel_yaml import CParser
except ImportError:  # no wheel for this machine: the pure parser alone, some thirty times slower
    CParser = None

from collections.abc import Iterator

from qplan.patterns import pattern

COMPILED = CParser is not None
"""Whether the C parser is there."""

_INDICATOR = pattern(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+[:-]")


class Fault(Exception):
    """Where a parser gave up; the reader makes a finding of it.

    Args:
        problem: the parser's own words; they differ between the two parsers.
        line: from 0, of the character that did not fit.
        column: from 0, in code points.
        context: what the parser was about, in its own words.
        start: line and column, from 0, where that began.
    """

    def __init__(self, problem: str, line: int, column: int, context: str, start: tuple[int, int]) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.column = column
        self.context = context
        self.start = start


def stream(text: str, *, compiled: bool = COMPILED) -> Iterator[Any]:
    """The events of a text; its marks count lines and columns from 0, columns in code points.

    Args:
        text: free of control characters, line separators and tabs between values, in which the parsers differ.
        compiled: by the C parser, else by the pure one.

    Raises:
        Fault: where the parser gives up.
    """
    return _compiled(text) if compiled else _pure(text)


def _compiled(text: str) -> Iterator[Any]:
    """The events of the C parser (libyaml 0.1.7)."""
    try:
        step = CParser(text).get_event
        event = step()
        while event is not None:
            yield event
            event = step()
    except YAMLError as error:
        raise _fault(error) from None


def _pure(text: str) -> Iterator[Any]:
    """The events of ruamel.yaml's own parser.

    It knows YAML 1.2 better than the C parser (``[a:b]``, ``{u: http://x}``), but places an empty value at the
    next token; that is evened out here.
    """
    from ruamel.yaml import YAML

    end = _Mark(0, 0, 0)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if type(event) is ScalarEvent and not (event.value or event.style or event.anchor or event.tag):
                found = _INDICATOR.match(text, end.index, event.start_mark.index)
                if found:
                    event.start_mark = event.end_mark = _moved(end, found)
            end = event.end_mark
            yield event
    except YAMLError as error:
        raise _fault(error) from None


class _Mark:
    """A place in a text, as the parsers' own marks give it."""

    def __init__(self, index: int, line: int, column: int) -> None:
        self.index = index
        self.line = line
        self.column = column


def _moved(mark: _Mark, over: re.Match[str]) -> _Mark:
    """The mark behind what was matched from ``mark`` on."""
    breaks = over[0].count("\n")
    column = len(over[0]) - over[0].rfind("\n") - 1 if breaks else mark.column + len(over[0])
    return _Mark(over.end(), mark.line + breaks, column)


def _fault(error: YAMLError) -> Fault:
    if not isinstance(error, MarkedYAMLError):  # ReaderError: the text is cleaned before, so hardly ever
        return Fault(str(error), 0, 0, "", (0, 0))
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    return Fault(error.problem or "", mark.line, mark.column, error.context or "", (start.line, start.column))
