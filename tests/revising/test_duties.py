import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.amending import amended
from qplan.amending.edits import Drop, Insert, Put, Words
from qplan.build import build
from qplan.notation import deadlines
from qplan.plan import ROLES, Duty
from qplan.revising import duties

ROUTE = ("content", 0, "content", 0)
NAMES = ["县科技局", "县财政局", "县市场监管局", "县教育局", "各乡镇人民政府", "市生态环境局示例县分局"]


def plan(item, **more):
    return {"content": [{"title": "重点任务", "part": "tasks", "content": [{"title": "建平台", **item}]}], **more}


def said(data):
    item = build(data).content[0].content[0]
    return item.duty, item.due


def item_of(data):
    return data["content"][0]["content"][0]


@pytest.mark.parametrize(
    ("item", "role", "old", "new", "edits"),
    [
        # lists, in flow or block: the data is the same, the edit is of the member
        (
            {"support": ["县财政局", "县教育局"]}, "support", ["县财政局", "县教育局"], ["县财政局", "县科技局"],
            (Put((*ROUTE, "support", 1), "县科技局"),),
        ),
        (
            {"support": ["县财政局", "县教育局"]}, "support", ["县财政局", "县教育局"], ["县教育局"],
            (Drop((*ROUTE, "support", 0)),),
        ),
        (
            {"support": ["县财政局", "县教育局"]}, "support", ["县财政局", "县教育局"],
            ["县财政局", "县科技局", "县教育局"], (Insert((*ROUTE, "support"), 1, "县科技局"),),
        ),
        ({"support": ["县财政局"]}, "support", ["县财政局"], [], (Drop((*ROUTE, "support")),)),
        ({}, "lead", [], ["县科技局"], (Put((*ROUTE, "lead"), "县科技局"),)),
        ({}, "support", [], ["县科技局", "县财政局"], (Put((*ROUTE, "support"), ["县科技局", "县财政局"]),)),
        # one string under a role
        ({"lead": "县科技局"}, "lead", ["县科技局"], ["县教育局"], (Words((*ROUTE, "lead"), "县科技局", "县教育局"),)),
        (
            {"support": "县财政局、教育局，各乡镇人民政府"}, "support", ["县财政局", "县教育局", "各乡镇人民政府"],
            ["县财政局", "县科技局", "各乡镇人民政府"], (Words((*ROUTE, "support"), "教育局", "县科技局"),),
        ),
        # everything in one string
        (
            {"duty": "县科技局牵头，县财政局配合，2026年12月底前完成"}, "lead", ["县科技局"], ["县教育局"],
            (Words((*ROUTE, "duty"), "县科技局", "县教育局"),),
        ),
        (
            {"duty": "县科技局牵头，县财政局、县教育局配合"}, "support", ["县财政局", "县教育局"], ["县教育局"],
            (Words((*ROUTE, "duty"), "县财政局、", ""),),
        ),
        # the printed note beside the lists
        (
            {"lead": "县科技局", "unit_note": "（县科技局牵头，县财政局参与）", "support": ["县财政局"]}, "support",
            ["县财政局"], ["县教育局"],
            (Put((*ROUTE, "support", 0), "县教育局"), Words((*ROUTE, "unit_note"), "县财政局", "县教育局")),
        ),
    ],
)  # fmt: skip
def test_a_unit_is_an_edit_of_just_that_member_or_those_words(item, role, old, new, edits):
    data = plan(item)
    made = duties.edits(data, ROUTE, role, old, new)
    assert made == edits
    duty, _ = said(amended(data, made))
    assert list(getattr(duty, role)) == new


def test_a_note_whose_names_cannot_be_exchanged_is_written_anew():
    data = plan({"duty": "责任单位：县科技局、县财政局；完成时限：2026年底前"})
    made = duties.change(
        data, ROUTE, Duty(responsible=("县科技局", "县财政局")), Duty(lead=("县科技局",), support=("县财政局",))
    )
    assert [type(edit) for edit in made] == [Put]
    duty, due = said(amended(data, made))
    assert (duty.lead, duty.support, duty.responsible) == (("县科技局",), ("县财政局",), ())
    assert due.text == "2026年底前"


def test_a_unit_is_found_by_any_name_of_the_registry():
    registry = [{"name": "县科工信局", "aliases": ["县科技局"]}]
    data = plan({"support": ["县财政局", "县科技局"]}, units=registry)
    made = duties.edits(data, ROUTE, "support", ["县财政局", "县科工信局"], ["县财政局", "县教育局"])
    assert made == (Put((*ROUTE, "support", 1), "县教育局"),)
    assert not duties.edits(data, ROUTE, "support", ["县财政局", "县科工信局"], ["县财政局", "县科技局"])


def test_measures_and_targets_have_duties_of_their_own():
    data = plan(
        {"measures": [{"text": "建站。", "lead": ["县科技局"]}, "办班。"]},
        targets=[{"indicator": "合格率", "goals": {"2026": "95%"}, "responsible": ["县科技局"]}],
    )
    first, second = (*ROUTE, "measures", 0), (*ROUTE, "measures", 1)
    assert duties.edits(data, first, "lead", ["县科技局"], ["县财政局"]) == (Put((*first, "lead", 0), "县财政局"),)
    assert duties.edits(data, second, "lead", [], ["县财政局"]) == (
        Put(second, {"text": "办班。", "lead": "县财政局"}),
    )
    assert duties.edits(data, ("targets", 0), "responsible", ["县科技局"], ["县财政局"]) == (
        Put(("targets", 0, "responsible", 0), "县财政局"),
    )


def test_a_closing_deng_is_kept_or_goes_as_it_is_wanted():
    data = plan({"support": "县财政局、县教育局等部门", "lead": "县科技局"})
    made = duties.edits(data, ROUTE, "support", ["县财政局", "县教育局"], ["县财政局"])
    assert said(amended(data, made))[0] == Duty(("县科技局",), ("县财政局",), (), and_others=True)
    open_, closed = (Duty(support=("县财政局", "县教育局"), and_others=others) for others in (True, False))
    made = duties.change(data, ROUTE, open_, closed)
    assert said(amended(data, made))[0] == Duty(("县科技局",), ("县财政局", "县教育局"))


@pytest.mark.parametrize(
    ("item", "old", "new", "edits"),
    [
        ({"due": "2026-12"}, "2026年12月底前", "2027年6月底前", (Put((*ROUTE, "due"), "2027-06"),)),
        ({"due": "2026"}, "2026年底前", "持续推进", (Put((*ROUTE, "due"), "持续推进"),)),
        ({"due": "2026年底前完成"}, "2026年底前", "2027年底前", (Put((*ROUTE, "due"), "2027年底前"),)),
        ({"due": "2026"}, "2026年底前", "", (Drop((*ROUTE, "due")),)),
        ({}, "", "2027年6月底前", (Put((*ROUTE, "due"), "2027年6月底前"),)),
        (
            {"duty": "县科技局牵头，县财政局配合，2026年12月底前完成"}, "2026年12月底前", "2027年6月底前",
            (Words((*ROUTE, "duty"), "2026年12月底前", "2027年6月底前"),),
        ),
        (
            {"duty": "县科技局牵头，2026年12月底前完成"}, "2026年12月底前", "持续推进",
            (Words((*ROUTE, "duty"), "2026年12月底前完成", "持续推进"),),
        ),
        (
            {"lead": "县科技局", "due": "2026-12", "unit_note": "（牵头单位：县科技局；完成时限：2026年12月底前）"},
            "2026年12月底前", "2027年底前",
            (
                Words((*ROUTE, "unit_note"), "2026年12月底前", "2027年底前"),
                Put((*ROUTE, "due"), "2027"),
            ),
        ),
        (
            {"duty": "牵头单位：县科技局；完成时限：2026年12月底前"}, "2026年12月底前", "",
            (Words((*ROUTE, "duty"), "；完成时限：2026年12月底前", ""),),
        ),
    ],
)  # fmt: skip
def test_a_deadline_keeps_the_style_that_the_file_has_for_it(item, old, new, edits):
    data = plan(item)
    made = duties.due(data, ROUTE, old, new)
    assert made == edits
    duty, due = said(amended(data, made))
    assert duty.units == said(data)[0].units
    assert (deadlines.printed(due) if due else "") == new
    assert not duties.due(data, ROUTE, old, old)


UNITS = st.lists(st.sampled_from(NAMES), unique=True, max_size=4)
WAYS = st.sampled_from(["list", "string", "labels", "verbs", "note"])


def written(way, units):
    """The units of an item in one of the ways that a plan file has for them."""
    lists = {role: listed for role, listed in units.items() if listed}
    lead, support = "、".join(units["lead"]), "、".join(units["support"])
    label = "；".join(f"{name}：{text}" for name, text in (("牵头单位", lead), ("配合单位", support)) if text)
    match way:
        case "list":
            return lists
        case "string":
            return {role: "、".join(listed) for role, listed in lists.items()}
        case "labels":
            return {"duty": label} if label else {}
        case "verbs":
            verbs = "，".join(f"{text}{verb}" for text, verb in ((lead, "牵头"), (support, "配合")) if text)
            return {"duty": verbs} if verbs else {}
        case _:
            return lists | ({"unit_note": f"（{label}）"} if label else {})


@given(WAYS, UNITS, UNITS, UNITS, UNITS)
def test_whatever_way_units_are_written_they_become_the_others(way, lead, support, leads, supports):
    support = [unit for unit in support if unit not in lead]
    supports = [unit for unit in supports if unit not in leads]
    data = plan(written(way, {"lead": lead, "support": support}))
    duty, _ = said(data)
    wanted = Duty(tuple(leads), tuple(supports))
    after = amended(data, duties.change(data, ROUTE, duty, wanted))
    named, _ = said(after)
    assert {role: getattr(named, role) for role in ROLES} == {role: getattr(wanted, role) for role in ROLES}
    note = item_of(after).get("unit_note")
    if note and wanted:
        assert set(build(plan({"duty": note})).content[0].content[0].duty.units) == set(wanted.units)
