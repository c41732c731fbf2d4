"""The bytes of a saved web page -> its tree: encoding found, broken tags mended, nothing fetched, nothing expanded."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Any

from lxml import etree, html

from qplan import source
from qplan.errors import Unreadable

LIMIT = 24_000_000
"""The largest page that is read, in bytes; pictures that are saved inside pages make them large."""
SAVE_AS = "请用浏览器打开，等文字显示出来后另存为“网页，仅 HTML”，再导入；或把正文复制到 Word 文件再导入"
_ELEMENTS = 150_000
"""Elements of the largest page that is read: a long plan that Word saved as a page has a third of that."""

_HEAD = 4_096
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_CODECS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
}  # fmt: skip
"""Chinese encodings that a page may declare. What is said of any other is not believed, but found out."""
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,80}base64,[A-Za-z0-9+/=\s]*")
_BEGINS = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:font|span|b|strong|i|em|u|a|big|small|tt|st1:\w+|o:p)\b[^<>]*>", re.IGNORECASE)


def decoded(path: Path) -> str:
    """The text of a page file.

    Raises:
        Unreadable: no such file, too large, or no text.
    """
    data = source.bytes_of(path, limit=LIMIT)
    declared = _DECLARED.search(data[:_HEAD])
    codec = _CODECS.get(declared[1].decode("ascii").lower(), "") if declared else ""
    if codec and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # A browser saves in UTF-8 and leaves what the page declared: Chinese in GB is never sound UTF-8.
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            pass  # a few damaged bytes, or a false declaration
    try:
        return source.decode(str(path), data).text
    except Unreadable as error:
        raise Unreadable(error.message.replace("文本文件", "网页"), SAVE_AS) from None


def tree(text: str, name: str) -> Any:
    """The page's root element, whose children are head and body.

    Raises:
        Unreadable: nothing in it, tags nested without end, or far too many of them.
    """
    # Pictures inside a page are no text, and longer than the parser takes an attribute to be.
    # What stands behind the page's end is shown all the same, but left out of the tree.
    text = _ENDS.sub("", _EMBEDDED.sub("data:", text.replace("\x00", "")))
    root, whole = _parsed(text)
    if not whole:
        # Letters in <font> that nobody closed nest ever deeper; the tree stands without them.
        root, whole = _parsed(_INLINE.sub("", text))
    if not whole:
        raise Unreadable(f"{name} 的网页标签层层嵌套，无法读取", SAVE_AS)
    if root is None:
        raise Unreadable(f"{name} 里没有文字", SAVE_AS)
    if any(count > _ELEMENTS for count, _ in enumerate(root.iter(), start=1)):
        raise Unreadable(f"{name} 的网页标签超过 {_ELEMENTS} 个，没有读取", "请把正文复制到 Word 文件，再导入")
    return root


def is_cut(text: str) -> bool:
    """Whether a page ends before its end, as where saving or downloading was broken off."""
    return bool(_BEGINS.search(text[:_HEAD])) and not _ENDS.search(text[-_HEAD:])


def fragment(text: str) -> Any:
    """The root of a piece of a page, as it stands in a Markdown file; None where there is nothing to read."""
    root, whole = _parsed(_EMBEDDED.sub("data:", text.replace("\x00", "")))
    return root if whole else None


def _parsed(text: str) -> tuple[Any, bool]:
    """The root (None for nothing), and whether the parser came to the end of the text."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, recover=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        # ParserError: an empty document; lxml asserts that there is a root, which some comments leave out.
        root = None
    # The parser mends what it can; only past its limits (depth, length) it stops and leaves out the rest.
    return root, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
