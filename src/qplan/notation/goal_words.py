"""The words about a goal's number: verbs whose object is counted, indicators' names, and what makes it no goal."""

from __future__ import annotations

import re
from itertools import pairwise

from qplan.notation.punctuation import halved, veiled
from qplan.patterns import pattern

_BUILD = (
    "建成|新建|改建|扩建|新改扩建|改扩建|建设|培育|打造|创建|创成|"
    "新增|净增|增加|形成|引进|引育|招引|认定|认证(?!证书|机构|企业|体系|标志|覆盖|产品|认可)|制定|制修订|"
    "修订|主导|参与|发展|完成|实现|争创|获评|申报|申创|选树|推出|"
    "组建|设立|改造|推广|应用|开展|举办|评选|评定|建立|培养|推动|"
    "达成|布局|落地|孵化|开工|竣工|投产|取得|获得|通过|加快|推进|组织|召开|遴选|选聘|聘请|新聘任|聘任|实施|发布|惠及|拥有|新登记|"
    "营运|运营|梳理出|盘活|吸纳|淘汰|攻克|编制|研制|承担|授牌|命名|选派|配备|增设"
)
_SOFT = (
    "发放|提供|登记|培训|服务|走访|抽检|检测|检查|检验|整治|排查|融资|"
    "支持|引导|扶持|帮扶|解决|办理|投放|筹集|转化|面向|保障|入驻|"
    "注册|新注册|受理|取消|压减|精简|关闭|储备|指导|创(?=[国省市县区0-9])|种植|消除|组织开展|完善|推选|采购|带动"
)
_JOINED = rf"(?:[、和或及并]?(?:正式|提升|新)?(?:{_BUILD}))"
BUILDING = pattern(rf"(?:{_BUILD}){_JOINED}*+")
"""Verbs whose object is counted, wherever they stand."""

DOING = pattern(
    rf"(?:(?:推动|支持|鼓励|引导|组织)(?=(?:{_BUILD}|{_SOFT})))?(?:{_BUILD}|{_SOFT})(?:{_JOINED}|[、和或及并](?:{_SOFT}))*+"
)
"""The same, and those that are parts of names as well (服务): they count at the head of a clause only."""

_PUSHING = pattern(r"(?:推进|推动|加快|组织|发展|开展|引导|支持|推广|应用|带动|服务|完善)$")
_ACTS = pattern(r"提升|创建|进行|开展|实施|延伸|纳入|完成|参与|改造|推广|应用|创新|转型")
_KEPT = pattern(
    r"主导|参与|制修订|修订|研制|承担|新登记|带动|转移|培训|惠及|走访|抽检|检测|检验|检查|排查|整治|帮扶|服务|拥有"
)
_CARRIED = pattern(r"主导|参与|制修订|修订|研制|承担")
_LISTING = pattern(
    r"包括|包含|涉及|涵盖|覆盖(?!率|面)|共有|分为|划分|依托|围绕|聚焦|确定|针对|设有|现有|[将把]|按照|根据|落实"
)

RATE = pattern(
    r"(?:率|比例|占比|比重|指数|覆盖面|满意度|贡献度|水平|程度|强度|值|"
    r"量|数|额|额度|总数|时间|时限|期限|用时|时长|面积|余额|增速|增幅|"
    r"规模|浓度|里程|得分|权重|成本|收入|深度|密度|人数|次数|价格|能耗|物耗|水耗|产量|亩产|单产)$"
)
"""The end of an indicator that a number may follow at once: 合格率98%以上."""

CHANGE = pattern(r"提升|提高|压减|压缩|降低|缩短|减少|增加|扩大|精简|缩小|下降|上升|增长|降|增|压降|拓展")
"""What stands before 至95%."""

DONE = pattern(
    r"(?:内|之内|以内)?(?:全部|全程|一次性)?(?:办结|审结|办毕|办理完毕|"
    r"办理完成|办成|审批完成|完成审批|完成办理|办好|出证|出件|领证|"
    r"领取|拿证|响应|到账|接通|接电|通水|通气|送达|完成$|反馈|答复)"
)
"""What follows the time that a step may take: 3个工作日办结."""

DEGREE = pattern(
    r"(?:全覆盖|回访|整改|落实|按期|按时|网办|全程|完成|办结|达标|公开|"
    r"公示|上网|入网|检测|检验|检定|抽检|监管|建档|持证|巡查|检查|纳入|"
    r"实现|接入|覆盖|可追溯|追溯|满意|合格|送检|响应|办理|反馈|安装|"
    r"配备|使用|签订|上云|入库|联网|监测|整治|掌上|可办|销号|处置)"
)
"""What all of a kind (100%) is subject to: 工单100%回访."""

_NO_GOAL = pattern(
    r"奖励|补助|补贴|奖补|贴息|给予|予以|一次性(?:奖|补|给|扶|资|发)|"
    r"最高(?!人民)|资助|罚款|处以|收费(?!站)|征收|收取|抵扣|税率|按照|依照|"
    r"比照|按(?!时|期|质|需|劳)|^(?:对(?!标|外|口|接|华)|凡|由|如(?!期)|每逢|"
    r"满(?!意))|情况$|年龄|年满|周岁|贴息期|有效期|保质期|期满|财政.{0,6}安排|"
    r"统筹安排|安排.{0,20}(?:资金|经费)$|凭(?!证)|不足$|法定$|每次$|符合条件"
)
_BEFORE = pattern(
    r"^(?:的?(?:水平)?的?基础上再?|[、且把 —]|和(?!谐|平|顺|田|县|美|龙|静)|及(?!时|"
    r"格)|与(?!会)|并(?!网|联|购|轨|发|行|列|案)|将(?!军|乐|来)|使(?!用)|以及|"
    r"其中|同时|力争|争取|确保|努力|积极(?!性)|大力|持续|进一步|"
    r"全面(?!质量)|稳步|实现|推动|促进|提升|提高|加快|推行|实行|纳入|"
    r"新增|累计(?!有效)|每半年|每个?季度|每月|[在于到至]?20[0-9]{2}年(?:度|底|末)?前?|年底前?|"
    r"年内|全年|年度|每年|到?“?十[三四五六七]五”?(?:期?末|期间|时期)|"
    r"全[省市县区镇州]|压减|压缩|降低|缩短|减少)+"
)
_BEHIND = pattern(
    r"(?:分别|累计|均|都|要|应|总体|整体|平均|每年|各|年内|全年|进一步|"
    r"稳步|逐步|不断|持续|力争|争取|确保|建设|工作|等|在|为|于|"
    r"全程在线|和|与|及|同比|环比|已|将|[在到至]?20[0-9]{2}年(?:底|末)?前?|"
    r"[两三四五六七八九十]项(?:指标)?|[在于][^,、]{0,10}(?:基础上|之日起)|,)+$"
)
_TAIL = pattern(r"(?:的?(?:落地实施|落地见效|延伸发展|建设工作|建设|等)|被.*|进行.{0,8})+$")
_DOING_HEAD = pattern(
    r"^(?:组织开展|组织|召开|开展|举办|推动发放|发放|推广应用|推广|建设|"
    r"培育|打造|创建|争创|选树|建成|新建|引进|完成|采购|实施|新增|提供|组建|支持|推出)+"
)
_ADDRESSED = pattern(r"^对[^,、]{2,30}?(?=开展|进行|实施|实行|组织)")
_ADVERBS = pattern(
    r"(?:[、\s]|公开|累计|全年|积极|每年|年(?=培训|开展|举办|服务)|每季度|滚动|大力|免费|集中|"
    r"统筹|定期|全[省市县区]|全面|继续|持续|分[行领区批]\S{1,2}|"
    r"进一步|力争|重点|并|年内|高标准|至少|再|共|优先|有序)*"
)
_AROUND = pattern(r"(?:围绕|聚焦|针对|立足|面向|在).*")
_LEADING = pattern(r"带动(?=就业)")
_RANKED = pattern(r"^(?:国家|省|市|县|区|部|自治区)级")
_WHOSE = pattern(r"(?:全[省市县区]|每年|年内|全年|其他|首批|第一批|新一批|至少)+$")
ROUTINE = pattern(r"会议|例会|联席会|会商|调度|通报|督导|督查|分析会|研判|报告|考核|座谈会|推进会")
"""What is done so many times a year as routine, and no goal."""

_SAYS = pattern(r"均|都|要|应|须|已|将|为|是")
_LONGEST = 45  # code points; no indicator has a longer name
_ADVERB = 4  # code points: 重点培育 begins a clause


def indicator(text: str) -> str:
    """An indicator's name out of the words around a number, "" where they name none."""
    if len(text) > 3 * _LONGEST or _NO_GOAL.search(_ADDRESSED.sub("", text.strip())):
        return ""
    flat = halved(text)
    begin = len(flat) - len(flat.lstrip())
    for head in (_ADDRESSED, _BEFORE):
        found = head.match(flat[begin:].rstrip())
        begin += found.end() if found else 0
    behind = _BEHIND.search(flat, begin)
    name = text[begin : behind.start() if behind else len(text)].strip(" 、\t\u3000")
    fits = 1 < len(name) <= _LONGEST and not halved(name).isascii()
    return name if fits and not BUILDING.fullmatch(name) and not _NO_GOAL.search(name) else ""


def blank(before: str) -> bool:
    """Whether words before a number name nothing: ，力争, 、."""
    return not _BEHIND.sub("", _BEFORE.sub("", before.strip())).strip(" 、和及与\t")


def level(text: str, *, counted: bool) -> str:
    """The name of what reaches a level: as `indicator`, without the verb of doing where things are counted."""
    name = indicator(text)
    if counted and name and not RATE.search(name):
        bare = _DOING_HEAD.sub("", name)
        name = bare if len(bare) > 1 else name
    return name


def counted_after(text: str) -> str:
    """The name of what is counted by the words behind the number: 建成3个[专业镇]."""
    return indicator(_TAIL.sub("", text.strip()))


def counted_before(text: str, veil: str, *, carried: str) -> str:
    """The name of what is counted by the words before the number: 培育[重点链]6条; ``carried`` is a verb to keep."""
    verb = governing(veil)
    if _NO_GOAL.search(_ADDRESSED.sub("", text.strip())):
        return ""
    said = text[verb.end() :] if verb else text
    name = indicator(said)
    if name and verb and _KEPT.search(verb[0]):
        return indicator(text[verb.start() :] if _AROUND.match(text[: verb.start()].strip()) else text) or name
    return carried + name if name and not verb else name


def kept_verb(veil: str) -> str:
    """主导或参与制修订: a verb without which the name says nothing, or ""."""
    verb = governing(veil)
    return verb[0] if verb and _CARRIED.search(verb[0]) else ""


def elided(name: str, known: str) -> str:
    """A name that says only the rank, with the noun of the goal before it: 省级 beside 国家级试点项目."""
    return name + _RANKED.sub("", known) if _RANKED.fullmatch(name) else name


def governing(before: str) -> re.Match[str] | None:
    """The verb that counts what stands between it and the number."""
    head = _ADVERBS.match(before)
    return (DOING.match(before, head.end()) if head else None) or BUILDING.search(before) or _LEADING.search(before)


def at_verb(before: str) -> bool:
    """Whether a verb of making stands right before a number."""
    verb = governing(before)
    bare = _WHOSE.sub("", before.rstrip())
    return bool(verb and verb.end() == len(bare)) or any(each.end() == len(bare) for each in BUILDING.finditer(before))


def enumerated(before: str, behind: str, *, counting: bool) -> bool:
    """Whether a number closes a list that a verb of making began: 培育甲、乙等3个特色产业."""
    if not ("、" in before or before.rstrip().endswith("等")) or _LISTING.search(before) or _SAYS.match(behind):
        return False
    verb = BUILDING.search(before)
    led = verb is not None and verb.start() - (len(before) - len(before.lstrip())) <= _ADVERB
    if verb and led and _PUSHING.search(verb[0]) and _ACTS.search(behind):
        return False  # 推进甲、乙等3个镇提升能力 names the three
    return led or counting


def split(name: str, count: int) -> list[str]:
    """The names of ``count`` indicators that are said in one: 市、县级项目 is 市级项目 and 县级项目.

    The joint name for each of them where it has no such parts.
    """
    veil = veiled(halved(name))
    for marks in ("、", "、和与及"):
        places = [place for place, char in enumerate(veil) if char in marks and 0 < place < len(veil) - 1]
        if len(places) == count - 1:
            edges = [-1, *places, len(name)]
            parts = [name[begin + 1 : end].strip() for begin, end in pairwise(edges)]
            if all(parts):
                return _completed(parts)
    return [name] * count


def parts(name: str) -> list[str]:
    """All that a name joins with 、 and 和."""
    veil = veiled(halved(name))
    return split(name, 1 + sum(veil.count(mark) for mark in "、和与"))


def _completed(parts: list[str]) -> list[str]:
    """The parts with the ending that the last one carries for all."""
    last = parts[-1]
    return [part if part is last else _with_ending(part, last) for part in parts]


def _with_ending(part: str, last: str) -> str:
    if RATE.search(part) or part[-1] == last[-1] or len(last) <= len(part):
        return part
    place = last.find(part[-1], 1)
    size = place + 1 if place >= 0 else min(len(part), len(last) - 1)
    return part + last[size:]
