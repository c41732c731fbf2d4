"""主要指标表 under the heads that offices use: indicators, baselines, goals by year, units of measure, who answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from grids import LEFT, UP, accounted, grid
from hypothesis import given
from hypothesis import strategies as st

from qplan import build, checking, dossier, rendering
from qplan.plan import Target
from qplan.reading.blocks import Grid
from qplan.reading.formats import xlsx
from qplan.reading.tables import goal_table
from qplan.reading.tables.goal_table import GoalTable

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def read(*rows: object, title: str = "", **options: object) -> GoalTable:
    made = grid(*rows, title=title)
    table = goal_table.read(made, **options)
    assert table is not None
    assert accounted(table) == {cell.index for cell in made.cells}
    return table


def only(*rows: object, **options: object) -> dict[str, Any]:
    (row,) = read(*rows, **options).rows
    return row.target


def compared(target: Target) -> tuple[object, ...]:
    base = target.baseline and (target.baseline.year, target.baseline.value, target.baseline.text)
    goals = [(g.year, g.relation, g.value, g.high, g.at_least, g.text) for g in target.goals]
    return target.indicator, target.unit, target.kind, target.category, base, goals, target.duty


@pytest.mark.parametrize("example", ["county", "district"])
def test_our_own_workbook_comes_back(example: str, tmp_path: Path) -> None:
    made = dossier.compile_(checking.load(EXAMPLES / example / "plan.yaml"))
    path = tmp_path / "方案.xlsx"
    path.write_bytes(rendering.render(made, "xlsx"))
    grids = [block.grid for block in xlsx.read(path).blocks if block.grid]
    (table,) = filter(None, map(goal_table.read, grids))
    again = build.build({"format": "qplan/1", "targets": [row.target for row in table.rows]}).targets
    assert list(map(compared, again)) == list(map(compared, made.plan.targets))


@pytest.mark.parametrize("indicator", ["指标", "指标名称", "主要指标", "考核指标"])
@pytest.mark.parametrize("goal", ["2026年目标", "2026年目标值", "目标值（2026年）", "2026年", "2026"])
@pytest.mark.parametrize("measure", ["单位", "计量单位"])
def test_columns_by_their_heads(indicator: str, goal: str, measure: str) -> None:
    target = only(
        ["序号", indicator, measure, "2025年（基期）", goal, "属性", "责任单位"],
        ["1", "抽检合格率", "%", "94.1", "95以上", "约束性", "县市场监管局、县农业农村局"],
    )
    assert target == {
        "indicator": "抽检合格率",
        "unit": "%",
        "kind": "binding",
        "baseline": {"year": 2025, "value": 94.1},
        "goals": {"2026": "95以上"},
        "responsible": ["县市场监管局", "县农业农村局"],
    }


@pytest.mark.parametrize("head", ["2025年现状", "2025年基期值", "2025年实际", "2025年完成值", "2025年"])
def test_what_was_is_the_baseline(head: str) -> None:
    target = only(["指标", head, "2026年目标", "2027年目标"], ["合格率", "94", "95", "96"])
    assert target["baseline"] == {"year": 2025, "value": 94}
    assert target["goals"] == {"2026": 95, "2027": 96}


def test_years_under_a_common_head() -> None:
    target = only(
        ["指标", "单位", "基期", "目标值", LEFT],
        [UP, UP, "2025年", "2026年", "2027年"],
        ["合格率", "%", "94", "≥95", "≥96"],
    )
    assert target["baseline"] == {"year": 2025, "value": 94}
    assert target["goals"] == {"2026": "≥95", "2027": "≥96"}


def test_bare_years_before_the_plans_are_the_past() -> None:
    rows = (["指标", "2024年", "2025年", "2026年", "2027年", "属性"], ["合格率", "93", "94", "95", "96", "预期性"])
    target = only(*rows, year=2026)
    assert target["baseline"] == {"year": 2025, "value": 94}
    assert target["goals"] == {"2026": 95, "2027": 96}
    assert target["remark"] == "2024年：93"


def test_bare_figures_beside_wordings_are_the_baseline() -> None:
    target = only(["指标", "2025年", "2027年", "属性"], ["合格率", "94", "95以上", "预期性"])
    assert target["baseline"] == {"year": 2025, "value": 94}
    assert target["goals"] == {"2027": "95以上"}


def test_a_goals_year_from_the_tables_title() -> None:
    rows = (["指标名称", "目标值"], ["合格率", "95%以上"])
    assert only(*rows)["goals"] == "95%以上"
    assert only(["2026年主要指标表", LEFT], *rows)["goals"] == {"2026": "95%以上"}
    assert only(*rows, title="2027年指标")["goals"] == {"2027": "95%以上"}


@pytest.mark.parametrize(
    ("text", "goal", "value", "relation"),
    [
        ("≥95%", "≥95%", 95, "at_least"),
        ("95以上", "95以上", 95, "at_least"),
        ("95%以上", "95%以上", 95, "at_least"),
        ("不低于95%", "不低于95%", 95, "at_least"),
        ("[3]", {"relation": "equal", "value": 3, "text": "[3]"}, 3, "equal"),
        ("［3］以上", {"relation": "at_least", "value": 3, "text": "［3］以上"}, 3, "at_least"),
        ("95以上（含）", {"relation": "at_least", "value": 95, "text": "95以上（含）"}, 95, "at_least"),
        ("1,234", 1234, 1234, "equal"),
        ("90～95", "90～95", 90, "between"),
    ],
)
def test_values_become_goals_and_keep_their_wording(text: str, goal: object, value: float, relation: str) -> None:
    target = only(["指标", "2026年目标"], ["合格率", text])
    assert target["goals"] == ([{"year": 2026} | goal] if isinstance(target["goals"], list) else {"2026": goal})
    (read_goal,) = build.build({"format": "qplan/1", "targets": [target]}).targets[0].goals
    assert (read_goal.year, read_goal.value, read_goal.relation) == (2026, value, relation)


def test_a_goal_without_a_number_is_text_and_a_doubt() -> None:
    table = read(["指标", "2026年目标"], ["投诉处理", "完成上级任务"])
    assert table.rows[0].target["goals"] == {"2026": "完成上级任务"}
    assert [doubt.message for doubt in table.doubts] == ["目标值“完成上级任务”里没有可比较的数值，照录为文字"]


def test_a_measure_in_the_indicators_name_or_in_the_goal() -> None:
    assert only(["指标", "2026年目标"], ["合格率（%）", "95"])["unit"] == "%"
    assert only(["指标", "2026年目标"], ["合格率", "95%以上"])["unit"] == "%"
    assert only(["指标", "2026年目标"], ["合格率（按批次）", "95"])["indicator"] == "合格率（按批次）"


def test_kind_category_and_group() -> None:
    table = read(
        ["序号", "类别", "指标名称", "2026年目标", "指标属性"],
        ["一、质量效益", LEFT, LEFT, LEFT, LEFT],
        ["1", "特色指标", "品牌数", "3", "预期性"],
        ["2", "产品", "合格率", "95", "约束性指标"],
        ["3", UP, "返修率", "2以下", "预期性"],
    )
    first, second, third = table.rows
    assert (first.target["category"], first.target["kind"], first.group) == ("special", "expected", "一、质量效益")
    assert (second.target["kind"], second.group) == ("binding", "产品")
    assert third.group == "产品"
    assert "category" not in second.target


def test_a_head_over_two_columns() -> None:
    table = read(["序号", "指标", "", "2026年目标"], ["1", "产品", "合格率", "95%"], ["2", UP, "返修率", "2%以下"])
    assert [(row.group, row.target["indicator"]) for row in table.rows] == [("产品", "合格率"), ("产品", "返修率")]


def test_departments_under_the_head_of_a_measure_answer_for_the_target() -> None:
    target = only(["指标", "2026年目标", "单位"], ["合格率", "95%", "县市场监管局"])
    assert target["responsible"] == ["县市场监管局"]


def test_remarks_and_columns_that_are_not_understood_stay() -> None:
    target = only(["指标", "2026年目标", "备注", "数据来源"], ["合格率", "95%", "累计", "统计年报"])
    assert target["remark"] == "累计；数据来源：统计年报"


def test_notes_below_are_a_legend() -> None:
    table = read(["指标", "2026年目标"], ["合格率", "95%"], ["注：[ ]内为累计数", LEFT])
    assert [cell.text for cell in table.legend] == ["注：[ ]内为累计数"]


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "重点任务", "责任单位"], ["1", "平台", "县商务局"]],
        [["产品", "数量"], ["泵", "3"]],
        [["序号", "重点任务", "主要指标", "责任单位"], ["1", "平台", "一个", "县商务局"]],
    ],
)
def test_other_tables_are_none(rows: list[list[str]]) -> None:
    assert goal_table.read(grid(*rows)) is None


WORDS = st.sampled_from(
    ["", "—", "合格率", "%", "≥95", "[3]", "95；96", "2026年", "注：略", "一、效益", "预期性", "县商务局"]
)


@given(
    st.lists(st.lists(WORDS, min_size=5, max_size=5), max_size=5), st.sampled_from(["2026年目标", "目标值", "2026年"])
)
def test_every_cell_of_any_table_is_accounted_for(rows: list[list[str]], goal: str) -> None:
    made: Grid = grid(["类别", "指标名称", "单位", goal, "属性"], *rows)
    table = goal_table.read(made, year=2026)
    if table is not None:
        assert accounted(table) == {cell.index for cell in made.cells}
        data = {"format": "qplan/1", "targets": [row.target for row in table.rows]}
        assert len(build.build(data).targets) == len(table.rows)
