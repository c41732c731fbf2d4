"""What a reading has come to so far: data, places, and notes of what is amiss."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from qplan.findings import Route
from qplan.source import Span

_START = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class Note:
    """Something amiss that does not stop the reading: which kind, where, in whose words, and a second place."""

    kind: str
    span: Span
    text: str = ""
    other: Span | None = None


@dataclass
class Draft:
    """What has been read so far; `compose` fills it, so that a text that breaks off leaves what came before.

    ``last`` is the scalar read last, ``whole`` says that the end was reached.
    """

    data: Any = None
    spans: dict[Route, Span] = field(default_factory=dict)
    key_spans: dict[Route, Span] = field(default_factory=dict)
    raw: dict[Route, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    last: Span = _START
    whole: bool = False
