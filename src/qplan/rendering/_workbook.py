"""Tables -> the bytes of a workbook, ready to filter, to sort and to print on A4: the one door to xlsxwriter."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from qplan.tables import Cell, Column, Table
from qplan.titles import width

_A4 = 9
_WIDTH = 136.0
"""Characters that the columns of a table share: a landscape page of 11-point type."""
_LINE, _TALLEST = 15.0, 409.0
"""Points: a line of 11-point type, and the height that a row may have."""
_LONGEST = 32767
"""Characters that a cell holds."""
_ONE_PAGE_WIDE = 48
"""Narrow columns of a grid that is still readable on one page's width; a wider one takes several."""
_NARROWEST, _NUMBERS, _NAMES, _MARKS = 4.5, 4.5, 30.0, 3.6
"""Characters: the narrowest column of a table, and the columns of a grid."""
_NAME_LENGTH = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
# A workbook has no fallback fonts as a Word file has, so the plain names are the standard.
_FONTS = {
    "windows": ("华文中宋", "黑体", "仿宋"),
    "gb2312": ("方正小标宋简体", "黑体", "仿宋_GB2312"),
    "gbk": ("方正小标宋_GBK", "方正黑体_GBK", "方正仿宋_GBK"),
}
# The file says no more about its making than the plan does, and the same plan gives the same bytes.
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Grid:
    """A table that crosses two things: a number, a name, then narrow columns whose heads run downwards.

    ``sums`` are rows to stand under it, each a label and the mark that it counts in every narrow column.
    """

    table: Table
    sums: tuple[tuple[str, str], ...] = ()


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
    colours: Mapping[str, tuple[Format, Format]]
    """By the text that fills a cell: its look in a column of texts, and in a centred one."""

    def of(self, column: Column, text: str) -> Format:
        return self.colours.get(text, (self.text, self.centred))[column.centred]


def workbook(
    title: str,
    sheets: Sequence[Table | Grid],
    *,
    fonts: str | None = None,
    author: str = "",
    active: int = 0,
    colours: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook with a sheet a table, in their order, named after their titles.

    Texts are written as texts, whatever they begin with; numbers are numbers, and ISO dates in a column of
    kind date are days. The head row is the one under title and legend; it stays in sight, is repeated in
    print and carries the filters. The same tables give the same bytes.

    Args:
        title: of the workbook, in its properties.
        sheets: at least one.
        fonts: 字体方案: windows (by default), gb2312 or gbk.
        author: in the properties.
        active: the place of the sheet at which it opens.
        colours: the colour (#B3221B) of a text where it fills a cell.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "author": author, "created": _CREATED})
        looks = _looks(book, fonts or "windows", colours or {})
        names: list[str] = []
        for place, each in enumerate(sheets):
            table = each.table if isinstance(each, Grid) else each
            names.append(_name(table.title, names))
            sheet = book.add_worksheet(names[-1])
            if isinstance(each, Grid):
                _grid(sheet, looks, each)
            else:
                _table(sheet, looks, each)
            if place == active:
                sheet.activate()
    return out.getvalue()


def _name(title: str, taken: Sequence[str]) -> str:
    """A sheet's name as Excel allows it: at most 31 characters, some of them never, and none twice."""
    plain = _NOT_IN_A_NAME.sub("", title).strip("' ") or "表"
    name, number = plain[:_NAME_LENGTH], 1
    while name.lower() in map(str.lower, taken):
        number += 1
        name = f"{plain[: _NAME_LENGTH - 2 - len(str(number))]}（{number}）"
    return name


def _looks(book: Workbook, fonts: str, colours: Mapping[str, str]) -> _Looks:
    title, head, text = _FONTS[fonts]
    line = {"font_name": text, "font_size": 10, "valign": "vcenter", "text_wrap": True}
    cell = {**line, "font_size": 11, "border": 1}
    centred = {**cell, "align": "center"}
    heading = {**centred, "font_name": head, "bg_color": "#F2F2F2"}
    return _Looks(
        title=book.add_format({**line, "font_name": title, "font_size": 18, "align": "center"}),
        legend=book.add_format(line),
        head=book.add_format(heading),
        # 270 is a spreadsheet's word for characters one under the other.
        upright=book.add_format({**heading, "rotation": 270, "text_wrap": False}),
        text=book.add_format(cell),
        centred=book.add_format(centred),
        date=book.add_format({**centred, "num_format": 'yyyy"年"m"月"d"日"'}),
        count=book.add_format({**centred, "num_format": "0;;"}),
        colours={
            word: (book.add_format({**cell, "font_color": colour}), book.add_format({**centred, "font_color": colour}))
            for word, colour in colours.items()
        },
    )


def _table(sheet: Worksheet, looks: _Looks, table: Table) -> None:
    widths = [max(_NARROWEST, column.share * _WIDTH) for column in table.columns]
    for place, wide in enumerate(widths):
        sheet.set_column(place, place, wide)
    top = _top(sheet, looks, table, widths, [looks.head] * len(table.columns))
    heads = [column.title for column in table.columns]
    sheet.set_row(top, max(24.0, _height(heads, widths)))
    _rows(sheet, looks, table, top + 1)
    for row, cells in enumerate(table.rows, top + 1):
        sheet.set_row(row, _height(cells, widths))
    _printed(sheet, table, top, columns=0)
    sheet.fit_to_pages(1, 0)


def _grid(sheet: Worksheet, looks: _Looks, grid: Grid) -> None:
    table = grid.table
    narrow = table.columns[2:]
    widths = [_NUMBERS, _NAMES, *[_MARKS] * max(1, len(narrow))]
    for place, wide in enumerate(widths):
        sheet.set_column(place, place, wide)
    top = _top(sheet, looks, table, widths, [looks.head, looks.head, *[looks.upright] * len(narrow)])
    longest = max((len(column.title) for column in narrow), default=4)
    sheet.set_row(top, min(400, 24 + 14.5 * longest))
    _rows(sheet, looks, table, top + 1)
    _sums(sheet, looks, grid, top + 1)
    _printed(sheet, table, top, columns=2)
    if len(narrow) <= _ONE_PAGE_WIDE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0, 1)


def _sums(sheet: Worksheet, looks: _Looks, grid: Grid, first: int) -> None:
    """Under the grid, how often a mark stands in each column; formulas, so that they follow what is mended."""
    after = first + len(grid.table.rows)
    for row, (label, mark) in enumerate(grid.sums, after):
        sheet.write_blank(row, 0, None, looks.centred)
        sheet.write_string(row, 1, label, looks.text)
        for place in range(2, len(grid.table.columns)):
            column = xl_col_to_name(place)
            count = sum(cells[place] == mark for cells in grid.table.rows)
            sheet.write_formula(
                row, place, f'=COUNTIF({column}{first + 1}:{column}{after},"{mark}")', looks.count, count
            )


def _top(sheet: Worksheet, looks: _Looks, table: Table, widths: Sequence[float], heads: Sequence[Format]) -> int:
    """Title, legend and head row; the place of the head row."""
    last, room = len(table.columns) - 1, sum(widths)
    # Type of 18 points takes 1.8 times the room of the 10 points that the widths of a legend go by.
    lines = [(table.title, looks.title, max(34.0, 1.8 * _height([table.title], [room / 1.8])))]
    if table.legend:
        lines.append((table.legend, looks.legend, max(18.0, _height([table.legend], [room]) - 2)))
    for row, (text, look, height) in enumerate(lines):
        sheet.set_row(row, min(_TALLEST, height))
        if last:
            sheet.merge_range(row, 0, row, last, text, look)
        else:
            sheet.write_string(row, 0, text, look)
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
    if cell == "":
        sheet.write_blank(row, place, None, looks.of(column, ""))
    elif isinstance(cell, str) and column.kind == "date":
        sheet.write_datetime(row, place, dt.datetime.fromisoformat(cell), looks.date)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell[:_LONGEST], looks.of(column, cell))
    else:
        sheet.write_number(row, place, cell, looks.of(column, ""))


def _printed(sheet: Worksheet, table: Table, top: int, *, columns: int) -> None:
    sheet.freeze_panes(top + 1, columns)
    sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.center_horizontally()
    sheet.set_footer("&C&10第 &P 页，共 &N 页")
