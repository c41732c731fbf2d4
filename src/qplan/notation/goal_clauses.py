"""Where the goals of a paragraph stand: its clauses, each with the milestone years that govern it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qplan.notation.punctuation import enclosing, halved, veiled
from qplan.patterns import pattern

_CUT = pattern(
    r"(?<![0-9]),|,(?![0-9]{3}(?![0-9]))|:(?![0-9])|(?<![0-9]):|[。;!?\n]"
    r"|(?<![年底末前])、(?=(?:力争|争取|确保)?[到至]?20[0-9]{2}年(?![度、和及与]))"
)
_HOPES = r"(?:[\s—–\-]|力争|争取|确保|努力|实现|计划|预计|其中|同时|并|推动)*"
_YEAR = r"20[0-9]{2}"
_MILESTONE = pattern(
    rf"^{_HOPES}(?:[到至]|截[至止]|截止到)(?P<head>{_YEAR})年(?:度|底|末)?"
    rf"|^{_HOPES}到?(?:“?十(?P<five>[三四五六七])五”?(?:规划)?期?末)"
    rf"|^{_HOPES}(?:“?十(?P<during>[三四五六七])五”?(?:规划)?(?:期间|时期))"
    rf"|[到至](?P<to>{_YEAR})年(?:底|末)?(?!的)"
    rf"|(?:^{_HOPES}[在于]?)?(?<![比较由从自])(?P<by>{_YEAR})年(?:(?:[0-9]{{1,2}}月)?(?:底|末|[0-9]{{1,2}}日)(?!的)(?:之?前)?|(?:[0-9]{{1,2}}月)?之?前|内)"
    rf"|(?<![比较由从自])(?P<mid>{_YEAR})年(?:力争|争取|确保)?(?=达|提[高升]|突破|超过|实现|降[到至]|控制|稳定|保持|不[低少超高])"
    rf"|^{_HOPES}[在于]?(?P<bare>{_YEAR})年(?!的|[0-9]{{1,2}}(?:[月、~—–至到]|-|[0-9]))(?:度|全年)?"
)
_MORE = pattern(rf"(?:年底?)?(?:、|和|及|与)({_YEAR})(?=年)")
_HEAD = pattern(r"(?:全年|年内|年底前?|每年|全[省市县区镇州](?!场|域)|力争|争取|确保|原则上|其中|同时|[\s—–])*")
_FIVES = "三四五六七"
_PLANS = pattern(r"“十[三四五六七]五”")
_OPENERS = ("(", "〔", "[", "【")
_ALSO_COUNTED = pattern(r"(?<=[0-9万余 ][家人户场件台项个处名])\((?:次|套|件|个|处|家|人|户|项|批次|人次)\)")
"""15家(次): a second unit in brackets, as it stands right behind the first."""
BRACKET = "\1"
"""Each character of a bracket in prepared text, so that it is told from what is quoted."""


class Clause(NamedTuple):
    """A stretch between commas; ``governing`` outlives its sentence, ``year`` is the one for its own goals.

    ``years`` are those of a list (到2026年、2027年), else empty. ``first`` is where the words behind the
    milestone at its head begin. ``dated`` is this milestone, also where only a comma
    parts the two, "" where none is; ``goes_on`` says that only a ； or
    a comma parts it from the clause before.
    """

    start: int
    end: int
    opens: bool
    governing: int | None
    year: int | None
    years: tuple[int, ...]
    first: int
    dated: str
    goes_on: bool


def prepared(paragraph: str) -> str:
    """The paragraph veiled but for “十五五”; brackets are `BRACKET`, those behind a full stop (责任单位) stops."""
    flat = halved(paragraph)
    shown = list(veiled(flat))
    for begin, end in enclosing(flat).items():
        if begin < end and flat[begin] in _OPENERS and shown[begin] == "\0":
            ends = flat[begin - 1 : begin] in tuple("。;!?")
            shown[begin : end + 1] = ("。" if ends else BRACKET) * (end + 1 - begin)
    for kept in (*_PLANS.finditer(flat), *_ALSO_COUNTED.finditer(flat)):
        shown[kept.start() : kept.end()] = kept[0]
    return "".join(shown)


def clauses(veil: str, governing: int | None) -> Iterator[Clause]:
    """The clauses of veiled text, in order.

    Args:
        veil: from `prepared`.
        governing: the milestone in force before it.
    """
    start, opens, goes_on, alone = 0, True, False, ""
    own: int | None = None
    years: tuple[int, ...] = ()
    for end, stop in (*((cut.start(), cut[0]) for cut in _CUT.finditer(veil)), (len(veil), "")):
        if opens:
            own, years = None, ()
        text, first, dated = veil[start:end], 0, alone
        for named in _MILESTONE.finditer(text):
            year = _named(named)
            if opens and (named["head"] or named["five"]):
                governing, own = year, None
            else:
                own = year
            years, after = _listed(text, year, named.end())
            if named.start() == 0:
                first, dated = after, named[0]
        head = _HEAD.match(text, first)
        begin = start + (head.end() if head else first)
        yield Clause(start, end, opens, governing, own or governing, years, begin, dated, goes_on)
        alone = dated if begin >= end and stop == "," else ""
        start, opens, goes_on = end + 1, stop not in (",", ":", "、"), stop in (",", ";", "、")


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
