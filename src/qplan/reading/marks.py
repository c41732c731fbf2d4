"""The printed number at the head of a paragraph: text -> Mark; a heading without a number has one too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qplan.notation import numbering

KINDS = ("第一编", "第一部分", "第一章", "第一节", "第一条", "一、", "（一）", "1.", "（1）", "1）", "①")
"""The looks of a number, outermost first. A number of one look stands below every look before it."""
CLOSING = -100.0
"""The rank of the words that close a plan: they stand outside every heading."""
UNNUMBERED = "无"
"""The sample of a level whose headings print no number."""

_HAN = "一二三四五六七八九十百零〇"
_PATTERNS: tuple[tuple[str | None, re.Pattern[str]], ...] = (
    (None, re.compile(rf"第(?P<n>[{_HAN}]{{1,5}}|\d{{1,3}})(?P<word>部分|[编章节条])(?![的款项约例])")),
    ("一、", re.compile(rf"(?P<n>[{_HAN}]{{1,4}})\s?[、．.](?![{_HAN}][类级线期产])")),
    ("（一）", re.compile(rf"[（(]\s?(?P<n>[{_HAN}]{{1,5}})\s?[)）][、.．]?|(?P<one>[㈠-㈩])")),
    ("1.", re.compile(r"(?P<n>\d{1,3})\s?[.．﹒、](?!\d)|(?P<one>[⒈-⒛])")),
    ("1.", re.compile(r"(?P<n>\d{1,3})[.．﹒、](?=(?:19|20)\d\d\s?年|1\d{4})")),
    ("（1）", re.compile(r"[（(]\s?(?P<n>\d{1,3})\s?[)）][、.．]?|(?P<one>[⑴-⒇])")),
    ("1）", re.compile(r"(?P<n>\d{1,2})[)）](?!\d)")),
    ("①", re.compile(r"(?P<n>[①-⑳㉑-㉟㊱-㊿])")),
)
_SINGLE = {"（一）": "㈠", "1.": "⒈", "（1）": "⑴"}
"""The first of the signs that hold bracket or stop and numeral in one."""


@dataclass(frozen=True)
class Mark:
    """A printed number: its look (one of `KINDS`), its value, as printed, and the text after it.

    A heading that prints no number has the look "" and the value 0; ``depth`` is then its rank.
    """

    kind: str
    ordinal: int
    printed: str
    rest: str
    depth: float = 0

    @property
    def rank(self) -> float:
        """0 for the outermost look."""
        return KINDS.index(self.kind) if self.kind else self.depth

    @property
    def sample(self) -> str:
        """The printed number with 1 in the place of its own value, as 编号方式 wants it."""
        if not self.kind:
            return UNNUMBERED
        look = numbering.sample(self.printed)
        return look.printed(1) if look.kind != "none" else self.kind


def mark(text: str, at: int = 0) -> Mark | None:
    """The number that stands at a place of a paragraph; None where there is none, or nothing follows it."""
    for kind, pattern in _PATTERNS:
        found = pattern.match(text, at)
        if found is None:
            continue
        ordinal = _value(kind, found)
        blank = re.compile(r"\s*").match(text, found.end())
        end = blank.end() if blank else found.end()
        if ordinal is None or not text[end:]:
            return None
        # A blank after 1. or 第一条 belongs to the look; after 一、 and （一） it is a slip of the typesetter.
        gap = text[found.end() : end][:1] if kind in (None, "1.") else ""
        return Mark(kind or f"第一{found['word']}", ordinal, text[at : found.end()] + gap, text[end:])
    return None


def _value(kind: str | None, found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if groups.get("one"):
        return ord(groups["one"]) - ord(_SINGLE[kind or ""]) + 1
    return numbering.value(groups["n"])
