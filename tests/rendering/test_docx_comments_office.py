"""Comments as LibreOffice reads them: each in its paragraph, the words around them unchanged."""

import docx
import pdfplumber
import pytest
from docx_samples import TINY
from office_comments import annotations
from word_files import p, package, t, tbl, tc, tr

from qplan.rendering.docx import render
from qplan.rendering.docx_comments import Note, annotated

pytestmark = pytest.mark.office

BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="2000000" cy="900000"/><wp:docPr id="7" name="box"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="900000"/></a:xfrm>'
    f'<a:prstGeom prst="rect"/></wps:spPr><wps:txbx><w:txbxContent>{p("盒里的字")}</w:txbxContent></wps:txbx><wps:bodyPr/>'
    "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    f'<v:shape style="width:150pt;height:70pt"><v:textbox><w:txbxContent>{p("盒里的字")}</w:txbxContent></v:textbox>'
    "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
BODY = (
    p("标题")
    + p('<w:bookmarkStart w:id="5" w:name="qplan_t01"/>' + t("有书签的一段") + '<w:bookmarkEnd w:id="5"/>')
    + p('<w:ins w:id="1" w:author="某处"><w:r><w:t>添的</w:t></w:r></w:ins><w:del w:id="2" w:author="某处"><w:r><w:delText>删的</w:delText></w:r></w:del>' + t("修订过的一段"))
    + tbl(tr(tc("甲格"), tc("乙格")))
    + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件里的一段')}</w:sdtContent></w:sdt>"
    + f"<w:p>{t('挂着文本框的一段')}{BOX}</w:p>"
    + p('<w:commentRangeStart w:id="0"/>' + t("原有批注的一段") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')
    + p("末段")
)  # fmt: skip
OLD = '<w:comment w:id="0" w:author="某处"><w:p><w:r><w:t>请核</w:t></w:r></w:p></w:comment>'


def texts(soffice, path):
    """The file as plain text."""
    return soffice(path, "txt").read_text("utf-8-sig")


def test_each_comment_stands_in_its_paragraph_of_every_kind(soffice, tmp_path):
    before, after = tmp_path / "before.docx", tmp_path / "after.docx"
    before.write_bytes(package(BODY, comments=OLD))
    notes = [
        Note(number, (f"第{number}处", "修改：如此"), "qplan 检查", "检查") for number in (0, 1, 2, 3, 4, 5, 7, 9, 10)
    ]
    after.write_bytes(annotated(before.read_bytes(), notes))
    found = annotations(soffice(after, "fodt"))
    assert {said: words for (author, said), words in found if author == "qplan 检查"} == {
        "第0处\n修改：如此": "标题",
        "第1处\n修改：如此": "有书签的一段",
        "第2处\n修改：如此": "添的删的修订过的一段",
        "第3处\n修改：如此": "甲格",
        "第4处\n修改：如此": "乙格",
        "\n第5处\n修改：如此": "控件里的一段",
        "第7处\n修改：如此": "挂着文本框的一段",
        "第9处\n修改：如此": "原有批注的一段",
        "第10处\n修改：如此": "末段",
    }
    assert (("某处", "请核"), "原有批注的一段") in found
    assert texts(soffice, after) == texts(soffice, before)


def test_a_draft_of_ours_keeps_its_words_and_pages(soffice, tmp_path):
    before, after = tmp_path / "before.docx", tmp_path / "after.docx"
    before.write_bytes(render(TINY, "plan"))
    texts_of = [each.text for each in docx.Document(before).paragraphs]
    numbers = [number for number, text in enumerate(texts_of) if text and "\n" not in text][:8]
    after.write_bytes(annotated(before.read_bytes(), [Note(n, (texts_of[n],), "qplan 检查", "检查") for n in numbers]))
    found = annotations(soffice(after, "fodt"))
    assert [said for (_, said), _ in found] == [texts_of[number] for number in numbers]
    for (_, said), words in found:
        assert words[:5] == said[:5]
    assert texts(soffice, after) == texts(soffice, before)
    with pdfplumber.open(soffice(before, "pdf")) as old, pdfplumber.open(soffice(after, "pdf")) as new:
        assert [page.extract_text() for page in old.pages] == [page.extract_text() for page in new.pages]
