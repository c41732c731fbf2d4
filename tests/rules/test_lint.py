"""Broken plans whose lines say which findings they must give: no more and no fewer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qplan import checking

PLANS = sorted((Path(__file__).parents[1] / "lint").glob("*.yaml"))


def expected(text):
    return sorted(
        (number, code)
        for number, line in enumerate(text.splitlines(), 1)
        if "# expect:" in line
        for code in re.findall(r"Q\d{3}", line.partition("# expect:")[2])
    )


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_each_line_gives_what_it_says(path):
    found = sorted((finding.span.line, finding.code) for finding in checking.check(path).findings)
    assert found == expected(path.read_text(encoding="utf-8"))


def test_nearly_every_rule_is_met_in_a_whole_plan():
    from qplan import rules

    met = {code for path in PLANS for _, code in expected(path.read_text(encoding="utf-8"))}
    assert {rule.entry.code for rule in rules.ALL} - met == {"Q202", "Q405", "Q406", "Q511", "Q602", "Q721"}


@pytest.mark.parametrize(
    ("plan", "code", "words"),
    [
        ("completeness", "Q209", "〔待填：建设目标〕"),
        ("units", "Q301", "县农业衣村局"),
        ("discipline", "Q701", "争创国家质量强县"),
        ("wording", "Q609", "产业，，"),
        ("numbers", "Q414", "97%"),
    ],
)
def test_the_finding_points_at_the_very_words(plan, code, words):
    path = next(path for path in PLANS if path.stem == plan)
    lines = path.read_text(encoding="utf-8").splitlines()
    spans = [finding.span for finding in checking.check(path).findings if finding.code == code]
    pointed = [lines[span.line - 1][span.column - 1 : span.end_column - 1] for span in spans]
    assert any(words in each for each in pointed)
    assert all(len(each) < 40 for each in pointed)


def test_an_unsigned_draft_is_warned_and_an_issued_plan_is_wrong():
    path = next(path for path in PLANS if path.stem == "issue")
    severities = {finding.code: finding.severity.value for finding in checking.check(path).findings}
    assert set(severities.values()) == {"error"}
