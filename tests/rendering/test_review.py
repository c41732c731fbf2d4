from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import review_samples
from lxml import html
from review_samples import entry

from qplan.ledger import Doubt, Ledger, close
from qplan.rendering import review

Import = tuple[Sequence[dict[str, Any]], Ledger]

SKETCH = """
| 第 1 段 [dropped] 首页 | 政务公开
    [舍去]
    网页的导航
| 第 2 段 [mapped] 示政发〔2026〕3号
    [公文·发文字号]
    示政发〔2026〕3号
| 第 3 段 [mapped] 示例县柑橘质量实施方案
    [公文·标题]
    示例县柑橘质量实施方案
| 第 4 段 [mapped] 为种好柑橘,制定本方案。
    [公文·引言]
    为种好柑橘，制定本方案。
| 第 5 段 [mapped] 一、总体要求
    [章节·一]
    一、总体要求
| 第 6 段 [mapped] （一）主要目标
| 第 7 段 [mapped] 到2027年，抽检合格率达到96%以上。[合格率：县抽检的口径。]
    [条目·一/(一)]
    （一）主要目标
    到2027年，抽检合格率达到96%以上。[合格率：县抽检的口径。]
    指标 | 年份 | 目标值 | 计量单位
    抽检合格率 | 2027年 | 达到96%以上 | %
| 第 8 段 [mapped] 二、重点任务
    [章节·二]
    二、重点任务
| 第 9 段 [mapped doubt differ] （一）改良果苗。建一个苗圃。（县科技局牵头，财政局等配合，2026年底前完成）
|     原文“。”，成文时没有
    ！第 9 段：责任标注中有没看懂的文字：财政局
    [条目·二/(一)]
    （一）改良果苗
    建一个苗圃。
    牵头单位：县科技局
    ！配合单位：县财政局等
    完成时限：2026年底前（最迟 2026年12月31日）
    ！责任原文：（县科技局牵头，财政局等配合，2026年底前完成）
| 第 10 段 [mapped] （二）办好果市
| 第 11 段 [mapped differ] （1）办两场果市。（责任单位：县商务局）
|     原文“两”，成文时印作“三”
| 第 12 段 [mapped doubt differ] （2）建一间冷库。（责任单位：供销合作社）
|     原文“供销合作”，成文时印作“县供销”
    ！第 12 段：原文编号是“（2）”，请看一看
    [条目·二/(二)]
    （二）办好果市
    （1）办三场果市。
    （2）建一间冷库。
    责任单位：县商务局
    责任单位：县供销社（原文未见）
| 表 1 第 2 行第 2 列 [mapped] 开设果农课堂
| 第 3 列 [mapped] 县农业农村局
    [条目·二/(三)]
    （三）开设果农课堂
    牵头单位：县农业农村局
| 第 15 段 [kept] 早熟一号
|     照录为文字：附件照录为文字
    [附件 1·照录]
    早熟一号
| 第 16 段 [kept] 晚熟二号
    [附件 1·照录]
    晚熟二号
| 表 2 第 2 行第 1 列 [kept] 九月
|     照录为文字：不是任务表
    [附件 2]
    果市安排
    月份 | 地点
    九月 | 城关镇
| 批注 1 [dropped] 批注：再改改
    [舍去]
    批注，不是正文
| 第 2 页 [dropped] — 2 —
    [舍去]
    页码
| 第 20 段 [kept] 联系电话见官网
|     照录为文字：看不出是什么
    [照录]
    照录于公文/附注
"""


@pytest.fixture(scope="module")
def made() -> Import:
    return review_samples.sample()


@pytest.fixture(scope="module")
def page(made: Import) -> html.HtmlElement:
    return read(*made)


def read(documents: Sequence[dict[str, Any]], ledger: Ledger) -> html.HtmlElement:
    return html.document_fromstring(review.render(documents, ledger).decode())


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def sketch(page: html.HtmlElement) -> str:
    """The two sides in plain text: source lines with a bar before them, then what they became."""
    out = []
    for row in page.xpath("//tr[contains(@class, 'pair')]"):
        for line in row.find_class("line"):
            look = line.get("class").removeprefix("line ")
            out.append(f"| {text(line.find_class('where')[0])} [{look}] {text(line.xpath('.//p')[0])}")
            out += [f"|     {text(note)}" for note in line.find_class("note")]
        out += [f"    {text(why)}" for why in row.find_class("why")]
        label = "·".join(row.find_class("label")[0].itertext())
        out += [f"    [{label}]"] if label else []
        out += [
            f"    {' '.join(text(each).split())}" for each in row.xpath(".//div[@class='made']//*[self::h3 or self::p]")
        ]
        out += [
            f"    {'！' if each.get('class') else ''}{text(each[0])}：{text(each[1])}"
            for each in row.xpath(".//dl/div")
        ]
        out += [f"    {' | '.join(text(cell) for cell in line)}" for line in row.xpath(".//table//tr")]
    return "\n".join(out)


def test_every_fate_stands_beside_its_source(page: html.HtmlElement) -> None:
    assert sketch(page) == SKETCH.strip()


def test_the_head_counts_paragraphs_and_contents(page: html.HtmlElement, made: Import) -> None:
    facts = [text(each) for each in page.find_class("facts")]
    assert facts == [
        "示例.docx 章节 2 个 条目 4 个 其中任务 3 项 责任单位 5 个 指标 1 个",
        "原文 20 段：写入方案 13 照录为文字 4 舍去 3",
    ]
    ledger = made[1]
    assert len(page.find_class("line")) == len(ledger.entries)
    assert [text(each) for each in page.xpath("//button[@data-look]")] == [
        "全部 20", "请核对 2", "文字有出入 3", "照录 4", "舍去 3",
    ]  # fmt: skip


def test_doubts_lead_to_their_paragraphs(page: html.HtmlElement, made: Import) -> None:
    listed = page.xpath("//ol[@class='doubts']/li")
    for item, doubt in zip(listed, made[1].doubts, strict=True):
        link, words = item
        line = page.get_element_by_id(link.get("href")[1:])
        assert text(line).startswith(link.text)
        assert words.text == doubt.message
        assert "doubt" in line.get("class").split()


def test_units_and_figures_are_marked_where_the_source_has_them(page: html.HtmlElement) -> None:
    line = page.get_element_by_id("e8")
    assert [each.text for each in line.find_class("who")] == ["县科技局", "财政局"]
    assert [each.text for each in page.get_element_by_id("e6").find_class("what")] == ["达到96%以上"]
    names = {each.text: each.get("class") for each in page.find_class("name")}
    assert names["县科技局"] == "name"
    assert names["县财政局"] == "name completed"
    assert names["县供销社"] == "name unseen"
    assert [each.text for each in page.xpath("//p[@class='key']/span")] == [
        "责任单位", "指标、时限", "补全的单位名称", "原文没有的单位名称", "成文时不同的文字",
    ]  # fmt: skip


def test_changed_words_are_marked_in_the_source(page: html.HtmlElement) -> None:
    line = page.get_element_by_id("e10")
    assert [each.text for each in line.find_class("gone")] == ["两"]
    assert "differ" in line.get("class").split()


def test_a_difference_of_width_is_none_and_another_division_is_told() -> None:
    data = {
        "document": {"title": "示例方案"},
        "content": [{"title": "总体要求", "content": [{"title": "思路", "text": "先做样板（两个），再推开。"}]}],
    }
    routes = [("content", 0), ("content", 0, "content", 0), ("content", 0, "content", 0)]
    texts = ["一、总体要求", "(一) 思路。先做样板(两个),", "再推开。"]
    ledger = close("a.txt", 3, (entry(n, t, route=r) for n, (t, r) in enumerate(zip(texts, routes, strict=True))))
    page = read([data], ledger)
    assert not page.find_class("differ")
    assert [text(each) for each in page.find_class("note")] == ["成文时分段不同，文字一样"] * 2


def test_a_page_number_does_not_part_an_item_and_what_comes_back_is_referred_to() -> None:
    data = {
        "content": [
            {
                "title": "任务",
                "content": [{"title": "甲", "text": "做甲。\n再做甲。"}, {"title": "乙", "text": "做乙。"}],
            }
        ],
        "layout": {"item_heading": "stand_alone"},
    }
    first, second = ("content", 0, "content", 0), ("content", 0, "content", 1)
    lines = [
        ("一、任务", ("content", 0)), ("（一）甲", first), ("做甲。", first), ("- 2 -", ()), ("再做甲。", first),
        ("（二）乙", second), ("做乙。", second), ("再做甲。", first),
    ]  # fmt: skip
    entries = [
        entry(n, words, route=route) if route else entry(n, words, fate="dropped", reason="页码")
        for n, (words, route) in enumerate(lines)
    ]
    page = read([data], close("a.pdf", len(entries), entries))
    rows = page.xpath("//tr[contains(@class, 'pair')]")
    assert [len(row.find_class("line")) for row in rows] == [1, 4, 2, 1]
    assert text(rows[1].find_class("dropped")[0]).endswith("舍去：页码")
    assert rows[3].xpath(".//h3/a/@href") == ["#e1"]
    assert not rows[3].xpath(".//div[@class='made']/p")


def test_what_no_paragraph_was_entered_for_is_listed_at_the_end() -> None:
    data = {"content": [{"title": "任务", "content": [{"title": "甲"}, {"title": "乙"}]}]}
    page = read([data], close("a.txt", 1, [entry(0, "一、任务", route=("content", 0))]))
    assert [text(each) for each in page.xpath("//tbody[@class='rest']//h3")] == ["（一）甲", "（二）乙"]


def test_a_ledger_without_routes_shows_places() -> None:
    data = {"content": [{"title": "任务"}]}
    entries = [entry(0, "一、任务", place="内容/一（章节）"), entry(1, "附表", fate="kept", place="附件/1")]
    page = read([data], close("a.txt", 2, entries))
    assert [text(each) for each in page.xpath("//h3")] == ["内容/一（章节）", "照录于附件/1"]
    assert not page.find_class("rest")


def test_nothing_in_the_source_becomes_markup() -> None:
    bad = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"
    data = {
        "document": {"title": bad},
        "content": [{"title": bad, "content": [{"title": bad, "text": bad, "lead": [bad], "unit_note": bad}]}],
        "annexes": [{"title": bad, "content": "table", "columns": [bad], "rows": [[bad]]}],
    }
    routes = [("document", "title"), ("content", 0), ("content", 0, "content", 0), ("annexes", 0)]
    entries = [entry(n, bad, route=route, reason=bad, fate="kept") for n, route in enumerate(routes)]
    entries.append(entry(4, bad, fate="dropped", reason=bad))
    entries.append(entry(5, bad, place=bad))
    ledger = close(bad, 6, (replace(each, where=bad) for each in entries), [Doubt(2, bad)])
    printed = review.render([data], ledger).decode()
    assert printed.count("<script") == 1
    assert "<img" not in printed
    page = html.document_fromstring(printed)
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not page.xpath("//*[@src] | //link[not(starts-with(@href, 'data:'))]")
    assert page.get_element_by_id("e2").xpath(".//p")[0].text_content() == bad


def test_its_policy_allows_its_own_script_alone(page: html.HtmlElement) -> None:
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    script = page.xpath("//script/text()")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"https?:|url\(|@import", html.tostring(page, encoding="unicode"))


def test_the_same_import_gives_the_same_page(made: Import) -> None:
    program = (
        "import hashlib, review_samples; from qplan.rendering import review; "
        "print(hashlib.sha256(review.render(*review_samples.sample())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path)), "PATH": ""},
        ).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    assert digests == {hashlib.sha256(review.render(*made)).hexdigest()}


def test_two_documents_of_one_notice_stand_one_after_the_other() -> None:
    plans = [{"document": {"title": f"方案{name}"}, "content": [{"title": f"任务{name}"}]} for name in "甲乙"]
    entries = [
        replace(entry(n, f"一、任务{name}", route=("content", 0)), document=n + 1) for n, name in enumerate("甲乙")
    ]
    page = read(plans, close("a.docx", 2, entries))
    assert [text(each) for each in page.find_class("heading")] == ["第 1 份文件：方案甲", "第 2 份文件：方案乙"]
    assert [text(each) for each in page.xpath("//td//h3")] == ["一、任务甲", "一、任务乙"]
    assert not page.find_class("differ")


def test_items_that_a_paragraph_runs_together_stand_beside_it() -> None:
    content = [
        {"title": "甲", "text": "做甲。"},
        {"title": "乙", "text": "做乙。", "lead": ["县科技局"]},
        {"title": "丙", "text": "做丙。"},
    ]
    data = {"content": [{"title": "任务", "content": content}]}
    routes = [("content", 0), ("content", 0, "content", 0), ("content", 0, "content", 2)]
    words = ["一、任务", "（一）甲。做甲。（二）乙。做乙。（牵头单位：县科技局）（三）丙。做", "丙。"]
    entries = [entry(n, each, route=route) for n, (each, route) in enumerate(zip(words, routes, strict=True))]
    page = read([data], close("a.txt", 3, entries))
    assert [[text(each) for each in row.xpath(".//h3")] for row in page.find_class("pair")] == [
        ["一、任务"], ["（一）甲", "（二）乙"], ["（三）丙"],
    ]  # fmt: skip
    assert not page.find_class("differ")
    assert not page.find_class("rest")
    assert [each.text for each in page.get_element_by_id("e1").find_class("who")] == ["县科技局"]


def test_a_large_plan_that_differs_everywhere_is_whole() -> None:
    documents, ledger = review_samples.large(tasks=330)
    page = read(documents, ledger)
    assert len(page.find_class("line")) == len(ledger.entries)
    assert len(page.find_class("differ")) == 330


def test_an_empty_ledger_is_a_page() -> None:
    assert read([{"content": []}], close("a.txt", 0, [])).find_class("sides")


def test_boxes_lists_of_annexes_and_tables_of_targets_are_shown_as_a_reader_knows_them() -> None:
    box = {"title": "专栏1　果苗工程", "text": "早熟一号。\n晚熟二号。"}
    data = {
        "targets": [{"id": "z01", "indicator": "合格率", "unit": "%", "goals": {"2027": 96}, "place": "一/(一)"}],
        "content": [{"title": "主要目标", "part": "targets", "text": "目标如下。", "boxes": [box]}],
        "annexes": [{"title": "果苗名录", "content": "table", "columns": ["苗"], "rows": [["早熟"]]}],
    }
    entries = [
        review_samples.entry(0, "一、主要目标", route=("content", 0)),
        review_samples.entry(1, "合格率", route=("targets",), place="指标", where="表 1 第 2 行第 1 列"),
        review_samples.entry(2, "附件：1.果苗名录", route=("annexes",), place="附件"),
    ]
    shown = sketch(read((data,), close("果.docx", 3, entries)))
    assert "    专栏1 果苗工程早熟一号。 晚熟二号。" in shown
    assert "    合格率 | 2027年 | 96% | %" in shown
    assert "    [附件]\n    果苗名录\n" in f"{shown}\n"
    assert "标题：" not in shown
    assert "标识：" not in shown


def test_a_date_in_words_and_the_stop_of_a_title_are_no_difference() -> None:
    data = {"content": [{"title": "任务", "content": [{"id": "t01", "title": "办果市", "due": "2026-12-31"}]}]}
    at = ("content", 0, "content", 0)
    cells = [
        review_samples.entry(n, text, route=at, where=f"表 1 第 2 行第 {n + 1} 列")
        for n, text in enumerate(["办果市。", "2026-12-31"])
    ]
    assert "成文时没有" not in sketch(read((data,), close("表.xlsx", 2, cells)))
