from __future__ import annotations

import datetime as dt
import io
import textwrap
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from qplan import checking, dossier, rendering
from qplan.matrix import MARKS
from qplan.plan import Document, Duty, Item, Plan, Section, Unit
from qplan.task_tables import task_table, unit_table

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "render"
SHEETS = ["任务分工表", "责任矩阵", "任务清单", "主要指标表"]


@pytest.fixture(scope="module")
def made() -> dossier.Dossier:
    return dossier.compile_(checking.load(GOLDEN / "plan.yaml"))


@pytest.fixture(scope="module")
def book(made: dossier.Dossier) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(rendering.render(made, "xlsx")))


def grid(sheet: Worksheet) -> list[list[object]]:
    """The head row and what is under it; empty cells as they are read, None."""
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    return rows[next(place for place, row in enumerate(rows) if row[0] == "序号") :]


def test_all_tables_are_sheets(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS


def test_every_cell_is_the_tables(book: openpyxl.Workbook, made: dossier.Dossier) -> None:
    tables = (task_table(made.plan, working=True), unit_table(made.units), made.targets)
    for name, table in zip(("任务分工表", "任务清单", "主要指标表"), tables, strict=True):
        head, *rows = grid(book[name])
        assert head == [column.title for column in table.columns]
        for row, expected in zip(rows, table.rows, strict=True):
            for cell, wanted, column in zip(row, expected, table.columns, strict=True):
                if column.kind == "date" and wanted:
                    assert cell == dt.datetime.fromisoformat(str(wanted))
                else:
                    assert cell == (wanted if wanted != "" else None)


def test_the_matrix_is_the_matrix_and_its_totals_are_formulas(book: openpyxl.Workbook, made: dossier.Dossier) -> None:
    head, *rows = grid(book["责任矩阵"])
    assert tuple(head[2:]) == made.matrix.units
    count = len(made.matrix.tasks)
    for row, expected in zip(rows[:count], made.matrix.cells, strict=True):
        assert row[2:] == [MARKS[role] if role else None for role in expected]
    assert [row[1] for row in rows[count:]] == ["★牵头合计", "●责任合计", "○配合合计"]
    assert rows[count][2] == '=COUNTIF(C4:C7,"★")'


def test_numbers_and_dates_are_real_and_texts_are_never_formulas(book: openpyxl.Workbook) -> None:
    tasks = book["任务分工表"]
    kinds = {cell.data_type for row in tasks.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n", "d"}
    assert any(
        cell.value == "=SUM(A1) 公式一样的标题" and cell.data_type == "s" for row in tasks.iter_rows() for cell in row
    )
    targets = grid(book["主要指标表"])
    assert targets[1][4:6] == [96, "97%以上"]


def test_sheets_are_ready_to_filter_and_to_print(book: openpyxl.Workbook) -> None:
    for sheet in book:
        top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
        assert sheet.auto_filter.ref.startswith(f"A{top}:")
        assert sheet.freeze_panes == f"{'C' if sheet.title == '责任矩阵' else 'A'}{top + 1}"
        assert sheet.print_title_rows == f"${top}:${top}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToWidth in (None, 1)  # one page wide is what an absent number means
        assert sheet.page_setup.fitToHeight == 0
        assert sheet["A1"].value == sheet.title


@pytest.mark.parametrize(("part", "place"), [(None, 0), ("tasks", 0), ("matrix", 1), ("units", 2), ("targets", 3)])
def test_the_workbook_opens_at_the_part_that_was_asked_for(made: dossier.Dossier, part: str | None, place: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendering.render(made, "xlsx", part)))
    assert book.index(book.active) == place


def test_the_same_plan_gives_the_same_bytes_whenever(made: dossier.Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    one = rendering.render(made, "xlsx")
    monkeypatch.setattr("time.time", lambda: 4102444800.0)
    assert rendering.render(made, "xlsx") == one
    assert b"2000-01-01T00:00:00Z" not in one  # it is deflated
    properties = openpyxl.load_workbook(io.BytesIO(one)).properties
    assert properties.creator == "示例镇人民政府"
    assert properties.created == dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone


def wide_plan(units: int) -> Plan:
    names = tuple(Unit(f"第{n}局", None, (), (), ()) for n in range(units))
    tasks = tuple(
        Item(None, f"{n}.", f"一/{n}", ("content", 0, "content", n), 2, "tasks", f"任务{n}", effective=Duty((unit.name,)))
        for n, unit in enumerate(names)
    )  # fmt: skip
    section = Section(None, "一、", "一", ("content", 0), 1, "tasks", "任务", tasks)
    return Plan("zh", "quality-county-2024", None, None, Document(), (section,), registry=names)


def test_a_matrix_too_wide_for_a_page_repeats_its_tasks_on_each(tmp_path: Path) -> None:
    data = rendering.render(dossier.compile_(wide_plan(60)), "xlsx", "matrix")
    sheet = openpyxl.load_workbook(io.BytesIO(data))["责任矩阵"]
    assert sheet.print_title_cols == "$A:$B"
    assert not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_plan_without_tasks_and_targets_has_empty_sheets(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        textwrap.dedent("""
        文件版本: qplan/1
        内容: [{标题: 总体要求, 部分: 总体要求, 正文: 做好。}]
    """)
    )
    data = rendering.render(dossier.compile_(checking.load(plan)), "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == SHEETS
