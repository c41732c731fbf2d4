"""Q5xx: what a plan refers to within itself: ids, targets, places, annexes, and gaps in its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from qplan.findings import Entry, Remark, Route, Severity
from qplan.nearest import nearest
from qplan.notation.numbering import sample, value
from qplan.patterns import pattern
from qplan.rules._rule import Case, rule
from qplan.rules._texts import measures, named

_NUMERAL = pattern(r"\d+|[零一二三四五六七八九十百]+|[①-⑳]")
_ANNEX = pattern(r"(?:详?见|按照|参照|按)附件\s*(?P<number>\d{1,2})?")
_TASK = "- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局], %s}\n"
_TARGET = '指标: [{标识: z01, 名称: 产品质量合格率, 计量单位: "%", 目标值: {2027: 95%以上}}]\n'


@rule(
    Entry(
        "Q501",
        "id-twice",
        Severity.ERROR,
        "标识重复",
        why="标识供别处引用，重复了就不知道指的是哪一条。条目的标识全文不重复，指标的也是。",
        bad="- {标识: t01, 标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n"
        "- {标识: t01, 标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县农业农村局]}\n",
        good="- {标识: t01, 标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n"
        "- {标识: t02, 标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县农业农村局]}\n",
    )
)
def id_twice(case: Case) -> Iterator[Remark]:
    """Sections and items share one space, targets have their own."""
    for things in (case.plan.nodes(), case.plan.targets):
        first: dict[str, Route] = {}
        for thing in things:
            before = first.setdefault(thing.id, thing.route) if thing.id else thing.route
            if before != thing.route:
                message, other = f"标识“{thing.id}”用了两次", ((*before, "id"), "先用的一次")
                yield Remark((*thing.route, "id"), message, "换一个没有用过的", other=other)


@rule(
    Entry(
        "Q503",
        "unknown-target",
        Severity.ERROR,
        "关联的指标不存在",
        why="“关联指标”写的是指标的标识；写错了，指标就连不到这条任务上。",
        bad=_TARGET + _TASK % "关联指标: [z10]",
        good=_TARGET + _TASK % "关联指标: [z01]",
    )
)
def unknown_target(case: Case) -> Iterator[Remark]:
    """Ids of targets; the indicator's name is no reference."""
    ids = [target.id for target in case.plan.targets if target.id]
    for item in case.plan.items():
        for index, wanted in enumerate(item.targets):
            if wanted not in ids:
                guess = nearest(wanted, ids)
                hint = f"是否应为“{guess}”？" if guess else "写指标的标识，如 z01"
                message = f"{named(item)}关联的指标“{wanted}”不存在"
                yield Remark((*item.route, "targets", index), message, hint, words=wanted)


@rule(
    Entry(
        "Q504",
        "unknown-since",
        Severity.ERROR,
        "默认责任的起点不存在",
        why="“默认责任”从某一条任务起生效，写的是那一条的标识；找不到它，默认责任一条也不会加上。",
        bad="默认责任: {单位: [各乡镇人民政府], 自: t09}\n" + _TASK % "标识: t01",
        good="默认责任: {单位: [各乡镇人民政府], 自: t01}\n" + _TASK % "标识: t01",
    )
)
def unknown_since(case: Case) -> Iterator[Remark]:
    """The id must be a task item's: on anything else the clause would never begin."""
    since = case.plan.defaults.since if case.plan.defaults else None
    ids = [task.id for task in case.plan.tasks() if task.id]
    if since is not None and since not in ids:
        guess = nearest(since, ids)
        hint = f"是否应为“{guess}”？" if guess else "写任务的标识，如 t01"
        yield Remark(("defaults", "since"), f"“{case.key('defaults')}”自“{since}”起，可是没有这一条任务", hint)


@rule(
    Entry(
        "Q507",
        "number-gap",
        Severity.WARNING,
        "序号不连续",
        why="写了“序号”的条目从那个数接着编，跳过的号印出来就是缺号。导入的旧方案可能丢了标题："
        "核对原文，补上丢失的一条，或删去“序号”让它连续。",
        bad="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n"
        "- {序号: 4, 标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县农业农村局]}\n",
        good="- {标题: 建好检测平台, 正文: 设服务点。, 责任单位: [县市场监管局]}\n"
        "- {标题: 培育特色产业, 正文: 做强食用菌。, 责任单位: [县农业农村局]}\n",
    )
)
def number_gap(case: Case) -> Iterator[Remark]:
    """A number follows the last of its own look, or begins again with one, wherever in the plan it stands."""
    last: dict[str, tuple[int, Route]] = {}
    for at, owner, printed in _numbers(case):
        numeral = _NUMERAL.search(printed)
        count = value(numeral[0]) if numeral else None
        if numeral is None or count is None:
            continue
        kind = "1" if numeral[0].isdecimal() else "一"
        before, place = last.get(printed.replace(numeral[0], kind), (0, ()))
        last[printed.replace(numeral[0], kind)] = (count, at)
        if count not in (1, before + 1):
            missed = before + 1 if place[:-1] == at[:-1] and before < count else count - 1
            number = sample(printed).printed(missed)
            message = f"{owner}编为“{_bare(printed)}”，它前面没有“{_bare(number)}”"
            yield Remark((*at, "number"), message, "核对是否丢了一条；没有丢就删去“序号”", on_key=True)


def _bare(number: str) -> str:
    return number.rstrip("、.． ")


def _numbers(case: Case) -> Iterator[tuple[Route, str, str]]:
    for node in case.plan.nodes():
        yield node.route, named(node), node.number
        for measure in measures(node):
            yield measure.route, named(node, measure), measure.number


@rule(
    Entry(
        "Q508",
        "unknown-place",
        Severity.WARNING,
        "指标的出处找不到",
        why="“出处”写的是正文里写到这个指标的条目，如 一/(二)，或条目的标识；条目移动以后要跟着改。",
        bad='指标: [{名称: 产品质量合格率, 计量单位: "%", 目标值: {2027: 95%以上}, 出处: 一/(八)}]\n',
        good='指标: [{名称: 产品质量合格率, 计量单位: "%", 目标值: {2027: 95%以上}, 出处: 一}]\n',
    )
)
def unknown_place(case: Case) -> Iterator[Remark]:
    """A path, brackets of either width, or an id."""
    known = {name for node in case.plan.nodes() for name in (_place(node.path), node.id) if name}
    for target in case.plan.targets:
        if target.where and _place(target.where) not in known:
            message = f"指标“{target.indicator}”的出处“{target.where}”找不到"
            yield Remark((*target.route, "place"), message, "写条目的序号，如 一/(二)，或它的标识")


def _place(path: str) -> str:
    return "".join(path.split()).translate(str.maketrans("（）／", "()/"))


@rule(
    Entry(
        "Q509",
        "unknown-annex",
        Severity.WARNING,
        "正文提到的附件没有附上",
        why="正文写“见附件2”，后面却没有第2个附件，读的人会来问。不随文公开的附件也要列出，内容写“另附”。",
        bad="- {标题: 建好检测平台, 正文: 设服务点，名单见附件。, 责任单位: [县市场监管局]}\n",
        good="附件: [{标题: 服务点名单, 内容: 另附}]\n"
        "- {标题: 建好检测平台, 正文: 设服务点，名单见附件。, 责任单位: [县市场监管局]}\n",
    )
)
def unknown_annex(case: Case) -> Iterator[Remark]:
    """见附件, 按附件2: the number against how many annexes there are."""
    there = len(case.plan.annexes)
    for text in case.prose:
        for found in _ANNEX.finditer(text.text):
            if int(found["number"] or 1) > there:
                have = f"方案只有{there}个附件" if there else "方案没有附件"
                hint = f"在“{case.key('annexes')}”里列出它"
                yield Remark(text.at, f"{text.owner}提到“{found[0]}”，{have}", hint, words=found[0])


@rule(
    Entry(
        "Q510",
        "target-without-task",
        Severity.ADVICE,
        "指标没有任务承接",
        why="别的指标多数关联到了任务，这一个没有；没有任务支撑的指标难以完成。少用“关联指标”的方案不提。",
        bad=_TARGET.replace(
            "}}]",
            "}}, {标识: z02, 名称: 抽检批次, 计量单位: 批, 目标值: {2027: 900}},\n"
            "  {标识: z03, 名称: 服务满意度, 计量单位: 分, 目标值: {2027: 85}}]",
        )
        + _TASK % "关联指标: [z01, z02]",
        good=_TARGET + _TASK % "关联指标: [z01]",
    )
)
def target_without_task(case: Case) -> Iterator[Remark]:
    """Only where more than half of the targets in tasks are linked; one that stands elsewhere is the whole plan's."""
    linked = {wanted for item in case.plan.items() for wanted in item.targets}
    general = {node.path for node in case.plan.nodes() if node.part != "tasks"}
    linkable = [target for target in case.plan.targets if target.id and target.where not in general]
    loose = [target for target in linkable if target.id not in linked]
    for target in loose if len(loose) * 2 < len(linkable) else ():
        hint = "在有关任务的“关联指标”里写上它的标识"
        yield Remark(target.route, f"指标“{target.indicator}”没有任务承接", hint)
