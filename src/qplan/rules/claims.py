"""Q5xx: what a plan says of the national plan: which framework, which requirements, answered or exempted."""

from __future__ import annotations

from collections.abc import Iterator

from qplan.findings import Entry, Remark, Route, Severity
from qplan.framework import Framework, known
from qplan.nearest import nearest
from qplan.rules._rule import Case, rule
from qplan.rules._texts import named

_TASK = "- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局], %s}\n"


@rule(
    Entry(
        "Q502",
        "unknown-requirement",
        Severity.ERROR,
        "依据的方案里没有这个要点",
        why="“对应”写的是国家方案（或“依据方案”写的那一份）的要点：编号（A1.2）、要点名称，或它在原文的位置（（一）2 是"
        "第二部分（一）的第2句）。写错了，对照结果就不对。",
        bad=_TASK % "对应: [A9.4]",
        good=_TASK % "对应: [A4.4]",
    )
)
def unknown_requirement(case: Case) -> Iterator[Remark]:
    """Claims, 不适用 and 另有部署 against the pack."""
    pack = case.framework
    if pack is None:
        return
    for node in case.plan.nodes():
        for claim in node.covers:
            if claim.requirement and not pack.named(claim.requirement):
                yield _unknown(pack, claim.route, claim.requirement, named(node))
    for exemption in case.plan.exemptions:
        if exemption.requirement and not pack.named(exemption.requirement):
            owner = f"“{case.key(exemption.route[0])}”"
            yield _unknown(pack, (*exemption.route, "requirement"), exemption.requirement, owner)


def _unknown(pack: Framework, at: Route, wanted: str, owner: str) -> Remark:
    guess = nearest(wanted, [each.id for each in pack.everything])
    guess = guess or nearest(wanted, [each.title for each in pack.everything])
    first, last = pack.requirements[0].id, pack.requirements[-1].id
    hint = f"是否应为“{guess}”？" if guess else f"编号从 {first} 到 {last}；各要点见 qplan explain {first}"
    return Remark(at, f"{owner}对应的“{wanted}”不在{pack.called}的要点里", hint, words=wanted)


@rule(
    Entry(
        "Q505",
        "claim-exempted",
        Severity.WARNING,
        "要点既列为不适用又有任务对应",
        why="一个要点要么本地不涉及，要么有任务回答；两处说法相反时对照结果以“不适用”为准，任务就白写了。",
        bad="不适用: [{要点: A6.4, 理由: 本地没有这类设备}]\n" + _TASK % "对应: [A6.4]",
        good="不适用: [{要点: A6.4, 理由: 本地没有这类设备}]\n" + _TASK % "对应: [A4.4]",
    )
)
def claim_exempted(case: Case) -> Iterator[Remark]:
    """不适用 against real claims (neither 待确认 nor 程度 无); and a requirement exempted twice."""
    pack = case.framework
    if pack is None:
        return
    listed: dict[str, Route] = {}
    absent: dict[str, Route] = {}
    for exemption in case.plan.exemptions:
        for each in pack.named(exemption.requirement):
            before = listed.setdefault(each.id, exemption.route)
            if before != exemption.route:
                message = f"要点“{exemption.requirement}”列了两次"
                yield Remark(exemption.route, message, "只留一处", other=(before, "先列的一次"))
            elif exemption.document is None:
                absent[each.id] = exemption.route
    for node in case.plan.nodes():
        for claim in node.covers:
            ids = [each.id for each in pack.named(claim.requirement) if each.id in absent]
            if ids and claim.degree != "none" and not claim.proposed:
                message = f"{named(node)}对应了“{claim.requirement}”，它又列为不适用"
                other = (absent[ids[0]], "列为不适用")
                yield Remark(claim.route, message, "删去一处", other=other, words=claim.requirement)


@rule(
    Entry(
        "Q506",
        "claim-twice",
        Severity.WARNING,
        "同一条任务里一个要点写了两次",
        why="两次的程度、理由可能不同，不知道以哪个为准。",
        bad=_TASK % "对应: [A4.4, {要点: A4.4, 程度: 部分}]",
        good=_TASK % "对应: [{要点: A4.4, 程度: 部分}]",
    )
)
def claim_twice(case: Case) -> Iterator[Remark]:
    """By the words themselves: a place may name several requirements, one of which is then named again."""
    for node in case.plan.nodes():
        first: dict[str, Route] = {}
        for claim in node.covers:
            before = first.setdefault(claim.requirement, claim.route)
            if before != claim.route:
                message = f"{named(node)}的“{claim.requirement}”写了两次"
                other = (before, "先写的一次")
                yield Remark(claim.route, message, "只留一处", other=other, words=claim.requirement)


@rule(
    Entry(
        "Q512",
        "degree-without-reason",
        Severity.ADVICE,
        "判断程度没有写理由",
        why="“程度: 全部”“程度: 无”是人改了程序按正文所作的判断，理由要留下来，日后核对的人才知道凭什么。"
        "没有理由的“全部”不起作用，对照仍看正文。",
        bad=_TASK % "对应: [{要点: A4.4, 程度: 无}]",
        good=_TASK % "对应: [{要点: A4.4, 程度: 无, 理由: 只服务本单位}]",
    )
)
def degree_without_reason(case: Case) -> Iterator[Remark]:
    """全部 and 无 overrule what the words say; 部分 only limits it, and a proposal is nobody's word yet."""
    degrees = {"full": "全部", "none": "无"}
    for node in case.plan.nodes():
        for claim in node.covers:
            if claim.degree in degrees and not claim.proposed and not (claim.reason or "").strip():
                message = f"{named(node)}的“{claim.requirement}”写了程度“{degrees[claim.degree]}”，没有写理由"
                yield Remark(claim.route, message, "加上“理由: …”", words=claim.requirement)


@rule(
    Entry(
        "Q511",
        "unknown-framework",
        Severity.ERROR,
        "依据方案认不出",
        why="“依据方案”说明对照哪一份国家（或省）方案的要点；认不出它，“对应”就无从核对，也做不了对照。"
        "可写要点包的名称、国家方案的文号，或要点包文件（.yaml）的路径。",
        bad="依据方案: quality-country-2024\n",
        good="依据方案: quality-county-2024@1\n",
    )
)
def unknown_framework(case: Case) -> Iterator[Remark]:
    """Neither a pack of the program, nor a national number, nor a file."""
    if case.framework is None:
        name = case.plan.framework
        guess = nearest(name.partition("@")[0], known())
        hint = f"是否应为“{guess}”？" if guess else f"可写：{'、'.join(known())}"
        yield Remark(("framework",), f"“{case.key('framework')}”写的“{name}”认不出", hint)
