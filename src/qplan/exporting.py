"""Plan -> the JSON that other programs read (schemas/export.schema.json): printed numbers, paths, duties resolved."""

from __future__ import annotations

from typing import Any

from qplan.plan import (
    ROLES,
    Box,
    Claim,
    Defaults,
    Document,
    Due,
    Duty,
    Goal,
    Item,
    Measure,
    Plan,
    Section,
    Target,
)
from qplan.tables import wording

Json = dict[str, Any]

OPERATORS = {
    "at_least": ">=",
    "at_most": "<=",
    "reach": "reach",
    "equal": "=",
    "increase": "increase_by",
    "decrease": "decrease_by",
    "yearly_increase": "increase_by_yearly",
    "between": "between",
}
"""A goal's relation as the export names it."""


def export(plan: Plan) -> Json:
    """A plan as JSON-like data, in the order of print.

    ``lead``, ``support``, ``responsible`` of an entry are what is printed at that place; ``effective`` adds
    what is inherited from sections, role by role, and from 默认责任. ``role`` is the part of the plan.
    ``due`` is the last day that a deadline allows (ISO) or null, ``due_text`` its wording. A value that the
    plan does not give is null; a list may be empty.
    """
    nodes = list(plan.nodes())
    return {
        "format": "qplan-export/1",
        "framework": plan.framework,
        "region": {"name": plan.region, "level": plan.level} if plan.region else None,
        "period": {"start": plan.period[0], "end": plan.period[1]} if plan.period else None,
        "document": _document(plan.document),
        "bases": [{"title": basis.title, "number": basis.number} for basis in plan.bases],
        "units": [
            {"name": u.name, "full": u.full, "aliases": list(u.aliases), "members": list(u.members)}
            for u in plan.registry
        ],
        "defaults": _defaults(plan.defaults),
        "sections": [_section(node) for node in nodes if isinstance(node, Section)],
        "items": [_item(node) for node in nodes if isinstance(node, Item)],
        "targets": [_target(target) for target in plan.targets],
        "annexes": [{"title": annex.title, "content": annex.content} for annex in plan.annexes],
    }


def _document(document: Document) -> Json:
    notice = document.notice
    return {
        "title": document.title or None,
        "subtitles": list(document.subtitles),
        "genre": document.genre,
        "kind": document.kind,
        "stage": document.stage,
        "issuer": "、".join(document.issuers) or None,
        "issuers": list(document.issuers),
        "number": document.number,
        "date": document.date,
        "addressees": document.addressees,
        "preamble": "\n".join(document.preamble),
        "notice": {
            "title": notice.title,
            "addressees": notice.addressees,
            "text": "\n".join(notice.paragraphs),
            "signature": notice.signature,
            "date": notice.date,
        }
        if notice
        else None,
    }


def _defaults(defaults: Defaults | None) -> Json | None:
    if defaults is None:
        return None
    return {"units": list(defaults.duty.units), "since": defaults.since, "note": defaults.text}


def _section(section: Section) -> Json:
    return {
        **_head(section),
        "text": "\n".join(section.paragraphs),
        **_duty(section.duty, section.due),
        "covers": [_claim(claim) for claim in section.covers],
        "boxes": [_box(box) for box in section.boxes],
        "effective": _roles(section.effective),
    }


def _item(item: Item) -> Json:
    return {
        **_head(item),
        "text": "\n".join(item.paragraphs),
        **_duty(item.duty, item.due),
        "result": item.result,
        "covers": [_claim(claim) for claim in item.covers],
        "targets": list(item.targets),
        "yearly": {str(year): text for year, text in item.yearly},
        "boxes": [_box(box) for box in item.boxes],
        "measures": [_measure(measure) for measure in item.measures],
        "effective": _roles(item.effective),
    }


def _head(node: Section | Item) -> Json:
    return {
        "id": node.id,
        "path": node.path,
        "number": node.number.strip() or None,
        "title": node.title,
        "role": node.part,
    }


def _measure(measure: Measure) -> Json:
    return {
        "path": measure.path,
        "number": measure.number.strip() or None,
        "text": measure.text,
        **_duty(measure.duty, measure.due),
        "result": measure.result,
        "effective": _roles(measure.effective),
    }


def _duty(duty: Duty, due: Due | None) -> Json:
    return {**_roles(duty), "due": due.last if due else None, "due_text": due.text if due else None}


def _roles(duty: Duty) -> Json:
    return {**{role: list(getattr(duty, role)) for role in ROLES}, "and_others": duty.and_others}


def _claim(claim: Claim) -> Json:
    return {
        "requirement": claim.requirement,
        "degree": claim.degree,
        "reason": claim.reason,
        "proposed": claim.proposed,
    }


def _box(box: Box) -> Json:
    return {"title": box.title or None, "text": box.text}


def _target(target: Target) -> Json:
    return {
        "id": target.id,
        "indicator": target.indicator,
        "unit": target.unit or None,
        "kind": target.kind,
        "category": target.category,
        "baseline": _goal(target.baseline, target.unit) if target.baseline else None,
        "goals": [_goal(goal, target.unit) for goal in target.goals],
        "responsible": list(target.duty.units),
        "where": target.where,
    }


def _goal(goal: Goal, unit: str) -> Json:
    return {
        "year": goal.year,
        "op": OPERATORS[goal.relation],
        "value": goal.value,
        "high": goal.high,
        "at_least": goal.at_least,
        "text": wording(goal, unit) or None,
    }
