"""Unit names -> who is nobody in particular, and names that a reform ended.

Facts of public documents of 2018-2024; a name that is not in the tables is taken as it stands.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from qplan.notation.unit_bodies import LEVEL
from qplan.patterns import pattern

_NAMEPLATE = pattern(r"(?<=.)[(〔<][^()〔〕<>]*[)〕>]$")
_LOOSE = pattern(r"^各|^其他|有关|相关|以下|所有|承担.*任务")


def is_loose(name: str) -> bool:
    """Whether a name means nobody in particular: 各乡镇人民政府, 有关部门."""
    return bool(_LOOSE.search(name))


class Ended(NamedTuple):
    """A name that a reform ended: the last day (ISO) on which it was right somewhere, and what came after."""

    until: str
    successor: str


_BY_2019 = "2019-06-30"
_ENDED = {
    # 2018 reform of Party and state bodies, done in the counties by spring 2019.
    "质量技术监督局": Ended(_BY_2019, "市场监管局"),
    "质监局": Ended(_BY_2019, "市场监管局"),
    "工商局": Ended(_BY_2019, "市场监管局"),
    "工商行政管理局": Ended(_BY_2019, "市场监管局"),
    "食药监局": Ended(_BY_2019, "市场监管局"),
    "食品药品监督管理局": Ended(_BY_2019, "市场监管局"),
    "国土资源局": Ended(_BY_2019, "自然资源局"),
    "环保局": Ended(_BY_2019, "生态环境局（分局）"),
    "环境保护局": Ended(_BY_2019, "生态环境局（分局）"),
    "安监局": Ended(_BY_2019, "应急管理局"),
    "安全生产监督管理局": Ended(_BY_2019, "应急管理局"),
    "卫计委": Ended(_BY_2019, "卫生健康委（局）"),
    "卫计局": Ended(_BY_2019, "卫生健康委（局）"),
    "卫生和计划生育委员会": Ended(_BY_2019, "卫生健康委（局）"),
    "文广新局": Ended(_BY_2019, "文化和旅游局"),
    "文化广电新闻出版局": Ended(_BY_2019, "文化和旅游局"),
    "旅游局": Ended(_BY_2019, "文化和旅游局"),
    "旅发委": Ended(_BY_2019, "文化和旅游局"),
    "农业局": Ended(_BY_2019, "农业农村局"),
    "农委": Ended(_BY_2019, "农业农村局"),
    "法制办": Ended(_BY_2019, "司法局"),
    "国税局": Ended(_BY_2019, "税务局"),
    "地税局": Ended(_BY_2019, "税务局"),
    # Feb 2021: 国家乡村振兴局 took over from 扶贫办, the places in the same year.
    "扶贫办": Ended("2021-12-31", "乡村振兴局，后并入农业农村局"),
    # 20 Jul 2023: branches of 国家金融监督管理总局 opened.
    "银保监局": Ended("2023-12-31", "国家金融监督管理总局监管局"),
    "银保监分局": Ended("2023-12-31", "国家金融监督管理总局监管分局"),
    # 18 Aug 2023: branches of the central bank renamed.
    "中心支行": Ended("2023-12-31", "中国人民银行分行"),
    # Dec 2022 to mid 2023, city by city.
    "人防办": Ended("2023-12-31", "国动办"),
    "人民防空办公室": Ended("2023-12-31", "国防动员办公室"),
}
_ANY_PREFIX = ("银保监局", "银保监分局", "中心支行")
"""These come after a place's name (示例银保监分局); the others stand alone behind the level."""


def ended(name: str, region: str | None = None) -> Ended | None:
    """What is known of a name that a reform ended, None for every other name."""
    flat = "".join(unicodedata.normalize("NFKC", name).split())
    for tail in _ANY_PREFIX:
        if flat.endswith(tail):
            return _ENDED[tail]
    flat = _NAMEPLATE.sub("", flat) if flat[-1:] in (")", "〕", ">") else flat
    flat = flat.removeprefix(region or "")
    return _ENDED.get(flat) or _ENDED.get(LEVEL.sub("", flat, count=1))
