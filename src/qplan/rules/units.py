"""Q30x: who a unit is: against the registry, against the other names in the plan, against reforms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qplan.findings import Entry, Remark, Route, Severity
from qplan.nearest import distance, nearest
from qplan.notation.unit_bodies import Body, body
from qplan.notation.unit_reforms import ended
from qplan.patterns import pattern
from qplan.plan import Plan
from qplan.rules._rule import Case, rule
from qplan.rules._units import is_loose
from qplan.text import PLACEHOLDER

_SENTENCE = pattern(r"(牵头|配合|负责|落实|协助|参与)$")
_SHORTEST_SLIP = 4
"""Names shorter than this differ in one character far too often to be taken for slips."""


@rule(
    Entry(
        "Q301",
        "unknown-unit",
        Severity.WARNING,
        "单位不在单位名录里",
        why="写了单位名录，任务里的单位就与它核对：不在名录里的，不是写错了，就是名录漏了（漏了只是建议）。"
        "各乡镇、有关部门这类泛称不核对。",
        bad="单位名录: [县市场监管局, 县科技局]\n- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监营局]}\n",
        good="单位名录: [县市场监管局, 县科技局]\n- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n",
    )
)
def unknown_unit(case: Case) -> Iterator[Remark]:
    """Each name once, at its first place; a known body under another name is Q302's."""
    plan = case.plan
    known = _registered(plan)
    bodies = {body(name, plan.region) for name in known}
    seen = set(known)
    for place in case.units() if known else ():
        unit = place.unit
        if unit in seen or is_loose(unit) or PLACEHOLDER.search(unit):
            continue
        seen.add(unit)
        meant = body(unit, plan.region)
        if meant in bodies:
            continue
        guess = None if meant.known else nearest(unit, known)
        key = case.key("units")
        hint = f"是否应为“{guess}”？" if guess else f"名称无误时，把它加进“{key}”"
        if _SENTENCE.search(unit):
            hint = f"这里只写单位名称；写成一句话的，用“{case.key('content', 0, 'duty')}”"
        severity = None if guess else Severity.ADVICE
        yield Remark(place.at, f"{place.owner}的单位“{unit}”不在{key}里", hint, severity=severity, words=unit)


def _registered(plan: Plan) -> dict[str, str]:
    """Every name by which the registry knows a unit, and the unit's own name."""
    known: dict[str, str] = {}
    for unit in plan.registry:
        for name in filter(None, (unit.name, unit.full, *unit.aliases)):
            known.setdefault(name, unit.name)
    return known


@rule(
    Entry(
        "Q302",
        "other-name",
        Severity.WARNING,
        "单位用的不是名录里的名称",
        why="同一家单位在方案里只用一个名称，任务分工表和责任矩阵才不会分成两行。",
        bad="单位名录: [{名称: 县市场监管局, 全称: 示例县市场监督管理局, 别名: [县市监局]}]\n"
        "- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市监局]}\n",
        good="单位名录: [{名称: 县市场监管局, 全称: 示例县市场监督管理局, 别名: [县市监局]}]\n"
        "- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n",
    )
)
def other_name(case: Case) -> Iterator[Remark]:
    """By full name, alias, or what the tables know to be one body; each name once."""
    plan = case.plan
    known = _registered(plan)
    seen = {unit.name for unit in plan.registry}
    by_body: dict[Body, str] = {}
    for unit in plan.registry:
        by_body.setdefault(body(unit.name, plan.region), unit.name)
    for place in case.units() if known else ():
        if place.unit in seen or is_loose(place.unit):
            continue
        seen.add(place.unit)
        name = known.get(place.unit) or by_body.get(body(place.unit, plan.region))
        if name:
            message = f"{place.owner}写的“{place.unit}”，在{case.key('units')}里叫“{name}”"
            yield Remark(place.at, message, f"应为“{name}”", words=place.unit)


@rule(
    Entry(
        "Q303",
        "two-names",
        Severity.WARNING,
        "同一家单位有两种叫法",
        why="全称和简称混用，任务分工表里一家单位会占两行，读的人会以为是两家。选一个名称，全文一致。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县卫健局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县卫生健康局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县卫生健康局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县卫生健康局]}\n",
    )
)
def two_names(case: Case) -> Iterator[Remark]:
    """Names of bodies that the registry has are Q302's business."""
    region = case.plan.region
    registered = {body(name, region) for name in _registered(case.plan)}
    first: dict[Body, tuple[str, Route]] = {}
    seen: set[str] = set()
    for place in case.units():
        if place.unit in seen or is_loose(place.unit):
            continue
        seen.add(place.unit)
        meant = body(place.unit, region)
        name, at = first.setdefault(meant, (place.unit, place.at))
        if name != place.unit and meant not in registered:
            yield Remark(
                place.at,
                f"“{place.unit}”和“{name}”看来是同一家单位，方案里用了两种叫法",
                "选一个名称，全文一致",
                other=(at, f"这里写作“{name}”"),
                words=place.unit,
            )


@rule(
    Entry(
        "Q304",
        "likely-slip",
        Severity.ADVICE,
        "单位名称疑有错字",
        why="没有单位名录时，只出现一次、又与别的单位只差一个字的名称，多半是笔误。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县市场监营局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县市场监管局]}\n",
    )
)
def likely_slip(case: Case) -> Iterator[Remark]:
    """Without a registry: a bureau unknown to the tables, one character from one that is known or used more."""
    plan = case.plan
    if plan.registry:
        return
    places = [place for place in case.units() if not is_loose(place.unit)]
    counts = Counter(place.unit for place in places)
    bodies = {unit: body(unit, plan.region) for unit in counts}
    for place in places:
        unit = place.unit
        if counts[unit] > 1 or bodies[unit].known or len(unit) < _SHORTEST_SLIP:
            continue
        for other, count in counts.items():
            trusted = bodies[other].known or count > 1
            alike = bodies[other].level == bodies[unit].level and other[-1] == unit[-1] in "局委办厅"
            if trusted and alike and distance(unit, other, 1) == 1:
                hint = f"是否应为“{other}”？"
                yield Remark(place.at, f"{place.owner}的单位“{unit}”疑有错字", hint, words=unit)
                break


@rule(
    Entry(
        "Q305",
        "registry-twice",
        Severity.WARNING,
        "单位名录里一个名称指两家单位",
        why="同一个名称（或全称、别名）在名录里出现两次，程序就不知道任务里写的是哪一家。",
        bad="单位名录: [{名称: 县科技局}, {名称: 县科工信局, 别名: [县科技局]}]\n",
        good="单位名录: [{名称: 县科工信局, 别名: [县科技局, 县工信局]}]\n",
    )
)
def registry_twice(case: Case) -> Iterator[Remark]:
    """Names, full names and aliases share one space."""
    owners: dict[str, tuple[str, Route]] = {}
    for unit in case.plan.registry:
        for name in dict.fromkeys(filter(None, (unit.name, unit.full, *unit.aliases))):
            owner, at = owners.setdefault(name, (unit.name, unit.route))
            if at != unit.route:
                message, other = f"{case.key('units')}里“{name}”出现了两次", (at, f"先在“{owner}”这一项")
                yield Remark(unit.route, message, "每个名称只归一家单位", other=other, words=name)


@rule(
    Entry(
        "Q306",
        "member-unknown",
        Severity.ADVICE,
        "成员不在单位名录里",
        why="集合名称（如成员单位）展开时，成员要与名录里的名称对得上，否则责任矩阵里会多出一列。",
        bad="单位名录: [县市场监管局, {名称: 县质量工作领导小组成员单位, 成员: [县市场监管局, 县发改局]}]\n",
        good="单位名录: [县市场监管局, 县发改局,\n"
        "  {名称: 县质量工作领导小组成员单位, 成员: [县市场监管局, 县发改局]}]\n",
    )
)
def member_unknown(case: Case) -> Iterator[Remark]:
    """Members of a collective are entries of the registry themselves."""
    known = _registered(case.plan)
    for unit in case.plan.registry:
        for index, member in enumerate(unit.members):
            if member not in known:
                guess = None if body(member, case.plan.region).known else nearest(member, known)
                hint = f"是否应为“{guess}”？" if guess else "把它也列进名录"
                message = f"“{unit.name}”的成员“{member}”不在{case.key('units')}里"
                yield Remark((*unit.route, "members", index), message, hint, words=member)


@rule(
    Entry(
        "Q307",
        "old-name",
        Severity.ADVICE,
        "单位名称在机构改革后已不再使用",
        why="机构改革撤并的单位不应再写进新方案。按方案的日期判断，当年的方案写当年的名称是对的；"
        "有的地方保留了老名称，核实后可以不改。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县质监局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n",
    )
)
def old_name(case: Case) -> Iterator[Remark]:
    """Only after the day on which the name stopped being right in most places, and in plans that tell their time."""
    seen: set[str] = set()
    made = case.dated or (f"{case.plan.period[0]}-01-01" if case.plan.period else "")
    for place in case.units():
        known = None if place.unit in seen else ended(place.unit, case.plan.region)
        if known is None or made <= known.until:
            continue
        seen.add(place.unit)
        message = f"“{place.unit}”在{known.until[:4]}年前的机构改革中已撤并或更名"
        yield Remark(place.at, message, f"现在一般是{known.successor}", words=place.unit)
