"""Quantities: the wording of a goal becomes relation, value and unit, and back."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from qplan.notation.punctuation import halved
from qplan.notation.quantity_words import in_digits, lead
from qplan.patterns import pattern

_LONGEST = 80  # code points; a longer wording is a sentence
_NUMBER = pattern(r"(?<![0-9.])[-+]?(?!20[0-9]{2}年)[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_ANY_UNIT = r"[^0-9,;。、~—–()\-]{0,12}?(?:(?<=[家人户场件台项个处名])\([^0-9(),;。、]{1,2}\))?"
_AFTER = pattern(
    rf"(?:(?P<low>{_ANY_UNIT})(?:[~—–\-]+|至|到|和)(?P<high>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?))?(?P<unit>{_ANY_UNIT})"
    r"(?P<bound>及?以上|及?以下|[以之]?内|左右|上下|之间)?(?P<tail>的?水平|全覆盖|目标)?。?"
)
_YEARS = pattern(r"[到至]?20[0-9]{2}年(?:底|末)?(?:前|,)?")


@dataclass(frozen=True)
class Quantity:
    """A goal's value: ``relation`` to ``value`` (and ``high``, of a range) in ``unit``.

    ``relation`` is at_least, at_most, reach, equal, increase, decrease, yearly_increase or between; ``at_least``
    is 以上 beside a growth or a fall. ``text`` is the wording where `write` would compose another one, "" otherwise.
    ``value`` is None where the wording has no number that could be compared; then ``text`` is all.
    """

    relation: str = "equal"
    value: float | None = None
    high: float | None = None
    at_least: bool = False
    unit: str = ""
    text: str = ""


def read(text: str | float) -> Quantity:
    """Read a goal: a plain number, or wording of any width with 以上, 不低于, 下降, 年均增长, ～, ≥ and the like.

    ``read(write(quantity))`` is the quantity again. A plain number is ``equal``, without a unit. Text with no
    number, with several, or with a rank (前5名) is kept as text.
    """
    if not isinstance(text, str):
        text = _digits(text)
    kept = text.strip()
    flat = "".join(halved(kept).split())
    if not any(char.isdecimal() for char in flat) and len(flat) <= _LONGEST:
        flat = in_digits(flat)
    number = _NUMBER.search(flat)
    after = _AFTER.fullmatch(flat, number.end()) if number and len(flat) <= _LONGEST else None
    if number is None or after is None:
        return Quantity(text=kept)
    begin, words = lead(flat, number.start())
    rest = _YEARS.sub("", flat[:begin])
    quantity = _quantity(words, number[0], after)
    if quantity is None or (rest and not re.fullmatch(r"[^0-9A-Za-z,;。]{0,24}(?<![第前])", rest)):
        return Quantity(text=kept)
    machine = kept.isascii() and any(sign in kept for sign in "<>=")
    return quantity if machine or write(quantity) == kept else replace(quantity, text=kept)


def write(quantity: Quantity) -> str:
    """The wording to print: ``text``, else one composed of relation, value and unit (94.5%以上, 下降15.5%)."""
    if quantity.text or quantity.value is None:
        return quantity.text
    amount = _digits(quantity.value) + quantity.unit
    if quantity.high is not None:
        amount += f"～{_digits(quantity.high)}{quantity.unit}"
    grows = "增长" if quantity.unit[:1] in ("%", "‰") and quantity.unit else "增加"
    before = {
        "at_most": "不超过",
        "reach": "达到" if quantity.high is None else "",
        "increase": grows,
        "decrease": "下降",
        "yearly_increase": f"年均{grows}",
    }.get(quantity.relation, "")
    above = quantity.at_least or quantity.relation == "at_least"
    return before + amount + "以上" * above


def _digits(value: float) -> str:
    """The shortest decimal notation: 94.5, 30, never 1e+16; a number beyond all measure is inf."""
    try:
        whole = int(float(value))
    except (OverflowError, ValueError):
        return "inf" if value > 0 or value < 0 else "nan"
    if value == whole:
        return str(whole)
    shown = repr(float(value))
    return f"{value:.12f}".rstrip("0") if "e" in shown else shown


def _quantity(words: list[str], number: str, after: re.Match[str]) -> Quantity | None:
    """Relation and unit from the words before and after; None where they do not fit together."""
    unit, low = (_wide(after[side] or "") for side in ("unit", "low"))
    if unit[:1] in ("%", "‰") and len(unit) > 1 and unit[1] != "/":
        return None
    if (low and low != unit) or any(word in unit for word in ("以上", "以下", "以内", "A级")):
        return None
    value, high = _value(number), after["high"] and _value(after["high"])
    if not math.isfinite(value) or (high and not math.isfinite(high)):
        return None
    bound = after["bound"] or ""
    above, below = bound.endswith("以上") or "at_least" in words, bound.endswith(("以下", "内")) or "at_most" in words
    moved = next((word for word in words if word in {"increase", "decrease", "yearly_increase"}), None)
    if moved:
        return Quantity(moved, value, high or None, above, unit)
    if high:
        return Quantity("between", value, high, unit=unit)
    relation = "at_least" if above else "at_most" if below else "reach" if {"reach", "to"} & {*words} else "equal"
    return Quantity(relation, value, unit=unit)


def _wide(unit: str) -> str:
    """家（次） with brackets of the width that Chinese print has."""
    return unit.replace("(", "（").replace(")", "）")


def _value(number: str) -> float:
    return float(number.replace(",", ""))
