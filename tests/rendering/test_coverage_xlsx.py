"""The coverage workbook, read back: its sheets, what stands in them, and what each says under its title."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from qplan import checking, covering, framework
from qplan.build import build
from qplan.rendering.coverage_xlsx import render

SMALL = Path(__file__).parents[1] / "golden" / "coverage" / "small"
PACK = framework.load(SMALL / "pack.yaml")


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    plan = checking.load(SMALL / "plan.yaml")
    return openpyxl.load_workbook(io.BytesIO(render(covering.cover(plan, PACK), plan)))


def rows(sheet: Worksheet) -> list[list[object]]:
    """The head row, which is the third, and what is under it; an empty cell is ""."""
    return [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(min_row=3, values_only=True)]


def test_the_sheets(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "各方面",
        "缺什么补在哪",
        "逐个要点",
        "任务×方面",
        "组织实施",
        "各方面的比例",
        "可标的对应",
    ]
    assert book.active.title == "各方面"


def test_areas_are_counted_in_numbers(book: openpyxl.Workbook) -> None:
    head, *body = rows(book["各方面"])
    assert head == ["方面", "要点", "已写明", "写到但不全", "另有部署", "没有写", "只标对应", "请复核", "不涉及"]
    assert body[0] == ["（一）产业质量", 2, 1, 1, 0, 0, 0, 0, 0]
    assert body[-1] == ["合计", 8, 2, 1, 1, 1, 1, 1, 1]
    assert [row[0] for row in body[2:4]] == ["　　其中：产品", "　　其中：服务"]


def test_a_gap_can_be_filtered_by_each_thing_said_of_it(book: openpyxl.Workbook) -> None:
    head, *body = rows(book["缺什么补在哪"])
    assert head == ["序号", "出处", "要点", "情况", "还缺", "现有的话", "可写", "补在哪条", "找谁"]
    assert body[2] == [
        3, "二（一）第2句", "品牌与标准", "写到但不全", "标准", "品牌", "培育品牌，研制标准", "（一）提升“竹木”产业　第1项", "县农业农村局",
    ]  # fmt: skip
    assert book["缺什么补在哪"].auto_filter.ref == "A3:I7"


def test_every_requirement_has_its_words(book: openpyxl.Workbook) -> None:
    found = {row[1]: (row[2], row[4]) for row in rows(book["逐个要点"])[1:]}
    assert len(found) == 8
    assert found["质量攻关"] == ("已写明", "“（一）提升‘竹木’产业”：质量攻关")
    assert found["污水治理"] == ("另有部署", "《示例县水环境治理方案》")
    assert found["消费维权"] == ("没有写", "")


def test_tasks_cross_areas(book: openpyxl.Workbook) -> None:
    head, *body = rows(book["任务×方面"])
    assert head == [
        "序号",
        "条目",
        "（一）产业质量",
        "（二）产品和服务质量：产品",
        "（二）产品和服务质量：服务",
        "（三）质量安全",
    ]
    assert body == [
        [1, "（一）提升“竹木”产业", 2, "", "", ""],
        [2, "（二）抓好供给", "", 1, "", ""],
        [3, "（三）做好会务", "", "", "", ""],
    ]


def test_duties_say_whether_they_are_asked_or_encouraged(book: openpyxl.Workbook) -> None:
    assert [row[1:4] for row in rows(book["组织实施"])[1:]] == [
        ["工作机制", "原文提出", "已写明"],
        ["年度总结", "原文提出", "没有写"],
        ["经验推广", "原文鼓励", "没有写"],
    ]


def test_shares_stand_in_the_appendix_alone(book: openpyxl.Workbook) -> None:
    assert rows(book["各方面的比例"])[-1] == ["合计", "2/6（33.3%）", "3/6（50%）"]
    assert all("%" not in str(cell) for name in ("各方面", "缺什么补在哪") for row in rows(book[name]) for cell in row)


def test_claims_that_might_be_made_are_offered(book: openpyxl.Workbook) -> None:
    assert [row[1:5] for row in rows(book["可标的对应"])[1:]] == [
        ["（一）提升“竹木”产业", "品牌与标准", "二（一）第2句", "部分"],
        ["（二）抓好供给", "农产品质量", "二（二）第1句", "写明"],
        ["（一）加强统筹", "工作机制", "三（一）第1句", "写明"],
    ]


def test_each_sheet_says_under_its_title_what_it_is_not_for(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet["A1"].value == sheet.title
        first, *_, last = str(sheet["A2"].value).split("\n")
        assert first == "对照《示例省质量强县工作要点》（示质〔2026〕1号）"
        assert last.endswith("供起草自查，不作评价、考核、排名依据。")
        assert sheet.page_setup.orientation == "landscape"


def test_a_state_has_its_colour(book: openpyxl.Workbook) -> None:
    sheet = book["逐个要点"]
    colours = {cell.value: cell.font.color.rgb for cell in sheet["C"][3:] if cell.font.color and cell.font.color.rgb}
    assert colours["没有写"] == "FFB3221B"
    assert colours["已写明"] == "FF1B6E3C"


def test_an_empty_plan_and_a_perfect_one_are_workbooks_too() -> None:
    for text in ("开会。", "".join(f"{each.phrase}。" for each in PACK.everything)):
        plan = build({"format": "qplan/1", "content": [{"title": "甲", "part": "tasks", "text": text}]}, "en")
        data = render(covering.cover(plan, PACK), plan)
        assert data == render(covering.cover(plan, PACK), plan)
        assert openpyxl.load_workbook(io.BytesIO(data))["各方面"].max_row == 9
