"""A text of the plan -> runs: plain words, 〔待填：…〕 and ^[footnotes]; and how many 字 they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from qplan.patterns import pattern

PLACEHOLDER = pattern(r"〔待填(?:[：:][^〔〕]*)?〕")

_WIDE = (  # the usual ones first
    ("\u3001", "\u9fff"), ("\uff00", "\uffef"), ("\u2014", "\u2014"), ("\u2018", "\u201d"),
    ("\u2026", "\u2026"), ("\u00b7", "\u00b7"), ("\u2460", "\u24ff"), ("\u2e80", "\u2fff"),
    ("\uac00", "\ud7af"), ("\uf900", "\ufaff"), ("\ufe30", "\ufe4f"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
"""Chinese characters and marks, as ranges: first and last of each. A pattern of them takes long to compile."""

_MARK = "^["


class Run(NamedTuple):
    """A piece of a paragraph: plain text, a 〔待填：…〕 to be highlighted, or a footnote's own text.

    A note is a responsibility note that other words follow; the one at a paragraph's end stands apart.
    """

    text: str
    kind: Literal["plain", "placeholder", "footnote", "note"] = "plain"


def split(text: str) -> tuple[Run, ...]:
    """Cut a text into runs. A footnote is ``^[…]``, brackets inside in pairs; one left open is plain."""
    runs: list[Run] = []
    while _MARK in text:
        start = text.index(_MARK)
        end = _closing(text, start + len(_MARK))
        if end is None:
            break
        runs += _placeholders(text[:start])
        runs.append(Run(text[start + len(_MARK) : end].strip(), "footnote"))
        text = text[end + 1 :]
    return (*runs, *_placeholders(text))


def plain(text: str) -> str:
    """A text without its footnotes."""
    return "".join(run.text for run in split(text) if run.kind != "footnote")


def characters(texts: Iterable[str]) -> int:
    """字 as Word counts them: every Chinese character or mark one, every run of other characters one."""
    text = "\n".join(texts)
    wide = {char for char in set(text) if any(first <= char <= last for first, last in _WIDE)}
    others = text.translate(dict.fromkeys(map(ord, wide), " "))
    return sum(map(wide.__contains__, text)) + len(others.split())


def printed_date(date: str | None) -> str:
    """2026-03-02 as 2026年3月2日 (GB/T 9704-2012, 7.3.5); what is no date stays as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", date or "")
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else date or ""


def _closing(text: str, at: int) -> int | None:
    depth = 1
    for index in range(at, len(text)):
        depth += {"[": 1, "]": -1}.get(text[index], 0)
        if not depth:
            return index
    return None


def _placeholders(text: str) -> Iterable[Run]:
    at = 0
    for found in PLACEHOLDER.finditer(text):
        if found.start() > at:
            yield Run(text[at : found.start()])
        yield Run(found[0], "placeholder")
        at = found.end()
    if at < len(text):
        yield Run(text[at:])
