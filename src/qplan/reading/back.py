"""What stands behind the body: lines -> seal and date, copies, contact, annexes; web residue goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from qplan.matrix import LEGEND
from qplan.reading import assignments, lines
from qplan.reading.blocks import Block, folded
from qplan.reading.headings import is_annex
from qplan.reading.marks import mark
from qplan.reading.matter import Matter, take
from qplan.task_tables import REMARKS

_HEAD = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")
_TITLED = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{1,2}\s*[:：.、．\s]?\s*(?=\S)")
_LIST_HEAD = re.compile(r"附\s*件\s*[:：]?\s*\d{1,2}\s*[.．、]")
_SPLIT = re.compile(r"^\d{1,2}(?=[\u4e00-\u9fff])(?!\d*[年月日个项条家])")
"""The number of an annex that the web left at the head of its title: 附件 / 2事项清单."""
_LIST = re.compile(r"附\s*[件表图]?\s*[\d一二三四五六七八九十]{0,2}\s*[:：.、．\s]\s*")
_APART = re.compile(r"[（(]另附[）)]\s*$")
_LISTED = re.compile(r"(?:^|\s+)\d{1,2}\s*[.．、]\s*")


def read(blocks: Sequence[Block]) -> Matter:
    """Sort the lines behind the body."""
    matter = Matter()
    listed: list[str] = []
    in_list = False
    for place, block in enumerate(blocks):
        look = lines.look(block.text)
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        if block.grid is not None:
            _table(matter, block)
        elif not matter.annexes and below is not None and below.grid is not None and look in ("title", "text"):
            # The line above a table is its title.
            matter.annexes.append({"title": block.text, "content": "text", "text": ""})
            matter.keep(block, f"附件/{len(matter.annexes)}", "附件照录为文字")
        elif _HEAD.fullmatch(block.text):
            matter.annexes.append({"title": "", "content": "text", "text": ""})
            matter.put(block, f"附件/{len(matter.annexes)}")
        elif _opens(block, below):
            matter.annexes.append({"title": _TITLED.sub("", block.text), "content": "text", "text": ""})
            matter.put(block, f"附件/{len(matter.annexes)}")
        elif is_annex(block.text) or (in_list and _LISTED.match(block.text)):
            listed += _titles(block.text)
            in_list = True
            matter.put(block, "附件")
        elif matter.annexes:
            _annex_line(matter, block, look)
        elif look == "body":
            matter.issuers += lines.authorities(block.text)
            matter.put(block, "公文/发文机关")
        elif not take(matter, block, look, begun=True):
            key, name = ("contact", "联系人") if look == "contact" else ("remark", "附注")
            _append(matter, key, block.text)
            matter.keep(block, f"公文/{name}", "正文后面的文字")
    _finish(matter, listed)
    return matter


def _opens(block: Block, below: Block | None) -> bool:
    """Whether a line with an annex's number and title heads the annex itself, rather than naming it in a list."""
    if below is None or not is_annex(block.text) or not _TITLED.match(block.text) or _LIST_HEAD.match(block.text):
        return False
    if below.grid is not None or mark(below.text):
        return True
    return not is_annex(below.text) and lines.look(below.text) in ("text", "title", "bracketed")


def append(matter: Matter, block: Block) -> None:
    """Enter a table as an annex of its own, named after its worksheet where it has one."""
    title = (block.grid.title if block.grid else "") or f"附表{len(matter.annexes) + 1}"
    matter.tables[len(matter.annexes)] = [block]
    matter.annexes.append({"title": title})


def _table(matter: Matter, block: Block) -> None:
    """A table behind the body belongs to the annex it stands in."""
    if matter.annexes and not (block.grid and block.grid.title):
        matter.tables.setdefault(len(matter.annexes) - 1, []).append(block)
    else:
        append(matter, block)
        matter.annexes[-1] |= {"content": "text", "text": ""}


def _titles(text: str) -> list[str]:
    """附件：1.… 2.…: the titles of annexes."""
    found = _LIST.match(text)
    titles = (_APART.sub("", title).strip() for title in _LISTED.split(text[found.end() :] if found else text))
    return [title for title in titles if title]


def _annex_line(matter: Matter, block: Block, look: lines.Look) -> None:
    annex = matter.annexes[-1]
    if look in ("crumb", "copies", "printed"):
        # 版记 stands on the last page, behind the annexes (GB/T 9704-2012, 7.4).
        take(matter, block, look, begun=True)
        return
    if block.text in REMARKS or block.text.startswith(f"{LEGEND}　"):
        matter.drop(block, "表的说明，成表时重新生成")
        return
    if not annex["title"]:
        annex["title"] = _SPLIT.sub("", block.text)
    else:
        text = assignments.footnotes(block.text)
        annex["text"] = f"{annex['text']}\n{text}" if annex["text"] else text
    matter.keep(block, f"附件/{len(matter.annexes)}", "附件照录为文字")


def _append(matter: Matter, key: str, text: str) -> None:
    known = matter.document.get(key)
    matter.document[key] = f"{known}；{text}" if known else text


def _finish(matter: Matter, listed: list[str]) -> None:
    """Give annexes their titles and the order of the list; a listed one without a text of its own is sent apart (另附).

    An annex that the list does not name keeps its place behind the one before it.
    """
    for number, annex in enumerate(matter.annexes):
        if not annex["title"]:
            annex["title"] = listed[number] if number < len(listed) else f"附件{number + 1}"
        if not annex["text"]:
            if number not in matter.tables:
                annex["content"] = "separate"
            del annex["text"]
    named = {folded(annex["title"]) for annex in matter.annexes}
    if len(listed) > len(matter.annexes) == len(named) and named <= set(map(folded, listed)):
        _ordered(matter, listed)
    else:
        matter.annexes += [{"title": title, "content": "separate"} for title in listed[len(matter.annexes) :]]


def _ordered(matter: Matter, listed: Sequence[str]) -> None:
    """The annexes in the order of their list, among them those that are sent apart."""
    places = {folded(annex["title"]): place for place, annex in enumerate(matter.annexes)}
    annexes: list[dict[str, Any]] = []
    tables: dict[int, list[Block]] = {}
    for title in listed:
        place = places.pop(folded(title), None)
        if place is not None and place in matter.tables:
            tables[len(annexes)] = matter.tables[place]
        annexes.append({"title": title, "content": "separate"} if place is None else matter.annexes[place])
    moved = {f"附件/{place + 1}": f"附件/{annexes.index(annex) + 1}" for place, annex in enumerate(matter.annexes)}
    matter.annexes[:] = annexes
    matter.tables.clear()
    matter.tables |= tables
    matter.moved(moved)
