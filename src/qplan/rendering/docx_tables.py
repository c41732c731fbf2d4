"""A table or a matrix becomes w:tbl: fixed widths, a head row that repeats, rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from qplan.dossier import Table
from qplan.matrix import LEGEND, MARKS, Matrix
from qplan.rendering._ooxml import NOTHING, Xml, join, paragraph
from qplan.rendering.docx_runs import runs
from qplan.rendering.docx_widths import CHARACTER, fitted, printed
from qplan.task_tables import TASK, named

UNITS_A_BLOCK = 16  # twenty-nine unit columns on one sheet would be 5 mm each

_ROW = 397  # twips: the lowest row, 7 mm
_NUMBER_COLUMN = 510  # twips, 9 mm
_UNIT_COLUMN = (510, 850)  # twips: a vertical name of two lines, and the widest that still reads as a mark's
_SHORT_NAME = 12  # characters that stand in one vertical line


def table(content: Table, width: int) -> Xml:
    """The table, ``width`` twips wide."""
    if not content.columns:
        return NOTHING
    widths = fitted(content, width)
    styles = ["GwCellCentred" if column.centred else "GwCell" for column in content.columns]
    head = join(_cell(column.title, each, "GwTableHead") for column, each in zip(content.columns, widths, strict=True))
    rows = (
        _row(join(_cell(printed(value), each, style) for value, each, style in zip(row, widths, styles, strict=True)))
        for row in content.rows
    )
    return _table(widths, _head(head, _ROW), join(rows))


def matrix(content: Matrix, width: int) -> list[Xml]:
    """Unit × task in blocks of at most sixteen unit columns: a line that explains, a table, and so on.

    Every block repeats the task column and begins a page of its own.
    """
    blocks = _blocks(len(content.units))
    result: list[Xml] = []
    for index, (first, last) in enumerate(blocks):
        part = f"　　（第{index + 1}部分，共{len(blocks)}部分）" if len(blocks) > 1 else ""
        result += [
            paragraph("GwLegend", runs(LEGEND + part, "GwLegend"), page_break=index > 0),
            _block(content, first, last, width),
        ]
    return result


def _blocks(units: int) -> list[tuple[int, int]]:
    """The spans of unit columns, as even as they can be: 29 units are 15 and 14, not 16 and 13."""
    count = max(1, -(-units // UNITS_A_BLOCK))
    edges = [round(units * index / count) for index in range(count + 1)]
    return list(pairwise(edges))


def _block(content: Matrix, first: int, last: int, width: int) -> Xml:
    units = content.units[first:last]
    narrow, wide = _UNIT_COLUMN
    column = max(narrow, min(wide, narrow * UNITS_A_BLOCK // max(1, len(units))))
    widths = [_NUMBER_COLUMN, width - _NUMBER_COLUMN - column * len(units), *[column] * len(units)]
    longest = max(map(len, units), default=0)
    line = longest if longest <= _SHORT_NAME else -(-longest // 2) + 1
    head = join(
        (
            _cell("序号", widths[0], "GwTableHead"),
            _cell(TASK, widths[1], "GwTableHead"),
            *(_vertical_cell(unit, column) for unit in units),
        )
    )
    # There are at most four different cells among tens of thousands.
    marks = {role: _cell(mark, column, "GwCellCentred") for role, mark in MARKS.items()}
    empty = _cell("", column, "GwCellCentred")
    rows = (
        _row(
            join(
                (
                    _cell(str(number), widths[0], "GwCellCentred"),
                    _cell(named(task), widths[1], "GwCell"),
                    *(marks[role] if role else empty for role in roles[first:last]),
                )
            )
        )
        for number, (task, roles) in enumerate(zip(content.tasks, content.cells, strict=True), 1)
    )
    return _table(widths, _head(head, max(_ROW, (line + 1) * CHARACTER)), join(rows))


def _table(widths: Sequence[int], head: Xml, rows: Xml) -> Xml:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return Xml(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="GwTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="0" w:noVBand="0"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _head(cells: Xml, height: int) -> Xml:
    return Xml(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/><w:tblHeader/></w:trPr>'
        f"{cells}</w:tr>"
    )


def _row(cells: Xml) -> Xml:
    return Xml(f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_ROW}" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>')


def _cell(text: str, width: int, style: str) -> Xml:
    """One cell; each line of its text is a paragraph."""
    paragraphs = join(paragraph(style, runs(line, style)) for line in text.split("\n"))
    return Xml(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{paragraphs}</w:tc>'
    )


def _vertical_cell(text: str, width: int) -> Xml:
    """A cell of the head whose text runs downwards, its characters upright."""
    style = "GwTableHeadVertical"
    return Xml(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tcMar><w:textDirection w:val="tbRl"/><w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraph(style, runs(text, style))}</w:tc>"
    )
