"""Faults of a value: signs that need quotes, quotes and brackets that do not match, commas and backslashes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qplan.findings import Severity
from qplan.source import Span
from qplan.syntax.events import Fault
from qplan.syntax.lines import (
    corrected,
    fix,
    has_proper_key,
    head,
    is_blank,
    key_of,
    mended,
    open_brackets,
    quoting_slip,
    value_end,
    value_start,
)
from qplan.syntax.mistakes import Slip

_REACH = 50
"""How many lines above a fault a bracket that was left open is looked for."""


def opened_above(rows: Sequence[str], number: int) -> tuple[int, int] | None:
    """The line and column of a bracket that a line above left open, if a sound line follows it."""
    for above in range(number - 1, max(number - _REACH, -1), -1):
        opened = open_brackets(rows[above])
        if opened and not is_blank(rows[above]):
            return above, opened[-1]
        if has_proper_key(rows[above]):
            return None
    return None


def unquoted_symbol(rows: Sequence[str], number: int, column: int) -> Slip | None:
    """A value or key that begins with a sign which YAML keeps for itself: ``%``, ``@``, ``*`` ..."""
    if number >= len(rows):
        return None
    row = rows[number]
    char = row[column : column + 1]
    end = value_end(row, column, flow=bool(open_brackets(row[:column])))
    if not char or end <= column or column < value_start(row[: column + 1]):
        return None
    hint = f"“{char}”在这里有特殊含义"
    if head(row) == column and ": " in f"{row} ":
        end = f"{row} ".index(": ", column)
        return quoting_slip(rows, number, (column, end), f"键以“{char}”开头，要加引号", hint)
    return quoting_slip(rows, number, (column, end), f"值以“{char}”开头，要加引号", hint)


def second_colon(rows: Sequence[str], number: int, column: int) -> Slip | None:
    """A value with ``: `` in it, or in braces a full-width comma before the next key."""
    row = rows[number]
    if open_brackets(row[:column]):
        return _wide_comma_before(rows, number, column)
    start = value_start(row)
    end = value_end(row, start)
    return quoting_slip(rows, number, (start, end), "值的中间有“: ”，要加引号", "“: ”会被当成又一个键")


def block_header(rows: Sequence[str], start: tuple[int, int]) -> Slip:
    """A value that begins with ``>`` or ``|`` and goes on: ``>=``, ``| 第一段``."""
    number, column = start
    row = rows[number]
    end = value_end(row, column)
    text = row[column:end]
    if text.startswith("|"):
        return Slip(
            "Q016", Span(number + 1, column + 1, number + 1, end + 1), "“|”后面不能直接写文字", "文字从下一行开始",
            "把“|”后面的文字移到下一行，并比这个键多缩进两格",
        )  # fmt: skip
    sign = text[:2] if text[1:2] == "=" else text[:1]
    return quoting_slip(rows, number, (column, end), f"值以“{sign}”开头，要加引号", "“>”在这里有特殊含义")


def inline_list(rows: Sequence[str], number: int, column: int) -> Slip | None:
    """``键: - 值``, or a value that begins with ``? ``."""
    char = rows[number][column : column + 1]
    if char == "?":
        return unquoted_symbol(rows, number, column)
    place = Span(number + 1, column + 1, number + 1, column + 2)
    return Slip(
        "Q016", place, "列表项不能与键写在同一行", "短横线要另起一行",
        f"改为 `{key_of(rows[number])}: [甲, 乙]`，或把每个“- ”另起一行、缩进两格；若只是文字，请加引号",
    )  # fmt: skip


def after_value(rows: Sequence[str], number: int, column: int, last: Span) -> Slip | None:
    """Something follows a value that is already complete: ``"甲"等``, ``[甲]牵头``."""
    row = rows[number]
    if last.line - 1 < number <= last.end_line - 1:
        return open_quote(rows, (last.line - 1, last.column - 1))
    if not row[column:].strip():
        end = len(row)
        edit = fix(number, column, end, "")
        return Slip("Q010", edit.span, "行末多了全角空格或特殊空格", "", "删去行末的空格", edits=(edit,))
    start = value_start(row)
    if row[start : start + 1] in ("'", '"', "[", "{"):
        what = "引号" if row[start] in "'\"" else "括号"
        end = value_end(row, start)
        return quoting_slip(rows, number, (start, end), f"{what}后面还有文字", "整个值要放在一对引号里")
    return stray_closer(rows, number, column)


def stray_closer(rows: Sequence[str], number: int, column: int) -> Slip | None:
    """A closing bracket that nothing opened."""
    char = rows[number][column : column + 1]
    if char not in ("]", "}"):
        return None
    place = Span(number + 1, column + 1, number + 1, column + 2)
    return Slip("Q013", place, f"多了一个“{char}”", "前面没有与它成对的括号", "删去它，或补上前一半括号")


def open_quote(rows: Sequence[str], start: tuple[int, int]) -> Slip | None:
    """A quote that is not closed on its line."""
    number, column = start
    row = rows[number]
    column = next((index for index in range(column, len(row)) if row[index] in "'\""), -1)
    if column < 0:
        return None
    mark = row[column]
    place = Span(number + 1, column + 1, number + 1, column + 2)
    message, hint = f"这个引号 {mark} 没有成对", "从这里打开，没有关上"
    if mark in row[column + 1 :]:
        return Slip("Q014", place, message, hint, f"在这段文字的末尾补上 {mark}")
    end = len(row.rstrip())
    edit = fix(number, end, end, mark)
    return mended(rows, "Q014", edit, message, hint, at=(number, column, column + 1))


def backslash(rows: Sequence[str], fault: Fault) -> Slip:
    """A backslash in double quotes that begins no known escape."""
    number, start = fault.start
    line = min(fault.line, len(rows) - 1)
    column = rows[line].rfind("\\", 0, fault.column + 1)
    place = Span(line + 1, max(column, 0) + 1, line + 1, max(column, 0) + 2)
    message, hint = "双引号里的反斜杠“\\”有特殊含义", "这里不是认识的写法"
    row = rows[number]
    end = row.find('"', start + 1)
    if line == number and end > 0 and "'" not in row[start:end]:
        edit = fix(number, start, end + 1, f"'{row[start + 1 : end]}'")
        return Slip("Q012", place, message, hint, f"改用单引号：{corrected(rows, edit)}", edits=(edit,))
    return Slip("Q012", place, message, hint, "把“\\”写成“\\\\”，或改用单引号")


def brackets(rows: Sequence[str], fault: Fault) -> Slip | None:
    """Brackets not closed, closed by the wrong one, or items not parted by a comma."""
    number, column = fault.line, fault.column
    opened, place = min(fault.start[0], len(rows) - 1), fault.start[1]
    char = rows[number][column : column + 1] if number < len(rows) else ""
    if "node content" in fault.problem and char and char in ":-?":
        return unquoted_symbol(rows, number, column)
    if char and (number == opened or not has_proper_key(rows[number])):
        slip = _within_brackets(rows, number, column, rows[opened][place : place + 1])
        if slip or number == opened:
            return slip
    return unclosed(rows, opened, place)


def _within_brackets(rows: Sequence[str], number: int, column: int, opener: str) -> Slip | None:
    char = rows[number][column]
    at = (number, column, column + 1)
    if char in "，、；":
        return _wide_comma(rows, number, column)
    if char == ",":
        edit = fix(number, column, column + 1, "")
        return mended(rows, "Q013", edit, "多了一个逗号", "两个逗号之间没有内容", at=at)
    if char == ":":
        return _wide_comma_before(rows, number, column) or _missing_comma(rows, number, column)
    wanted = {"[": "]", "{": "}"}.get(opener)
    if char in "]}" and wanted and char != wanted:
        if rows[number][column + 1 :].lstrip()[:1] == wanted:
            edit = fix(number, column, column + 1, "")
            return mended(rows, "Q013", edit, f"多了一个“{char}”", f"前面的括号以“{wanted}”结束", at=at)
        outer = {"]": "[", "}": "{"}[char] in [rows[number][index] for index in open_brackets(rows[number][:column])]
        edit = fix(number, column, column if outer else column + 1, wanted)
        hint = f"前面缺少“{wanted}”" if outer else f"应为“{wanted}”"
        return mended(rows, "Q013", edit, f"括号不成对：“{opener}”应以“{wanted}”结束", hint, at=at)
    if rows[number][:column].rstrip()[-1:] in ("'", '"', "]", "}"):
        return Slip(
            "Q013", Span(number + 1, column + 1, number + 1, column + 2),
            "括号里两项之间缺少逗号", "前一项到这里已经结束",
            "在两项之间加上半角逗号；若是同一项，把它整个放在一对引号里",
        )  # fmt: skip
    return None


def unclosed(rows: Sequence[str], number: int, column: int) -> Slip | None:
    """A bracket that is not closed on its line."""
    row = rows[number]
    char = row[column : column + 1]
    if char not in ("[", "{"):
        return None
    name, closer = ("花括号", "}") if char == "{" else ("方括号", "]")
    at = (number, column, column + 1)
    message = f"{name}“{char}”没有成对"
    if closer in row[column:]:
        place = Span(number + 1, column + 1, number + 1, column + 2)
        return Slip("Q013", place, message, "找不到与它对应的另一半", f"补上“{closer}”")
    end = value_end(row, column)
    edit = fix(number, end - (row[end - 1 : end] == ","), end, closer)
    return mended(rows, "Q013", edit, message, f"缺少“{closer}”", at=at)


def _missing_comma(rows: Sequence[str], number: int, column: int) -> Slip | None:
    """``{名称: 甲 层级: 乙}``: a blank where a comma should stand."""
    before = rows[number][:column].rstrip()
    blank = before.rfind(" ")
    if blank <= max(map(before.rfind, ",{[:")) + 1:
        return None
    edit = fix(number, blank, blank + 1, ", ")
    at = (number, blank + 1, len(before))
    return mended(rows, "Q013", edit, f"“{before[blank + 1 :]}”前面缺少逗号", "各项之间用半角逗号分隔", at=at)


def _wide_comma_before(rows: Sequence[str], number: int, column: int) -> Slip | None:
    """``{名称: 甲，层级: 乙}``: the last full-width comma since the item began."""
    before = rows[number][:column]
    comma = max(map(before.rfind, "，、；"))
    return _wide_comma(rows, number, comma) if comma > max(map(before.rfind, ",{[")) else None


def _wide_comma(rows: Sequence[str], number: int, column: int) -> Slip:
    row = rows[number]
    end = column + 1 + (row[column + 1 : column + 2] == " ")
    edit = fix(number, column, end, ", ")
    message = f"括号里各项之间用了“{row[column]}”"
    slip = mended(rows, "Q018", edit, message, "应为半角逗号", at=(number, column, column + 1))
    return replace(slip, severity=Severity.ERROR)
