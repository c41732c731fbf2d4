"""Tables and matrices in the Word file: every cell, widths that fill the page, blocks of unit columns."""

from xml.etree import ElementTree as ET

from docx_samples import W, document_of, dossier, rows_of, task
from hypothesis import given
from hypothesis import strategies as st

from qplan.matrix import Matrix
from qplan.rendering.docx import render
from qplan.rendering.docx_tables import UNITS_A_BLOCK, matrix
from qplan.rendering.docx_widths import fitted
from qplan.tables import Column, Table


def test_a_table_holds_every_cell_and_its_head_repeats_and_no_row_splits():
    data = render(dossier(), "tasks")
    assert rows_of(data) == [
        [
            ["序号", "重点任务", "牵头单位"],
            ["1", "建立质量问题会商机制", "县市场监管局"],
            ["2", "推广〔待填：试点名称〕", "县科工信局\n县商务局"],
        ]
    ]
    table = ET.fromstring(document_of(data)).find(f".//{W}tbl")
    rows = table.findall(W + "tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_a_whole_number_has_no_decimal_point():
    assert rows_of(render(dossier(), "targets"))[0][1:] == [["抽检合格率", "98"], ["标准数", "3"]]


CELLS = st.one_of(st.text(max_size=40), st.integers(-9999, 9999), st.floats(-99, 99, allow_nan=False))
TABLES = st.integers(1, 9).flatmap(
    lambda count: st.builds(
        lambda titles, shares, rows: Table("表", tuple(map(Column, titles, shares)), tuple(rows)),
        st.lists(st.text(max_size=12), min_size=count, max_size=count),
        st.lists(st.floats(0.01, 1), min_size=count, max_size=count),
        st.lists(st.tuples(*[CELLS] * count), max_size=8),
    )
)


@given(TABLES, st.sampled_from([8844, 12756]))
def test_column_widths_fill_the_page_exactly_whatever_the_table_says(table, total):
    widths = fitted(table, total)
    assert sum(widths) == total
    assert all(each > 0 for each in widths)


def test_columns_get_the_width_that_their_texts_need():
    rows = tuple((n, "任务" * 4, "很长的主要内容" * 12, "县局") for n in range(1, 41))
    columns = tuple(Column(title, 0.25) for title in ("序号", "任务", "主要内容", "单位"))
    number, title, content, unit = fitted(Table("表", columns, rows), 12756)
    assert content > 3 * title > 3 * unit >= 3 * number


@given(st.integers(0, 90), st.integers(0, 3))
def test_a_matrix_prints_every_unit_once_in_blocks_of_at_most_sixteen(units, tasks):
    names = tuple(f"单位{n}" for n in range(units))
    content = Matrix((task("事项"),) * tasks, names, (("lead",) * units,) * tasks)
    blocks = [ET.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>') for xml in matrix(content, 12756)[1::2]]
    heads = [["".join(t.text for t in cell.iter(W + "t")) for cell in block.find(f".//{W}tr")] for block in blocks]
    heads = [[text for text in head if text] for head in heads]
    assert [unit for head in heads for unit in head[2:]] == list(names)
    assert max(len(head) - 2 for head in heads) <= UNITS_A_BLOCK
    assert max(map(len, heads)) - min(map(len, heads)) <= 1
    for block in blocks:
        assert len(block.findall(f".//{W}tr")) == tasks + 1
        assert sum(int(column.get(W + "w")) for column in block.iter(W + "gridCol")) == 12756


def test_a_task_without_a_title_is_named_by_its_first_sentence():
    assert rows_of(render(dossier(), "matrix"))[0][1:] == [["1", "建立会商机制", "★", ""], ["2", "第一句", "○", "●"]]
