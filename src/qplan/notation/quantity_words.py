"""The words of quantities: what stands before a number, what is counted, and what makes a number no goal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qplan.notation.words import words
from qplan.patterns import pattern

_AT_LEAST = "不低于 不少于 不小于 至少 超过 超 高于 大于 多于 突破 >= => ≥ ≧ >"
_AT_MOST = "不超过 不高于 不多于 不大于 低于 少于 小于 最多 控制在 <= =< ≤ ≦ <"
_REACH = (
    "达到 达 提高到 提高至 提升到 提升至 增加到 增加至 增长到 增长至 上升到 上升至 增至 升至 扩大到 降到 降至 "
    "下降到 下降至 降低到 降低至 减少到 减少至 压减到 压减至 压缩到 压缩至 "
    "缩短到 缩短至 缩减到 缩减至 保持在 保持 稳定在 维持在 实现"
)
_INCREASE = "增长 增加 新增 净增 新增加 提高 提升 上升 增幅达到"
_DECREASE = "下降 降低 减少 压减 削减 缩减 压缩 缩短 降幅达到"
_YEARLY = (
    "年均增长 年均增加 年均递增 年均提高 年均提升 年均新增 年递增 年增长 每年递增 每年增长 每年增加 每年新增 逐年递增"
)
_NO_RELATION = "力争 争取 确保 努力 累计 均 都 分别 总体 原则上 平均 约 同比 将 要 应 须 共 全部 基本 稳步"
_RELATIONS: dict[str, str] = {
    word: meaning
    for meaning, listed in (
        ("at_least", _AT_LEAST),
        ("at_most", _AT_MOST),
        ("reach", _REACH),
        ("equal", "等于 为 ="),
        ("increase", _INCREASE),
        ("decrease", _DECREASE),
        ("yearly_increase", _YEARLY),
        ("between", "介于 处于"),
        ("", _NO_RELATION),
    )
    for word in listed.split()
}
_LEADS = words(_RELATIONS)
_COMPARED = pattern(r"(?:比|较)(?:20[0-9]{2}年(?:底|末)?|上年|上一年|去年|同期|基期|“?十[三四五]五”?末)$")

_COUNTERS = words(
    "个百分点 个 件 项 家 条 张 套 台 处 所 座 户 名 人次 人 支 辆 艘 批 份 场 种 类 款 例 片 公里 平方公里 平方米 "
    "立方米 米 吨标准煤 吨 亩 公顷 元 美元 千瓦时 千瓦 分 倍 标箱 公斤 斤"
)
_ANOTHER_WORD = {  # what makes another word of a counter: 个 counts, but not in 个月, 项 not in 项目
    "个": "月体人性税工", "件": "套", "项": "目", "家": "庭居政用电", "条": "件例", "张": "贴", "处": "理置罚分",
    "所": "有属在", "户": "外籍", "名": "牌录优称单", "人": "均民大才员口", "支": "持撑付", "批": "准发",
    "场": "所景地", "种": "养植子业", "类": "别", "分": "别类级钟工布析配",
}  # fmt: skip
_UNITS = words("% ‰ 个工作日 工作日 个月 小时 分钟 天")
_BOUNDS = words("以上 及以上 以下 及以下 以内 之内 左右")
_NUMBER = pattern(r"(?<![0-9A-Za-z.第前+-])(?!20[0-9]{2}年)[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9A-Za-z.+-]) *")
_RANGE = pattern(r"[~—–至到]+[0-9]+(?:\.[0-9]+)?")

_BUILD = (
    "建成|新建|改建|扩建|建设|培育|打造|创建|创成|新增|净增|增加|形成|引进|认定|制定|制修订|修订|主导|参与|发展|完成|实现|争创|"
    "获评|申报|选树|推出|组建|设立|改造|推广|开展|举办|评选|建立|培养|推动|达成|布局|落地|孵化|开工|竣工|取得|获得|通过|加快|推进|"
    "组织|召开"
)
BUILDING = pattern(rf"(?:{_BUILD})(?:[、和或及并]?(?:提升|新)?(?:{_BUILD}))*+")
"""Verbs whose object is counted."""

RATE = pattern(r"(?:率|比例|占比|比重|指数|覆盖面|满意度|贡献度|水平|程度|强度|值)$")
"""The end of an indicator that a number may follow at once: 合格率98%以上."""

CUT = pattern(r",(?![0-9]{3}(?![0-9]))|[。;:!?\n]")
"""The end of a clause."""

MILESTONE = pattern(
    r"^[ —]*(?:力争|争取|确保)?[到至](?P<head>20[0-9]{2})年|[到至](?P<to>20[0-9]{2})年|(?P<by>20[0-9]{2})年(?:底|末)?前"
    r"|^ *(?P<bare>20[0-9]{2})年"
)
"""The year of a goal; ``head`` opens a clause."""

_NO_GOAL = pattern(
    r"奖励|补助|补贴|奖补|贴息|给予|一次性|最高|资助|罚款|收费|征收|收取|抵扣|税率|按照?$|^[对按凡由如]|情况$"
)
_BEFORE = pattern(
    r"^(?:[、和及与并且将把 —]|其中|同时|力争|争取|确保|努力|积极|大力|持续|进一步|全面|实现|推动|促进|使|提升|提高|"
    r"新增|[到至]?20[0-9]{2}年(?:底|末)?前?|年底前|全[省市县区镇州])+"
)
_BEHIND = pattern(r"(?:分别|累计|均|都|要|应|总体|平均|每年|进一步|稳步|逐步|不断|持续|力争|建设|工作|等)+$")
_LONGEST = 45  # code points; no indicator has a longer name
_SCALES = 2  # 万亿


class Measure(NamedTuple):
    """A number in prose with its unit and bound (以上); ``counted`` where things are counted in the unit."""

    start: int
    end: int
    unit: str
    counted: bool
    bound: str


def measures(veil: str, start: int, end: int) -> Iterator[Measure]:
    """The numbers of veiled text between two places, but no years, ordinals and parts of names (5G, 第3)."""
    place = start
    while number := _NUMBER.search(veil, place, end):
        place, unit, counted = _unit(veil, number.end())
        if high := _RANGE.match(veil, place):
            place, unit, counted = _unit(veil, high.end())
        bound = _BOUNDS.at(veil, place)
        place = min(place + len(bound), end)
        yield Measure(number.start(), place, unit, counted, bound)


def _unit(veil: str, place: int) -> tuple[int, str, bool]:
    """The unit at a place, with 万 and 亿: where it ends, the unit, and whether things are counted in it."""
    if unit := _UNITS.at(veil, place):
        return place + len(unit), unit, False
    scale = place
    while veil[scale : scale + 1] in ("万", "亿", "千") and scale < place + _SCALES:
        scale += 1
    unit = _COUNTERS.at(veil, scale) or (_COUNTERS.at(veil, place) if (scale := place) else "")
    after = veil[scale + len(unit) : scale + len(unit) + 1]
    if not unit or (after and after in _ANOTHER_WORD.get(unit, "")):
        return place, "", False
    return scale + len(unit), veil[place : scale + len(unit)], True


def lead(flat: str, end: int) -> tuple[int, list[str]]:
    """The words of relation right before a number at ``end``: where they begin, and the relations they mean."""
    meanings: list[str] = []
    begin = end = len(flat[:end].rstrip()) if flat[end - 1 : end] == " " else end
    while begin > 0:
        if word := _LEADS.before(flat, begin):
            begin -= len(word)
            meanings.append(_RELATIONS[word])
        elif compared := _COMPARED.search(flat[max(0, begin - 12) : begin]):
            begin -= len(compared[0])
        else:
            break
    return begin, [meaning for meaning in meanings if meaning]


def indicator(text: str) -> str:
    """An indicator's name out of the words around a number, "" where they name none."""
    if len(text) > 3 * _LONGEST or _NO_GOAL.search(text.strip()):
        return ""
    name = _BEHIND.sub("", _BEFORE.sub("", text.strip())).strip(" 、")
    fits = 1 < len(name) <= _LONGEST and not name.isascii()
    return name if fits and not BUILDING.fullmatch(name) and not _NO_GOAL.search(name) else ""
