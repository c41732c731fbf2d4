"""Comparison -> one JSON document, as schemas/compare.schema.json describes it."""

from __future__ import annotations

import json
from typing import Any

from qplan.collation.saying import measured
from qplan.comparing import Asked, Comparison, Side, wording
from qplan.comparing.targets import Line, TargetRow
from qplan.comparing.tasks import Changes
from qplan.comparing.units import UnitRow
from qplan.covering import STATES, Answer, Tally
from qplan.matrix import Load
from qplan.plan import Node
from qplan.recognition.evidence import Evidence

FORMAT = "qplan-compare/1"


def report(comparison: Comparison, *, ascii_only: bool = False) -> str:
    """The whole comparison; every list with a value a plan has them in the order of ``plans``.

    Args:
        comparison: what is reported.
        ascii_only: escape all else, for a console or pipe that cannot carry it.
    """
    pack = comparison.framework
    document = {
        "format": FORMAT,
        "kind": comparison.kind,
        "framework": {"id": pack.id, "edition": pack.edition, "title": pack.title, "number": pack.number},
        "plans": [_plan(side) for side in comparison.sides],
        "pairs": [list(pair) for pair in comparison.pairs],
        "same": comparison.same,
        "areas": [
            {"title": area.title, "counts": [_tally(each) for each in area.tallies]} for area in comparison.areas
        ],
        "requirements": [_asked(each) for each in comparison.asked],
        "targets": [_target(each) for each in comparison.targets],
        "near": [[each.one, each.two] for each in comparison.near],
        "units": [_unit(each) for each in comparison.units],
        "changes": [_changes(each) for each in comparison.changes],
        "notes": list(comparison.notes),
        "note": wording.closing(comparison),
    }
    return json.dumps(document, ensure_ascii=ascii_only, indent=2)


def _plan(side: Side) -> dict[str, Any]:
    plan = side.plan
    return {
        "label": side.label,
        "name": side.name,
        "file": side.file,
        "region": plan.region,
        "level": plan.level,
        "title": plan.document.title,
        "date": plan.document.date,
        "stage": plan.document.stage,
        "period": list(plan.period) if plan.period else None,
        "framework": plan.framework,
        "foreign": side.foreign,
        "characters": side.characters,
        "tasks": side.tasks,
        "units": side.units,
        "targets": len(plan.targets),
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {**{state: getattr(tally, state) for state in STATES}, "of": tally.of}


def _asked(asked: Asked) -> dict[str, Any]:
    wanted = asked.requirement
    return {
        "id": wanted.id,
        "area": wanted.area,
        "title": wanted.title,
        "place": wanted.place,
        "differs": asked.differs,
        "one_sided": asked.one_sided,
        "answers": [_answer(each) for each in asked.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "state": answer.state,
        "lacking": list(answer.lacking),
        "note": answer.note,
        "evidence": [_evidence(each) for each in answer.evidence],
    }


def _evidence(found: Evidence) -> dict[str, Any]:
    measure = found.best.measure
    return {
        **_place(found.node),
        "measure": measured(measure) if measure else None,
        "strength": found.strength,
        "words": list(found.words),
    }


def _target(row: TargetRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "shared": row.shared,
        "differs": row.differs,
        "own": [{"indicator": each.indicator, "unit": each.unit} if each else None for each in row.targets],
        "lines": [_line(each) for each in row.lines],
        "changes": list(row.changes),
        "note": row.note,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "year": line.year,
        "baseline": line.baseline,
        "values": [{"text": cell.text, "wording": cell.wording} if cell else None for cell in line.cells],
        "changes": list(line.changes),
        "note": line.note,
    }


def _unit(row: UnitRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "shared": row.shared,
        "differs": row.differs,
        "names": list(row.names),
        "loads": [_load(each) if each else None for each in row.loads],
    }


def _load(load: Load) -> dict[str, int]:
    return {"lead": load.lead, "responsible": load.responsible, "support": load.support, "total": load.total}


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "added": [_place(item) for item in changes.added],
        "removed": [_place(item) for item in changes.removed],
        "changed": [
            {
                "old": _place(each.old),
                "new": _place(each.new),
                "title": each.title,
                "duty": list(each.duty),
                "text": each.text,
            }
            for each in changes.changed
        ],
        "kept": len(changes.kept),
    }


def _place(node: Node) -> dict[str, Any]:
    return {"path": node.path, "number": node.number, "title": node.title}
