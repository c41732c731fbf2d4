"""Q70x: the national plan's discipline: 培育建设 is no award, no contest, no assessment, no business.

Ground: 国市监质发〔2024〕97号, 三（五）; for plans dated from that document's own date. Whether something has
turned into what the discipline forbids is for people to say, so nothing here is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qplan.findings import Entry, Remark, Severity
from qplan.rules._deeds import (
    ALLOTTING,
    ASSESSING,
    AWARD,
    AWARDING,
    BELOW,
    CHOSEN,
    FEES,
    HANDING_IN,
    IN_LAYERS,
    JUDGING,
    LEDGERS,
    NO_RANK,
    ORGAN,
    RELAYING,
    RELIEF,
)
from qplan.rules._governance import governed
from qplan.rules._rule import Case, rule
from qplan.rules._subject import COUNTY, Clause, named

SINCE = "2024-10-18"
_GROUND = "依据：国市监质发〔2024〕97号三（五）"

_OFFICE = rf"{COUNTY}(?:创建|争创)(?:工作)?{ORGAN}"


def _remark(clause: Clause, words: str, ground: str, remedy: str) -> Remark:
    message = f"{clause.place.owner}写了“{words}”：{ground}"
    return Remark(clause.place.at, message, _GROUND, remedy, words=words)


def _found(case: Case, judge: Callable[[Clause], str]) -> Iterator[tuple[Clause, str]]:
    """The clauses that ``judge`` finds words in, the first of each sentence, in a plan that the discipline binds."""
    last: tuple[object, str] | None = None
    for clause in case.clauses if case.since(SINCE) and named(case.texts) else ():
        words = judge(clause)
        here = (clause.place.at, clause.sentence)
        if words and here != last:
            last = here
            yield clause, words


@rule(
    Entry(
        "Q701",
        "award-or-contest",
        Severity.WARNING,
        "把培育建设写成了创建、评选或命名",
        why="质量强县（区、镇）培育建设不是创建示范，不评选、不验收、不命名授牌。写成“争创”“验收授牌”，就异化成了创建活动。"
        "政府质量奖评选、食品安全示范城市创建等别的法定活动不在此列。" + _GROUND + "。",
        bad="- {标题: 明确方向, 正文: 争创国家质量强县，力争2027年通过验收并授牌。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 明确方向, 正文: 到2027年，培育建设成质量强县。, 责任单位: [县市场监管局]}\n",
    )
)
def award_or_contest(case: Case) -> Iterator[Remark]:
    """创建, 评选, 验收, 命名授牌 of 质量强县 itself."""

    def judge(clause: Clause) -> str:
        if "授予" in clause.words and not any(sign in clause.words for sign in AWARD):
            return ""
        return governed(clause, AWARDING)

    for clause, words in _found(case, judge):
        yield _remark(clause, words, "培育建设不是创建评比，不命名授牌", "改为“到2027年，培育建设成质量强县”")


@rule(
    Entry(
        "Q702",
        "indicators-allotted",
        Severity.WARNING,
        "把培育建设指标分解下达",
        why="参考指标体系供各地自身纵向、同类横向比较，不得分解下达给乡镇和部门。任务分工不受影响。" + _GROUND + "。",
        bad="- {标题: 抓好落实, 正文: 将培育建设指标分解到各乡镇。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 抓好落实, 正文: 对照参考指标体系开展自评估。, 责任单位: [县市场监管局]}\n",
    )
)
def indicators_allotted(case: Case) -> Iterator[Remark]:
    """分解 or 下达 with 培育建设指标 as their object."""
    for clause, words in _found(case, lambda clause: governed(clause, ALLOTTING)):
        yield _remark(clause, words, "培育建设指标不得分解下达", "改为“对照参考指标体系开展自评估、比对分析”")


@rule(
    Entry(
        "Q703",
        "ranked-or-scored",
        Severity.WARNING,
        "对培育建设考评、打分或排名",
        why="培育建设不是考核事项，不搞结果排名。政府质量工作考核是另一项工作，照常进行。" + _GROUND + "。",
        bad="- {标题: 抓好落实, 正文: 对各乡镇培育建设成效实行百分制考评。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 抓好落实, 正文: 强化质量工作考核，及时总结培育建设成效。, 责任单位: [县市场监管局]}\n",
    )
)
def ranked_or_scored(case: Case) -> Iterator[Remark]:
    """考评, 考核, 打分, 排名 of 培育建设 itself; 纳入……考核 is Q707's."""

    def judge(clause: Clause) -> str:
        return "" if re.search(ASSESSING.pattern, clause.words) else governed(clause, JUDGING)

    for clause, words in _found(case, judge):
        yield _remark(clause, words, "培育建设不考评、不排名", "改为“加强跟踪分析，及时总结进展成效”")


@rule(
    Entry(
        "Q704",
        "fees",
        Severity.WARNING,
        "借培育建设收费",
        why="严禁以培育建设之名牟取利益，不得收费、变相收费或搭车收费。降低检验检测收费这类减负措施不在此列。"
        + _GROUND
        + "。",
        bad="- {标题: 服务企业, 正文: 参与培育建设的企业按年缴纳服务费。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 服务企业, 正文: 为参与培育建设的企业降低检验检测收费。, 责任单位: [县市场监管局]}\n",
    )
)
def fees(case: Case) -> Iterator[Remark]:
    """Fees in the very clause that names 培育建设, unless they go down."""

    def judge(clause: Clause) -> str:
        return "" if re.search(RELIEF, clause.words) else governed(clause, FEES)

    for clause, words in _found(case, judge):
        yield _remark(clause, words, "不得以培育建设之名收费", "删去收费的要求")


@rule(
    Entry(
        "Q705",
        "ledgers",
        Severity.WARNING,
        "要求报送培育建设台账",
        why="不得要求基层报送台账。安全监管的隐患台账、企业档案不在此列。" + _GROUND + "。",
        bad="- {标题: 抓好落实, 正文: 各乡镇每月25日前报送质量强县培育建设台账。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 抓好落实, 正文: 建立健全隐患台账，利用数据库掌握培育建设进展。, 责任单位: [县市场监管局]}\n",
    )
)
def ledgers(case: Case) -> Iterator[Remark]:
    """台账 and periodical reports of 培育建设 to be handed in."""

    def judge(clause: Clause) -> str:
        asked = f"{clause.words}，{clause.following}"
        handed_in = re.search(HANDING_IN, asked) or re.search(BELOW, clause.words)
        return governed(clause, LEDGERS) if handed_in else ""

    for clause, words in _found(case, judge):
        yield _remark(clause, words, "不得要求报送培育建设台账", "改为“由牵头单位利用现有数据掌握进展”")


@rule(
    Entry(
        "Q706",
        "relayed",
        Severity.WARNING,
        "要求层层转发文件",
        why="方案直接印发到执行的单位，不得层层转发。" + _GROUND + "。",
        bad="- {标题: 抓好落实, 正文: 各乡镇转发本方案并抓好落实。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 抓好落实, 正文: 各乡镇按照本方案抓好落实，不再转发。, 责任单位: [县市场监管局]}\n",
    )
)
def relayed(case: Case) -> Iterator[Remark]:
    """转发 asked of townships or departments."""

    def judge(clause: Clause) -> str:
        return clause.says(IN_LAYERS) or governed(clause, RELAYING)

    for clause, words in _found(case, judge):
        yield _remark(clause, words, "不得层层转发文件", "改为“各乡镇按照本方案抓好落实”")


@rule(
    Entry(
        "Q707",
        "into-assessment",
        Severity.ADVICE,
        "把培育建设纳入考核",
        why="培育建设不是考核事项。需要督促时，依托现有的督查和政府质量工作考核。" + _GROUND + "。",
        bad="- {标题: 抓好落实, 正文: 将质量强县培育建设纳入年度综合考核。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 抓好落实, 正文: 依托现有督查和政府质量工作考核推进，不单设考核。, 责任单位: [县市场监管局]}\n",
    )
)
def into_assessment(case: Case) -> Iterator[Remark]:
    """纳入……考核 with 培育建设 as its object."""
    for clause, words in _found(case, lambda clause: governed(clause, ASSESSING)):
        yield _remark(clause, words, "培育建设不是考核事项", "改为“依托现有督查和政府质量工作考核统筹推进，不单设考核”")


@rule(
    Entry(
        "Q708",
        "creation-office",
        Severity.ADVICE,
        "机构名称用了“质量强县创建”",
        why="国家方案用的是“培育建设”，不是“创建”；机构叫这个名字，工作容易走样。" + _GROUND + "。",
        bad="- {标题: 加强统筹, 正文: 发挥质量强县创建工作领导小组作用。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 加强统筹, 正文: 发挥县质量强县培育建设工作机制作用。, 责任单位: [县市场监管局]}\n",
    )
)
def creation_office(case: Case) -> Iterator[Remark]:
    """In the text, and in the names of units."""
    remedy = "把“创建”改为“培育建设”"
    for clause, words in _found(case, lambda clause: clause.says(_OFFICE)):
        yield Remark(clause.place.at, f"{clause.place.owner}写了“{words}”", _GROUND, remedy, words=words)
    seen: set[str] = set()
    for place in case.units() if case.since(SINCE) else ():
        if "创建" in place.unit and re.search(_OFFICE, place.unit) and place.unit not in seen:
            seen.add(place.unit)
            yield Remark(place.at, f"{place.owner}的单位叫“{place.unit}”", _GROUND, remedy, words=place.unit)


@rule(
    Entry(
        "Q709",
        "place-in-a-list",
        Severity.ADVICE,
        "以进入名单、位列其一为目标",
        why="“100个以上”是国家的数量目标，不是名额；以“入选”为目标，容易把培育建设做成争名次。" + _GROUND + "。",
        bad="- {标题: 明确方向, 正文: 到2027年，建成全国100个质量强县之一。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 明确方向, 正文: 到2027年，培育建设成质量强县。, 责任单位: [县市场监管局]}\n",
    )
)
def place_in_a_list(case: Case) -> Iterator[Remark]:
    """之一, 入选, 跻身. To be in 培育库 is no rank."""

    def judge(clause: Clause) -> str:
        return "" if re.search(NO_RANK, clause.words) else governed(clause, CHOSEN)

    for clause, words in _found(case, judge):
        yield _remark(clause, words, "培育建设不设名额", "改为“到2027年，培育建设成质量强县”")
