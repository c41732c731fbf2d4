"""An indicator's name and unit of measure -> what it measures, so that two plans' targets can be told to be one."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import NamedTuple

from qplan.framework import folded
from qplan.patterns import pattern

_MARKS = str.maketrans("", "", "“”‘’\"'《》「」 \t\u3000")
_BRACKETS = pattern(r"\(([^()]*)\)")
_SYNONYMS = (
    ("国内生产总值", "GDP"),
    ("地区生产总值", "GDP"),
    ("能源消耗量", "能耗"),
    ("能源消耗", "能耗"),
    ("规模以上", "规上"),
    ("研究与试验发展", "研发"),
    ("R&D", "研发"),
    ("市场主体", "经营主体"),
    ("每万元GDP", "单位GDP"),
    ("万元GDP", "单位GDP"),
)
"""Names of one thing: of statistics, and of registered businesses before and after 2022."""

_SCOPE = pattern(
    r"^(?:(?:到|至)?20[0-9]{2}年(?:底|末)?,?|(?:力争|确保)|(?:全|本|我)[省市县区镇州旗](?!场)|辖区内?|县域|区域内)+"
)
_KINDS = pattern(r"预期性|约束性|逆指标|正指标")
_QUALIFIERS = pattern(r"^(制造业|规上工业企业|规上工业|规上企业|规上|工业|农业|服务业|建筑业)(?=.{4})(?!企业)")
"""Fields that stand before a name or in brackets behind it: 制造业产品质量合格率, 产品质量合格率（制造业）."""

_PER = pattern(
    r"^每(?P<scale>[十百千万亿]*)(?P<kind>(?:常住|户籍)?人口|人|户|家)(?:经营主体|企业|居民)?(?=.{2})|^(?P<each>人|户|亩)均"
)
_COUNT = pattern(r"(?:数量|总数|总量|[家户个件项人]数|(?<![指系分次倍参基常多])数)$")
_SHORTEST = 4

_THINGS = "个 家 户 项 件 条 处 所 座 种 款 类 例 起 份 宗 张 套 支 片"
_FAMILIES: dict[str, dict[str, str]] = {
    "%": {"%": "1", "‰": "0.1"},
    "百分点": {"个百分点": "1", "百分点": "1"},
    "元": {"元": "1", "元人民币": "1"},
    "个": dict.fromkeys(_THINGS.split(), "1"),
    "人": dict.fromkeys(("人", "名", "位"), "1"),
    "天": {"秒": "1", "分钟": "60", "小时": "3600", "天": "86400", "日": "86400", "个自然日": "86400", "周": "604800"},
    "工作日": {"工作日": "1", "个工作日": "1"},
    "月": {"个月": "1", "月": "1", "年": "12"},
    "米": {"米": "1", "千米": "1000", "公里": "1000"},
    "亩": {"平方米": "3", "亩": "2000", "公顷": "30000", "平方公里": "3000000", "平方千米": "3000000"},
    "吨": {"克": "0.000001", "千克": "0.001", "公斤": "0.001", "吨": "1"},
    "吨标准煤": {"吨标准煤": "1", "吨标煤": "1", "千克标准煤": "0.001"},
    "千瓦": {"千瓦": "1", "兆瓦": "1000"},
    "千瓦时": {"千瓦时": "1", "度": "1"},
}
"""Units that measure the same kind, with how much of one measure they are; 天 and 工作日 are two kinds."""
_UNITS = {unit: (kind, Decimal(size)) for kind, family in _FAMILIES.items() for unit, size in family.items()}
_HEADS = {"": "人", "人": "人", "人口": "人", "常住人口": "人", "户籍人口": "人", "家": "户"}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


class Measure(NamedTuple):
    """A unit of measure: what kind it counts (元, %, 个/人) and how much of that kind one of it is."""

    kind: str
    size: Decimal


class Indicator(NamedTuple):
    """What a target measures: its bare name, what narrows it (制造业), and its measure."""

    core: str
    qualifiers: frozenset[str]
    measure: Measure

    @property
    def name(self) -> tuple[str, frozenset[str]]:
        """What two targets must share to be one indicator."""
        return self.core, self.qualifiers


def indicator(name: str, unit: str, region: str | None = None) -> Indicator:
    """Fold a name so that it equals that of the same indicator under another plan's wording.

    Only wordings that surely mean one thing are made equal: width and marks, 全县 and the place's own name, GDP and
    能耗 in their long forms, a field before the name or in brackets, 每万人 in the name or in the unit, 数量 behind
    what is counted. 抽检 and 评价性抽检 remain two.

    Args:
        name: the indicator, as the plan has it.
        unit: its 计量单位.
        region: the plan's place, whose name is left out.
    """
    flat = unicodedata.normalize("NFKC", name).translate(_MARKS)
    if region and len(flat) > len(region) + _SHORTEST:
        flat = flat.removeprefix(region)
    qualifiers: set[str] = set()
    for words in _BRACKETS.findall(flat):
        if _is_unit(words):
            unit = unit or words
        elif not _KINDS.search(words):
            qualifiers.update(filter(None, _plain(words).split("、")))
    core = _plain(_SCOPE.sub("", _BRACKETS.sub("", flat)))
    per = ""
    if found := _PER.match(core):
        per = f"{found['scale'] or ''}{found['kind'] or found['each']}"
        core = core[found.end() :]
    if found := _QUALIFIERS.match(core):
        qualifiers.add(found[1])
        core = core[found.end() :]
    measured = measure(unit, per)
    if measured.kind.partition("/")[0] in ("个", "人", "元") and len(core) > _SHORTEST:
        core = _COUNT.sub("", core)
    return Indicator(core.rstrip("的"), frozenset(qualifiers), measured)


def measure(unit: str, per: str = "") -> Measure:
    """A unit of measure, 亿元 or 件/万人; ``per`` is what the name has of it (每万人)."""
    flat = folded(unit)
    base, _, below = flat.partition("/") if "/" in flat else flat.partition("每")
    kind, size = _measured(base)
    below = below or per
    if not below:
        return Measure(kind, size)
    scale, head = _scaled(below)
    return Measure(f"{kind}/{_HEADS.get(head, head)}", size / scale)


def similar(one: Indicator, two: Indicator) -> bool:
    """Whether two indicators that are not equal may be one all the same: a person has to say."""
    if one.measure.kind != two.measure.kind or one.name == two.name:
        return False
    if one.core == two.core:
        return True
    short, long = sorted((one.core, two.core), key=len)
    if one.qualifiers != two.qualifiers or one.core[-2:] != two.core[-2:] or 3 * len(short) < 2 * len(long):
        return False
    pairs, others = _pairs(short), _pairs(long)
    return _in_order(short, long) or 3 * len(pairs & others) >= len(pairs) + len(others)


def _plain(text: str) -> str:
    for long, short in _SYNONYMS:
        text = text.replace(long, short)
    return text


def _is_unit(words: str) -> bool:
    base = words.partition("/")[0].lstrip("十百千万亿")
    return words in _UNITS or base in _UNITS or words in ("万", "亿")


def _measured(base: str) -> tuple[str, Decimal]:
    if base in _UNITS:
        return _UNITS[base]
    scale, rest = _scaled(base)
    kind, size = _UNITS.get(rest, (rest, Decimal(1)))
    return (kind, size * scale) if rest else (base, Decimal(1))


def _scaled(text: str) -> tuple[Decimal, str]:
    """The scale that a unit begins with, and the rest: 万人 is 10,000 and 人."""
    scale = Decimal(1)
    while text[:1] in _SCALES and text not in _UNITS:
        scale *= _SCALES[text[0]]
        text = text[1:]
    return scale, text


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


def _in_order(short: str, long: str) -> bool:
    """Whether the longer name is the shorter one with words put in: 食品抽检合格率, 食品安全抽检合格率."""
    rest = iter(long)
    return all(char in rest for char in short)
