"""The tour: a plan with mistakes, and what `qplan validate` says of it, to the letter."""

from __future__ import annotations

import re

from qplan import checking


def test_the_findings_beside_the_plan_are_those_that_validate_prints(qplan, root, tmp_path):
    (tmp_path / "plan.yaml").write_bytes((root / "docs" / "tour" / "plan.yaml").read_bytes())
    done = qplan("validate", "plan.yaml")
    assert done.returncode == 1
    assert done.stdout == (root / "docs" / "tour" / "findings.txt").read_text(encoding="utf-8")


def test_the_tour_shows_many_kinds_of_mistakes(root):
    found = checking.check(root / "docs" / "tour" / "plan.yaml").findings
    assert {finding.code[:2] for finding in found} >= {"Q1", "Q2", "Q3", "Q4", "Q5", "Q7"}
    assert {finding.severity.value for finding in found} >= {"error", "warning"}
    assert 8 <= len(found) <= 12


def test_every_finding_points_at_something(root):
    text = (root / "docs" / "tour" / "findings.txt").read_text(encoding="utf-8")
    assert len(re.findall(r"^plan\.yaml:\d+:\d+: ", text, re.MULTILINE)) == text.count("^\n") + len(
        re.findall(r"\^ \S", text)
    )
