"""Findings as a machine reads them: the schema, the order, every field."""

import json

import jsonschema
import pytest

from qplan import nodes, source
from qplan.findings import Finding, Fix, Severity, Spot
from qplan.reporting import json as json_report
from qplan.source import Source, Span


@pytest.fixture(scope="module")
def schema(root):
    document = json.loads((root / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)


def test_every_field_is_there(schema):
    found = Finding(
        code="Q017",
        name="duplicate-key",
        severity=Severity.ERROR,
        message="键“标题”重复",
        file="plan.yaml",
        span=Span(4, 3, 4, 5),
        at=("document", "title"),
        hint="第 2 行已有一个",
        remedy="删去其中一个",
        other=(Span(2, 3, 2, 5), "先出现在这里"),
        fix=Fix(Span(4, 1, 5, 1), "", "删去"),
    )
    report = json.loads(json_report.report([found], {"plan.yaml": Source("plan.yaml", "")}))
    schema.validate(report)
    assert report == {
        "format": "qplan-findings/1",
        "findings": [
            {
                "file": "plan.yaml",
                "line": 4,
                "column": 3,
                "end_line": 4,
                "end_column": 5,
                "code": "Q017",
                "name": "duplicate-key",
                "severity": "error",
                "message": "键“标题”重复",
                "hint": "第 2 行已有一个",
                "remedy": "删去其中一个",
                "at": ["document", "title"],
                "other": {"line": 2, "column": 3, "end_line": 2, "end_column": 5, "label": "先出现在这里"},
                "fix": {"line": 4, "column": 1, "end_line": 5, "end_column": 1, "text": "", "label": "删去"},
                "spot": None,
            }
        ],
        "summary": {"error": 1, "warning": 0, "advice": 0, "files": 1, "files_with_findings": 1},
    }


def test_a_document_has_places_in_words(schema):
    found = Finding(
        "Q303", "two-names", Severity.WARNING, "两种叫法", "方案.docx", Span(3, 3, 3, 5),
        other=(Span(2, 3, 2, 5), "另一处"), spot=Spot("二、（三）5“设站”", 0, "5.设站。", "第 3 段", 2),
    )  # fmt: skip
    report = json.loads(json_report.report([found], {"方案.docx": Source("方案.docx", "")}))
    schema.validate(report)
    told = report["findings"][0]
    assert (told["line"], told["column"], told["end_line"], told["end_column"]) == (None,) * 4
    assert told["other"]["line"] is None
    assert told["spot"] == {
        "heading": "二、（三）5“设站”", "paragraph": None, "quote": "5.设站。", "where": "第 3 段",
    }  # fmt: skip


def test_nothing_found(schema):
    report = json.loads(json_report.report([], {"a.yaml": Source("a.yaml", ""), "b.yaml": Source("b.yaml", "")}))
    schema.validate(report)
    assert report["findings"] == []
    assert report["summary"]["files"] == 2


def test_every_mistake_of_reading_holds_to_the_schema(schema, root):
    sources = {}
    findings = []
    for path in sorted(root.glob("tests/golden/findings/*.yaml"), reverse=True):
        sources[path.name] = source.decode(path.name, path.read_bytes())
        findings += nodes.read(sources[path.name]).findings
    report = json.loads(json_report.report(findings, sources))
    schema.validate(report)
    assert report["summary"]["error"] == sum(finding.severity is Severity.ERROR for finding in findings)
    places = [(each["file"], each["line"], each["column"]) for each in report["findings"]]
    assert places == sorted(places)
    assert len(places) > 40
