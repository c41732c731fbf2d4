"""Coverage x Plan -> one self-contained page: the gaps, the picture of tasks and areas, the evidence for every 要点."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby

from qplan import collation, resources
from qplan.collation import BLANK, Margin, saying
from qplan.collation import lists as coverage_lists
from qplan.collation.heatmap import MARKS, Mark, Picture, Row, picture, strongest
from qplan.covering import APART, WORDS, AreaCoverage, Coverage, State
from qplan.plan import Plan
from qplan.rendering._jinja import printed
from qplan.rendering.coverage_points import Places, Point, places, points

SIGNS: dict[State, str] = {
    "full": "■", "partial": "◧", "claimed": "▢", "none": "×", "suspect": "？", "elsewhere": "→", "not_applicable": "—",
}  # fmt: skip
"""A mark of its own for each state: the page is read without colour too."""
_NO_PART = "综合"
"""The head of the column for what is in none of an area's parts."""
_LEVELS = 3


def render(coverage: Coverage, plan: Plan, margin: Margin = BLANK) -> bytes:
    """The page, UTF-8. It needs no network and no other file; the same plan gives the same bytes.

    Its own script is the only one that it runs (Content-Security-Policy), whatever stands in the plan.

    Args:
        coverage: what is reported.
        plan: the plan that it is of.
        margin: what is told beside it.
    """
    made = picture(coverage, plan)
    at = places(coverage, made)
    script = resources.text("templates", "html", "coverage.js")
    head, _, against = collation.title(coverage, plan).partition("\n")
    every = points(coverage, at, margin.lines)
    counted = every[: len(coverage.answers)]
    gaps = collation.short_list(coverage)
    values = {
        "title": head,
        "against": against,
        "style": resources.text("templates", "html", "page.css") + resources.text("templates", "html", "coverage.css"),
        "script": script,
        "digest": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        "facts": _facts(coverage),
        "words": WORDS,
        "signs": SIGNS,
        "areas": [(str(n), collation.headed(area)) for n, area in enumerate(coverage.areas)],
        "heads": list(collation.heads(coverage).values()),
        "rows": _area_rows(coverage, counted),
        "remarks": list(collation.remarks(coverage)),
        "gaps": _gaps(gaps, coverage, at),
        "notes": list(collation.notes(gaps)),
        "used": [(state, WORDS[state]) for state in SIGNS if getattr(coverage.total, state)],
        "legend": _legend(made),
        "heat": _heat(made, at),
        "points": [
            (str(n), collation.headed(area), [each for each in counted if each.area == str(n)])
            for n, area in enumerate(coverage.areas)
        ],
        "duties_title": coverage.framework.rest,
        "duties": _duties(coverage, every[len(counted) :]),
        "apart": [each for each in counted if each.answer.state in APART],
        "asides": [(title, told) for title, each in coverage_lists.asides(coverage, margin) if (told := list(each))],
        "verdicts": [(head, lines) for (_, head), *lines in margin.verdicts],
        "shares": [
            (name, collation.share(tally, "strict"), collation.share(tally, "covered"))
            for name, tally in collation.rows(coverage)
        ],
        "cut": collation.CUT,
        "lowest": collation.lowest(coverage),
        "closing": coverage.framework.closing,
    }
    return printed("html", "coverage.html.j2", values).encode()


def _facts(coverage: Coverage) -> list[str]:
    counts = ((WORDS[state], getattr(coverage.total, state)) for state in collation.heads(coverage))
    return [f"要点 {collation.size(coverage.total)}", *(f"{word} {count}" for word, count in counts if count)]


def _area_rows(coverage: Coverage, points: Iterable[Point]) -> list[tuple[str, bool, list[int], list[Point]]]:
    """The table of areas: name, whether it is an area's own row, the counts, its points."""
    heads = list(collation.heads(coverage))
    names = {collation.headed(area): str(n) for n, area in enumerate(coverage.areas)}
    every = list(points)
    return [
        (
            name,
            name in names,
            [collation.size(tally), *(getattr(tally, state) for state in heads)],
            [each for each in every if each.area == names.get(name)],
        )
        for name, tally in collation.rows(coverage)
    ]


def _gaps(
    gaps: tuple[collation.Gap, ...], coverage: Coverage, at: Places
) -> list[tuple[State, list[tuple[collation.Gap, str, str, str, str]]]]:
    """The short list by state: each gap with its point, its area and the row that it would stand in."""
    nearest = {each.requirement.id: each.nearest for each in coverage.answers}
    listed = [
        (each, at.points[key], at.areas[key], collation.where(each), at.row(nearest[key]))
        for each in gaps
        for key in (each.requirement.id,)
    ]
    return [(state, list(group)) for state, group in groupby(listed, key=lambda each: each[0].state)]


def _duties(coverage: Coverage, points: Sequence[Point]) -> list[tuple[str, list[Point]]]:
    """The duties, what is asked before what is encouraged."""
    kinds: dict[str, list[Point]] = {}
    for answer in (*collation.duties(coverage, "expected"), *collation.duties(coverage, "encouraged")):
        words = collation.kind(answer.requirement, coverage.framework)
        kinds.setdefault(words, []).extend(each for each in points if each.answer is answer)
    return list(kinds.items())


def _legend(made: Picture) -> list[tuple[Mark, str]]:
    return [(mark, WORDS[mark]) for mark in MARKS if made.total(mark) or mark != "claimed"]


def _heat(made: Picture, at: Places) -> dict[str, object]:
    """The picture: columns under their areas, rows, sums."""
    areas = [at.areas[column.answers[0].requirement.id] for column in made.columns]
    marks = [mark for mark, _ in _legend(made)]
    heads = []
    for area, group in groupby(zip(areas, made.columns, strict=True), key=lambda pair: pair[0]):
        columns = [column for _, column in group]
        parts = [(column.part or _NO_PART, len(column.answers)) for column in columns]
        heads.append((area, *_head(columns[0].area), parts, len(parts) > 1))
    return {
        "heads": heads,
        "split": any(split for *_, split in heads),
        "rows": [_heat_row(row, n, areas, marks) for n, row in enumerate(made.rows)],
        "sums": [
            (mark, [(area, made.count(n, mark)) for n, area in enumerate(areas)], made.total(mark)) for mark in marks
        ],
    }


def _head(area: AreaCoverage) -> tuple[str, str]:
    """An area's place and title: （一） stands on a line of its own."""
    return collation.headed(area).removesuffix(area.title), area.title


def _heat_row(row: Row, place: int, areas: list[str], marks: list[Mark]) -> dict[str, object]:
    task = saying.called(row.node)
    cells = []
    for n, (area, cell) in enumerate(zip(areas, row.cells, strict=True)):
        told = [(voice.answer.requirement, WORDS[voice.mark]) for voice in cell]
        said = "；".join(f"{wanted.place} {wanted.title}，{word}" for wanted, word in told)
        shown = [(voice.mark, voice.answer.state in collation.GAPS) for voice in cell]
        cells.append((f"{place}-{n}", area, strongest(cell) or "", f"{task}：{said}", shown))
    return {
        "place": place,
        "heading": row.heading,
        "level": min(row.node.depth, _LEVELS),
        "task": task,
        "cells": cells,
        "sums": [(mark, row.count(mark)) for mark in marks],
    }
