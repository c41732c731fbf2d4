import json

import jsonschema
import pytest


@pytest.mark.parametrize("keys", ["zh", "en"])
def test_the_schema_in_either_language_accepts_the_example_in_it(qplan, root, keys):
    from qplan import nodes, source, vocabulary

    schema = json.loads(qplan("schema", "--keys", keys, "-o", "-").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    tree = nodes.read(source.read(root / "examples" / "county" / "plan.yaml"))
    data = vocabulary.translate_out(vocabulary.canonical(tree).data, keys)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []


def test_the_pack_s_requirements_are_offered_by_title(qplan):
    text = qplan("schema", "-o", "-").stdout
    assert '"const": "A3.2"' in text
    schema = json.loads(text)
    wrong = {"内容": [{"标题": "甲", "对应": ["A9.9"]}]}
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(wrong)) != []
    right = {"内容": [{"标题": "甲", "对应": ["A3.2", "（一）2", {"要点": "A1.1"}]}]}
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(right)) == []


def test_every_key_of_the_chinese_schema_is_chinese(qplan):
    def keys(node):
        if isinstance(node, dict):
            yield from (key for key in node.get("properties", {}) if isinstance(node["properties"], dict))
            for inner in node.values():
                yield from keys(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from keys(inner)

    assert [key for key in keys(json.loads(qplan("schema", "--keys", "zh", "-o", "-").stdout)) if key.isascii()] == []


def test_it_is_written_to_a_file(qplan, tmp_path):
    assert qplan("schema", "-o", "plan.schema.json").returncode == 0
    assert json.loads((tmp_path / "plan.schema.json").read_text(encoding="utf-8"))["type"] == "object"


def test_by_default_it_lies_where_the_plans_of_the_folder_refer_to_it(qplan, tmp_path):
    assert qplan("schema").returncode == 0
    assert json.loads((tmp_path / ".qplan" / "plan.schema.json").read_text(encoding="utf-8"))["type"] == "object"


def test_a_folder_that_cannot_be_made_is_told(qplan, tmp_path):
    (tmp_path / ".qplan").write_text("", encoding="utf-8")
    done = qplan("schema")
    assert done.returncode == 2
    assert ".qplan" in done.stderr
