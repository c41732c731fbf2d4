"""schemas/coverage.schema.json: what the program writes is in it, and all that is in it is documented."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import program
import pytest

from qplan import framework, resources

SCHEMA = json.loads(resources.text("schemas", "coverage.schema.json"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
TWIN = "每年选派技术骨干到乡镇作坊辅导腌制工艺，统一采购包装材料，送样检测二十批次。"
PLAN = f"""\
文件版本: qplan/1
另有部署: [{{要点: A5.4, 文件: 环境工作要点}}]
内容:
  - 标题: 重点任务
    部分: 重点任务
    对应: [A4.1, A4.2, A4.3, A4.4]
    内容:
      - {{标题: 城乡, 正文: "推进垃圾分类。推行首席质量官制度。", 对应: [{{要点: A5.5, 程度: 部分, 理由: 只有一处}}]}}
      - {{标题: 管理, 正文: 推行首席质量官制度。, 对应: [{{要点: A2.6, 程度: 无, 理由: 只是设想}}, {{要点: A2.8, 待确认: true}}]}}
      - {{标题: 甲, 正文: {TWIN}, 对应: [A3.3]}}
      - {{标题: 乙, 正文: {TWIN}, 对应: [A2.4]}}
      - {{标题: 会务, 正文: 召开会议。}}
"""


@pytest.fixture(scope="module")
def definitions() -> Iterator[tuple[str, dict[str, Any]]]:
    return list(_properties(SCHEMA, ""))


def _properties(node: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        for name, each in node.get("properties", {}).items():
            yield f"{where}/{name}", each
        for key, each in node.items():
            yield from _properties(each, f"{where}/{key}")
    elif isinstance(node, list):
        for n, each in enumerate(node):
            yield from _properties(each, f"{where}/{n}")


def _closed(node: Any) -> Iterator[bool]:
    """Whether each object that may stand alone refuses keys that it does not name."""
    if isinstance(node, dict):
        if "properties" in node and "required" in node and node.get("type") == "object":
            yield node.get("additionalProperties") is False or node.get("unevaluatedProperties") is False
        for each in node.values():
            yield from _closed(each)
    elif isinstance(node, list):
        for each in node:
            yield from _closed(each)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_key_has_its_words(definitions) -> None:
    of_findings = (
        "/$defs/finding",
        "/$defs/other",
        "/$defs/fix",
        "/$defs/spot",
        "/$defs/told",
    )  # described in findings.schema.json
    bare = [where for where, each in definitions if "title" not in each and not where.startswith(of_findings)]
    assert bare == []


def test_findings_are_those_of_validate() -> None:
    theirs = json.loads(resources.text("schemas", "findings.schema.json"))["$defs"]
    for name in ("finding", "other", "fix", "position"):
        assert SCHEMA["$defs"][name] == theirs[name], name


def _taken(report: Any) -> None:
    assert [f"{list(each.path)}: {each.message}" for each in VALIDATOR.iter_errors(report)] == []


@pytest.fixture(scope="module")
def reports(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """Of every example, and of a plan in which each list has something, judged and not."""
    folder = tmp_path_factory.mktemp("coverage")
    qplan = partial(program.run, cwd=folder)
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "less.yaml").write_text(PLAN.replace("推进垃圾分类。", "").replace("A5.4", "A5.3"), encoding="utf-8")
    assert qplan("coverage", "plan.yaml", "-o", "old.json").returncode == 0
    calls = [
        *([path] for path in sorted((root / "examples").glob("*/plan.yaml"))),
        [root / "tests" / "golden" / "coverage" / "plan.yaml"],
        ["plan.yaml", "--gate", "area>=50%, claimed=0, strict>=1/45", "--baseline", "old.json"],
        ["less.yaml", "--gate", "full>=3", "--baseline", "old.json"],
        ["plan.yaml", "--framework", "quality-outline-2023"],
    ]
    return [json.loads(qplan("coverage", *call, "--format", "json").stdout) for call in calls]


def test_what_is_written_holds_to_it_and_leaves_no_key_unsaid(reports: list[Any]) -> None:
    """Closed objects refuse a key that the schema does not know, so what holds to it is documented."""
    for report in reports:
        _taken(report)
    for key in ("requirements", "areas", "offered", "silent", "findings", "gate", "baseline", "theme", "own_framework"):
        assert any(report[key] for report in reports), key
    for key in ("evidence", "claims", "struck", "nearest", "ranges", "phrase", "note", "lacking"):
        assert any(answer[key] for report in reports for answer in report["requirements"]), key
    for key in ("worse", "exempted", "counted"):
        assert any(report["baseline"][key] for report in reports if report["baseline"]), key
    assert {each["code"] for report in reports for each in report["findings"]} == {"Q801", "Q802"}


def test_a_key_that_nobody_documented_would_be_refused(reports: list[Any]) -> None:
    def keys(node: Any, where: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        if isinstance(node, dict):
            yield where
            for key, each in node.items():
                yield from keys(each, (*where, key))
        elif isinstance(node, list) and node:
            yield from keys(node[0], (*where, 0))

    judged = next(report for report in reports if report["gate"] and report["baseline"]["worse"])
    for where in keys(judged, ()):
        spoiled = json.loads(json.dumps(judged))
        place = spoiled
        for key in where:
            place = place[key]
        place["undocumented"] = 1
        assert not VALIDATOR.is_valid(spoiled), where


def test_numbers_fit_each_other(reports: list[Any]) -> None:
    for report in reports:
        for tally in (report["total"], *report["areas"]):
            apart = tally["elsewhere"] + tally["not_applicable"]
            counted = sum(tally[state] for state in ("full", "partial", "none", "claimed", "suspect"))
            assert (tally["of"], tally["size"]) == (counted, counted + apart)
            for kind, part in (("strict", tally["full"]), ("covered", tally["full"] + tally["partial"])):
                assert (tally[kind] is None) == (tally["of"] == 0)
                assert tally[kind] is None or 0 <= part - tally[kind] * tally["of"] < 0.0001 * tally["of"] + 1e-9
        for kind in ("strict", "covered"):
            least = report["total"]["min_area"][kind]
            shares = [area[kind] for area in report["areas"] if area[kind] is not None]
            assert least["share"] == min(shares)
            assert least["share"] == least["part"] * 10_000 // least["of"] / 10_000


def test_ranges_are_the_pack_s(reports: list[Any]) -> None:
    pack = framework.load()
    told = {each["id"]: each["ranges"] for each in reports[0]["requirements"] + reports[0]["duties"]}
    assert told == {each.id: [list(stretch) for stretch in each.ranges] for each in pack.everything}
    assert reports[0]["framework"]["text"] == {
        "starts": pack.text.starts, "length": pack.text.length, "sha256": pack.text.sha256,
    }  # fmt: skip


@pytest.mark.corpus
def test_ranges_lead_to_the_words_of_the_official_text(reports: list[Any], national_text: Path) -> None:
    folded = framework.load().text.fold(national_text.read_text(encoding="utf-8"))
    assert len(folded) == reports[0]["framework"]["text"]["length"]
    garbage = next(each for each in reports[0]["requirements"] if each["id"] == "A5.5")
    assert "垃圾" in "".join(folded[start:end] for start, end in garbage["ranges"])
