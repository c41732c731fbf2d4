"""What a document brings home -> one JSON document, as schemas/changes.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from qplan.revising import Change, Revised
from qplan.revising.colleagues import Placed

FORMAT = "qplan-changes/1"


def report(
    revised: Revised, *, plan: str, document: str, applied: Collection[int] = (), ascii_only: bool = False
) -> str:
    """Everything that a document brings home, by the numbers that `--only` takes.

    Args:
        revised: what is reported.
        plan: the plan file's name.
        document: the document's name.
        applied: the numbers of the changes that were written to the plan.
        ascii_only: escape all else, for a console or pipe that cannot carry it.
    """
    every = [*revised.changes, *revised.remarks]
    listed = [_change(number, change, number in applied) for number, change in enumerate(every, start=1)]
    data = {
        "format": FORMAT,
        "plan": plan,
        "document": document,
        "matched": revised.matched,
        "points": revised.total,
        "changes": listed[: len(revised.changes)],
        "comments": listed[len(revised.changes) :],
        "revisions": [_revision(each) for each in revised.revisions],
        "beside": list(revised.beside),
    }
    return json.dumps(data, ensure_ascii=ascii_only, indent=1)


def _change(number: int, change: Change, applied: bool) -> dict[str, Any]:
    return {
        "number": number,
        "at": list(change.at),
        "where": change.where,
        "what": change.what,
        "old": change.old,
        "new": change.new,
        "by": list(change.told),
        "applicable": bool(change.edits),
        "reason": change.reason,
        "unsure": change.unsure,
        "applied": applied,
    }


def _revision(placed: Placed) -> dict[str, Any]:
    what = placed.what
    return {
        "where": placed.where,
        "kind": what.kind,
        "author": what.author,
        "date": what.date,
        "text": what.text,
    }
