"""Signs drawn from a symbol font, or from an EQ field's instruction -> the characters that they look like."""

from __future__ import annotations

import re

from qplan.notation import numbering

UNKNOWN = "□"
"""Stands for a sign that has no character of its own."""

_PRIVATE = 0xF000
_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_SYMBOL = {
    **{code: chr(code) for code in range(0x21, 0x3F)},
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xE5: "∑", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x70: "π", 0x73: "σ",
}  # fmt: skip
_WINGDINGS = {
    0x2A: "✉", 0x28: "☎", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "·", 0xA1: "○",
    0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + place: chr(0x2460 + place) for place in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓",
    0x52: "☑",
    0x53: "☒",
    0xA3: "□",
    0x98: "●",
    **{0x6A + place: chr(0x2460 + place) for place in range(10)},
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_OVERSTRUCK = re.compile(
    r"\\o\s*\\ac\s*\(\s*(?P<frame>[^,，()]{1,4})\s*[,，]\s*(?P<sign>[^()]{1,8})\s*\)", re.IGNORECASE
)
_CIRCLED = re.compile("[1-9]|[1-4][0-9]|50")
_READING = re.compile(r"\\o\s*\\ad\s*\(.*\)\s*[,，](?P<base>[^,，()]+)\)\s*$", re.IGNORECASE | re.DOTALL)


def symbol(font: str, code: int) -> str:
    """The character of a sign by its font and its code, which may lie in the private area from U+F000."""
    if _PRIVATE <= code < _PRIVATE + 0x100:
        code -= _PRIVATE
        table = _FONTS.get(font.lower(), _WINGDINGS if not font else {})
        return table.get(code, UNKNOWN)
    table = _FONTS.get(font.lower(), {})
    if code in table:
        return table[code]
    sound = ord(" ") <= code <= _LAST and code not in _SURROGATES
    return chr(code) if sound and not table else UNKNOWN


def equation(instruction: str) -> str:
    r"""What an EQ field draws, where it is one of the two that Word's 中文版式 makes; "" for others.

    带圈字符 is ``eq \o\ac(○,12)``, printed as ⑫; 拼音指南 is ``eq \o\ad(\s\up 9(pīn),拼)``, of which the
    character is kept and the reading is not.
    """
    found = _OVERSTRUCK.search(instruction)
    if found:
        sign = found["sign"].strip()
        circled = found["frame"].strip() in ("○", "〇", "◯") and _CIRCLED.fullmatch(sign)
        return numbering.sample("①").printed(int(sign)) if circled else sign
    found = _READING.search(instruction)
    return found["base"].strip() if found else ""
