"""Q710: the events after which a county is taken out of 培育建设, and whether the plan says how it prevents them.

Ground: 国市监质发〔2024〕97号, 三（一）; the events themselves are the framework pack's. No plan need name them:
the usual wordings of each field count, 守牢质量安全底线 as well as 完善舆情应对机制.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qplan.findings import Entry, Remark, Severity
from qplan.patterns import pattern
from qplan.plan import Node
from qplan.rules._rule import Case, rule
from qplan.rules._texts import measures

SINCE = "2024-10-18"
_GROUND = "依据：国市监质发〔2024〕97号三（一）"

_OURS = pattern(r"质量强[县区镇市旗][^，。]{0,10}培育建设|国市监质发〔2024〕97号")
_WORDINGS = {
    "质量安全": r"质量(?:安全)?(?:底线|红线|风险|事故|事件|隐患|防线|应急|突发)"
    r"|(?:区域性|系统性|链条式)[^，。；]{0,8}风险|(?:产品|食品|药品|工程|设备)[^，。；]{0,8}安全(?:底线|风险|事故|事件|隐患|防线)",
    "生产": r"(?<![食药农]品)安全生产(?!许可)|(?<![食药农]品)生产安全(?!的?[食药产]品)|本质安全"
    r"|(?:较大|重特?大|特大|亡人|伤亡|责任|火灾|(?<!质量)(?<![食药产]品)安全)(?:以上)?事故",
    "环境": r"环境(?:安全|风险|应急|隐患|突发)|突发[^，。；]{0,4}环境"
    r"|(?:生态|环境|污染|环保)[^，。；]{0,8}(?:事件|事故|底线|红线)"
    r"|生态安全|污染[^，。；]{0,6}(?:应急|预警|突发)|(?:危险废物|尾矿库|化工园区)[^，。；]{0,10}风险",
    "舆情": r"舆情|舆论(?:引导|应对|风险|处置)|网络?谣言|不实(?:信息|传言|报道)|负面(?:信息|报道|影响|炒作)|声誉风险"
    r"|(?:社会|公众|群众|民生)关切|热点(?:敏感)?(?:问题|事件)|新闻(?:发布|应对)",
}
"""By a word of the event's name: how plans usually speak of preventing or meeting it."""
_ALL = pattern(r"四类[^，。；]{0,6}事件|调整出[^，。；]{0,10}(?:范围|名单)|(?:重大|各类)(?:突发)?(?:事件|事故)")


_EXAMPLE = """\
内容:
  - {{标题: 总体要求, 正文: 坚持质量第一。}}
  - 标题: 重点任务
    责任单位: [县市场监管局]
    内容:
      - {{标题: 转变发展方式, 正文: 把质量第一落到经济工作中。}}
      - {{标题: 做强特色产业, 正文: 做强食用菌产业。}}
      - {{标题: 提升产品质量, 正文: 推行分等分级。}}
      - {{标题: 建好检测平台, 正文: 设检测服务点。}}
      - {{标题: 改善环境质量, 正文: 治理秸秆焚烧。}}
      - {{标题: 保障质量安全, 正文: 守牢质量安全底线。}}
      - {{标题: 建设质量文化, 正文: 办好质量月。}}
  - {{标题: 保障措施, 正文: {}}}
"""


@rule(
    Entry(
        "Q710",
        "events-unprevented",
        Severity.ADVICE,
        "没有写怎样防范会被调整出去的几类事件",
        why="质量安全、安全生产、生态环境、舆情四方面出了重大事件或事故的县，会被及时调整出培育建设范围。"
        "方案里各有一句防范的话就够，不必逐字照写：守牢质量安全底线、压实安全生产责任、防控环境风险、做好舆情应对都算。"
        "任务不到七条，或者保障措施还没有写的方案不提这一条。" + _GROUND + "。",
        bad=_EXAMPLE.format("依托现有机制统筹推进。"),
        good=_EXAMPLE.format("压实安全生产责任，防控环境风险，做好舆情应对。"),
    )
)
def events_unprevented(case: Case) -> Iterator[Remark]:
    """One finding for all the events that no wording of the plan deals with, at its last part."""
    events = case.framework.events if case.framework else ()
    place = _safeguards(case)
    if not events or place is None or not case.since(SINCE) or not _is_ours(case) or not _is_written(case):
        return
    said = "\n".join(text.text for text in case.texts if text.kind != "around")
    lacking = [] if _ALL.search(said) else [event for event in events if not re.search(_wording(event), said)]
    if lacking:
        names = "、".join(lacking)
        remedy = f"在保障措施里加半句就够，如“严密防范{names}”"
        yield Remark((*place.route, "title"), f"没有写怎样防范{names}", _GROUND, remedy)


def _wording(event: str) -> str:
    own = re.escape(event.removeprefix("重大"))
    return "|".join((own, *(wording for sign, wording in _WORDINGS.items() if sign in event)))


def _is_ours(case: Case) -> bool:
    document = case.plan.document
    bases = (words for basis in case.plan.bases for words in (basis.title, basis.number or ""))
    return any(map(_OURS.search, (document.title, *document.preamble, *bases)))


def _is_written(case: Case) -> bool:
    """Whether there is a task for every area at least: who has written less is still at it."""
    areas = len(case.framework.areas) if case.framework else 0
    return sum(1 for _ in case.plan.tasks()) >= areas


def _safeguards(case: Case) -> Node | None:
    """The first point of the part on safeguards, if anything of that part is written."""
    nodes = [node for node in case.plan.nodes() if node.part == "safeguards"]
    return nodes[0] if any(node.paragraphs or measures(node) for node in nodes) else None
