"""Real plans printed by us with their 任务分工表, saved again by LibreOffice, and imported: the same plan comes back."""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qplan import build, dossier, reading, rendering
from qplan.reading.plandata import Imported

pytestmark = [pytest.mark.corpus, pytest.mark.office]

PLANS = ("dongtou", "shanwei", "jincheng", "more/24_guizhou-zhongdian-renwu", "more/14_meishan-xiangmu-shenpi")


def printed(data: dict[str, Any], folder: Path) -> Path:
    """The plan as our docx, with the table of tasks as an annex."""
    whole = copy.deepcopy(data)
    whole["annexes"] = [{"title": "重点任务分工表", "content": "task_table"}]
    path = folder / "plan.docx"
    path.write_bytes(rendering.render(dossier.compile_(build.build(whole), None), "docx", "plan"))
    return path


def flat(value: object) -> str:
    """Plan data without blanks: a line of a PDF that ends with one does not show it."""
    return re.sub(r"\s", "", json.dumps(value, ensure_ascii=False))


def told(imported: Imported) -> list[str]:
    return [doubt.message for doubt in imported.ledger.doubts]


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_a_printed_plan_with_its_table_of_tasks_comes_back(
    name: str, kind: str, corpus: Path, tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    first = reading.read(corpus / f"{name}.txt")
    path = printed(first.data, tmp_path)
    if kind == "docx":
        # What LibreOffice makes of it: another program's Word file.
        other = tmp_path / "again"
        other.mkdir()
        shutil.copy(soffice(path, "odt"), other / "plan.odt")
        path = soffice(other / "plan.odt", "docx")
    else:
        path = soffice(path, kind)
    again = reading.read(path)
    assert again.data["document"]["title"] == first.data["document"]["title"]
    assert flat(again.data["content"]) == flat(first.data["content"])
    assert flat(again.data["targets"]) == flat(first.data["targets"])
    assert again.data.get("defaults") == first.data.get("defaults")
    assert again.data["annexes"] == [{"title": "重点任务分工表", "content": "task_table"}], told(again)
