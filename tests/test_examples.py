"""The plans that newcomers copy: clean, honest, within the length, and printed in every format without loss."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from qplan import checking, covering, dossier, framework, rendering
from qplan.plan import Plan

ROOT = Path(__file__).resolve().parents[1]
PLANS = {path.parent.name: path for path in sorted((ROOT / "examples").glob("*/plan.yaml"))}
LIMIT = 4000  # 字 of a document that deploys one matter


def read(name: str) -> Plan:
    return checking.load(PLANS[name])


def compiled(plan: Plan) -> dossier.Dossier:
    return dossier.compile_(plan, framework.load(plan.framework))


def printed(data: bytes) -> str:
    """What a reader can see of a file: its text without marks and blanks."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [name for name in archive.namelist() if re.search(r"document\.xml$|sharedStrings\.xml$", name)]
            text = "".join(archive.read(part).decode("utf-8") for part in parts)
    else:
        text = data.decode("utf-8-sig")
    return re.sub(r"<[^>]*>|[\s\\]", "", text)


def test_there_are_the_two_examples_of_the_readme() -> None:
    assert list(PLANS) == ["county", "district"]
    assert read("county").keys == "zh"
    assert read("district").keys == "en"


@pytest.mark.parametrize("name", PLANS)
def test_an_example_validates_without_a_finding(name: str) -> None:
    found = checking.check(PLANS[name]).findings

    assert [f"{each.span.line}: {each.code} {each.message}" for each in found] == []


@pytest.mark.parametrize("name", PLANS)
def test_an_example_answers_something_in_each_of_the_seven_areas(name: str) -> None:
    plan = read(name)
    coverage = covering.cover(plan, framework.load(plan.framework))

    assert len(coverage.areas) == 7
    assert [area.id for area in coverage.areas if not area.tally.full] == []


def test_the_county_plan_leaves_no_requirement_and_no_duty_open() -> None:
    plan = read("county")
    coverage = covering.cover(plan, framework.load(plan.framework))

    states = {answer.requirement.id: answer.state for answer in coverage.answers + coverage.duties}
    assert {key: state for key, state in states.items() if state != "full"} == {"A5.5": "elsewhere"}


@pytest.mark.parametrize("name", PLANS)
def test_every_claim_of_an_example_has_words_in_the_text_of_its_own_task(name: str) -> None:
    plan = read(name)
    coverage = covering.cover(plan, framework.load(plan.framework))
    worded = {
        (evidence.node.path, answer.requirement.id)
        for answer in coverage.answers + coverage.duties
        for evidence in answer.evidence
    }

    claimed = {(node.path, claim.requirement) for node in plan.nodes() for claim in node.covers}
    assert claimed
    assert sorted(claimed - worded) == []


@pytest.mark.parametrize("name", PLANS)
def test_the_body_keeps_within_the_length_of_a_special_task(name: str) -> None:
    assert 1000 < compiled(read(name)).characters <= LIMIT


def test_the_county_plan_has_the_size_that_the_readme_says() -> None:
    plan = read("county")

    assert (len(list(plan.tasks())), len(plan.targets), len(plan.registry)) == (21, 8, 18)
    assert [annex.content for annex in plan.annexes] == ["task_table", "target_table"]


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize(
    ("kind", "part"), [(kind, part) for kind, parts in rendering.FORMATS.items() for part in parts]
)
def test_an_example_prints_in_every_format_with_all_that_belongs_there(name: str, kind: str, part: str) -> None:
    plan = read(name)
    text = printed(rendering.render(compiled(plan), kind, part))

    titles = [item.title for item in plan.tasks()]
    units = [unit for item in plan.tasks() for unit in item.effective.units]
    indicators = [target.indicator for target in plan.targets]
    wanted = {"plan": titles + units, "tasks": titles + units, "matrix": titles + units, "units": titles}
    assert [words for words in dict.fromkeys(wanted.get(part, indicators)) if words not in text] == []
