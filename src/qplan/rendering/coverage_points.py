"""Answers -> what the page tells of each requirement: its gap, and who says what to it, in which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qplan import collation
from qplan.collation import saying
from qplan.collation.heatmap import Mark, Picture, Voice, voices
from qplan.covering import Answer, Coverage
from qplan.findings import Route
from qplan.plan import Duty, Node
from qplan.rendering.coverage_quotes import Quote, quotes
from qplan.task_tables import PART_NAMES

_PARTLY = "这样的话只说到一部分"


@dataclass(frozen=True)
class Mention:
    """What one node says to one requirement.

    ``cell`` is its place in the picture (row-column), "" outside it; ``anchor`` is given to the first of a
    cell. ``spare`` need not be printed, for another says it wholly. ``line`` is that of the plan file, None
    where it is not known. ``quotes`` are (where in the node, units of the measure, pieces).
    """

    mark: Mark
    cell: str
    anchor: str
    spare: bool
    row: str
    task: str
    line: int | None
    units: tuple[str, ...]
    quotes: tuple[tuple[str, str, tuple[tuple[str, bool], ...]], ...]
    why: tuple[str, ...]
    partly: str
    claim: str


@dataclass(frozen=True)
class Point:
    """A requirement as the page tells it.

    ``gap`` is the row of the short list that it has, if any; ``denied`` are words that the plan says are no answer.
    """

    anchor: str
    area: str
    answer: Answer
    gap: collation.Gap | None
    where: str
    note: str
    mentions: tuple[Mention, ...]
    denied: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """Where things stand on the page: points and areas by requirement, the picture's rows by node, its columns."""

    points: dict[str, str]
    areas: dict[str, str]
    rows: dict[Route, int]
    columns: dict[str, int]

    def cell(self, voice: Voice) -> str:
        """Row and column of a voice, "" for a duty's."""
        column = self.columns.get(voice.answer.requirement.id)
        return "" if column is None else f"{self.rows[voice.node.route]}-{column}"

    def row(self, node: Node | None) -> str:
        """The anchor of a node's row, "" where it has none."""
        return f"t{self.rows[node.route]}" if node is not None and node.route in self.rows else ""


def places(coverage: Coverage, made: Picture) -> Places:
    """Number all that the page leads to."""
    every = (*coverage.answers, *coverage.duties)
    areas = {area.id: str(n) for n, area in enumerate(coverage.areas)}
    return Places(
        points={each.requirement.id: f"r{n}" for n, each in enumerate(every, 1)},
        areas={each.requirement.id: areas.get(each.requirement.area, "") for each in every},
        rows={row.node.route: n for n, row in enumerate(made.rows)},
        columns={each.requirement.id: n for n, column in enumerate(made.columns) for each in column.answers},
    )


def points(coverage: Coverage, at: Places, lines: Mapping[Route, int]) -> tuple[Point, ...]:
    """Every requirement in the national plan's order, then the duties.

    ``lines`` holds the line of the plan file on which each node begins, as far as it is known.
    """
    seen: set[str] = set()
    return tuple(_point(each, at, seen, lines) for each in (*coverage.answers, *coverage.duties))


def _point(answer: Answer, at: Places, seen: set[str], lines: Mapping[Route, int]) -> Point:
    key = answer.requirement.id
    gap = collation.gap(answer) if answer.state in collation.GAPS else None
    return Point(
        anchor=at.points[key],
        area=at.areas[key],
        answer=answer,
        gap=gap,
        where=collation.where(gap) if gap else "",
        note=saying.document(answer),
        mentions=tuple(_mention(each, at, seen, lines) for each in voices(answer)),
        denied=tuple(map(saying.denied, answer.struck)),
    )


def _mention(voice: Voice, at: Places, seen: set[str], lines: Mapping[Route, int]) -> Mention:
    cell = at.cell(voice)
    first = bool(cell) and cell not in seen
    seen.add(cell)
    found = voice.evidence
    return Mention(
        mark=voice.mark,
        cell=cell,
        anchor=f"f{cell}" if first else "",
        spare=found is not None
        and found.strength == "partial"
        and any(e.strength == "full" for e in voice.answer.evidence),
        row=at.row(voice.node),
        task=saying.called(voice.node),
        line=lines.get(voice.node.route),
        units=tuple(_units(voice.node.effective)),
        quotes=tuple(map(_quote, quotes(found))) if found else (),
        why=found.why if found else (),
        partly=_partly(voice),
        claim=_claim(voice),
    )


def _quote(quote: Quote) -> tuple[str, str, tuple[tuple[str, bool], ...]]:
    measure = quote.measure
    if measure is None:
        return "", "", quote.pieces
    return saying.spot(measure), "；".join(_units(measure.duty)), quote.pieces


def _units(duty: Duty) -> Iterator[str]:
    """The units of a duty, a line for each role."""
    for role, name in PART_NAMES.items():
        units = getattr(duty, role)
        if units:
            yield f"{name}：{'、'.join(units)}"


def _partly(voice: Voice) -> str:
    """Why words count only in part, "" where they are full or where there are none."""
    if voice.mark != "partial" or voice.evidence is None:
        return ""
    return saying.partly(voice.evidence) or _PARTLY


def _claim(voice: Voice) -> str:
    """What the plan file itself says of the node, "" for nothing."""
    claim = voice.claim
    if claim is None:
        return ""
    degree = saying.degree(claim)
    told = ["方案文件标了"] if voice.evidence else ["方案文件标了", "正文没有话"]
    told += [f"程度：{degree}"] if degree else []
    told += [f"理由：{claim.reason}"] if claim.reason else []
    return "，".join(told)
