"""The plan's title and subtitle -> 实施期, the years it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?度?\s*(?:[—\-–―~～]{1,2}|至|到)\s*((?:19|20)\d\d)(?:\s*年|(?=\s*[）)]))")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!\s*(?:[版修底前以]|\d{1,2}\s*月))")
_QUOTED = re.compile(r"《[^》]*》")
_LONGEST = 20
"""Years that a plan may run at most."""


def find(texts: Iterable[str]) -> dict[str, int] | None:
    """The first range of years in them, as plan data, or else the only year; None where there is neither.

    A title that is cited (贯彻《…规划（2021—2035年）》) has years of its own. 2026年工作要点 runs that year, and a
    deadline without a year means it.

    Args:
        texts: title and subtitles of the plan, no other texts: a range in prose may be anything's.
    """
    bare = [_QUOTED.sub("", text) for text in texts]
    for text in bare:
        found = _RANGE.search(text)
        if found is not None:
            start, end = int(found[1]), int(found[2])
            return {"start": start, "end": end} if start <= end <= start + _LONGEST else None
    years = {int(year) for text in bare for year in _YEAR.findall(text)}
    return {"start": min(years), "end": max(years)} if len(years) == 1 else None
