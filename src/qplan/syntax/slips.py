"""Notes made while reading -> slips in words, with the edits that mend them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from qplan.findings import Fix, Severity
from qplan.source import Span
from qplan.syntax.composing import COPIES, DEPTH, NOTES
from qplan.syntax.draft import Draft, Note
from qplan.syntax.lines import (
    COLON_HINT,
    MANY,
    blank_slip,
    colon_edit,
    fix,
    mended,
    open_brackets,
    quoting_slip,
    value_end,
)
from qplan.syntax.mistakes import Slip

_HASH = re.compile(r"[ \t]#(?=[^\s#!])")


def noted(draft: Draft, rows: Sequence[str]) -> Iterator[Slip]:
    """The slips of a draft, whether or not its text was read to the end."""
    blanks = [note.span.line - 1 for note in draft.notes if note.kind == "wide-blank"]
    slip = blank_slip(rows, dict.fromkeys(blanks))
    if slip:
        yield slip
    colonless: set[int] = set()
    unbegun = range(0)  # the lines of an item after which another lacks its dash
    for note in draft.notes:
        if note.kind == "duplicate-key" and note.other:
            if note.other.line in unbegun:
                continue  # said once: the whole of the other item repeats these keys
            if _begins_an_item(note.other, rows):
                unbegun = range(note.other.line, note.span.line)
        if note.kind == "no-colon":  # once a line: {甲, 乙} is one mistake
            if note.span.line in colonless:
                continue
            colonless.add(note.span.line)
        slip = _WORDS[note.kind](note, rows) if note.kind in _WORDS else None
        if slip:
            yield slip
    yield from islice(_cut(draft, rows), NOTES)


def _begins_an_item(span: Span, rows: Sequence[str]) -> bool:
    """Whether a key is the first of a list's item: nothing but the dash stands before it."""
    return rows[span.line - 1][: span.column - 1].strip() == "-"


def _duplicate(note: Note, rows: Sequence[str]) -> Slip:
    first = note.other
    if first and note.span.line > first.line and _begins_an_item(first, rows):
        return Slip(
            "Q017", note.span, f"键“{note.text}”重复，像是又一项的开头", "前面可能少了“- ”",
            f"若是又一项，在“{note.text}”前面写上“- ”，与第 {first.line} 行的“-”对齐；现在只读入前一项",
            (first, "前一项从这里开始"),
        )  # fmt: skip
    return Slip(
        "Q017", note.span, f"键“{note.text}”重复", f"第 {first.line} 行已有一个" if first else "前面已有一个",
        "删去其中一个，或改成另外的键；现在只读入前一个",
        (first, "先出现在这里") if first else None,
    )  # fmt: skip


def _merge(note: Note, _rows: Sequence[str]) -> Slip:
    return Slip("Q024", note.span, "不支持合并键“<<”", "", "请把要合并的内容直接写在这里")


def _complex(note: Note, _rows: Sequence[str]) -> Slip:
    return Slip(
        "Q024", _one_line(note.span), "键不能是列表、一组键或别名", "应为一个词",
        "若这是值，请在前面写上“键: ”；若是文字，请给它加上引号",
    )  # fmt: skip


def _deep(note: Note, _rows: Sequence[str]) -> Slip:
    return Slip("Q022", note.span, f"层数超过 {DEPTH}，没有继续读取", "", "请检查这里的括号和缩进，方案一般不超过十层")


def _documents(note: Note, _rows: Sequence[str]) -> Slip:
    return Slip(
        "Q008",
        note.span,
        "一个文件里有两份文档",
        "从这里起是第二份，没有读入",
        "删去这一行“---”，或把后面的内容另存为一个文件",
    )


def _alias(note: Note, rows: Sequence[str]) -> Slip:
    row = rows[note.span.line - 1]
    start = note.span.column - 1
    if row[start : start + 1] != "*":
        return Slip("Q021", note.span, f"没有名为“{note.text}”的标记", "", "若是文字，请给它加上引号")
    end = note.span.end_column - 1
    if "&" not in "".join(rows):
        return quoting_slip(
            rows, note.span.line - 1, (start, end), "值以“*”开头，要加引号", "“*”在这里表示引用别的内容"
        )
    slip = quoting_slip(rows, note.span.line - 1, (start, end))
    return Slip(
        "Q021", note.span, f"别名“*{note.text}”没有对应的标记", f"前面没有“&{note.text}”",
        f"若是文字，{slip.remedy}", edits=slip.edits,
    )  # fmt: skip


def _unused(note: Note, rows: Sequence[str]) -> Slip:
    number, start = note.span.line - 1, note.span.column - 1
    place = Span(note.span.line, note.span.column, note.span.line, note.span.column + 1 + len(note.text))
    message, hint = f"“&{note.text}”没有读入", "以“&”开头的是标记，而后面没有引用它"
    end = value_end(rows[number], start, flow=bool(open_brackets(rows[number][:start])))
    slip = quoting_slip(rows, number, (start, end))
    remedy = f"若是文字，{slip.remedy}；若不是，删去它"
    return Slip("Q021", place, message, hint, remedy, edits=slip.edits, sure=False, severity=Severity.WARNING)


def _endless(note: Note, _rows: Sequence[str]) -> Slip:
    return Slip("Q021", note.span, f"别名“*{note.text}”引用了它自己", "", "请把内容直接写在这里")


def _many(note: Note, _rows: Sequence[str]) -> Slip:
    return Slip(
        "Q021",
        note.span,
        f"别名展开后超过 {COPIES} 项，没有继续读取",
        "",
        "别名层层引用会成倍增加，请把内容直接写在这里",
    )


def _tag(note: Note, rows: Sequence[str]) -> Slip:
    number, start = note.span.line - 1, note.span.column - 1
    row = rows[number]
    tag = note.text.removeprefix("tag:yaml.org,2002:")
    message = f"“!{tag.lstrip('!')}”是不认识的类型标记"
    hint = "以“!”开头的是类型标记，不是文字"
    if note.span.end_line == note.span.line and row[start : start + 1] == "!":
        end = note.span.end_column - 1
        slip = quoting_slip(rows, number, (start, end)) if end > start + 1 else None
        if slip and end == value_end(row, start):
            return Slip("Q023", note.span, message, hint, f"若是文字，{slip.remedy}", edits=slip.edits)
    return Slip("Q023", _one_line(note.span), message, hint, "删去这个标记；若是文字，请给整个值加上引号")


def _colonless(note: Note, rows: Sequence[str]) -> Slip:
    number = note.span.line - 1
    row = rows[number]
    start, end = note.span.column - 1, note.span.end_column - 1
    found = colon_edit(" " * start + row[start:end], number)
    if found:
        edit, message = found
        return mended(rows, "Q011", edit, message, COLON_HINT, at=(number, edit.span.column - 1, edit.span.column))
    if note.text.endswith((":", "：")):
        edit = fix(number, end - 1, end, ": ")
        return mended(rows, "Q011", edit, f"“{note.text}”后面缺少空格", COLON_HINT)
    return Slip(
        "Q011", note.span, f"花括号里的“{note.text}”没有冒号", "应为“键: 值”",
        f"若这是列表，改用方括号：`[{row[start:end]}, ...]`",
    )  # fmt: skip


def _curly(note: Note, rows: Sequence[str]) -> Slip:
    number, start, end = note.span.line - 1, note.span.column - 1, note.span.end_column - 1
    if note.span.end_line != note.span.line:
        return Slip("Q019", _one_line(note.span), "值的两端是中文引号，会原样印出", "", "不需要印出的引号请删去")
    edit = fix(number, start, end, rows[number][start:end][1:-1])
    message = "值的两端是中文引号，会原样印出"
    return replace(mended(rows, "Q019", edit, message, "不需要印出的引号请删去"), sure=False)


def _comma(note: Note, rows: Sequence[str]) -> Slip:
    number = note.span.line - 1
    row = rows[number]
    start = row.find("，", note.span.column - 1)
    if start < 0 or note.span.end_line != note.span.line:
        return Slip("Q018", _one_line(note.span), "列表里的中文逗号不分隔各项", "", "各项之间请用半角逗号")
    end = note.span.end_column - 1
    edit = fix(number, note.span.column - 1, end, re.sub("， *", ", ", row[note.span.column - 1 : end]))
    message = "列表里的中文逗号不分隔各项，这里读作一项"
    slip = mended(rows, "Q018", edit, message, "各项之间应为半角逗号", at=(number, start, start + 1))
    return replace(slip, sure=False)


def _keys_as_text(note: Note, rows: Sequence[str]) -> Slip | None:
    """Lines that were joined to one text because none of them has its colon right."""
    numbers = [number for number in range(note.span.line - 1, note.span.end_line) if rows[number].strip()]
    found = [colon_edit(rows[number], number) for number in numbers[:MANY]]
    edits = tuple(each[0] for each in found if each)
    if not found[0] or len(edits) < len(numbers):
        return None
    edit, message = found[0]
    slip = mended(
        rows, "Q011", edit, f"{message}，连同这一行共 {len(edits)} 行", COLON_HINT,
        at=(numbers[0], edit.span.column - 1, edit.span.column),
    )  # fmt: skip
    return replace(slip, edits=edits)


def _dash(note: Note, rows: Sequence[str]) -> Slip:
    edits = tuple(
        fix(number, len(row) - len(row.lstrip()), len(row) - len(row.lstrip()) + 1, "- ")
        for number in range(note.span.line - 1, note.span.end_line)
        if (row := rows[number]).lstrip().startswith("-") and row.lstrip()[1:2] not in ("", " ", "-")
    )
    more = f"，连同这一行共 {len(edits)} 行" if len(edits) > 1 else ""
    place = Span(note.span.line, note.span.column, note.span.line, note.span.column + 1)
    row = rows[note.span.line - 1].strip()
    edits = edits if len(edits) <= MANY else ()
    return Slip(
        "Q025", place, f"列表的短横线后面缺少空格{more}", "短横线后面要有一个空格", f"改为 `- {row[1:20]}`", edits=edits
    )


def _cut(draft: Draft, rows: Sequence[str]) -> Iterator[Slip]:
    """Text that was taken for a comment: `` #`` behind a plain or empty value, with something close after it."""
    suspects = [number for number, row in enumerate(rows, 1) if "#" in row and _HASH.search(row)]
    if not suspects:
        return
    texts: dict[int, list[Span]] = defaultdict(list)
    for span in (*draft.key_spans.values(), *_scalars(draft)):
        for number in range(span.line, span.end_line + 1):
            texts[number].append(span)
    for number in suspects:
        row, near = rows[number - 1], texts[number]
        for found in _HASH.finditer(row):
            at = (number, found.start() + 2)
            if not any((span.line, span.column) < at < (span.end_line, span.end_column) for span in near):
                yield from _cut_at(found.start(), number, row, near, rows)
                break  # the rest of the line is comment


def _cut_at(column: int, number: int, row: str, near: Sequence[Span], rows: Sequence[str]) -> Iterator[Slip]:
    end = (number, len(row[:column].rstrip()) + 1)
    value = next((span for span in near if (span.end_line, span.end_column) == end), None)
    if value is None or rows[value.line - 1][value.column - 1 : value.column] in ("'", '"', "|", ">"):
        return
    empty = (value.line, value.column) == end
    start = column + 1 if empty or value.line != number else value.column - 1
    stop = len(row.rstrip())
    edits: tuple[Fix, ...] = ()
    remedy = "给这一项加上引号"
    if not open_brackets(row[:start]):
        slip = quoting_slip(rows, number - 1, (start, stop))
        edits, remedy = slip.edits, slip.remedy
    yield Slip(
        "Q020", Span(number, column + 2, number, stop + 1), f"“{row[column + 1 : stop]}”没有读入",
        "空格后面的“#”是注释的开头", f"若是文字，{remedy}；若是注释，在“#”后面加一个空格",
        edits=edits, sure=False,
    )  # fmt: skip


def _scalars(draft: Draft) -> Iterator[Span]:
    """The places of all values that are neither mappings nor lists."""
    for route, span in draft.spans.items():
        value = draft.data
        for step in route:
            value = value[step]
        if not isinstance(value, (dict, list)):
            yield span


def _one_line(span: Span) -> Span:
    return span if span.line == span.end_line else Span(span.line, span.column, span.line, span.column + 1)


_WORDS: dict[str, Callable[[Note, Sequence[str]], Slip | None]] = {
    "duplicate-key": _duplicate,
    "merge-key": _merge,
    "complex-key": _complex,
    "too-deep": _deep,
    "second-document": _documents,
    "unknown-alias": _alias,
    "unused-anchor": _unused,
    "endless-alias": _endless,
    "many-aliases": _many,
    "unknown-tag": _tag,
    "no-colon": _colonless,
    "curly-quotes": _curly,
    "wide-comma": _comma,
    "own-lines": _keys_as_text,
    "tight-dash": _dash,
}
