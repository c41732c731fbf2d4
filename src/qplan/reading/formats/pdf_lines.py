"""The glyphs of a page -> its lines, without the blanks that only the typesetter made."""

from __future__ import annotations

import itertools
import re
import statistics
import unicodedata
from collections.abc import Sequence
from typing import Any, Literal

from qplan.reading.formats.pdf_layout import NOTE, NOTE_END
from qplan.reading.formats.wrapping import Line

Char = dict[str, Any]

UNKNOWN = "〓"
"""Printers' mark for a character that they do not have; stands for a glyph whose meaning the file does not tell."""

_RADICALS = dict(
    zip(
        map(ord, "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"),
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
"""Programs that write PDF take 长 for the radical that looks like it; Unicode folds the other radicals itself."""
_CID = re.compile(r"\(cid:\d+\)")
_CLINGS = "，。、；：！？”’」』）)》〉】〕]％%‰,.;:!?"
_OPENS = "“‘「『（(《〈【〔["
_HANGS = re.compile(r"(?:附\s*件?\s*\d{0,2}\s*[：:]\s*(?:\d{1,2}\s*[.．、]\s*)?|\d{1,2}\s*[.．、]\s*|[—\-·●■◆]+\s*)")


def once(chars: Sequence[Char]) -> list[Char]:
    """The glyphs of a page without those that are drawn again in the same place, to look bold."""
    seen: dict[tuple[str, str], list[Char]] = {}
    kept = []
    for char in chars:
        same = seen.setdefault((char["text"], char["fontname"]), [])
        near = max(1.0, char["size"] / 16)
        if not any(abs(c["x0"] - char["x0"]) < near and abs(c["top"] - char["top"]) < near for c in same):
            same.append(char)
            kept.append(char)
    return kept


def lines(chars: Sequence[Char], page: int) -> list[Line]:
    """The lines of a page from top to bottom; small raised characters stand between `NOTE` and `NOTE_END`."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (-round(c["size"], 1), c["top"], c["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        row = next((row for row in reversed(rows) if row[0]["top"] <= middle < row[0]["bottom"]), None)
        if row is not None:
            row.append(char)
        elif char["text"].strip():
            rows.append([char])
    ordered = sorted(rows, key=lambda row: (row[0]["top"], row[0]["x0"]))
    made = [line for row in ordered if (line := _line(row, page)) is not None]
    return [line._replace(number=number) for number, line in enumerate(made, start=1)]


def _line(row: list[Char], page: int) -> Line | None:
    row = sorted(row, key=lambda c: c["x0"])
    while row and not row[0]["text"].strip():
        del row[0]
    inked = [char for char in row if char["text"].strip()]
    if not inked:
        return None
    size = statistics.median(char["size"] for char in inked)
    text, places = "", []
    previous: Char | None = None
    for char in row:
        if previous is not None and _gap(previous, char, size):
            text += " "
            places.append(char["x0"])
        words = shown(char["text"])
        if words == " " and char["x1"] - char["x0"] > 0.9 * size:
            words = "\u3000"
        if _raised(char, inked, size) and words.strip():
            words = f"{NOTE}{words}{NOTE_END}"
        text += words
        places += [char["x0"]] * len(words)
        previous = char
    text = text.replace(NOTE_END + NOTE, "")
    hang = _HANGS.match(text)
    hangs = tuple(places[at] for at in {hang.end()} if at < len(places)) if hang else ()
    return Line(
        page, 0, text.rstrip(), inked[0]["x0"], inked[-1]["x1"], min(c["top"] for c in inked),
        max(c["bottom"] for c in inked), float(size), _head(inked), hangs,
    )  # fmt: skip


def _gap(before: Char, char: Char, size: float) -> bool:
    """Whether a blank was meant between two glyphs: a typesetter spreads Chinese, and sets figures apart from it."""
    if not before["text"].strip() or not char["text"].strip():
        return False
    latin = before["text"].isascii() and char["text"].isascii()
    return bool(char["x0"] - before["x1"] > size * (0.17 if latin else 1.3))


def _raised(char: Char, row: Sequence[Char], size: float) -> bool:
    if char["size"] > 0.8 * size:
        return False
    full = max(row, key=lambda c: c["size"])
    return bool((char["top"] + char["bottom"]) / 2 < (full["top"] + full["bottom"]) / 2)


def _head(inked: Sequence[Char]) -> float:
    """The width of what cannot be divided at the beginning of a line."""
    at = 0
    while at + 1 < len(inked) and inked[at]["text"] in _OPENS:
        at += 1
    if inked[at]["text"].isascii():
        while at + 1 < len(inked) and inked[at + 1]["text"].isascii() and not _gap(inked[at], inked[at + 1], 6):
            at += 1
    while at + 1 < len(inked) and inked[at + 1]["text"] in _CLINGS:
        at += 1
    return float(inked[at]["x1"] - inked[0]["x0"])


def shown(text: str) -> str:
    """The characters that a glyph stands for, as one writes them."""
    return "".join(map(_written, _CID.sub(UNKNOWN, text).translate(_RADICALS)))


def _written(char: str) -> str:
    if bad(char):
        return UNKNOWN
    if "\u2f00" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" or "\ufb00" <= char <= "\ufb06":
        return unicodedata.normalize("NFKC", char)
    return " " if char == "\u00a0" else char


def bad(text: str) -> bool:
    """Whether the file does not tell what a glyph means: no Unicode, U+FFFD, private use."""
    return bool(_CID.search(text)) or any(c == "\ufffd" or unicodedata.category(c) in ("Co", "Cn", "Cs") for c in text)


def direction(char: Char) -> Literal["right", "up", "down", "slanted"]:
    """Where the writing of a glyph runs."""
    a, b = char["matrix"][:2]
    if abs(b) <= abs(a) / 8:
        return "right"
    if abs(a) <= abs(b) / 8:
        return "up" if b > 0 else "down"
    return "slanted"


def slanted(char: Char) -> bool:
    """Whether a glyph does not stand upright."""
    return direction(char) != "right"


def stacked(chars: Sequence[Char]) -> bool:
    """Whether the glyphs of a cell, in the order of the file, stand one under the other without space between."""
    inked = [char for char in chars if char["text"].strip()]
    falls = sum(
        bool(
            abs(b["x0"] + b["x1"] - a["x0"] - a["x1"]) < a["size"] / 2
            and 0.8 * a["size"] < b["top"] - a["top"] < 1.15 * a["size"]
        )
        for a, b in itertools.pairwise(inked)
    )
    return falls > 0 and falls * 10 >= 6 * (len(inked) - 1)


def turned(char: Char) -> Char:
    """A glyph of sideways or stacked writing with the places that it has when the head is tilted."""
    x0, x1, top, bottom = (char[key] for key in ("x0", "x1", "top", "bottom"))
    if direction(char) == "up":
        return char | {"x0": -bottom, "x1": -top, "top": x0, "bottom": x1}
    return char | {"x0": top, "x1": bottom, "top": -x1, "bottom": -x0}


def in_stream_order(chars: Sequence[Char]) -> list[str]:
    """Slanted words as the file draws them: a water mark, a stamp."""
    text = "".join(shown(char["text"]) for char in chars).strip()
    return [text] if text else []
