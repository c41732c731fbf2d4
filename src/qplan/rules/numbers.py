"""Q41x: targets: goals in order, moving the right way, within what a share can be, and as the text says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from qplan.findings import Entry, Remark, Severity
from qplan.notation import goals
from qplan.patterns import pattern
from qplan.plan import Goal, Target
from qplan.rules._rule import Case, rule

_WHOLE = 100.0
_LEVELS = frozenset({"at_least", "at_most", "reach", "equal"})
"""Relations whose value is the level itself, not a step or a rate of change."""
_HOLDS = ("保持", "稳定", "维持", "巩固", "持平")
_GOOD = ("合格率", "优良率", "优秀率", "满意", "覆盖率", "达标率", "普及率", "知晓率", "办结率", "符合率", "竞争力指数")
_BAD = ("不合格", "不良", "事故", "死亡", "能耗", "能源消耗", "水耗", "排放", "时限", "办理时间", "发生率", "差错")
_SHARE = pattern(r"率(?:[（(].*)?$")
_OPEN = (
    "增", "递", "提高", "提升", "降", "回报", "收益", "利润", "利率", "税率", "汇率", "费率", "负债",
    "杠杆", "贡献", "产销", "自给", "毛入", "入学", "周转", "完成率", "执行率", "达产", "变动", "变化", "容积",
    "倍", "电话", "宽带", "投入产出", "利用率", "替代", "置换", "入库", "生产率", "效率", "频率", "速率", "概率",
)  # fmt: skip
"""Rates that may pass 100: of growth, of money, of plans overfulfilled, of things counted per hundred people."""
_MEASURED = pattern(r"(?:率|指数|满意度|比重|比例|占比)(?:[（(].*)?$")
"""Names that mean one figure wherever they stand; 办理时间 and 企业数量 may be of this or of that."""
_IN_TEXT = pattern(
    r"(?P<rate>[^\s，。；：、,;:（）()“”\d]{1,16}率)(?:力争|均|全部|达到|达|稳定在|保持在|保持|不低于|超过|为|在){0,3}"
    r"(?P<value>\d{3,}(?:\.\d+)?)[%％]"
)


@rule(
    Entry(
        "Q411",
        "goal-order",
        Severity.WARNING,
        "目标值的年份顺序不对",
        why="目标按年份先后排，一年一个，都在基期之后。同一年写了两次，不知道以哪个为准。",
        bad='指标: [{名称: 产品质量合格率, 计量单位: "%",\n'
        "  目标值: [{年份: 2027, 数值: 94}, {年份: 2026, 数值: 95}]}]\n",
        good='指标: [{名称: 产品质量合格率, 计量单位: "%",\n'
        "  目标值: [{年份: 2026, 数值: 94}, {年份: 2027, 数值: 95}]}]\n",
    )
)
def goal_order(case: Case) -> Iterator[Remark]:
    """Years as listed; the baseline comes before all of them."""
    for target in case.plan.targets:
        dated = [(goal.year, goal) for goal in target.goals if goal.year]
        name, base = f"指标“{target.indicator}”", target.baseline
        for (year_before, before), (year, goal) in pairwise(dated):
            if year == year_before:
                yield Remark(goal.route, f"{name}的{year}年写了两次", other=(before.route, "先写的一次"))
            elif year < year_before:
                yield Remark(goal.route, f"{name}的{year}年排在了{year_before}年后面", "按年份先后排")
        if base and base.year and dated and dated[0][0] <= base.year:
            year, goal = dated[0]
            message = f"{name}的目标年份{year}年不晚于基期{base.year}年"
            yield Remark(goal.route, message, "核对年份", other=(base.route, "基期"))


@rule(
    Entry(
        "Q412",
        "wrong-way",
        Severity.WARNING,
        "目标往坏的方向走",
        why="目标比基期或前一年还差，多半是数字抄错或正反弄反。写明“稳定在”“保持”的不算。",
        bad='指标: [{名称: 产品质量合格率, 计量单位: "%", 基期: {年份: 2025, 数值: 96.2}, 目标值: {2027: 95%以上}}]\n',
        good='指标: [{名称: 产品质量合格率, 计量单位: "%", 基期: {年份: 2025, 数值: 96.2},\n'
        "  目标值: {2027: 稳定在95%以上}}]\n",
    )
)
def wrong_way(case: Case) -> Iterator[Remark]:
    """Levels only; the way is what the indicator's name says, else the relation's (不低于, 不超过)."""
    for target in case.plan.targets:
        levels = [goal for goal in (target.baseline, *target.goals) if goal and goal.value is not None]
        for before, goal in pairwise(levels):
            first = before is target.baseline
            comparable = goal.relation in _LEVELS and (first or before.relation in _LEVELS)
            if not comparable or _has(goal.text, _HOLDS):
                continue
            step = (goal.value or 0.0) - (before.value or 0.0)
            if _way(target, goal) * step < 0:
                past = "基期" if first else f"{before.year}年" if before.year else "前一个目标"
                turn = "低于" if step < 0 else "高于"
                year = f"{goal.year}年的" if goal.year else ""
                yield Remark(
                    goal.route,
                    f"指标“{target.indicator}”{year}目标{_shown(goal, target)}"
                    f"反而{turn}{past}的{_shown(before, target)}",
                    "若是守住现有水平，请写“稳定在……”或“保持……”",
                    other=(before.route, past),
                )


def _way(target: Target, goal: Goal) -> int:
    """1 where more is better, -1 where less is, 0 where nothing tells."""
    if _has(target.indicator, _BAD):
        return -1
    if _has(target.indicator, _GOOD):
        return 1
    return {"at_least": 1, "at_most": -1}.get(goal.relation, 0)


def _has(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _shown(goal: Goal, target: Target) -> str:
    return f"{goal.value:g}{target.unit}"


@rule(
    Entry(
        "Q413",
        "over-hundred",
        Severity.WARNING,
        "比率超过100%",
        why="合格率、覆盖率这类占总数的比率不会超过100%。增长率、增值率、产销率等可以超过，不在此列。",
        bad='指标: [{名称: 食品抽检合格率, 计量单位: "%", 目标值: {2027: 985%以上}}]\n',
        good='指标: [{名称: 食品抽检合格率, 计量单位: "%", 目标值: {2027: 98.5%以上}}]\n',
    )
)
def over_hundred(case: Case) -> Iterator[Remark]:
    """Targets whose name ends in such a 率, and the same in prose."""
    for target in case.plan.targets:
        name = target.indicator
        if target.unit not in ("%", "％") or not _SHARE.search(name) or _has(name, _OPEN):
            continue
        for goal in filter(None, (target.baseline, *target.goals)):
            most = max(goal.value or 0.0, goal.high or 0.0)
            if most > _WHOLE and goal.relation in (*_LEVELS, "between"):
                yield Remark(goal.route, f"指标“{name}”写成了{most:g}%", "比率不会超过100%")
    for text in case.texts:
        for found in _IN_TEXT.finditer(text.text) if text.kind != "cell" else ():
            if float(found["value"]) > _WHOLE and not _has(found["rate"], _OPEN):
                message = f"{text.owner}里“{found['rate']}”写成了{found['value']}%"
                yield Remark(text.at, message, "比率不会超过100%", words=found[0])


@rule(
    Entry(
        "Q414",
        "figure-differs",
        Severity.WARNING,
        "正文里的数字与指标不一致",
        why="同一个指标在正文和指标表里数字不同，是改了一处忘了另一处。",
        bad='指标: [{名称: 食品抽检合格率, 计量单位: "%", 目标值: {2027: 98.5%以上}}]\n'
        "内容: [{标题: 总体要求, 正文: 到2027年，食品抽检合格率达到98%以上。}, {标题: 重点任务}, {标题: 保障措施}]\n",
        good='指标: [{名称: 食品抽检合格率, 计量单位: "%", 目标值: {2027: 98.5%以上}}]\n'
        "内容: [{标题: 总体要求, 正文: 到2027年，食品抽检合格率达到98.5%以上。}, {标题: 重点任务}, {标题: 保障措施}]\n",
    )
)
def figure_differs(case: Case) -> Iterator[Remark]:
    """The very indicator's figure in a body, for a year that the target has, is none of that year's values."""
    named = {"".join(target.indicator.split()): target for target in case.plan.targets}
    targets = {name: target for name, target in named.items() if _MEASURED.search(name)}
    for text in case.texts if targets else ():
        flat = "".join(text.text.split())
        if text.kind != "body" or not any(name in flat for name in targets):
            continue
        year = None
        for line in text.text.split("\n"):
            for found in goals.find(line, year=year):
                target, read = targets.get("".join(found.indicator.split())), found.quantity
                if target is None or read.value is None or read.unit not in ("", target.unit):
                    continue
                levels = [goal for goal in target.goals if goal.year == found.year and goal.value is not None]
                if levels and all(read.value not in (goal.value, goal.high) for goal in levels):
                    said = f"{text.owner}里“{target.indicator}”是{read.value:g}{target.unit}"
                    yield Remark(
                        text.at,
                        f"{said}，指标里是{_shown(levels[0], target)}",
                        "核对哪一处写错",
                        other=(levels[0].route, "指标里的目标值"),
                        words=line[found.start : found.end],
                    )
            year = goals.governing_year(line, year=year)
