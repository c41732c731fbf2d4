"""The plan's title and subtitle -> 实施期, the years it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RANGE = re.compile(r"((?:19|20)\d\d)\s*年?度?\s*(?:[—\-–―~～]{1,2}|至|到)\s*((?:19|20)\d\d)(?:\s*年|(?=\s*[）)]))")
_QUOTED = re.compile(r"《[^》]*》")
_LONGEST = 20
"""Years that a plan may run at most."""


def find(texts: Iterable[str]) -> dict[str, int] | None:
    """The first range of years in them, as plan data; None where there is none.

    A title that is cited (贯彻《…规划（2021—2035年）》) has years of its own. A lone year is not told from the
    year of issue, and gives no period.

    Args:
        texts: title and subtitles of the plan, no other texts: a range in prose may be anything's.
    """
    for text in texts:
        found = _RANGE.search(_QUOTED.sub("", text))
        if found is not None:
            start, end = int(found[1]), int(found[2])
            if start <= end <= start + _LONGEST:
                return {"start": start, "end": end}
    return None
