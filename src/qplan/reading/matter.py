"""Lines around the body -> fields of 公文, each line entered in the ledger: what front and back have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qplan.findings import Route
from qplan.ledger import Doubt, Entry
from qplan.reading import lines
from qplan.reading.blocks import Block

_FIELDS = {"发文字号": "number", "文号": "number", "成文日期": "date", "发文机关": "issuer", "制发机关": "issuer"}
_TITLES = ("标题", "名称")
_KEYS = {
    "公文": "document", "附件": "annexes", "标题": "title", "副题": "subtitle", "稿次": "stage", "发文机关": "issuer",
    "发文字号": "number", "成文日期": "date", "主送": "addressees", "引言": "preamble", "公开属性": "disclosure",
    "抄送": "copies", "印发机关": "printer", "附注": "remark", "联系人": "contact", "通知": "notice", "正文": "text",
    "署名": "signature", "日期": "date",
}  # fmt: skip
"""The keys of plan data by the words that a ledger's places are made of."""
_PLACES = {"number": "公文/发文字号", "date": "公文/成文日期", "issuer": "公文/发文机关"}


@dataclass
class Matter:
    """What a stretch of lines said so far.

    ``document`` is plan data, but for the issuers, which are collected in ``issuers``. ``prose`` are the
    paragraphs that may name bases. ``sender`` signed a consultation notice: that names the place, not the
    plan's issuer. ``title_lines`` are a title's lines where it has several; ``notice_title`` is what a web
    page's metadata call the covering notice. ``tables`` are those of each annex, by its place in ``annexes``.
    """

    document: dict[str, Any] = field(default_factory=dict)
    issuers: list[str] = field(default_factory=list)
    title_lines: tuple[str, ...] = ()
    notice_title: str = ""
    prose: list[str] = field(default_factory=list)
    sender: str = ""
    annexes: list[dict[str, Any]] = field(default_factory=list)
    tables: dict[int, list[Block]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def put(self, block: Block, place: str) -> None:
        """Enter a paragraph that went into a field; one that was cut up goes into several."""
        last = self.entries[-1] if self.entries else None
        if last is not None and last.block == block.index:
            self.entries[-1] = replace(last, place=f"{last.place}、{place}")
        else:
            self.entries.append(Entry(block.index, block.where, block.text, "mapped", place, route=_route(place)))

    def keep(self, block: Block, place: str, reason: str) -> None:
        """Enter a paragraph that is kept as it stands."""
        self.entries.append(Entry(block.index, block.where, block.text, "kept", place, reason, _route(place)))

    def moved(self, places: Mapping[str, str]) -> None:
        """Enter under another place what went into one: the old places by name, with the new ones."""
        for number, entry in enumerate(self.entries):
            if entry.place in places:
                place = places[entry.place]
                self.entries[number] = replace(entry, place=place, route=_route(place))

    def drop(self, block: Block, reason: str) -> None:
        """Enter a paragraph that is no part of the document."""
        self.entries.append(Entry(block.index, block.where, block.text, "dropped", "", reason))


def take(matter: Matter, block: Block, look: lines.Look, *, begun: bool = False) -> bool:
    """Enter a line that means the same wherever it stands around the body; whether this was one.

    Args:
        matter: what it is entered in.
        block: the line.
        look: what it looks like.
        begun: whether prose has begun, behind which no addressees are expected.
    """
    document = matter.document
    if look == "crumb":
        matter.drop(block, "网页上的导航、按钮或链接，不是文件内容")
    elif look == "grid":
        _grid(matter, block)
    elif look == "number":
        document.setdefault("number", lines.number(block.text))
        matter.put(block, _PLACES["number"])
    elif look == "letterhead":
        matter.issuers = matter.issuers or [re.sub(r"\s|文\s*件$", "", block.text)]
        matter.put(block, _PLACES["issuer"])
    elif look == "disclosure":
        document["disclosure"] = lines.disclosure(block.text)
        matter.put(block, "公文/公开属性")
    elif look == "date" and "date" not in document:
        document["date"] = lines.iso(block.text) or block.text
        matter.put(block, _PLACES["date"])
    elif look == "addressees" and not begun and "addressees" not in document:
        document["addressees"] = block.text[:-1]
        matter.put(block, "公文/主送")
    elif look == "copies":
        document["copies"] = re.split(r"[:：]", block.text, maxsplit=1)[1].strip(" 。")
        matter.put(block, "公文/抄送")
    elif look == "printed":
        document["printer"] = re.split(r"\s*\d{4}\s*年", block.text, maxsplit=1)[0]
        document["printed"] = lines.iso(block.text) or ""
        matter.put(block, "公文/印发机关")
    else:
        return False
    return True


def _grid(matter: Matter, block: Block) -> None:
    """A row of a web page's metadata. 发布机构 is who put the page up, 发布日期 when: neither is the plan's."""
    used = []
    for label, value in lines.pairs(block.text):
        key = _FIELDS.get(label)
        titled = lines.title(value) if label in _TITLES else None
        if titled is not None and titled[1] in lines.COVERS:
            matter.notice_title = value
            used.append("公文/通知/标题")
        if not key or not value or (key == "date" and not lines.iso(value)):
            continue
        if key == "issuer":
            matter.issuers = [value]
        else:
            matter.document[key] = lines.iso(value) if key == "date" else lines.number(value)
        used.append(_PLACES[key])
    if used:
        matter.put(block, "、".join(used))
    else:
        matter.drop(block, "网页的信息栏，没有公文要素")


def signs(looks: Sequence[lines.Look], index: int) -> bool:
    """Whether an authority's name is a signature: nothing but more of them stands between it and a date."""
    following = next((look for look in looks[index + 1 :] if look != "body"), None)
    return looks[index] == "body" and following == "date"


def _route(place: str) -> Route:
    """The place in the plan data that a ledger's words name: 公文/通知/正文, 附件/2."""
    words = place.split("、", maxsplit=1)[0].split("/")
    return tuple(int(word) - 1 if word.isdigit() else _KEYS[word] for word in words)
