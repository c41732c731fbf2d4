from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from qplan import checking, dossier, rendering
from qplan.matrix import MARKS

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "render"


@pytest.fixture(scope="module")
def made() -> dossier.Dossier:
    return dossier.compile_(checking.load(GOLDEN / "plan.yaml"))


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("part", ["tasks", "matrix", "units", "targets"])
def test_the_table(made: dossier.Dossier, part: str) -> None:
    assert rendering.render(made, "csv", part) == (GOLDEN / f"{part}.csv").read_bytes()


def test_excel_is_told_the_encoding_and_the_tasks_are_what_is_meant(made: dossier.Dossier) -> None:
    data = rendering.render(made, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data == rendering.render(made, "csv", "tasks")
    assert data.count(b"\r\n") == len(cells(data))


def test_what_a_spreadsheet_would_run_is_text(made: dossier.Dossier) -> None:
    titles = [row[2] for row in cells(rendering.render(made, "csv", "tasks"))]
    assert "'=SUM(A1) 公式一样的标题" in titles


def test_the_matrix_cell_by_cell(made: dossier.Dossier) -> None:
    head, *rows = cells(rendering.render(made, "csv", "matrix"))
    assert tuple(head[2:]) == made.matrix.units
    for row, expected in zip(rows, made.matrix.cells, strict=True):
        assert row[2:] == [MARKS[role] if role else "" for role in expected]
