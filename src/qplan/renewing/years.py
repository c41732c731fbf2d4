"""A text -> the years in it that lie before a plan's period, and words such as 今年 that meant one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from qplan.patterns import pattern

_DIGITS = "〇一二三四五六七八九"
_CENTURY = 2000
_YEAR = r"(?:19|20)\d\d"
_SPAN = pattern(
    rf"(?<![\d.]){_YEAR}\s*(?:年度?|学年)?(?:\s*(?:[—–~-]{{1,2}}|至|到|[、和及与])\s*{_YEAR}\s*(?:年度?|学年)?(?!\d))+"
)
_SINGLE = pattern(rf"(?<!\d){_YEAR}\s*年度?(?!代)")
_DAY = pattern(rf"(?<![\d.]){_YEAR}(?:[-/.](?:1[0-2]|0?[1-9])(?:[-/.](?:3[01]|[12]\d|0?[1-9]))?|Q[1-4])(?![\d.%/-])")
_SHORT = pattern(r"(?<![\d.])(?P<year>1[5-9]|2\d)年(?:底(?![蕴线部层子])|(?:1[0-2]|[1-9])月)")
_WORDS = pattern(rf"(?:二[{_DIGITS}○零]|一九)[{_DIGITS}○零]{{2}}年")
_RELATIVE = pattern(
    r"(?<![如迄当至])今年(?![产均份])|(?<![除过])去年(?![产均份])|(?<![阐说标注证表写指申声文昆])明年(?![产均份度])"
)
_MARKED = pattern(r"年|[—–~-]|至|到")


def outdated(flat: str, *, year: int, made: int | None) -> Iterator[tuple[int, int]]:
    """Stretches [start, end) that name a year before ``year``: 2024年, 2023—2024年, 2024-12, 24年底, 二〇二四年.

    A span that begins before it is one stretch, however far it reaches. 今年 and the like meant a year before where
    the text was written in one.

    Args:
        flat: half-width text.
        year: the first year of the new plan.
        made: the year in which the text was written, None where that is not told (it counts as earlier).
    """
    every = (
        (found for found in _SPAN.finditer(flat) if _MARKED.search(found[0])),
        *(form.finditer(flat) for form in (_SINGLE, _DAY, _WORDS)),
    )
    for found in chain.from_iterable(every):
        if _first(found[0]) < year:
            yield found.span()
    for found in _SHORT.finditer(flat):
        if _CENTURY + int(found["year"]) < year:
            yield found.start(), found.end("year") + 1
    if made is None or made < year:
        yield from (found.span() for found in _RELATIVE.finditer(flat))


def _first(text: str) -> int:
    """The earliest year that a stretch names."""
    figures = re.findall(_YEAR, text)
    return min(map(int, figures)) if figures else _worded(text)


def _worded(text: str) -> int:
    return int("".join(str(_DIGITS.index(char)) for char in text[:-1].translate(str.maketrans("○零", "〇〇"))))
