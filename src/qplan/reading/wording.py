"""Plan and ledger -> the paragraphs of a source that the plan does not print as they stood."""

from __future__ import annotations

from collections.abc import Iterable

from qplan.body import body
from qplan.ledger import Entry
from qplan.plan import Plan
from qplan.reading.blocks import folded
from qplan.text import Run


def altered(plan: Plan, entries: Iterable[Entry]) -> set[int]:
    """The numbers of the paragraphs of the body that are no paragraph of the printed plan, character for character.

    Width and blanks do not count (a paragraph is compared as `folded`), nor how a footnote is marked.
    """
    printed = {_plain(each.heading + "".join(map(_words, each.runs)) + each.note) for each in body(plan)}
    found = [entry for entry in entries if entry.place.startswith("内容/") and entry.route and entry.fate == "mapped"]
    return {entry.block for entry in found if _plain(entry.text) not in printed}


def _words(run: Run) -> str:
    return f"[{run.text}]" if run.kind == "footnote" else run.text


def _plain(text: str) -> str:
    return folded(text.replace("^[", "["))
