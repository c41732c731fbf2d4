"""An Office package -> how its parts refer to one another, and the parts that do so with one reference more."""

from __future__ import annotations

import posixpath
import zipfile
from itertools import count

from qplan.rendering import _markup
from qplan.rendering._markup import Malformed
from qplan.rendering._ooxml import HEADER, escape

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_MAIN = "word/document.xml"


def relations(archive: zipfile.ZipFile, source: str) -> dict[str, tuple[str, str]]:
    """What a part ("" for the package) refers to: (kind, name of the part) by id; links to elsewhere are left out.

    Raises:
        Malformed: the list is no well-formed XML.
    """
    listed = _relations_part(source)
    if listed not in archive.namelist():
        return {}
    folder = posixpath.dirname(source)
    return {
        given.get("Id", ""): (
            given.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, given.get("Target", ""))).lstrip("/"),
        )
        for name, given in _markup.elements(_markup.text(archive.read(listed)).content)
        if name == _markup.name(_RELATIONS, "Relationship") and given.get("TargetMode") != "External"
    }


def document(archive: zipfile.ZipFile) -> str:
    """The name of the part that is the Word document itself."""
    named = next((name for kind, name in relations(archive, "").values() if kind == "officeDocument"), "")
    return named if named in archive.namelist() else _MAIN


def free_name(archive: zipfile.ZipFile, folder: str, stem: str) -> str:
    """A name for a new part that nothing in the package has or speaks of; names there have no case."""
    known = {name.casefold() for name in archive.namelist()} | {name.casefold() for name in _typed(archive)}
    numbers = (f"{stem}{number if number > 1 else ''}.xml" for number in count(1))
    return next(name for name in (posixpath.join(folder, each) for each in numbers) if name.casefold() not in known)


def related(archive: zipfile.ZipFile, source: str, target: str, kind: str) -> dict[str, bytes]:
    """The list of what ``source`` refers to, by its own name, with ``target``; ``kind`` is the whole type.

    Raises:
        Malformed: the list is no well-formed XML.
    """
    listed = _relations_part(source)
    there = _markup.text(archive.read(listed)) if listed in archive.namelist() else None
    taken = {given.get("Id") for _, given in _markup.elements(there.content)} if there else set()
    free = next(name for name in (f"rId{number}" for number in count(1)) if name not in taken)
    path = posixpath.relpath(target, posixpath.dirname(source) or ".")
    one = f'<Relationship xmlns="{_RELATIONS}" Id="{free}" Type="{kind}" Target="{escape(path)}"/>'
    if there:
        return {listed: _markup.appended(there, one)}
    return {listed: f'{HEADER}<Relationships xmlns="{_RELATIONS}">{one}</Relationships>'.encode()}


def typed(archive: zipfile.ZipFile, part: str, kind: str) -> dict[str, bytes]:
    """The list of content types, by its own name, with that of ``part``; nothing where it has one already.

    Raises:
        Malformed: there is no such list, or it is no well-formed XML.
    """
    if _TYPES_PART not in archive.namelist():
        raise Malformed(_TYPES_PART)
    if part in _typed(archive):
        return {}
    there = _markup.text(archive.read(_TYPES_PART))
    one = f'<Override xmlns="{_TYPES}" PartName="/{escape(part)}" ContentType="{kind}"/>'
    return {_TYPES_PART: _markup.appended(there, one)}


def _typed(archive: zipfile.ZipFile) -> set[str]:
    """The names of the parts that have a content type of their own."""
    if _TYPES_PART not in archive.namelist():
        return set()
    listed = _markup.elements(_markup.text(archive.read(_TYPES_PART)).content)
    return {given.get("PartName", "").lstrip("/") for name, given in listed if name == _markup.name(_TYPES, "Override")}


def _relations_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")
