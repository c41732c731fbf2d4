"""Dossier -> comma-separated values that Excel and WPS open as they are: UTF-8 with a mark, CRLF, cells guarded."""

from __future__ import annotations

import csv
import io

from qplan.dossier import Cell, Dossier
from qplan.task_tables import matrix_table, task_table, unit_table

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(dossier: Dossier, part: str) -> bytes:
    """One table: tasks, matrix, units (with a column that names the unit) or targets.

    A text that a spreadsheet would run as a formula (it begins with = + - @) gets an apostrophe in front;
    numbers are numbers, and a day is 2026-06-30.
    """
    table = {
        "tasks": lambda: task_table(dossier.plan, working=True),
        "matrix": lambda: matrix_table(dossier.matrix),
        "units": lambda: unit_table(dossier.units),
        "targets": lambda: dossier.targets,
    }[part]()
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_guarded(column.title) for column in table.columns])
    writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return (_BOM + out.getvalue()).encode()


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
