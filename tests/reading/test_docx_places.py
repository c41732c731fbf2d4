"""Where the paragraphs and cells of a Word file stand in it, and the ids that its bookmarks give them."""

from __future__ import annotations

from pathlib import Path

from word_files import field, gathered, p, t, tbl, tc, tr

from qplan.reading.gathering import Gathering

GONE = '<w:rPr><w:del w:id="9" w:author="王某"/></w:rPr>'


def start(number: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def marked(number: int, name: str, text: str) -> str:
    return start(number, name) + t(text) + end(number)


def places(gathering: Gathering) -> list[tuple[str, int | None]]:
    return [(block.text, block.element) for block in gathering.every.values()]


def carried(gathering: Gathering) -> list[tuple[str, str]]:
    return [(block.text, block.anchor) for block in gathering.every.values() if block.anchor]


# The number of its w:p


def test_paragraphs_are_numbered_as_they_stand_in_the_file_blank_ones_too(tmp_path: Path) -> None:
    assert places(gathered(tmp_path, p("甲") + p() + p("乙"))) == [("甲", 0), ("乙", 2)]


def test_a_paragraph_with_breaks_is_several_blocks_at_one_place(tmp_path: Path) -> None:
    assert places(gathered(tmp_path, p(t("甲") + "<w:r><w:br/></w:r>" + t("乙")))) == [("甲", 0), ("乙", 0)]


def test_a_cell_has_the_number_of_its_first_paragraph_with_words(tmp_path: Path) -> None:
    table = tbl(tr(tc(p() + p("甲") + p("乙")), tc("丙")), tr(tc(p("丁") + tbl(tr(tc("戊"), tc("己")))), tc()))
    assert places(gathered(tmp_path, p("题") + table + p("末"))) == [
        ("题", 0), ("甲\n乙", 2), ("丙", 4), ("丁\n戊\n己", 5), ("末", 9),
    ]  # fmt: skip


def test_a_merged_cell_has_its_own_first_one(tmp_path: Path) -> None:
    first = '<w:vMerge w:val="restart"/>'
    table = tbl(tr(tc("甲", first), tc("乙")), tr(tc("", "<w:vMerge/>"), tc("丙")))
    assert places(gathered(tmp_path, table)) == [("甲", 0), ("乙", 1), ("丙", 3)]


def test_paragraphs_that_run_on_have_the_number_of_the_first_with_words(tmp_path: Path) -> None:
    body = p(more=GONE) + p("甲", more=GONE) + p("乙") + p("丙")
    assert places(gathered(tmp_path, body)) == [("甲乙", 1), ("丙", 3)]


def test_what_stands_outside_the_body_has_none(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    gathering = gathered(
        tmp_path, p(t("甲") + note + comment), footnotes=f'<w:footnote w:id="2">{p("注")}</w:footnote>',
        comments=f'<w:comment w:id="0">{p("议")}</w:comment>', header1=p("眉"),
    )  # fmt: skip
    assert places(gathering) == [("甲^[注]", 0), ("议", None), ("眉", None)]


def test_what_is_set_aside_within_a_paragraph_has_none(tmp_path: Path) -> None:
    body = p(field("TOC \\o", "一、总体要求")) + p("一、总体要求")
    assert places(gathered(tmp_path, body)) == [("一、总体要求", None), ("一、总体要求", 1)]


# The ids that bookmarks give


def test_a_bookmark_of_ours_gives_its_paragraph_an_id(tmp_path: Path) -> None:
    body = p(marked(1, "qplan_t01", "甲")) + p(marked(2, "_Toc12", "乙")) + p(t("丙") + marked(3, "qplan_t_2", "丁"))
    assert carried(gathered(tmp_path, body)) == [("甲", "t01"), ("丙丁", "t_2")]


def test_a_bookmark_may_begin_before_its_paragraph(tmp_path: Path) -> None:
    body = p("甲") + start(1, "qplan_t01") + p("乙") + end(1) + p(start(2, "qplan_t02")) + p(t("丙") + end(2))
    assert carried(gathered(tmp_path, body)) == [("乙", "t01"), ("丙", "t02")]


def test_a_bookmark_that_goes_on_belongs_to_where_it_begins(tmp_path: Path) -> None:
    assert carried(gathered(tmp_path, p(start(1, "qplan_a") + t("甲")) + p(t("乙") + end(1)))) == [("甲", "a")]


def test_a_bookmark_without_words_gives_none(tmp_path: Path) -> None:
    gone = f'<w:del w:id="5" w:author="王某">{t("旧").replace("w:t", "w:delText")}</w:del>'
    body = p(start(1, "qplan_a") + end(1) + t("甲")) + p(start(2, "qplan_b") + gone + end(2), more=GONE) + p("乙")
    assert carried(gathered(tmp_path, body)) == []


def test_an_id_that_occurs_twice_counts_for_neither(tmp_path: Path) -> None:
    body = p(marked(1, "qplan_a", "甲")) + p(marked(2, "qplan_A", "乙")) + p(marked(3, "qplan_b", "丙"))
    assert carried(gathered(tmp_path, body)) == [("丙", "b")]


def test_of_two_ids_in_one_paragraph_the_first_counts(tmp_path: Path) -> None:
    body = p(marked(1, "qplan_a", "甲") + marked(2, "qplan_b", "乙")) + p("丙")
    assert carried(gathered(tmp_path, body)) == [("甲乙", "a")]


def test_of_a_paragraph_with_breaks_the_first_block_has_the_id(tmp_path: Path) -> None:
    body = p(start(1, "qplan_a") + t("甲") + "<w:r><w:br/></w:r>" + t("乙") + end(1))
    assert carried(gathered(tmp_path, body)) == [("甲", "a")]


def test_a_cell_takes_the_first_id_in_it(tmp_path: Path) -> None:
    table = tbl(tr(tc(p("甲") + p(marked(1, "qplan_a", "乙"))), tc("丙")))
    assert carried(gathered(tmp_path, table)) == [("甲\n乙", "a")]


def test_bookmarks_that_nothing_ends_or_begins_do_no_harm(tmp_path: Path) -> None:
    body = p(end(7) + start(1, "qplan_a") + t("甲")) + p("乙") + p("<w:bookmarkStart/>" + t("丙") + "<w:bookmarkEnd/>")
    assert carried(gathered(tmp_path, body)) == [("甲", "a")]
