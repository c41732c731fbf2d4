import pytest
from hypothesis import given
from plan_data import PLANS

from qplan import build, emit, nodes, shape, source, tables, vocabulary


def plan(text):
    canonical = vocabulary.canonical(nodes.read(source.decode("plan.yaml", text.encode())))
    shaped = shape.check(canonical)
    assert shaped.remarks == ()
    return build.build(shaped.data, canonical.keys)


def numbers(text):
    return [(node.path, node.number) for node in plan(text).nodes()]


def test_items_of_a_divided_chapter_take_the_third_level():
    text = """
编号方式: 条目连续
内容:
  - 标题: 总体要求
    内容: [{标题: 指导思想}, {标题: 主要目标}]
  - 标题: 主要任务
    内容:
      - {标题: 甲}
      - 标题: 第二节
        序号: 2
        内容: [{标题: 乙}, {标题: 丙}]
      - 标题: 第六节
        序号: 6
        内容: [{标题: 丁}]
"""
    assert numbers(text) == [
        ("一", "一、"), ("一/(一)", "（一）"), ("一/(二)", "（二）"), ("二", "二、"), ("二/1", "1."),
        ("二/(二)", "（二）"), ("二/(二)/2", "2."), ("二/(二)/3", "3."), ("二/(六)", "（六）"), ("二/(六)/4", "4."),
    ]  # fmt: skip


def test_numbers_that_run_on_across_chapters():
    text = "编号方式: {节: （一）, 连续: [节]}\n内容:\n  - 标题: 甲\n    内容: [{标题: 子}, {标题: 丑}]\n  - 标题: 乙\n    内容: [{标题: 寅}]\n"
    assert numbers(text)[-1] == ("二/(三)", "（三）")


def test_numbers_restart_by_default_and_unnumbered_nodes_count_their_place():
    text = "编号方式: {节: 无}\n内容:\n  - 标题: 甲\n    内容: [{标题: 子}, {标题: 丑}]\n"
    assert numbers(text) == [("一", "一、"), ("一/*1", ""), ("一/*2", "")]


def test_a_path_that_occurs_twice_is_told_apart():
    text = "内容:\n  - 标题: 甲\n    内容: [{标题: 子}, {标题: 丑, 序号: 1}]\n"
    assert [path for path, _ in numbers(text)] == ["一", "一/(一)", "一/(一)~2"]


def test_a_section_sets_the_numbers_below_it():
    text = "内容:\n  - 标题: 甲\n    编号方式: {节: 第一条}\n    内容: [{标题: 子}, {标题: 丑}]\n  - 标题: 乙\n    内容: [{标题: 寅}]\n"
    assert [number for _, number in numbers(text)] == ["一、", "第一条", "第二条", "二、", "（一）"]


def test_measures_take_the_level_below_their_item():
    text = "内容:\n  - 标题: 甲\n    内容:\n      - {标题: 子, 举措: [{序号: 1, 正文: 一。}, 接排。]}\n"
    [item] = plan(text).items()
    assert [(m.number, m.path, m.text) for m in item.measures] == [
        ("1.", "一/(一)/1", "一。"),
        ("", "一/(一)/*2", "接排。"),
    ]


def test_duties_are_inherited_role_by_role():
    text = """
内容:
  - 标题: 重点任务
    牵头单位: 县市场监管局
    配合单位: [县财政局]
    内容:
      - {标题: 甲, 配合单位: 县科技局、县教育局}
      - {标题: 乙, 牵头单位: 县科技局}
"""
    first, second = plan(text).items()
    assert first.effective.lead == ("县市场监管局",)
    assert first.effective.support == ("县科技局", "县教育局")
    assert first.duty.lead == ()
    assert (second.effective.lead, second.effective.support) == (("县科技局",), ("县财政局",))


def test_a_default_clause_adds_to_every_later_task_only():
    text = """
默认责任: {单位: [各乡镇人民政府], 自: t02}
内容:
  - 标题: 重点任务
    内容:
      - {标识: t01, 标题: 甲, 责任单位: 县科技局}
      - {标识: t02, 标题: 乙, 责任单位: 县科技局}
      - {标识: t03, 标题: 丙, 责任单位: 县科技局}
  - 标题: 保障措施
    内容: [{标题: 丁}]
"""
    assert [item.effective.responsible for item in plan(text).items()] == [
        ("县科技局",), ("县科技局", "各乡镇人民政府"), ("县科技局", "各乡镇人民政府"), (),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("duty", "lead", "support", "responsible", "last"),
    [
        (
            "县科技局牵头，县市场监管局配合，2026年12月底前完成",
            ("县科技局",),
            ("县市场监管局",),
            (),
            "2026-12-31",
        ),
        ("县科技局、县财政局按职责分工负责", (), (), ("县科技局", "县财政局"), None),
        ("牵头单位：县科技局；配合单位：县财政局", ("县科技局",), ("县财政局",), (), None),
    ],
)
def test_one_string_in_any_notation(duty, lead, support, responsible, last):
    [item] = plan(f"内容:\n  - 标题: 任务\n    内容:\n      - {{标题: 甲, 责任: {duty}}}\n").items()
    assert (item.duty.lead, item.duty.support, item.duty.responsible) == (lead, support, responsible)
    assert (item.due.last if item.due else None) == last


def test_goals_in_any_form():
    text = """
指标:
  - {名称: 甲, 目标值: {2026: 94.5%以上, 2027年: 稳定在95%以上}}
  - {名称: 乙, 计量单位: 个, 目标值: [{年份: 2027, 关系: 不低于, 数值: 30}]}
  - {名称: 丙, 目标值: 明显提高}
内容: [{标题: 总体要求}]
"""
    first, second, third = plan(text).targets
    assert [(g.year, g.relation, g.value) for g in first.goals] == [
        (2026, "at_least", 94.5),
        (2027, "at_least", 95),
    ]
    assert first.unit == "%"
    assert [(g.year, g.relation, g.value) for g in second.goals] == [(2027, "at_least", 30)]
    assert (third.goals[0].value, third.goals[0].text) == (None, "明显提高")


@pytest.mark.parametrize("day", ["2026-03-02", "2026-3-2", "2026/3/2", "2026.3.2", "2026年3月2日", "2026 年 3 月 2 日"])
def test_a_date_in_any_form(day):
    document = plan(f"公文: {{成文日期: {day}, 印发日期: {day}, 通知: {{日期: {day}}}}}\n内容: [{{标题: 甲}}]").document
    assert (document.date, document.printed, document.notice.date) == ("2026-03-02",) * 3


def test_a_day_that_does_not_exist_stays_as_written():
    assert plan("公文: {成文日期: 2026年2月30日}\n内容: [{标题: 甲}]").document.date == "2026年2月30日"


def test_years_of_any_width():
    text = "指标: [{名称: 甲, 目标值: {２０２６: 达到60家, 2027年: 达到80家}}]\n内容: [{标题: 甲}]"
    (target,) = plan(text).targets
    assert [goal.year for goal in target.goals] == [2026, 2027]


@pytest.mark.parametrize(
    ("goal", "printed"), [("<=7", "不超过7天"), (">=7天", "7天以上"), ("≤7", "不超过7天"), ("不超过7天", "不超过7天")]
)
def test_a_goal_with_a_sign_is_put_in_words(goal, printed):
    text = f'指标: [{{名称: 甲, 计量单位: 天, 目标值: {{2027: "{goal}"}}}}]\n内容: [{{标题: 甲}}]'
    (target,) = plan(text).targets
    assert tables.wording(target.goals[0], target.unit) == printed


def test_a_goal_of_one_string_may_begin_with_its_year():
    text = "指标: [{名称: 甲, 基期: 2025年12项, 目标值: 到2027年达到20项以上}]\n内容: [{标题: 甲}]"
    (target,) = plan(text).targets
    (goal,) = target.goals
    assert (target.baseline.year, target.baseline.value, target.unit) == (2025, 12, "项")
    assert (goal.year, goal.relation, goal.value, goal.text) == (2027, "at_least", 20, "达到20项以上")
    several = plan(text.replace("到2027年达到20项以上", "2026年15项，2027年20项")).targets[0].goals[0]
    assert (several.year, several.text) == (None, "2026年15项，2027年20项")


def test_a_place_to_fill_is_not_taken_for_a_list():
    [item] = plan("内容:\n  - 标题: 任务\n    内容: [{标题: 甲, 牵头单位: 〔待填：甲、乙〕}]\n").items()
    assert item.duty.lead == ("〔待填：甲、乙〕",)


def test_the_part_of_a_chapter_is_known_by_its_title_and_inherited():
    text = "内容:\n  - 标题: 总体要求\n  - 标题: 强化高水平质量安全保障\n    内容: [{标题: 甲}]\n  - 标题: 保障措施\n"
    assert [node.part for node in plan(text).nodes()] == ["overview", "tasks", "tasks", "safeguards"]


@given(PLANS)
def test_emit_and_build_are_inverses(data):
    straight = build.build(data)
    text = emit.emit(data)
    assert plan(text) == straight
