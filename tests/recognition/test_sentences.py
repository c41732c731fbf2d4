"""Each requirement on sentences of our own, for, half for and against it; and the plans that people have labelled."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from qplan import framework
from qplan.packs import labels, scoring

SENTENCES = Path(__file__).parent.parent / "golden" / "coverage" / "sentences"
FILES = sorted(path for path in SENTENCES.glob("*.yaml") if path.stem != "known")
KNOWN: dict[str, list[str]] = YAML(typ="safe").load((SENTENCES / "known.yaml").read_text(encoding="utf-8"))
"""What the words do not get right yet, by file: mend one, and its line must go."""


def read(path: Path) -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_sentences_answer_what_they_are_said_to_answer(path: Path) -> None:
    score = scoring.score(framework.load(), labels.load(path))
    wrong = [f"{each.where} {each.requirement}" for each in score.links if each.verdict != "hit"]
    assert wrong == KNOWN[path.stem]


def test_every_requirement_has_sentences_for_and_against_it() -> None:
    told = {key: kinds for path in FILES for key, kinds in read(path).items()}
    for requirement in framework.load().everything:
        kinds = told[requirement.id]
        assert len(kinds["full"]) >= 3, requirement.id
        assert len(kinds["partial"]) >= 3, requirement.id
        assert len(kinds["not"]) >= 3, requirement.id


def test_nearly_all_sentences_are_right_and_most_as_strong_as_they_are_said_to_be() -> None:
    scores = [scoring.score(framework.load(), labels.load(path)) for path in FILES]
    hit = sum(len(score.of("hit")) for score in scores)
    wrong = sum(len(score.of("missed")) + len(score.of("invented")) for score in scores)
    same = sum(count for score in scores for (told, found), count in score.strengths().items() if told == found)
    assert hit / (hit + wrong) >= 0.9
    assert same / hit >= 0.85


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["dongtou", "jincheng"])
def test_labelled_plans_are_judged_as_people_judge_them(
    qplan: Callable[..., subprocess.CompletedProcess[str]], corpus: Path, gold: Path, tmp_path: Path, name: str
) -> None:
    assert qplan("import", corpus / f"{name}.txt", "-o", "plan.yaml").returncode == 0
    score = scoring.score(framework.load(), labels.load(gold / f"coverage_{name}.json"), tmp_path / "plan.yaml")
    assert score.f1 is not None
    assert score.f1 >= 0.93
    assert sum(each.same_side for each in score.states) >= 44
    strengths = score.strengths()
    assert sum(count for (told, found), count in strengths.items() if told == found) >= 0.75 * sum(strengths.values())
