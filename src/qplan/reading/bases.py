"""Paragraphs of preamble and notice -> the documents that a plan rests on (依据), in order, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qplan.reading.blocks import folded

_GOVERNS = re.compile(r"贯彻|落实|根据|依据|按照|遵照|执行|依照")
_CREATES = re.compile(r"制定|制订|起草|印发|出台|编制|修订|征求|现将|形成|下发|公布")
_NUMBER = re.compile(r"\s*[（(]([^（）()]{2,24}号)[）)]")
_ISSUED = re.compile(r"[印转]发《([^《》]+)》的通知$")
_OPEN, _CLOSE = "《〈<", "》〉>"


def find(paragraphs: Iterable[str], own: str) -> list[str | dict[str, str]]:
    """The titles that stand under 贯彻、落实、根据、按照, with their numbers where printed.

    Args:
        paragraphs: preamble and covering notice.
        own: the plan's own title, which is no basis.

    Returns:
        plan data: a title, or ``{"title": …, "number": …}``.
    """
    found: dict[str, str | dict[str, str]] = {}
    for paragraph in paragraphs:
        for start, end in titles(paragraph):
            title = paragraph[start + 1 : end - 1]
            sentence = re.split(r"[。；;]", paragraph[:start])[-1]
            if _plain(title) == _plain(own) or not _rests(sentence):
                continue
            number = _NUMBER.match(paragraph, end)
            entry = {"title": title, "number": re.sub(r"\s", "", number[1])} if number else title
            found.setdefault(_plain(title), entry)
    # 印发〈甲纲要〉的通知 beside 甲纲要 is one document, named twice.
    inner = {name for key in found for name in _ISSUED.findall(key)}
    return [entry for key, entry in found.items() if key not in inner or isinstance(entry, dict)]


def _rests(before: str) -> bool:
    """Whether the nearest verb before a title makes it a basis rather than this plan's own product."""
    governs = [match.start() for match in _GOVERNS.finditer(_outside(before))]
    creates = [match.start() for match in _CREATES.finditer(_outside(before))]
    return bool(governs) and (not creates or creates[-1] < governs[-1])


def _outside(text: str) -> str:
    """The text with cited titles blanked out: a verb inside a title governs nothing."""
    flat = list(text)
    for start, end in titles(text):
        flat[start:end] = " " * (end - start)
    return "".join(flat)


def titles(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every outermost 《…》, the marks included."""
    depth = start = 0
    for index, char in enumerate(text):
        if char == "《" or (depth and char in _OPEN):
            if not depth:
                start = index
            depth += 1
        elif depth and char in _CLOSE:
            depth -= 1
            if char == "》" and depth and "《" not in text[start + 1 : index]:
                # An inner 〈 was never closed: the outer mark ends the title all the same.
                depth = 0
            if not depth:
                yield start, index + 1


def _plain(title: str) -> str:
    """A title as it is compared: width-folded, without blanks, every kind of title mark alike."""
    return folded(title).translate(str.maketrans("〈〉<>", "《》《》"))
