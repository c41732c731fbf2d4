"""What stands before the first numbered heading: lines -> notice, title, draft mark, addressees, preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qplan.ledger import Doubt
from qplan.reading import assignments, headline, lines, notice, openings, redhead
from qplan.reading.blocks import Block
from qplan.reading.matter import Matter, signs, take

_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")
_NAMED = re.compile(
    r"(?:制定|制订|提出|出台)[^。；;]{0,60}?(?P<genre>(?:实施|工作|行动|试点|分工)方案|(?:实施|指导)意见|(?:行动|工作)计划"
    r"|工作要点|(?:政策)?(?:措施|举措)|若干政策)[。，,：:]"
)
"""制定…实施意见: the plan says what it is."""


def read(source: Sequence[Block]) -> Matter:
    """Sort the lines before the body.

    What stands before the plan's title is a covering or consultation notice; what follows it are draft
    mark, subtitle, addressees and preamble. Without a title line, the last date or （此件公开发布） ends
    the notice.
    """
    matter = Matter()
    blocks, doubts = openings.cut(source)
    matter.doubts += doubts
    blocks = [block for block in redhead.cut(matter, blocks) if not _annex_head(matter, block)]
    first, last = headline.span(blocks)
    if first == last:
        first, last = headline.table_title(blocks)
    if first == last:
        first = last = _notice_end(blocks)
    before = list(blocks[:first])
    if first < last:
        _name(matter, blocks[first:last])
        title = matter.document.get("title", "")
        for block in [block for block in before if title and headline.same(block.text, title)]:
            matter.put(block, "公文/标题")
            before.remove(block)
    notice.read(matter, before)
    _after(matter, blocks[last:], named=first < last)
    if "title" not in matter.document:
        _name_from_notice(matter, blocks)
    if not matter.issuers and matter.document.get("stage") is None:
        matter.issuers = notice.titled(matter.document.get("title", ""))
    return matter


def _annex_head(matter: Matter, block: Block) -> bool:
    """附件 on a line of its own in front of the plan says that what follows is what the notice issues."""
    if _ANNEX.fullmatch(block.text) is None:
        return False
    matter.drop(block, "“附件”字样：下面就是通知所附的方案")
    return True


def _notice_end(blocks: Sequence[Block]) -> int:
    """Where a notice ends that no title follows: behind its date, else behind 现印发给你们."""
    ends = [i for i, b in enumerate(blocks) if lines.look(b.text) in ("date", "disclosure")]
    ends = ends or [i for i, b in enumerate(blocks) if notice.issues(b.text)][:1]
    return ends[-1] + 1 if ends else 0


def _name(matter: Matter, blocks: Sequence[Block]) -> None:
    if headline.to_come(blocks[-1].text):
        matter.put(blocks[-1], "公文/标题")
        return
    title = headline.read(blocks)
    matter.document["title"] = title.text
    matter.title_lines = title.lines
    for key in ("genre", "stage", "number"):
        value = getattr(title, key)
        if value:
            matter.document[key] = value
    for block in blocks:
        matter.put(block, "公文/标题")


def _name_from_notice(matter: Matter, blocks: Sequence[Block]) -> None:
    """Where no title line is left, the notice may quote it; the preamble may name its genre."""
    quoted = headline.quoted(matter.prose)
    at = blocks[0].index if blocks else 0
    if quoted is not None:
        title = lines.title(quoted)
        text, tail = (title[0], title[2]) if title else (quoted, "")
        stage = lines.stage(tail)
        matter.document["title"] = text if stage else text + tail
        if stage:
            matter.document["stage"] = stage
        if title:
            matter.document["genre"] = title[1]
        matter.doubts.append(Doubt(at, f"没有单独的标题行，标题取自通知中的《{quoted}》"))
        return
    matter.doubts.append(Doubt(at, "没有找到方案的标题，请在“公文”下补写“标题”"))
    named = next((found["genre"] for text in matter.prose for found in [_NAMED.search(text)] if found), None)
    if named:
        matter.document["genre"] = named


def _after(matter: Matter, blocks: Sequence[Block], *, named: bool) -> None:
    """What stands between title and body."""
    document = matter.document
    preamble: list[str] = []
    subtitles: list[str] = []
    looks = [lines.look(block.text) for block in blocks]
    for index, block in enumerate(blocks):
        look = looks[index]
        if look == "draft" and lines.stage(block.text) and not preamble:
            document["stage"] = lines.stage(block.text)
            matter.put(block, "公文/稿次")
        elif look == "bracketed" and lines.dated(block.text) and "date" not in document:
            document["date"] = lines.iso(block.text)
            matter.put(block, "公文/成文日期")
        elif look in ("bracketed", "draft") and named and not preamble:
            subtitles.append(block.text)
            matter.put(block, "公文/副题")
        elif signs(looks, index) and not matter.issuers:
            matter.issuers += lines.authorities(block.text)
            matter.put(block, "公文/发文机关")
        elif not take(matter, block, look, begun=bool(preamble)):
            preamble.append(block.text)
            matter.put(block, "公文/引言")
    if preamble:
        document["preamble"] = "\n".join(map(assignments.footnotes, preamble))
        matter.prose += preamble
    if subtitles:
        document["subtitle"] = subtitles if len(subtitles) > 1 else subtitles[0]
