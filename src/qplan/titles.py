"""A title: the one that such plans usually have, and its lines, a trapezium or a lozenge (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

LINE = 20
"""Characters of 2号 type (22 pt) that fit the 156 mm of a line."""
_FULL = 18
"""A title up to this width is left on one line; a longer one would fill the line from edge to edge."""
_MOST_LINES = 5
"""A longer title is left to the page; no office signs one."""
_SHORTEST = 4
"""Characters that the last line needs at least."""

_LEXICON = """
实施方案 工作方案 行动方案 行动计划 实施意见 指导意见 若干措施 若干意见 实施细则 管理办法 工作规则 工作要点
三年 五年 征求意见 通知 公告 意见 方案 计划 规划 纲要 办法 规定 细则 通报 报告 请示 批复 决定 的通知 的意见
的实施方案 的实施意见 关于 关于印发 关于公开征求 关于做好 关于推进 关于加强 关于进一步 关于深入贯彻
关于全面推进 关于开展 印发 转发 公开 征求 公布 发布 质量 强国 强省 强市 强县 强区 强镇 质量强国 质量强省
质量强市 质量强县 质量强区 质量强镇 质量强旗 培育 建设 培育建设 质量提升 质量发展 质量基础设施 高质量发展
高质量 质量工作 质量安全 质量品牌 产业质量 产品 工程 服务 品牌 标准化 计量 认证 检验 检测 知识产权 进一步
深入 深入贯彻 贯彻 落实 贯彻落实 推进 全面推进 推动 加快 加强 加大 深化 强化 完善 健全 优化 提升 提高 促进
支持 扩大 实施 开展 做好 打造 构建 建立 建成 标杆 城市 示范 创新 改革 经济 社会 发展 产业 企业 市场 监管
市场监管 监督 管理 监督管理 治理 体系 能力 水平 现代化 领导小组 办公室 人民政府 办公厅 委员会 市场监督管理局
区域 全市 全县 全区 全省 我市 我县 我区 年度 行动 专项 重点 任务 分工 试点 若干 制造业 数字化 绿色 环境 生态
营商环境 营商 消费 食品 药品 安全 农业 农村 科技 文化 旅游 教育 政策 措施 机制 制度 统筹 协调 保障
"""
"""Words of official titles that a line end must not cut."""
_WORDS = frozenset(_LEXICON.split())

# What a plan of each level calls the place: a 县级市 is a 强市 and a zone a 强区.
_STRONG = {
    "province": "省", "city": "市", "county": "县", "district": "区", "county_city": "市",
    "autonomous_county": "县", "banner": "旗", "town": "镇", "subdistrict": "街道", "zone": "区",
}  # fmt: skip

_NOT_FIRST = re.compile(r"[的和与及、，。：；》〉”’）】〕]")
_NOT_LAST = re.compile(r".*(关于|[对和与及为《〈“‘（【〔])$")
_QUOTED = re.compile(
    r"《[^》]*》|“[^”]*”|〔[^〕]*〕|（[^）]*）|\([^)]*\)|<[^>]*>|\"[^\"]*\"|[A-Za-z0-9.%\-—～]+[年月]?"
)
_KINDS = re.compile(r"的?(实施|工作|行动|指导|若干)?(方案|意见|通知|计划|措施|办法|纲要)")

_EXTRA_LINE = 12
_PLAIN = 12
"""Cost of a break at the end of any word, where a better place costs nothing."""
_PAUSE = 8
"""Cost of a break after 、."""
_STRAY = 70
"""Cost of a break between two characters that no known word covers."""
_INSIDE = 200
"""Cost of a break within a cited title or a quotation, for one that is wider than a line."""


def usual(region: str, level: str | None, genre: str = "实施方案") -> str:
    """The title of a plan that has none of its own yet: 示例县质量强县培育建设实施方案."""
    return f"{region}质量强{_STRONG.get(level or '', '县')}培育建设{genre}"


def title_lines(title: str, words: Iterable[str] = ()) -> tuple[str, ...]:
    """Break a title into lines of at most `LINE` characters, half-width ones counting half.

    Args:
        title: one line; blanks inside it stay.
        words: names that stay whole besides the built-in ones: the region, the issuers.

    Returns:
        One line where it fits with room to spare, else the division with the least cost over all divisions:
        no word is cut, no line begins with 的 or ends with 关于, the lines form a trapezium or a lozenge
        and are neither equal nor an hourglass, two lines have the longer first, the last has four characters.
    """
    title = title.strip()
    if width(title) <= _FULL:
        return (title,)
    fewest = int(-(-width(title) // LINE))
    if fewest > _MOST_LINES:
        return (title,)
    costs = _break_costs(title, words)
    best: tuple[float, tuple[str, ...]] = (math.inf, (title,))
    for count in (fewest, fewest + 1):
        for cuts in _divisions(title, 0, sorted(costs), count):
            lines = tuple(title[a:b].strip() for a, b in pairwise((0, *cuts, len(title))))
            cost = sum(costs[cut] for cut in cuts) + _shape_cost([width(line) for line in lines])
            best = min(best, (cost + _EXTRA_LINE * (count - fewest), lines))
    return best[1]


def _divisions(title: str, start: int, cuts: list[int], count: int) -> Iterator[tuple[int, ...]]:
    """Every way to cut the rest of a title into ``count`` lines that fit."""
    if width(title[start:].strip()) > LINE * count:
        return
    if count == 1:
        yield ()
        return
    for cut in cuts:
        if cut > start and width(title[start:cut].strip()) <= LINE:
            for rest in _divisions(title, cut, cuts, count - 1):
                yield (cut, *rest)


def width(text: str) -> float:
    """The width of a text in full-width characters."""
    return sum(1 if unicodedata.east_asian_width(ch) in "WFA" else 0.5 for ch in text)


def _shape_cost(widths: list[float]) -> float:
    steps = [b - a for a, b in pairwise(widths)]
    cost = sum(25.0 if abs(step) < 1 else 3 * abs(abs(step) - 4) for step in steps)
    # An hourglass narrows and then widens again.
    cost += sum(80 for a, b in pairwise(steps) if a < 0 < b)
    # Of two lines the longer stands first.
    cost += 6 if all(step >= 0 for step in steps) else 0
    cost += 15 * max(0.0, max(widths) - _FULL)
    return cost + 40 * max(0.0, _SHORTEST - widths[-1])


def _break_costs(title: str, words: Iterable[str]) -> dict[int, float]:
    """Where a line may end (an index into the title), and what it costs to end it there."""
    known = {*_WORDS, *(word for word in words if word)}
    edges: dict[int, bool] = {}
    inside: set[int] = set()
    for start, end, certain in _tokens(title, known):
        edges[start] = certain or edges.get(start, False)
        edges[end] = certain
    for quoted in _QUOTED.finditer(title):
        inside.update(range(quoted.start() + 1, quoted.end()))
    costs: dict[int, float] = {}
    for cut, certain in edges.items():
        before, after = title[:cut].rstrip(), title[cut:].lstrip()
        if not before or not after or _NOT_FIRST.match(after) or _NOT_LAST.match(before):
            continue
        costs[cut] = _break_cost(before, after, certain) + (_INSIDE if cut in inside else 0)
    return costs


def _break_cost(before: str, after: str, certain: bool) -> float:
    if not certain:
        return _STRAY
    if after.startswith("关于") or before.endswith(("的", "》", "印发", "征求")) or _KINDS.fullmatch(after):
        return 0
    return _PAUSE if before.endswith("、") else _PLAIN


def _tokens(title: str, known: set[str]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is a known word): the longest known word at each place, else one character."""
    longest = max(map(len, known))
    at = 0
    while at < len(title):
        for size in range(min(longest, len(title) - at), 1, -1):
            if title[at : at + size] in known:
                yield at, at + size, True
                at += size
                break
        else:
            number = re.match(r"[A-Za-z0-9.%\-—～]+[年月]?", title[at:])
            size = number.end() if number else 1
            yield at, at + size, not title[at].isalnum()
            at += size
