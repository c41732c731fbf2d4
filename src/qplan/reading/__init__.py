"""A file of any kind that is read -> plan data, with an account of every paragraph."""

from __future__ import annotations

import importlib
import re
import zipfile
from pathlib import Path
from typing import Literal

from qplan.errors import Unreadable
from qplan.reading import page_numbers, plandata
from qplan.reading.gathering import Gathering
from qplan.reading.plandata import Imported

__all__ = ["Imported", "gather", "kind", "read"]

Kind = Literal["text", "md", "html", "pdf", "docx", "xlsx", "office"]
"""The name of the module of this package that reads such a file."""

_PLANS = (".yaml", ".yml")
_SUFFIXES: dict[str, Kind] = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html",
    ".doc": "office", ".wps": "office", ".xls": "office", ".et": "office", ".rtf": "office", ".odt": "office",
    ".ods": "office",
}  # fmt: skip
"""What a name says where the first bytes do not; anything else is text."""
_OTHERS = {
    ".ofd": ("OFD 文件", "请在 OFD 阅读器中另存为 PDF 或 Word 文件，再导入"),
    ".mht": ("单个文件网页", "请在浏览器中“另存为”，类型选“网页，仅 HTML”，再导入"),
    ".mhtml": ("单个文件网页", "请在浏览器中“另存为”，类型选“网页，仅 HTML”，再导入"),
    ".rar": ("压缩包", "请先解压，再导入其中的文件"),
    ".7z": ("压缩包", "请先解压，再导入其中的文件"),
    ".ppt": ("演示文稿", "请把文字复制到 Word 文件，再导入"),
    ".pptx": ("演示文稿", "请把文字复制到 Word 文件，再导入"),
}
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", "pdf"), (b"\xd0\xcf\x11\xe0", "office"), (b"{\\rtf", "office"),
)  # fmt: skip
_PARTS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"word/document\d*\.xml"), "docx"),
    (re.compile(r"xl/workbook\.(?:xml|bin)"), "xlsx"),
    (re.compile(r"content\.xml"), "office"),
)


def read(path: Path, *, original: bool = False) -> Imported:
    """Read a plan from a file, by its kind.

    Args:
        path: the file.
        original: what a Word file held before its tracked changes; other kinds have none, and are read as ever.

    Raises:
        Unreadable: the file is missing, empty, damaged, or of a kind that is not read; with what to do.
    """
    gathering = gather(path, original=original)
    if not any(not block.aside for block in gathering.blocks):
        raise Unreadable(f"{path.name} 里没有文字", "请检查是不是选错了文件")
    return plandata.assemble(gathering, name=str(path))


def gather(path: Path, *, original: bool = False) -> Gathering:
    """The paragraphs and tables of a file, by its kind; ``original`` as for `read`.

    Raises:
        Unreadable: as `read`.
    """
    suffix = path.suffix.lower()
    if suffix in _PLANS and path.is_file():
        raise Unreadable(f"{path.name} 已经是方案文件，不用导入", f"检查：qplan validate {path}")
    if suffix in _OTHERS and path.is_file():
        what, remedy = _OTHERS[suffix]
        raise Unreadable(f"{path.name} 是{what}，不能直接导入", remedy)
    # Readers are loaded when their format is met: a text needs no PDF library.
    name = kind(path)
    module = importlib.import_module(f"qplan.reading.formats.{name}")
    tracked = original and name in ("docx", "office")
    gathering: Gathering = module.read(path, original=True) if tracked else module.read(path)
    gathering.blocks = page_numbers.set_aside(gathering.blocks)
    return gathering


def kind(path: Path) -> Kind:
    """What a file is, by its first bytes, else by its name: offices rename files at will."""
    head = b""
    if path.is_file():
        try:
            with path.open("rb") as file:
                head = file.read(1024)
        except OSError:
            return "text"  # whose reader says what is the matter
    for magic, known in _MAGIC:
        if head.startswith(magic):
            return known
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if opening.startswith((b"<!doctype html", b"<html")):
        return "html"
    return _SUFFIXES.get(path.suffix.lower(), "text")


def _packed(path: Path) -> Kind:
    """What a zip file holds; one that cannot be opened is what its name says, and its reader says why."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return "xlsx" if path.suffix.lower() in (".xlsx", ".xlsm", ".et") else "docx"
    for part, kind in _PARTS:
        if any(part.fullmatch(name) for name in names):
            return kind
    raise Unreadable(f"{path.name} 是压缩包，里面不是 Word 或 Excel 文件", "请先解压，再导入其中的文件")
