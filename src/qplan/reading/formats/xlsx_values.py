"""The value of a cell and its number format -> the text that the sheet shows, without rounding it away."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TOKENS = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|([0#?.,]+(?:[Ee][+-][0#?]+)?|General|@)|(.)', re.DOTALL)
_PLACES = 10
"""Decimals behind which a value is noise of binary arithmetic."""


_DIGITS = 15
"""Digits that a number of a workbook has."""


def shown(value: object, number_format: str) -> tuple[str, str]:
    """A value as text, and a doubt about it ("" for none).

    Days are 2026-06-30, or 2026年6月30日 where the format is so, months 2026年6月; percentages 94.5%; counts have no
    decimal. Where a format hides decimals the value is given in full, and the doubt says what is shown.
    """
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), ""
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    if isinstance(value, dt.datetime | dt.date):
        return _day(value, number_format), ""
    if isinstance(value, dt.time):
        return value.strftime("%H:%M"), ""
    if isinstance(value, dt.timedelta):
        return str(value), ""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)).replace("\r\n", "\n")
    if re.fullmatch(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!)", text):
        return text, f"公式出错，显示为 {text}，请在 Excel 中改正"
    return text, ""


def _day(value: dt.date, number_format: str) -> str:
    """A day, or the month or the day of a year alone where the format shows no more."""
    parts = re.sub(r'\[[^\]]*\]|\\.|"[^"]*"', "", number_format).lower()
    year, month, day = f"{value.year}年", f"{value.month}月", f"{value.day}日"
    if isinstance(value, dt.datetime) and (value.hour or value.minute):
        return f"{value:%Y-%m-%d %H:%M}"
    if "d" not in parts and "y" in parts:
        return year + month if "m" in parts else year
    if "y" not in parts and "月" in number_format:
        return month + day
    return year + month + day if "年" in number_format else f"{value:%Y-%m-%d}"


def _number(value: float, number_format: str) -> tuple[str, str]:
    before, pattern, after = _parsed(number_format)
    percent = "%" in before + after
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return str(value), ""
    exact = exact * 100 if percent else exact
    if exact.adjusted() < _DIGITS:
        exact = exact.quantize(Decimal(1).scaleb(-_PLACES))
    full = _written(exact)
    if pattern in ("", "General", "@") or "E" in pattern.upper():
        return before + full + after, ""
    whole, _, decimals = pattern.partition(".")
    rounded = _written(round(exact, len(decimals)))
    least = sum(char == "0" for char in whole)
    padded = full if "." in full or full.startswith("-") else full.zfill(least)
    doubt = f"表中显示为“{before}{rounded}{after}”，导入的是单元格的实际值" if rounded != full else ""
    return before + padded + after, doubt


def _written(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def _parsed(number_format: str) -> tuple[str, str, str]:
    """Words before the digits, the pattern of the digits, words after: 0.0"家以上" is ("", "0.0", "家以上")."""
    before, pattern, after = "", "", ""
    for found in _TOKENS.finditer(_section(number_format)):
        literal = found[1] or found[2] or found[4] or ""
        if found[3]:
            pattern += found[3]
        elif pattern:
            after += literal
        else:
            before += literal
    return before.strip(), pattern.replace(",", ""), after.strip()


def _section(number_format: str) -> str:
    """The part for positive numbers."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format, maxsplit=1)[0]
