"""What the printed part of a plan holds, what it leaves out, and how the paper shows the cases that were ambiguous."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from qplan import build, dossier, reading, rendering
from qplan.body import body
from qplan.printed import Printed, Said, printed
from qplan.reading import plandata
from qplan.reading.formats import text
from qplan.reading.gathering import Gathering

PLAN: dict[str, Any] = {
    "region": {"name": "示例县", "level": "county"},
    "document": {"title": "示例县质量提升实施方案", "stage": "review", "preamble": "为抓好质量工作，制定本方案。"},
    "targets": [{"id": "z01", "indicator": "抽检合格率", "goals": {"2026": "98%以上"}}],
    "content": [
        {
            "title": "重点任务",
            "content": [
                {
                    "id": "t01",
                    "title": "建平台",
                    "text": "把仪器登记上网。",
                    "lead": ["县科技局"],
                    "due": "2026-12",
                    "measures": [{"number": 1, "text": "先登记。"}, {"number": 2, "text": "再共享。"}],
                },
                {"id": "t02", "title": "办讲堂", "text": "每季度讲一课。", "boxes": [{"title": "专栏", "text": "两处讲堂。"}]},
            ],
        }
    ],
}  # fmt: skip


def of(data: dict[str, Any]) -> Printed:
    return printed(build.build(data))


def changed(path: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(PLAN)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    place: Any = data
    for step in steps:
        place = place[step]
    place[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("document/title", "示例县质量提升工作方案"),
        ("document/stage", "consultation"),
        ("document/preamble", "制定本方案。"),
        ("content/0/content/0/lead", ["县财政局"]),
        ("content/0/content/0/due", "2027"),
        ("content/0/content/0/and_others", True),
        ("content/0/content/0/measures/1/text", "再开放。"),
        ("content/0/content/1/number", 4),
        ("content/0/content/1/boxes/0/text", "三处讲堂。"),
        ("content/0/content/1/show", "targets"),
        ("annexes", [{"title": "主要指标表", "content": "target_table"}]),
    ],
)
def test_what_a_reader_would_see_is_in_it(path: str, value: Any) -> None:
    assert of(changed(path, value)) != of(PLAN)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("content/0/content/0/id", "t09"),
        ("content/0/content/0/covers", ["A1.1"]),
        ("content/0/content/0/remark", "再议"),
        ("content/0/content/0/due", "2026年12月底前"),
        ("content/0/part", "tasks"),
        ("targets/0/goals", {"2026": "99%以上"}),
        ("units", [{"name": "县科技局", "full": "示例县科学技术局"}]),
        ("document/number", "示政发〔2026〕　号"),
        ("procedure", {"legality_review": "通过"}),
    ],
)
def test_what_only_the_file_holds_is_not(path: str, value: Any) -> None:
    assert of(changed(path, value)) == of(PLAN)


def test_a_numbered_measure_is_a_point_and_a_note_has_its_meaning() -> None:
    (chapter,) = of(PLAN).points
    task = chapter.points[0]
    assert task.said == (Said(lead=("县科技局",), due="2026年12月底前"),)
    assert [point.number for point in task.points] == ["1.", "2."]
    assert task.heading == "（一）建平台。"


def shown(content: list[dict[str, Any]], style: dict[str, Any] | None = None) -> list[str]:
    data = {"content": [{"title": "任务", "content": content}]} | ({"unit_note": style} if style else {})
    return [paragraph.text for paragraph in body(build.build(data))][1:]


MEASURES = [{"text": "先试点。", "lead": ["县科技局"]}, {"text": "再推开。", "lead": ["县财政局"]}]


def test_nothing_runs_on_behind_a_note_that_no_bracket_closes() -> None:
    assert shown([{"title": "建平台", "text": "办好。", "measures": MEASURES}], {"brackets": "无"}) == [
        "（一）建平台。办好。先试点。牵头单位：县科技局", "再推开。牵头单位：县财政局",
    ]  # fmt: skip


def test_a_note_without_brackets_is_no_part_of_a_heading() -> None:
    assert shown([{"title": "建平台", "lead": ["县科技局"]}], {"brackets": "无"}) == [
        "（一）建平台",
        "牵头单位：县科技局",
    ]


def test_a_note_of_the_heading_stays_there() -> None:
    words = "示例县质量提升实施方案\n一、重点任务\n（一）市场准入（县市场监管局牵头）\n少跑路。\n（二）工程质量（县住建局牵头）\n严把关。"
    imported = plandata.assemble(text.gathered(words), name="甲.txt")
    assert [item["text"] for item in imported.data["content"][0]["content"]] == ["少跑路。", "严把关。"]
    paragraphs = body(build.build(imported.data))
    assert [paragraph.text for paragraph in paragraphs] == words.split("\n")[1:]


def test_a_frame_says_where_a_box_ends() -> None:
    gathering = Gathering()
    for words, boxed in (
        ("示例县质量提升实施方案", False), ("一、重点任务", False), ("（一）建平台", False), ("办好平台。", False),
        ("示范工程", True), ("1.先试点。", True), ("1.登记仪器。把仪器登记上网。", False),
    ):  # fmt: skip
        gathering.paragraph(words, "第 1 段", boxed=boxed)
    plan = build.build(plandata.assemble(gathering, name="甲.docx").data)
    (section,) = plan.content[0].content
    assert [(box.title, box.text) for box in section.boxes] == [("示范工程", "1.先试点。")]
    assert [node.title for node in section.content] == ["登记仪器"]


def test_an_imported_notice_is_printed_before_the_plan(tmp_path: Any) -> None:
    words = (
        "示例县人民政府关于印发示例县质量提升实施方案的通知\n各乡镇人民政府：\n现将《示例县质量提升实施方案》印发给你们，请认真贯彻执行。\n"
        "示例县人民政府\n2026年3月2日\n（此件公开发布）\n示例县质量提升实施方案\n一、重点任务\n（一）建平台。把仪器登记上网。\n"
    )
    path = tmp_path / "甲.txt"
    path.write_text(words, encoding="utf-8")
    plan = build.build(reading.read(path).data)
    told = rendering.render(dossier.compile_(plan), "txt", "plan").decode()
    assert [line for line in told.split("\n") if line] == [line for line in words.split("\n") if line]


def test_annexes_keep_the_order_of_their_list() -> None:
    words = "示例县质量提升实施方案\n一、重点任务\n（一）建平台。把仪器登记上网。\n附件：1.试点名单（另附）\n2.名词解释\n附件2\n名词解释\n平台：登记仪器的网页。"
    imported = plandata.assemble(text.gathered(words), name="甲.txt")
    assert [(annex["title"], annex["content"]) for annex in imported.data["annexes"]] == [
        ("试点名单", "separate"), ("名词解释", "text"),
    ]  # fmt: skip
