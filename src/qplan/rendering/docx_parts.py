"""The texts in templates/docx become the parts beside the document, in the plan's fonts and page number."""

from __future__ import annotations

import re

from qplan import resources
from qplan.plan import Layout
from qplan.rendering._ooxml import Part, Xml, escape, join, word_part

PORTRAIT_FOOTERS = ("rId6", "rId7")  # odd, even: their places in the result of fixed_parts
LANDSCAPE_FOOTERS = ("rId8", "rId9")

# 字体方案. styles.xml is written in the first; 仿宋, 楷体, 华文中宋 there draw what GB2312 faces lack.
_PROFILES: dict[str, dict[str, str]] = {
    "gb2312": {},
    "windows": {"方正小标宋简体": "华文中宋", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"},
    "gbk": {
        "方正小标宋简体": "方正小标宋_GBK",
        "华文中宋": "方正小标宋_GBK",
        "仿宋_GB2312": "方正仿宋_GBK",
        "仿宋": "方正仿宋_GBK",
        "楷体_GB2312": "方正楷体_GBK",
        "楷体": "方正楷体_GBK",
        "黑体": "方正黑体_GBK",
    },
}
_FACE = re.compile('(w:(?:ascii|hAnsi|eastAsia|cs))="([^"]+)"')
_FONT = re.compile(r' *<w:font w:name="([^"]+)">.*?</w:font>\n', re.DOTALL)
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


def fixed_parts(layout: Layout, footnotes: list[Xml]) -> tuple[Part, ...]:
    """Everything beside word/document.xml, in the order of its relationships rId1, rId2 and so on."""
    styles = _styles(layout)
    centred = layout.page_number == "center"
    odd, even = ("GwFooterCentred",) * 2 if centred else ("GwFooterOdd", "GwFooterEven")
    notes = _template("footnotes.xml").replace("</w:footnotes>", f"{join(footnotes)}</w:footnotes>")
    return (
        word_part("styles.xml", styles, "styles"),
        word_part("settings.xml", _template("settings.xml"), "settings"),
        word_part("fontTable.xml", _font_table(styles), "fontTable"),
        Part("theme/theme1.xml", _template("theme.xml"), _THEME_TYPE, "theme"),
        word_part("footnotes.xml", Xml(notes), "footnotes"),
        word_part("footer1.xml", _footer("footer.xml", odd, 1), "footer"),
        word_part("footer2.xml", _footer("footer.xml", even, 2), "footer"),
        word_part("footer3.xml", _footer("footer_turned.xml", odd, 3), "footer"),
        word_part("footer4.xml", _footer("footer_turned.xml", even, 4), "footer"),
    )


def _template(name: str) -> Xml:
    return Xml(resources.text("templates", "docx", name))


def _footer(name: str, style: str, number: int) -> Xml:
    """A footer for odd or even pages; drawings that share an id make Word offer to repair the file."""
    text = _template(name).replace("GwFooterOdd", style)
    return Xml(text.replace('<wp:docPr id="1"', f'<wp:docPr id="{number}"'))


def _styles(layout: Layout) -> Xml:
    """styles.xml in the plan's fonts; ``digits`` goes into the Latin slots of all but the page number."""
    profile = _PROFILES[layout.fonts or "gb2312"]

    def face(match: re.Match[str]) -> str:
        slot, font = match.groups()
        if layout.digits and slot in ("w:ascii", "w:cs") and font != "宋体":
            return f'{slot}="{escape(layout.digits)}"'
        return f'{slot}="{profile.get(font, font)}"'

    return Xml(_FACE.sub(face, _template("styles.xml")))


def _font_table(styles: Xml) -> Xml:
    """fontTable.xml without the fonts that no style names."""
    return Xml(_FONT.sub(lambda font: font[0] if f'"{font[1]}"' in styles else "", _template("fontTable.xml")))
