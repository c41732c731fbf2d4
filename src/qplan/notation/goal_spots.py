"""The numbers of a clause that may be goals: those of one list together, without those that describe a thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from qplan.notation.goal_clauses import BRACKET, Clause
from qplan.notation.quantity_words import Measure, lead, measures
from qplan.patterns import pattern

_AND = ("、", "和", "及", "与", "或", "以及")
_PAUSE = pattern(r"、|(?:以及|[和及与])\s*(?=[0-9])")
_ALSO = pattern(r"(?:[、和及与或且]|并且|以及)[^、]{0,14}")
_AND_SO = pattern(r"(?:且|并且|并)[^、]*的")
_OF = pattern(r"(?:实现|完成|推动|确保|力争|推进)(?:全[省市县区])?$")
_SETS_ASIDE = pattern(r"每年(?:统筹|预算|至少|新增)?安排(?:不少于|不低于|至少)?$")
_NEAR = 40  # code points
SO_FAR = pattern(r"(?:的?水平|的?目标|全覆盖|左右|上下|之间)?(?:$|[\s\x01、和及与并且而])")
_ON_BASE = pattern(r"的?(?:水平)?的?基础上")


@dataclass(frozen=True)
class Spot:
    """Numbers that share their words (分别达到30项、12项), and where the words before and after them begin and end.

    ``moves`` says that words of relation stand before them (达到), ``on_base`` that 基础上 follows, ``dated`` is the
    milestone that begins their clause (2027年达到95%), "" where none does. ``clause`` is where it begins.
    """

    numbers: tuple[Measure, ...]
    since: int
    stop: int
    moves: bool
    on_base: bool
    dated: str = ""
    clause: int = 0

    @property
    def first(self) -> Measure:
        """The first of its numbers."""
        return self.numbers[0]

    @property
    def last(self) -> Measure:
        """The last of its numbers."""
        return self.numbers[-1]


class Words(NamedTuple):
    """A spot with the words about it: before the numbers, of relation (with a whole: 不低于总量的), behind them."""

    spot: Spot
    begin: int
    before: str
    lead: str
    whole: str
    behind: str
    relations: tuple[str, ...]


def spots(veil: str, clause: Clause) -> list[Spot]:
    """The numbers of a clause that measure something, those in one list together."""
    groups: list[list[Measure]] = []
    for number in _stated(veil, clause):
        if groups and veil[groups[-1][-1].end : number.start].strip() in _AND and _alike(groups[-1][-1], number, veil):
            groups[-1].append(number)
        else:
            groups.append([number])
    groups = [group for group in groups if group[-1].unit or group[-1].bound or lead(veil, group[0].start)[1]]
    found: list[Spot] = []
    for index, group in enumerate(groups):
        stop = groups[index + 1][0].start if index + 1 < len(groups) else clause.end
        if stop < clause.end:
            pauses = list(_PAUSE.finditer(veil, group[-1].end, stop))
            stop = pauses[-1].start() if pauses else stop
        moves = bool(set(lead(veil, group[0].start)[1]) - {"equal"})
        on_base = _ON_BASE.match(veil, group[-1].end) is not None
        found.append(Spot(tuple(group), clause.first, stop, moves, on_base, clause.dated, clause.start))
    return found


def _alike(number: Measure, after: Measure, veil: str) -> bool:
    """Whether two numbers in a list measure the same, or 分别 says that each has its own."""
    same = not number.unit or after.unit.startswith(number.unit) or (number.timed and after.timed)
    return same or "分别" in veil[max(0, number.start - 24) : number.start]


def _stated(veil: str, clause: Clause) -> list[Measure]:
    """The numbers of a clause, but for those that describe a thing: 500人以上及100人以上的企业."""
    kept: list[Measure] = []
    describing: Measure | None = None
    for number in reversed(list(measures(veil, clause.start, clause.end))):
        after = veil[number.end : min(number.end + _NEAR, clause.end)]
        describes = after.startswith("的") and not SO_FAR.match(after) and not _ON_BASE.match(after)
        if number.share and _OF.search(veil[max(0, number.start - 8) : number.start].rstrip()):
            describes = False  # 完成80%的清理工作
        if number.money and _SETS_ASIDE.search(veil[max(0, number.start - 12) : number.start].rstrip()):
            describes = False  # 每年安排100万元的专项资金
        between = veil[number.end : describing.start] if describing else ""
        if describes or (between and _ALSO.fullmatch(between)) or _AND_SO.match(after):
            describing = number
        else:
            describing = None
            kept.append(number)
    return kept[::-1]


def goes_on(veil: str, spot: Spot) -> bool:
    """Whether a noun follows a number at once, so that it is part of a name: 1000万元及以下贷款."""
    behind = veil[spot.last.end : spot.stop].replace(BRACKET, " ").strip()
    return bool(behind) and not SO_FAR.match(behind)
