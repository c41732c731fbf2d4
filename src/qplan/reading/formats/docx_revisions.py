"""The tracked changes of a Word file's stories -> who put in, took out, moved or dressed up which words, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from qplan.reading.formats.docx_marks import CHANGES, FORMATS, LEAVES, leaf, told
from qplan.reading.formats.docx_parts import MC, Element, Story, W, child, chosen

Kind = Literal["inserted", "deleted", "moved_away", "moved_here", "formatted"]

PARAGRAPH = "（分段）"
"""The words of a change that only divides a paragraph in two, or makes one of two."""
_BAR = "｜"
_KINDS: Mapping[str, Kind] = {
    W + "ins": "inserted", W + "del": "deleted", W + "moveFrom": "moved_away", W + "moveTo": "moved_here",
    W + "cellIns": "inserted", W + "cellDel": "deleted",
}  # fmt: skip
_ALL = (*CHANGES, *FORMATS, W + "cellIns", W + "cellDel")


class Tracked(NamedTuple):
    """A tracked change: ``element`` is the number of its w:p in the document, ``story`` the name of its story."""

    element: int | None
    story: str
    author: str
    date: str
    kind: Kind
    text: str

    def goes_on(self, other: Tracked) -> bool:
        """Whether it goes on with what the other began."""
        return self._replace(element=other.element, text="") == other._replace(text="")


def read(story: Story, numbers: Mapping[Element, int]) -> list[Tracked]:
    """The tracked changes of a story, in the order of its paragraphs; ``numbers`` are those of the document's."""
    root = story.root
    if next(root.iter(*_ALL), None) is None:
        return []
    aside = {
        paragraph
        for alternate in root.iter(f"{MC}AlternateContent")
        for branch in alternate
        if branch is not chosen(alternate)
        for paragraph in branch.iter(f"{W}p")
    }
    walk = _Walk(story, numbers, aside)
    return sorted([*walk.words(), *walk.looks()], key=lambda change: change.element or 0)


@dataclass
class _Walk:
    """A walk through a story. ``whole`` are rows and cells that were put in or taken out with all that is in them."""

    story: Story
    numbers: Mapping[Element, int]
    aside: set[Element]
    whole: dict[Element, Kind] = field(default_factory=dict)

    def words(self) -> Iterator[Tracked]:
        """The changes of words, of paragraphs, rows and cells."""
        waiting: Tracked | None = None  # a mark alone; where the words behind it changed with it, it is part of them
        for element in self.story.root.iter(f"{W}p", f"{W}tr", f"{W}tc"):
            if element.tag != f"{W}p":
                found: list[Tracked | None] = list(self._grid(element))
            elif element in self.aside or next(element.iter(*_ALL), None) is None:
                found = [None]
            else:
                found = self._joined(element)
            if not found:
                continue
            if waiting is not None and not all(each is not None and each.goes_on(waiting) for each in found):
                yield waiting
            waiting = found.pop() if found[-1] is not None and found[-1].text == PARAGRAPH else None
            yield from filter(None, found)
        if waiting is not None:
            yield waiting

    def looks(self) -> Iterator[Tracked]:
        """The changes of format, one for each paragraph and author."""
        seen: set[tuple[int | None, str]] = set()
        for change in self.story.root.iter(*FORMATS, f"{W}ins"):
            if change.tag == f"{W}ins" and change.getparent().tag != f"{W}numPr":
                continue
            paragraph = _around(change)
            if paragraph in self.aside:
                continue
            tracked = self._tracked(change, paragraph, "formatted", "")
            if (tracked.element, tracked.author) not in seen:
                seen.add((tracked.element, tracked.author))
                yield tracked

    def _grid(self, element: Element) -> Iterator[Tracked]:
        """A row or cell that was put in or taken out, with its words."""
        names = ("ins", "del") if element.tag == f"{W}tr" else ("cellIns", "cellDel")
        first = next(element.iter(f"{W}p"), None)
        for name in names:
            change = child(element, "trPr" if element.tag == f"{W}tr" else "tcPr", name)
            if change is not None and first is not None and not self._within(first, _KINDS[change.tag]):
                kind = self.whole[element] = _KINDS[change.tag]
                cells = ("".join(map(leaf, cell.iter(*LEAVES))).strip() for cell in element.iter(f"{W}tc"))
                yield self._tracked(change, first, kind, _BAR.join(filter(None, cells)))

    def _within(self, element: Element, kind: Kind) -> bool:
        """Whether it is part of a row or cell that went or came as a whole."""
        return bool(self.whole) and any(self.whole.get(each) == kind for each in element.iterancestors())

    def _joined(self, paragraph: Element) -> list[Tracked | None]:
        """The changes of a paragraph, None for words between them; what goes on with one is joined to it."""
        joined: list[Tracked | None] = []
        for change in self._pieces(paragraph):
            last = joined[-1] if joined else None
            if change is None or last is None or not change.goes_on(last):
                joined.append(change)
            elif change.text != PARAGRAPH:
                joined[-1] = last._replace(text=last.text + change.text)
        return joined or [None]

    def _pieces(self, paragraph: Element) -> Iterator[Tracked | None]:
        for each in paragraph.iter(*LEAVES):
            text = leaf(each)
            change, owner = _change_of(each)
            if not text or owner is not paragraph:
                continue
            kind = None if change is None else _KINDS[change.tag]
            if kind is None:
                yield None
            elif not self._within(paragraph, kind):
                yield self._tracked(change, paragraph, kind, text)
        properties = child(paragraph, "pPr", "rPr")
        for mark in () if properties is None else properties.iterchildren(*CHANGES):
            if not self._within(paragraph, _KINDS[mark.tag]):
                yield self._tracked(mark, paragraph, _KINDS[mark.tag], PARAGRAPH)

    def _tracked(self, change: Element, paragraph: Element | None, kind: Kind, text: str) -> Tracked:
        place = self.story.at if self.story.name else paragraph
        return Tracked(self.numbers.get(place), self.story.name, *told(change), kind, text)


def _change_of(each: Element) -> tuple[Element | None, Element | None]:
    """The innermost tracked change around a piece of text, and its paragraph."""
    change = None
    for around in each.iterancestors():
        if around.tag == f"{W}p":
            return change, around
        if change is None and around.tag in CHANGES:
            change = around
    return change, None


def _around(change: Element) -> Element | None:
    """The paragraph that a change of format is in; the first of a table, row or cell, the last of a section."""
    around = next(change.iterancestors(f"{W}p", f"{W}tc", f"{W}tr", f"{W}tbl"), None)
    if around is not None:
        return next(around.iter(f"{W}p"), None)
    section = next(change.iterancestors(f"{W}sectPr"), change)
    return next(section.itersiblings(f"{W}p", preceding=True), None)
