"""Comments are put into Word files of every make, and nothing else of the file changes."""

import io
import re
import struct
import zipfile

import docx
import pytest
from docx_samples import TINY
from openxml_audit import AppPrediction, FileFormat, OpenXmlValidator, predict
from word_files import SPACES, p, package, style, t, tbl, tc, tr, zipped

from qplan.errors import Unreadable
from qplan.rendering.docx import render
from qplan.rendering.docx_comments import Note, annotated

MARKS = re.compile(
    r"<w:commentRange(?:Start|End)[^>]*/>|<w:r(?: xmlns:w=\"[^\"]*\")?>(?:<w:rPr><w:rStyle[^>]*/></w:rPr>)?<w:commentReference[^>]*/></w:r>"
)
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TWO = p("甲") + p("乙")


def note(element, *lines):
    return Note(element, lines or (f"警告 Q203：第{element}段",), "qplan 检查", "检查")


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def document(data):
    return parts(data)["word/document.xml"].decode()


def body(data):
    """The document between w:body and its section."""
    return re.search("<w:body>(.*)<w:sectPr>", document(data), re.DOTALL)[1]


def with_parts(data, **changed):
    """The package with other parts; the names are the keys of ``changed``, None takes one out."""
    return zipped({name: content for name, content in (parts(data) | changed).items() if content is not None})


def main(data, content):
    return with_parts(data, **{"word/document.xml": content})


def faults(path):
    """What a second opinion says of a file: Word's forecast, and each error."""
    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path)
    return predict(result).prediction, [error.description for error in result.errors]


# What is put in


def test_a_comment_marks_all_that_is_in_its_paragraph():
    made = annotated(package(p("甲") + p("乙", style="Normal")), [note(1)])
    assert body(made) == (
        "<w:p><w:pPr></w:pPr>" + t("甲") + "</w:p>"
        '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr><w:commentRangeStart w:id="0"/>'
        + t("乙")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )


def test_the_comment_says_its_lines_a_paragraph_each_without_a_date():
    made = annotated(package(p("甲")), [note(0, "警告 Q203：甲<乙&丙", "修改：如“丁”")])
    comments = parts(made)["word/comments.xml"].decode()
    assert re.findall("<w:comment [^>]*>", comments) == ['<w:comment w:id="0" w:author="qplan 检查" w:initials="检查">']
    assert re.findall("<w:t [^>]*>(.*?)</w:t>", comments) == ["警告 Q203：甲&lt;乙&amp;丙", "修改：如“丁”"]
    assert comments.count("<w:p>") == 2
    assert comments.count("<w:annotationRef/>") == 1


def test_several_on_one_paragraph_are_comments_of_their_own():
    made = body(annotated(package(p("甲")), [note(0, "一"), note(0, "二")]))
    assert re.findall(r"<w:(comment\w+) w:id=\"(\d)\"", made) == [
        ("commentRangeStart", "0"), ("commentRangeStart", "1"),
        ("commentRangeEnd", "0"), ("commentReference", "0"), ("commentRangeEnd", "1"), ("commentReference", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("<w:p/>", "<w:p>[S][E]</w:p>"),
        ('<w:p w:rsidR="00A1" />', '<w:p w:rsidR="00A1" >[S][E]</w:p>'),
        ("<w:p ></w:p >", "<w:p >[S][E]</w:p >"),
        ('<w:p w:x="a>/>b"><w:r/></w:p>', '<w:p w:x="a>/>b">[S]<w:r/>[E]</w:p>'),
        ("<w:p><w:pPr/></w:p>", "<w:p><w:pPr/>[S][E]</w:p>"),
        ("<w:p>\n <w:pPr ></w:pPr\n> <w:r/></w:p>", "<w:p>\n <w:pPr ></w:pPr\n>[S] <w:r/>[E]</w:p>"),
        (
            "<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr><w:r/></w:p>",
            "<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>[S]<w:r/>[E]</w:p>",
        ),
        (
            '<w:p><w:bookmarkStart w:id="0" w:name="qplan_t01"/><w:r/><w:bookmarkEnd w:id="0"/></w:p>',
            '<w:p>[S]<w:bookmarkStart w:id="0" w:name="qplan_t01"/><w:r/><w:bookmarkEnd w:id="0"/>[E]</w:p>',
        ),
        ("<w:p><!-- </w:p> --><w:r/><?go </w:p>?></w:p>", "<w:p>[S]<!-- </w:p> --><w:r/><?go </w:p>?>[E]</w:p>"),
    ],
)
def test_paragraphs_of_every_writing(paragraph, expected):
    made = body(annotated(package(p("前") + paragraph + p("后")), [note(1)]))
    made = made.replace('<w:commentRangeStart w:id="0"/>', "[S]")
    made = made.replace('<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>', "[E]")
    assert made == p("前") + expected + p("后")


BOX = '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>'


@pytest.mark.parametrize("element", [2, 3, 4, 5])
def test_in_a_text_box_the_paragraph_is_marked_that_holds_it(element):
    inner = p("盒一") + "<w:p><w:r>" + BOX.format(p("盒中盒"), p("盒中盒")) + "</w:r></w:p>"
    content = "<w:p><w:r>" + BOX.format(inner, inner) + "</w:r></w:p>"
    made = body(annotated(package(p("前") + content), [note(element)]))
    assert made.startswith(p("前") + '<w:p><w:commentRangeStart w:id="0"/><w:r><mc:AlternateContent>')
    assert made.endswith(
        '</mc:AlternateContent></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    assert made.count("comment") == 3


def test_a_paragraph_that_is_there_twice_takes_the_comment_once():
    both = f'<mc:AlternateContent><mc:Choice Requires="w14">{p("甲")}</mc:Choice><mc:Fallback>{p("甲")}</mc:Fallback></mc:AlternateContent>'
    made = body(annotated(package(both), [note(0)]))
    assert made.count("<w:commentReference") == 1
    assert made.index("commentReference") < made.index("mc:Fallback")


def test_a_box_that_hangs_on_no_paragraph_takes_the_comment_itself():
    made = body(annotated(package(f"<w:pict><w:txbxContent>{p('甲')}</w:txbxContent></w:pict>"), [note(0)]))
    assert made.count("<w:commentReference") == 1


def test_in_the_first_paragraph_of_a_control_the_comment_stands_before_the_words():
    control = f"<w:sdt><w:sdtContent>{p('甲')}{p('乙')}</w:sdtContent></w:sdt>"
    made = annotated(package(control + p("丙")), [note(0, "一"), note(1, "二"), note(2, "三")])
    assert body(made).startswith(
        '<w:sdt><w:sdtContent><w:p><w:pPr></w:pPr><w:r><w:commentReference w:id="0"/></w:r>' + t("甲") + "</w:p>"
    )
    assert body(made).count("<w:commentRangeStart") == 2
    said = [comment.text for comment in docx.Document(io.BytesIO(made)).comments]
    assert said == ["\n一", "二", "三"]


# What stays as it was

ALTERNATES = {
    "a table": tbl(tr(tc("甲"), tc(p("乙") + p("丙")))),
    "a control": f"<w:sdt><w:sdtContent>{p('甲')}{p('<w:sdt><w:sdtContent>' + t('乙') + '</w:sdtContent></w:sdt>')}</w:sdtContent></w:sdt>",
    "a deletion": "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:del w:id='2'><w:r><w:delText>甲</w:delText></w:r></w:del></w:p>"
    + p("乙"),
    "odd bytes": "<w:p>\r\n<w:r><w:t>甲&#20057;\t&lt;<![CDATA[</w:p>]]></w:t></w:r ></w:p>" + p("𠮷"),
}


@pytest.mark.parametrize("content", ALTERNATES.values(), ids=ALTERNATES)
def test_without_the_marks_the_document_is_what_it_was(content):
    before = package(content + p())
    count = document(before).count("<w:p>")
    made = document(annotated(before, [note(number) for number in range(count)]))
    assert made.count("<w:commentReference") == count
    assert MARKS.sub("", made) == document(before)


class Pipe(io.BytesIO):
    """What cannot be sought in: zipfile then writes a part's sizes behind it."""

    def seekable(self):
        return False

    def seek(self, *_):
        raise io.UnsupportedOperation

    def tell(self):
        raise io.UnsupportedOperation


def packed(data):
    """Every entry of a zip file: what the directory says of it, and its bytes as they are packed."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            start = info.header_offset + 30 + sum(struct.unpack("<HH", data[info.header_offset + 26 :][:4]))
            said = (info.filename, info.date_time, info.CRC, info.file_size, info.compress_type, info.comment)
            made = (info.create_system, info.create_version, info.external_attr, info.internal_attr)
            found.append((*said, *made, data[start : start + info.compress_size]))
        return found, archive.comment


def test_all_other_parts_are_taken_over_as_they_were_packed():
    given = parts(package(TWO, styles="", comments=""))
    for target in (io.BytesIO(), Pipe()):
        with zipfile.ZipFile(target, "w") as archive:
            archive.comment = b"remark"
            archive.writestr(zipfile.ZipInfo("word/", (2026, 3, 2, 11, 58, 58)), b"")
            for number, (name, content) in enumerate(given.items()):
                info = zipfile.ZipInfo(name, (2026, 3, number + 1, 23, 59, 58))
                info.external_attr, info.comment, info.create_system = 0o600 << 16, "注".encode(), number % 4
                info.extra = struct.pack("<HHI", 0x6464, 4, number)
                kind = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)[number % 4]
                archive.writestr(info, content, kind, 9)
            archive.writestr("media/图.bin", b"\0" * 5000, zipfile.ZIP_DEFLATED)
        before, remark = packed(target.getvalue())
        after, still = packed(annotated(target.getvalue(), [note(0)]))
        assert remark == still == b"remark"
        assert [each[:2] for each in before] == [each[:2] for each in after]
        changed = [one[0] for one, other in zip(before, after, strict=True) if one != other]
        assert sorted(changed) == ["word/comments.xml", "word/document.xml"]


def test_of_two_parts_with_one_name_the_one_that_is_read_is_changed(recwarn):
    target = io.BytesIO(package(p("旧")))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/document.xml", parts(package(TWO))["word/document.xml"])
    made = annotated(target.getvalue(), [note(1)])
    assert MARKS.sub("", body(made)) == TWO
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        first = next(info for info in archive.infolist() if info.filename == "word/document.xml")
        assert "旧" in archive.read(first).decode()


def test_the_same_notes_give_the_same_bytes_and_none_the_file_itself():
    before = package(TWO)
    assert annotated(before, [note(0)]) == annotated(before, [note(0)])
    assert annotated(before, []) == before


# Comments that are there already


def test_new_comments_join_those_that_are_there():
    old = '<w:comment w:id="0" w:author="某处"><w:p/></w:comment><w:comment w:id="2" w:author="某处"><w:p/></w:comment>'
    before = package(TWO, comments=old)
    after = parts(annotated(before, [note(0), note(1)]))
    comments = after["word/comments.xml"].decode()
    assert comments.startswith(f"<w:comments {SPACES}>{old}<w:comment ")
    assert re.findall(r"<w:comment [^>]*w:id=\"(\d)\"", comments) == ["0", "2", "1", "3"]
    assert {name for name in after if after[name] != parts(before)[name]} == {"word/comments.xml", "word/document.xml"}


def test_an_id_that_only_the_document_has_is_not_given_again():
    lost = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    assert re.findall(r'<w:commentReference w:id="(\d)"', body(annotated(package(lost), [note(0)]))) == ["1", "2"]


@pytest.mark.parametrize("root", ['<x:comments xmlns:x="{}"/>', '<comments xmlns="{}"></comments>'])
def test_a_comments_part_of_any_prefix(root):
    before = with_parts(package(TWO, comments=""), **{"word/comments.xml": root.format(USUAL)})
    path = io.BytesIO(annotated(before, [note(0, "甲")]))
    assert [comment.text for comment in docx.Document(path).comments] == ["甲"]


def test_a_comments_part_in_utf_16():
    comments = f'<?xml version="1.0" encoding="UTF-16"?><w:comments {SPACES}></w:comments>'.encode("utf-16")
    made = parts(annotated(with_parts(package(TWO, comments=""), **{"word/comments.xml": comments}), [note(0, "甲𠮷")]))
    assert made["word/comments.xml"].startswith(comments[:100])
    assert "甲𠮷" in made["word/comments.xml"].decode("utf-16")


# Parts that do not have their usual form


def test_strict_documents_take_strict_comments():
    strict = document(package(TWO)).replace(USUAL, STRICT)
    made = parts(annotated(main(package(TWO), strict), [note(1)]))
    assert f'<w:comments xmlns:w="{STRICT}">' in made["word/comments.xml"].decode()
    assert 'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/comments"' in (
        made["word/_rels/document.xml.rels"].decode()
    )
    assert MARKS.sub("", made["word/document.xml"].decode()) == strict


@pytest.mark.parametrize(
    "content",
    [
        '<x:document xmlns:x="{}"><x:body><x:p/><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:body></x:document>',
        '<document xmlns="{}"><body><p/><p><r><t>甲</t></r></p></body></document>',
        '<x:document xmlns:x="{}" xmlns:w="urn:other"><x:body><x:p/><x:p><w:odd/><x:r/></x:p></x:body></x:document>',
        '<w:document xmlns:w="{0}"><w:body><w:p/><y:p xmlns:y="{0}" xmlns:w="urn:other"><w:r/></y:p></w:body></w:document>',
    ],
)
def test_any_prefix(content):
    from lxml import etree

    content = content.format(USUAL)
    made = parts(annotated(main(package(TWO), content), [note(1)]))["word/document.xml"]
    paragraph = list(etree.fromstring(made).iter(f"{{{USUAL}}}p"))[1]
    tags = [etree.QName(each).localname for each in paragraph if each.tag.startswith(f"{{{USUAL}}}")]
    assert (tags[0], *tags[-2:]) == ("commentRangeStart", "commentRangeEnd", "r")
    assert paragraph[0].get(f"{{{USUAL}}}id") == "0"
    assert paragraph[-1][0].get(f"{{{USUAL}}}id") == "0"
    assert MARKS.sub("", made.decode()) == content


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-be-marked", "utf-16-le", "utf-16-be", "gbk", "UTF-8"]
)
def test_any_encoding(encoding):
    name = {"utf-8-sig": "utf-8", "utf-16-be-marked": "utf-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{name[:6]}"?>{document(package(TWO))}'
    codec = {"utf-16-be-marked": "utf-16-be"}.get(encoding, encoding)
    mark = b"\xfe\xff" if encoding == "utf-16-be-marked" else b""
    made = parts(annotated(main(package(TWO), mark + text.encode(codec)), [note(1)]))["word/document.xml"]
    assert MARKS.sub("", made[len(mark) :].decode(codec)) == text
    assert mark + MARKS.sub("", made[len(mark) :].decode(codec)).encode(codec) == mark + text.encode(codec)


RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"{}>{}</Relationships>'
ONE = (
    '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
)


@pytest.mark.parametrize(
    "listed",
    [
        None,
        RELATIONS.format("", ""),
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        RELATIONS.format("", ONE.format("rId1", "hyperlink", "rId2").replace("/>", ' TargetMode="External"/>')),
        RELATIONS.replace("Relationships", "z:Relationships").replace("xmlns", "xmlns:z").format("", ""),
        RELATIONS.format("", ONE.format("rId7", "comments", "comments.xml")),
        RELATIONS.format("", ONE.format("rId7", "comments", "/word/其他.xml")),
    ],
)
def test_relationships_of_every_kind(listed, tmp_path):
    before = with_parts(package(TWO), **{"word/_rels/document.xml.rels": listed})
    document = docx.Document(io.BytesIO(annotated(before, [note(1, "看这里")])))
    assert [comment.text for comment in document.comments] == ["看这里"]
    assert [each.text for each in document.paragraphs] == ["甲", "乙"]


def test_the_main_part_may_have_another_name():
    given = parts(package(TWO))
    given["word/document2.xml"] = given.pop("word/document.xml")
    given["word/_rels/document2.xml.rels"] = given.pop("word/_rels/document.xml.rels")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        given[name] = given[name].replace(b"word/document.xml", b"word/document2.xml")
    document = docx.Document(io.BytesIO(annotated(zipped(given), [note(1, "看这里")])))
    assert [comment.text for comment in document.comments] == ["看这里"]


def test_a_name_that_is_taken_is_not_used_for_the_new_part():
    before = with_parts(package(TWO), **{"word/Comments.xml": "<other/>"})
    made = parts(annotated(before, [note(0)]))
    assert made["word/Comments.xml"] == b"<other/>"
    assert b"<w:comments " in made["word/comments2.xml"]
    assert b'PartName="/word/comments2.xml"' in made["[Content_Types].xml"]
    assert b'Target="comments2.xml"' in made["word/_rels/document.xml.rels"]


# How comments look


def test_the_styles_of_the_document_are_used_by_their_names():
    styles = style("annotation text", id="a7") + style("annotation reference", id="a5", kind="character")
    made = parts(annotated(package(TWO, styles=styles), [note(0)]))
    comments = made["word/comments.xml"].decode()
    assert (
        '<w:pPr><w:pStyle w:val="a7"/></w:pPr><w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:annotationRef/>' in comments
    )
    assert '<w:r><w:rPr><w:rStyle w:val="a5"/></w:rPr><w:commentReference' in made["word/document.xml"].decode()


def test_where_there_are_none_nothing_refers_to_them():
    made = parts(annotated(package(TWO, styles=style("Normal", default=True)), [note(0)]))
    assert "Style" not in made["word/comments.xml"].decode() + MARKS.search(made["word/document.xml"].decode())[0]


# Files that cannot take comments


def shifted(data):
    """The same archive, whose directory says that each part lies a little behind where it does."""
    at = data.index(b"PK\1\2")
    return data[: at + 42] + struct.pack("<I", 7) + data[at + 46 :]


BROKEN = {
    "no zip": b"PK\3\4",
    "nothing": b"",
    "no document": with_parts(package(TWO), **{"word/document.xml": None}),
    "no content types": with_parts(package(TWO), **{"[Content_Types].xml": None}),
    "no markup": main(package(TWO), "<w:document"),
    "an unbound prefix": main(package(TWO), "<w:document><w:p/></w:document>"),
    "an unknown encoding": main(package(TWO), '<?xml version="1.0" encoding="klingon"?><a/>'),
    "a wrong encoding": main(package(TWO), b'<?xml version="1.0" encoding="gbk"?><a>' + b"\xff\xff</a>"),
    "wrong bytes": main(package(TWO), document(package(TWO)).encode("gbk")),
    "shifted": shifted(package(TWO)),
    "no comments": with_parts(package(TWO, comments=""), **{"word/comments.xml": "<w:comments"}),
    "no relationships": with_parts(package(TWO), **{"word/_rels/document.xml.rels": "<"}),
    "no list of types": with_parts(package(TWO), **{"[Content_Types].xml": "?"}),
    "no styles": with_parts(package(TWO, styles=""), **{"word/styles.xml": b"\0"}),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_said_in_plain_words(data):
    with pytest.raises(Unreadable, match="加不进批注") as raised:
        annotated(data, [note(1)])
    assert "另存" in raised.value.remedy


def test_a_paragraph_that_is_no_longer_there():
    with pytest.raises(Unreadable, match="找不到要批注的段落"):
        annotated(package(TWO), [note(2)])


def test_more_comments_than_word_opens():
    with pytest.raises(Unreadable, match="32767"):
        annotated(package(TWO), [note(0)] * 32_768)


def test_deep_and_wide_files_take_comments_in_one_pass():
    deep = "<w:sdt><w:sdtContent>" * 3000 + p("甲") + "</w:sdtContent></w:sdt>" * 3000
    many = p("乙") * 20_000
    made = document(annotated(package(deep + many), [note(0), note(20_000)]))
    assert MARKS.sub("", made) == document(package(deep + many))


# Other programs


def test_our_own_drafts_stay_clean_and_say_the_same(tmp_path):
    before = render(TINY, "plan")
    path = tmp_path / "plan.docx"
    path.write_bytes(annotated(before, [note(number, "警告 Q203：一", "修改：二") for number in range(10)]))
    assert faults(path) == (AppPrediction.OPENS_CLEAN, [])
    old, new = docx.Document(io.BytesIO(before)), docx.Document(path)
    assert [each.text for each in old.paragraphs] == [each.text for each in new.paragraphs]
    assert [(each.text, each.author, each.initials) for each in new.comments] == (
        [("警告 Q203：一\n修改：二", "qplan 检查", "检查")] * 10
    )


def test_a_file_with_tables_and_comments_of_another_program_gets_no_fault_by_them(tmp_path):
    document = docx.Document()
    run = document.add_paragraph("第一段").runs[0]
    document.add_comment(run, "请核", author="某处", initials="甲")
    document.add_table(2, 2).cell(1, 1).text = "格"
    path = tmp_path / "file.docx"
    document.save(path)
    before = faults(path)  # the template of that program has some of its own
    path.write_bytes(annotated(path.read_bytes(), [note(0, "一"), note(4, "二")]))
    made = docx.Document(path)
    assert [(each.comment_id, each.text) for each in made.comments] == [(0, "请核"), (1, "一"), (2, "二")]
    assert made.tables[0].cell(1, 1).text == "格"
    assert "commentReference" in made.tables[0].cell(1, 1)._tc.xml
    assert faults(path) == before
