"""任务分工表 under the heads that offices use: titles, texts, units by role, deadlines, measures."""

from __future__ import annotations

from pathlib import Path

import pytest
from grids import LEFT, UP, accounted, grid
from hypothesis import given
from hypothesis import strategies as st

from qplan import checking, dossier, rendering
from qplan.matrix import registry_names, roles
from qplan.notation import deadlines
from qplan.plan import Duty, Plan
from qplan.reading.blocks import Grid
from qplan.reading.formats import xlsx
from qplan.reading.tables import duty_heads, duty_table
from qplan.reading.tables.duty_rows import DutyTable, Row
from qplan.task_tables import named, task_table

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def read(*rows: object, title: str = "", **options: object) -> DutyTable:
    made = grid(*rows, title=title)
    table = duty_table.read(made, **options)
    assert table is not None
    assert accounted(table) == {cell.index for cell in made.cells}
    return table


def only(*rows: object, **options: object) -> Row:
    (row,) = read(*rows, **options).rows
    return row


def duty(row: Row) -> Duty:
    assert row.note is not None
    return row.note.duty


# The program's own tables, through Excel and as other formats have them


@pytest.fixture(scope="module", params=["county", "district"])
def made(request: pytest.FixtureRequest) -> dossier.Dossier:
    return dossier.compile_(checking.load(EXAMPLES / request.param / "plan.yaml"))


def expected(plan: Plan) -> list[tuple[str, dict[str, str], set[str]]]:
    names = registry_names(plan)
    found = []
    for task in plan.tasks():
        dues = [task.due] if task.due else [measure.due for measure in task.measures]
        found.append((named(task), roles(task, names), {deadlines.printed(due) for due in dues if due}))
    return found


def got(table: DutyTable, *, dues: bool = True) -> list[tuple[str, dict[str, str], set[str]]]:
    found = []
    for row in table.rows:
        due = row.note.due if row.note else None
        by_role = {unit: role for role, unit in duty(row).pairs()} if row.note else {}
        found.append((row.title, by_role, set(due.text.split("；")) if due and dues else set()))
    return found


def test_our_own_workbook_comes_back(made: dossier.Dossier, tmp_path: Path) -> None:
    path = tmp_path / "方案.xlsx"
    path.write_bytes(rendering.render(made, "xlsx"))
    grids = [block.grid for block in xlsx.read(path).blocks if block.grid]
    assert [duty_table.kind_of(each) for each in grids] == ["tasks", "matrix", "unit_tasks", "targets"]
    table = duty_table.read(grids[0])
    assert table is not None
    assert got(table) == expected(made.plan)
    assert [row.number for row in table.rows] == [str(i + 1) for i in range(len(table.rows))]
    assert all(row.sections for row in table.rows)
    assert {reason for _, reason in table.dropped} == {"由完成时限推算，不另存"}
    assert not table.unread
    assert not table.doubts
    matrix = duty_table.read(grids[1])
    assert matrix is not None
    assert got(matrix, dues=False) == [(title, units, set()) for title, units, _ in expected(made.plan)]
    assert {reason for _, reason in matrix.dropped} <= {"合计数，由程序重新计算"}


def test_the_printed_table_of_other_formats_comes_back(made: dossier.Dossier) -> None:
    printed = task_table(made.plan)
    rows = [[column.title for column in printed.columns], *([str(cell) for cell in row] for row in printed.rows)]
    assert got(read(*rows)) == expected(made.plan)


# Column heads


@pytest.mark.parametrize("number", ["序号", "编号", "序 号", "No."])
@pytest.mark.parametrize(
    "title", ["重点任务", "工作任务", "任务名称", "主要任务", "重点工作", "事项", "项目", "工作事项"]
)
@pytest.mark.parametrize(
    "text",
    ["主要内容", "具体内容", "任务内容", "工作内容", "具体措施", "工作举措", "主要举措", "任务要求", "目标任务"],
)
def test_title_and_text_by_their_heads(number: str, title: str, text: str) -> None:
    row = only([number, title, text, "责任单位"], ["1", "建设检验平台", "建成平台一个。", "县市场监管局"])
    assert (row.number, row.title, row.text) == ("1", "建设检验平台", ("建成平台一个。",))
    assert duty(row) == Duty(responsible=("县市场监管局",))


@pytest.mark.parametrize(
    ("heads", "roles_of"),
    [
        (("牵头单位", "配合单位"), ("lead", "support")),
        (("牵头部门", "协办"), ("lead", "support")),
        (("主办", "协办单位"), ("lead", "support")),
        (("牵头\n单位", "配合部门（单位）"), ("lead", "support")),
        (("责任单位", "配合单位"), ("lead", "support")),
        (("责任部门", "落实单位"), ("responsible", "responsible")),
        (("牵头单位", "责任单位"), ("lead", "support")),
    ],
)
def test_unit_columns_by_their_heads(heads: tuple[str, str], roles_of: tuple[str, str]) -> None:
    row = only(["任务", *heads], ["建设检验平台", "县市场监管局", "县财政局"])
    found = {unit: role for role, unit in duty(row).pairs()}
    assert found == {"县市场监管局": roles_of[0], "县财政局": roles_of[1]}


@pytest.mark.parametrize("head", ["完成时限", "时间节点", "完成时间", "时限要求", "进度安排", "年份", "最迟日期"])
def test_deadlines_by_their_heads(head: str) -> None:
    row = only(["任务", "责任单位", head], ["建设检验平台", "县市场监管局", "2026年"])
    assert row.note is not None
    assert row.note.due is not None
    assert row.note.due.last == "2026-12-31"


@pytest.mark.parametrize("head", ["成果", "工作成果", "成果形式", "目标", "目标成果"])
def test_results_by_their_heads(head: str) -> None:
    assert only(["任务", "责任单位", head], ["建设检验平台", "县市场监管局", "平台一个"]).result == "平台一个"


def test_years_remarks_and_columns_that_are_not_understood() -> None:
    row = only(
        ["任务", "2026年工作安排", "2027年", "责任单位", "备注", "资金来源"],
        ["建设检验平台", "选址", "运行", "县市场监管局", "续建", "县级财政"],
    )
    assert row.yearly == {2026: "选址", 2027: "运行"}
    assert row.remark == "续建"
    assert row.others == (("资金来源", "县级财政"),)


def test_persons_are_left_out() -> None:
    table = read(["任务", "牵头领导", "责任单位", "联系电话"], ["建设检验平台", "某副县长", "县市场监管局", "1234567"])
    assert [cell.text for cell, _ in table.dropped] == ["某副县长", "1234567"]
    assert duty(table.rows[0]) == Duty(responsible=("县市场监管局",))


def test_a_head_over_two_rows() -> None:
    table = read(
        ["序号", "重点任务", "责任单位", LEFT, "完成时限"],
        [UP, UP, "牵头", "配合", UP],
        ["1", "建设检验平台", "县市场监管局", "县财政局", "2026年6月底前"],
    )
    assert duty(table.rows[0]) == Duty(("县市场监管局",), ("县财政局",))
    assert len(table.rows) == 1


def test_a_head_over_two_rows_whose_merging_was_lost() -> None:
    row = only(
        ["序号", "重点任务", "责任单位", "", "完成时限"],
        ["", "", "牵头单位", "配合单位", ""],
        ["1", "建设检验平台", "县市场监管局", "县财政局", "2026年6月底前"],
    )
    assert duty(row) == Duty(("县市场监管局",), ("县财政局",))


def test_title_rows_legends_and_repeated_heads_inside_the_table() -> None:
    head = ["序号", "重点任务", "责任单位"]
    table = read(
        ["示例县重点任务分工表", LEFT, LEFT],
        ["注：排名第一的为牵头单位", LEFT, LEFT],
        head,
        ["1", "建设检验平台", "县市场监管局"],
        ["（续表）", LEFT, LEFT],
        ["示例县重点任务分工表", LEFT, LEFT],
        head,
        ["2", "培育品牌", "县商务局"],
        ["说明：本表自印发之日起执行。", LEFT, LEFT],
    )
    assert table.title == "示例县重点任务分工表"
    assert [row.title for row in table.rows] == ["建设检验平台", "培育品牌"]
    assert all(row.sections == () for row in table.rows)
    assert len(table.legend) == 2


# Sections


def test_section_rows_inside_the_table() -> None:
    table = read(
        ["序号", "重点任务", "责任单位"],
        ["一、推动产业升级", LEFT, LEFT],
        ["（一）强基础", LEFT, LEFT],
        ["1", "建设检验平台", "县市场监管局"],
        ["（二）育品牌", LEFT, LEFT],
        ["2", "培育品牌", "县商务局"],
        ["二、保障安全", "", ""],
        ["3", "加强抽查", "县市场监管局"],
    )
    assert [row.sections for row in table.rows] == [
        ("一、推动产业升级", "（一）强基础"),
        ("一、推动产业升级", "（二）育品牌"),
        ("二、保障安全",),
    ]


def test_a_section_row_with_its_number_in_the_column_of_numbers() -> None:
    table = read(
        ["序号", "重点任务", "主要内容", "责任单位"],
        ["一", "推动产业升级", "", ""],
        ["1", "建设检验平台", "建成一个。", "县市场监管局"],
    )
    assert table.rows[0].sections == ("一、推动产业升级",)


@pytest.mark.parametrize("second", [UP, "产业升级"])
def test_section_columns_merged_or_repeated(second: object) -> None:
    table = read(
        ["类别", "重点任务", "责任单位"],
        ["产业升级", "建设检验平台", "县市场监管局"],
        [second, "培育品牌", "县商务局"],
    )
    assert [(row.sections, row.title) for row in table.rows] == [
        (("产业升级",), "建设检验平台"),
        (("产业升级",), "培育品牌"),
    ]


def test_of_two_columns_of_tasks_the_first_is_the_section() -> None:
    table = read(
        ["重点任务", "工作任务", "具体措施", "牵头单位"],
        ["产业升级", "建设检验平台", "建成一个。", "县市场监管局"],
        [UP, "培育品牌", "培育三个。", "县商务局"],
    )
    assert [(row.sections, row.title) for row in table.rows] == [
        (("产业升级",), "建设检验平台"),
        (("产业升级",), "培育品牌"),
    ]


def test_numbered_lines_under_one_merged_task_are_tasks_of_a_section() -> None:
    table = read(
        ["重点任务", "序号", "主要内容", "责任单位"],
        ["产业升级", "1", "建设检验平台。建成一个。", "县市场监管局"],
        [UP, "2", "培育品牌", "县商务局"],
    )
    assert [(row.sections, row.number, row.title, row.text) for row in table.rows] == [
        (("产业升级",), "1", "建设检验平台", ("建成一个。",)),
        (("产业升级",), "2", "培育品牌", ()),
    ]


# Tasks of several lines


def test_a_task_over_several_rows_has_measures() -> None:
    table = read(
        ["序号", "重点任务", "主要内容", "责任单位", "完成时限"],
        ["1", "建设检验平台", "（1）选定地址。", "县自然资源局", "2026年6月底前"],
        [UP, UP, "（2）采购设备。", "县财政局", "2026年12月底前"],
        ["2", "培育品牌", "培育三个。", "县商务局", "持续推进"],
    )
    first, second = table.rows
    assert (first.title, first.text, first.note) == ("建设检验平台", (), None)
    assert [(m.number, m.text) for m in first.measures] == [("（1）", ("选定地址。",)), ("（2）", ("采购设备。",))]
    assert [m.note.duty.units for m in first.measures if m.note] == [("县自然资源局",), ("县财政局",)]
    assert [m.note.due.text for m in first.measures if m.note and m.note.due] == ["2026年6月底前", "2026年12月底前"]
    assert not second.measures


def test_what_all_lines_of_a_task_share_is_the_tasks() -> None:
    (row,) = read(
        ["序号", "重点任务", "主要内容", "责任单位", "完成时限"],
        ["1", "建设检验平台", "选定地址。", "县市场监管局", "2026年6月底前"],
        [UP, UP, "采购设备。", UP, "2026年12月底前"],
    ).rows
    assert duty(row) == Duty(responsible=("县市场监管局",))
    assert [(m.text, m.note.duty if m.note else None) for m in row.measures] == [
        (("选定地址。",), Duty()),
        (("采购设备。",), Duty()),
    ]


def test_a_line_with_nothing_but_units_goes_on_with_the_task() -> None:
    row = only(
        ["序号", "重点任务", "主要内容", "责任单位"],
        ["1", "建设检验平台", "建成一个。", "县市场监管局"],
        ["", "", "", "县财政局"],
    )
    assert duty(row) == Duty(responsible=("县市场监管局", "县财政局"))
    assert row.text == ("建成一个。",)


# Texts without titles


def test_one_text_column_holds_titles_or_texts() -> None:
    table = read(
        ["序号", "主要内容", "责任单位"],
        ["1", "建设检验平台", "县市场监管局"],
        ["2", "培育品牌。每年培育三个品牌，带动产业发展。", "县商务局"],
        [
            "3",
            "每年开展两次抽查，结果向社会公布，问题产品一律下架处理，并且跟踪整改直到全部合格为止，对拒不整改的企业依法查处。",
            "县市场监管局",
        ],
    )
    first, second, third = table.rows
    assert (first.title, first.text) == ("建设检验平台", ())
    assert (second.title, second.text) == ("培育品牌", ("每年培育三个品牌，带动产业发展。",))
    assert third.title == ""
    assert len(third.text) == 1


def test_a_title_with_its_own_number() -> None:
    table = read(
        ["序号", "重点任务", "责任单位"],
        ["1", "一、建设平台", "县商务局"],
        ["2", "（三）培育品牌", "县商务局"],
        ["", "3.加强抽查", "县商务局"],
    )
    assert [(row.number, row.title) for row in table.rows] == [
        ("1", "建设平台"),
        ("2", "（三）培育品牌"),
        ("3.", "加强抽查"),
    ]


def test_a_row_without_title_but_with_text_keeps_it() -> None:
    table = read(
        ["序号", "重点任务", "主要内容", "责任单位"],
        ["1", "建设检验平台", "建成一个。", "县市场监管局"],
        ["2", "", "开展抽查。每年两次。", "县市场监管局"],
    )
    assert (table.rows[1].title, table.rows[1].text) == ("开展抽查", ("每年两次。",))


# Cells of units


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("县财政局、县商务局", ("县财政局", "县商务局")),
        ("县财政局，县商务局", ("县财政局", "县商务局")),
        ("县财政局\n县商务局", ("县财政局", "县商务局")),
        ("县财政局 县商务局", ("县财政局", "县商务局")),
        ("县财政局、\n商务局", ("县财政局", "县商务局")),
        ("县市场\n监管局", ("县市场监管局",)),
        ("各乡镇人民政府，县直各有关部门", ("各乡镇人民政府", "县直各有关部门")),
        ("全县各部门", ("全县各部门",)),
        ("各县、市、区人民政府", ("各县、市、区人民政府",)),
    ],
)
def test_several_units_in_a_cell(cell: str, units: tuple[str, ...]) -> None:
    assert duty(only(["任务", "责任单位"], ["建设检验平台", cell])).units == units


@pytest.mark.parametrize("none", ["—", "——", "-", "/", "无", "", "－"])
def test_none_in_a_cell_is_none(none: str) -> None:
    row = only(["任务", "牵头单位", "配合单位", "完成时限"], ["建设检验平台", "县市场监管局", none, none])
    assert duty(row) == Duty(("县市场监管局",))
    assert row.note is not None
    assert row.note.due is None


def test_a_row_that_names_nobody_has_no_note() -> None:
    assert only(["任务", "责任单位"], ["建设检验平台", "—"]).note is None


@pytest.mark.parametrize("above", ["同上", "〃", "″"])
def test_as_above(above: str) -> None:
    table = read(["任务", "责任单位"], ["建设检验平台", "县市场监管局"], ["培育品牌", above])
    assert duty(table.rows[1]) == Duty(responsible=("县市场监管局",))


def test_verbs_and_labels_in_a_cell() -> None:
    rows = read(
        ["任务", "责任单位"],
        ["建设检验平台", "县市场监管局牵头，县财政局配合"],
        ["培育品牌", "牵头单位：县商务局\n配合单位：县财政局"],
    ).rows
    assert duty(rows[0]) == Duty(("县市场监管局",), ("县财政局",))
    assert duty(rows[1]) == Duty(("县商务局",), ("县财政局",))


@pytest.mark.parametrize(
    "cell", ["县商务局（牵头）、县财政局", "县商务局(牵头单位)\n县财政局", "县财政局、县商务局（牵头）"]
)
def test_a_lead_marked_in_brackets(cell: str) -> None:
    assert duty(only(["任务", "责任单位"], ["品牌", cell])) == Duty(("县商务局",), responsible=("县财政局",))


def test_an_open_list_and_an_elided_prefix() -> None:
    row = only(["任务", "牵头单位", "配合单位"], ["建设检验平台", "县市场监管局", "县财政局、商务局等"])
    assert duty(row) == Duty(("县市场监管局",), ("县财政局", "县商务局"), and_others=True)


def test_a_convention_of_the_document_or_of_the_head() -> None:
    first = only(["任务", "责任单位"], ["培育品牌", "县商务局，县财政局"], convention="before_comma")
    second = only(["任务", "责任单位（排名第一的为牵头单位）"], ["培育品牌", "县商务局、县财政局"])
    assert duty(first) == duty(second) == Duty(("县商务局",), ("县财政局",))


def test_the_note_is_printed_with_the_heads_as_labels() -> None:
    row = only(["任务", "牵头部门", "配合部门", "完成时限"], ["平台", "县商务局", "县财政局", "2026年底前"])
    assert row.printed == "（牵头部门：县商务局；配合部门：县财政局；完成时限：2026年底前）"


def test_a_responsible_unit_beside_an_empty_lead_is_not_made_the_lead() -> None:
    table = read(
        ["任务", "牵头单位", "责任单位", "配合单位"],
        ["平台", "县商务局", "县财政局", "县审计局"],
        ["品牌", "", "县财政局", "县审计局"],
    )
    assert duty(table.rows[1]) == Duty(support=("县审计局",), responsible=("县财政局",))


def test_a_deadline_of_the_plans_year() -> None:
    row = only(["任务", "责任单位", "完成时限"], ["平台", "县商务局", "6月底前"], year=2026)
    assert row.note is not None
    assert row.note.due is not None
    assert row.note.due.last == "2026-06-30"


def test_a_schedule_in_prose_is_kept_beside_the_task() -> None:
    text = "第一阶段完成选址和设计，第二阶段完成采购和安装，第三阶段完成调试和验收，三个阶段依次推进，每个阶段结束时向领导小组报告进展情况和下一步打算。"
    row = only(["任务", "责任单位", "进度安排"], ["平台", "县商务局", text])
    assert row.others == (("进度安排", text),)


def test_a_deadline_that_is_not_understood_is_a_doubt() -> None:
    table = read(["任务", "责任单位", "完成时限"], ["平台", "县商务局", "视情况而定"])
    assert [doubt.message for doubt in table.doubts] == ["完成时限没看懂，照录：视情况而定"]


# Kinds, matrices, other tables


def test_a_matrix_alone_gives_units_by_mark() -> None:
    table = read(
        ["序号", "重点任务", "县商务局", "县财政局", "县审计局"],
        ["1", "平台", "★", "○", "●"],
        ["2", "品牌", "", "√", ""],
    )
    assert table.kind == "matrix"
    assert duty(table.rows[0]) == Duty(("县商务局",), ("县财政局",), ("县审计局",))
    assert duty(table.rows[1]) == Duty(responsible=("县财政局",))


def test_a_matrix_with_a_head_of_two_rows_and_deadlines() -> None:
    table = read(
        ["序号", "类别", "重点任务", "完成时限", "责任单位", LEFT],
        ["", "", "", "", "县商务局", "县财政局"],
        ["1", "产业", "平台", "2026年底前", "★", "○"],
    )
    (row,) = table.rows
    assert (table.kind, row.sections, row.title) == ("matrix", ("产业",), "平台")
    assert row.printed == "（牵头单位：县商务局；配合单位：县财政局；完成时限：2026年底前）"


def test_lines_without_any_number_are_tasks_of_their_own() -> None:
    table = read(["序号", "主要内容", "责任单位"], ["", "建设平台", "县商务局"], ["", "培育品牌", "县财政局"])
    assert [row.title for row in table.rows] == ["建设平台", "培育品牌"]


def test_a_legend_inside_the_matrix_says_what_its_marks_mean() -> None:
    table = read(
        ["▲牵头单位　△配合单位", LEFT, LEFT, LEFT],
        ["序号", "重点任务", "县商务局", "县财政局"],
        ["1", "平台", "▲", "△"],
    )
    assert duty(table.rows[0]) == Duty(("县商务局",), ("县财政局",))


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([["序号", "重点任务", "责任单位"], ["1", "平台", "县商务局"]], "tasks"),
        ([["任务", "完成时限"], ["平台", "2026年"]], "tasks"),
        ([["重点任务", "单位"], ["平台", "县商务局"]], "tasks"),
        ([["序号", "单位", "职责", "重点任务"], ["1", "县商务局", "牵头", "平台"]], "unit_tasks"),
        ([["序号", "指标名称", "2026年目标值", "责任单位"], ["1", "合格率", "95", "县商务局"]], "targets"),
        ([["序号", "姓名", "单位", "电话"], ["1", "甲", "县商务局", "1234567"]], "other"),
        ([["产品", "数量"], ["泵", "3"]], "other"),
        ([["一段文字"]], "other"),
    ],
)
def test_kinds_of_tables(rows: list[list[str]], kind: str) -> None:
    made = grid(*rows)
    assert duty_table.kind_of(made) == kind
    assert (duty_table.read(made) is not None) == (kind in ("tasks", "matrix"))


WORDS = st.sampled_from(
    ["", "—", "序号", "重点任务", "主要内容", "责任单位", "牵头", "完成时限", "一、强基础", "1", "县商务局", "县商务局\n财政局",
     "（1）选址。", "★", "同上", "2026年", "目标值", "指标", "注：略", "甲牵头，乙配合", "）（：；"]
)  # fmt: skip


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    width = draw(st.integers(1, 5))
    rows = draw(
        st.lists(st.lists(st.one_of(WORDS, st.sampled_from([UP, LEFT])), min_size=width, max_size=width), max_size=6)
    )
    heads = ["序号", "重点任务", "主要内容", "责任单位", "完成时限"][:width]
    fixed = [[("甲" if (c == 0 and cell is LEFT) else cell) for c, cell in enumerate(row)] for row in rows]
    return grid(heads, *fixed)


@given(grids())
def test_every_cell_of_any_table_is_accounted_for(made: Grid) -> None:
    table = duty_table.read(made, year=2026)
    if table is not None:
        assert accounted(table) == {cell.index for cell in made.cells}


def test_a_head_is_told_from_a_row_of_tasks() -> None:
    assert duty_heads.is_head(["序号", "重点任务", "责任单位"])
    assert not duty_heads.is_head(["1", "建设检验平台", "县市场监管局"])
