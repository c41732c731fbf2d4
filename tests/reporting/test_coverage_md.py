"""The Markdown report: the same page with its appendix, and nothing of the plan read as a mark."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from qplan import checking, covering, framework
from qplan.build import build
from qplan.reporting import coverage_md

SMALL = Path(__file__).parents[1] / "golden" / "coverage" / "small"
PACK = framework.load(SMALL / "pack.yaml")


def test_the_report_is_this_to_the_letter() -> None:
    plan = checking.load(SMALL / "plan.yaml")
    text = coverage_md.report(covering.cover(plan, PACK), plan)
    assert text == (SMALL / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "title", ["建强|*<b>竹木", "# 甲", "1. 甲", "12) 甲", "- 甲", "`甲`_乙_ &lt; ~~丙~~", "[甲](http://例)", "\\|"]
)
def test_what_a_plan_says_is_never_a_mark(title: str) -> None:
    section = {"title": "重点任务", "part": "tasks", "content": [{"title": title, "text": "开会。"}]}
    data = {"format": "qplan/1", "document": {"title": title}, "content": [section], "numbering": {"item": ""}}
    plan = build(data, "en")
    text = coverage_md.report(covering.cover(plan, PACK), plan)
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(text)
    assert "".join(each.content for each in tokens[1].children or ()) == title
    (silent,) = (
        tokens[n + 5]
        for n, each in enumerate(tokens)
        if each.type == "inline" and each.content.startswith("没有对上要点的任务")
    )
    # heading_close, bullet_list_open, list_item_open, paragraph_open, then the line itself
    assert {each.type for each in silent.children or ()} <= {"text", "text_special"}
    assert "".join(each.content for each in silent.children or ()).endswith(title)
