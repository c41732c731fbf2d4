"""Workbooks as offices make them: what their sheets hold, what is hidden, what cannot be read."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from qplan.errors import Unreadable
from qplan.reading.blocks import Grid
from qplan.reading.formats import xlsx
from qplan.reading.gathering import Gathering

HEAD = ["序号", "重点任务", "责任单位"]
ROWS = [HEAD, [1, "建设检验平台", "县市场监管局"], [2, "培育品牌", "县商务局"]]


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """A workbook of one sheet 任务分工表 with rows, after ``change`` has had its way with it."""

    def made(rows: list[list[object]], change: Callable[[Worksheet], object] = lambda _: None) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "任务分工表"
        for row in rows:
            sheet.append(row)
        change(sheet)
        path = tmp_path / "表.xlsx"
        book.save(path)
        return path

    return made


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same package with a part changed, or added."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def grids(gathering: Gathering) -> list[Grid]:
    return [block.grid for block in gathering.blocks if block.grid]


def texts(made: Grid) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in made.rows]


def paragraphs(gathering: Gathering) -> list[str]:
    return [block.text for block in gathering.blocks if block.grid is None and not block.aside]


def asides(gathering: Gathering) -> list[tuple[str, str]]:
    return [(block.text, block.aside) for block in gathering.blocks if block.aside]


def test_titles_above_are_paragraphs_and_remarks_stay_with_their_table(save: Callable[..., Path]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A7:C7")

    rows = [["示例县任务分工表"], ["填报单位：县市场监管局"], *ROWS, [], ["注：排名第一的为牵头单位。"]]
    gathering = xlsx.read(save(rows, change))
    assert paragraphs(gathering) == ["示例县任务分工表", "填报单位：县市场监管局"]
    (made,) = grids(gathering)
    assert texts(made) == [
        ["序号", "重点任务", "责任单位"],
        ["1", "建设检验平台", "县市场监管局"],
        ["2", "培育品牌", "县商务局"],
        ["注：排名第一的为牵头单位。"] * 3,
    ]
    assert made.title == "任务分工表"
    assert made.rows[1][1].where == "工作表“任务分工表”第 4 行 B 列"


def test_remarks_below_any_other_table_are_paragraphs(save: Callable[..., Path]) -> None:
    gathering = xlsx.read(save([["月份", "雨量"], ["九月", "12"], ["注：单位毫米。"]]))
    assert paragraphs(gathering) == ["注：单位毫米。"]


def test_several_sheets_and_several_tables_on_one(save: Callable[..., Path]) -> None:
    goals = [["主要指标表"], ["指标名称", "2026年目标"], ["合格率", "95%以上"]]

    def change(sheet: Worksheet) -> None:
        other = sheet.parent.create_sheet("指标")
        for row in goals:
            other.append(row)
        sheet.parent.create_sheet("空表")

    gathering = xlsx.read(save([*ROWS, [], *goals], change))
    assert [each.title for each in grids(gathering)] == ["任务分工表", "任务分工表", "指标"]
    assert texts(grids(gathering)[1]) == [["指标名称", "2026年目标"], ["合格率", "95%以上"]]
    assert paragraphs(gathering) == ["主要指标表", "主要指标表"]


def test_a_blank_row_inside_a_table_does_not_end_it(save: Callable[..., Path]) -> None:
    (made,) = grids(xlsx.read(save([*ROWS, [], [3, "加强抽查", "县市场监管局"]])))
    assert len(made.rows) == 4


def test_a_sheet_of_text_is_text(save: Callable[..., Path]) -> None:
    gathering = xlsx.read(save([["一、总体要求"], ["坚持质量第一。"]]))
    assert paragraphs(gathering) == ["一、总体要求", "坚持质量第一。"]


def test_merged_cells_are_one_cell(save: Callable[..., Path]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B3")

    (made,) = grids(xlsx.read(save([HEAD, [1, "建设检验平台", "县市场监管局"], [2, None, "县商务局"]], change)))
    assert made.rows[1][1] is made.rows[2][1]
    assert [cell.text for cell in made.cells].count("建设检验平台") == 1


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (dt.date(2026, 6, 30), "yyyy-mm-dd", "2026-06-30"),
        (dt.date(2026, 6, 30), 'yyyy"年"m"月"d"日"', "2026年6月30日"),
        (dt.date(2026, 6, 30), '[$-804]yyyy"年"m"月"d"日";@', "2026年6月30日"),
        (dt.date(2026, 6, 1), 'yyyy"年"m"月"', "2026年6月"),
        (dt.date(2026, 6, 30), 'm"月"d"日"', "6月30日"),
        (dt.date(2026, 6, 30), "yyyy/m/d", "2026-06-30"),
        (3.0, "General", "3"),
        (3.5, "General", "3.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1000000000000000"),
        (-2, "0", "-2"),
        (7, "000", "007"),
        (1234, "#,##0", "1234"),
        (0.95, "0%", "95%"),
        (0.945, "0.0%", "94.5%"),
        (0.07, "0%", "7%"),
        (3, '0"家"', "3家"),
        (3, '"不少于"0"家"', "不少于3家"),
        (95, '"≥"0', "≥95"),
        (5, "0.00_ ", "5"),
        (5, "0_);[Red](0)", "5"),
        ("a_x000D_\nb", "@", "a\nb"),
        ("第一行\n第二行", "General", "第一行\n第二行"),
        ("001", "@", "001"),
    ],
)
def test_values_stand_as_the_sheet_shows_them(
    save: Callable[..., Path], value: object, number_format: str, text: str
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].value = value
        sheet["B2"].number_format = number_format

    gathering = xlsx.read(save(ROWS, change))
    assert texts(grids(gathering)[0])[1][1] == text
    assert not gathering.doubts


def test_a_value_that_is_shown_rounded_is_a_doubt(save: Callable[..., Path]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].value = 0.945
        sheet["B2"].number_format = "0%"

    gathering = xlsx.read(save(ROWS, change))
    (doubt,) = gathering.doubts
    cells = {cell.index: cell for cell in grids(gathering)[0].cells}
    assert cells[doubt.block].text == "94.5%"
    assert "显示为“" in doubt.message


def test_rich_text_is_its_words(save: Callable[..., Path]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].value = CellRichText("建设", TextBlock(InlineFont(b=True), "检验"), "平台")

    assert texts(grids(xlsx.read(save(ROWS, change)))[0])[1][1] == "建设检验平台"


def test_formulas_give_their_last_value_or_a_doubt(save: Callable[..., Path]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].value = "=1+1"
        sheet["B3"].value = "=2+2"

    path = save(ROWS, change)
    rewritten(
        path, SHEET, lambda xml: re.sub(rb"(<f>1\+1</f>)<v ?/>|(<f>1\+1</f>)<v></v>", rb"<f>1+1</f><v>2</v>", xml)
    )
    gathering = xlsx.read(path)
    made = grids(gathering)[0]
    assert [row[1] for row in texts(made)][1:] == ["2", "〔待填：公式的值〕"]
    (doubt,) = gathering.doubts
    assert doubt.message == "公式没有算出的值，请在 Excel 中打开并保存一次"
    assert made.rows[2][1].index == doubt.block


def test_errors_of_formulas_are_doubts(save: Callable[..., Path]) -> None:
    gathering = xlsx.read(save([HEAD, [1, "#REF!", "县商务局"]]))
    assert [doubt.message for doubt in gathering.doubts] == ["公式出错，显示为 #REF!，请在 Excel 中改正"]


def test_hidden_sheets_rows_and_columns_are_named_and_left_out(save: Callable[..., Path]) -> None:
    def change(sheet: Worksheet) -> None:
        secret = sheet.parent.create_sheet("底稿")
        secret.append(["旧任务"])
        secret.sheet_state = "hidden"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True

    rows = [[*HEAD, "内部意见"], [1, "建设检验平台", "县市场监管局", "再议"], [2, "培育品牌", "县商务局", None]]
    gathering = xlsx.read(save(rows, change))
    assert texts(grids(gathering)[0]) == [["序号", "重点任务", "责任单位"], ["1", "建设检验平台", "县市场监管局"]]
    assert asides(gathering) == [
        ("内部意见", "在隐藏的行或列里"),
        ("再议", "在隐藏的行或列里"),
        ("2", "在隐藏的行或列里"),
        ("培育品牌", "在隐藏的行或列里"),
        ("县商务局", "在隐藏的行或列里"),
        ("旧任务", "在隐藏的工作表上"),
    ]
    first, second = gathering.doubts
    assert "第 3 行，D 列" in first.message
    assert "工作表“底稿”是隐藏的" in second.message


def test_a_merged_cell_that_begins_on_a_hidden_row_is_seen(save: Callable[..., Path]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B3")
        sheet.row_dimensions[2].hidden = True

    (made,) = grids(xlsx.read(save([HEAD, [1, "建设检验平台", "甲"], [2, None, "县商务局"]], change)))
    assert texts(made) == [["序号", "重点任务", "责任单位"], ["2", "建设检验平台", "县商务局"]]


def test_notes_headers_and_footers_are_asides_and_charts_are_nothing(save: Callable[..., Path]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("请再核实", "某人")
        sheet["H40"].comment = Comment("空格上的话", "某人")
        sheet.oddFooter.center.text = "第 &P 页"
        sheet.oddHeader.left.text = "内部资料"
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
        sheet.add_chart(chart, "F1")

    gathering = xlsx.read(save(ROWS, change))
    words = dict(asides(gathering))
    assert words["请再核实"] == words["空格上的话"] == "批注，不是文件内容"
    assert words["内部资料"] == "打印用的页眉页脚，不是文件内容"
    assert paragraphs(gathering) == []
    assert len(grids(gathering)[0].cells) == 9


def test_text_boxes_are_paragraphs(save: Callable[..., Path]) -> None:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    xdr = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    path = save(ROWS)
    rewritten(path, "xl/drawings/drawing1.xml", lambda _: (
        f'<xdr:wsDr xmlns:xdr="{xdr}" xmlns:a="{a}"><xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p><a:r><a:t>逗号前</a:t></a:r>'
        f"<a:r><a:t>为牵头单位</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
    ).encode())  # fmt: skip
    rewritten(path, "xl/worksheets/_rels/sheet1.xml.rels", lambda _: (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{rel}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    ).encode())  # fmt: skip
    assert paragraphs(xlsx.read(path)) == ["逗号前为牵头单位"]


def test_a_million_formatted_empty_rows_cost_nothing(save: Callable[..., Path]) -> None:
    rows = "".join(
        f'<row r="{r}" spans="1:3"><c r="A{r}" s="0"/><c r="B{r}" s="0"/><c r="C{r}" s="0"></c></row>'
        for r in range(4, 300_000)
    )

    def change(xml: bytes) -> bytes:
        return xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>")

    path = rewritten(save(ROWS), SHEET, change)
    tracemalloc.start()
    (made,) = grids(xlsx.read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(made.rows) == 3
    assert peak < 200_000_000


def test_a_cell_merged_over_the_whole_sheet_and_a_far_cell_cost_nothing(save: Callable[..., Path]) -> None:
    def change(xml: bytes) -> bytes:
        far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>末</t></is></c></row></sheetData>'
        merged = '<mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'
        return xml.replace(b"</sheetData>", (far + merged).encode())

    (made,) = grids(xlsx.read(rewritten(save(ROWS), SHEET, change)))
    assert len(made.rows) == 4


def test_too_many_cells_are_refused(save: Callable[..., Path]) -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(4, 60_100))
    path = rewritten(save(ROWS), SHEET, lambda xml: xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>"))
    with pytest.raises(Unreadable, match="过大"):
        xlsx.read(path)


def test_the_strict_form_of_the_format_is_read(save: Callable[..., Path]) -> None:
    path = save(ROWS)
    usual, strict = b"http://schemas.openxmlformats.org", b"http://purl.oclc.org/ooxml"
    for part in ("xl/workbook.xml", SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"):
        rewritten(path, part, lambda xml: (
            xml.replace(usual + b"/spreadsheetml/2006/main", strict + b"/spreadsheetml/main")
            .replace(usual + b"/officeDocument/2006/relationships", strict + b"/officeDocument/relationships")
        ))  # fmt: skip
    assert texts(grids(xlsx.read(path))[0])[1] == ["1", "建设检验平台", "县市场监管局"]


def test_workbooks_of_other_programs_are_read(save: Callable[..., Path]) -> None:
    """Cells without references, a name space prefix, inline strings."""

    def change(_: bytes) -> bytes:
        return (
            '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
            '<x:row><x:c t="inlineStr"><x:is><x:t>重点任务</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>责任单位</x:t></x:is></x:c></x:row>'
            '<x:row><x:c t="inlineStr"><x:is><x:t>平台</x:t></x:is></x:c><x:c s="0"/><x:c t="str"><x:v>县商务局</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>"
        ).encode()

    (made,) = grids(xlsx.read(rewritten(save(ROWS), SHEET, change)))
    assert [cell.text for cell in made.cells] == ["重点任务", "责任单位", "平台", "县商务局"]


def test_binary_workbooks_and_other_packages_get_a_clear_message(tmp_path: Path) -> None:
    for part, said in (("xl/workbook.bin", "xlsb"), ("word/document.xml", "不是 Excel 工作簿")):
        path = tmp_path / "表.xlsx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(part, "")
        with pytest.raises(Unreadable, match=said) as caught:
            xlsx.read(path)
        assert "另存为" in caught.value.remedy


def test_damaged_files_get_a_clear_message(save: Callable[..., Path], tmp_path: Path) -> None:
    whole = save(ROWS).read_bytes()
    chance = random.Random(3)
    path = tmp_path / "坏.xlsx"
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))
        with contextlib.suppress(Unreadable):
            xlsx.read(path)


def of_a_writer(path: Path) -> Path:
    """A workbook whose texts stand apart from its cells, as Excel writes them."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("任务分工表")
        for place, row in enumerate(ROWS):
            sheet.write_row(place, 0, row)
    return path


def test_shared_texts_are_read(tmp_path: Path) -> None:
    (made,) = grids(xlsx.read(of_a_writer(tmp_path / "表.xlsx")))
    assert texts(made)[2] == ["2", "培育品牌", "县商务局"]


@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"]
)
def test_damaged_parts_get_a_clear_message(tmp_path: Path, part: str) -> None:
    chance = random.Random(5)

    def change(xml: bytes) -> bytes:
        at = chance.randrange(len(xml))
        return chance.choice([xml[:at], xml[:at] + xml[at + 9 :], xml.replace(b'"1"', b'"x"'), b"", b"<a/>"])

    for _ in range(12):
        path = rewritten(of_a_writer(tmp_path / "坏.xlsx"), part, change)
        with contextlib.suppress(Unreadable):
            xlsx.read(path)
