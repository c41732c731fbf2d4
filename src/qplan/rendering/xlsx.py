"""Dossier -> a workbook of all tables: 任务分工表, 责任矩阵, 任务清单, 主要指标表."""

from __future__ import annotations

from qplan.dossier import Dossier
from qplan.matrix import MARKS, workload
from qplan.rendering._workbook import Grid, workbook
from qplan.task_tables import PART_NAMES, matrix_table, task_table, unit_table

_SHEETS = ("tasks", "matrix", "units", "targets")
_COLOURS = {MARKS["lead"]: "#B3221B", MARKS["responsible"]: "#1F4E79"}


def render(dossier: Dossier, part: str) -> bytes:
    """The workbook with the sheets 任务分工表, 责任矩阵, 任务清单, 主要指标表, open at the one that ``part`` names.

    Under the matrix stands how often each unit has each part that the plan gives at all.
    """
    loads = workload(dossier.matrix)
    given = [role for role in MARKS if any(getattr(load, role) for load in loads)]
    sums = tuple((f"{MARKS[role]}{PART_NAMES[role]}合计", MARKS[role]) for role in given)
    return workbook(
        dossier.title,
        [
            task_table(dossier.plan, working=True),
            Grid(matrix_table(dossier.matrix), sums),
            unit_table(dossier.units),
            dossier.targets,
        ],
        fonts=dossier.plan.layout.fonts,
        author="、".join(dossier.plan.document.issuers),
        active=_SHEETS.index(part),
        colours=_COLOURS,
    )
