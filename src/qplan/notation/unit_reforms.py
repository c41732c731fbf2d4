"""Names of bodies that a reform ended -> what came after, for one name or wherever they stand in a text.

Facts of public documents of 2018-2024; a name that is not in the tables is taken as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from qplan.notation.punctuation import halved
from qplan.notation.unit_bodies import LEVEL
from qplan.patterns import pattern

_NAMEPLATE = pattern(r"(?<=.)[(〔<][^()〔〕<>]*[)〕>]$")


class Ended(NamedTuple):
    """A name that a reform ended: the last day (ISO) on which it was right somewhere, and what came after."""

    until: str
    successor: str


_BY_2019 = "2019-06-30"
_MARKET = Ended(_BY_2019, "市场监管局")
_LAND = Ended(_BY_2019, "自然资源局")
_ENVIRONMENT = Ended(_BY_2019, "生态环境局（分局）")
_EMERGENCY = Ended(_BY_2019, "应急管理局")
_HEALTH = Ended(_BY_2019, "卫生健康委（局）")
_CULTURE = Ended(_BY_2019, "文化和旅游局")
_FARMING = Ended(_BY_2019, "农业农村局")
_TAX = Ended(_BY_2019, "税务局")
_CUSTOMS = Ended(_BY_2019, "当地海关")
_MARKET_SIDE = Ended(_BY_2019, "市场监管部门")
_FIRE = Ended(_BY_2019, "消防救援机构")
_INSURANCE = Ended("2023-12-31", "国家金融监督管理总局监管局")
_DEFENCE = Ended("2023-12-31", "国防动员办公室")
_ENDED = {
    # 2018 reform of Party and state bodies, done in the counties by spring 2019.
    "质量技术监督局": _MARKET, "质监局": _MARKET, "技术监督局": _MARKET, "工商局": _MARKET, "工商行政管理局": _MARKET,
    "食药监局": _MARKET, "食药局": _MARKET, "食品药品监督管理局": _MARKET, "食品药品监管局": _MARKET,
    "工商质监局": _MARKET, "市场质量监督管理局": _MARKET,
    "国土资源局": _LAND, "国土局": _LAND, "城乡规划局": Ended(_BY_2019, "自然资源（和规划）局"),
    "环保局": _ENVIRONMENT, "环境保护局": _ENVIRONMENT,
    "安监局": _EMERGENCY, "安全生产监督管理局": _EMERGENCY, "安全监管局": _EMERGENCY,
    "卫计委": _HEALTH, "卫计局": _HEALTH, "卫生和计划生育委员会": _HEALTH, "卫生计生委": _HEALTH, "卫生计生局": _HEALTH,
    "卫生和计划生育局": _HEALTH,
    "文广新局": _CULTURE, "文化广电新闻出版局": _CULTURE, "旅游局": _CULTURE, "旅发委": _CULTURE,
    "旅游发展委员会": _CULTURE,
    "农业局": _FARMING, "农委": _FARMING, "农业委员会": _FARMING,
    "法制办": Ended(_BY_2019, "司法局"), "政府法制办公室": Ended(_BY_2019, "司法局"),
    "物价局": Ended(_BY_2019, "发展改革局，价格执法归市场监管局"),
    "国税局": _TAX, "地税局": _TAX, "国家税务局": _TAX, "地方税务局": _TAX,
    "公安消防大队": _FIRE, "公安消防支队": _FIRE, "公安消防总队": _FIRE,
    "出入境检验检疫局": _CUSTOMS, "检验检疫局": _CUSTOMS,
    "质监部门": _MARKET_SIDE, "工商部门": _MARKET_SIDE, "食药监部门": _MARKET_SIDE, "质量技术监督部门": _MARKET_SIDE,
    "工商行政管理部门": _MARKET_SIDE, "安监部门": Ended(_BY_2019, "应急管理部门"),
    "国税部门": Ended(_BY_2019, "税务部门"), "地税部门": Ended(_BY_2019, "税务部门"),
    "卫计部门": Ended(_BY_2019, "卫生健康部门"), "卫生计生部门": Ended(_BY_2019, "卫生健康部门"),
    # The same reform, departments of the province.
    "国土资源厅": Ended(_BY_2019, "自然资源厅"), "环境保护厅": Ended(_BY_2019, "生态环境厅"),
    "环保厅": Ended(_BY_2019, "生态环境厅"), "农业厅": Ended(_BY_2019, "农业农村厅"),
    # And of the central government.
    "质检总局": Ended(_BY_2019, "国家市场监管总局"), "质量监督检验检疫总局": Ended(_BY_2019, "国家市场监管总局"),
    "工商总局": Ended(_BY_2019, "国家市场监管总局"), "工商行政管理总局": Ended(_BY_2019, "国家市场监管总局"),
    "食品药品监管总局": Ended(_BY_2019, "国家市场监管总局、国家药监局"),
    "食品药品监督管理总局": Ended(_BY_2019, "国家市场监管总局、国家药监局"),
    "安全监管总局": Ended(_BY_2019, "应急管理部"), "安监总局": Ended(_BY_2019, "应急管理部"),
    "国土资源部": Ended(_BY_2019, "自然资源部"), "环境保护部": Ended(_BY_2019, "生态环境部"),
    "环保部": Ended(_BY_2019, "生态环境部"), "农业部": Ended(_BY_2019, "农业农村部"),
    "银监会": Ended(_BY_2019, "国家金融监督管理总局"), "保监会": Ended(_BY_2019, "国家金融监督管理总局"),
    "银监局": _INSURANCE._replace(until=_BY_2019), "银监分局": _INSURANCE._replace(until=_BY_2019),
    # Feb 2021: 国家乡村振兴局 took over from 扶贫办, the places in the same year.
    "扶贫办": Ended("2021-12-31", "乡村振兴局，后并入农业农村局"),
    "扶贫开发办公室": Ended("2021-12-31", "乡村振兴局，后并入农业农村局"),
    # 18 May 2023: 国家金融监督管理总局 founded; its branches opened on 20 Jul 2023.
    "银保监会": Ended("2023-12-31", "国家金融监督管理总局"),
    "银保监局": _INSURANCE,
    "银保监分局": Ended("2023-12-31", "国家金融监督管理总局监管分局"),
    # 18 Aug 2023: branches of the central bank renamed; its branches in the counties were given up by 2024.
    "中心支行": Ended("2023-12-31", "中国人民银行分行"),
    # Dec 2022 to mid 2023, city by city.
    "人防办": Ended("2023-12-31", "国动办"),
    "人民防空办公室": _DEFENCE,
}  # fmt: skip
_COUNTY_BANK = Ended("2024-12-31", "中国人民银行分行（县支行已撤销）")
_BANK = pattern(r"(?:中国)?人(?:民银)?行(?:(?!银行|人行|中心|[和与及])[\u4e00-\u9fff]){1,8}?支行")
_ANY_PREFIX = ("银保监局", "银保监分局", "银监局", "银监分局", "中心支行")
"""These come after a place's name (示例银保监分局); the others stand alone behind the level."""

_LONGER_FIRST = "|".join(sorted(_ANY_PREFIX, key=len, reverse=True))
_BRANCH = pattern(
    rf"(?:(?:中国)?人(?:民银)?行)?(?:(?![由向经请会同和与及为])[\u4e00-\u9fff]){{0,4}}?(?P<tail>{_LONGER_FIRST})"
)
_CENTRAL = ("国家", "中国")
_STEM = pattern("|".join(sorted(_ENDED, key=lambda name: (-len(name), name))))
_LEVELS = "省市县区州盟旗镇"
_BEFORE = pattern(r"(?:^|[^\u4e00-\u9fff]|[、，。；：由原经向请会同为给与和及])$")
"""What a name without a level or a place may follow; 和 is looked at again, for it stands in 文化和旅游局, too."""
_INSIDE = pattern(r"(?:文化|卫生|广电|体育|规划|水利|林业|资源|信息化)[和与及]$")
_BEYOND = pattern(r"(?<=局)(?:[面势限域]|部(?!门))|(?<=办)[理法公好成事案学件]|(?<=部)门")
"""What may not follow: 旅游局面, 法制办理."""


class Spot(NamedTuple):
    """A name that a reform ended, at [start, end) of a text; ``successor`` is with the level that it had."""

    start: int
    end: int
    name: str
    ended: Ended
    successor: str


def ended(name: str, region: str | None = None) -> Ended | None:
    """What is known of a name that a reform ended, None for every other name."""
    flat = "".join(unicodedata.normalize("NFKC", name).split())
    for tail in _ANY_PREFIX:
        if flat.endswith(tail):
            return _ENDED[tail]
    flat = _NAMEPLATE.sub("", flat) if flat[-1:] in (")", "〕", ">") else flat
    if _BANK.fullmatch(flat):
        return _COUNTY_BANK
    flat = flat.removeprefix(region or "")
    return _ENDED.get(flat) or _ENDED.get(LEVEL.sub("", flat, count=1)) or _ENDED.get(_bare(flat))


def spots(text: str, region: str | None = None) -> Iterator[Spot]:
    """Every such name in a text, be it a list of units or prose: 市质监局, 示例县质监局, 原环保局, 国家质检总局.

    A name stands alone or behind a level, the plan's own region or 国家; 县农业农村局 and 县文化和旅游局 hold none.
    """
    flat = halved(text)
    at = 0
    while (found := _next(flat, at, region)) is not None:
        yield found
        at = found.end


def _next(flat: str, at: int, region: str | None) -> Spot | None:
    every = (_banks(flat, at), _branches(flat, at), _bureaus(flat, at, region))
    firsts = (found for found in (next(each, None) for each in every) if found is not None)
    return min(firsts, key=lambda spot: (spot.start, -spot.end), default=None)


def _banks(flat: str, at: int) -> Iterator[Spot]:
    for found in _BANK.finditer(flat, at):
        yield Spot(found.start(), found.end(), found[0], _COUNTY_BANK, _COUNTY_BANK.successor)


def _branches(flat: str, at: int) -> Iterator[Spot]:
    for found in _BRANCH.finditer(flat, at):
        known = _ENDED[found["tail"]]
        yield Spot(found.start(), found.end(), found[0], known, known.successor)


def _bureaus(flat: str, at: int, region: str | None) -> Iterator[Spot]:
    for found in _STEM.finditer(flat, at):
        if found[0] in _ANY_PREFIX or _BEYOND.match(flat, found.end()):
            continue
        start, level = _head(flat, found.start(), at, region)
        if start is not None:
            known = _ENDED[found[0]]
            whole = level + known.successor if known.successor.isalpha() else known.successor
            yield Spot(start, found.end(), flat[start : found.end()], known, whole)


def _head(flat: str, stem: int, least: int, region: str | None) -> tuple[int | None, str]:
    """Where the name begins whose stem begins there, and its level; None where it is part of another name."""
    before = flat[least:stem]
    place = halved(region or "")
    if place and before.endswith(place):
        return stem - len(place), place[-1] if place[-1] in _LEVELS else ""
    central = next((word for word in _CENTRAL if before.endswith(word)), "")
    if central:
        return stem - len(central), ""
    if before[-1:] and before[-1] in _LEVELS:
        return stem - 1, before[-1]
    free = _BEFORE.search(before) and not _INSIDE.search(before)
    return (stem if free else None), ""


def _bare(flat: str) -> str:
    return re.sub(r"^原?(?:国家|中国)?", "", flat)
