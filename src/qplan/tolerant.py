"""Values that a drafter may write in several forms -> one form: a list or one string, lines or paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qplan.notation import notes


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The lines of a text, each a paragraph; blank lines and outer blanks do not count."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def members(entries: Any) -> Iterator[tuple[int, Any]]:
    """The members of a list with their positions, without those that shape took out."""
    return ((i, entry) for i, entry in enumerate(entries or ()) if entry is not None)


def texts(value: Any) -> tuple[str, ...]:
    """A list of texts, or one text, as they stand."""
    return (value,) if isinstance(value, str) else tuple(entry for _, entry in members(value))


def names(value: Any) -> tuple[tuple[str, ...], bool]:
    """Units from a list or one string in any notation, and whether 等 closed it."""
    every: list[str] = []
    others = False
    for text in texts(value):
        found, more = ((text,), False) if text.startswith("〔待填") else notes.units(text)
        every += found
        others = others or more
    return tuple(dict.fromkeys(every)), others
