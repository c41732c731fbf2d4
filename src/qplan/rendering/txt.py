"""Dossier -> plain text as an office pastes it: a line a paragraph, cells apart by tabs, footnotes in [ ]."""

from __future__ import annotations

from qplan.dossier import AnnexPage, Dossier, Paragraph, Table
from qplan.rendering._jinja import printed
from qplan.task_tables import matrix_table


def render(dossier: Dossier, part: str) -> bytes:  # noqa: ARG001 - plain text has one part
    """The plan, with its notice where it is issued with one, and its annexes; UTF-8, lines end in LF."""
    annexes = [
        {"label": label, "title": page.title, "lines": _annex(page, dossier)}
        for label, page in zip(dossier.annex_labels, dossier.annexes, strict=True)
        if not page.separate
    ]
    return printed("txt", "plan.txt.j2", {"dossier": dossier, "annexes": annexes}, line=line).encode()


def line(paragraph: Paragraph) -> str:
    """A paragraph as one line: number, title, text with its footnotes in place, responsibility note."""
    runs = (f"[{run.text}]" if run.kind == "footnote" else run.text for run in paragraph.runs)
    return paragraph.heading + "".join(runs) + paragraph.note


def _annex(page: AnnexPage, dossier: Dossier) -> list[str]:
    lines = [line(paragraph) for paragraph in page.paragraphs]
    if page.table:
        lines += _table(page.table)
    if page.matrix:
        lines += _table(matrix_table(dossier.matrix))
    if page.unit_sheets:
        for sheet in dossier.units:
            lines += ["", sheet.table.title, *_table(sheet.table)]
    return lines


def _table(table: Table) -> list[str]:
    rows = [[column.title for column in table.columns], *table.rows]
    legend = [table.legend] if table.legend else []
    return [*legend, *("\t".join(" ".join(str(cell).split()) for cell in row) for row in rows)]
