"""Pack findings and scores -> one JSON document, as schemas/scoring.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qplan.findings import Finding
from qplan.framework import Framework
from qplan.packs.scoring import STRENGTHS, Link, Score, total
from qplan.reporting.json import entry
from qplan.source import Source

FORMAT = "qplan-scoring/1"
_PLACES = 10_000


def report(
    pack: Framework | None,
    findings: Iterable[Finding],
    sources: Mapping[str, Source],
    scores: Sequence[Score],
    *,
    ascii_only: bool = False,
) -> str:
    """All that `framework check` has to say.

    Args:
        pack: what was checked; None where its file could not be read as a pack.
        findings: on the pack and its lexicon.
        sources: both files, by name.
        scores: one for each labels file.
        ascii_only: escape all else, for a console or pipe that cannot carry it.
    """
    document = {
        "format": FORMAT,
        "files": sorted(sources),
        "framework": {"id": pack.id, "edition": pack.edition, "title": pack.title} if pack else None,
        "findings": [entry(each) for each in sorted(findings, key=lambda each: (each.file, each.span, each.code))],
        "labels": [{"file": each.labels, "plan": each.plan, **_score(each, pack)} for each in scores if pack],
        "total": _score(total(scores), pack) if scores and pack else None,
    }
    return json.dumps(document, ensure_ascii=ascii_only, indent=2)


def _score(score: Score, pack: Framework) -> dict[str, Any]:
    counts = score.strengths()
    named = {link.requirement for link in score.links}
    return {
        "links": {
            **{kind: len(score.of(kind)) for kind in ("hit", "missed", "invented")},
            "precision": _cut(score.precision),
            "recall": _cut(score.recall),
            "f1": _cut(score.f1),
        },
        "strengths": {
            "same": sum(counts[each, each] for each in STRENGTHS),
            "confusion": [{"labelled": one, "found": other, "count": count} for (one, other), count in counts.items()],
        },
        "states": {
            "of": len(score.states),
            "covered_or_not": sum(each.same_side for each in score.states),
            "exact": sum(each.exact for each in score.states),
            "differ": [
                {"requirement": each.requirement, "labelled": list(each.expected), "found": each.found}
                for each in score.states
                if not each.exact
            ],
        },
        "requirements": [
            {"id": each.id, **{kind: len(score.of(kind, each.id)) for kind in ("hit", "missed", "invented")}}
            for each in pack.everything
            if each.id in named
        ],
        "missed": [_link(each) for each in score.of("missed")],
        "invented": [_link(each) for each in score.of("invented")],
        "strength_differs": [_link(each) for each in score.of("hit") if not each.same_strength],
    }


def _cut(share: float | None) -> float | None:
    """Four places, cut and not rounded: what is short of the whole never reads as the whole."""
    return None if share is None else int(share * _PLACES) / _PLACES


def _link(link: Link) -> dict[str, Any]:
    return {
        "where": link.where,
        "requirement": link.requirement,
        "labelled": list(link.expected),
        "found": link.found,
        "words": list(link.words),
        "groups": list(link.groups),
        "told": link.told,
        "text": link.text,
    }
