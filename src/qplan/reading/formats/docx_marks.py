"""What Word marks beside the words -> which paragraphs run on, how many tracked changes, which fields never end."""

from __future__ import annotations

from qplan.reading.formats.docx_parts import Element, W, child, switch

TEXT = ""
DELETED = "修订中删除的文字"
HIDDEN = "隐藏文字"
"""Why words are no text; `TEXT` for those that are."""

CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))


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
