from __future__ import annotations

from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qplan import checking, dossier, rendering
from qplan.rendering import md

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "render"


@pytest.fixture(scope="module")
def made() -> dossier.Dossier:
    return dossier.compile_(checking.load(GOLDEN / "plan.yaml"))


def test_the_whole_plan(made: dossier.Dossier) -> None:
    assert rendering.render(made, "md").decode() == (GOLDEN / "plan.md").read_text(encoding="utf-8")


def test_a_reader_of_markdown_sees_headings_bold_numbers_and_tables(made: dossier.Dossier) -> None:
    page = MarkdownIt().enable("table").render(rendering.render(made, "md").decode())
    assert "<h1>示例镇质量强镇培育建设工作方案</h1>" in page
    assert "<h2>一、总体要求</h2>" in page
    assert "<strong>1.排查隐患</strong>。检查镇内" in page
    assert "<td>样品目录每年|公布一次。" not in page
    assert "样品目录每年|公布一次。" in page
    assert "**" not in page
    assert page.count("<table>") == 8
    assert "<p>1. 认真负责。</p>" in page
    assert "<p># 不走过场。</p>" in page


@pytest.mark.parametrize("part", ["tasks", "matrix", "units", "targets"])
def test_each_table_by_itself(made: dossier.Dossier, part: str) -> None:
    text = rendering.render(made, "md", part).decode()
    assert text.startswith("# ")
    page = MarkdownIt().enable("table").render(text)
    assert page.count("<table>") == (len(made.units) if part == "units" else 1)


LINES = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), min_size=1).map(str.strip).filter(bool)


@given(LINES)
def test_no_text_is_taken_for_markup(text: str) -> None:
    page = MarkdownIt().render(md.escape(text))
    assert unescape(page) == unescape(f"<p>{escape(text)}</p>\n")


@given(LINES)
def test_no_cell_breaks_its_table(text: str) -> None:
    row = f"| 头 |\n| --- |\n| {md._cell(text)} |\n"
    page = MarkdownIt().enable("table").render(row)
    assert unescape(page.partition("<td>")[2].partition("</td>")[0]) == unescape(escape(text))
