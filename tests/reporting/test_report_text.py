"""Findings as a person reads them: order, the source line, the caret under Chinese text, the summary."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan import display
from qplan.findings import Finding, Fix, Severity, Spot
from qplan.reporting import text
from qplan.source import Source, Span

PLAN = Source(
    "plan.yaml",
    "内容:\n  - 标题: 完善“重点产业链”建设\n    配合单位: [县财政局, 县教育局]\n    完成时间: 2026-12\n",
)
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def finding(
    line, start, end, *, code="Q103", severity=Severity.ERROR, file="plan.yaml", message="有不认识的键", **more
):
    return Finding(code, "a-name", severity, message, file, Span(line, start, line, end), **more)


def test_the_shape_of_a_finding():
    found = finding(
        4,
        5,
        9,
        message="任务 1“完善重点产业链建设”中有不认识的键“完成时间”",
        hint="是否应为“完成时限”？该任务正缺少它",
        remedy="改为 `完成时限: 2026-12`",
    )
    assert text.report([found], {"plan.yaml": PLAN}) == (
        "plan.yaml:4:5: 错误 Q103 任务 1“完善重点产业链建设”中有不认识的键“完成时间”\n"
        "    3 |     配合单位: [县财政局, 县教育局]\n"
        "    4 |     完成时间: 2026-12\n"
        "      |     ^^^^^^^^ 是否应为“完成时限”？该任务正缺少它\n"
        "   = 修改: 改为 `完成时限: 2026-12`\n"
        "   = 说明: qplan explain Q103\n"
        "\n"
        "检查了 1 个文件：错误 1 处"
    )


def test_findings_stand_in_the_order_of_the_file_and_are_explained_once():
    report = text.report([finding(4, 5, 9), finding(2, 5, 7), finding(1, 1, 3, code="Q301")], {"plan.yaml": PLAN})
    assert re.findall(r"^plan.yaml:(\d+)", report, re.MULTILINE) == ["1", "2", "4"]
    assert report.count("qplan explain Q103") == 1
    assert report.index("explain Q103") < report.index("plan.yaml:4")


def test_a_second_place_stands_where_the_file_has_it():
    first, second = Span(2, 5, 2, 7), Span(4, 5, 4, 9)
    after = Finding(
        "Q017", "n", Severity.ERROR, "重复", "plan.yaml", second, hint="重复", other=(first, "先出现在这里")
    )
    assert text.report([after], {"plan.yaml": PLAN}).splitlines()[1:6] == [
        "    2 |   - 标题: 完善“重点产业链”建设",
        "      |     ---- 先出现在这里",
        "    3 |     配合单位: [县财政局, 县教育局]",
        "    4 |     完成时间: 2026-12",
        "      |     ^^^^^^^^ 重复",
    ]
    before = Finding("Q017", "n", Severity.ERROR, "重复", "plan.yaml", first, other=(second, "又在这里"))
    assert text.report([before], {"plan.yaml": PLAN}).splitlines()[1:7] == [
        "    1 | 内容:",
        "    2 |   - 标题: 完善“重点产业链”建设",
        "      |     ^^^^",
        "  ...",
        "    4 |     完成时间: 2026-12",
        "      |     -------- 又在这里",
    ]


def test_ambiguous_quotes_count_two_cells():
    caret = text.report([finding(2, 18, 20)], {"plan.yaml": PLAN}).splitlines()[3]
    row = "    2 |   - 标题: 完善“重点产业链”建设"
    assert caret.index("^") == display.width(row[: row.index("建设")])


def test_with_colour_the_span_is_underlined_and_the_words_are_the_same():
    found = [finding(4, 5, 9, hint="应为“完成时限”"), finding(2, 5, 7, severity=Severity.ADVICE, code="Q601")]
    coloured = text.report(found, {"plan.yaml": PLAN}, colour=True)
    assert "\x1b[31;4m完成时间\x1b[0m: 2026-12" in coloured
    assert ANSI.sub("", coloured) == text.report(found, {"plan.yaml": PLAN})


def test_a_long_line_is_cut_around_the_span():
    long = Source("plan.yaml", f"正文: {'前' * 200}此处{'后' * 200}\n")
    report = text.report([finding(1, 205, 207, hint="看这里")], {"plan.yaml": long}, width=60)
    row, caret = report.splitlines()[1:3]
    assert row.startswith("    1 | ...前")
    assert row.endswith("后...")
    assert caret.index("^") == display.width(row[: row.index("此处")])
    assert max(map(display.width, (row, caret))) <= 60


def test_a_span_of_several_lines_is_marked_on_its_first():
    found = Finding("Q101", "n", Severity.ERROR, "种类不对", "plan.yaml", Span(3, 11, 4, 9))
    assert "      |               ^^^^^^^^^^^^^^^^^^^^\n" in text.report([found], {"plan.yaml": PLAN})


def test_a_place_without_width_has_one_caret():
    assert "    4 |     完成时间: 2026-12\n      |               ^ 缺值" in text.report(
        [finding(4, 11, 11, hint="缺值")], {"plan.yaml": PLAN}
    )


def test_characters_that_steer_a_terminal_are_not_printed():
    evil = Source("plan.yaml", "标题: \x1b[2J\u202e甲\t乙\n")
    report = text.report([finding(1, 12, 13)], {"plan.yaml": evil})
    assert "\x1b" not in report
    assert "\u202e" not in report
    row, caret = report.splitlines()[1:3]
    assert caret.index("^") == display.width(row[: row.index("乙")])


def test_a_finding_of_a_file_that_was_not_read_has_no_source_line():
    assert text.report([finding(4, 5, 9)], {}).splitlines()[:2] == [
        "plan.yaml:4:5: 错误 Q103 有不认识的键",
        "   = 说明: qplan explain Q103",
    ]


@pytest.mark.parametrize(
    ("severities", "files", "words"),
    [
        ([], 1, "检查了 1 个文件，没有发现问题"),
        ([Severity.ADVICE, Severity.ERROR, Severity.ERROR], 1, "检查了 1 个文件：错误 2 处，建议 1 处"),
        ([Severity.WARNING], 3, "检查了 3 个文件，1 个有问题：警告 1 处"),
    ],
)
def test_the_summary(severities, files, words):
    assert text.summary([finding(1, 1, 2, severity=severity) for severity in severities], files) == words


DOCUMENT = Source("方案.docx", "示例县方案\n一、重点任务\n（一）设站。在园区设站，为企业送检。\n县财政局\n")


def in_document(line, start, end, spot, **more):
    return finding(line, start, end, file="方案.docx", severity=Severity.WARNING, spot=spot, **more)


def test_in_a_document_a_finding_stands_at_its_heading_without_numbers_of_lines():
    spot = Spot("一、（一）“设站”", 2, "（一）设站。", "第 3 段", 2)
    assert text.report([in_document(3, 7, 11, spot, hint="写明是哪个园区")], {"方案.docx": DOCUMENT}) == (
        "方案.docx 一、（一）“设站”第2段: 警告 Q103 有不认识的键\n"
        "      | （一）设站。在园区设站，为企业送检。\n"
        "      |             ^^^^^^^^ 写明是哪个园区\n"
        "   = 说明: qplan explain Q103\n"
        "\n"
        "检查了 1 个文件：警告 1 处"
    )


def test_in_a_document_all_is_wrapped_and_the_second_place_is_told():
    spot = Spot("一、（一）“设站”", 0, "（一）设站。", "表 1 第 2 行第 3 列", 2)
    found = in_document(
        3, 7, 11, spot, message="很长的说明" * 8, hint="长" * 40, remedy="改写" * 40, other=(Span(4, 1, 4, 5), "另一处")
    )
    drawn = text.report([found], {"方案.docx": DOCUMENT})
    assert drawn.startswith("方案.docx 一、（一）“设站”（表 1 第 2 行第 3 列）:\n     警告 Q103 很长的说明很长的说明")
    assert "      | 县财政局\n      | -------- 另一处\n" in drawn
    assert max(map(display.width, drawn.splitlines())) <= 80
    coloured = text.report([found], {"方案.docx": DOCUMENT}, colour=True)
    assert ANSI.sub("", coloured) == drawn


_LINE = st.text(st.sampled_from("甲乙，“”…ab1 :-#　\t\x00\u200b𠮷"), max_size=60)


@given(st.lists(_LINE, min_size=1, max_size=4), st.data(), st.booleans(), st.integers(10, 100))
def test_any_span_is_drawn_with_its_caret_below_it(rows, data, colour, width):
    line = data.draw(st.integers(1, len(rows)))
    start = data.draw(st.integers(1, len(rows[line - 1]) + 1))
    end = data.draw(st.integers(start, len(rows[line - 1]) + 1))
    found = finding(line, start, end, hint=data.draw(st.sampled_from(["", "应为列表", "很长的说明" * 9])))
    report = text.report([found], {"plan.yaml": Source("plan.yaml", "\n".join(rows))}, colour=colour, width=width)
    shown = ANSI.sub("", report).splitlines()
    row = next(each for each in shown if each.startswith(f"    {line} |"))
    caret = next(each for each in shown if each.startswith("      | ") and "^" in each)
    marks = re.search(r"\^+", caret)
    assert display.width(row) <= max(width, 40)
    assert marks.end() <= max(width, 40)
    before, within, after = (
        text._shown(rows[line - 1][cut]) for cut in (slice(start - 1), slice(start - 1, end - 1), slice(end - 1, None))
    )
    if display.width(before + within + after) <= max(width, 40) - 8:
        assert marks.start() == 8 + display.width(before)
        assert len(marks[0]) == max(display.width(within), 1)


def test_a_fix_without_remedy_is_left_to_those_who_apply_it():
    fix = Fix(Span(4, 5, 4, 9), "完成时限", "改为 完成时限")
    assert "修改" not in text.report([finding(4, 5, 9, fix=fix)], {"plan.yaml": PLAN})
