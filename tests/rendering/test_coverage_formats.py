"""One calculation behind all: text, Markdown, JSON, workbook, Word file and the plan's own annex say the same."""

from __future__ import annotations

import io
import json
from typing import Any

import docx
import openpyxl
import pytest
from coverages import CLOSING
from docx_samples import rows_of
from examples import fewer
from hypothesis import given
from hypothesis import strategies as st

from qplan import collation, covering, dossier, framework
from qplan.build import build
from qplan.collation import Margin
from qplan.covering import STATES, WORDS, Coverage
from qplan.plan import Plan
from qplan.rendering import coverage_docx, coverage_html, coverage_xlsx
from qplan.reporting import coverage_json, coverage_md, coverage_text

PACK = framework.load()
IDS = [each.id for each in PACK.requirements]
Rows = list[list[str]]

TASK = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["做好工作", "推进“竹木”|产业", "加强监管"]),
        "text": st.lists(st.sampled_from([each.phrase for each in PACK.everything if each.phrase] + ["开会"]), max_size=25)
        .map(lambda phrases: "".join(f"{each}。" for each in phrases)),
    },
    optional={
        "covers": st.lists(st.sampled_from(IDS), max_size=4, unique=True),
        "lead": st.lists(st.sampled_from(["县市场监管局", "县商务局"]), max_size=2, unique=True),
    },
)  # fmt: skip
PLANS = st.builds(
    lambda tasks, away, elsewhere: build(
        {
            "format": "qplan/1",
            "framework": "quality-county-2024@1",
            "content": [{"title": "重点任务", "part": "tasks", "content": tasks}],
            "not_applicable": [{"requirement": each, "reason": "本地没有"} for each in away],
            "elsewhere": [{"requirement": each, "document": "县有关方案"} for each in elsewhere],
            "annexes": [{"title": "覆盖情况", "content": "coverage_table"}],
        },
        "en",
    ),
    st.lists(TASK, max_size=4),
    st.lists(st.sampled_from(IDS[:20]), max_size=20, unique=True),
    st.lists(st.sampled_from(IDS[20:]), max_size=20, unique=True),
)


def expected(coverage: Coverage) -> tuple[Rows, Rows, Rows]:
    """The areas' counts, the gaps' places and units, every requirement's state: what all formats have to show."""
    areas = [
        [str(collation.size(tally)), *(str(getattr(tally, state)) for state in collation.heads(coverage))]
        for _, tally in collation.rows(coverage)
    ]
    gaps = [
        [gap.place, gap.title, WORDS[gap.state], collation.where(gap), gap.whom]
        for gap in collation.short_list(coverage)
    ]
    states = [[each.requirement.place, each.requirement.title, WORDS[each.state]] for each in coverage.answers]
    return areas, gaps, states


def of_text(text: str) -> tuple[Rows, Rows]:
    lines = text.splitlines()
    top = next(n for n, line in enumerate(lines) if line.startswith("方面"))
    counts = [line.split() for line in lines[top + 1 : lines.index("", top)]]
    # The longest names are cut with ..., never run together with the numbers.
    areas = [[cell for cell in row if cell.isdecimal()] for row in counts]
    heads = [
        line.partition("（")[0::2]
        for line in lines
        if line.endswith(" 个）") and line.partition("（")[0] in WORDS.values()
    ]
    return areas, [[state, number.removesuffix(" 个）")] for state, number in heads]


def of_markdown(text: str) -> list[Rows]:
    tables = [block.splitlines() for block in text.split("\n\n") if block.startswith("| ")]
    plain = [[line.strip("| ").replace("\\|", "／").split(" | ") for line in table] for table in tables]
    return [[row for row in table if row[0] != "---"] for table in plain]


def of_workbook(data: bytes, sheet: str) -> Rows:
    rows = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(min_row=4, values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


@fewer(6)
@given(PLANS)
def test_every_format_shows_the_same_numbers(plan: Plan) -> None:
    coverage = covering.cover(plan, PACK)
    areas, gaps, states = expected(coverage)

    counts, listed = of_text(coverage_text.report(coverage, plan))
    assert counts == areas
    assert {state: int(number) for state, number in listed} == {
        state: count for state in map(WORDS.get, collation.GAPS) if (count := sum(gap[2] == state for gap in gaps))
    }

    tables = of_markdown(coverage_md.report(coverage, plan))
    assert [row[1:] for row in tables[0][1:]] == areas
    assert [row[1] for row in tables[1][1:]] == [gap[2] for gap in gaps] if gaps else len(tables) == 4
    assert [row[:3] for row in tables[-2][1:]] == states

    book = coverage_xlsx.render(coverage, plan)
    assert [row[1:] for row in of_workbook(book, "七个方面")] == areas
    if gaps:
        assert [[*row[1:4], *row[-2:]] for row in of_workbook(book, "缺什么补在哪")] == gaps
    assert [row[:3] for row in of_workbook(book, "逐个要点")] == states

    first, *others = rows_of(coverage_docx.render(coverage, plan))
    assert [row[1:] for row in first[1:]] == areas
    if gaps:
        assert [[row[1], row[3], row[4].replace("\n", "、")] for row in others[0][1:]] == [gap[2:] for gap in gaps]
    assert [row[:3] for row in others[-3][1:]] == states

    annex = dossier.compile_(plan, PACK).annexes[0].table
    assert annex is not None
    assert [list(row[:3]) for row in annex.rows] == states

    report = json.loads(coverage_json.report(coverage, "plan.yaml", coverage_json.Beside()))
    assert [[each["place"], each["title"], WORDS[each["state"]]] for each in report["requirements"]] == states
    assert [report["total"][state] for state in STATES] == [getattr(coverage.total, state) for state in STATES]
    for kind in ("strict", "covered"):
        least = collation.least(coverage, kind)
        assert (report["total"]["min_area"][kind] or {}).get("area") == (least.id if least else None)


@pytest.mark.parametrize("format", ["text", "md", "json", "xlsx", "docx"])
def test_every_format_ends_with_what_the_numbers_are_not_for(format: str) -> None:
    plan = build({"format": "qplan/1", "content": [{"title": "任务"}]}, "en")
    coverage: Any = covering.cover(plan, PACK)
    match format:
        case "text":
            said = coverage_text.report(coverage, plan).replace("\n", "")
        case "md":
            said = coverage_md.report(coverage, plan).rstrip("\n")
        case "json":
            said = json.loads(coverage_json.report(coverage, "plan.yaml", coverage_json.Beside()))["note"]
        case "xlsx":
            said = openpyxl.load_workbook(io.BytesIO(coverage_xlsx.render(coverage, plan)))["七个方面"]["A2"].value
        case _:
            said = words_of(coverage_docx.render(coverage, plan))
    assert said.endswith(CLOSING)


@pytest.mark.parametrize("format", ["text", "md", "html", "xlsx", "docx"])
def test_every_format_tells_what_is_doubted_and_what_was_asked(format: str) -> None:
    plan = build({"format": "qplan/1", "content": [{"title": "任务"}]}, "en")
    coverage = covering.cover(plan, PACK)
    margin = Margin(
        doubts=["“甲”标了 4 个对应，正文里都没有话（方案文件第 12 行，Q801）"],
        verdicts=[[(0, "门槛：1 项里有 1 项没有达到"), (1, "claimed=0：没有达到"), (2, "多出来的：二（一）第1句")]],
    )
    match format:
        case "text":
            said = coverage_text.report(coverage, plan, margin)
        case "md":
            said = coverage_md.report(coverage, plan, margin)
        case "html":
            said = coverage_html.render(coverage, plan, margin).decode()
        case "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(coverage_xlsx.render(coverage, plan, margin)))
            said = "".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        case _:
            said = words_of(coverage_docx.render(coverage, plan, margin))
    flat = "".join(said.split())
    for words in (*margin.doubts, *(words for _, words in margin.verdicts[0])):
        assert "".join(words.split()) in flat


def words_of(data: bytes) -> str:
    return "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
