"""What a reading has come to so far: data, places, and notes of what is amiss."""

from __future__ import annotations

from typing import Any, NamedTuple

from qplan.findings import Route
from qplan.source import Span

_START = Span(1, 1, 1, 1)


class Note(NamedTuple):
    """Something amiss that does not stop the reading: which kind, where, in whose words, and a second place."""

    kind: str
    span: Span
    text: str = ""
    other: Span | None = None


class Draft:
    """What has been read so far; `compose` fills it, so that a text that breaks off leaves what came before.

    ``last`` is the scalar read last, ``whole`` says that the end was reached.
    """

    def __init__(self) -> None:
        self.data: Any = None
        self.spans: dict[Route, Span] = {}
        self.key_spans: dict[Route, Span] = {}
        self.raw: dict[Route, str] = {}
        self.notes: list[Note] = []
        self.last = _START
        self.whole = False
