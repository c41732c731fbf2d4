"""Tables of a source on their way into a plan: tasks, targets, annexes, frames; every cell accounted for."""

from __future__ import annotations

from typing import Any

from qplan import build, checking, emit
from qplan.findings import Severity
from qplan.plan import Item, Plan
from qplan.reading import plandata
from qplan.reading.gathering import Cell, Gathering
from qplan.reading.plandata import Imported
from qplan.source import Source

A, B, C = "县科技局", "县财政局", "各乡镇人民政府"
TITLE = "示例县质量提升实施方案"
HEAD = ["序号", "重点任务", "主要内容", "牵头单位", "配合单位", "完成时限"]
ROWS = [
    ["1", "办好平台", "把仪器登记上网。", A, f"{B}、{C}", "2026年6月底前"],
    ["2", "讲好故事", "办好质量月。", B, "—", "2026年12月底前"],
]
BODY = [
    "一、重点任务",
    "（一）办好平台。把仪器登记上网。",
    "（二）讲好故事。办好质量月。",
    "二、保障措施",
    "（一）加强领导。按季调度。",
]


def source(*parts: str | list[list[Any]]) -> Gathering:
    """Paragraphs, and tables as lists of rows, in order."""
    gathering = Gathering()
    tables = 0
    for number, part in enumerate(parts, start=1):
        if isinstance(part, str):
            gathering.paragraph(part, f"第 {number} 段")
            continue
        tables += 1
        gathering.table(
            [
                [
                    Cell(text, f"表 {tables} 第 {row} 行第 {column} 列") if isinstance(text, str) else text
                    for column, text in enumerate(line, start=1)
                ]
                for row, line in enumerate(part, start=1)
            ]
        )
    return gathering


def read(*parts: str | list[list[Any]]) -> tuple[Imported, Plan]:
    gathering = source(*parts)
    imported = plandata.assemble(gathering, name="甲.docx")
    cells = [cell for block in gathering.blocks for cell in (block.grid.cells if block.grid else (block,))]
    assert [(e.where, e.text) for e in imported.ledger.entries] == [(c.where, c.text) for c in cells]
    checked = checking.judge(Source("plan.yaml", emit.emit(imported.data)))
    assert not [f.message for f in checked.findings if f.severity is Severity.ERROR]
    return imported, build.build(imported.data)


def duties(plan: Plan) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(item.title, item.duty.lead, item.duty.support) for item in plan.tasks()]


EXPECTED = [("办好平台", (A,), (B, C)), ("讲好故事", (B,), ())]


def test_a_table_of_tasks_in_a_chapter_is_its_items() -> None:
    _, plan = read(
        TITLE, "一、总体要求", "补短板，创特色。", "二、重点任务", [HEAD, *ROWS], "三、保障措施", "加强领导。"
    )
    assert [section.title for section in plan.content] == ["总体要求", "重点任务", "保障措施"]
    assert duties(plan) == EXPECTED
    first = next(plan.tasks())
    assert first.paragraphs == ("把仪器登记上网。",)
    assert first.due is not None
    assert first.due.last == "2026-06-30"


def test_an_annexed_table_that_says_what_the_text_says_is_made_by_the_plan() -> None:
    body = [
        "一、重点任务",
        f"（一）办好平台。把仪器登记上网。（牵头单位：{A}；配合单位：{B}、{C}）",
        f"（二）讲好故事。办好质量月。（牵头单位：{B}）",
    ]
    imported, plan = read(TITLE, *body, "附件", "重点任务分工表", [HEAD, *ROWS])
    assert [(annex.title, annex.content) for annex in plan.annexes] == [("重点任务分工表", "task_table")]
    assert duties(plan) == EXPECTED
    assert not imported.ledger.doubts


def test_an_annexed_table_brings_its_units_to_tasks_that_name_none() -> None:
    imported, plan = read(TITLE, *BODY, "附件", "重点任务分工表", [HEAD, *ROWS])
    assert duties(plan) == EXPECTED
    assert [annex.content for annex in plan.annexes] == ["task_table"]
    assert not imported.ledger.altered


def test_a_table_that_contradicts_the_text_is_kept_and_said() -> None:
    body = [
        "一、重点任务",
        f"（一）办好平台。把仪器登记上网。（{C}负责）",
        "（二）讲好故事。办好质量月。（县文旅局负责）",
    ]
    imported, plan = read(TITLE, *body, "附件", "重点任务分工表", [HEAD, *ROWS])
    (annex,) = plan.annexes
    assert (annex.content, annex.columns, annex.rows[0][3]) == ("table", tuple(HEAD), A)
    assert [item.duty.responsible for item in plan.tasks()] == [(C,), ("县文旅局",)]
    assert [imported.ledger.where(doubt) for doubt in imported.ledger.doubts] == [
        "表 1 第 2 行第 1 列",
        "表 1 第 3 行第 1 列",
    ]


def test_an_annexed_table_with_tasks_that_the_text_has_not_is_a_chapter() -> None:
    body = ["一、总体要求", "补短板，创特色。", "二、保障措施", "（一）加强领导。按季调度。"]
    imported, plan = read(TITLE, *body, "附件", "重点任务分工表", [HEAD, *ROWS])
    assert [section.title for section in plan.content] == ["总体要求", "保障措施", "重点任务分工表"]
    assert plan.content[2].number == ""
    assert duties(plan) == EXPECTED
    assert [annex.content for annex in plan.annexes] == ["task_table"]
    assert any("正文没有写" in doubt.message for doubt in imported.ledger.doubts)


GOALS = [
    ["序号", "指标名称", "计量单位", "2025年基期", "2027年目标", "属性"],
    ["1", "制造业产品质量合格率", "%", "94.1", "≥95", "预期性"],
    ["2", "新增政府质量奖企业", "家", "2", "5", "预期性"],
]


def test_an_annexed_table_of_targets() -> None:
    _, plan = read(TITLE, *BODY, "附件", "主要指标表", GOALS)
    assert [annex.content for annex in plan.annexes] == ["target_table"]
    assert [(t.indicator, t.unit, t.goals[0].year, t.goals[0].value) for t in plan.targets] == [
        ("制造业产品质量合格率", "%", 2027, 95),
        ("新增政府质量奖企业", "家", 2027, 5),
    ]
    assert plan.targets[0].baseline is not None
    assert plan.targets[0].baseline.value == 94.1


def test_a_table_of_targets_in_the_text_is_printed_in_its_place() -> None:
    _, plan = read(TITLE, "一、主要目标", GOALS, "二、重点任务", *BODY[1:3])
    assert [target.indicator for target in plan.targets] == ["制造业产品质量合格率", "新增政府质量奖企业"]
    assert plan.content[0].boxes[0].text.startswith("序号｜指标名称｜计量单位")


def test_targets_told_twice_are_told_once() -> None:
    goals = "到2027年，制造业产品质量合格率达到95%以上。"
    _, plan = read(TITLE, "一、主要目标", goals, "二、重点任务", *BODY[1:3], "附件", "主要指标表", GOALS)
    assert [target.indicator for target in plan.targets] == ["制造业产品质量合格率", "新增政府质量奖企业"]
    assert plan.targets[0].kind == "expected"


def test_a_year_before_the_plans_first_is_no_goal() -> None:
    goals = [["指标名称", "计量单位", "2025年", "2026年", "2027年"], ["政府质量奖企业", "家", "2", "3", "5"]]
    _, plan = read("示例县质量提升实施方案（2026—2027年）", *BODY, "附件", "主要指标表", goals)
    (target,) = plan.targets
    assert [(goal.year, goal.value) for goal in target.goals] == [(2026, 3), (2027, 5)]


def test_the_imprint_stands_behind_the_annexes() -> None:
    imprint = ("抄送：县委各部门，县政协办公室。", "示例县人民政府办公室　2026年3月3日印发")
    _, plan = read(TITLE, *BODY, "附件", "主要指标表", GOALS, *imprint)
    assert plan.document.copies == ("县委各部门，县政协办公室",)
    assert (plan.document.printer, plan.document.printed) == ("示例县人民政府办公室", "2026-03-03")
    assert [annex.paragraphs for annex in plan.annexes] == [()]


PRICES = [["项目", "标准"], ["县长质量奖", "20万元"], ["地理标志", "10万元"]]


def test_any_other_table_is_kept_as_it_is() -> None:
    imported, plan = read(TITLE, *BODY, "附件1", "奖励标准", "按年兑现。", PRICES)
    (annex,) = plan.annexes
    assert (annex.title, annex.content, annex.paragraphs) == ("奖励标准", "table", ("按年兑现。",))
    assert (annex.columns, annex.rows) == (("项目", "标准"), (("县长质量奖", "20万元"), ("地理标志", "10万元")))
    assert imported.ledger.count("kept") >= 6


def test_any_other_table_in_the_text_is_a_box() -> None:
    _, plan = read(TITLE, "一、激励措施", "按下表兑现。", PRICES, *BODY[3:])
    assert plan.content[0].boxes[0].text == "项目｜标准\n县长质量奖｜20万元\n地理标志｜10万元"


def test_tables_that_only_frame_the_page_are_paragraphs() -> None:
    _, plan = read(
        [
            ["发文字号", "示政发〔2026〕5号", "成文日期", "2026年3月2日"],
            ["发文机关", "示例县人民政府", "有效性", "有效"],
        ],
        [[TITLE]],
        *BODY,
        [["抄送：县委办公室。", ""], ["示例县人民政府办公室", "2026年3月3日印发"]],
    )
    document = plan.document
    assert (document.title, document.number, document.date) == (TITLE, "示政发〔2026〕5号", "2026-03-02")
    assert (document.issuers, document.copies) == (("示例县人民政府",), ("县委办公室",))
    assert (document.printer, document.printed) == ("示例县人民政府办公室", "2026-03-03")


def test_a_file_that_is_nothing_but_a_table_of_tasks() -> None:
    quality, brand = Cell("质量安全", "表 1 第 2 行第 1 列"), Cell("品牌培育", "表 1 第 4 行第 1 列")
    rows = [
        ["类别", *HEAD],
        [quality, *ROWS[0]],
        [quality, "2", "守住底线", "按月抽检。", C, "", "长期坚持"],
        [brand, "3", *ROWS[1][1:]],
    ]
    _, plan = read(f"{TITLE}任务分工表", rows)
    assert [section.title for section in plan.content] == ["质量安全", "品牌培育"]
    assert [item.title for item in plan.items() if isinstance(item, Item)] == ["办好平台", "守住底线", "讲好故事"]
    assert [section.number for section in plan.content] == ["", ""]


def test_what_is_no_part_of_the_document_is_dropped_with_its_reason() -> None:
    gathering = source(TITLE, *BODY)
    gathering.aside("— 1 —", "第 1 页", "页码")
    imported = plandata.assemble(gathering, name="甲.pdf")
    assert [(e.text, e.fate, e.reason) for e in imported.ledger.entries][-1] == ("— 1 —", "dropped", "页码")


TOLD = [
    "一、重点任务",
    "（一）办好平台。把仪器登记上网。（责任单位：县科技局、县财政局）",
    "（二）讲好故事。办好质量月。（责任单位：县财政局）",
]
REST = ["二、保障措施", "（一）加强领导。按季调度。"]


def annexed(head: list[str], *rows: list[str], body: list[str] = TOLD) -> tuple[Imported, Plan]:
    return read(TITLE, *body, *REST, "附件", "重点任务分工表", [head, *map(list, rows)])


def messages(imported: Imported) -> list[str]:
    return [doubt.message for doubt in imported.ledger.doubts]


def test_deadlines_results_and_years_of_an_annexed_table_come_to_the_tasks() -> None:
    imported, plan = annexed(
        ["任务", "责任单位", "完成时限", "成果形式", "2026年安排", "资金来源"],
        ["办好平台", "县科技局、县财政局", "2026年6月底前", "目录一册", "建平台", "县级"],
        ["讲好故事", "县财政局", "", "", "", ""],
    )
    first, second = plan.tasks()
    assert first.due is not None
    assert first.due.last == "2026-06-30"
    assert (first.result, first.yearly, first.remark) == ("目录一册", ((2026, "建平台"),), "资金来源：县级")
    assert first.duty.note == "（责任单位：县科技局、县财政局）"  # the text prints as it did
    assert second.due is None
    assert plan.annexes[0].content == "task_table"
    assert messages(imported) == []


def test_another_deadline_another_lead_and_other_words_are_said_and_the_table_is_kept() -> None:
    body = [*TOLD[:2], "（二）讲好故事。办好质量月。（责任单位：县财政局；完成时限：2026年底前）"]
    imported, plan = annexed(
        ["任务", "主要内容", "牵头单位", "配合单位", "完成时限"],
        ["办好平台", "把仪器登记上网。", "县科技局", "县财政局", ""],
        ["讲好故事", "开一场大会。", "县财政局", "", "2027年6月底前"],
        body=body,
    )
    first, words, due, led = messages(imported)
    assert first == "表中“办好平台”的牵头单位与正文不一致（县科技局），以正文为准"
    assert "“讲好故事”的牵头单位" in led
    assert "2027年6月底前" in due
    assert "2026年底前" in due
    assert words == "表中“讲好故事”的内容与正文文字不同，表按原样保留"
    assert plan.annexes[0].content == "table"
    assert plan.annexes[0].rows[1][1] == "开一场大会。"


def test_a_table_in_the_text_of_tasks_that_the_text_tells_does_not_tell_them_twice() -> None:
    imported, plan = read(
        TITLE, *TOLD, *REST, [["任务", "责任单位"], ["办好平台", "县科技局"], ["讲好故事", "县财政局"]]
    )
    assert [task.title for task in plan.tasks()] == ["办好平台", "讲好故事"]
    assert messages(imported) == ["表中“办好平台”的责任单位与正文不一致，以正文为准"]


def test_remarks_beside_a_table_are_kept_and_their_convention_is_heeded() -> None:
    remarks = "注：1.排在第一位的为牵头单位。", "2.本表由县市场监管局解释。"
    rows = [
        ["序号", "任务", "责任单位"],
        ["1", "办好平台", f"{A}、{B}"],
        ["2", "讲好故事", B],
        *([r, r, r] for r in remarks),
    ]
    gathering = Gathering()
    gathering.paragraph("示例县重点任务分工表", "第 1 行")
    cells = {text: Cell(text, "注") for text in remarks}
    gathering.table(
        [[cells.get(text) or Cell(text, f"{n}{m}") for m, text in enumerate(row)] for n, row in enumerate(rows)]
    )
    imported = plandata.assemble(gathering, name="表.xlsx")
    (chapter,) = imported.data["content"]
    assert chapter["remark"] == "注：1.排在第一位的为牵头单位；2.本表由县市场监管局解释"
    assert [task.duty.lead for task in build.build(imported.data).tasks()] == [(A,), ()]


def test_years_over_columns_of_goals_and_of_tasks() -> None:
    _, plan = read(
        TITLE,
        "一、主要目标",
        "目标见下表。",
        [["指标", "单位", "2026年", "2027年"], ["合格率", "%", "95", "96"]],
        *BODY,
    )
    (target,) = plan.targets
    assert [(goal.year, goal.value) for goal in target.goals] == [(2026, 95), (2027, 96)]
    _, plan = read("示例县任务表", [["任务", "责任单位", "2026年目标", "2027年目标"], ["办好平台", A, "建成", "用好"]])
    (task,) = plan.tasks()
    assert task.yearly == ((2026, "建成"), (2027, "用好"))


def test_a_goal_that_a_table_puts_otherwise_than_the_text_is_said() -> None:
    text = "（一）主要目标。到2027年，合格率达到95%以上。"
    imported, plan = read(
        TITLE,
        "一、总体要求",
        text,
        *REST,
        "附件",
        "主要指标表",
        [["指标", "2026年目标", "2027年目标"], ["合格率", "94%", "97%"]],
    )
    assert messages(imported) == ["表中“合格率”2027年的目标值是“97%”，正文是“达到95%以上”，以正文为准"]
    assert [(goal.year, goal.value) for goal in plan.targets[0].goals] == [(2026, 94), (2027, 95)]


def test_a_head_of_two_rows_names_the_columns_of_a_kept_table() -> None:
    wide = Cell("雨量", "表 1 第 1 行第 2 列")
    gathering = source(TITLE, *BODY, "附件", "雨量表")
    under = [None, Cell("城关", "乙"), Cell("河口", "丙"), None]
    values = [Cell(text, text) for text in ("九月", "12", "8", "多")]
    gathering.table([[Cell("月份", "甲"), wide, wide, None], under, values])
    data = plandata.assemble(gathering, name="雨.docx").data
    assert data["annexes"][0]["columns"] == ["月份", "雨量 城关", "雨量 河口", "　"]
    assert data["annexes"][0]["rows"] == [["九月", "12", "8", "多"]]
    assert not [f for f in checking.judge(Source("x.yaml", emit.emit(data))).findings if f.severity is Severity.ERROR]
