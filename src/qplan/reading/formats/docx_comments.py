"""The comments of a Word file -> who says what when, about which words of which paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from qplan.reading.formats.docx_marks import LEAVES, leaf, told
from qplan.reading.formats.docx_parts import Element, Story, W

_START, _END, _REFERENCE = W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
_GONE = (W + "del", W + "moveFrom")
_QUOTED = 400  # characters of the words that a comment marks


class Remark(NamedTuple):
    """A comment: ``element`` is the number of its w:p, None where it hangs nowhere; ``story`` is "" or 脚注 or 尾注."""

    element: int | None
    story: str
    author: str
    date: str
    text: str
    quoted: str


@dataclass
class _Mark:
    """Where a comment hangs, and from where to where in its story's words it goes; ``end`` is 0 for no range."""

    element: int | None = None
    story: str = ""
    start: int = 0
    end: int = 0
    quoted: str = ""


_NOWHERE = _Mark()


def read(part: Element | None, stories: Iterable[Story], numbers: Mapping[Element, int]) -> Iterator[Remark]:
    """The comments in the order of what they hang on, story by story, then those that hang nowhere.

    Args:
        part: the comments.
        stories: what they may hang on.
        numbers: of the paragraphs of the document.
    """
    if part is None:
        return
    marks: dict[str, _Mark] = {}
    for story in stories:
        _mark(story, numbers, marks)
    comments: dict[str, list[Element]] = {}
    for each in part.iterfind(f"{W}comment"):
        comments.setdefault(str(each.get(f"{W}id")), []).append(each)
    hanging = [name for name in marks if name in comments]
    for name in [*hanging, *(name for name in comments if name not in marks)]:
        mark = marks.get(name, _NOWHERE)
        for comment in comments[name]:
            lines = ("".join(map(leaf, paragraph.iter(*LEAVES))).strip() for paragraph in comment.iter(f"{W}p"))
            yield Remark(mark.element, mark.story, *told(comment), " ".join(filter(None, lines)), mark.quoted)


def _mark(story: Story, numbers: Mapping[Element, int], marks: dict[str, _Mark]) -> None:
    """Add to ``marks`` where comments hang in a story, each with the words that it marks."""
    words: list[str] = []
    length = following = 0
    mine: dict[str, _Mark] = {}
    for each in story.root.iter(f"{W}p", *LEAVES, _START, _END, _REFERENCE):
        name, text = str(each.get(f"{W}id")), ""
        if each.tag == f"{W}p":
            following = numbers.get(each, following) + 1
            text = " "
        elif each.tag == _END:
            if name in mine:
                mine[name].end = length
        elif each.tag in (_START, _REFERENCE):
            if name not in marks:
                paragraph = next(each.iterancestors(f"{W}p"), None)
                element = numbers.get(story.at) if story.name else numbers.get(paragraph, following)
                mine[name] = marks[name] = _Mark(element, story.name, length)
        elif not any(around.tag in _GONE for around in each.iterancestors()):
            text = leaf(each)
        words.append(text)
        length += len(text)
    whole = "".join(words)
    for mark in mine.values():
        mark.quoted = " ".join(whole[mark.start : min(mark.end, mark.start + _QUOTED)].split())
