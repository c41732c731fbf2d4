"""编号方式: a sample of a number (一、 （一） 1. ① 第一条) -> the printed number of every node."""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

from qplan.patterns import pattern

Kind = Literal["han", "arabic", "circled", "none"]
LEVELS = ("chapter", "section", "item", "measure")

_DIGITS = "零一二三四五六七八九"
_CIRCLES = "".join(map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)]))
_KINDS: dict[str, Kind] = {**dict.fromkeys(_CIRCLES, "circled"), **dict.fromkeys(_DIGITS + "十百", "han")}
_PATH_NOISE = pattern(r"[、.．﹒,，:：\s]+$")


class Sample(NamedTuple):
    """A number's look: what stands before and after the numeral, and the kind of numeral."""

    before: str
    kind: Kind
    after: str

    def printed(self, number: int) -> str:
        """The number as it is printed; circled ones beyond 50 fall back on （51）."""
        if self.kind == "none":
            return ""
        if self.kind == "circled":
            return _CIRCLES[number - 1] if number <= len(_CIRCLES) else f"（{number}）"
        return f"{self.before}{han(number) if self.kind == 'han' else number}{self.after}"


def sample(text: str) -> Sample:
    """Read a sample such as 一、 or 第一条; 无, or a text without a numeral, prints no number."""
    kinds = [_kind(char) for char in text]
    start = next((place for place, kind in enumerate(kinds) if kind), None)
    if start is None:
        return Sample("", "none", "")
    kind = kinds[start] or "none"
    end = start + 1
    while kind != "circled" and kinds[end : end + 1] == [kind]:
        end += 1
    return Sample(text[:start], kind, text[end:])


def _kind(char: str) -> Kind | None:
    return "arabic" if char.isdecimal() else _KINDS.get(char)


def han(number: int) -> str:
    """1–999 in Chinese numerals as numbering uses them: 十, 十一, 二十, 一百零一."""
    if number < 10:  # noqa: PLR2004 - decimal system
        return _DIGITS[number]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def value(numeral: str) -> int | None:
    """The number that a numeral of any kind stands for: 十二, 12, ⑫; None where it is none."""
    if len(numeral) == 1 and numeral in _CIRCLES:
        return _CIRCLES.index(numeral) + 1
    folded = unicodedata.normalize("NFKC", numeral)
    if folded.isascii() and folded.isdigit():
        return int(folded)
    folded = folded.replace("〇", "零")
    if len(folded) > 1 and all(ch in _DIGITS for ch in folded):
        return int("".join(str(_DIGITS.index(ch)) for ch in folded)) or None  # 一〇, digit by digit
    total = digit = 0
    for ch in folded:
        if ch in _DIGITS:
            digit = _DIGITS.index(ch)
        elif ch in "十百":
            total += (digit or 1) * (10 if ch == "十" else 100)
            digit = 0
        else:
            return None
    return (total + digit) or None


def path_part(printed: str) -> str:
    """A printed number as a path has it: without 、 and the final stop, brackets half-width."""
    return _PATH_NOISE.sub("", printed).translate(str.maketrans("（）", "()")).strip()


_STANDARD = ("一、", "（一）", "1.", "（1）", "①")
PRESETS: dict[str, dict[str, object]] = {
    "公文": {},
    "条目连续": {"continuous": ["item"]},
}


class Scheme(NamedTuple):
    """The samples of levels 1–5 (章, 节, 条, 举措 and below), the measures' own, and which levels run on.

    ``measure`` is None where the plan does not set it: measures then take the level below their item, as those of
    an item of the last level always do.
    """

    samples: tuple[Sample, ...] = tuple(map(sample, _STANDARD))
    measure: Sample | None = None
    continuous: frozenset[int] = frozenset()

    def at(self, level: int) -> Sample:
        """The sample of a level, counted from 1; everything deeper than the last looks like the last."""
        return self.samples[min(level, len(self.samples)) - 1]

    def for_measures(self, level: int) -> Sample:
        """The sample of the measures of an item at ``level``.

        举措 is the fourth level's: an item that is of the fourth level itself has measures of the fifth.
        """
        return self.measure if self.measure and level < len(LEVELS) else self.at(level + 1)


def scheme(setting: object, base: Scheme | None = None) -> Scheme:
    """A numbering setting (a preset's name, or samples by kind) laid over ``base``, the enclosing one."""
    base = base or Scheme()
    if isinstance(setting, str):
        setting, base = PRESETS.get(setting, {}), Scheme()
    if not isinstance(setting, dict):
        return base
    samples = list(base.samples)
    for level, kind in enumerate(LEVELS):
        if kind in setting:
            samples[level] = sample(str(setting[kind]))
    names = setting.get("continuous")
    return Scheme(
        tuple(samples),
        sample(str(setting["measure"])) if "measure" in setting else base.measure,
        base.continuous if names is None else frozenset(LEVELS.index(n) + 1 for n in names if n in LEVELS),
    )
