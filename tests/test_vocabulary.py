from hypothesis import given
from plan_data import PLANS

from qplan import emit, nodes, shape, source, vocabulary


def canonical(text):
    return vocabulary.canonical(nodes.read(source.decode("plan.yaml", text.encode())))


def test_chinese_and_english_plans_say_the_same():
    chinese = canonical(
        "地区: {名称: 示例区, 层级: 区}\n公文: {稿次: 送审稿}\n内容:\n  - {标题: 任务, 部分: 重点任务}\n"
    )
    english = canonical(
        "region: {name: 示例区, level: district}\ndocument: {stage: review}\ncontent:\n  - {title: 任务, part: tasks}\n"
    )
    assert chinese.data == english.data
    assert (chinese.keys, english.keys) == ("zh", "en")


def test_values_of_the_other_language_and_synonyms_are_understood():
    data = canonical(
        "内容:\n  - {标题: 甲, 部分: 保障措施}\n  - {标题: 乙, 部分: safeguards}\n  - {标题: 丙, 部分: 组织保障}\n"
    ).data
    assert [node["part"] for node in data["content"]] == ["safeguards"] * 3


def test_a_text_stays_what_was_typed():
    data = canonical(
        "内容:\n  - {标题: 2026, 完成时限: 2026-12, 标识: t01}\n  - {标题: true}\n  - {标题: 010101}\n"
    ).data
    assert [node["title"] for node in data["content"]] == ["2026", "true", "010101"]


def test_a_key_without_a_value_is_not_written():
    assert canonical("公文:\n  标题:\n内容:\n  - 标题: 甲\n").data == {
        "document": {},
        "content": [{"title": "甲"}],
    }


def test_a_stray_key_of_the_other_language_is_found_at_its_place():
    [(code, remark)] = canonical("内容:\n  - title: 总体要求\n").remarks
    assert (code, remark.at) == ("Q107", ("content", 0, "title"))


def test_one_key_in_two_languages_is_found():
    found = canonical("内容:\n  - 标题: 甲\n    title: 乙\n")
    assert [code for code, _ in found.remarks] == ["Q108"]
    assert found.data["content"][0]["title"] == "甲"


@given(PLANS)
def test_translation_goes_both_ways(data):
    for language in ("zh", "en"):
        spoken = vocabulary.translate_out(data, language)
        tree = nodes.Tree(spoken, {}, {}, {})
        assert vocabulary.canonical(tree).data == data


def test_every_property_explains_itself_in_chinese():
    def visit(node, where):
        if not isinstance(node, dict):
            return
        for key, prop in node.get("properties", {}).items():
            full = vocabulary.resolve(prop)
            assert full.get("title"), f"{where}.{key} has no Chinese name"
            assert full.get("description"), f"{where}.{key} has no description"
            visit(prop, f"{where}.{key}")
        for inner in ("items", "additionalProperties"):
            visit(node.get(inner), where)

    schema = vocabulary.schema()
    visit(schema, "")
    for name, node in schema["$defs"].items():
        visit(node, name)


def test_chinese_names_are_unique_within_each_mapping():
    def visit(node):
        if isinstance(node, dict):
            titles = [prop.get("title") for prop in node.get("properties", {}).values() if isinstance(prop, dict)]
            named = [title for title in titles if title]
            assert len(named) == len(set(named)), named
            for inner in node.values():
                visit(inner)
        elif isinstance(node, list):
            for inner in node:
                visit(inner)

    visit(vocabulary.schema())


@given(PLANS)
def test_what_emit_writes_is_read_as_the_same_plan(data):
    for language in ("zh", "en"):
        text = emit.emit(data, language)
        tree = nodes.read(source.decode("plan.yaml", text.encode()))
        assert [f.message for f in tree.findings if f.severity == "error"] == []
        found = vocabulary.canonical(tree)
        assert found.remarks == []
        assert _trimmed(shape.check(found).data) == _trimmed(data)


def _trimmed(value):
    """A block of text ends with a line end, which is no part of it; numbers may be written as text."""
    if isinstance(value, dict):
        return {key: _trimmed(inner) for key, inner in value.items() if inner not in (None, "")}
    if isinstance(value, list):
        return [_trimmed(inner) for inner in value]
    return value.rstrip("\n") if isinstance(value, str) else value
