"""What a document brings home -> lines for a person: each change with its number, then what else was found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qplan.reporting.wrapping import wrapped
from qplan.revising import Change, Revised
from qplan.revising.colleagues import REMARK, Placed, counted, cut

_NUMBER = 4
_AROUND = 16
"""Characters shown on each side of what differs in a sentence."""
_BREAK = "\n"
_SHORT = 40
"""Characters of both sides together that are shown one behind the other."""
_SHOWN = 20
"""More tracked changes than this are counted, not shown."""


def report(revised: Revised) -> str:
    """The changes and comments by number, tracked changes without effect, and what only the document has."""
    lines = list(_changes(revised.changes, 1))
    if revised.remarks:
        lines += [f"批注 {len(revised.remarks)} 处（不算改动；要记进方案的“备注”，用 --only 写明序号）：", ""]
        lines += _changes(revised.remarks, len(revised.changes) + 1)
    lines += _revisions(revised.revisions)
    if revised.beside:
        lines.append("另外看到，没有列为改动：")
        lines += [line for each in revised.beside for line in wrapped(each, 2, hang=2)]
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def one(number: int, change: Change) -> Iterator[str]:
    """One change by its number: where, what, what stood there and stands there now, who did it."""
    head = f"{number:>3} {change.where}"
    yield from wrapped(head, hang=_NUMBER)
    if change.what == REMARK:
        yield from wrapped(f"{f'“{cut(change.old)}”：' if change.old else ''}{change.new}", _NUMBER, hang=2)
    elif _is_short(change):
        yield from wrapped(f"{change.what}：{_or_none(change.old)} → {_or_none(change.new)}", _NUMBER, hang=2)
    else:
        yield from wrapped(change.what, _NUMBER)
        sides = (change.old, change.new)
        # Of names in a list no part is marked: they are read whole.
        old, new = marked(*sides) if any("。" in side for side in sides) else sides
        for label, text in (("原", old), ("改", new)):
            if text:
                yield from wrapped(f"{label}：{text.replace(_BREAK, '〔另起一段〕')}", _NUMBER + 2, hang=4)
    unsure = f"{change.unsure}；要写入，用 --only {number}" if change.unsure and change.edits else change.unsure
    reason = f"没法自动写入：{change.reason}" if change.reason else ""
    for said in filter(None, (*change.told, unsure, reason)):
        yield from wrapped(said, _NUMBER, hang=2)


def marked(old: str, new: str) -> tuple[str, str]:
    """Both sides of a sentence with 【】 around what differs, and no more than some characters around that."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if not old or not new or (not start and not end):
        return old, new
    sides = []
    for text in (old, new):
        within = text[start : len(text) - end]
        before, after = text[:start], text[len(text) - end :]
        before = before if len(before) <= _AROUND else "……" + before[-_AROUND:]
        after = after if len(after) <= _AROUND else after[:_AROUND] + "……"
        sides.append(f"{before}【{within}】{after}" if within else before + after)
    return sides[0], sides[1]


def _changes(changes: Sequence[Change], first: int) -> Iterator[str]:
    for number, change in enumerate(changes, start=first):
        yield from one(number, change)
        yield ""


def _is_short(change: Change) -> bool:
    both = change.old + change.new
    return len(both) <= _SHORT and "\n" not in both and "。" not in both


def _or_none(text: str) -> str:
    return text or "（无）"


def _revisions(placed: Sequence[Placed]) -> Iterator[str]:
    if not placed:
        return
    kinds = "，".join(f"{word} {count} 处" for word, count in counted(placed))
    yield f"另有修订没有带来改动：{kinds}"
    for each in placed[:_SHOWN]:
        text = f"“{cut(each.what.text)}”" if each.what.text else ""
        day = f" {each.what.date}" if each.what.date else ""
        yield from wrapped(f"{each.where}：{each.what.author or '未署名'}{day}{text}", 2, hang=2)
    if len(placed) > _SHOWN:
        yield f"  ……另有 {len(placed) - _SHOWN} 处"
    yield ""
