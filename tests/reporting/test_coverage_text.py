"""The first page on a terminal: bars, the table of areas, the short list; 80 cells whatever the plan says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from examples import fewer
from hypothesis import given
from hypothesis import strategies as st

from qplan import checking, covering, display, framework
from qplan.build import build
from qplan.covering import Coverage, Tally
from qplan.plan import Plan
from qplan.reporting import coverage_text

SMALL = Path(__file__).parents[1] / "golden" / "coverage" / "small"
PACK = framework.load(SMALL / "pack.yaml")
NATIONAL = framework.load()


def report(*tasks: dict[str, Any], pack: framework.Framework = PACK, **top: Any) -> str:
    section = {"title": "重点任务", "part": "tasks", "content": list(tasks)}
    plan = build({"format": "qplan/1", "content": [section], **top}, "en")
    return coverage_text.report(covering.cover(plan, pack), plan)


@pytest.fixture(scope="module")
def small() -> tuple[Coverage, Plan]:
    plan = checking.load(SMALL / "plan.yaml")
    return covering.cover(plan, PACK), plan


def test_the_page_is_this_to_the_letter(small: tuple[Coverage, Plan]) -> None:
    assert coverage_text.report(*small) + "\n" == (SMALL / "report.txt").read_text(encoding="utf-8")


LONG = (
    st.text(st.sampled_from("市县质量提升行动、，（）“”《》A1"), min_size=1, max_size=120).map(str.strip).filter(bool)
)
UNIT = st.text(st.sampled_from("市县质量监督管理局"), min_size=1, max_size=16)
TASK = st.fixed_dictionaries(
    {"title": LONG, "text": st.sampled_from(["培育品牌。", "开会。", "电梯检验和消费维权。"]) | LONG},
    optional={
        "lead": st.lists(UNIT, max_size=5),
        "covers": st.lists(st.sampled_from([each.id for each in PACK.requirements]), unique=True),
        "measures": st.lists(
            st.fixed_dictionaries({"text": st.just("研制标准。"), "lead": st.lists(UNIT, min_size=1)})
        ),
    },
)


@fewer(4)
@given(st.lists(TASK, max_size=4), LONG, LONG)
def test_no_line_is_wider_than_80_cells_and_all_is_gbk(tasks: list[dict[str, Any]], title: str, note: str) -> None:
    away = {
        "elsewhere": [{"requirement": "A3.2", "document": note}],
        "not_applicable": [{"requirement": "A2.2", "reason": note}],
    }
    text = report(*tasks, document={"title": title}, **away)
    text.encode("gbk")
    assert max(map(display.width, text.splitlines())) <= 80
    assert not any(line.endswith(" ") for line in text.splitlines())
    assert "\n\n\n" not in text


@pytest.mark.parametrize("text", ["开会。", "".join(f"{each.phrase}。" for each in NATIONAL.requirements)])
def test_nothing_and_everything_fit_the_page_too(text: str) -> None:
    page = report({"title": "甲", "text": text}, pack=NATIONAL)
    assert max(map(display.width, page.splitlines())) <= 80
    assert page.endswith("价、考核、排名依据。")


def test_there_are_no_shares_on_the_first_page(small: tuple[Coverage, Plan]) -> None:
    assert "%" not in coverage_text.report(*small)


def bars(text: str) -> list[str]:
    """The bar of each area, by the marks it is built of."""
    lines = text.split("\n\n")[1].splitlines()[:-1]
    return [line.rpartition(" ")[2] for line in lines]


def test_a_block_of_a_bar_is_a_requirement(small: tuple[Coverage, Plan]) -> None:
    text = coverage_text.report(*small)
    assert bars(text) == ["█▓", "█▁▁", "▁○○"]
    assert "█已写明　▓写到但不全　▁还没有写到　○另有部署或本地不涉及　一格一个要点" in text
    assert "○" not in report({"title": "甲", "text": "开会。"})


def test_where_an_area_is_too_large_all_bars_share_one_length(small: tuple[Coverage, Plan]) -> None:
    coverage, plan = small
    tallies = [Tally(1, 0, 199, 0, 0, 0, 0), Tally(50, 49, 1, 0, 0, 0, 0), Tally(0, 0, 0, 0, 0, 0, 0)]
    areas = tuple(replace(each, tally=tally, parts=()) for each, tally in zip(coverage.areas, tallies, strict=True))
    text = coverage_text.report(replace(coverage, areas=areas), plan)
    first, second, _ = bars(text)
    assert (len(first), first.count("█"), first.count("▁")) == (len(second), 1, len(first) - 1)
    assert second.count("▁") == 1
    assert abs(second.count("█") - second.count("▓")) <= 1
    assert max(map(display.width, text.splitlines())) <= 80
    assert "一格一个要点" not in text


def test_the_three_questions_stand_side_by_side() -> None:
    text = report({"title": "培育特色产品", "text": "培育品牌。", "lead": ["县市场监管局", "县商务局"]})
    lines = text.splitlines()
    head = next(line for line in lines if line.startswith("缺哪句"))
    first = lines[lines.index("写到但不全（1 个）") + 1]
    assert head.split() == ["缺哪句", "补在哪条", "找谁"]
    assert first.split() == ["二（一）第2句", "品牌与标准", "（一）培育特色产品", "县市场监管局"]
    for words in ("（一）培育特色产品", "县市场监管局"):
        question = "补在哪条" if words.startswith("（") else "找谁"
        assert display.width(first[: first.index(words)]) == display.width(head[: head.index(question)])


def test_the_name_of_a_task_takes_four_lines_at_most() -> None:
    text = report({"title": "提升" * 80, "text": "培育品牌。"})
    part = text[
        text.index("写到但不全（1 个）") : text.index("\n\n第三部分" if "\n\n第三部分" in text else "\n\n“另写")
    ]
    assert "..." in part
    assert len(part.splitlines()) <= 8
