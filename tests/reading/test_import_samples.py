"""Each notation of responsibility and each kind of front matter, read from a plan of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qplan import build, reading
from qplan.body import body
from qplan.plan import Plan
from qplan.reading import Imported

SAMPLES = Path(__file__).parent / "samples"
EVERY = sorted(path.stem for path in SAMPLES.glob("*.txt"))


def sample(name: str) -> tuple[Imported, Plan]:
    imported = reading.read(SAMPLES / f"{name}.txt")
    return imported, build.build(imported.data)


def duties(plan: Plan) -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    return {n.path: (n.duty.lead, n.duty.support, n.duty.responsible) for n in plan.nodes() if n.duty}


@pytest.mark.parametrize("name", EVERY)
def test_every_paragraph_has_one_entry_in_the_order_of_the_source(name: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    entries = reading.read(SAMPLES / f"{name}.txt").ledger.entries
    assert [(e.where, e.text) for e in entries] == [
        (f"第 {n} 行", t) for n, t in enumerate(text.splitlines(), 1) if t.strip()
    ]
    assert all(e.place for e in entries if e.fate != "dropped")
    assert all(e.reason for e in entries if e.fate != "mapped")


@pytest.mark.parametrize("name", EVERY)
def test_printed_numbers_are_those_of_the_source(name: str) -> None:
    imported, plan = sample(name)
    assert not [d for d in imported.ledger.doubts if "成文时会印成" in d.message]
    places = {e.place.split("/", 1)[1].split("（")[0] for e in imported.ledger.entries if e.place.startswith("内容/")}
    assert {node.path for node in plan.nodes()} == places


def test_a_covering_notice_gives_issuer_and_date_and_keeps_its_letter() -> None:
    imported, plan = sample("covering_notice")
    document = plan.document
    assert document.title == "关于推进质量强县培育建设的实施方案"
    assert plan.layout.title_lines == ("关于推进质量强县", "培育建设的实施方案")
    assert (document.issuers, document.date, document.kind) == (("示例县人民政府",), "2026-03-02", "notice")
    assert document.notice is not None
    assert document.notice.addressees == "各乡镇人民政府、县经济开发区管委会，县政府各部门"
    assert document.notice.paragraphs[0].startswith("为落实《质量强国建设纲要》")
    assert (document.disclosure, document.printer, document.printed) == (
        "主动公开", "示例县人民政府办公室", "2026-03-03",
    )  # fmt: skip
    assert document.preamble[0].startswith("根据")
    assert (plan.region, plan.level) == ("示例县", "county")
    dropped = [e.text for e in imported.ledger.entries if e.fate == "dropped"]
    assert dropped == ["首页 | 政务公开 | 县政府文件 |"]


def test_bases_come_in_order_with_their_numbers_and_without_the_plan_itself() -> None:
    _, plan = sample("covering_notice")
    assert [(b.title, b.number) for b in plan.bases] == [
        ("质量强国建设纲要", None),
        ("示例市质量强市三年行动方案", "示市政发〔2025〕8号"),
    ]


def test_responsible_units_with_an_open_list_and_running_numbers() -> None:
    imported, plan = sample("covering_notice")
    assert duties(plan) == {
        "二/(一)/1": ((), (), ("县科技局", "县市场监管局")),
        "二/(一)/2": ((), (), ("县市场监管局", "县工商联")),
        "二/(二)/3": ((), (), ("县市场监管局", "县财政局")),
    }
    assert [t.id for t in plan.tasks()] == ["t01", "t02", "t03"]
    assert [t.path for t in plan.tasks() if t.duty.and_others] == ["二/(一)/1", "二/(二)/3"]
    assert imported.data["numbering"] == {"continuous": ["item"]}
    assert "unit_note" not in imported.data
    assert not any("unit_note" in item for item in _items(imported.data["content"]))


def test_a_plan_without_a_title_keeps_addressees_preamble_and_date() -> None:
    imported, plan = sample("half_width_lead")
    assert plan.document.title == ""
    assert plan.document.addressees == "各乡镇人民政府,县政府各部门"
    assert plan.document.preamble == ("为打牢全县质量工作的底子,现提出如下意见:",)
    assert (plan.document.date, plan.document.issuers) == ("2025-11-06", ())
    assert any("没有找到方案的标题" in doubt.message for doubt in imported.ledger.doubts)


def test_leads_and_support_also_outside_the_task_sections() -> None:
    imported, plan = sample("half_width_lead")
    assert duties(plan) == {
        "二/(一)/1": (("县市场监管局",), ("县科技局", "各乡镇人民政府"), ()),
        "二/(一)/2": (("县市场监管局",), ("县公安局",), ()),
        "二/(二)/3": (("县政务服务中心",), (), ()),
        "三/(一)": (("县财政局", "县市场监管局"), ("县科技局",), ()),
        "四/(一)": (("县市场监管局",), (), ()),
    }
    assert [s.part for s in plan.content] == ["overview", "tasks", "incentives", "safeguards"]
    assert imported.data["unit_note"]["separator"] == "，"
    assert imported.data["unit_note"]["marks"] == "half"
    printed = [paragraph.note for paragraph in body(plan)]
    assert "(牵头单位:县市场监管局,配合单位:县科技局,各乡镇人民政府)" in printed


def test_a_consultation_notice_is_not_the_plans_own() -> None:
    imported, plan = sample("verbs_default_clause")
    document = plan.document
    assert (document.title, document.stage) == ("示例县质量提升实施意见", "consultation")
    assert (document.issuers, document.date, document.subtitles) == ((), None, ())
    assert document.notice is not None
    assert (document.notice.signature, document.notice.date) == ("示例县市场监督管理局", "2026-04-01")
    assert "联系电话:0000-1234567" in document.notice.paragraphs
    assert [b.title for b in plan.bases] == ["质量强国建设纲要"]
    assert [e.where for e in imported.ledger.entries if e.fate == "dropped"] == ["第 17 行"]


def test_verbs_and_a_default_clause() -> None:
    imported, plan = sample("verbs_default_clause")
    assert imported.data["defaults"] == {"units": ["各乡镇人民政府"], "since": "t01", "note": "以下不再列出"}
    tasks = {task.id: task for task in plan.tasks()}
    assert tasks["t01"].duty.responsible == ("县市场监管局", "县工信局", "各乡镇人民政府")
    assert tasks["t02"].duty.lead == ("县市场监管局",)
    assert tasks["t02"].effective.responsible == ("各乡镇人民政府",)
    assert (tasks["t03"].duty.lead, tasks["t03"].duty.responsible) == (("县住建局",), ("县市场监管局", "县民政局"))
    assert (plan.note_style.brackets, plan.note_style.form) == ("【】", "verbs")
    assert plan.items is not None
    assert [item.path for item in plan.items()][-1] == "四/(五)"


def test_a_metadata_grid_and_headings_of_their_own() -> None:
    imported, plan = sample("stand_alone_headings")
    document = plan.document
    assert (document.number, document.date) == ("示市政发〔2026〕12号", "2026-05-08")
    assert document.issuers == ("示例市人民政府",)
    assert document.contact == "咨询电话:0000-7654321"
    assert plan.layout.item_heading == "stand_alone"
    assert imported.data["numbering"] == {"section": "(一)", "continuous": ["section"]}
    assert imported.data["unit_note"] == {"brackets": "〔〕", "marks": "half"}
    tasks = {task.path: task for task in plan.tasks()}
    assert tasks["二/(三)"].duty.responsible == ("市工信局(国资委)", "市市场监管局")
    assert "“一园两带”^[一园:光电产业园。两带:沿河、沿湖两条产业带。]布局" in tasks["二/(三)"].paragraphs[0]


def test_several_notes_become_measures_so_that_nobody_has_anothers_task() -> None:
    _, plan = sample("several_notes")
    items = {item.path: item for item in plan.items()}
    first, second = items["一/(一)"].measures
    assert (first.text, first.duty.lead, first.number) == ("县级事项再减两个环节。", ("县审批局",), "")
    assert first.due is not None
    assert first.due.last == "2026-09-30"
    assert (second.text, second.duty.responsible) == ("推行企业开办一日办结。", ("县市场监管局",))
    assert plan.content[0].duty.lead == ("县市场监管局",)


def test_notes_on_lines_of_their_own_are_one() -> None:
    _, plan = sample("several_notes")
    item = next(item for item in plan.items() if item.path == "一/(二)")
    assert (item.duty.lead, item.duty.support) == (("县工信局",), ("县科技局", "县财政局"))
    assert item.due is not None
    assert item.due.last == "2026-12-31"
    assert item.paragraphs == ("围绕三条产业链做好配套。",)


def test_numbered_points_below_a_sentence_with_units_are_measures() -> None:
    imported, plan = sample("several_notes")
    item = next(item for item in plan.items() if item.path == "二/(一)")
    assert item.title == ""
    assert [measure.number for measure in item.measures] == ["", "", "1.", "2."]
    assert item.measures[0].duty.support == ("县公安局",)
    assert item.measures[3].duty.responsible == ("县住建局", "县市场监管局")
    assert [imported.ledger.where(d) for d in imported.ledger.doubts] == ["第 13 行"]
    assert "编号“(四)”处应为“(二)”" in imported.ledger.doubts[0].message


def test_annexes_that_are_only_named() -> None:
    _, plan = sample("several_notes")
    assert [(a.title, a.content) for a in plan.annexes] == [
        ("任务分工表（略）", "separate"),
        ("联系人名单", "separate"),
    ]


def test_chapters_and_articles() -> None:
    imported, plan = sample("articles")
    assert imported.data["numbering"]["continuous"] == ["section"]
    assert [node.path for node in plan.nodes()] == [
        "第一章", "第一章/第一条", "第一章/第二条", "第二章", "第二章/第三条", "第二章/第五条",
    ]  # fmt: skip
    third = next(item for item in plan.items() if item.path == "第二章/第三条")
    assert [(m.number, m.text) for m in third.measures] == [
        ("（一）", "申报单位填写申请表；"), ("（二）", "组织专家现场评审。"),
    ]  # fmt: skip


def _items(content: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for node in content:
        found += _items(node["content"]) if "content" in node else [node] if "id" in node else []
    return found
