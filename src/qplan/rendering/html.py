"""Dossier -> one self-contained page: the text, the tables and the matrix, with search and a filter by unit."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from qplan import resources
from qplan.dossier import AnnexPage, Cell, Column, Dossier, Paragraph, Run, Table
from qplan.matrix import LEGEND, MARKS, subordinate, workload
from qplan.rendering._jinja import printed
from qplan.task_tables import INTERNAL, PART_NAMES, TASK, named, section_titles, shares
from qplan.text import plain, split

_VIEWS = {
    "plan": "正文", "tasks": "任务分工表", "matrix": "责任矩阵", "units": "分单位清单", "targets": "主要指标",
}  # fmt: skip
_DEEPEST = 6
_LISTED = 2
"""Levels of headings that the table of contents lists."""
_KINDS = {"text": "", "number": "number", "date": "date"}


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph: plain, a placeholder, or a footnote, then with its number."""

    kind: str
    text: str
    number: int = 0


@dataclass(frozen=True)
class Block:
    """A paragraph. ``tag`` is h2 to h6 or p, ``look`` its classes, ``task`` the place of its task or ""."""

    tag: str
    look: str
    anchor: str
    heading: tuple[Piece, ...]
    pieces: tuple[Piece, ...]
    duty: tuple[Piece, ...]
    task: str
    boxed: bool


@dataclass(frozen=True)
class Row:
    """A table's row: the place of its task or "", and (class, anchor it leads to or "", lines) for each cell."""

    task: str
    cells: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Grid:
    """A table: (title, class, width in per cent) of its columns, and its rows under their sections' titles."""

    title: str
    legend: str
    heads: tuple[tuple[str, str, str], ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


def render(dossier: Dossier, part: str) -> bytes:
    """The page, UTF-8: with ``plan`` every part of it, else the one. It needs no network and no other file.

    Its own script is the only one that it runs (Content-Security-Policy), whatever stands in the plan.
    """
    script = resources.text("templates", "html", "page.js")
    anchors = [task.id or task.path for task in dossier.matrix.tasks]
    places = {anchor: str(place) for place, anchor in enumerate(anchors)}
    footnotes: list[str] = []
    values = {
        "dossier": dossier,
        "part": part,
        "views": _views(dossier, part),
        "in_text": part == "plan",
        "searchable": bool(dossier.matrix.tasks) and part != "targets",
        "style": resources.text("templates", "html", "page.css"),
        "script": script,
        "digest": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        "data": _data(dossier),
        "facts": _facts(dossier),
        "cover": _blocks(dossier.cover.paragraphs if dossier.cover else (), {}, footnotes),
        "body": _grouped(_blocks(dossier.body, places, footnotes)),
        "contents": _contents(dossier.body),
        "annexes": [
            _annex(*each, dossier, footnotes) for each in zip(dossier.annex_labels, dossier.annexes, strict=True)
        ],
        "tasks": _task_grid(dossier, anchors),
        "matrix": _matrix(dossier, anchors),
        "units": _units(dossier, anchors),
        "targets": _grid(dossier.targets),
        "footnotes": footnotes,
    }
    return printed("html", "page.html.j2", values).encode()


def _views(dossier: Dossier, part: str) -> list[tuple[str, str]]:
    there = {"plan": True, "targets": bool(dossier.plan.targets)}
    wanted = [name for name in _VIEWS if there.get(name, bool(dossier.matrix.tasks))] if part == "plan" else [part]
    return [(name, _VIEWS[name]) for name in wanted]


def _facts(dossier: Dossier) -> list[str]:
    counts = (
        (len(dossier.matrix.tasks), "项任务"), (len(dossier.matrix.units), "个单位"),
        (len(dossier.plan.targets), "项指标"), (dossier.placeholders, "处待填"),
    )  # fmt: skip
    return [f"正文{dossier.characters:,}字", *(f"{count}{what}" for count, what in counts if count)]


def _data(dossier: Dossier) -> str:
    """What the script searches: each task's words, and its units' parts by the unit's place."""
    tasks = []
    for task, row in zip(dossier.matrix.tasks, dossier.matrix.cells, strict=True):
        units = [unit for unit, role in zip(dossier.matrix.units, row, strict=True) if role]
        texts = (task.number + task.title, *task.paragraphs, *(measure.text for measure in task.measures))
        dues = (due.text for due in (task.due, *(measure.due for measure in task.measures)) if due)
        words = "\n".join((*map(plain, texts), *units, *dues))
        tasks.append({"words": words, "roles": {str(n): role for n, role in enumerate(row) if role}})
    text = json.dumps({"tasks": tasks}, ensure_ascii=False, separators=(",", ":"))
    # Nothing in the plan can end the script element that holds this.
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _blocks(paragraphs: Iterable[Paragraph], places: dict[str, str], footnotes: list[str]) -> list[Block]:
    blocks = []
    task = ""
    for paragraph in paragraphs:
        if paragraph.anchor:
            task = places.get(paragraph.anchor, "")
        standing = bool(paragraph.level) and not paragraph.run_in
        looks = [f"level{min(paragraph.level, 4)}" if paragraph.level else "", "standing" if standing else ""]
        blocks.append(
            Block(
                tag=f"h{min(paragraph.level + 1, _DEEPEST)}" if standing else "p",
                look=" ".join(filter(None, looks)),
                anchor=paragraph.anchor,
                heading=_pieces(split(paragraph.heading), footnotes),
                pieces=_pieces(paragraph.runs, footnotes),
                duty=_pieces(split(paragraph.note), footnotes),
                task=task,
                boxed=paragraph.boxed,
            )
        )
    return blocks


def _pieces(runs: Iterable[Run], footnotes: list[str]) -> tuple[Piece, ...]:
    pieces = []
    for run in runs:
        if run.kind == "footnote":
            footnotes.append(run.text)
        pieces.append(Piece(run.kind, run.text, len(footnotes)))
    return tuple(pieces)


def _grouped(blocks: Sequence[Block]) -> list[tuple[bool, list[Block]]]:
    """The blocks with those of a box together; a box begins anew at each of its headings."""
    count = 0
    keyed = []
    for block in blocks:
        count += bool(block.boxed and block.heading)
        keyed.append(((block.boxed, count if block.boxed else 0), block))
    return [(key[0], [block for _, block in group]) for key, group in groupby(keyed, key=lambda pair: pair[0])]


def _contents(paragraphs: Iterable[Paragraph]) -> list[tuple[int, str, str]]:
    """(level, words, anchor) of the headings that the table of contents lists."""
    return [
        (each.level, each.heading.rstrip("。"), each.anchor)
        for each in paragraphs
        if each.anchor and 0 < each.level <= _LISTED
    ]


def _annex(label: str, page: AnnexPage, dossier: Dossier, footnotes: list[str]) -> dict[str, object]:
    """An annex: what it holds, or the view that shows it."""
    view = ""
    if page.table is not None:
        view = {dossier.tasks: "tasks", dossier.targets: "targets"}.get(page.table, "")
    view = view or ("matrix" if page.matrix else "units" if page.unit_sheets else "")
    return {
        "label": label,
        "title": page.title,
        "separate": page.separate,
        "view": view,
        "blocks": _grouped(_blocks(page.paragraphs, {}, footnotes)),
        "grids": [_grid(page.table)] if page.table is not None and not view else [],
    }


def _grid(table: Table, tasks: Sequence[int] = (), anchors: Sequence[str] = ()) -> Grid:
    """A table without groups; ``tasks`` are the places of its rows' tasks, whose titles lead to the text."""
    return Grid(table.title, table.legend, _heads(table.columns), (("", _rows(table, tasks, anchors)),))


def _heads(columns: Iterable[Column]) -> tuple[tuple[str, str, str], ...]:
    return tuple((each.title, _look(each), f"{each.share * 100:.2f}%") for each in columns)


def _look(column: Column) -> str:
    return " ".join(filter(None, ("centred" if column.centred else "", _KINDS[column.kind])))


def _rows(table: Table, tasks: Sequence[int], anchors: Sequence[str]) -> tuple[Row, ...]:
    looks = tuple(map(_look, table.columns))
    linked = next((n for n, column in enumerate(table.columns) if column.title == TASK), None)
    rows = []
    for place, row in enumerate(table.rows):
        task = tasks[place] if tasks else None
        anchor = anchors[task] if task is not None and anchors else ""
        cells = tuple((looks[n], anchor if n == linked else "", _lines(cell)) for n, cell in enumerate(row))
        rows.append(Row("" if task is None else str(task), cells))
    return tuple(rows)


def _lines(cell: Cell) -> tuple[str, ...]:
    return tuple(str(cell).split("\n"))


def _task_grid(dossier: Dossier, anchors: Sequence[str]) -> Grid:
    table = dossier.tasks
    rows = _rows(table, range(len(table.rows)), anchors)
    return Grid(
        table.title,
        table.legend,
        _heads(table.columns),
        tuple((title, rows[part]) for title, part in _sections(dossier)),
    )


def _sections(dossier: Dossier) -> list[tuple[str, slice]]:
    """The sections that the tasks stand in, in order, with the places of each one's consecutive tasks."""
    homes = section_titles(dossier.plan)
    found = []
    start = 0
    for title, group in groupby(homes.get(task.route, "") for task in dossier.matrix.tasks):
        end = start + sum(1 for _ in group)
        found.append((title, slice(start, end)))
        start = end
    return found


def _matrix(dossier: Dossier, anchors: Sequence[str]) -> dict[str, object]:
    matrix = dossier.matrix
    rows = [
        {
            "task": place,
            "number": place + 1,
            "title": named(task),
            "anchor": anchors[place],
            "cells": [(role or "", MARKS[role] if role else "") for role in row],
        }
        for place, (task, row) in enumerate(zip(matrix.tasks, matrix.cells, strict=True))
    ]
    loads = workload(matrix)
    used = [role for role in MARKS if any(getattr(load, role) for load in loads)]
    return {
        "units": matrix.units,
        "groups": [(title, rows[part]) for title, part in _sections(dossier)],
        "roles": [(role, PART_NAMES[role], MARKS[role]) for role in used],
        "totals": [(MARKS[role] + PART_NAMES[role], [getattr(load, role) for load in loads]) for role in used],
        "legend": LEGEND,
    }


def _units(dossier: Dossier, anchors: Sequence[str]) -> dict[str, object]:
    loads = {load.unit: load for load in workload(dossier.matrix)}
    places = {unit: place for place, unit in enumerate(dossier.matrix.units)}
    sheets = [
        (places[sheet.unit], sheet.unit, shares(loads[sheet.unit]), loads[sheet.unit].total,
         _grid(sheet.table, sheet.tasks, anchors))
        for sheet in dossier.units
    ]  # fmt: skip
    return {
        "legend": INTERNAL,
        "sheets": sheets,
        "without": [unit for unit in dossier.matrix.units if subordinate(unit)],
    }
