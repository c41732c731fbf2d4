"""Blocks of paragraphs and tables -> word/document.xml: the standing and the lying page of GB/T 9704."""

from __future__ import annotations

from dataclasses import dataclass

from qplan.rendering._ooxml import HEADER, R, W, Xml, end_section, join, paragraph
from qplan.rendering.docx_parts import LANDSCAPE_FOOTERS, PORTRAIT_FOOTERS

# Twips. The type area of the standing page is 156 × 225 mm (GB/T 9704-2012, 5.2); the lying page is the
# same sheet turned clockwise, so its margins are the same four, turned (chapter 8).
PORTRAIT_WIDTH = 8844
LANDSCAPE_WIDTH = 12756
_PORTRAIT = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"'
    ' w:header="850" w:footer="1425" w:gutter="0"/>'
)
_LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1588" w:right="2098" w:bottom="1474" w:left="1984"'
    ' w:header="850" w:footer="400" w:gutter="0"/>'
)
# ① anew on every page; LibreOffice looks for it here, not in the settings.
_FOOTNOTES = (
    '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:numRestart w:val="eachPage"/></w:footnotePr>'
)


@dataclass(frozen=True)
class Sheet:
    """Blocks that begin on a new page, and how that page lies."""

    blocks: list[Xml]
    landscape: bool = False


def document(sheets: list[Sheet]) -> Xml:
    """word/document.xml: a section a sheet, neighbours that lie alike being one section."""
    body: list[Xml] = []
    for index, sheet in enumerate(sheets):
        body += sheet.blocks
        following = sheets[index + 1] if index + 1 < len(sheets) else None
        if following is None:
            # A table may not be the last block, neither of a body nor of a section.
            if not _is_paragraph(body[-1:]):
                body.append(paragraph("GwBreak"))
            body.append(_section(sheet.landscape))
        elif following.landscape != sheet.landscape:
            last = body.pop() if _is_paragraph(body[-1:]) else paragraph("GwBreak")
            body.append(end_section(last, _section(sheet.landscape)))
    return Xml(f'{HEADER}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{join(body)}</w:body></w:document>')


def _is_paragraph(blocks: list[Xml]) -> bool:
    return bool(blocks) and blocks[0].startswith("<w:p>")


def _section(landscape: bool) -> Xml:
    odd, even = LANDSCAPE_FOOTERS if landscape else PORTRAIT_FOOTERS
    return Xml(
        f'<w:sectPr><w:footerReference w:type="default" r:id="{odd}"/>'
        f'<w:footerReference w:type="even" r:id="{even}"/>{_FOOTNOTES}<w:type w:val="nextPage"/>'
        f"{_LANDSCAPE if landscape else _PORTRAIT}"
        '<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    )
