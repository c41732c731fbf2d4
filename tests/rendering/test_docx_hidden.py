"""What a Word file holds beside what it shows: in an issued plan nothing, in a draft the ids and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from qplan import checking, dossier, rendering
from qplan.anchors import anchor
from qplan.plan import Plan

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EXAMPLES = ("county", "district")
PARTS = ("plan", "tasks", "matrix", "units", "targets")
HIDDEN = {
    W + name
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "cellIns", "cellDel", "commentRangeStart", "commentRangeEnd", "commentReference",
        "sdt", "customXml", "smartTag", "vanish", "specVanish", "webHidden", "docVars", "docVar", "rsids", "rsid",
        "attachedTemplate", "trackRevisions", "permStart", "proofErr", "altChunk", "fldSimple", "instrText",
    )
}  # fmt: skip
"""What would hold names, earlier words, or words that no page shows; a footer's page number apart."""
BESIDE = re.compile(r"customXml|comments|people|custom\.xml|app\.xml|glossary|webSettings|vba|embeddings|thumbnail")


def rendered(root: Path, example: str, part: str, stage: str) -> tuple[Plan, dict[str, str]]:
    """An example in a stage, and the parts of its Word file."""
    plan = checking.load(root / "examples" / example / "plan.yaml")
    plan = plan._replace(document=plan.document._replace(stage=stage))
    data = rendering.render(dossier.compile_(plan), "docx", part)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {(entry.comment, entry.extra) for entry in archive.infolist()} == {(b"", b"")}
        return plan, {name: archive.read(name).decode() for name in archive.namelist()}


def elements(files: dict[str, str]) -> list[tuple[str, ET.Element]]:
    return [(name, each) for name, content in files.items() for each in ET.fromstring(content).iter()]


def hidden(files: dict[str, str]) -> list[tuple[str, str]]:
    """The parts and elements that hold more than the pages show, bookmarks apart."""
    beside = [(name, "") for name in files if BESIDE.search(name)]
    found = [
        (name, each.tag.removeprefix(W))
        for name, each in elements(files)
        if each.tag in HIDDEN and not (each.tag == f"{W}instrText" and (each.text or "").split()[:1] == ["PAGE"])
    ]
    signed = [
        (name, key)
        for name, each in elements(files)
        for key in each.attrib
        if re.search(r"rsid|author|initials|paraId", key)
    ]
    return beside + found + signed


def bookmarks(files: dict[str, str]) -> list[str]:
    return [str(each.get(f"{W}name")) for _, each in elements(files) if each.tag == f"{W}bookmarkStart"]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_issued_plan_holds_nothing_but_what_it_shows(root: Path, example: str, part: str) -> None:
    _, files = rendered(root, example, part, "issue")
    assert hidden(files) == []
    assert bookmarks(files) == []
    assert "qplan" not in "".join(files.values()).lower()


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("stage", ["consultation", "review"])
def test_a_draft_holds_the_ids_of_its_text_and_nothing_else(root: Path, part: str, stage: str) -> None:
    plan, files = rendered(root, "county", part, stage)
    assert hidden(files) == []
    ids = [anchor(node.id) for node in plan.nodes() if node.id]
    assert bookmarks(files) == ([f"qplan_{each}" for each in ids] if part == "plan" else [])


@pytest.mark.parametrize("stage", ["consultation", "issue"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_file_is_the_issuers_and_names_nobody(root: Path, example: str, stage: str) -> None:
    plan, files = rendered(root, example, "plan", stage)
    core = {each.tag.rpartition("}")[2]: each.text for each in ET.fromstring(files["docProps/core.xml"])}
    assert core == {
        "title": plan.document.title, "creator": "、".join(plan.document.issuers), "lastModifiedBy": None,
        "language": "zh-CN",
    }  # fmt: skip
