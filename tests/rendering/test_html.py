from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
import textwrap
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from qplan import checking, dossier, rendering, resources
from qplan.matrix import MARKS
from qplan.plan import Document, Plan

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "render"


@pytest.fixture(scope="module")
def made() -> dossier.Dossier:
    return dossier.compile_(checking.load(GOLDEN / "plan.yaml"))


@pytest.fixture(scope="module")
def page(made: dossier.Dossier) -> html.HtmlElement:
    return html.document_fromstring(rendering.render(made, "html").decode())


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_text_is_there_paragraph_by_paragraph(page: html.HtmlElement, made: dossier.Dossier) -> None:
    printed = page.get_element_by_id("plan").text_content()
    for paragraph in made.body:
        for piece in (paragraph.heading, *(run.text for run in paragraph.runs), paragraph.note):
            assert piece in printed
    headings = [text(each) for each in page.xpath("//article//h2|//article//h3|//article//h4")]
    assert headings[:4] == [
        "一、总体要求",
        "二、重点任务",
        "（一）做好竹器【经济发展办公室牵头负责】",
        "2.帮助小作坊【以下任务均由各村（社区）按职责分工落实，不再列出】",
    ]


def test_no_blank_creeps_in_between_words(page: html.HtmlElement) -> None:
    item = page.get_element_by_id("i-t03")
    assert item.text_content() == (
        "1.排查隐患。检查镇内加工点的用电和消防。对竹粉车间逐一检查。"
        "【应急管理办公室牵头，平安法治办公室配合】隐患未消除的不得开工。【平安法治办公室等按职责分工负责】"
    )


def test_placeholders_are_highlighted_and_footnotes_are_linked(page: html.HtmlElement) -> None:
    assert [mark.text for mark in page.xpath("//article//mark")] == ["〔待填：名称〕"]
    link = page.get_element_by_id("ref-1")
    assert link.get("href") == "#note-1"
    assert "标准样品库[第一批]" in page.get_element_by_id("note-1").text_content()


def test_the_matrix_cell_by_cell(page: html.HtmlElement, made: dossier.Dossier) -> None:
    table = page.get_element_by_id("cross")
    assert [text(each) for each in table.xpath("./thead//span")] == list(made.matrix.units)
    rows = table.xpath("./tbody/tr[@data-task]")
    for row, expected in zip(rows, made.matrix.cells, strict=True):
        assert [cell.text or "" for cell in row.xpath("./td")[1:]] == [MARKS[role] if role else "" for role in expected]
    totals = {row[0].text: [cell.text or "" for cell in row[1:]] for row in table.xpath("./tfoot/tr")}
    assert totals == {
        "★牵头": ["1", "2", "2", "", ""],
        "●责任": ["", "", "", "2", "3"],
        "○配合": ["1", "", "", "", ""],
    }


def test_tables_have_every_cell(page: html.HtmlElement, made: dossier.Dossier) -> None:
    rows = page.xpath("//section[@id='tasks']//tr[@data-task]")
    for row, expected in zip(rows, made.tasks.rows, strict=True):
        assert ["\n".join(cell.itertext()) for cell in row.xpath("./td")] == [str(cell) for cell in expected]
    assert [text(each) for each in page.xpath("//section[@id='tasks']//tr[@class='group']")] == ["做好竹器", "守住底线"]


def test_every_link_leads_somewhere(page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    for href in page.xpath("//a/@href"):
        assert href.startswith("#")
        assert unquote(href[1:]) in ids


def test_nothing_is_fetched_and_only_our_script_runs(page: html.HtmlElement) -> None:
    assert page.xpath("//*[@src]") == []
    assert page.xpath("//link/@href") == ["data:,"]
    assert "url(" not in page.xpath("//style")[0].text
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    script = page.xpath("//script[not(@type)]")[0].text
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"'sha256-{digest}'" in policy


def test_the_script_is_plain_enough_for_old_engines() -> None:
    script = re.sub(r"//.*", "", resources.text("templates", "html", "page.js"))
    for newer in ("=>", "`", "let ", "const ", "class ", "...", ".closest(", ".includes(", ".append(", "async "):
        assert newer not in script


HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(1)> & "引号" \u2028'


def test_what_stands_in_the_plan_is_text(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        json.dumps(
            {
                "format": "qplan/1",
                "document": {"title": HOSTILE},
                "units": [HOSTILE],
                "content": [
                    {
                        "title": "任务",
                        "content": [{"id": "t01", "title": HOSTILE, "text": HOSTILE, "lead": ["县" + "<b>甲局"]}],
                    }
                ],
            }
        )
    )
    checked = checking.check(plan)
    assert checked.plan
    page = html.document_fromstring(rendering.render(dossier.compile_(checked.plan), "html").decode())
    assert len(page.xpath("//script")) == 2
    assert page.xpath("//img") == []
    assert "alert(1)" in page.xpath("//h1")[0].text_content()
    tasks = json.loads(page.get_element_by_id("data").text)["tasks"]
    assert tasks[0]["words"].startswith("（一）</script>")


@pytest.mark.parametrize(
    ("part", "views"),
    [
        ("plan", ["plan", "tasks", "matrix", "units", "targets"]),
        ("tasks", ["tasks"]),
        ("matrix", ["matrix"]),
        ("units", ["units"]),
        ("targets", ["targets"]),
    ],
)
def test_parts(made: dossier.Dossier, part: str, views: list[str]) -> None:
    page = html.document_fromstring(rendering.render(made, "html", part).decode())
    assert page.xpath("//section[@class='view']/@id") == views
    assert bool(page.xpath("//form")) == (part != "targets")
    test_every_link_leads_somewhere(page)


def test_a_plan_without_tasks_has_a_page_without_their_views() -> None:
    bare = dossier.compile_(Plan("zh", "quality-county-2024", None, None, Document(title="某方案"), ()))
    page = html.document_fromstring(rendering.render(bare, "html").decode())
    assert page.xpath("//section[@class='view']/@id") == ["plan"]
    assert page.xpath("//form") == []
    for part in ("tasks", "matrix", "units", "targets"):
        assert rendering.render(bare, "html", part)


def test_two_renders_are_the_same(made: dossier.Dossier) -> None:
    assert rendering.render(made, "html") == rendering.render(dataclasses.replace(made), "html")


def test_items_with_the_same_id_do_not_shift_the_others(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        textwrap.dedent("""
        文件版本: qplan/1
        内容:
          - 标题: 任务
            内容:
              - {标识: t01, 标题: 甲, 正文: 一。, 责任单位: 县甲局}
              - {标识: t01, 标题: 乙, 正文: 二。, 责任单位: 县乙局}
              - {标识: t02, 标题: 丙, 正文: 三。, 责任单位: 县丙局}
    """)
    )
    checked = checking.check(plan)
    assert checked.plan
    page = html.document_fromstring(rendering.render(dossier.compile_(checked.plan), "html").decode())
    rows = page.xpath("//section[@id='tasks']//tr[@data-task]")
    assert [(row.get("data-task"), row.xpath("string(./td[2])")) for row in rows] == [
        ("0", "甲"),
        ("1", "乙"),
        ("2", "丙"),
    ]
