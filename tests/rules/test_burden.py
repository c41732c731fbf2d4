"""Burden on the grass roots is advised against, with its ground, and only in plans made since that ground."""

from __future__ import annotations

import pytest

from qplan import build
from qplan.rules import ALL, Case

RULES = [rule for rule in ALL if rule.entry.code.startswith("Q72")]


def remarks(*said, **data):
    document = {"title": "示例县质量强县培育建设实施方案"} | data.pop("document", {})
    content = [{"title": "重点任务", "content": [{"title": "抓好落实", "text": "".join(said)}]}]
    case = Case(build.build({"document": document, "content": content, **data}), None)
    return [
        (rule.entry.code, remark, remark.severity or rule.entry.severity)
        for rule in RULES
        for remark in rule.check(case)
    ]


def codes(*said, **data):
    return [code for code, _, _ in remarks(*said, **data)]


ASKED = {
    "Q722": [
        "各乡镇每月25日前上报工作进展。", "各成员单位按季报送推进情况。", "各有关部门要及时报送落实情况。", "各乡镇报送月报。",
        "各街道每周填报台账。", "实行月报制度。", "各责任单位每季度末上报工作总结。", "县直各单位每月底前报县市场监管局。",
    ],
    "Q723": [
        "各乡镇要制定实施细则。", "各部门结合职责出台配套方案。", "各有关单位要制定具体方案。", "各街道印发落实方案。",
    ],
    "Q724": ["另行印发任务分工方案。", "制定任务分工方案，明确责任。", "单独下发责任清单。"],
    "Q725": [
        "成立县质量强县培育建设领导小组。", "组建县培育建设工作专班。", "设立指挥部。", "成立县质量发展委员会。",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("code", "sentence"), [(code, each) for code, said in ASKED.items() for each in said])
def test_what_is_asked_of_those_below_is_advised_against(code, sentence):
    [(found, remark, severity)] = [each for each in remarks(sentence) if each[0] == code]
    assert (found, severity.value) == (code, "advice")
    assert "《整治形式主义为基层减负若干规定》" in remark.hint
    assert codes(sentence, document={"date": "2024-08-05"}) == []
    assert code in codes(sentence, document={"date": "2024-08-06"})


@pytest.mark.parametrize(
    "sentence",
    [
        "重要情况及时向县政府报告。",
        "不要求各乡镇报送月报、台账。",
        "各部门不再制定实施细则、配套方案。",
        "按照任务分工表抓好落实。",
        "依托县质量工作领导小组统筹推进，不另设专班。",
        "引导企业成立质量攻关领导小组。",
        "企业按月报送隐患台账。",
        "各乡镇发现事故隐患及时上报情况。",
        "发挥县质量强县工作领导小组作用。",
        "为明确责任，制定如下分工方案。",
        "由牵头单位从业务系统取得数据。",
        "各镇域特色产业制定团体标准。",
    ],
)
def test_what_is_no_burden(sentence):
    assert codes(sentence) == []


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (180, None),
        (210, "部署专项工作的文件一般不超过4000字"),
        (260, "部署全面工作的也不超过5000字"),
    ],
)
def test_length_is_held_against_both_limits(times, said):
    found = remarks("在县经济开发区建设检测服务点，方便中小企业。" * times)
    assert [code for code, _, _ in found] == (["Q721"] if said else [])
    assert all(said in remark.message for _, remark, _ in found)


def test_annexes_do_not_count_for_the_length():
    assert codes("设点。", annexes=[{"title": "说明", "text": "在县开发区设点。" * 900}]) == []


@pytest.mark.parametrize("issuer", ["示例县质量工作领导小组", "示例县质量强县工作专班", "示例县质量发展委员会办公室"])
def test_an_organ_does_not_command_lower_governments(issuer):
    to_lower = {"issuer": issuer, "addressees": "各乡镇人民政府，县政府各部门"}
    assert codes("设点。", document=to_lower) == ["Q726"]
    assert codes("设点。", document=to_lower | {"addressees": "各成员单位"}) == []
    assert codes("设点。", document=to_lower | {"issuer": "示例县人民政府办公室"}) == []
    assert codes("设点。", document=to_lower | {"date": "2024-08-05"}) == []


STEPS = ("征求意见", "公平竞争审查", "合法性审查", "减负一致性评估")


@pytest.mark.parametrize("lacking", STEPS)
def test_a_draft_for_review_says_each_of_the_four_steps(lacking):
    procedure = {step: {"result": "通过"} for step in STEPS if step != lacking}
    [(code, remark, _)] = remarks("设点。", document={"stage": "review"}, procedure=procedure)
    assert (code, remark.message) == ("Q727", f"没有写明{lacking}办到哪一步")
    assert "《整治形式主义为基层减负若干规定》" in remark.hint


@pytest.mark.parametrize(("stage", "found"), [("consultation", []), ("review", ["Q727"]), ("issue", [])])
def test_the_steps_are_asked_for_at_review_alone(stage, found):
    assert codes("设点。", document={"stage": stage}) == found


def test_every_reason_names_its_ground():
    assert all("《整治形式主义为基层减负若干规定》" in rule.entry.why for rule in RULES)
