"""A page's table -> rows of cells, merged ones in every place that they cover."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from qplan.reading.gathering import Cell

_WIDEST = 100
_MOST = 100_000
"""Places of a table: more are an attack, or no table."""


def spread(table: Any, texts: Mapping[Any, str]) -> list[list[Cell | None]] | None:
    """The rows of a table as HTML lays them out; None for one without cells, or spread beyond all bounds.

    Args:
        table: the element.
        texts: the text of each cell that is to be shown. A cell that is not among them does not exist.

    A cell's ``where`` is its row and column, 第 5 行第 3 列; which table it is in is for the caller to add.
    """
    rows: list[list[Cell | None]] = []
    pending: dict[tuple[int, int], Cell] = {}
    trs = [tr for tr in table.iter("tr") if _table_of(tr) is table]
    for y, tr in enumerate(trs):
        row: list[Cell | None] = []
        for element in tr.iterchildren("td", "th"):
            if element not in texts:
                continue
            while (y, len(row)) in pending:
                row.append(pending[y, len(row)])
            cell = Cell(texts[element], f"第 {y + 1} 行第 {len(row) + 1} 列")
            width = _span(element, "colspan", _WIDEST)
            height = _span(element, "rowspan", len(trs) - y)
            below = ((y + down, len(row) + right) for down in range(1, height) for right in range(width))
            pending |= dict.fromkeys(below, cell)
            row += [cell] * width
            if len(pending) + len(rows) > _MOST:
                return None
        while (y, len(row)) in pending:
            row.append(pending[y, len(row)])
        rows.append(row)
    return rows if any(rows) else None


def _table_of(row: Any) -> Any:
    return next((each for each in row.iterancestors("table")), None)


def _span(element: Any, name: str, most: int) -> int:
    text = (element.get(name) or "").strip()
    if not re.fullmatch(r"[0-9]{1,6}", text):
        return 1
    # rowspan="0" reaches to the end of the table.
    return min(int(text), most) or (most if name == "rowspan" else 1)
