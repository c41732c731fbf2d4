"""What the national plan's discipline forbids is found, and what every plan rightly does is not.

The lines stand in discipline.txt beside this file: "-" never a finding, "!" a warning, "?" advice.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qplan import build
from qplan.rules import ALL, Case

LINES = [
    line.split(" ", 1)
    for line in Path(__file__).with_name("discipline.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
RULES = [rule for rule in ALL if rule.entry.code.startswith("Q7")]


def findings(sentence, **document):
    data = {
        "document": {"title": "示例县质量强县培育建设实施方案", **document},
        "content": [{"title": "重点任务", "content": [{"title": "抓好落实", "text": sentence}]}],
    }
    case = Case(build.build(data), None)
    return [(rule.entry.code, remark.severity or rule.entry.severity) for rule in RULES for remark in rule.check(case)]


@pytest.mark.parametrize("sentence", [line for mark, line in LINES if mark == "-"])
def test_never_a_finding(sentence):
    assert findings(sentence) == []


@pytest.mark.parametrize("sentence", [line for mark, line in LINES if mark == "!"])
def test_a_warning_and_never_an_error(sentence):
    severities = {severity.value for _, severity in findings(sentence)}
    assert "warning" in severities
    assert "error" not in severities


@pytest.mark.parametrize("sentence", [line for mark, line in LINES if mark == "?"])
def test_advice(sentence):
    assert {severity.value for _, severity in findings(sentence)} == {"advice"}


@pytest.mark.parametrize("sentence", [line for mark, line in LINES if mark != "-"])
def test_plans_made_before_the_ground_are_exempt(sentence):
    assert findings(sentence, date="2023-12-14") == []


@pytest.mark.parametrize("sentence", [line for mark, line in LINES if mark == "!"])
def test_the_discipline_begins_on_its_own_day(sentence):
    before = [code for code, _ in findings(sentence, date="2024-10-17")]
    assert not [code for code in before if code < "Q720"]
    assert findings(sentence, date="2024-10-18")


def test_a_county_told_once_is_found_once():
    found = findings("争创国家质量强县，力争2027年通过验收并授牌。")
    assert [code for code, _ in found] == ["Q701"]


def test_units_and_titles_are_looked_at_too():
    data = {"content": [{"title": "重点任务", "content": [{"title": "抓好落实", "lead": ["县质量强县创建工作专班"]}]}]}
    case = Case(build.build(data), None)
    assert [rule.entry.code for rule in RULES for _ in rule.check(case)] == ["Q708"]


def test_the_date_of_the_notice_or_of_the_number_exempts_as_well():
    sentence = "评选质量强县培育建设先进单位。"
    assert findings(sentence, notice={"date": "2023-09-26"}) == []
    assert findings(sentence, number="示政发〔2021〕5号") == []
    assert findings(sentence, number="示政发〔2026〕　号")


def test_a_plan_without_a_date_was_made_no_later_than_the_last_year_it_names():
    assert findings("争创国家质量强县，力争2021年通过验收并授牌。") == []
    assert findings("争创国家质量强县，力争2024年通过验收并授牌。")


@pytest.mark.parametrize(
    "sentence",
    [
        "将参考指标分解到各乡镇。",
        "各乡镇转发本方案。",
        "对培育建设成效实行百分制考评。",
        "各乡镇每月报送培育建设台账。",
    ],
)
def test_in_a_plan_on_another_subject_the_same_words_mean_something_else(sentence):
    assert [code for code, _ in findings(sentence, title="示例县创新平台培育建设实施方案") if code < "Q720"] == []
    assert [code for code, _ in findings(sentence) if code < "Q720"]
