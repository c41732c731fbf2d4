"""A file of any kind that is read -> plan data, with an account of every paragraph."""

from __future__ import annotations

from pathlib import Path

from qplan import source
from qplan.errors import Unreadable
from qplan.reading import plandata, text
from qplan.reading.plandata import Imported

__all__ = ["Imported", "read"]

_PLANS = (".yaml", ".yml")
_SAVE_AS = "在 Word 或 WPS 中“另存为”，类型选“纯文本（*.txt）”，编码选 UTF-8，再导入那个 txt 文件"
_OTHERS = {
    ".docx": "Word 文件", ".doc": "旧版 Word 文件", ".wps": "WPS 文件", ".pdf": "PDF 文件", ".xlsx": "Excel 文件",
    ".xls": "旧版 Excel 文件", ".et": "WPS 表格", ".html": "网页文件", ".htm": "网页文件", ".rtf": "RTF 文件",
    ".ofd": "OFD 文件", ".zip": "压缩包", ".rar": "压缩包", ".7z": "压缩包", ".odt": "OpenDocument 文件",
}  # fmt: skip


def read(path: Path) -> Imported:
    """Read a plan from a file, by its kind.

    Raises:
        Unreadable: the file is missing, empty, not of a kind that this version reads, or not text.
    """
    kind = _OTHERS.get(path.suffix.lower())
    if kind is not None and path.is_file():
        raise Unreadable(f"{path.name} 是{kind}，这个版本的导入只读纯文本", _SAVE_AS)
    if path.suffix.lower() in _PLANS and path.is_file():
        raise Unreadable(f"{path.name} 已经是方案文件，不用导入", f"检查：qplan validate {path}")
    read_source = source.read(path)
    if read_source.bad is not None:
        at = read_source.bad
        raise Unreadable(f"{path.name} 第 {at.line} 行第 {at.column} 列起不是 UTF-8 或 GB18030 文字", _SAVE_AS)
    blocks, doubts = text.blocks(read_source)
    if not blocks:
        raise Unreadable(f"{path.name} 里没有文字", "请检查是不是选错了文件")
    return plandata.assemble(blocks, name=read_source.name, doubts=doubts)
