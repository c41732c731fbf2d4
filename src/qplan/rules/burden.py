"""Q72x: burden on the grass roots: length, reports, relayed schemes, organs, and the steps before issue.

Grounds: 《整治形式主义为基层减负若干规定》(2024-08-06) and 国市监质发〔2024〕97号, 三（五）; only for plans dated from
the former's day, and never more than advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qplan.findings import Entry, Remark, Severity
from qplan.length import GENERAL, SPECIAL
from qplan.patterns import pattern
from qplan.rules._rule import Case, rule
from qplan.rules._subject import Clause

SINCE = "2024-08-06"

_GROUND = "依据：《整治形式主义为基层减负若干规定》"
_BELOW = (
    r"(?:各?乡镇|各?镇(?![静定域])|镇街|街道|社区|村级|各地|各(?:有关|相关|成员|责任|牵头)?(?:部门|单位)|(?:有关|成员|责任|牵头)单位|有关部门"
    r"|县直[^〓]{0,6}|村[（(]社区[）)])"
)
_REPORTS = (
    rf"{_BELOW}[^〓]{{0,24}}(?:每[周月季]|按[周月季]|逐月|月底前|月末|季度?末|\d+日前)[^〓]{{0,16}}(?:报送|上报|填报|报告|报县|报市)"
    rf"|{_BELOW}[^〓]{{0,24}}(?:报送|上报|填报)[^〓]{{0,8}}(?:月报|周报|日报|台账|台帐)"
    rf"|{_BELOW}[^〓]{{0,24}}(?:报送|上报|填报)[^〓]{{0,10}}(?:进展|进度|情况|总结|信息|材料|资料|报表)"
    rf"|(?:建立|实行|落实)[^〓]{{0,6}}(?:月报|周报|日报)(?:制度|告|送)?"
)
_SAFETY = ("隐患", "事故", "疫情", "舆情", "企业", "安全生产")
_SCHEMES = (
    rf"{_BELOW}[^〓]{{0,16}}(?:制定|制订|出台|印发|编制)"
    r"[^〓]{0,10}(?:实施细则|配套方案|配套文件|实施方案|工作方案|落实方案|具体方案)"
)
_DIVISION = (
    r"(?:另行|单独|同步|再)(?:制定|制订|印发|下发|出台)[^〓]{0,12}(?:分工方案|分解方案|分解表|任务清单|责任清单|分工表)"
    r"|(?:制定|制订|印发|下发|出台)(?!如下|本|该)[^〓、]{0,12}(?:分工方案|任务分解方案)"
)
_ORGAN = r"(?:领导小组|工作专班|指挥部|协调小组|议事协调机构|工作委员会|质量[^〓、]{0,4}委员会)"
_FOUNDING = rf"(?:成立|组建|设立|新设|建立)[^〓]{{0,20}}{_ORGAN}"
_NOT_OURS = ("企业", "行业", "协会", "学校", "机构要", "机构应", "依托")
_ISSUING_ORGAN = pattern(r"(?:领导小组|指挥部|工作专班|联席会议|协调小组|质量[^〓]{0,4}委员会)(?:办公室)?$")
_LOWER = pattern(r"乡镇|各镇|乡、镇|街道|各[县区市][^局委办]{0,6}人民政府|村民委员会")
_STEPS = (
    ("征求意见", pattern("征求意见|征询|意见征集")),
    ("公平竞争审查", pattern("公平竞争")),
    ("合法性审查", pattern("合法性|合法审查|法制审核")),
    ("减负一致性评估", pattern("减负|一致性评估|政策取向")),
)


def _asked(case: Case, *signs: str) -> Iterator[Clause]:
    """The clauses that hold one of ``signs``, in a plan made since the ground."""
    for clause in case.clauses if case.since(SINCE) else ():
        if any(sign in clause.words for sign in signs):
            yield clause


@rule(
    Entry(
        "Q721",
        "too-long",
        Severity.ADVICE,
        "正文太长",
        why="部署专项工作的文件一般不超过4000字，部署全面工作的不超过5000字（附件不算，按 Word 的字数统计）。"
        "篇幅只数字数，不看质量，所以只是建议。" + _GROUND + "。",
        bad="- {标题: 建好平台, 责任单位: [县市场监管局], 正文: 在县开发区建设检测服务点，服务企业。（重复260遍）}\n",
        good="- {标题: 建好检测平台, 责任单位: [县市场监管局], 正文: 在县开发区建设检测服务点。}\n",
    )
)
def too_long(case: Case) -> Iterator[Remark]:
    """The printed body, headings and notes included, as `render` prints it."""
    if case.since(SINCE) and case.length > SPECIAL:
        limits = f"部署专项工作的文件一般不超过{SPECIAL}字"
        if case.length > GENERAL:
            limits += f"，部署全面工作的也不超过{GENERAL}字"
        message = f"正文约{case.length}字，{limits}"
        yield Remark(("content",), message, _GROUND, "细节可移到附件或另有的文件里", on_key=True)


@rule(
    Entry(
        "Q722",
        "reports-demanded",
        Severity.ADVICE,
        "要求乡镇或部门定期报送",
        why="月报、周报、台账和定期报送进展增加基层负担。能从业务系统、现有报表得到的不再要求报。" + _GROUND + "。",
        bad="- {标题: 抓好落实, 正文: 各乡镇每月25日前上报工作进展。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 抓好落实, 正文: 重要情况及时向县政府报告。, 责任单位: [县市场监管局]}\n",
    )
)
def reports_demanded(case: Case) -> Iterator[Remark]:
    """Periodical reports, and ledgers handed in. Safety hazards and 培育建设 ledgers (Q705) are not its business."""
    for clause in _asked(case, "报送", "上报", "填报", "报告", "报县", "报市", "月报", "周报", "日报"):
        words = "" if any(word in clause.words for word in _SAFETY) else clause.says(_REPORTS)
        if words and not re.search(r"培育建设[^〓]{0,6}(?:台账|台帐|月报|周报|日报)", clause.words):
            message = f"{clause.place.owner}写了“{words}”，会增加基层负担"
            yield Remark(clause.place.at, message, _GROUND, "改为“重要情况及时报告”", words=words)


@rule(
    Entry(
        "Q723",
        "schemes-demanded",
        Severity.ADVICE,
        "要求乡镇或部门再制定方案、细则",
        why="以文件落实文件增加基层负担。方案写得够细，乡镇和部门就可以直接照办。" + _GROUND + "。",
        bad="- {标题: 抓好落实, 正文: 各乡镇要制定实施细则。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 抓好落实, 正文: 各乡镇结合实际抓好落实，不再另行制定实施细则。, 责任单位: [县市场监管局]}\n",
    )
)
def schemes_demanded(case: Case) -> Iterator[Remark]:
    """配套方案 and 实施细则 asked of those below."""
    for clause in _asked(case, "制定", "制订", "出台", "印发", "编制"):
        if words := clause.says(_SCHEMES):
            message = f"{clause.place.owner}写了“{words}”，是以文件落实文件"
            yield Remark(clause.place.at, message, _GROUND, "改为“结合实际抓好落实”", words=words)


@rule(
    Entry(
        "Q724",
        "separate-division",
        Severity.ADVICE,
        "另发任务分工文件",
        why="任务分工表作为本方案的附件一并印发，不必另发一个文件。" + _GROUND + "。",
        bad="- {标题: 抓好落实, 正文: 另行印发任务分工方案。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 抓好落实, 正文: 按照任务分工表抓好落实。, 责任单位: [县市场监管局]}\n",
    )
)
def separate_division(case: Case) -> Iterator[Remark]:
    """A division of tasks as a document of its own."""
    for clause in _asked(case, "分工方案", "分解方案", "分解表", "任务清单", "责任清单", "分工表"):
        if words := clause.says(_DIVISION):
            message = f"{clause.place.owner}写了“{words}”"
            yield Remark(clause.place.at, message, _GROUND, "任务分工表可作为本方案的附件", words=words)


@rule(
    Entry(
        "Q725",
        "new-organ",
        Severity.ADVICE,
        "新设领导小组、专班",
        why="从严控制议事协调机构。一般已有质量工作领导小组或质量发展委员会，可以依托它统筹。" + _GROUND + "。",
        bad="- {标题: 加强统筹, 正文: 成立县质量强县培育建设领导小组。, 责任单位: [县市场监管局]}\n",
        good="- {标题: 加强统筹, 正文: 依托县质量工作领导小组统筹推进，不另设机构。, 责任单位: [县市场监管局]}\n",
    )
)
def new_organ(case: Case) -> Iterator[Remark]:
    """Organs of the government; what firms found themselves is their affair."""
    for clause in _asked(case, "成立", "组建", "设立", "新设", "建立"):
        words = "" if any(word in clause.words for word in _NOT_OURS) else clause.says(_FOUNDING)
        if words:
            message = f"{clause.place.owner}写了“{words}”"
            yield Remark(clause.place.at, message, _GROUND, "可依托现有的质量工作协调机制", words=words)


@rule(
    Entry(
        "Q726",
        "organ-commands",
        Severity.ADVICE,
        "议事协调机构向下级政府发文",
        why="领导小组、专班等议事协调机构不向下级党委、政府发布指令性公文；需要时由政府或其办公室发文。"
        + _GROUND
        + "。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县质量工作领导小组, 主送: 各乡镇人民政府}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 主送: 各乡镇人民政府}\n",
    )
)
def organ_commands(case: Case) -> Iterator[Remark]:
    """Such an organ among the issuers, lower governments among the addressees."""
    document = case.plan.document
    addressees = document.addressees or (document.notice.addressees if document.notice else None) or ""
    for issuer in document.issuers if case.since(SINCE) else ():
        if _ISSUING_ORGAN.search(issuer) and _LOWER.search(addressees):
            message = f"“{issuer}”是议事协调机构，主送里却有下级政府"
            yield Remark(("document", "issuer"), message, _GROUND, "改由政府或其办公室发文", words=issuer)


@rule(
    Entry(
        "Q727",
        "steps-unstated",
        Severity.ADVICE,
        "送审稿没有写明办理过程",
        why="送审前要征求意见，并作公平竞争审查、合法性审查和为基层减负一致性评估；写在“办理”里，领导一看就知道走到了哪一步。"
        "不需要的一项写“不涉及”。" + _GROUND + "和国市监质发〔2024〕97号三（五）。",
        bad="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 稿次: 送审稿}\n"
        "办理: {征求意见: 已征求, 公平竞争审查: 通过}\n",
        good="公文: {标题: 示例县质量强县培育建设实施方案, 发文机关: 示例县人民政府, 稿次: 送审稿}\n"
        "办理: {征求意见: 已征求, 公平竞争审查: 通过, 合法性审查: 通过, 减负一致性评估: 已评估}\n",
    )
)
def steps_unstated(case: Case) -> Iterator[Remark]:
    """The four steps before a 送审稿, one finding for all that lack."""
    if case.plan.document.stage != "review" or not case.since(SINCE):
        return
    said = "、".join(case.plan.procedure)
    lacking = [name for name, words in _STEPS if not words.search(said)]
    if lacking:
        message = f"没有写明{'、'.join(lacking)}办到哪一步"
        remedy = f"送审时附上办理情况；写在方案文件里的，如 {case.key('procedure')}: {{{lacking[0]}: 通过}}"
        yield Remark(("procedure",), message, _GROUND, remedy, on_key=True)
