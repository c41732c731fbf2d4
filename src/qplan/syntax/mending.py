"""A text with something wrong -> what can be read of it, and every mistake with its place in the text as it is.

What has one sure mending is mended in memory and read past; the rest ends the reading. Each mending must bring
the parser further than before, so the loop ends, and one mistake stays one finding.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from qplan.findings import Finding, Fix, Route
from qplan.source import Source, Span
from qplan.syntax import characters, events
from qplan.syntax.composing import NOTES, compose
from qplan.syntax.draft import Draft
from qplan.syntax.edits import Edited
from qplan.syntax.faults import explain, explain_top
from qplan.syntax.mistakes import CODES, Slip
from qplan.syntax.slips import noted

ROUNDS = 40
"""How often a text is mended and read again."""
PER_LINE = 3
"""Mistakes of one line that are mended."""
CHARACTERS = 4_000_000
"""How much is read again in all. What the pure parser reads counts thirty times, for so much slower it is."""
_SLOWNESS = 30

Attempt = tuple[Draft, events.Fault | None]
"""What a parser came to: the draft so far, and why it gave up."""
Parts = tuple[dict[str, Any] | None, dict[Route, Span], dict[Route, Span], dict[Route, str], tuple[Finding, ...]]


def read(source: Source, *, compiled: bool, first: Attempt | None = None) -> Parts:
    """The data, spans, key spans, raw texts and findings of a text, as `qplan.nodes.Tree` holds them.

    The data is None, and so nothing has a place, where the reading broke off or no mapping stands at the top.

    Args:
        source: the text.
        compiled: with the C parser, as far as it goes.
        first: what one reading of the same text, unmended, has come to, if there has been one.
    """
    reading = _Reading(source, compiled, first)
    reading.mend(list(characters.inspect(source)))
    draft = reading.through()
    findings = tuple(sorted(reading.findings, key=lambda each: (each.span, each.code)))
    if not draft.whole or not isinstance(draft.data, dict):
        return None, {}, {}, {}, findings
    back = reading.edited.back
    spans = {route: back(span) for route, span in draft.spans.items()}
    key_spans = {route: back(span) for route, span in draft.key_spans.items()}
    return draft.data, spans, key_spans, draft.raw, findings


class _Reading:
    """A text under repair: the text as edited so far, and the findings so far, in places of the original."""

    def __init__(self, source: Source, compiled: bool, first: Attempt | None) -> None:
        self.name = source.name
        self.compiled = compiled
        self.edited = Edited(characters.plain_rows(source.text))
        self.findings: list[Finding] = []
        self.said: set[tuple[str, Span]] = set()
        self.budget = CHARACTERS
        self.first = first
        self.furthest = self.blamed = Span(0, 0, 0, 0)
        self.blames: Counter[int] = Counter()

    def through(self) -> Draft:
        """Read and mend until nothing is left to mend, or no mending helps; then the draft is not whole."""
        for left in range(ROUNDS, -1, -1):
            draft, fault, slips = self.once()
            if fault is not None and not self.has_moved_on(fault, slips[-1]):
                slips.pop()
                break
            sure = [slip for slip in slips if slip.sure and slip.edits and self.is_new(slip)]
            if not sure:
                break
            hopeless = (fault is not None and slips[-1] not in sure) or len(slips) >= NOTES
            if hopeless or not left or self.budget < 0:
                draft.whole = False
                break
            self.mend(sure)
        for slip in slips:
            self.say(slip)
        return draft

    def has_moved_on(self, fault: events.Fault, slip: Slip) -> bool:
        """Whether the last mending helped. If it did not, another finding would only confuse."""
        place = self.edited.back(Span(fault.line + 1, fault.column + 1, fault.line + 1, fault.column + 1))
        blamed = self.edited.back(slip.span)
        self.blames[blamed.line] += 1
        stuck = place <= self.furthest and blamed <= self.blamed
        vague = blamed.line == self.blamed.line and not slip.edits
        self.furthest, self.blamed = place, blamed
        return not (stuck or vague or self.blames[blamed.line] > PER_LINE)

    def once(self) -> tuple[Draft, events.Fault | None, list[Slip]]:
        """One reading, by the pure parser too where the C parser's word may not be the last; a fault's slip is last."""
        rows = self.edited.rows
        draft, fault = self.first or self.parse(rows, compiled=self.compiled)
        self.first = None
        slip = explain(fault, rows, draft.last) if fault else None
        if fault and slip and self.compiled and (_is_doubtful(fault) or not slip.edits) and self.affords_pure(rows):
            second, its_fault = self.parse(rows, compiled=False)
            if its_fault is None or (its_fault.line, its_fault.column) >= (fault.line, fault.column):
                draft, fault = second, its_fault
                slip = explain(fault, rows, draft.last) if fault else None
        slips = list(noted(draft, rows))
        if draft.whole and not isinstance(draft.data, dict):
            slips.append(explain_top(draft.data, rows))
        return draft, fault, [*slips, slip] if slip else slips

    def parse(self, rows: list[str], *, compiled: bool) -> Attempt:
        """One pass of one parser."""
        draft = Draft()
        text = "\n".join(rows)
        self.budget -= len(text) * (1 if compiled else _SLOWNESS)
        try:
            compose(events.stream(text, compiled=compiled), rows, draft)
        except events.Fault as fault:
            return draft, fault
        return draft, None

    def affords_pure(self, rows: list[str]) -> bool:
        """Whether another reading by the pure parser stays within what a person waits for."""
        return sum(map(len, rows)) * _SLOWNESS < self.budget

    def mend(self, slips: list[Slip]) -> None:
        """Report slips and make their edits; of several sets of edits, those that let the parser get furthest."""
        edits: list[Fix] = []
        for slip in slips:
            chosen = max((slip.edits, *slip.choices), key=self.reach) if slip.choices else slip.edits
            self.say(slip, chosen)
            edits += chosen
        self.edited.apply(edits)

    def reach(self, edits: tuple[Fix, ...]) -> tuple[int, int]:
        """How far the parser would get."""
        trial = Edited(self.edited.rows)
        trial.apply(edits)
        _, fault = self.parse(trial.rows, compiled=self.compiled)
        return (fault.line, fault.column) if fault else (len(trial.rows) + 1, 0)

    def is_new(self, slip: Slip) -> bool:
        """Whether a slip has not been reported, and so not been mended, before."""
        return (slip.code, self.edited.back(slip.span)) not in self.said

    def say(self, slip: Slip, edits: tuple[Fix, ...] = ()) -> None:
        """Make a finding of a slip, once."""
        if not self.is_new(slip):
            return
        entry, back = CODES[slip.code], self.edited.back
        span = back(slip.span)
        if slip.code == "Q026" and any(code == "Q010" and place.line == span.line for code, place in self.said):
            return  # the wide blanks before a key are what hides it
        self.said.add((slip.code, span))
        self.findings.append(
            Finding(
                code=entry.code,
                name=entry.name,
                severity=slip.severity or entry.severity,
                message=slip.message,
                file=self.name,
                span=span,
                hint=slip.hint,
                remedy=slip.remedy,
                other=(back(slip.other[0]), slip.other[1]) if slip.other else None,
                fix=self.edited.joined(edits or slip.edits),
            )
        )


def _is_doubtful(fault: events.Fault) -> bool:
    """Whether the C parser may be wrong: it knows no ``[a:b]``, ``{a: :b}`` and Chinese names of anchors."""
    return any(words in fault.problem for words in ("unexpected ':'", "node content")) or any(
        words in fault.context for words in ("alias", "anchor", "directive")
    )
