"""Text that was broken at a fixed width is put together again; any other text stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pdf_samples import broken

from qplan import source
from qplan.display import width
from qplan.reading.formats import text, wrapping

LONG = "完善质量协同机制，健全部门会商制度，推动企业落实主体责任，" * 4 + "形成共治格局。"
CHARS = "质量强县建设品牌标准计检验认证服务工程产业链条"
SENTENCE = st.text(CHARS, min_size=8, max_size=60)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=5).map(lambda parts: "，".join(parts) + "。")


def read(written: str) -> list[str]:
    return [block.text for block in text.gathered(written).blocks]


def hard_wrapped(paragraphs: list[str], cells: int, indent: str) -> str:
    return "\n".join(
        (indent if number == 0 else "") + line
        for paragraph in paragraphs
        for number, line in enumerate(broken(paragraph, cells - width(indent), cells))
    )


def test_a_mail_is_put_together_and_says_where_its_paragraphs_stand() -> None:
    gathering = text.gathered(hard_wrapped([LONG, "一、总体要求", LONG], 60, "　　"))
    assert [block.text for block in gathering.blocks] == [LONG, "一、总体要求", LONG]
    assert [block.where for block in gathering.blocks] == ["第 1—5 行", "第 6 行", "第 7—11 行"]
    assert ["固定宽度" in doubt.message for doubt in gathering.doubts] == [True]


def test_blank_lines_divide_and_words_keep_their_blanks() -> None:
    pieces = [
        "The county trains chief quality officers in all",
        "large and medium enterprises, and it helps small",
        "ones to improve their own management as well as",
    ]
    assert read("\n".join([*pieces, "they can.", "", *pieces, "they can."])) == [" ".join([*pieces, "they can."])] * 2


def test_a_margin_before_every_line_is_no_indent() -> None:
    lines = hard_wrapped([LONG, LONG], 60, "　　").split("\n")
    assert read("\n".join("    " + line for line in lines)) == [LONG, LONG]


@pytest.mark.parametrize("indent", ["", "　　", "    "])
@given(st.lists(PARAGRAPH, min_size=3, max_size=12), st.integers(20, 40))
def test_whatever_was_broken_at_a_width_comes_back(indent: str, paragraphs: list[str], characters: int) -> None:
    """The law: with indents every paragraph comes back; without them those that leave room in their last line."""
    cells = 2 * characters
    written = hard_wrapped(paragraphs, cells, indent)
    lines = written.split("\n")
    assume(max(map(width, lines)) == cells)
    assume(sum(width(line) >= cells - 4 and not line.endswith("。") for line in lines) * 3 > len(lines))
    assume(sum(not line.endswith(("。", "，")) and width(line) > cells - 3 for line in lines) > 2)
    if not indent:
        ends = [broken(paragraph, cells, cells)[-1] for paragraph in paragraphs]
        heads = [broken(paragraph, 20, 20)[0][:1] for paragraph in paragraphs[1:]]
        assume(all(width(end) + width(head) <= cells for end, head in zip(ends, heads, strict=False)))
    assert read(written) == paragraphs


@given(st.lists(st.one_of(PARAGRAPH, SENTENCE.map(lambda words: f"一、{words[:12]}"), SENTENCE), max_size=20))
def test_one_paragraph_a_line_stays_so(paragraphs: list[str]) -> None:
    """The law: unless three of the longest lines (almost a third) break off in the middle of a sentence."""
    most = max(map(width, paragraphs), default=0)
    assume(sum(width(line) >= most - 4 and not line.endswith("。") for line in paragraphs) < 3)
    assert read("\n".join(paragraphs)) == paragraphs


def test_lists_of_names_of_one_length_stay_lists() -> None:
    names = ["县市场监管局质量发展科", "县发展改革局产业协调科", "县科工信局企业服务科室"] * 4
    assert read("\n".join(names)) == names
    numbered = [f"{n}.推动重点企业完善质量管理制度并开展质量攻关活动提升水平" for n in range(1, 9)]
    assert read("\n".join(numbered)) == numbered


@pytest.mark.corpus
def test_no_real_plan_is_changed(corpus: Path) -> None:
    paths = sorted(corpus.rglob("*.txt"))
    assert len(paths) > 15
    for path in paths:
        written = text.decoded(path).text
        wanted = [(f"第 {n} 行", line.strip()) for n, line in enumerate(source.lines(written), 1) if line.strip()]
        assert [(block.where, block.text) for block in text.gathered(written).blocks] == wanted, path.name


@pytest.mark.corpus
@pytest.mark.parametrize("indent", ["", "　　"])
def test_real_plans_broken_at_a_width_come_back(indent: str, corpus: Path) -> None:
    """But for a last line that is exactly full; grids of a web page are left out, whose blanks a mail loses."""
    for path in sorted(corpus.rglob("*.txt")):
        written = text.decoded(path).text
        paragraphs = [" ".join(line.split()) for line in source.lines(written) if line.strip() and "|" not in line]
        back = read(hard_wrapped(paragraphs, 72, indent))
        changed = [line for line in back if line not in paragraphs]
        assert len(changed) <= (1 if indent else 3), (path.name, changed)


def test_joining_knows_latin_words() -> None:
    assert wrapping.joined(["推行", "ISO", "9001", "标准，", "GB/", "T 19001"]) == "推行ISO 9001标准，GB/T 19001"
