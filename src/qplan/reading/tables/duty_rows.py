"""What a table of tasks says: a table of rows, a row of a task with its units, deadline and measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qplan.ledger import Doubt
from qplan.notation.notes import Note
from qplan.reading.blocks import Block

Kind = Literal["tasks", "matrix", "unit_tasks", "targets", "other"]
"""任务分工表, 责任矩阵, 任务清单 (a task once for each unit), 主要指标表, anything else."""


@dataclass(frozen=True)
class Measure:
    """One of several lines that a task has in the table, with its own text, units and deadline.

    Fields as in `Row`; ``note`` is None where the line names neither units nor a deadline.
    """

    number: str = ""
    text: tuple[str, ...] = ()
    note: Note | None = None
    printed: str = ""
    result: str = ""
    yearly: dict[int, str] = field(default_factory=dict)
    remark: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Row:
    """One task of the table.

    ``number`` is the printed one ("3", "（一）", "" where there is none). ``sections`` are the titles around the
    task, outer to inner, with their printed numbers. ``title`` is "" where the table has text only, ``text``
    are the paragraphs of its contents as they stand in the cell (numbers of measures included).

    ``note`` holds units, 等 and deadline, roles by the column heads; None where the row names none of them.
    ``printed`` is that note as a plan in prose would print it, with the column heads as labels, in （）:
    "（牵头单位：甲；配合单位：乙；完成时限：2026年底前）"; reading it gives ``note`` again wherever the labels can
    say it. ``yearly`` is {year: text}; ``others`` are the (head, text) of columns that were not understood.

    ``measures`` are the lines of a task that spans several rows, each with what is its own alone; what all
    lines share is the row's. ``cells`` is every cell that the row takes up, once, merged ones included: a
    cell that is merged over several rows is in each of them.
    """

    number: str = ""
    sections: tuple[str, ...] = ()
    title: str = ""
    text: tuple[str, ...] = ()
    note: Note | None = None
    printed: str = ""
    result: str = ""
    yearly: dict[int, str] = field(default_factory=dict)
    remark: str = ""
    others: tuple[tuple[str, str], ...] = ()
    measures: tuple[Measure, ...] = ()
    cells: tuple[Block, ...] = ()

    @property
    def remarks(self) -> str:
        """备注 and what stands in columns that were not understood, each behind its head."""
        return "；".join(filter(None, (self.remark, *(f"{head}：{text}" for head, text in self.others))))


@dataclass(frozen=True)
class DutyTable:
    """A 任务分工表, or a 责任矩阵 read as one.

    Every cell of the grid is in one of ``head`` (column heads, each time they are printed, and a title row),
    ``headings`` (rows across the table that are section titles), ``legend`` (remarks above or below the
    tasks, 注：…), ``dropped`` (cell, reason in Chinese) or the rows' ``cells``. A cell that several rows share
    may stand in more than one row. ``title`` is printed inside the table, else "". ``columns`` are the heads
    as understood, in order. ``doubts`` are about single cells.
    """

    kind: Literal["tasks", "matrix"]
    rows: tuple[Row, ...]
    title: str = ""
    columns: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    head: tuple[Block, ...] = ()
    headings: tuple[Block, ...] = ()
    legend: tuple[Block, ...] = ()
    dropped: tuple[tuple[Block, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
