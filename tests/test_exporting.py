"""The export: printed numbers, paths, duties at the place and in effect."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from qplan import build, exporting, resources

PLAN: dict[str, Any] = {
    "region": {"name": "示例县", "level": "county"},
    "document": {
        "title": "示例县质量强县培育建设实施方案", "genre": "实施方案", "stage": "review", "issuer": ["甲委", "乙府"],
        "notice": {"text": "现将方案印发。\n请落实。", "signature": "乙府"},
    },
    "bases": ["质量强国建设纲要", {"title": "总局方案", "number": "国市监质发〔2024〕97号"}],
    "period": {"start": 2026, "end": 2027},
    "units": [{"name": "县科技局", "full": "示例县科学技术局", "aliases": ["科技局"]}, {"name": "成员单位", "members": ["县科技局"]}],
    "defaults": {"units": ["各乡镇人民政府"], "since": "t02", "note": "以下不再列出"},
    "targets": [
        {
            "id": "z01", "indicator": "产品合格率", "unit": "%", "kind": "expected", "baseline": {"year": 2025, "value": 94.1},
            "goals": {"2026": "94.5%以上", "2027": "稳定在95%以上"}, "responsible": ["县市场监管局"], "place": "一/(一)",
        },
        {"indicator": "检测中心", "goals": [{"relation": "increase", "value": 2, "at_least": True, "text": "新增2个以上"}]},
    ],
    "content": [
        {"title": "总体要求", "content": [{"title": "目标", "text": "一段。\n二段。", "part": "targets"}]},
        {
            "title": "重点任务", "lead": ["县政府办"],
            "content": [
                {
                    "title": "抓产业", "content": [
                        {"id": "t01", "title": "建平台", "text": "建设。", "responsible": ["县科技局"], "and_others": True,
                         "due": "2026-12", "covers": [{"requirement": "A1.2", "degree": "partial", "reason": "只写了一半"}]},
                        {"id": "t02", "title": "管源头", "lead": ["县科技局"], "measures": [
                            {"number": 1, "text": "抽检。", "responsible": ["县市场监管局"]}, {"text": "公布。"}]},
                    ],
                },
            ],
        },
    ],
    "annexes": [{"title": "任务分工表", "content": "task_table"}],
}  # fmt: skip


@pytest.fixture
def exported() -> dict[str, Any]:
    return exporting.export(build.build(PLAN))


def validate(data: dict[str, Any]) -> None:
    schema = json.loads(resources.text("schemas", "export.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)


def test_it_keeps_to_its_schema(exported: dict[str, Any]) -> None:
    validate(exported)


def test_the_smallest_plan_keeps_to_it_too() -> None:
    data = exporting.export(build.build({"content": [{"title": "总体要求"}]}))
    validate(data)
    assert (data["region"], data["period"], data["defaults"], data["document"]["notice"]) == (None, None, None, None)


def test_paths_numbers_and_roles(exported: dict[str, Any]) -> None:
    assert [(s["path"], s["number"], s["title"], s["role"]) for s in exported["sections"]] == [
        ("一", "一、", "总体要求", "overview"),
        ("二", "二、", "重点任务", "tasks"),
        ("二/(一)", "（一）", "抓产业", "tasks"),
    ]
    assert [(i["id"], i["path"], i["number"], i["role"]) for i in exported["items"]] == [
        (None, "一/(一)", "（一）", "targets"),
        ("t01", "二/(一)/1", "1.", "tasks"),
        ("t02", "二/(一)/2", "2.", "tasks"),
    ]


def test_duties_are_what_is_printed_and_effective_adds_what_is_inherited(exported: dict[str, Any]) -> None:
    first, second = exported["items"][1:]
    assert (first["lead"], first["responsible"], first["and_others"]) == ([], ["县科技局"], True)
    assert first["effective"] == {"lead": ["县政府办"], "support": [], "responsible": ["县科技局"], "and_others": True}
    assert second["effective"]["lead"] == ["县科技局"]
    assert second["effective"]["responsible"] == ["各乡镇人民政府"]
    measures = second["measures"]
    assert [(m["path"], m["number"], m["text"]) for m in measures] == [
        ("二/(一)/2/(1)", "（1）", "抽检。"), ("二/(一)/2/*2", None, "公布。"),
    ]  # fmt: skip
    assert measures[0]["responsible"] == ["县市场监管局"]


def test_deadlines_claims_and_text(exported: dict[str, Any]) -> None:
    first = exported["items"][1]
    assert first["due"] == "2026-12-31"
    assert first["covers"] == [{"requirement": "A1.2", "degree": "partial", "reason": "只写了一半", "proposed": False}]
    assert exported["items"][0]["text"] == "一段。\n二段。"


def test_targets_and_their_goals(exported: dict[str, Any]) -> None:
    rate, centres = exported["targets"]
    assert (rate["unit"], rate["where"], rate["responsible"]) == ("%", "一/(一)", ["县市场监管局"])
    assert [(g["year"], g["op"], g["value"]) for g in rate["goals"]] == [(2026, ">=", 94.5), (2027, ">=", 95.0)]
    assert rate["baseline"]["value"] == 94.1
    assert centres["goals"][0]["op"] == "increase_by"
    assert (centres["goals"][0]["value"], centres["goals"][0]["at_least"]) == (2, True)


def test_the_document_and_what_it_rests_on(exported: dict[str, Any]) -> None:
    document = exported["document"]
    assert (document["issuer"], document["issuers"]) == ("甲委、乙府", ["甲委", "乙府"])
    assert document["notice"]["text"] == "现将方案印发。\n请落实。"
    assert exported["bases"] == [
        {"title": "质量强国建设纲要", "number": None},
        {"title": "总局方案", "number": "国市监质发〔2024〕97号"},
    ]
    assert exported["defaults"] == {"units": ["各乡镇人民政府"], "since": "t02", "note": "以下不再列出"}
    assert exported["units"][1] == {"name": "成员单位", "full": None, "aliases": [], "members": ["县科技局"]}


def test_every_relation_of_the_plan_schema_has_an_operator() -> None:
    schema = json.loads(resources.text("schemas", "plan.schema.json"))
    assert set(schema["$defs"]["goal"]["properties"]["relation"]["enum"]) == set(exporting.OPERATORS)
