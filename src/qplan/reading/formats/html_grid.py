"""The rows of metadata that a government page prints over its article -> labels and values, one text a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qplan.reading import lines
from qplan.reading.formats.html_flow import Line
from qplan.reading.formats.html_labels import is_label

_SOURCE = frozenset(
    ("来源", "信息来源", "发布时间", "发布日期", "公开日期", "浏览次数", "浏览量", "点击数", "字体", "字号", "关键词")
)
"""Labels of the line under a page's title: they say when and where the page was put up, nothing of the document."""
_CELL = re.compile(r"[\s|｜]+(?=[\u4e00-\u9fff][\u4e00-\u9fff\s]{1,9}[:：])")
_LONGEST = 200


@dataclass(frozen=True)
class Row:
    """One row: its text (``发文字号：… | 成文日期：… |``), the lines that it was made of, whether it says anything."""

    text: str
    lines: tuple[Line, ...]
    telling: bool


@dataclass(frozen=True)
class _Pair:
    label: str
    value: str
    lines: tuple[Line, ...]


def rows(found: Sequence[Line], stop: int) -> list[Row]:
    """The metadata rows among the first ``stop`` lines of a page; pairs of one table row are one row."""
    grouped: dict[Any, list[_Pair]] = {}
    index = 0
    while index < stop:
        line = found[index]
        index += 1
        if line.kind != "text" or len(line.text) > _LONGEST:
            continue
        if is_label(line.text):
            after = found[index] if index < stop else None
            if after is None or not _is_value(line.text, after):
                continue
            grouped.setdefault(_row(line), []).append(_Pair(line.text, after.text, (line, after)))
            index += 1
        elif lines.look(line.text) == "grid":
            grouped.setdefault(_row(line), []).extend(_pairs(line))
    return [_joined(pairs) for pairs in grouped.values()]


def _is_value(label: str, line: Line) -> bool:
    """Whether a line is the value of the label before it: an empty one is followed by the next label."""
    if line.kind != "text" or lines.look(line.text) in ("grid", "crumb") or re.search(r"[:：]$", line.text):
        return False
    if re.sub(r"[\s:：]", "", label) in ("发文字号", "文号"):
        return "号" in line.text
    return not is_label(line.text)


def _row(line: Line) -> Any:
    """What the pairs of one row have in common: their table row, else only themselves."""
    return next((each for each in (line.node, *line.node.iterancestors()) if each.tag == "tr"), line)


def _pairs(line: Line) -> list[_Pair]:
    """The pairs of one line: 来源：… 发布时间：… 字体：…; one that is divided by | is one as it stands."""
    if "|" in line.text:
        return [_Pair("", line.text.rstrip(" |"), (line,))]
    pairs = []
    for cell in _CELL.split(line.text):
        label, _, value = re.sub(r"[:：]", "：", cell, count=1).partition("：")
        pairs.append(_Pair(label, value.strip(), (line,)))
    return pairs


def _joined(pairs: Sequence[_Pair]) -> Row:
    """A row; labels that the pipeline does not know stand behind those that it does."""
    cells = [f"{pair.label.rstrip(':：')}：{pair.value}" if pair.label else pair.value for pair in pairs]
    known = [cell for cell in cells if lines.look(cell) == "grid"]
    ordered = known + [cell for cell in cells if cell not in known]
    labels = {label for cell in known for label, _ in lines.pairs(cell)}
    unique = tuple({id(line): line for pair in pairs for line in pair.lines}.values())
    return Row(" | ".join(ordered) + " |", unique, not labels <= _SOURCE)
