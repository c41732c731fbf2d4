"""nearest: which known word was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.nearest import distance, nearest

KEYS = ["标题", "正文", "牵头单位", "配合单位", "责任单位", "责任原文", "完成时限", "年度安排"]
ENGLISH = ["title", "text", "lead", "support", "responsible", "due", "covers"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("完成时间", "完成时限"),
        ("牵头", "牵头单位"),
        ("责任部门", "责任单位"),
        ("标提", "标题"),
        ("配和单位", "配合单位"),
        ("时间", None),
        ("预算", None),
        ("", None),
    ],
)
def test_chinese_keys(word: str, meant: str | None) -> None:
    assert nearest(word, KEYS) == meant


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"),
        ("Lead", "lead"),
        ("ｔｅｘｔ", "text"),
        ("cover", "covers"),
        ("budget", None),
        ("foo", None),
    ],
)
def test_english_keys(word: str, meant: str | None) -> None:
    assert nearest(word, ENGLISH) == meant


def test_first_of_equals_wins() -> None:
    assert nearest("A1.9", ["A1.1", "A1.2"]) == "A1.1"
    assert nearest("A1.9", ["A1.2", "A1.1"]) == "A1.2"


def test_swapped_neighbours_are_one_step() -> None:
    assert distance("财政局县", "财政县局", 3) == 1


@given(st.text("市县局财政场", max_size=6), st.text("市县局财政场", max_size=6))
def test_distance_is_symmetric_and_zero_only_for_equals(one: str, two: str) -> None:
    assert distance(one, two, 9) == distance(two, one, 9)
    assert (distance(one, two, 9) == 0) == (one == two)


@given(st.text(min_size=1, max_size=8), st.lists(st.text(max_size=8), max_size=5))
def test_a_known_word_finds_itself_or_its_fold(word: str, others: list[str]) -> None:
    found = nearest(word, [*others, word])
    assert found is not None
