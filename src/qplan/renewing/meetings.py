"""Party congresses and plenums, people's congresses, five-year plans: their dates, and which a text names too early.

Dates of public record. What is not in the tables yet is told by its term: congresses are held every five years
(《中国共产党章程》 articles 19 and 25), people's congresses meet every year (宪法, article 61).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qplan.patterns import pattern

_DIGITS = "一二三四五六七八九"
_NUMBER = "[一二三四五六七八九十]{1,3}"
CONGRESSES = {18: "2012-11-08", 19: "2017-10-18", 20: "2022-10-16"}
"""全国代表大会, by the day on which each opened."""
PLENUMS = {
    18: ("2012-11-15", "2013-02-26", "2013-11-09", "2014-10-20", "2015-10-26", "2016-10-24", "2017-10-11"),
    19: ("2017-10-25", "2018-01-18", "2018-02-26", "2019-10-28", "2020-10-26", "2021-11-08", "2022-10-09"),
    20: ("2022-10-23", "2023-02-26", "2024-07-15", "2025-10-20"),
}
"""中央委员会全体会议 of each congress, by the day on which each opened: the first, the second …."""

_TERM = 5
_ROUND = 2021
"""A year in which local congresses were held in most places; the next round is five years later."""
_FIRST_NATIONAL = 2008 - 11 * _TERM
"""十一届全国人大一次会议 met in 2008, the first of each later term five years after."""

_CONGRESS = pattern(
    rf"党的(?P<no>{_NUMBER})大(?!以来|类|项|个|行动)|(?P<bare>十[八九]|二十)大(?=精神|报告|和{_NUMBER}届)"
)
_PLENUM = pattern(
    rf"(?:党的)?(?P<no>{_NUMBER})届(?P<last>(?:[{_DIGITS}]中[、和及与]?)*(?P<nth>[{_DIGITS}])中全会|历次全会)"
)
_PEOPLES = "(?:人大|人民代表大会|政协)"
_NATIONAL = pattern(rf"第?(?P<no>十[{_DIGITS}])届全国{_PEOPLES}第?(?P<nth>[{_DIGITS}])次会议")
_NATIONAL_AFTER = pattern(rf"全国{_PEOPLES}(?P<no>十[{_DIGITS}])届(?P<nth>[{_DIGITS}])次会议")
_LOCAL = "(?:[省市县区州盟旗]|自治区)"
_LOCAL_YEARLY = pattern(
    rf"{_LOCAL}?党?委?第?{_NUMBER}届(?:{_NUMBER}次[、和及与]?)+(?:全会|全体(?:[(]扩大[)])?会议)"
    rf"|{_LOCAL}?第?{_NUMBER}届{_LOCAL}?{_PEOPLES}第?{_NUMBER}次会议|{_LOCAL}{_PEOPLES}{_NUMBER}届{_NUMBER}次会议"
)
_LOCAL_CONGRESS = pattern(rf"{_LOCAL}委?第{_NUMBER}次(?:党代会|党员代表大会|党代表大会|代表大会)")
_FIVE = pattern(
    r"[“\"](?P<quoted>十[一二三四五六七])五[”\"]|(?<![一二三四五六七八九十])(?P<bare>十[一二三四五六七])五(?=时期|期间|规划|末|以来)"
)


class Dated(NamedTuple):
    """What is overtaken, at [start, end) of a half-width text; ``since`` says in words what came after, or ""."""

    start: int
    end: int
    since: str


def overtaken(flat: str, *, year: int, made: int | None) -> Iterator[Dated]:
    """Meetings that a plan from ``year`` on cannot name as the latest, and five-year plans that are over by then.

    党的十八大以来 is how an era is called, and stays. 党的二十大 is the latest until the next was held. Local meetings
    are known by their rhythm alone.

    Args:
        flat: half-width text.
        year: the first year of the new plan.
        made: the year in which the text was written, None where that is not told (it counts as earlier).
    """
    yield from _congresses(flat, year)
    yield from _plenums(flat, year)
    for form in (_NATIONAL, _NATIONAL_AFTER):
        for found in form.finditer(flat):
            if _FIRST_NATIONAL + _TERM * _value(found["no"]) + _value(found["nth"]) - 1 < year:
                yield Dated(found.start(), found.end(), "")
    if made is None or made < year:
        yield from (Dated(found.start(), found.end(), "") for found in _LOCAL_YEARLY.finditer(flat))
    if made is None or (made - _ROUND) // _TERM < (year - _ROUND) // _TERM:
        yield from (Dated(found.start(), found.end(), "") for found in _LOCAL_CONGRESS.finditer(flat))
    for found in _FIVE.finditer(flat):
        number = _value(found["quoted"] or found["bare"])
        if _last_year(number) < year:
            quotes = ("“", "”") if found["quoted"] else ("", "")
            yield Dated(found.start(), found.end(), f"现为{quotes[0]}{_chinese(_current(year))}五{quotes[1]}")


def _congresses(flat: str, year: int) -> Iterator[Dated]:
    latest = max(no for no, day in CONGRESSES.items() if day < f"{year}-01-01")
    over = int(CONGRESSES[latest][:4]) + _TERM < year
    for found in _CONGRESS.finditer(flat):
        number = _value(found["no"] or found["bare"])
        if min(CONGRESSES) - 2 < number < latest:
            yield Dated(found.start(), found.end(), f"后有党的{_chinese(latest)}大（{_month(CONGRESSES[latest])}）")
        elif number == latest and over:
            yield Dated(found.start(), found.end(), "")


def _plenums(flat: str, year: int) -> Iterator[Dated]:
    held = [(no, nth, day) for no, days in PLENUMS.items() for nth, day in enumerate(days, 1) if day < f"{year}-01-01"]
    latest, nth, day = max(held)
    for found in _PLENUM.finditer(flat):
        number = _value(found["no"])
        if number < latest or (number == latest and found["nth"] and _value(found["nth"]) < nth):
            yield Dated(
                found.start(), found.end(), f"后有{_chinese(latest)}届{_DIGITS[nth - 1]}中全会（{_month(day)}）"
            )


def _current(year: int) -> int:
    """The five-year plan of a year: the thirteenth ran from 2016 to 2020."""
    return 13 + (year - 2016) // 5


def _last_year(number: int) -> int:
    return 2020 + 5 * (number - 13)


def _month(day: str) -> str:
    return f"{day[:4]}年{int(day[5:7])}月"


def _value(numeral: str) -> int:
    """一 to 九十九."""
    tens, ten, units = numeral.rpartition("十")
    return (10 * (_DIGITS.index(tens) + 1 if tens else 1) if ten else 0) + (_DIGITS.index(units) + 1 if units else 0)


def _chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    return (_DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[units - 1] if units else "")
