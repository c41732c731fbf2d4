"""Quantities: the wording of a goal becomes relation, value and unit, and back; goals in prose are found."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from qplan.notation.punctuation import enclosing, halved, veiled
from qplan.notation.quantity_words import BUILDING, CUT, MILESTONE, RATE, Measure, indicator, lead, measures
from qplan.patterns import pattern

_LONGEST = 80  # code points; a longer wording is a sentence
_NUMBER = pattern(r"(?<![0-9.])[-+]?(?!20[0-9]{2}年)[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_ANY_UNIT = r"[^0-9,;。、~—–()\-]{0,10}?"
_AFTER = pattern(
    rf"(?:(?P<low>{_ANY_UNIT})(?:[~—–\-]+|至|到|和)(?P<high>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?))?(?P<unit>{_ANY_UNIT})"
    r"(?P<bound>及?以上|及?以下|[以之]内|左右|上下|之间)?(?P<tail>的?水平|全覆盖|目标)?。?"
)
_ADVERB = 4  # code points: 重点培育 begins a clause
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


class FoundQuantity(NamedTuple):
    """A goal in prose: ``paragraph[start:end]`` is its wording, ``year`` the milestone that governs it."""

    start: int
    end: int
    indicator: str
    quantity: Quantity
    year: int | None


def read(text: str | float) -> Quantity:
    """Read a goal: a plain number, or wording of any width with 以上, 不低于, 下降, 年均增长, ～, ≥ and the like.

    ``read(write(quantity))`` is the quantity again. A plain number is ``equal``, without a unit. Text with no
    number, with several, or with a rank (前5名) is kept as text.
    """
    if not isinstance(text, str):
        text = _digits(text)
    kept = text.strip()
    flat = "".join(halved(kept).split())
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
    unit, low = after["unit"], after["low"] or ""
    if unit[:1] in ("%", "‰") and len(unit) > 1:
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
    relation = "at_least" if above else "at_most" if below else "reach" if "reach" in words else "equal"
    return Quantity(relation, value, unit=unit)


def _value(number: str) -> float:
    return float(number.replace(",", ""))


def find(paragraph: str, *, year: int | None = None) -> tuple[FoundQuantity, ...]:
    """The goals in a paragraph: an indicator with its value (合格率达到96%以上) or a count of what is built (建成4个…).

    Numbers in brackets, quotes and titles, ordinals, sums of money granted and conditions (10万元以下的) are none.

    Args:
        paragraph: its text, of any width.
        year: the milestone in force before it, from `governing_year`. 到2027年 at the head of a sentence governs
            until the next one; 2026年底前 within a sentence governs that sentence only.
    """
    veil = _prepared(paragraph)
    found: list[FoundQuantity] = []
    counted = False
    for clause in _clauses(veil, year):
        counted = counted and not clause.opens
        for spot in _tokens(veil, clause):
            goal, counted = _goal(paragraph, veil, spot, clause.year, counted=counted)
            if goal and goal.quantity.value is not None:
                found.append(goal)
    return tuple(found)


def governing_year(paragraph: str, *, year: int | None = None) -> int | None:
    """The milestone (到2027年 at the head of a sentence) in force at a paragraph's end, for what follows it."""
    for clause in _clauses(_prepared(paragraph), year):
        year = clause.governing
    return year


class _Clause(NamedTuple):
    """A stretch between commas; ``governing`` outlives its sentence, ``year`` is the one for its own goals."""

    start: int
    end: int
    opens: bool
    governing: int | None
    year: int | None


class _Spot(NamedTuple):
    """A number, and where the words before and after it begin and end."""

    token: Measure
    since: int
    stop: int


def _clauses(veil: str, governing: int | None) -> Iterator[_Clause]:
    start, opens = 0, True
    own: int | None = None
    for end, stop in (*((cut.start(), cut[0]) for cut in CUT.finditer(veil)), (len(veil), "")):
        if opens:
            own = None
        for named in MILESTONE.finditer(veil[start:end]):
            if opens and named["head"]:
                governing, own = int(named["head"]), None
            else:
                own = int(named[named.lastgroup or 0])
        yield _Clause(start, end, opens, governing, own or governing)
        start, opens = end + 1, stop not in (",", ":")


def _tokens(veil: str, clause: _Clause) -> Iterator[_Spot]:
    """The numbers of a clause that measure something, each with the stretch of words about it."""
    tokens = [
        token
        for token in measures(veil, clause.start, clause.end)
        if token.unit or token.bound or lead(veil, token.start)[1]
    ]
    since = clause.start
    for token, after in zip_longest(tokens, tokens[1:]):
        stop = after.start if after else clause.end
        pause = veil.rfind("、", token.end, stop) if after else -1
        yield _Spot(token, since, pause if pause >= 0 else stop)
        since = token.end


def _goal(
    paragraph: str, veil: str, spot: _Spot, year: int | None, *, counted: bool
) -> tuple[FoundQuantity | None, bool]:
    """The goal that a number states, if any, and whether it counts things."""
    token, since, stop = spot
    begin, relations = lead(veil, token.start)
    begin = max(begin, since)
    before, behind = veil[since:begin], veil[token.end : stop].strip()
    if behind.startswith("的"):
        return None, counted
    at_verb = _ends_with_verb(before) or "increase" in relations
    name = indicator(paragraph[since:begin])
    said = RATE.search(name) or behind.startswith("全覆盖") or any(relation != "equal" for relation in relations)
    whole = token.unit or token.bound or not behind
    if name and said and whole and not (token.counted and at_verb and behind[:1] not in ("", "、")):
        return FoundQuantity(begin, token.end, name, read(paragraph[begin : token.end]), year), False
    name = ""
    if token.counted and (
        name := _counted(before, (since, token.end, stop), paragraph, at_verb=at_verb, counted=counted)
    ):
        quantity = read(paragraph[begin : token.end])
        if quantity.relation in {"equal", "at_least"} and re.search("新增|净增|增加", before):
            quantity = replace(quantity, relation="increase", at_least=quantity.relation == "at_least", text="")
        return FoundQuantity(begin, token.end, name, quantity, year), True
    return None, counted


def _counted(before: str, places: tuple[int, int, int], paragraph: str, *, at_verb: bool, counted: bool) -> str:
    """What is counted: the words behind the number (建成4个专业镇) or before it (打造联合体5家)."""
    since, after, stop = places
    behind = paragraph[after:stop].strip()
    verb = BUILDING.search(before)
    if behind[:1] in ("", "、", "和", "及"):
        said = paragraph[since + (verb.end() if verb else 0) : since + len(before)]
        return indicator(said) if (verb or counted) and indicator(before) else ""
    listed = "、" in before or before.endswith("等")
    led = verb is not None and verb.start() - (len(before) - len(before.lstrip())) <= _ADVERB
    if behind.startswith(("支持", "用于", "奖")):
        return ""
    return (
        indicator(behind)
        if at_verb or (listed and (led or counted)) or (counted and not before.strip("、和及 "))
        else ""
    )


def _ends_with_verb(before: str) -> bool:
    return any(verb.end() == len(before.rstrip()) for verb in BUILDING.finditer(before))


def _prepared(paragraph: str) -> str:
    """The paragraph veiled, with brackets that follow a full stop (责任单位) made stops, as they end what was said."""
    flat = halved(paragraph)
    shown = list(veiled(flat))
    for begin, end in enclosing(flat).items():
        if begin < end and flat[begin] in "([〔【" and flat[begin - 1 : begin] in tuple("。;!?"):
            shown[begin : end + 1] = "。" * (end + 1 - begin)
    return "".join(shown)
