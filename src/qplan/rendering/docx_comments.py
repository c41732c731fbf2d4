"""A Word file and notes on its paragraphs -> the same file with the notes as comments, and not a letter changed."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count, islice

from qplan.errors import Unreadable
from qplan.rendering import _markup, _opc, _repacking, docx_paragraphs
from qplan.rendering._markup import Malformed, Text
from qplan.rendering._ooxml import HEADER, R, W, escape

_RELATION = {
    W: f"{R}/comments",
    docx_paragraphs.STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
"""How comments are related to a document, by the namespace of its words."""
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MOST = 32_767
"""Word opens no file with more comments (MS-OI29500, 2.1.315)."""
_AGAIN = "请在 Word 或 WPS 中打开这个文件，另存一份，再加批注"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError)
"""What a damaged archive raises."""
_EAST = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
"""“ ” … — in the full-width face."""


@dataclass(frozen=True)
class Note:
    """A comment to be made.

    ``element`` is the number, from 0, of a w:p among all of the document in document order; each of ``lines`` becomes
    a paragraph of the comment. ``initials`` are what Word shows where there is little room, nine characters at most.
    """

    element: int
    lines: Sequence[str]
    author: str
    initials: str


def annotated(data: bytes, notes: Sequence[Note]) -> bytes:
    """The Word file with a comment for each note, which marks the whole of its paragraph.

    Every part but the document, its comments and, where need be, its relationships and the list of content types is
    taken over packed as it was; into those four markup is put, and nothing else changes. A note on words in a text
    box marks the paragraph that the box hangs on: Word ignores comments inside of boxes (MS-OI29500, 2.1.315).
    Comments have no date: the same file and notes give the same bytes.

    Raises:
        Unreadable: the file is not as its reader found it, or too odd to put anything in; with what to do.
    """
    if not notes:
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            changed = _changed(archive, notes)
        return _repacking.repacked(data, changed)
    except (Malformed, *_DAMAGED) as error:
        raise Unreadable("这个 Word 文件的内部结构不寻常，加不进批注", _AGAIN) from error


def _changed(archive: zipfile.ZipFile, notes: Sequence[Note]) -> dict[str, bytes]:
    """The parts that are not as they were, by name."""
    main = _opc.document(archive)
    document = _markup.text(archive.read(main))
    story = docx_paragraphs.read(document.content)
    if any(note.element >= len(story.paragraphs) for note in notes):
        raise Unreadable("文件里找不到要批注的段落，可能在检查的时候有改动", f"再运行一次；还是这样，{_AGAIN}")
    related = list(_opc.relations(archive, main).values())
    target = next((name for kind, name in related if kind == "comments"), "")
    there = _part(archive, target)
    numbers = _free(story.comments | _ids(there), len(notes))
    look = _look(_part(archive, next((name for kind, name in related if kind == "styles"), "")))
    on: dict[int, list[int]] = {}
    for note, number in zip(notes, numbers, strict=True):
        on.setdefault(note.element, []).append(number)
    parts = {main: document.with_(docx_paragraphs.marked(story, on, look.reference))}
    space = _space(there) or story.space
    bound = f' xmlns:w="{space}"'
    inner = bound if there else ""  # the prefix of a part that is there may be another
    comments = "".join(
        _comment(note, ["", *note.lines] if story.leads(note.element) else note.lines, number, look, inner)
        for note, number in zip(notes, numbers, strict=True)
    )
    if there:
        return parts | {target: _markup.appended(there, comments)}
    name = target or _opc.free_name(archive, posixpath.dirname(main), "comments")
    parts[name] = f"{HEADER}<w:comments{bound}>{comments}</w:comments>".encode()
    parts |= _opc.typed(archive, name, _TYPE)
    return parts if target else parts | _opc.related(archive, main, name, _RELATION[space])


def _part(archive: zipfile.ZipFile, name: str) -> Text | None:
    return _markup.text(archive.read(name)) if name in archive.namelist() else None


def _space(part: Text | None) -> str:
    """The namespace of a part, by its outermost element."""
    return "" if part is None else _markup.space(_markup.elements(part.content)[0][0])


def _ids(comments: Text | None) -> set[str]:
    """The ids of the comments that are there."""
    found = [] if comments is None else _markup.elements(comments.content)
    return {given[key] for name, given in found for space in _RELATION if (key := _markup.name(space, "id")) in given}


def _free(taken: set[str], many: int) -> list[int]:
    """So many ids of comments that are not taken."""
    if len(taken) + many > _MOST:
        raise Unreadable(f"批注会超过 {_MOST} 条，Word 打不开这样的文件", "先按检查结果改掉一部分，再加批注")
    return list(islice((number for number in count() if str(number) not in taken), many))


@dataclass(frozen=True)
class _Look:
    """How comments look: the properties of their paragraphs, of their words, of the reference to them."""

    paragraph: str = (
        '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:firstLine="0" w:firstLineChars="0"/></w:pPr>'
    )
    words: str = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    reference: str = ""


def _look(styles: Text | None) -> _Look:
    """The document's own styles for comments, by their names, for the ids differ between the languages of Word.

    Where it has none, the words are made small, as they would else be as large as its text, and indented.
    """
    found: dict[str, str] = {}
    style = ""
    for name, given in [] if styles is None else _markup.elements(styles.content):
        for space in _RELATION:
            if name == _markup.name(space, "style"):
                style = given.get(_markup.name(space, "styleId"), "")
            elif name == _markup.name(space, "name"):
                found.setdefault(given.get(_markup.name(space, "val"), "").casefold(), escape(style))
    look = _Look()
    if text := found.get("annotation text"):
        look = replace(look, paragraph=f'<w:pPr><w:pStyle w:val="{text}"/></w:pPr>', words=_EAST)
    if reference := found.get("annotation reference"):
        look = replace(look, reference=f'<w:rPr><w:rStyle w:val="{reference}"/></w:rPr>')
    return look


def _comment(note: Note, lines: Sequence[str], number: int, look: _Look, bound: str) -> str:
    """The comment itself; its first paragraph begins with the mark that leads back to the text."""
    words = [f'<w:r>{look.words}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else "" for line in lines]
    mark = f"<w:r>{look.reference}<w:annotationRef/></w:r>"
    paragraphs = "".join(f"<w:p>{look.paragraph}{each}</w:p>" for each in [mark + words[0], *words[1:]])
    by = f'w:author="{escape(note.author)}" w:initials="{escape(note.initials)}"'
    return f'<w:comment{bound} w:id="{number}" {by}>{paragraphs}</w:comment>'
