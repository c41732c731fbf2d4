"""Scores: what counts as found, missed and invented, and that the gold plans score as the outside tool has it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qplan import framework
from qplan.errors import Misuse
from qplan.packs import labels, scoring
from qplan.packs.scoring import Score

PLAN = """
文件版本: qplan/1
地区: {名称: 示例县, 层级: 县}
内容:
  - 标题: 总体要求
    部分: 总体要求
    内容: [{标题: 目标, 正文: 推进垃圾分类。}]
  - 标题: 重点任务
    内容:
      - {标题: 垃圾, 正文: 推进垃圾分类。, 责任单位: [县住建局]}
      - {标题: 设备, 正文: 压实特种设备使用单位安全责任。, 责任单位: [县市场监管局]}
      - {标题: 道路, 正文: 修好乡村道路。, 责任单位: [县交通局]}
"""


@pytest.fixture
def score(tmp_path: Path) -> Callable[[object], Score]:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")

    def judge(data: object) -> Score:
        path = tmp_path / "labels.json"
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return scoring.score(framework.load(), labels.load(path))

    return judge


def items(**covers: dict[str, str]) -> dict[str, object]:
    return {f"({'一二三'[int(key[1:]) - 1]})": {"covers": each, "either_way": []} for key, each in covers.items()}


def test_links_are_hit_missed_or_invented(score: Callable[[object], Score]) -> None:
    got = score({"plan": "plan.yaml", "items": items(_1={"A5.5": "partial", "A1.1": "full"}, _2={}, _3={})})
    found = [(each.where, each.requirement, each.verdict) for each in got.links]
    assert found == [("(一)", "A5.5", "hit"), ("(一)", "A1.1", "missed"), ("(二)", "A6.4", "invented")]
    assert (got.precision, got.recall, got.f1) == (0.5, 0.5, 0.5)
    assert {pair: count for pair, count in got.strengths().items() if count} == {("partial", "full"): 1}
    assert got.links[0].text == "垃圾｜推进垃圾分类。"
    assert "压实特种设备" in got.links[2].text


def test_either_way_counts_neither_for_nor_against(score: Callable[[object], Score]) -> None:
    data = items(_1={"A5.5": "full"}, _2={}, _3={})
    data["(二)"] = {"covers": {}, "either_way": ["A6.4"]}
    got = score({"plan": "plan.yaml", "items": data})
    assert got.f1 == 1.0
    assert len(got.links) == 1


def test_an_item_that_the_labels_pass_over_answers_nothing(score: Callable[[object], Score]) -> None:
    got = score({"plan": "plan.yaml", "items": items(_1={"A5.5": "full"})})
    assert [each.requirement for each in got.of("invented")] == ["A6.4"]


def test_states_of_the_whole_plan(score: Callable[[object], Score]) -> None:
    wanted = {"A5.5": "partial", "A6.4": "full|partial", "A1.2": "none", "A2.2": "full"}
    got = score({"plan": "plan.yaml", "items": items(_1={"A5.5": "full"}), "requirements": wanted})
    assert [(each.requirement, each.same_side, each.exact) for each in got.states] == [
        ("A5.5", True, False), ("A6.4", True, True), ("A1.2", True, True), ("A2.2", False, False),
    ]  # fmt: skip


def test_nothing_labelled_and_nothing_found_has_no_share(score: Callable[[object], Score]) -> None:
    got = score({"plan": "plan.yaml", "items": items(_3={})})
    empty = Score("", None, (), ())
    assert got.recall is None
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"items": {}}, "没有说是哪份方案"),
        ({"plan": "plan.yaml", "items": items(_1={"A9.9": "full"})}, "A9.9 不是要点包里的要点"),
    ],
)
def test_labels_that_cannot_be_used(score: Callable[[object], Score], data: object, says: str) -> None:
    with pytest.raises(Misuse, match=says):
        score(data)


def test_sentences_are_judged_on_what_they_stand_under(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        "A5.5:\n  full: [推进垃圾分类，压实特种设备使用单位安全责任。]\n  not: [推进垃圾分类。, 修好道路。]\n"
        "A6.4:\n  partial: [修好道路。]\n",
        encoding="utf-8",
    )
    got = scoring.score(framework.load(), labels.load(path))
    assert [(each.where, each.verdict) for each in got.links] == [
        ("A5.5“写明”第1句", "hit"), ("A5.5“不算”第1句", "invented"), ("A6.4“写到”第1句", "missed"),
    ]  # fmt: skip
    assert got.links[2].text == "修好道路。"
    without = scoring.score(framework.load()._replace(lexicon=None), labels.load(path))
    assert [each.verdict for each in without.links] == ["missed", "missed"]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["dongtou", "jincheng"])
def test_the_gold_plans_score_as_the_outside_tool_has_it(
    qplan: Callable[..., subprocess.CompletedProcess[str]], corpus: Path, gold: Path, tmp_path: Path, name: str
) -> None:
    wanted = gold / f"coverage_{name}.json"
    assert qplan("import", corpus / f"{name}.txt", "-o", "plan.yaml").returncode == 0
    (tmp_path / "got.json").write_text(qplan("coverage", "--format", "json").stdout, encoding="utf-8")
    tool = [sys.executable, corpus.parent / "tools" / "score_coverage.py", wanted, tmp_path / "got.json"]
    outside = json.loads(subprocess.run(tool, capture_output=True, text=True, encoding="utf-8", check=True).stdout)
    done = qplan("framework", "check", "--against", wanted, "--plan", "plan.yaml", "--format", "json")
    ours = json.loads(done.stdout)["total"]
    for kind in ("f1", "precision", "recall"):
        assert ours["links"][kind] == pytest.approx(outside[f"links_{kind}"], abs=1.1e-4)
    assert (ours["links"]["missed"], ours["links"]["invented"]) == (len(outside["missed"]), len(outside["invented"]))
    assert f"{ours['states']['exact']}/{ours['states']['of']}" == outside["requirements_exact"]
    assert f"{ours['states']['covered_or_not']}/{ours['states']['of']}" == outside["requirements_covered_or_not"]
