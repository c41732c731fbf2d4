"""YAML text -> Tree: plain data with the place of every key and value."""

from __future__ import annotations

from typing import Any, NamedTuple

from qplan.findings import Finding, Route
from qplan.patterns import pattern
from qplan.source import Source, Span, lines
from qplan.syntax import events
from qplan.syntax.composing import compose
from qplan.syntax.draft import Draft

_ODD = pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffd-\uffff]"
    "|\r(?!\n)|\t"
)
_CUT = pattern(r"(?<= )#(?=[^\s#!])")


class Tree(NamedTuple):
    """What one YAML text holds, in the file's own keys.

    Args:
        data: dicts, lists, str, int, float, bool and None. A dict at the top, or None where the text breaks
            off or something else stands at the top; the findings say why. What an alias repeats is shared,
            not copied, so the data is for reading only.
        spans: the place of every value, by route; an empty value's has no width. Values below an alias have
            none of their own.
        key_spans: the place of every key, by the route of its value.
        raw: the written text of every plain scalar that became int, float, bool or None.
        findings: what is wrong with the text itself, codes Q001 to Q026, in the order of the text.
    """

    data: dict[str, Any] | None
    spans: dict[Route, Span]
    key_spans: dict[Route, Span]
    raw: dict[Route, str]
    findings: tuple[Finding, ...] = ()


def read(source: Source, *, compiled: bool = events.COMPILED) -> Tree:
    """Read a YAML text. Never raises: what is wrong is among the tree's findings.

    A mistake that has one sure mending (a missing quote, a full-width colon) is reported, mended in memory and
    read past, so that what follows is judged too; places are always those of the text as it stands.

    Args:
        source: the decoded text.
        compiled: with the C parser; both parsers give the same tree.
    """
    first = None
    if source.bad is None and source.encoding in ("utf-8", "utf-8-sig") and not _is_odd(source.text):
        first = _attempt(source.text, compiled)
        draft, _ = first
        if draft.whole and not draft.notes and type(draft.data) is dict:
            return Tree(draft.data, draft.spans, draft.key_spans, draft.raw)
    from qplan.syntax import mending

    return Tree(*mending.read(source, compiled=compiled, first=first))


def _attempt(text: str, compiled: bool) -> tuple[Draft, events.Fault | None]:
    draft = Draft()
    try:
        compose(events.stream(text, compiled=compiled), lines(text), draft)
    except events.Fault as fault:
        return draft, fault
    return draft, None


def _is_odd(text: str) -> bool:
    """Whether characters or comments of a text need a second look."""
    sound = "\ufffd" not in text and text.replace("\n", "").isprintable()  # which says no to all that is odd
    return bool((not sound and _ODD.search(text)) or (" #" in text and _CUT.search(text)))
