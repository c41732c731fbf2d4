"""Labels: the three forms that are read, how items are told apart, and what is said of other files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qplan.errors import Misuse
from qplan.packs import labels


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_sentences_by_requirement_judge_no_more_than_they_say(tmp_path: Path) -> None:
    text = (
        "A1.1:\n  full: [实施质量强县战略。]\n  partial:\n  - {title: 总则, text: 增强意识。}\n"
        "  not:\n  - {text: 推进垃圾分类。, is: [A5.5]}\n  - 推动高质量发展。\n"
    )
    read = labels.load(written(tmp_path, "a.yaml", text))
    full, partial, other, none = read.told
    assert read.sentences
    assert (full.expected, full.judges("A1.1"), full.judges("A5.5")) == ({"A1.1": ("full",)}, True, False)
    assert (partial.title, partial.text, partial.expected) == ("总则", "增强意识。", {"A1.1": ("partial",)})
    assert other.expected == {"A5.5": ("full", "partial")}
    assert [none.judges(key) for key in ("A1.1", "A5.5")] == [True, False]
    assert [each.where for each in read.told] == [
        "A1.1“写明”第1句",
        "A1.1“写到”第1句",
        "A1.1“不算”第1句",
        "A1.1“不算”第2句",
    ]


def test_sentences_one_a_line_deny_what_they_do_not_name(tmp_path: Path) -> None:
    told = labels.load(written(tmp_path, "a.yaml", "环境|推进垃圾分类: A5.5 A5.4?\n推动发展: ''\n")).told
    assert (told[0].title, told[0].text) == ("环境", "推进垃圾分类")
    assert [told[0].judges(key) for key in ("A5.5", "A5.4", "A1.1")] == [True, False, True]
    assert told[1].expected == {}


def test_items_are_found_by_their_last_number_or_whole_path(tmp_path: Path) -> None:
    items = {
        "(三)": {"covers": {"A1.1": "full|partial"}, "either_way": ["A1.2"]},
        "保障(一)": {"covers": {}},
        "二/(一)/4": {"covers": {}},
    }
    data = {"plan": "p.yaml", "items": items, "requirements": {"A1.1": "full|partial"}}
    read = labels.load(written(tmp_path, "a.json", json.dumps(data, ensure_ascii=False)))
    assert read.plan == tmp_path / "p.yaml"
    assert read.states == {"A1.1": ("full", "partial")}
    assert read.told[0].expected == {"A1.1": ("full", "partial")}
    assert read.where("二/(三)", "tasks") == "(三)"
    assert read.where("三/（一）", "safeguards") == "保障(一)"
    assert read.where("二/（一）/4", "tasks") == "二/(一)/4"
    assert read.where("四/9", "tasks") == "四/9"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.json", "{\n[", "第 2 行不是 JSON"),
        ("a.json", "{}", "不是标注文件"),
        ("a.json", '{"items": {"1": {"covers": {"A1.1": "most"}}}}', "不能是“most”"),
        ("a.yaml", "A1.1: {full: [甲], maybe: [乙]}\n", "不能是“maybe”"),
        ("a.yaml", "要点: {full: [甲]}\n", "“要点”不是要点编号"),
        ("a.yaml", "甲: 乙 丙\n", "“乙”不是要点编号"),
        ("a.yaml", "A1.1: [\n", "第 1 行"),
    ],
)
def test_another_file_is_said_to_be_none(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(Misuse, match=says):
        labels.load(written(tmp_path, name, text))
