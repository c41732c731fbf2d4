"""What is said of a plan: first where in the model (`Remark`), then where in the file (`Finding`)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from qplan.source import Span

Route = tuple[str | int, ...]
"""A place in the plan's data: English keys and list positions from the top, e.g. ``("content", 1, "title")``."""


class Severity(StrEnum):
    """How much a finding weighs; the order is that of `rank`."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("error", "warning", "advice").index(self.value)


class Entry(NamedTuple):
    """What a code stands for, with its reason and two small plans: one that gives it, one that does not."""

    code: str
    name: str
    severity: Severity
    title: str
    why: str
    bad: str
    good: str


class Fix(NamedTuple):
    """An edit of exactly one span, and the words that offer it."""

    span: Span
    text: str
    label: str


class Remark(NamedTuple):
    """What a rule says, before it has a line.

    Args:
        at: the route it blames. A route that is not in the file stands for its nearest ancestor that is.
        message: one line of plain Chinese that names the thing, without a final mark.
        hint: what stands beside the caret: what was expected, or “是否应为……”.
        remedy: how to mend it, best as the corrected line.
        on_key: blame the key rather than its value.
        severity: overrides the rule's own, e.g. by 稿次.
        other: a second place worth showing (the first of two duplicates), with its label.
        words: a piece of the value at ``at``, as it stands in the file: the finding points at just these words.
    """

    at: Route
    message: str
    hint: str = ""
    remedy: str = ""
    on_key: bool = False
    severity: Severity | None = None
    other: tuple[Route, str] | None = None
    words: str = ""


WHOLE = "全文"
"""The heading of what is about a document as a whole; it stands at the title."""


class Spot(NamedTuple):
    """Where a finding stands in a document that is no plan file (Word, text, web page), as its reader finds it.

    ``heading`` is 二、（三）5“完善重点产业链建设”, or what stands around the content (标题, 引言, 落款 …);
    ``paragraph`` counts the paragraphs below that heading, the heading's own being the first, 0 where the whole of
    it is meant; ``quote`` are the paragraph's first words; ``where`` is the place that the file's reader counted
    (第 12 段, 第 12 行, 表 2 第 5 行第 3 列); ``block`` is the paragraph's number in the ledger, from 0.
    """

    heading: str
    paragraph: int
    quote: str
    where: str
    block: int

    @property
    def words(self) -> str:
        """The place in words: 二、（三）5“完善重点产业链建设”第2段, 附件1“任务分工表”（表 2 第 5 行第 3 列）.

        The number of a paragraph of the file is left out, for no program shows it.
        """
        nth = f"第{self.paragraph}段" if self.paragraph else ""
        shown = self.heading != WHOLE and not re.fullmatch(r"第 \d+ 段", self.where)
        return f"{self.heading}{nth}{f'（{self.where}）' if shown else ''}"


class Finding(NamedTuple):
    """A remark with code, severity and place: what every report prints.

    In a document that is no plan file ``spot`` is the place; ``span`` then counts its paragraphs as lines.
    """

    code: str
    name: str
    severity: Severity
    message: str
    file: str
    span: Span
    at: Route = ()
    hint: str = ""
    remedy: str = ""
    other: tuple[Span, str] | None = None
    fix: Fix | None = None
    spot: Spot | None = None
