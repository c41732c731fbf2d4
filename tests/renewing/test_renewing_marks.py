"""What is out of date in a text of last year's plan: marked once, its words kept, everything else left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.renewing.marks import Marker, unmarked
from qplan.text import PLACEHOLDER


def marked(text: str, year: int = 2026, made: int | None = 2024) -> list[str]:
    """The placeholders that a text gets, without their brackets."""
    done = Marker(year, made, "示例县", "示例县质量强县2024年工作方案").text(text)
    return [found[0][4:-1] for found in PLACEHOLDER.finditer(done)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年12月底前建成。", ["原为2024年"]),
        ("到2025年底，合格率达到95%。", ["原为2025年"]),
        ("2023—2024年投资800万元。", ["原为2023—2024年"]),
        ("2023、2024年各办一次。", ["原为2023、2024年"]),
        ("2025至2027年分三步走。", ["原为2025至2027年"]),
        ("２０２４年度目标。", ["原为２０２４年度"]),
        ("二〇二四年三月印发。", ["原为二〇二四年"]),
        ("2024-12", ["原为2024-12"]),
        ("2024Q4", ["原为2024Q4"]),
        ("力争24年底完成。", ["原为24年"]),
        ("今年抽检500批次。", ["原为今年"]),
        ("贯彻《示例县质量强县2024年工作方案》。", ["原为2024年"]),
    ],
)
def test_years_before_the_period(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "到2026年建成，2027年验收，2035年领先。",
        "2026—2027年分步实施。",
        "培育企业2024家，面积2000平方米。",
        "依据《示例省“十四五”质量规划（2021—2025年）》（示政发〔2021〕3号）。",
        "按照2021年第45号公告执行。",
        "采用GB/T 19001—2016标准。",
        "说明年限和标明年份，如今年轻人多，近20年底蕴深厚。",
        "上世纪1990年代的厂房。",
    ],
)
def test_what_is_no_year_before_the_period_or_belongs_to_another_document(text: str) -> None:
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贯彻党的十九大精神", ["原为党的十九大；后有党的二十大（2022年10月）"]),
        ("贯彻十九大报告", ["原为十九大；后有党的二十大（2022年10月）"]),
        ("贯彻党的十九届五中全会精神", ["原为党的十九届五中全会；后有二十届四中全会（2025年10月）"]),
        ("党的二十大和二十届二中、三中全会", ["原为二十届二中、三中全会；后有二十届四中全会（2025年10月）"]),
        ("落实十四届全国人大二次会议精神", ["原为十四届全国人大二次会议"]),
        ("省委十二届六次全会、市委五届七次、八次全会", ["原为省委十二届六次全会", "原为市委五届七次、八次全会"]),
        ("县第十五届人大第三次会议通过", ["原为县第十五届人大第三次会议"]),
        ("省第十二次党代会提出", ["原为省第十二次党代会"]),
        ("“十三五”时期和“十四五”末", ["原为“十三五”；现为“十五五”", "原为“十四五”；现为“十五五”"]),
        ("十四五规划", ["原为十四五；现为十五五"]),
    ],
)
def test_meetings_and_plans_that_are_overtaken(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全面贯彻党的二十大和二十届历次全会精神",
        "学习党的二十届四中全会精神",
        "党的十八大以来取得的成就",
        "实施十大行动、五大工程",
        "“十五五”时期",
        "全国人大代表和省人大代表",
    ],
)
def test_meetings_that_are_the_latest_and_words_that_only_look_like_one(text: str) -> None:
    assert marked(text) == []


def test_the_latest_meeting_depends_on_the_new_plans_year() -> None:
    plenum = "党的二十届三中全会"
    assert marked(plenum, 2025) == []
    assert marked(plenum, 2026)
    assert marked("党的二十大", 2027) == []
    assert marked("党的二十大", 2028) == ["原为党的二十大"]
    assert marked("“十四五”", 2025) == []


def test_words_such_as_this_year_count_where_the_text_is_older() -> None:
    assert marked("今年和明年", made=2026) == []
    assert marked("今年和明年", made=None) == ["原为今年", "原为明年"]


def test_units_that_a_reform_ended_by_the_new_plans_year() -> None:
    assert marked("由县质监局负责") == ["原为县质监局；现一般为县市场监管局"]
    assert marked("示例银保监分局", 2023) == []


def test_units_in_lists_and_notes_are_marked_one_by_one() -> None:
    marker = Marker(2026, 2024, "示例县")
    node = {
        "title": "办好检测",
        "lead": "县质监局、县工商局等",
        "support": ["县科技局"],
        "measures": [{"text": "做检测。", "duty": "县环保局牵头，县科技局配合，2024年12月底前完成"}],
        "due": "2024",
        "covers": ["A4.3"],
        "id": "t2024",
    }
    done = marker.node(node)
    assert done["lead"] == [
        "〔待填：原为县质监局；现一般为县市场监管局〕",
        "〔待填：原为县工商局；现一般为县市场监管局〕",
    ]
    assert done["and_others"] is True
    assert (done["support"], done["covers"], done["id"]) == (["县科技局"], ["A4.3"], "t2024")
    assert done["due"] == "〔待填：原为2024〕"
    measure = done["measures"][0]
    assert measure["lead"] == ["〔待填：原为县环保局；现一般为生态环境局（分局）〕"]
    assert measure["support"] == ["县科技局"]
    assert measure["due"].startswith("〔待填：原为2024年〕")
    assert "duty" not in measure
    assert marker.marked == {"unit": 3, "year": 2}


def test_what_was_planned_for_years_that_are_over_moves_to_the_first_of_the_new_plan() -> None:
    marker = Marker(2026, 2024)
    done = marker.node(
        {"title": "办好检测", "yearly": {"2024": "立项", "2025": "建成", "2026": "验收", "2027": "推广"}}
    )
    words = "〔待填：原为2024年〕立项；〔待填：原为2025年〕建成；验收"
    assert done["yearly"] == {"2026": words, "2027": "推广"}
    assert marker.marked == {"year": 2}


_PIECES = st.sampled_from(
    [
        "2024年", "2023—2024年", "2024", "—", "-", "年", "底", "二〇二四年", "今年", "明年", "《", "》", "“十四五”", "十", "五",
        "党的十九大", "二十届二中、三中全会", "省委十二届六次全会", "县", "质监局", "示例县质监局", "农业局", "和旅游局", "人行", "支行",
        "中心支行", "示例", "银保监局", "〔2023〕5号", "示政发", "、", "，", "。", "（", "）", "；", "“", "”", "建设", "２０２５年", "24年底",
    ]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_marking_twice_marks_once_and_loses_no_word(text: str) -> None:
    marker = Marker(2026, 2024, "示例县", "示例县质量强县2024年工作方案")
    once = marker.text(text)
    assert marker.text(once) == once
    assert unmarked(once) == text
