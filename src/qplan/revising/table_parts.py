"""Who does a task, as our tables show it and as a cell of one says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qplan.matrix import MARKS, fold, roles
from qplan.notation import notes
from qplan.plan import Item, RoleName
from qplan.reading.blocks import folded

_NONE = frozenset("—-－–/／\\无")


class Parts(NamedTuple):
    """Who does a task as the tables show it: units by role, by the names of 单位名录, and whether 等 closes them."""

    units: Mapping[RoleName, tuple[str, ...]]
    others: bool = False

    @property
    def last(self) -> RoleName | None:
        """The role whose units 等 would close."""
        return next((role for role in reversed(MARKS) if self.units.get(role)), None)

    def role_of(self, unit: str) -> RoleName | None:
        """The strongest role that a unit is shown in."""
        return next((role for role in MARKS if unit in self.units.get(role, ())), None)


def parts(task: Item, names: Mapping[str, str]) -> Parts:
    """The units of a task as the tables print them."""
    shown = roles(task, names)
    units = {role: tuple(unit for unit, part in shown.items() if part == role) for role in MARKS}
    others = task.effective.and_others or any(measure.effective.and_others for measure in task.measures)
    return Parts(units, others and bool(shown))


def cell_units(text: str, names: Mapping[str, str]) -> tuple[tuple[str, ...], bool]:
    """The units of a cell, by the names of 单位名录, and whether 等 closes them; — and 无 are none."""
    if set(folded(text)) <= _NONE:
        return (), False
    units, others = notes.units(text.replace("\n", "、"))
    return tuple(dict.fromkeys(names.get(fold(unit), unit) for unit in units)), others
