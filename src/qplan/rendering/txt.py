"""Dossier -> plain text as an office pastes it: a line a paragraph, cells apart by tabs, footnotes in [ ]."""

from __future__ import annotations

from qplan.dossier import AnnexPage, Dossier, Paragraph, Table
from qplan.rendering._jinja import printed
from qplan.task_tables import matrix_table


def render(dossier: Dossier, part: str) -> bytes:  # noqa: ARG001 - plain text has one part
    """The plan, with its notice where it is issued with one, and its annexes; UTF-8, lines end in LF."""
    annexes = [page for page in dossier.annexes if not page.separate]
    values = {
        "dossier": dossier,
        "annexes": [_annex(page, dossier) for page in annexes],
    }
    return printed("txt", "plan.txt.j2", values, line=line).encode()


def line(paragraph: Paragraph) -> str:
    """A paragraph as one line: number, title, text with its footnotes in place, responsibility note."""
    runs = (f"[{run.text}]" if run.kind == "footnote" else run.text for run in paragraph.runs)
    return paragraph.heading + "".join(runs) + paragraph.note


def _annex(page: AnnexPage, dossier: Dossier) -> dict[str, object]:
    lines = [line(paragraph) for paragraph in page.paragraphs]
    if page.table:
        lines += _table(page.table)
    if page.matrix:
        lines += _table(matrix_table(dossier.matrix))
    if page.unit_sheets:
        for sheet in dossier.units:
            lines += ["", sheet.table.title, *_table(sheet.table)]
    return {"number": dossier.annexes.index(page) + 1, "title": page.title, "lines": lines}


def _table(table: Table) -> list[str]:
    rows = [[column.title for column in table.columns], *table.rows]
    legend = [table.legend] if table.legend else []
    return [*legend, *("\t".join(" ".join(str(cell).split()) for cell in row) for row in rows)]
