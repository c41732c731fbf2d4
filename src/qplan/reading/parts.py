"""Drafts, by their titles and what is below them -> the part of the plan that each belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qplan.reading.marks import CLOSING
from qplan.reading.points import Draft

_PARTS = (
    ("overview", re.compile(r"总体(?:要求|思路|目标)|指导思想|基本原则|^.{0,6}(?:背景|形势)$|^[前引序]言$")),
    ("targets", re.compile(r"^.{0,4}目标(?:任务|指标|要求)?$")),
    ("safeguards", re.compile(r"(?:组织|工作|措施)(?:保障|实施|领导)|保障(?:措施|机制)?$|(?:工作|有关)要求$")),
    ("steps", re.compile(r"步骤|(?:进度|时间)安排")),
    ("incentives", re.compile(r"(?:激励|奖励|奖补|扶持)(?:措施|政策|机制|办法)|政策(?:支持|激励|扶持)")),
)
_GOALS = re.compile(r"(?:主要|总体|工作|发展|质量)?目标(?:任务|指标)?")
_MECHANISM = re.compile(r"工作机制|(?:落实|推进|责任|长效|协调)机制|组织(?:协调|推动)|工作合力")
_CARE = re.compile(r"组织|协调|领导|统筹|资金|经费|投入|要素|人才|宣传|氛围|监督|考核|督[导查]|评估|责任|机制")
_STAGE = re.compile(r"阶段|启动|部署|总结|验收|月|季度|\d年")
_HALF = 2


def parts(drafts: Sequence[Draft], around: str | None) -> list[str]:
    """The part of each of a list of siblings; ``around`` is that of the section around them, None at the top."""
    titled = [draft for draft in drafts if draft.title or draft.below]
    return [_part(draft, around, last=bool(titled) and draft is titled[-1]) for draft in drafts]


def _part(draft: Draft, around: str | None, *, last: bool) -> str:
    title = draft.title.rstrip("。")
    if around is not None:
        return "targets" if around == "overview" and _GOALS.fullmatch(title) else around
    if draft.point.mark.depth == CLOSING:
        return "safeguards"
    named = next((name for name, pattern in _PARTS if pattern.search(title)), "tasks")
    if named == "steps" and _assigns(draft):
        return "tasks"
    if named == "tasks" and last and _MECHANISM.search(title) and _cares(draft):
        return "safeguards"
    return named


def _assigns(draft: Draft) -> bool:
    """Whether what is below a chapter 行动步骤 are tasks with units, not stages of time."""
    items = [each for each in draft.walk() if not each.below and each is not draft]
    noted = sum(each.assigned.own is not None or bool(each.assigned.measures) for each in items)
    staged = sum(_STAGE.search(each.title) is not None for each in items)
    return noted * _HALF > len(items) > 0 and staged * _HALF < len(items)


def _cares(draft: Draft) -> bool:
    """Whether most points below a last chapter on mechanisms are about 组织, 资金, 宣传 and the like."""
    titles = [each.title for each in draft.below]
    return sum(_CARE.search(title) is not None for title in titles) * _HALF > len(titles)
