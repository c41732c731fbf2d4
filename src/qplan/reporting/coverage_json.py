"""Coverage -> one JSON document, as schemas/coverage.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qplan.collation import measured
from qplan.covering import CLOSING, STATES, Answer, Coverage, Tally
from qplan.evidence import Evidence, Passage
from qplan.findings import Route
from qplan.plan import Node

FORMAT = "qplan-coverage/1"


def report(coverage: Coverage, file: str, lines: Mapping[Route, int], *, ascii_only: bool = False) -> str:
    """The whole comparison.

    Args:
        coverage: what is reported.
        file: the plan's name, as the user gave it.
        lines: the line on which each node of the plan file begins, by route; evidence of a node that has none
            says null.
        ascii_only: escape all else, for a console or pipe that cannot carry it.
    """
    pack = coverage.framework
    areas = [
        {"id": each.id, "title": each.title, "place": each.place, "parts": [_part(*part) for part in each.parts]}
        | _tally(each.tally)
        for each in coverage.areas
    ]
    document = {
        "format": FORMAT,
        "file": file,
        "framework": {"id": pack.id, "edition": pack.edition, "title": pack.title, "number": pack.number},
        "requirements": [_answer(each, lines) for each in coverage.answers],
        "duties": [_answer(each, lines) for each in coverage.duties],
        "areas": areas,
        "total": _tally(coverage.total) | {"min_area": {kind: _least(areas, kind) for kind in ("strict", "covered")}},
        "silent": [_place(item) for item in coverage.silent],
        "doubts": [{**_place(each.node), "kind": each.kind, "message": each.message} for each in coverage.doubts],
        "note": CLOSING,
    }
    return json.dumps(document, ensure_ascii=ascii_only, indent=2)


def _tally(tally: Tally) -> dict[str, Any]:
    counts: dict[str, Any] = {state: getattr(tally, state) for state in STATES}
    return {**counts, "of": tally.of, "strict": tally.share("strict"), "covered": tally.share("covered")}


def _part(title: str, tally: Tally) -> dict[str, Any]:
    return {"title": title, **_tally(tally)}


def _least(areas: list[dict[str, Any]], kind: str) -> dict[str, Any] | None:
    """The area with the smallest share, the first of those that are even; None where no area has one."""
    judged = [each for each in areas if each[kind] is not None]
    least = min(judged, key=lambda each: each[kind], default=None)
    return {"area": least["id"], "share": least[kind]} if least else None


def _answer(answer: Answer, lines: Mapping[Route, int]) -> dict[str, Any]:
    wanted = answer.requirement
    return {
        "id": wanted.id,
        "area": wanted.area or None,
        "part": wanted.part,
        "kind": wanted.kind,
        "title": wanted.title,
        "place": wanted.place,
        "state": answer.state,
        "lacking": list(answer.lacking),
        "note": answer.note,
        "evidence": [_evidence(each, lines) for each in answer.evidence],
        "claims": [
            {
                **_place(each.node),
                "degree": each.claim.degree,
                "reason": each.claim.reason,
                "worded": any(found.node is each.node for found in answer.evidence),
            }
            for each in answer.claims
        ],
        "nearest": {**_place(answer.nearest), "units": list(answer.nearest.effective.units)}
        if answer.nearest
        else None,
    }


def _evidence(found: Evidence, lines: Mapping[Route, int]) -> dict[str, Any]:
    measure = found.best.measure
    return {
        **_place(found.node),
        "role": found.node.part,
        "measure": measured(measure) if measure else None,
        "strength": found.strength,
        "words": list(found.words),
        "limits": sorted(found.limits),
        "why": list(found.why),
        "line": lines.get(found.node.route),
        "claimed": found.claimed,
        "passages": [_passage(each, found, lines) for each in found.passages],
    }


def _passage(passage: Passage, found: Evidence, lines: Mapping[Route, int]) -> dict[str, Any]:
    measure = passage.measure
    return {
        "measure": measured(measure) if measure else None,
        "line": lines.get(measure.route if measure else found.node.route),
        "words": passage.words,
        "strength": passage.strength,
        "limit": passage.limit,
        "group": passage.group,
    }


def _place(node: Node) -> dict[str, Any]:
    return {"path": node.path, "number": node.number, "title": node.title}
