"""Sentences on 质量强县培育建设 -> what is said of it: who is its verb's object, what a 不 or 严禁 takes back.

The national plan (国市监质发〔2024〕97号, 三（五）) restrains what is done to 培育建设 itself. A word such as 创建,
评选 or 台账 therefore counts only where it governs 质量强县（区、镇） or 培育建设, never where the two merely share
a paragraph: every plan has a 政府质量奖 to award and a 质量工作考核 to pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qplan.patterns import pattern
from qplan.rules._texts import Text, clauses, sentences

COUNTY = r"质量强(?:[县区镇旗乡村]|街道|社区)(?:（区、镇）|\(区、镇\)|（市、区）)?+”?+"
"""质量强县 by name. Provinces' own schemes (安徽省质量强县) are blanked out before anything is searched."""
_AFTER_ONE = "将把对以按借好为在从由向就给因与和及或凡名、的本级度是让使随抓办建报填晒用街“"
_AFTER_TWO = (
    "参与 参加 加入 进入 列入 纳入 推进 推动 启动 开展 组织 实施 实行 加强 强化 深化 健全 建立 完善 完成 "
    "公布 公开 通报 接受 明确 制定 编制 印发 分解 下达 细化 量化 评选 考核 考评 评比 收取 报送 上报 填报 "
    "提交 汇总 更新 登记 留存 整理 转发 打着 围绕 结合 按照 依据 根据 通过 镇村 乡镇 街道 县域 两级 三级 "
    "各项 各地 全面 上级 总结 统筹 支持 服务 宣传 部署 谋划 落实 做好 抓好 扎实 持续 深入 年度 全程 企业 "
    "单位 利用 假借 随着 自愿 申请 申报 迎接 保障 争取 促进 助力 聚焦 关于"
)
_BEFORE = (
    rf"(?:^|(?<=[{_AFTER_ONE}])|(?<=[县区镇乡旗])(?<![园片社景小校范发新港矿山林牧库]区)"
    rf"|(?<={_AFTER_TWO.replace(' ', '|')}))"
)
# What is 培育建设's own; anything else behind it is what the verb 培育建设 raises.
_ITS = (
    "工作 活动 任务 目标 指标 成效 成果 成绩 结果 绩效 实绩 业绩 得分 分值 权重 名次 位次 进展 进度 情况 "
    "水平 质效 完成 落实 推进 机制 制度 台账 台帐 档案 痕迹 佐证 明细 材料 资料 数据 统计 报表 报告 清单 "
    "月报 周报 日报 季报 旬报 周 月 季 旬 方案 文件 通知 部署 安排 要求 动态 名义 之名 为名 旗号 名单 范围 "
    "对象 项目 先进 优秀 优胜 标兵 典型 竞赛 竞争 排行 排名 排序 考核 考评 评估 评比 评选 验收 达标 命名 "
    "授牌 创建 辅导 培训 咨询 服务 宣传 办公 经费 资金 有偿 纸质 电子 费 会费"
)
_BEHIND = (
    rf"(?=$|的?(?:各项|主要|年度|季度|月度|量化|参考|重点|有关|相关|专项|日常)*(?:{_ITS.replace(' ', '|')})"
    r"|[\d一二三四五六七八九十百]+[项条]|[^〓，]{1,3}费|的|期间|过程|中|前|后|时|以来|实行|作为|开展|纳入|列入|不|在|由|与|[“、和及等])"
)
_STANDS_FOR_IT = rf"{_BEFORE}培育建设{_BEHIND}"
SUBJECT = rf"(?:{COUNTY}(?:的?(?:培育建设|培育|建设))?|{_STANDS_FOR_IT})(?:工作|成效|成果|任务|情况|进展)?"
"""质量强县, 质量强县培育建设, or 培育建设 where it stands for it: as a noun, with 工作, 成效, 指标 and the like behind.

培育建设 alone is also a verb with quite other objects (培育建设产业集群), and the noun of other things
(创新平台培育建设).
"""

_NAMED = pattern(COUNTY)
_ABOUT = pattern(SUBJECT)
_SCHEME = pattern(
    r"(?:[^\W\d_]{1,4}(?:省|自治区)|省级|自治区级|本省|我省|全省)“?质量强[县市区](?:（[^）]*）|\([^)]*\))?”?"
)
_CITED = pattern(r"《[^》]*》|〈[^〉]*〉")

_HEAD = (("document", "title"), ("document", "preamble"))
_NEGATION = pattern(
    r"不得|无需|无须|毋须|不必|不用|不宜|不能|不可|不许|不准|不应|拒绝|抵制|摒弃|力戒|谨防|严防|免于|严禁|禁止|防止|避免|杜绝|切忌|取消|停止|清理|纠正|从不|并非|不是|不(?:再|另|予|设|单|搞|开展|组织|进行|要求|以|将"
    r"|把|向|作为|作|下达|下发|分解|层层|转发|制定|收|评|排|考|报|增加|纳入|列入|参与|参加|创|命名|授|成立|安排|实行)"
)
_CALLED_OFF = pattern(
    r"[^〓，]{0,12}?(?:(?:一律|坚决|全部|都|均)(?:不(?![少低高超多])|禁止|取消|叫停|停止)|不搞|取消|叫停|禁止)"
)
_AGAINST = pattern(
    r"(?:行为|问题|现象|做法|情形|企图|歪风|倾向|的)[^〓，]{0,8}?(?:查处|严查|追责|追究|问责|纠正|纠治|整治|制止|取缔|举报|投诉|处理|处分|惩处)"
)
_BLAMED = pattern(r"(?:的|行为|问题|现象|做法|情形)$")
_PUNISHED = pattern(r"[^〓，]{0,8}?(?:查处|严查|追责|追究|问责|纠正|纠治|整治|制止|取缔|举报|投诉|处理|处分|惩处)")
_BARS_ON = pattern(r"不得|不准|不许|严禁|严防|禁止|防止|杜绝|避免|谨防|切忌|力戒")
_TURNS = pattern(
    r"要|应|须|必须|而是|鼓励|支持|推动|加强|依托|坚持|同时|确保|(?:由|各|县|区|市)[^〓，]{1,12}(?:要|应|须|负责|每)"
)


class Clause(NamedTuple):
    """A clause of the plan, cited titles and provincial schemes blanked out.

    ``sentence`` is the whole it is a part of, ``before`` and ``following`` are the clauses beside it in there,
    "" for none. ``subject`` says that it names 质量强县培育建设, ``barred`` that an earlier 严禁 or 不得 of the
    sentence still holds.
    """

    place: Text
    words: str
    sentence: str
    before: str
    following: str
    subject: bool
    barred: bool

    def says(self, wording: str) -> str:
        """The words that ``wording`` finds, or its group of them, "" where a negation governs them.

        One 不, 不得, 严禁 or 防止 governs all that follows it in the clause, lists joined by 、 or 或 included.
        """
        for found in re.finditer(wording, self.words):
            if not denied(self, found.end()):
                return found[found.re.groups] or found[0]
        return ""


def denied(clause: Clause, end: int) -> bool:
    """Whether what the clause says up to ``end`` is forbidden, called off or acted against.

    One 不, 不得, 严禁, 防止 or 杜绝 governs all that follows it in the clause, lists joined by 、 or 或 included;
    以……之名收费的，严肃查处 speaks against what it names.
    """
    so_far, behind = clause.words[:end], clause.words[end:]
    return (
        clause.barred
        or bool(_NEGATION.search(so_far))
        or bool(_CALLED_OFF.match(behind))
        or bool(_AGAINST.search(behind))
        or bool(_BLAMED.search(clause.words) and _PUNISHED.match(clause.following))
    )


def spoken(texts: Iterable[Text]) -> Iterator[Clause]:
    """Every clause of the plan's title, preamble, headings and text, in the order of print."""
    for place in texts:
        if place.kind == "around" and place.at not in _HEAD:
            continue
        cited = _CITED.sub(_blank, place.text) if "《" in place.text else place.text
        for sentence in sentences(_SCHEME.sub(_blank, cited) if _may_name_scheme(cited) else cited):
            barred = False
            parts = clauses(sentence)
            for before, words, following in zip(("", *parts), parts, (*parts[1:], ""), strict=False):
                subject = ("质量强" in words or "培育建设" in words) and bool(_ABOUT.search(words))
                barred = barred and not _TURNS.match(words)
                yield Clause(place, words, sentence, before, following, subject, barred)
                barred = barred or bool(_BARS_ON.search(words))


def named(texts: Iterable[Text]) -> bool:
    """Whether a plan names 质量强县（区、镇） anywhere: in any other, 培育建设 and 本方案 stand for something else."""
    return any("质量强" in place.text and _NAMED.search(place.text) for place in texts)


def _may_name_scheme(text: str) -> bool:
    return "质量强" in text and ("省" in text or "自治区" in text)


def _blank(found: re.Match[str]) -> str:
    return "〓" * len(found[0])
