"""The one door to xlsxwriter: names that Excel takes, texts that stay texts, heights, grids, the same bytes."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.rendering._workbook import Grid, workbook
from qplan.tables import Column, Draft, Table, assembled


def read(*sheets: Table | Grid, **options: object) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook("册", sheets, **options)))  # type: ignore[arg-type]


def small(title: str = "表", legend: str = "") -> Table:
    return assembled(title, [Draft("甲", 1, ["=1+1", "http://例.县"]), Draft("乙", 1, [1, 2.5])], legend)


def test_texts_stay_texts_and_numbers_numbers() -> None:
    cells = list(read(small())["表"].iter_rows(min_row=3))
    assert [[(cell.value, cell.data_type) for cell in row] for row in cells] == [
        [("=1+1", "s"), (1, "n")],
        [("http://例.县", "s"), (2.5, "n")],
    ]
    assert not any(cell.hyperlink for row in cells for cell in row)


@given(st.lists(st.text(max_size=50), min_size=1, max_size=6))
def test_any_titles_make_sheets_that_excel_opens(titles: list[str]) -> None:
    names = read(*(small("".join(ch for ch in title if ch.isprintable())) for title in titles)).sheetnames
    assert len(names) == len(titles)
    assert len({name.lower() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


def test_two_sheets_of_one_title_are_told_apart() -> None:
    assert read(small("对照"), small("对照"), small("对照")).sheetnames == ["对照", "对照（2）", "对照（3）"]


def test_a_table_of_one_column_or_of_none_to_speak_of_is_a_sheet() -> None:
    sheet = read(Table("单", (Column("甲", 1.0),), (("一",),), "说明"))["单"]
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["单", "说明", "甲", "一"]
    assert read(Table("空", (Column("甲", 1.0),), ()))["空"].max_row == 2


def test_rows_are_as_high_as_their_lines() -> None:
    texts = ["短", "长" * 200, "一\n二\n三"]
    sheet = read(assembled("表", [Draft("甲", 1, texts), Draft("乙", 1, ["", "", ""])]))["表"]
    low, high, three = (sheet.row_dimensions[row].height for row in (3, 4, 5))
    assert low == pytest.approx(20, abs=1)
    assert high > 5 * 15
    assert three == pytest.approx(3 * 15 + 5, abs=1)


def test_a_legend_of_several_lines_has_its_room() -> None:
    sheet = read(small(legend="对照一\n说明二\n说明三"))["表"]
    assert sheet.row_dimensions[2].height >= 45
    assert sheet["A2"].alignment.wrap_text
    assert sheet.freeze_panes == "A4"


def test_a_grid_counts_its_marks_with_formulas_that_carry_their_result() -> None:
    drafts = [
        Draft("序号", 1, [1, 2]),
        Draft("名称", 4, ["甲", "乙"]),
        Draft("县局", 1, ["★", "★"]),
        Draft("乡", 1, ["", "★"]),
    ]
    data = workbook("册", [Grid(assembled("阵", drafts), (("★合计", "★"),))])
    assert openpyxl.load_workbook(io.BytesIO(data))["阵"]["C5"].value == '=COUNTIF(C3:C4,"★")'
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["阵"]
    assert [cell.value for cell in shown[5]] == [None, "★合计", 2, 1]


def test_a_word_that_fills_a_cell_has_its_colour_and_others_have_none() -> None:
    table = assembled("表", [Draft("甲", 1, ["没有写", "没有写的"]), Draft("乙", 1, ["没有写", ""], centred=True)])
    sheet = read(table, colours={"没有写": "#B3221B"})["表"]
    red = [
        cell.coordinate
        for row in sheet.iter_rows(min_row=3)
        for cell in row
        if cell.font.color and cell.font.color.rgb == "FFB3221B"
    ]
    assert red == ["A3", "B3"]
    assert (sheet["B3"].alignment.horizontal, sheet["A3"].alignment.horizontal) == ("center", None)


@pytest.mark.parametrize(("fonts", "face"), [(None, "仿宋"), ("gb2312", "仿宋_GB2312"), ("gbk", "方正仿宋_GBK")])
def test_fonts_follow_the_plan(fonts: str | None, face: str) -> None:
    assert read(small(), fonts=fonts)["表"]["A3"].font.name == face


def test_the_same_tables_give_the_same_bytes_whenever(monkeypatch: pytest.MonkeyPatch) -> None:
    one = workbook("册", [small()], author="示例县人民政府")
    monkeypatch.setattr("time.time", lambda: 4102444800.0)
    assert workbook("册", [small()], author="示例县人民政府") == one
    properties = openpyxl.load_workbook(io.BytesIO(one)).properties
    assert (properties.title, properties.creator) == ("册", "示例县人民政府")
    assert properties.created == dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone


def test_it_opens_at_the_sheet_that_is_asked_for() -> None:
    assert read(small("一"), small("二"), active=1).active.title == "二"
