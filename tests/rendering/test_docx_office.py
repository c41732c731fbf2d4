"""The page as LibreOffice prints it, measured against GB/T 9704-2012."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

import pdfplumber
import pytest
from docx_samples import dossier, task, words

from qplan.body import Paragraph
from qplan.dossier import AnnexPage
from qplan.matrix import Matrix
from qplan.rendering.docx import render
from qplan.tables import Column, Table
from qplan.text import Run

pytestmark = pytest.mark.office

MM = 72 / 25.4
SENTENCE = "各乡镇和有关单位把质量工作摆在突出位置先易后难分步推进年初列出清单年中对照检查年底公布结果"
UNITS = tuple(f"县{name}管理局" for name in "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律")
TABLE = Table(
    "任务分工表",
    (Column("序号", 0.05, centred=True), Column("任务", 0.2), Column("主要内容", 0.45), Column("单位", 0.3)),
    tuple((n, f"推进第{n}项任务", SENTENCE, "县市场监管局、县科工信局、县农业农村局") for n in range(1, 61)),
)
MARKED = tuple(tuple(column for column in range(29) if (row + column) % 7 == 0) for row in range(30))
DATE = "二〇二六年三月二日"  # no digits: those of a substitute face are wider than half a character


@pytest.fixture(scope="module")
def printed(soffice, tmp_path_factory):
    """The pages of a long plan with a table, the matrix and a text as annexes."""
    cells = tuple(tuple("lead" if column in row else None for column in range(29)) for row in MARKED)
    item = Paragraph(3, "1.做好会商。", (Run(SENTENCE * 2), Run("即一事一议。", "footnote")), run_in=True)
    long = dossier(
        mark="（征求意见稿）",
        addressees="各乡镇人民政府：",
        body=(words(SENTENCE * 60), Paragraph(1, "一、总体要求", ()), item, words("结束。")),
        annexes=(
            AnnexPage("任务分工表", table=TABLE),
            AnnexPage("责任矩阵", matrix=True),
            AnnexPage("会商办法", (words(SENTENCE),)),
        ),
        signature=("示例县市场监督管理局",),
        date=DATE,
        tasks=TABLE,
        matrix=Matrix(tuple(task(f"第{n}项任务的名称") for n in range(1, 31)), UNITS, cells),
    )
    path = tmp_path_factory.mktemp("printed") / "plan.docx"
    path.write_bytes(render(long, "plan"))
    with pdfplumber.open(soffice(path, "pdf")) as pdf:
        return [Sheet.of(page) for page in pdf.pages]


@dataclass(frozen=True)
class Line:
    """Upright characters on one baseline; positions in points, ``y`` downwards from the sheet's top."""

    y: float
    x: float
    right: float
    size: float
    characters: tuple[tuple[float, str], ...]

    @property
    def text(self):
        return "".join(character for _, character in self.characters)


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    lines: tuple[Line, ...]
    turned: tuple[tuple[float, float, str], ...]
    """Characters turned clockwise: x, y, character."""

    @classmethod
    def of(cls, page):
        rows, turned = defaultdict(list), []
        for char in page.chars:
            _, b, _, _, x, y = char["matrix"]
            if b:
                turned.append((x, page.height - y, char["text"]))
            elif char["text"].strip():
                rows[round(page.height - y)].append((x, page.height - y, char["size"], char["text"]))
        lines = []
        for _, row in sorted(rows.items()):
            row.sort()
            (x, y, size, _), (last, _, _, _) = row[0], row[-1]
            characters = tuple((each[0], each[3]) for each in row)
            lines.append(Line(y, x, last + size, round(size, 1), characters))
        return cls(page.width, page.height, tuple(lines), tuple(sorted(turned, key=lambda each: each[1])))

    @property
    def lying(self):
        return self.width > self.height

    def text(self):
        return "".join(line.text for line in self.lines)


def full_pages(printed):
    """Pages that hold nothing but lines of the long first paragraph, and the page number."""
    return [page for page in printed[1:] if not page.lying and "一、" not in page.text() and len(page.lines) > 20][:3]


def test_a_full_page_has_twenty_two_lines_that_fill_the_type_area(printed):
    pages = full_pages(printed)
    assert pages
    for page in pages:
        lines = [line for line in page.lines if line.size == 16]
        assert len(lines) == 22
        # An exact line has its baseline at four fifths of its height.
        pitch = (lines[-1].y - lines[0].y) / 21
        assert lines[0].y - 0.8 * pitch == pytest.approx(37 * MM, abs=MM)
        assert lines[-1].y + 0.2 * pitch == pytest.approx(262 * MM, abs=MM)


def test_a_full_line_has_twenty_eight_characters_from_edge_to_edge(printed):
    lines = [line for page in full_pages(printed) for line in page.lines if line.size == 16]
    assert Counter(len(line.text) for line in lines) == {28: len(lines)}
    assert all(line.x == pytest.approx(28 * MM, abs=MM) for line in lines)
    assert all(line.right == pytest.approx(184 * MM, abs=MM) for line in lines)


def test_the_page_number_stands_at_the_outer_edge_and_seven_millimetres_below(printed):
    for number, page in enumerate(printed, 1):
        if page.lying:
            continue
        line = page.lines[-1]
        assert (line.text.replace(" ", ""), line.size) == (f"—{number}—", 14)
        if number % 2:
            assert line.right == pytest.approx(184 * MM - 14, abs=4)
        else:
            assert line.x == pytest.approx(28 * MM + 14, abs=4)
        # The dash is drawn about 0.38 em above the baseline.
        assert line.y - 0.38 * 14 == pytest.approx(269 * MM, abs=MM)


def test_the_page_number_of_a_lying_page_is_turned_to_where_the_bound_sheet_has_it(printed):
    lying = [(number, page) for number, page in enumerate(printed, 1) if page.lying]
    assert len(lying) >= 4
    for number, page in lying:
        dashes = [each for each in page.turned if each[0] < 35 * MM]
        assert "".join(text for _, _, text in dashes).replace(" ", "") == f"—{number}—"
        first, last = dashes[0][1], dashes[-1][1] + 14
        assert (
            first == pytest.approx(28 * MM + 14, abs=6)
            if number % 2 == 0
            else last == pytest.approx(184 * MM - 14, abs=6)
        )


def test_a_run_in_heading_shares_its_line_with_the_text(printed):
    line = next(line for page in printed for line in page.lines if line.text.startswith("1.做好会商。"))
    assert line.text.startswith(f"1.做好会商。{SENTENCE[:10]}")


def test_an_annex_says_so_in_its_first_line_and_has_its_title_in_the_third(printed):
    page = next(page for page in printed if page.lines[0].text == "附件3")
    label, title = page.lines[:2]
    assert (title.text, title.size) == ("会商办法", 22)
    assert title.y - label.y == pytest.approx(28.95 + 28.95 + (36 - 28.95) * 0.8, abs=1)
    assert (title.x + title.right) / 2 == pytest.approx(page.width / 2 + MM, abs=2)


def test_signature_page_carries_text_and_the_date_begins_two_characters_further_in(printed):
    page = next(page for page in printed if DATE in page.text())
    texts = [line.text for line in page.lines]
    at = texts.index("示例县市场监督管理局")
    name, date = page.lines[at : at + 2]
    assert any(text == "结束。" for text in texts)
    assert date.x - name.x == pytest.approx(32, abs=4)
    assert name.right == pytest.approx(184 * MM - 32, abs=3)


def test_a_footnote_is_printed_at_the_foot_of_its_page(printed):
    page = next(page for page in printed if "即一事一议。" in page.text())
    note = next(line for line in page.lines if "即一事一议。" in line.text)
    assert note.y > 240 * MM or note is page.lines[-2]
    assert "①" in page.text()


def test_sixty_rows_take_at_most_six_pages_and_repeat_the_head(printed):
    first = next(number for number, page in enumerate(printed) if page.lines[0].text == "附件1")
    last = next(number for number, page in enumerate(printed) if page.lines[0].text == "附件2")
    pages = printed[first:last]
    assert len(pages) <= 6
    assert all("主要内容" in page.text() for page in pages)
    assert sum(page.text().count("推进第") for page in pages) == 60


def test_the_matrix_prints_every_unit_name_downwards_and_every_mark(printed):
    first = next(number for number, page in enumerate(printed) if page.lines[0].text == "附件2")
    last = next(number for number, page in enumerate(printed) if page.lines[0].text == "附件3")
    downwards = []
    for page in printed[first:last]:
        columns = defaultdict(list)
        for line in page.lines:
            for x, character in line.characters:
                columns[round(x / 4)].append((line.y, character))
        downwards += ["".join(character for _, character in sorted(column)) for column in columns.values()]
    assert all(any(unit in text for text in downwards) for unit in UNITS)
    # Each of the two blocks has a legend with a star of its own.
    assert sum(page.text().count("★") for page in printed[first:last]) == sum(map(len, MARKED)) + 2


def test_the_turned_number_is_in_its_place_on_the_only_page_too(soffice, tmp_path):
    # LibreOffice puts a box that does not wrap into the sheet's corner when only one page has it.
    short = dossier(tasks=replace(TABLE, rows=TABLE.rows[:3]))
    path = tmp_path / "tasks.docx"
    path.write_bytes(render(short, "tasks"))
    with pdfplumber.open(soffice(path, "pdf")) as pdf:
        (page,) = (Sheet.of(page) for page in pdf.pages)
    x, y, _ = page.turned[-1]
    assert x == pytest.approx(26 * MM, abs=2 * MM)
    assert y + 14 == pytest.approx(184 * MM - 14, abs=6)
