"""PDF files: what the page did to the text is undone, what cannot be read says why."""

from __future__ import annotations

import zlib
from pathlib import Path

import pdf_samples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_samples import LEFT, PITCH, RIGHT, SIZE, TOP, Sheet, typeset, written

from qplan import reading
from qplan.errors import Unreadable
from qplan.reading import lines as looks
from qplan.reading.blocks import folded
from qplan.reading.formats import pdf, pdf_pages
from qplan.reading.gathering import Gathering

LONG = "完善质量协同机制，健全部门会商制度，推动企业落实主体责任，" * 4 + "形成共治格局。"


def texts(gathering: Gathering) -> list[str]:
    return [block.text for block in gathering.blocks if not block.aside and block.grid is None]


def asides(gathering: Gathering) -> list[tuple[str, str]]:
    return [(block.text, block.aside) for block in gathering.blocks if block.aside]


def rows(gathering: Gathering) -> list[list[str | None]]:
    (grid,) = [block.grid for block in gathering.blocks if block.grid]
    return [[cell and cell.text for cell in row] for row in grid.rows]


def here(sheets: list[Sheet]) -> Gathering:
    """Read in this process, which is faster than in one of its own."""
    pages = pdf_pages.pages(pdf_samples.data(sheets))
    assert not isinstance(pages, str)
    return pdf._gathered(pages)


# --- paragraphs ------------------------------------------------------------------------------------------------


def test_lines_become_paragraphs_across_pages_with_their_place(tmp_path: Path) -> None:
    paragraphs = [f"（{n}）" + LONG for n in "一二三四五六七八九十"]
    gathering = pdf.read(written(tmp_path / "a.pdf", typeset(paragraphs)))
    assert texts(gathering) == paragraphs
    assert asides(gathering) == [(f"— {n} —", "页码") for n in (1, 2, 3)]
    places = [block.where for block in gathering.blocks if not block.aside]
    assert places[:2] == ["第 1 页第 1 行", "第 1 页第 6 行"]
    assert places[5] == "第 2 页第 4 行"


def test_title_lines_and_signature_stay_lines_of_their_own() -> None:
    sheet = Sheet()
    title = ["示例县人民政府关于开展质量强县", "培育建设工作的实施方案"]
    for row, line in enumerate(title):
        sheet.write(line, (LEFT + RIGHT - 22 * len(line)) / 2, TOP + row * 36, 22)
    sheet.write("各乡镇人民政府，县政府各部门：", LEFT, TOP + 3 * PITCH)
    body = pdf_samples.broken(LONG, 52, 56)
    for row, line in enumerate(body, start=4):
        sheet.write(line, LEFT + (2 * SIZE if row == 4 else 0), TOP + row * PITCH)
    last = TOP + (4 + len(body)) * PITCH
    sheet.write("示例县人民政府", RIGHT - 9 * SIZE, last)
    sheet.write("2026年3月2日", RIGHT - 9 * SIZE, last + PITCH)
    assert texts(here([sheet])) == [
        *title, "各乡镇人民政府，县政府各部门：", LONG, "示例县人民政府", "2026年3月2日",
    ]  # fmt: skip


def test_paragraphs_without_indent_end_where_a_line_leaves_room() -> None:
    paragraphs = ["一、总体要求", LONG, "二、重点任务", "1." + LONG, "2." + LONG, "三、保障措施", LONG[:20]]
    assert texts(here(typeset(paragraphs, indent=0))) == paragraphs


def test_a_list_of_annexes_runs_over_below_its_first_word() -> None:
    sheets = typeset([LONG] * 3)
    name = "示例县质量强县培育建设重点任务分工表（征求意见稿）"
    sheet = sheets[0]
    top = TOP + 16 * PITCH
    sheet.write(f"附件：1.{name[:22]}", LEFT + 2 * SIZE, top)
    sheet.write(name[22:], LEFT + 6 * SIZE, top + PITCH)
    sheet.write("2.主要指标表", LEFT + 5 * SIZE, top + 2 * PITCH)
    assert texts(here(sheets))[-2:] == [f"附件：1.{name}", "2.主要指标表"]


CHARS = "质量强县建设品牌标准计检验认证服务工程产业链条"
SENTENCE = st.text(CHARS, min_size=1, max_size=60)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=4).map(lambda parts: "，".join(parts) + "。")


@settings(max_examples=30)
@given(st.lists(PARAGRAPH, min_size=12, max_size=30))
def test_indented_paragraphs_come_back_whatever_their_length(paragraphs: list[str]) -> None:
    paragraphs = [LONG, LONG, *paragraphs]
    assert texts(pdf._gathered(pdf_samples.pages(typeset(paragraphs)))) == paragraphs


def test_blanks_that_a_typesetter_made_go_and_blanks_between_words_stay() -> None:
    sheet = Sheet()
    end = sheet.write("到", LEFT, TOP)
    end = sheet.write("2027", end + 4, TOP)  # figures stand apart from Chinese without a blank character
    end = sheet.write("年全县", end + 4, TOP, gap=3)
    end = sheet.write("ISO", end + 4, TOP)
    sheet.write("9001", end + 5, TOP)
    sheet.write("深化质量强市建设 打造质量强国标杆", LEFT, TOP + PITCH)
    assert texts(here([sheet])) == ["到2027年全县ISO 9001", "深化质量强市建设 打造质量强国标杆"]


def test_blank_characters_around_figures_go_where_the_file_sets_them_everywhere() -> None:
    sheet = Sheet()
    sheet.write("2026 年5 月30 日前完成3 项", LEFT, TOP)
    sheet.write("文号为〔2026〕5 号", LEFT, TOP + PITCH)
    assert texts(here([sheet])) == ["2026年5月30日前完成3项", "文号为〔2026〕5号"]


def test_glyphs_drawn_twice_to_look_bold_are_one() -> None:
    sheet = Sheet()
    for shift in (0, 0.4, 0.8):
        sheet.write("一、总体要求总体要求", LEFT + shift, TOP)
    sheet.write("高高兴兴", LEFT, TOP + PITCH)
    assert texts(here([sheet])) == ["一、总体要求总体要求", "高高兴兴"]


def test_radicals_that_look_like_characters_become_characters() -> None:
    sheet = Sheet()
    sheet.write("⼀、⽅案⻓期有效", LEFT, TOP)
    assert texts(here([sheet])) == ["一、方案长期有效"]


# --- around the text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "look", ["— {} —", "- {} -", "－{}－", "{}", "第 {} 页", "第{}页 共3页", "{}/3", "第{}页/共3页"]
)
def test_page_numbers_of_every_look(look: str) -> None:
    sheets = typeset([LONG] * 12, numbers=False)
    for number, sheet in enumerate(sheets, start=1):
        sheet.write(look.format(number), 470 if number % 2 else 90, 786, 14)
    gathering = here(sheets)
    assert texts(gathering) == [LONG] * 12
    assert asides(gathering) == [(look.format(n), "页码") for n in range(1, len(sheets) + 1)]


def test_running_heads_on_all_or_every_other_page() -> None:
    sheets = typeset([LONG] * 20)
    for number, sheet in enumerate(sheets):
        sheet.write("示例县人民政府文件" if number % 2 else "质量强县培育建设实施方案", 200, 60, 10.5)
    gathering = here(sheets)
    assert texts(gathering) == [LONG] * 20
    assert {text for text, reason in asides(gathering) if reason == "页眉页脚"} == {
        "示例县人民政府文件",
        "质量强县培育建设实施方案",
    }


def test_a_figure_that_ends_a_page_is_no_page_number() -> None:
    sheet = Sheet()
    sheet.write(LONG[:28], LEFT, TOP)
    sheet.write("2027", LEFT, TOP + PITCH)
    assert texts(here([sheet]))[-1].endswith("2027")


def test_footnotes_stand_at_their_reference() -> None:
    sheets = typeset([LONG, LONG])
    sheet = sheets[0]
    end = sheet.write("首席质量官", LEFT + 2 * SIZE, TOP + 12 * PITCH)
    end = sheet.write("①", end, TOP + 12 * PITCH, 9)
    sheet.write("制度。", end, TOP + 12 * PITCH)
    sheet.write("①", LEFT, 700, 7)
    sheet.write("首席质量官：企业中负责质量的", LEFT + 10, 700, 12)
    sheet.write("高级管理人员。", LEFT, 716, 12)
    gathering = here(sheets)
    assert texts(gathering)[-1] == "首席质量官^[首席质量官：企业中负责质量的高级管理人员。]制度。"


def test_small_raised_characters_that_refer_to_nothing_stay() -> None:
    sheet = Sheet()
    end = sheet.write("建成中心5000m", LEFT, TOP)
    end = sheet.write("2", end, TOP, 8)
    sheet.write("以上", end, TOP)
    assert texts(here([sheet])) == ["建成中心5000m2以上"]


def test_a_water_mark_is_named_and_stays_out() -> None:
    sheets = typeset([LONG])
    sheets[0].write_slanted("内部资料", 100, 600)
    gathering = here(sheets)
    assert texts(gathering) == [LONG]
    assert ("内部资料", "斜排的文字（多为水印）") in asides(gathering)


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_landscape_page_drawn_sideways_is_read_upright(rotate: int) -> None:
    sheet = Sheet(rotate=rotate)
    sheet.write_up("附件1", 100, 700)
    sheet.write_up("重点任务分工表", 140, 500)
    assert texts(here([*typeset([LONG]), sheet]))[1:] == ["附件1", "重点任务分工表"]


# --- tables ----------------------------------------------------------------------------------------------------

XS = [79.0, 119.0, 279.0, 403.0, 527.0]
HEAD = ["序号", "重点任务", "牵头单位", "完成时限"]


def fill(sheet: Sheet, xs: list[float], tops: list[float], cells: list[list[list[str]]]) -> None:
    sheet.grid(xs, tops)
    for top, row in zip(tops, cells, strict=False):
        for x, lines in zip(xs, row, strict=False):
            for number, line in enumerate(lines):
                sheet.write(line, x + 5.4, top + 4 + 16 * number, 12)


def test_a_table_over_two_pages_is_one_its_head_once_and_a_cut_row_whole() -> None:
    first, second = Sheet(), Sheet()
    first.write("重点任务分工表", 247, 100, 16)
    fill(first, XS, [140, 165, 210, 750], [
        [[word] for word in HEAD],
        [["1"], ["健全质量会商机制，定期会", "商研究重大问题"], ["县市场监管局", "县发展改革局"], ["2026年底前"]],
        [["2"], ["推广先进质量管理方法，帮", "助中小"], ["县科工信局"], ["2027年底前"]],
    ])  # fmt: skip
    fill(second, XS, [100, 125, 170, 200], [
        [[word] for word in HEAD],
        [[], ["企业提升管理水平"], [], []],
        [["3"], ["培育区域品牌"], ["县商务局"], ["持续推进"]],
    ])  # fmt: skip
    second.write("说明：本表由县市场监管局汇总。", LEFT, 230)
    gathering = here([first, second])
    assert rows(gathering) == [
        HEAD,
        ["1", "健全质量会商机制，定期会商研究重大问题", "县市场监管局\n县发展改革局", "2026年底前"],
        ["2", "推广先进质量管理方法，帮助中小企业提升管理水平", "县科工信局", "2027年底前"],
        ["3", "培育区域品牌", "县商务局", "持续推进"],
    ]
    assert asides(gathering) == [("序号 重点任务 牵头单位 完成时限", "表头在每页重复")]
    assert texts(gathering) == ["重点任务分工表", "说明：本表由县市场监管局汇总。"]
    (grid,) = [block.grid for block in gathering.blocks if block.grid]
    assert grid.cells[-1].where == "第 2 页表格第 3 行第 4 列"


def test_a_merged_cell_is_one_cell_in_every_place() -> None:
    sheet = Sheet()
    tops = [100.0, 130.0, 160.0, 190.0]
    for x in XS:
        sheet.strokes.append((x, 100, x, 190))
    for top in tops:
        sheet.strokes.append((XS[1] if top == 160 else XS[0], top, XS[-1], top))
    for top, words in zip(
        tops,
        [["类别", "任务", "单位", "时限"], ["产业", "甲", "县商务局", "年底"], ["", "乙", "县教育局", "年底"]],
        strict=False,
    ):
        for x, word in zip(XS, words, strict=False):
            sheet.write(word, x + 5, top + 8, 12)
    gathering = here([sheet])
    assert rows(gathering)[1:] == [["产业", "甲", "县商务局", "年底"], ["产业", "乙", "县教育局", "年底"]]
    (grid,) = [block.grid for block in gathering.blocks if block.grid]
    assert grid.rows[1][0] is grid.rows[2][0]


def test_names_set_upright_in_narrow_columns_are_words() -> None:
    sheet = Sheet()
    sheet.grid([100, 130, 160], [100, 220, 250])
    for column, lines in enumerate([["县市场监管局"], ["县质量工作", "领导小组"]]):
        for number, line in enumerate(lines):
            for row, char in enumerate(line):
                sheet.write(char, 116 + 30 * column - 13 * number, 104 + row * 10.5, 10.5)
    sheet.write("★", 110, 230, 10.5)
    assert rows(here([sheet])) == [["县市场监管局", "县质量工作领导小组"], ["★", None]]


# --- what cannot be read ---------------------------------------------------------------------------------------


def refused(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        pdf.read(path)
    assert caught.value.remedy
    return caught.value


def test_a_scan_says_what_to_do(tmp_path: Path) -> None:
    stamped = Sheet(picture=True)
    stamped.write("— 2 —", 275, 786)
    error = refused(written(tmp_path / "scan.pdf", [Sheet(picture=True), stamped][:1]))
    assert "扫描件" in error.message
    assert "OCR" in error.remedy
    gathering = pdf.read(written(tmp_path / "half.pdf", [*typeset([LONG]), Sheet(picture=True), stamped]))
    assert texts(gathering) == [LONG]
    assert ["第 2、3 页是图片" in doubt.message for doubt in gathering.doubts] == [True]


def test_an_empty_page_is_no_scan(tmp_path: Path) -> None:
    assert "没有文字" in refused(written(tmp_path / "a.pdf", [Sheet()])).message


def test_fonts_that_do_not_tell_their_characters(tmp_path: Path) -> None:
    assert "乱码" in refused(written(tmp_path / "a.pdf", typeset([LONG]), unknown=LONG)).message
    gathering = pdf.read(written(tmp_path / "b.pdf", typeset([LONG + "垚"]), unknown="垚"))
    assert texts(gathering) == [LONG + "〓"]
    assert ["1 个字" in doubt.message for doubt in gathering.doubts] == [True]


def test_a_password_is_named(tmp_path: Path) -> None:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 0 /Kids [] >>"]
    locked = (
        b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"11" * 32
        + b"> /U <"
        + b"22" * 32
        + b"> >>"
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_samples.assembled(objects, locked))
    assert "密码" in refused(path).message


def test_damage_never_ends_in_a_traceback_nor_in_a_warning(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = pdf_samples.data(typeset([LONG] * 8))
    path = tmp_path / "a.pdf"
    noise = b"%PDF-1.7\n" + b"\xff" * 500
    for damaged in (whole[: len(whole) // 2], whole[:20], noise, whole.replace(b"/Count 2 ", b"/Count 3 ")):
        path.write_bytes(damaged)
        assert refused(path).message.startswith("a.pdf ")
    assert capfd.readouterr() == ("", "")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=30))
def test_changed_bytes_give_pages_or_a_reason(changes: list[tuple[int, int]]) -> None:
    data = bytearray(pdf_samples.data(typeset([LONG])))
    for place, value in changes:
        data[place % len(data)] = value
    pages = pdf_pages.pages(bytes(data))
    if isinstance(pages, str):
        assert pages in pdf._REFUSALS
    else:
        pdf._gathered(pages)


def test_a_page_that_draws_itself_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten forms, each of which draws the next one ten times."""
    monkeypatch.setattr(pdf, "SECONDS", 5)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        pdf_samples.stream(b"/X Do"),
    ]  # fmt: skip
    for number in range(10):
        content = zlib.compress(b"/X Do " * 10)
        objects.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> /Filter /FlateDecode "
            b"/Length %d >>\nstream\n%s\nendstream" % (6 + number, len(content), content)
        )
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_samples.assembled(objects))
    assert "过于复杂" in refused(path).message


def test_a_page_that_unpacks_to_more_than_memory_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MEMORY", 500_000_000)
    packer = zlib.compressobj(1)
    packed = b"".join([*(packer.compress(b" " * 10_000_000) for _ in range(60)), packer.flush()])
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_samples.assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, content]
    ))  # fmt: skip
    assert "过于复杂" in refused(path).message


def test_pages_that_contain_themselves_and_a_book_of_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_samples.assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Parent 2 0 R /Kids [2 0 R 2 0 R] >>"]
    ))  # fmt: skip
    refused(path)
    assert "600 页" in refused(written(path, [Sheet()] * 601)).message


# --- real plans ------------------------------------------------------------------------------------------------

PLANS = (
    "dongtou", "jincheng", "shanwei", "xuancheng", "more/10_zhengzhou*", "more/12_sanya*", "more/36_anhui*",
    "more/42_yinchuan*",
)  # fmt: skip


@pytest.mark.corpus
@pytest.mark.office
@pytest.mark.parametrize("name", PLANS)
def test_a_real_plan_as_pdf_gives_the_plan_of_its_text(name: str, corpus: Path, soffice, tmp_path: Path) -> None:
    (source,) = corpus.glob(f"{name}.txt")
    lines = [line.strip() for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    title = int(looks.title(lines[0]) is not None and len(lines[0]) <= 20)
    signed = len(lines) - max(n for n, line in enumerate(lines) if len(line) > 20) - 1
    document = pdf_samples.office_document(lines, tmp_path / "plan.docx", centred=title, right=signed)
    from_pdf, from_text = reading.read(soffice(document, "pdf")), reading.read(source)
    # A blank at the end of a line is not in a PDF.
    assert [folded(e.text) for e in from_pdf.ledger.entries if e.reason != "页码"] == [
        folded(e.text) for e in from_text.ledger.entries
    ]
    assert from_pdf.data == from_text.data


@pytest.mark.office
def test_the_example_county_as_pdf(soffice, qplan, root: Path, tmp_path: Path) -> None:
    """Its landscape tables too: head rows once, names that stand upright, no figure lost."""
    plan = root / "examples" / "county" / "plan.yaml"
    for part in ("plan", "matrix"):
        qplan("render", plan, "--format", "docx", "--part", part, "-o", f"{part}.docx", "--force")
    qplan("render", plan, "--format", "txt", "-o", "plan.txt", "--force")
    gathering = pdf.read(soffice(tmp_path / "plan.docx", "pdf"))
    printed = [line.strip() for line in (tmp_path / "plan.txt").read_text(encoding="utf-8").splitlines()]
    body = texts(gathering)
    assert [text for text in body if text not in printed] == []
    tables = [block.grid for block in gathering.blocks if block.grid]
    assert [len(grid.rows) for grid in tables] == [22, 9]
    assert {len(grid.rows[0]) for grid in tables} == {6, 9}
    heads = [text for text, reason in asides(gathering) if reason == "表头在每页重复"]
    assert set(heads) == {"序号 重点任务 主要内容 牵头单位 配合单位 完成时限"}
    matrix = pdf.read(soffice(tmp_path / "matrix.docx", "pdf"))
    names = [cell.text for block in matrix.blocks if block.grid for cell in block.grid.rows[0] if cell]
    assert "市生态环境局示例县分局" in names
    assert "县质量工作领导小组成员单位" in names
