from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from qplan import checking
from qplan.matrix import matrix
from qplan.plan import Plan
from qplan.tables import Cell, Table, target_table
from qplan.task_tables import matrix_table, task_table, unit_sheets, unit_table


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[str], Plan]:
    def make(text: str) -> Plan:
        path = tmp_path / "plan.yaml"
        path.write_text("文件版本: qplan/1\n地区: {名称: 示例县, 层级: 县}\n" + textwrap.dedent(text), encoding="utf-8")
        return checking.load(path)

    return make


def heads(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def column(table: Table, title: str) -> list[Cell]:
    place = heads(table).index(title)
    return [row[place] for row in table.rows]


TASKS = """
    单位名录: [{名称: 县甲局, 别名: [甲局]}, 县乙局]
    责任标注: 牵头配合
    内容:
      - 标题: 重点任务
        内容:
          - 标题: 第一方面
            内容:
              - {标题: 一事, 正文: 先做。再做。, 牵头单位: 县甲局, 配合单位: [县乙局, 各乡镇人民政府], 完成时限: 2026-06}
              - 标题: 二事
                正文: 总说。
                牵头单位: 县乙局
                举措:
                  - {序号: 1, 正文: 甲的事。, 牵头单位: 甲局, 完成时限: 2026-09}
                  - {序号: 2, 正文: 乙的事。, 完成时限: 2026Q4, 成果: 报告1份}
          - 标题: 第二方面
            内容: [{标题: 三事, 正文: 做。, 配合单位: 县甲局, 完成时限: 持续推进, 年度安排: {2026: 起步, 2027: 收尾}}]
"""


def test_the_task_table_has_the_columns_that_are_used(plan: Callable[[str], Plan]) -> None:
    table = task_table(plan(TASKS))
    assert heads(table)[:3] == ["序号", "重点任务", "主要内容"]
    assert "牵头单位" in heads(table)
    assert "配合单位" in heads(table)
    assert "责任单位" not in heads(table)
    assert column(table, "牵头单位") == ["县甲局", "县乙局、县甲局", ""]
    assert column(table, "配合单位") == ["县乙局、各乡镇人民政府", "", "县甲局"]
    assert column(table, "完成时限") == ["2026年6月底前", "2026年9月底前\n2026年第四季度", "持续推进"]


def test_a_worksheet_also_has_the_section_and_the_last_day(plan: Callable[[str], Plan]) -> None:
    table = task_table(plan(TASKS), working=True)
    assert column(table, "所在部分") == ["第一方面", "第一方面", "第二方面"]
    assert column(table, "最迟日期") == ["2026-06-30", "2026-12-31", ""]
    assert table.columns[-1].kind == "date"


def test_results_and_yearly_work_have_columns_where_a_third_of_the_tasks_have_them(plan: Callable[[str], Plan]) -> None:
    table = task_table(plan(TASKS))
    assert column(table, "2026年安排") == ["", "", "起步"]
    assert "成果" in heads(table)
    more = TASKS + "".join(
        f"            \n          - {{标题: 又一事{n}, 正文: 做。, 牵头单位: 县乙局}}" for n in range(9)
    )
    table = task_table(plan(more))
    assert "2026年安排" not in heads(table)
    assert "2026年：起步\n2027年：收尾" in str(column(table, "主要内容")[2])
    assert "成果：" in str(column(table, "主要内容")[1])


def test_a_long_text_is_given_in_whole_sentences_and_that_is_said(plan: Callable[[str], Plan]) -> None:
    sentence = "认真做好每一件具体的事情并且每一季度都要回头看一看做得怎么样。"
    table = task_table(plan(f"内容: [{{标题: 任务, 内容: [{{标题: 甲, 正文: {sentence * 5}, 责任单位: 县甲局}}]}}]"))
    assert column(table, "主要内容") == [sentence]
    assert table.legend.endswith("以正文为准。")
    short = task_table(plan("内容: [{标题: 任务, 内容: [{标题: 甲, 正文: 做。, 责任单位: 县甲局}]}]"))
    assert short.legend == ""


def test_a_unit_sees_its_own_measures_only(plan: Callable[[str], Plan]) -> None:
    one = plan(TASKS)
    sheets = {sheet.unit: sheet for sheet in unit_sheets(one, matrix(one))}
    assert list(sheets) == ["县甲局", "县乙局"]
    table = sheets["县甲局"].table
    assert column(table, "职责") == ["牵头", "牵头", "配合"]
    assert column(table, "重点任务") == ["一事", "二事", "三事"]
    assert "甲的事" in str(column(table, "主要内容")[1])
    assert "乙的事" not in str(column(table, "主要内容")[1])
    assert column(table, "完成时限")[1] == "2026年9月底前"
    assert table.legend == "牵头2项，配合1项。内部工作用表，不另行印发。"
    assert sheets["县甲局"].tasks == (0, 1, 2)


def test_all_sheets_in_one_table(plan: Callable[[str], Plan]) -> None:
    one = plan(TASKS)
    table = unit_table(unit_sheets(one, matrix(one)))
    assert column(table, "单位") == ["县甲局"] * 3 + ["县乙局"] * 2
    assert column(table, "序号") == [1, 2, 3, 4, 5]


def test_the_matrix_as_a_table(plan: Callable[[str], Plan]) -> None:
    table = matrix_table(matrix(plan(TASKS)))
    assert heads(table) == ["序号", "重点任务", "县甲局", "县乙局", "各乡镇人民政府"]
    assert table.rows[1] == (2, "二事", "★", "★", "")


def test_targets_numbers_are_numbers_and_wordings_stay(plan: Callable[[str], Plan]) -> None:
    table = target_table(
        plan("""
        指标:
          - 名称: 合格率
            计量单位: "%"
            属性: 预期性
            类别: 特色
            基期: {年份: 2025, 数值: 94.1}
            目标值: {2026: 95, 2027: 96%以上}
            责任单位: [县甲局, 县乙局]
          - 名称: 能耗
            基期: {年份: 2025, 文字: 以2025年为基数}
            目标值: [{年份: 2026, 关系: 下降, 数值: 2.5, 至少: true}, {文字: 逐年下降}]
          - {名称: 家数, 计量单位: 家, 基期: {年份: 2025, 数值: 3}, 目标值: {2027: 4—8家}}
        内容: [{标题: 任务, 正文: 做好。}]
    """)
    )
    assert heads(table) == [
        "序号", "指标名称", "计量单位", "2025年基期值", "2026年目标值", "2027年目标值", "目标值", "属性", "类别", "责任单位",
    ]  # fmt: skip
    assert column(table, "2025年基期值") == [94.1, "以2025年为基数", 3]
    assert column(table, "2026年目标值")[0] == 95
    assert column(table, "2027年目标值")[0] == "96%以上"
    assert column(table, "目标值") == ["", "逐年下降", ""]
    assert column(table, "属性")[0] == "预期性"
    assert column(table, "类别")[0] == "特色"
    assert column(table, "责任单位")[0] == "县甲局、县乙局"
