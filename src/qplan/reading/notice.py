"""The lines in front of a plan's title -> the covering notice, or the notice that asks for comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from qplan.reading import headline, lines
from qplan.reading.blocks import Block
from qplan.reading.matter import Matter, signs, take

_CONSULTS = re.compile(r"征求意见|征集意见|公开征求|征求.{0,12}意见")
_ISSUES = re.compile(
    r"[印转]发给你们|现予?以?[印转]发|请[^。，,]{0,10}(?:[，,]?\s*认真)?(?:贯彻|组织实施|抓好落实|遵照执行)"
)
_ISSUER = re.compile(r"([^《》、，。]{4,60}?)\s*(?:关于|印发|转发)")
_KEYS = ("title", "addressees", "text", "signature", "date")
_HEADING = 5
"""A notice's title has at most so many lines: two plans that are issued together make it long."""
_ENDS = tuple(f"的{cover}" for cover in lines.COVERS)
_TITLE_LINE = re.compile(r"[^。；;！!？?|]{1,50}")


def read(matter: Matter, blocks: Sequence[Block]) -> None:
    """Enter the notice in ``matter``.

    A covering notice issues the plan: who signs it issues the plan, on its date. A notice that asks for
    comments does not: its sender and date are its own, and the plan is a 征求意见稿.
    """
    notice: dict[str, Any] = {}
    text: list[str] = []
    signatures: list[str] = []
    looks = [_look(blocks, index) for index in range(len(blocks))]
    for index, block in enumerate(blocks):
        look = looks[index]
        if signs(looks, index):
            signatures += lines.authorities(block.text)
            matter.put(block, "公文/通知/署名")
        elif look == "date" and (text or notice or signatures):
            notice["date"] = lines.iso(block.text) or block.text
            matter.put(block, "公文/通知/日期")
        elif look == "addressees" and not text and "addressees" not in notice:
            notice["addressees"] = block.text[:-1]
            matter.put(block, "公文/通知/主送")
        elif not text and "addressees" not in notice and _heads(blocks[index:], looks[index:]):
            known = notice.get("title", "")
            # A web page repeats the title of its document, in other widths.
            notice["title"] = block.text if headline.same(known, block.text) else known + block.text
            matter.put(block, "公文/通知/标题")
        elif look in ("addressees", "contact") or not take(matter, block, look):
            _prose(notice, text, block)
            matter.put(block, "公文/通知/正文")
    if text:
        notice["text"] = "\n".join(text)
        matter.prose += text
    if matter.notice_title:
        notice.setdefault("title", matter.notice_title)
    if signatures:
        notice["signature"] = "　".join(signatures)
    _send(matter, {key: notice[key] for key in _KEYS if key in notice}, signatures)


def _look(blocks: Sequence[Block], index: int) -> lines.Look:
    """What a line looks like; 通知 alone ends a title that was broken in front of it."""
    text = blocks[index].text
    above = blocks[index - 1].text if index else ""
    # 关于印发示例县质量强县实施方案的 / 通知, or 关于印发示例县质量强县实施方案 / 的通知
    ends = (above.endswith("的") and text in lines.COVERS) or (above and text in _ENDS)
    return "title" if ends else lines.look(text)


def issues(text: str) -> bool:
    """Whether a paragraph is that of a covering notice which issues the plan."""
    return _ISSUES.search(text) is not None


def titled(title: str) -> list[str]:
    """The authorities in front of 关于, for a document without a signature: 示例县人民政府关于印发…的通知."""
    named = _ISSUER.match(title)
    return lines.authorities(named[1]) if named and lines.look(named[1]) == "body" else []


def _kind(title: str, words: str, number: str) -> str:
    """通知 or 函: a 函 in the document number alone is a form of sending, not the kind of what is sent."""
    named = lines.title(title)
    if named is not None and named[1] in ("通知", "函"):
        return "letter" if named[1] == "函" else "notice"
    return "letter" if "函" in number and not _ISSUES.search(words) else "notice"


def _prose(notice: dict[str, Any], text: list[str], block: Block) -> None:
    """A paragraph of the notice; addressees may be stuck to the first one."""
    stuck = lines.ADDRESSEES.match(block.text)
    if stuck is not None and not text and "addressees" not in notice and block.text.startswith("各"):
        notice["addressees"] = stuck["who"]
        text.append(block.text[stuck.end() :].lstrip())
    else:
        text.append(block.text)


def _heads(blocks: Sequence[Block], looks: Sequence[lines.Look]) -> bool:
    """Whether a line is (part of) the notice's own title: it and the next ones are short and end in a title line."""
    if looks[0] not in ("title", "body", "text"):
        return False
    found = [(block.text, look) for block, look in zip(blocks, looks, strict=True) if look not in ("crumb", "grid")]
    for text, look in found[:_HEADING]:
        if look not in ("body", "text"):
            return look == "title"
        if _TITLE_LINE.fullmatch(text) is None:
            return False
    return False


def _send(matter: Matter, notice: dict[str, Any], signatures: list[str]) -> None:
    """What the notice means for the plan itself."""
    document = matter.document
    words = notice.get("text", "")
    if notice.keys() == {"addressees"}:
        # Addressees without a letter are the plan's own.
        document["addressees"] = notice["addressees"]
        return
    if not notice:
        return
    document["notice"] = notice
    if _CONSULTS.search(words) and not _ISSUES.search(words):
        document["stage"] = "consultation"
        matter.sender = "".join(signatures[:1])
        return
    document["kind"] = _kind(notice.get("title", ""), words, document.get("number", ""))
    matter.issuers = signatures or matter.issuers or titled(notice.get("title", ""))
    if "date" in notice:
        document["date"] = notice["date"]
