"""Dossier -> Markdown (CommonMark with pipe tables and footnotes): the plan with its annexes, or one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qplan.dossier import AnnexPage, Cell, Column, Dossier, Paragraph, Table
from qplan.rendering._jinja import printed
from qplan.task_tables import matrix_table

_SPECIAL = re.compile(r"[\\`*_\[\]<|~]|&(?=#?\w+;)")
_AT_START = re.compile(r"^(\s*)(?:([#>]|[-+]|=+$)|(\d+)([.)])(?=\s|$))")


@dataclass(frozen=True)
class Grid:
    """A table with every cell escaped: title, legend, head, the line of dashes, rows."""

    title: str
    legend: str
    head: tuple[str, ...]
    rule: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def render(dossier: Dossier, part: str) -> bytes:
    """One part in UTF-8, lines end in LF: plan, tasks, matrix, units or targets."""
    if part == "plan":
        return _plan(dossier).encode()
    grids = {
        "tasks": lambda: [_grid(dossier.tasks)],
        "targets": lambda: [_grid(dossier.targets)],
        "matrix": lambda: [_grid(matrix_table(dossier.matrix))],
        "units": lambda: [_grid(sheet.table) for sheet in dossier.units],
    }[part]()
    title = grids[0].title if len(grids) == 1 else "任务清单"
    values = {"title": title, "of": escape(dossier.title), "mark": dossier.mark, "grids": grids}
    return printed("md", "tables.md.j2", values).encode()


def escape(text: str) -> str:
    """A text at the beginning of a line, of which Markdown takes nothing for markup."""
    return _guarded(inline(text))


def inline(text: str) -> str:
    """The same for a text that other words stand before."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _guarded(text: str) -> str:
    """Keep a line from being taken for a heading, a quotation or a list."""
    return _AT_START.sub(lambda f: f"{f[1]}\\{f[2]}" if f[2] else f"{f[1]}{f[3]}\\{f[4]}", text)


def _plan(dossier: Dossier) -> str:
    footnotes: list[str] = []
    levels = sorted({paragraph.level for paragraph in dossier.body if paragraph.level})
    ranks = {level: rank for rank, level in enumerate(levels, 2)}
    annexes = [
        _annex(label, page, dossier, footnotes)
        for label, page in zip(dossier.annex_labels, dossier.annexes, strict=True)
        if not page.separate
    ]
    values = {
        "dossier": dossier,
        "cover": _blocks(dossier.cover.paragraphs if dossier.cover else (), ranks, footnotes),
        "body": _blocks(dossier.body, ranks, footnotes),
        "annexes": annexes,
        "footnotes": footnotes,
    }
    return printed("md", "plan.md.j2", values, md=escape)


def _blocks(paragraphs: Sequence[Paragraph], ranks: dict[int, int], footnotes: list[str]) -> list[str]:
    """The blocks of a text; the paragraphs of one box are one block."""
    blocks: list[str] = []
    before: Paragraph | None = None
    for paragraph in paragraphs:
        text = _block(paragraph, ranks, footnotes)
        if paragraph.boxed and before and before.boxed and not paragraph.heading:
            blocks[-1] += f"\n>\n> {text}"
        else:
            blocks.append(f"> {text}" if paragraph.boxed else text)
        before = paragraph
    return blocks


def _block(paragraph: Paragraph, ranks: dict[int, int], footnotes: list[str]) -> str:
    text = ""
    for run in paragraph.runs:
        if run.kind == "footnote":
            footnotes.append(inline(run.text))
            text += f"[^{len(footnotes)}]"
        else:
            text += inline(run.text)
    text += inline(paragraph.note)
    if not paragraph.heading:
        return _guarded(text)
    if paragraph.level and not paragraph.run_in:
        return f"{'#' * min(ranks[paragraph.level], 6)} {inline(paragraph.heading)}{text}"
    # Bold must not end between a mark and a character: Markdown would not see its end there.
    words = paragraph.heading.rstrip("。！？：；…")
    return f"**{inline(words)}**{inline(paragraph.heading[len(words) :])}{text}"


def _annex(label: str, page: AnnexPage, dossier: Dossier, footnotes: list[str]) -> dict[str, object]:
    grids = [_grid(page.table)] if page.table else []
    if page.matrix:
        grids.append(_grid(matrix_table(dossier.matrix)))
    if page.unit_sheets:
        grids += [_grid(sheet.table) for sheet in dossier.units]
    return {
        "label": label,
        "title": inline(page.title),
        "blocks": _blocks(page.paragraphs, {}, footnotes),
        "grids": grids,
        "titled": page.unit_sheets,
    }


def _grid(table: Table) -> Grid:
    return Grid(
        inline(table.title),
        escape(table.legend),
        tuple(_cell(column.title) for column in table.columns),
        tuple(map(_dashes, table.columns)),
        tuple(tuple(map(_cell, row)) for row in table.rows),
    )


def _dashes(column: Column) -> str:
    return ":-:" if column.centred else "---"


def _cell(cell: Cell) -> str:
    return "<br>".join(inline(line) for line in str(cell).splitlines())
