"""A decoded text -> the text that YAML is asked to read, and what its characters have wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qplan.findings import Fix
from qplan.source import Source, Span, lines
from qplan.syntax.lines import MANY, fix, indentation
from qplan.syntax.mistakes import Slip

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_DAMAGED = re.compile("\ufffd")
_FORBIDDEN = re.compile(f"{_CONTROL.pattern}|{_SEPARATOR.pattern}|{_INVISIBLE.pattern}")

_SAVE_AS = "记事本：文件—另存为—编码选“UTF-8”；WPS、Word 另存为纯文本时也选 UTF-8"
_ENCODINGS = {"gb18030": "GB18030（即“ANSI”）", "utf-16-le": "UTF-16（Unicode）", "utf-16-be": "UTF-16（Unicode）"}
_NAMES = {
    0x00: "空字符", 0x07: "Word 表格的单元格符", 0x0B: "Word 的手动换行符", 0x0C: "分页符", 0x85: "换行字符",
    0xAD: "软连字符", 0x200B: "零宽空格", 0x200C: "零宽不连字", 0x200D: "零宽连字", 0x200E: "从左到右标记",
    0x200F: "从右到左标记", 0x2028: "行分隔符", 0x2029: "段分隔符", 0x2060: "零宽不换行", 0xFEFF: "字节顺序标记",
}  # fmt: skip


def inspect(source: Source) -> Iterator[Slip]:
    """What is wrong with a text's encoding and characters: one slip for each kind, at the first of them."""
    rows = lines(source.text)
    if source.bad:
        yield Slip(
            "Q002", source.bad, "这里有无法识别的字节，文件可能已损坏", "不是 UTF-8，也不是 GB18030",
            "对照原稿补上这里的文字，并把文件另存为 UTF-8",
        )  # fmt: skip
    elif source.encoding not in ("utf-8", "utf-8-sig"):
        name = _ENCODINGS.get(source.encoding, source.encoding.upper())
        first = Span(1, 1, 1, len(rows[0]) + 1)
        yield Slip("Q001", first, f"文件的编码是 {name}，不是 UTF-8", "内容已按这种编码读取", _SAVE_AS)
    text = "\n".join(rows)
    if source.bad is None:
        yield from _found(text, rows, _DAMAGED, "Q002", "文字已经损坏，留下了替代符", "对照原稿补上原来的文字")
    yield from _found(text, rows, _CONTROL, "Q003", "这里有控制字符", "删去它")
    remedy = "删去它；要分段时按回车另起一行，并与上一行对齐"
    yield from _found(text, rows, _SEPARATOR, "Q004", "这里有特殊的换行字符", remedy)
    yield from _found(text, rows, _INVISIBLE, "Q005", "这里有看不见的字符", "删去它")


def plain_rows(text: str) -> list[str]:
    """The lines of a text for a parser to read: blanks for what YAML forbids, and for tabs within a line.

    All places stay. Within a line the two parsers disagree about tabs, and a drafter means a blank.
    """
    rows = lines(_FORBIDDEN.sub(" ", text))
    if "\t" not in text:
        return rows
    return [indentation(row) + row[len(indentation(row)) :].replace("\t", " ") for row in rows]


def _found(
    text: str, rows: list[str], pattern: re.Pattern[str], code: str, message: str, remedy: str
) -> Iterator[Slip]:
    first = pattern.search(text)
    if first is None:
        return
    line = text.count("\n", 0, first.start()) + 1
    column = first.start() - text.rfind("\n", 0, first.start())
    count = len(pattern.findall(text))
    more = f"，全文共 {count} 处" if count > 1 else ""
    edits: tuple[Fix, ...] = ()
    if pattern is not _DAMAGED and count <= MANY:
        edits = tuple(
            fix(number, at.start(), at.end(), "") for number, row in enumerate(rows) for at in pattern.finditer(row)
        )
    message = f"{message} {_called(first[0])}{more}"
    yield Slip(code, Span(line, column, line, column + 1), message, "", remedy, edits=edits)


def _called(char: str) -> str:
    point = f"U+{ord(char):04X}"
    name = _NAMES.get(ord(char)) or ("文字方向控制符" if "\u202a" <= char <= "\u206f" else "")
    return f"{point}（{name}）" if name else point
