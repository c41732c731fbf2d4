"""The red head in front of a notice (GB/T 9704-2012, 7.2): lines -> fields, or dropped, each with why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qplan.ledger import Doubt
from qplan.reading import lines
from qplan.reading.blocks import Block
from qplan.reading.matter import Matter, take

_COPY = re.compile(r"(?:份\s*号\s*[:：]?\s*)?[0-9０-９]{6}")
_SECRET = re.compile(r"(?:密\s*级\s*[:：]?\s*)?(?:绝\s*密|机\s*密|秘\s*密)(?:\s*[★☆*＊]\s*(?:\S{1,8}|启封前))?")
_URGENT = re.compile(r"(?:紧急程度\s*[:：]?\s*)?(?:特\s*提|特\s*急|加\s*急|平\s*急|急\s*件)")
_SIGNER = re.compile(r"(?:签\s*发\s*人|会\s*签\s*人?)\s*[:：][^。；;]{0,40}")
_NAME = re.compile(r"[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff·]){1,3}(?<![省市州盟县区旗镇乡])")
_NUMBERED = re.compile(rf"(?P<number>{lines.NUMBER.pattern})\s*(?P<signer>{_SIGNER.pattern})")
_PERSON = "签发人的姓名没有写入方案；上行文要用时，请在“公文”下补写“签发人”"
_DROPPED = (
    (_COPY, "红头上的份号，不是方案内容"),
    (_SECRET, "红头上的密级，方案里没有这一项；涉密文件请按保密规定办理"),
    (_URGENT, "红头上的紧急程度，方案里没有这一项"),
    (_SIGNER, _PERSON),
)


def cut(matter: Matter, blocks: Sequence[Block]) -> list[Block]:
    """Enter the lines of a red head in ``matter``.

    Returns:
        The other blocks. Letterhead and document number are among them where each has a line of its own,
        as it should: they mean the same wherever they stand.
    """
    kept: list[Block] = []
    signed = False
    looks = [lines.look(block.text) for block in blocks]
    for index, block in enumerate(blocks):
        numbered = _NUMBERED.fullmatch(block.text)
        reason = next((reason for pattern, reason in _DROPPED if pattern.fullmatch(block.text)), "")
        if numbered is not None:
            take(matter, replace(block, text=numbered["number"]), "number")
            matter.doubts.append(Doubt(block.index, _PERSON))
        elif reason:
            matter.drop(block, reason)
        elif signed and looks[index] == "text" and _NAME.fullmatch(block.text):
            # Authorities that send a report together have a line for each who signs.
            matter.drop(block, _PERSON)
            continue
        elif _heads(looks, index):
            matter.issuers += lines.authorities(block.text)
            matter.put(block, "公文/发文机关")
        else:
            kept.append(block)
        signed = numbered is not None or reason == _PERSON
    return kept


def _heads(looks: Sequence[lines.Look], index: int) -> bool:
    """Whether an authority's name is a letterhead without 文件, as letters have it: above the document number.

    Below a title it would be what is left of another line.
    """
    if looks[index] != "body" or "title" in looks[:index]:
        return False
    following = next((look for look in looks[index + 1 :] if look != "body"), None)
    return following in ("number", "letterhead")
