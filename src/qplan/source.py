"""A file as read: its text, its name for messages, how it was encoded; and spans, the places in it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from qplan.errors import Unreadable
from qplan.nearest import nearest

LIMIT = 8_000_000
"""The largest file that is read, in bytes: some two hundred times a county's plan."""


_IMPORT = "先把它变成方案文件：qplan import {name}"
_MISNAMED = "扩展名写错了：改回它原来的扩展名（如 .docx），检查、对照、成文都可以直接读它"
"""To import a Word file that is called .yaml would be refused by its name."""
_RECOGNISE = "请先用文字识别（OCR）把图片转成 Word 文件，再用 qplan import 导入"
_FORMATS = (
    (b"PK\x03\x04", " Word（docx）、Excel 或压缩文件", _IMPORT),
    (b"\xd0\xcf\x11\xe0", "旧版 Word（doc）、Excel 或 WPS 文件", _IMPORT),
    (b"{\\rtf", " RTF 文档", _IMPORT),
    (b"%PDF", " PDF 文件", _IMPORT),
    (b"\x89PNG", "图片", _RECOGNISE),
    (b"\xff\xd8\xff", "图片", _RECOGNISE),
    (b"GIF8", "图片", _RECOGNISE),
    (b"\x1f\x8b", "压缩文件", "请先解压，再指定其中的方案文件"),
    (b"7z\xbc\xaf", "压缩文件", "请先解压，再指定其中的方案文件"),
    (b"Rar!", "压缩文件", "请先解压，再指定其中的方案文件"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 40_000


class Span(NamedTuple):
    """A stretch of a text: lines and columns from 1, columns in code points, the end exclusive.

    A named tuple, because a plan has more than a thousand of them and they are most of what reading costs.
    """

    line: int
    column: int
    end_line: int
    end_column: int


class Source(NamedTuple):
    """The decoded text of one file. ``encoding`` is what the bytes turned out to be.

    ``bad`` is the place of the first byte that no supported encoding explains (the text has U+FFFD there).
    """

    name: str
    text: str
    encoding: str = "utf-8"
    bad: Span | None = None


def lines(text: str) -> list[str]:
    r"""The lines of a text without their ends, as spans count them.

    Broken at ``\n``, ``\r\n`` and ``\r`` only, unlike `str.splitlines`.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def read(path: Path, *, limit: int = LIMIT) -> Source:
    """Read one text file of at most ``limit`` bytes, in UTF-8, UTF-16 or GB18030.

    Raises:
        Unreadable: no such file, a folder, no permission, too large, or no text at all.
    """
    return decode(str(path), bytes_of(path, limit=limit))


def bytes_of(path: Path, *, limit: int = LIMIT) -> bytes:
    """All bytes of one file of at most ``limit`` bytes.

    Raises:
        Unreadable: no such file, a folder, no permission, or too large.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise Unreadable(f"{name} 是文件夹，不是文件", "请写明是其中的哪个文件，如 plan.yaml")
        # The size is asked first, so that a huge file is refused unread; what has no size (a pipe) is read
        # up to the limit.
        size = path.stat().st_size
        if size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)
            size = len(data)
    except FileNotFoundError:
        raise Unreadable(f"找不到文件 {name}", _nearest(path)) from None
    except PermissionError:
        raise Unreadable(f"没有权限读取 {name}", "请检查文件的读取权限，或复制一份到自己的文件夹再试") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "文件名或路径有误"
        raise Unreadable(f"无法读取 {name}（{reason}）", "请检查文件名，以及文件所在的磁盘或网络位置") from None
    if size > limit:
        most = f"{limit / 1_000_000:g} MB"
        raise Unreadable(f"{name} 超过 {most}，没有读取", "方案文件一般不到 1 MB，请确认是否选错了文件")
    return data


def decode(name: str, data: bytes) -> Source:
    """The text of ``data``: UTF-8 where it can be, then UTF-16, then GB18030.

    A few bad bytes do not hide what the rest is written in: they become U+FFFD, and ``bad`` is the first.

    Raises:
        Unreadable: the bytes are no text at all (a Word file, a picture, ...).
    """
    for magic, what, remedy in _FORMATS:
        if data.startswith(magic):
            misnamed = remedy == _IMPORT and name.lower().endswith((".yaml", ".yml"))
            raise Unreadable(f"{name} 是{what}，不是文本文件", _MISNAMED if misnamed else remedy.format(name=name))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(name, data[len(bom) :], encoding)
    sample = data[:_SAMPLE]
    if sample.count(0) * 20 > len(sample):  # UTF-16 without its mark: line ends, blanks and digits bring NULs
        for encoding in ("utf-16-le", "utf-16-be"):
            if _plausible(sample.decode(encoding, "replace")):
                return _decoded(name, data, encoding)
    if len(_CONTROLS.findall(sample)) * 20 > len(sample):
        raise Unreadable(f"{name} 不是文本文件", "请确认选对了文件；方案文件是文本，扩展名一般为 .yaml")
    utf8 = _decoded(name, data, "utf-8")
    # In GB18030 nearly every Han character is bad UTF-8; a few bad bytes among many good ones are damage.
    if utf8.bad is None or sum(char > "\x7f" for char in utf8.text) > 5 * utf8.text.count("\ufffd"):
        return utf8
    return _decoded(name, data, "gb18030")


def encoded(source: Source) -> bytes:
    """A text in the encoding that it was read in, UTF-16 always with its mark: the inverse of `decode`."""
    data = source.text.encode(source.encoding.removesuffix("-sig"))
    return next((bom for bom, encoding in _BOMS if encoding == source.encoding), b"") + data


def _decoded(name: str, data: bytes, encoding: str) -> Source:
    codec = encoding.removesuffix("-sig")
    try:
        return Source(name, data.decode(codec), encoding)
    except UnicodeDecodeError as error:
        before = lines(data[: error.start].decode(codec, "replace"))
        line, column = len(before), len(before[-1]) + 1
        text = data.decode(codec, "replace")
        return Source(name, text, encoding, Span(line, column, line, column + 1))


def _plausible(text: str) -> bool:
    """Whether a text decoded from UTF-16 reads like Chinese or ASCII, rather than like chance."""
    usual = sum("\x20" <= char <= "\x7e" or char in "\t\r\n" or "\u3000" <= char <= "\u9fff" for char in text)
    return usual * 10 > len(text) * 8


def _nearest(path: Path) -> str:
    try:
        names = sorted(child.name for child in path.parent.iterdir() if child.is_file())
    except OSError:
        return f"没有 {path.parent} 这个文件夹，请检查路径"
    near = nearest(path.name, names)
    return f"是否应为 {path.parent / near}？" if near else "请检查文件名和所在的文件夹"
