"""A saved web page -> the paragraphs and tables of the document in it; what is the site's stands aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from qplan.errors import Unreadable
from qplan.reading.formats import html_article, html_flow, html_notes, html_own, html_source
from qplan.reading.formats.html_article import Article, Placed
from qplan.reading.gathering import Gathering

_MERGED = 160
"""Short remains of a site (its menu) are entered in lines of about this length, not each by itself."""
_SHORT = 20


def read(path: Path) -> Gathering:
    """The document in a page: metadata rows, title, paragraphs, tables; everything else aside.

    Raises:
        Unreadable: no such file, too large, no text, or a page without a document.
    """
    page = html_source.decoded(path)
    root = html_source.tree(page, path.name)
    html_notes.resolve(root)
    article = html_own.divide(root)
    for hidden in (False, True):
        # An article that a script uncovers when the page opens is hidden in what was saved.
        article = article or html_article.divide(html_flow.lines(root, hidden=hidden))
    if article is None:
        raise Unreadable(
            f"{path.name} 里没有找到文件正文（可能是登录页、目录页，或者要联网才显示）", html_source.SAVE_AS
        )
    gathering = Gathering()
    _aside(gathering, article.before, "正文之前")
    for count, row in enumerate(article.grid, start=1):
        where = f"信息栏第 {count} 行"
        if row.telling:
            gathering.paragraph(row.text, where)
        else:
            gathering.aside(row.text, where, html_article.SOURCE)
    _text(gathering, article)
    if html_source.is_cut(page):
        gathering.doubt("网页没有保存完整（没有结尾），这之后可能还有文字，请对照原网页")
    _aside(gathering, article.after, "正文之后")
    return gathering


def _text(gathering: Gathering, article: Article) -> None:
    paragraphs = tables = 0
    for placed in article.text:
        line = placed.line
        if placed.reason:
            gathering.aside(line.text, f"第 {paragraphs} 段之后" if paragraphs else "正文之前", placed.reason)
        elif line.rows:
            tables += 1
            for cell in {id(cell): cell for row in line.rows for cell in row if cell is not None}.values():
                cell.where = f"表 {tables} {cell.where}"
            gathering.table(line.rows)
        else:
            paragraphs += 1
            gathering.paragraph(line.text, f"第 {paragraphs} 段", level=placed.level)
        if not placed.reason and "\ufffd" in line.text:
            gathering.doubt("有的字无法辨认，请对照原网页补上")


def _aside(gathering: Gathering, places: Iterable[Placed], where: str) -> None:
    for text, reason in _merged(places):
        gathering.aside(text, where, reason)


def _merged(places: Iterable[Placed]) -> Iterator[tuple[str, str]]:
    """Text and reason of what stands aside, the entries of a menu in one."""
    held, why = "", ""
    for placed in places:
        text, reason = placed.line.text.replace("\n", " "), placed.reason or html_article.OTHER
        if held and reason == why and len(text) <= _SHORT and len(held) + len(text) < _MERGED:
            held = f"{held}　{text}"
            continue
        if held:
            yield held, why
        held, why = text, reason
    if held:
        yield held, why
