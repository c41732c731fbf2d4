"""Coverage -> one JSON document, as schemas/coverage.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qplan import collation
from qplan.baseline import FORMAT, Progress
from qplan.collation.saying import measured
from qplan.covering import STATES, Answer, Coverage, Offer, Share, Tally
from qplan.findings import Finding, Route
from qplan.framework import Framework
from qplan.gates import Check
from qplan.plan import Node
from qplan.recognition.evidence import Evidence, Passage, Weight
from qplan.reporting import json as findings_json
from qplan.reporting import verdicts

_SHARES: tuple[Share, ...] = ("strict", "covered")


@dataclass(frozen=True)
class Beside:
    """What stands beside the comparison: where the plan's nodes are, what is doubted, and what was asked.

    ``lines`` is the line on which each node of the plan file begins, by route; ``checks`` and ``progress`` are
    None where no gate and no baseline was given.
    """

    lines: Mapping[Route, int] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    checks: Sequence[Check] | None = None
    progress: Progress | None = None


def report(coverage: Coverage, file: str, beside: Beside, *, ascii_only: bool = False) -> str:
    """The whole comparison.

    Args:
        coverage: what is reported.
        file: the plan's name, as the user gave it.
        beside: lines, findings, and the verdicts on it; evidence of a node that has no line says null.
        ascii_only: escape all else, for a console or pipe that cannot carry it.
    """
    lines = beside.lines
    areas = [
        {"id": each.id, "title": each.title, "place": each.place, "parts": [_part(*part) for part in each.parts]}
        | _tally(each.tally)
        for each in coverage.areas
    ]
    document = {
        "format": FORMAT,
        "file": file,
        "framework": _framework(coverage.framework),
        "own_framework": coverage.own.id if coverage.own else None,
        "requirements": [_answer(each, lines) for each in coverage.answers],
        "duties": [_answer(each, lines) for each in coverage.duties],
        "areas": areas,
        "total": _tally(coverage.total) | {"min_area": {kind: _least(coverage, kind) for kind in _SHARES}},
        "offered": [_offer(each, lines) for each in coverage.offered],
        "silent": [_place(item) for item in coverage.silent],
        "theme": _weight(coverage.weight) if coverage.weight else None,
        "findings": [findings_json.entry(each) for each in beside.findings],
        "gate": verdicts.gate(beside.checks) if beside.checks is not None else None,
        "baseline": verdicts.baseline(beside.progress) if beside.progress is not None else None,
        "note": coverage.framework.closing,
    }
    return json.dumps(document, ensure_ascii=ascii_only, indent=2)


def _framework(pack: Framework) -> dict[str, Any]:
    text = {"starts": pack.text.starts, "length": pack.text.length, "sha256": pack.text.sha256} if pack.text else None
    return {
        "id": pack.id,
        "edition": pack.edition,
        "title": pack.title,
        "number": pack.number,
        "text": text,
        "lexicon": pack.lexicon is not None,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    counts: dict[str, Any] = {state: getattr(tally, state) for state in STATES}
    return {
        "size": collation.size(tally),
        **counts,
        "of": tally.of,
        "strict": tally.share("strict"),
        "covered": tally.share("covered"),
    }


def _part(title: str, tally: Tally) -> dict[str, Any]:
    return {"title": title, **_tally(tally)}


def _least(coverage: Coverage, kind: Share) -> dict[str, Any] | None:
    area = collation.least(coverage, kind)
    if area is None:
        return None
    part = area.tally.full if kind == "strict" else area.tally.covered
    return {"area": area.id, "part": part, "of": area.tally.of, "share": area.tally.share(kind)}


def _answer(answer: Answer, lines: Mapping[Route, int]) -> dict[str, Any]:
    wanted = answer.requirement
    return {
        "id": wanted.id,
        "area": wanted.area or None,
        "part": wanted.part,
        "kind": wanted.kind,
        "title": wanted.title,
        "place": wanted.place,
        "ranges": [list(each) for each in wanted.ranges],
        "state": answer.state,
        "lacking": list(answer.lacking),
        "note": answer.note,
        "phrase": wanted.phrase,
        "evidence": [_evidence(each, lines) for each in answer.evidence],
        "claims": [
            {
                **_place(each.node),
                "line": lines.get(each.claim.route),
                "degree": each.claim.degree,
                "reason": each.claim.reason,
                "worded": answer.worded(each),
            }
            for each in answer.claims
        ],
        "struck": [
            {
                **_place(each.node),
                "words": list(each.words),
                "line": lines.get(each.claim.route) if each.claim else None,
                "reason": each.claim.reason if each.claim else None,
            }
            for each in answer.struck
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


def _offer(offer: Offer, lines: Mapping[Route, int]) -> dict[str, Any]:
    found = offer.evidence
    return {
        "requirement": offer.requirement.id,
        "title": offer.requirement.title,
        "strength": found.strength,
        "words": list(found.words),
        "proposed": offer.proposed,
        "node": _place(found.node),
        "line": lines.get(found.node.route),
    }


def _weight(weight: Weight) -> dict[str, Any]:
    return {
        "words": list(weight.theme.words),
        "found": weight.found,
        "characters": weight.characters,
        "light": weight.light,
    }


def _place(node: Node) -> dict[str, Any]:
    return {"path": node.path, "number": node.number, "title": node.title}
