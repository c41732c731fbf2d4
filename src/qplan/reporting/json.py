"""Findings -> one JSON document, as schemas/findings.schema.json describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from qplan.findings import Finding, Severity, Spot
from qplan.source import Source, Span

FORMAT = "qplan-findings/1"


def report(findings: Iterable[Finding], sources: Mapping[str, Source], *, ascii_only: bool = False) -> str:
    """The findings in the order of files and lines; ``sources`` are all files that were judged, by name.

    Lines and columns count from 1, columns in code points, ends exclusive; in a document that is no plan file they
    are null, and ``spot`` says where. ``ascii_only`` escapes all else, for a console or pipe that cannot carry it.
    """
    listed = sorted(findings, key=lambda each: (each.file, each.span, each.code))
    count = dict.fromkeys((severity.value for severity in Severity), 0)
    for finding in listed:
        count[finding.severity.value] += 1
    summary = {**count, "files": len(sources), "files_with_findings": len({each.file for each in listed})}
    document = {"format": FORMAT, "findings": [entry(each) for each in listed], "summary": summary}
    return json.dumps(document, ensure_ascii=ascii_only, indent=2)


def entry(finding: Finding) -> dict[str, Any]:
    """One finding, as any report in JSON has it."""
    other, fix, spot = finding.other, finding.fix, finding.spot
    return {
        "file": finding.file,
        **_place(None if spot else finding.span),
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "remedy": finding.remedy,
        "at": list(finding.at),
        "other": {**_place(None if spot else other[0]), "label": other[1]} if other else None,
        "fix": {**_place(fix.span), "text": fix.text, "label": fix.label} if fix else None,
        "spot": _spot(spot) if spot else None,
    }


def _place(span: Span | None) -> dict[str, int | None]:
    return dict(zip(("line", "column", "end_line", "end_column"), span or (None,) * 4, strict=True))


def _spot(spot: Spot) -> dict[str, Any]:
    return {
        "heading": spot.heading,
        "paragraph": spot.paragraph or None,
        "quote": spot.quote,
        "where": spot.where,
    }
