import json

import jsonschema
import pytest

from qplan import resources


def plan(tmp_path, text, name="plan.yaml"):
    (tmp_path / name).write_text(text, encoding="utf-8")


SOUND = "内容:\n  - 标题: 总体要求\n    正文: 坚持质量第一。\n"
ERROR = "内容:\n  - 标题: 总体要求\n    完成时间: 2026\n"


def test_the_plan_of_the_folder_is_the_default(qplan, tmp_path):
    plan(tmp_path, ERROR)
    done = qplan("validate")
    assert done.returncode == 1
    assert "plan.yaml:3:5: 错误 Q103" in done.stdout
    assert "是否应为“完成时限”？" in done.stdout


def test_the_caret_stands_under_the_chinese_key(qplan, tmp_path):
    from qplan import display

    plan(tmp_path, ERROR)
    lines = qplan("validate").stdout.splitlines()
    place = next(i for i, line in enumerate(lines) if "完成时间: 2026" in line)
    source, caret = lines[place], lines[place + 1]
    assert display.width(source[: source.index("完成时间")]) == display.width(caret[: caret.index("^")])
    assert caret.count("^") == display.width("完成时间")


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("advice", 1), ("never", 0)])
def test_what_counts_as_failing(qplan, tmp_path, level, code):
    plan(tmp_path, ERROR)
    assert qplan("validate", "--fail-on", level).returncode == code


def test_warnings_fail_only_where_asked(qplan, tmp_path):
    plan(tmp_path, SOUND)
    assert qplan("validate").returncode == 0
    assert qplan("validate", "--fail-on", "warning").returncode == 1


def test_json_holds_to_its_schema(qplan, tmp_path):
    plan(tmp_path, ERROR)
    report = json.loads(qplan("validate", "--format", "json").stdout)
    jsonschema.Draft202012Validator(json.loads(resources.text("schemas", "findings.schema.json"))).validate(report)
    first = next(finding for finding in report["findings"] if finding["code"] == "Q103")
    assert (first["line"], first["column"], first["severity"]) == (3, 5, "error")
    assert first["at"] == ["content", 0, "完成时间"]


def test_several_files_and_one_that_is_not_there(qplan, tmp_path):
    plan(tmp_path, SOUND, "a.yaml")
    plan(tmp_path, ERROR, "b.yaml")
    done = qplan("validate", "a.yaml", "b.yaml", "c.yaml")
    assert done.returncode == 2
    assert "b.yaml:3:5" in done.stdout
    assert "c.yaml" in done.stderr


def test_a_shape_error_hides_meanings_only_at_its_own_place(qplan, tmp_path):
    plan(tmp_path, "内容:\n  - 标题: 任务\n    部分: 任务书\n    内容:\n      - {标题: 甲, 正文: 做。, 对应: [A9.9]}\n")
    out = qplan("validate").stdout
    assert "Q104" in out
    assert "A9.9" in out


def test_json_is_json_on_a_console_in_gbk(qplan, tmp_path):
    plan(tmp_path, "内容:\n  - 标题: 总体要求\n    ㉑：1\n    完成时间: 2026\n")
    done = qplan("validate", "--format", "json", PYTHONIOENCODING="gbk")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["summary"]["error"] > 0


def test_only_characters_that_a_chinese_console_has(qplan, root):
    for folder in ("docs/tour", "examples/county"):
        done = qplan("validate", root / folder / "plan.yaml")
        (done.stdout + done.stderr).encode("gbk")
