"""Comparison -> a workbook, in the order given: the plans, areas, every requirement, targets, units, tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qplan import collation
from qplan.collation import saying
from qplan.collation.lists import SILENT
from qplan.comparing import Comparison, wording
from qplan.comparing.targets import TargetRow
from qplan.covering import WORDS
from qplan.rendering._workbook import workbook
from qplan.tables import Cell, Draft, Table, assembled

_PARTS = (("lead", "牵头"), ("responsible", "责任"), ("support", "配合"))
_DIFFERS = "不同"
_LINES = 3
"""Passages shown for a requirement in each plan."""


def render(comparison: Comparison) -> bytes:
    """The workbook; a legend under each title says what is compared and what it is not for. Nothing is coloured."""
    legend = f"{wording.scope(comparison)}\n{wording.closing(comparison)}"
    sheets = [replace(table, legend="\n".join(filter(None, (table.legend, legend)))) for table in _tables(comparison)]
    return workbook(wording.title(comparison), sheets, fonts=comparison.sides[0].plan.layout.fonts)


def _tables(comparison: Comparison) -> Iterator[Table]:
    yield _plans(comparison)
    yield _areas(comparison)
    yield _asked(comparison)
    if comparison.targets:
        yield _targets(comparison)
    if comparison.units:
        yield _units(comparison)
    yield _tasks(comparison)
    for number in range(len(comparison.changes)):
        yield _changes(comparison, number)


def _names(comparison: Comparison) -> list[str]:
    return [side.name for side in comparison.sides]


def _plans(comparison: Comparison) -> Table:
    told = [dict(wording.facts(side)) for side in comparison.sides]
    heads = list(dict.fromkeys(head for facts in told for head in facts))
    drafts = [Draft("项目", 8, heads)]
    drafts += [
        Draft(name, 24, [facts.get(head, "") for head in heads])
        for name, facts in zip(_names(comparison), told, strict=True)
    ]
    notes = [*comparison.notes, *([wording.SAME] if comparison.same else [])]
    return assembled("概况", drafts, "\n".join(notes))


def _areas(comparison: Comparison) -> Table:
    rows = [
        (area, state)
        for area in comparison.areas
        for state in wording.states(comparison)
        if state == "full" or any(getattr(tally, state) for tally in area.tallies)
    ]
    return assembled(
        collation.areas_title(comparison.framework),
        [
            Draft("方面", 30, [area.title for area, _ in rows]),
            Draft("情况", 16, [WORDS[state] for _, state in rows]),
            *(
                Draft(name, 12, [getattr(area.tallies[n], state) for area, state in rows], centred=True, kind="number")
                for n, name in enumerate(_names(comparison))
            ),
        ],
    )


def _asked(comparison: Comparison) -> Table:
    asked = comparison.asked
    drafts = [
        Draft("位置", 9, [each.requirement.place for each in asked]),
        Draft("要点", 16, [each.requirement.title for each in asked]),
        Draft("异同", 5, [_DIFFERS if each.differs else "" for each in asked], centred=True),
    ]
    for n, name in enumerate(_names(comparison)):
        told = [wording.answered(each.answers[n], _LINES) for each in asked]
        drafts += [
            Draft(name, 8, [state for state, *_ in told], centred=True),
            Draft(f"{name}：写在哪里", 24, ["\n".join(where) for _, *where in told]),
        ]
    return assembled("逐个要点", drafts)


def _targets(comparison: Comparison) -> Table:
    rows = [line for row in comparison.targets for line in _lines(row)]
    titles = ["指标", "年份", *_names(comparison)]
    titles += [wording.pair(comparison, number) for number in range(len(comparison.pairs))]
    widths = [24, 10, *[16] * (len(titles) - 2), 16]
    near = list(wording.near(comparison))
    legend = "\n".join((wording.SIGNS, *([f"{wording.NEAR}{'；'.join(near)}。"] if near else [])))
    columns = zip([*titles, "说明"], widths, zip(*rows, strict=True), strict=True)
    return assembled("指标", [Draft(title, wide, cells) for title, wide, cells in columns], legend)


def _lines(row: TargetRow) -> Iterator[tuple[Cell, ...]]:
    """A target's lines with its name in each, for filtering; one where nothing is said of any year."""
    own = "；".join(dict.fromkeys(each.indicator for each in row.targets if each and each.indicator != row.name))
    said = "；".join(filter(None, (row.note, f"也写作：{own}" if own else "")))
    if not row.lines:
        yield (row.name, "", *[""] * len(row.targets), *row.changes, said)
    for n, line in enumerate(row.lines):
        cells = [cell.text if cell else "" for cell in line.cells]
        whole = row.changes if not n else ("",) * len(row.changes)
        changes = ["；".join(filter(None, both)) for both in zip(whole, line.changes, strict=True)]
        note = "；".join(filter(None, (said, line.note)))
        yield (row.name, wording.year(line.year, baseline=line.baseline), *cells, *changes, note)


def _units(comparison: Comparison) -> Table:
    rows = comparison.units
    drafts = [Draft("单位", 18, [row.name for row in rows])]
    for n, name in enumerate(_names(comparison)):
        drafts.append(Draft(f"{name}的叫法", 18, [row.names[n] or "" for row in rows]))
        for part, word in _PARTS:
            counts = [getattr(load, part) if (load := row.loads[n]) else "" for row in rows]
            drafts.append(Draft(f"{name}{word}", 6, counts, centred=True, kind="number"))
    return assembled("单位", drafts, "职能相同的并作一行，各写各的叫法，请看对不对。")


def _tasks(comparison: Comparison) -> Table:
    """Tasks by what they answer, those that answer nothing last."""
    places = [each.requirement.place for each in comparison.asked]
    titles = [each.requirement.title for each in comparison.asked]
    drafts = [Draft("位置", 9, [*places, ""]), Draft("要点", 18, [*titles, SILENT])]
    for n, (name, side) in enumerate(zip(_names(comparison), comparison.sides, strict=True)):
        told = ["\n".join(wording.tasks(each.answers[n])) for each in comparison.asked]
        told.append("\n".join(map(saying.called, side.coverage.silent)))
        drafts.append(Draft(name, 26, told))
    return assembled("任务", drafts)


def _changes(comparison: Comparison, number: int) -> Table:
    rows = [(head, *row) for head, listed in wording.moved(comparison.changes[number]) for row in listed]
    columns = [[row[n] for row in rows] for n in range(3)]
    drafts = [Draft("增减", 8, columns[0]), Draft("任务", 30, columns[1]), Draft("改了什么", 30, columns[2])]
    return assembled(f"任务增减：{wording.pair(comparison, number)}", drafts)
