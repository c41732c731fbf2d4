"""Each mistake that a drafter makes is told once, on its own line, in plain words, and read past where it can be."""

from pathlib import Path

import pytest

from qplan import nodes, source
from qplan.findings import Severity
from qplan.reporting import text as text_report
from qplan.source import Source, Span
from qplan.syntax import composing, mending
from qplan.syntax.mistakes import CODES

GOLDEN = Path(__file__).parent / "golden" / "findings"
FILES = sorted(GOLDEN.glob("*.yaml"))


def read(text, **options):
    return nodes.read(Source("plan.yaml", text), **options)


def codes(text):
    return [finding.code for finding in read(text).findings]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("compiled", [True, False], ids=["compiled", "pure"])
def test_a_flawed_plan_is_reported_as_the_golden_page_says(path, compiled):
    text = source.decode(path.name, path.read_bytes())
    findings = nodes.read(text, compiled=compiled).findings
    report = text_report.report(findings, {path.name: text})
    assert f"{report}\n" == path.with_suffix(".txt").read_text(encoding="utf-8")
    report.encode("gbk")


@pytest.mark.parametrize("name", ["brackets", "colons", "commas", "dashes", "indentation", "quotes", "quoting", "shifted", "tabs", "wide_blanks"])  # fmt: skip
def test_the_fixes_mend_what_they_say(name):
    """Applied one after the other, from the end of the file, they leave no mistake that had one."""
    path = GOLDEN / f"{name}.yaml"
    text = source.decode(path.name, path.read_bytes()).text
    tree = read(text)
    fixed = [finding for finding in tree.findings if finding.fix]
    for finding in sorted(fixed, key=lambda each: each.fix.span, reverse=True):
        text = applied(text, finding.fix)
    again = read(text)
    assert fixed
    assert not {finding.code for finding in fixed} & {finding.code for finding in again.findings}, text
    if all(finding.severity is Severity.ERROR for finding in fixed):
        assert again.data == tree.data


def applied(text, fix):
    rows = source.lines(text)
    span = fix.span
    head = rows[span.line - 1][: span.column - 1]
    tail = rows[span.end_line - 1][span.end_column - 1 :]
    return "\n".join([*rows[: span.line - 1], head + fix.text + tail, *rows[span.end_line :]])


@pytest.mark.parametrize(
    "entry", [entry for entry in CODES.values() if entry.code != "Q001"], ids=lambda entry: entry.code
)
def test_each_code_shows_what_it_says(entry):
    assert entry.code in codes(entry.bad)
    assert codes(entry.good) == []
    for words in (entry.title, entry.why):
        words.encode("gbk")


def test_the_table_of_codes_is_in_order_and_without_gaps():
    assert list(CODES) == [f"Q{number:03}" for number in range(1, len(CODES) + 1)]
    assert len({entry.name for entry in CODES.values()}) == len(CODES)


# -- encodings and characters


@pytest.mark.parametrize(("codec", "words"), [("gb18030", "GB18030（即“ANSI”）"), ("utf-16", "UTF-16")])
def test_another_encoding_is_read_and_reported(codec, words):
    tree = nodes.read(source.decode("plan.yaml", "公文:\n  标题: 甲\n".encode(codec)))
    assert tree.data == {"公文": {"标题": "甲"}}
    (finding,) = tree.findings
    assert (finding.code, finding.severity) == ("Q001", Severity.ERROR)
    assert words in finding.message
    assert "UTF-8" in finding.remedy


def test_a_byte_order_mark_is_no_mistake():
    assert not nodes.read(source.decode("plan.yaml", b"\xef\xbb\xbf" + "公文: 甲\n".encode())).findings


def test_a_bad_byte_is_told_where_it_stands_and_not_as_an_encoding():
    tree = nodes.read(source.decode("plan.yaml", "公文:\n  标题: ".encode() + b"\xff" + "甲乙丙丁\n".encode()))
    (finding,) = tree.findings
    assert (finding.code, finding.span) == ("Q002", Span(2, 7, 2, 8))


@pytest.mark.parametrize(
    ("char", "code", "name"),
    [
        ("\0", "Q003", "U+0000（空字符）"),
        ("\x07", "Q003", "Word 表格"),
        ("\x0b", "Q003", "Word 的手动换行符"),
        ("\ud800", "Q003", "U+D800"),
        ("\x85", "Q004", "U+0085"),
        ("\u2028", "Q004", "行分隔符"),
        ("\u2029", "Q004", "段分隔符"),
        ("\u200b", "Q005", "零宽空格"),
        ("\ufeff", "Q005", "字节顺序标记"),
        ("\u202e", "Q005", "文字方向控制符"),
    ],
)
def test_characters_that_do_not_show_are_named_and_taken_out(char, code, name):
    text = f"甲: 一\n公文:\n  标题: 质{char}量{char}县\n  文号: 乙\n"
    tree = read(text)
    (finding,) = tree.findings
    assert (finding.code, finding.span) == (code, Span(3, 8, 3, 9))
    assert name in finding.message
    assert "全文共 2 处" in finding.message
    assert tree.data["公文"]["标题"] == "质量县"
    assert tree.spans["公文", "标题"] == Span(3, 7, 3, 12)
    assert tree == read(text, compiled=False)


def test_text_that_an_earlier_conversion_spoilt_is_told():
    (finding,) = read("标题: 示例\ufffd方案\n").findings
    assert (finding.code, finding.span) == ("Q002", Span(1, 7, 1, 8))


# -- places


def test_places_behind_a_mending_are_those_of_the_file():
    tree = read("地区: {名称：示例县, 层级: 县}\n计量单位: %   # 注释\n")
    assert tree.spans["地区", "名称"] == Span(1, 9, 1, 12)
    assert tree.key_spans["地区", "层级"] == Span(1, 14, 1, 16)
    assert tree.spans["计量单位",] == Span(2, 7, 2, 8)
    assert tree.data == {"地区": {"名称": "示例县", "层级": "县"}, "计量单位": "%"}


def test_a_mistake_is_told_on_its_own_line_and_not_where_the_parser_stumbles():
    (finding,) = read("公文:\n  标题：甲\n\n  # 注释\n  文号: 乙\n").findings
    assert (finding.code, finding.span) == ("Q011", Span(2, 5, 2, 6))


def test_several_mistakes_are_all_told():
    tree = read("公文:\n  标题：甲\n  文种:通知\n计量单位: %\n关系: >=\n标题: 甲\n标题: 乙\n")
    assert [(finding.code, finding.span.line) for finding in tree.findings] == [
        ("Q011", 2),
        ("Q012", 4),
        ("Q012", 5),
        ("Q017", 7),
    ]
    assert tree.data == {"公文": {"标题": "甲", "文种": "通知"}, "计量单位": "%", "关系": ">=", "标题": "甲"}


def test_what_was_found_before_a_fault_is_told_with_it():
    tree = read("甲: 1\n甲: 2\n丙: - 丁\n戊: 3\n")
    assert [finding.code for finding in tree.findings] == ["Q017", "Q016"]
    assert tree.data is None


# -- hostile texts


@pytest.mark.parametrize("text", ["[" * 100_000, "甲: " + "{a: " * 10_000, "- " * 10_000 + "a", "甲:\n" + "".join(" " * n + "a:\n" for n in range(1, 99))])  # fmt: skip
def test_deep_nesting_is_one_finding(text):
    (finding,) = read(text).findings
    assert finding.code == "Q022"
    assert finding.span.column <= 4 * composing.DEPTH + 4


def test_the_deepest_nesting_allowed_is_read():
    depth = composing.DEPTH - 1
    assert not read(f"甲: {'[' * depth}{']' * depth}\n").findings


def test_a_bomb_of_aliases_is_one_finding():
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    tree = read("\n".join(["a0: &a0 [" + "x, " * 9 + "x]", *levels]) + "\n")
    assert [finding.code for finding in tree.findings] == ["Q021"]
    assert "成倍" in tree.findings[0].remedy
    assert tree.data is None


def test_a_modest_use_of_aliases_is_allowed():
    tree = read("甲: &x [县财政局, 县教育局]\n内容:\n" + "  - 配合单位: *x\n" * 200)
    assert not tree.findings
    assert tree.data["内容"][199]["配合单位"] == ["县财政局", "县教育局"]


def test_more_mistakes_than_are_mended_end_the_reading():
    findings = read("公文: 甲\n" + "".join(f"计量{n}: %\n" for n in range(mending.ROUNDS + 20))).findings
    assert len(findings) == mending.ROUNDS + 1
    assert {finding.code for finding in findings} == {"Q012"}


@pytest.mark.parametrize("line", ["甲: *乙\n", "- {甲：1}\n", "甲\u200b: 1\n", "\t甲: 1\n", "标题：甲\n", "甲: 'x\n", " #1", "　甲: 1\n", "甲: [\n", "? [a]\n"])  # fmt: skip
def test_a_long_text_full_of_mistakes_is_told_within_bounds(line):
    findings = read(line * 5000).findings
    assert 1 <= len(findings) <= 2 * composing.NOTES


def test_the_pure_parser_is_not_given_more_than_a_person_waits_for():
    text = "甲: 1\n" * 40_000 + "乙: - 丙\n"
    assert read(text).findings[-1].code == "Q016"


def test_no_code_is_reported_twice_at_one_place():
    for path in FILES:
        found = [(each.code, each.span) for each in nodes.read(source.read(path)).findings]
        assert len(found) == len(set(found))
