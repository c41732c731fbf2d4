"""Coverage x Plan -> the picture of it: a row for each task, a column for each area, in a cell what is said there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from qplan.covering import Answer, AreaCoverage, Coverage
from qplan.findings import Route
from qplan.plan import Claim, Node, Plan, Section
from qplan.recognition.evidence import Evidence

Mark = Literal["full", "partial", "claimed"]
MARKS: tuple[Mark, ...] = ("full", "partial", "claimed")
"""What one node can be to one requirement, the strongest first; claimed is a claim without words."""


@dataclass(frozen=True)
class Voice:
    """What one node says to one requirement: words, with the claim that goes with them, or a bare claim."""

    answer: Answer
    node: Node
    evidence: Evidence | None
    claim: Claim | None

    @property
    def mark(self) -> Mark:
        """The strength of the words; without any, claimed."""
        return self.evidence.strength if self.evidence else "claimed"


Cell = tuple[Voice, ...]


@dataclass(frozen=True)
class Column:
    """An area, or one part of it where it has parts: 产品, 工程, 服务; ``part`` is "" for what is in none of them."""

    area: AreaCoverage
    part: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Row:
    """A task, another node that speaks to an area, or the chapter above such; a cell for each column."""

    node: Node
    cells: tuple[Cell, ...]

    @property
    def heading(self) -> bool:
        """A chapter's row; its cells hold only what is said or claimed of the chapter itself."""
        return isinstance(self.node, Section)

    def count(self, mark: Mark) -> int:
        """How many requirements the row answers so."""
        return sum(voice.mark == mark for cell in self.cells for voice in cell)


@dataclass(frozen=True)
class Picture:
    """The whole of it, rows in the order of print."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def count(self, column: int, mark: Mark) -> int:
        """How many rows have this as their strongest mark in a column."""
        return sum(strongest(row.cells[column]) == mark for row in self.rows)

    def total(self, mark: Mark) -> int:
        """How many such marks there are: a requirement counts at every node that answers it."""
        return sum(row.count(mark) for row in self.rows)


def picture(coverage: Coverage, plan: Plan) -> Picture:
    """Every task, in the order of print and under its chapters, against every area.

    What is said outside the tasks (in an overview, among the safeguards) has a row too where it answers
    something: so every mark of a requirement is somewhere in its column.
    """
    columns = tuple(_columns(coverage))
    places = {each.requirement.id: n for n, column in enumerate(columns) for each in column.answers}
    cells: dict[Route, tuple[list[Voice], ...]] = {}
    for answer in coverage.answers:
        for voice in voices(answer):
            row = cells.setdefault(voice.node.route, tuple([] for _ in columns))
            row[places[answer.requirement.id]].append(voice)
    blank: tuple[list[Voice], ...] = tuple([] for _ in columns)
    shown = _shown(plan.content, frozenset(cells))
    return Picture(columns, tuple(Row(node, tuple(map(tuple, cells.get(node.route, blank)))) for node in shown))


def voices(answer: Answer) -> Iterator[Voice]:
    """Who speaks to a requirement: the words first, in the order of print, then the claims that no words bear out."""
    for found in answer.evidence:
        yield Voice(answer, found.node, found, found.claim)
    for said in answer.claims:
        if not answer.worded(said):
            yield Voice(answer, said.node, None, said.claim)


def strongest(cell: Iterable[Voice]) -> Mark | None:
    """The mark that a cell as a whole has, None for an empty one."""
    held = {voice.mark for voice in cell}
    return next((mark for mark in MARKS if mark in held), None)


def _columns(coverage: Coverage) -> Iterator[Column]:
    for area in coverage.areas:
        own = [each for each in coverage.answers if each.requirement.area == area.id]
        for part in dict.fromkeys(each.requirement.part or "" for each in own):
            yield Column(area, part, tuple(each for each in own if (each.requirement.part or "") == part))


def _shown(nodes: Iterable[Node], speaking: frozenset[Route]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Section):
            below = tuple(_shown(node.content, speaking))
            if below or node.route in speaking:
                yield node
                yield from below
        elif node.part == "tasks" or node.route in speaking:
            yield node
