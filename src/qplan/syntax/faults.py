"""A parser's fault -> the drafter's mistake behind it, on the line where it was made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from qplan.source import Span
from qplan.syntax import values
from qplan.syntax.events import Fault
from qplan.syntax.lines import (
    blank_slip,
    colon_slip,
    fix,
    has_proper_key,
    head,
    indentation,
    is_blank,
    key_of,
    mended,
    previous,
    sign_slip,
    tab_slip,
    value_end,
    value_start,
)
from qplan.syntax.mistakes import Slip

_PROSE = 0.3
"""The share of lines that begin with a key, below which a file is prose rather than a plan."""
_SHOWN = 12
"""Characters of a line that are enough to recognise it."""


def explain(fault: Fault, rows: Sequence[str], last: Span) -> Slip:
    """What was most probably done wrong where a parser gave up; with edits where the mending is sure.

    Args:
        fault: of either parser; they share the places and, but for wording, the problems.
        rows: the lines of the text that was read.
        last: the scalar that was read last.
    """
    if _is_prose(rows):
        return _prose(rows)
    number = min(fault.line, len(rows) - 1)
    if is_blank(rows[number]):
        number = max(previous(rows, number), 0)
    begun = min(fault.start[0], len(rows) - 1)
    for index in dict.fromkeys((number, begun)):
        slip = tab_slip(rows, index) or blank_slip(rows, [index])
        if slip:
            return slip
    return (
        sign_slip(rows, number)
        or _in_value(fault, rows, number)
        or _in_structure(fault, rows, number, last)
        or _unexplained(rows, number, fault.column)
    )


def explain_top(data: object, rows: Sequence[str]) -> Slip:
    """What is wrong with a text that was read to the end but holds no mapping at its top."""
    filled = [number for number, row in enumerate(rows) if not is_blank(row) and row.strip() not in ("---", "...")]
    if not filled:
        return Slip(
            "Q006", Span(1, 1, 1, 1), "文件没有内容", "", "新写方案用 qplan init；已有方案文本用 qplan import 转换"
        )
    first = filled[0]
    if isinstance(data, list):
        return Slip(
            "Q007", _row_span(rows, first), "最外层是列表，应为“键: 值”", "列表要放在某个键的里面",
            "在前面加上键，如 `内容:`，并把这些行整体缩进两格",
        )  # fmt: skip
    return (None if _is_prose(rows) else colon_slip(rows, first)) or _prose(rows)


def _prose(rows: Sequence[str]) -> Slip:
    """The slip of a file that holds no keys at all: most likely the plan's own text."""
    number = next((index for index, row in enumerate(rows) if not is_blank(row)), 0)
    return Slip(
        "Q007", _row_span(rows, number), "这不是方案文件：没有“键: 值”的结构", "读到的是一段文字",
        "若这是方案正文，请用 qplan import 把它转成方案文件；新写方案用 qplan init",
    )  # fmt: skip


def _is_prose(rows: Sequence[str]) -> bool:
    if any(map(has_proper_key, rows)):
        return False
    filled = [row for row in rows if not is_blank(row)]
    if not filled:
        return False
    keyed = sum(1 for row in filled if key_of(row))
    return keyed < _PROSE * len(filled) and filled[0].lstrip()[0] not in "[{"


def _in_value(fault: Fault, rows: Sequence[str], number: int) -> Slip | None:
    """A fault within one scalar."""
    problem, context = fault.problem, fault.context
    if "quoted scalar" in context:
        escape = "escape" in problem or "hex" in problem
        return values.backslash(rows, fault) if escape else values.open_quote(rows, fault.start)
    if "block scalar" in context:
        return values.block_header(rows, fault.start)
    if any(word in context for word in ("alias", "anchor", "tag")):
        return values.unquoted_symbol(rows, *fault.start)
    if "cannot start any token" in problem:
        opened = values.opened_above(rows, number) if has_proper_key(rows[number]) else None
        return values.unclosed(rows, *opened) if opened else values.unquoted_symbol(rows, fault.line, fault.column)
    return None


def _in_structure(fault: Fault, rows: Sequence[str], number: int, last: Span) -> Slip | None:
    """A fault in how lines, keys and brackets stand together."""
    problem, context = fault.problem, fault.context
    if "mapping values are not allowed" in problem:
        return _colon(rows, number, fault.column)
    if "could not find expected ':'" in problem:
        return _keyless(rows, min(fault.start[0], len(rows) - 1))
    if "flow" in context:
        return values.brackets(rows, fault)
    if "entries are not allowed" in problem or "keys are not allowed" in problem:
        return values.inline_list(rows, number, fault.column)
    if "directive" in context or "document start" in problem:
        return _top(rows, number)
    if fault.line < len(rows) and rows[fault.line][: fault.column].strip():
        return values.after_value(rows, fault.line, fault.column, last)
    return _row(rows, number, last)


def _top(rows: Sequence[str], number: int) -> Slip | None:
    """A fault of the whole text: a line that begins with %, or the first lines indented and later ones not."""
    first = next((index for index, row in enumerate(rows) if not is_blank(row)), 0)
    if rows[first].startswith("%"):
        return Slip("Q016", _row_span(rows, first), "行首的“%”有特殊含义", "方案文件里不用这样的行", "删去这一行")
    indent, wanted = len(indentation(rows[first])), len(indentation(rows[number]))
    if not indent > wanted:
        return None
    edits = tuple(
        fix(index, 0, indent - wanted, "")
        for index in range(first, number)
        if indentation(rows[index])[: indent - wanted]
    )
    return Slip(
        "Q015", Span(first + 1, 1, first + 1, indent + 1), f"“{key_of(rows[first])}”的缩进没有对齐",
        f"应与第 {number + 1} 行“{key_of(rows[number])}”对齐", f"行首应空 {wanted} 格，现在空 {indent} 格",
        (_row_span(rows, number), "与这里左对齐"), edits=edits,
    )  # fmt: skip


def _colon(rows: Sequence[str], number: int, column: int) -> Slip | None:
    """A second ``: `` on a line, or a sound line that the one before it has swallowed."""
    if value_start(f"{rows[number][:column]} ") > head(rows[number]):
        return values.second_colon(rows, number, column)
    above = previous(rows, number)
    if above < 0:
        return None
    slip = colon_slip(rows, number) or _swallowing(rows, number)
    if slip:
        return slip
    if not has_proper_key(rows[above]):
        return _loose(rows, above)
    return _misplaced(rows, number, above, sure=True) if head(rows[number]) > head(rows[above]) else None


def _swallowing(rows: Sequence[str], number: int) -> Slip | None:
    """The first of the lines right above whose colon is wrong: being no keys, they swallow what follows."""
    slip = None
    above = previous(rows, number)
    while above >= 0 and (found := colon_slip(rows, above)):
        slip, above = found, previous(rows, above)
    return slip


def _keyless(rows: Sequence[str], number: int) -> Slip:
    """A line that should begin with a key."""
    return colon_slip(rows, number) or _tight_dash(rows, number) or _loose(rows, number)


def _tight_dash(rows: Sequence[str], number: int) -> Slip | None:
    row = rows[number]
    start = len(indentation(row))
    if row[start : start + 1] != "-" or row[start + 1 : start + 2] in ("", " ", "-"):
        return None
    edit = fix(number, start, start + 1, "- ")
    return mended(rows, "Q025", edit, "列表的短横线后面缺少空格", "短横线后面要有一个空格")


def _loose(rows: Sequence[str], number: int) -> Slip:
    """A line without a key: most often a paragraph that should be indented like the one above."""
    text = rows[number].strip()
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"
    message, hint = f"这一行没有键：“{shown}”", "应为“键: 值”"
    owner = above = previous(rows, number)
    while owner >= 0 and not has_proper_key(rows[owner]):
        owner = previous(rows, owner)
    if owner < 0 or not rows[owner].rstrip("+-0123456789 ").endswith((": |", ": >")):
        remedy = "若是上一项文字的续行，请把它缩进到那一项里面；若是新的一项，请写成“键: 值”"
        return Slip("Q026", _row_span(rows, number), message, hint, remedy)
    wanted = len(indentation(rows[above])) if above > owner else head(rows[owner]) + 2
    loose = takewhile(
        lambda index: is_blank(rows[index]) or not (key_of(rows[index]) or rows[index].lstrip().startswith("-")),
        range(number, len(rows)),
    )
    edits = tuple(fix(index, 0, len(indentation(rows[index])), " " * wanted) for index in loose if rows[index].strip())
    name = key_of(rows[owner])
    return Slip(
        "Q026", _row_span(rows, number), message, f"若属于第 {owner + 1} 行的“{name}”，行首应空 {wanted} 格",
        f"与第 {above + 1} 行左对齐；若是新的一项，请写成“键: 值”" if above > owner else "若是新的一项，请写成“键: 值”",
        edits=edits,
    )  # fmt: skip


def _row(rows: Sequence[str], number: int, last: Span) -> Slip | None:
    """A line that fits no level that is open."""
    row = rows[number]
    if last.line - 1 < number <= last.end_line - 1:
        return values.open_quote(rows, (last.line - 1, last.column - 1))
    slip = colon_slip(rows, number) or _tight_dash(rows, number)
    if slip:
        return slip
    indent = len(indentation(row))
    if not has_proper_key(row) and not row.lstrip().startswith("- "):
        return values.stray_closer(rows, number, indent) or _loose(rows, number)
    slip = _swallowing(rows, number)
    if slip:
        return slip
    levels = _levels(rows, number)
    if not levels:
        return None
    alike = [level for level in levels if _is_item(rows[level[1]], level[0]) == _is_item(row, indent)]
    flush = next((index for column, index in levels if column == indent), None)
    if flush is not None and not any(column == indent for column, _ in alike):
        return _mixed(rows, number, flush)
    column, sibling = min(alike or levels, key=lambda level: (abs(level[0] - indent), -level[0]))
    if not has_proper_key(rows[sibling]) and not _is_item(row, indent):  # keys below an item that is none
        return _loose(rows, sibling)
    near = [level for level in alike or levels if abs(level[0] - indent) == 1]
    return _misplaced(rows, number, sibling, sure=near == [(column, sibling)])


def _levels(rows: Sequence[str], number: int) -> list[tuple[int, int]]:
    """The columns that lines above have opened and not closed, each with the last line that stands there."""
    levels: list[tuple[int, int]] = []
    limit = max(map(len, rows)) + 1
    index = previous(rows, number)
    while index >= 0 and limit > 0:
        row = rows[index]
        if has_proper_key(row) or row.lstrip().startswith("- "):
            for column in sorted({len(indentation(row)), head(row)}, reverse=True):
                if column < limit:
                    levels.append((column, index))
                    limit = column
        index = previous(rows, index)
    return levels


def _is_item(row: str, column: int) -> bool:
    return row[column : column + 2] in ("- ", "-")


def _misplaced(rows: Sequence[str], number: int, sibling: int, *, sure: bool) -> Slip:
    """A line that should stand flush with another one, and all below it that stand as deep.

    The edits are ``sure`` where it can have been meant for no other level.
    """
    indent = len(indentation(rows[number]))
    wanted = len(indentation(rows[sibling])) if _is_item(rows[number], indent) else head(rows[sibling])
    name = key_of(rows[sibling]) or rows[sibling].strip()[:_SHOWN]
    own = key_of(rows[number])
    end = min(max(wanted, head(rows[sibling])) + len(name), len(rows[sibling]))
    inside = takewhile(
        lambda index: not rows[index].strip() or len(indentation(rows[index])) >= indent,
        range(number, len(rows)),
    )
    shift = " " * max(wanted - indent, 0)
    edits = tuple(fix(index, 0, max(indent - wanted, 0), shift) for index in inside if rows[index].strip())
    return Slip(
        "Q015",
        Span(number + 1, 1, number + 1, indent + 1) if indent else _row_span(rows, number),
        f"“{own}”的缩进没有对齐" if own else "这一行的缩进没有对齐",
        f"应与第 {sibling + 1} 行“{name}”对齐",
        f"行首应空 {wanted} 格，现在空 {indent} 格",
        (Span(sibling + 1, wanted + 1, sibling + 1, end + 1), "与这里左对齐"),
        edits=edits,
        sure=sure,
    )


def _mixed(rows: Sequence[str], number: int, sibling: int) -> Slip:
    if _is_item(rows[number], len(indentation(rows[number]))):
        message = "列表项和键混在同一层"
        remedy = "这一项若属于上面的键，请把它缩进到那个键的里面"
    else:
        message = "键和列表项混在同一层"
        remedy = "这个键若属于上面的列表项，请再缩进两格，与那一项的第一个键对齐"
    return Slip(
        "Q015", _row_span(rows, number), message, "同一层只能都是键，或都是以短横线开头的列表项", remedy,
        (_row_span(rows, sibling), "这一层已有的写法"),
    )  # fmt: skip


def _unexplained(rows: Sequence[str], number: int, column: int) -> Slip:
    column = min(column, max(len(rows[number]) - 1, 0))
    return Slip(
        "Q016", Span(number + 1, column + 1, number + 1, column + 2), "这里的写法读不懂", "从这里起无法继续读取",
        "请检查这一行和上一行的冒号、引号、括号和缩进",
    )  # fmt: skip


def _row_span(rows: Sequence[str], number: int) -> Span:
    row = rows[number]
    start = len(indentation(row)) if row.strip() else 0
    return Span(number + 1, start + 1, number + 1, max(value_end(row, start), start + 1) + 1)
