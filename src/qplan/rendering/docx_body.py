"""A dossier's text becomes w:p: title, addressees, body, list of annexes, signature and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qplan import anchors
from qplan.dossier import Cover, Dossier, Paragraph
from qplan.rendering._ooxml import NOTHING, Indent, Xml, bookmark, join, paragraph, run
from qplan.rendering.docx_runs import runs
from qplan.titles import width

CHARACTER = 315  # twips: one character of the grid, 16 pt drawn together by 0.25 pt

_DEEPEST = 4  # the page has styles for four levels of headings


@dataclass
class Loose:
    """What belongs to the text but lies elsewhere in the file: the footnotes so far.

    ``anchors`` are the ids of the plan that travel as bookmarks, each with its anchor; ``marked`` counts those given.
    """

    anchors: dict[str, str] = field(default_factory=dict)
    footnotes: list[Xml] = field(default_factory=list)
    marked: int = 0


def front(lines: Sequence[str], below: Sequence[tuple[str, str]] = (), *, new_page: bool = False) -> list[Xml]:
    """The title's lines in one paragraph (GB/T 9704-2012, 7.3.1), and a blank line.

    ``below`` are lines that stand right under the title, each a paragraph style's id and a text.
    """
    blocks = [paragraph("Title", runs("\n".join(lines), "Title"), page_break=new_page)]
    blocks += [paragraph(style, runs(line, style)) for style, line in below]
    return [*blocks, paragraph("Normal", keep_next=True)]


def text(paragraphs: Sequence[Paragraph], loose: Loose, *, keep_last: bool = False) -> list[Xml]:
    """The paragraphs of a body or an annex. ``keep_last``: the last one shares its page with what follows."""
    blocks: list[Xml] = []
    for index, each in enumerate(paragraphs):
        before = paragraphs[index - 1] if index else None
        if each.boxed:
            if before and before.boxed and each.heading:
                blocks.append(paragraph("GwBreak"))  # or two boxes in a row would become one
            blocks += _boxed(each, loose)
        else:
            keep = keep_last and index == len(paragraphs) - 1
            blocks += _plain(each, loose, keep=keep)
    return blocks


def _plain(each: Paragraph, loose: Loose, *, keep: bool) -> list[Xml]:
    """A heading, a paragraph, or both: run in, they share one paragraph.

    Word could hide the mark between a Heading paragraph and its text (w:specVanish), but LibreOffice 7.4
    starts a new line there, and so would every PDF made with it. So a heading that is run in gets the
    character half of the heading style instead: same look, changed in one place, but no outline level.
    """
    level = min(each.level, _DEEPEST)
    content = _inline(each, "GwBody", loose)
    if not level or each.run_in:
        heading = runs(each.heading, "GwBody", f"Heading{level}Char") if level else NOTHING
        return [paragraph("GwBody", _anchored(each, join((heading, content)), loose), keep_next=keep)]
    style = f"Heading{level}"
    heading = _anchored(each, runs(each.heading, style), loose)
    if all(piece.kind == "footnote" for piece in each.runs):
        return [paragraph(style, join((heading, content)))]
    return [paragraph(style, heading), paragraph("GwBody", content, keep_next=keep)]


def _boxed(each: Paragraph, loose: Loose) -> list[Xml]:
    """专栏: bordered paragraphs, which touch and so share one frame."""
    content = _inline(each, "GwBox", loose)
    blocks = []
    if each.heading:
        blocks.append(paragraph("GwBoxTitle", runs(each.heading, "GwBoxTitle")))
    if content or not each.heading:
        blocks.append(paragraph("GwBox", content))
    return blocks


def _inline(each: Paragraph, style: str, loose: Loose) -> Xml:
    pieces = []
    for piece in each.runs:
        if piece.kind == "footnote":
            loose.footnotes.append(_footnote(len(loose.footnotes) + 1, piece.text))
            pieces.append(_reference(f'<w:footnoteReference w:id="{len(loose.footnotes)}"/>'))
        elif piece.kind == "placeholder":
            pieces.append(run(piece.text, "GwPlaceholder"))
        else:
            pieces.append(runs(piece.text, style))
    pieces.append(runs(each.note, style, "GwDuty"))
    return join(pieces)


def _footnote(number: int, note: str) -> Xml:
    content = join((_reference("<w:footnoteRef/>"), runs(f" {note}", "FootnoteText")))
    return Xml(f'<w:footnote w:id="{number}">{paragraph("FootnoteText", content)}</w:footnote>')


def _reference(mark: str) -> Xml:
    return Xml(f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{mark}</w:r>')


def _anchored(each: Paragraph, content: Xml, loose: Loose) -> Xml:
    """The content as the bookmark of its node's id, where that travels."""
    anchor = loose.anchors.get(each.id)
    if anchor is None:
        return content
    loose.marked += 1
    return bookmark(anchors.bookmark(anchor), loose.marked, content)


def addressees(line: str) -> list[Xml]:
    """主送机关, flush left (GB/T 9704-2012, 7.3.2)."""
    return [paragraph("GwAddressee", runs(line, "GwAddressee"))] if line else []


def annex_list(dossier: Dossier) -> list[Xml]:
    """附件说明 after a blank line, two characters in (GB/T 9704-2012, 7.3.4).

    A title that runs over goes on under its own first character.
    """
    style, label = "GwAnnexList", width("附件：")
    lines = dossier.annex_list
    if not lines:
        return []
    number = width(f"{len(lines)}.") if len(lines) > 1 else 0.0
    blocks = [paragraph("Normal", keep_next=True)]
    for index, line in enumerate(lines):
        hanging = number if index else number + label
        indent = Indent(left=_twips(2 + label + number), hanging=_twips(hanging))
        keep = bool(dossier.signature) or index < len(lines) - 1
        blocks.append(paragraph(style, runs(line, style), keep_next=keep, indent=indent))
    return blocks


def ending(sent: Cover | Dossier) -> list[Xml]:
    """署名 and 成文日期 after a blank line, then 附注 (GB/T 9704-2012, 7.3.5 and 7.3.6)."""
    blocks: list[Xml] = []
    if sent.signature or sent.date:
        blocks = [paragraph("Normal", keep_next=True), *_signature(sent)]
    if sent.remark:
        blocks.append(paragraph("GwRemark", runs(sent.remark, "GwRemark")))
    return blocks


def _signature(sent: Cover | Dossier) -> list[Xml]:
    """Without seal: the date begins two characters to the right of the issuer's first (7.3.5.2).

    The longer of the two stands two characters from the edge.
    """
    style, day = "GwSignature", width(sent.date)
    blocks = []
    for name in sent.signature:
        right = 2.0 if day <= width(name) else day - width(name) + 4
        blocks.append(paragraph(style, runs(name, style), keep_next=True, indent=Indent(right=_twips(right))))
    if sent.date:
        last = width(sent.signature[-1]) if sent.signature else 0.0
        right = last - day if 0 < day <= last else 2.0
        keep = bool(sent.remark)
        blocks.append(paragraph(style, runs(sent.date, style), keep_next=keep, indent=Indent(right=_twips(right))))
    return blocks


def _twips(characters: float) -> int:
    return round(characters * CHARACTER)
