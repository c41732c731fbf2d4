"""The Word file part by part: its document against a page that a person can read, its styles, its bytes."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from docx_samples import TINY, W, document_of, dossier, files, paragraphs, words
from openxml_audit import AppPrediction, FileFormat, OpenXmlValidator, predict

from qplan.dossier import AnnexPage, Cover
from qplan.plan import Layout
from qplan.rendering.docx import render

PARTS = ("plan", "matrix", "tasks", "units", "targets")


def readable(xml):
    """The same XML, a block a line."""
    return re.sub(r"(?=<w:(?:body|p|tbl|tblGrid|tr|tc|sectPr)>)|(?=</w:(?:body|tbl|tr)>)", "\n", xml) + "\n"


# The document


def test_the_document_reads_as_the_golden_page_says(root):
    assert readable(document_of(render(TINY, "plan"))) == (root / "tests/golden/docx/plan.xml").read_text("utf-8")


def test_the_matrix_reads_as_the_golden_page_says(root):
    assert readable(document_of(render(TINY, "matrix"))) == (root / "tests/golden/docx/matrix.xml").read_text("utf-8")


@pytest.mark.parametrize("part", PARTS)
def test_word_would_open_every_part_without_repair(part, tmp_path):
    path = tmp_path / "part.docx"
    path.write_bytes(render(replace(TINY, annexes=(*TINY.annexes, AnnexPage("责任矩阵", matrix=True))), part))
    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path)
    assert result.errors == []
    assert predict(result).prediction is AppPrediction.OPENS_CLEAN


@pytest.mark.parametrize("part", PARTS)
def test_two_renders_are_the_same_bytes_with_fixed_dates_and_sorted_parts(part):
    data = render(TINY, part)
    assert data == render(TINY, part)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == sorted(archive.namelist())


def test_the_package_holds_our_parts_and_nothing_left_over_from_a_template():
    assert set(files(render(TINY, "plan"))) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/theme/theme1.xml",
        "word/footnotes.xml", "word/footer1.xml", "word/footer2.xml", "word/footer3.xml", "word/footer4.xml",
    }  # fmt: skip


def test_the_core_properties_name_the_issuer_and_no_time():
    core = files(render(TINY, "plan"))["docProps/core.xml"]
    assert "<dc:creator>示例县人民政府</dc:creator>" in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert "dcterms" not in core


def test_an_issued_plan_follows_its_notice_on_a_new_page():
    title, addressees, sentence = "关于印发方案的通知", "各乡镇人民政府：", "现印发给你们。"
    signature, date, remark = "示例县人民政府", "2026年3月2日", "（此件公开发布）"
    cover = Cover(title, (title,), addressees, (words(sentence),), (signature,), date, remark)
    data = render(dossier(cover=cover, body=(words("正文。"),), annexes=(AnnexPage("图", separate=True),)), "plan")
    texts = [text for _, text in paragraphs(data) if text]
    assert texts == [
        title, addressees, sentence, signature, date, remark,
        "示例县质量强县培育建设实施方案", "正文。", "附件：图（另附）",
    ]  # fmt: skip
    assert document_of(data).count("<w:pageBreakBefore/>") == 1


# Styles


@pytest.mark.parametrize("part", PARTS)
def test_every_style_that_is_used_exists_and_no_run_carries_formatting_of_its_own(part):
    parts = files(render(TINY, part))
    known = set(re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"]))
    for name in ("document", "footnotes", "footer1", "footer2", "footer3", "footer4"):
        xml = parts[f"word/{name}.xml"]
        assert set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', xml)) <= known
        for properties in ET.fromstring(xml).iter(W + "rPr"):
            for each in properties:
                assert each.tag == W + "rStyle" or (each.tag == W + "rFonts" and set(each.attrib) == {W + "hint"})


def test_the_standard_fonts_name_one_substitute_each_and_only_fonts_in_use_are_listed():
    parts = files(render(TINY, "plan"))
    table = ET.fromstring(parts["word/fontTable.xml"])
    names = {font.get(W + "name"): font.find(W + "altName") for font in table}
    assert {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"} <= set(names)
    assert "Times New Roman" not in names
    assert names["仿宋_GB2312"].get(W + "val") == "仿宋"
    assert all(len(alternative.get(W + "val")) <= 31 for alternative in names.values())


@pytest.mark.parametrize(
    ("fonts", "body", "title", "absent"),
    [
        ("gb2312", "仿宋_GB2312", "方正小标宋简体", "方正仿宋_GBK"),
        ("windows", "仿宋", "华文中宋", "_GB2312"),
        ("gbk", "方正仿宋_GBK", "方正小标宋_GBK", "_GB2312"),
    ],
)
def test_a_set_of_fonts_replaces_every_name(fonts, body, title, absent):
    parts = files(render(dossier(Layout(fonts=fonts)), "plan"))
    for name in ("word/styles.xml", "word/fontTable.xml"):
        found = set(re.findall(r'w:(?:eastAsia|name)="([^"]+)"', parts[name]))
        assert {body, title} <= found
        assert not [each for each in found if each.endswith(absent)]


def test_a_face_for_digits_takes_the_latin_slots_of_all_but_the_page_number():
    parts = files(render(dossier(Layout(digits="Times New Roman")), "plan"))
    slots = re.findall(r'w:ascii="([^"]+)" w:hAnsi="([^"]+)"', parts["word/styles.xml"])
    assert {ascii_ for ascii_, han in slots if han != "宋体"} == {"Times New Roman"}
    assert {ascii_ for ascii_, han in slots if han == "宋体"} == {"宋体"}
    assert 'w:name="Times New Roman"' in parts["word/fontTable.xml"]


def test_page_numbers_stand_at_the_outer_edge_or_in_the_middle():
    footer = re.compile(r'w:pStyle w:val="(GwFooter\w+)"')
    outer, centred = files(render(TINY, "plan")), files(render(dossier(Layout(page_number="center")), "plan"))
    names = [f"word/footer{number}.xml" for number in (1, 2, 3, 4)]
    assert [footer.search(outer[name])[1] for name in names] == ["GwFooterOdd", "GwFooterEven"] * 2
    assert {found for name in names for found in footer.findall(centred[name])} == {"GwFooterCentred"}


def test_each_piece_of_the_page_field_has_a_run_of_its_own():
    parts = files(render(TINY, "plan"))
    for number in (1, 2, 3, 4):
        for each in ET.fromstring(parts[f"word/footer{number}.xml"]).iter(W + "r"):
            assert len(each.findall(W + "fldChar") + each.findall(W + "instrText") + each.findall(W + "t")) <= 1
