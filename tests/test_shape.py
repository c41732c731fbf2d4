import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_data import PLANS

from qplan import build, nodes, resources, shape, source, vocabulary
from qplan.notation import numbering


def remarks(text):
    tree = nodes.read(source.decode("plan.yaml", text.encode()))
    return shape.check(vocabulary.canonical(tree)).remarks


def test_the_schema_is_a_schema():
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(json.loads(resources.text("schemas", "plan.schema.json")))


@pytest.mark.parametrize("entry", shape.CODES.values(), ids=lambda entry: entry.code)
def test_each_code_is_given_by_its_bad_example_and_not_by_the_good_one(entry):
    assert entry.code in [code for code, _ in remarks(entry.bad)]
    assert remarks(entry.good) == ()


@pytest.mark.parametrize(
    ("key", "presets"), [("编号方式", tuple(numbering.PRESETS)), ("责任标注", tuple(build.NOTE_STYLES))]
)
def test_only_known_presets_are_taken(key, presets):
    for preset in presets:
        assert remarks(f"{key}: {preset}\n内容: [{{标题: 甲}}]\n") == ()
    assert [code for code, _ in remarks(f"{key}: 一、（一）\n内容: [{{标题: 甲}}]\n")] == ["Q105"]


@pytest.mark.parametrize(("stage", "guessed"), [("征求意见", True), ("甲乙丙", False)])
def test_the_choices_are_told_once(stage, guessed):
    ((_, remark),) = remarks(f"公文: {{稿次: {stage}}}\n内容: [{{标题: 甲}}]\n")
    assert ("是否应为" in remark.hint) is guessed
    assert (remark.hint + remark.remedy).count("可写：") == 1


def test_an_unknown_key_that_stands_for_a_missing_one_is_one_finding():
    found = remarks("指标:\n  - 指标名称: 合格率\n内容: [{标题: 甲}]\n")
    assert [(code, remark.hint) for code, remark in found] == [("Q103", "是否应为“名称”？此处正缺少它")]


def test_messages_use_the_keys_of_the_file():
    chinese = remarks("内容:\n  - {标题: 甲, 部分: 任务书}\n")[0][1].message
    english = remarks("content:\n  - {title: 甲, part: job}\n")[0][1].message
    assert chinese == "“甲”的“部分”不能是“任务书”"
    assert english == "“甲”的“part”不能是“job”"


def test_what_is_wrong_is_left_out_and_the_rest_stays():
    tree = nodes.read(
        source.decode("p", "内容:\n  - {标题: 甲, 部分: 错, 正文: 话。}\n  - [乙]\n  - {标题: 丙}\n".encode())
    )
    data = shape.check(vocabulary.canonical(tree)).data
    assert data == {"content": [{"title": "甲", "text": "话。"}, None, {"title": "丙"}]}


def _places(data):
    stack = [((), data)]
    while stack:
        route, value = stack.pop()
        yield route
        members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        stack += [((*route, key), inner) for key, inner in members]


@st.composite
def broken_plans(draw):
    """A sound plan with one to three values replaced or keys added."""
    data = copy.deepcopy(draw(PLANS))
    for _ in range(draw(st.integers(1, 3))):
        route = draw(st.sampled_from(sorted(_places(data), key=repr)))
        wrong = draw(st.sampled_from([7, "错", [], {}, [7], {"错": 1}, True, None, {"2026": 3}, ["x", {"要点": 2}]]))
        if route:
            parent = data
            for key in route[:-1]:
                parent = parent[key]
            parent[route[-1]] = wrong
        else:
            data["错"] = wrong
    return data


@given(broken_plans())
def test_both_validators_blame_the_same_places(data):
    fast_valid, fast = shape._validator()
    slow_valid, slow = shape.reference_validator(vocabulary.schema())
    assert fast_valid(data) == slow_valid(data)
    assert set(shape._normalised(data, fast(data))) == set(shape._normalised(data, slow(data)))


@given(broken_plans())
def test_what_is_left_after_shape_holds(data):
    canonical = vocabulary.Canonical(data, "en")
    shaped = shape.check(canonical)
    _, violations = shape.reference_validator(vocabulary.schema())
    rest = set(violations(shaped.data))
    # Lists keep their length with None in them, and a required key that is missing cannot be left out.
    allowed = {"type", "required", "minItems"}
    assert {keyword for _, keyword in rest} <= allowed


@pytest.mark.parametrize(
    ("text", "hint", "remedy"),
    [
        ("内容:\n  - 标题：甲\n", "键后面要写半角冒号和一个空格", "改为 `标题: …`"),
        ("内容:\n  - 标题:甲\n", "键后面要写半角冒号和一个空格", "改为 `标题: …`"),
        ("内容:\n  -标题: 甲\n", "“-”后面要空一格", "改为 `- 标题: …`"),
        ("内容: 总体要求\n", "现为文字", ""),
    ],
)
def test_a_colon_or_a_blank_that_hides_a_key_is_named(text, hint, remedy):
    [(code, remark)] = remarks(text)
    assert (code, remark.hint, remark.remedy) == ("Q101", hint, remedy)
