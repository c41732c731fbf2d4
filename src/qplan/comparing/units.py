"""The units of several plans -> rows: one function a row, with what each plan gives it to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qplan.matrix import Load, Matrix, fold, registry_names, roles, subordinate, workload
from qplan.notation.unit_bodies import Body, body
from qplan.patterns import pattern
from qplan.plan import Plan

_OWN = {
    "province": "省", "city": "市", "county": "县", "district": "区", "county_city": "市",
    "autonomous_county": "县", "banner": "旗", "town": "镇", "subdistrict": "街道", "zone": "区",
}  # fmt: skip
"""The prefix that a place's own departments have."""

_ALIKE = {"自治县": "县", "自治旗": "旗", "州": "市", "盟": "市", "自治州": "市"}
"""Levels that are of one rank, as their names begin."""

_CENTRAL = (
    ("国家金融监督管理总局", "金融监管分局"),
    ("金融监管分局", "金融监管分局"),
    ("金融监管支局", "金融监管分局"),
    ("中国人民银行", "人民银行"),
    ("人民银行", "人民银行"),
    ("人行", "人民银行"),
)
"""Branches of the central government, by how their names begin once the place is out; not 市金融监管局."""

_BRANCH = pattern(r"(?P<bureau>.+?)局?[分支]局")
"""生态环境局示例县分局 without the place: the city's bureau, as it works in the county."""

_NAMEPLATE = pattern(r"(?<=局)\([^()]*\)$")
"""市工信局（国资委） does another bureau's work as well; in another place it is compared as 市工信局."""

_PARTS = pattern(r"[^省市州盟县区旗镇乡]+(?:自治[州县旗区]|[省市州盟县区旗镇乡])")
_SHORTEST = 2
_LOWER = "所属各地"


class Key(NamedTuple):
    """What units of different plans must share to stand in one row: level ("" for the place's own) and function."""

    level: str
    function: str


@dataclass(frozen=True)
class UnitRow:
    """One unit across the plans: its name and its load in each, None where a plan gives it nothing to do.

    ``name`` is the first plan's; where the plans are of several places, without the level that their own have.
    """

    name: str
    names: tuple[str | None, ...]
    loads: tuple[Load | None, ...]

    @property
    def shared(self) -> bool:
        """More than one plan has it."""
        return sum(load is not None for load in self.loads) > 1

    @property
    def renamed(self) -> bool:
        """Its names differ in more than the level that they begin with."""
        return len({name[len(body(name).level) :] for name in self.names if name}) > 1

    @property
    def differs(self) -> bool:
        """Not every plan gives it as many tasks of each kind."""
        return len({load and (load.lead, load.responsible, load.support) for load in self.loads}) > 1


def rows(plans: Sequence[Plan], *, one_place: bool) -> tuple[UnitRow, ...]:
    """The units in the order of the plans, each plan's in that of its matrix.

    Units of different places are one by function (县市场监管局, 市市场监督管理局), a bureau's branch being its bureau's
    work in the place; merged departments (县科工信局) and those whose names do not tell stay apart.
    `UnitRow.names` shows what was put together.

    Args:
        plans: in the order of the comparison.
        one_place: they are versions of one place: names keep their level.
    """
    found: dict[Key, list[Load | None]] = {}
    for place, plan in enumerate(plans):
        for key, load in _keyed(plan):
            found.setdefault(key, [None] * len(plans))[place] = load
    made = []
    for key, loads in found.items():
        first, load = next((place, load) for place, load in enumerate(loads) if load)
        name = load.unit if one_place or loads.count(None) == len(loads) - 1 else _bare(load.unit, key, plans[first])
        made.append(UnitRow(name, tuple(each.unit if each else None for each in loads), tuple(loads)))
    return tuple(made)


def table(plan: Plan) -> Matrix:
    """The plan's matrix with names of one body as one unit, which 单位名录 need not say."""
    names = registry_names(plan)
    tasks = tuple(plan.tasks())
    bodies: dict[Body, str] = {}
    for unit in (*(each.name for each in plan.registry), *(name for task in tasks for name in roles(task, names))):
        known = bodies.setdefault(body(unit, plan.region), unit)
        if known != unit:
            names.setdefault(fold(unit), known)
    found = [roles(task, names) for task in tasks]
    seen = dict.fromkeys(unit for row in found for unit in row)
    listed = dict.fromkeys(each.name for each in plan.registry)
    units = (*(unit for unit in listed if unit in seen), *(unit for unit in seen if unit not in listed))
    return Matrix(tasks, units, tuple(tuple(map(row.get, units)) for row in found))


def _keyed(plan: Plan) -> list[tuple[Key, Load]]:
    """The loads of a plan; a key that two of its units have is none of theirs, each is then known by its name."""
    loads = workload(table(plan))
    own = _own_level(plan, [load.unit for load in loads])
    full = {each.name: each.full for each in plan.registry}
    keys = [_key(load.unit, full.get(load.unit), plan.region, own) for load in loads]
    count = Counter(keys)
    return [
        (key if count[key] == 1 else Key("=", fold(load.unit)), load) for key, load in zip(keys, loads, strict=True)
    ]


def _own_level(plan: Plan, units: Sequence[str]) -> str:
    """县 in a county's plan: by the place's 层级, else the level that most of its units have."""
    if plan.level in _OWN:
        return _OWN[plan.level]
    levels = Counter(_ALIKE.get(level, level) for unit in units if (level := body(unit, plan.region).level))
    return levels.most_common(1)[0][0] if levels else ""


def _key(unit: str, full: str | None, region: str | None, own: str) -> Key:
    if unit.startswith("各") and subordinate(unit):
        return Key("", _LOWER)
    meant = body(unit, region)
    if full and not meant.known and body(full, region).known:
        meant = body(full, region)
    stem = _NAMEPLATE.sub("", _placeless(meant.stem, region))
    for begin, function in _CENTRAL:
        if stem.startswith(begin) and not meant.known:
            return Key("", function)
    branch = _BRANCH.fullmatch(stem)
    if branch:
        return Key("", f"{branch['bureau']}局")
    level = _ALIKE.get(meant.level, meant.level)
    return Key("" if level == own else level, stem)


def _placeless(stem: str, region: str | None) -> str:
    """A function without the place's name in it: 人行洞头支行, 生态环境局示例县分局."""
    for part in sorted(_PARTS.findall(region or ""), key=len, reverse=True):
        stem = stem.replace(part, "")
        if len(part) > _SHORTEST:
            stem = stem.replace(part[:-1], "")
    return stem


def _bare(unit: str, key: Key, plan: Plan) -> str:
    """A unit's name for a row that several places share: without what tells the places apart."""
    if key.function == _LOWER:
        return _LOWER
    meant = body(unit, plan.region)
    if key.level:
        return unit
    own = _ALIKE.get(meant.level, meant.level) == _own_level(plan, [unit]) and not _BRANCH.fullmatch(meant.stem)
    return unit.removeprefix(meant.level) if own else key.function
