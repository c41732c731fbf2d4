"""Tracked changes and comments of a Word file: who, when, where, what; and what stood there before them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
import word_edits
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_files import SPACES, abstract, gathered, lvl, num, p, saved, style, t, tables, tbl, tc, texts, tr

from qplan import reading
from qplan.reading.blocks import NOWHERE, Comment, Revision
from qplan.reading.formats import docx
from qplan.reading.gathering import Gathering


def change(name: str, content: str = "", *, author: str = "王某", date: str = "2026-03-02T09:30:00Z") -> str:
    inner = t(content) if content and not content.startswith("<") else content
    if name in ("del", "moveFrom"):
        inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    who = (f' w:author="{author}"' if author else "") + (f' w:date="{date}"' if date else "")
    return f'<w:{name} w:id="1"{who}>{inner}</w:{name}>'


def ins(content: str, **who: str) -> str:
    return change("ins", content, **who)


def dele(content: str, **who: str) -> str:
    return change("del", content, **who)


def on_mark(name: str, **who: str) -> str:
    return f"<w:rPr>{change(name, **who)}</w:rPr>"


def both(tmp_path: Path, body: str, **parts: str) -> tuple[list[str], list[str]]:
    """The paragraphs with all changes accepted, and with all rejected."""
    path = saved(tmp_path, body, **parts)
    return texts(docx.read(path)), texts(docx.read(path, original=True))


def found(gathering: Gathering) -> list[tuple[str, str, str]]:
    return [(r.where, r.kind, r.text) for r in gathering.revisions]


def at(gathering: Gathering, block: int) -> str:
    """The words of a block, "" for none."""
    return "" if block == NOWHERE else gathering.every[block].text


# Tracked changes


def test_a_change_has_its_author_day_place_and_words(tmp_path: Path) -> None:
    gathering = gathered(tmp_path, p("甲") + p(t("每年") + dele("两") + ins("三", author="李某", date="") + t("次")))
    assert gathering.revisions == [
        Revision(1, "第 2 段", "王某", "2026-03-02", "deleted", "两"),
        Revision(1, "第 2 段", "李某", "", "inserted", "三"),
    ]


def test_what_goes_on_is_one_and_what_words_divide_is_two(tmp_path: Path) -> None:
    body = p(ins("甲") + ins("乙") + t("丙") + ins("丁") + ins("戊", author="李某") + ins("己", author="李某"))
    assert [(r.author, r.text) for r in gathered(tmp_path, body).revisions] == [
        ("王某", "甲乙"), ("王某", "丁"), ("李某", "戊己"),
    ]  # fmt: skip


def test_another_day_is_another_change(tmp_path: Path) -> None:
    body = p(ins("甲") + ins("乙", date="2026-03-03T08:00:00Z"))
    assert [r.date for r in gathered(tmp_path, body).revisions] == ["2026-03-02", "2026-03-03"]


def test_words_that_were_put_in_and_taken_out_again_stood_never_there(tmp_path: Path) -> None:
    body = p(t("甲") + ins(t("乙") + dele("丙", author="李某")))
    assert [(r.author, r.kind, r.text) for r in gathered(tmp_path, body).revisions] == [
        ("王某", "inserted", "乙"), ("李某", "deleted", "丙"),
    ]  # fmt: skip
    assert both(tmp_path, body) == (["甲乙"], ["甲"])


def test_moved_words(tmp_path: Path) -> None:
    body = p(change("moveFrom", "乙") + t("甲")) + p(t("丙") + change("moveTo", "乙"))
    assert found(gathered(tmp_path, body)) == [("第 1 段", "moved_away", "乙"), ("第 2 段", "moved_here", "乙")]
    assert both(tmp_path, body) == (["甲", "丙乙"], ["乙甲", "丙"])


def test_a_new_paragraph(tmp_path: Path) -> None:
    body = p("甲") + p(ins("乙"), more=on_mark("ins")) + p("丙")
    assert found(gathered(tmp_path, body)) == [("第 2 段", "inserted", "乙")]
    assert both(tmp_path, body) == (["甲", "乙", "丙"], ["甲", "丙"])


def test_a_new_paragraph_as_it_is_typed_behind_another(tmp_path: Path) -> None:
    body = p("甲", more=on_mark("ins")) + p(ins("乙")) + p("丙")
    assert found(gathered(tmp_path, body)) == [("第 2 段", "inserted", "乙")]
    assert both(tmp_path, body) == (["甲", "乙", "丙"], ["甲", "丙"])


def test_a_paragraph_that_went_is_told_at_the_next_one(tmp_path: Path) -> None:
    body = p("甲") + p(dele("乙"), more=on_mark("del")) + p("丙") + p(dele("丁"), more=on_mark("del"))
    gathering = gathered(tmp_path, body)
    assert [(r.block, r.where, r.kind, r.text) for r in gathering.revisions] == [
        (2, "第 2 段", "deleted", "乙"), (2, "第 2 段后", "deleted", "丁"),
    ]  # fmt: skip
    assert both(tmp_path, body) == (["甲", "丙"], ["甲", "乙", "丙", "丁"])


def test_a_paragraph_that_was_divided_or_joined(tmp_path: Path) -> None:
    body = p("甲", more=on_mark("ins")) + p("乙") + p("丙", more=on_mark("del")) + p("丁")
    assert found(gathered(tmp_path, body)) == [("第 1 段", "inserted", "（分段）"), ("第 3 段", "deleted", "（分段）")]
    assert both(tmp_path, body) == (["甲", "乙", "丙丁"], ["甲乙", "丙", "丁"])


def test_a_division_with_words_behind_it_is_not_lost(tmp_path: Path) -> None:
    body = p("甲", more=on_mark("ins")) + p(ins("乙") + t("丙"))
    assert found(gathered(tmp_path, body)) == [("第 1 段", "inserted", "（分段）"), ("第 2 段", "inserted", "乙")]


def test_rows_that_came_and_went(tmp_path: Path) -> None:
    table = tbl(
        tr(tc("序号"), tc("任务")),
        tr(tc(p(ins("1"))), tc(p(ins("甲") + dele("子", author="李某"))), more=change("ins")),
        tr(tc("2"), tc("乙"), more=change("del")),
        tr(tc("3"), tc(p(t("丙") + ins("丁")))),
    )
    path = saved(tmp_path, table)
    assert found(docx.read(path)) == [
        ("表 1 第 2 行第 1 列", "inserted", "1｜甲子"), ("表 1 第 2 行第 2 列", "deleted", "子"),
        ("表 1 第 4 行第 1 列前", "deleted", "2｜乙"), ("表 1 第 4 行第 2 列", "inserted", "丁"),
    ]  # fmt: skip
    assert tables(docx.read(path)) == [[["序号", "任务"], ["1", "甲"], ["3", "丙丁"]]]
    assert tables(docx.read(path, original=True)) == [[["序号", "任务"], ["2", "乙"], ["3", "丙"]]]


def test_cells_that_came_and_went(tmp_path: Path) -> None:
    table = tbl(tr(tc("甲"), tc("乙", change("cellDel")), tc("丙", change("cellIns"))))
    path = saved(tmp_path, table)
    assert [(r.kind, r.text) for r in docx.read(path).revisions] == [("deleted", "乙"), ("inserted", "丙")]
    assert tables(docx.read(path)) == [[["甲", "丙"]]]
    assert tables(docx.read(path, original=True)) == [[["甲", "乙"]]]


def test_changes_of_looks_are_one_for_each_paragraph_and_author(tmp_path: Path) -> None:
    run = f"<w:r><w:rPr><w:b/>{change('rPrChange', '<w:rPr/>')}</w:rPr><w:t>甲</w:t></w:r>"
    spaced = change("pPrChange", "<w:pPr/>", author="李某")
    table = tbl(tr(tc("乙"))).replace("<w:tblPr/>", f"<w:tblPr>{change('tblPrChange', '<w:tblPr/>')}</w:tblPr>")
    section = f"<w:sectPr>{change('sectPrChange', '<w:sectPr/>')}</w:sectPr>"
    gathering = gathered(tmp_path, p(run + run, more=spaced) + table + p("丙") + section)
    assert [(r.where, r.author, r.kind, r.text) for r in gathering.revisions] == [
        ("第 1 段", "李某", "formatted", ""), ("第 1 段", "王某", "formatted", ""), ("表 1", "王某", "formatted", ""),
        ("第 2 段", "王某", "formatted", ""),
    ]  # fmt: skip


def test_the_original_has_the_numbers_and_headings_of_before(tmp_path: Path) -> None:
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    body = p("甲", more=numbered + change("pPrChange", '<w:pPr><w:pStyle w:val="H"/></w:pPr>'))
    body += p("乙", style="H", more=on_mark("ins") + change("pPrChange", f"<w:pPr>{numbered}</w:pPr>")) + p()
    hidden = f"<w:r><w:rPr><w:vanish/>{change('rPrChange', '<w:rPr/>')}</w:rPr><w:t>丙</w:t></w:r>"
    path = saved(
        tmp_path, body + p(t("丁") + hidden), styles=style("heading 1", id="H"), numbering=abstract(0, lvl(0)) + num(1, 0)
    )  # fmt: skip
    assert [(b.text, b.level) for b in docx.read(path).blocks if not b.aside] == [("1.甲", 0), ("乙", 1), ("丁", 0)]
    assert [(b.text, b.level) for b in docx.read(path, original=True).blocks] == [("甲", 1), ("乙", 0), ("丁丙", 0)]


def test_footnotes_headers_and_text_boxes(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = f"<w:r><w:pict><v:shape><w:txbxContent>{p(ins('框'))}</w:txbxContent></v:shape></w:pict></w:r>"
    path = saved(
        tmp_path, p("甲") + p(t("乙") + note) + p(t("丙") + box),
        footnotes=f'<w:footnote w:id="2">{p(t("注") + dele("旧") + ins("新"))}</w:footnote>', header1=p(ins("眉") + t("页")),
    )  # fmt: skip
    gathering = docx.read(path)
    assert [(at(gathering, r.block), r.where, r.kind, r.text) for r in gathering.revisions] == [
        ("乙^[注新]", "第 2 段的脚注", "deleted", "旧"), ("乙^[注新]", "第 2 段的脚注", "inserted", "新"),
        ("框", "第 3 段后的文本框", "inserted", "框"), ("", "页眉", "inserted", "眉"),
    ]  # fmt: skip
    assert texts(docx.read(path, original=True)) == ["甲", "乙^[注旧]", "丙"]


def test_what_a_drawing_has_twice_for_older_programs_is_told_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p(ins('框'))}</w:txbxContent>"
    twice = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [r.text for r in gathered(tmp_path, p(t("甲") + twice)).revisions] == ["框"]


def test_a_file_of_other_kinds_has_no_other_view(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text("一、总体要求\n按要求办。\n", "utf-8")
    assert reading.read(path, original=True).data == reading.read(path).data
    assert reading.gather(path, original=True).revisions == []


def test_the_import_counts_the_changes_in_the_accepted_view_only(tmp_path: Path) -> None:
    path = saved(tmp_path, p(t("甲") + ins("乙")))
    assert [d.message[:12] for d in docx.read(path).doubts] == ["文件里有 1 处修订没有"]
    assert docx.read(path, original=True).doubts == []


# Comments


def comment(number: int | str, *lines: str, author: str = "李某", date: str = "2026-03-05T10:00:00Z") -> str:
    who = (f' w:author="{author}"' if author else "") + (f' w:date="{date}"' if date else "")
    return f'<w:comment w:id="{number}"{who}>{"".join(map(p, lines))}</w:comment>'


def begins(number: int | str) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def ends(number: int | str) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def test_a_comment_has_author_day_place_and_the_words_it_marks(tmp_path: Path) -> None:
    body = p("甲") + p(t("每年") + begins(0) + t("评选") + dele("一") + ins("两") + t("次") + ends(0) + t("。"))
    gathering = gathered(tmp_path, body, comments=comment(0, "几次？", "请核。"))
    assert gathering.comments == [Comment(1, "第 2 段", "李某", "2026-03-05", "几次？ 请核。", "评选两次")]


def test_comments_stand_in_the_order_of_the_document_and_replies_behind_what_they_answer(tmp_path: Path) -> None:
    body = p(begins(2) + begins(3) + t("甲") + ends(2) + ends(3)) + p(begins(1) + t("乙") + ends(1))
    comments = comment(1, "后") + comment(2, "问") + comment(3, "答", author="王某")
    gathering = gathered(tmp_path, body, comments=comments)
    assert [(at(gathering, c.block), c.author, c.text) for c in gathering.comments] == [
        ("甲", "李某", "问"), ("甲", "王某", "答"), ("乙", "李某", "后"),
    ]  # fmt: skip


def test_a_comment_over_several_paragraphs_hangs_on_the_first(tmp_path: Path) -> None:
    body = p(t("甲") + begins(0) + t("乙")) + p("丙") + p(t("丁") + ends(0))
    assert [(c.block, c.quoted) for c in gathered(tmp_path, body, comments=comment(0, "议")).comments] == [
        (0, "乙 丙 丁")
    ]


def test_a_comment_may_begin_between_paragraphs(tmp_path: Path) -> None:
    body = p("甲") + begins(0) + p(t("乙") + ends(0))
    assert [(c.block, c.quoted) for c in gathered(tmp_path, body, comments=comment(0, "议")).comments] == [(1, "乙")]


def test_comments_on_cells_footnotes_and_on_nothing(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    table = tbl(tr(tc("甲"), tc(p(begins(0) + t("乙") + ends(0)))))
    gathering = gathered(
        tmp_path, table + p(t("丙") + note) + p(t("丁") + '<w:r><w:commentReference w:id="3"/></w:r>'),
        footnotes=f'<w:footnote w:id="2">{p(begins(1) + t("注") + ends(1))}</w:footnote>',
        comments=comment(0, "格") + comment(1, "脚") + comment(2, "无") + comment(3, "点"),
    )  # fmt: skip
    assert [(at(gathering, c.block), c.where, c.text, c.quoted) for c in gathering.comments] == [
        ("乙", "表 1 第 1 行第 2 列", "格", "乙"), ("丁", "第 2 段", "点", ""),
        ("丙^[注]", "第 1 段的脚注", "脚", "注"), ("", "没有标在正文里", "无", ""),
    ]  # fmt: skip


def test_comments_stay_in_the_account_without_their_authors(tmp_path: Path) -> None:
    gathering = gathered(tmp_path, p(begins(0) + t("甲") + ends(0)), comments=comment(0, "议") + comment(9, "无"))
    assert [(b.text, b.where, b.aside) for b in gathering.blocks[1:]] == [
        ("议", "第 1 段", "批注，不是正文"), ("无", "批注", "批注，不是正文"),
    ]  # fmt: skip


# Damaged and hostile


@pytest.mark.parametrize(
    "date", ["", "2026-13-45T00:00:00Z", "昨天", "2026-3-2", "9" * 5000, "0000-00-00", "2026-03-02Z"]
)
def test_absurd_dates_are_none(tmp_path: Path, date: str) -> None:
    gathering = gathered(
        tmp_path, p(begins(0) + ins("甲", date=date) + ends(0)), comments=comment(0, "议", date=date)
    )  # fmt: skip
    assert [r.date for r in gathering.revisions] == [c.date for c in gathering.comments] == [""]


def test_authors_that_are_missing_or_endless(tmp_path: Path) -> None:
    body = p(ins("甲", author="") + t("，") + ins("乙", author=" 王\t某\n&#x202e;" + "长" * 90_000))
    names = [r.author for r in gathered(tmp_path, body).revisions]
    assert names[0] == ""
    assert names[1].startswith("王 某 长")
    assert len(names[1]) == 40


def test_marks_that_refer_nowhere_or_twice(tmp_path: Path) -> None:
    body = p(ends(7) + begins(8) + t("甲") + ends("x") + ends(1)) + p(begins(1) + t("乙") + ends(1)) + begins(1)
    comments = comment(1, "一") + comment(1, "再") + comment("x", "二") + "<w:comment/>"
    gathering = gathered(tmp_path, body, comments=comments)
    assert [(c.block, c.author, c.text, c.quoted) for c in gathering.comments] == [
        (0, "李某", "二", ""), (0, "李某", "一", "乙"), (0, "李某", "再", "乙"), (NOWHERE, "", "", ""),
    ]  # fmt: skip


def test_changes_where_nothing_is_left(tmp_path: Path) -> None:
    path = saved(tmp_path, p(dele("甲"), more=on_mark("del")) + tbl(tr(tc("乙"), tc("丙"), more=change("del"))))
    assert [(r.block, r.where) for r in docx.read(path).revisions] == [(NOWHERE, "正文"), (NOWHERE, "正文")]
    assert texts(docx.read(path, original=True)) == ["甲"]


def test_ten_thousand_changes_and_half_as_many_comments(tmp_path: Path) -> None:
    many = 5_000
    body = "".join(begins(n) for n in range(many)) + p("".join(ins("增") + dele("删") for _ in range(many)))
    body += p("".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in range(many)))
    gathering = gathered(tmp_path, body, comments="".join(comment(n, "议") for n in range(many)))
    assert len(gathering.revisions) == 2 * many
    assert {c.quoted[:3] for c in gathering.comments} == {"增增增"}


@pytest.mark.parametrize("name", ["pPrChange", "rPrChange", "trPrChange", "tcPrChange", "sectPrChange", "cellMerge"])
def test_notes_of_looks_that_say_nothing_or_stand_anywhere(tmp_path: Path, name: str) -> None:
    body = p(change(name) + t("甲"), more=change(name)) + change(name) + tbl(change(name), tr(tc("乙"), tc("丙")))
    path = saved(tmp_path, body)
    assert texts(docx.read(path)) == ["甲"]
    docx.read(path, original=True)


RICH = (
    p("甲", more=on_mark("ins"))
    + p(begins(0) + t("乙") + ins(t("丙") + dele("丁")) + change("moveFrom", "戊") + ends(0), more=change("pPrChange"))
    + tbl(
        tr(tc(p(ins("己"))), tc("庚", change("cellDel")), more=change("ins")),
        tr(tc(p(dele("辛"), more=on_mark("del"))), tc(p(begins(1) + t("壬"))), more=change("del")),
    )
    + p('<w:bookmarkStart w:id="3" w:name="qplan_t01"/>' + t("癸") + '<w:bookmarkEnd w:id="3"/>' + ends(1))
    + p('<w:r><w:footnoteReference w:id="2"/></w:r>' + change("moveTo", "戊"))
)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=1, max_size=5))
def test_elements_that_stand_where_they_should_not(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, int]]
) -> None:
    tree = etree.fromstring(f"<w:body {SPACES}>{RICH}</w:body>")
    for what, where in moves:
        every = list(tree.iter())
        moved, target = every[1 + what % (len(every) - 1)], every[where % len(every)]
        if moved not in (target, *target.iterancestors()):
            target.insert(0, moved)
    body = "".join(etree.tostring(each, encoding="unicode") for each in tree)
    path = saved(
        tmp_path_factory.mktemp("odd"), body, comments=comment(0, "问") + comment(1, "答"),
        footnotes=f'<w:footnote w:id="2">{p(t("注") + ins("新"))}</w:footnote>',
    )  # fmt: skip
    for gathering in (docx.read(path), docx.read(path, original=True)):
        assert all(each.block in gathering.every or each.block == NOWHERE for each in gathering.revisions)
        assert len(gathering.comments) == 2


@pytest.mark.office
@pytest.mark.parametrize("kinds", [("odt", "docx"), ("doc",)])
def test_what_another_office_program_saves_again(
    tmp_path: Path, soffice: Callable[[Path, str], Path], kinds: tuple[str, ...]
) -> None:
    path = written(tmp_path / "draft.docx")
    word_edits.tracked(path, "第一", "为先", "王某")
    word_edits.removed(path, "建立会商", author="李某")
    word_edits.comment(path, "效益", "张某", "请核。")
    for kind in kinds:
        path = soffice(path, kind)
    gathering = reading.gather(path)
    assert [(r.author, r.date, r.kind, r.text) for r in gathering.revisions] == [
        ("王某", "2026-03-02", "deleted", "第一"), ("王某", "2026-03-02", "inserted", "为先"),
        ("李某", "2026-03-02", "deleted", PARAGRAPHS[3]),
    ]  # fmt: skip
    assert [(c.author, c.date, c.text, c.quoted) for c in gathering.comments] == [
        ("张某", "2026-03-02", "请核。", "效益")
    ]
    assert texts(reading.gather(path, original=True)) == list(PARAGRAPHS)


# The law: what is tracked reads as what is done outright, and its original as what was there before


PARAGRAPHS = (
    "一、总体要求",
    "坚持质量第一，效益优先。",
    "二、重点任务",
    "建立会商机制，每季度会商。",
    "推广首席质量官制度。",
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["words", "removed", "inserted_after", "moved", "cut"]), st.integers(0, 4), st.integers(0, 4)
    ),
    min_size=1, max_size=4,
)  # fmt: skip


def written(path: Path) -> Path:
    document: Any = python_docx.Document()
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "序号", "任务"
    document.save(str(path))
    return path


def edit(path: Path, kind: str, first: str, second: str, author: str) -> None:
    """One edit of the paragraph that holds ``first``, if there is one still."""
    here = word_edits.paragraphs(path)
    if not any(first in line for line in here) or not any(second in line for line in here):
        return
    if kind in ("words", "cut"):
        new = "新词" if kind == "words" else ""
        if author:
            word_edits.tracked(path, first[1:], new, author)
        else:
            word_edits.replace(path, first[1:], new)
    elif kind == "removed":
        word_edits.removed(path, first, author=author)
    elif kind == "inserted_after":
        word_edits.inserted_after(path, first, "新的一段。", author=author)
    elif first != second:
        word_edits.moved(path, first, second, author=author)


@settings(max_examples=25)  # each writes three Word files several times
@given(EDITS)
def test_the_law_of_both_views(tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int, int]]) -> None:
    folder = tmp_path_factory.mktemp("law")
    before, plain, tracked = (written(folder / f"{name}.docx") for name in ("before", "plain", "tracked"))
    for kind, first, second in edits:
        for path, author in ((plain, ""), (tracked, "王某")):
            edit(path, kind, PARAGRAPHS[first][:5], PARAGRAPHS[second][:5], author)
    assert texts(docx.read(tracked)) == texts(docx.read(plain))
    assert texts(docx.read(tracked, original=True)) == texts(docx.read(before)) == list(PARAGRAPHS)
    assert tables(docx.read(tracked, original=True)) == tables(docx.read(before))
