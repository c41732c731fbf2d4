"""Q2xx: what a plan lacks: parts, units, leads, deadlines, goals, texts, and the places left to fill."""

from __future__ import annotations

from collections.abc import Iterator

from qplan.findings import Entry, Remark, Severity
from qplan.patterns import pattern
from qplan.plan import Item, Section
from qplan.rules._rule import Case, rule
from qplan.rules._texts import measures, named
from qplan.text import PLACEHOLDER

_SHOWN = 3


@rule(
    Entry(
        "Q203",
        "task-without-unit",
        Severity.WARNING,
        "任务没有责任单位",
        why="没有单位认领的任务落不了地，任务分工表里也会空一行。单位可以写在任务、它的各项举措或所在章节上；"
        "“默认责任”不算，它只是补充。印发稿里是错误。",
        bad="- {标题: 建好检测平台, 正文: 在开发区设检测服务点。}\n",
        good="- {标题: 建好检测平台, 正文: 在开发区设检测服务点。, 责任单位: [县市场监管局]}\n",
    )
)
def task_without_unit(case: Case) -> Iterator[Remark]:
    """Own units, units of a measure, or a section's; 默认责任 does not count."""
    above: list[tuple[int, bool]] = [(-1, False)]
    for node in case.plan.nodes():
        while above[-1][0] >= node.depth:
            above.pop()
        has = bool(node.duty) or above[-1][1]
        if isinstance(node, Section):
            above.append((node.depth, has))
        elif node.part == "tasks" and not has and not any(measure.duty for measure in node.measures):
            keys = [case.key(*node.route, key) for key in ("lead", "responsible", "duty")]
            yield Remark(
                (*node.route, "responsible"),
                f"{named(node)}没有责任单位",
                f"请写上“{keys[0]}”或“{keys[1]}”，或用一句话写“{keys[2]}”",
                severity=case.graver_at_issue(),
            )


@rule(
    Entry(
        "Q204",
        "no-lead",
        Severity.ADVICE,
        "几个单位负责的任务没有牵头单位",
        why="同一个方案里别的任务都分了牵头和配合，只有这一条没有分，多家负责容易成为无人负责。"
        "只在四分之三以上的任务分了牵头的方案里提出；印发稿里是警告。",
        bad="- {标题: 建好检测平台, 正文: 设检测服务点。, 牵头单位: [县市场监管局], 配合单位: [县科技局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌产业。, 牵头单位: [县农业农村局], 配合单位: [县财政局]}\n"
        "- {标题: 建设质量文化, 正文: 办好质量月。, 牵头单位: [县委宣传部], 配合单位: [县市场监管局]}\n"
        "- {标题: 提升服务质量, 正文: 改造老街区。, 责任单位: [县商务局, 县文旅局]}\n",
        good="- {标题: 建好检测平台, 正文: 设检测服务点。, 牵头单位: [县市场监管局], 配合单位: [县科技局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌产业。, 牵头单位: [县农业农村局], 配合单位: [县财政局]}\n"
        "- {标题: 提升服务质量, 正文: 改造老街区。, 牵头单位: [县商务局], 配合单位: [县文旅局]}\n",
    )
)
def no_lead(case: Case) -> Iterator[Remark]:
    """Only where three in four of the tasks of several units name a lead."""
    shared = [task for task in case.plan.tasks() if len(task.duty.units) > 1]
    without = [task for task in shared if not task.duty.lead and not task.effective.lead]
    for task in without if len(without) * 4 <= len(shared) else ():
        units = "、".join(task.duty.units[:_SHOWN]) + ("等" if len(task.duty.units) > _SHOWN else "")
        yield Remark(
            (*task.route, "responsible"),
            f"{named(task)}由{units}共同负责，没有牵头单位",
            f"请定一家写进“{case.key(*task.route, 'lead')}”",
            severity=Severity.WARNING if case.plan.document.stage == "issue" else None,
            on_key=True,
        )


_WHOLE_PLAN = pattern(r"(?<!分工)(?<!分解)方案|行动计划|(?<!若干)意见")
_PARTS = (
    ("总体要求", ("overview", "targets")),
    ("重点任务", ("tasks",)),
    ("保障措施", ("safeguards",)),
)


@rule(
    Entry(
        "Q205",
        "missing-part",
        Severity.WARNING,
        "缺少应有的部分",
        why="实施方案由总体要求、重点任务、保障措施（组织实施）三部分组成，缺了一部分就不完整。"
        "章的标题不叫这个名字时，用“部分”写明它属于哪一部分。",
        bad="内容: [{标题: 重点任务, 正文: 建好检测平台。}, {标题: 组织实施, 正文: 依托现有机制推进。}]\n",
        good="内容: [{标题: 奋斗方向, 部分: 总体要求, 正文: 坚持质量第一。},\n"
        "  {标题: 重点任务, 正文: 建好检测平台。}, {标题: 组织实施, 正文: 依托现有机制推进。}]\n",
    )
)
def missing_part(case: Case) -> Iterator[Remark]:
    """The three parts of a plan, by 部分 or by the chapter's title; a list of points or of duties has other parts."""
    document = case.plan.document
    if not case.plan.content or not _WHOLE_PLAN.search(f"{document.title}{document.genre or ''}"):
        return
    there = {node.part for node in case.plan.nodes()}
    titles = "".join(node.title for node in case.plan.nodes())
    for name, accepted in _PARTS:
        if not there.intersection(accepted) and name not in titles:
            hint = f"已有这一章而标题不同时，请写上 {case.key('content', 0, 'part')}: {name}"
            yield Remark(("content",), f"没有“{name}”部分", hint, on_key=True)


@rule(
    Entry(
        "Q209",
        "placeholder",
        Severity.WARNING,
        "还有待填的地方",
        why="〔待填：……〕是留给自己补写的记号，定稿前要逐处补上。印发稿里是错误。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 〔待填：发文机关〕}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府}\n",
    )
)
def placeholder(case: Case) -> Iterator[Remark]:
    """One finding for every place left to fill, wherever it stands."""
    severity = case.graver_at_issue()
    for text in case.texts:
        for found in PLACEHOLDER.finditer(text.text):
            what = found[0][3:-1].lstrip("：:") or "内容"
            message, hint = f"{text.owner}还有一处待填：{what}", "补上后连同〔〕一起换掉"
            yield Remark(text.at, message, hint, severity=severity, words=found[0])
    for place in case.units():
        if PLACEHOLDER.search(place.unit):
            message = f"{place.owner}的单位还待填"
            yield Remark(place.at, message, "补上单位名称", severity=severity, words=place.unit)
    for route, owner, due in case.dues():
        for found in PLACEHOLDER.finditer(due.text):
            yield Remark(route, f"{owner}的时限还待填", "补上时限", severity=severity, words=found[0])


@rule(
    Entry(
        "Q210",
        "no-deadline",
        Severity.ADVICE,
        "任务没有完成时限",
        why="多数任务都写了时限，只有少数没写，督办时会问。多数任务不写时限的方案不提这一条。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局], 完成时限: 2026-12}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县农业农村局], 完成时限: 2027-06}\n"
        "- {标题: 提升服务质量, 正文: 改造老街区。, 责任单位: [县商务局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局], 完成时限: 2026-12}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县农业农村局], 完成时限: 2027-06}\n"
        "- {标题: 提升服务质量, 正文: 改造老街区。, 责任单位: [县商务局], 完成时限: 持续推进}\n",
    )
)
def no_deadline(case: Case) -> Iterator[Remark]:
    """Only where more than half of the tasks have one, their section's and their measures' counted."""
    above: list[tuple[int, bool]] = [(-1, False)]
    without: list[Item] = []
    tasks = 0
    for node in case.plan.nodes():
        while above[-1][0] >= node.depth:
            above.pop()
        has = node.due is not None or above[-1][1]
        if isinstance(node, Section):
            above.append((node.depth, has))
        elif node.part == "tasks":
            tasks += 1
            if not has and not any(measure.due for measure in measures(node)):
                without.append(node)
    for task in without if len(without) * 2 < tasks else ():
        key = case.key(*task.route, "due")
        hint = "别的任务多数写了；长期的工作可写“持续推进”"
        yield Remark((*task.route, "due"), f"{named(task)}没有“{key}”", hint)


@rule(
    Entry(
        "Q211",
        "target-without-goal",
        Severity.WARNING,
        "指标没有目标值",
        why="只有名称没有目标的指标无法对照，也印不进指标表。",
        bad='指标: [{名称: 产品质量合格率, 计量单位: "%", 基期: {年份: 2025, 数值: 94.1}}]\n',
        good='指标: [{名称: 产品质量合格率, 计量单位: "%", 目标值: {2027: 95%以上}}]\n',
    )
)
def target_without_goal(case: Case) -> Iterator[Remark]:
    """A target that asks for nothing."""
    for target in case.plan.targets:
        if not target.goals:
            key = case.key(*target.route, "goals")
            yield Remark(
                (*target.route, "goals"), f"指标“{target.indicator}”没有“{key}”", f"如 {key}: {{2027: 95%以上}}"
            )


@rule(
    Entry(
        "Q212",
        "empty-item",
        Severity.WARNING,
        "任务只有标题，没有内容",
        why="只有标题的任务没有说做什么。全文都只列标题的方案不提这一条。",
        bad="- {标题: 建好检测平台, 责任单位: [县市场监管局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌产业。, 责任单位: [县农业农村局]}\n",
        good="- {标题: 建好检测平台, 正文: 设检测服务点。, 责任单位: [县市场监管局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌产业。, 责任单位: [县农业农村局]}\n",
    )
)
def empty_item(case: Case) -> Iterator[Remark]:
    """Only where other tasks do have a text: some plans are lists of headings throughout."""
    tasks = list(case.plan.tasks())
    empty = [task for task in tasks if not _says_something(task)]
    for task in empty if len(empty) * 2 <= len(tasks) else ():
        hint = f"补上“{case.key(*task.route, 'text')}”"
        yield Remark((*task.route, "text"), f"{named(task)}只有标题，没有说做什么", hint)


def _says_something(item: Item) -> bool:
    return bool(item.paragraphs or item.measures or item.boxes or item.yearly or item.shows or item.result)
