"""A number and the name of a Word number format (w:numFmt) -> the numeral as it is printed; web lists use it too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_LARGEST = 32_767  # of Word's own; beyond it every format is printed in Arabic digits
_LETTERS = 780  # Word repeats a letter up to thirty times
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_POWERS = ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"))
_COMMON = "零一二三四五六七八九"
_LEGAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", str.maketrans("十百千万", "拾佰仟万"))
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", str.maketrans("十百千万", "拾佰仟萬"))
_TEN = 10


def numeral(count: int, format: str) -> str:
    """The numeral of ``count`` in a format of ST_NumberFormat (ISO/IEC 29500-1, 17.18.59).

    Formats of other languages, and numbers that a format has no sign for, are printed in Arabic digits, as Word
    does. ``none`` and ``bullet`` print nothing.
    """
    if format in ("none", "bullet"):
        return ""
    printed = _FORMATS.get(format)
    return printed(count) if printed and 0 < count <= _LARGEST else _plain(count, format)


def _plain(count: int, format: str) -> str:
    return f"{count:02d}" if format == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        text += sign * times
    return text


def _letter(count: int) -> str:
    """A … Z, AA, BB …: Word repeats the letter, it does not count in base 26."""
    if count > _LETTERS:
        return str(count)
    times, place = divmod(count - 1, 26)
    return chr(ord("A") + place) * (times + 1)


def _one_of(signs: Sequence[str]) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if count <= len(signs) else str(count)


def _digits(count: int, zero: str = "〇") -> str:
    return "".join(zero if digit == "0" else _COMMON[int(digit)] for digit in str(count))


def _thousands(count: int) -> str:
    """一百零一, 一千零一十: with names of powers, and 零 for a gap; 十 without 一 at the head."""
    text = _named(count)
    return text.removeprefix("一") if _TEN <= count < 2 * _TEN else text


def _named(count: int) -> str:
    text, gap = "", False
    for worth, name in _POWERS:
        times, count = divmod(count, worth)
        if times:
            text += ("零" if gap and text else "") + _COMMON[times] + name
            gap = False
        elif text:
            gap = True
    if count:
        text += ("零" if gap and text else "") + _COMMON[count]
    return text


def _legal(signs: tuple[str, dict[int, int]]) -> Callable[[int], str]:
    digits, powers = signs
    table = powers | str.maketrans(_COMMON, digits)
    return lambda count: _named(count).translate(table)


def _japanese(count: int) -> str:
    """百一, without 零 and without 一 before a power."""
    text = _named(count).replace("零", "")
    for name in "千百十":
        text = text.replace(f"一{name}", name)
    return text


def _ordinal(count: int) -> str:
    teen = count // 10 % 10 == 1
    return str(count) + ("th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th"))


_CIRCLED = [chr(code) for code in (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))]
_FORMATS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda count: _letter(count).lower(),
    "ordinal": _ordinal,
    "hex": lambda count: f"{count:X}",
    "numberInDash": lambda count: f"- {count} -",
    "decimalFullWidth": lambda count: str(count).translate(_WIDE),
    "decimalFullWidth2": lambda count: str(count).translate(_WIDE),
    "decimalEnclosedCircle": _one_of(_CIRCLED),
    "decimalEnclosedCircleChinese": _one_of(_CIRCLED),
    "decimalEnclosedFullstop": _one_of([chr(0x2488 + place) for place in range(20)]),
    "decimalEnclosedParen": _one_of([chr(0x2474 + place) for place in range(20)]),
    "ideographEnclosedCircle": _one_of([chr(0x3220 + place) for place in range(10)]),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _one_of([_STEMS[place % 10] + _BRANCHES[place % 12] for place in range(60)]),
    "chineseCounting": _thousands,
    "chineseCountingThousand": _thousands,
    "chineseLegalSimplified": _legal(_LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": lambda count: _digits(count, "○"),
    "japaneseCounting": _japanese,
    "taiwaneseCounting": _thousands,
    "taiwaneseCountingThousand": lambda count: _thousands(count).replace("万", "萬"),
    "koreanDigital2": lambda count: _digits(count, "零"),
}
