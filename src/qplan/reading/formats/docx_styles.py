"""word/styles.xml and a paragraph's own properties -> how the paragraph stands: heading, contents, numbered, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from qplan.reading.formats.docx_parts import Element, W, child, number, switch, value

_HEADING = re.compile(r"(?:heading|标题)\s?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:(?:toc|目录|contents)\s?(?:[1-9]|heading|标题)|目录)", re.IGNORECASE)
_TITLE = re.compile("title|标题", re.IGNORECASE)
_BODY = 9  # w:outlineLvl of ordinary text
_NO_LINE = ("", "nil", "none")
_DEEPEST = 12  # styles are based on one another; Word allows eleven


@dataclass(frozen=True)
class Style:
    """A style as far as it says what is printed; None for what it leaves to the style that it is based on."""

    id: str
    name: str
    based_on: str
    outline: int | None
    number: int | None
    level: int | None
    hidden: bool | None
    frame: bool | None = None


class Numbered(NamedTuple):
    """A paragraph's place in a list: w:numId, and its level where that is said.

    ``level`` is None where a style is numbered: then ``styles`` are those that come into question, with the levels
    that they name, nearest first.
    """

    number: int
    level: int | None = None
    styles: tuple[tuple[str, int | None], ...] = ()


class Look(NamedTuple):
    """What a paragraph's properties say: level of a heading from 1, else 0; whether it stands in a frame."""

    level: int = 0
    contents: bool = False
    numbered: Numbered | None = None
    hidden: bool = False
    title: bool = False
    boxed: bool = False


@dataclass(frozen=True)
class Styles:
    """Every style with those that it is based on, nearest first, by id; ``standard`` is the id of the usual one."""

    chains: dict[str, tuple[Style, ...]]
    standard: str = ""

    def look(self, paragraph: Element) -> Look:
        """How a paragraph stands, by its own properties and by its style."""
        properties = child(paragraph, "pPr")
        chain = self.chains.get(value(properties, "pStyle") or self.standard) or self.chains.get(self.standard, ())
        return Look(
            _level(number(properties, "outlineLvl"), chain),
            any(_CONTENTS.fullmatch(style.name) for style in chain),
            _numbered(child(properties, "numPr"), chain),
            _first_hidden(chain),
            any(_TITLE.fullmatch(style.name) for style in chain),
            _framed(properties, chain),
        )

    def hidden(self, properties: Element | None, paragraph: Look) -> bool:
        """Whether a run with these properties is hidden text.

        w:vanish is a toggle: a run's own setting wins; on in both styles, that of the paragraph and that of the run,
        it is off again (ISO/IEC 29500-1, 17.7.3).
        """
        own = switch(properties, "vanish")
        if own is not None:
            return own
        return _first_hidden(self.chains.get(value(properties, "rStyle"), ())) != paragraph.hidden

    def linked(self, style: str) -> int | None:
        """The list (w:numId) that a numbering style stands for."""
        return next((each.number for each in self.chains.get(style, ()) if each.number is not None), None)


def read(root: Element | None) -> Styles:
    """The styles of a document; none where the part is missing."""
    if root is None:
        return Styles({})
    styles: dict[str, Style] = {}
    standard = ""
    for element in root.iterfind(f"{W}style"):
        style = _style(element)
        styles[style.id] = style
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
            standard = style.id
    return Styles({name: _chain(name, styles) for name in styles}, standard)


def _style(element: Element) -> Style:
    paragraph = child(element, "pPr")
    return Style(
        str(element.get(f"{W}styleId") or ""),
        value(element, "name"),
        value(element, "basedOn"),
        number(paragraph, "outlineLvl"),
        number(paragraph, "numPr", "numId"),
        number(paragraph, "numPr", "ilvl"),
        switch(element, "rPr", "vanish"),
        _frame(paragraph),
    )


def _chain(name: str, styles: dict[str, Style]) -> tuple[Style, ...]:
    """A style and those that it is based on; a circle, which only a damaged file has, ends where it closes."""
    chain: list[Style] = []
    while name in styles and styles[name] not in chain and len(chain) < _DEEPEST:
        chain.append(styles[name])
        name = chain[-1].based_on
    return tuple(chain)


def _level(own: int | None, chain: tuple[Style, ...]) -> int:
    for style in (None, *chain):
        outline = own if style is None else style.outline
        if outline is not None:
            return outline + 1 if outline < _BODY else 0
        heading = _HEADING.fullmatch(style.name) if style else None
        if heading:
            return int(heading[1])
    return 0


def _numbered(properties: Element | None, chain: tuple[Style, ...]) -> Numbered | None:
    """w:numId 0 switches a style's numbering off."""
    own, level = number(properties, "numId"), number(properties, "ilvl")
    if own is not None:
        return Numbered(own, level or 0) if own else None
    candidates: list[tuple[str, int | None]] = []
    for style in chain:
        candidates.append((style.id, style.level))
        if style.number is not None:
            return Numbered(style.number, level, tuple(candidates)) if style.number else None
    return None


def _framed(properties: Element | None, chain: tuple[Style, ...]) -> bool:
    """Whether a frame stands around a paragraph: its own borders win over the style's."""
    own = (_frame(properties), *(style.frame for style in chain))
    return next((frame for frame in own if frame is not None), False)


def _frame(properties: Element | None) -> bool | None:
    """Whether borders (w:pBdr) are those of a frame, on every side; None where none are set."""
    if child(properties, "pBdr") is None:
        return None
    return all(value(properties, "pBdr", side) not in _NO_LINE for side in ("top", "left", "bottom", "right"))


def _first_hidden(chain: tuple[Style, ...]) -> bool:
    return next((style.hidden for style in chain if style.hidden is not None), False)
