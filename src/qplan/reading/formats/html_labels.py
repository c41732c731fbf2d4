"""The labels of a government page's metadata (索引号, 发文字号): a text -> whether it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qplan.reading import lines

_LABEL = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\s]{1,9}[:：]?")
_ENOUGH = 2


def is_label(text: str) -> bool:
    """Whether a text is nothing but the label of a metadata row, with or without its colon."""
    return _LABEL.fullmatch(text) is not None and lines.look(f"{text.rstrip(':：')}：") == "grid"


def is_metadata(cells: Sequence[str]) -> bool:
    """Whether the cells of a table are labels and values. The head of a table of tasks may hold one label (名称)."""
    labels = sum(is_label(cell) for cell in cells)
    whole = sum(lines.look(cell) == "grid" for cell in cells if len(cell) < lines.SHORT)
    return labels > _ENOUGH or (
        labels + whole >= _ENOUGH and any(cell.endswith((":", "：")) for cell in cells if is_label(cell))
    )
