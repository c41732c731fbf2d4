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
_TITLE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,6}?(?:自治县|[省市州盟县区旗镇]))(?=质量|建设|推进|贯彻|关于|20\d\d年|“)"
)
_NOT_A_PLACE = re.compile(r"质量|强[省市县区镇]|关于|推进|建设|全面|加快|我[省市县区]")


def find(authorities: Iterable[str], title: str) -> dict[str, str] | None:
    """The region as plan data, or None where nothing names it.

    Args:
        authorities: who signed, the surest first.
        title: of the plan.
    """
    for pattern, text in (*((_AUTHORITY, name) for name in authorities), (_TITLE, title)):
        for found in pattern.finditer(text):
            if not _NOT_A_PLACE.search(found["name"]):
                return {"name": found["name"], "level": level(found["name"])}
    return None


def level(name: str) -> str:
    """The level that a place's name shows; 甲市乙市 is a county-level city."""
    if re.fullmatch(r".+[市州盟].+市", name):
        return "county_city"
    return next((word for word, endings in _LEVELS if re.search(f"(?:{endings})$", name)), "county")
