"""One line of a plan, looked at as a person sees it: its indentation, its key, its value, what would mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qplan.findings import Fix
from qplan.source import Span
from qplan.syntax.mistakes import Slip

_HEAD = re.compile(r"[ \t]*(?:- +)*")
_COLON = re.compile(
    r"""(?P<key>[^\s:：#,，。；、？！"'“”‘’()（）\[\]{}&*!|>%@`-][^\s:：,，。；、？！“”]{0,15}?)[ \u3000]*"""
    r"(?P<colon>：|:)(?P<gap>[ \t\u3000\u00a0]*)(?P<rest>.*)"
)
_COMMENT = re.compile(r"[ \t]#")
_ITEM = re.compile(r"[^,\]}]*")
_WIDE_BLANKS = re.compile(r"[ \t]*[^\S \t\r\n][^\S\r\n]*")
_SIGN = re.compile(r"[^\w\s#'\"\[{-]+?(?=[ \t]*[\w-])")
_BULLETS = "*•·●–—"
MANY = 2000
"""Places of one mistake that are mended; with more the text is something else than a plan."""
COLON_HINT = "键后面要写半角冒号和一个空格"
_LONGEST = 40


def head(row: str) -> int:
    """How many characters of a line are indentation and list dashes."""
    found = _HEAD.match(row)
    return found.end() if found else 0


def is_blank(row: str) -> bool:
    """Whether nothing but a comment, if that, stands on a line."""
    return not row.strip() or row.lstrip().startswith("#")


def previous(rows: Sequence[str], number: int) -> int:
    """The nearest line before ``number`` (from 0) that has content, or -1."""
    number -= 1
    while number >= 0 and is_blank(rows[number]):
        number -= 1
    return number


def key_of(row: str) -> str:
    """The key that a line begins with, however its colon is written; empty where it has none."""
    found = _COLON.match(row, head(row))
    return found["key"] if found else ""


def has_proper_key(row: str) -> bool:
    """Whether a line begins with a key, a half-width colon and a blank (or nothing more)."""
    found = _COLON.match(row, head(row))
    return bool(found and found["colon"] == ":" and (found["gap"][:1] in (" ", "\t") or not found["rest"]))


def value_start(row: str) -> int:
    """Where the value of a line begins: behind ``key: ``, else behind the dashes."""
    start = head(row)
    quote = row[start : start + 1]
    key_end = row.find(quote, start + 1) if quote in ("'", '"') else start
    colon = row.find(": ", max(key_end, start))
    return len(row) - len(row[colon + 1 :].lstrip(" \t")) if colon > start else start


def value_end(row: str, start: int, *, flow: bool = False) -> int:
    """Where a value that begins at ``start`` ends: before a comment and blanks; in brackets before , ] or }."""
    comment = _COMMENT.search(row, start)
    end = comment.start() if comment else len(row)
    if flow:
        item = _ITEM.match(row, start, end)
        end = item.end() if item else end
    return max(len(row[:end].rstrip()), start)


def colon_slip(rows: Sequence[str], number: int) -> Slip | None:
    """The slip of a line whose key is followed by a full-width colon, or by a colon without a blank."""
    found = colon_edit(rows[number], number)
    if not found:
        return None
    edit, message = found
    return mended(rows, "Q011", edit, message, COLON_HINT, at=(number, edit.span.column - 1, edit.span.column))


def colon_edit(row: str, number: int) -> tuple[Fix, str] | None:
    """The edit that gives a line's key its colon and blank, and what is wrong; None where nothing is."""
    found = _COLON.match(row, head(row))
    if not found or found["rest"].startswith("//"):
        return None
    key, rest, gap = found["key"], found["rest"], found["gap"]
    edit = fix(number, found.start("colon"), found.end("gap"), ": " if rest else ":")
    if found["colon"] == "：":
        return edit, f"“{key}”后面是全角冒号"
    clock = key.isdigit() and rest[:1].isdigit()  # 12:30
    return None if clock or gap[:1] in (" ", "\t") or not rest else (edit, f"“{key}:”后面缺少空格")


def sign_slip(rows: Sequence[str], number: int) -> Slip | None:
    """The slip of a line that is sound but for a sign before its key: ``* 标题: ``, ``，标题: ``."""
    row = rows[number]
    start = head(row)
    found = _SIGN.match(row, start)
    if not found or not (has_proper_key(row[found.end() :]) or row.startswith("- ", found.end())):
        return None
    if found[0] in _BULLETS and row[found.end() : found.end() + 1] == " ":
        edit = fix(number, start, found.end(), "-")
        return mended(rows, "Q025", edit, f"列表项用了“{found[0]}”开头", "列表的每一项以短横线加一个空格开头")
    place = Span(number + 1, start + 1, number + 1, found.end() + 1)
    return Slip("Q016", place, f"行首多了“{found[0]}”", "键的前面不能有它", "删去它，并与同组的键左对齐")


def blank_slip(rows: Sequence[str], numbers: Iterable[int]) -> Slip | None:
    """The slip of lines that are indented with full-width or other blanks that YAML does not count."""
    hit = [(number, found) for number in numbers if (found := _WIDE_BLANKS.match(rows[number]))]
    if not hit:
        return None
    sets = [
        tuple(fix(number, 0, found.end(), found[0].replace("\u3000", cells)) for number, found in hit)
        for cells in ("  ", " ")
    ]
    sets = [tuple(edit._replace(text=" " * len(edit.text)) for edit in edits) for edits in sets]
    char = next(char for char in hit[0][1][0] if char not in " \t")
    name = {"\u3000": "全角空格", "\xa0": "不间断空格"}.get(char, f"特殊空格 U+{ord(char):04X}")
    more = f"，连同这一行共 {len(hit)} 行" if len(hit) > 1 else ""
    return Slip(
        "Q010", sets[0][0].span, f"这一行用{name}缩进{more}", "缩进只能用半角空格",
        "把行首的空格全部改成半角空格，与同组的键左对齐", edits=sets[0], choices=(sets[1],),
    )  # fmt: skip


def tab_slip(rows: Sequence[str], number: int) -> Slip | None:
    """The slip of a line that is indented with a tab; the edits mend every such line, in the likeliest width."""
    if "\t" not in indentation(rows[number]):
        return None
    hit = [index for index, row in enumerate(rows) if row.strip() and "\t" in indentation(row)]
    blanks = [(index, indentation(rows[index])) for index in hit[:MANY]]
    sets = [
        tuple(fix(index, 0, len(each), each.expandtabs(size)) for index, each in blanks)
        for size in ((2, 4, 8) if len(hit) <= MANY else ())
    ]
    more = f"，全文共 {len(hit)} 行" if len(hit) > 1 else ""
    span = Span(number + 1, 1, number + 1, len(indentation(rows[number])) + 1)
    return Slip(
        "Q009", span, f"这一行用制表符（Tab）缩进{more}", "缩进只能用空格",
        "把行首的制表符改成空格，每一级两格；可在编辑器里把“Tab”全部替换为两个空格",
        edits=sets[0] if sets else (), choices=tuple(sets[1:]),
    )  # fmt: skip


def quoting_slip(rows: Sequence[str], number: int, stretch: tuple[int, int], message: str = "", hint: str = "") -> Slip:
    """The slip of a value, ``rows[number][start:end]``, that must stand in quotes."""
    start, end = stretch
    text = rows[number][start:end]
    quoted = f"'{text}'" if ('"' in text or "\\" in text) and "'" not in text else None
    if quoted is None:
        quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return mended(rows, "Q012", fix(number, start, end, quoted), message, hint)


def mended(
    rows: Sequence[str],
    code: str,
    edit: Fix,
    message: str,
    hint: str,
    *,
    at: tuple[int, int, int] | None = None,
) -> Slip:
    """A slip with one edit: its remedy is the corrected piece of the line. ``at``: line, start, end, from 0."""
    span = Span(at[0] + 1, at[1] + 1, at[0] + 1, at[2] + 1) if at else edit.span
    return Slip(code, span, message, hint, f"改为 {corrected(rows, edit)}", edits=(edit,))


def corrected(rows: Sequence[str], edit: Fix) -> str:
    """The line as it should be, without indentation, cut to what matters where it is long."""
    row = rows[edit.span.line - 1]
    start, end = edit.span.column - 1, edit.span.end_column - 1
    before, after = row[:start].lstrip(" \t-"), row[end:].rstrip()
    text = f"{before}{edit.text}{after}"
    if len(text) > _LONGEST:
        kept = max(_LONGEST - len(before), 8) if len(before) < _LONGEST // 2 else _LONGEST // 2
        lead = before if len(before) < _LONGEST // 2 else "……" + before[-_LONGEST // 4 :]
        tail = f"{edit.text}{after}"
        closing = edit.text[-1:] if len(edit.text) > kept else ""
        text = lead + (tail if len(tail) <= kept else f"{tail[:kept]}……{closing}")
    return f"`{text}`"


def fix(number: int, start: int, end: int, text: str) -> Fix:
    """An edit of ``rows[number][start:end]``."""
    return Fix(Span(number + 1, start + 1, number + 1, end + 1), text, f"改为 {text.strip() or '空格'}")


def indentation(row: str) -> str:
    """The blanks and tabs a line begins with."""
    return row[: len(row) - len(row.lstrip(" \t"))]


def open_brackets(text: str) -> list[int]:
    """Where the brackets stand that are open at the end of a piece of a line; quoted ones do not count."""
    opened: list[int] = []
    quote = before = ""
    for index, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and not before.isalnum():
            quote = char
        elif char in "[{":
            opened.append(index)
        elif char in "]}" and opened:
            opened.pop()
        before = before if char.isspace() else char
    return opened
