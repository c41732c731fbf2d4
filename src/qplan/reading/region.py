"""The authority that signs, or the title -> the plan's region: name and administrative level."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEVELS = (
    ("autonomous_county", "自治县"),
    ("banner", "旗"),
    ("province", "自治区"),
    ("county", "县"),
    ("zone", "开发区|高新区|经开区|新区|示范区"),
    ("district", "区"),
    ("town", "镇|乡"),
    ("subdistrict", "街道"),
    ("city", "市|州|盟|地区"),
    ("province", "省"),
)
_AUTHORITY = re.compile(
    r"(?:中共)?(?P<name>[\u4e00-\u9fff]{1,12}?(?:自治区|自治县|自治州|开发区|街道|[省市州盟县区旗镇乡]))"
    r"(?=人民政府|委员会|党委|市场监督管理|市场监管|质量|办事处|管理委员会|管委会)"
)
_SELF_GOVERNED = {
    "广西": "广西壮族自治区",
    "内蒙古": "内蒙古自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
    "西藏": "西藏自治区",
}
_CITIES = ("北京", "天津", "上海", "重庆")
_PROVINCES = (
    "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
    "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海",
)  # fmt: skip
_SHORT = {
    **_SELF_GOVERNED,
    **{name: f"{name}市" for name in _CITIES},
    **{name: f"{name}省" for name in _PROVINCES},
}
"""The names of the provinces as titles shorten them, and their full ones."""
_COUNTRY = re.compile(r"国务院|国家(?:市场|发展)|(?:国家)?市场监管总局")
_LEAD = re.compile(
    r"(?:中共|关于|印发|深入|全面|加快|大力|持续|进一步|推进|推动|开展|支持|促进|实施|建设|做好|加强|提升|贯彻|落实)*"
)
_FOLLOWED = (
    r"(?:市(?![场民值容域区县直级属委])|区(?![域块间位分级直])|[县镇](?![域级乡直村委])|省(?![级直心份际委])|[州盟旗])"
)
_PLACE = re.compile(rf"[\u4e00-\u9fff]{{2,14}}?自治[区县州]|[\u4e00-\u9fff]{{2,6}}?(?:开发区|高新区|新区|{_FOLLOWED})")
_BELOW = re.compile(
    rf"[\u4e00-\u9fff]{{2,5}}?{_FOLLOWED}(?=质量|高质量|建设|推进|贯彻|关于|优化|提升|人民政府|20\d\d年|“)"
)
"""A place in a place, 示例市示例区: only in front of words that cannot belong to it."""
_NOT_A_PLACE = re.compile(r"质量|[强我全各本][省市县区镇]|关于|推进|建设|全面|加快")
_NO_NAME = re.compile(
    r"推动|深入|进一步|支持|提[升振]|示范|试点|园区|特色|落实|印发|[创争]|培育|先进|一流|打造|环境|[和与及在对为的]"
    r"|(?:[社辖老片]区|主?城区|[上超夜集股楼]市|[乡城集小]镇)$"
)


def find(authorities: Iterable[str], title: str) -> dict[str, str] | None:
    """The region as plan data, or None where nothing names it.

    A plan of the central government is of 全国, which has no level.

    Args:
        authorities: who signed, the surest first.
        title: of the plan.
    """
    signed = [authority for authority in authorities if authority]
    for authority in signed:
        for found in _AUTHORITY.finditer(authority):
            if not _NOT_A_PLACE.search(found["name"]):
                return _region(found["name"])
    titled = _titled(title)
    if titled:
        return _region(titled)
    return {"name": "全国"} if any(map(_COUNTRY.match, signed)) else None


def _titled(title: str) -> str:
    """The place that a title names at its head, or behind 关于推进 and the like; "" for none."""
    lead = _LEAD.match(title)
    for start in (0, lead.end() if lead else 0):
        found = _PLACE.match(title, start)
        if found is not None and _is_place(found[0]):
            below = _BELOW.match(title, found.end())
            return found[0] + (below[0] if below and _is_place(below[0]) else "")
        short = next((name for name in _SHORT if title.startswith(name, start)), "")
        if short:
            return _SHORT[short]
    return ""


def _is_place(name: str) -> bool:
    return not (_NOT_A_PLACE.search(name) or _NO_NAME.search(name))


def _region(name: str) -> dict[str, str]:
    return {"name": name, "level": level(name)}


def level(name: str) -> str:
    """The level that a place's name shows; 甲市乙市 is a county-level city."""
    if re.fullmatch(r".+[市州盟].+市", name):
        return "county_city"
    if name.removesuffix("市") in _CITIES:
        return "province"
    return next((word for word, endings in _LEVELS if re.search(f"(?:{endings})$", name)), "county")
