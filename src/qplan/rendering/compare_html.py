"""Comparison -> one self-contained page, in the order given: areas, requirements, targets, units, tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from qplan import collation, resources
from qplan.collation.lists import SILENT
from qplan.comparing import Asked, Comparison, wording
from qplan.comparing.targets import TargetRow
from qplan.comparing.units import UnitRow
from qplan.covering import WORDS, Answer, State, Tally
from qplan.matrix import LEGEND
from qplan.rendering._jinja import printed

_Either = TypeVar("_Either", TargetRow, UnitRow)

_LINES = 2
"""Passages shown for a requirement in each plan."""
_FEW = 4
"""Plans that a page's width holds side by side; more of them scroll."""


@dataclass(frozen=True)
class Row:
    """A row of a table: its head and a note under it, one cell a plan as lines, then a cell for each pair of versions.

    ``same``: it shows no difference.
    """

    head: str
    note: str
    cells: tuple[tuple[str, ...], ...]
    changes: tuple[str, ...] = ()
    same: bool = False
    part: bool = False


@dataclass(frozen=True)
class Group:
    """Rows under a heading."""

    title: str
    rows: tuple[Row, ...]

    @property
    def same(self) -> bool:
        """None of them shows a difference."""
        return all(row.same for row in self.rows)


def render(comparison: Comparison) -> bytes:
    """The page, UTF-8. It needs no network, no other file and no script; the same plans give the same bytes."""
    names = wording.heads(comparison)
    values = {
        "title": wording.title(comparison),
        "scope": wording.scope(comparison),
        "style": resources.text("templates", "html", "page.css") + resources.text("templates", "html", "compare.css"),
        "plans": [(wording.labelled(side, comparison), wording.facts(side)) for side in comparison.sides],
        "notes": [*comparison.notes, *([wording.SAME] if comparison.same else [])],
        "names": names,
        "many": len(names) > _FEW,
        "states": [(state, WORDS[state]) for state in wording.states(comparison)],
        "words": WORDS,
        "areas": list(_areas(comparison)),
        "counts": [f"{head} {len(rows)} 个" for head, rows in wording.differing(comparison) if rows],
        "asked": list(_asked(comparison)),
        "pairs": [wording.pair(comparison, number) for number in range(len(comparison.pairs))],
        "signs": wording.SIGNS,
        "targets": _grouped(names, "共同的指标", "只有{}写的指标", comparison.targets, _target),
        "near": list(wording.near(comparison)),
        "near_head": wording.NEAR,
        "legend": LEGEND,
        "units": _grouped(names, "共同的单位", "只在{}有任务的单位", comparison.units, _unit),
        "changes": [[(head, rows) for head, rows in wording.moved(each) if rows] for each in comparison.changes],
        "silent": list(wording.silent(comparison)),
        "silent_head": SILENT,
        "closing": wording.closing(comparison),
    }
    return printed("html", "compare.html.j2", values).encode()


def _areas(comparison: Comparison) -> Iterator[tuple[str, list[tuple[list[tuple[str, State, str]], str]]]]:
    """Each area, and the total: for each plan the marks of its requirements (anchor, state, name), and the counts."""
    coverages = [side.coverage for side in comparison.sides]
    for n, area in enumerate(coverages[0].areas):
        cells = []
        for coverage in coverages:
            mine = [each for each in coverage.answers if each.requirement.area == area.id]
            marks = [(each.requirement.id, each.state, each.requirement.title) for each in mine]
            cells.append((marks, _counts(coverage.areas[n].tally)))
        yield collation.headed(area), cells
    yield "合计", [([], _counts(coverage.total)) for coverage in coverages]


def _counts(tally: Tally) -> str:
    return "，".join(f"{word} {count}" for state, word in WORDS.items() if (count := getattr(tally, state)))


def _asked(comparison: Comparison) -> Iterator[tuple[str, bool, list[tuple[Asked, list[tuple[State, list[str]]]]]]]:
    """The requirements by area, each with the state and the words of every plan; and whether any of them differs."""
    titles = {area.id: collation.headed(area) for area in comparison.sides[0].coverage.areas}
    for area, group in groupby(comparison.asked, key=lambda each: each.requirement.area):
        rows = list(group)
        answers = [(row, list(map(_answer, row.answers))) for row in rows]
        yield titles[area], any(row.differs for row in rows), answers


def _answer(answer: Answer) -> tuple[State, list[str]]:
    return answer.state, list(wording.answered(answer, _LINES)[1:])


def _grouped(
    names: Sequence[str], shared: str, alone: str, rows: Sequence[_Either], row: Callable[[_Either], Iterable[Row]]
) -> list[Group]:
    """What several plans have, then what one has, under headings; no heading without rows."""
    heads = (shared, *(alone.format(name) for name in names))
    parts = ([n for n, each in enumerate(rows) if each.shared], *(wording.alone(rows, n) for n in range(len(names))))
    return [
        Group(head, tuple(made for n in places for made in row(rows[n])))
        for head, places in zip(heads, parts, strict=True)
        if places
    ]


def _target(row: TargetRow) -> Iterator[Row]:
    """A target's name with each plan's own where it has another, then a row a year; one row where only one has it."""
    if not row.shared:
        yield Row(
            row.name,
            "",
            tuple((aims,) if (aims := wording.aims(row, n)) else () for n in range(len(row.targets))),
            row.changes,
        )
        return
    own = [target.indicator if target and target.indicator != row.name else "" for target in row.targets]
    same = not row.differs
    yield Row(row.name, row.note, tuple(tuple(filter(None, (name,))) for name in own), row.changes, same)
    for line in row.lines:
        cells = ((() if cell is None else tuple(dict.fromkeys((cell.text, cell.wording)))) for cell in line.cells)
        yield Row(
            wording.year(line.year, baseline=line.baseline), line.note, tuple(cells), line.changes, same, part=True
        )


def _unit(row: UnitRow) -> Iterator[Row]:
    cells = (
        tuple(filter(None, (wording.load(load), name if row.renamed else None)))
        for load, name in zip(row.loads, row.names, strict=True)
    )
    yield Row(row.name, "", tuple(cells), same=not row.differs)
