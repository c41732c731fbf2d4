"""A workbook's package -> the same reduced to values, and what else its sheets hold."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from qplan.errors import Unreadable
from qplan.reading.formats import package

SAVE_AGAIN = "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（*.xlsx）”，再导入"
_CELLS = 60_000
"""Cells with something in them that a sheet may have: a task table of a county has some thousand."""
_COLUMNS = 2_000
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": _MAIN.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _REL.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}
"""The names of ISO 29500 Strict, which openpyxl does not know, and the usual ones."""
_KEPT = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/_rels/[^/]+|xl/(?:styles|sharedStrings|theme/\w+)\.xml")
# Programs give a format to whole rows and columns; a sheet may hold a million cells with nothing in them.
_EMPTY_CELL = re.compile(rb"<((?:\w+:)?c)\b[^<>]*(?:/>|></\1>)")
_EMPTY_ROW = re.compile(rb"<((?:\w+:)?row)\b[^<>]*(?:/>|>\s*</\1>)")
_UNUSED = {"definedNames", "pivotCaches", "externalReferences", "extLst", "customWorkbookViews", "functionGroups"}
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_FIELDS = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Z])')
_THREADED = re.compile(r"^\[[^\]]*\].*?(?:注释|批注|Comment)[:：]\s*", re.DOTALL)
"""What Excel puts before the text of a conversation, for programs that know notes only."""
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged cell, from 1."""


@dataclass
class Sheet:
    """A worksheet but for its values: rows and columns count from 1 as the office program shows them.

    ``cells`` are the places that hold something, in the order of rows; ``lost`` those of formulas whose
    value was never computed. ``boxes`` are the texts of text boxes, ``margins`` of header and footer, ``notes``
    the (row, column, text) of cell notes (批注).
    """

    name: str
    hidden: bool = False
    cells: list[tuple[int, int]] = field(default_factory=list)
    lost: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    notes: list[tuple[int, int, str]] = field(default_factory=list)

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether a place is on a hidden row or column."""
        return row in self.hidden_rows or any(first <= column <= last for first, last in self.hidden_columns)


def read(path: Path) -> tuple[io.BytesIO, list[Sheet]]:
    """The package reduced to what holds text, and its worksheets in the order of the tabs.

    Raises:
        Unreadable: as `package.read`; not a workbook of this kind; a sheet of too many cells.
        Exception: what parsing damaged XML raises; the caller says that the file is damaged.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(package.read(path)) as source, zipfile.ZipFile(out, "w") as target:
        names = set(source.namelist())
        if "xl/workbook.xml" not in names:
            what = "是 Excel 的二进制格式（xlsb）" if "xl/workbook.bin" in names else "不是 Excel 工作簿"
            raise Unreadable(f"{path.name} {what}，不能直接导入", SAVE_AGAIN)
        book = _parsed(_plain(source.read("xl/workbook.xml")))
        for child in [child for child in book if _local(child) in _UNUSED]:
            book.remove(child)
        target.writestr("xl/workbook.xml", ET.tostring(book))
        for name in sorted(filter(_KEPT.fullmatch, names)):
            target.writestr(name, _plain(source.read(name)))
        parts = dict(_related(source, "xl/workbook.xml", "/worksheet"))
        sheets = []
        for entry in (entry for entry in book.iter() if _local(entry) == "sheet"):
            part = parts.get(entry.get(f"{{{_REL}}}id", ""))
            if part in names:
                sheet = Sheet(entry.get("name", ""), entry.get("state", "visible") != "visible")
                target.writestr(part, _sheet(path.name, sheet, source.read(part)))
                _companions(source, part, sheet)
                sheets.append(sheet)
    out.seek(0)
    return out, sheets


def _parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - package.read has refused whatever defines entities


def _plain(content: bytes) -> bytes:
    for strict, usual in _STRICT.items():
        content = content.replace(strict, usual)
    return content


def _local(node: ET.Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _related(source: zipfile.ZipFile, part: str, kind: str) -> Iterator[tuple[str, str]]:
    """Ids and names of the parts of a kind that a part refers to."""
    folder, name = posixpath.split(part)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in source.namelist():
        return
    for entry in _parsed(source.read(rels)):
        target = entry.get("Target", "")
        if entry.get("Type", "").endswith(kind) and entry.get("TargetMode") != "External":
            full = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            # Parts of other names were not looked into.
            if full.endswith(".xml"):
                yield entry.get("Id", ""), full


def _sheet(file: str, sheet: Sheet, content: bytes) -> bytes:
    """Fill in what a worksheet's part says; return the part with nothing but cells that hold something."""
    content = _plain(content)
    if b"<![CDATA[" not in content:
        content = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", content))
    # Counted before it is parsed: the tree of a million cells takes a gigabyte.
    if content.count(b"</v>") + content.count(b"</is>") > _CELLS:
        raise _too_large(file, sheet)
    root = _parsed(content)
    for child in list(root):
        kind = _local(child)
        if kind == "cols":
            _columns(sheet, child)
        elif kind == "mergeCells":
            sheet.merged = [area for entry in child if (area := _area(entry.get("ref", "")))]
        elif kind == "headerFooter":
            sheet.margins = [_FIELDS.sub("", "".join(entry.itertext())) for entry in child]
        elif kind == "sheetData":
            _rows(sheet, child)
            continue
        root.remove(child)
    if len(sheet.cells) > _CELLS or len({column for _, column in sheet.cells}) > _COLUMNS:
        raise _too_large(file, sheet)
    return ET.tostring(root)


def _too_large(file: str, sheet: Sheet) -> Unreadable:
    return Unreadable(f"{file} 的工作表“{sheet.name}”过大，没有读取", "请把方案的表格单独存成一个文件，再导入")


def _columns(sheet: Sheet, cols: ET.Element) -> None:
    for entry in cols:
        if entry.get("hidden") in ("1", "true"):
            sheet.hidden_columns.append((int(entry.get("min", "0")), int(entry.get("max", "0"))))


def _rows(sheet: Sheet, data: ET.Element) -> None:
    """Rows and cells may leave out where they are: then they follow the one before."""
    row = 0
    for line in data:
        row = int(line.get("r", row + 1))
        if line.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(row)
        column = 0
        for cell in line:
            area = _area(cell.get("r", ""))
            column = area[1] if area else column + 1
            held = {_local(child): child for child in cell}
            if any(kind in held and (held[kind].text or len(held[kind])) for kind in ("v", "is")):
                sheet.cells.append((row, column))
            elif "f" in held and not ("v" in held and cell.get("t") == "str"):
                # A formula may give an empty text; one that gives no value at all was never computed.
                sheet.lost.add((row, column))


def _area(reference: str) -> Area | None:
    found = _RANGE.fullmatch(reference)
    if found is None:
        return None
    row, column = int(found[2]), _number(found[1])
    return row, column, int(found[4] or row), _number(found[3]) if found[3] else column


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _companions(source: zipfile.ZipFile, part: str, sheet: Sheet) -> None:
    """Take the text out of the sheet's notes and text boxes; charts and pictures are left behind."""
    names = set(source.namelist())
    for name in (name for _, name in _related(source, part, "/comments") if name in names):
        for entry in _parsed(source.read(name)).iter():
            area = _area(entry.get("ref", "")) if _local(entry) == "comment" else None
            if area:
                words = "".join(node.text or "" for node in entry.iter() if _local(node) == "t")
                sheet.notes.append((area[0], area[1], _THREADED.sub("", words)))
    for name in (name for _, name in _related(source, part, "/drawing") if name in names):
        sheet.boxes += filter(None, _boxes(_parsed(source.read(name))))


def _boxes(node: ET.Element) -> Iterator[str]:
    """The text of each shape; a shape that is there twice, for older programs, counts once."""
    for child in node:
        if child.tag == f"{_MC}Fallback":
            continue
        if _local(child) == "txBody":
            paragraphs = ("".join(t.text or "" for t in p.iter() if _local(t) == "t") for p in child)
            yield "\n".join(filter(None, paragraphs))
        else:
            yield from _boxes(child)
