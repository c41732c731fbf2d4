"""Deadlines: official wording or a machine form becomes a Due, and a Due becomes official wording."""

from __future__ import annotations

import re
from typing import NamedTuple

from qplan.notation.punctuation import halved
from qplan.notation.words import words
from qplan.patterns import pattern
from qplan.plan import Due

_LONGEST = 40  # code points; what is longer is a sentence, not a deadline

_MACHINE = pattern(r"(?P<y>20[0-9]{2})(?:[-/.]?(?P<q>[Qq][1-4])|[-/.](?P<m>[0-9]{1,2})(?:[-/.](?P<d>[0-9]{1,2}))?)?")
_BEFORE = pattern(
    r"^(?:(?:力争|争取|确保|计划|预计|务必|原则上|最迟|不晚于|并|应|须|需|于|在|至|到|截至|截止|自)(?:到|至|于|在)?)*+"
)
_AFTER = pattern(
    r"(?:全面|全部|基本|初步|按期|如期)*+"
    r"(?:完成|办结|建成|实现|到位|落实|落实到位|完成到位|见效|达标|启动|完成任务)?(?:并长期坚持|并持续推进)?[。.]?"
)
_YEAR = r"(?P<y>20[0-9]{2})年度?|今年|本年度?|当年|(?P<next>明年|次年)"
_SPOT = pattern(
    rf"(?:{_YEAR})?(?P<spot>(?P<quarter>第?[一二三四1-4]季度)|(?P<half>上半年|下半年)|(?P<middle>年中)"
    r"|(?P<m>[0-9]{1,2})月份?(?:(?P<d>[0-9]{1,2})[日号]|(?P<third>[上中下]旬))?|年[底末内]|(?<=[年度])[底末内]|全年)?"
    r"(?:底|末|中旬?)?(?:之?前|以前|内|为止|止)?"
)
_RANGE = pattern(
    r"(?P<y>20[0-9]{2})年?(?:(?P<m>[0-9]{1,2})月?)?(?:起|开始)?"
    r"(?:[-—–~至到]+(?:(?P<y2>20[0-9]{2})年?)?(?:(?P<m2>[0-9]{1,2})月)?[底末]?|(?P<open>起|开始|以后|之后))"
    r"(?:持续推进|分步推进|分年实施|分批完成|实施)?"
)
_FIVE = pattern(r"[“\"]?十(?P<n>[三四五六七])五[”\"]?(?P<all>期间|时期)?期?末?")
_STANDING = words(
    "持续 长期 常态 常态化 经常 经常性 滚动 不断 分步 有序 稳步 动态 逐步 全年 每年 每季度 每月 每半年 定期 即日起 "
    "立即 随时 适时 日常 分阶段 分年度 按年度 按要求 按上级要求 按时间节点 按进度"
)
_STANDING_ON = words(
    "持续 长期 开展 进行 推进 坚持 实施 落实 完成 组织 抓好 更新 调整 整改 执行 保持 有序 常态 常态化 一次 1次 2次 3次 "
    "4次 工作 任务"
)
_RECURRING = pattern(r"(?:每年|每季度|每月)(?:年?底|[0-9]{1,2}月底?|[一二三四1-4]季度|[上下]半年)(?:之?前)?(?:完成)?")
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP = 2024  # stands in for the year where none is named, so that 2月29日 may be one
_DIGITS = {digit: place for place, digit in enumerate("一二三四五六七", start=1)}


class _Days(NamedTuple):
    first: str | None
    last: str | None


def read(text: str, *, year: int | None = None) -> Due | None:
    """Read a deadline; None where the text is none, or names a day that does not exist.

    Args:
        text: a machine form (2026 · 2026-06 · 2026-06-30 · 2026Q4), official wording of any width (2026年12月底前完成,
            第四季度, 年底前, 持续推进, 长期坚持), or what follows 完成时限：. It is kept in `Due.text`.
        year: the plan's year, for wording without one (年底前, 6月底). Without it such a Due has no days.

    Returns:
        The first and the last day in ISO form. X年前 and X月前 are taken to include the year or month, as plans
        use them; 起 has no last day; standing duties (持续推进, 每年底前) have neither.
    """
    kept = text.strip().rstrip("。")
    flat = "".join(halved(kept).split())
    if not flat or len(flat) > _LONGEST:
        return None
    if machine := _MACHINE.fullmatch(flat):
        named = int(machine["y"])
        days = _quarter(named, int(machine["q"][1])) if machine["q"] else _days(named, machine["m"], machine["d"])
        return _made(kept, days)
    if _is_standing(flat.rstrip(".")):
        return Due(kept)
    core = _BEFORE.sub("", flat, count=1)
    for form, due in ((_SPOT, _spot), (_RANGE, _range), (_FIVE, _five)):
        found = form.match(core)
        if found and found.end() and _AFTER.fullmatch(core, found.end()):
            return due(kept, found, year)
    return None


def printed(due: Due) -> str:
    """The official wording: machine forms in words (2026-12 is 2026年12月底前), any other text as it stands.

    Without 完成 and the mark that may have closed it: 完成时限：2026年底前 says it once.
    """
    machine = _MACHINE.fullmatch("".join(halved(due.text).split()))
    if machine is None:
        return due.text.strip("；;。，,、 ").removesuffix("完成") or due.text
    year, quarter, month, day = machine["y"], machine["q"], machine["m"], machine["d"]
    if quarter:
        return f"{year}年第{'一二三四'[int(quarter[1]) - 1]}季度"
    if day:
        return f"{year}年{int(month)}月{int(day)}日前"
    return f"{year}年{int(month)}月底前" if month else f"{year}年底前"


def _is_standing(flat: str) -> bool:
    """持续推进, 长期坚持, 每年底前 and the like."""
    flat = flat.removeprefix("并").removeprefix("要")
    place = len(_STANDING.at(flat, 0))
    while place and (word := _STANDING_ON.at(flat, place)):
        place += len(word)
    return bool(place and place == len(flat)) or (flat.startswith("每") and _RECURRING.fullmatch(flat) is not None)


def _made(text: str, days: _Days | None) -> Due | None:
    return None if days is None else Due(text, *days)


def _days(year: int, month: str | None = None, day: str | None = None) -> _Days | None:
    """The span of a year, month or day; None if there is no such."""
    if month is None:
        return _Days(f"{year:04}-01-01", f"{year:04}-12-31")
    number = int(month)
    if not 1 <= number <= len(_LENGTHS):
        return None
    leaps = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    length = _LENGTHS[number - 1] + (leaps and month.lstrip("0") == "2")
    if day is None:
        return _Days(f"{year:04}-{number:02}-01", f"{year:04}-{number:02}-{length:02}")
    if not 1 <= int(day) <= length:
        return None
    only = f"{year:04}-{number:02}-{int(day):02}"
    return _Days(only, only)


def _quarter(year: int, quarter: int) -> _Days | None:
    return _months(year, 3 * quarter - 2, 3 * quarter)


def _months(year: int, begin: int, end: int) -> _Days | None:
    first, last = _days(year, str(begin)), _days(year, str(end))
    return first and last and _Days(first.first, last.last)


def _spot(text: str, found: re.Match[str], year: int | None) -> Due | None:
    """A year, quarter, month or day, with or without 底前."""
    spot = found["spot"]
    if spot is None and found["y"] is None:
        return None  # 今年, 前: no deadline by itself
    named = int(found["y"]) if found["y"] else year and year + bool(found["next"])
    if spot is not None and found["m"] and _days(named or _LEAP, found["m"], found["d"]) is None:
        return None
    if not named:
        return Due(text)
    if found["quarter"]:
        return _made(text, _quarter(named, _number(found["quarter"].removesuffix("季度")[-1])))
    if found["half"]:
        return _made(text, _months(named, 1, 6) if found["half"] == "上半年" else _months(named, 7, 12))
    if found["middle"]:
        return _made(text, _months(named, 1, 6))
    days = _days(named, found["m"], found["d"])
    if days and found["third"]:
        head = f"{named:04}-{int(found['m']):02}-"
        days = {
            "上旬": _Days(head + "01", head + "10"),
            "中旬": _Days(head + "11", head + "20"),
            "下旬": _Days(head + "21", days.last),
        }[found["third"]]
    return _made(text, days)


def _range(text: str, found: re.Match[str], _year: int | None) -> Due | None:
    """From one month or year to another; 起 leaves the end open."""
    begin = _days(int(found["y"]), found["m"])
    if found["open"] or begin is None:
        return begin and Due(text, begin.first, None)
    if not (found["y2"] or found["m2"]):
        return None
    end = _days(int(found["y2"] or found["y"]), found["m2"])
    if end is None or (end.last or "") < (begin.first or ""):
        return None
    return Due(text, begin.first, end.last)


def _five(text: str, found: re.Match[str], _year: int | None) -> Due | None:
    """A five-year plan's period: the thirteenth ran from 2016 to 2020."""
    last = 2020 + 5 * (_DIGITS[found["n"]] - 3)
    return Due(text, f"{last - 4 if found['all'] else last}-01-01", f"{last}-12-31")


def _number(digit: str) -> int:
    return _DIGITS.get(digit) or int(digit)
