"""Coverage -> what every report shows: gaps with place and unit, shares, the least area, words for other packs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from coverages import CLOSING
from hypothesis import given
from hypothesis import strategies as st

from qplan import checking, collation, covering, framework
from qplan.build import build
from qplan.collation import lists as coverage_lists
from qplan.collation import saying
from qplan.covering import Coverage, Tally
from qplan.plan import Plan

SMALL = Path(__file__).parent.parent / "golden" / "coverage" / "small"
PACK = framework.load(SMALL / "pack.yaml")


def compared(*tasks: dict[str, Any], **top: Any) -> tuple[Coverage, Plan]:
    section = {"title": "重点任务", "part": "tasks", "content": list(tasks)}
    plan = build({"format": "qplan/1", "content": [section], **top}, "en")
    return covering.cover(plan, PACK), plan


@pytest.fixture(scope="module")
def small() -> Coverage:
    return covering.cover(checking.load(SMALL / "plan.yaml"), PACK)


def test_the_short_list_has_a_row_a_gap_the_gravest_first(small: Coverage) -> None:
    assert [(gap.place, gap.title, gap.state) for gap in collation.gaps(small)] == [
        ("二（三）第3句", "消费维权", "none"),
        ("二（二）第2句", "家政服务", "claimed"),
        ("二（一）第2句", "品牌与标准", "partial"),
        ("二（二）第2句", "旅游服务", "suspect"),
    ]


def test_a_gap_says_what_is_there_and_whom_to_ask_down_to_the_measure(small: Coverage) -> None:
    gaps = {gap.title: gap for gap in collation.gaps(small)}
    found = gaps["品牌与标准"]
    assert (found.lacking, found.now) == (("标准",), "品牌")
    assert (found.phrase, found.where) == ("培育品牌，研制标准", "（一）提升“竹木”产业　第1项")
    assert found.whom == "县农业农村局"  # the measure's lead, not the task's
    assert gaps["家政服务"].now == ""  # the item that claims it is the one named in 补在哪条
    assert gaps["家政服务"].whom == "县市场监管局、县商务局、县文旅局等"
    alone = gaps["消费维权"]
    assert (alone.lacking, alone.now, alone.where, alone.whom) == ((), "", "", "")
    assert collation.where(alone) == "另写一句"


def test_what_another_item_says_already_is_named() -> None:
    overview = {
        "title": "总体要求",
        "part": "overview",
        "covers": ["A3.3"],
        "content": [{"title": "思路", "text": "开会。"}],
    }
    group = {"title": "重点任务", "part": "tasks", "content": [{"title": "甲", "text": "开展质量攻关。"}]}
    text = {"title": "章", "part": "tasks", "text": "培育品牌。", "content": [{"title": "乙", "text": "开会。"}]}
    plan = build({"format": "qplan/1", "content": [overview, group, text]}, "en")
    now = {gap.title: (gap.where, gap.now) for gap in collation.gaps(covering.cover(plan, PACK))}
    assert now["品牌与标准"] == ("（一）甲", "“三、章”：品牌")
    assert now["消费维权"] == ("", "“一、总体要求”标了对应")


def test_a_unit_still_to_be_filled_in_is_not_to_be_asked() -> None:
    coverage, _ = compared(
        {"title": "甲", "text": "培育品牌。", "lead": ["〔待填：牵头单位〕"], "support": ["县商务局"]},
        {"title": "乙", "text": "抓好农产品质量。", "lead": ["〔待填〕"]},
    )
    whom = {gap.title: (gap.where, gap.whom) for gap in collation.gaps(coverage)}
    assert whom["品牌与标准"] == ("（一）甲", "县商务局")
    assert whom["家政服务"] == ("（二）乙", "")
    assert list(collation.notes(collation.gaps(coverage))) == [
        "“另写一句”：方案里没有相近的任务。",
        "没有写找谁的，那一条还没有责任单位。",
    ]


def test_an_item_without_a_title_is_called_by_its_first_sentence() -> None:
    coverage, _ = compared({"title": "", "text": "培育品牌。再作安排。"})
    assert collation.gaps(coverage)[-1].where == "（一）培育品牌"


def test_what_is_dealt_with_names_its_document_or_reason(small: Coverage) -> None:
    assert [(each.requirement.title, saying.document(each)) for each in collation.apart(small)] == [
        ("电梯安全", "辖区没有电梯"),
        ("污水治理", "《示例县水环境治理方案》"),
    ]


def test_duties_are_told_apart(small: Coverage) -> None:
    assert [each.requirement.title for each in collation.duties(small, "expected")] == ["工作机制", "年度总结"]
    assert [each.requirement.title for each in collation.duties(small, "encouraged")] == ["经验推广"]
    below = {head: list(lines) for head, lines in coverage_lists.rest(small)}
    assert below["组织实施：原文提出、还没有写全的，不计入上表"] == ["三（一）第2句 年度总结：没有写"]
    assert below["组织实施：原文鼓励、写不写由各地定的，不计入上表"] == ["三（二）第1句 经验推广：没有写"]
    assert below["没有对上要点的任务，属正常"] == ["（三）做好会务"]


def test_claims_are_offered_only_where_a_plan_makes_claims() -> None:
    words = {"title": "甲", "text": "开展质量攻关。培育品牌。"}
    plain, _ = compared(words)
    claiming, _ = compared(words | {"covers": ["A1.1"]})
    offers = [dict(coverage_lists.rest(each))["正文有话、还没有标对应的"] for each in (plain, claiming)]
    assert list(map(list, offers)) == [[], ["“（一）甲”可标：品牌与标准"]]


def test_words_that_the_plan_strikes_out_are_shown_with_its_reason() -> None:
    coverage, _ = compared(
        {
            "title": "甲",
            "text": "开展质量攻关。",
            "covers": [{"requirement": "A1.1", "degree": "none", "reason": "只是口号"}],
        }
    )
    answer = coverage.answer("A1.1")
    assert answer is not None
    assert saying.shown(answer) == "“（一）甲”：质量攻关（方案注明不算：只是口号）"


def test_the_appendix_shows_full_evidence_first_and_counts_what_it_leaves_out() -> None:
    weak = [{"title": f"任务{n}", "text": "培育品牌。"} for n in range(3)]
    coverage, _ = compared(*weak, {"title": "末", "text": "培育品牌。研制标准。"})
    answer = coverage.answer("A1.2")
    assert answer is not None
    assert saying.shown(answer).split("\n")[0].startswith("“（四）末”")
    assert saying.shown(answer, 2).split("\n")[1:] == ["“（一）任务0”：品牌", "另有 2 处"]


def tally(full: int, of: int, partial: int = 0) -> Tally:
    return Tally(full, partial, of - full - partial, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("full", "of", "printed"),
    [
        (0, 0, "不适用"),
        (0, 7, "0/7（0%）"),
        (5, 7, "5/7（71.4%）"),
        (29, 50, "29/50（58%）"),
        (7, 7, "7/7（100%）"),
        (9999, 10000, "9999/10000（99.9%）"),
    ],
)
def test_a_share_prints_its_numerator_and_denominator(full: int, of: int, printed: str) -> None:
    assert collation.share(tally(full, of), "strict") == printed


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_printed_share_is_never_more_than_the_share(numbers: tuple[int, int]) -> None:
    full, of = numbers
    tenths = round(float(collation.share(tally(full, of), "strict").partition("（")[2].rstrip("%）")) * 10)
    assert tenths * of <= full * 1000 < (tenths + 1) * of
    share = tally(full, of).share("strict")
    assert share is not None
    assert tenths <= share * 1000 + 1e-9  # the one that machines read says the same


def test_the_least_area_is_the_first_of_those_that_are_even(small: Coverage) -> None:
    least = collation.least(small, "covered")
    assert least is not None
    assert least.id == "A3"
    areas = tuple(replace(area, tally=tally(0, 0)) for area in small.areas)
    empty = replace(small, areas=areas)
    assert collation.least(empty, "strict") is None
    assert collation.lowest(empty) == "最低的方面：不适用。"
    even = replace(small, areas=tuple(replace(area, tally=tally(1, 2)) for area in small.areas))
    assert "（一）产业质量 1/2（50%）" in collation.lowest(even)


def test_the_national_plan_has_its_own_words_and_another_document_its_name(small: Coverage) -> None:
    national = framework.load()
    assert national.closing == CLOSING
    assert collation.against(national).endswith("（国市监质发〔2024〕97号）第二部分")
    assert national.rest == "第三部分（组织实施）"
    assert collation.against(PACK) == "对照《示例省质量强县工作要点》（示质〔2026〕1号）"
    assert PACK.rest == "组织实施"
    text = "要点按《示例省质量强县工作要点》拆分得出，原文没有这个编号；供起草自查，不作评价、考核、排名依据。"
    assert text == PACK.closing


def test_a_plan_that_says_all_is_told_so_and_one_about_something_else_too() -> None:
    every = {"title": "甲", "text": "".join(f"{each.phrase}。" for each in PACK.requirements)}
    away = [{"requirement": each.id, "reason": "无"} for each in PACK.requirements]
    assert list(collation.remarks(compared(every)[0])) == [collation.COMPLETE]
    assert list(collation.remarks(compared({"title": "甲", "text": "开会。"})[0])) == [collation.SHORT]
    assert list(collation.remarks(compared(every, not_applicable=away)[0])) == ["没有要点可对照。"]


def test_a_plan_of_another_subject_is_told_by_how_often_it_speaks_of_quality() -> None:
    def coverage(covers: list[str]) -> Coverage:
        item = {"title": "甲", "text": "推进审批提速。" * 200, "covers": covers}
        content = [{"title": "重点任务", "part": "tasks", "content": [item]}]
        return covering.cover(build({"format": "qplan/1", "content": content}, "en"), framework.load())

    light = "全篇 1401 字只说到“质量” 0 次，讲的是别的事：字面相近的话最多算写到"
    silent, claiming = coverage([]), coverage(["A1.1"])
    assert list(collation.remarks(silent)) == [f"{light}，缺哪句不逐条列出。"]
    assert (collation.short_list(silent), len(collation.gaps(silent))) == ((), 45)
    assert list(collation.remarks(claiming)) == [f"{light}。"]
    assert collation.short_list(claiming) == collation.gaps(claiming)


def test_a_plan_that_rests_on_another_document_is_told_that_its_claims_do_not_count() -> None:
    plan = build({"format": "qplan/1", "content": [{"title": "任务", "covers": ["A1.1"]}]}, "en")
    coverage = covering.cover(plan, PACK, own=framework.load())
    assert next(iter(collation.remarks(coverage))).startswith("方案依据的是《质量强县（区、镇）培育建设工作方案》")
