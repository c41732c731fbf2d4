"""Where the goals of a paragraph stand: its clauses, each with the milestone years that govern it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qplan.notation.punctuation import enclosing, halved, veiled
from qplan.patterns import pattern

_CUT = pattern(r"(?<![0-9]),|,(?![0-9]{3}(?![0-9]))|:(?![0-9])|(?<![0-9]):|[。;!?\n]")
_HOPES = r"(?:[\s—–\-]|力争|争取|确保|努力|实现|计划|预计|其中|同时|并|推动)*"
_YEAR = r"20[0-9]{2}"
_MILESTONE = pattern(
    rf"^{_HOPES}(?:[到至]|截[至止]|截止到)(?P<head>{_YEAR})年(?:度|底|末)?"
    rf"|^{_HOPES}到?(?:“?十(?P<five>[三四五六七])五”?(?:规划)?期?末)"
    rf"|^{_HOPES}(?:“?十(?P<during>[三四五六七])五”?(?:规划)?(?:期间|时期))"
    rf"|[到至](?P<to>{_YEAR})年(?:底|末)?(?!的)"
    rf"|(?:^{_HOPES}[在于]?)?(?<![比较由从自])(?P<by>{_YEAR})年(?:(?:[0-9]{{1,2}}月)?(?:底|末|[0-9]{{1,2}}日)(?!的)(?:之?前)?|(?:[0-9]{{1,2}}月)?之?前|内)"
    rf"|(?<![比较由从自])(?P<mid>{_YEAR})年(?:力争|争取|确保)?(?=达|提[高升]|突破|超过|实现|降[到至]|控制|稳定|保持|不[低少超高])"
    rf"|^{_HOPES}[在于]?(?P<bare>{_YEAR})年(?!的|[0-9])(?:度|全年)?"
)
_MORE = pattern(rf"(?:年底?)?(?:、|和|及|与)({_YEAR})(?=年)")
_HEAD = pattern(r"(?:全年|年内|年底前?|每年|全[省市县区镇州](?!场|域)|力争|争取|确保|原则上|其中|同时|[\s—–])*")
_FIVES = "三四五六七"
_PLANS = pattern(r"“十[三四五六七]五”")
_OPENERS = ("(", "〔", "[", "【")
BRACKET = "\1"
"""Each character of a bracket in prepared text, so that it is told from what is quoted."""


class Clause(NamedTuple):
    """A stretch between commas; ``governing`` outlives its sentence, ``year`` is the one for its own goals.

    ``years`` are those of a list (到2026年、2027年), else empty. ``first`` is where the words behind the
    milestone at its head begin.
    """

    start: int
    end: int
    opens: bool
    governing: int | None
    year: int | None
    years: tuple[int, ...]
    first: int


def prepared(paragraph: str) -> str:
    """The paragraph veiled but for “十五五”; brackets are `BRACKET`, those behind a full stop (责任单位) stops."""
    flat = halved(paragraph)
    shown = list(veiled(flat))
    for begin, end in enclosing(flat).items():
        if begin < end and flat[begin] in _OPENERS and shown[begin] == "\0":
            ends = flat[begin - 1 : begin] in tuple("。;!?")
            shown[begin : end + 1] = ("。" if ends else BRACKET) * (end + 1 - begin)
    for plan in _PLANS.finditer(flat):
        shown[plan.start() : plan.end()] = plan[0]
    return "".join(shown)


def clauses(veil: str, governing: int | None) -> Iterator[Clause]:
    """The clauses of veiled text, in order.

    Args:
        veil: from `prepared`.
        governing: the milestone in force before it.
    """
    start, opens = 0, True
    own: int | None = None
    years: tuple[int, ...] = ()
    for end, stop in (*((cut.start(), cut[0]) for cut in _CUT.finditer(veil)), (len(veil), "")):
        if opens:
            own, years = None, ()
        text, first = veil[start:end], 0
        for named in _MILESTONE.finditer(text):
            year = _named(named)
            if opens and (named["head"] or named["five"]):
                governing, own = year, None
            else:
                own = year
            years, after = _listed(text, year, named.end())
            if named.start() == 0:
                first = after
        head = _HEAD.match(text, first)
        yield Clause(start, end, opens, governing, own or governing, years, start + (head.end() if head else first))
        start, opens = end + 1, stop not in (",", ":")


def _named(found: re.Match[str]) -> int:
    """The year of a milestone; a five-year plan's is its last."""
    groups = {key: value for key, value in found.groupdict().items() if value}
    plan = groups.get("five") or groups.get("during")
    return 2020 + 5 * _FIVES.index(plan) if plan else int(next(iter(groups.values())))


def _listed(text: str, year: int, end: int) -> tuple[tuple[int, ...], int]:
    """The years of a list that goes on at a place, and where it ends; a single year is no list."""
    years = [year]
    place = end - (text[end - 1] == "年")
    while more := _MORE.match(text, place):
        years.append(int(more[1]))
        place = more.end()
    if len(years) == 1:
        return (), end
    while text[place : place + 1] in ("年", "底", "末", "前"):
        place += 1
    return tuple(years), place
