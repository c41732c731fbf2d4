"""Coverage and plan become the picture: its rows, columns and marks, its sums, and that it holds all that was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import plan_data
import pytest
from examples import fewer
from hypothesis import given

from qplan import build, checking, covering, display, framework
from qplan.collation import heatmap
from qplan.collation.heatmap import MARKS, Picture
from qplan.covering import WORDS, Coverage
from qplan.plan import Plan

GOLDEN = Path(__file__).parent.parent / "golden" / "heatmap"
SIGNS = {"full": "■", "partial": "◧", "claimed": "▢"}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return checking.load(GOLDEN / "plan.yaml")


@pytest.fixture(scope="module")
def coverage(plan: Plan) -> Coverage:
    return covering.cover(plan, framework.load())


@pytest.fixture(scope="module")
def picture(coverage: Coverage, plan: Plan) -> Picture:
    return heatmap.picture(coverage, plan)


def drawn(picture: Picture) -> Iterator[str]:
    """The picture as text: a line for each column, then the table, then what each cell holds."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for letter, column in zip(letters, picture.columns, strict=False):
        part = f"：{column.part}" if column.part else ""
        yield f"{letter}  {column.area.place}{column.area.title}{part}（{len(column.answers)} 个要点）"
    yield ""
    room = 26
    yield display.pad("", room) + "".join(f"{each:4}" for each in letters[: len(picture.columns)])
    for row in picture.rows:
        name = f"{'' if row.heading else '  '}{row.node.number}{row.node.title}"
        cells = ("".join(SIGNS[voice.mark] for voice in cell) for cell in row.cells)
        sums = " ".join(f"{SIGNS[mark]}{row.count(mark)}" for mark in MARKS if row.count(mark))
        yield f"{display.pad(name, room)}{''.join(display.pad(cell or '.', 4) for cell in cells)}{sums}".rstrip()
    for mark in MARKS:
        counts = (picture.count(n, mark) for n in range(len(picture.columns)))
        yield f"{display.pad(f'{SIGNS[mark]}有几条', room)}{''.join(f'{count or str():<4}' for count in counts)}".rstrip()
    yield ""
    for row in picture.rows:
        for letter, cell in zip(letters, row.cells, strict=False):
            for voice in cell:
                wanted = voice.answer.requirement
                claim = voice.claim
                said = f"，标了{claim.degree or ''}{('：' + claim.reason) if claim.reason else ''}" if claim else ""
                at = voice.evidence.best.measure if voice.evidence else None
                where = f"{row.node.title}{f'第{at.number}项' if at else ''}"
                yield f"{where}  {letter}  {SIGNS[voice.mark]}  {wanted.place} {wanted.title}（{WORDS[voice.answer.state]}）{said}"


def test_the_picture_to_the_letter(picture: Picture) -> None:
    assert "\n".join(drawn(picture)) + "\n" == (GOLDEN / "picture.txt").read_text(encoding="utf-8")


def test_columns_are_the_seven_areas_the_third_in_its_parts(picture: Picture, coverage: Coverage) -> None:
    assert [(column.area.id, column.part) for column in picture.columns] == [
        ("A1", ""), ("A2", ""), ("A3", ""), ("A3", "产品"), ("A3", "工程"), ("A3", "服务"), ("A4", ""), ("A5", ""),
        ("A6", ""), ("A7", ""),
    ]  # fmt: skip
    assert tuple(answer for column in picture.columns for answer in column.answers) == coverage.answers


def test_every_task_has_a_row_and_others_only_where_they_speak(picture: Picture, plan: Plan) -> None:
    rows = [row.node.title for row in picture.rows if not row.heading]
    assert rows == ["工作思路", "清洁街巷", "放心餐桌", "做好会议服务", "社会动员"]
    assert [task.title for task in plan.tasks()] == rows[1:4]
    assert [row.node.title for row in picture.rows if row.heading] == [
        "总体要求", "重点任务", "美丽家园", "日常事务", "组织实施",
    ]  # fmt: skip


def row(picture: Picture, title: str) -> heatmap.Row:
    return next(each for each in picture.rows if each.node.title == title)


def found(picture: Picture, title: str, requirement: str) -> list[str]:
    cells = row(picture, title).cells
    return [each.mark for cell in cells for each in cell if each.answer.requirement.id == requirement]


def test_a_chapters_claim_is_its_own_where_nothing_below_bears_it_out(picture: Picture) -> None:
    assert found(picture, "重点任务", "A7.1") == ["claimed"]
    assert found(picture, "美丽家园", "A5.5") == []
    assert found(picture, "清洁街巷", "A5.5") == ["full"]


def test_a_claim_of_part_limits_and_one_without_words_is_bare(picture: Picture) -> None:
    assert found(picture, "放心餐桌", "A6.1") == ["partial"]
    assert found(picture, "清洁街巷", "A5.7") == ["claimed"]
    assert heatmap.strongest(row(picture, "清洁街巷").cells[7]) == "full"
    assert heatmap.strongest(row(picture, "做好会议服务").cells[7]) is None


def test_a_plan_under_another_pack_keeps_its_rows(plan: Plan) -> None:
    pack = framework.load()
    foreign = covering.cover(plan, pack, own=pack._replace(id="another"))
    made = heatmap.picture(foreign, plan)
    assert found(made, "清洁街巷", "A5.5") == ["full"]
    assert made.total("claimed") == 0


def test_nothing_to_compare_is_an_empty_picture(plan: Plan, coverage: Coverage) -> None:
    made = heatmap.picture(replace(coverage, answers=(), areas=()), plan)
    assert made.columns == ()
    assert [each.node.title for each in made.rows if not each.heading] == [task.title for task in plan.tasks()]


@fewer(4)
@given(data=plan_data.PLANS)
def test_every_finding_is_in_one_cell_of_its_own_area(data: dict[str, object]) -> None:
    plan = build.build(data)
    coverage = covering.cover(plan, framework.load())
    made = heatmap.picture(coverage, plan)
    held = [
        (voice.answer.requirement.id, voice.node.route)
        for each in made.rows
        for column, cell in zip(made.columns, each.cells, strict=True)
        for voice in cell
        if voice.node.route == each.node.route and voice.answer in column.answers
    ]
    expected = [
        (answer.requirement.id, voice.node.route) for answer in coverage.answers for voice in heatmap.voices(answer)
    ]
    assert sorted(held, key=repr) == sorted(expected, key=repr)
    assert made.total("full") + made.total("partial") == sum(len(answer.evidence) for answer in coverage.answers)
