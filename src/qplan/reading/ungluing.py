"""Paragraphs in which a numbered point runs on into the next ones -> a paragraph for each, cut only where sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from qplan.ledger import Doubt
from qplan.reading import lines
from qplan.reading.blocks import Block
from qplan.reading.marks import Mark, mark

_HEAD = re.compile(
    r"第(?=[一二三四五六七八九十\d]+(?:部分|[编章节条]))|[（(]\s?(?=[一二三四五六七八九十\d])"
    r"|(?<!\d)(?=\d{1,3}\s?[.．﹒、])|(?<![一二三四五六七八九十百])(?=[一二三四五六七八九十]{1,3}\s?、)|[①-⑳⒈-⒛⑴-⒇]"
)
"""Where a number may begin."""
_NOTE_END = re.compile(
    r"(?:(?:负责|牵头|配合|落实|单位|部门|处室|时限)[^（(〔【\[）)〕】\]]*|[局委办厅府]等?)[）)〕】\]]+。?\s*$"
)
_LEAD_IN = re.compile(
    r"(?:具体|主要|工作|重点|任务)?(?:措施|举措|任务|内容|做法|安排|要求)(?:如下|包括|为|有)?[:：]\s*$"
)
_SECOND = 2
_NEAR = 120
"""Code points in front of a number that decide whether it begins a point."""
_FAR = 800
"""Code points in front of a number in which a list in prose has the number before it."""
_MOST = 1000
"""Numbers in one paragraph; a text with more of them is no plan."""
_HEADING = 45
"""A heading without a stop that runs into the next number is no longer than this."""


_SIGNED = re.compile(
    r"(?:^|(?<=[。！]))\s*(?P<who>[\u4e00-\u9fff]{2,28}?(?:人民政府|委员会|管委会|办公室|办公厅|办事处|领导小组|[总分]?局|厅|[省市县区]委))"
    rf"\s*(?P<date>{lines.DATE.pattern})?\s*(?P<mark>[（(]此[^（）()]{{2,12}}[）)])?\s*$"
)


@dataclass
class _Runs:
    """The numbers met so far, by look: ``last`` in the whole source, ``here`` since the last outer one."""

    last: Counter[str] = field(default_factory=Counter)
    here: Counter[str] = field(default_factory=Counter)

    def meet(self, found: Mark) -> None:
        self.last[found.kind] = self.here[found.kind] = found.ordinal
        for kind in [kind for kind in self.here if Mark(kind, 1, "", "").rank > found.rank]:
            del self.here[kind]


@dataclass(frozen=True)
class _Candidate:
    """A number in the middle of a paragraph: where it begins, and what stands before it."""

    start: int
    mark: Mark
    behind_note: bool
    behind_lead_in: bool
    behind_heading: bool


def cut(blocks: Sequence[Block]) -> tuple[list[Block], list[Doubt]]:
    """Cut points apart that the web or a typist ran together.

    A number in the middle of a paragraph begins a point where it is the next of its look, or 1 before a 2;
    where a full stop, a closing bracket, 具体措施： or a heading without a stop stands before it; and where that
    number does not stand at the head of a paragraph further on. Pieces share the paragraph's index.

    Returns:
        The paragraphs, and a doubt for each that was cut.
    """
    blocks, doubts = _signatures(blocks)
    heads = [mark(block.text) for block in blocks]
    runs = _Runs()
    pieces: list[Block] = []
    for index, block in enumerate(blocks):
        head = heads[index]
        if head is not None:
            runs.meet(head)
        starts = _starts(block.text, head, heads[index + 1 :], runs)
        bounds = [0, *starts, len(block.text)]
        for at, (start, end) in enumerate(pairwise(bounds)):
            pieces.append(replace(block, text=block.text[start:end].strip(), level=0 if at else block.level))
        if starts:
            shown = "、".join(f"“{block.text[at : at + 6]}…”" for at in starts)
            doubts.append(Doubt(block.index, f"编号粘在一段文字中间，已从这里断开：{shown}"))
    return pieces, doubts


def _signatures(blocks: Sequence[Block]) -> tuple[list[Block], list[Doubt]]:
    cut_: list[Block] = []
    doubts: list[Doubt] = []
    for index, block in enumerate(blocks):
        below = blocks[index + 1].text if index + 1 < len(blocks) else ""
        pieces = _unsigned(block, dated=lines.DATE.fullmatch(below) is not None)
        cut_ += pieces
        if len(pieces) > 1 and lines.look(pieces[0].text) != "body":
            doubts.append(Doubt(block.index, f"署名“{pieces[1].text}”粘在段落末尾，已从这里断开"))
    return cut_, doubts


def _starts(text: str, head: Mark | None, following: Sequence[Mark | None], runs: _Runs) -> list[int]:
    """Where the points in a paragraph begin, but for the first."""
    starts: list[int] = []
    candidates = list(islice(_candidates(text, head), _MOST))
    for place, each in enumerate(candidates):
        later = [other.mark for other in candidates[place + 1 :]]
        since = max(starts[-1] if starts else 0, each.start - _FAR)
        if _begins(each, later, following, runs) and not _listed(each.mark, text[since : each.start]):
            starts.append(each.start)
            runs.meet(each.mark)
    return starts


def _listed(found: Mark, before: str) -> bool:
    """Whether the number before this one stands inside the same stretch: both belong to a list in prose."""
    inside = (mark(before, at.start()) for at in _HEAD.finditer(before) if at.start())
    return any(other is not None and (other.kind, other.ordinal) == (found.kind, found.ordinal - 1) for other in inside)


def _candidates(text: str, head: Mark | None) -> Iterator[_Candidate]:
    since = 0
    for found in _HEAD.finditer(text):
        start = found.start()
        before = text[max(since, start - _NEAR) : start].rstrip()
        if not before:
            continue
        note = _NOTE_END.search(before) is not None
        lead_in = _LEAD_IN.search(before) is not None
        heading = (since > 0 or head is not None) and start - since < _NEAR and _is_heading(text[since:start])
        if not (note or lead_in or heading or before.endswith(("。", "！", "；”", "。”"))):
            continue
        number = mark(text, start)
        if number is not None:
            yield _Candidate(start, number, note, lead_in, heading)
            since = start


def _is_heading(text: str) -> bool:
    """Whether a numbered stretch without any stop is a heading that the next number was stuck to."""
    found = mark(text)
    if found is None or len(found.rest) > _HEADING:
        return False
    return re.search(r"[。；;：:！!？?]|[，、第和及至到]\s*$", found.rest) is None


def _begins(each: _Candidate, later: Sequence[Mark], following: Sequence[Mark | None], runs: _Runs) -> bool:
    found = each.mark
    inline = [other.ordinal for other in later if other.kind == found.kind]
    below = _next(found, following)
    if found.ordinal == runs.last[found.kind] + 1 and found.ordinal > 1:
        if each.behind_note and below == found.ordinal:
            return True
        return below is None or below > found.ordinal or (below == 1 and found.kind not in runs.here)
    if found.ordinal != 1 or found.kind in runs.here:
        return False
    if below == _SECOND:
        return True
    if each.behind_heading and below is None and runs.last[found.kind]:
        return True
    return inline[:1] == [_SECOND] and (each.behind_note or each.behind_lead_in or each.behind_heading)


def _next(found: Mark, following: Sequence[Mark | None]) -> int | None:
    """The next number of the same look at the head of a paragraph, before one of an outer look."""
    for other in following:
        if other is not None and other.rank < found.rank:
            return None
        if other is not None and other.kind == found.kind:
            return other.ordinal
    return None


def _unsigned(block: Block, *, dated: bool) -> list[Block]:
    """A paragraph to whose last sentence a signature was stuck, cut into text, name, date and 公开属性.

    A signature on one line with its date is cut as well. ``dated`` says whether a date stands on the line below:
    a name without any date is no signature.
    """
    found = _SIGNED.search(block.text)
    if found is None or not (found["date"] or (dated and found.start("who"))):
        return [block]
    pieces = [block.text[: found.start("who")], found["who"], found["date"], found["mark"]]
    return [replace(block, text=piece.strip(), level=0) for piece in pieces if piece]
