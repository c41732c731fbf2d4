"""A table's texts become its column widths: those with which its rows are lowest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import permutations

from qplan.dossier import Cell, Table

CHARACTER = 210  # twips: 五号
_MARGINS = 130  # twips: what a cell has beside its text, borders included
_UNBROKEN = 5  # characters: a cell that is no longer stays in one line, where there is room
_SLACK = 0.5  # characters: digits of some faces are wider than half a character
_SMOOTH = 0.3  # weight of the exact heights beside the whole lines, so that the search does not stand still


@dataclass
class _Column:
    """What a column needs, in characters: its head, and the widths of each cell's paragraphs."""

    head: float
    cells: list[list[float]]
    heights: dict[int, list[float]] = field(default_factory=dict)

    def floor(self, unbroken: int) -> int:
        """The fewest characters a line: the head takes two lines, cells up to ``unbroken`` take one."""
        longest = max(map(max, self.cells))
        return math.ceil(max(1.0, self.head / 2, min(longest + _SLACK, unbroken)))

    def heights_at(self, capacity: int) -> list[float]:
        """The cells' heights in lines of ``capacity`` characters."""
        if capacity not in self.heights:
            self.heights[capacity] = [
                sum(math.ceil(wide / capacity) + _SMOOTH * wide / capacity for wide in cell) for cell in self.cells
            ]
        return self.heights[capacity]


def printed(value: Cell) -> str:
    """A cell as it is printed: a whole number without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def fitted(content: Table, total: int) -> list[int]:
    """The columns' widths in twips; their sum is ``total``.

    They start from the columns' shares, then characters move from one column to another as long as that
    makes the rows lower in sum. Where not even the heads have room, the shares stand.
    """
    shared = _by_share(content, total)
    if not content.rows:
        return shared
    columns = [
        _Column(_width(column.title), [[*map(_width, printed(row[index]).split("\n"))] for row in content.rows])
        for index, column in enumerate(content.columns)
    ]
    room = (total - len(columns) * _MARGINS) // CHARACTER
    ways = ([column.floor(unbroken) for column in columns] for unbroken in range(_UNBROKEN, 0, -1))
    floors = next((floors for floors in ways if sum(floors) <= room), None)
    if floors is None:
        return shared
    capacities = [(each - _MARGINS) // CHARACTER for each in shared]
    capacities[capacities.index(max(capacities))] += room - sum(capacities)
    _keep_floors(capacities, floors)
    _lower(capacities, floors, columns)
    widths = [capacity * CHARACTER + _MARGINS for capacity in capacities]
    widths[widths.index(max(widths))] += total - sum(widths)
    return widths


def _width(text: str) -> float:
    """Characters of full width, ASCII being half as wide: close enough here, and quick for many cells."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def _by_share(content: Table, total: int) -> list[int]:
    whole = sum(column.share for column in content.columns)
    widths, reached, edge = [], 0.0, 0
    for column in content.columns:
        reached += column.share / whole
        widths.append(round(total * reached) - edge)
        edge += widths[-1]
    return widths


def _keep_floors(capacities: list[int], floors: Sequence[int]) -> None:
    """Raise what is too narrow, at the cost of the column that has most to spare."""
    for index, floor in enumerate(floors):
        while capacities[index] < floor:
            spare = [capacity - least for capacity, least in zip(capacities, floors, strict=True)]
            capacities[spare.index(max(spare))] -= 1
            capacities[index] += 1


def _lower(capacities: list[int], floors: Sequence[int], columns: Sequence[_Column]) -> None:
    """Move one character at a time, always by the best move, until no move makes the rows lower."""
    least = _height(capacities, columns)
    while True:
        best: tuple[float, int, int] = (least, 0, 0)
        for giver, taker in permutations(range(len(columns)), 2):
            if capacities[giver] > floors[giver]:
                _move(capacities, giver, taker)
                best = min(best, (_height(capacities, columns), giver, taker))
                _move(capacities, taker, giver)
        least, giver, taker = best
        if giver == taker:
            return
        _move(capacities, giver, taker)


def _move(capacities: list[int], giver: int, taker: int) -> None:
    capacities[giver] -= 1
    capacities[taker] += 1


def _height(capacities: Sequence[int], columns: Sequence[_Column]) -> float:
    heights = [column.heights_at(capacity) for column, capacity in zip(columns, capacities, strict=True)]
    return sum(map(max, *heights)) if len(heights) > 1 else sum(heights[0])
