"""What every rule owes to any plan at all: it finishes, says the same twice, and speaks of places in the plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from plan_data import PLANS

from qplan import build, checking, emit, framework, reading, source
from qplan.rules import ALL, Case

PACK = framework.load()


@given(PLANS)
def test_no_rule_fails_and_each_says_the_same_twice(data):
    one, two = (Case(build.build(data), PACK) for _ in range(2))
    for rule in ALL:
        once = list(rule.check(one))
        assert once == list(rule.check(two))
        for remark in once:
            assert remark.at == () or isinstance(remark.at[0], str)
            assert remark.message
            assert not remark.message.endswith(("。", "！"))
            assert "\n" not in remark.message.replace(remark.words, "")


@given(PLANS)
def test_no_rule_needs_a_framework(data):
    case = Case(build.build(data), None)
    assert {rule.entry.code for rule in ALL for _ in rule.check(case)} >= {"Q511"}


def test_an_empty_plan_is_judged():
    case = Case(build.build({}), PACK)
    assert {rule.entry.code for rule in ALL for _ in rule.check(case)} == {"Q201", "Q202", "Q206"}


CORPUS = {
    "dongtou": {"Q507", "Q604"},
    "jincheng": {"Q604"},
    "shanwei": {"Q303", "Q604"},
    # The title, the place and the issuer were lost on the web page.
    "xuancheng": {"Q201", "Q202", "Q206", "Q601", "Q604"},
}


@pytest.mark.corpus
@pytest.mark.parametrize("name", CORPUS)
def test_real_plans_give_only_what_is_so(corpus, name):
    text = emit.emit(reading.read(corpus / f"{name}.txt").data, "zh")
    findings = checking.judge(source.decode("plan.yaml", text.encode())).findings
    assert {finding.code for finding in findings if "Q2" <= finding.code < "Q8"} == CORPUS[name]
    assert not [finding for finding in findings if finding.severity.value == "error"]


@pytest.mark.corpus
def test_real_plans_give_no_error_and_no_word_on_discipline(corpus):
    """Those of other subjects as they are; all of them as if they were of 2025, when the discipline binds them.

    Then only what weighs on those below is advised against, and rightly (42: 每月报送).
    """
    burdens = {"42_yinchuan-shichang-zhuti.txt": {"Q722"}}
    for path in (*sorted(corpus.glob("*.txt")), *sorted((corpus / "more").glob("*.txt"))):
        data = reading.read(path).data
        if path.parent.name == "more":
            text = emit.emit(data, "zh")
            findings = checking.judge(source.decode("plan.yaml", text.encode())).findings
            assert not [finding for finding in findings if finding.severity.value == "error"], path.name
            assert not [finding for finding in findings if "Q7" <= finding.code < "Q720"], path.name
        data["document"] = {**data.get("document", {}), "date": "2025-03-01"}
        case = Case(build.build(data), PACK)
        found = {rule.entry.code for rule in ALL for _ in rule.check(case) if rule.entry.code.startswith("Q7")}
        assert found - {"Q721"} == burdens.get(path.name, set()), path.name
