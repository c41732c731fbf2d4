"""A docx or xlsx file -> the same file, once it is known to be one that can be opened without harm."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from qplan import source
from qplan.errors import Unreadable

LIMIT = 64_000_000
"""The largest file that is read, in bytes; pictures make Word files large."""
_UNPACKED = 400_000_000
"""Bytes that all parts together may unpack to."""
_XML = 24_000_000
"""Bytes that one XML part may unpack to: ten times those of a long plan, with all its formats."""
_SHEET = 150_000_000
"""Bytes of a worksheet, which may hold a million rows of formatted cells with nothing in them."""
_PARTS = 5_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_AGAIN = "请在 Word 或 WPS 中打开这个文件，另存一份再导入"


def read(path: Path) -> io.BytesIO:
    """The bytes of a zip package whose every XML part is sound to unpack and free of entities.

    A package is refused unread where its parts would unpack to too much (a zip bomb), where they are
    encrypted or damaged, or where an XML part defines entities, which no office program writes.

    Raises:
        Unreadable: no such file, or one of the above, with what to do.
    """
    data = source.bytes_of(path, limit=LIMIT)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _inspect(path.name, package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable(f"{path.name} 已损坏或没有下载完整，无法打开", _AGAIN) from error
    return io.BytesIO(data)


def _inspect(name: str, package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise Unreadable(f"{name} 解开后过大，没有读取", "请确认文件来源；正常的方案文件不会这样")
    for part in parts:
        if part.flag_bits & 1:
            raise Unreadable(f"{name} 加了密码，无法读取", "请在 Word 或 WPS 中打开并去掉密码，另存后再导入")
        if not part.filename.endswith((".xml", ".rels", ".vml")):
            continue
        if part.file_size > (_SHEET if part.filename.startswith("xl/worksheets/") else _XML):
            raise Unreadable(f"{name} 解开后过大，没有读取", "请确认文件来源；正常的方案文件不会这样")
        with package.open(part) as opened:
            # What the directory says of a part's size is a claim; no more than that is ever unpacked.
            content = opened.read(part.file_size + 1)
        plain = content if content[:2] not in (b"\xff\xfe", b"\xfe\xff") else content.replace(b"\0", b"")
        if _DOCTYPE.search(plain):
            raise Unreadable(f"{name} 里有不该出现的实体定义，没有读取", _AGAIN)
