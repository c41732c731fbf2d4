"""What stands behind the body: lines -> seal and date, copies, contact, annexes; web residue goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qplan.reading import lines
from qplan.reading.blocks import Block
from qplan.reading.headings import is_annex
from qplan.reading.marks import mark
from qplan.reading.matter import Matter, take

_HEAD = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?")
_LIST = re.compile(r"附\s*件?\s*[\d一二三四五六七八九十]{0,2}\s*[:：.、．\s]\s*")
_LISTED = re.compile(r"(?:^|\s+)\d{1,2}\s*[.．、]\s*")


def read(blocks: Sequence[Block]) -> Matter:
    """Sort the lines behind the body."""
    matter = Matter()
    listed: list[str] = []
    in_list = False
    for block in blocks:
        look = lines.look(block.text)
        if block.grid is not None:
            _table(matter, block)
        elif _HEAD.fullmatch(block.text):
            matter.annexes.append({"title": "", "content": "text", "text": ""})
            matter.put(block, f"附件/{len(matter.annexes)}")
        elif is_annex(block.text) or (in_list and mark(block.text)):
            listed += _titles(block.text)
            in_list = True
            matter.put(block, "附件")
        elif matter.annexes:
            _annex_line(matter, block, look)
        elif look == "body":
            matter.issuers.append(block.text)
            matter.put(block, "公文/发文机关")
        elif not take(matter, block, look, begun=True):
            key, name = ("contact", "联系人") if look == "contact" else ("remark", "附注")
            _append(matter, key, block.text)
            matter.keep(block, f"公文/{name}", "正文后面的文字")
    _finish(matter, listed)
    return matter


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


def _titles(text: str) -> list[str]:
    """附件：1.… 2.…: the titles of annexes."""
    found = _LIST.match(text)
    return [title.strip() for title in _LISTED.split(text[found.end() :] if found else text) if title.strip()]


def _annex_line(matter: Matter, block: Block, look: lines.Look) -> None:
    annex = matter.annexes[-1]
    if look == "crumb":
        take(matter, block, look)
        return
    if not annex["title"]:
        annex["title"] = block.text
    else:
        annex["text"] = f"{annex['text']}\n{block.text}" if annex["text"] else block.text
    matter.keep(block, f"附件/{len(matter.annexes)}", "附件照录为文字")


def _append(matter: Matter, key: str, text: str) -> None:
    known = matter.document.get(key)
    matter.document[key] = f"{known}；{text}" if known else text


def _finish(matter: Matter, listed: list[str]) -> None:
    """Give annexes their titles; a listed one without a text of its own stands elsewhere (另附)."""
    for number, annex in enumerate(matter.annexes):
        if not annex["title"]:
            annex["title"] = listed[number] if number < len(listed) else f"附件{number + 1}"
        if not annex["text"]:
            if number not in matter.tables:
                annex["content"] = "separate"
            del annex["text"]
    matter.annexes += [{"title": title, "content": "separate"} for title in listed[len(matter.annexes) :]]
