"""Plans -> Comparison: names, targets, units and tasks put side by side, and what is never put together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from examples import fewer
from hypothesis import given
from hypothesis import strategies as st
from plan_data import PLANS

from qplan import build, checking, comparing, framework
from qplan.comparing import Comparison, Given
from qplan.comparing.indicators import indicator, measure, similar
from qplan.errors import Misuse
from qplan.framework import Framework
from qplan.plan import Plan

PACK = framework.load()
BARE = PACK._replace(lexicon=None)
"""Without a lexicon: for all that is not about words, a hundred times faster."""
GOLDEN = Path(__file__).parent / "golden" / "compare"
ROOT = Path(__file__).parents[1]


def plan(*tasks: dict[str, Any], **top: Any) -> Plan:
    region = top.pop("region", "示例县")
    level = top.pop("level", "county")
    content = [
        {
            "title": "重点任务",
            "part": "tasks",
            "content": list(tasks) or [{"title": "布置会场", "text": "统一尺寸。"}],
        }
    ]
    return build.build(
        {"format": "qplan/1", "region": {"name": region, "level": level}, "content": content, **top}, "en"
    )


def compared(*plans: Plan, names: tuple[str, ...] = (), pack: Framework = BARE) -> Comparison:
    files = names or tuple(f"{n}.yaml" for n in range(1, len(plans) + 1))
    return comparing.compare([Given(file, each, pack) for file, each in zip(files, plans, strict=True)], pack)


def files(*names: str) -> Comparison:
    return compared(*(checking.load(GOLDEN / name) for name in names), names=names)


def target(name: str, unit: str = "%", **goals: Any) -> dict[str, Any]:
    return {"indicator": name, "unit": unit, "goals": {year.lstrip("y"): value for year, value in goals.items()}}


# Which plans are versions of one place, and what they are called.


@pytest.mark.parametrize(
    ("one", "two", "names"),
    [
        ({"date": "2025-03-03"}, {"date": "2026-03-02"}, ("2025年3月3日", "2026年3月2日")),
        ({"stage": "consultation"}, {"stage": "issue", "date": "2026-03-02"}, ("征求意见稿", "印发稿")),
        ({"date": "2026-03-02"}, {"date": "2026-03-02"}, ("1.yaml", "2.yaml")),
        ({"date": "2026-03-02"}, {}, ("1.yaml", "2.yaml")),
    ],
)
def test_versions_are_told_apart(one, two, names):
    found = compared(plan(document=one), plan(document=two))
    assert found.kind == "versions"
    assert tuple(side.short for side in found.sides) == names
    assert found.sides[0].name == f"示例县（{names[0]}）"
    assert found.pairs == ((0, 1),)


def test_versions_are_told_apart_by_their_period_and_files_in_folders_by_their_paths():
    assert [
        s.short
        for s in compared(plan(period={"start": 2025, "end": 2026}), plan(period={"start": 2026, "end": 2027})).sides
    ] == ["2025—2026年", "2026—2027年"]
    found = compared(plan(), plan(), names=("旧/plan.yaml", "新/plan.yaml"))
    assert [side.short for side in found.sides] == ["旧/plan.yaml", "新/plan.yaml"]


def test_a_place_with_its_city_before_it_is_the_same_place():
    assert compared(plan(region="示例区"), plan(region="样本市示例区")).kind == "versions"
    assert compared(plan(region="样本区"), plan(region="示例区")).kind == "places"
    assert compared(plan(region="甲市示例区"), plan(region="乙市示例区")).kind == "places"
    assert compared(plan(region="新示例县"), plan(region="示例县")).kind == "places"


def test_pairs_join_the_versions_of_each_place_in_the_order_given():
    found = compared(plan(), plan(region="样本县"), plan(), plan(region="样本县"), plan())
    assert found.kind == "mixed"
    assert found.pairs == ((0, 2), (1, 3), (2, 4))
    assert [side.label for side in found.sides] == ["甲", "乙", "丙", "丁", "戊"]
    assert found.sides[1].name == "样本县（2.yaml）" == found.sides[1].short


def test_two_to_ten_plans():
    for count in (1, 11):
        with pytest.raises(Misuse, match=str(count)):
            compared(*[plan()] * count)
    assert len(compared(*[plan()] * 10).sides) == 10


# Coverage.


def test_one_has_words_where_the_other_has_none():
    found = compared(plan({"title": "推进垃圾分类", "text": "推进垃圾分类。"}), plan(region="样本县"), pack=PACK)
    row = next(each for each in found.asked if each.requirement.id == "A5.5")
    assert (row.differs, row.one_sided) == (True, True)
    assert [each.state for each in row.answers] == ["full", "none"]
    area = next(each for each in found.areas if "绿色" in each.title)
    assert area.tallies[0].full > area.tallies[1].full == 0


def test_claims_that_cite_another_framework_do_not_count():
    mine = plan(
        {"title": "布置会场", "text": "统一尺寸。", "covers": ["A1.1"]},
        elsewhere=[{"requirement": "A5.4", "document": "别的文件"}],
    )
    own = comparing.compare([Given("1", mine, PACK), Given("2", plan(), PACK)], PACK)
    assert [own.sides[0].coverage.total.claimed, own.sides[0].coverage.total.elsewhere] == [1, 1]
    other = comparing.compare([Given("1", mine, PACK._replace(id="x")), Given("2", plan(), PACK)], PACK)
    assert [other.sides[0].coverage.total.claimed, other.sides[0].coverage.total.elsewhere] == [0, 0]
    assert other.sides[0].foreign
    assert "没有计入" in other.notes[0]


def test_claims_under_another_framework_count_as_the_crosswalk_has_it():
    mine = plan({"title": "甲", "text": "乙。", "covers": ["G10.8"]})
    given = Given("1", mine, framework.load("quality-outline-2023"))
    found = comparing.compare([given, Given("2", plan(), PACK)], PACK)
    assert found.sides[0].coverage.answer("A7.1").state == "claimed"
    assert found.sides[0].foreign
    assert "按两份要点包的对照表带过来" in found.notes[0]
    assert "没有计入" not in "".join(found.notes)


# Targets: what is one indicator, and what only looks like one.


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("制造业产品质量合格率", "%"), ("产品质量合格率（制造业）", "%")),
        (("制造业产品质量合格率", "%"), ("示例县制造业 产品质量合格率", "％")),
        (("全县制造业产品质量合格率", "%"), ("制造业产品质量合格率(%)", "")),
        (("单位地区生产总值能耗", "%"), ("单位(万元)GDP能源消耗", "%")),
        (("每万人口高价值发明专利拥有量", "件"), ("高价值发明专利拥有量", "件/万人")),
        (("每万户市场主体商标拥有量", "件"), ("每万户经营主体商标拥有量", "个")),
        (("每万户市场主体商标拥有量", "件"), ("商标拥有量", "件/万户")),
        (("高新技术企业", "家"), ("高新技术企业数量", "户")),
        (("规上工业增加值", "亿元"), ("规模以上工业增加值", "万元")),
        (("“专精特新”中小企业", "家"), ("专精特新中小企业", "个")),
    ],
)
def test_one_indicator_under_two_names(one, two):
    first, second = indicator(*one, "示例县"), indicator(*two, "示例县")
    assert first.name == second.name
    assert first.measure.kind == second.measure.kind


@pytest.mark.parametrize(
    ("one", "two", "alike"),
    [
        (("食品抽检合格率", "%"), ("食品评价性抽检合格率", "%"), True),
        (("食品抽检合格率", "%"), ("食品安全抽检合格率", "%"), True),
        (("产品质量合格率", "%"), ("制造业产品质量合格率", "%"), True),
        (("农产品质量安全监测合格率", "%"), ("农产品质量安全例行监测合格率", "%"), True),
        (("制造业产品质量合格率", "%"), ("农产品质量安全监测合格率", "%"), False),
        (("房屋市政工程质量抽查符合率", "%"), ("水利工程质量抽检合格率", "%"), False),
        (("高新技术企业", "家"), ("高新技术产业增加值", "亿元"), False),
        (("食品抽检合格率", "%"), ("食品抽检批次", "批次"), False),
        (("制造业质量竞争力指数", ""), ("制造业质量竞争力", "分"), False),
    ],
)
def test_two_indicators(one, two, alike):
    first, second = indicator(*one), indicator(*two)
    assert first.name != second.name
    assert similar(first, second) is similar(second, first) is alike


@pytest.mark.parametrize(
    ("one", "two", "times"),
    [
        ("亿元", "万元", 10000), ("万亿元", "亿元", 10000), ("千元", "元", 1000), ("%", "‰", 10), ("件/万人", "件/千人", "0.1"),
        ("公里", "米", 1000), ("公顷", "亩", 15), ("年", "个月", 12), ("小时", "分钟", 60), ("万家", "个", 10000),
        ("家", "项", 1), ("件每万户", "件/万户", 1), ("吨", "公斤", 1000), ("兆瓦", "千瓦", 1000),
    ],
)  # fmt: skip
def test_units_of_one_kind(one, two, times):
    first, second = measure(one), measure(two)
    assert first.kind == second.kind
    assert first.size / second.size == comparing.targets.Decimal(times)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("件/万人", "件/万户"), ("件", "件/万人"), ("%", "个百分点"), ("%", "个"), ("天", "个工作日"), ("天", "个月"),
        ("家", "家次"), ("人", "人次"), ("元", "美元"), ("分", "%"), ("", "%"), ("吨", "吨标准煤"), ("个", "人"),
    ],
)  # fmt: skip
def test_units_of_different_kinds(one, two):
    assert measure(one).kind != measure(two).kind


@pytest.mark.parametrize(
    "words",
    [
        "95%以上",
        "不低于95%",
        "达到95%以上",
        "稳定在95%以上",
        "≥95%",
        ">=95%",
        "保持在95%以上",
        "不少于95%",
        "力争达到95%以上",
    ],
)
def test_wordings_of_one_bound(words):
    found = compared(
        plan(targets=[target("合格率指标", y2026=words)]), plan(targets=[target("合格率指标", y2026="95%以上")])
    )
    (row,) = found.targets
    assert [cell.text for cell in row.lines[0].cells] == ["≥95%", "≥95%"]
    printed_alike = words in ("95%以上", "≥95%", ">=95%")
    assert row.lines[0].changes == ("" if printed_alike else "说法改了，数值未变",)
    assert not row.differs


@pytest.mark.parametrize(
    ("unit", "old", "new", "change"),
    [
        ("%", "95%以上", "98%以上", "+3个百分点"),
        ("%", "达到94.8%", "达到94.1%", "-0.7个百分点"),
        ("%", 94.8, "达到95%", "+0.2个百分点"),
        ("家", "30家", "达到45家", "+15家"),
        ("天", "不超过9天", "不超过7天", "-2天"),
        ("%", "达到94.8%", "94.8%以上", "由94.8%改为≥94.8%"),
        ("%", "95～97%", "96～98%", "由95～97%改为96～98%"),
        ("%", "累计下降5%以上", "累计下降6%以上", "由累计下降5%以上改为累计下降6%以上"),
        ("", "明显提高", "进一步提高", "由明显提高改为进一步提高"),
        ("个", "每个园区1个", "每个园区2个", "由每个园区1个改为每个园区2个"),
        ("%", "95%以上", "95%以上", ""),
    ],
)
def test_what_became_of_a_value(unit, old, new, change):
    found = compared(
        plan(targets=[target("某项指标", unit, y2026=old)]), plan(targets=[target("某项指标", unit, y2026=new)])
    )
    (row,) = found.targets
    assert row.lines[0].changes == (change,)


def test_sums_are_converted_and_a_year_that_a_plan_does_not_reach_is_no_change():
    found = files("2025.yaml", "2026.yaml")
    rows = {row.name: row for row in found.targets}
    (line,) = rows["质量技术改造投资"].lines
    assert ([cell.text for cell in line.cells], line.changes) == (["≥8000万元", "≥1亿元"], ("+2000万元",))
    lines = rows["产品质量合格率（制造业）"].lines
    assert [(line.year, line.baseline, line.changes[0]) for line in lines] == [
        (None, True, "+0.6个百分点"), (2025, False, ""), (2026, False, "+0.5个百分点"), (2027, False, ""),
    ]  # fmt: skip
    assert "不是一类" in rows["高新技术企业数量"].note
    assert "不能直接比" in rows["消费投诉平均办结时间"].lines[0].note


def test_a_target_that_came_or_went():
    found = compared(
        plan(targets=[target("甲指标", y2026="1%"), target("乙指标", y2026="1%")]),
        plan(targets=[target("乙指标", y2027="2%")]),
    )
    assert [(row.name, row.shared, row.changes) for row in found.targets] == [
        ("甲指标", False, ("不再写",)),
        ("乙指标", True, ("",)),
    ]
    assert [line.changes for line in found.targets[1].lines] == [("不再写",), ("新写",)]


def test_a_doubtful_match_is_listed_and_not_made():
    found = files("2026.yaml", "town.yaml")
    assert [(row.name, row.shared) for row in found.targets if "抽检" in row.name] == [
        ("食品评价性抽检合格率", False),
        ("食品安全抽检合格率", False),
    ]
    found = files("2025.yaml", "town.yaml")
    (near,) = found.near
    assert {found.targets[near.one].name, found.targets[near.two].name} == {"食品抽检合格率", "食品安全抽检合格率"}


def test_two_targets_of_one_name_in_one_plan_stay_two():
    both = plan(targets=[target("合格率指标", y2026="95%"), target("合格率指标", y2026="96%")])
    assert [row.shared for row in compared(both, both).targets] == [True, True]
    assert [row.shared for row in compared(both, plan(targets=[target("合格率指标", y2026="95%")])).targets] == [
        True,
        False,
    ]


# Units.


def matched(one: list[str], two: list[str], **two_is: Any) -> set[str]:
    task = {"title": "甲", "text": "乙。"}
    found = compared(
        plan({**task, "responsible": one}),
        plan({**task, "responsible": two}, **{"region": "样本区", "level": "district", **two_is}),
    )
    return {row.name for row in found.units if row.shared}


@pytest.mark.parametrize(
    ("one", "two", "name"),
    [
        ("县市场监管局", "区市场监督管理局", "市场监管局"),
        ("县发展改革局", "区发展改革委", "发展改革局"),
        ("市生态环境局示例县分局", "市生态环境局样本区分局", "生态环境局"),
        ("县公安局", "区公安分局", "公安局"),
        ("人行示例支行", "中国人民银行样本支行", "人民银行"),
        ("县税务局", "税务局", "税务局"),
        ("县工信局", "区工业和信息化局（国资委）", "工信局"),
        ("各乡镇人民政府", "各街道办事处", "所属各地"),
        ("省药监局", "省药监局", "省药监局"),
    ],
)
def test_units_of_two_places_by_function(one, two, name):
    assert matched([one], [two]) == {name}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("县科工信局", "区工信局"), ("县水利局", "区水务局"), ("县文旅局", "区文旅体局"), ("市市场监管局", "区市场监管局"),
        ("县金融监管局", "国家金融监督管理总局样本监管分局"), ("县大数据局", "区大数据中心"), ("县质量工作领导小组成员单位", "区质量发展委员会成员单位"),
    ],
)  # fmt: skip
def test_units_of_two_places_that_are_not_one(one, two):
    assert matched([one], [two]) == set()


def test_two_names_of_one_body_in_one_plan_count_once_a_task():
    task = {"title": "甲", "text": "乙。", "lead": ["县卫健局"], "support": ["县卫生健康局"]}
    (row,) = compared(plan(task), plan(region="样本县")).units
    assert row.loads[0] is not None
    assert (row.loads[0].lead, row.loads[0].support, row.loads[0].total) == (1, 0, 1)


def test_where_two_units_of_a_plan_could_be_meant_neither_is():
    assert matched(["各乡镇人民政府", "各街道办事处"], ["各乡镇人民政府"]) == set()
    assert matched(["县生态环境局", "市生态环境局示例县分局"], ["区生态环境局"]) == set()


def test_a_city_without_a_level_goes_by_what_most_of_its_units_have():
    assert matched(["县财政局"], ["市财政局", "市商务局", "省药监局"], region="样本", level=None) == {"财政局"}


# Tasks of two versions.


def test_tasks_come_go_and_change():
    (changes,) = files("2025.yaml", "2026.yaml").changes
    assert [item.title for item in changes.added] == ["加强特种设备安全监管"]
    assert [item.title for item in changes.removed] == ["打造绿色工厂"]
    sorting, packing = changes.changed
    assert sorting.duty == ("增加牵头：县综合执法局", "去掉牵头：县城管局", "县市场监管局由配合改为责任")
    assert (sorting.title, sorting.text) == (False, False)
    assert (packing.title, packing.duty, packing.text) == (True, (), True)


def test_a_unit_under_another_name_is_no_change_of_duty():
    task = {"title": "甲", "text": "乙。"}
    (changes,) = compared(plan({**task, "lead": ["县发改局"]}), plan({**task, "lead": ["县发展和改革局"]})).changes
    assert changes.changed == ()
    assert len(changes.kept) == 1


def test_places_have_no_changes():
    assert files("2026.yaml", "town.yaml").changes == ()


# Laws.


def mirrored(found: Comparison) -> tuple[object, ...]:
    """What of a comparison of two does not depend on which comes first."""
    return (
        {each.requirement.id for each in found.asked if each.differs},
        {each.requirement.id for each in found.asked if each.one_sided},
        sorted(sorted(str(each and each.indicator) for each in row.targets) for row in found.targets),
        sorted(bool(row.note) for row in found.targets),
        sorted(sorted((found.targets[each.one].name, found.targets[each.two].name)) for each in found.near),
        sorted(sorted(map(str, row.names)) for row in found.units),
        [(len(each.added) + len(each.removed), len(each.changed)) for each in found.changes],
    )


@fewer(3)
@given(PLANS)
def test_a_plan_does_not_differ_from_itself(data):
    one = build.build(data, "en")
    found = compared(one, one)
    assert found.same
    assert all(row.shared for row in (*found.targets, *found.units))
    assert all(change == "" for row in found.targets for line in row.lines for change in line.changes)


@fewer(3)
@given(st.tuples(PLANS, PLANS))
def test_differences_are_the_same_either_way(pair):
    one, two = (build.build(data, "en") for data in pair)
    assert mirrored(compared(one, two)) == mirrored(compared(two, one, names=("2.yaml", "1.yaml")))


@fewer(3)
@given(st.lists(PLANS, min_size=2, max_size=5))
def test_order_in_is_order_out(datas):
    plans = [build.build(data, "en") for data in datas]
    found = compared(*plans)
    assert [side.plan for side in found.sides] == plans
    assert [side.file for side in found.sides] == [f"{n}.yaml" for n in range(1, len(plans) + 1)]
    assert len({side.name for side in found.sides}) == len(plans)
    for row in found.targets:
        assert all(each is None or each in plans[n].targets for n, each in enumerate(row.targets))
    indicators = [target.indicator for each in plans for target in each.targets]
    assert [row.name for row in found.targets] == sorted((row.name for row in found.targets), key=indicators.index)
