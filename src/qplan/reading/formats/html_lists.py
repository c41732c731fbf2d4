"""A page's numbered list -> the number that a browser prints before each of its items."""

from __future__ import annotations

import re
from typing import Any

from qplan.notation import numbering
from qplan.reading.formats.numerals import numeral
from qplan.reading.marks import mark

_LABEL = "data-qplan-number"
"""The attribute that keeps an item's printed number in the tree; taken away from what the page says itself."""
_STYLE = re.compile(r"list-style(?:-type)?:([\w-]+)")
_KINDS = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
    "upper-roman": "I", "cjk-ideographic": "一", "simp-chinese-informal": "一", "trad-chinese-informal": "一",
    "cjk-decimal": "一", "none": "", "disc": "", "circle": "", "square": "",
}  # fmt: skip
_MOST = 999


def numbers(ordered: Any) -> None:
    """Enter the printed numbers of a list's items in the tree, for `number`.

    Items that bring their own numbers in their text get none.
    """
    items = list(ordered.iterchildren("li"))
    own = sum(mark(_opening(item)) is not None for item in items)
    kind = _kind(ordered, ordered.get("type") or "1")
    step = -1 if ordered.get("reversed") is not None else 1
    count = _whole(ordered.get("start"), len(items) if step < 0 else 1)
    for item in items:
        count = _whole(item.get("value"), count)
        look = _kind(item, item.get("type") or kind)
        item.set(_LABEL, "" if own * 2 > len(items) else _printed(look, count))
        count += step


def number(item: Any) -> str:
    """The printed number of an item; "" for one of a list without numbers."""
    parent = item.getparent()
    known: str = item.get(_LABEL) or ""
    return known if parent is not None and parent.tag == "ol" else ""


def _opening(item: Any) -> str:
    return "".join(item.itertext())[:40].strip()


def _kind(element: Any, given: str) -> str:
    found = _STYLE.search(re.sub(r"\s", "", element.get("style") or "").lower())
    return _KINDS.get(found[1], given) if found else given


def _whole(text: str | None, other: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text) else other


def _printed(kind: str, value: int) -> str:
    if not kind:
        return ""
    if kind == "一" and 0 < value <= _MOST:
        return f"{numbering.han(value)}、"
    if kind in ("a", "A") and 0 < value <= 26:  # noqa: PLR2004 - letters
        return f"{numeral(value, 'lowerLetter' if kind == 'a' else 'upperLetter')}."
    if kind in ("i", "I") and 0 < value < 40:  # noqa: PLR2004 - no list of a page is longer
        return f"{numeral(value, 'lowerRoman' if kind == 'i' else 'upperRoman')}."
    return f"{value}."
