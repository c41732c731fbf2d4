"""PDF files made glyph by glyph, so that a test says where everything stands; and office documents of a plan."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from qplan.display import width
from qplan.reading.formats import pdf_lines
from qplan.reading.formats.pdf_layout import Page

A4 = (595.0, 842.0)
LEFT, RIGHT, TOP, PITCH, SIZE = 79.0, 527.0, 105.0, 29.0, 16.0
"""The text block of 公文: 28 characters of 16 points in a line, 22 lines on a page."""
CLINGS = "，。、；：！？”’」』）)》〉】〕]％%,.;:!?"
OPENS = "“‘（(《〈【〔["


@dataclass
class Sheet:
    """A page: what is drawn on it, from the upper left corner, in points."""

    size: tuple[float, float] = A4
    rotate: int = 0
    glyphs: list[tuple[float, float, float, str, tuple[float, float, float, float]]] = field(default_factory=list)
    strokes: list[tuple[float, float, float, float]] = field(default_factory=list)
    picture: bool = False

    def write(self, text: str, x: float, top: float, size: float = SIZE, *, gap: float = 0.0) -> float:
        """Set a line of upright text; ``gap`` is added between all glyphs. Returns where it ends."""
        for char in text:
            self.glyphs.append((x, top + size, size, char, (1, 0, 0, 1)))
            x += size * width(char) / 2 + gap
        return x - gap

    def write_up(self, text: str, x: float, bottom: float, size: float = SIZE) -> None:
        """Set a line that runs upwards, as on a sheet that was turned."""
        for char in text:
            self.glyphs.append((x, bottom, size, char, (0, 1, -1, 0)))
            bottom -= size * width(char) / 2

    def write_slanted(self, text: str, x: float, top: float, size: float = 60.0) -> None:
        for char in text:
            self.glyphs.append((x, top, size, char, (0.7, 0.7, -0.7, 0.7)))
            x, top = x + size * 0.7, top - size * 0.7

    def grid(self, xs: list[float], tops: list[float]) -> None:
        """Rule a table."""
        for x in xs:
            self.strokes.append((x, tops[0], x, tops[-1]))
        for top in tops:
            self.strokes.append((xs[0], top, xs[-1], top))


def written(path: Path, sheets: list[Sheet], *, unknown: str = "", extra: bytes = b"") -> Path:
    """Write a PDF. The glyphs of ``unknown`` have no meaning in the file; ``extra`` goes into the catalogue."""
    path.write_bytes(data(sheets, unknown=unknown, extra=extra))
    return path


def data(sheets: list[Sheet], *, unknown: str = "", extra: bytes = b"") -> bytes:
    chars = sorted({glyph[3] for sheet in sheets for glyph in sheet.glyphs})
    code = {char: number for number, char in enumerate(chars, start=1)}
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b">>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /DW 1000 /W ["
        + b" ".join(b"%d [%d]" % (code[c], 500 * width(c)) for c in chars)
        + b"] /FontDescriptor 5 0 R >>",
        (
            b"<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 "
            b"/CapHeight 700 /ItalicAngle 0 /StemV 80 >>"
        ),
        stream(_to_unicode({char: number for char, number in code.items() if char not in unknown})),
        (
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
            b"stream\n\x80\nendstream"
        ),
    ]
    kids = []
    for sheet in sheets:
        content = _content(sheet, code)
        objects.append(stream(content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /I 7 0 R >> >> >>"
            % (*sheet.size, sheet.rotate, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assembled(objects)


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, trailer, len(out))
    )


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _content(sheet: Sheet, code: dict[str, int]) -> bytes:
    high = sheet.size[1]
    parts = ["BT"]
    for x, base, size, char, matrix in sheet.glyphs:
        y = high - base + 0.12 * size
        shape = " ".join(f"{value:g}" for value in matrix)
        parts.append(f"/F {size:g} Tf {shape} {x:.2f} {y:.2f} Tm <{code[char]:04x}> Tj")
    parts.append("ET")
    parts += [f"{x0:g} {high - y0:g} m {x1:g} {high - y1:g} l S" for x0, y0, x1, y1 in sheet.strokes]
    if sheet.picture:
        parts.append(f"q {sheet.size[0]} 0 0 {high} 0 0 cm /I Do Q")
    return "\n".join(parts).encode()


def _to_unicode(code: dict[str, int]) -> bytes:
    pairs = [f"<{number:04x}> <{char.encode('utf-16-be').hex()}>" for char, number in code.items()]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n" + body + "\nendcmap end end"
    ).encode()


def broken(text: str, first: int, cells: int) -> list[str]:
    """A paragraph as lines of at most ``cells`` cells, the first of ``first``: words whole, no mark begins a line."""
    units = re.findall(rf"[{re.escape(OPENS)}]*(?:[!-'*-~]+|.)[{re.escape(CLINGS)}]*", text)
    lines, line, room = [], "", first
    for unit in units:
        if line and width(line) + width(unit.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = "", cells
            unit = unit.lstrip()  # noqa: PLW2901 - a blank at the break goes
        line += unit
    return [*lines, line.rstrip()]


def pages(sheets: list[Sheet]) -> list[Page]:
    """The upright lines of sheets as they come out of a PDF, without the way through one."""
    found = []
    for number, sheet in enumerate(sheets, start=1):
        chars = [
            {"text": char, "x0": x, "x1": x + size * width(char) / 2, "top": base - size, "bottom": base, "size": size}
            for x, base, size, char, _ in sheet.glyphs
        ]
        found.append(Page(number, *sheet.size, pdf_lines.lines(chars, number), [], [], len(chars), 0, picture=False))
    return found


def typeset(paragraphs: list[str], *, indent: int = 2, numbers: bool = True, rows: int = 22) -> list[Sheet]:
    """Paragraphs set as 公文 are: 28 characters in a line, the first line of each further in, page numbers below."""
    cells = 56
    lines = [
        (2 * indent if i == 0 else 0, line)
        for text in paragraphs
        for i, line in enumerate(broken(text, cells - 2 * indent, cells))
    ]
    sheets = []
    for start in range(0, len(lines), rows):
        sheet = Sheet()
        for row, (inset, line) in enumerate(lines[start : start + rows]):
            sheet.write(line, LEFT + inset * SIZE / 2, TOP + row * PITCH)
        if numbers:
            sheet.write(f"— {len(sheets) + 1} —", 275, 786, 14)
        sheets.append(sheet)
    return sheets


def office_document(lines: list[str], path: Path, *, centred: int, right: int) -> Path:
    """A Word file as offices write it: title lines centred, body indented and justified, signature on the right.

    Args:
        lines: one a paragraph.
        path: of the file to write.
        centred: how many of them, from the first, stand in the middle.
        right: how many, from the last, stand on the right.
    """
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    normal.paragraph_format.space_after = Pt(0)
    for number, line in enumerate(lines):
        paragraph = document.add_paragraph(line)
        if number < centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].font.size = Pt(22)
        elif number >= len(lines) - right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(32)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    for kind in ("begin", None, "end"):
        run = foot.add_run()._r
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = "PAGE"
        run.append(part)
    foot.add_run(" —")
    document.save(str(path))
    return path
