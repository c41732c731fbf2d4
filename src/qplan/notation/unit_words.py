"""The words of unit names: what departments, branches, governments and groups are called, and at which level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qplan.notation.punctuation import halved, pieces
from qplan.notation.words import Words, words
from qplan.patterns import pattern

LONGEST = 60
"""Code points; what is longer is no unit's name and is not looked into."""

# What bureaus are called after, without level and ending. A name made of these words alone has lost its level
# prefix (发改委 after 市财政局); any other, such as 三亚供电局, is a name of its own.
_FIELDS = words(
    "发展 改革 发改 经济 经信 经发 经贸 工业 信息化 信息 工信 科技 科学 技术 科工 科创 教育 教体 体育 文体 民族 宗教 "
    "民宗 公安 民政 司法 财政 人力 资源 社会 保障 人社 社保 自然 规划 资规 生态 环境 环保 环卫 住房 城乡 建设 住建 "
    "城建 建管 住保 房屋 房产 房管 交通 运输 交运 水利 水务 农业 农村 农水 农林 畜牧 兽医 渔业 渔农 海洋 商务 文化 "
    "旅游 文旅 文广 广播 电视 广电 旅 体 新闻 出版 版权 卫生 健康 卫健 退役军人 事务 应急 管理 审计 国资 国有 资产 "
    "市场 监督 监管 药监 市监 统计 医疗 医保 信访 金融 地方 工作 林业 林草 林水 草原 园林 园文 绿化 城市 城管 综合 "
    "行政 执法 审批 审改 审管 政务 政管 政府 政研 服务 数据 大数据 数字 智慧 营商 机关 人防 人民防空 国防 动员 国动 "
    "粮食 物资 储备 能源 知识产权 药品 食品 文物 档案 投资 促进 投促 招商 口岸 物流 外事 外 侨务 侨 台湾 台 公共 "
    "交易 公积金 不动产 登记 扶贫 乡村 振兴 供销 合作 节能 监察 市政 公用 市容 企业 中小 民营 产业 园区 开发 法制 "
    "编制 编 网信 信用 行业 检验 检测 计量 质量 标准 研究 创新 统筹 移民 史志 地方志 改 发 科 经 商 建 教 农 民 卫 "
    "计 交 粮 工程 劳动"
)
# Offices of the central government: 市税务局 is named with the city, but never in a group of its own after ，.
_CENTRAL_FIELDS = words("税务 气象 地震 邮政 通信 消防 救援 烟草 专卖 盐务 管理 监督")
_ENDINGS = frozenset(["局", "委员会", "委", "办公室", "办公厅", "办", "厅", "中心", "支队", "大队", "总队", "联合会"])
_BODIES = words(
    "法院 检察院 人民法院 人民检察院 中级人民法院 中级法院 中院 高级人民法院 高级法院 高院 总工会 工会 工商联 "
    "工商业联合会 团委 妇联 妇女联合会 残联 残疾人联合会 科协 科学技术协会 文联 侨联 贸促会 红十字会 供销社 "
    "供销合作社 供销总社 消保委 消委会 档案馆 党校"
)
_PARTY = frozenset(["组织部", "宣传部", "统战部", "政法委", "社会工作部", "老干部局"])
_PARTY_OFFICES = frozenset(["编办", "网信办", "改革办", "国安办", "巡察办", "机要局", "党校", "办公室"])
_SHORTEST = 3  # code points of a name that only its ending tells: 教育部, but not 全部
_PARTY_PREFIX = pattern(r"(?:自治区|[省市州盟县区旗])(?:党委|委)(?=.)")
_PREFIX = pattern(r"(?:自治区|自治州|自治县|自治旗|[省市州盟县区旗镇乡])(?=.)")
_NO_PREFIX = pattern(r".(?:[省市州盟县区旗](?![场监政容域划直级属])|[(〔\[〈<、域划])|乡镇|镇街|乡村|市场")
_QUALIFIER = pattern(r"[(〔\[〈<][^()〔〕\[\]〈〉<>]*[)〕\]〉>]$")
_LEVEL = r"(?:[省市州盟县区旗乡镇村]|街道?|社区|苏木|嘎查|自治[州县旗]|[(〔\[〈<][^()〔〕\[\]〈〉<>]{0,16}[)〕\]〉>])"
_LAST_OF_LEVELS = frozenset("省市区州盟县旗乡镇村街道木查)〕]〉>")
BARE = pattern(rf"(?:各|有关|相关)?(?:地级|设区|县级)?{_LEVEL}++")
"""Levels alone: 各县, 县(市、区), 各乡镇."""

LEVELS = pattern(rf"{_LEVEL}++")
"""The levels that a name begins with: 区 of 区人民政府."""

_SEAT = pattern(r"(?:人民)?(?:政府|法院|检察院)|党委|党工委|管委会|管理委员会|办事处")
TWIN = pattern(r"(?:人民)?政府|管委会")
"""What stays with the name before 和: 党委和政府."""

_CLASS = r"(?:部门|单位|机构|机关|组织|企业|地区|部委|厅局|处室|科室|成员|团体|院校|高校|协会)"
CLASS_NOUN = pattern(rf"[^、]*?{_CLASS}+(?:\([^()]*\))?")
"""What 等 may be followed by: 有关部门(单位)."""

AND = pattern(r"以及|及|和|与|暨")
"""Words between two names, or within one."""

_GROUP = pattern(
    r"(?:成员单位|领导小组|领导组|工作组|专班|指挥部|委员会|联席会议|工作小组|各?(?:部门|单位|地区|方面)|各地|各级|各方)$"
)
_ENDED = pattern(
    r"(?:[局委办厅院署]|(?<![干全内外局乐西东中南北])部|委员会|办公室|总队|支队|大队|中心|[分支]行|银行|海关|公司|集团|工会|工商联|"
    r"妇联|残联|科协|文联|侨联|协会|学会|商会|联合会|监会|理事会|贸促会|红十字会|供销社|总站|派出所|中支|部门|单位|机构|企业|政府|管委会|"
    r"街道|地区)$"
)
_ENDED_AFTER_LEVEL = pattern(r"(?:[处科室站所馆社校村队]|社区|大学|学院|学校|开发区|园区|基地|领导小组)$")
_BODY = pattern(
    r"(?:大学|学院|[中小]学|学校|幼儿园|医院|研究院|经开区|高新区|开发区|园区|新区|保税区|集聚区|度假区|示范区|港区"
    r"|[林农团]场|农商行|信用社|[商协学]会)$"
)
_DIVISIONS = ("处", "科", "室", "股", "站", "组", "队", "院", "校", "所", "中心")
_NO_ENDING = pattern(r"(?:格局|布局|结局|时局|举办|主办|承办|(?<!政)协办|快办|就近办|一次办|原单位|本单位|用人单位)$")
_NO_NAME = pattern(r"[。;!?:…,×\n、]|某某|[0-9]{6,}")


def is_unit(text: str) -> bool:
    """Whether a text is one unit's name by its pattern: department, branch, government, group or body."""
    flat = halved(text[: LONGEST + 1]).strip()
    if not 1 < len(flat) <= LONGEST:
        return False
    core = unqualified(flat)
    if _NO_ENDING.search(core):
        return False
    joined = _is_joined(core) and (core[0] in "各有相" or _SEAT.search(core[-5:]) is not None)
    if not joined and _NO_NAME.search(re.sub(r"[(〔“《][^)〕”》]*[)〕”》]", "", core)):
        return False
    if joined or _is_plain(core) or _made_of(_CENTRAL_FIELDS, core) or _SEAT.search(core[-5:]):
        return True
    if _GROUP.search(core):
        return len(core) >= _SHORTEST
    if core.startswith("各"):
        return bool(_ENDED.search(core) or _ENDED_AFTER_LEVEL.search(core) or BARE.fullmatch(core))
    levelled = _PREFIX.match(core) is not None or core.startswith("街道")
    if _ENDED.search(core):
        return levelled or len(core) >= _SHORTEST
    return levelled and len(core) >= _SHORTEST and _ENDED_AFTER_LEVEL.search(core) is not None


def is_division(text: str) -> bool:
    """Whether a text may be a bureau's own division: 城建处, 造价站."""
    return unqualified(halved(text)).endswith(_DIVISIONS) and 1 < len(text) <= LONGEST


def is_body(text: str) -> bool:
    """Whether a text may be a body that only its neighbours show to be a unit: a school, a hospital, a zone."""
    return _BODY.search(unqualified(halved(text[:LONGEST]))) is not None and _NO_NAME.search(text) is None


def level_of(name: str) -> str:
    """The level prefix of a name (市 of 市财政局, 市委 of 市委宣传部), "" where it has none."""
    flat = halved(name[:LONGEST])
    if party := _PARTY_PREFIX.match(flat):
        return party[0]
    prefix = _PREFIX.match(flat)
    if prefix is None or _NO_PREFIX.match(flat) or _is_plain(unqualified(flat)):
        return ""
    return prefix[0]


def is_complete(name: str) -> bool:
    """Whether half-width text can end here as a name: 市财政局, but not 市工业 of 市工业和信息化局."""
    core = unqualified(name)
    return len(core) > 1 and bool(
        _ENDED.search(core) or _SEAT.search(core[-5:]) or BARE.fullmatch(core) or _is_joined(name)
    )


def continues(run: Sequence[str], name: str) -> bool:
    """Whether a half-width name after 、 belongs to the one before: 市 and 区人民政府 after 各县, 局 after 各委."""
    last = halved(run[-1])
    if name in {"办", "局", "厅", "部", "委", "室"}:
        return True
    if last.endswith(("党委", "党工委")):  # 党委、人民政府(管委会)
        return _SEAT.match(name) is not None
    if last[-1:] not in _LAST_OF_LEVELS or len(last) > LONGEST or not BARE.fullmatch(last):
        return False
    if BARE.fullmatch(name[:LONGEST]):
        return name[0] not in "各有相"
    head = LEVELS.match(name[:LONGEST])
    if head is None:
        return False
    alone = len(run) == 1 and last[0] in "各有相"  # 各县 may stand alone, 市 may not
    return not alone or _SEAT.match(name, head.end()) is not None or head[0][-1] in ")〕]〉>"


def _is_joined(core: str) -> bool:
    """各县、市、区人民政府 and the like: one name that has 、 outside brackets."""
    first, *rest = (core[piece.start : piece.end] for piece in pieces(core, "、"))
    run = [first]
    for name in rest:
        if not name or not continues(run, name):
            return False
        run.append(name)
    return len(run) > 1


def prefix_for(flat: str, current: str, before: str) -> str:
    """The level prefix that a half-width name lost, "" where it lost none.

    Args:
        flat: the name, as printed.
        current: the prefix of a name before it in the same group (between 、).
        before: the prefix in force in the groups before; central offices do not take it.
    """
    level = current or before
    if not level:
        return ""
    core = unqualified(flat)
    base = re.sub("党?委$", "", level)
    party = base + ("党委" if base == "自治区" else "委")
    if core in _PARTY or (level != base and core in _PARTY_OFFICES):
        return party
    if core.startswith("生态环境") and base in "县区旗":
        return ""  # a branch of the city's bureau
    if _is_plain(core) or (current and _made_of(_CENTRAL_FIELDS, core)):
        return base
    return ""


def unqualified(flat: str) -> str:
    """The name without a qualifier in brackets at its end: 市工信局(国资委)."""
    return (_QUALIFIER.sub("", flat) or flat) if any(closer in flat for closer in ")〕]〉>") else flat


def _is_plain(core: str) -> bool:
    """Whether a name has lost its level: a field and an ending, or a body that every level has."""
    return core in _BODIES.every or _made_of(_FIELDS, core)


def _made_of(fields: Words, core: str) -> bool:
    place = 0
    while field := fields.at(core, place):
        place += len(field)
        place += core[place : place + 1] in ("和", "与", "及")
    return place > 0 and core[place:] in _ENDINGS
