"""What became of every paragraph of a source: mapped, kept or dropped; as many go in as come out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from qplan.findings import Route

Fate = Literal["mapped", "kept", "dropped"]
FATES: dict[Fate, str] = {"mapped": "写入方案", "kept": "照录为文字", "dropped": "舍去"}


@dataclass(frozen=True)
class Entry:
    """The fate of one paragraph, or of one cell of a table.

    ``block`` is its number among the source's paragraphs and cells, from 0; ``where`` its place in the source
    (第 12 行, 表 2 第 3 行第 1 列). ``place`` names the part of the plan that has it, in the words of the plan
    file (公文/标题, 内容/二/(一)/1), and ``route`` is its place in the plan data where it has one;
    ``reason`` says why it was kept as it is, or dropped. ``document`` is 1, or the number of the plan that
    has it where one source holds several.
    """

    block: int
    where: str
    text: str
    fate: Fate
    place: str = ""
    reason: str = ""
    route: Route = ()
    document: int = 1


@dataclass(frozen=True)
class Doubt:
    """What a person should look at: the number of a paragraph of the source, from 0, and what is odd about it."""

    block: int
    message: str


@dataclass(frozen=True)
class Ledger:
    """The account of one import: one entry a paragraph or cell, in the order of the source.

    ``altered`` are the paragraphs of the body that the plan does not print as paragraphs of the same words.
    """

    source: str
    entries: tuple[Entry, ...]
    doubts: tuple[Doubt, ...] = ()
    altered: tuple[Entry, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many paragraphs had this fate."""
        return sum(entry.fate == fate for entry in self.entries)

    def where(self, doubt: Doubt) -> str:
        """The place in the source that a doubt is about."""
        return self.entries[min(doubt.block, len(self.entries) - 1)].where

    def as_data(self) -> dict[str, Any]:
        """The ledger for ``--ledger FILE.json``, as schemas/ledger.schema.json describes it."""
        return {
            "format": "qplan-ledger/1",
            "source": self.source,
            "summary": {
                "paragraphs": len(self.entries),
                **{fate: self.count(fate) for fate in FATES},
                "altered": [{"where": entry.where, "text": entry.text} for entry in self.altered],
            },
            "entries": [
                {
                    "where": e.where,
                    "text": e.text,
                    "fate": e.fate,
                    "place": e.place or None,
                    "reason": e.reason or None,
                    "document": e.document,
                }
                for e in self.entries
            ],
            "doubts": [{"where": self.where(d), "message": d.message} for d in self.doubts],
        }


def close(
    source: str,
    paragraphs: int,
    entries: Iterable[Entry],
    doubts: Iterable[Doubt] = (),
    altered: Collection[int] = (),
) -> Ledger:
    """Draw up the account.

    Args:
        source: the name of the file.
        paragraphs: how many paragraphs were read.
        entries: what became of them, in any order.
        doubts: what wants a look, in any order.
        altered: the numbers of the paragraphs that are not printed as they stood.

    Raises:
        ValueError: where a paragraph has no entry, or two: the importer lost or doubled it.
    """
    ordered = sorted(entries, key=lambda entry: entry.block)
    if [entry.block for entry in ordered] != list(range(paragraphs)):
        found = {entry.block for entry in ordered}
        missing = sorted(set(range(paragraphs)) - found)
        raise ValueError(f"{paragraphs} paragraphs, {len(ordered)} entries, without one: {missing[:5]}")
    unique = sorted(set(doubts), key=lambda doubt: (doubt.block, doubt.message))
    return Ledger(source, tuple(ordered), tuple(unique), tuple(e for e in ordered if e.block in altered))
