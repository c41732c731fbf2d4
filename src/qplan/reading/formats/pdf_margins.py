"""The lines of a page -> running text, and what stands around it: page numbers, running heads, footnotes."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from qplan.reading import page_numbers
from qplan.reading.blocks import folded
from qplan.reading.formats.pdf_layout import NOTE, NOTE_END, Page, Table
from qplan.reading.formats.wrapping import Line, joined

PAGE_NUMBER, RUNNING_HEAD, SLANTED = page_numbers.NUMBER, "页眉页脚", "斜排的文字（多为水印）"

_BARE_DIGITS = re.compile(r"[0-9]{1,4}")
_OF_PAGES = re.compile(r"\d{1,4}/\d{1,4}")
_BARE = re.compile(r"\d{1,4}|[ivxlc]{1,6}", re.IGNORECASE)
_DEPTH = 3
"""As many lines may stand above or below the running text of a page."""
_MANY = 3
"""Words that stand close to the running text are a running head only on so many pages."""
_REFERENCE = re.compile(f"{NOTE}([^{NOTE_END}]*){NOTE_END}")
_NOTE_HEAD = re.compile(
    rf"(?:{NOTE}([^{NOTE_END}]{{1,4}}){NOTE_END}|([①-⑳])|([*＊†‡])|[\[〔](\d{{1,2}})[\]〕]|(\d{{1,2}})(?=\s))\s*"
)

_SAME = 6.0
"""A running head stands at one height, give or take so many points."""

End = Literal["head", "foot"]
ENDS: tuple[End, End] = ("head", "foot")


class Around(NamedTuple):
    """A line around the running text, and why it is there."""

    line: Line
    reason: str


class Divided(NamedTuple):
    """The lines of one page: running text with its footnotes put in, and what stands around it."""

    lines: list[Line]
    around: list[Around]


def divided(pages: Sequence[Page]) -> list[Divided]:
    """Take page numbers and running heads from every page, and put its footnotes where they belong."""
    size = statistics.median([line.size for page in pages for line in page.lines] or [1.0])
    repeated, running = _repeated(pages, size), _running(pages)
    found = []
    for page in pages:
        around = [found for end in ENDS for found in _peeled(page, end, repeated, running)]
        taken = {line.number for line, _ in around}
        rest = [line for line in page.lines if line.number not in taken]
        found.append(Divided(_annotated(rest, page, size), around))
    return found


def plain(text: str) -> str:
    """A line's words without the signs around raised characters."""
    return text.replace(NOTE, "").replace(NOTE_END, "")


def is_page_number(text: str) -> bool:
    """Whether words are a page number that cannot be anything else: — 3 —, 第3页 共5页."""
    words = folded(plain(text))
    return page_numbers.dressed(words) or _OF_PAGES.fullmatch(words) is not None


def _outer(page: Page, end: End) -> Iterator[tuple[Line, float | None]]:
    """The outermost lines of a page, from outside, each with the height of what is next; a table is the limit."""
    things: list[Line | Table] = [*page.lines, *page.tables]
    things.sort(key=lambda thing: thing.top if end == "head" else -thing.bottom)
    for thing, inside in zip(things[:_DEPTH], [*things[1:], None], strict=False):
        if not isinstance(thing, Line):
            return
        yield (
            thing,
            None if inside is None else inside.bottom if isinstance(inside, Table) and end == "foot" else inside.top,
        )


def _repeated(pages: Sequence[Page], size: float) -> set[tuple[End, str]]:
    """Words that stand at the same height of many pages, at the same end."""
    tops: dict[tuple[End, str], dict[int, float]] = {}
    apart: Counter[tuple[End, str]] = Counter()
    for page in pages:
        for end in ENDS:
            for line, following in _outer(page, end):
                key = (end, _words(line))
                if page.number not in tops.setdefault(key, {}):
                    tops[key][page.number] = line.top
                    apart[key] += _apart(line, following, size)
    found = set()
    for key, places in tops.items():
        middle = statistics.median(places.values())
        count = sum(abs(top - middle) < _SAME for top in places.values())
        stands_off = apart[key] >= count > 1 and count * 10 >= 3 * len(pages)
        if stands_off or (count >= _MANY and count * 10 >= 6 * len(pages)):
            found.add(key)
    return found


def _apart(line: Line, following: float | None, size: float) -> bool:
    """Whether a line stands off from what is inside of it, or is set smaller than the running text."""
    return following is not None and (line.size < size - 1 or abs(following - line.top) > 2.2 * size)


def _words(line: Line) -> str:
    return folded(plain(line.text))


def _peeled(page: Page, end: End, repeated: set[tuple[End, str]], running: set[tuple[End, int]]) -> Iterator[Around]:
    for line, following in _outer(page, end):
        words = _words(line)
        bare = _BARE.fullmatch(words) and (
            _far(line, following) or (words.isdigit() and (end, int(words) - page.number) in running)
        )
        if bare or is_page_number(words):
            yield Around(line, PAGE_NUMBER)
        elif (end, words) in repeated:
            yield Around(line, RUNNING_HEAD)
        else:
            return


def _far(line: Line, following: float | None) -> bool:
    return following is not None and abs(following - line.top) > 2.5 * line.size


def _running(pages: Sequence[Page]) -> set[tuple[End, int]]:
    """How far bare numbers at the ends of pages are from the number of the page, where several are alike."""
    counts = Counter(
        (end, int(_words(line)) - page.number)
        for page in pages
        for end in ENDS
        for line, _ in _outer(page, end)
        if _BARE_DIGITS.fullmatch(_words(line))
    )
    return {key for key, count in counts.items() if count > 1}


def _annotated(lines: list[Line], page: Page, size: float) -> list[Line]:
    """The lines of a page with its footnotes put at their marks; what refers to none stays as it is."""
    body, notes = _notes(lines, page, size)
    left = dict(notes)

    def put(found: re.Match[str]) -> str:
        return f"^[{left.pop(found[1].strip())}]" if found[1].strip() in left else found[1]

    put_in = [line._replace(text=_REFERENCE.sub(put, line.text)) for line in body]
    if left:  # a note without a reference: all of them stay where they are printed
        return [line._replace(text=plain(line.text)) for line in lines]
    return put_in


def _notes(lines: list[Line], page: Page, size: float) -> tuple[list[Line], dict[str, str]]:
    """Divide a page at its first footnote: small lines at its end, the first with a mark that the text has."""
    marks = {found.strip() for line in lines for found in _REFERENCE.findall(line.text)}
    start = len(lines)
    while start and lines[start - 1].size < 0.9 * size:
        start -= 1
    while start < len(lines) and _mark(lines[start], marks) is None:
        start += 1
    if any(table.bottom > lines[start].top for table in page.tables) if start < len(lines) else True:
        return lines, {}
    notes: dict[str, list[str]] = {}
    key = ""
    for line in lines[start:]:
        found = _mark(line, marks)
        if found is not None and found[0] not in notes:
            key = found[0]
            notes[key] = [found[1]]
        else:
            notes[key].append(plain(line.text))
    texts = {key: joined(pieces).strip() for key, pieces in notes.items()}
    if any(text.count("[") != text.count("]") or not text for text in texts.values()):
        return lines, {}
    return lines[:start], texts


def _mark(line: Line, marks: set[str]) -> tuple[str, str] | None:
    found = _NOTE_HEAD.match(line.text)
    if found is None:
        return None
    mark = next(group for group in found.groups() if group is not None).strip()
    return (mark, plain(line.text[found.end() :])) if mark in marks else None
