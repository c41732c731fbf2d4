"""Ids as bookmarks: what Word's rules let through, and what comes back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from qplan import anchors

IDS = st.from_regex(r"[A-Za-z\u4e00-\u9fff][-_.A-Za-z0-9\u4e00-\u9fff]{0,39}", fullmatch=True)


def test_an_id_comes_back_with_its_signs_folded() -> None:
    assert anchors.anchor("t01") == "t01"
    assert anchors.anchor("t-01.2") == "t_01_2"
    assert anchors.anchor("任务一") == "任务一"


def test_an_id_that_no_bookmark_can_hold_is_not_carried() -> None:
    assert anchors.anchor("长" * 34)
    assert anchors.anchor("长" * 35) == ""
    assert anchors.anchor("1a") == anchors.anchor("a b") == anchors.anchor("") == ""


def test_ids_that_word_takes_for_one_are_none() -> None:
    assert anchors.anchors(["T1", "t1", "a-b", "a.b", "c", "d", "d"]) == {"c": "c"}


def test_other_bookmarks_and_those_that_occur_twice_carry_nothing() -> None:
    names = ["_GoBack", "t01", "qplan_", "qplan_1", "qplan_a b", "qplan_t02", "qplan_t03", "QPLAN_T04", "qplan_T03"]
    assert anchors.carried(names) == {"qplan_t02": "t02"}


@given(st.lists(IDS, max_size=8))
def test_what_goes_out_comes_back(ids: list[str]) -> None:
    out = anchors.anchors(ids)
    names = [anchors.bookmark(folded) for folded in out.values()]
    assert all(re.fullmatch(r"[^\W\d_]\w{0,39}", name) for name in names)
    assert len({name.lower() for name in names}) == len(names)
    assert list(anchors.carried(names).values()) == [anchors.anchor(each) for each in out]
