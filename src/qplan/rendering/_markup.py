"""An XML part -> where its elements begin and end, and the same part with markup put in, every other byte as it was."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_BETWEEN = "\x1f"
"""What expat puts between namespace and name: XML has no place for it, so no namespace holds it."""
_TAG = re.compile(rb"""<(?P<name>[^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>""")


class Malformed(Exception):
    """The part is no XML that can be read here."""


class Splice(NamedTuple):
    """``markup`` instead of the bytes from ``start`` to ``stop`` of a part's text."""

    start: int
    stop: int
    markup: bytes


@dataclass(frozen=True)
class Text:
    """An XML part in UTF-8, which offsets count; ``encoding`` and ``mark`` are what its own bytes have."""

    content: bytes
    encoding: str = "utf-8"
    mark: bytes = b""

    def with_(self, splices: Iterable[Splice]) -> bytes:
        """The part's bytes with something put in, at one place in the order given; elsewhere they are as they were."""
        pieces, at = [], 0
        for splice in sorted(splices, key=lambda each: each.start):
            pieces += [self.content[at : splice.start], splice.markup]
            at = splice.stop
        whole = b"".join([*pieces, self.content[at:]])
        return self.mark + (whole if self.encoding == "utf-8" else whole.decode().encode(self.encoding))


def text(data: bytes) -> Text:
    """An XML part as text.

    Raises:
        Malformed: it is not in the encoding that it claims, or in one that cannot be written back as it was.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    if not encoding:
        encoding = next((name for start, name in _UNMARKED if data.startswith(start)), "")
    if not encoding:
        declared = _DECLARED.match(data)
        encoding = declared[1].decode().lower() if declared else "utf-8"
    body = data[len(mark) :]
    if encoding in ("utf-8", "utf8"):
        return Text(body, "utf-8", mark)
    try:
        content = body.decode(encoding)
        whole = content.encode(encoding) == body
    except (UnicodeError, LookupError) as error:
        raise Malformed(encoding) from error
    if not whole:
        raise Malformed(encoding)
    return Text(content.encode(), encoding, mark)


def name(space: str, local: str) -> str:
    """An element's or attribute's name as `walk` gives it."""
    return f"{space}{_BETWEEN}{local}" if space else local


def space(of: str) -> str:
    """The namespace of a name that `name` made, "" for none."""
    return of.rpartition(_BETWEEN)[0]


def walk(
    content: bytes, begin: Callable[[str, dict[str, str], int], None], end: Callable[[str, int], None] | None = None
) -> None:
    """Call ``begin`` and ``end`` for every element, in the order of the text.

    Names are as `name` makes them. ``begin`` gets the attributes too; the number is the offset of the start tag, or
    of the end tag, which for an element without one (``<a/>``) is where it is over.

    Raises:
        Malformed: it is no well-formed XML.
    """
    parser = expat.ParserCreate("utf-8", _BETWEEN)
    parser.StartElementHandler = lambda name, attributes: begin(name, attributes, parser.CurrentByteIndex)
    if end is not None:
        ended = end
        parser.EndElementHandler = lambda name: ended(name, parser.CurrentByteIndex)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Malformed(str(error)) from error


@dataclass(frozen=True)
class Tag:
    """A start tag: its name as written, where it is over, and whether it is the whole element (``<a/>``)."""

    name: bytes
    stop: int
    whole: bool

    @property
    def prefix(self) -> str:
        """What stands before the colon of the name, "" for nothing."""
        return self.name.rpartition(b":")[0].decode()


def tag(content: bytes, start: int) -> Tag:
    """The start tag at an offset that `walk` gave."""
    found = _TAG.match(content, start)
    if found is None:
        raise Malformed("no tag")
    return Tag(found["name"], found.end(), found[0].endswith(b"/>"))


def over(content: bytes, start: int, end: int) -> int:
    """Where the element is over that `walk` gave as beginning at ``start`` and ending at ``end``."""
    return end if tag(content, start).whole else content.index(b">", end) + 1


def last(content: bytes, start: int, end: int, markup: bytes) -> Splice:
    """``markup`` as the last thing in the element that `walk` gave as beginning at ``start`` and ending at ``end``."""
    first = tag(content, start)
    if not first.whole:
        return Splice(end, end, markup)
    slash = content.rindex(b"/", start, end)
    return Splice(slash, end, b">" + markup + b"</" + first.name + b">")


def elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a part, the outermost first: names as `name` makes them, and attributes.

    Raises:
        Malformed: as `walk`.
    """
    found: list[tuple[str, dict[str, str]]] = []
    walk(content, lambda name, attributes, _: found.append((name, attributes)))
    return found


def appended(part: Text, markup: str) -> bytes:
    """The part's bytes with ``markup``, which declares its own namespace, as the last thing in its outermost element.

    Raises:
        Malformed: as `walk`.
    """
    starts: list[int] = []
    ends: list[int] = []
    walk(part.content, lambda _, __, at: starts.append(at), lambda _, at: ends.append(at))
    return part.with_([last(part.content, starts[0], ends[-1], markup.encode())])
