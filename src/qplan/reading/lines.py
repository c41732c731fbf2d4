"""The lines around a plan's body, each by its look alone: title, addressees, signature, date, web residue."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from qplan.notation import numbering

Look = Literal[
    "crumb",  # breadcrumbs, buttons, questions of a web page
    "grid",  # a metadata row: 发文字号: … | 成文日期: …
    "number",  # 示政发〔2026〕5号
    "letterhead",  # 示例县人民政府文件
    "disclosure",  # （此件公开发布）
    "draft",  # （征求意见稿）
    "bracketed",  # （2026—2027年）
    "date",
    "addressees",
    "copies",  # 抄送：…
    "printed",  # 示例县人民政府办公室 2026年3月2日印发
    "contact",
    "title",
    "body",  # an authority's name, as in a signature
    "text",
]

NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]\s*(?:第\s*)?\d{0,4}\s*号")
_YEAR = r"(?P<y>(?:19|20)\d\d|[一二][〇零Oo○一二三四五六七八九]{3})"
_NUMERAL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_YEAR_DIGITS = str.maketrans("〇零Oo○一二三四五六七八九", "00000123456789")
DATE = re.compile(rf"{_YEAR}\s*年\s*(?P<m>{_NUMERAL})\s*月\s*(?P<d>{_NUMERAL})\s*日")

GENRES = (
    "实施方案", "工作方案", "行动方案", "试点方案", "分工方案", "方案", "实施意见", "指导意见", "若干意见", "意见",
    "行动计划", "工作计划", "计划", "工作要点", "要点", "政策措施", "若干措施", "措施", "政策举措", "若干举措", "举措",
    "任务清单", "清单", "发展规划", "规划", "纲要", "实施细则", "细则", "办法", "若干政策", "政策", "规定", "通知",
    "公告", "公示", "函", "决定",
)  # fmt: skip
COVERS = ("通知", "公告", "公示", "函")
_TITLE = re.compile(
    rf"[^。；;！!？?：:|]{{2,70}}?(?P<genre>{'|'.join(GENRES)})"
    r"(?P<tail>(?:[（(](?:[^（）()]{0,10}稿|试行|暂行|草案|送审|代拟|[\d年—\-–~～至]{4,14})[）)])*)"
)
_DRAFT = re.compile(
    r"[（(【\[]?\s*(?:公开)?(?:征求意见稿|征求意见|送审稿|讨论稿|草案|草稿|初稿|修改稿|代拟稿)\s*[）)】\]]?"
)
_DISCLOSURE = re.compile(r"[（(](?:此[^（）()]{0,8}公开[^（）()]{0,8}|[^（）()]{0,8}不予公开[^（）()]{0,8})[）)]")
_BRACKETED = re.compile(r"[（(【][^（）()【】]{1,40}[）)】]")
_AUTHORITY = re.compile(
    r"[^\s，,。；;：:、（）()《》“”\d]{2,30}"
    r"(?:政府|办公室|办公厅|办事处|委员会|党委|领导小组|管委会|总局|局|厅|委|办|院|部|会|中心|支行|分行|支队|公司)"
    r"(?:[（(][^（）()]{1,20}[）)])?"
)
ADDRESSEES = re.compile(
    r"(?P<who>(?:各|[^。；;：:《》]{0,40}(?:政府|委员会|党委|管委会|办事处|机构|部门|单位|局|委|办))"
    r"[^。；;：:《》]{0,150})[:：]"
)
_GRID_LABELS = (
    "索引号", "主题分类", "发布机构", "发文机关", "制发机关", "成文日期", "标题", "名称", "发文字号", "文号",
    "发布日期", "公开日期", "生成日期", "公文种类", "体裁分类", "组配分类", "有效性", "生效日期", "废止日期",
    "效力状态", "时效", "分类", "责任部门", "废止时间", "累计次数", "公开方式", "公开范围", "统一编号", "信息来源",
    "来源", "发布时间", "浏览次数", "浏览量", "点击数", "字体", "字号", "关键词", "主题词",
)  # fmt: skip
_SPACED = "|".join(r"\s*".join(label) for label in _GRID_LABELS)
_GRID = re.compile(rf"\s*(?P<label>{_SPACED})\s*[:：]")
_CELLS = re.compile(rf"[|｜]|\s+(?=(?:{_SPACED})\s*[:：])")
"""Cells of a metadata row end at a bar, or where the next label begins behind a blank."""
_BARE = re.compile(rf"(?:^|(?<=\s))(?P<label>{_SPACED})(?=\s|$)")
_BARE_ROW = re.compile(
    rf"\s*(?:{_SPACED})\s+(?:(?:{_SPACED})(?:\s|$)|{NUMBER.pattern}|{DATE.pattern}|\S+(?:通知|公告|意见|方案)$)"
)
"""A metadata row whose cells have no colons: 发文字号 示政发〔2026〕5号 成文日期 2026年3月2日."""
_CRUMB = re.compile(
    r"当前位置|您现在的位置|您的位置|首页|您访问的链接|分享到|分享至|扫一扫|[【\[]?(?:打印本页|关闭窗口|关闭本页|收藏本页|打印|关闭)[】\]]?(?:\s|$)|上一篇|下一篇"
    r"|相关(?:链接|文档|解读|阅读)|版权所有|[主承]办(?:单位)?[:：]|网站(?:地图|标识码)|.{0,6}ICP备|.{0,8}公网安备|返回顶部|无障碍|长者模式|您当前的位置|下一条|上一条"
    r"|视力保护|字体[:：【\[]|浏览次数|点击数|责任编辑[:：]|编辑[:：]|稿源[:：]|附件下载"
)
_CONTACT = re.compile(
    r"[（(]?(?:政策)?(?:联系|咨询|联络)?(?:联系人|电话|邮箱|方式|传真|地址|邮编|解读机关|解读人)(?:电话)?\s*[:：]"
    r"|(?:政策)?(?:联系|咨询|办公|监督)(?:电话|人|方式|地址)\s*[:：]|电子邮[箱件]\s*[:：]|通信地址\s*[:：]|通讯地址\s*[:：]"
)
_COPIES = re.compile(r"抄\s*送\s*[:：]|主\s*送\s*[:：]")
_PRINTED = re.compile(r".{2,40}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发")
_APART = re.compile(r"[\u3007\u4e00-\u9fff（）()](?:\s+[\u3007\u4e00-\u9fff（）()])+")
SHORT = 60
"""Longer lines are prose, whatever they end in."""
_BOX = re.compile(
    r"专\s*栏\s*[\d一二三四五六七八九十]{0,3}(?:\s*[:：]\s*|\s+|(?<=[\d一二三四五六七八九十])(?=[^\d一二三四五六七八九十、和至—-]))\S.*|专\s*栏\s*[\d一二三四五六七八九十]{1,3}"
)


_WHOLE: tuple[tuple[Look, re.Pattern[str]], ...] = (
    ("number", re.compile(rf"[（(]?\s?{NUMBER.pattern}\s?[）)]?")),
    ("letterhead", re.compile(r"[\u4e00-\u9fff\s]{1,24}(?:政府|委员会|党委|办公室|办公厅|局|厅|委|会)\s*文\s*件")),
    ("disclosure", _DISCLOSURE),
    ("draft", _DRAFT),
    ("date", DATE),
    ("bracketed", _BRACKETED),
    ("addressees", ADDRESSEES),
    ("printed", _PRINTED),
    ("body", re.compile(rf"{_AUTHORITY.pattern}(?:\s+{_AUTHORITY.pattern})*")),
)
_HEAD: tuple[tuple[Look, re.Pattern[str]], ...] = (("crumb", _CRUMB), ("copies", _COPIES), ("contact", _CONTACT))


def look(text: str) -> Look:
    """What a line outside the body looks like."""
    if _GRID.match(text) or _BARE_ROW.match(text):
        return "grid"
    if text.count("|") > 1:
        return "crumb"
    for name, pattern in _HEAD:
        if pattern.match(text):
            return name
    for name, pattern in _WHOLE:
        if pattern.fullmatch(text):
            return name
    return "title" if len(text) <= SHORT and title(text) else "text"


def tight(text: str) -> str:
    """A line set with blanks between its characters (通　知, 实 施 方 案) without them; any other as it stands."""
    if len(text) > SHORT or _APART.fullmatch(text) is None:
        return text
    whole = re.sub(r"\s", "", text)
    return whole if whole in GENRES or look(whole) != "text" else text


def is_box(text: str) -> bool:
    """Whether a line is the head of a box: 专栏1　…工程, 专栏：…."""
    return len(text) <= SHORT and not text.endswith(("。", "；", "，")) and _BOX.fullmatch(text) is not None


def is_caption(text: str) -> bool:
    """Whether the first line of a frame is its title: 专栏1　…工程, or any short line without a stop."""
    return is_box(text) or (len(text) <= SHORT and not text.endswith(("。", "；", "，", "：", "！", "？")))


def title(text: str) -> tuple[str, str, str] | None:
    """A title's words, its genre and what follows them in brackets; None for anything else."""
    found = _TITLE.fullmatch(text)
    if found is None:
        return None
    return text[: found.start("tail")], found["genre"], found["tail"]


def covers(text: str) -> bool:
    """Whether a title is that of a covering notice."""
    found = title(text)
    return found is not None and found[1] in COVERS


def iso(text: str) -> str | None:
    """The first date of a text as 2026-03-02; None where there is none, or it is no day of a calendar."""
    found = DATE.search(text)
    if found is None:
        return None
    year = int(found["y"].translate(_YEAR_DIGITS))
    month, day = (numbering.value(found[key]) or 0 for key in "md")
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def dated(text: str) -> bool:
    """Whether a line in brackets is a date: （2026年3月2日）."""
    return DATE.fullmatch(text[1:-1].strip()) is not None and iso(text) is not None


def stage(text: str) -> str | None:
    """The draft stage that a mark such as （征求意见稿） stands for, in plan data's words."""
    if "征求意见" in text:
        return "consultation"
    return "review" if "送审" in text else None


def disclosure(text: str) -> str:
    """公开属性 of a line such as （此件公开发布）: 主动公开 for the standard wording, else its own words."""
    words = text.strip("（）()")
    return "主动公开" if words == "此件公开发布" else words


def authorities(text: str) -> list[str]:
    """The authorities that a line names, side by side as joint issuers stand (中共示例县委　示例县人民政府)."""
    parts = text.split()
    return parts if all(map(_AUTHORITY.fullmatch, parts)) else [text]


def number(text: str) -> str:
    """A document number without blanks and the brackets around it."""
    return re.sub(r"\s", "", text).strip("（）()")


def pairs(text: str) -> list[tuple[str, str]]:
    """Label and value of each cell of a metadata row: ``发文字号: … | 成文日期: … |``."""
    found: list[tuple[str, str]] = []
    if not _GRID.match(text) and (bare := list(_BARE.finditer(text))):
        ends = [*(label.start() for label in bare[1:]), len(text)]
        return [
            (re.sub(r"\s", "", label["label"]), text[label.end() : end].strip())
            for label, end in zip(bare, ends, strict=True)
        ]
    cells = [cell.strip() for cell in _CELLS.split(text)]
    for cell in cells:
        label = _GRID.match(cell)
        if label is not None:
            found.append((re.sub(r"\s", "", label["label"]), cell[label.end() :].strip()))
        elif found and not found[-1][1] and cell:
            found[-1] = (found[-1][0], cell)
    return found
