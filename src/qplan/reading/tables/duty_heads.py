"""The text over a column -> what the column holds: a list of words that offices put over their task tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qplan.notation import note_words
from qplan.reading.blocks import folded

Holds = Literal[
    "number", "section", "title", "text", "units", "person", "due", "last_day", "year", "result", "yearly", "remark",
    "unit", "part", "indicator", "baseline", "goal", "kind", "other",
]  # fmt: skip
"""What a column holds. ``yearly`` is a column for one year, ``year`` one that names a year, ``unit`` 单位 alone:
of measure, or the unit that a task is listed under; ``part`` its share (牵头, 配合); ``kind`` 属性 of a target."""

_WORDS: tuple[tuple[Holds, str], ...] = (
    ("number", r"序号?|编号|项次|no\.?|(?:任务|项目|指标|工作)(?:序号|编号)"),
    ("remark", r"备注|说明|注"),
    ("last_day", r"最迟日期"),
    (
        "person",
        r".{0,8}(?:领导|干部|人员|责任人|负责人|联系人|联络员|电话|联系方式|手机号?码?|包[抓保]人|姓名|职务)(?:及.{2,6})?",
    ),
    ("year", r"年份|(?:实施|完成|起止)?年[度限]|完成年份"),
    ("part", r"职责|角色|承担角色|职责类型|责任类型"),
    ("unit", r"单位|部门|单位名称|部门名称|计量单位|指标单位|量纲"),
    ("kind", r"(?:指标)?(?:属性|性质)"),
    ("baseline", r"(?:基期|现状|基准|当前|目前|基础)(?:年)?(?:值|数|水平|情况)?"),
    ("section", r".{0,4}(?:类别|类型|分类|领域|板块|所在部分|所属部分|方面|章节|环节|一级任务|一级指标|重点方向|专项)"),
    ("indicator", r".{0,6}指标(?:名称|内容|项目)?"),
    (
        "result",
        r".{0,6}成果(?:形式|要求|名称)?|.{0,4}成效|(?:工作|预期|任务|年度|具体|总体|阶段性?)?目标(?:要求|成果)?|目标值|完成标准|.{0,4}标准|(?:考核|量化)要求",
    ),
    (
        "due",
        r"(?!工作安排).{0,4}(?:时限|期限|时间|节点|进度|日期)(?:要求|安排|节点|计划)?|(?:推进|实施|工作)(?:计划|安排)",
    ),
    (
        "text",
        r".{0,8}(?:内容|措施|举措|做法|描述|任务要求|工作要求|具体要求|主要要求)|要求|任务及要求|内容及要求|(?:目标|具体|细化|分解)(?:工作)?任务|任务分解|工作安排",
    ),
    ("title", r".{0,8}(?:任务|事项|项目|工作|要点|名称|清单)|任务分工"),
)
_COMPILED = [(holds, re.compile(words)) for holds, words in _WORDS]
_ROLES = re.compile(
    r".{0,6}?(?:牵头|主办|主责|责任|落实|负责|承办|实施|执行|配合|协办|协助|协同|参与|参加|支持)+(?:考核)?[省市县区州]?"
    r"(?:单位|部门|处室|科室|机构|主体|方)?(?:[和及、/].{2,8})?|(?:责任|职责)?分工"
)
_YEAR = re.compile(r"((?:19|20)\d\d)年?(.{0,12})")
_BASE = re.compile(r"基期|现状|基准|基数|基础|实际|实绩|完成|目前|当前")
_LABELS = {"lead": "牵头单位", "support": "配合单位", "others": "责任单位", "carry": "落实单位"}


@dataclass(frozen=True)
class Head:
    """A column head understood.

    ``text`` is as printed, without blanks; ``label`` and ``kind`` are of columns that hold units: the label that a
    note would have, and what it says (`note_words.Kind`). ``year`` is the one that the head names.
    ``convention`` is one that the head declares: 责任单位（第一个为牵头单位）.
    """

    holds: Holds
    text: str
    label: str = ""
    kind: note_words.Kind = "unknown"
    year: int | None = None
    convention: note_words.Convention | None = None


def read(text: str, above: str = "") -> Head:
    """What a column holds, by its head; ``above`` is the head over several columns that this one is under."""
    shown = folded(text)
    bare = _bare(shown)
    if above and folded(above) != shown:
        under = _year_head(shown, bare, folded(above)) or (_units(shown, bare) if _is_role(bare) else None)
        if under:
            return under
        named = _named(shown, bare)
        return named if named.holds != "other" else Head(read(above).holds, shown, *_rest(read(above)))
    return _year_head(shown, bare, "") or (_units(shown, bare) if _is_role(bare) else None) or _named(shown, bare)


def _rest(head: Head) -> tuple[str, note_words.Kind, int | None, note_words.Convention | None]:
    return head.label, head.kind, head.year, head.convention


def is_head(texts: Sequence[str]) -> bool:
    """Whether a row of texts is the head of a table: most of its cells are known heads, two of them different."""
    known = [head.holds for head in map(read, texts) if head.holds != "other"]
    return len(set(known)) > 1 and len(known) * 2 > len(texts)


def _bare(shown: str) -> str:
    """Without what stands in brackets: 责任单位(排第一位的为牵头单位) and 牵头(责任)单位."""
    return re.sub(r"[(〔\[][^()〔〕\[\]]*[)〕\]]", "", shown).rstrip(":：").lower()


def _is_role(bare: str) -> bool:
    persons = re.search(r"领导|干部|人员|责任人|负责人", bare) and not re.search(r"单位|部门", bare)
    return not persons and len(bare) <= 14 and _ROLES.fullmatch(bare) is not None  # noqa: PLR2004 - a head is short


def _units(shown: str, bare: str) -> Head:
    kind = note_words.label_kind(bare)
    kind = "others" if kind == "unknown" else kind
    found = next(note_words.labels(f"{bare}:"), None)
    usual = found is not None and found.kind == kind and found.text == bare and bare.endswith(("单位", "部门", "处室"))
    declared = note_words.convention(shown)
    return Head("units", shown, bare if usual else _LABELS[kind], kind, None, declared[0] if declared else None)


def _year_head(shown: str, bare: str, above: str) -> Head | None:
    """2025年基期值, 2026年目标, 2026年工作安排, 目标值(2027年), 2026年 under 目标值."""
    named = _YEAR.fullmatch(shown) or _YEAR.fullmatch(bare)
    inside = re.search(r"[(〔\[]((?:19|20)\d\d)年?[)〕\]]", shown)
    if named is None and inside is None:
        return None
    year = int((named or inside or [0, 0])[1])
    words = f"{above}{named[2] if named else bare}"
    if re.search(r"时限|期限|节点", words):
        return None
    if _BASE.search(words) and "目标" not in (named[2] if named else bare):
        return Head("baseline", shown, year=year)
    return Head("goal" if re.search(r"目标|指标|规划", words) else "yearly", shown, year=year)


def _named(shown: str, bare: str) -> Head:
    if len(bare) > 14:  # noqa: PLR2004 - a head is short
        return Head("other", shown)
    return Head(next((holds for holds, words in _COMPILED if words.fullmatch(bare)), "other"), shown)
