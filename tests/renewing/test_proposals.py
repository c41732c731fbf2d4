"""Proposals of 对应: by what a text says, never more than a proposal, and none on thin ground."""

from __future__ import annotations

import copy
from typing import Any

from qplan import build, checking, covering, emit, framework
from qplan.renewing import proposals
from qplan.source import Source

PACK = framework.load()
DATA: dict[str, Any] = {
    "format": "qplan/1",
    "region": {"name": "示例县", "level": "county"},
    "content": [
        {"title": "总体要求", "part": "overview", "text": "坚持质量第一、效益优先，实施质量强县战略。"},
        {
            "title": "重点任务",
            "part": "tasks",
            "content": [
                {"id": "t01", "title": "保障食品安全", "text": "落实食品安全“四个最严”，加强消费者权益保护。"},
                {"id": "t02", "title": "整理会议室", "text": "把桌椅摆放整齐。"},
                {"id": "t03", "title": "办好质量月", "text": "举办“质量月”活动。", "covers": ["A7.4"]},
                {"id": "t04", "title": "增加投入", "text": "围绕食用菌、检验检测、计量等方面安排经费。"},
            ],
        },
    ],
}


def suggested() -> proposals.Suggested:
    return proposals.suggest(DATA, PACK)


def test_each_is_a_proposal_that_counts_as_no_claim() -> None:
    data = suggested().data
    item = data["content"][1]["content"][0]
    assert {"requirement": "A6.1", "degree": "full", "proposed": True} in item["covers"]
    assert all(claim["proposed"] for claim in item["covers"])
    before, after = (covering.cover(build.build(each), PACK) for each in (DATA, data))
    assert [answer.state for answer in after.answers] == [answer.state for answer in before.answers]
    assert all(offer.proposed for offer in after.offered if offer.evidence.node.title == "保障食品安全")


def test_confirmed_it_is_a_claim_that_the_text_bears_out() -> None:
    data = copy.deepcopy(suggested().data)
    for claim in data["content"][1]["content"][0]["covers"]:
        del claim["proposed"]
    coverage = covering.cover(build.build(data), PACK)
    answer = coverage.answer("A6.1")
    assert answer is not None
    assert answer.state == "full"
    assert [answer.worded(said) for said in answer.claims] == [True]
    assert coverage.doubts == ()


def test_thin_ground_aims_and_what_is_claimed_already_are_left_alone() -> None:
    data = suggested().data
    overview, tasks = data["content"]
    assert "covers" not in overview
    assert "covers" not in tasks["content"][1]
    assert tasks["content"][2]["covers"] == ["A7.4"]
    assert "covers" not in tasks["content"][3]
    assert "covers" not in DATA["content"][1]["content"][0]


def test_the_plan_names_the_pack_that_the_proposals_speak_of() -> None:
    assert suggested().data["framework"] == f"{PACK.id}@{PACK.edition}"
    bare = {
        "content": [{"title": "重点任务", "part": "tasks", "content": [{"title": "整理会议室", "text": "摆桌椅。"}]}]
    }
    nothing = proposals.suggest(bare, PACK)
    assert (nothing.offers, nothing.items, "framework" in nothing.data) == ((), 0, False)


def test_behind_each_stands_what_it_means_and_by_which_words() -> None:
    made = suggested()
    for keys in ("zh", "en"):
        text = proposals.annotated(emit.emit(made.data, keys), made.offers)
        lines = [line for line in text.splitlines() if "  # " in line]
        assert len(lines) == len(made.offers)
        assert any("A6.1" in line and "二（六）第1句 食品安全四个最严：“" in line for line in lines)
        checked = checking.judge(Source("plan.yaml", text))
        assert not checked.broken
        assert (
            sum(claim.proposed for item in checking.whole(checked).items() for claim in item.covers) == made.items + 1
        )
