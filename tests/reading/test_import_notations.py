"""Every way of naming units that plans of the genre use, in full and in half width, on its way into a plan."""

from __future__ import annotations

import pytest

from qplan import build
from qplan.plan import Plan
from qplan.reading import plandata
from qplan.reading.formats import text
from qplan.reading.plandata import Imported

A, B, C = "县科技局", "县财政局", "各乡镇人民政府"
HALF = str.maketrans("（），；：［］", "(),;:[]")

ROWS = {
    "责任单位": (f"（责任单位：{A}、{B}）", (), (), (A, B)),
    "责任单位，六角括号": (f"〔责任单位：{A}、{B}〕", (), (), (A, B)),
    "责任部门": (f"（责任部门：{A}、{B}）", (), (), (A, B)),
    "牵头和配合，分号": (f"（牵头单位：{A}；配合单位：{B}、{C}）", (A,), (B, C), ()),
    "牵头和配合，逗号": (f"（牵头单位：{A}，配合单位：{B}，{C}）", (A,), (B, C), ()),
    "牵头和责任": (f"（牵头单位：{A}；责任单位：{B}）", (A,), (B,), ()),
    "责任和配合": (f"（责任单位：{A}，配合单位：{B}）", (A,), (B,), ()),
    "方括号": (f"［牵头单位：{A}；配合单位：{B}］", (A,), (B,), ()),
    "牵头、配合、落实": (f"（{A}牵头，{B}配合，{C}落实）", (A,), (B, C), ()),
    "牵头，按职责分工": (f"（{A}牵头，{B}、{C}按职责分工负责）", (A,), (), (B, C)),
    "按职责分工": (f"【{A}、{B}按职责分工负责】", (), (), (A, B)),
    "负责": (f"（{A}负责）", (), (), (A,)),
    "牵头负责": (f"（{A}牵头负责）", (A,), (), ()),
    "分别牵头": (f"（{A}、{B}分别牵头）", (A, B), (), ()),
    "只有单位": (f"（{A}、{B}，{C}）", (), (), (A, B, C)),
    "括号不成对": (f"（责任单位：{A}、{B})", (), (), (A, B)),
    "括号没有关": (f"（责任单位：{A}、{B}", (), (), (A, B)),
    "多一个右括号": (f"【{A}、{B}按职责分工负责)】", (), (), (A, B)),
    "两个括号挨着": (f"（牵头单位：{A}）（配合单位：{B}）", (A,), (B,), ()),
    "另起一行": (f"\n牵头单位：{A}\n配合单位：{B}、{C}", (A,), (B, C), ()),
    "标签和单位分两行": (f"\n牵头单位：\n{A}。\n责任单位：\n{B}、{C}。", (A,), (B, C), ()),
    "一行三句": (f"\n牵头单位：{A}。责任单位：{B}。完成时限：2026年12月。", (A,), (B,), ()),
}


def read(words: str) -> tuple[Imported, Plan]:
    imported = plandata.assemble(text.gathered(words), name="甲.txt")
    return imported, build.build(imported.data)


@pytest.mark.parametrize("width", ["全角", "半角"])
@pytest.mark.parametrize("name", ROWS)
def test_who_does_it(name: str, width: str) -> None:
    note, lead, support, responsible = ROWS[name]
    note = note.translate(HALF) if width == "半角" else note
    _, plan = read(
        f"示例县质量提升实施方案\n一、重点任务\n（一）办好平台。把仪器登记上网。{note}\n（二）讲好故事。办好质量月。\n"
    )
    first, second = plan.items()
    assert (first.title, first.paragraphs) == ("办好平台", ("把仪器登记上网。",))
    assert (first.duty.lead, first.duty.support, first.duty.responsible) == (lead, support, responsible)
    assert not second.duty


@pytest.mark.parametrize("name", ROWS)
def test_a_note_says_the_same_behind_each_of_two_sentences(name: str) -> None:
    note, lead, support, responsible = ROWS[name]
    if "\n" in note or name == "括号没有关":
        return
    _, plan = read(f"一、重点任务\n（一）办好平台。把仪器登记上网。{note}每年核对一次。（{B}负责）\n")
    (item,) = plan.items()
    assert not item.duty
    first, second = item.measures
    assert (first.text, second.text) == ("把仪器登记上网。", "每年核对一次。")
    assert (first.duty.lead, first.duty.support, first.duty.responsible) == (lead, support, responsible)
    assert second.duty.responsible == (B,)


def test_a_convention_declared_once_holds_to_the_end() -> None:
    _, plan = read(
        "一、重点任务\n"
        f"（一）办好平台。把仪器登记上网。（{A}，{B}、{C}。逗号前为牵头单位，下同）\n"
        f"（二）讲好故事。办好质量月。（{B}，{A}）\n"
    )
    assert [(i.duty.lead, i.duty.units) for i in plan.items()] == [((A,), (A, B, C)), ((B,), (B, A))]


@pytest.mark.parametrize(
    "note",
    [
        f"（{A}负责，{C}落实，以下不再列出）",
        f"（责任单位：{A}。以下任务均需{C}落实，不再一一列出）",
        f"（{A}负责）（以下任务均需{C}落实，不再列出）",
    ],
)
def test_a_default_clause_holds_from_its_task_on(note: str) -> None:
    imported, plan = read(
        f"一、重点任务\n（一）抓早。先摸底。（{B}负责）\n（二）办好平台。登记上网。{note}\n（三）讲好故事。办好质量月。（{B}负责）\n"
    )
    assert imported.data["defaults"]["units"] == [C]
    assert imported.data["defaults"]["since"] == "t02"
    before, _, after = plan.tasks()
    assert C not in before.effective.units
    assert after.effective.units == (B, C)


def test_units_named_in_a_section_heading_are_the_sections() -> None:
    _, plan = read(
        f"一、重点任务\n（一）市场准入（牵头单位：{A}）\n1.压缩时间。再减环节。（{B}负责）\n2.推行联办。一次办结。\n"
    )
    section = plan.content[0].content[0]  # type: ignore[union-attr]
    assert (section.title, section.duty.lead) == ("市场准入", (A,))
    first, second = plan.items()
    assert first.effective.lead == (A,)
    assert (first.duty.responsible, bool(second.duty)) == ((B,), False)


@pytest.mark.parametrize(
    "text_",
    [
        "执行《办法》（示政发〔2026〕5号）。",
        "覆盖企业（含个体工商户）。",
        "推进“两清单”（任务清单、问题清单）。",
        "布局“一园”[一园：光电产业园。]。",
    ],
)
def test_ordinary_brackets_are_no_notes(text_: str) -> None:
    _, plan = read(f"一、重点任务\n（一）办好平台。{text_}\n")
    (item,) = plan.items()
    assert not item.duty
    assert not item.measures


def test_a_gap_in_the_numbers_is_printed_as_it_was_and_reported() -> None:
    imported, plan = read(
        "一、重点任务\n1.甲事。先办。\n2.乙事。再办。\n（二）抓服务\n3.丙事。后办。\n（五）抓工程\n4.丁事。也办。\n"
    )
    assert [item.path for item in plan.items()] == ["一/1", "一/2", "一/(二)/3", "一/(五)/4"]
    assert [(d.block, d.message.split("，")[0]) for d in imported.ledger.doubts if "编号" in d.message] == [
        (3, "编号“(二)”处应为“(一)”"),
        (5, "编号“(五)”处应为“(三)”"),
    ]


def test_points_with_and_without_points_below_them_keep_their_numbers() -> None:
    _, plan = read(
        "一、重点任务\n（一）抓产业\n1.甲事。先办。\n2.乙事。再办。\n（二）抓服务。直接办。\n（三）抓工程\n1.丙事。后办。\n"
    )
    assert [node.path for node in plan.nodes()] == [
        "一",
        "一/(一)",
        "一/(一)/1",
        "一/(一)/2",
        "一/(二)",
        "一/(三)",
        "一/(三)/1",
    ]


def test_a_second_document_in_the_file_is_a_plan_of_its_own() -> None:
    words = (
        "示例县质量提升实施方案\n一、重点任务\n（一）办好平台。登记上网。\n二、保障措施\n（一）加强领导。按季调度。\n"
        "示例县标准化工作方案\n一、总体要求\n（一）思路。先易后难。\n"
    )
    imported, plan = read(words)
    assert [section.title for section in plan.content] == ["重点任务", "保障措施"]
    second = build.build(imported.further[0])
    assert second.document.title == "示例县标准化工作方案"
    assert [item.paragraphs for item in second.items()] == [("先易后难。",)]
    assert any(doubt.block == 5 and "第二份文件" in doubt.message for doubt in imported.ledger.doubts)


def test_annexes_with_their_text() -> None:
    _, plan = read(
        "一、任务\n（一）办好平台。登记上网。\n附件：1.流程图\n2.事项清单\n附件1\n流程图\n先申请，再审核。\n附件2\n事项清单\n"
    )
    assert [(a.title, a.content, a.paragraphs) for a in plan.annexes] == [
        ("流程图", "text", ("先申请，再审核。",)),
        ("事项清单", "separate", ()),
    ]


def test_a_letterhead_a_glued_number_and_joint_issuers() -> None:
    _, plan = read(
        "示例县人民政府文件\n示政发〔2026〕5号\n示例县人民政府关于印发质量提升实施方案的通知\n各乡镇人民政府：\n现将方案印发给你们。\n"
        "示例县人民政府\n示例县工商业联合会\n2026年3月2日\n示例县质量提升实施方案\n一、任务\n（一）办好平台。登记上网。\n"
    )
    document = plan.document
    assert (document.title, document.number) == ("示例县质量提升实施方案", "示政发〔2026〕5号")
    assert document.issuers == ("示例县人民政府", "示例县工商业联合会")
    assert document.notice is not None
    assert document.notice.title == "示例县人民政府关于印发质量提升实施方案的通知"
    _, glued = read(
        "示例市关于办好质量月的意见示府发〔2026〕7号各区人民政府：现提出意见。\n一、任务\n（一）办好平台。登记上网。\n"
    )
    assert (glued.document.title, glued.document.number) == ("示例市关于办好质量月的意见", "示府发〔2026〕7号")
    assert (glued.document.addressees, glued.document.preamble) == ("各区人民政府", ("现提出意见。",))


def test_targets_know_their_year_and_their_place() -> None:
    imported, _ = read(
        "一、总体要求\n（一）主要目标。到2026年，产品合格率达到94.5%以上，建成2个检测中心。到2027年，产品合格率达到95%以上。\n"
        "二、重点任务\n（一）办好平台。新增5家企业入网。\n"
    )
    targets = imported.data["targets"]
    assert [(t["id"], t["indicator"], t["unit"], t["place"]) for t in targets] == [
        ("z01", "产品合格率", "%", "一/(一)"),
        ("z02", "检测中心", "个", "一/(一)"),
        ("z03", "企业入网", "家", "二/(一)"),
    ]
    assert targets[0]["goals"] == {"2026": "达到94.5%以上", "2027": "达到95%以上"}
    assert list(targets[1]["goals"]) == ["2026"]


def test_a_default_clause_keeps_the_brackets_of_a_name() -> None:
    clause = "以下均需各市、县（市、区）人民政府贯彻落实"
    imported, _ = read(
        f"示例市质量提升实施方案\n一、重点任务\n（一）办好平台。把仪器登记上网。〔{A}负责。{clause}，不再列出〕\n"
    )
    assert imported.data["defaults"]["note"] == clause
