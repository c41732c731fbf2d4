"""The page of coverage as it is written: what stands where, what it leads to, and that it asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from coverages import CLOSING
from lxml import html

from qplan import checking, collation, covering, framework, resources
from qplan.collation import heatmap, saying
from qplan.covering import WORDS, Coverage
from qplan.plan import Document, Plan
from qplan.rendering import coverage_html

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "heatmap"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return checking.load(GOLDEN / "plan.yaml")


@pytest.fixture(scope="module")
def coverage(plan: Plan) -> Coverage:
    return covering.cover(plan, framework.load())


@pytest.fixture(scope="module")
def page(coverage: Coverage, plan: Plan) -> html.HtmlElement:
    return parsed(coverage, plan)


def parsed(coverage: Coverage, plan: Plan, margin: collation.Margin = collation.BLANK) -> html.HtmlElement:
    return html.document_fromstring(coverage_html.render(coverage, plan, margin).decode())


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [text(each) for each in page.xpath(path)]


def test_the_gaps_come_first_and_shares_only_in_the_appendix(page: html.HtmlElement, coverage: Coverage) -> None:
    assert page.xpath("//main/section/@id") == ["gaps", "heat", "points", "rest"]
    assert texts(page, "//main//h2")[0] == "缺哪句，补在哪条，找谁"
    for section in ("gaps", "heat", "points"):
        assert "%" not in page.get_element_by_id(section).text_content()
    (table,) = page.xpath("//section[@id='rest']/table")
    assert text(table).count("%") == 2 * len(list(collation.rows(coverage)))


def test_the_table_of_areas_counts_as_the_coverage_does(page: html.HtmlElement, coverage: Coverage) -> None:
    (table,) = page.xpath("//table[contains(@class, 'areas')]")
    heads = collation.heads(coverage)
    assert texts(table, "./thead//th") == ["方面", "要点", *heads.values(), "逐个要点"]
    for row, (name, tally) in zip(table.xpath("./tbody/tr"), collation.rows(coverage), strict=True):
        counts = [collation.size(tally), *(getattr(tally, state) for state in heads)]
        assert texts(row, "./th|./td[@class='count']") == [name.strip("　"), *map(str, counts)]
        marks = row.xpath("./td[@class='dots']/a/@aria-label")
        assert len(marks) in (0, collation.size(tally))
    assert len(table.xpath(".//td[@class='dots']/a")) == len(coverage.answers)


def test_the_short_list_answers_the_three_questions(page: html.HtmlElement, coverage: Coverage) -> None:
    (table,) = page.xpath("//table[contains(@class, 'gaps')]")
    assert texts(table, "./thead//th") == ["缺哪句", "可写", "补在哪条", "找谁"]
    gaps = collation.gaps(coverage)
    rows = table.xpath("./tbody/tr[@data-area]")
    for row, gap in zip(rows, gaps, strict=True):
        sentence, phrase, where, whom = texts(row, "./td")
        assert sentence.startswith(f"{gap.place}{gap.title}")
        assert (phrase, where, whom) == (gap.phrase, " ".join(collation.where(gap).split()), gap.whom)
    groups = texts(table, ".//tr[@class='group']")
    assert [group.split("没有写")[0] for group in groups][:1] == ["×"]
    listed = [re.search(r"(\d+) 个", group) for group in groups]
    assert sum(int(each[1]) for each in listed if each) == len(gaps)


def test_the_picture_cell_by_cell(page: html.HtmlElement, coverage: Coverage, plan: Plan) -> None:
    picture = heatmap.picture(coverage, plan)
    rows = page.xpath("//table[@id='cross']/tbody/tr")
    for row, expected in zip(rows, picture.rows, strict=True):
        assert text(row.xpath("./th")[0]) == saying.called(expected.node)
        for cell, findings in zip(row.xpath("./td[not(@class='sum')]"), expected.cells, strict=True):
            signs = [coverage_html.SIGNS[finding.mark] for finding in findings]
            assert texts(cell, ".//i") == signs
            for finding in findings:
                (label,) = cell.xpath("./a/@aria-label")
                wanted = finding.answer.requirement
                assert f"{wanted.place} {wanted.title}，{WORDS[finding.mark]}" in label
    assert texts(page, "//table[@id='cross']/tfoot/tr/th") == [
        "■已写明的条数", "◧写到但不全的条数", "▢标了对应、正文没有话的条数",
    ]  # fmt: skip


def test_a_cell_leads_to_its_evidence_and_every_other_link_somewhere(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in page.xpath("//a/@href"):
        assert href.startswith("#")
        assert href[1:] in ids
    for link in page.xpath("//table[@id='cross']//td/a"):
        first = page.get_element_by_id(link.get("href")[1:])
        assert first.get("data-cell") == link.get("data-cell")


def point(page: html.HtmlElement, title: str) -> html.HtmlElement:
    (found,) = [each for each in page.xpath("//article") if text(each.xpath(".//*[@class='name']")[0]) == title]
    return found


def test_every_requirement_stands_in_the_national_plans_order(page: html.HtmlElement, coverage: Coverage) -> None:
    listed = page.xpath("//section[@id='points']//article")
    assert len(listed) == len(coverage.answers) + len(coverage.duties)
    for each, answer in zip(listed, coverage.answers, strict=False):
        wanted = answer.requirement
        assert texts(each, ".//h4") == [
            f"{coverage_html.SIGNS[answer.state]}{wanted.place}{wanted.title}{WORDS[answer.state]}"
        ]


def test_the_evidence_says_where_which_words_why_and_by_whom(page: html.HtmlElement) -> None:
    sorted_waste = point(page, "生活垃圾分类处置")
    mentions = sorted_waste.xpath(".//li")
    assert [text(each.xpath("./p/a")[0]) for each in mentions] == ["1.清洁街巷", "2.放心餐桌", "（二）社会动员"]
    first = text(mentions[0])
    assert "推进垃圾分类。" in first
    assert mentions[0].xpath(".//mark")[0].text in "推进垃圾分类"
    assert "责任单位牵头：县住房城乡建设局；配合：各乡镇人民政府" in first
    assert "为什么算" in first
    assert "方案文件标了，程度：全部，理由：分类工作都在这一节" in first
    food = text(point(page, "食品安全四个最严"))
    assert "（1）加强校园食堂食品安全监管。牵头：县教育局" in food
    assert "为什么不全" in food
    assert "程度：部分，理由：只管校园食堂" in food
    assert "方案文件标了，正文没有话" in text(point(page, "多元治理机制"))
    assert "本县没有特种设备企业" in text(point(page, "特种设备安全责任"))
    assert "《示例县生态环境保护年度工作要点》" in text(point(page, "大气与水体污染治理"))


def test_a_gap_says_what_would_do(page: html.HtmlElement, coverage: Coverage) -> None:
    gap = next(each for each in collation.gaps(coverage) if each.state == "none" and each.phrase)
    told = text(point(page, gap.title))
    for words in ("可写" + gap.phrase, "补在" + collation.where(gap), "什么算写了" + gap.requirement.counts):
        assert words in told


def test_lines_of_the_plan_file_are_told_where_they_are_known(coverage: Coverage, plan: Plan) -> None:
    task = next(iter(plan.tasks()))
    with_lines = parsed(coverage, plan, collation.Margin(lines={task.route: 22}))
    assert set(texts(with_lines, "//*[@class='line']")) == {"方案文件第 22 行"}
    assert parsed(coverage, plan).xpath("//*[@class='line']") == []


def test_words_that_the_plan_strikes_out_are_kept(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        "内容: [{标题: 任务, 部分: 重点任务, 内容: [{标题: 办实事, 正文: 推进垃圾分类。, 责任单位: [县政府办], "
        "对应: [{要点: A5.5, 程度: 无, 理由: 只是宣传}]}]}]",
        encoding="utf-8",
    )
    struck = checking.load(path)
    told = parsed(covering.cover(struck, framework.load()), struck)
    assert "只是宣传" in text(point(told, "生活垃圾分类处置"))
    assert told.xpath("//table[@id='cross']//td/a[contains(@aria-label, '生活垃圾分类处置')]") == []


def test_nothing_is_fetched_and_only_our_script_runs(page: html.HtmlElement) -> None:
    assert page.xpath("//*[@src]") == []
    assert page.xpath("//link/@href") == ["data:,"]
    assert "url(" not in page.xpath("//style")[0].text
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    (script,) = page.xpath("//script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"'sha256-{digest}'" in policy


def test_the_script_is_plain_enough_for_old_engines() -> None:
    script = re.sub(r"//.*", "", resources.text("templates", "html", "coverage.js"))
    for newer in ("=>", "`", "let ", "const ", "class ", "...", ".closest(", ".includes(", ".append(", "async "):
        assert newer not in script


HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)> & "引号" \u2028'


def test_what_stands_in_plan_and_pack_is_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    task = {
        "id": "t01",
        "title": f"推进垃圾分类{HOSTILE}",
        "text": f"推进垃圾分类，{HOSTILE}做好清运。",
        "lead": [HOSTILE],
    }
    task["covers"] = [{"requirement": "A5.5", "degree": "full", "reason": HOSTILE}]
    measure = {"text": f"推进垃圾分类，{HOSTILE}。", "number": 1, "support": [HOSTILE]}
    chapter = {"title": f"任务{HOSTILE}", "part": "tasks", "content": [{**task, "measures": [measure]}]}
    content = {
        "format": "qplan/1",
        "document": {"title": HOSTILE},
        "not_applicable": [{"requirement": "A6.4", "reason": HOSTILE}],
        "elsewhere": [{"requirement": "A6.3", "document": HOSTILE}],
        "content": [chapter],
    }
    path.write_text(json.dumps(content))
    plan = checking.load(path)
    pack = framework.load()
    made = covering.cover(plan, pack)
    evil = [
        replace(
            each,
            requirement=each.requirement._replace(id=f"{HOSTILE}{n}", title=HOSTILE, phrase=HOSTILE, counts=HOSTILE),
        )
        for n, each in enumerate(made.answers)
    ]
    told = parsed(replace(made, answers=tuple(evil), framework=pack._replace(title=HOSTILE)), plan)
    assert len(told.xpath("//script")) == 1
    assert told.xpath("//img") == []
    assert told.xpath("//*[@onerror]") == []
    for path_ in ("//h1", "//p[@class='sub']", "//table[@id='cross']//th", "//blockquote", "//h4", "//dd"):
        assert any("alert(1)" in each for each in texts(told, path_)), path_
    test_a_cell_leads_to_its_evidence_and_every_other_link_somewhere(told)


def test_the_same_plan_gives_the_same_bytes(coverage: Coverage, plan: Plan) -> None:
    again = checking.load(GOLDEN / "plan.yaml")
    assert coverage_html.render(coverage, plan) == coverage_html.render(covering.cover(again, framework.load()), again)


def test_a_plan_without_tasks_and_a_pack_without_areas() -> None:
    bare = Plan("zh", "quality-county-2024", None, None, Document(title="某方案"), ())
    made = covering.cover(bare, framework.load())
    page = parsed(made, bare)
    assert page.xpath("//table[@id='cross']//td/a") == []
    assert parsed(replace(made, answers=(), areas=(), duties=()), bare).xpath("//article") == []


def test_it_ends_with_whose_count_it_is(page: html.HtmlElement) -> None:
    assert texts(page, "//p[@class='closing']") == [CLOSING]
    assert page.xpath("//main/following-sibling::*[1]/@class") == ["closing"]
