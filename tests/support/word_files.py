"""Word files made by hand, part by part, so that a test says exactly what stands in them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from qplan.reading.formats import docx
from qplan.reading.gathering import Gathering

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "styles": "styles",
    "numbering": "numbering",
}


def t(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", *, style: str = "", num: int | None = None, level: int | None = None, more: str = "") -> str:
    """A paragraph; content that is no markup becomes a run."""
    inner = content if content.startswith("<") or not content else t(content)
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None or level is not None:
        properties += "<w:numPr>"
        properties += f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        properties += f'<w:numId w:val="{num}"/>' if num is not None else ""
        properties += "</w:numPr>"
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{inner}</w:p>"


def lvl(
    at: int, format: str = "decimal", text: str | None = None, *, start: int | None = 1, more: str = "", after: str = ""
) -> str:
    """A level of a list; ``more`` stands before w:suff, ``after`` behind w:lvlText."""
    begin = "" if start is None else f'<w:start w:val="{start}"/>'
    shown = f"%{at + 1}." if text is None else text
    return f'<w:lvl w:ilvl="{at}">{begin}<w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{shown}"/>{after}</w:lvl>'


def abstract(number: int, *levels: str, link: str = "") -> str:
    """A definition; ``link`` is w:numStyleLink or w:styleLink."""
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{link}{"".join(levels)}</w:abstractNum>'


def num(number: int, definition: int, more: str = "") -> str:
    """A list of a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def style(
    name: str,
    properties: str = "",
    *,
    id: str = "",
    based_on: str = "",
    kind: str = "paragraph",
    run: str = "",
    default: bool = False,
) -> str:
    """A style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id or name}"{mark}><w:name w:val="{name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, more: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{more}</w:trPr>{''.join(cells)}</w:tr>"


def tc(content: str = "", more: str = "") -> str:
    """A cell; content that is no markup becomes a paragraph."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inner}</w:tc>"


def field(instruction: str, result: str) -> str:
    """A complex field, each part in a run of its own."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return mark("begin") + code + mark("separate") + t(result) + mark("end")


def package(body: str, kind: str = "document", **parts: str) -> bytes:
    """A Word file: the body, and the contents of the parts by name (styles, numbering, comments, header1, footer2 …)."""
    relations, types, files = [], [], {}
    for name, content in parts.items():
        sort = name.rstrip("0123456789")
        root = _ROOTS.get(sort, {"header": "hdr", "footer": "ftr"}.get(sort, sort))
        files[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{content}</w:{root}>"
        relations.append(f'<Relationship Id="r_{name}" Type="{_OFFICE}/{sort}" Target="{name}.xml"/>')
        types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{sort}+xml"/>')
    references = "".join(
        f'<w:{name.rstrip("0123456789")}Reference w:type="{("default", "first", "even")[int(name[-1]) - 1]}" r:id="r_{name}"/>'
        for name in parts
        if name[:6] in ("header", "footer")
    )
    main = {
        "document": f"{_KIND}.document.main+xml",
        "template": f"{_KIND}.template.main+xml",
        "macros": "application/vnd.ms-word.document.macroEnabled.main+xml",
    }[kind]
    files |= {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{"".join(types)}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr>{references}</w:sectPr></w:body></w:document>",
    }
    return zipped(files)


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def saved(folder: Path, body: str, **parts: str) -> Path:
    """A Word file on disk."""
    path = folder / "sample.docx"
    path.write_bytes(package(body, **parts))
    return path


def gathered(folder: Path, body: str, **parts: str) -> Gathering:
    """What is read from a Word file."""
    return docx.read(saved(folder, body, **parts))


def texts(gathering: Gathering) -> list[str]:
    """The paragraphs that are text."""
    return [block.text for block in gathering.blocks if not block.aside and block.grid is None]


def asides(gathering: Gathering) -> list[tuple[str, str]]:
    """The paragraphs that are not, each with the reason."""
    return [(block.text, block.aside) for block in gathering.blocks if block.aside]


def tables(gathering: Gathering) -> list[list[list[str]]]:
    """The tables' texts."""
    return [
        [["" if cell is None else cell.text for cell in row] for row in block.grid.rows]
        for block in gathering.blocks
        if block.grid
    ]
