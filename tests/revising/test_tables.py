"""Workbooks of ours that were edited as a colleague edits them, and saved."""

import io
import shutil

import openpyxl
import pytest

from qplan import amending, checking, dossier, reading, rendering
from qplan.amending.edits import Drop, Insert, Move, Put, Words
from qplan.revising import tables

PLAN = """\
文件版本: qplan/1
公文: {标题: 示例县质量强县培育建设实施方案}
实施期: {起: 2026, 止: 2027}
单位名录:
  - {名称: 县科工信局, 别名: [县科技局]}   # 三局合并
默认责任: {单位: [各乡镇人民政府], 自: t02}
责任标注: 牵头配合
指标:
  - {标识: z01, 名称: 产品合格率, 计量单位: "%", 属性: 预期性, 基期: {年份: 2025, 数值: 94.1}, 目标值: {2026: 95%以上, 2027: 96%以上}, 责任单位: [县市场监管局]}
  - {标识: z02, 名称: 办结天数, 计量单位: 天, 基期: {年份: 2025, 数值: 9}, 目标值: {2026: 不超过8天, 2027: 不超过7天}, 责任单位: 县市场监管局、县财政局}
内容:
  - 标题: 重点任务
    部分: 重点任务
    内容:
      - 标题: 夯实基础
        牵头单位: 县发展改革局
        内容:
          - 标识: t01
            标题: 建好检测平台
            正文: |
              建设检测平台^[以县为单位。]，服务企业。
              定期公布检测结果，接受群众监督。
            牵头单位: 县科技局      # 原由经信局牵头
            配合单位: [县财政局, 县教育局]
            完成时限: 2026-12
            成果: 平台1个
            年度安排: {2026: 建成平台, 2027: 投入使用}
          - 标识: t02
            标题: 培养质量人才
            正文: 开展质量培训。
            责任: 县人社局牵头，县教育局、县财政局配合，2026年12月底前完成
      - 标题: 提升质量
        内容:
          - 标识: t03
            标题: 开展质量攻关
            正文: 围绕主导产业开展攻关。
            举措:
              - {序号: 1, 正文: 组织攻关。, 牵头单位: 县科工信局, 完成时限: 2027-06}
              - {序号: 2, 正文: 推广成果。, 牵头单位: [县农业农村局], 配合单位: [县财政局]}
          - 标识: t04
            标题: 优化质量服务
            正文: 设立服务窗口。
            牵头单位: 县市场监管局
            配合单位: [县财政局]
            责任原文: （县市场监管局牵头，县财政局参与）
            完成时限: 持续推进
"""
SECTIONS = ("content", 0, "content")
T01, T02 = (*SECTIONS, 0, "content", 0), (*SECTIONS, 0, "content", 1)
T03, T04 = (*SECTIONS, 1, "content", 0), (*SECTIONS, 1, "content", 1)


@pytest.fixture
def checked(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return checking.check(path)


class Desk:
    """A colleague's desk: the workbook as it went out, cells found by row and column, and what it brings home."""

    def __init__(self, checked, folder):
        self.checked, self.path = checked, folder / "edited.xlsx"
        made = rendering.render(dossier.compile_(checked.plan, checked.framework), "xlsx")
        self.book = openpyxl.load_workbook(io.BytesIO(made))

    def head(self, sheet):
        rows = self.book[sheet].iter_rows()
        return next(row for row in rows if row[0].value == "序号")

    def column(self, sheet, head):
        return next(cell.column for cell in self.head(sheet) if cell.value == head)

    def cell(self, sheet, row, head):
        """The cell under ``head`` in the row that has the text ``row`` in any cell."""
        found = next(r for r in self.book[sheet].iter_rows() if any(cell.value == row for cell in r))
        return self.book[sheet].cell(found[0].row, self.column(sheet, head))

    def put(self, sheet, row, head, value):
        self.cell(sheet, row, head).value = value

    def offered(self):
        self.book.save(self.path)
        return tables.changes(self.checked, reading.gather(self.path), "xlsx")


@pytest.fixture
def desk(checked, tmp_path):
    return Desk(checked, tmp_path)


def brief(changes):
    return [(change.what, change.old, change.new) for change in changes]


def edits(changes):
    return [edit for change in changes for edit in change.edits]


@pytest.mark.parametrize("example", ["county", "district"])
def test_a_workbook_that_was_only_saved_offers_nothing(root, tmp_path, example):
    desk = Desk(checking.check(root / "examples" / example / "plan.yaml"), tmp_path)
    assert desk.offered() == ()


@pytest.mark.office
@pytest.mark.parametrize("example", ["county", "district"])
def test_a_workbook_saved_by_an_office_program_offers_nothing(root, tmp_path, soffice, example):
    desk = Desk(checking.check(root / "examples" / example / "plan.yaml"), tmp_path)
    desk.book.save(tmp_path / "sent.xlsx")
    back = soffice(soffice(tmp_path / "sent.xlsx", "ods"), "xlsx")
    assert tables.changes(desk.checked, reading.gather(back), "xlsx") == ()


@pytest.mark.parametrize("example", ["county", "district"])
def test_a_unit_a_deadline_and_a_sentence_are_three_changes_of_just_those_places(root, tmp_path, example):
    path = tmp_path / "plan.yaml"
    shutil.copy(root / "examples" / example / "plan.yaml", path)
    desk = Desk(checking.check(path), tmp_path)
    role = "support" if example == "county" else "responsible"
    label = getattr(desk.checked.plan.note_style, role)
    tasks = list(desk.checked.plan.tasks())
    unit = next(task for task in tasks if len(getattr(task.duty, role)) > 1)
    due = next(task for task in tasks if task.due and task is not unit)
    text = next(task for task in tasks if task not in (unit, due))
    cell = desk.cell("任务分工表", unit.title, label)
    cell.value = cell.value.replace(getattr(unit.duty, role)[-1], "县气象局")
    desk.put("任务分工表", due.title, "完成时限", "2027年9月底前")
    cell = desk.cell("任务分工表", text.title, "主要内容")
    cell.value = cell.value.replace("，", "，进一步", 1)
    offered = desk.offered()
    assert {(change.at, change.what) for change in offered} == {
        (unit.route, label), (due.route, "完成时限"), (text.route, "正文"),
    }  # fmt: skip
    amended = amending.amend(desk.checked.source, edits(offered))
    before, after = desk.checked.source.text.splitlines(), amended.text.splitlines()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == len(offered)
    again = Desk(checking.judge(amended, beside=path.parent), tmp_path)
    assert again.cell("任务分工表", due.title, "完成时限").value == "2027年9月底前"
    assert "，进一步" in again.cell("任务分工表", text.title, "主要内容").value
    assert again.cell("任务分工表", unit.title, label).value.endswith("县气象局")


# 任务分工表


def test_a_unit_is_changed_where_it_is_written(desk):
    desk.put("任务分工表", "建好检测平台", "配合单位", "县财政局、县气象局、各乡镇人民政府")
    (change,) = desk.offered()
    assert (change.what, change.old, change.new) == (
        "配合单位", "县财政局、县教育局", "县财政局、县气象局、各乡镇人民政府",
    )  # fmt: skip
    assert change.edits == (
        Put((*T01, "support", 1), "县气象局"),
        Insert((*T01, "support"), 2, "各乡镇人民政府"),
    )
    assert change.where == "一、（一）1“建好检测平台”"


def test_a_unit_that_a_string_or_a_note_names_is_changed_in_it(desk):
    desk.put("任务分工表", "培养质量人才", "配合单位", "县教育局")
    desk.put("任务分工表", "优化质量服务", "配合单位", "县教育局")
    assert edits(desk.offered()) == [
        Words((*T02, "duty"), "、县财政局", ""),
        Put((*T04, "support", 0), "县教育局"),
        Words((*T04, "unit_note"), "县财政局", "县教育局"),
    ]


def test_a_unit_of_a_measure_is_changed_there(desk):
    desk.put("任务分工表", "开展质量攻关", "牵头单位", "县科工信局、县林业局")
    (change,) = desk.offered()
    assert change.edits == (Put((*T03, "measures", 1, "lead", 0), "县林业局"),)


def test_a_unit_that_is_inherited_becomes_the_tasks_own(checked, tmp_path):
    path = tmp_path / "inherited.yaml"
    path.write_text(PLAN.replace("            牵头单位: 县科技局      # 原由经信局牵头\n", ""), encoding="utf-8")
    desk = Desk(checking.check(path), tmp_path)
    assert desk.cell("任务分工表", "建好检测平台", "牵头单位").value == "县发展改革局"
    desk.put("任务分工表", "建好检测平台", "牵头单位", "县科工信局")
    (change,) = desk.offered()
    assert change.edits == (Put((*T01, "lead"), "县科工信局"),)


def test_a_unit_of_the_default_clause_is_not_taken_out_of_one_task(desk):
    desk.put("任务分工表", "优化质量服务", "责任单位", "")
    (change,) = desk.offered()
    assert not change.edits
    assert "默认责任" in change.reason


def test_who_is_made_to_lead_is_no_longer_among_those_who_help(desk):
    desk.put("任务分工表", "建好检测平台", "牵头单位", "县教育局")
    (change,) = desk.offered()
    assert change.old == "牵头单位：县科工信局；配合单位：县财政局、县教育局"
    assert change.new == "牵头单位：县教育局；配合单位：县财政局"
    assert change.edits == (Words((*T01, "lead"), "县科技局", "县教育局"), Drop((*T01, "support", 1)))


def test_a_unit_by_another_of_its_names_is_the_same(desk):
    desk.put("任务分工表", "建好检测平台", "牵头单位", "县科技局")
    assert desk.offered() == ()


@pytest.mark.parametrize(
    ("task", "head", "value", "made"),
    [
        ("建好检测平台", "完成时限", "2027年6月底前", [Put((*T01, "due"), "2027-06")]),
        ("建好检测平台", "最迟日期", "2027-06-30", [Put((*T01, "due"), "2027-06")]),
        ("建好检测平台", "最迟日期", "2027年3月15日", [Put((*T01, "due"), "2027-03-15")]),
        ("培养质量人才", "完成时限", "持续推进", [Words((*T02, "duty"), "2026年12月底前完成", "持续推进")]),
        ("开展质量攻关", "完成时限", "2027年9月底前", [Put((*T03, "measures", 0, "due"), "2027-09")]),
        ("优化质量服务", "完成时限", "", [Drop((*T04, "due"))]),
        ("建好检测平台", "成果", "平台2个", [Put((*T01, "result"), "平台2个")]),
        ("建好检测平台", "2026年安排", "", [Drop((*T01, "yearly", "2026"))]),
        ("优化质量服务", "2026年安排", "开窗", [Put((*T04, "yearly"), {"2026": "开窗"})]),
        ("建好检测平台", "重点任务", "建好公共检测平台", [Put((*T01, "title"), "建好公共检测平台")]),
    ],
)
def test_dates_results_and_titles(checked, tmp_path, task, head, value, made):
    plan = tmp_path / "plan.yaml"
    # 成果 and 年度安排 have columns of their own where a third of the tasks have them.
    more = "            成果: 骨干20人\n            年度安排: {2026: 培训}\n"
    plan.write_text(PLAN.replace("            责任: 县人社局", f"{more}            责任: 县人社局"), encoding="utf-8")
    desk = Desk(checking.check(plan), tmp_path)
    desk.put("任务分工表", task, head, value)
    offered = desk.offered()
    assert edits(offered) == made
    assert len(offered) == 1


def test_a_sentence_is_changed_in_the_text_and_its_footnote_stays(desk):
    cell = desk.cell("任务分工表", "建好检测平台", "主要内容")
    cell.value = cell.value.replace("服务企业", "服务小微企业").replace("定期公布", "每季度公布")
    offered = desk.offered()
    assert brief(offered) == [
        ("正文", "建设检测平台，服务企业。", "建设检测平台，服务小微企业。"),
        ("正文", "定期公布检测结果，接受群众监督。", "每季度公布检测结果，接受群众监督。"),
    ]
    text = amending.amended(desk.checked.canonical.data, edits(offered))["content"][0]["content"][0]["content"][0][
        "text"
    ]
    assert text == "建设检测平台^[以县为单位。]，服务小微企业。\n每季度公布检测结果，接受群众监督。\n"


def test_words_around_a_footnote_are_left_to_a_person(desk):
    cell = desk.cell("任务分工表", "建好检测平台", "主要内容")
    cell.value = cell.value.replace("平台，服务", "中心服务")
    (change,) = desk.offered()
    assert not change.edits
    assert "脚注" in change.reason


def test_a_measures_note_in_the_summary_is_the_measures_units(desk):
    cell = desk.cell("任务分工表", "开展质量攻关", "主要内容")
    cell.value = cell.value.replace("配合单位：县财政局", "配合单位：县审计局")
    offered = desk.offered()
    assert edits(offered) == [Put((*T03, "measures", 1, "support", 0), "县审计局")]
    assert [change.what for change in offered] == ["责任标注"]


def test_a_shortened_text_that_was_written_anew_is_left_to_a_person(checked, tmp_path):
    path = tmp_path / "long.yaml"
    long = "开展质量培训，覆盖全县规模以上企业和重点小微企业。" * 6
    path.write_text(PLAN.replace("开展质量培训。", long), encoding="utf-8")
    desk = Desk(checking.check(path), tmp_path)
    desk.put("任务分工表", "培养质量人才", "主要内容", "举办首席质量官研修班。")
    (change,) = desk.offered()
    assert not change.edits
    assert "摘要" in change.reason


def test_line_breaks_and_blanks_of_a_spreadsheet_are_no_change(desk):
    cell = desk.cell("任务分工表", "建好检测平台", "主要内容")
    cell.value = cell.value.replace("。", "。\n ")
    desk.put("任务分工表", "建好检测平台", "配合单位", "县财政局\n县教育局")
    assert desk.offered() == ()


def rows(sheet):
    first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号") + 1
    return first, sheet.max_row


def test_a_table_that_was_sorted_filtered_or_had_columns_hidden_offers_nothing(desk):
    sheet = desk.book["任务分工表"]
    first, last = rows(sheet)
    values = [[cell.value for cell in row] for row in sheet.iter_rows(first, last)]
    for row, line in enumerate(sorted(values, key=lambda line: line[2]), first):
        for column, value in enumerate(line, 1):
            sheet.cell(row, column).value = value
    sheet.row_dimensions[first + 1].hidden = True
    sheet.column_dimensions["D"].hidden = True
    desk.book["主要指标表"].row_dimensions[4].hidden = True
    assert desk.offered() == ()


def test_an_extra_column_of_remarks_is_kept_as_remarks_and_another_is_told(desk):
    sheet = desk.book["任务分工表"]
    head, last = desk.head("任务分工表")[0].row, sheet.max_column
    sheet.cell(head, last + 1).value, sheet.cell(head, last + 2).value = "备注", "进展情况"
    sheet.cell(head + 1, last + 1).value, sheet.cell(head + 1, last + 2).value = "建议与市里对接", "完成一半"
    remark, column = desk.offered()
    assert remark.edits == (Put((*T01, "remark"), "建议与市里对接"),)
    assert not column.edits
    assert "进展情况" in column.reason


def test_heads_in_other_words_and_sheets_that_are_gone_change_nothing(desk):
    for cell in desk.head("任务分工表"):
        cell.value = {"牵头单位": "牵头部门", "完成时限": "时间节点", "重点任务": "工作任务"}.get(
            cell.value, cell.value
        )
    desk.book.remove(desk.book["责任矩阵"])
    desk.book["任务清单"].sheet_state = "hidden"
    desk.put("任务分工表", "建好检测平台", "时间节点", "2027年6月底前")
    assert edits(desk.offered()) == [Put((*T01, "due"), "2027-06")]


def test_a_row_that_was_put_in_is_a_new_item_behind_the_one_before_it(desk):
    sheet = desk.book["任务分工表"]
    row = desk.cell("任务分工表", "建好检测平台", "序号").row + 1
    sheet.insert_rows(row)
    told = {
        "所在部分": "夯实基础",
        "重点任务": "编制标准",
        "主要内容": "制定团体标准。",
        "牵头单位": "县市场监管局",
        "完成时限": "2027年底前",
    }
    for head, value in told.items():
        sheet.cell(row, desk.column("任务分工表", head)).value = value
    (change,) = desk.offered()
    value = {"title": "编制标准", "text": "制定团体标准。", "lead": "县市场监管局", "due": "2027年底前"}
    assert change.edits == (Insert((*SECTIONS, 0, "content"), 1, value),)
    assert (change.what, change.new) == ("新增", "编制标准：制定团体标准。")


def test_a_row_that_was_taken_out_is_an_item_that_goes(desk):
    desk.book["任务分工表"].delete_rows(desk.cell("任务分工表", "优化质量服务", "序号").row)
    (change,) = desk.offered()
    assert (change.what, change.old, change.edits) == ("删去", "优化质量服务", (Drop(T04),))


def test_an_excerpt_of_a_table_takes_nothing_away(desk):
    first, last = rows(desk.book["任务分工表"])
    desk.book["任务分工表"].delete_rows(first, last - first)
    (change,) = desk.offered()
    assert not change.edits
    assert "节选" in change.reason


def test_a_row_under_another_heading_is_a_move(desk):
    desk.put("任务分工表", "培养质量人才", "所在部分", "提升质量")
    assert edits(desk.offered()) == [Move(T02, (*SECTIONS, 1, "content"), 2)]


# 责任矩阵 and 任务清单


def test_marks_of_the_matrix_are_units_by_role(desk):
    desk.put("责任矩阵", "建好检测平台", "县教育局", None)
    desk.put("责任矩阵", "优化质量服务", "县教育局", "○")
    desk.put("责任矩阵", "培养质量人才", "县教育局", "★")
    desk.put("责任矩阵", "开展质量攻关", "县教育局", "√")
    one, two, mark, three = desk.offered()
    assert (one.what, one.old, one.new) == ("配合单位", "县财政局、县教育局", "县财政局")
    assert (two.old, two.new) == (
        "牵头单位：县人社局；配合单位：县教育局、县财政局",
        "牵头单位：县人社局、县教育局；配合单位：县财政局",
    )
    assert "√" in mark.reason
    assert (three.old, three.new) == ("县财政局", "县财政局、县教育局")
    assert edits([three]) == [
        Insert((*T04, "support"), 1, "县教育局"),
        Words((*T04, "unit_note"), "县财政局", "县财政局、县教育局"),
    ]


def test_a_column_of_the_matrix_under_another_name_is_another_unit_in_all_tasks(desk):
    next(cell for cell in desk.head("责任矩阵") if cell.value == "县教育局").value = "县体育局"
    offered = desk.offered()
    assert brief(offered) == [
        ("配合单位", "县财政局、县教育局", "县财政局、县体育局"),
        ("配合单位", "县教育局、县财政局", "县体育局、县财政局"),
    ]


def test_the_same_change_on_several_sheets_is_one(desk):
    desk.put("任务分工表", "建好检测平台", "配合单位", "县财政局、县教育局、县气象局")
    sheet = desk.book["责任矩阵"]
    column = sheet.max_column + 1
    sheet.cell(desk.head("责任矩阵")[0].row, column).value = "县气象局"
    sheet.cell(desk.cell("责任矩阵", "建好检测平台", "序号").row, column).value = "○"
    desk.put("任务分工表", "建好检测平台", "完成时限", "2027年6月底前")
    for row in desk.book["任务清单"].iter_rows():
        if row[3].value == "建好检测平台":
            desk.book["任务清单"].cell(row[0].row, desk.column("任务清单", "完成时限")).value = "2027年6月底前"
    assert edits(desk.offered()) == [Insert((*T01, "support"), 2, "县气象局"), Put((*T01, "due"), "2027-06")]


def test_two_sheets_that_disagree_are_told_and_neither_is_taken(desk):
    desk.put("任务分工表", "建好检测平台", "配合单位", "县财政局")
    desk.put("责任矩阵", "建好检测平台", "县教育局", "★")
    (change,) = desk.offered()
    assert not change.edits
    assert change.new == "任务分工表：没有县教育局；责任矩阵：县教育局（牵头单位）"


def test_rows_of_a_units_list(desk):
    sheet = desk.book["任务清单"]
    for row in sheet.iter_rows():
        if row[1].value == "县教育局" and row[3].value == "建好检测平台":
            row[2].value = "牵头"
        if row[1].value == "县人社局":
            row[1].value = "县总工会"
    assert brief(desk.offered()) == [
        ("牵头单位、配合单位", "牵头单位：县科工信局；配合单位：县财政局、县教育局", "牵头单位：县科工信局、县教育局；配合单位：县财政局"),
        ("牵头单位", "县人社局", "县总工会"),
    ]  # fmt: skip


# 主要指标表


@pytest.mark.parametrize(
    ("row", "head", "value", "made"),
    [
        ("产品合格率", "2026年目标值", "95.5%以上", [Put(("targets", 0, "goals", "2026"), "95.5%以上")]),
        ("产品合格率", "2025年基期值", 94.5, [Put(("targets", 0, "baseline", "value"), 94.5)]),
        ("产品合格率", "属性", "约束性", [Put(("targets", 0, "kind"), "binding")]),
        ("办结天数", "计量单位", "个工作日", [Put(("targets", 1, "unit"), "个工作日")]),
        ("办结天数", "指标名称", "平均办结天数", [Put(("targets", 1, "indicator"), "平均办结天数")]),
        (
            "办结天数",
            "责任单位",
            "县市场监管局、县发展改革局",
            [Words(("targets", 1, "responsible"), "县财政局", "县发展改革局")],
        ),
        ("办结天数", "2027年目标值", None, [Drop(("targets", 1, "goals", "2027"))]),
    ],
)
def test_cells_of_the_targets(desk, row, head, value, made):
    desk.put("主要指标表", row, head, value)
    offered = desk.offered()
    assert edits(offered) == made
    assert len(offered) == 1


def test_a_kind_that_there_is_not_and_rows_that_came_and_went(desk):
    desk.put("主要指标表", "产品合格率", "属性", "指导性")
    sheet = desk.book["主要指标表"]
    sheet.delete_rows(desk.cell("主要指标表", "办结天数", "序号").row)
    for head, value in {"序号": 3, "指标名称": "专利数量", "计量单位": "件", "2027年目标值": "30件"}.items():
        sheet.cell(sheet.max_row + (head == "序号"), desk.column("主要指标表", head)).value = value
    kind, gone, come = desk.offered()
    assert "预期性" in kind.reason
    assert gone.edits == (Drop(("targets", 1)),)
    assert come.edits == (Insert(("targets",), 2, {"indicator": "专利数量", "unit": "件", "goals": {"2027": "30件"}}),)


# tables that stand in a document


@pytest.mark.parametrize(
    ("format", "part"), [("docx", "tasks"), ("html", "tasks"), ("md", "tasks"), ("docx", "matrix"), ("docx", "units")]
)
def test_tables_of_other_formats(checked, tmp_path, format, part):
    made = rendering.render(dossier.compile_(checked.plan, checked.framework), format, part)
    path = tmp_path / f"tables.{format}"
    path.write_bytes(made)
    base = reading.gather(path)
    assert tables.annexed(checked, base, base) == ()
    if format != "docx":
        text = made.decode().replace("2026年12月底前", "2027年底前", 1).replace("开展质量培训", "开展质量培训和竞赛")
        path.write_text(text, encoding="utf-8")
        assert edits(tables.annexed(checked, base, reading.gather(path))) == [
            Put((*T01, "due"), "2027"),
            Words((*T02, "text"), "开展质量培训", "开展质量培训和竞赛"),
        ]
