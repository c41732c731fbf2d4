"""Severity follows the draft, and what is right in real plans is not called wrong."""

from __future__ import annotations

import pytest
from overlay import laid_over

from qplan import checking, source

TASK = "内容: [{{标题: 总体要求}}, {{标题: 重点任务, 内容: [{{标题: 建好平台, 正文: {}, 责任单位: [县市场监管局]}}]}}, {{标题: 保障措施}}]\n"
TARGET = "指标: [{{名称: {}, 计量单位: {}, 基期: {}, 目标值: {{2027: {}}}}}]\n"


def found(text):
    findings = checking.judge(source.decode("plan.yaml", laid_over(text).encode())).findings
    return {(finding.code, finding.severity.value) for finding in findings}


def test_a_draft_for_comment_rightly_has_no_number_date_or_signature():
    assert found("公文: {标题: 示例县质量强县培育建设实施方案, 稿次: 征求意见稿}\n") == set()


def test_a_draft_for_review_states_the_procedure():
    assert found("公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 稿次: 送审稿}\n") == {
        ("Q727", "advice")
    }


def test_an_issued_plan_has_everything():
    lacking = found("公文: {标题: 示例县质量强县培育建设实施方案, 稿次: 印发稿}\n")
    assert lacking == {("Q206", "error"), ("Q207", "error")}


@pytest.mark.parametrize(
    ("indicator", "unit", "baseline", "goal"),
    [
        ("食品抽检合格率", '"%"', "{年份: 2025, 数值: 98.7}", "稳定在98.5%以上"),
        ("食品抽检合格率", '"%"', "{年份: 2025, 数值: 98.7}", "保持在98%以上"),
        ("特色产业产值增长率", '"%"', "{年份: 2025, 数值: 80}", "增长120%以上"),
        ("标准化茶园面积", "亩", "{年份: 2025, 数值: 12000}", "不少于15000"),
    ],
)
def test_goals_that_are_right(indicator, unit, baseline, goal):
    assert found(TARGET.format(indicator, unit, baseline, goal)) == set()


def test_blanks_inside_a_cited_title_are_its_own():
    assert found(TASK.format("落实《关于深化质量强市建设 打造标杆城市的实施意见》。")) == set()


def test_half_width_marks_of_a_web_page_are_one_finding():
    text = TASK.format('"' + "建设平台,服务企业;方便群众,提高效率。" * 40 + '"')
    findings = checking.judge(source.decode("plan.yaml", laid_over(text).encode())).findings
    assert len(findings) == 1
