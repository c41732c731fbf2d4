"""``--gate`` x Coverage -> checks: what was asked of the counts, what they are, and which requirements are lacking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from qplan.covering import APART, STATES, WORDS, Answer, Coverage, State, Tally
from qplan.errors import Misuse
from qplan.framework import Area, Framework, folded
from qplan.nearest import nearest

Measure = str
"""strict or covered, which are shares, or one of the states."""
Relation = Literal[">=", ">", "<=", "<", "="]

WHOLE, EACH = "total", "area"
MEASURES: dict[str, str] = {"strict": "已写明", "covered": "已写明或写到"} | dict(WORDS.items())
"""What may be asked of the whole or of an area: two shares, then the counts of each state, as they are read."""

_SHARES = ("strict", "covered")
_MEANT: dict[str, tuple[State, ...]] = {"strict": ("full",), "covered": ("full", "partial")}
_FORM = '写法如 --gate "total.strict>=80%, area.covered>=80%, claimed=0"'
_QUOTES = "整个写在引号里，不然命令行会把 > 当作写文件的记号"
_RELATIONS: dict[str, Relation] = {
    ">=": ">=", "≥": ">=", "=>": ">=", ">": ">", "<=": "<=", "≤": "<=", "=<": "<=", "<": "<", "=": "=", "==": "=",
}  # fmt: skip
_PARTED = re.compile(r"[,，;；、\n]")
_TERM = re.compile(r"([^<>=!≥≤≠]*)([<>=!≥≤≠]+)(.*)")
_VALUE = re.compile(r"(\d{1,6})(?:\.(\d{1,6}))?(%)?|(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True)
class Term:
    """One thing asked: ``area.covered>=80%``.

    ``scope`` is total, area (each of them) or an area's id. ``wanted`` is a share of 0 to 1 or, with ``counted``,
    a number of requirements. ``words`` is what was typed, without blanks, in half width.
    """

    words: str
    scope: str
    measure: Measure
    relation: Relation
    wanted: Fraction
    counted: bool


@dataclass(frozen=True)
class Result:
    """What became of a term in one place, the whole (``area`` None) or one area.

    ``part`` requirements are as the measure says, of ``of``: for a share what is neither 另有部署 nor 本地不涉及,
    for a count of a state all. ``lacking`` are those that keep it from passing; ``short`` is how many of them
    would have to change, None where no number passes.
    """

    area: str | None
    title: str
    part: int
    of: int
    passed: bool
    lacking: tuple[Answer, ...] = ()
    short: int | None = None


@dataclass(frozen=True)
class Check:
    """A term with its results: one, or for ``area`` one an area."""

    term: Term
    results: tuple[Result, ...]

    @property
    def passed(self) -> bool:
        """Whether it holds everywhere; where there is nothing to hold, it does not."""
        return bool(self.results) and all(each.passed for each in self.results)


def read(expressions: Iterable[str], framework: Framework) -> tuple[Term, ...]:
    """Understand what ``--gate`` was given.

    Terms are parted by commas, in half or full width. A name is total, area (every area) or the id of an area,
    with .strict, .covered (which may be left out) or a state behind it; a state alone is that of the whole. A
    share is held against 80%, 0.8 or 4/5, or, from 2 on, a number of requirements; a state against a number.

    Raises:
        Misuse: which term is no term, and what may be written.
    """
    return tuple(term for expression in expressions for term in _terms(expression, framework))


def judge(terms: Iterable[Term], coverage: Coverage) -> tuple[Check, ...]:
    """Hold a comparison against what was asked; exactly, in fractions: 79.999 % is not 80 %.

    A share of nothing (all 另有部署 or 本地不涉及) never passes, whatever it is held against.
    """
    return tuple(Check(term, tuple(_results(term, coverage))) for term in terms)


def _terms(expression: str, framework: Framework) -> Iterator[Term]:
    pieces = [(number, piece.strip()) for number, piece in enumerate(_PARTED.split(expression), 1)]
    written = [(number, piece) for number, piece in pieces if piece]
    if not written:
        raise Misuse("--gate 后面没有写条件", f"{_FORM}；{_QUOTES}")
    names = _names(framework)
    for number, piece in written:
        where = f"--gate 第 {number} 项“{piece}”"
        flat = folded(piece)
        found = _TERM.fullmatch(flat)
        if found is None:
            raise Misuse(f"{where}没有写比较，如 >=80% 或 =0", f"{_FORM}；{_QUOTES}")
        name, mark, value = found.groups()
        if name.casefold() not in names:
            raise _unknown(where, name, names, framework)
        if mark not in _RELATIONS:
            raise Misuse(f"{where}里的“{mark}”不能用", f"可写：>=、>、<=、<、=（也可写 ≥、≤）；{_FORM}")
        scope, measure = names[name.casefold()]
        wanted, counted = _value(where, value, measure)
        term = Term(flat, scope, measure, _RELATIONS[mark], wanted, counted)
        _check_size(where, value, term, framework)
        yield term


def _names(framework: Framework) -> dict[str, tuple[str, Measure]]:
    """Every name that may be written, in lower case: what it means."""
    scopes = [WHOLE, EACH, *(area.id for area in framework.areas)]
    names: dict[str, tuple[str, Measure]] = {measure: (WHOLE, measure) for measure in MEASURES}
    for scope in reversed(scopes):  # a pack's area may not take the name of all, or of the whole
        names[scope.casefold()] = (scope, "covered")
        names |= {f"{scope}.{measure}".casefold(): (scope, measure) for measure in MEASURES}
    return names


def _unknown(where: str, name: str, names: Iterable[str], framework: Framework) -> Misuse:
    shown = {each.casefold(): each for each in (area.id for area in framework.areas)}
    guess = nearest(name, names) if name else None
    if guess:
        scope, dot, measure = guess.rpartition(".")
        guess = f"{shown.get(scope, scope)}{dot}{shown.get(measure, measure)}"
    areas = [area.id for area in framework.areas]
    some = f"{areas[0]} 至 {areas[-1]}" if len(areas) > 1 else "".join(areas)
    remedy = f"范围写 {WHOLE}（合计）、{EACH}（每个方面）或 {some}，后面接 .strict、.covered 或 .{'、.'.join(STATES)}"
    return Misuse(f"{where}：没有“{name}”这个数", f"是否应为 {guess}？{remedy}" if guess else remedy)


def _value(where: str, value: str, measure: Measure) -> tuple[Fraction, bool]:
    """The number, and whether it counts requirements."""
    found = _VALUE.fullmatch(value)
    share = measure in _SHARES
    usual = "80%、0.8、4/5，或个数（2 以上）" if share else "个数，如 0 或 3"
    remedy = f"{measure}（{MEASURES[measure]}）的后面写{usual}"
    if found is None or (found[5] is not None and int(found[5]) == 0):
        raise Misuse(f"{where}：“{value}”不是能比较的数" if value else f"{where}没有写完", remedy)
    whole, decimals, percent, above, below = found.groups()
    number = Fraction(int(above), int(below)) if below else Fraction(f"{whole}.{decimals or 0}")
    integral = not (decimals or percent or below)
    if not share and not integral:
        raise Misuse(f"{where}：{measure}（{MEASURES[measure]}）是个数，不是比例", remedy)
    if share and integral and number == 1:
        raise Misuse(f"{where}：“1”可以是 1 个，也可以是全部", "全部写 100%；至少 1 个写 full>=1")
    if percent:
        number /= 100
    counted = integral and bool(number or not share)
    if share and not counted and number > 1:
        raise Misuse(f"{where}：比例不会超过 100%", remedy)
    return number, counted


def _check_size(where: str, value: str, term: Term, framework: Framework) -> None:
    """A number of requirements that there are not: most likely a percentage without its mark."""
    if term.measure not in _SHARES or not term.counted:
        return
    size = min((len(area.requirements) for area in _areas(term, framework)), default=0)
    size = len(framework.requirements) if term.scope == WHOLE else size
    if term.wanted > size:
        few = "最小的方面" if term.scope == EACH else "这里"
        raise Misuse(f"{where}：{few}只有 {size} 个要点", f"写成比例要带百分号：{value}%")


def _areas(term: Term, framework: Framework) -> list[Area]:
    return [area for area in framework.areas if term.scope in (EACH, area.id)]


def _results(term: Term, coverage: Coverage) -> Iterator[Result]:
    if term.scope == WHOLE:
        yield _result(term, None, "合计", coverage.total, coverage.answers)
        return
    for area in coverage.areas:
        if term.scope in (EACH, area.id):
            own = [each for each in coverage.answers if each.requirement.area == area.id]
            yield _result(term, area.id, f"{area.place}{area.title}", area.tally, own)


def _result(term: Term, area: str | None, title: str, tally: Tally, answers: Sequence[Answer]) -> Result:
    share = term.measure in _SHARES
    meant = _MEANT.get(term.measure, (term.measure,))
    part = sum(getattr(tally, state) for state in meant)
    of = tally.of if share else sum(getattr(tally, state) for state in STATES)
    size = 1 if term.counted else of
    passing = [count for count in range(of + 1) if _holds(count, term, size)] if of or not share else []
    if part in passing:
        return Result(area, title, part, of, passed=True)
    rise = term.relation in (">=", ">") or (term.relation == "=" and part < term.wanted * size)
    lacking = tuple(each for each in answers if not (share and each.state in APART) and (each.state in meant) != rise)
    return Result(area, title, part, of, False, lacking, min((abs(count - part) for count in passing), default=None))


def _holds(part: int, term: Term, size: int) -> bool:
    wanted = term.wanted * size
    match term.relation:
        case ">=":
            return part >= wanted
        case ">":
            return part > wanted
        case "<=":
            return part <= wanted
        case "<":
            return part < wanted
    return part == wanted
