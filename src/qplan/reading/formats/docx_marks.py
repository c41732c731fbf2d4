"""What Word marks beside the words -> which paragraphs run on, who changed what when, how it was before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from qplan.reading.formats.docx_parts import Element, M, W, child, switch
from qplan.reading.formats.docx_symbols import symbol

TEXT = ""
DELETED = "修订中删除的文字"
HIDDEN = "隐藏文字"
"""Why words are no text; `TEXT` for those that are."""

CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
FORMATS = tuple(
    W + name
    for name in (
        "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "sectPrChange",
        "numberingChange", "cellMerge",
    )
)  # fmt: skip
LEAVES = (
    W + "t", W + "delText", M + "t", W + "tab", W + "ptab", W + "br", W + "cr", W + "noBreakHyphen", W + "sym"
)  # fmt: skip
"""The elements that words are made of."""

_SIGNS = {W + "tab": " ", W + "ptab": " ", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "-"}
_INVERSE = {
    W + "ins": W + "del", W + "del": W + "ins", W + "moveFrom": W + "moveTo", W + "moveTo": W + "moveFrom",
    W + "cellIns": W + "cellDel", W + "cellDel": W + "cellIns", W + "delText": W + "t",
    W + "delInstrText": W + "instrText",
}  # fmt: skip
_FORMER: Mapping[str, tuple[str, ...]] = {
    W + "pPrChange": (W + "rPr", W + "sectPr"),
    W + "rPrChange": CHANGES,
    W + "trPrChange": CHANGES,
    W + "tcPrChange": (W + "cellIns", W + "cellDel"),
}
"""The notes of how properties were before, and what stands beside properties and is none of them."""
_NAME = 40  # characters of an author that are kept
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T|$)")


def mark(paragraph: Element) -> str:
    """Why a paragraph's end is none, so that the next one joins it.

    Its mark is deleted by a tracked change, or hidden; or it is a drop cap, which only begins the next.
    """
    properties = child(paragraph, "pPr", "rPr")
    if child(properties, "del") is not None or child(properties, "moveFrom") is not None:
        return DELETED
    frame = child(paragraph, "pPr", "framePr")
    cap = frame is not None and frame.get(f"{W}dropCap") in ("drop", "margin")
    return HIDDEN if cap or switch(properties, "vanish") or switch(properties, "specVanish") else TEXT


def changes(root: Element) -> int:
    """How many tracked changes there are: of words, of rows, and of paragraph marks where no words changed."""
    count = 0
    for change in root.iter(*CHANGES):
        parent = change.getparent()
        if len(change) or parent.tag == f"{W}trPr":
            count += 1
        elif parent.tag == f"{W}rPr" and parent.getparent().tag == f"{W}pPr":
            paragraph = parent.getparent().getparent()
            count += all(paragraph.find(tag) is None for tag in CHANGES)
    return count


def reject(root: Element) -> None:
    """Turn the tracked changes of a story round: accepting them all then gives what stood there before them.

    What was put in is marked as taken out and the other way round; looks go back to what they were.
    """
    for each in list(root.iter(*_INVERSE)):
        each.tag = _INVERSE[each.tag]
    for change in list(root.iter(*_FORMER)):
        now, before = change.getparent(), next(iter(change), ())
        now[:] = [*before, *(each for each in now if each.tag in _FORMER[change.tag])]


def told(element: Element) -> tuple[str, str]:
    """The author of a tracked change or comment and its day, "" for what the file does not say or says absurdly."""
    author = "".join(ch if ch.isprintable() else " " for ch in str(element.get(f"{W}author") or "")[: 2 * _NAME])
    day = _DAY.match(str(element.get(f"{W}date") or "").strip())
    try:
        when = date.fromisoformat(day[1]).isoformat() if day else ""
    except ValueError:
        when = ""
    return " ".join(author.split())[:_NAME], when


def leaf(element: Element) -> str:
    """The words of one of the `LEAVES`; a tab or a break is a blank."""
    if element.tag in _SIGNS:
        return "" if element.getparent().tag == f"{W}tabs" else _SIGNS[element.tag]
    if element.tag == f"{W}sym":
        code = str(element.get(f"{W}char") or "")
        hexadecimal = re.fullmatch("[0-9A-Fa-f]{1,5}", code)
        return symbol(str(element.get(f"{W}font") or ""), int(code, 16) if hexadecimal else 0)
    return str(element.text or "")


def endless(root: Element) -> set[Element]:
    """The beginnings of fields that have no end."""
    begun: list[Element] = []
    for mark in root.iter(f"{W}fldChar"):
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            begun.pop()
    return set(begun)
