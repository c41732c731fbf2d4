"""word/numbering.xml and the numbered paragraphs, in their order -> the number that Word prints before each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from qplan.reading.formats.docx_parts import Element, W, as_number, child, number, switch, value
from qplan.reading.formats.docx_styles import Numbered, Styles
from qplan.reading.formats.numerals import numeral

_LEVELS = 9
_LONGEST = 200  # characters of a level's text; Word's own have a dozen
_PLACE = re.compile(r"%([1-9])")
_DASHES = frozenset("—–―─－‒-")
_DASH = "——"
_LINKS = 8  # w:numStyleLink leads to a style, whose list may lead on


@dataclass(frozen=True)
class Level:
    """One level of a list.

    ``restart`` is the level from 1 whose numbers make this one begin anew, 0 for none, None for all above;
    ``width`` that of a number that is filled up with zeros; ``style`` the paragraph style that has this level.
    """

    start: int
    format: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    hidden: bool
    width: int
    style: str


@dataclass(frozen=True)
class List:
    """A w:num: its levels, the definition that it shares its counting with, and the levels that it starts anew."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Numbering:
    """The lists of a document and how far each has counted.

    Lists of one definition count together (Word continues 1, 2 of one list with 3 in the other). Where a list sets a
    start of its own, the level begins with it when the list first comes there, and whenever it restarts
    (ISO/IEC 29500-1, 17.9.26).
    """

    lists: dict[int, List]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(default_factory=set)

    def printed(self, place: Numbered | None) -> str:
        """The number of the next paragraph, as it is typed before the text; "" for none.

        A blank stands at its end only behind a word such as 第一章. A dash used as a bullet is ——, other bullets
        are nothing.
        """
        entry = self.lists.get(place.number) if place else None
        if place is None or entry is None:
            return ""
        at = _level_of(place, entry)
        level = entry.levels.get(at)
        if level is None:
            return ""
        counts = self.counts.setdefault(entry.definition, {})
        self._count(place.number, entry, at, counts)
        if level.hidden:
            return ""
        if level.format == "bullet":
            return _DASH if level.text.strip() and set(level.text.strip()) <= _DASHES else ""
        text = _PLACE.sub(lambda found: _shown(int(found[1]) - 1, entry, level, counts), level.text).strip()
        worded = text[-1:].isalpha() or text[-1:].isdecimal()
        return f"{text} " if worded and level.suffix != "nothing" else text

    def _count(self, list_: int, entry: List, at: int, counts: dict[int, int]) -> None:
        start = entry.starts.get(at, entry.levels[at].start)
        if at in entry.starts and (list_, at) not in self.begun:
            counts[at] = start
        else:
            counts[at] = counts[at] + 1 if at in counts else start
        self.begun.add((list_, at))
        for above in range(at):
            if above in entry.levels:
                # A level that was skipped has begun, as far as the ones below it are concerned.
                counts.setdefault(above, entry.starts.get(above, entry.levels[above].start))
        for below in [each for each in counts if each > at]:
            level = entry.levels.get(below)
            restart = level.restart if level else None
            if restart is None or restart > below or at < restart:
                del counts[below]


def read(root: Element | None, styles: Styles) -> Numbering:
    """The lists of a document; none where the part is missing."""
    if root is None:
        return Numbering({})
    definitions = {each.get(f"{W}abstractNumId", ""): each for each in root.iterfind(f"{W}abstractNum")}
    lists = {}
    elements = {as_number(each.get(f"{W}numId")): each for each in root.iterfind(f"{W}num")}
    read_levels: dict[str, dict[int, Level]] = {}
    for name, element in elements.items():
        if name is None:
            continue
        definition = _definition(element, elements, definitions, styles)
        if definition not in read_levels:
            found = definitions.get(definition)
            read_levels[definition] = {} if found is None else _levels(found)
        lists[name] = _list(element, definition, read_levels[definition])
    return Numbering(lists)


def _definition(
    element: Element, elements: dict[int | None, Element], definitions: dict[str, Element], styles: Styles
) -> str:
    """The definition that a list stands on, through the numbering styles that it may be linked to."""
    name = value(element, "abstractNumId")
    for _ in range(_LINKS):
        link = value(definitions.get(name), "numStyleLink")
        target = elements.get(styles.linked(link)) if link else None
        if target is None:
            break
        name = value(target, "abstractNumId")
    return name


def _list(element: Element, definition: str, levels: dict[int, Level]) -> List:
    own = dict(levels)
    starts = {}
    for override in element.iterfind(f"{W}lvlOverride"):
        at = as_number(override.get(f"{W}ilvl"))
        if at is None or at >= _LEVELS:
            continue
        level, start = child(override, "lvl"), number(override, "startOverride")
        if level is not None:
            own[at] = replace(_level(level), restart=None)  # Word passes over w:lvlRestart here
        if start is not None:
            starts[at] = start
    return List(definition, own, starts)


def _levels(definition: Element) -> dict[int, Level]:
    found = {}
    for element in definition.iterfind(f"{W}lvl"):
        at = as_number(element.get(f"{W}ilvl"))
        if at is not None and at < _LEVELS:
            found[at] = _level(element)
    return found


def _level(element: Element) -> Level:
    kind, width = _format(element)
    return Level(
        start=number(element, "start") or 0,
        format=kind,
        text=value(element, "lvlText")[:_LONGEST],
        suffix=value(element, "suff") or "tab",
        restart=number(element, "lvlRestart"),
        legal=bool(switch(element, "isLgl")),
        hidden=bool(switch(element, "rPr", "vanish")),
        width=width,
        style=value(element, "pStyle"),
    )


def _format(element: Element) -> tuple[str, int]:
    """The number format and its width: 001, 002 … is a custom one, with a plain one for older programs."""
    formats = list(element.iter(f"{W}numFmt"))
    for each in formats:
        sample = str(each.get(f"{W}format") or "").split(",")[0].strip()
        if each.get(f"{W}val") == "custom" and sample.isdecimal():
            return "decimal", min(len(sample), _LEVELS)
    usual = [str(each.get(f"{W}val")) for each in formats if each.get(f"{W}val") not in (None, "custom")]
    return (usual[0] if usual else "decimal"), 0


def _level_of(place: Numbered, entry: List) -> int:
    if place.level is not None:
        return place.level
    for style, named in place.styles:
        linked = next((at for at, level in sorted(entry.levels.items()) if level.style == style), named)
        if linked is not None:
            return linked
    return 0


def _shown(at: int, entry: List, level: Level, counts: dict[int, int]) -> str:
    """The numeral of one place (%1) in a level's text; a legal level has Arabic digits throughout."""
    other = entry.levels.get(at)
    if other is None:
        return ""
    count = counts.get(at, other.start)
    text = numeral(count, "decimal" if level.legal and other.format not in ("none", "bullet") else other.format)
    return text.zfill(other.width)
