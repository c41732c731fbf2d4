"""An element of a page -> its lines in the order of reading: what a browser would show as paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

from qplan.reading.formats.html_labels import is_metadata
from qplan.reading.formats.html_lists import number, numbers
from qplan.reading.formats.html_notes import BLOCKS
from qplan.reading.formats.html_tables import spread
from qplan.reading.gathering import Cell

Kind = Literal["text", "table", "image", "hidden", "control", "name"]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOTHING = frozenset(("script", "style", "link", "meta", "base", "param", "source", "track", "col", "colgroup"))
_UNSEEN = frozenset(("noscript", "template", "iframe", "object", "noframes", "svg", "math", "audio", "video", "canvas"))
_CONTROLS = frozenset(("button", "select", "textarea", "datalist"))
_HIDING = re.compile(r"(?:^|;)(?:display:none|mso-hide:all)")
_JOINERS = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_WIDE = r"[\u2014\u2018-\u201d\u2026\u2460-\u24ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BROKEN = re.compile(rf"(?<={_WIDE})[ \t\r\f]*\n[ \t\r\f\n]*(?={_WIDE})")
_BLANKS = re.compile(r"[ \t\r\f\n]+")
_INDENTED = re.compile(r"(?<=[。；：！？])[ ]*[\u2003\u3000]{2,}")
"""A stop and an indent of two characters: a paragraph whose break the page has lost."""
_SQUARES = str.maketrans("23", "²³")
_BULLET_FONTS = re.compile(r"wingdings|symbol|webdings", re.IGNORECASE)
_NUMBER = 12
"""A list's printed number is no longer; where more is marked as one, a tag was not closed."""
_JOINT = "\x1f"
_JOINT_AND_BLANKS = re.compile(rf"{_JOINT}\s*(?!\s|\d)")
"""What stands between a list's number and its text; before a digit the blank stays."""
_ICON = 40
"""Pictures that are not wider are signs of a button or of a file's kind."""


@dataclass(eq=False)
class Line:
    """A paragraph as the page shows it, or a table; ``node`` is the element that it stands in.

    ``linked`` counts the characters of ``text`` that are links. A table has ``rows`` and, as ``text``, all
    that stands in its cells. ``name`` is the page's name on the browser's tab.
    """

    text: str
    node: Any
    kind: Kind = "text"
    level: int = 0
    linked: int = 0
    rows: list[list[Cell | None]] = field(default_factory=list)


class _Around(NamedTuple):
    """What holds for the text of an element: its paragraph, its heading level, whether it is a link or as typed."""

    block: Any
    level: int = 0
    linked: bool = False
    typed: bool = False


def lines(root: Any, *, hidden: bool = False) -> list[Line]:
    """The lines of an element.

    Args:
        root: its text and all below it, without its tail.
        hidden: whether to take as text what the page does not show until a script runs.
    """
    flow = _Flow(hidden)
    flow.run([_Step("open", root, _Around(root))])
    flow.flush(root)
    return flow.lines


class _Step(NamedTuple):
    """What the walk does next: open or close an element, or take a text."""

    do: Literal["open", "close", "text"]
    what: Any
    around: _Around


class _Flow:
    """The walk through an element: text is collected until a block or a break ends the paragraph."""

    def __init__(self, hidden: bool) -> None:
        self.lines: list[Line] = []
        self._hidden = hidden
        self._pieces: list[tuple[str, bool]] = []
        self._late: list[Line] = []
        self._number = ""

    def run(self, steps: list[_Step]) -> None:
        """Take the steps and those that follow from them: pages nest deeper than calls may."""
        todo = steps[::-1]
        while todo:
            step = todo.pop()
            if step.do == "text":
                self.add(step.what, step.around)
            elif step.do == "open":
                todo += self._open(step.what, step.around)[::-1]
            else:
                self._close(step.what, step.around)

    def flush(self, block: Any, level: int = 0) -> None:
        """End the paragraph."""
        text, linked = _joined(self._pieces)
        self._pieces = []
        if text and self._number:
            blank = " " if text[0].isdigit() else ""
            text = f"{self._number}{blank}{text}"
            self._number = ""
        for piece in filter(None, map(str.strip, _INDENTED.split(text))):
            self.lines.append(Line(piece, block, level=level, linked=min(linked, len(piece))))
        self.lines += self._late
        self._late = []

    def _open(self, element: Any, around: _Around) -> list[_Step]:
        tag = element.tag
        if tag in _NOTHING or self._mark_of_list(element):
            return []
        if _aside(element, hidden=self._hidden):
            self._aside(element)
        elif tag == "br":
            self.flush(around.block, around.level)
        elif tag == "table":
            self._table(element, around)
        elif tag in BLOCKS or "display:block" in _style(element):
            return self._block(element, around)
        elif tag == "sup" and _is_power(element, self._pieces):
            self.add("".join(element.itertext()).translate(_SQUARES), around)
        else:
            return _inside(element, around._replace(linked=around.linked or tag == "a"))
        return []

    def _block(self, element: Any, around: _Around) -> list[_Step]:
        self.flush(around.block, around.level)
        level = _HEADINGS.get(element.tag, around.level)
        if element.tag == "li":
            self._number = number(element)
        elif element.tag == "ol":
            numbers(element)
        typed = around.typed or element.tag in ("pre", "listing", "xmp") or "white-space:pre" in _style(element)
        within = _Around(element, level, around.linked, typed)
        return [*_inside(element, within), _Step("close", element, within)]

    def _close(self, element: Any, around: _Around) -> None:
        self.flush(element, around.level)
        if element.tag == "li":
            # The number of an item without text is not the next one's.
            self._number = ""

    def add(self, text: str | None, around: _Around) -> None:
        if not text:
            return
        first, *rest = text.split("\n") if around.typed else [text]
        self._pieces.append((first, around.linked))
        for piece in rest:
            self.flush(around.block, around.level)
            self._pieces.append((piece, around.linked))

    def _mark_of_list(self, element: Any) -> bool:
        """Whether this is a list's number as Word saves it, and takes it; or the blank that stands behind one."""
        style = _style(element)
        if "mso-list:ignore" in style:
            printed = _joined([("".join(element.itertext()), False)])[0]
            if len(printed) > _NUMBER:
                return False
            fonts = " ".join(each.get("style") or "" for each in element.iter(element.tag))
            if len(printed) > 1 or (printed.isalnum() and not _BULLET_FONTS.search(fonts)):
                self._pieces.append((printed + _JOINT, False))
            return True
        return "font:7.0pt" in style and not "".join(element.itertext()).strip()

    def _aside(self, element: Any) -> None:
        """What the page does not show as text: told apart, behind the paragraph that it stands in."""
        tag = element.tag
        if tag in ("img", "area"):
            self._late += _image(element)
            return
        kind: Kind = "name" if tag == "title" else "control" if tag in _CONTROLS else "hidden"
        inner = _Flow(hidden=True)
        inner.run(_inside(element, _Around(element)))
        inner.flush(element)
        self._late += [replace(line, kind=kind, rows=[], level=0) for line in inner.lines]

    def _table(self, element: Any, around: _Around) -> None:
        """A table as one line; one that only lays out the page as the lines of its cells."""
        self.flush(around.block, around.level)
        whole: list[Line] = []
        cells: dict[Any, list[Line]] = {}
        for part, frames in _parts(element):
            found = self._sub(part, around, frames=frames)
            whole += found
            if part.tag in ("td", "th"):
                cells[part] = found
        grid = spread(element, {cell: _cell_text(found) for cell, found in cells.items()})
        strays = any(cell.getparent().tag != "tr" for cell in cells)
        if grid is None or strays or _lays_out(list(cells.values()), grid):
            self.lines += whole
            return
        outside = [line for part, line in _tagged(whole, cells) if part is None]
        asides = [line for part, line in _tagged(whole, cells) if part is not None and line.kind != "text"]
        texts = [line for found in cells.values() for line in found if line.kind == "text"]
        text = "\n".join(line.text for line in texts)
        self.lines += outside
        self.lines.append(Line(text, element, "table", linked=sum(line.linked for line in texts), rows=grid))
        self.lines += asides

    def _sub(self, part: Any, around: _Around, *, frames: bool) -> list[Line]:
        """The lines of a part of a table; of one that frames others only the text that strayed between them."""
        inner = _Flow(self._hidden)
        within = _Around(part, 0, around.linked)
        if frames:
            inner.run([_Step("text", text, within) for text in (part.text, *(child.tail for child in part))])
        else:
            inner.run([_Step("open", part, within)])
        inner.flush(part)
        return inner.lines


def _inside(element: Any, around: _Around) -> list[_Step]:
    """The steps through what an element holds. Comments are nothing, what follows them is text."""
    steps = [_Step("text", element.text, around)]
    for child in element:
        if isinstance(child.tag, str):
            steps.append(_Step("open", child, around))
        steps.append(_Step("text", child.tail, around))
    return steps


def run_on(rows: Sequence[str]) -> str:
    """The lines of one paragraph, as a browser joins them: between Chinese characters without a blank."""
    return re.sub(r"\s*\n\s*", " ", _BROKEN.sub("", "\n".join(rows)))


def _parts(table: Any) -> Iterator[tuple[Any, bool]]:
    """Cells, captions and what strayed between them, in order, and whether each is a frame.

    The table and its rows are frames: what they hold comes on its own, they stand for their stray text.
    """
    yield table, True
    for part in table.iterchildren("*"):
        frames = part.tag in ("tbody", "thead", "tfoot", "tr") and not _is_hidden(part)
        yield part, frames
        for inner in part.iterchildren("*") if frames else ():
            frames_inner = inner.tag == "tr" and part.tag != "tr" and not _is_hidden(inner)
            yield inner, frames_inner
            yield from ((cell, False) for cell in (inner.iterchildren("*") if frames_inner else ()))


def _tagged(whole: list[Line], cells: dict[Any, list[Line]]) -> list[tuple[Any, Line]]:
    """Each line of a table with its cell; None for one that stands in no cell."""
    homes = {id(line): cell for cell, found in cells.items() for line in found}
    return [(homes.get(id(line)), line) for line in whole]


def _cell_text(found: list[Line]) -> str:
    return "\n".join(line.text for line in found if line.kind == "text")


def _lays_out(cells: list[list[Line]], grid: list[list[Cell | None]]) -> bool:
    """Whether a table only lays out the page: one cell holds the article, or it has but one row or column."""
    texts = [_cell_text(found) for found in cells]
    if any(line.kind == "table" for found in cells for line in found) or is_metadata(texts):
        return True
    filled = [[cell for cell in row if cell is not None and cell.text] for row in grid]
    columns = {n for row in grid for n, cell in enumerate(row) if cell is not None and cell.text}
    if sum(map(bool, filled)) < 2 or len(columns) < 2:  # noqa: PLR2004 - a table has two rows and two columns
        return True
    sizes = [sum(len(line.text) for line in found) for found in cells]
    largest = max(range(len(cells)), key=sizes.__getitem__)
    share = sizes[largest] / max(1, sum(sizes))
    paragraphs = len(cells[largest])
    # The article in its cell has paragraphs, and beside it stands little: a menu, or rows of metadata.
    return (paragraphs > 4 and share > 0.7) or (paragraphs > 3 and sizes[largest] > 400 and share > 0.6)  # noqa: PLR2004 - an article in one cell


def _joined(pieces: list[tuple[str, bool]]) -> tuple[str, int]:
    """The text of a paragraph as shown, and how many characters of it are links."""
    text = "".join(words for words, _ in pieces)
    linked = sum(len(_BLANKS.sub("", words)) for words, link in pieces if link)
    text = _JOINT_AND_BLANKS.sub("", _BLANKS.sub(" ", _BROKEN.sub("", _JOINERS.sub("", text)))).replace(_JOINT, "")
    return text.replace("\xa0", " ").strip(), linked


def _image(element: Any) -> list[Line]:
    alt = (element.get("alt") or element.get("title") or "").strip()
    size = element.get("width") or ""
    source = (element.get("src") or "").partition("?")[0]
    if not alt and (source.startswith("data:") or not source or (size.isdigit() and int(size) <= _ICON)):
        return []
    return [Line(alt or source.rpartition("/")[2], element, "image")]


def _aside(element: Any, *, hidden: bool) -> bool:
    tag = element.tag
    if tag in _UNSEEN or tag in _CONTROLS or tag in ("img", "area", "title"):
        return True
    return not hidden and _is_hidden(element)


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _HIDING.search(_style(element)) is not None


def _style(element: Any) -> str:
    style = element.get("style")
    return re.sub(r"\s", "", style).lower() if style else ""


def _is_power(element: Any, before: list[tuple[str, bool]]) -> bool:
    """Whether a raised 2 or 3 makes a square or cubic measure of the unit before it."""
    ahead = before[-1][0][-1:] if before else ""
    return "".join(element.itertext()).strip() in ("2", "3") and bool(re.match(r"[A-Za-z米里]", ahead))
