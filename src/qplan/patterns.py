"""Regular expressions that are compiled at their first use: a sound plan asks for less than half of ours."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(source: str) -> re.Pattern[str]:
    """The pattern of ``source``; compiling every one of them at start took as long as judging a plan."""
    return cast("re.Pattern[str]", _Late(source))


class _Late:
    """Stands for a pattern until one of its methods is asked for, and keeps that method as its own."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source), name)
        setattr(self, name, found)
        return found
