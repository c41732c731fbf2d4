"""Text becomes WordprocessingML, and parts become a Word file: typed steps, each a plain function.

``Xml`` is markup that is safe to insert; ``str`` is text that still has to pass ``escape``.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

Xml = NewType("Xml", str)
NOTHING = Xml("")

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# XML 1.0 has no place for these, not even escaped; they print nothing either.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROL = re.compile("([\t\n])")
_LINE_END = re.compile("\r\n?")
_CONTROLS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


def printable(text: str) -> str:
    """The text without the characters that XML 1.0 forbids, its line ends as U+000A."""
    return _LINE_END.sub("\n", _UNPRINTABLE.sub("", text))


def escape(text: str) -> Xml:
    """Text as XML character data, fit for an attribute in double quotes too."""
    return _escaped(printable(text))


def _escaped(text: str) -> Xml:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Xml(safe.replace('"', "&quot;"))


def join(pieces: Iterable[Xml]) -> Xml:
    """The pieces one behind the other."""
    return Xml("".join(pieces))


def run(text: str, style: str = "") -> Xml:
    """One run; ``style`` is a character style's id. A line end becomes a break, a tab a tab.

    The hint makes “ ” … — full-width punctuation of the East Asian face wherever a reader has to choose.
    """
    text = printable(text)
    if not text:
        return NOTHING
    inner = "".join(
        _CONTROLS.get(piece) or f'<w:t xml:space="preserve">{_escaped(piece)}</w:t>'
        for piece in _CONTROL.split(text)
        if piece
    )
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return Xml(f'<w:r><w:rPr>{named}<w:rFonts w:hint="eastAsia"/></w:rPr>{inner}</w:r>')


@dataclass(frozen=True)
class Indent:
    """Indents of one paragraph in twips. ``left`` is where run-over lines begin.

    Only twips: Word and LibreOffice read the character-based twins of a hanging indent differently.
    """

    left: int = 0
    right: int = 0
    hanging: int = 0


def paragraph(
    style: str,
    content: Xml = NOTHING,
    *,
    keep_next: bool = False,
    page_break: bool = False,
    indent: Indent | None = None,
) -> Xml:
    """One paragraph in a paragraph style, which is given by its id."""
    properties = [f'<w:pStyle w:val="{style}"/>']
    if keep_next:
        properties.append("<w:keepNext/>")
    if page_break:
        properties.append("<w:pageBreakBefore/>")
    if indent:
        sides = (("left", indent.left), ("right", indent.right), ("hanging", indent.hanging))
        values = " ".join(f'w:{side}="{value}"' for side, value in sides if value)
        properties.append(f"<w:ind {values}/>")
    return Xml(f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{content}</w:p>")


def end_section(last: Xml, section: Xml) -> Xml:
    """The paragraph ``last`` as the end of a section. It has to come from ``paragraph``."""
    return Xml(last.replace("</w:pPr>", f"{section}</w:pPr>", 1))


def bookmark(name: str, number: int, content: Xml) -> Xml:
    """The content between the two ends of a bookmark; ``number`` is unique in the document."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{escape(name)}"/>'
    return Xml(f'{start}{content}<w:bookmarkEnd w:id="{number}"/>')


@dataclass(frozen=True)
class Part:
    """A part of the package. ``relation`` is the last word of its relationship type."""

    name: str
    content: Xml
    content_type: str
    relation: str


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE_RELATION = f"{_RELATIONS}/metadata/core-properties"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold: same plan, same bytes


def core_properties(title: str, creator: str) -> Xml:
    """docProps/core.xml. No dates: they would be the clock's, and two renders would differ."""
    return Xml(
        f"{HEADER}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        "<cp:lastModifiedBy></cp:lastModifiedBy><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def package(document: Xml, core: Xml, parts: tuple[Part, ...]) -> bytes:
    """The Word file. ``parts`` lie beside word/document.xml, which refers to them as rId1, rId2 and so on."""
    kinds = [
        ("/docProps/core.xml", _CORE_TYPE),
        ("/word/document.xml", f"{_OFFICE_TYPE}.document.main+xml"),
        *((f"/word/{part.name}", part.content_type) for part in parts),
    ]
    files = {
        "[Content_Types].xml": _content_types(kinds),
        "_rels/.rels": _relationships(
            [(f"{R}/officeDocument", "word/document.xml"), (_CORE_RELATION, "docProps/core.xml")]
        ),
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": _relationships([(f"{R}/{part.relation}", part.name) for part in parts]),
        "word/document.xml": document,
        **{f"word/{part.name}": part.content for part in parts},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        # [Content_Types].xml sorts first, where readers that sniff a file's kind expect it.
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, files[name].encode())
    return target.getvalue()


def word_part(name: str, content: Xml, kind: str) -> Part:
    """A part of WordprocessingML, whose relationship is called like the content type's ``kind``."""
    return Part(name, content, f"{_OFFICE_TYPE}.{kind}+xml", kind)


def _content_types(kinds: list[tuple[str, str]]) -> Xml:
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = (
        f'<Default Extension="rels" ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
    )
    return Xml(f'{HEADER}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>')


def _relationships(targets: list[tuple[str, str]]) -> Xml:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return Xml(f'{HEADER}<Relationships xmlns="{_RELATIONS}">{rows}</Relationships>')
