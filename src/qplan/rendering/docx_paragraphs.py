"""The XML of a Word document -> its paragraphs by number, and the marks of comments put around what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qplan.rendering import _markup
from qplan.rendering._markup import Splice
from qplan.rendering._ooxml import W

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of a Word document in ISO/IEC 29500 Strict; `W` is the usual one."""

_KINDS = (
    "document", "p", "pPr", "txbxContent", "sdtContent", "commentRangeStart", "commentRangeEnd", "commentReference",
)  # fmt: skip
_NAMES = {_markup.name(space, kind): (kind, space) for space in (W, STRICT) for kind in _KINDS}


@dataclass
class _Paragraph:
    """Offsets of its tags and, 0 for none, of those of its properties.

    ``holder`` is the paragraph that is marked in its stead, mostly itself; ``leads``: it is the first of a control.
    """

    start: int
    holder: int
    space: str
    leads: bool
    end: int = 0
    properties: int = 0
    properties_end: int = 0


@dataclass
class Story:
    """What `read` finds in a document: its paragraphs, its namespace, the ids of the comments that stand in it."""

    content: bytes
    space: str = W
    comments: set[str] = field(default_factory=set)
    paragraphs: list[_Paragraph] = field(default_factory=list)
    _depth: int = 0
    _open: list[tuple[int, int]] = field(default_factory=list)  # paragraphs, each with the depth of its children
    _boxes: list[int] = field(default_factory=list)  # text boxes, each with the paragraph it hangs on, -1 for none
    _control: bool = False  # a content control has begun around the paragraphs that come

    def begin(self, name: str, attributes: dict[str, str], at: int) -> None:
        """An element begins."""
        self._depth += 1
        if name not in _NAMES:
            return
        kind, space = _NAMES[name]
        if kind == "p":
            number = len(self.paragraphs)
            # In a box within a box, the paragraph that holds them all.
            holder = next((each for each in self._boxes if each >= 0), number)
            self.paragraphs.append(_Paragraph(at, holder, space, leads=self._control and not self._open))
            self._open.append((number, self._depth + 1))
            self._control = False
        elif kind == "pPr":
            if self._properties():
                self.paragraphs[self._open[-1][0]].properties = at
        elif kind == "txbxContent":
            self._boxes.append(self._open[-1][0] if self._open else -1)
        elif kind == "sdtContent":
            self._control = not self._open
        elif kind == "document":
            self.space = space
        else:
            self.comments.add(attributes.get(_markup.name(space, "id"), ""))

    def end(self, name: str, at: int) -> None:
        """An element ends."""
        kind, _ = _NAMES.get(name, ("", ""))
        if kind == "p":
            self.paragraphs[self._open.pop()[0]].end = at
        elif kind == "pPr" and self._properties():
            self.paragraphs[self._open[-1][0]].properties_end = at
        elif kind == "txbxContent":
            self._boxes.pop()
        elif kind == "sdtContent":
            self._control = False
        self._depth -= 1

    def leads(self, number: int) -> bool:
        """Whether the paragraph that is marked for one is the first of a control.

        LibreOffice (7.4) loses its words where a comment stands behind them, and the comment's first line: there the
        comment stands before the words, and its first line is empty.
        """
        return self.paragraphs[self.paragraphs[number].holder].leads

    def _properties(self) -> bool:
        """Whether the pPr just met is the paragraph's own, not what a tracked change keeps of it."""
        return bool(self._open) and self._open[-1][1] == self._depth


def read(content: bytes) -> Story:
    """The paragraphs of a document, all w:p of it in document order.

    Raises:
        Malformed: it is no well-formed XML.
    """
    story = Story(content)
    _markup.walk(content, story.begin, story.end)
    return story


def marked(story: Story, comments: Mapping[int, Sequence[int]], look: str) -> Iterator[Splice]:
    """The marks of comments around paragraphs.

    A comment on words in a text box marks the paragraph that the box hangs on: Word ignores comments that stand in a
    box (MS-OI29500, 2.1.315), and the box is there twice for old and new programs, which a comment may not be.

    Args:
        story: the document.
        comments: the ids of the comments on each paragraph, by the paragraph's number.
        look: the w:rPr of a comment's reference, "" for none.
    """
    held: dict[int, list[int]] = {}
    for number, ids in comments.items():
        held.setdefault(story.paragraphs[number].holder, []).extend(ids)
    for number, ids in held.items():
        paragraph = story.paragraphs[number]
        tag = _markup.tag(story.content, paragraph.start)
        bound = "" if tag.prefix == "w" else f' xmlns:w="{paragraph.space}"'
        starts = [f'<w:commentRangeStart{bound} w:id="{id_}"/>' for id_ in ids]
        ends = [f'<w:commentRangeEnd{bound} w:id="{id_}"/>' for id_ in ids]
        references = [f'<w:r{bound}>{look}<w:commentReference w:id="{id_}"/></w:r>' for id_ in ids]
        if paragraph.leads:
            first, last = "".join(references), ""
        else:
            first, last = "".join(starts), "".join(map("".join, zip(ends, references, strict=True)))
        if tag.whole:
            yield _markup.last(story.content, paragraph.start, paragraph.end, (first + last).encode())
            continue
        inside = tag.stop
        if paragraph.properties:  # they come first
            inside = _markup.over(story.content, paragraph.properties, paragraph.properties_end)
        yield Splice(inside, inside, first.encode())
        yield Splice(paragraph.end, paragraph.end, last.encode())
