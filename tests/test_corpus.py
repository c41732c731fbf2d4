"""Four real plans through the real program, end to end: import, validate, coverage, render, and the labels' scores."""

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile

import program
import pytest

pytestmark = pytest.mark.corpus
PLANS = ("dongtou", "xuancheng", "shanwei", "jincheng")
LABELLED = ("dongtou", "jincheng")


def folded(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def docx_text(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    return folded(
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body)).replace("&lt;", "<").replace("&amp;", "&")
    )


@pytest.fixture(scope="module", params=PLANS)
def imported(request, corpus, tmp_path_factory):
    """A real plan's name and the folder that its plan.yaml has been imported to."""
    folder = tmp_path_factory.mktemp(request.param)
    done = program.run("import", corpus / f"{request.param}.txt", "-o", "plan.yaml", cwd=folder)
    assert done.returncode == 0, done.stderr
    return request.param, folder


def test_no_error_level_finding(imported, qplan):
    _, folder = imported
    report = json.loads(qplan("validate", "--format", "json", cwd=folder).stdout)
    assert [finding for finding in report["findings"] if finding["severity"] == "error"] == []
    assert [finding for finding in report["findings"] if finding["code"] == "Q190"] == []


def test_coverage_has_a_state_for_every_requirement(imported, qplan):
    _, folder = imported
    report = json.loads(qplan("coverage", "--format", "json", cwd=folder).stdout)
    assert len(report["requirements"]) == 45
    assert qplan("coverage", cwd=folder).returncode == 0


@pytest.mark.parametrize("kind", ["docx", "md", "html", "txt", "xlsx", "csv"])
def test_every_format_renders(imported, qplan, kind):
    _, folder = imported
    done = qplan("render", "--format", kind, "-o", f"out.{kind}", "--force", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / f"out.{kind}").stat().st_size > 1000


def labels(name, gold):
    data = json.loads((gold / f"structure_{name}.json").read_text(encoding="utf-8"))
    tasks = [item for item in data["items"] if item["kind"] == "task"]
    return {folded(item["title"]) for item in tasks}, {
        folded(unit) for item in data["items"] for units in item["units"].values() for unit in units
    }


def test_every_labelled_title_and_unit_is_printed(imported, gold, qplan):
    name, folder = imported
    if not (gold / f"structure_{name}.json").is_file():
        return
    titles, units = labels(name, gold)
    qplan("render", "--format", "docx", "-o", "plan.docx", "--force", cwd=folder)
    qplan("render", "--format", "docx", "--part", "matrix", "-o", "matrix.docx", "--force", cwd=folder)
    plan, matrix = (docx_text((folder / part).read_bytes()) for part in ("plan.docx", "matrix.docx"))
    assert {title for title in titles if title not in plan} == set()
    assert {unit for unit in units if unit not in plan} == set()
    assert {title for title in titles if title not in matrix} == set()
    assert {unit for unit in units if unit not in matrix} == set()
    qplan("render", "--format", "csv", "--part", "matrix", "-o", "matrix.csv", "--force", cwd=folder)
    rows = csv.reader((folder / "matrix.csv").read_text(encoding="utf-8-sig").splitlines())
    cells = {folded(cell) for row in rows for cell in row}
    assert units <= cells


@pytest.mark.parametrize("name", LABELLED)
def test_items_and_units_agree_with_the_labels(name, corpus, gold, qplan, tmp_path):
    qplan("import", corpus / f"{name}.txt", "-o", "plan.yaml")
    (tmp_path / "export.json").write_text(qplan("export").stdout, encoding="utf-8")
    scorer = corpus.parent / "tools" / "score_structure.py"
    done = subprocess.run(
        [sys.executable, scorer, gold / f"structure_{name}.json", tmp_path / "export.json"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    score = json.loads(done.stdout)
    assert score["items"]["f1"] >= 0.95
    assert score["units"]["f1"] >= 0.95
    assert all(score["metadata"].values()), score["metadata"]
