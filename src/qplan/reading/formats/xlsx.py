"""An Excel file -> its paragraphs and tables: one table a worksheet, titles above and remarks below as paragraphs."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from qplan.errors import Unreadable
from qplan.ledger import Doubt
from qplan.notation.notes import is_unit
from qplan.reading.formats import xlsx_package, xlsx_values
from qplan.reading.formats.xlsx_package import Sheet
from qplan.reading.gathering import Cell, Gathering
from qplan.reading.tables import duty_heads
from qplan.task_tables import REMARKS

_DAMAGED = (
    # What openpyxl and the XML parser were seen to raise on truncated and garbled parts.
    LookupError, ValueError, TypeError, AttributeError, ArithmeticError, SyntaxError, OSError, EOFError,
    NotImplementedError, RecursionError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
_PLACES = 2_000_000
"""Rows times columns in use."""
_NAMED = 8
"""Hidden rows and columns that are named."""
_LOST = "公式没有算出的值，请在 Excel 中打开并保存一次"
_REMARK = re.compile(r"^\s*(?:注|备注|说明|填表|填报|附注|★|●|\*|※|\d\s*[.．、])")
_LABELLED = re.compile(r"[^：:]{1,10}[：:].{0,30}", re.DOTALL)

Line = list[Cell | None]


@dataclass
class _Found:
    """The cells of a sheet by place; a merged one is the same cell in every place that is shown.

    ``doubts`` are by cell, ``unshown`` what is on hidden rows and columns only.
    """

    places: dict[tuple[int, int], Cell] = field(default_factory=dict)
    doubts: dict[int, str] = field(default_factory=dict)
    unshown: list[Cell] = field(default_factory=list)


def read(path: Path) -> Gathering:
    """The visible worksheets in order, with the values that formulas had when the file was saved.

    Hidden sheets, rows and columns and cell notes are no part of the document; charts and pictures have no text.

    Raises:
        Unreadable: no such file; damaged, encrypted, too large, or another format under this name.
    """
    gathering = Gathering()
    try:
        stream, sheets = xlsx_package.read(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that have no text
            book = openpyxl.load_workbook(stream, data_only=True, keep_links=False)
            for sheet in sheets:
                _sheet(gathering, sheet, _found(path.name, sheet, book[sheet.name]))
    except _DAMAGED as error:
        raise Unreadable(f"{path.name} 已损坏，无法读出表格", xlsx_package.SAVE_AGAIN) from error
    return gathering


def _found(name: str, sheet: Sheet, values: Any) -> _Found:
    found = _Found()
    areas = {area[:2]: area for area in sheet.merged}
    used = sorted({*sheet.cells, *sheet.lost})
    rows, columns = sorted({row for row, _ in used}), sorted({column for _, column in used})
    if len(rows) * len(columns) > _PLACES:
        raise Unreadable(f"{name} 的工作表“{sheet.name}”过大，没有读取", "请把方案的表格单独存成一个文件，再导入")
    for row, column in used:
        cell = values.cell(row, column)
        if (row, column) in sheet.lost:
            text, doubt = "〔待填：公式的值〕", _LOST
        else:
            text, doubt = xlsx_values.shown("" if cell.value is None else cell.value, cell.number_format)
        if not text.strip():
            continue
        made = Cell(text, _where(sheet, row, column))
        covered = [(row, column)]
        if (row, column) in areas:
            _, _, last_row, last_column = areas[row, column]
            # Only rows and columns that hold something make the table; the rest of a merged cell is width and height.
            covered = [
                (r, c)
                for r in rows[bisect_left(rows, row) : bisect_right(rows, last_row)]
                for c in columns[bisect_left(columns, column) : bisect_right(columns, last_column)]
            ]
        shown = [place for place in covered if not sheet.is_hidden(*place)]
        for place in shown:
            found.places.setdefault(place, made)
        if not shown:
            found.unshown.append(made)
        elif doubt:
            found.doubts[id(made)] = doubt
    return found


def _where(sheet: Sheet, row: int, column: int) -> str:
    return f"工作表“{sheet.name}”第 {row} 行 {get_column_letter(column)} 列"


def _sheet(gathering: Gathering, sheet: Sheet, found: _Found) -> None:
    if sheet.hidden:
        _hidden(gathering, sheet, found)
    else:
        _shown(gathering, sheet, found)
    for row, column, text in sheet.notes:
        gathering.aside(text, f"{_where(sheet, row, column)}的批注", "批注，不是文件内容")
    for text in sheet.margins:
        gathering.aside(text, f"工作表“{sheet.name}”的页眉页脚", "打印用的页眉页脚，不是文件内容")


def _hidden(gathering: Gathering, sheet: Sheet, found: _Found) -> None:
    cells = {id(cell): cell for cell in (*found.places.values(), *found.unshown)}
    texts = [(cell.text, cell.where) for cell in cells.values()]
    for text, where in (*texts, *((text, f"工作表“{sheet.name}”的文本框") for text in sheet.boxes)):
        gathering.aside(text, where, "在隐藏的工作表上")
    if texts:
        gathering.doubt(f"工作表“{sheet.name}”是隐藏的，没有导入；需要时在 Excel 中取消隐藏，再导入")


def _shown(gathering: Gathering, sheet: Sheet, found: _Found) -> None:
    columns = sorted({column for _, column in found.places})
    rows = sorted({row for row, _ in found.places})
    lines: dict[int, Line] = {row: [found.places.get((row, column)) for column in columns] for row in rows}
    _lines(gathering, sheet, lines, found.doubts)
    for cell in found.unshown:
        gathering.aside(cell.text, cell.where, "在隐藏的行或列里")
    if found.unshown:
        what = f"工作表“{sheet.name}”有隐藏的内容（{_unshown(sheet, found)}）"
        gathering.doubt(f"{what}，没有导入；需要时在 Excel 中取消隐藏或筛选，再导入")
    for text in sheet.boxes:
        gathering.paragraph(text, f"工作表“{sheet.name}”的文本框")


def _unshown(sheet: Sheet, found: _Found) -> str:
    """The hidden rows and columns that hold something, in words."""
    places = [place for cell in found.unshown if (place := re.search(r"第 (\d+) 行 ([A-Z]+) 列$", cell.where))]
    rows = sorted({int(place[1]) for place in places} & sheet.hidden_rows)
    columns = sorted({place[2] for place in places if int(place[1]) not in rows}, key=lambda name: (len(name), name))
    named = [("第 ", list(map(str, rows)), "行"), ("", columns, "列")]
    return "，".join(
        f"{before}{'、'.join(held[:_NAMED])}{' 等' if len(held) > _NAMED else ' '}{kind}"
        for before, held, kind in named
        if held
    )


def _lines(gathering: Gathering, sheet: Sheet, lines: dict[int, Line], doubts: dict[int, str]) -> None:
    """The rows of a sheet in order: titles and remarks as paragraphs, what is between them as tables.

    A blank row ends a table where a new title or head follows it; elsewhere it is only a gap.
    """
    rows = list(lines)
    at = 0
    while at < len(rows):
        end = next((i for i in range(at + 1, len(rows)) if _begins(lines, rows, i)), len(rows))
        _block(gathering, sheet, [lines[row] for row in rows[at:end]], doubts)
        at = end


def _begins(lines: dict[int, Line], rows: list[int], at: int) -> bool:
    """Whether another table begins here: behind a blank row, with a head or with a title above one."""
    if rows[at] == rows[at - 1] + 1:
        return False
    for row in rows[at : at + 4]:
        if len(_distinct(lines[row])) > 1:
            return duty_heads.is_head([cell.text for cell in _distinct(lines[row])])
    return False


def _distinct(line: Line) -> list[Cell]:
    return list({id(cell): cell for cell in line if cell is not None}.values())


def _block(gathering: Gathering, sheet: Sheet, lines: list[Line], doubts: dict[int, str]) -> None:
    first = next((i for i, line in enumerate(lines) if not _above(line)), len(lines))
    last = len(lines)
    # Remarks under a table of tasks or targets say how it is to be read, and stay with it.
    while last > first and not _is_known(lines[first:]) and _below(lines[last - 1]):
        last -= 1
    # A head without rows is a table all the same; single lines alone are text.
    for line in lines[:first]:
        _paragraphs(gathering, sheet, line, doubts)
    if first < last:
        _table(gathering, sheet, lines[first:last], doubts)
    for line in lines[last:]:
        _paragraphs(gathering, sheet, line, doubts)


def _is_known(lines: list[Line]) -> bool:
    """Whether a table begins with a head of tasks or targets, or of tasks beside the units of a matrix."""
    for line in lines[:2]:
        texts = [cell.text for cell in _distinct(line)]
        if duty_heads.is_head(texts) or (sum(map(is_unit, texts)) > 1 and not all(map(is_unit, texts))):
            return True
    return False


def _above(line: Line) -> bool:
    """A title, a legend, or fields such as 填报单位：… above the head of a table."""
    cells = _distinct(line)
    return len(cells) == 1 or all(_LABELLED.fullmatch(cell.text.strip()) for cell in cells)


def _below(line: Line) -> bool:
    """A remark under a table: one cell that says so, or that is merged across all of it."""
    cells = _distinct(line)
    if len(cells) > 1:
        return all(_LABELLED.fullmatch(cell.text.strip()) for cell in cells)
    return bool(_REMARK.match(cells[0].text)) and not re.fullmatch(r"[\d.、]*", cells[0].text.strip())


def _paragraphs(gathering: Gathering, sheet: Sheet, line: Line, doubts: dict[int, str]) -> None:
    for cell in _distinct(line):
        text = cell.text.strip()
        if text == sheet.name:
            gathering.aside(cell.text, cell.where, "表的标题，与工作表同名")
        elif text in REMARKS:
            gathering.aside(cell.text, cell.where, "表的说明，成表时重新生成")
        else:
            gathering.paragraph(cell.text, cell.where)
        if id(cell) in doubts:
            gathering.doubt(doubts[id(cell)])


def _table(gathering: Gathering, sheet: Sheet, lines: Sequence[Line], doubts: dict[int, str]) -> None:
    wide = [place for place, column in enumerate(zip(*lines, strict=True)) if any(column)]
    gathering.table([[line[place] for place in wide] for line in lines], title=sheet.name)
    named = {cell.where: doubts[id(cell)] for line in lines for cell in _distinct(line) if id(cell) in doubts}
    if named:
        grid = gathering.blocks[-1].grid
        cells = grid.cells if grid else ()
        gathering.doubts += [Doubt(cell.index, named[cell.where]) for cell in cells if cell.where in named]
