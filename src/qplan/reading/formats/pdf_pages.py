"""The bytes of a PDF file -> its pages: lines and ruled tables with their places. Runs in a process of its own.

A PDF is a program for drawing pages: no check beforehand says how long one runs, or how much memory it takes.
So `pdf.py` starts this module as a child with a time limit, and it limits its own memory where the system can.
"""

from __future__ import annotations

import importlib.util
import io
import json
import sys
from collections import Counter
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page as Sheet
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from qplan.reading.formats import pdf_lines
from qplan.reading.formats.pdf_layout import CUT, DAMAGED, ENCRYPTED, TOO_LONG, Cell, Page, Table

_PAGES = 600
_EDGES = 8_000
"""A page with more strokes than this is a drawing, not a table."""
_FEW = 30
"""Fewer characters than this on a page that is one picture are a page number or a stamp."""

_END, _TAIL = b"%%EOF", 4096
"""What a whole file ends with, and in how many bytes: some servers add theirs behind it."""
_DRAWN = 100
"""More curves than this on a page without characters are characters drawn as curves."""
_NEAR = 2.0
"""Rules that are no further apart, in points, are one."""

Box = tuple[float, float, float, float]


def pages(data: bytes) -> list[Page] | str:
    """Every page of a PDF file; or why there is none, as one of the words of `pdf_layout`."""
    if _END not in data[-_TAIL:]:
        return DAMAGED
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > _PAGES:
                return TOO_LONG
            if len(pdf.pages) < _announced(pdf):
                return DAMAGED
            found = []
            for sheet in pdf.pages:
                found.append(_page(sheet))
                sheet.close()
            return found or DAMAGED
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, MemoryError):
            return CUT
        return ENCRYPTED if isinstance(cause, PDFEncryptionError) else DAMAGED
    except MemoryError:
        return CUT
    except Exception:  # noqa: BLE001 - pdfminer meets damage with whatever its own code runs into: KeyError, TypeError,
        return DAMAGED  # struct.error, AssertionError, RecursionError … it documents none, and fuzzing finds new ones.


def _announced(pdf: PDF) -> int:
    """How many pages the file says that it has: where some cannot be found, the file is not whole."""
    root = resolve1(pdf.doc.catalog.get("Pages"))
    count = resolve1(root.get("Count")) if isinstance(root, dict) else 0
    return count if isinstance(count, int) else 0


def _page(sheet: Sheet) -> Page:
    sheet = _turned(sheet)
    chars = pdf_lines.once(sheet.chars)
    straight = [char for char in chars if not pdf_lines.slanted(char)]
    tables = []
    inside: set[int] = set()
    for found in sheet.find_tables() if len(sheet.edges) < _EDGES else ():
        table, taken = _table(found.cells, chars)
        if taken:
            tables.append(table)
            inside |= taken
    number = sheet.page_number
    lines = pdf_lines.lines([char for char in straight if id(char) not in inside], number)
    others = [char for char in chars if pdf_lines.slanted(char) and id(char) not in inside]
    bad = sum(pdf_lines.bad(char["text"]) for char in chars)
    return Page(
        number, float(sheet.width), float(sheet.height), lines, tables, pdf_lines.in_stream_order(others),
        len([char for char in chars if char["text"].strip()]), bad, _is_picture(sheet, len(chars)),
    )  # fmt: skip


def _turned(sheet: Sheet) -> Sheet:
    """The page as it is read: a landscape page may be drawn sideways on an upright sheet."""
    turns = Counter(pdf_lines.direction(char) for char in sheet.chars if char["text"].strip())
    turn = {"up": 90, "down": 270}.get(turns.most_common(1)[0][0] if turns else "", 0)
    if not turn or turns.most_common(1)[0][1] < 0.8 * turns.total():
        return sheet
    # pdfplumber takes the turn from the attributes, pdfminer from the object.
    sheet.page_obj.rotate = sheet.page_obj.attrs["Rotate"] = (sheet.rotation + turn) % 360
    return Sheet(sheet.pdf, sheet.page_obj, page_number=sheet.page_number, initial_doctop=sheet.initial_doctop)


def _is_picture(sheet: Sheet, chars: int) -> bool:
    """Whether a page is a picture of a page (or letters drawn as curves), without text that could be read."""
    if chars >= _FEW:
        return False
    area = max((float(image["width"] * image["height"]) for image in sheet.images), default=0.0)
    return area > float(sheet.width * sheet.height) / 2 or (not chars and (area > 0 or len(sheet.curves) > _DRAWN))


def _table(boxes: list[Box], chars: list[dict[str, Any]]) -> tuple[Table, set[int]]:
    """A grid of cells from ruled boxes; a box that covers several places of it is a merged cell."""
    columns, rows = _steps([box[0] for box in boxes]), _steps([box[1] for box in boxes])
    cells: list[Cell] = []
    taken: set[int] = set()
    grid: list[list[int | None]] = [[None] * len(columns) for _ in rows]
    for x0, top, x1, bottom in boxes:
        held = [c for c in chars if x0 <= (c["x0"] + c["x1"]) / 2 < x1 and top <= (c["top"] + c["bottom"]) / 2 < bottom]
        taken |= {id(char) for char in held}
        for row, y in enumerate(rows):
            for column, x in enumerate(columns):
                if x0 - _NEAR <= x < x1 - _NEAR and top - _NEAR <= y < bottom - _NEAR:
                    grid[row][column] = len(cells)
        sideways = pdf_lines.stacked(held)
        straight = [] if sideways else [char for char in held if not pdf_lines.slanted(char)]
        turned = [pdf_lines.turned(char) for char in held if sideways or pdf_lines.slanted(char)]
        # Names that stand upright in a narrow column are one word, however long the column is.
        wide = 0.0 if len(turned) > len(straight) else x1 - x0
        cells.append(Cell(wide, x0, [*pdf_lines.lines(straight, 0), *pdf_lines.lines(turned, 0)]))
    edges = [*columns, max(box[2] for box in boxes)]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return Table(top, bottom, edges, grid, cells), taken


def _steps(places: list[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _limit_memory(wanted: int) -> None:
    if importlib.util.find_spec("resource") is None:  # Windows has no such limit; the time limit holds there too
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def main() -> None:
    """Read a PDF from standard input and write its pages, as JSON, to standard output.

    Its only argument is how many bytes of memory it may take.
    """
    _limit_memory(int(sys.argv[1]))
    result = pages(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(result, ensure_ascii=True).encode())


if __name__ == "__main__":
    main()
