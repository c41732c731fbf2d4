"""Q801 and Q802: claims that no words bear out, and one text under two sets of claims; honest plans stay silent."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from overlay import laid_over

from qplan import build, checking, covering, doubts, framework, locating, nodes, source, vocabulary
from qplan.covering import Coverage
from qplan.framework import Framework
from qplan.recognition import evidence

PACK = framework.load()
CRAFT = "每年选派技术骨干到乡镇作坊辅导腌制工艺，统一采购包装材料，送样检测二十批次，结果在门店张贴。"
LIFTS = "对辖区老旧扶手逐处建立电子档案，更换破损地砖，推行小修保险，二十分钟到场，每季度向居民公布进度。"
STOCK = "加强组织领导，明确责任分工，建立工作台账，定期调度通报，督促限期整改，确保各项任务落到实处。"


def plan(*content: dict[str, Any]) -> Any:
    section = {"title": "重点任务", "part": "tasks", "content": list(content)}
    return build.build({"format": "qplan/1", "content": [section]}, "en")


def task(title: str, text: str, *covers: Any, **more: Any) -> dict[str, Any]:
    return {"title": title, "text": text, "covers": list(covers), **more}


def found(*content: dict[str, Any], pack: Framework = PACK) -> list[tuple[str, str]]:
    every = covering.cover(plan(*content), pack).doubts
    return [(each.entry.code, each.node.title) for each in every]


def twins(*content: dict[str, Any]) -> list[str]:
    """By the texts alone, without what words bear out."""
    made = plan(*content)
    return [each.node.title for each in doubts.twins(made, evidence.claims(made, PACK), {})]


@pytest.mark.parametrize("entry", doubts.CODES.values(), ids=lambda entry: entry.code)
def test_the_bad_example_gives_the_code_and_the_good_one_nothing(entry) -> None:
    for example, expected in ((entry.bad, {entry.code}), (entry.good, set())):
        checked = checking.judge(source.decode("plan.yaml", laid_over(example).encode()))
        assert checked.findings == ()
        assert {each.entry.code for each in covering.cover(checked.plan, PACK).doubts} == expected
    f"{entry.title}{entry.why}{entry.bad}{entry.good}".encode("gbk")


def test_more_than_three_claims_without_words_are_doubted() -> None:
    empty = ["A5.1", "A5.2", "A5.3"]
    assert found(task("甲", "推进垃圾分类。", *empty, "A5.5")) == []
    (doubt,) = covering.cover(plan(task("甲", "推进垃圾分类。", *empty, "A5.5", "A5.6")), PACK).doubts
    assert (doubt.entry.code, doubt.node.path) == ("Q801", "一/(一)")
    assert doubt.message == "“甲”标了 5 个对应，其中 4 个正文里没有话：二（五）第1句、二（五）第2句、二（五）第4句"


def test_many_claims_with_words_are_honest() -> None:
    asked = ("A1.3", "A2.6", "A2.8", "A4.1", "A5.5", "A6.1", "A7.4")
    phrases = {each.id: each.phrase for each in PACK.requirements}
    assert found(task("甲", "。".join(phrases[each] for each in asked) + "。", *asked)) == []


def test_a_sentence_of_the_national_plan_is_one_claim() -> None:
    assert len(PACK.named("（二）1")) == 4
    assert found(task("甲", "做好其他工作。", "（二）1", "（三）1", "（三）2")) == []
    assert found(task("甲", "做好其他工作。", "（二）1", "（三）1", "（三）2", "（三）3")) == [("Q801", "甲")]


def test_what_is_proposed_or_denied_is_no_claim() -> None:
    others = [{"requirement": "A5.1", "proposed": True}, {"requirement": "A5.2", "degree": "none", "reason": "不是"}]
    assert found(task("甲", "做好其他工作。", "A5.3", "A5.4", "A5.5", *others)) == []


def test_claims_of_a_section_may_be_borne_out_by_its_items() -> None:
    claims = ["A5.1", "A5.2", "A5.3", "A5.5"]
    group = {"title": "绿色", "covers": claims, "content": [task("甲", "推进垃圾分类。")]}
    assert found(group) == []
    assert found({**group, "content": [task("甲", "做好其他工作。")]}) == [("Q801", "绿色")]


def test_without_a_lexicon_claims_are_all_there_is(tmp_path) -> None:
    path = tmp_path / "p.yaml"
    asked = ", ".join(f"{{id: A1.{n}, title: 乙{n}, sentence: 1, counts: 丙, since: 1}}" for n in range(1, 6))
    path.write_text(
        "format: qplan-framework/1\nid: p\nedition: 1\ntitle: 省要点\nareas:\n"
        f"- {{id: A1, title: 甲, place: 二（一）, requirements: [{asked}]}}\n",
        encoding="utf-8",
    )
    pack = framework.load(path)
    many = [f"A1.{n}" for n in range(1, 6)]
    assert found(task("甲", "做好其他工作。", *many), pack=pack) == []
    assert found(task("甲", CRAFT, many[0]), task("乙", CRAFT, many[1]), pack=pack) == [("Q802", "乙")]


def test_twins_under_different_claims_are_doubted_and_under_the_same_are_not() -> None:
    assert found(task("甲", CRAFT, "A5.1"), task("乙", CRAFT, "A5.1")) == []
    assert found(task("甲", CRAFT, "A5.1"), task("乙", CRAFT)) == []
    assert found(task("甲", CRAFT, "A5.1"), task("乙", CRAFT, "A5.2")) == [("Q802", "乙")]
    assert found(task("甲", CRAFT, "A5.1"), task("乙", CRAFT, "A5.1", "A5.2")) == [("Q802", "乙")]
    three = [task(name, CRAFT, claim) for name, claim in (("甲", "A5.1"), ("乙", "A5.2"), ("丙", "A5.3"))]
    assert found(*three) == [("Q802", "乙"), ("Q802", "丙")]


@pytest.mark.parametrize(
    "copy",
    [
        "结果在门店张贴；送样检测二十批次，统一采购包装材料，每年选派技术骨干到乡镇作坊辅导腌制工艺。",
        CRAFT.replace("二十", "35").replace("每年", "2026年起"),
        CRAFT.replace("选派", "安排").replace("辅导", "指导").replace("张贴", "公示").replace("统一", "集中"),
        "为此，" + CRAFT.replace("，", "；"),
        CRAFT + STOCK,
        STOCK + CRAFT.replace("，", "，同时"),
    ],
)
def test_another_order_other_numbers_and_a_few_other_words_do_not_hide_a_copy(copy: str) -> None:
    assert found(task("甲", CRAFT, "A5.1"), task("乙", copy, "A5.2")) == [("Q802", "乙")]


def test_the_text_may_be_cut_into_measures_and_boxes() -> None:
    pieces = [each for each in re.split("[，。]", CRAFT) if each]
    measures = [{"text": f"{each}。"} for each in reversed(pieces)]
    assert found(task("甲", CRAFT, "A5.1"), task("乙", "抓好以下事项。", "A5.2", measures=measures)) == [("Q802", "乙")]
    boxed = task("乙", "见专栏。", "A5.2", boxes=[{"title": "腌制", "text": CRAFT}])
    assert found(task("甲", CRAFT, "A5.1"), boxed) == [("Q802", "乙")]


def test_claims_of_sections_above_count_as_the_task_s() -> None:
    one = {"title": "上", "covers": ["A5.1"], "content": [task("甲", CRAFT)]}
    two = {"title": "下", "covers": ["A5.2"], "content": [task("乙", CRAFT)]}
    assert found(one, two) == [("Q802", "乙")]
    assert found({**one, "content": [task("甲", CRAFT), task("乙", CRAFT)]}) == []


def test_stock_phrases_in_common_make_no_twins() -> None:
    assert found(task("甲", CRAFT + STOCK, "A5.1"), task("乙", LIFTS + STOCK, "A5.2")) == []
    assert found(task("甲", STOCK + CRAFT[:24], "A5.1"), task("乙", STOCK + LIFTS[:24], "A5.2")) == []


def test_stock_phrases_and_nothing_else_are_one_text() -> None:
    assert found(task("甲", STOCK, "A5.1"), task("乙", STOCK, "A5.2")) == [("Q802", "乙")]


@pytest.mark.parametrize("text", ["", "〔待填：这一条做什么，由谁去做，什么时候做完〕", "抓好落实。"])
def test_what_is_hardly_a_text_is_nobody_s_twin(text: str) -> None:
    assert found(task("甲", text, "A5.1"), task("乙", text, "A5.2")) == []


def test_words_that_bear_the_claims_out_make_the_difference() -> None:
    frame = "每年安排专人到各镇街走访，{}，印发图册，结果在公示栏张贴，接受群众监督。"
    sorting, air = frame.format("推进垃圾分类"), frame.format("加强扬尘治理")
    assert found(task("甲", sorting, "A5.5"), task("乙", air, "A5.4")) == []
    assert found(task("甲", sorting, "A5.4"), task("乙", air, "A5.5")) == [("Q802", "乙")]
    assert found(task("甲", sorting, "A5.5"), task("乙", air, "A5.4", "A5.6")) == [("Q802", "乙")]
    both = frame.format("推进垃圾分类，加强扬尘治理")
    assert found(task("甲", both, "A5.5"), task("乙", both, "A5.4")) == [("Q802", "乙")]


def test_another_title_alone_is_no_difference() -> None:
    assert found(task("推进垃圾分类", CRAFT, "A5.5"), task("加强扬尘治理", CRAFT, "A5.4")) == [("Q802", "加强扬尘治理")]


@given(st.randoms(use_true_random=False), st.sampled_from([CRAFT, LIFTS]))
def test_any_order_and_every_eighth_character_another(rng: random.Random, text: str) -> None:
    clauses = re.split("[，。]", text)[:-1]
    rng.shuffle(clauses)
    copy = list("，".join(clauses))
    for place in rng.sample([n for n, char in enumerate(copy) if char != "，"], len(copy) // 8):
        copy[place] = rng.choice("组织安排支持协助帮助开放提供增加改善培训")
    assert twins(task("甲", text, "A5.1"), task("乙", "".join(copy) + "。", "A5.2")) == ["乙"]


@given(st.lists(st.sampled_from(PACK.requirements), min_size=2, max_size=6, unique=True))
def test_tasks_of_different_phrases_are_never_twins(asked) -> None:
    tasks = [task(f"任务{n}", f"{each.phrase}。{STOCK}", each.id) for n, each in enumerate(asked)]
    assert twins(*tasks) == []


def located(text: str) -> list[Any]:
    read = source.decode("plan.yaml", text.encode())
    canonical = vocabulary.canonical(nodes.read(read))
    coverage: Coverage = covering.cover(checking.judge(read).plan, PACK)
    return [locating.locate(read, canonical, each.remark, each.entry) for each in coverage.doubts]


def test_a_finding_points_at_the_claims_and_at_the_twin() -> None:
    text = laid_over(doubts.TWINS.bad)
    (finding,) = located(text)
    lines = text.splitlines()
    assert lines[finding.span.line - 1][finding.span.column - 1 :].startswith("[A2.4]")
    assert finding.other is not None
    other, label = finding.other
    assert lines[other.line - 1][other.column - 1 :].startswith("[A3.3]")
    assert label == "与它几乎一样的那一条"


@pytest.mark.corpus
def test_real_plans_have_no_twins(corpus, qplan, tmp_path) -> None:
    """Even where each task claims something of its own: their texts share what the genre shares, and no more."""
    for name in ("dongtou", "jincheng"):
        assert qplan("import", corpus / f"{name}.txt", "-o", f"{name}.yaml").returncode == 0
        real = checking.load(tmp_path / f"{name}.yaml")
        texts = [doubts._Text.of(item) for item in real.tasks()]
        assert not any(one.like(two) for n, one in enumerate(texts) for two in texts[:n])
