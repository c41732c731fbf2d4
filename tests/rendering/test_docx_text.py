"""A dossier's text in the Word file: characters, placeholders, footnotes, bookmarks, signature, annexes."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import docx
import pytest
from docx_samples import TARGETS, TASKS, TINY, W, document_of, dossier, files, paragraphs, words
from hypothesis import given
from hypothesis import strategies as st

from qplan.body import Paragraph
from qplan.dossier import AnnexPage
from qplan.rendering._ooxml import printable
from qplan.rendering.docx import render
from qplan.tables import Column, Table
from qplan.text import Run


def test_a_heading_beyond_the_fourth_level_looks_like_the_fourth():
    data = render(dossier(body=(Paragraph(6, "①细目", ()),)), "plan")
    assert ("Heading4", "①细目") in paragraphs(data)


def test_characters_outside_gb2312_get_a_face_that_has_them():
    body = (
        words("陈珺、李喆〇三年"),
        Paragraph(1, "一、喆", ()),
        Paragraph(2, "（一）喆。", (Run("喆"),), run_in=True),
    )
    data = document_of(render(dossier(title_lines=("喆",), body=body), "plan"))
    styled = re.findall(
        r'<w:rStyle w:val="(\w+)"/><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">([^<]*)', data
    )
    assert [pair for pair in styled if pair[0].startswith("GwRare")] == [
        ("GwRareSong", "喆"), ("GwRareFangsong", "珺"), ("GwRareFangsong", "喆〇"), ("GwRareKaiti", "喆"), ("GwRareFangsong", "喆"),
    ]  # fmt: skip


def test_placeholders_are_highlighted_wherever_they_stand():
    data = render(dossier(title_lines=("〔待填：名称〕方案",), signature=("〔待填：机关〕",)), "plan")
    assert document_of(data).count('<w:rStyle w:val="GwPlaceholder"/>') == 2
    assert document_of(render(dossier(), "tasks")).count('<w:rStyle w:val="GwPlaceholder"/>') == 1


def test_footnotes_are_footnotes_numbered_through():
    body = [Paragraph(0, "", (Run("甲"), Run(f"注{n}", "footnote"))) for n in (1, 2)]
    data = render(dossier(body=tuple(body), annexes=(AnnexPage("乙", (body[0],)),)), "plan")
    notes = ET.fromstring(files(data)["word/footnotes.xml"])
    assert [(n.get(W + "id"), "".join(t.text for t in n.iter(W + "t"))) for n in notes][2:] == [
        ("1", " 注1"), ("2", " 注2"), ("3", " 注1"),
    ]  # fmt: skip
    assert re.findall(r'footnoteReference w:id="(\d+)"', document_of(data)) == ["1", "2", "3"]


def test_ids_travel_as_bookmarks_as_far_as_word_can_tell_them_apart():
    ids = ("t01", "z-1.2", "任务一", "T2", "t2", "t3", "t3", "a-b", "a.b", "长" * 34, "长" * 35, "", "t9")
    data = render(dossier(body=tuple(replace(words("甲"), anchor=each or "一/(二)", id=each) for each in ids)), "plan")
    marks = re.findall(r'bookmarkStart w:id="(\d+)" w:name="([^"]+)"', document_of(data))
    assert [name for _, name in marks] == ["qplan_t01", "qplan_z_1_2", "qplan_任务一", f"qplan_{'长' * 34}", "qplan_t9"]
    assert [number for number, _ in marks] == re.findall(r'bookmarkEnd w:id="(\d+)"', document_of(data))


def test_two_boxes_in_a_row_stay_two():
    box = (Paragraph(0, "专栏", (), boxed=True), Paragraph(0, "", (Run("文"),), boxed=True))
    styles = [style for style, _ in paragraphs(render(dossier(body=box * 2), "plan"))]
    assert styles[2:7] == ["GwBoxTitle", "GwBox", "GwBreak", "GwBoxTitle", "GwBox"]


@pytest.mark.parametrize(
    ("signature", "date", "right"),
    [
        # 7.3.5.2: the date's first character is two to the right of the issuer's, the longer of the two
        # stands two from the edge. A character is 315 twips.
        (("示例县市场监督管理局",), "2026年3月2日", [2, 4]),
        (("示例县人民政府",), "2026年12月12日", [2, 0]),
        (("示例县政府",), "2026年3月2日", [5, 2]),
        (("示例县质量工作领导小组办公室", "示例县商务局"), "2026年3月2日", [2, 2, 0]),
        ((), "2026年3月2日", [2]),
        (("示例县人民政府",), "", [2]),
    ],
)
def test_signature_and_date_stand_as_the_standard_says(signature, date, right):
    data = render(dossier(signature=signature, date=date), "plan")
    body = ET.fromstring(document_of(data))
    found = []
    for p in body.iter(W + "p"):
        if p.find(f"{W}pPr/{W}pStyle").get(W + "val") == "GwSignature":
            indent = p.find(f"{W}pPr/{W}ind")
            found.append(0 if indent is None else int(indent.get(W + "right", "0")) / 315)
    assert found == right


@pytest.mark.parametrize(
    ("count", "indents"), [(1, [(5, 3)]), (2, [(6, 4), (6, 1)]), (10, [(6.5, 4.5), *[(6.5, 1.5)] * 9])]
)
def test_annex_titles_that_run_over_are_aligned_with_themselves(count, indents):
    data = render(dossier(annexes=tuple(AnnexPage(f"表{n}", separate=True) for n in range(count))), "plan")
    found = re.findall(r'"GwAnnexList"/>(?:<w:keepNext/>)?<w:ind w:left="(\d+)" w:hanging="(\d+)"', document_of(data))
    assert [(round(int(left) / 315, 1), round(int(hanging) / 315, 1)) for left, hanging in found] == indents


def test_annexes_begin_pages_and_lie_or_stand_as_their_tables_need():
    wide = replace(TASKS, columns=tuple(Column(str(n), 1 / 8) for n in range(8)), rows=())
    annexes = (
        AnnexPage("文", (words("甲"),)), AnnexPage("分工", table=TASKS), AnnexPage("矩阵", matrix=True),
        AnnexPage("另附", separate=True), AnnexPage("指标", table=TARGETS), AnnexPage("宽", table=wide),
    )  # fmt: skip
    body = ET.fromstring(document_of(render(dossier(annexes=annexes), "plan")))
    labels = []
    for p in body.iter(W + "p"):
        text = "".join(t.text for t in p.iter(W + "t"))
        if p.find(f"{W}pPr/{W}pStyle").get(W + "val") == "GwAnnexLabel":
            labels.append((text, p.find(f"{W}pPr/{W}pageBreakBefore") is not None))
    assert [size.get(W + "orient", "portrait") for size in body.iter(W + "pgSz")] == [
        "portrait",
        "landscape",
        "portrait",
        "landscape",
    ]
    assert labels == [("附件1", True), ("附件2", False), ("附件3", True), ("附件5", False), ("附件6", False)]


def test_unit_sheets_follow_each_other_in_an_annex_and_are_papers_alone():
    two = dossier(units=TINY.units * 2, annexes=(AnnexPage("清单", unit_sheets=True),))
    assert [text for style, text in paragraphs(render(two, "plan")) if style == "GwUnitTitle"] == ["县商务局"] * 2
    papers = document_of(render(two, "units"))
    assert papers.count("<w:pageBreakBefore/>") == 1
    assert "内部" not in papers
    assert ("Title", "示例县质量强县培育建设实施方案\n分单位任务清单") in paragraphs(render(dossier(units=()), "units"))


TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from(list("<>&\"'\t\n\r\x00\x0b\x1f\ufffe\ud800喆𠮷😀〔待填：〕"))),
    max_size=60,
)


@given(st.lists(TEXT, min_size=6, max_size=6))
def test_any_text_gives_a_file_that_opens_with_the_same_text(texts):
    title, heading, body, note, cell, name = texts
    table = Table("表", (Column(name, 0.5), Column("乙", 0.5)), ((cell, cell),))
    data = render(
        dossier(
            title_lines=(title,),
            body=(Paragraph(1, heading, (), anchor=name), Paragraph(0, "", (Run(body), Run(note, "footnote")), note)),
            annexes=(AnnexPage(name, table=table),),
            signature=(name,),
        ),
        "plan",
    )
    document = docx.Document(io.BytesIO(data))
    printed = [p.text for p in document.paragraphs]
    assert printed[0] == printable(title)
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [printable(heading)]
    assert [p.text for p in document.paragraphs if p.style.name == "公文正文"] == [printable(body) + printable(note)]
    assert document.tables[0].cell(1, 1).text == printable(cell)


def test_a_very_long_title_is_kept_whole():
    title = "质量强县培育建设" * 400
    document = docx.Document(io.BytesIO(render(dossier(annexes=(AnnexPage(title, (words("甲"),)),)), "plan")))
    assert title in [p.text for p in document.paragraphs if p.style.name == "公文附件标题"]
