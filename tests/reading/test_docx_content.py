"""All that a Word paragraph can hold: what is text, what is an aside, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_files import abstract as definition
from word_files import asides, field, gathered, lvl, num, p, style, t, tables, tbl, tc, texts, tr

TITLE = "示例县质量强县培育建设实施方案"


def r(content: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def line(tmp_path: Path, content: str, **parts: str) -> str:
    (text,) = texts(gathered(tmp_path, p(content), **parts))
    return text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (t("甲") + r("<w:tab/>") + t("乙"), "甲 乙"),
        (t("A") + r("<w:noBreakHyphen/>") + t("B") + r("<w:softHyphen/>") + t("C"), "A-BC"),
        (r("<w:t> 甲 </w:t>") + t("乙"), "甲乙"),
        ("<w:hyperlink>" + t("甲") + "</w:hyperlink><w:smartTag>" + t("乙") + "</w:smartTag>", "甲乙"),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + t("控件") + "</w:sdtContent></w:sdt>" + t("外"), "控件外"),
        (r("<w:ruby><w:rt>" + t("zhì") + "</w:rt><w:rubyBase>" + t("质") + "</w:rubyBase></w:ruby>") + t("量"), "质量"),
        (r('<w:sym w:font="Wingdings" w:char="F0FE"/>') + t("已完成"), "☑已完成"),
        (r('<w:sym w:font="Symbol" w:char="F0B3"/>') + t("95%"), "≥95%"),
        (r("<w:t>\uf0b3</w:t>", '<w:rFonts w:ascii="Symbol"/>') + t("95%"), "≥95%"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>", "xa/b"),
        ("<m:oMath><m:d><m:e><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:e></m:d></m:oMath>", "(x^2)"),
        (t("见") + field("REF _Ref1 \\h", "第一章"), "见第一章"),
        ('<w:fldSimple w:instr=" DATE ">' + t("2026年3月2日") + "</w:fldSimple>", "2026年3月2日"),
        (field("IF", "外") + field("HYPERLINK \\l x", "链接"), "外链接"),
        ('<w:moveTo w:id="1">' + t("移来") + "</w:moveTo>", "移来"),
        (t("甲<乙&丙"), "甲<乙&丙"),
        ("<w:unknown>" + t("不认识的容器") + "</w:unknown>", "不认识的容器"),
    ],
)  # fmt: skip
def test_words(content: str, text: str, tmp_path: Path) -> None:
    assert line(tmp_path, content) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [("eq \\o\\ac(○,12)", "⑫"), ("EQ \\o\\ac(□,密)", "密"), ("eq \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(pǐn),品)", "品")],
)
def test_what_word_draws_from_an_instruction(code: str, text: str, tmp_path: Path) -> None:
    drawn = field(code, "").replace('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "")
    assert line(tmp_path, drawn + t("尾")) == f"{text}尾"


def test_a_field_in_the_instruction_of_another_is_not_printed(tmp_path: Path) -> None:
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    nested = (
        begin
        + "<w:r><w:instrText>IF </w:instrText></w:r>"
        + field("MERGEFIELD a", "值")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + t("结果")
        + end
    )
    assert line(tmp_path, nested) == "结果"


def test_a_field_that_never_ends_swallows_nothing(tmp_path: Path) -> None:
    found = gathered(tmp_path, p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + t("甲")) + p("乙"))
    assert texts(found) == ["甲", "乙"]


def test_breaks_make_paragraphs_of_one_place(tmp_path: Path) -> None:
    content = t("示例县质量强县") + r("<w:br/>") + t("实施方案") + r('<w:br w:type="page"/>')
    found = gathered(tmp_path, p() + p(content) + p() + p("正文"))
    assert [(b.text, b.where) for b in found.blocks] == [
        ("示例县质量强县", "第 1 段"),
        ("实施方案", "第 1 段"),
        ("正文", "第 2 段"),
    ]


def test_breaks_in_titles_and_headings_are_for_the_eye(tmp_path: Path) -> None:
    lines = t("示例县质量强县") + r("<w:br/>") + t("实施方案") + r("<w:br/>") + t("（2026—2027年）")
    styles = style("Title", id="T") + style("heading 1", id="H")
    found = gathered(
        tmp_path, p(lines, style="T") + p(t("一、总体") + r("<w:br/>") + t("要求"), style="H"), styles=styles
    )
    assert texts(found) == ["示例县质量强县实施方案", "（2026—2027年）", "一、总体要求"]


def test_unknown_signs_are_doubtful(tmp_path: Path) -> None:
    found = gathered(tmp_path, p(r('<w:sym w:font="Webdings" w:char="F04A"/>') + t("甲")))
    assert texts(found) == ["□甲"]
    assert "认不出" in found.doubts[0].message


def note(kind: str, number: int, *lines: str) -> str:
    paragraphs = "".join(p(f"<w:r><w:{kind}Ref/></w:r>" + t(f" {text}")) for text in lines)
    return f'<w:{kind} w:id="{number}">{paragraphs}</w:{kind}>'


SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'


def test_notes_stand_where_they_are_referred_to(tmp_path: Path) -> None:
    content = t("甲") + r('<w:footnoteReference w:id="2"/>') + t("，乙") + r('<w:endnoteReference w:id="1"/>') + t("。")
    found = gathered(
        tmp_path, p(content),
        footnotes=SEPARATOR + note("footnote", 2, "第一行。", "第二行。") + note("footnote", 3, "没人引用"),
        endnotes=note("endnote", 1, "尾注]"),
    )  # fmt: skip
    assert texts(found) == ["甲^[第一行。 第二行。]，乙^[尾注］]。"]
    assert asides(found) == [("没人引用", "没有引用的脚注或尾注")]


def test_a_mark_of_its_own_before_a_note_is_not_text(tmp_path: Path) -> None:
    content = t("甲") + r('<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t>')
    assert line(tmp_path, content, footnotes=note("footnote", 1, "注")) == "甲^[注]"


def test_comments_are_asides_without_their_author(tmp_path: Path) -> None:
    comments = (
        '<w:comment w:id="0" w:author="某某">'
        + p("再核")
        + p("数据")
        + '</w:comment><w:comment w:id="1" w:author="某某">'
        + p("无处")
        + "</w:comment>"
    )
    found = gathered(
        tmp_path,
        p("甲") + p('<w:commentRangeStart w:id="0"/>' + t("乙") + r('<w:commentReference w:id="0"/>')),
        comments=comments,
    )
    assert [(b.text, b.where, b.aside) for b in found.blocks] == [
        ("甲", "第 1 段", ""), ("乙", "第 2 段", ""), ("再核 数据", "第 2 段", "批注，不是正文"), ("无处", "批注", "批注，不是正文"),
    ]  # fmt: skip


def test_tracked_changes(tmp_path: Path) -> None:
    content = (
        t("甲") + '<w:ins w:id="1">' + t("新") + '</w:ins><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r><w:r><w:delText>话</w:delText></w:r></w:del>'
        + t("乙") + '<w:moveFrom w:id="3">' + t("移走") + "</w:moveFrom>"
    )  # fmt: skip
    found = gathered(tmp_path, p("首段") + p(content) + p("末段"))
    assert texts(found) == ["首段", "甲新乙", "末段"]
    assert asides(found) == [("旧话", "修订中删除的文字"), ("移走", "修订中删除的文字")]
    (doubt,) = found.doubts
    assert "有 3 处修订" in doubt.message
    assert found.blocks[doubt.block].where == "第 2 段"


def test_changes_are_counted_as_a_reader_sees_them(tmp_path: Path) -> None:
    added = p('<w:ins w:id="1">' + t("新段") + "</w:ins>", more='<w:rPr><w:ins w:id="2"/></w:rPr>')
    joined = p("前", more='<w:rPr><w:del w:id="3"/></w:rPr>')
    (doubt,) = gathered(tmp_path, added + joined + p("后")).doubts
    assert "有 2 处修订" in doubt.message


def test_a_deleted_paragraph_mark_joins_paragraphs(tmp_path: Path) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    found = gathered(tmp_path, p("前半，", more=gone) + p("后半。") + p("末尾", more=gone), numbering="")
    assert texts(found) == ["前半，后半。", "末尾"]


def test_a_heading_run_in_by_a_hidden_mark(tmp_path: Path) -> None:
    hidden = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    found = gathered(
        tmp_path, p("开展会商。", style="H", num=1, level=0, more=hidden) + p("每季度会商。"),
        styles=style("heading 3", id="H"), numbering=definition(0, lvl(0)) + num(1, 0),
    )  # fmt: skip
    assert [(b.text, b.level) for b in found.blocks] == [("1.开展会商。每季度会商。", 0)]


def test_a_drop_cap_begins_the_next_paragraph(tmp_path: Path) -> None:
    assert texts(gathered(tmp_path, p("质", more='<w:framePr w:dropCap="drop"/>') + p("量第一。"))) == ["质量第一。"]


def test_hidden_text(tmp_path: Path) -> None:
    styles = style("隐", id="Gone", run="<w:vanish/>") + style(
        "隐字", id="GoneRun", kind="character", run="<w:vanish/>"
    )
    body = (
        p(t("甲") + r("<w:t>藏</w:t>", "<w:vanish/>") + r("<w:t>示</w:t>", '<w:vanish w:val="0"/>') + r("<w:t>字</w:t>", '<w:rStyle w:val="GoneRun"/>'))
        + p(t("全藏") + r("<w:t>显</w:t>", '<w:vanish w:val="false"/>') + r("<w:t>双</w:t>", '<w:rStyle w:val="GoneRun"/>'), style="Gone")
    )  # fmt: skip
    found = gathered(tmp_path, body, styles=styles)
    assert texts(found) == ["甲示", "显双"]
    assert asides(found) == [("藏", "隐藏文字"), ("字", "隐藏文字"), ("全藏", "隐藏文字")]


def test_prompts_of_controls(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = gathered(tmp_path, p(t("日期：") + control.format(t("单击此处"))) + control.format(p("整段提示")))
    assert texts(found) == ["日期："]
    assert asides(found) == [("单击此处", "内容控件的提示，没有填写"), ("整段提示", "内容控件的提示，没有填写")]


BOX = '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>'


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    inner = p("专栏1") + p(t("内容") + r(BOX.format(p("盒中盒"))))
    found = gathered(tmp_path, p(t("前") + r(BOX.format(inner)) + t("后")) + p("下一段"))
    assert [(b.text, b.where) for b in found.blocks] == [
        ("前后", "第 1 段"), ("专栏1", "第 1 段后的文本框"), ("内容", "第 1 段后的文本框"), ("盒中盒", "第 1 段后的文本框"), ("下一段", "第 2 段"),
    ]  # fmt: skip


def test_boxes_of_old_files_and_lettering(tmp_path: Path) -> None:
    old = r(
        "<w:pict><v:shape><v:textbox><w:txbxContent>" + p("旧框") + "</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    art = r('<w:pict><v:shape><v:textpath string="示例县人民政府文件"/></v:shape></w:pict>')
    assert texts(gathered(tmp_path, p(art) + p(old) + p("正文"))) == ["示例县人民政府文件", "旧框", "正文"]


def test_pictures_and_diagrams_are_told(tmp_path: Path) -> None:
    found = gathered(tmp_path, p("图如下") + p(r("<w:drawing><a:blip/></w:drawing>")))
    assert [d.message for d in found.doubts] == ["第 1 段后有图片，图片里的文字没有读入"]


def test_a_frame_and_a_block_control_are_paragraphs(tmp_path: Path) -> None:
    frame = p("示政发〔2026〕5号", more='<w:framePr w:wrap="around"/>')
    control = f"<w:sdt><w:sdtContent>{p(TITLE)}<w:customXml>{p('第二行')}</w:customXml></w:sdtContent></w:sdt>"
    assert texts(gathered(tmp_path, frame + control)) == ["示政发〔2026〕5号", TITLE, "第二行"]


def test_a_table_of_contents_is_an_aside(tmp_path: Path) -> None:
    whole = field("TOC \\o", "一、总体要求").partition('<w:r><w:fldChar w:fldCharType="end"/></w:r>')[0]
    body = (
        p("目　录")
        + p(whole)
        + p("二、重点任务")
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p("一、总体要求")
        + p("三、目录页", style="T1")
    )
    found = gathered(tmp_path, body, styles=style("toc 1", id="T1"))
    assert texts(found) == ["一、总体要求"]
    assert asides(found) == [(text, "目录") for text in ("目　录", "一、总体要求", "二、重点任务", "三、目录页")]
    gallery = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
    found = gathered(
        tmp_path, gallery + p("目录") + p("一、总体要求 1") + "</w:sdtContent></w:sdt>" + p("一、总体要求")
    )
    assert (texts(found), len(asides(found))) == (["一、总体要求"], 2)


def test_headers_and_footers_once_and_no_page_numbers(tmp_path: Path) -> None:
    found = gathered(
        tmp_path, p("正文"), header1=p("内部资料"), header2=p("内部资料"), header3=p(),
        footer1=p(t("— ") + field("PAGE", "7") + t(" —")), footer2=p(t("第") + field("PAGE", "7") + t("页 共") + field("NUMPAGES", "9") + t("页")),
        footer3=p(t("示例县") + field("PAGE", "1")),
    )  # fmt: skip
    assert [(b.text, b.where, b.aside) for b in found.blocks] == [
        ("正文", "第 1 段", ""),
        ("内部资料", "页眉", "页眉"),
        ("示例县 1", "页脚", "页脚"),
    ]


@pytest.mark.parametrize(
    ("name", "properties", "level"),
    [
        ("heading 1", "", 1), ("Heading 9", "", 9), ("标题 3", "", 3), ("标题2", "", 2), ("正文文本", "", 0), ("Title", "", 0),
        ("公文一级", '<w:outlineLvl w:val="0"/>', 1), ("heading 2", '<w:outlineLvl w:val="9"/>', 0), ("heading 1 Char", "", 0),
    ],
)  # fmt: skip
def test_heading_levels(name: str, properties: str, level: int, tmp_path: Path) -> None:
    styles = style(name, properties, id="S") + style("子样式", id="Child", based_on="S")
    found = gathered(
        tmp_path,
        p("甲", style="S") + p("乙", style="Child") + p("丙", style="S", more='<w:outlineLvl w:val="3"/>'),
        styles=styles,
    )
    assert [block.level for block in found.blocks] == [level, level, 4]


def test_the_usual_style_applies_where_none_is_named(tmp_path: Path) -> None:
    styles = style("Normal", '<w:numPr><w:numId w:val="1"/></w:numPr>', default=True)
    assert texts(gathered(tmp_path, p("甲"), styles=styles, numbering=definition(0, lvl(0)) + num(1, 0))) == ["1.甲"]


def merged(kind: str = "") -> str:
    return f'<w:vMerge w:val="{kind}"/>' if kind else "<w:vMerge/>"


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def test_merged_cells_are_one_cell(tmp_path: Path) -> None:
    body = p("前") + tbl(
        tr(tc("序号"), tc("任务", span(2)), tc("单位")),
        tr(tc("1", merged("restart")), tc("甲"), tc("乙"), tc("县商务局")),
        tr(tc("被盖住", merged()), tc("丙", span(3))),
    )
    found = gathered(tmp_path, body)
    assert tables(found) == [[["序号", "任务", "任务", "单位"], ["1", "甲", "乙", "县商务局"], ["1", "丙", "丙", "丙"]]]
    grid = found.blocks[1].grid
    assert grid
    assert grid.rows[1][0] is grid.rows[2][0]
    assert grid.rows[0][1] is grid.rows[0][2]
    assert [cell.where for cell in grid.cells][:4] == [
        "表 1 第 1 行第 1 列",
        "表 1 第 1 行第 2 列",
        "表 1 第 1 行第 4 列",
        "表 1 第 2 行第 1 列",
    ]
    assert asides(found) == [("被盖住", "合并单元格里被盖住的文字，Word 不显示")]


def test_cells_side_by_side_merged_the_old_way(tmp_path: Path) -> None:
    found = gathered(tmp_path, tbl(tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc(p(), "<w:hMerge/>"), tc("乙"))))
    assert tables(found) == [[["甲", "甲", "乙"]]]


def test_rows_that_begin_and_end_elsewhere(tmp_path: Path) -> None:
    found = gathered(
        tmp_path,
        tbl(tr(tc("甲"), tc("乙"), tc("丙")), tr(tc("丁"), more='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')),
    )
    assert tables(found) == [[["甲", "乙", "丙"], ["", "丁", ""]]]


def test_controls_around_rows_and_cells(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = gathered(
        tmp_path, tbl(control.format(tr(control.format(tc("甲")), tc(control.format(p("乙"))))), tr(tc("丙"), tc("丁")))
    )
    assert tables(found) == [[["甲", "乙"], ["丙", "丁"]]]


def test_what_stands_in_a_cell(tmp_path: Path) -> None:
    inner = tbl(tr(tc("子"), tc("丑")), tr(tc("寅"), tc("卯")))
    notes = (
        t("值") + r('<w:footnoteReference w:id="1"/>') + r('<w:commentReference w:id="0"/>') + r(BOX.format(p("框")))
    )
    found = gathered(
        tmp_path, tbl(tr(tc(p("第一行") + inner + p("末行")), tc(p(notes)))) + p("后"),
        footnotes=note("footnote", 1, "注"), comments='<w:comment w:id="0">' + p("批") + "</w:comment>",
    )  # fmt: skip
    assert tables(found) == [[["第一行\n子\n丑\n寅\n卯\n末行", "值^[注]\n框"]]]
    assert [(b.text, b.where) for b in found.blocks[1:]] == [("批", "表 1 第 1 行第 2 列"), ("后", "第 1 段")]


def test_deleted_and_hidden_rows(tmp_path: Path) -> None:
    rows = (
        tr(tc("甲"), tc("乙")),
        tr(tc("丙"), tc("丁"), more='<w:del w:id="1"/>'),
        tr(tc("戊"), tc("己"), more="<w:hidden/>"),
    )
    found = gathered(tmp_path, tbl(*rows))
    assert tables(found) == [[["甲", "乙"]]]
    assert asides(found) == [("丙 丁", "修订中删除的文字"), ("戊 己", "隐藏文字")]


def test_a_box_made_of_one_cell_is_paragraphs(tmp_path: Path) -> None:
    found = gathered(tmp_path, p("前") + tbl(tr(tc(p("专栏1　会商办法") + p("一事一议。")))) + p("后"))
    assert [(b.text, b.where) for b in found.blocks] == [
        ("前", "第 1 段"),
        ("专栏1　会商办法", "表 1"),
        ("一事一议。", "表 1"),
        ("后", "第 2 段"),
    ]
