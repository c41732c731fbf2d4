"""The words of quantities: what stands before a number, and in which unit it measures or counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qplan.notation.words import words
from qplan.patterns import pattern

_AT_LEAST = "不低于 不少于 不小于 不得低于 不得少于 至少 至少有 超过 超 超出 高于 大于 多于 突破 破 高达 >= => ≥ ≧ >"
_AT_MOST = "不超过 不高于 不多于 不大于 不得超过 不得高于 低于 少于 小于 最多 控制在 压缩在 限制在 <= =< ≤ ≦ <"
_REACH = (
    "达到 达 提高到 提高至 提升到 提升至 增加到 增加至 增长到 "
    "增长至 上升到 上升至 增至 升至 扩大到 扩大至 拓展到 拓展至 "
    "扩展到 扩展至 扩大为 降到 降至 降为 下降到 下降至 降低到 "
    "降低至 降低为 减少到 减少至 减少为 减至 减为 压减到 压减至 "
    "压减为 压降到 压降至 压缩到 压缩至 压缩为 缩短到 缩短至 缩短为 缩减到 缩减至 缩减为 缩小到 缩小至 精简到 精简至 "
    "精简为 下调到 下调至 调整到 调整至 调整为 优化到 优化至 "
    "优化为 提速到 提速至 提高为 提升为 增加为 保持在 保持 稳定在 "
    "稳定保持在 维持在 实现"
)
_INCREASE = "增长 增加 新增 净增 新增加 前进 前移 提高 提升 上升 增幅达到 增长率达到 增速达到"
_DECREASE = "下降 降低 减少 压减 压降 削减 缩减 压缩 缩短 缩小 精简 下调 降幅达到"
_YEARLY = (
    "年均增长 年均增加 年均递增 年均提高 年均提升 年均新增 "
    "年递增 年增长 每年递增 每年增长 每年增加 每年新增 每年净增 "
    "逐年递增"
)
_NO_RELATION = (
    "力争 争取 确保 努力 累计 均 都 分别 总体 整体 原则上 平均 "
    "年均 约 大约 同比 环比 将 要 应 须 必须 共 全部 基本 稳步 "
    "进一步 再 承诺时限 承诺"
)
_RELATIONS: dict[str, str] = {
    word: meaning
    for meaning, listed in (
        ("at_least", _AT_LEAST),
        ("at_most", _AT_MOST),
        ("reach", _REACH),
        ("to", "到 至"),
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
_SHARES = ("人均", "户均", "亩均", "地均", "成为", "作为")  # their last character is no word of relation
_COMPARED = pattern(
    r"(?:比|较)(?:20[0-9]{2}年(?:底|末|同期)?|上年(?:度|同期)?|"
    r"上一年|去年(?:同期)?|同期|基期|现行|“?十[三四五六]五”?末)$"
)

_COUNTERS = words(
    "个百分点 个名次 个 件次 件 项次 项 家次 家 条 张 套 台次 台 "
    "处 所 座 户次 户 名次 名 人次 人 支 辆 艘 批次 批 份 场次 "
    "场 轮次 期次 种 类 款 例 片 次 宗 起 篇 期 对 班次 班 只 头 株 门 部 位 学时 课时 "
    "公里 平方公里 平方千米 平方米 立方米 米 "
    "吨标准煤 吨标煤 千克标准煤 吨 亩 公顷 欧元 港元 元 美元 千瓦时 "
    "千瓦 兆瓦 度 分 倍 标箱 千克 公斤 斤 克 毫克 微克 升 毫升"
)
_ANOTHER_WORD = {  # what makes another word of a counter: 个 counts, but not in 个月, 项 not in 项目
    "个": "月别", "件": "套", "项": "目", "家": "庭", "条": "件例", "张": "贴", "处": "理置罚分",
    "所": "有属在", "户": "籍均", "名": "牌录称单", "人": "均民大才员口", "支": "持撑付", "批": "准发",
    "场": "所景地", "种": "养植子业", "类": "别", "分": "别类级钟工布析配", "台": "账风", "座": "谈席",
    "次": "年日要品生",
    "起": "来草步点诉到重用于", "期": "间限末货刊待满工", "对": "接标应象口外", "班": "子级主", "只": "有能要需是",
    "头": "部",
    "门": "类店户诊口槛牌", "部": "门分署委队长级位", "位": "于置列", "度": "假过", "克": "服隆", "升": "级高学",
    "套": "餐",
    "份": "额", "片": "区", "款": "项",
}  # fmt: skip
_TIMES = words("个工作日 个自然日 工作日 个月 小时 分钟 秒 天 日 周")
_SHARE_SIGNS = words("% ‰")
_PER = pattern(
    r" ?/ ?(?:[百千万亿]*(?:元GDP|元|人|户|台|辆|年|月|日|天|小时|次|"
    r"件|项|家|个|亩|公顷|人口|平方公里|平方米|立方米|公里|吨|升|千克"
    r"|公斤|千瓦时|市场主体|常住人口))(?:·年)?"
)
_PER_HEAD = pattern(r"每[百千万]*(?:人口|人|户|平方公里)$")
_BRACKETED = pattern(r"\([^0-9()]{1,2}\)")
_BOUNDS = words("以上 及以上 以下 及以下 以内 之内 内 左右 上下")
_INSIDE = "部外容涵陆地资在的涝销"  # 内 before one of these is no bound
_NUMBER = pattern(
    r"(?<![0-9A-Za-z.第前+×*/-])(?<![0-9][:∶])(?!20[0-9]{2}年)[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
    r"(?![0-9A-Za-z.+×*]|[:∶][0-9]|-(?![0-9])) *"
)
_DIGITS = "一二三四五六七八九"
_HUNDREDS = rf"[{_DIGITS}两]百(?:[{_DIGITS}]十[{_DIGITS}]?)?"
_HAN = pattern(
    rf"(?<![第几数多前上下{_DIGITS}两十百千万亿零0-9.])(?<![{_DIGITS}两十][至到、])"
    rf"(?:[{_DIGITS}两]千(?:{_HUNDREDS})?|{_HUNDREDS}|[{_DIGITS}]?十[{_DIGITS}]?|[百千{_DIGITS[1:]}两])"
    r"(?=(?:家次|人次|场次|家|个|项|条|户|名|人|亩|件|座|所|处|辆|台|场|公里)(?![百千万亿]))"
)
_RANGE = pattern(r"[~—–\-至到]+[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z.-]) *")
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = 2  # 万亿


class Measure(NamedTuple):
    """A number in prose with its unit and bound (以上); ``counted`` where things are counted in the unit.

    ``worded`` says that the number is Chinese (十家).
    """

    start: int
    end: int
    unit: str
    counted: bool
    bound: str
    worded: bool = False

    @property
    def timed(self) -> bool:
        """Whether it is a length of time."""
        return _TIMES.at(self.unit, 0) != ""

    @property
    def share(self) -> bool:
        """Whether it is a part of a whole."""
        return self.unit in ("%", "‰")

    @property
    def money(self) -> bool:
        """Whether it is a sum."""
        return self.unit.endswith("元")


def measures(veil: str, start: int, end: int) -> Iterator[Measure]:
    """The numbers of veiled text between two places, but no years, ordinals and parts of names (5G, 第3)."""
    place = start
    han = [each for each in _HAN.finditer(veil, start, end) if _unit(veil, each.end())[2]]
    while number := _NUMBER.search(veil, place, end):
        while han and han[0].start() < number.start():
            yield _worded(veil, han.pop(0), end)
        place, unit, counted = _unit(veil, number.end())
        if high := _RANGE.match(veil, place):
            place, unit, counted = _unit(veil, high.end())
        bound = _bound(veil, place)
        place = min(place + len(bound), end)
        if unit != "日" or bound:
            yield Measure(number.start(), place, unit, counted, bound)
    for number in han:
        yield _worded(veil, number, end)


def _worded(veil: str, number: re.Match[str], end: int) -> Measure:
    place, unit, counted = _unit(veil, number.end())
    bound = _bound(veil, place)
    return Measure(number.start(), min(place + len(bound), end), unit, counted, bound, worded=True)


def in_digits(flat: str) -> str:
    """Text that ends in a count in Chinese numerals (不少于十家, 一百亩以上), in digits; other text as it is."""
    number = _HAN.search(flat)
    if number is None:
        return flat
    end, _, counted = _unit(flat, number.end())
    ends = counted and end + len(_bound(flat, end)) == len(flat)
    return f"{flat[: number.start()]}{_value(number[0])}{flat[number.end() :]}" if ends else flat


def _value(numeral: str) -> int:
    """The number that a numeral below ten thousand stands for; 百 alone is a hundred."""
    total = digit = 0
    for char in numeral:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = 2 if char == "两" else 1 + _DIGITS.index(char)
    return total + digit


def _bound(veil: str, place: int) -> str:
    bound = _BOUNDS.at(veil, place)
    after = veil[place + len(bound) : place + len(bound) + 1]
    return "" if bound == "内" and after and after in _INSIDE else bound


def _unit(veil: str, place: int) -> tuple[int, str, bool]:
    """The unit at a place, with 万 and 亿 and 每 what: where it ends, the unit, whether things are counted in it."""
    end, counted = _plain_unit(veil, place)
    if end > place and (more := _PER.match(veil, end) or _BRACKETED.match(veil, end)):
        end = more.end()
    return end, "".join(veil[place:end].split()).replace("(", "（").replace(")", "）"), counted


def _plain_unit(veil: str, place: int) -> tuple[int, bool]:
    if unit := _TIMES.at(veil, place) or _SHARE_SIGNS.at(veil, place):
        return place + len(unit), False
    most = place
    while veil[most : most + 1] in ("万", "亿", "千") and most < place + _SCALES:
        most += 1
    for scale in range(most, place - 1, -1):  # 万千瓦 is 万 and 千瓦
        if unit := _COUNTERS.at(veil, scale):
            end = scale + len(unit)
            after = veil[end : end + 1]
            return (place, False) if after and after in _ANOTHER_WORD.get(unit, "") + "级" else (end, True)
    after = veil[most : most + 1]
    if most > place and (not after or after in "、,;。:!?\n " or _BOUNDS.at(veil, most)):
        return most, True  # 突破5亿
    return place, False


def lead(flat: str, end: int) -> tuple[int, list[str]]:
    """The words of relation right before a number at ``end``: where they begin, and the relations they mean.

    到 and 至 alone (提升合格率至95%) mean "to": they say so only where a verb of change stands before.
    """
    per = _PER_HEAD.search(flat[max(0, end - 8) : end])
    if per and (inner := _lead(flat, end - len(per[0])))[1]:
        return inner  # 达到每万人5件
    return _lead(flat, end)


def _lead(flat: str, end: int) -> tuple[int, list[str]]:
    meanings: list[str] = []
    begin = len(flat[:end].rstrip()) if flat[end - 1 : end] == " " else end
    while begin > 0:
        word = _LEADS.before(flat, begin)
        if word and flat[begin - 2 : begin] not in _SHARES:
            begin -= len(word)
            meanings.append(_RELATIONS[word])
        elif compared := _COMPARED.search(flat[max(0, begin - 12) : begin]):
            begin -= len(compared[0])
        else:
            break
    return begin, [meaning for meaning in meanings if meaning]
