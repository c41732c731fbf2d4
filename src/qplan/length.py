"""How long a plan's body is, in 字 as Word counts them, annexes apart, and what length is usual."""

from __future__ import annotations

from collections.abc import Iterable

from qplan.body import Paragraph
from qplan.text import characters

SPECIAL, GENERAL = 4000, 5000
"""字 of a document that deploys one matter, and all of an office's work (《整治形式主义为基层减负若干规定》)."""


def length(paragraphs: Iterable[Paragraph]) -> int:
    """字 of a printed body, headings and responsibility notes included."""
    return characters(paragraph.text for paragraph in paragraphs)


def told(count: int) -> str:
    """A length as validate and render tell it."""
    return f"正文 {count:,} 字（按 Word 的算法，不含附件）{_against_limits(count)}"


def _against_limits(count: int) -> str:
    if count <= SPECIAL:
        return f"，在 {SPECIAL:,} 字以内"
    limit = GENERAL if count > GENERAL else SPECIAL
    return f"，超过 {limit:,} 字：部署专项工作的文件一般不超过 {SPECIAL:,} 字，全面工作的不超过 {GENERAL:,} 字"
