"""The real plans beside the project: labels met, every body paragraph printed back, nothing lost."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from qplan import build, checking, emit, exporting, reading
from qplan.body import body
from qplan.findings import Severity
from qplan.plan import Plan
from qplan.reading import Imported
from qplan.source import Source

pytestmark = pytest.mark.corpus

FOUR = ("dongtou", "xuancheng", "shanwei", "jincheng")
LABELLED = ("dongtou", "jincheng")
MORE = ("10_zhengzhou", "33_chongqing")


Everything = dict[Path, tuple[Imported, Plan]]


def imported(path: Path) -> tuple[Imported, Plan]:
    result = reading.read(path)
    return result, build.build(result.data)


def score(corpus: Path, labels: Path, plan: Plan, tmp_path: Path) -> dict[str, Any]:
    export = tmp_path / "plan.json"
    export.write_text(json.dumps(exporting.export(plan), ensure_ascii=False), encoding="utf-8")
    tool = corpus.parent / "tools" / "score_structure.py"
    done = subprocess.run([sys.executable, tool, labels, export], capture_output=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@pytest.fixture(scope="module", params=["as printed", "half width"])
def everything(request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Everything:
    """Every plan, and every plan with its punctuation folded to half width."""
    paths = sorted(path for path in corpus.rglob("*.txt"))
    if request.param == "half width":
        folder = tmp_path_factory.mktemp("half")
        for path in paths:
            (folder / path.name).write_text(halved(path.read_text(encoding="utf-8")), encoding="utf-8")
        paths = sorted(folder.iterdir())
    return {path: imported(path) for path in paths}


@pytest.mark.parametrize("name", LABELLED)
def test_the_labels_of_whole_plans(name: str, corpus: Path, gold: Path, tmp_path: Path) -> None:
    _, plan = imported(corpus / f"{name}.txt")
    result = score(corpus, gold / f"structure_{name}.json", plan, tmp_path)
    assert all(result["metadata"].values()), result["metadata"]
    assert result["items"]["f1"] >= 0.99, result["items"]
    assert result["units"]["f1"] >= 0.99, result["units"]
    assert result["open_lists_equal"]
    assert result["targets_value_unit"]["f1"] >= 0.9, result["targets_value_unit"]
    assert result["targets_with_year"]["f1"] >= 0.9, result["targets_with_year"]


@pytest.mark.parametrize("name", MORE)
def test_the_labels_of_units(name: str, corpus: Path, gold: Path, tmp_path: Path) -> None:
    path = next((corpus / "more").glob(f"{name}*.txt"))
    _, plan = imported(path)
    result = score(corpus, gold / f"units_{name}.json", plan, tmp_path)
    assert result["title"]
    assert result["units"]["f1"] >= 0.97, result["units"]


def test_no_import_has_an_error_or_a_number_that_prints_otherwise(everything: Everything) -> None:
    for path, (result, _) in everything.items():
        for data in result.documents:
            checked = checking.judge(Source("plan.yaml", emit.emit(data)))
            errors = [f.message for f in checked.findings if f.severity is Severity.ERROR]
            assert not errors, (path.name, errors)
        assert not [d for d in result.ledger.doubts if "成文时会印成" in d.message], path.name


def test_every_paragraph_of_every_plan_is_in_the_ledger_once(everything: Everything) -> None:
    for path, (result, _) in everything.items():
        lines = [line.strip() for line in re.split(r"\r?\n", path.read_text(encoding="utf-8")) if line.strip()]
        assert len(result.ledger.entries) == len(lines), path.name
        assert [folded(e.text) for e in result.ledger.entries] == [folded(line) for line in lines], path.name


@pytest.mark.parametrize("name", FOUR)
def test_each_body_paragraph_is_printed_back_as_a_paragraph(name: str, corpus: Path) -> None:
    result, plan = imported(corpus / f"{name}.txt")
    printed = set(print_of(plan))
    body_entries = [e for e in result.ledger.entries if e.place.startswith("内容/")]
    assert len(body_entries) > 25
    assert [e.text for e in body_entries if folded(e.text) not in printed] == []


def test_the_wording_of_every_body_paragraph_is_printed_back(everything: Everything) -> None:
    for path, (result, _) in everything.items():
        printed = "".join(line for data in result.documents for line in print_of(build.build(data)))
        lost = [e.text for e in result.ledger.entries if e.place.startswith("内容/") and folded(e.text) not in printed]
        assert not lost, (path.name, lost)


def test_half_width_punctuation_makes_the_same_plan(corpus: Path, tmp_path: Path) -> None:
    for path in sorted(corpus.rglob("*.txt")):
        narrow = tmp_path / path.name
        narrow.write_text(halved(path.read_text(encoding="utf-8")), encoding="utf-8")
        assert duties(imported(narrow)[1]) == duties(imported(path)[1]), path.name


def test_nearly_every_body_paragraph_is_a_printed_paragraph_and_the_ledger_names_the_others(
    everything: Everything,
) -> None:
    """Those that are not were glued together by the web, or are notes over several lines."""
    entries = [entry for result, _ in everything.values() for entry in result.ledger.entries]
    altered = [entry for result, _ in everything.values() for entry in result.ledger.altered]
    body_entries = [entry for entry in entries if entry.place.startswith("内容/")]
    assert len(body_entries) > 900
    assert len(altered) * 100 <= len(body_entries) * 3
    for path, (result, _) in everything.items():
        named = {entry["where"] for entry in result.ledger.as_data()["summary"]["altered"]}
        printed = {line for data in result.documents for line in print_of(build.build(data))}
        lost = {e.where for e in result.ledger.entries if e.place.startswith("内容/") and folded(e.text) not in printed}
        assert lost <= named, path.name


def duties(plan: Plan) -> list[tuple[str, str, list[tuple[str, str]]]]:
    found = []
    for node in plan.nodes():
        pairs = [(role, folded(unit)) for role, unit in node.duty.pairs()]
        for measure in getattr(node, "measures", ()):
            pairs += [(role, folded(unit)) for role, unit in measure.duty.pairs()]
        found.append((folded(node.path), folded(node.title), pairs))
    return found


def print_of(plan: Plan) -> list[str]:
    """The body's paragraphs, footnotes put back into their [ ]."""
    lines = []
    for paragraph in body(plan):
        runs = "".join(f"[{run.text}]" if run.kind == "footnote" else run.text for run in paragraph.runs)
        lines.append(folded(paragraph.heading + runs + paragraph.note))
    return lines


def folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def halved(text: str) -> str:
    return text.translate(str.maketrans("（），；：！？", "(),;:!?"))
