"""What a line looks like outside the body, and which number stands at its head."""

from __future__ import annotations

import pytest

from qplan.reading import bases, lines, region
from qplan.reading.marks import mark


@pytest.mark.parametrize(
    ("text", "kind", "ordinal", "printed", "rest"),
    [
        ("一、总体要求", "一、", 1, "一、", "总体要求"),
        ("十二、组织保障", "一、", 12, "十二、", "组织保障"),
        ("一 、总体要求", "一、", 1, "一 、", "总体要求"),
        ("（二十一）抓好落实", "（一）", 21, "（二十一）", "抓好落实"),
        ("(三) 抓好落实", "（一）", 3, "(三)", "抓好落实"),
        ("12.办好诊断", "1.", 12, "12.", "办好诊断"),
        ("1．办好诊断", "1.", 1, "1．", "办好诊断"),
        ("1﹒办好诊断", "1.", 1, "1﹒", "办好诊断"),
        ("3、办好诊断", "1.", 3, "3、", "办好诊断"),
        ("1. 办好诊断", "1.", 1, "1. ", "办好诊断"),
        ("2.2026年底前建成", "1.", 2, "2.", "2026年底前建成"),
        ("（3）办好诊断", "（1）", 3, "（3）", "办好诊断"),
        ("③办好诊断", "①", 3, "③", "办好诊断"),
        ("第二章　评选", "第一章", 2, "第二章　", "评选"),
        ("第十条 评选", "第一条", 10, "第十条 ", "评选"),
        ("第三节评选", "第一节", 3, "第三节", "评选"),
        ("第二编　评选", "第一编", 2, "第二编　", "评选"),
        ("第三部分 评选", "第一部分", 3, "第三部分 ", "评选"),
        ("一．总体要求", "一、", 1, "一．", "总体要求"),
        ("（一）、抓好落实", "（一）", 1, "（一）、", "抓好落实"),
        ("㈢抓好落实", "（一）", 3, "㈢", "抓好落实"),
        ("⒉办好诊断", "1.", 2, "⒉", "办好诊断"),
        ("⑵办好诊断", "（1）", 2, "⑵", "办好诊断"),
        ("2）办好诊断", "1）", 2, "2）", "办好诊断"),
        ("2)办好诊断", "1）", 2, "2)", "办好诊断"),
    ],
)
def test_a_number_is_recognised(text: str, kind: str, ordinal: int, printed: str, rest: str) -> None:
    found = mark(text)
    assert found is not None
    assert (found.kind, found.ordinal, found.printed, found.rest) == (kind, ordinal, printed, rest)


@pytest.mark.parametrize(
    "text",
    [
        "3.5万户企业",
        "2026年底前建成",
        "一是抓好落实",
        "一、二级医院",
        "第一款所称单位",
        "1.",
        "一、",
        "（略）",
        "——抓好落实",
        "",
    ],
)
def test_other_beginnings_are_no_numbers(text: str) -> None:
    assert mark(text) is None


@pytest.mark.parametrize(
    ("text", "sample"),
    [("(三)抓好", "(一)"), ("7. 抓好", "1. "), ("第九条 抓好", "第一条 "), ("④抓好", "①"), ("十、抓好", "一、")],
)
def test_the_sample_keeps_the_sources_look(text: str, sample: str) -> None:
    found = mark(text)
    assert found is not None
    assert found.sample == sample


@pytest.mark.parametrize(
    "text", ["专栏1　建设工程", "专栏12 建设工程", "专栏3建设工程", "专栏：建设工程", "专 栏 1", "专栏一：建设工程"]
)
def test_the_head_of_a_box(text: str) -> None:
    assert lines.is_box(text)


@pytest.mark.parametrize(
    "text", ["专栏", "专栏建设工程", "开设专栏1个", "专栏1和专栏2由县科技局落实", "专栏1、专栏2所列工程，"]
)
def test_words_about_boxes(text: str) -> None:
    assert not lines.is_box(text)


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("政务公开 | 政策文件 | 县政府文件 |", "crumb"),
        ("当前位置：首页 > 政务公开", "crumb"),
        ("您访问的链接即将离开本站，是否继续？", "crumb"),
        ("发文字号: | 示政发〔2026〕5 号 | 发布日期: | 2026年3月9日 |", "grid"),
        ("索 引 号：000/2026", "grid"),
        ("示政发〔2026〕5号", "number"),
        ("（示政办发〔2026〕15号）", "number"),
        ("示政发〔2026〕　号", "number"),
        ("（此件公开发布）", "disclosure"),
        ("(此文件公开发布)", "disclosure"),
        ("（征求意见稿）", "draft"),
        ("（2026—2027年）", "bracketed"),
        ("2026年3月2日", "date"),
        ("二〇二六年三月二日", "date"),
        ("各乡镇人民政府，县政府各部门：", "addressees"),
        ("县政府各部门、各直属机构:", "addressees"),
        ("抄送：县委办公室。", "copies"),
        ("示例县人民政府办公室　2026年3月3日印发", "printed"),
        ("联系电话：0000-1234567", "contact"),
        ("（联系电话：0000-1234567）", "contact"),
        ("示例县质量强县培育建设实施方案", "title"),
        ("示例县人民政府关于印发实施方案的通知", "title"),
        ("示例县质量提升实施意见（征求意见稿）", "title"),
        ("示例县人民政府", "body"),
        ("示例县市场监督管理局（知识产权局）", "body"),
        ("为推进质量强县培育建设，制定本方案。", "text"),
    ],
)
def test_looks(text: str, look: str) -> None:
    assert lines.look(text) == look


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026年3月2日", "2026-03-02"),
        ("2026 年 12 月 31 日", "2026-12-31"),
        ("二〇二六年十二月三十一日", "2026-12-31"),
        ("二○二六年三月二日", "2026-03-02"),
        ("2026年2月30日", None),
        ("2026年3月", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert lines.iso(text) == iso


def test_the_cells_of_a_metadata_row() -> None:
    assert lines.pairs("发文字号: | 示政发〔2026〕5 号 | 成文日期：2026年3月2日 |") == [
        ("发文字号", "示政发〔2026〕5 号"),
        ("成文日期", "2026年3月2日"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("根据《质量强国建设纲要》，制定本方案。", ["质量强国建设纲要"]),
        ("为落实《甲纲要》《乙意见》和《丙条例》精神，", ["甲纲要", "乙意见", "丙条例"]),
        ("贯彻《关于落实〈甲纲要〉的意见》，", ["关于落实〈甲纲要〉的意见"]),
        ("贯彻《关于落实<甲纲要>的意见》，", ["关于落实<甲纲要>的意见"]),
        ("落实要求，县政府制定《本县实施方案》，现印发给你们。", []),
        (
            "推广《示范文本》。按照《甲办法》（示政发〔2026〕1号）办理。",
            [{"title": "甲办法", "number": "示政发〔2026〕1号"}],
        ),
        ("按照《本方案》执行。", []),
        ("落实《甲纲要》和《甲纲要》。", ["甲纲要"]),
        (
            "落实《甲纲要》，按照《示例省人民政府关于印发〈甲纲要〉的通知》，",
            ["示例省人民政府关于印发〈甲纲要〉的通知"],
        ),
        ("没有书名号，也没有依据。", []),
        ("根据《没有写完的书名", []),
    ],
)
def test_bases(paragraph: str, found: list[object]) -> None:
    assert bases.find([paragraph], "本方案") == found


@pytest.mark.parametrize(
    ("authority", "title", "name", "level"),
    [
        ("示例县人民政府", "", "示例县", "county"),
        ("示例市示例区人民政府办公室", "", "示例市示例区", "district"),
        ("示例市示范市市场监督管理局", "", "示例市示范市", "county_city"),
        ("示例自治县人民政府", "", "示例自治县", "autonomous_county"),
        ("示例省人民政府", "", "示例省", "province"),
        ("", "示例旗质量强旗实施方案", "示例旗", "banner"),
        ("", "示例市2026年工作要点", "示例市", "city"),
    ],
)
def test_the_region_comes_from_who_signs_or_from_the_title(authority: str, title: str, name: str, level: str) -> None:
    assert region.find([authority], title) == {"name": name, "level": level}


@pytest.mark.parametrize("title", ["关于推进质量强市建设的实施方案", "加快建设质量强县实施意见", ""])
def test_a_slogan_is_no_region(title: str) -> None:
    assert region.find([], title) is None
