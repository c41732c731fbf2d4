"""Unit × task cells: who has which part in which task."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from qplan.plan import Item, Plan, RoleName

MARKS: dict[RoleName, str] = {"lead": "★", "responsible": "●", "support": "○"}
LEGEND = "★牵头　●责任　○配合"

_STRENGTH: dict[RoleName, int] = {"lead": 0, "responsible": 1, "support": 2}
_LOWER = re.compile(r"各.*(政府|乡|镇|街道|[县市区旗州]\)?$)|.*([乡镇](人民)?政府|街道(办事处|办)?)$")


@dataclass(frozen=True)
class Matrix:
    """``cells[row][column]`` is the role of ``units[column]`` in ``tasks[row]``, None where it has none.

    Roles are the effective ones: own, measures', inherited from sections and from 默认责任.
    """

    tasks: tuple[Item, ...]
    units: tuple[str, ...]
    cells: tuple[tuple[RoleName | None, ...], ...]


@dataclass(frozen=True)
class Load:
    """How many tasks of a matrix a unit leads, answers for and supports; every task counts once."""

    unit: str
    lead: int
    responsible: int
    support: int

    @property
    def total(self) -> int:
        """The tasks that the unit has any part in."""
        return self.lead + self.responsible + self.support


def matrix(plan: Plan) -> Matrix:
    """The matrix of a plan's tasks.

    Units stand in the order of 单位名录, then in that of their first appearance; a unit without a task has
    no column, and a collective (县质量工作领导小组成员单位) is one column. A unit named by its full name or
    by an alias of the registry counts as the registry's name. Who has several parts in a task has the
    strongest: 牵头, then 责任, then 配合.
    """
    names = registry_names(plan)
    tasks = tuple(plan.tasks())
    rows = [roles(task, names) for task in tasks]
    seen = dict.fromkeys(unit for row in rows for unit in row)
    registered = dict.fromkeys(unit.name for unit in plan.registry)
    units = (*(u for u in registered if u in seen), *(u for u in seen if u not in registered))
    return Matrix(tasks, units, tuple(tuple(map(row.get, units)) for row in rows))


def workload(table: Matrix) -> tuple[Load, ...]:
    """One `Load` a unit, in the order of the matrix's columns."""
    counts: list[dict[RoleName, int]] = [dict.fromkeys(MARKS, 0) for _ in table.units]
    for row in table.cells:
        for count, role in zip(counts, row, strict=True):
            if role is not None:
                count[role] += 1
    return tuple(Load(unit, **count) for unit, count in zip(table.units, counts, strict=True))


def roles(item: Item, names: Mapping[str, str]) -> dict[str, RoleName]:
    """Every unit of an item and its measures with its strongest role, in the order of first appearance.

    ``names`` are `registry_names`.
    """
    found: dict[str, RoleName] = {}
    for duty in (item.effective, *(measure.effective for measure in item.measures)):
        for role, written in duty.pairs():
            unit = names.get(fold(written), written)
            found[unit] = min(role, found.get(unit, role), key=_STRENGTH.__getitem__)
    return found


def registry_names(plan: Plan) -> dict[str, str]:
    """Every name, full name and alias of 单位名录, folded, with the name that the registry goes by."""
    names: dict[str, str] = {}
    for unit in plan.registry:
        for written in (unit.full, *unit.aliases):
            if written:
                names.setdefault(fold(written), unit.name)
    # A unit's own name wins over another's alias.
    names.update((fold(unit.name), unit.name) for unit in plan.registry)
    return names


def fold(name: str) -> str:
    """A name as it is compared: without width, and without blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def subordinate(unit: str) -> bool:
    """Whether a name is that of lower governments (各乡镇人民政府, 城关镇人民政府, 各县（市、区）人民政府).

    They get no 任务清单 of their own: 《整治形式主义为基层减负若干规定》 and 国市监质发〔2024〕97号 三（五）
    are against breaking tasks down on them.
    """
    return _LOWER.match(fold(unit)) is not None
