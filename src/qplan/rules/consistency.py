"""Q32x: whether a plan agrees with itself: roles in one task, the printed note, titles, the region's level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qplan.findings import Entry, Remark, Route, Severity
from qplan.notation import notes
from qplan.notation.unit_bodies import Body, body
from qplan.plan import ROLES
from qplan.rules._rule import Case, rule
from qplan.rules._texts import named
from qplan.rules._units import is_loose

_MANY_LEADS = 5
_LEVELS = {
    "县": ("county", "autonomous_county"),
    "旗": ("banner", "autonomous_county"),
    "镇": ("town",),
    "市": ("city", "county_city", "province"),
    "区": ("district", "province", "city"),
    "省": ("province",),
}
"""What a place may be whose name ends so; a development zone may have any name."""
_LONG = 40
_PARAGRAPH = "围绕食用菌、茶叶两条产业链，在县开发区建设检测服务点，为小微企业提供检测、计量、标准咨询服务。"


@rule(
    Entry(
        "Q321",
        "two-roles",
        Severity.WARNING,
        "同一家单位在一条里担任两种角色",
        why="一家单位不能既牵头又配合同一项任务；责任矩阵的一格也只能填一个记号。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。, 牵头单位: [县市场监管局], 配合单位: [县科技局, 县市场监管局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 牵头单位: [县市场监管局], 配合单位: [县科技局]}\n",
    )
)
def two_roles(case: Case) -> Iterator[Remark]:
    """By body, so that a short and a full name do not hide it."""
    for route, owner, duty in case.duties():
        first: dict[Body, tuple[str, Route]] = {}
        for role in ROLES:
            label = getattr(case.plan.note_style, role)
            for index, unit in enumerate(getattr(duty, role)):
                at: Route = (*route, role, index)
                before, there = first.setdefault(body(unit, case.plan.region), (label, at))
                if before != label and not is_loose(unit):
                    message = f"{owner}里“{unit}”既是{before}又是{label}"
                    yield Remark(at, message, "只留一处", other=(there, before), words=unit)


@rule(
    Entry(
        "Q322",
        "note-disagrees",
        Severity.WARNING,
        "责任原文与单位名单不一致",
        why="“责任原文”照印在公文里，任务分工表却按名单来；两处不一致，一份文件里就有两种说法。以名单为准。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局],\n"
        "   责任原文: （责任单位：县市场监管局、县财政局）}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局, 县财政局],\n"
        "   责任原文: （责任单位：县市场监管局、县财政局）}\n",
    )
)
def note_disagrees(case: Case) -> Iterator[Remark]:
    """Which units the printed note names, whatever their roles; an empty note prints nothing.

    A prefix told once (县科技局、财政局) is no gap.
    """
    for route, owner, duty in case.duties():
        if not duty.note:
            continue
        key, flat = case.key(*route, "unit_note"), "".join(duty.note.split())
        printed = notes.read(duty.note).duty.units
        extra = [unit for unit in printed if unit not in duty.units]
        lacking = [unit for unit in duty.units if unit not in printed and unit[1:] not in flat]
        if extra or lacking:
            said = f"多出“{'、'.join(extra)}”" if extra else f"没有“{'、'.join(lacking)}”"
            message = f"{owner}的“{key}”与单位名单不一致：原文里{said}"
            yield Remark((*route, "unit_note"), message, "以名单为准，改原文或名单", words=(extra or [""])[0])


@rule(
    Entry(
        "Q323",
        "level-mismatch",
        Severity.WARNING,
        "地区名称与层级不符",
        why="层级决定单位名称的写法（县财政局还是市财政局）和检查的口径，与名称的最后一个字不符多半是选错了。",
        bad="地区: {名称: 示例县, 层级: 区}\n",
        good="地区: {名称: 示例县, 层级: 县}\n",
    )
)
def level_mismatch(case: Case) -> Iterator[Remark]:
    """The last character of the name against the level."""
    region, level = case.plan.region, case.plan.level
    if region and level and level != "zone" and level not in _LEVELS.get(region[-1], (level,)):
        key = case.key("region", "level")
        yield Remark(("region", "level"), f"地区叫“{region}”，“{key}”写的却不是这一级")


@rule(
    Entry(
        "Q324",
        "same-title",
        Severity.WARNING,
        "同一章里两条标题相同",
        why="标题相同的两条无法分辨，多半是复制后忘了改。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n"
        "- {标题: 建好检测平台, 正文: 做强食用菌。, 责任单位: [县农业农村局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县农业农村局]}\n",
    )
)
def same_title(case: Case) -> Iterator[Remark]:
    """Siblings only: different chapters may each have their 加强宣传."""
    first: dict[tuple[Route, str], Route] = {}
    for node in case.plan.nodes():
        at: Route = (*node.route, "title")
        before = first.setdefault((node.route[:-1], "".join(node.title.split())), at)
        if node.title and before != at:
            yield Remark(at, f"{named(node)}与前面的一条标题相同", "改一个标题，或合并", other=(before, "前面的一条"))


@rule(
    Entry(
        "Q325",
        "same-text",
        Severity.WARNING,
        "同一段话出现两次",
        why="一字不差的长段落出现两次，多半是复制后忘了改。",
        bad=f"- {{标题: 建好检测平台, 责任单位: [县市场监管局], 正文: {_PARAGRAPH}}}\n"
        f"- {{标题: 培育特色产业, 责任单位: [县农业农村局], 正文: {_PARAGRAPH}}}\n",
        good=f"- {{标题: 建好检测平台, 责任单位: [县市场监管局], 正文: {_PARAGRAPH}}}\n"
        "- {标题: 培育特色产业, 责任单位: [县农业农村局], 正文: 做强食用菌产业。}\n",
    )
)
def same_text(case: Case) -> Iterator[Remark]:
    """Paragraphs of forty characters and more, width and blanks apart."""
    first: dict[str, tuple[Route, str]] = {}
    for text in case.prose:
        for line in text.text.split("\n"):
            flat = re.sub(r"\s", "", line)
            if len(flat) >= _LONG:
                at, owner = first.setdefault(flat, (text.at, text.owner))
                if at != text.at:
                    message = f"{text.owner}有一段话与{owner}的一字不差"
                    yield Remark(text.at, message, "改写或删去一处", other=(at, "先出现的一处"), words=line)


@rule(
    Entry(
        "Q326",
        "many-leads",
        Severity.ADVICE,
        "牵头单位过多",
        why="五家以上同时牵头，等于没有牵头。定一两家总牵头，其余列为责任或配合单位。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。,\n"
        "   牵头单位: [县市场监管局, 县科技局, 县财政局, 县商务局, 县文旅局, 县教育局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 牵头单位: [县市场监管局],\n"
        "   配合单位: [县科技局, 县财政局, 县商务局, 县文旅局, 县教育局]}\n",
    )
)
def many_leads(case: Case) -> Iterator[Remark]:
    """More than five leads of one item or measure, unless the printed note says 分别牵头: each leads its own part."""
    for route, owner, duty in case.duties():
        if len(duty.lead) > _MANY_LEADS and "分别" not in (duty.note or ""):
            message = f"{owner}有{len(duty.lead)}家牵头单位"
            yield Remark((*route, "lead"), message, "定一两家总牵头，其余配合", on_key=True)
