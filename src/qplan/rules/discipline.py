"""Q70x: the national plan's discipline: 培育建设 is no award, no contest, no assessment, no business.

Ground: 国市监质发〔2024〕97号, 三（五）; for plans dated from that document's own date. Whether something has
turned into what the discipline forbids is for people to say, so nothing here is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qplan.findings import Entry, Remark, Severity
from qplan.rules._rule import Case, rule
from qplan.rules._subject import COUNTY, SUBJECT, Clause

SINCE = "2024-10-18"
_GROUND = "依据：国市监质发〔2024〕97号三（五）"

_NOW = r"(?:力争|争取|确保|到)?(?:\d{4}年(?:底|底前|前|年底前)?)?"
_CREATING = (
    rf"(?:争创|创建|创成|申创|争当|评选|评比|评定|命名|授予)(?:一批|国家级?|全国|首批|第[一二三]批|新一轮|年度|为|“)*{COUNTY}"
    rf"|{SUBJECT}(?:的)?(?:创建|争创|评选|评比|评定|达标|验收|命名|授牌|挂牌|称号)"
    rf"(?!(?:工作)?(?:领导小组|工作专班|专班|指挥部|协调小组|办公室))"
    rf"|{SUBJECT}[^〓]{{0,18}}(?:授牌|命名|颁牌)"
)
_CREATING_SIGNS = (
    "争创", "创建", "创成", "申创", "争当", "评选", "评比", "评定", "达标", "验收",
    "命名", "授予", "授牌", "挂牌", "颁牌", "称号",
)  # fmt: skip
_NAMED_LATER = (
    rf"^{_NOW}(?:通过[^〓]{{0,6}}验收)(?:并|后)?(?:获得|予以|给予)?(?:命名|授牌|挂牌)*$"
    rf"|^{_NOW}(?:并|后)?(?:获得|予以|给予|进行)?(?:命名授牌|授牌|命名|挂牌)$"
)
_INDICATORS = rf"(?:{SUBJECT}|培育建设|参考)(?:的)?(?:参考|各项|主要)*指标(?:体系|任务)?"
_ALLOTTING = rf"{_INDICATORS}[^〓]{{0,12}}(?:分解|下达|摊派)|(?:分解|下达|摊派)[^〓]{{0,6}}{_INDICATORS}"
_JUDGED = r"(?:考评|(?<!质量工作)考核|评比|排名|排位|打分|百分制)"
_RANKING = (
    rf"对[^〓]{{0,8}}{SUBJECT}[^〓纳列]{{0,8}}{_JUDGED}|{SUBJECT}(?:的)?{_JUDGED}"
    rf"|{_JUDGED}(?:各[乡镇部门地单位街道]+)?(?:的)?{SUBJECT}"
    rf"|(?:{_INDICATORS}|{SUBJECT})[^〓]{{0,16}}?(通报排名|排名通报|按[月季年][^〓]{{0,4}}排名"
    r"|[实进]行[^〓]{0,4}(?:排名|打分))"
)
_RANKED_LATER = (
    r"^(?:并|且)?(?:按[月季年]|每[月季年]|定期|年底)?(?:实行|进行|予以|公开)?(?:通报)?(?:排名|排位|末位淘汰)(?:通报)?$"
)
_FEES = (
    rf"{SUBJECT}[^〓]{{0,18}}(?:缴纳|交纳|收取|收费|服务费|会费|赞助费)"
    rf"|(?:缴纳|交纳|收取)[^〓]{{0,8}}{SUBJECT}[^〓]{{0,6}}费"
)
_RELIEF = r"降低|减免|免收|免费|减轻|优惠|清理|规范"
_LEDGER = r"(?:台账|台帐|月报|周报|日报)"
_LEDGERS = (
    rf"(?:报送|上报|填报)[^〓]{{0,12}}{SUBJECT}[^〓]{{0,6}}{_LEDGER}"
    rf"|{SUBJECT}[^〓]{{0,6}}{_LEDGER}[^〓]{{0,8}}(?:报送|上报|填报)"
)
_RELAYING = (
    r"(?:层层|逐级)转发|(?:各?乡镇|各镇|街道|各村|村级|社区|各部门|各单位)"
    r"[^〓]{0,10}转发(?:本|该)?(?:实施|工作)?(?:方案|通知|文件|意见)"
)
_ASSESSED = rf"{SUBJECT}[^〓]{{0,10}}(?:纳入|列入|作为)[^〓]{{0,20}}(?:(?<!质量工作)考核|考评|绩效)"
_OFFICE = rf"{COUNTY}创建(?:工作)?(?:领导小组|工作专班|专班|指挥部|协调小组|办公室)"
_AMONG = (
    rf"(?:建成|成为|进入|入选|跻身)[^〓]{{0,12}}{COUNTY}[^〓]{{0,4}}之一"
    rf"|(?:入选|跻身|进入)[^〓]{{0,10}}{COUNTY}(?!培育库|培育名单)"
)
_CHOSEN_LATER = rf"^{_NOW}(?:成功)?入选(?:全国|国家|省级)?(?:名单|首批|百强)?$"


def _remark(clause: Clause, words: str, ground: str, remedy: str) -> Remark:
    message = f"{clause.place.owner}写了“{words}”：{ground}"
    return Remark(clause.place.at, message, _GROUND, remedy, words=words)


def _charging(clause: Clause) -> str:
    return "" if re.search(_RELIEF, clause.words) else clause.says(_FEES)


def _found(
    case: Case, judge: Callable[[Clause], str], *signs: str, governed: bool = True
) -> Iterator[tuple[Clause, str]]:
    """The clauses that ``judge`` finds words in, the first of each sentence, in a plan of the discipline's time.

    Only clauses that hold one of ``signs`` are asked, and, where ``governed``, only those that name
    质量强县培育建设 or follow one that does: a plan without such words costs nothing.
    """
    last: tuple[object, str] | None = None
    for clause in case.clauses if case.since(SINCE) else ():
        asked = clause.subject or clause.after or not governed
        words = judge(clause) if asked and any(sign in clause.words for sign in signs) else ""
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
        found = clause.says(_CREATING) if clause.subject else ""
        return found or (clause.says(_NAMED_LATER) if clause.after else "")

    for clause, words in _found(case, judge, *_CREATING_SIGNS):
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

    def judge(clause: Clause) -> str:
        return clause.says(_ALLOTTING) if "指标" in clause.words else ""

    for clause, words in _found(case, judge, "分解", "下达", "摊派", governed=False):
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
        found = clause.says(_RANKING) if clause.subject else ""
        return found or (clause.says(_RANKED_LATER) if clause.after else "")

    for clause, words in _found(case, judge, "考评", "考核", "评比", "排名", "排位", "打分", "百分制", "淘汰"):
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
    for clause, words in _found(case, _charging, "缴纳", "交纳", "收取", "收费", "服务费", "会费", "赞助费"):
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
    for clause, words in _found(case, lambda clause: clause.says(_LEDGERS), "台账", "台帐", "月报", "周报", "日报"):
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
    for clause, words in _found(case, lambda clause: clause.says(_RELAYING), "转发", governed=False):
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
    for clause, words in _found(case, lambda clause: clause.says(_ASSESSED), "考核", "考评", "绩效"):
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
    for clause, words in _found(case, lambda clause: clause.says(_OFFICE), "创建"):
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
        found = clause.says(_AMONG) if clause.subject else ""
        return found or (clause.says(_CHOSEN_LATER) if clause.after else "")

    for clause, words in _found(case, judge, "之一", "入选", "进入", "跻身"):
        yield _remark(clause, words, "培育建设不设名额", "改为“到2027年，培育建设成质量强县”")
