"""Which points of two versions are the same ones: by words, ids, titles, places; what came, went and moved."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_data import PLANS

from qplan import build
from qplan.plan import Plan
from qplan.revising.matching import Matching, match


def item(title: str, text: str = "", **more: Any) -> dict[str, Any]:
    return {"title": title, "text": text or f"{title}，细化措施，压实责任。", **more}


BASE = [
    {"title": "总体要求", "part": "overview", "content": [item("指导思想"), item("主要目标")]},
    {
        "title": "重点任务",
        "part": "tasks",
        "content": [
            {"title": "提高产品质量", "content": [item("做优茶叶品质", id="t01"), item("整治泵阀质量", id="t02")]},
            {"title": "提升服务质量", "content": [item("规范民宿服务", id="t03"), item("改进政务服务", id="t04")]},
        ],
    },
]


def plan(content: list[dict[str, Any]]) -> Plan:
    return build.build({"content": content})


def edited(*steps: Any) -> list[dict[str, Any]]:
    content = copy.deepcopy(BASE)
    for step in steps:
        step(content)
    return content


def titles(found: Matching) -> tuple[list[str], list[str], list[str], list[tuple[str, str]]]:
    return (
        [node.title for node in found.gone],
        [node.title for node in found.come],
        [after.title for _, after in found.moved],
        [(one.title, other.title) for one, other in found.pairs if one.title != other.title],
    )


def reword(content: list[dict[str, Any]]) -> None:
    content[1]["content"][0]["content"][1] |= {
        "title": "治理泵阀质量问题",
        "text": "整治泵阀质量，细化措施，压实各方责任。",
    }


def rename(content: list[dict[str, Any]]) -> None:
    content[1]["content"][1]["title"] = "做强服务业"


def swap(content: list[dict[str, Any]]) -> None:
    content[1]["content"].reverse()


def away(content: list[dict[str, Any]]) -> None:
    content[1]["content"][1]["content"].append(content[1]["content"][0]["content"].pop(0))


def drop(content: list[dict[str, Any]]) -> None:
    del content[1]["content"][0]["content"][0]


def add(content: list[dict[str, Any]]) -> None:
    content[1]["content"][0]["content"].insert(0, item("培养质量人才", "每年办两期培训班。"))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), ([], [], [], [])),
        ((reword,), ([], [], [], [("整治泵阀质量", "治理泵阀质量问题")])),
        ((rename,), ([], [], [], [("提升服务质量", "做强服务业")])),
        ((swap,), ([], [], ["提高产品质量"], [])),
        ((away,), ([], [], ["做优茶叶品质"], [])),
        ((drop,), (["做优茶叶品质"], [], [], [])),
        ((add,), ([], ["培养质量人才"], [], [])),
        ((drop, add, rename), (["做优茶叶品质"], ["培养质量人才"], [], [("提升服务质量", "做强服务业")])),
    ],
)
def test_what_became_of_the_points(steps: Any, expected: Any) -> None:
    found = titles(match(plan(BASE), plan(edited(*steps))))
    assert found == expected or (steps == (swap,) and found[2] == ["提升服务质量"])


def test_an_id_finds_what_was_written_anew() -> None:
    def anew(content: list[dict[str, Any]]) -> None:
        content[1]["content"][0]["content"][1] |= {"title": "百日攻坚", "text": "另起炉灶。"}

    first, second = plan(BASE), plan(edited(anew))
    assert titles(match(first, second))[:2] == (["整治泵阀质量"], ["百日攻坚"])
    assert titles(match(first, second, ids={"t02"}))[3] == [("整治泵阀质量", "百日攻坚")]


@given(PLANS)
def test_a_plan_is_matched_with_itself(data: dict[str, Any]) -> None:
    one = build.build(data)
    found = match(one, build.build(copy.deepcopy(data)))
    assert not found.gone
    assert not found.come
    assert not found.moved
    assert all(before.route == after.route for before, after in found.pairs)


@given(PLANS, st.data())
def test_every_point_is_in_one_place(data: dict[str, Any], draw: st.DataObject) -> None:
    other = copy.deepcopy(data)
    chapters = other["content"]
    draw.draw(st.permutations(chapters)).copy()
    other["content"] = draw.draw(st.permutations(chapters))
    if len(chapters) > 1 and draw.draw(st.booleans()):
        other["content"] = other["content"][1:]
    first, second = build.build(data), build.build(other)
    found = match(first, second)
    assert sorted(n.route for n in (*found.gone, *(one for one, _ in found.pairs))) == sorted(
        node.route for node in first.nodes()
    )
    assert sorted(n.route for n in (*found.come, *(two for _, two in found.pairs))) == sorted(
        node.route for node in second.nodes()
    )
