"""A text of last year's plan -> the same with what is out of date marked 〔待填：原为…〕, its words kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from qplan.notation import notes, unit_reforms
from qplan.notation.punctuation import halved
from qplan.patterns import pattern
from qplan.plan import ROLES
from qplan.renewing import meetings, years
from qplan.text import PLACEHOLDER
from qplan.tolerant import names, texts

Data = dict[str, Any]

Kind = Literal["year", "meeting", "unit"]
_WAS = pattern(r"〔待填：原为(?P<old>[^〔〕；]*)(?:；[^〔〕]*)?〕")
_CITED = pattern(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_NUMBER = pattern(r"[^\W\d_]{1,14}[〔\[(【](?:19|20)\d\d[〕\])】]第?\d*号?|(?:19|20)\d\d年第\d+号")
_ANY_YEAR = pattern(r"(?:19|20)\d\d")
_UNITS = (*ROLES, "units", "members")
_KEPT = frozenset({
    "id", "covers", "numbering", "item_heading", "part", "show", "targets", "since", "place", "unit", "kind",
    "category", "stage", "number", "requirement", "document",
})  # fmt: skip
"""What is no wording of the plan's own: ids, references, settings, the document of 另有部署."""


class Spot(NamedTuple):
    """What is out of date, at [start, end) of a text; ``now`` says what came after, or ""."""

    start: int
    end: int
    kind: Kind
    now: str = ""


@dataclass
class Marker:
    """Marks texts for one new plan, and counts: ``marked`` by kind, ``cited`` years that stay in titles and numbers.

    ``year`` is the first of the new plan; ``made`` the year in which last year's plan was written, None where it
    does not tell; ``region`` the plan's own place, ``title`` last year's title, which is no other document's.
    """

    year: int
    made: int | None = None
    region: str | None = None
    title: str = ""
    marked: Counter[Kind] = field(default_factory=Counter)
    cited: int = 0

    def text(self, words: str) -> str:
        """The text with each spot in a placeholder; what stands in one already is left alone.

        The year of a cited document, in its title or its number, is a part of its name and stays.
        """
        out: list[str] = []
        at = 0
        flat = halved(words)
        cited = self._cited(flat)
        sealed = [*_spans(PLACEHOLDER, words), *cited]
        self.cited += sum(
            int(year[0]) < self.year for start, end in cited for year in _ANY_YEAR.finditer(flat, start, end)
        )
        for spot in sorted(self._spots(flat), key=lambda each: (each.start, -each.end)):
            if spot.start < at or any(spot.start < end and start < spot.end for start, end in sealed):
                continue
            self.marked[spot.kind] += 1
            out += [words[at : spot.start], was(words[spot.start : spot.end], spot.now)]
            at = spot.end
        return "".join((*out, words[at:]))

    def node(self, value: Any, key: str = "") -> Any:
        """Canonical plan data with every wording in it marked; a list of units in one string becomes a list."""
        if isinstance(value, dict):
            return {
                name: inner if name in _KEPT else self.node(inner, name) for name, inner in self._parted(value).items()
            }
        if isinstance(value, list):
            return [self.node(each, key) for each in value]
        if not isinstance(value, str):
            return value
        if key == "due" and value.strip().isdecimal() and int(value) < self.year:
            self.marked["year"] += 1
            return was(value.strip())
        return self.text(value)

    def _parted(self, data: Data) -> Data:
        """Units and deadlines apart where one will be marked: a note in one string has no place for it."""
        parted = dict(data)
        for key in ("duty", "unit_note"):
            note = parted.get(key)
            if isinstance(note, str) and any(self._spots(halved(note))):
                del parted[key]
                parted = _told(notes.read(note)) | parted
        if isinstance(parted.get("yearly"), dict):
            parted["yearly"] = self._years_ahead(parted["yearly"])
        for key in _UNITS:
            if key in parted and any(any(self._spots(halved(each))) for each in texts(parted[key])):
                every, others = names(parted[key])
                parted[key] = list(every)
                if others and key in ROLES:
                    parted["and_others"] = True
        return parted

    def _years_ahead(self, yearly: dict[str, str]) -> dict[str, str]:
        """What was planned for years that are over becomes the new plan's first year's, each with its year marked."""
        ahead = {year: words for year, words in yearly.items() if int(year[:4]) >= self.year}
        behind = [f"{was(f'{year[:4]}年')}{words}" for year, words in sorted(yearly.items()) if year not in ahead]
        self.marked["year"] += len(behind)
        first = str(self.year)
        words = "；".join([*behind, *([ahead[first]] if first in ahead else [])])
        return ({first: words} if behind else {}) | {
            year: text for year, text in ahead.items() if year != first or not behind
        }

    def _cited(self, flat: str) -> list[tuple[int, int]]:
        """Titles and numbers of other documents."""
        own = halved(self.title)
        titles = [span for span in _spans(_CITED, flat) if not own or flat[span[0] + 1 : span[1] - 1] != own]
        return [*titles, *_spans(_NUMBER, flat)]

    def ended(self, name: str) -> bool:
        """Whether a text names a body that a reform ended before the new plan."""
        return any(spot.kind == "unit" for spot in self._spots(halved(name)))

    def _spots(self, flat: str) -> Iterator[Spot]:
        yield from (Spot(*span, "year") for span in years.outdated(flat, year=self.year, made=self.made))
        yield from (
            Spot(each.start, each.end, "meeting", each.since)
            for each in meetings.overtaken(flat, year=self.year, made=self.made)
        )
        for each in unit_reforms.spots(flat, self.region):
            if each.ended.until < f"{self.year}-01-01":
                yield Spot(each.start, each.end, "unit", f"现一般为{each.successor}")


def _told(note: notes.Note) -> Data:
    """What a note says, as plan data."""
    told: Data = {role: list(getattr(note.duty, role)) for role in ROLES if getattr(note.duty, role)}
    if note.duty.and_others:
        told["and_others"] = True
    if note.due is not None:
        told["due"] = note.due.text
    return told


def was(old: str, now: str = "") -> str:
    """The one placeholder for what is out of date: its old words, and what came after where that is known."""
    return f"〔待填：原为{old}{'；' if now else ''}{now}〕"


def unmarked(text: str) -> str:
    """The text as it was: every such placeholder gives way to the old words that it keeps."""
    return _WAS.sub(lambda found: found["old"], text)


def _spans(form: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in form.finditer(text)]
