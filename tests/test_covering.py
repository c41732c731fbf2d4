"""Plan x Framework -> Coverage: states, claims, tallies, where a phrase would go, what is doubted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from examples import fewer
from hypothesis import given
from hypothesis import strategies as st

from qplan import framework
from qplan.build import build
from qplan.covering import STATES, Coverage, cover
from qplan.framework import Framework
from qplan.plan import Item
from qplan.recognition.evidence import Evidence, Passage
from qplan.recognition.lexicon import Strength

PACK = framework.load()
IDS = [each.id for each in PACK.requirements]


def covered(*tasks: dict[str, Any], pack: Framework = PACK, **top: Any) -> Coverage:
    """The coverage of a plan with one task section, numbered 1, 2, 3 …."""
    section = {"title": "重点任务", "part": "tasks", "content": list(tasks)}
    content = [*top.pop("before", ()), section, *top.pop("after", ())]
    return cover(build({"format": "qplan/1", "content": content, **top}, "en"), pack)


def task(text: str, title: str = "做好工作", **more: Any) -> dict[str, Any]:
    return {"title": title, "text": text, **more}


def state(coverage: Coverage, requirement: str) -> str:
    answer = coverage.answer(requirement)
    assert answer is not None
    return answer.state


CLAIM = {"requirement": "A5.5", "degree": "full", "reason": "另见垃圾分类实施细则"}
PART = "推进道路保洁、园林绿化、垃圾分类。"  # one of three things named
CLAUSE = "推进垃圾分类。"


@pytest.mark.parametrize(
    ("text", "covers", "expected"),
    [
        (CLAUSE, [], "full"),
        (CLAUSE, ["A5.5"], "full"),
        (PART, [], "partial"),
        (PART, ["A5.5"], "partial"),
        (PART, [{"requirement": "A5.5", "degree": "full"}], "partial"),  # without a reason it adds nothing
        (PART, [CLAIM], "full"),
        ("做好其他工作。", ["A5.5"], "claimed"),
        ("做好其他工作。", [CLAIM], "claimed"),
        ("做好其他工作。", ["（五）3"], "claimed"),  # the national plan's own place
        ("做好其他工作。", [{"requirement": "A5.5", "proposed": True}], "none"),
        ("做好其他工作。", [], "none"),
        ("做好其他工作。", ["A9.9"], "none"),
        (CLAUSE, [{"requirement": "A5.5", "degree": "partial"}], "partial"),
        (CLAUSE, [{"requirement": "A5.5", "degree": "none", "reason": "只是宣传"}], "none"),
        (CLAUSE, [{"requirement": "A5.5", "degree": "none", "reason": "只是宣传", "proposed": True}], "full"),
    ],
)
def test_the_state_of_words_and_claims(text: str, covers: list[Any], expected: str) -> None:
    assert state(covered(task(text, covers=covers)), "A5.5") == expected


def test_exemptions_come_first() -> None:
    coverage = covered(
        task("推进垃圾分类。压实特种设备使用单位责任。", covers=["A5.5"]),
        not_applicable=[{"requirement": "A6.4", "reason": "辖区没有在用设备"}],
        elsewhere=[{"requirement": "（五）3", "document": "生活垃圾管理方案"}],
    )
    for requirement, expected, note in (
        ("A6.4", "not_applicable", "辖区没有在用设备"),
        ("A5.5", "elsewhere", "生活垃圾管理方案"),
        ("A5.4", "elsewhere", "生活垃圾管理方案"),  # the same sentence of the national plan
    ):
        answer = coverage.answer(requirement)
        assert answer is not None
        assert (answer.state, answer.note) == (expected, note)
    assert coverage.total.of == 45 - 3


def test_a_claim_older_than_the_requirement_is_suspect(tmp_path: Path) -> None:
    text = (Path(framework.resources.root("schemas")) / "frameworks" / "quality-county-2024.yaml").read_text("utf-8")
    newer = text.replace("\nedition: 1\n", "\nedition: 2\n").replace(
        "    phrase: 推进生活垃圾分类投放、收运和处置\n    since: 1", "    since: 2"
    )
    path = tmp_path / "quality-county-2024.yaml"
    path.write_text(newer, encoding="utf-8")
    pack = framework.load(path)
    claimed = task("做好其他工作。", covers=["A5.5", "A5.4"])
    old = covered(claimed, pack=pack, framework="quality-county-2024@1")
    assert (state(old, "A5.5"), state(old, "A5.4")) == ("suspect", "claimed")
    assert state(covered(claimed, pack=pack, framework="quality-county-2024@2"), "A5.5") == "claimed"
    assert state(covered(claimed, pack=pack, framework="quality-county-2024"), "A5.5") == "claimed"


def test_parts_in_two_tasks_make_a_whole() -> None:
    air, water = task("加强扬尘治理。"), task("消除黑臭水体。")
    assert [state(covered(each), "A5.4") for each in (air, water)] == ["partial", "partial"]
    lacking = covered(air).answer("A5.4")
    assert lacking is not None
    assert lacking.lacking == ("黑臭水体",)
    whole = covered(air, water).answer("A5.4")
    assert whole is not None
    assert (whole.state, whole.lacking) == ("full", ())


def test_halves_in_one_task_make_a_whole_where_the_lexicon_says_so() -> None:
    both = "压实企业质量主体责任。发挥行业协会作用，加强自律。"
    assert state(covered(task(both)), "A7.2") == "full"
    assert state(covered(*map(task, both.split("。")[:2])), "A7.2") == "partial"


def test_only_the_first_requirement_may_be_answered_by_the_overview() -> None:
    overview = {
        "title": "总体要求",
        "part": "overview",
        "content": [task("实施质量强县战略。推进垃圾分类。", "工作思路")],
    }
    coverage = covered(task("做好其他工作。"), before=[overview])
    assert (state(coverage, "A1.1"), state(coverage, "A5.5")) == ("full", "none")
    found = coverage.answer("A1.1")
    assert found is not None
    assert [(each.node.path, each.node.part) for each in found.evidence] == [("一/(一)", "overview")]


def test_a_section_s_text_is_evidence_and_its_title_is_not() -> None:
    group = {"title": "推进垃圾分类", "text": "发展循环经济。", "content": [task("做好其他工作。")]}
    coverage = covered(group)
    assert (state(coverage, "A5.5"), state(coverage, "A5.3")) == ("none", "partial")


def test_a_section_s_claim_governs_its_items() -> None:
    group = {"title": "城乡环境", "covers": [CLAIM], "content": [task(PART)]}
    struck = {**group, "covers": [{"requirement": "A5.5", "degree": "none", "reason": "不是任务"}]}
    assert (state(covered(group), "A5.5"), state(covered(struck), "A5.5")) == ("full", "none")


def test_measures_and_boxes_are_the_item_s_text() -> None:
    measured = task("抓好以下工作。", measures=[{"text": "加强督促。", "number": 1}, {"text": CLAUSE, "number": 2}])
    answer = covered(measured).answer("A5.5")
    assert answer is not None
    assert [
        (each.node.path, each.best.measure and each.best.measure.number, each.words) for each in answer.evidence
    ] == [("一/(一)", "2.", ("垃圾分类",))]
    assert state(covered(task("见专栏。", boxes=[{"title": "环境", "text": CLAUSE}])), "A5.5") == "full"


def test_the_name_of_a_unit_is_no_evidence() -> None:
    named = task("县生活垃圾分类中心负责汇总。", responsible=["县生活垃圾分类中心"])
    assert state(covered(named), "A5.5") == "none"


def test_duties_of_part_three_stand_apart() -> None:
    coverage = covered(
        task("做好其他工作。"),
        after=[{"title": "保障措施", "part": "safeguards", "content": [task("健全工作机制，强化部门协同。")]}],
    )
    assert [each.requirement.id for each in coverage.duties][:2] == ["B1.1", "B1.2"]
    assert (state(coverage, "B1.1"), state(coverage, "B3.2")) == ("full", "none")
    assert coverage.total.full == 0


def test_the_nearest_task_says_most_of_the_same() -> None:
    coverage = covered(
        task("推行首席质量官制度。", "管理"),
        task("严格落实食品安全“四个最严”要求。", "食品"),
        task("加强扬尘治理。", "环境"),
        task("开展电梯检验。推进垃圾分类、道路保洁、园林绿化。", "城乡"),
    )
    for requirement, title in (("A5.5", "城乡"), ("A5.4", "环境"), ("A6.2", "食品"), ("A2.7", "管理"), ("A4.1", None)):
        answer = coverage.answer(requirement)
        assert answer is not None
        assert (answer.nearest.title if answer.nearest else None) == title, requirement


def test_tasks_that_answer_nothing_are_named_without_blame() -> None:
    coverage = covered(task(CLAUSE), task("召开一次会议。", "会务"))
    assert [item.title for item in coverage.silent] == ["会务"]


def test_words_without_a_claim_are_offered_in_the_order_of_print() -> None:
    coverage = covered(
        task("推行首席质量官制度。推进垃圾分类。", "甲", covers=["A5.5"]),
        task("推进垃圾分类。推行首席质量官制度。", "乙", covers=[{"requirement": "A2.6", "proposed": True}]),
        task(PART, "丙"),
    )
    offered = [
        (each.evidence.node.title, each.requirement.id, each.evidence.strength, each.proposed)
        for each in coverage.offered
        if each.requirement.id in ("A2.6", "A5.5")
    ]
    assert offered == [
        ("甲", "A2.6", "full", False),
        ("乙", "A2.6", "full", True),
        ("乙", "A5.5", "full", False),
        ("丙", "A5.5", "partial", False),
    ]
    exempt = covered(task(CLAUSE), elsewhere=[{"requirement": "A5.5", "document": "垃圾分类方案"}])
    assert "A5.5" not in [each.requirement.id for each in exempt.offered]


def test_words_that_the_plan_denies_are_kept_with_the_reason() -> None:
    coverage = covered(task(CLAUSE, covers=[{"requirement": "A5.5", "degree": "none", "reason": "只是宣传"}]))
    answer = coverage.answer("A5.5")
    assert answer is not None
    assert (answer.state, answer.evidence, answer.claims) == ("none", (), ())
    (struck,) = answer.struck
    assert (struck.words, struck.claim and struck.claim.reason, struck.claimed) == (("垃圾分类",), "只是宣传", False)
    assert "A5.5" not in [each.requirement.id for each in coverage.offered]


def test_a_claim_of_a_section_has_words_where_its_items_have() -> None:
    group = {"title": "城乡环境", "covers": ["A5.5", "A5.4"], "content": [task(PART)]}
    coverage = covered(group)
    told = {}
    for key in ("A5.5", "A5.4"):
        answer = coverage.answer(key)
        assert answer is not None
        told[key] = [answer.worded(said) for said in answer.claims]
    assert told == {"A5.5": [True], "A5.4": [False]}


def test_against_another_pack_only_words_count() -> None:
    plan = build(
        {
            "format": "qplan/1",
            "content": [
                {
                    "title": "重点任务",
                    "part": "tasks",
                    "covers": ["A4.1"],
                    "content": [task(CLAUSE, covers=["A6.1", {"requirement": "A5.5", "degree": "none"}])],
                }
            ],
            "not_applicable": [{"requirement": "A6.4", "reason": "无"}],
        },
        "en",
    )
    at_home, abroad = cover(plan, PACK, own=PACK), cover(plan, PACK, own=PACK._replace(id="p"))
    assert [state(at_home, each) for each in ("A4.1", "A6.1", "A6.4", "A5.5")] == [
        "claimed", "claimed", "not_applicable", "none",
    ]  # fmt: skip
    assert [state(abroad, each) for each in ("A4.1", "A6.1", "A6.4", "A5.5")] == ["none", "none", "none", "full"]
    assert at_home.own is None
    assert abroad.own is not None
    assert abroad.own.id == "p"
    assert cover(plan, PACK) == at_home


def test_a_share_short_of_the_whole_never_reads_as_the_whole() -> None:
    coverage = covered(task(CLAUSE), not_applicable=[{"requirement": each, "reason": "无"} for each in IDS[:5]])
    assert coverage.areas[0].tally.share("strict") is None
    assert coverage.total.share("strict") == 0.025
    assert coverage.areas[4].tally.share("covered") == 0.1428  # 1/7 cut to four places


def test_a_pack_without_a_lexicon_counts_claims_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        "format: qplan-framework/1\nid: p\nedition: 1\ntitle: 省要点\nareas:\n- {id: A1, title: 甲, place: 二（一）,"
        " requirements: [{id: A1.1, title: 乙, sentence: 1, counts: 丙, since: 1}]}\n",
        encoding="utf-8",
    )
    coverage = covered(task("乙。", covers=["A1.1"]), pack=framework.load(path))
    assert (coverage.total.claimed, coverage.total.of, coverage.duties) == (1, 1, ())


@fewer(5)
@given(st.data())
def test_the_counts_always_add_up(data: st.DataObject) -> None:
    texts = st.sampled_from([each.phrase for each in PACK.requirements] + ["召开会议"])
    claims = st.lists(st.sampled_from(IDS), max_size=4, unique=True)
    tasks = [
        task("，".join(data.draw(st.lists(texts, min_size=1, max_size=6))) + "。", f"任务{n}", covers=data.draw(claims))
        for n in range(data.draw(st.integers(1, 4)))
    ]
    away = data.draw(st.lists(st.sampled_from(IDS), max_size=8, unique=True))
    coverage = covered(*tasks, not_applicable=[{"requirement": each, "reason": "无"} for each in away])
    total = {name: getattr(coverage.total, name) for name in STATES}
    assert sum(total.values()) == 45
    assert total["not_applicable"] == len(away)
    for name in STATES:
        assert sum(getattr(area.tally, name) for area in coverage.areas) == total[name]
    for answer in coverage.answers + coverage.duties:
        assert bool(answer.evidence) or answer.state not in ("full", "partial")
        assert answer.state != "full" or answer.lacking == ()
        assert (answer.nearest is None) or answer.state in ("partial", "none", "claimed", "suspect")
    assert covered(*tasks, not_applicable=[{"requirement": each, "reason": "无"} for each in away]) == coverage


def test_a_plan_about_something_else_scores_low_and_says_so() -> None:
    errand = "推进企业开办一窗受理，压减办理时限，推行告知承诺，网上可办。推进垃圾分类。"
    other = covered(*[task(errand, f"便利服务{n}") for n in range(30)], task("开展质量月活动。"))
    assert other.weight is not None
    assert other.weight.light
    assert (state(other, "A5.5"), state(other, "A7.4"), other.total.full) == ("none", "partial", 0)
    limits = {limit for answer in other.answers for each in answer.evidence for limit in each.limits}
    assert limits == {"theme"}


def test_a_few_lines_are_not_judged_by_their_theme() -> None:
    short = covered(task("推进垃圾分类。"))
    assert short.weight is not None
    assert not short.weight.light
    assert state(short, "A5.5") == "full"


@pytest.mark.corpus
def test_plans_of_other_subjects_do_not_look_like_quality_plans(corpus: Path, tmp_path: Path) -> None:
    from qplan.build import build as built
    from qplan.reading import read

    other = ("10_", "12_", "14_", "17_", "22_", "24_", "29_", "33_", "36_", "39_", "42_")
    quality = [corpus / f"{name}.txt" for name in ("dongtou", "jincheng", "shanwei", "xuancheng")]
    for path in sorted((corpus / "more").glob("*.txt")):
        if path.name.startswith(other):
            coverage = cover(built(read(path).data, "en"), PACK)
            assert coverage.weight is not None, path
            assert coverage.weight.light, path
            assert (coverage.total.full, coverage.total.covered <= 6) == (0, True), path
    for path in quality:
        coverage = cover(built(read(path).data, "en"), PACK)
        assert coverage.weight is not None
        assert not coverage.weight.light, path
        assert coverage.total.full >= 20


def test_words_that_are_full_by_themselves_need_no_weaker_reason() -> None:
    def said(strength: Strength, *each: Strength) -> tuple[str, ...]:
        passages = tuple(Passage(None, "甲", "甲", one, "A1.1#1", one, None) for one in each)
        return Evidence(Item(None, "", "1", (), 1, "tasks", "甲"), strength, passages, frozenset(), None).why

    assert said("full", "partial", "full") == ("full",)
    assert said("full", "partial", "partial") == ("partial",)
    assert said("partial", "partial", "full") == ("partial", "full")
