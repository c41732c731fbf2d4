"""A framework pack and a place -> the data of a new plan: all areas, the places to fill marked 〔待填：…〕."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, groupby
from typing import Any

from qplan import titles
from qplan.framework import Framework, Requirement
from qplan.plan import RoleName

Data = dict[str, Any]

_ROLES: dict[RoleName, str] = {"lead": "牵头单位", "support": "配合单位", "responsible": "责任单位"}

# The bodies that a quality plan usually names: (short stem, full stem); the level's word stands in front.
_BUREAUS = (
    ("市场监管局", "市场监督管理局"), ("发展改革局", "发展和改革局"), ("科技局", "科学技术局"),
    ("工业和信息化局", "工业和信息化局"), ("教育局", "教育局"), ("公安局", "公安局"), ("民政局", "民政局"),
    ("司法局", "司法局"), ("财政局", "财政局"), ("人力资源社会保障局", "人力资源和社会保障局"),
    ("自然资源局", "自然资源局"), ("住房城乡建设局", "住房和城乡建设局"), ("交通运输局", "交通运输局"),
    ("水利局", "水利局"), ("农业农村局", "农业农村局"), ("商务局", "商务局"), ("文化和旅游局", "文化和旅游局"),
    ("卫生健康局", "卫生健康局"), ("应急管理局", "应急管理局"), ("统计局", "统计局"),
)  # fmt: skip
_TOWN_OFFICES = (
    "党政综合办公室", "经济发展办公室", "社会事务办公室", "村镇建设办公室", "生态环境办公室", "平安法治办公室",
    "应急管理办公室", "农业农村办公室", "综合行政执法队", "市场监管所",
)  # fmt: skip
# What the level's word is in a unit's name, and whom a plan of that level is sent to.
_WORDS = {
    "province": "省", "city": "市", "district": "区", "county": "县", "county_city": "市", "autonomous_county": "县",
    "banner": "旗", "town": "镇", "subdistrict": "街道", "zone": "开发区",
}  # fmt: skip
_BELOW = {
    "province": "各市人民政府", "city": "各县（市、区）人民政府", "district": "各街道办事处、镇人民政府",
    "county": "各乡镇人民政府", "county_city": "各乡镇人民政府、街道办事处", "autonomous_county": "各乡镇人民政府",
    "banner": "各苏木镇人民政府", "town": "各村（社区）", "subdistrict": "各社区", "zone": "各园区",
}  # fmt: skip
# A 街道 or a zone is no government.
_ISSUERS = {"subdistrict": "办事处", "zone": "管理委员会"}
_SMALL = ("town", "subdistrict")


def data(pack: Framework, name: str, level: str, year: int) -> Data:
    """Canonical plan data of a new plan: nothing in it that is not known yet (文号, 成文日期)."""
    end = max(pack.by or year, year)
    areas: list[Data] = [{"title": area.title, "content": items(area.requirements)} for area in pack.areas]
    for number, item in enumerate(chain.from_iterable(area["content"] for area in areas), 1):
        item["id"] = f"t{number:02}"
    return {
        "format": "qplan/1",
        "framework": f"{pack.id}@{pack.edition}",
        "region": {"name": name, "level": level},
        "document": {
            "title": titles.usual(name, level),
            "genre": "实施方案",
            "kind": "notice",
            "issuer": name + _ISSUERS.get(level, "人民政府"),
            "addressees": _addressees(level),
            "preamble": fill("制定方案的缘由和依据，一两句话"),
        },
        "bases": [{"title": pack.title, "number": pack.number}],
        "period": {"start": min(year, end), "end": end},
        "units": _registry(name, level),
        "numbering": "公文",
        "unit_note": "牵头配合",
        "targets": [
            {
                "id": "z01", "indicator": fill("指标名称，如 制造业产品质量合格率"), "unit": "%", "kind": "expected",
                "goals": {str(end): fill("目标值，如 95%以上")},
            }
        ],
        "content": [
            {
                "title": "总体要求", "part": "overview",
                "content": [
                    {"title": "指导思想", "text": fill("指导思想，写明实施质量发展战略、质量第一和效益优先")},
                    {"title": "主要目标", "text": fill("到实施期末达到的状况"), "show": "targets"},
                ],
            },
            {"title": "重点任务", "part": "tasks", "content": areas},
            {
                "title": "保障措施", "part": "safeguards",
                "content": [
                    {"title": "统筹实施", "text": fill("依托现有的工作机制，部门怎样协同，任务怎样落实")},
                    {"title": "政策保障", "text": fill("质量人才、质量激励、质量状况的监测和比对")},
                    {"title": "总结宣传", "text": fill("每年一季度前怎样总结，经验和案例怎样宣传")},
                    {
                        "title": "纪律要求",
                        "text": fill("不搞哪些做法，怎样不增加基层负担，怎样防范" + "、".join(pack.events)),
                    },
                ],
            },
        ],
        "annexes": [
            {"title": "任务分工表", "content": "task_table"},
            {"title": "主要指标表", "content": "target_table"},
        ],
    }  # fmt: skip


def items(requirements: Iterable[Requirement], role: RoleName = "lead") -> list[Data]:
    """One item a sentence of an area's paragraph, asking for what that sentence asks; ids are the caller's to give.

    ``role`` is the one under which its unit is asked for.
    """
    made = []
    for _, group in groupby(requirements, key=lambda each: each.place):
        asked = list(group)
        made.append(
            {
                "id": "",
                "title": fill(f"任务标题，写{asked[0].title}"),
                "covers": [each.id for each in asked],
                "text": fill("；".join(each.title for each in asked)),
                role: unit(role),
            }
        )
    return made


def unit(role: RoleName) -> str:
    """A unit still to be named."""
    return fill(_ROLES[role])


def fill(words: str) -> str:
    """A place to fill, which says what belongs there."""
    return f"〔待填：{words}〕"


def _addressees(level: str) -> str:
    word = _WORDS[level]
    inside = "本级各办公室、所" if level in _SMALL else f"{word}政府各部门、各直属机构" if level != "zone" else "各部门"
    return f"{_BELOW[level]}，{inside}"


def _registry(name: str, level: str) -> list[Data]:
    word = _WORDS[level]
    if level in _SMALL:
        return [{"name": f"{word}{office}", "full": f"{name}{office}"} for office in _TOWN_OFFICES] + [
            {"name": _BELOW[level]}
        ]
    bureaus: list[Data] = [{"name": f"{word}{short}", "full": f"{name}{full}"} for short, full in _BUREAUS]
    environment = f"市生态环境局{name}分局" if level != "city" else "市生态环境局"
    return [*bureaus, {"name": environment}, {"name": f"{word}税务局"}, {"name": _BELOW[level]}]


def annotated(text: str, pack: Framework) -> str:
    """The skeleton's text with what each area asks as comments above it, so that no one has to look it up."""
    lines = text.splitlines()
    out: list[str] = []
    for line in lines:
        area = next((a for a in pack.areas if line.rstrip().endswith(f": {a.title}")), None)
        if area:
            indent = line[: len(line) - len(line.lstrip())]
            out += [f"{indent}# {each.id} {each.place} {each.title}" for each in area.requirements]
        out.append(line)
    return "\n".join(out) + "\n"
