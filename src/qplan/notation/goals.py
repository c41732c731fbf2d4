"""Goals in prose: a paragraph becomes its quantified goals, each with indicator, value, year and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from qplan.notation import goal_values, goal_words, quantities
from qplan.notation.goal_clauses import Clause, clauses, prepared
from qplan.notation.goal_names import Said, named
from qplan.notation.goal_spots import Spot, goes_on, spots
from qplan.notation.quantities import Quantity
from qplan.notation.quantity_words import Measure
from qplan.patterns import pattern

_BASE = pattern(
    r"(?:[由从]|比|较)(?:(?P<year>20[0-9]{2})年(?:底|末)?的?|上年(?:度|末)?的?|去年的?|目前的?|现行的?|法定的?|原来?的?|"
    r"基期的?|承诺的?|平均|约)*$"
)
_BASE_OF = pattern(r"在?(?:(?P<year>20[0-9]{2})年(?:底|末)?)?的?(?:现有|现行|目前)?的?$")
_TEXTUAL = pattern(
    r"(?:力争|争取|确保)?(?:缩小|扩大|提高|提升|降低|下降|达|优化|控制|保持|调整)(?:到|至|在)?"
    r"[0-9]+(?:\.[0-9]+)?[:∶][0-9]+(?:\.[0-9]+)?(?:左右|以上|以下|以内)?"
    r"|(?:力争|争取|确保)?(?:进入|位居|位列|居|列|保持在?|稳居|排名|跻身)[^,。;0-9]{0,8}前[0-9]+(?:名|位|强)?(?!的)"
    r"|(?:力争|争取|确保)?(?:实现)?翻[一两]番"
)

_STOOD = pattern(r"\s*截[至止]|\s*“?十[三四五六七]五”?(?:规划)?期?末")

_LONGEST = 120  # code points; no indicator begins further back


class FoundQuantity(NamedTuple):
    """A goal in prose: ``paragraph[start:end]`` is its wording, ``year`` the milestone that governs it.

    ``base`` is the value it starts from (由94.1%提高到95%), with its year. ``joint`` is set where values after 分别
    could not be given to the names before them, so that each has all of these.
    """

    start: int
    end: int
    indicator: str
    quantity: Quantity
    year: int | None
    base: Quantity | None = None
    base_year: int | None = None
    joint: bool = False


def find(paragraph: str, *, year: int | None = None) -> tuple[FoundQuantity, ...]:
    """The goals in a paragraph: an indicator with its value (合格率达到96%以上) or a count of what is built (建成4个…).

    Numbers in brackets, quotes and titles, ordinals, sums of money granted, conditions (10万元以下的) and bases
    (在52个工作日基础上) are none. Values after 分别 belong to the indicators or the years listed before, one each;
    where their numbers differ, each value has the joint name. Goals stand in the order of print; 各1个 is one for
    each name at one place. Ratios (1.5∶1), ranks (前3名) and 翻一番 are kept in words, without a value.

    Args:
        paragraph: its text, of any width.
        year: the milestone in force before it, from `governing_year`. 到2027年 at the head of a sentence governs
            until the next one; 2026年底前 within a sentence governs that sentence only.
    """
    veil = prepared(paragraph)
    found: list[FoundQuantity] = []
    said = Said()
    for clause in clauses(veil, year):
        if clause.opens and not (clause.goes_on and clause.dated):
            said = Said()
        if clause.dated:
            said.standing = _STOOD.match(clause.dated) is not None
        if clause.dated and clause.first >= clause.end:
            continue  # 2027年，达到95% goes on with what was said before the year
        if said.last and veil[clause.start : clause.end].startswith("其中"):
            said.counting = True
        here = spots(veil, clause)
        since = clause.first
        for index, spot in enumerate(here):
            goals = _goals(paragraph, veil, clause, replace(spot, since=since), said, here[index + 1 : index + 2])
            found += goals
            if goals or said.base or not goes_on(veil, spot):
                named_behind = goals and veil[spot.last.end : spot.stop].strip("、 ")
                since = spot.stop if named_behind else spot.last.end
            since = max(since, spot.last.end - _LONGEST)
        found += _worded(paragraph, veil, clause, since if here else clause.first)
        said = replace(
            said,
            before=(clause.first, clause.end),
            last=said.new[-1] if said.new else None,
            made=said.new,
            new=(),
            base=None,
            verb="",
            adding=False,
        )
    return tuple(sorted(found, key=lambda each: each.start))


def governing_year(paragraph: str, *, year: int | None = None) -> int | None:
    """The milestone (到2027年 at the head of a sentence) in force at a paragraph's end, for what follows it."""
    for clause in clauses(prepared(paragraph), year):
        year = clause.governing
    return year


def _goals(paragraph: str, veil: str, clause: Clause, spot: Spot, said: Said, after: list[Spot]) -> list[FoundQuantity]:
    """The goals that a spot's numbers state; enters in ``said`` what those behind it need."""
    words = goal_values.words(veil, clause.start, spot)
    if _waits(paragraph, spot, said, words.before, after):
        return []
    name, counts = named(paragraph, veil, words, said)
    base, said.base = said.base, None
    if not name:
        return []
    stated = goal_values.values(paragraph, veil, words, adding=counts and said.adding, head=clause.start)
    names, years = _shared(name, words.before, clause, len(stated))
    if len(said.made) == len(stated) > 1 and clause.dated and goal_words.blank(words.before):
        names = [known for known, _ in said.made]  # 2026年甲2家、乙3家，2027年分别达到4家、5家
    if len(names) > len(stated):
        stated *= len(names)
    joint = len(set(names)) < len(names) and not years
    found = [
        FoundQuantity(
            value.start, value.end, names[index], value.quantity, years[index] if years else clause.year, joint=joint
        )
        for index, value in enumerate(stated)
        if value.quantity.value is not None
    ]
    if base:
        found = [_based(goal, base, veil) for goal in found]
    if found:
        said.last = (found[-1].indicator, found[-1].quantity.unit)
        said.new += tuple((each.indicator, each.quantity.unit) for each in found)
    return found


def _based(goal: FoundQuantity, base: tuple[Measure, str | None, str], veil: str) -> FoundQuantity:
    """The goal with the value it starts from."""
    value = quantities.read(veil[base[0].start : base[0].end])
    if not value.unit:
        value = replace(value, unit=goal.quantity.unit)
    return goal._replace(base=value, base_year=int(base[1]) if base[1] else None)


def _waits(paragraph: str, spot: Spot, said: Said, before: str, after: list[Spot]) -> bool:
    """Whether a number is the base of the one behind it (由94.1%提高到95%, 在94.1%基础上提高1个百分点)."""
    if len(spot.numbers) > 1 or not after or not after[0].moves:
        return False
    by = (_BASE_OF.search(before) if spot.on_base else None) or _BASE.search(before)
    if by is None:
        return False
    name = paragraph[spot.since : spot.since + by.start()]
    said.base = (spot.first, by["year"], goal_words.level(name, counted=spot.last.counted))
    return True


def _shared(name: str, before: str, clause: Clause, count: int) -> tuple[list[str], tuple[int, ...]]:
    """The names of ``count`` values, or of a value that each of several has (各1个); years where these are listed."""
    if count == 1:
        return (goal_words.parts(name) if before.rstrip().endswith("各") else [name]), ()
    names = goal_words.split(name, count)
    return names, clause.years if len(set(names)) == 1 and len(clause.years) == count else ()


def _worded(paragraph: str, veil: str, clause: Clause, since: int) -> Iterator[FoundQuantity]:
    """The goals that have no number to compare: a ratio, a rank, 翻一番."""
    for goal in _TEXTUAL.finditer(veil, clause.first, clause.end):
        name = goal_words.indicator(paragraph[min(since, goal.start()) : goal.start()])
        if name:
            words = paragraph[goal.start() : goal.end()]
            yield FoundQuantity(goal.start(), goal.end(), name, Quantity(text=words), clause.year)
            since = goal.end()
