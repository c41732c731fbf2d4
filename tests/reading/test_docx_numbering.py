"""Word's automatic numbers come back as printed: every format, every way to count, compared with LibreOffice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from word_files import abstract, asides, gathered, lvl, num, p, saved, style, tables, tbl, tc, texts, tr

from qplan.reading.formats import docx
from qplan.reading.formats.numerals import numeral

SERIES = {
    "decimal": "1 2 9 10 11 20 21 99 100 101",
    "decimalZero": "01 02 09 10 11 20 21 99 100 101",
    "upperRoman": "I II IX X XI XX XXI XCIX C CI",
    "lowerRoman": "i ii ix x xi xx xxi xcix c ci",
    "upperLetter": "A B I J K T U UUUU VVVV WWWW",
    "lowerLetter": "a b i j k t u uuuu vvvv wwww",
    "chineseCounting": "一 二 九 十 十一 二十 二十一 九十九 一百 一百零一",
    "chineseCountingThousand": "一 二 九 十 十一 二十 二十一 九十九 一百 一百零一",
    "taiwaneseCounting": "一 二 九 十 十一 二十 二十一 九十九 一百 一百零一",
    "taiwaneseCountingThousand": "一 二 九 十 十一 二十 二十一 九十九 一百 一百零一",
    "japaneseCounting": "一 二 九 十 十一 二十 二十一 九十九 百 百一",
    "ideographDigital": "一 二 九 一〇 一一 二〇 二一 九九 一〇〇 一〇一",
    "chineseLegalSimplified": "壹 贰 玖 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰 壹佰零壹",
    "ideographLegalTraditional": "壹 貳 玖 壹拾 壹拾壹 貳拾 貳拾壹 玖拾玖 壹佰 壹佰零壹",
    "decimalEnclosedCircle": "① ② ⑨ ⑩ ⑪ ⑳ ㉑ 99 100 101",
    "decimalEnclosedCircleChinese": "① ② ⑨ ⑩ ⑪ ⑳ ㉑ 99 100 101",
    "decimalEnclosedParen": "⑴ ⑵ ⑼ ⑽ ⑾ ⒇ 21 99 100 101",
    "decimalFullWidth": "１ ２ ９ １０ １１ ２０ ２１ ９９ １００ １０１",
    "ideographTraditional": "甲 乙 壬 癸 11 20 21 99 100 101",
    "ideographZodiac": "子 丑 申 酉 戌 20 21 99 100 101",
    "ordinal": "1st 2nd 9th 10th 11th 20th 21st 99th 100th 101st",
    "numberInDash": "- 1 - - 2 - - 9 - - 10 - - 11 - - 20 - - 21 - - 99 - - 100 - - 101 -",
}
COUNTS = (1, 2, 9, 10, 11, 20, 21, 99, 100, 101)
NOT_IN_LIBREOFFICE = {
    "japaneseCounting", "ideographDigital", "decimalEnclosedParen", "decimalFullWidth", "numberInDash",
}  # fmt: skip


@pytest.mark.parametrize("format", SERIES)
def test_formats(format: str) -> None:
    assert " ".join(numeral(count, format) for count in COUNTS) == SERIES[format]


def test_a_format_without_numerals_and_numbers_beyond_word() -> None:
    assert [numeral(3, "none"), numeral(3, "bullet"), numeral(3, "thaiLetters")] == ["", "", "3"]
    assert [numeral(0, "upperRoman"), numeral(10**9, "lowerLetter"), numeral(12_345, "chineseCounting")] == [
        "0", "1000000000", "一万二千三百四十五",
    ]  # fmt: skip


def starts(at: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


OUTLINE = (
    lvl(0, "chineseCounting", "%1、"), lvl(1, "chineseCounting", "（%2）"), lvl(2, "decimal", "%3."),
    lvl(3, "decimal", "（%4）"), lvl(4, "decimalEnclosedCircle", "%5"),
)  # fmt: skip
LEGAL = (
    lvl(0, "chineseCounting", "第%1章"),
    lvl(1, text="%1.%2"),
    lvl(2, text="%1.%2.%3"),
    lvl(3, "lowerLetter", "%4)"),
)

# Lists as (definitions, lists), the paragraphs as (list, level), what is printed.
CASES = {
    "outline": (
        [abstract(0, *OUTLINE)], [num(1, 0)],
        [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 3), (1, 4), (1, 4), (1, 0), (1, 1)],
        "一、 （一） 1. 2. （二） 1. （1） ① ② 二、 （一）",
    ),
    "chapters": (
        [abstract(0, *LEGAL)], [num(1, 0)], [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 3), (1, 3)],
        "第一章 一.1 一.2 一.2.1 第二章 二.1 a) b)",
    ),
    "a skipped level counts as begun": (
        [abstract(0, *LEGAL)], [num(1, 0)], [(1, 2), (1, 1), (1, 0), (1, 2), (1, 1)], "一.1.1 一.2 第二章 二.1.1 二.2",
    ),
    "lists of one definition count together": (
        [abstract(0, *LEGAL)], [num(1, 0), num(2, 0)], [(1, 0), (1, 0), (2, 0), (1, 0)], "第一章 第二章 第三章 第四章",
    ),
    "definitions count apart": (
        [abstract(0, *OUTLINE), abstract(1, *OUTLINE)], [num(1, 0), num(2, 1)],
        [(1, 0), (2, 0), (1, 0), (2, 0)], "一、 一、 二、 二、",
    ),
    "a list with a start of its own": (
        [abstract(0, *OUTLINE)], [num(1, 0), num(2, 0, starts(0, 1)), num(3, 0, starts(0, 8))],
        [(1, 0), (1, 0), (2, 0), (2, 0), (3, 0), (1, 0)], "一、 二、 一、 二、 八、 九、",
    ),
    "a start of its own below": (
        [abstract(0, *LEGAL)], [num(1, 0), num(2, 0, starts(1, 5))],
        [(1, 0), (1, 1), (2, 1), (2, 1), (1, 0), (1, 1)], "第一章 一.1 一.5 一.6 第二章 二.1",
    ),
    "a level of its own": (
        [abstract(0, *OUTLINE)],
        [num(1, 0), num(2, 0, f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1．", start=3)}</w:lvlOverride>')],
        [(1, 0), (1, 0), (2, 0), (1, 0)], "一、 二、 C． 四、",
    ),
    "start": (
        [abstract(0, lvl(0, start=4), lvl(1, start=None, text="%1-%2"))], [num(1, 0)],
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], "4. 4-0 4-1 5. 5-0",
    ),
    "none": (
        [abstract(0, lvl(0, "none", "附件："), lvl(1, text="%1%2."))], [num(1, 0)], [(1, 0), (1, 1), (1, 1)], "附件： 1. 2.",
    ),
}  # fmt: skip
# LibreOffice 7.4 does not follow the standard in these (ISO/IEC 29500-1, 17.9.4, 17.9.10 and 17.9.26).
WORD_ONLY = {
    "never restarts": (
        [abstract(0, OUTLINE[0], lvl(1, text="%2.", more='<w:lvlRestart w:val="0"/>'))], [num(1, 0)],
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], "一、 1. 2. 二、 3.",
    ),
    "restarts with the first level only": (
        [abstract(0, OUTLINE[0], lvl(1, text="%2."), lvl(2, text="(%3)", more='<w:lvlRestart w:val="1"/>'))],
        [num(1, 0)], [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
        "一、 1. (1) 2. (2) 二、 1. (1)",
    ),
    "a start of its own holds whenever the level restarts": (
        [abstract(0, *LEGAL)], [num(1, 0), num(2, 0, starts(1, 5))],
        [(2, 0), (2, 1), (2, 1), (2, 0), (2, 1)], "第一章 一.5 一.6 第二章 二.5",
    ),
    "legal": (
        [abstract(0, LEGAL[0], lvl(1, "upperRoman", "%1.%2", more="<w:isLgl/>"))], [num(1, 0)],
        [(1, 0), (1, 1), (1, 0), (1, 1)], "第一章 1.1 第二章 2.1",
    ),
}  # fmt: skip


def numbers(lines: list[str]) -> list[str]:
    return [line.partition("|")[0].strip() for line in lines]


def body(places: list[tuple[int, int]]) -> str:
    return "".join(p(f"|第{at}段", num=list_, level=level) for at, (list_, level) in enumerate(places))


@pytest.mark.parametrize("case", [*CASES, *WORD_ONLY])
def test_counting(case: str, tmp_path: Path) -> None:
    definitions, lists, places, printed = (CASES | WORD_ONLY)[case]
    lines = texts(gathered(tmp_path, body(places), numbering="".join([*definitions, *lists])))
    assert numbers(lines) == printed.split()


def shifted(markup: str, by: int) -> str:
    """The same lists under other numbers."""
    return re.sub(
        r'(abstractNumId="|numId="|<w:abstractNumId w:val=")(\d+)"',
        lambda found: f'{found[1]}{int(found[2]) + by}"',
        markup,
    )


@pytest.mark.office
def test_counting_as_libreoffice_prints(tmp_path: Path, soffice) -> None:
    definitions = lists = content = ""
    for at, (own, numbers_, places, _) in enumerate(CASES.values()):
        definitions += shifted("".join(own), 10 * at)
        lists += shifted("".join(numbers_), 10 * at)
        content += body([(list_ + 10 * at, level) for list_, level in places])
    path = saved(tmp_path, content, numbering=definitions + lists)
    lines = soffice(path, "txt").read_text(encoding="utf-8-sig").splitlines()
    assert numbers(lines) == " ".join(printed for *_, printed in CASES.values()).split()
    assert numbers(texts(docx.read(path))) == numbers(lines)


@pytest.mark.office
def test_formats_as_libreoffice_prints(tmp_path: Path, soffice) -> None:
    formats = [name for name in SERIES if name not in NOT_IN_LIBREOFFICE]
    places = [(name, count) for name in formats for count in COUNTS]
    definitions = [abstract(at, lvl(0, name, "%1", start=count)) for at, (name, count) in enumerate(places)]
    lists = [num(at + 1, at) for at in range(len(places))]
    path = saved(tmp_path, body([(at + 1, 0) for at in range(len(places))]), numbering="".join([*definitions, *lists]))
    lines = numbers(soffice(path, "txt").read_text(encoding="utf-8-sig").splitlines())
    assert lines == " ".join(SERIES[name] for name in formats).split()


def one(tmp_path: Path, level: str, text: str = "总体要求") -> str:
    (line,) = texts(gathered(tmp_path, p(text, num=1, level=0), numbering=abstract(0, level) + num(1, 0)))
    return line


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("%1、", "一、总体要求"), ("（%1）", "（一）总体要求"), ("第%1章", "第一章 总体要求"), ("第%1章 ", "第一章 总体要求"),
        ("%1", "一 总体要求"), ("%1. ", "一.总体要求"), ("%9、", "、总体要求"), ("", "总体要求"),
    ],
)  # fmt: skip
def test_a_number_stands_as_it_is_typed(text: str, printed: str, tmp_path: Path) -> None:
    assert one(tmp_path, lvl(0, "chineseCounting", text)) == printed


def test_suffix_nothing_leaves_no_blank(tmp_path: Path) -> None:
    assert one(tmp_path, lvl(0, "chineseCounting", "第%1章", more='<w:suff w:val="nothing"/>')) == "第一章总体要求"


def test_blanks_between_number_and_text_go(tmp_path: Path) -> None:
    assert one(tmp_path, lvl(0), "　 总体要求") == "1.总体要求"


@pytest.mark.parametrize(
    ("sign", "printed"), [("——", "——降本"), ("–", "——降本"), ("\u25cf", "降本"), ("\uf0b7", "降本"), ("", "降本")]
)
def test_bullets_print_nothing_but_a_dash(sign: str, printed: str, tmp_path: Path) -> None:
    assert one(tmp_path, lvl(0, "bullet", sign), "降本") == printed


def test_a_hidden_number_counts_and_is_not_printed(tmp_path: Path) -> None:
    levels = lvl(0, text="%1.", after="<w:rPr><w:vanish/></w:rPr>") + lvl(1, text="%1.%2")
    found = gathered(
        tmp_path, p("甲", num=1, level=0) + p("乙", num=1, level=1), numbering=abstract(0, levels) + num(1, 0)
    )
    assert texts(found) == ["甲", "1.1 乙"]


def test_filled_up_with_zeros(tmp_path: Path) -> None:
    shown = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{shown}<w:lvlText w:val="%1."/></w:lvl>'
    assert one(tmp_path, level) == "007.总体要求"


def test_numbers_through_styles(tmp_path: Path) -> None:
    linked = "".join(
        lvl(at, "chineseCounting", text, more=f'<w:pStyle w:val="H{at + 1}"/>')
        for at, text in enumerate(("%1、", "（%2）"))
    )
    styles = (
        style("heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>', id="H1")
        # The level that a style names gives way to the level that names the style.
        + style("heading 2", '<w:numPr><w:ilvl w:val="5"/><w:numId w:val="1"/></w:numPr>', id="H2")
        + style("二级", id="Own", based_on="H2")
    )
    found = gathered(
        tmp_path,
        p("甲", style="H1") + p("乙", style="H2") + p("丙", style="Own") + p("丁", style="H1", num=0) + p("戊", style="H1"),
        styles=styles, numbering=abstract(0, linked) + num(1, 0),
    )  # fmt: skip
    assert texts(found) == ["一、甲", "（一）乙", "（二）丙", "丁", "二、戊"]
    assert [block.level for block in found.blocks] == [1, 2, 2, 1, 1]


def test_a_style_that_only_names_its_level(tmp_path: Path) -> None:
    styles = style("甲", '<w:numPr><w:numId w:val="1"/></w:numPr>', id="A") + style(
        "乙", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', id="B", based_on="A"
    )
    found = gathered(
        tmp_path,
        p("子", style="A") + p("丑", style="B") + p("寅", level=2, style="B"),
        styles=styles,
        numbering=abstract(0, *OUTLINE) + num(1, 0),
    )
    assert texts(found) == ["一、子", "（一）丑", "1.寅"]


def test_a_list_linked_to_a_numbering_style(tmp_path: Path) -> None:
    styles = style("公文编号", '<w:numPr><w:numId w:val="2"/></w:numPr>', id="S", kind="numbering")
    numbering = (
        abstract(0, link='<w:numStyleLink w:val="S"/>')
        + abstract(1, *OUTLINE, link='<w:styleLink w:val="S"/>')
        + num(1, 0)
        + num(2, 1)
    )
    found = gathered(tmp_path, p("甲", num=1, level=0) + p("乙", num=2, level=0), styles=styles, numbering=numbering)
    assert texts(found) == ["一、甲", "二、乙"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    styles = style("圈", '<w:numPr><w:numId w:val="1"/></w:numPr>', id="S", kind="numbering")
    found = gathered(
        tmp_path,
        p("甲", num=1, level=0),
        styles=styles,
        numbering=abstract(0, link='<w:numStyleLink w:val="S"/>') + num(1, 0),
    )
    assert texts(found) == ["甲"]


def test_what_is_not_printed_is_not_counted(tmp_path: Path) -> None:
    deleted = p("<w:del><w:r><w:delText>甲</w:delText></w:r></w:del>", num=1, level=0, more="<w:rPr><w:del/></w:rPr>")
    hidden = p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>", num=1, level=0, more="<w:rPr><w:vanish/></w:rPr>")
    found = gathered(tmp_path, deleted + hidden + p("丙", num=1, level=0), numbering=abstract(0, *OUTLINE) + num(1, 0))
    assert texts(found) == ["一、丙"]


def test_a_number_alone_is_an_aside_in_the_body_and_text_in_a_cell(tmp_path: Path) -> None:
    serial = p(num=2, level=0)
    found = gathered(
        tmp_path,
        p(num=1, level=0) + p("甲", num=1, level=0) + tbl(tr(tc(serial), tc("子")), tr(tc(serial), tc("丑"))),
        numbering=abstract(0, *OUTLINE) + abstract(1, lvl(0, text="%1")) + num(1, 0) + num(2, 1),
    )
    assert texts(found) == ["二、甲"]
    assert asides(found) == [("一、", "只有自动编号，没有文字")]
    assert tables(found) == [[["1", "子"], ["2", "丑"]]]


def test_lists_that_are_not_there_print_nothing(tmp_path: Path) -> None:
    lists = abstract(0, lvl(0)) + num(1, 0) + num(3, 9)
    found = gathered(
        tmp_path, p("甲", num=7, level=0) + p("乙", num=1, level=5) + p("丙", num=3, level=0), numbering=lists
    )
    assert texts(found) == ["甲", "乙", "丙"]
    assert texts(gathered(tmp_path, p("甲", num=1, level=0))) == ["甲"]
