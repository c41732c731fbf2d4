"""YAML text becomes plain data with places, the same from both parsers, and nothing makes the reader raise."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from qplan import nodes, source
from qplan.source import Source, Span
from qplan.syntax import events

PARSERS = pytest.mark.parametrize("compiled", [True, False], ids=["compiled", "pure"])


def read(text, compiled=events.COMPILED):
    return nodes.read(Source("plan.yaml", text), compiled=compiled)


def shown(text, span):
    """What a span covers; of several lines, with their line feeds."""
    rows = source.lines(text)[span.line - 1 : span.end_line]
    rows[-1] = rows[-1][: span.end_column - 1]
    rows[0] = rows[0][span.column - 1 :]
    return "\n".join(rows)


def without_findings(tree):
    return (tree.data, tree.spans, tree.key_spans, tree.raw)


@PARSERS
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("Null", "Null"),
        ("true", True),
        ("False", False),
        ("yes", "yes"),
        ("on", "on"),
        ("是", "是"),
        ("0", 0),
        ("-12", -12),
        ("+3", 3),
        ("94.50", 94.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("010101", "010101"),
        ("010.5", "010.5"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        (".5", ".5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("9" * 30, "9" * 30),
        ("12:30", "12:30"),
        ("2026-03-02", "2026-03-02"),
        ("2026-13-45", "2026-13-45"),
        ("=", "="),
        ("94.5%以上", "94.5%以上"),
        ("'2026'", "2026"),
        ('"null"', "null"),
        ("!!str 2026", "2026"),
        ("!!int 2026", 2026),
        ("http://example.com/a#b", "http://example.com/a#b"),
        ("A1.2", "A1.2"),
        ("　甲　", "甲"),
    ],
)
def test_scalars(written, value, compiled):
    tree = read(f"甲: {written}\n乙: 1\n", compiled)
    assert not tree.findings
    assert tree.data["甲"] == value
    assert type(tree.data["甲"]) is type(value)


@PARSERS
def test_the_written_text_of_values_that_are_not_text(compiled):
    tree = read("甲: 94.50\n乙: [2026, '2027', ~]\n丙:\n丁: 文字\n", compiled)
    assert tree.raw == {("甲",): "94.50", ("乙", 0): "2026", ("乙", 2): "~", ("丙",): ""}


@PARSERS
def test_keys_are_always_text(compiled):
    assert read("2026: 甲\ntrue: 乙\n~: 丙\n'1': 丁\n", compiled).data == {
        "2026": "甲",
        "true": "乙",
        "~": "丙",
        "1": "丁",
    }


@PARSERS
def test_places(compiled):
    text = (
        "# 注释\n"
        "公文: {标题: 𠮷县 方案, 文种: 通知}   # 注释\n"
        "内容:\n"
        "  - 标题: 总体要求\n"
        "    正文: |\n"
        "      第一段\n"
        "\n"
        "      第二段\n"
        "\n"
        "    备注:\n"
        "  - 'b'\n"
        "末: x\n"
    )
    tree = read(text, compiled)
    words = {route: shown(text, span) for route, span in tree.spans.items()}
    assert words["公文",] == "{标题: 𠮷县 方案, 文种: 通知}"
    assert words["公文", "标题"] == "𠮷县 方案"
    assert words["内容", 0, "正文"] == "|\n      第一段\n\n      第二段"
    assert words["内容", 0, "备注"] == ""
    assert tree.spans["内容", 0, "备注"] == Span(10, 8, 10, 8)
    assert words["内容", 1] == "'b'"
    assert words["内容", 0].endswith("备注:")
    assert words["内容",].startswith("- 标题")
    assert words["内容",].endswith("- 'b'")
    assert words[()] == text[5:-1]
    assert {shown(text, span) for span in tree.key_spans.values()} == {
        "公文", "标题", "文种", "内容", "正文", "备注", "末",
    }  # fmt: skip
    assert tree.key_spans["内容", 0, "正文"] == Span(5, 5, 5, 7)


@PARSERS
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("推动质量\n  提升", "推动质量提升"),
        ("推动质量，\n  “提升”", "推动质量，“提升”"),
        ("推动 质量\n  提升", "推动 质量提升"),
        ("GDP\n  增长", "GDP 增长"),
        ("在 2026\n  年", "在 2026 年"),
        ("甲\n\n  乙", "甲\n乙"),
        ("'甲''乙\n  丙'", "甲'乙丙"),
        ('"甲\n  乙 丙"', "甲乙 丙"),
        ('"甲\\u4e59\n  丙 丁"', "甲乙丙丁"),
        (">-\n  甲\n  乙\n  c\n  丁", "甲乙 c 丁"),
        (">\n  甲\n  乙", "甲乙\n"),
        ("|\n  甲\n  乙", "甲\n乙\n"),
    ],
)
def test_lines_are_joined_without_a_blank_between_wide_characters(written, value, compiled):
    assert read(f"正文: {written}\n", compiled).data == {"正文": value}


@PARSERS
def test_an_alias_repeats_its_value(compiled):
    tree = read("甲: &x [1, 2]\n乙: *x\n丙: &y 文\n丁: *y\n", compiled)
    assert tree.data == {"甲": [1, 2], "乙": [1, 2], "丙": "文", "丁": "文"}
    assert not tree.findings
    assert tree.spans["乙",] == Span(2, 4, 2, 6)
    assert ("乙", 0) not in tree.spans


@PARSERS
@pytest.mark.parametrize(
    "text", ["{u: http://x}\n", "a: [b:c, d]\n", "a: &标记 x\nb: *标记\n", "a:\tb\t# c\n", "a: b\tc\n"]
)
def test_what_the_c_parser_alone_would_not_read_or_the_pure_one(text, compiled):
    tree = read(text, compiled)
    assert not tree.findings
    assert tree == read(text, not compiled)


def test_every_yaml_file_of_the_project_is_read_alike_by_both(root):
    files = [*root.glob("examples/**/*.yaml"), *root.glob("schemas/**/*.yaml"), *root.glob("tests/**/*.yaml")]
    assert len(files) > 20
    for path in files:
        text = source.read(path)
        tree = nodes.read(text)
        assert tree == nodes.read(text, compiled=False), path


# -- laws

_KEY = st.text(string.ascii_lowercase + "甲乙丙丁质量", min_size=1, max_size=4)
_TEXT = st.text(st.sampled_from("甲乙丙，。“”…—ab1 :#-%\n'\"\\[]{}"), max_size=12).filter(
    lambda text: not text.startswith(":")  # ruamel writes {a: :b}, which neither parser reads
)
_SCALAR = st.one_of(st.none(), st.booleans(), st.integers(-(10**12), 10**12), _TEXT)
_DATA = st.dictionaries(
    _KEY,
    st.recursive(_SCALAR, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEY, inner, max_size=4)),
    min_size=1,
    max_size=5,
)


def dumped(data, flow):
    from io import StringIO

    out = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow
    yaml.allow_unicode = True
    yaml.width = 4000
    yaml.dump(data, out)
    return out.getvalue()


@given(_DATA, st.sampled_from([True, False, None]))
def test_what_ruamel_writes_both_readings_read_back(data, flow):
    text = dumped(data, flow)
    tree = read(text)
    assert tree.data == data
    assert tree == read(text, compiled=False)


@given(_DATA, st.sampled_from([True, False, None]))
def test_every_value_and_key_has_a_place_that_holds_it(data, flow):
    text = dumped(data, flow)
    tree = read(text)
    routes = {()}
    stack = [((), data)]
    while stack:
        route, value = stack.pop()
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, child in children:
            routes.add((*route, key))
            stack.append(((*route, key), child))
    assert set(tree.spans) == routes
    assert set(tree.key_spans) == {route for route in routes if route and isinstance(route[-1], str)}
    for route, span in tree.key_spans.items():
        assert shown(text, span).strip("'\"") == route[-1]
    for route, written in tree.raw.items():
        assert shown(text, tree.spans[route]) == written


_PIECES = st.lists(
    st.sampled_from(
        ["标题", "a", "：", ": ", ":", " ", "\n", "\n  ", "\n    ", "- ", "-", "[", "]", "{", "}", ", ", "，", "“", "”",
         "'", '"', " #", "#1", "%", "@", "`", "|", "|-", ">=", "!", "!!str ", "&x ", "*x", "*重", "\t", "　", "\xa0",
         "---\n", "...\n", "? ", "1", "~", "\\", "\r\n", "\r", "http://x", "<<", "甲乙", "\u2028", "\x07", "\u200b",
         "\ud800", "\ufffd", "\n\t", "\n　　", "正文: |\n"]
    ),
    max_size=30,
).map("".join)  # fmt: skip
PLAN = """公文:
  标题: 示例县质量强县培育建设实施方案
  成文日期: 2026-03-02   # 日期
单位名录:
  - {名称: 县市场监管局, 别名: [县市监局]}
指标:
  - 计量单位: "%"
    目标值: {2026: 94.5%以上, 2027: 95}
内容:
  - 标题: 重点任务
    对应: [A1.2, {要点: A1.3, 程度: 部分}]
    正文: |
      第一段文字，说明：内容。

      第二段文字。
    配合单位:
      - 县教育局
      - 县财政局
    完成时限: 2026-12
"""
_MUTATED = st.lists(st.tuples(st.integers(0, len(PLAN)), st.integers(0, 3), _PIECES), min_size=1, max_size=3).map(
    lambda edits: "".join(
        [PLAN[: edits[0][0]], *(piece + PLAN[at + cut : following] for (at, cut, piece), following in _pairs(edits))]
    )
)


def _pairs(edits):
    edits = sorted(edits)
    ends = [at for at, _, _ in edits[1:]] + [len(PLAN)]
    return zip(edits, ends, strict=True)


def check_any(text):
    rows = source.lines(text)
    tree = read(text)
    assert tree.data is not None or tree.findings
    for finding in tree.findings:
        places = [finding.span, *(finding.other or ())[:1], *([finding.fix.span] if finding.fix else [])]
        for span in places:
            assert 1 <= span.line <= span.end_line <= len(rows), finding
            assert 1 <= span.column <= len(rows[span.line - 1]) + 1, finding
            assert 1 <= span.end_column <= len(rows[span.end_line - 1]) + 1, finding
            assert (span.line, span.column) <= (span.end_line, span.end_column), finding
    for span in (*tree.spans.values(), *tree.key_spans.values()):
        assert 1 <= span.line <= span.end_line <= len(rows)
        assert (span.line, span.column) <= (span.end_line, span.end_column)
    pure = read(text, compiled=False)
    if not tree.findings and not pure.findings:
        assert without_findings(tree) == without_findings(pure)


@given(_PIECES)
def test_any_text_gives_a_tree_with_places_within_it(text):
    check_any(text)


@given(_MUTATED)
def test_any_damage_to_a_plan_gives_a_tree_with_places_within_it(text):
    check_any(text)


@given(st.text(st.characters(), max_size=60))
def test_any_unicode_gives_a_tree(text):
    check_any(text)


def test_a_list_item_without_its_dash_is_one_mistake() -> None:
    text = "内容:\n  - 标题: 甲\n    正文: 一。\n    标题: 乙\n    正文: 二。\n    标题: 丙\n"
    [finding] = nodes.read(source.decode("plan.yaml", text.encode())).findings
    assert (finding.code, finding.span.line) == ("Q017", 4)
    assert "少了“- ”" in finding.hint


def test_wide_blanks_before_a_key_are_one_mistake() -> None:
    text = "内容:\n  - 标题: 甲\n\u3000\u3000正文: 一。\n"
    tree = nodes.read(source.decode("plan.yaml", text.encode()))
    assert [finding.code for finding in tree.findings] == ["Q010"]
    assert tree.data == {"内容": [{"标题": "甲", "正文": "一。"}]}
