"""A Word file -> its paragraphs as they are printed, tables, notes, what is no text, and what colleagues left in it."""

from __future__ import annotations

import re
from pathlib import Path

from qplan import anchors
from qplan.errors import Unreadable
from qplan.reading.blocks import folded
from qplan.reading.formats import (
    docx_comments,
    docx_entries,
    docx_marks,
    docx_numbering,
    docx_parts,
    docx_revisions,
    docx_styles,
)
from qplan.reading.formats.docx_flow import Flow
from qplan.reading.formats.docx_parts import Element, Parts, Story, W
from qplan.reading.formats.docx_revisions import Tracked
from qplan.reading.formats.docx_text import PAGE, Reader, Words
from qplan.reading.gathering import Gathering

_LOST = "没有引用的脚注或尾注"
_MARGINS = {"header": "页眉", "footer": "页脚"}
_PAGE_NUMBER = re.compile(r"[\s\-—–－―~·.．第页共/()（）]*")


def read(path: Path, *, original: bool = False) -> Gathering:
    """The paragraphs and tables of a docx, docm or dotx file, in the order of reading; tracked changes and comments.

    Args:
        path: the file.
        original: read what stood there before all tracked changes, not what stands there when they are accepted.

    Raises:
        Unreadable: no such file, damaged, or no Word document, with what to do.
    """
    parts = docx_parts.read(path)
    try:
        return _gathered(parts, original=original)
    except RecursionError as error:  # no office program nests so deep; the walk goes down with the elements
        raise Unreadable(
            f"{path.name} 里的表格或控件嵌套太深，无法读取", "请在 Word 或 WPS 中把文字复制到新文件，再导入"
        ) from error


def _gathered(parts: Parts, *, original: bool) -> Gathering:
    """The body, then what nothing refers to, then headers and footers."""
    document, notes, comments = parts.document, parts.notes(), parts.first("comments")
    numbers = {each: number for number, each in enumerate(document.iter(f"{W}p"))}
    stories = docx_parts.stories(document, notes)
    margins = [Story(part, where) for kind, where in _MARGINS.items() for part in parts.all(kind)]
    told = 0 if original else docx_marks.changes(document)
    changes = _changes([*stories, *margins], numbers, original=original)
    remarks = docx_comments.read(comments, stories, numbers)
    styles = docx_styles.read(parts.first("styles"))
    names = (str(mark.get(f"{W}name")) for mark in document.iter(f"{W}bookmarkStart"))
    words = Reader(styles, notes, docx_marks.endless(document), anchors=anchors.carried(names))
    flow = Flow(
        parts, words, docx_numbering.read(parts.first("numbering"), styles), numbers,
        {} if comments is None else {str(each.get(f"{W}id")): each for each in comments.iterfind(f"{W}comment")}, told,
    )  # fmt: skip
    flow.body()
    for note in words.notes.values():
        flow.aside(words.note(note, Words()).removeprefix("^[").removesuffix("]"), "脚注", _LOST)
    for name in list(flow.comments):
        flow.comment(name, "批注")
    _margins(flow, margins)
    gathering = Gathering()
    docx_entries.deliver(docx_entries.contents_headed(flow.out), gathering)
    docx_entries.hang(gathering, flow.homes, changes, remarks)
    return gathering


def _changes(stories: list[Story], numbers: dict[Element, int], *, original: bool) -> list[Tracked]:
    """The tracked changes of all stories by their places; they are undone where the original is asked for."""
    changes = [change for story in stories for change in docx_revisions.read(story, numbers)]
    for story in stories if original else ():
        docx_marks.reject(story.root)
    return sorted(changes, key=lambda change: len(numbers) if change.element is None else change.element)


def _margins(flow: Flow, margins: list[Story]) -> None:
    """Headers and footers, each once; page numbers alone are nothing."""
    seen: set[tuple[str, str]] = set()
    flow.words.margin = True
    for part, where, _ in margins:
        flow.words.endless = docx_marks.endless(part)
        lines = flow.lines(part, where)
        text = " ".join(line.text for line in lines if line.aside != PAGE)
        whole = " ".join(line.text for line in lines)
        if (where, folded(whole)) not in seen and not _PAGE_NUMBER.fullmatch(text):
            flow.aside(whole, where, where)
        seen.add((where, folded(whole)))
