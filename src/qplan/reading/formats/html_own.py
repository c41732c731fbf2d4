"""A page that `qplan render` wrote -> the plan on it: title, text, annexed tables; other views of it stand aside."""

from __future__ import annotations

from typing import Any

from qplan.reading.formats.html_article import CONTROL, DOUBLE, HIDDEN, NAME, NAVIGATION, Article, Placed
from qplan.reading.formats.html_flow import Line, lines

_VIEW = "由任务汇总成的表，正文里已有"
_FACTS = "网页上的统计数字，不是文件内容"
_REASONS = {"hidden": HIDDEN, "control": CONTROL, "name": NAME}


def divide(root: Any) -> Article | None:
    """The plan on one of our own pages, each line of it once; None for any other page."""
    views = root.xpath("/html/body/main[@id='main']/section[@class='view']")
    heads = root.xpath("/html/body/header[@id='head' and @class='masthead']")
    if not views or len(heads) != 1:
        return None
    page = _Page(root, heads[0], views)
    return Article((), tuple(page.before), tuple(page.text), tuple(page.after))


class _Page:
    """The lines of the page sorted: ``text`` in the order of the document, not in that of the page."""

    def __init__(self, root: Any, head: Any, views: list[Any]) -> None:
        self.before: list[Placed] = []
        self.text: list[Placed] = []
        self.after: list[Placed] = []
        self._views = {view.get("id"): view for view in views}
        title = _placed(lines(head))
        self.text += [Placed(each.line, _FACTS) if each.line.node.get("class") == "facts" else each for each in title]
        whole = "plan" in self._views
        if whole:
            self._plan(self._views.pop("plan"))
        for view in self._views.values():
            found = _placed(lines(view))
            self.after += [Placed(each.line, each.reason or _VIEW) for each in found] if whole else []
            self.text += [] if whole else found
        done = {head, *views, *root.xpath("/html/body/main")}
        for element in root.xpath("/html/head | /html/body/*"):
            if element not in done:
                self.before += [Placed(each.line, each.reason or NAVIGATION) for each in _placed(lines(element))]

    def _plan(self, view: Any) -> None:
        """The text: the notice in front of the title, the annexes' tables in their places."""
        articles = view.xpath(".//article[@class='text']")
        contents = view.xpath(".//nav[@class='contents']")
        rest = view.xpath("./p[@class='none']")
        for element in (*contents, *rest):
            self.before += [Placed(each.line, each.reason or NAVIGATION) for each in _placed(lines(element))]
        heading = self.text
        self.text = []
        for article in articles:
            for part in article.iterchildren("*"):
                if part.get("class") != "cover" and heading:
                    self.text, heading = self.text + heading, []
                self.text += _placed(lines(part))
        self.text += heading
        for label, title, name in [annex for article in articles for annex in _annexes(article)]:
            if name in self._views:
                self._annex(label, title, self._views.pop(name))

    def _annex(self, label: str, title: str, view: Any) -> None:
        """An annex that is a view, under its own title instead of the view's."""
        self.text += [Placed(Line(label, view)), Placed(Line(title, view))]
        for each in _placed(lines(view)):
            self.text.append(Placed(each.line, DOUBLE if each.line.node.tag == "h2" else each.reason))


def _annexes(article: Any) -> list[tuple[str, str, str]]:
    """The annexes that are views of their own: head (附件1), title, and the name of the view."""
    found = []
    for entry in article.xpath("./div[@class='annexes']/p[a[starts-with(@href, '#')]]"):
        label, _, title = "".join(entry.itertext()).partition("：")
        found.append((label.strip(), title.strip(), entry.xpath("string(a/@href)")[1:]))
    return found


def _placed(found: list[Line]) -> list[Placed]:
    """Lines as they stand; a heading of the text keeps its level, counted without the page's own title."""
    return [
        Placed(line, _REASONS.get(line.kind, ""), level=max(0, line.level - 1) if line.kind == "text" else 0)
        for line in found
    ]
