"""What edits make of plan data: the specification that the text has to follow."""

from __future__ import annotations

import contextlib
import copy
import random

import dressed_plans
import plan_data
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.amending import amended
from qplan.amending.edits import Drop, Insert, Move, Put, Words
from qplan.errors import Unamendable

_LIST = {"bases": ["甲", "乙", "丙"], "content": [{"title": "一", "content": [{"title": "二"}]}, {"title": "三"}]}
_BASES = ("bases",)

CASES = {
    "words": ([Words(("bases", 1), "乙", "丁")], {"bases": ["甲", "丁", "丙"]}),
    "put": ([Put(("bases", 0), {"title": "丁"})], {"bases": [{"title": "丁"}, "乙", "丙"]}),
    "put-key": ([Put(("region",), {"name": "县"})], {"region": {"name": "县"}}),
    "put-list": ([Put(_BASES, ["丙", "甲"])], {"bases": ["丙", "甲"]}),
    "drop": ([Drop(("bases", 0)), Drop(("bases", 2))], {"bases": ["乙"]}),
    "drop-all": ([Drop(("bases", number)) for number in range(3)], {"bases": []}),
    "insert": ([Insert(_BASES, 1, "x"), Insert(_BASES, 1, "y"), Insert(_BASES, 3, "z")], {"bases": ["甲", "x", "y", "乙", "丙", "z"]}),
    "insert-where-one-goes": ([Drop(("bases", 1)), Insert(_BASES, 1, "x"), Insert(_BASES, 2, "y")], {"bases": ["甲", "x", "y", "丙"]}),
    "move-down": ([Move(("bases", 0), _BASES, 2)], {"bases": ["乙", "甲", "丙"]}),
    "move-up": ([Move(("bases", 2), _BASES, 0)], {"bases": ["丙", "甲", "乙"]}),
    "move-nowhere": ([Move(("bases", 1), _BASES, 2)], {"bases": ["甲", "乙", "丙"]}),
    "move-changed": ([Move(("bases", 0), _BASES, 3), Words(("bases", 0), "甲", "改")], {"bases": ["乙", "丙", "改"]}),
    "move-into-what-moves": (
        [Move(("content", 0), ("content",), 2), Move(("content", 1), ("content", 0, "content"), 0)],
        {"content": [{"title": "一", "content": [{"title": "三"}, {"title": "二"}]}]},
    ),
    "the-same-twice": ([Put(("bases", 0), "x"), Put(("bases", 0), "x"), Drop(("bases", 1)), Drop(("bases", 1))], {"bases": ["x", "丙"]}),
}  # fmt: skip


@pytest.mark.parametrize("edits, change", CASES.values(), ids=CASES)
def test_edits_apply_together_by_the_routes_of_before(edits, change):
    assert amended(_LIST, edits) == {**_LIST, **change}


@pytest.mark.parametrize(
    "edits",
    [
        [Move(("content", 0), ("content", 0, "content"), 0)],
        [Move(("bases", 0), _BASES, 1), Move(("bases", 0), _BASES, 2)],
        [Move(("bases", 0), _BASES, 2), Drop(("bases", 0))],
        [Put(_BASES, []), Insert(_BASES, 0, "x")],
        [Drop(("content", 0)), Move(("content", 1), ("content", 0, "content"), 0)],
        [Drop(())],
        [Words(("bases", 0), "", "x")],
        [Put(("bases", 7), "x")],
        [Put(("region", "name"), "x")],
        [Drop(("bases", -1))],
    ],
)
def test_contradictions_are_refused(edits):
    with pytest.raises(Unamendable):
        amended(_LIST, edits)


@given(plan_data.PLANS, st.integers(0, 10**9))
def test_the_data_itself_stays_as_it_is(data, seed):
    edits = dressed_plans.edits_of(data, random.Random(seed), 3)
    before = copy.deepcopy(data)
    with contextlib.suppress(Unamendable):
        amended(data, edits)
    assert data == before


@given(plan_data.PLANS, st.integers(0, 10**9))
def test_edits_of_different_places_may_come_one_after_the_other(data, seed):
    edits = [edit for edit in dressed_plans.edits_of(data, random.Random(seed), 3) if isinstance(edit, Words | Put)]
    try:
        at_once = amended(data, edits)
    except Unamendable:
        return
    if len({edit.at for edit in edits}) == len(edits):
        for edit in edits:
            data = amended(data, [edit])
        assert at_once == data
