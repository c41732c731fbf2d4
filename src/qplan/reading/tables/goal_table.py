"""A table of any source -> 主要指标表: its targets as plan data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from qplan.ledger import Doubt
from qplan.notation import quantities
from qplan.reading.blocks import Block, Grid, folded
from qplan.reading.tables import duty_table, duty_units
from qplan.reading.tables.duty_grid import Layout, Line, distinct, divide, said

_KINDS = {"预期": "expected", "约束": "binding"}
_CATEGORIES = {"参考": "reference", "特色": "special"}
_NATURE = re.compile(r"(预期|约束|参考|特色)性?(?:指标)?")
_BRACKETED = re.compile(r"[\[［〔【(（]\s*([\d.,]+)\s*[\]］〕】)）]")
"""[3]: a figure in brackets is a sum over the years."""
_INCLUSIVE = re.compile(r"[（(]含(?:本数)?[)）]$")
_MEASURED = re.compile(
    r"(.+?)[（(]((?:[%‰]|[万亿千百]?[个家件项次人元位分所户批组种名天吨]|[万亿]元|[^（）()\s]{1,4}/[^（）()\s]{1,4}))[)）]"
)
_BASE_YEAR = re.compile(r"(.+?)[（(]((?:19|20)\d\d)年?[)）]")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")


@dataclass(frozen=True)
class GoalRow:
    """One target: ``target`` is plan data as `qplan.reading.targets` gives it, without id and place.

    ``target`` may hold indicator, unit, kind, category, baseline, goals, responsible, remark. ``number`` is
    printed, ``group`` the title of the rows around it (一、质量效益), "" where there is none. ``cells`` is every
    cell that the row takes up.
    """

    target: dict[str, Any]
    number: str = ""
    group: str = ""
    cells: tuple[Block, ...] = ()


@dataclass(frozen=True)
class GoalTable:
    """A 主要指标表. Every cell of the grid is in ``head``, ``headings``, ``legend``, ``dropped`` or a row's ``cells``.

    The parts are those of `qplan.reading.tables.duty_rows.DutyTable`.
    """

    rows: tuple[GoalRow, ...]
    title: str = ""
    head: tuple[Block, ...] = ()
    headings: tuple[Block, ...] = ()
    legend: tuple[Block, ...] = ()
    dropped: tuple[tuple[Block, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class _Columns:
    """Which column holds what; ``goals`` and ``past`` are (column, year), ``year`` None for 目标值 without one."""

    indicator: int
    unit: int | None
    goals: tuple[tuple[int, int | None], ...]
    past: tuple[tuple[int, int | None], ...]
    natures: tuple[int, ...]
    units: tuple[int, ...]
    remarks: tuple[int, ...]
    number: int | None


@dataclass
class _Reading:
    layout: Layout
    columns: _Columns
    rows: list[GoalRow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read(grid: Grid, *, year: int | None = None) -> GoalTable | None:
    """The targets of a table; None where its column heads are not those of a table of targets.

    Of columns that are headed by a year alone those before the plan's year are the past, the last of them the
    baseline; so is a first one whose cells are bare figures beside 94%以上 and the like.

    Args:
        grid: the table.
        year: the plan's first year. 目标值 without a year takes one from the table's title, else has none.
    """
    layout = divide(grid) if duty_table.kind_of(grid) == "targets" else None
    if layout is None:
        return None
    columns = _columns(layout, grid.title, year)
    if columns is None:
        return None
    reading = _Reading(layout, columns)
    for line, titles in layout.lines:
        _row(reading, line, titles)
    if not reading.rows:
        return None
    return GoalTable(
        tuple(reading.rows),
        title=layout.title,
        head=tuple(layout.head),
        headings=tuple(layout.headings),
        legend=tuple(layout.legend),
        doubts=tuple(reading.doubts),
    )


def _columns(layout: Layout, name: str, year: int | None) -> _Columns | None:
    """Decide which column is what; None where none names an indicator."""
    heads = layout.heads
    named = layout.columns("indicator") or layout.columns("title") or layout.columns("section")[-1:]
    if not named:
        return None
    titled = set(map(int, _YEAR.findall(layout.title or name)))
    only = titled.pop() if len(titled) == 1 else None
    goals = [(i, heads[i].year or only) for i in layout.columns("goal")]
    goals += [(i, only) for i in layout.columns("result", "other") if duty_table.is_goal(heads[i].text)]
    past = [(i, heads[i].year) for i in layout.columns("baseline")]
    bare = [(i, heads[i].year) for i in layout.columns("yearly")]
    later = [place for place in bare if not _is_past(layout, place, bare, goals, year)]
    past += [place for place in bare if place not in later]
    measures = [i for i in layout.columns("unit") if heads[i].text.startswith(("计量", "指标"))]
    units = layout.columns("unit")
    governing = [i for i in units if duty_table.names_units(layout, i)]
    measures = measures or [i for i in units if i not in governing]
    used = {*(i for i, _ in (*goals, *past, *later)), *measures[:1], *governing, named[-1]}
    used |= {*layout.columns("units", "kind", "section", "number"), *named}
    natures = [i for i in (*layout.columns("kind", "section"), *named[:-1]) if i != named[-1]]
    return _Columns(
        named[-1],
        next(iter(measures), None),
        tuple(sorted([*goals, *later])),
        tuple(sorted(past, key=lambda place: place[1] or 0)),
        tuple(sorted(natures)),
        tuple(sorted({*layout.columns("units"), *governing})),
        tuple(i for i in range(len(heads)) if i not in used),
        next(iter(layout.columns("number")), None),
    )


def _is_past(
    layout: Layout,
    place: tuple[int, int | None],
    bare: list[tuple[int, int | None]],
    goals: list[tuple[int, int | None]],
    year: int | None,
) -> bool:
    """Whether a column that is headed by a year alone holds what was, not what shall be."""
    column, own = place
    others = [named for i, named in (*bare, *goals) if i != column and named is not None]
    if own is None or not others or own >= max(others):
        return False
    if year is not None and own < year:
        return True
    if goals and own < min(named or own + 1 for _, named in goals):
        return True
    rest = [i for i, _ in bare if i != column]
    return own < min(others) and _figures(layout, [column]) and not _figures(layout, rest)


def _figures(layout: Layout, columns: list[int]) -> bool:
    """Whether all that columns hold is bare figures."""
    cells = [line[i] for line, _ in layout.lines for i in columns]
    return all(re.fullmatch(r"[\d.,]+[%‰]?", folded(text)) for text in map(said, cells) if text)


def _row(reading: _Reading, line: Line, titles: tuple[str, ...]) -> None:
    cut, heads = reading.columns, reading.layout.heads
    indicator = _flat(said(line[cut.indicator]))
    if not indicator:
        reading.layout.legend += distinct(line)
        return
    unit = _flat(said(line[cut.unit])) if cut.unit is not None else ""
    measured = None if unit else _MEASURED.fullmatch(indicator)
    if measured:
        indicator, unit = measured[1], measured[2]
    texts = [(year, _flat(said(line[i]))) for i, year in cut.goals]
    natures, group = _natures([_flat(said(line[i])) for i in cut.natures])
    base, older = _baseline(line, cut)
    names = [name for i in cut.units for name in duty_units.names(said(line[i]))[0]]
    remarks = [*older, *((heads[i].text, text) for i in cut.remarks if (text := _flat(said(line[i]))))]
    fields: dict[str, Any] = {
        "indicator": indicator,
        "unit": unit or next((u for _, text in texts if text and (u := _quantity(text).unit)), ""),
        **natures,
        "baseline": base,
        "goals": _goals([(year, text) for year, text in texts if text]),
        "responsible": list(dict.fromkeys(names)),
        "remark": "；".join(text if head == "备注" else f"{head}：{text}" for head, text in remarks),
    }
    for (i, _), (_, text) in zip(cut.goals, texts, strict=True):
        cell = line[i]
        if cell is not None and text and _quantity(text).value is None:
            reading.doubts.append(Doubt(cell.index, f"目标值“{text}”里没有可比较的数值，照录为文字"))
    number = _flat(said(line[cut.number])) if cut.number is not None else ""
    target = {key: value for key, value in fields.items() if value or value == 0}
    reading.rows.append(GoalRow(target, number, group or next(reversed(titles), ""), tuple(distinct(line))))


def _natures(texts: list[str]) -> tuple[dict[str, str], str]:
    """What columns of kind and class say: kind and category as plan data, and the group that a class names."""
    found: dict[str, str] = {}
    group = ""
    for text in filter(None, texts):
        nature = _NATURE.fullmatch(folded(text))
        if nature is None:
            group = text
        elif nature[1] in _KINDS:
            found["kind"] = _KINDS[nature[1]]
        else:
            found["category"] = _CATEGORIES[nature[1]]
    return found, group


def _baseline(line: Line, cut: _Columns) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The last year's value as plan data, and earlier years' as remarks."""
    values = [(year, _flat(said(line[i]))) for i, year in cut.past]
    values = [(year, text) for year, text in values if text]
    if not values:
        return {}, []
    year, text = values[-1]
    dated = _BASE_YEAR.fullmatch(text)
    if dated:
        year, text = int(dated[2]), dated[1]
    base: dict[str, Any] = {} if year is None else {"year": year}
    value = _number(text)
    if value is not None:
        base["value"] = value
    else:
        quantity = _quantity(text)
        base |= {"text": text} if quantity.value is None else {"value": _plain(quantity.value), "text": text}
    return base, [(f"{past}年" if past else "", text) for past, text in values[:-1]]


def _goals(texts: list[tuple[int | None, str]]) -> Any:
    """Goals by year as {year: goal}, else as a list; one without a year as the goal itself."""
    made = [(year, _goal(part)) for year, text in texts for part in (_parts(text) if year is None else [text])]
    years = [year for year, _ in made]
    if made and all(year is not None for year in years) and len(set(years)) == len(years):
        return {str(year): goal for year, goal in made}
    if len(made) == 1 and not isinstance(made[0][1], dict):
        return made[0][1]
    return [
        goal if year is None and isinstance(goal, str) else ({} if year is None else {"year": year}) | _as_object(goal)
        for year, goal in made
    ]


def _parts(text: str) -> list[str]:
    """Goals that share a cell: 2026年95%；2027年96%."""
    return [part for part in re.split(r"[；;]", text) if part.strip()]


def _as_object(goal: Any) -> dict[str, Any]:
    if isinstance(goal, dict):
        return goal
    return {"text": goal} if isinstance(goal, str) and quantities.read(goal).value is None else {"value": goal}


def _goal(text: str) -> Any:
    """A number, the wording where it alone says all, else relation, value and wording."""
    number = _number(text)
    if number is not None:
        return number
    quantity = _quantity(text)
    if quantity.value is None or quantities.read(text) == quantity:
        return text
    goal: dict[str, Any] = {"relation": quantity.relation, "value": _plain(quantity.value)}
    if quantity.high is not None:
        goal["high"] = _plain(quantity.high)
    if quantity.at_least:
        goal["at_least"] = True
    return goal | {"text": text}


def _quantity(text: str) -> quantities.Quantity:
    """A goal's wording read, figures in brackets and （含） understood; its text is that of the cell."""
    bare = _INCLUSIVE.sub("", _BRACKETED.sub(r"\1", text))
    read = quantities.read(bare)
    return read if bare == text else replace(read, text=text)


def _number(text: str) -> float | int | None:
    """A bare figure: 94.1, 1,234."""
    flat = folded(text)
    if not re.fullmatch(r"-?\d{1,15}(?:,\d{3})*(?:\.\d{1,9})?", flat):
        return None
    return _plain(float(flat.replace(",", "")))


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _flat(text: str) -> str:
    return "".join(line.strip() for line in text.split("\n"))
