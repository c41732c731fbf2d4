"""A Word file -> its XML parts, parsed, and small questions about their elements."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from qplan.errors import Unreadable
from qplan.reading.formats import package

Element: TypeAlias = Any
"""An element of lxml, which has no public name for its type."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
    b"http://purl.oclc.org/ooxml/drawingml/main": A,
    b"http://purl.oclc.org/ooxml/drawingml/diagram": DGM,
}
"""ISO/IEC 29500 Strict has the same elements under other names; read as the usual ones."""
_USUAL = ("styles", "numbering", "footnotes", "endnotes", "comments")
"""Parts that lie beside the document under these names where its relationships are lost."""
_AGAIN = "请在 Word 或 WPS 中打开这个文件，另存为“Word 文档（*.docx）”再导入"
_DIGITS = 9  # no number in a document's settings is longer
_TEXT = (W + "t", M + "t", W + "delText", W + "sym", W + "footnoteReference", V + "textpath")


@dataclass(frozen=True)
class Parts:
    """The document and what it refers to: ``targets`` is (kind, name of the part) by relationship id, in order."""

    name: str
    archive: zipfile.ZipFile
    document: Element
    targets: dict[str, tuple[str, str]]

    def all(self, kind: str) -> Iterator[Element]:
        """The parts of one kind (styles, numbering, header, comments …), parsed."""
        for each, name in self.targets.values():
            if each == kind and (part := _parsed(self.archive, name, self.name)) is not None:
                yield part

    def first(self, kind: str) -> Element | None:
        """The only part of a kind, None where there is none."""
        return next(self.all(kind), None)

    def part(self, relation: str) -> Element | None:
        """The part that a relationship of the document refers to, None for a picture, a link or nothing."""
        _, name = self.targets.get(relation, ("", ""))
        return _parsed(self.archive, name, self.name)

    def notes(self) -> dict[tuple[str, str], Element]:
        """Footnotes and endnotes by tag and id, without the lines that Word draws above them."""
        return {
            (note.tag, str(note.get(f"{W}id"))): note
            for kind in ("footnote", "endnote")
            for part in self.all(f"{kind}s")
            for note in part.iterfind(W + kind)
            if note.get(f"{W}type") in (None, "normal")
        }


def read(path: Path) -> Parts:
    """Open a Word file.

    Raises:
        Unreadable: no such file, damaged, or no Word document, with what to do.
    """
    data = package.read(path)
    # `package` has unpacked every part once: what a damaged archive can raise was raised there.
    archive = zipfile.ZipFile(data)
    main = next((name for kind, name in _relations(archive, "", path.name).values() if kind == "officeDocument"), "")
    if main not in archive.namelist():
        main = "word/document.xml"
    document = _parsed(archive, main, path.name)
    if document is None or document.find(f"{W}body") is None:
        raise Unreadable(f"{path.name} 里没有 Word 正文，可能已损坏", _AGAIN)
    targets = _relations(archive, main, path.name)
    if not targets:
        folder = posixpath.dirname(main)
        targets = {kind: (kind, posixpath.join(folder, f"{kind}.xml")) for kind in _USUAL}
    return Parts(path.name, archive, document, targets)


class Story(NamedTuple):
    """The document (``name`` is ""), or a text beside it: 脚注, 尾注, 页眉, 页脚.

    ``at`` is the paragraph of the document that refers to it, None where none does.
    """

    root: Element
    name: str = ""
    at: Element | None = None


def stories(document: Element, notes: Mapping[tuple[str, str], Element]) -> list[Story]:
    """The document and its notes, as `Parts.notes` gives them."""
    at = {
        (reference.tag.removesuffix("Reference"), str(reference.get(f"{W}id"))): reference
        for reference in document.iter(f"{W}footnoteReference", f"{W}endnoteReference")
    }
    found = [Story(document)]
    for key, note in notes.items():
        name = "脚注" if key[0] == f"{W}footnote" else "尾注"
        found.append(Story(note, name, next(at[key].iterancestors(f"{W}p"), None) if key in at else None))
    return found


def _relations(archive: zipfile.ZipFile, source: str, file: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(source)
    root = _parsed(archive, posixpath.join(folder, "_rels", f"{name}.rels"), file)
    if root is None:
        return {}
    return {
        each.get("Id", ""): (
            each.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
        )
        for each in root.iter(f"{_REL}Relationship")
        if each.get("TargetMode") != "External"
    }


def _parsed(archive: zipfile.ZipFile, name: str, file: str) -> Element | None:
    # Only what `package` has looked at for entities is parsed.
    if not name.endswith((".xml", ".rels")) or name not in archive.namelist():
        return None
    content = archive.read(name)
    for strict, usual in _STRICT.items():
        content = content.replace(strict, usual[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:  # not well-formed; no such encoding
        raise Unreadable(f"{file} 已损坏：其中的 {name} 不完整，或嵌套太深", _AGAIN) from error


def child(element: Element | None, *names: str) -> Element | None:
    """The element at the end of a path of w: children, None where one lacks."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(W + name), None)  # twice as fast as find
    return element


def value(element: Element | None, *names: str) -> str:
    """w:val of the element at the end of a path of w: children, "" where there is none."""
    found = child(element, *names)
    return "" if found is None else str(found.get(f"{W}val") or "")


def number(element: Element | None, *names: str) -> int | None:
    """w:val as a number that is not negative, None for anything else."""
    return as_number(value(element, *names))


def as_number(text: str | None) -> int | None:
    """A number that is not negative and not absurd, None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def switch(element: Element | None, *names: str) -> bool | None:
    """Whether a property is on (w:val absent, 1, true, on); None where it is not there."""
    found = child(element, *names)
    return None if found is None else found.get(f"{W}val", "1") in ("1", "true", "on")


def chosen(alternate: Element) -> Element | None:
    """The branch of mc:AlternateContent that is read: the first with words, for all of them say the same."""
    branches = [*alternate.iterfind(f"{MC}Choice"), *alternate.iterfind(f"{MC}Fallback")]
    worded = (branch for branch in branches if next(branch.iter(*_TEXT), None) is not None)
    return next(worded, branches[0] if branches else None)
