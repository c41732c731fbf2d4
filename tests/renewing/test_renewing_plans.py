"""Last year's plan becomes a new one: nothing is lost, everything has a place, what is asked for is marked."""

from __future__ import annotations

import copy
from functools import partial
from pathlib import Path
from typing import Any

import plan_data
import pytest
from hypothesis import given

from qplan import build, checking, covering, emit, framework, opening, renewing
from qplan.checking import Checked
from qplan.findings import Severity
from qplan.locating import locate
from qplan.plan import Item, Plan, Section
from qplan.renewing.marks import unmarked
from qplan.renewing.moving import UNPLACED
from qplan.source import Source
from qplan.vocabulary import Canonical

PACK = framework.load()
AREAS = tuple(area.title for area in PACK.areas)


def judged(data: dict[str, Any]) -> Checked:
    return checking.judge(Source("plan.yaml", emit.emit(data)))


def renew(data: dict[str, Any], year: int = 2026) -> tuple[renewing.Renewed, Plan]:
    """What becomes of plan data, and the plan that it makes, which must hold."""
    checked = judged(data)
    renewed = renewing.renew(checked, PACK, name="示例县", level="county", year=year)
    again = judged(renewed.data)
    assert not [each for each in again.findings if each.severity is Severity.ERROR]
    return renewed, checking.whole(again)


def sections(plan: Plan) -> dict[str, Section]:
    """The areas of a plan's tasks by title."""
    tasks = next(node for node in plan.content if node.part == "tasks")
    return {each.title: each for each in tasks.content if isinstance(each, Section)}


PLAN: dict[str, Any] = {
    "format": "qplan/1",
    "region": {"name": "示例县", "level": "county"},
    "document": {
        "title": "示例县质量强县2024年工作方案",
        "issuer": "示例县人民政府",
        "number": "示政发〔2024〕5号",
        "date": "2024-03-02",
        "stage": "issue",
        "notice": {"text": "现印发给你们。", "signature": "示例县人民政府", "date": "2024-03-02"},
    },
    "bases": ["示例省质量提升规划（2021—2025年）"],
    "period": {"start": 2024, "end": 2024},
    "unit_note": {"brackets": "〔〕", "lead": "牵头"},
    "targets": [
        {"id": "z01", "indicator": "合格率", "unit": "%", "baseline": {"year": 2023, "value": 93}, "goals": {"2024": "94%以上"}, "place": "二/(一)/1"},
        {"id": "z02", "indicator": "品牌", "unit": "个", "goals": {"2024": "3个", "2026": "5个"}},
    ],
    "content": [
        {"title": "总体要求", "part": "overview", "content": [{"title": "指导思想", "text": "坚持质量第一。"}]},
        {
            "title": "重点任务",
            "part": "tasks",
            "content": [
                {
                    "title": "2024年产业工作",
                    "lead": ["县质监局"],
                    "due": "2024-12",
                    "covers": ["A2.6"],
                    "content": [
                        {"id": "t05", "title": "培育食用菌品牌", "text": "加强品牌培育，打造区域公共品牌。", "support": ["县科技局"]},
                        {"id": "t06", "title": "办好食堂", "text": "组织干部到村里住。", "due": "2026-06", "boxes": [{"title": "附", "text": "2023年的账。"}]},
                    ],
                },
                {"title": "夯实基础", "text": "建设省级检验检测中心，提升检验检测能力。", "content": [{"title": "用好量具", "measures": [{"text": "加强计量能力建设，建立社会公用计量标准。", "due": "2024年6月底前"}]}]},
            ],
        },
        {"title": "实施步骤", "part": "steps", "content": [{"title": "启动", "text": "2024年3月启动。"}]},
    ],
    "annexes": [{"title": "名词解释", "content": "glossary", "text": "品牌：名字。"}],
}  # fmt: skip


def test_every_task_is_under_an_area_or_in_the_list() -> None:
    renewed, plan = renew(PLAN)
    placed = {item.title: title for title, area in sections(plan).items() for item in area.content}
    assert placed["培育食用菌品牌"] == "增强产业质量竞争力"
    assert placed["用好量具"] == placed["夯实基础"] == "构建高水平质量基础设施"
    assert placed["办好食堂"] == UNPLACED
    assert renewed.homeless == ("办好食堂",)
    assert tuple(sections(plan)) == (*AREAS, UNPLACED)


def test_an_item_keeps_what_it_said_and_what_it_had_from_above() -> None:
    _, plan = renew(PLAN)
    items = {item.id: item for item in plan.items()}
    brand, canteen = items["t05"], items["t06"]
    assert brand.duty.lead == ("〔待填：原为县质监局；现一般为县市场监管局〕",)
    assert brand.duty.support == ("县科技局",)
    assert brand.due
    assert brand.due.text == "〔待填：原为2024-12〕"
    assert canteen.due
    assert canteen.due.text == "2026-06"
    assert [claim.requirement for claim in brand.covers] == ["A2.6"]
    assert [box.text.strip() for box in canteen.boxes] == ["〔待填：原为2023年〕的账。"]
    assert brand.remark == "原在：重点任务／〔待填：原为2024年〕产业工作"
    gauges = next(item for item in plan.items() if item.title == "用好量具")
    assert [measure.text for measure in gauges.measures] == ["加强计量能力建设，建立社会公用计量标准。"]
    assert gauges.measures[0].due
    assert gauges.measures[0].due.text == "〔待填：原为2024年〕6月底前"


def test_what_nobody_answers_is_asked_for_by_the_sentence() -> None:
    _, plan = renew(PLAN)
    before = covering.cover(checking.whole(judged(PLAN)), PACK)
    missing = {answer.requirement.id for answer in before.answers if answer.state == "none"}
    asked = {claim.requirement for item in plan.tasks() if item.title.startswith("〔待填") for claim in item.covers}
    assert asked == missing
    assert not {"A2.6", "A2.8", "A4.1", "A4.3"} & asked


def test_a_target_of_last_year_is_a_proposal_for_the_baseline() -> None:
    renewed, plan = renew(PLAN)
    rate, brands = plan.targets
    assert rate.baseline
    assert rate.baseline.text == "〔待填：原为2023年基期93%，2024年目标94%以上；改成实际达到的数〕"
    assert [(goal.year, goal.text) for goal in rate.goals] == [(2027, "〔待填：目标值〕")]
    assert [(goal.year, goal.text) for goal in brands.goals] == [(2026, "5个")]
    assert brands.baseline
    assert "2024年目标3个" in brands.baseline.text
    assert renewed.targets == 2
    place = next(node.path for node in plan.nodes() if node.title == "培育食用菌品牌")
    assert rate.where == place


def test_what_stands_around_is_last_years_and_what_it_lacks_the_skeletons() -> None:
    renewed, plan = renew(PLAN)
    assert [(node.title, node.part) for node in plan.content] == [
        ("总体要求", "overview"), ("重点任务", "tasks"), ("实施步骤", "steps"), ("保障措施", "safeguards"),
    ]  # fmt: skip
    document = plan.document
    assert document.title == "示例县质量强县〔待填：原为2024年〕工作方案"
    assert (document.number, document.date, document.stage) == ("示政发〔2026〕　号", None, None)
    assert document.notice
    assert document.notice.date is None
    assert plan.note_style.brackets == "〔〕"
    assert [annex.title for annex in plan.annexes] == ["名词解释"]
    assert plan.period == (2026, 2027)
    assert [basis.title for basis in plan.bases] == ["示例省质量提升规划（2021—2025年）", PACK.title]
    assert renewed.data["framework"] == f"{PACK.id}@{PACK.edition}"


def test_a_place_that_is_an_id_stays_and_one_that_is_gone_is_left_out() -> None:
    data = copy.deepcopy(PLAN)
    data["targets"][0]["place"], data["targets"][1]["place"] = "t05", "二/(九)"
    _, plan = renew(data)
    assert [target.where for target in plan.targets] == ["t05", None]


def test_new_ids_are_none_that_last_year_had_anywhere() -> None:
    data = copy.deepcopy(PLAN)
    data["content"][0]["content"][0]["id"] = "t07"
    _, plan = renew(data)
    ids = [node.id for node in plan.nodes() if node.id]
    assert len(ids) == len(set(ids))
    assert all(item.id for item in plan.tasks())


def test_several_chapters_of_tasks_become_one() -> None:
    data = copy.deepcopy(PLAN)
    task = data["content"].pop(1)
    data["content"][1:1] = [
        {"title": "做强产业", "part": "tasks", "text": "产业要强。", "content": task["content"][0]["content"]},
        {"title": "夯实基础", "part": "tasks", "number": 5, "content": task["content"][1]["content"]},
    ]
    _, plan = renew(data)
    assert [node.title for node in plan.content] == ["总体要求", "重点任务", "实施步骤", "保障措施"]
    texts = [text for item in plan.tasks() for text in item.paragraphs]
    assert "产业要强。" in texts


def test_a_plan_divided_by_the_pack_keeps_its_division_a_plan_of_the_outline_does_not() -> None:
    data = copy.deepcopy(PLAN)
    data["content"][1]["content"] = [
        {"title": "推动经济质量效益型发展", "content": [{"title": "办好检测", "text": "建设省级检验检测中心，提升检验检测能力，加强计量能力建设，加快标准研制，开放共享仪器设备。"}]}
    ]  # fmt: skip
    _, plan = renew(data)
    assert "办好检测" in [item.title for item in sections(plan)["构建高水平质量基础设施"].content]
    _, plan = renew({**data, "framework": f"{PACK.id}@1"})
    assert "办好检测" in [item.title for item in sections(plan)["推动经济质量效益型发展"].content]


def test_one_part_of_a_list_is_too_little_to_place_an_item_by() -> None:
    data = copy.deepcopy(PLAN)
    data["content"][1]["content"].append({"title": "增加投入", "text": "围绕食用菌、检验检测、计量等方面安排经费。"})
    renewed, _ = renew(data)
    assert "增加投入" in renewed.homeless


def test_an_area_whose_requirements_others_answer_says_who() -> None:
    data = copy.deepcopy(PLAN)
    covers = [each.id for each in PACK.areas[0].requirements]
    claims = [each.id for each in PACK.areas[1].requirements]
    data["content"][1]["content"].append({"title": "培育特色产业", "text": "做强香菇。", "covers": [*covers, *claims]})
    _, plan = renew(data)
    (only,) = sections(plan)[AREAS[0]].content
    assert isinstance(only, Item)
    assert only.title == "〔待填：任务标题〕"
    assert only.paragraphs == ("〔待填：这个方面的要点现写在“培育特色产业”等条目里，移过来，或另写一条〕",)


def test_claims_under_another_pack_are_not_taken_for_this_ones() -> None:
    data = copy.deepcopy(PLAN) | {"framework": "quality-outline-2023"}
    data["content"][1]["content"][0]["covers"] = ["B1.1"]
    renewed = renewing.renew(judged(data), PACK, name="示例县", level="county", year=2026)
    claims = [claim.requirement for item in checking.whole(judged(renewed.data)).items() for claim in item.covers]
    assert "B1.1" not in claims


def test_defaults_that_begin_at_a_task_are_written_out() -> None:
    data = copy.deepcopy(PLAN) | {"defaults": {"units": ["各乡镇人民政府"], "since": "t06"}}
    _, plan = renew(data)
    items = {item.id: item for item in plan.items()}
    assert plan.defaults is None
    assert "各乡镇人民政府" in items["t06"].duty.units
    assert "各乡镇人民政府" not in items["t05"].duty.units
    _, plan = renew(copy.deepcopy(PLAN) | {"defaults": {"units": ["各乡镇人民政府"]}})
    assert plan.defaults
    assert "各乡镇人民政府" in next(item for item in plan.items() if item.id == "t05").effective.units


def test_a_note_that_speaks_of_what_stood_behind_it_is_written_anew() -> None:
    note = "（责任单位：县市场监管局，各乡镇人民政府负责落实，以下不再列出）"
    first = {"id": "t01", "title": "提升检测能力", "text": "建设检验检测中心。", "unit_note": note}
    data = {
        **{key: PLAN[key] for key in ("format", "region", "document")},
        "defaults": {"units": ["各乡镇人民政府"], "since": "t02"},
        "content": [
            {
                "title": "重点任务",
                "part": "tasks",
                "content": [
                    first | {"responsible": ["县市场监管局", "各乡镇人民政府"]},
                    {
                        "id": "t02",
                        "title": "打响茶叶品牌",
                        "text": "培育区域公用品牌。",
                        "responsible": ["县农业农村局"],
                    },
                ],
            }
        ],
    }
    renewed, plan = renew(data)
    assert "不再列出" not in emit.emit(renewed.data)
    duties = {item.id: item.duty.responsible for item in plan.items()}
    assert duties["t01"] == ("县市场监管局", "各乡镇人民政府")
    assert duties["t02"] == ("县农业农村局", "各乡镇人民政府")


def _words(plan: Plan) -> list[str]:
    """Every title, paragraph, box and measure of a plan, as last year had it."""
    words = []
    for node in plan.nodes():
        words += [*node.paragraphs, *(box.text for box in node.boxes)]
        if isinstance(node, Item):
            words += [node.title, *(measure.text for measure in node.measures), node.result or ""]
    return [unmarked(each) for each in words if each]


@given(plan_data.PLANS)
def test_no_word_of_any_plan_is_lost_and_every_task_has_a_place(data: dict[str, Any]) -> None:
    plan = build.build(data)
    text, canonical = Source("plan.yaml", ""), Canonical(data, "zh")
    checked = Checked(text, canonical, plan, (), PACK, broken=False, place=partial(locate, text, canonical))
    renewed = renewing.renew(checked, PACK, name="示例县", level="county", year=2027)
    left = _words(build.build(renewed.data))
    for words in _words(plan):
        assert words in left
        left.remove(words)
    tasks = sum(len(names) for _, names in renewed.placed) + len(renewed.homeless)
    assert tasks >= len(list(plan.tasks()))


def test_the_new_file_as_a_person_reads_it(root: Path) -> None:
    golden = root / "tests" / "golden" / "renewing"
    checked = opening.read(golden / "last-year.txt").checked
    renewed = renewing.renew(checked, PACK, name="示例县", level="county", year=2026)
    assert emit.emit(renewed.data) == (golden / "plan.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", ["county", "district"])
def test_our_own_examples_can_be_renewed(example: str, root: Path) -> None:
    checked = checking.check(root / "examples" / example / "plan.yaml")
    name, level = renewing.place_of(checked)
    renewed = renewing.renew(checked, PACK, name=name or "", level=level or "", year=2028)
    assert not judged(renewed.data).broken
    assert sum(len(names) for _, names in renewed.placed) == len(list(checking.whole(checked).tasks()))
    assert renewed.homeless == ()
