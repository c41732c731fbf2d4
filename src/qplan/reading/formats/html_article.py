"""The lines of a page -> the document in it: its title, its text, the page's metadata; the rest is the site's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qplan.reading import lines
from qplan.reading.blocks import folded
from qplan.reading.formats.html_flow import Line
from qplan.reading.formats.html_grid import Row, rows
from qplan.reading.marks import mark

NAVIGATION = "网页上的导航、按钮或链接，不是文件内容"
SOURCE = "网页的信息栏，没有公文要素"
HIDDEN = "网页上看不见的文字"
CONTROL = "网页上的输入框或按钮"
IMAGE = "图片，里面的文字没有读取"
NAME = "浏览器标签上的网页名称"
DOUBLE = "网页上的标题，正文里已有"
ATTACHMENT = "附件的下载链接，附件要另外导入"
OTHER = "正文以外的网页文字"

_REASONS = {"hidden": HIDDEN, "control": CONTROL, "image": IMAGE, "name": NAME}
_LEAST = 40
"""Characters that a page needs to hold a document: fewer are a notice of an error, or a form."""
_PROSE = 40
"""A paragraph of this length with a full stop is the document's, or nothing on the page is."""
_SHARE = 0.7
_SITE = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|crumbs?|breadcrumbs?|position|location|curpos|dqwz|footer|foot|copyright|share|"
    r"bdsharebuttonbox|toolbar|tools|print|related|relate|xglj|sidebar|popup|dialog|modal|qrcode|search|login|pager|"
    r"prenext|logo|banner|topbar|fontsize|rich_media_(?:tool|meta|meta_list|meta_text)|qr_code_pc)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
"""Names of parts of a page (class, id) that hold no document, whatever system made the page."""
_SITE_TAGS = frozenset(("nav", "footer"))
_ARTICLE = re.compile(
    r"(?:^|\s)(?:zoom|js_content|content_article|TRS_Editor|trs_editor_view|TRS_UEDITOR|UCAP-CONTENT|article-content|article_content|"
    r"pages_content|Custom_UnionStyle|v_news_content|content_txt|bt-content|ContentText)(?:$|\s)",
    re.IGNORECASE,
)
"""Names that the common systems of government sites, and WeChat, give to the article."""
_SITE_WORDS = re.compile(
    r"(?:信息)?来源[:：]|发布(?:时间|日期)[:：]|(?:信息)?时间[:：]|作者[:：]|(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:：]|字体|字号|"
    r"[【\[]?\s*大\s+中\s+小|[【\[（(]?(?:打印|关闭|收藏|分享|纠错|下载|转发|微信|微博)[】\]）)]?(?:本页|窗口|到|文章)?$|分享到|扫[一码]|"
    r"手机(?:版|扫)|繁[體体]|无障碍|适老|长者|登录|注册|搜索|返回|回到|TOP$|Copyright|©|主[办管](?:单位)?[:：]|承办(?:单位)?[:：]|"
    r"技术支持|备案|.{0,10}ICP|网站(?:标识码|地图|声明)|标识码|联系我们|关于我们|责任?编辑?[:：]|审[核校][:：]|编辑[:：]|初审|"
    r"【(?:打印|关闭)|上一[篇条页]|下一[篇条页]|相关|附件下载|您访问|是否继续|放弃$|继续访问|确定$|取消$|当前(?:位置|所在)|"
    r"轻触|微信扫|预览时标签|继续滑动|向上滑动|阅读原文|知道了$|建议使用|推荐使用|分辨率",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar|pptx?|jpg|png)\s*(?:[（(].{0,20}[）)])?\s*(?:下载)?$", re.IGNORECASE
)
_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*(?:[:：.．、\s].{0,60})?")
_DOCUMENT_LOOKS = frozenset(
    (
        "number",
        "letterhead",
        "disclosure",
        "draft",
        "bracketed",
        "date",
        "addressees",
        "copies",
        "printed",
        "title",
        "body",
    )
)


@dataclass(frozen=True)
class Placed:
    """A line and what it is: a paragraph, table or title of the document (no reason), or none of it, and why."""

    line: Line
    reason: str = ""
    level: int = 0


@dataclass(frozen=True)
class Article:
    """A page taken apart, each line of it once: metadata rows, what stands before the text, the text, the rest."""

    grid: tuple[Row, ...]
    before: tuple[Placed, ...]
    text: tuple[Placed, ...]
    after: tuple[Placed, ...]


@dataclass
class _Page:
    """The lines of a page, with what they weigh: characters of prose, summed over every element around them.

    ``taken`` are the lines that metadata rows were made of, by identity; ``ends`` the first and the last
    line of each element.
    """

    lines: Sequence[Line]
    grid: tuple[Row, ...]
    taken: set[int]
    site: dict[Any, bool]
    weight: dict[Any, int]
    count: dict[Any, int]
    ends: dict[Any, tuple[int, int]]


def divide(found: Sequence[Line]) -> Article | None:
    """Find the document among the lines of a page; None where there is none."""
    if not found:
        return None
    root = found[0].node.getroottree().getroot()
    opening = (i for i, line in enumerate(found) if line.kind == "text" and not line.linked and _begins(line.text))
    page = _weighed(found, rows(found, next(opening, len(found))))
    if page.weight.get(root, 0) < _LEAST:
        return None
    return _placed(page, *_extended(page, *_core(page, root)))


def _begins(text: str) -> bool:
    return mark(text) is not None or lines.look(text) == "addressees"


def _weighed(found: Sequence[Line], grid: Sequence[Row]) -> _Page:
    page = _Page(found, tuple(grid), {id(line) for row in grid for line in row.lines}, {}, {}, {}, {})
    for index, line in enumerate(found):
        weighs = 0 if _is_site(page, line) else len(line.text)
        for element in (line.node, *line.node.iterancestors()):
            first, _ = page.ends.get(element, (index, index))
            page.ends[element] = (first, index)
            page.weight[element] = page.weight.get(element, 0) + weighs
            page.count[element] = page.count.get(element, 0) + bool(weighs)
    return page


def _core(page: _Page, root: Any) -> tuple[int, int]:
    """The lines of the element that holds most of the prose: down from the root, then up past nothing of the site."""
    named = [each for each in page.weight if _ARTICLE.search(_names(each))]
    core = max(named, key=lambda each: page.weight[each], default=root)
    if page.weight[core] * 2 < page.weight[root]:
        core = root
    inner = _inner(page, core) if core is root else None
    while inner is not None:
        core, inner = inner, _inner(page, inner)
    while (parent := core.getparent()) is not None and _clean(page, core, parent):
        core = parent
    first, last = page.ends[core]
    return first, last + 1


def _inner(page: _Page, element: Any) -> Any:
    """The child that holds most of an element's prose, in more than one paragraph; None where there is none."""
    child = max(element.iterchildren("*"), key=lambda each: page.weight.get(each, 0), default=None)
    if child is None or page.weight.get(child, 0) < _SHARE * page.weight[element]:
        return None
    return None if page.count[child] == 1 < page.count[element] else child


def _clean(page: _Page, core: Any, parent: Any) -> bool:
    """Whether all that an element adds to the one inside is the document's, by its look."""
    first, last = page.ends[core]
    begin, stop = page.ends[parent]
    added = (*page.lines[begin:first], *page.lines[last + 1 : stop + 1])
    return all(_is_document(page, line) or line.kind in ("hidden", "image", "name") for line in added)


def _extended(page: _Page, start: int, end: int) -> tuple[int, int]:
    """The document's lines: next to the core stand more of them, at its edges some of the site's."""
    while start and _is_document(page, page.lines[start - 1]):
        start -= 1
    while end < len(page.lines) and _is_document(page, page.lines[end]):
        end += 1
    while start < end - 1 and not _may_open(page, page.lines[start]):
        start += 1
    while end - 1 > start and not _may_open(page, page.lines[end - 1]):
        end -= 1
    return start, end


def _may_open(page: _Page, line: Line) -> bool:
    return line.kind in ("text", "table") and not _is_site(page, line) and lines.look(line.text) != "grid"


def _placed(page: _Page, start: int, end: int) -> Article:
    solid = next((i for i in range(start, end) if _is_solid(page, page.lines[i])), end)
    body = [line for line in page.lines[start:end] if line.kind == "text" and id(line) not in page.taken]
    title = _title(page, start, "".join(folded(line.text) for line in body[:_PROSE]))
    last = max((i for i in range(start, end) if _is_solid(page, page.lines[i])), default=end)
    tail = next((i for i in range(last + 1, end) if _is_site(page, page.lines[i])), end)
    before: list[Placed] = []
    text: list[Placed] = []
    after: list[Placed] = []
    for index, line in enumerate(page.lines):
        if id(line) in page.taken:
            continue
        if index in title:
            (text if title[index] == "" else before).append(Placed(line, title[index]))
        elif not start <= index < end:
            (before if index < start else after).append(Placed(line, _reason(page, line)))
        elif line.kind not in ("text", "table"):
            text.append(Placed(line, _REASONS[line.kind]))
        elif _is_site(page, line) and (index < solid or index > last or _hinted(page, line.node)):
            text.append(Placed(line, _reason(page, line)))
        elif index > tail and not _is_document(page, line):
            text.append(Placed(line, OTHER))
        else:
            text.append(Placed(line, level=_level(line)))
    return Article(page.grid, tuple(before), tuple(text), tuple(after))


def _reason(page: _Page, line: Line) -> str:
    if line.kind in _REASONS:
        return _REASONS[line.kind]
    if _FILE.search(line.text):
        return ATTACHMENT
    if lines.look(line.text) == "grid":
        return SOURCE
    return NAVIGATION if _is_site(page, line) else OTHER


def _level(line: Line) -> int:
    """The level of a heading; a title, or a paragraph that only looks large, has none."""
    if len(line.text) > lines.SHORT or (mark(line.text) is None and lines.title(line.text)):
        return 0
    return line.level


def _title(page: _Page, start: int, body: str) -> dict[int, str]:
    """The lines of the page's own title above the article, each with the reason why it is not wanted, or "".

    It is what looks like a document's title, or what the page is named after, next above the article.
    """
    named = "".join(folded(line.text) for line in page.lines if line.kind == "name")
    for last in range(start - 1, -1, -1):
        node = page.lines[last].node
        group = [i for i in range(max(0, last - 3), last + 1) if page.lines[i].node is node]
        if page.lines[last].kind != "text" or any(_is_site(page, page.lines[i]) for i in group):
            continue
        whole = "".join(page.lines[i].text for i in group)
        if lines.title(whole) or (named and len(whole) >= 8 and named.startswith(folded(whole))):  # noqa: PLR2004 - a title cut short by the page
            return dict.fromkeys(group, DOUBLE if folded(whole) in body else "")
    return {}


def _is_solid(page: _Page, line: Line) -> bool:
    """Whether a line can only be the document's: a long paragraph, a numbered one, a table."""
    if _is_site(page, line) or lines.look(line.text) == "grid":
        return False
    return line.kind == "table" or (
        line.kind == "text" and (mark(line.text) is not None or (len(line.text) >= _PROSE and "。" in line.text))
    )


def _is_document(page: _Page, line: Line) -> bool:
    """Whether a line is the document's by its look, wherever it stands."""
    if line.kind not in ("text", "table") or _is_site(page, line):
        return False
    return _is_solid(page, line) or lines.look(line.text) in _DOCUMENT_LOOKS or _ANNEX.fullmatch(line.text) is not None


def _is_site(page: _Page, line: Line) -> bool:
    """Whether a line is the site's: links, buttons, breadcrumbs, or in a part of the page that is for such."""
    if line.kind not in ("text", "table") or id(line) in page.taken:
        return True
    if _hinted(page, line.node):
        return True
    if line.linked * 10 > len(line.text) * 6 and not (_ANNEX.fullmatch(line.text) and not _FILE.search(line.text)):
        return True
    if len(line.text) > 3 * lines.SHORT:
        return False
    return line.kind == "text" and (lines.look(line.text) == "crumb" or _SITE_WORDS.match(line.text) is not None)


def _hinted(page: _Page, node: Any) -> bool:
    """Whether an element, or one around it, is named as a part of the site."""
    chain = []
    known = False
    for element in (node, *node.iterancestors()):
        if element in page.site:
            known = page.site[element]
            break
        chain.append(element)
    for element in reversed(chain):
        known = (
            known
            or element.tag in _SITE_TAGS
            or (element.tag not in ("html", "body") and _SITE.search(_names(element)) is not None)
        )
        page.site[element] = known
    return known


def _names(element: Any) -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"
