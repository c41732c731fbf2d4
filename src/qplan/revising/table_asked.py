"""What the tables of one document ask for, task by task, and how its rows are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qplan.findings import Route
from qplan.plan import Item, RoleName
from qplan.reading.blocks import folded
from qplan.revising import duties, table_duties
from qplan.revising.changes import Change
from qplan.revising.table_duties import Wish, Wishes
from qplan.revising.table_trial import Book
from qplan.revising.table_views import Row, matched
from qplan.task_tables import contents_of
from qplan.task_tables import named as titled


@dataclass
class Asked:
    """``wishes`` are for units, by the route of their task; ``tabled``: a 任务分工表 was among the tables."""

    book: Book
    wishes: dict[Route, Wishes] = field(default_factory=dict)
    told: list[tuple[int, Change]] = field(default_factory=list)
    tabled: bool = False

    def __post_init__(self) -> None:
        self.names = duties.registry(self.book.data)
        self.tasks = tuple(self.book.plan.tasks())

    def tell(self, task: Item | None, changes: Iterator[Change] | Sequence[Change]) -> None:
        """Take note of changes of a task, or of nothing in particular."""
        place = next((n for n, each in enumerate(self.tasks) if task and each.route == task.route), -1)
        self.told += [(place, change) for change in changes]

    def wish(self, task: Item) -> Wishes:
        """What is asked for the units of a task."""
        return self.wishes.setdefault(task.route, Wishes(task))

    def ask(self, sheet: str, task: Item, roles: Mapping[str, RoleName | None]) -> None:
        """Ask for another role of some units, or for none."""
        self.wish(task).asked += (Wish(sheet, roles),)

    def found(self) -> Iterator[Change]:
        """All changes, by task in the order of the plan, then what is about no task."""
        for place, task in enumerate(self.tasks):
            if task.route in self.wishes:
                yield from table_duties.changes(self.book, self.wishes[task.route])
            yield from (change for at, change in self.told if at == place)
        yield from (change for at, change in self.told if at < 0)

    def placed(self, rows: Sequence[Row]) -> dict[int, Item]:
        """The tasks of the rows of a table of ours, by position."""
        titles = [folded(titled(task)) for task in self.tasks]
        if titles == [folded(row.get("title")) for row in rows]:
            return dict(enumerate(self.tasks))
        texts = [
            folded("".join(line.text for line in contents_of(task, self.book.plan, yearly=False, results=False)))
            for task in self.tasks
        ]
        told = [[folded(row.get(key)) for row in rows] for key in ("title", "content")]
        pairs = matched(self.tasks, rows, [(titles, told[0]), (texts, told[1])])
        return {row: self.tasks[place] for place, row in sorted(pairs.items(), key=lambda pair: pair[1])}


def words(row: Row, keys: Sequence[str]) -> str:
    """Some cells of a row as one text to know it by; "" where all are empty."""
    told = [folded(row.get(key)) for key in keys]
    return "|".join(told) if any(told) else ""
