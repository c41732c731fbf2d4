"""What stands before the first numbered heading: lines -> notice, title, draft mark, addressees, preamble."""

from __future__ import annotations

from collections.abc import Sequence

from qplan.ledger import Doubt
from qplan.reading import headline, lines, notice
from qplan.reading.blocks import Block
from qplan.reading.matter import Matter, signs, take


def read(blocks: Sequence[Block]) -> Matter:
    """Sort the lines before the body.

    What stands before the plan's title is a covering or consultation notice; what follows it are draft
    mark, subtitle, addressees and preamble. Without a title line, the last date or （此件公开发布） ends
    the notice.
    """
    matter = Matter()
    blocks = [piece for block in blocks for piece in headline.unglued(block)]
    first, last = headline.span(blocks)
    if first == last:
        first = last = _notice_end(blocks)
    notice.read(matter, blocks[:first])
    if first < last:
        _name(matter, blocks[first:last])
    _after(matter, blocks[last:], named=first < last)
    if "title" not in matter.document:
        _name_from_notice(matter, blocks)
    return matter


def _notice_end(blocks: Sequence[Block]) -> int:
    ends = [i for i, b in enumerate(blocks) if lines.look(b.text) in ("date", "disclosure")]
    return ends[-1] + 1 if ends else 0


def _name(matter: Matter, blocks: Sequence[Block]) -> None:
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
    """Where no title line is left, the notice may quote it."""
    quoted = headline.quoted(matter.prose)
    at = blocks[0].index if blocks else 0
    if quoted is not None:
        matter.document["title"] = quoted
        matter.doubts.append(Doubt(at, f"没有单独的标题行，标题取自通知中的《{quoted}》"))
    else:
        matter.doubts.append(Doubt(at, "没有找到方案的标题，请在“公文”下补写“标题”"))


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
        elif look in ("bracketed", "draft") and named and not preamble:
            subtitles.append(block.text)
            matter.put(block, "公文/副题")
        elif signs(looks, index) and not matter.issuers:
            matter.issuers.append(block.text)
            matter.put(block, "公文/发文机关")
        elif not take(matter, block, look, begun=bool(preamble)):
            preamble.append(block.text)
            matter.put(block, "公文/引言")
    if preamble:
        document["preamble"] = "\n".join(preamble)
        matter.prose += preamble
    if subtitles:
        document["subtitle"] = subtitles if len(subtitles) > 1 else subtitles[0]
