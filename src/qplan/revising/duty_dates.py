"""A deadline and what it becomes -> the words for it, in the style of the file, and where a text says it."""

from __future__ import annotations

from qplan.notation import deadlines, notes
from qplan.plan import Due
from qplan.revising.duty_words import Splice, spliced

_DAYS = ("前", "底", "末", "日", "月", "季度", "年", "旬", "内")
"""What a deadline ends with behind which 完成 may stand."""


def shown(by: Due) -> str:
    """A deadline as tables print it."""
    return deadlines.printed(by)


def like(old: str, new: str) -> str:
    """A deadline in the style of another: for 2026-12, 2027年6月底前 is 2027-06; words stay words."""
    read = deadlines.read(new)
    if not old.isascii() or read is None or read.last is None:
        return new
    year, month, _ = read.last.split("-")
    forms = (year, f"{year}-{month}", read.last, f"{year}Q{-(-int(month) // 3)}")
    return next((form for form in forms if shown(Due(form)) == shown(Due(new))), new)


def dated(text: str, old: str, new: str, year: int | None) -> tuple[Splice, ...] | None:
    """The splices that change the deadline a text names; None where it names none, or none that can be told apart."""
    note = notes.read(text, year=year)
    if note.due is None:
        return None
    # 2026年底前完成 becomes 2027年底前完成, but 持续推进 alone.
    bare, whole = shown(note.due), note.due.text
    for words in dict.fromkeys((bare, whole, old) if new.endswith(_DAYS) else (whole, bare, old)):
        start = text.find(words) if words else -1
        while start >= 0:
            splice = _splice(text, start, start + len(words), new)
            again = notes.read(spliced(text, (splice,)), year=year)
            agrees = again.due is None if not new else again.due is not None and shown(again.due) == shown(Due(new))
            if agrees and again.duty == note.duty:
                return (splice,)
            start = text.find(words, start + 1)
    return None


def _splice(text: str, start: int, end: int, new: str) -> Splice:
    """A deadline that goes takes its label and the mark before it along."""
    if new:
        return Splice(start, end, new)
    for label in ("完成时限", "时限", "完成时间"):
        if text[:start].rstrip("：: ").endswith(label):
            start = len(text[:start].rstrip("：: ")) - len(label)
            break
    if text[end:].startswith("完成"):
        end += len("完成")
    start = len(text[:start].rstrip("；;，,、 "))
    return Splice(start, end, "")
