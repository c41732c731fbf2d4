"""覆盖情况表 as a Word file: its pages and tables, Word's own rules, and what LibreOffice prints of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pdfplumber
import pytest
from docx_samples import W, document_of, paragraphs, rows_of
from openxml_audit import AppPrediction, FileFormat, OpenXmlValidator, predict

from qplan import checking, covering, framework
from qplan.build import build
from qplan.plan import Plan
from qplan.rendering.coverage_docx import render

SMALL = Path(__file__).parents[1] / "golden" / "coverage" / "small"
PACK = framework.load(SMALL / "pack.yaml")
CLOSING = "要点按《示例省质量强县工作要点》拆分得出，原文没有这个编号；供起草自查，不作评价、考核、排名依据。"


def plan_of(text: str, title: str = "甲") -> Plan:
    section = {"title": "重点任务", "part": "tasks", "content": [{"title": title, "text": text}]}
    return build({"format": "qplan/1", "content": [section]}, "en")


@pytest.fixture(scope="module")
def made() -> bytes:
    plan = checking.load(SMALL / "plan.yaml")
    return render(covering.cover(plan, PACK), plan)


def test_the_first_page_asks_the_three_questions(made: bytes) -> None:
    titles = [text for style, text in paragraphs(made) if style in ("Title", "Subtitle", "GwUnitTitle")]
    assert titles == [
        "示例县质量强县培育建设\n实施方案覆盖情况表",
        "对照《示例省质量强县工作要点》（示质〔2026〕1号）",
        "各方面",
        "缺哪句、补在哪条、找谁",
        "另有部署、本地不涉及",
        "没有对上要点的任务，属正常",
        "正文有话、还没有标对应的",
        "逐个要点",
        "组织实施",
        "各方面的比例",
    ]
    areas, gaps, *_ = rows_of(made)
    assert areas[-1] == ["合计", "8", "2", "1", "1", "1", "1", "1", "1"]
    assert gaps[0] == ["序号", "情况", "缺哪句", "补在哪条", "找谁"]
    assert gaps[3] == [
        "3", "写到但不全", "二（一）第2句　品牌与标准\n还缺：标准\n现有：品牌\n可写：培育品牌，研制标准", "（一）提升“竹木”产业　第1项", "县农业农村局",
    ]  # fmt: skip


def test_the_appendix_has_every_requirement_and_the_shares(made: bytes) -> None:
    *_, every, duties, shares = rows_of(made)
    assert [row[2] for row in every[1:]].count("没有写") == 1
    assert len(every) == 1 + 8
    assert [row[2] for row in duties[1:]] == ["原文提出", "原文提出", "原文鼓励"]
    assert shares[-1] == ["合计", "2/6（33.3%）", "3/6（50%）"]


def test_the_closing_sentence_ends_every_table(made: bytes) -> None:
    body = ET.fromstring(document_of(made)).find(W + "body")
    assert body is not None
    blocks = list(body)
    tables = [n for n, block in enumerate(blocks) if block.tag == W + "tbl"]
    assert len(tables) == 6
    for n, following in zip(tables, [*tables[1:], len(blocks)], strict=True):
        texts = ["".join(t.text or "" for t in block.iter(W + "t")) for block in blocks[n + 1 : following]]
        assert CLOSING in texts[:3]


def test_the_first_pages_stand_and_the_appendix_lies(made: bytes) -> None:
    first, second = docx.Document(io.BytesIO(made)).sections
    assert first.page_width < first.page_height
    assert second.page_width > second.page_height


@pytest.mark.parametrize(
    "text", ["开会。", "".join(f"{each.phrase}。" for each in PACK.everything), "<&>“〔待填：甲〕”"]
)
def test_word_would_open_it_without_repair(text: str, tmp_path: Path) -> None:
    plan = plan_of(text, "甲<乙>&“丙”")
    path = tmp_path / "coverage.docx"
    path.write_bytes(render(covering.cover(plan, PACK), plan))
    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path)
    assert result.errors == []
    assert predict(result).prediction is AppPrediction.OPENS_CLEAN


def test_the_same_plan_gives_the_same_bytes(made: bytes) -> None:
    plan = checking.load(SMALL / "plan.yaml")
    assert render(covering.cover(plan, PACK), plan) == made


def test_a_perfect_plan_has_no_list_of_gaps() -> None:
    plan = plan_of("".join(f"{each.phrase}。" for each in PACK.everything))
    texts = [text for _, text in paragraphs(render(covering.cover(plan, PACK), plan))]
    assert "该写的要点都已写明。" in texts
    assert "缺哪句、补在哪条、找谁" not in texts


@pytest.mark.office
def test_libreoffice_prints_it_within_the_margins(soffice: Callable[[Path, str], Path], tmp_path: Path) -> None:
    plan = plan_of("推进道路保洁、园林绿化、垃圾分类。", "提升" * 60)
    path = tmp_path / "coverage.docx"
    path.write_bytes(render(covering.cover(plan, framework.load()), plan))
    with pdfplumber.open(soffice(path, "pdf")) as pdf:
        lying = [page.width > page.height for page in pdf.pages]
        assert lying == sorted(lying)
        assert any(lying)
        assert not lying[0]
        for page in pdf.pages:
            assert all(char["x0"] > 0 and char["x1"] < page.width for char in page.chars)
        text = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    # The head of the areas, of the gaps (on each of its pages), and of the appendix.
    assert all(words in text for words in ("缺哪句", "补在哪条", "找谁", "逐个要点", "不作评价"))
    assert text.count("另写一句") >= 30
