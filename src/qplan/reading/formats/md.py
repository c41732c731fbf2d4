"""A Markdown file -> its paragraphs and tables as a text would have them: numbers as typed, marks of emphasis gone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from qplan.reading import lines
from qplan.reading.formats import html_flow, html_source, text
from qplan.reading.formats.md_inline import Inline, footnoted, inline
from qplan.reading.gathering import Cell, Gathering
from qplan.reading.marks import mark

FRONT_MATTER = "Markdown 文件头的说明，不是文件内容"
COMMENT = "文件里的注释"
UNUSED = "没有被正文引用的注"
IMAGE = "图片，里面的文字没有读取"
HIDDEN = "看不见的文字"
LANGUAGE = "代码块的语言名"

_FRONT = re.compile(r"\A---[ \t]*\n(?P<held>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"\s*(?:[\w\u4e00-\u9fff -]{1,40}:(?:\s.*)?|-\s.*|#.*|)")
_TITLE = re.compile(r"""(?:title|标题)\s*:\s*["']?(?P<title>.*?)["']?\s*""", re.IGNORECASE)
_NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\]\s]{1,60})\]:[ \t]*(?P<words>.*)")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_TAG = re.compile(r"<[^<>]*>")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_OWN_LINE = re.compile(r"——|\u3000\u3000|\u2003\u2003|附件[\d一二三四五六七八九十]{0,2}[:：]")
_COUNTED = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+|[一二三四五六七八九十]{1,4}、|[（(]\s?(?:[一二三四五六七八九十]{1,4}|\d{1,3})\s?[)）]|[①-⑳])"
)
_NESTED = 100
_CONTAINER = r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))"
_CONTAINERS = re.compile(rf"{_CONTAINER}{{15}}(?P<more>{_CONTAINER}+)")
_INDENT = 40
"""Lists and quotations within lists and quotations: below the hundredth the parser would leave out the text."""


def read(path: Path) -> Gathering:
    """The document in a Markdown file: CommonMark with tables and footnotes.

    Raises:
        Unreadable: no such file, too large, or not text.
    """
    return gathered(text.decoded(path).text)


def gathered(words: str) -> Gathering:
    """The paragraphs and tables of a Markdown text; headings with their levels, a title without one."""
    words = re.sub(r"\r\n?", "\n", words)
    reader = _Reader(_parser())
    words = "\n".join(map(_flat, reader.front(words).split("\n")))
    words = reader.notes(words)
    reader.tokens(reader.parser.parse(words, reader.env))
    reader.unused()
    return reader.gathering


def _parser() -> MarkdownIt:
    """CommonMark with pipe tables and strikethrough.

    A line such as ``[责任单位]: 县科技局`` is text here, and no definition of a link that nobody sees.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTED}).enable(["table", "strikethrough"])
    # What a backslash protects stays told apart from marks that are no markup; the words of a paragraph are
    # for `inline`.
    parser.disable(["reference", "text_join", "inline"])
    footnoted(parser)
    return parser


class _Reader:
    """The walk through the blocks of a file; ``env`` holds the notes by name, as the parser's rules want them."""

    def __init__(self, parser: MarkdownIt) -> None:
        self.parser = parser
        self.gathering = Gathering()
        self.env: dict[str, dict[str, Any]] = {"notes": {}, "used": {}}
        self._where = ""
        self._number = ""
        self._numbers: list[list[str]] = []
        self._level = 0
        self._tables = 0

    def front(self, words: str) -> str:
        """The text without the fields in front of it, which are entered; its lines keep their numbers."""
        found = _FRONT.match(words)
        if found is None or not all(_FIELD.fullmatch(line) for line in found["held"].split("\n")):
            return words
        rest = words[found.end() :]
        titled = re.search(r"^#\s", rest, re.MULTILINE) is not None
        for count, line in enumerate(found["held"].split("\n"), start=2):
            title = _TITLE.fullmatch(line)
            if title is not None and title["title"] and not titled:
                self.gathering.paragraph(title["title"], f"第 {count} 行")
            else:
                self.gathering.aside(line, f"第 {count} 行", FRONT_MATTER)
        return "\n" * found[0].count("\n") + rest

    def notes(self, words: str) -> str:
        """The text without its footnotes, which are kept by name; its lines keep their numbers."""
        kept = words.split("\n")
        fence = ""
        name = ""
        for index, line in enumerate(kept):
            fenced = _FENCE.match(line)
            if fenced is not None and (not fence or fenced["fence"].startswith(fence)):
                fence = "" if fence else fenced["fence"]
                name = ""
                continue
            found = None if fence else _NOTE.fullmatch(line)
            if found is not None:
                name = found["name"]
                self.env["notes"].setdefault(name, "")
                line = found["words"]  # noqa: PLW2901 - what is left of the line
            elif not name or fence or not line.strip() or not _goes_on(kept, index):
                name = "" if line.strip() else name
                continue
            self.env["notes"][name] = f"{self.env['notes'][name]} {line.strip()}".strip()
            kept[index] = ""
        return "\n".join(kept)

    def unused(self) -> None:
        """Enter the notes that nothing refers to."""
        for name, words in self.env["notes"].items():
            if name not in self.env["used"]:
                self.gathering.aside(f"[^{name}]: {words}", f"注 {name}", UNUSED)

    def tokens(self, tokens: list[Token]) -> None:
        """Enter the blocks of a text."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.map is not None:
                self._where = f"第 {token.map[0] + 1} 行"
            if token.type == "table_open":
                end = next(i for i in range(index, len(tokens)) if tokens[i].type == "table_close")
                self._table(tokens[index:end])
                index = end
            else:
                self._block(token, tokens, index)
            index += 1

    def _block(self, token: Token, tokens: list[Token], index: int) -> None:
        if "list" in token.type:
            self._list(token, tokens, index)
        elif token.type.startswith("heading"):
            self._level = int(token.tag[1]) if token.nesting > 0 else 0
        elif token.type == "inline":
            self._paragraphs(token)
        elif token.type in ("code_block", "fence"):
            first = (token.map or [0])[0] + 1 + (token.type == "fence")
            self.gathering.aside(token.info, self._where, LANGUAGE)
            for count, line in enumerate(token.content.split("\n"), start=first):
                self.gathering.paragraph(line, f"第 {count} 行")
        elif token.type == "html_block":
            self._html(token.content)

    def _list(self, token: Token, tokens: list[Token], index: int) -> None:
        if token.type == "ordered_list_open":
            self._numbers.append(_numbers(tokens, index)[::-1])
        elif token.type == "ordered_list_close":
            self._numbers.pop()
        elif token.type == "list_item_open":
            # Only the items of ordered lists have their number in `info`.
            self._number = self._numbers[-1].pop() if token.info else ""
        elif token.type == "list_item_close":
            self._number = ""

    def _paragraphs(self, token: Token) -> None:
        first = (token.map or [0])[0] + 1
        found = inline(self.parser, token.content, self.env)
        for offset, words in _split(found):
            level = 0 if len(words) > lines.SHORT or (mark(words) is None and lines.title(words)) else self._level
            self.gathering.paragraph(self._counted(words), f"第 {first + offset} 行", level=level)
        for words in found.images:
            self.gathering.aside(words, f"第 {first} 行", IMAGE)
        for words in found.comments:
            self.gathering.aside(words, f"第 {first} 行", COMMENT)

    def _counted(self, words: str) -> str:
        """A paragraph with the number of its list's item, if it is the item's first."""
        number, self._number = self._number, ""
        return f"{number} {words}" if number else words

    def _html(self, content: str) -> None:
        for comment in _COMMENT.findall(content):
            self.gathering.aside(comment, self._where, COMMENT)
        root = html_source.fragment(_COMMENT.sub("", content))
        if root is None:
            self.gathering.paragraph(_TAG.sub("", content), self._where)
            return
        for line in html_flow.lines(root):
            if line.kind == "text":
                self.gathering.paragraph(line.text, self._where, level=line.level)
            elif line.kind == "table":
                self._tables += 1
                for cell in {id(cell): cell for row in line.rows for cell in row if cell is not None}.values():
                    cell.where = f"表 {self._tables} {cell.where}"
                self.gathering.table(line.rows)
            else:
                self.gathering.aside(line.text, self._where, IMAGE if line.kind == "image" else HIDDEN)

    def _table(self, tokens: list[Token]) -> None:
        self._tables += 1
        rows: list[list[Cell | None]] = []
        asides: list[str] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                found = inline(self.parser, token.content, self.env)
                asides += [*found.images, *found.comments]
                where = f"表 {self._tables} 第 {len(rows)} 行第 {len(rows[-1]) + 1} 列"
                words = "\n".join(line for _, line, _ in found.lines)
                rows[-1].append(Cell(words, where) if words.strip() else None)
        self.gathering.table(rows)
        for words in asides:
            self.gathering.aside(words, f"表 {self._tables}", IMAGE)


def _flat(line: str) -> str:
    """A line without the deepest of its lists and quotations, where there are more than anybody writes."""
    deep = _CONTAINERS.match(line)
    if deep is not None:
        line = line[: deep.start("more")] + " " + line[deep.end() :].lstrip(" \t")
    return " " * _INDENT + line.lstrip(" \t") if len(line) - len(line.lstrip(" \t")) > _INDENT else line


def _goes_on(kept: list[str], index: int) -> bool:
    """Whether a line belongs to the footnote above it: indented, or right below it."""
    return kept[index].startswith(("  ", "\t")) or _NOTE.fullmatch(kept[index]) is not None


def _numbers(tokens: list[Token], start: int) -> list[str]:
    """The printed numbers of a list's items: as typed, but counted where every item has the same (1. 1. 1.)."""
    level = tokens[start].level
    end = next(
        i for i in range(start, len(tokens)) if tokens[i].type == "ordered_list_close" and tokens[i].level == level
    )
    items = [t for t in tokens[start:end] if t.type == "list_item_open" and t.level == level + 1]
    typed = [item.info for item in items]
    if len(typed) > 1 and len(set(typed)) == 1 and typed[0].isdigit():
        typed = [str(int(typed[0]) + count) for count in range(len(typed))]
    return [f"{number}{item.markup}" for number, item in zip(typed, items, strict=True)]


def _split(found: Inline) -> list[tuple[int, str]]:
    """The paragraphs of a block of text, each with the count of its first line.

    Lines run on, between Chinese characters without a blank. One that begins with a number of the genre,
    or with an indent of two characters, is a paragraph all the same: texts that were only named .md have
    no empty lines between their paragraphs.
    """
    paragraphs: list[tuple[int, list[str]]] = []
    for offset, words, broken in found.lines:
        if not paragraphs or broken or _OWN_LINE.match(words) or (_COUNTED.match(words) and mark(words)):
            paragraphs.append((offset, [words]))
        else:
            paragraphs[-1][1].append(words)
    return [(offset, html_flow.run_on(words)) for offset, words in paragraphs]
