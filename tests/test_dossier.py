from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from qplan import checking, dossier, framework
from qplan.dossier import Dossier
from qplan.plan import Document, Plan
from qplan.text import Run

HEAD = """
文件版本: qplan/1
地区: {名称: 示例县, 层级: 县}
"""
ONE = "内容: [{标题: 任务, 正文: 做好。}]\n"


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Dossier]:
    def make(text: str, *, pack: bool = False) -> Dossier:
        path = tmp_path / "plan.yaml"
        path.write_text(HEAD + textwrap.dedent(text), encoding="utf-8")
        return dossier.compile_(checking.load(path), framework.load() if pack else None)

    return make


def content(made: Dossier) -> list[str]:
    return [paragraph.text for paragraph in made.body]


# Text


def test_an_item_with_a_text_carries_its_heading_and_levels_follow_the_numbers(made: Callable[..., Dossier]) -> None:
    body = made("""
        公文: {引言: 前言。}
        内容:
          - 标题: 重点任务
            内容:
              - 标题: 甲方面
                内容:
                  - {标识: t01, 标题: 做好一件事, 正文: "第一段。\\n第二段。", 责任单位: 县甲局}
    """).body
    assert [(p.level, p.heading, p.run_in, p.note, p.anchor) for p in body] == [
        (0, "", False, "", ""),
        (1, "一、重点任务", False, "", "一"),
        (2, "（一）甲方面", False, "", "一/(一)"),
        (3, "1.做好一件事。", True, "", "t01"),
        (0, "", False, "（责任单位：县甲局）", ""),
    ]


def test_headings_stand_alone_where_the_plan_says_so(made: Callable[..., Dossier]) -> None:
    body = made("""
        版式: {条标题: 另起一行}
        内容:
          - {标题: 任务, 内容: [{标题: 做好一件事, 正文: 第一段。, 责任单位: 县甲局}]}
    """).body
    assert [p.text for p in body] == ["一、任务", "（一）做好一件事", "第一段。（责任单位：县甲局）"]


def test_items_directly_below_a_chapter_have_the_level_of_their_number(made: Callable[..., Dossier]) -> None:
    body = made("""
        编号方式: {章: "一、", 节: "1."}
        内容: [{标题: 任务, 内容: [{标题: 甲, 正文: 做。}]}]
    """).body
    assert [(p.heading, p.level) for p in body] == [("一、任务", 1), ("1.甲。", 3)]


def test_a_title_that_ends_with_a_mark_gets_no_second_one(made: Callable[..., Dossier]) -> None:
    assert content(made("内容: [{标题: 任务, 内容: [{标题: 怎么做？, 正文: 做好。}]}]"))[1] == "（一）怎么做？做好。"


def test_an_item_without_a_title_is_a_numbered_paragraph(made: Callable[..., Dossier]) -> None:
    body = made("内容: [{标题: 任务, 内容: [{正文: 做好。, 责任单位: 县甲局}]}]").body
    assert (body[1].level, body[1].heading, body[1].text) == (0, "", "（一）做好。（责任单位：县甲局）")


def test_measures_with_a_number_start_a_paragraph_and_others_run_on(made: Callable[..., Dossier]) -> None:
    assert content(
        made("""
        责任标注: 牵头配合
        内容:
          - 标题: 任务
            内容:
              - 标题: 甲
                正文: 总的要求。
                牵头单位: 县甲局
                举措:
                  - {序号: 1, 正文: 一件。, 牵头单位: 县乙局}
                  - {序号: 2, 正文: 二件。}
              - 标题: 乙
                正文: 开头。
                举措:
                  - {正文: 接着。, 牵头单位: 县乙局}
                  - {正文: 再接着。, 牵头单位: 县丙局}
    """)
    )[1:] == [
        "（一）甲。总的要求。（牵头单位：县甲局）",
        "1.一件。（牵头单位：县乙局）",
        "2.二件。",
        "（二）乙。开头。接着。（牵头单位：县乙局）再接着。（牵头单位：县丙局）",
    ]


def test_a_note_for_the_whole_item_stands_before_its_numbered_measures(made: Callable[..., Dossier]) -> None:
    assert content(
        made("""
        内容:
          - 标题: 任务
            内容:
              - {标题: 甲, 责任单位: 县甲局, 举措: [{序号: 1, 正文: 一件。}, {序号: 2, 正文: 二件。}]}
    """)
    )[1:] == ["（一）甲（责任单位：县甲局）", "1.一件。", "2.二件。"]


def test_a_note_as_printed_before_is_kept_and_a_told_deadline_is_not_told_twice(made: Callable[..., Dossier]) -> None:
    assert content(
        made("""
        内容:
          - 标题: 任务
            内容:
              - {标题: 甲, 正文: 一件。, 责任原文: "[责任单位:县甲局等]"}
              - {标题: 乙, 正文: 2026年6月底前做完。, 责任单位: 县甲局, 完成时限: 2026-06}
              - {标题: 丙, 正文: 做完。, 责任单位: 县甲局, 完成时限: 2026-06}
    """)
    )[1:] == [
        "（一）甲。一件。[责任单位:县甲局等]",
        "（二）乙。2026年6月底前做完。（责任单位：县甲局）",
        "（三）丙。做完。（责任单位：县甲局；完成时限：2026年6月底前）",
    ]


def test_notes_on_a_line_of_their_own(made: Callable[..., Dossier]) -> None:
    body = made("""
        责任标注: {括号: 无, 位置: 另起一行}
        内容: [{标题: 任务, 内容: [{标题: 甲, 正文: 做好。, 责任单位: 县甲局}]}]
    """).body
    assert [p.text for p in body[1:]] == ["（一）甲。做好。", "责任单位：县甲局"]


@pytest.mark.parametrize(
    ("clause", "printed"),
    [
        ("", "（以下任务均由各乡镇人民政府按职责分工落实，不再列出）"),
        ("原文: 以下不再列出", "（以下任务均由各乡镇人民政府按职责分工落实，不再列出）"),
        ("原文: 各乡镇人民政府都要落实，不再列出", "（各乡镇人民政府都要落实，不再列出）"),
    ],
)
def test_default_units_are_named_once_where_they_begin(made: Callable[..., Dossier], clause: str, printed: str) -> None:
    lines = content(
        made(f"""
        默认责任: {{单位: [各乡镇人民政府], 自: t02, {clause}}}
        内容:
          - 标题: 重点任务
            内容:
              - {{标识: t01, 标题: 甲, 正文: 做好。, 责任单位: 县甲局}}
              - {{标识: t02, 标题: 乙, 正文: 做好。, 责任单位: 县甲局}}
              - {{标识: t03, 标题: 丙, 正文: 做好。, 责任单位: 县甲局}}
    """)
    )
    assert lines[2] == f"（二）乙。做好。（责任单位：县甲局）{printed}"
    assert sum(line.count("不再列出") for line in lines) == 1


def test_targets_are_listed_where_the_plan_says_so(made: Callable[..., Dossier]) -> None:
    lines = content(
        made("""
        指标:
          - {名称: 合格率, 计量单位: "%", 目标值: {2026: 94.5%以上, 2027: 稳定在95%以上}}
          - {名称: 企业数, 计量单位: 家, 目标值: {2026: 60, 2027: 60}}
          - {名称: 没有目标值的}
        内容: [{标题: 主要目标, 部分: 主要目标, 正文: 目标是：, 列示: 指标}]
    """)
    )
    assert lines[2:] == ["——合格率：2026年达到94.5%以上，2027年稳定在95%以上。", "——企业数：2026年、2027年均达到60家。"]


def test_placeholders_and_footnotes_are_runs_and_do_not_count(made: Callable[..., Dossier]) -> None:
    one = made("内容: [{标题: 任务, 内容: [{标题: 〔待填：标题〕, 正文: '由〔待填：单位〕做^[注解。]。'}]}]")
    assert one.body[1].runs == (
        Run("由"), Run("〔待填：单位〕", "placeholder"), Run("做"), Run("注解。", "footnote"), Run("。"),
    )  # fmt: skip
    assert one.placeholders == 2
    assert one.characters == len("一、任务") + len("（一）〔待填：标题〕。") + len("由〔待填：单位〕做。")


def test_boxes_come_after_their_item(made: Callable[..., Dossier]) -> None:
    body = made('内容: [{标题: 任务, 内容: [{标题: 甲, 正文: 做。, 专栏: [{标题: 专栏1, 正文: "一\\n二"}]}]}]').body
    assert [(p.boxed, p.heading or p.text) for p in body[2:]] == [(True, "专栏1"), (True, "一"), (True, "二")]


# Around the text


def test_a_missing_title_is_composed(made: Callable[..., Dossier]) -> None:
    assert made(ONE).title == "示例县质量强县培育建设实施方案"
    assert made("公文: {体例: 工作方案}\n内容: [{标题: 任务, 正文: 做好。}]").title == "示例县质量强县培育建设工作方案"


def test_lines_of_the_title_by_hand_win(made: Callable[..., Dossier]) -> None:
    assert made(
        "公文: {标题: 甲乙丙丁}\n版式: {标题分行: [甲乙, 丙丁]}\n内容: [{标题: 任务, 正文: 做好。}]"
    ).title_lines == ("甲乙", "丙丁")


ISSUED = """
    公文:
      标题: {title}
      稿次: {stage}
      {kind}
      发文机关: {issuer}
      发文字号: 示政发〔2026〕5号
      成文日期: 2026-03-02
      主送: 各乡镇人民政府
      公开属性: 主动公开
      抄送: 县委办公室
    内容: [{{标题: 任务, 正文: 做好。}}]
"""


@pytest.mark.parametrize(("stage", "mark"), [("征求意见稿", "（征求意见稿）"), ("送审稿", "（送审稿）")])
def test_a_draft_is_the_plan_alone_with_its_mark(made: Callable[..., Dossier], stage: str, mark: str) -> None:
    one = made(ISSUED.format(title="某县实施方案", stage=stage, kind="文种: 通知", issuer="示例县人民政府"))
    assert one.mark == mark
    assert one.cover is None
    assert (one.number, one.addressees, one.signature, one.date, one.remark, one.copies) == ("", "", (), "", "", "")


def test_an_issued_plan_comes_with_a_notice_which_is_signed(made: Callable[..., Dossier]) -> None:
    one = made(ISSUED.format(title="某县实施方案", stage="印发稿", kind="文种: 通知", issuer="示例县人民政府"))
    assert one.cover
    assert one.cover.title == "示例县人民政府关于印发某县实施方案的通知"
    assert one.cover.paragraphs[0].text.startswith("现将《某县实施方案》印发给你们")
    assert (one.cover.addressees, one.cover.signature, one.cover.date) == (
        "各乡镇人民政府：",
        ("示例县人民政府",),
        "2026年3月2日",
    )
    assert one.cover.remark == "（此件公开发布）"
    assert (one.number, one.copies, one.mark) == ("示政发〔2026〕5号", "县委办公室", "")
    assert (one.addressees, one.signature, one.date, one.remark) == ("", (), "", "")


def test_an_office_issues_what_its_government_agreed_to(made: Callable[..., Dossier]) -> None:
    one = made(ISSUED.format(title="关于做好某事的实施方案", stage="印发稿", kind="", issuer="示例县人民政府办公室"))
    assert one.cover
    assert one.cover.title == "示例县人民政府办公室关于印发《关于做好某事的实施方案》的通知"
    assert "已经示例县人民政府同意" in one.cover.paragraphs[0].text


@pytest.mark.parametrize(("title", "kind"), [("某县实施方案", "文种: 意见"), ("关于某事的实施意见", "")])
def test_an_opinion_stands_alone_and_is_signed_itself(made: Callable[..., Dossier], title: str, kind: str) -> None:
    one = made(ISSUED.format(title=title, stage="印发稿", kind=kind, issuer="示例县人民政府"))
    assert one.cover is None
    assert (one.addressees, one.signature, one.date) == ("各乡镇人民政府：", ("示例县人民政府",), "2026年3月2日")
    assert one.remark == "（此件公开发布）"


def test_a_notice_that_was_given_is_printed_as_it_is(made: Callable[..., Dossier]) -> None:
    one = made("""
        公文:
          标题: 某县实施方案
          稿次: 印发稿
          发文机关: 示例县人民政府
          成文日期: 2026-03-02
          通知: {标题: 关于印发某方案的通知, 主送: 各单位, 正文: "一段。\\n二段。", 署名: 示例县政府办, 日期: 2026-03-05}
        内容: [{标题: 任务, 正文: 做好。}]
    """)
    assert one.cover
    assert one.cover.title == "关于印发某方案的通知"
    assert [p.text for p in one.cover.paragraphs] == ["一段。", "二段。"]
    assert (one.cover.addressees, one.cover.signature, one.cover.date) == (
        "各单位：",
        ("示例县政府办",),
        "2026年3月5日",
    )


@pytest.mark.parametrize(
    ("annexes", "listed"),
    [
        ("", ()),
        ("[{标题: 分工表, 内容: 任务分工表}]", ("附件：分工表",)),
        ("[{标题: 分工表, 内容: 任务分工表}, {标题: 名单, 内容: 另附}]", ("附件：1.分工表", "2.名单（另附）")),
    ],
)
def test_annexes_are_listed_under_the_text(made: Callable[..., Dossier], annexes: str, listed: tuple[str, ...]) -> None:
    assert made(ONE + (f"附件: {annexes}" if annexes else "")).annex_list == listed


def test_annexes_hold_what_the_plan_says(made: Callable[..., Dossier]) -> None:
    pages = made("""
        内容: [{标题: 任务, 内容: [{标题: 甲, 正文: '打造“一核”^[一核：县城。]和样板^[样板：好的。]。', 责任单位: 县甲局}]}]
        附件:
          - {标题: 一, 内容: 任务分工表}
          - {标题: 二, 内容: 责任矩阵}
          - {标题: 三, 内容: 任务清单}
          - {标题: 四, 内容: 主要指标表}
          - {标题: 五, 内容: 名词解释}
          - {标题: 六, 正文: "一段。\\n二段。"}
          - {标题: 七, 内容: 表, 列: [甲, 乙], 行: [["1"], ["2", "3"]]}
          - {标题: 八, 内容: 覆盖情况表}
          - {标题: 九}
    """).annexes
    assert [page.title for page in pages] == list("一二三四五六七八九")
    assert pages[0].table
    assert pages[0].table.title == "任务分工表"
    assert pages[1].matrix
    assert pages[2].unit_sheets
    assert pages[3].table
    assert [p.text for p in pages[4].paragraphs] == ["1.“一核”：一核：县城。", "2.样板：好的。"]
    assert [p.text for p in pages[5].paragraphs] == ["一段。", "二段。"]
    assert pages[6].table
    assert pages[6].table.rows == (("1", ""), ("2", "3"))
    assert [page.separate for page in pages] == [False] * 7 + [True, True]


@pytest.mark.parametrize("kind", ["任务分工表", "责任矩阵", "任务清单", "主要指标表", "覆盖情况表", "名词解释"])
def test_the_text_of_an_annex_is_printed_whatever_the_annex_holds(made: Callable[..., Dossier], kind: str) -> None:
    page = made(f"{ONE}附件: [{{标题: 表, 内容: {kind}, 正文: 先看说明。}}]", pack=True).annexes[0]
    assert [p.text for p in page.paragraphs] == ["先看说明。"]


def test_the_copies_end_with_one_stop(made: Callable[..., Dossier]) -> None:
    assert made(ONE + "公文: {稿次: 印发稿, 抄送: 县委办公室，县政协办公室。}").copies == "县委办公室，县政协办公室"


@pytest.mark.parametrize(
    ("sample", "heading"), [("第一章", "第一章　任务"), ("第一章 ", "第一章 任务"), ("一、", "一、任务")]
)
def test_a_number_that_ends_with_a_word_stands_apart(made: Callable[..., Dossier], sample: str, heading: str) -> None:
    assert made(f'编号方式: {{章: "{sample}"}}\n{ONE}').body[0].heading == heading


def test_a_default_clause_that_a_measure_prints_is_not_told_again(made: Callable[..., Dossier]) -> None:
    lines = content(
        made("""
        默认责任: {单位: [各乡镇], 自: t01, 原文: 以下均需各乡镇落实}
        内容:
          - 标题: 重点任务
            内容:
              - 标识: t01
                标题: 甲
                举措: [{正文: 做好。, 责任单位: 县甲局, 责任原文: （县甲局负责。以下均需各乡镇落实，不再列出）}]
    """)
    )
    assert sum(line.count("各乡镇") for line in lines) == 1


def test_the_coverage_table_is_made_with_a_framework(made: Callable[..., Dossier]) -> None:
    page = made(ONE + "附件: [{标题: 覆盖情况, 内容: 覆盖情况表}]", pack=True).annexes[0]
    assert page.table
    assert len(page.table.rows) == 45
    assert {row[2] for row in page.table.rows} == {"没有写"}
    assert "不作评价、考核、排名依据" in page.table.legend


def test_shares_of_every_table_sum_to_one(made: Callable[..., Dossier]) -> None:
    one = made("""
        指标: [{名称: 合格率, 目标值: {2026: 1}}]
        内容: [{标题: 任务, 内容: [{标题: 甲, 正文: 做。, 责任单位: 县甲局}]}]
    """)
    for table in (one.tasks, one.targets, *(sheet.table for sheet in one.units)):
        assert sum(column.share for column in table.columns) == pytest.approx(1)
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_an_empty_plan_has_a_dossier() -> None:
    one = dossier.compile_(Plan("zh", "quality-county-2024", None, None, Document(), ()))
    assert (one.body, one.units, one.matrix.tasks, one.characters) == ((), (), (), 0)
    assert (one.title, one.placeholders) == ("〔待填：标题〕", 1)
