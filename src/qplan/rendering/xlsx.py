"""Dossier -> a workbook of all tables, ready to filter, to sort and to print on A4."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from qplan.dossier import Cell, Column, Dossier, Table
from qplan.matrix import MARKS, Load, workload
from qplan.task_tables import PART_NAMES, matrix_table, task_table, unit_table
from qplan.titles import width

_A4 = 9
_WIDTH = 136.0
"""Characters that the columns of a table share: a landscape page of 11-point type."""
_LINE, _TALLEST = 15.0, 409.0
"""Points: a line of 11-point type, and the height that a row may have."""
_LONGEST = 32767
"""Characters that a cell holds."""
_ONE_PAGE_WIDE = 48
"""Units of a matrix that is still readable on one page's width; a wider one takes several."""
# A workbook has no fallback fonts as a Word file has, so the plain names are the standard.
_FONTS = {
    "windows": ("华文中宋", "黑体", "仿宋"),
    "gb2312": ("方正小标宋简体", "黑体", "仿宋_GB2312"),
    "gbk": ("方正小标宋_GBK", "方正黑体_GBK", "方正仿宋_GBK"),
}
# The file says no more about its making than the plan does, and the same plan gives the same bytes.
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class _Looks:
    title: Format
    legend: Format
    head: Format
    upright: Format
    text: Format
    centred: Format
    date: Format
    count: Format
    marks: dict[str, Format]


def render(dossier: Dossier, part: str) -> bytes:
    """The workbook with the sheets 任务分工表, 责任矩阵, 任务清单, 主要指标表, open at the one that ``part`` names.

    Texts are written as texts, whatever they begin with; numbers are numbers and days are dates. The head
    row is the one under title and legend; it stays in sight, is repeated in print and carries the filters.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        author = "、".join(dossier.plan.document.issuers)
        book.set_properties({"title": dossier.title, "author": author, "created": _CREATED})
        looks = _looks(book, dossier.plan.layout.fonts or "windows")
        sheets = {
            "tasks": _sheet(book, looks, task_table(dossier.plan, working=True)),
            "matrix": _matrix_sheet(book, looks, matrix_table(dossier.matrix), workload(dossier.matrix)),
            "units": _sheet(book, looks, unit_table(dossier.units)),
            "targets": _sheet(book, looks, dossier.targets),
        }
        sheets[part].activate()
    return out.getvalue()


def _looks(book: Workbook, fonts: str) -> _Looks:
    title, head, text = _FONTS[fonts]
    cell = {"font_name": text, "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True}
    centred = {**cell, "align": "center"}
    heading = {**centred, "font_name": head, "bg_color": "#F2F2F2"}
    return _Looks(
        title=book.add_format({"font_name": title, "font_size": 18, "align": "center", "valign": "vcenter"}),
        legend=book.add_format({"font_name": text, "font_size": 10, "valign": "vcenter"}),
        head=book.add_format(heading),
        # 270 is a spreadsheet's word for characters one under the other.
        upright=book.add_format({**heading, "rotation": 270, "text_wrap": False, "valign": "vcenter"}),
        text=book.add_format(cell),
        centred=book.add_format(centred),
        date=book.add_format({**centred, "num_format": 'yyyy"年"m"月"d"日"'}),
        count=book.add_format({**centred, "num_format": "0;;"}),
        marks={
            MARKS["lead"]: book.add_format({**centred, "font_color": "#B3221B"}),
            MARKS["responsible"]: book.add_format({**centred, "font_color": "#1F4E79"}),
        },
    )


def _sheet(book: Workbook, looks: _Looks, table: Table) -> Worksheet:
    sheet = book.add_worksheet(table.title)
    widths = [max(4.5, column.share * _WIDTH) for column in table.columns]
    for place, wide in enumerate(widths):
        sheet.set_column(place, place, wide)
    top = _top(sheet, looks, table, [looks.head] * len(table.columns))
    _rows(sheet, looks, table, top + 1)
    for row, cells in enumerate(table.rows, top + 1):
        sheet.set_row(row, _height(cells, widths))
    _printed(sheet, table, top, columns=0)
    sheet.fit_to_pages(1, 0)
    return sheet


def _matrix_sheet(book: Workbook, looks: _Looks, table: Table, loads: Sequence[Load]) -> Worksheet:
    sheet = book.add_worksheet(table.title)
    sheet.set_column(0, 0, 4.5)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, max(2, len(table.columns) - 1), 3.6)
    heads = [looks.head, looks.head, *[looks.upright] * len(loads)]
    top = _top(sheet, looks, table, heads)
    longest = max((len(load.unit) for load in loads), default=4)
    sheet.set_row(top, min(400, 24 + 14.5 * longest))
    _rows(sheet, looks, table, top + 1)
    _totals(sheet, looks, loads, top + 1, top + len(table.rows))
    _printed(sheet, table, top, columns=2)
    if len(loads) <= _ONE_PAGE_WIDE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0, 1)
    return sheet


def _totals(sheet: Worksheet, looks: _Looks, loads: Sequence[Load], first: int, last: int) -> None:
    """Under the matrix, how often each unit has each part; formulas, so that they follow what is mended."""
    row = last
    for role, mark in MARKS.items():
        counts = [getattr(load, role) for load in loads]
        if not any(counts):
            continue
        row += 1
        sheet.write_blank(row, 0, None, looks.centred)
        sheet.write_string(row, 1, f"{mark}{PART_NAMES[role]}合计", looks.text)
        for place, count in enumerate(counts):
            column = xlsxwriter.utility.xl_col_to_name(place + 2)
            formula = f'=COUNTIF({column}{first + 1}:{column}{last + 1},"{mark}")'
            sheet.write_formula(row, place + 2, formula, looks.count, count)


def _top(sheet: Worksheet, looks: _Looks, table: Table, heads: Sequence[Format]) -> int:
    """Title, legend and head row; the place of the head row."""
    last = len(table.columns) - 1
    lines = [(table.title, looks.title, 34), *([(table.legend, looks.legend, 18)] if table.legend else [])]
    for row, (text, look, height) in enumerate(lines):
        sheet.set_row(row, height)
        sheet.merge_range(row, 0, row, last, text, look)
    sheet.set_row(len(lines), 24)
    for place, (column, look) in enumerate(zip(table.columns, heads, strict=True)):
        sheet.write_string(len(lines), place, column.title, look)
    return len(lines)


def _rows(sheet: Worksheet, looks: _Looks, table: Table, first: int) -> None:
    for row, cells in enumerate(table.rows, first):
        for place, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            _write(sheet, looks, row, place, column, cell)


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """A row's height: programs other than Excel do not work it out for wrapped text when they open a file."""
    lines = 1
    for cell, wide in zip(cells, widths, strict=True):
        needed = (math.ceil((2.15 * width(line) + 0.5) / wide) for line in str(cell).split("\n"))
        lines = max(lines, sum(max(1, each) for each in needed))
    return min(_TALLEST, _LINE * lines + 5)


def _write(sheet: Worksheet, looks: _Looks, row: int, place: int, column: Column, cell: Cell) -> None:
    look = looks.centred if column.centred else looks.text
    if cell == "":
        sheet.write_blank(row, place, None, look)
    elif isinstance(cell, str) and column.kind == "date":
        sheet.write_datetime(row, place, dt.datetime.fromisoformat(cell), looks.date)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell[:_LONGEST], looks.marks.get(cell, look))
    else:
        sheet.write_number(row, place, cell, look)


def _printed(sheet: Worksheet, table: Table, top: int, *, columns: int) -> None:
    sheet.freeze_panes(top + 1, columns)
    sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer("&C&10第 &P 页，共 &N 页")
