"""Where in a document a remark stands: the heading, the paragraph, the words."""

import documents
import pytest

from qplan import placing, reading
from qplan.findings import Entry, Remark, Severity

CODE = Entry("Q999", "a-name", Severity.WARNING, "", "", "", "")

TASKS = """\
示例县质量强县培育建设实施方案
（2026—2027年）
为做好质量工作，制定本方案。
一、总体要求
坚持质量第一。
二、重点任务
（一）办好检测站。在园区设站。
每季度开放一次。（牵头单位：县市场监管局；配合单位：县财政局、教育局，2026年12月底前完成）
（二）管好电梯。县市场监管局逐台建档。（责任单位：县市场监管局）
三、保障措施
加强统筹。
示例县人民政府
2026年3月2日
附件：1.任务分工表
2.产品名录
附件1
任务分工表
| 序号 | 任务 | 责任单位 |
| 1 | 办好检测站 | 县市场监管局 |
| 2 | 管好电梯 | 县市场监管局 |
附件2
产品名录
竹凳。
竹椅。
"""
FIRST = ("content", 1, "content", 0)
SECOND = ("content", 1, "content", 1)


def opened(tmp_path, text):
    imported = reading.read(documents.docx(tmp_path / "方案.docx", text))
    return placing.Document("方案.docx", imported.data, imported.ledger), imported


def placed(tmp_path, at, words="", *, text=TASKS, other=None):
    document, _ = opened(tmp_path, text)
    found = document.place(Remark(at, "一句话", words=words, other=other), CODE)
    line = document.source.text.split("\n")[found.span.line - 1]
    assert found.span.line == found.span.end_line == found.spot.block + 1
    assert line.startswith(found.spot.quote)
    return found, line[found.span.column - 1 : found.span.end_column - 1]


@pytest.mark.parametrize(
    ("at", "words", "place", "marked"),
    [
        # a task's words, in the paragraph that has them
        ((*FIRST, "text"), "园区", "二、（一）“办好检测站”第1段", "园区"),
        ((*FIRST, "text"), "开放", "二、（一）“办好检测站”第2段", "开放"),
        ((*FIRST, "title"), "", "二、（一）“办好检测站”第1段", "办好检测站"),
        # units and deadlines, in the note; a name that the list shortens
        ((*FIRST, "lead", 0), "", "二、（一）“办好检测站”第2段", "县市场监管局"),
        ((*FIRST, "support", 1), "", "二、（一）“办好检测站”第2段", "教育局"),
        ((*FIRST, "due"), "", "二、（一）“办好检测站”第2段", "2026年12月底前完成"),
        ((*SECOND, "responsible", 0), "", "二、（二）“管好电梯”", "县市场监管局"),
        # what is missing stands at its owner's heading
        ((*SECOND, "due"), "", "二、（二）“管好电梯”", "（二）管好电梯"),
        ((*FIRST, "result"), "", "二、（一）“办好检测站”", "（一）办好检测站"),
        # words that are not there, too
        ((*FIRST, "text"), "没有这句话", "二、（一）“办好检测站”第1段", "在园区设站。"),
        (("content", 0), "", "一“总体要求”", "一、总体要求"),
        # what stands around the content
        (("document", "title"), "质量强县", "标题", "质量强县"),
        (("document", "subtitle"), "2026", "副题", "2026"),
        (("document", "preamble"), "制定本方案", "引言", "制定本方案"),
        (("document", "issuer"), "", "发文机关", "示例县人民政府"),
        (("document", "date"), "", "成文日期", "2026年3月2日"),
        (("region", "name"), "", "标题", "示例县"),
        (("period", "end"), "", "副题", "2027"),
        # annexes
        (("annexes", 1, "text"), "竹椅", "附件2“产品名录”第4段", "竹椅"),
        (("annexes", 0, "title"), "", "附件1“任务分工表”第2段", "任务分工表"),
        # the document as a whole
        ((), "", "全文", "示例县质量强县培育建设实施方案"),
        (("content",), "", "全文", "示例县质量强县培育建设实施方案"),
        (("document", "number"), "", "全文", "示例县质量强县培育建设实施方案"),
        (("procedure", "review"), "", "全文", "示例县质量强县培育建设实施方案"),
    ],
)
def test_where_a_remark_stands(tmp_path, at, words, place, marked):
    found, shown = placed(tmp_path, at, words)
    assert (found.spot.words, shown) == (place, marked)


def test_the_paragraphs_number_is_told_in_json_and_the_reader_needs_none(tmp_path):
    found, _ = placed(tmp_path, (*FIRST, "text"), "开放")
    assert (found.spot.where, found.spot.paragraph, found.spot.quote) == (
        "第 8 段",
        2,
        "每季度开放一次。（牵头单位：县市场监管局",
    )


def test_the_units_of_each_measure(tmp_path):
    text = """\
示例县质量强县培育建设实施方案
一、重点任务
（一）办好检测站。在园区设站。（责任单位：县财政局）为企业送检。（责任单位：县科技局）每季度开放。（责任单位：县财政局）
"""
    _, imported = opened(tmp_path, text)
    measures = imported.data["content"][0]["content"][0]["measures"]
    assert [each["responsible"] for each in measures] == [["县财政局"], ["县科技局"], ["县财政局"]]
    columns = []
    for n in (0, 2):
        found, shown = placed(
            tmp_path, ("content", 0, "content", 0, "measures", n, "responsible", 0), "县财政局", text=text
        )
        assert shown == "县财政局"
        columns.append(found.span.column)
    line = text.splitlines()[2]
    assert columns == [line.index("县财政局") + 1, line.rindex("县财政局") + 1]


def test_units_that_only_an_annexed_table_names(tmp_path):
    text = """\
示例县质量强县培育建设实施方案
一、重点任务
（一）办好检测站。在园区设站。
（二）管好电梯。逐台建档。
附件
任务分工表
| 序号 | 任务 | 责任单位 |
| 1 | 办好检测站 | 县财政局 |
| 2 | 管好电梯 | 县财政局 |
"""
    found, shown = placed(tmp_path, ("content", 0, "content", 1, "responsible", 0), text=text)
    assert (found.spot.words, shown) == ("附件“任务分工表”（表 1 第 3 行第 3 列）", "县财政局")
    assert found.spot.paragraph == 0


def test_targets_in_the_text_and_in_a_table(tmp_path):
    text = """\
示例县质量强县培育建设实施方案
一、总体要求
坚持质量第一。
到2027年，食品抽检合格率达到98%以上，服务质量满意度达到80分。
二、重点任务
（一）办好检测站。在园区设站。
附件
主要指标表
| 序号 | 指标 | 单位 | 2027年 |
| 1 | 农产品抽检合格率 | % | 985以上 |
"""
    _, imported = opened(tmp_path, text)
    names = [target["indicator"] for target in imported.data["targets"]]
    told, tabled = names.index("服务质量满意度"), names.index("农产品抽检合格率")
    found, shown = placed(tmp_path, ("targets", told, "goals", "2027"), text=text)
    assert (found.spot.words, shown) == ("一“总体要求”第3段", "达到80分")
    found, shown = placed(tmp_path, ("targets", told, "responsible"), text=text)
    assert (found.spot.words, shown) == ("一“总体要求”第3段", "服务质量满意度")
    found, shown = placed(tmp_path, ("targets", tabled, "goals", "2027"), text=text)
    assert (found.spot.words, shown) == ("附件“主要指标表”（表 1 第 2 行第 4 列）", "985以上")


def test_tasks_that_a_table_holds(tmp_path):
    text = """\
示例县质量强县培育建设实施方案
| 序号 | 任务 | 主要内容 | 责任单位 |
| 1 | 办好检测站 | 在园区设站 | 县财政局 |
| 2 | 管好电梯 | 逐台建档 | |
"""
    missing, shown = placed(tmp_path, ("content", 0, "content", 1, "responsible"), text=text)
    assert (missing.spot.words, shown) == ("2“管好电梯”（表 1 第 3 行第 2 列）", "管好电梯")
    said, shown = placed(tmp_path, ("content", 0, "content", 0, "text"), "园区", text=text)
    assert (said.spot.words, shown) == ("1“办好检测站”（表 1 第 2 行第 3 列）", "园区")


def test_a_document_without_a_title_is_meant_at_its_beginning(tmp_path):
    found, shown = placed(tmp_path, ("document", "title"), text="一、总体要求\n坚持质量第一。\n")
    assert (found.spot.words, shown) == ("全文", "一、总体要求")


def test_numbers_are_those_of_the_document_and_long_titles_are_cut(tmp_path):
    text = """\
示例县质量强县培育建设实施方案
一、重点任务
(一)推动“一站式”服务，完善贯通全县各个产业园区的检测体系
1. 办好检测站。在园区设站。
（1）选址。四月定点。（责任单位：县财政局）
（2）开放。五月开放。（责任单位：县科技局）
"""
    task, _ = placed(tmp_path, ("content", 0, "content", 0, "title"), text=text)
    assert task.spot.words == "一、(一)“推动‘一站式’服务，完善贯通全县各个产……”"
    step, _ = placed(tmp_path, ("content", 0, "content", 0, "content", 0, "content", 1, "text"), text=text)
    assert step.spot.words == "一、(一)1.（2）“开放”"


def test_the_second_place_says_where_it_is(tmp_path):
    first, second = (*FIRST, "lead", 0), (*SECOND, "responsible", 0)
    found, _ = placed(tmp_path, second, other=(first, "这里也有"))
    assert found.other[1] == "这里也有，在二、（一）“办好检测站”第2段"


def test_two_places_of_one_paragraph_are_two(tmp_path):
    text = "示例县方案\n一、重点任务\n（一）设站。建站。（牵头单位：县财政局，配合单位：县科技局、县财政局）\n"
    task = ("content", 0, "content", 0)
    document, _ = opened(tmp_path, text)
    found = document.place(
        Remark((*task, "support", 1), "一句话", words="县财政局", other=((*task, "lead", 0), "牵头单位")), CODE
    )
    line = text.splitlines()[2]
    assert found.span.column == line.rindex("县财政局") + 1
    assert found.other == (found.other[0], "牵头单位")
    assert found.other[0].column == line.index("县财政局") + 1


def test_blanks_and_width_do_not_hide_words(tmp_path):
    text = "示例县方案\n一、重点任务\n（一）设站。建 3 个站（示范）。（责任单位：县财政局）\n"
    found, shown = placed(tmp_path, ("content", 0, "content", 0, "text"), "3个站(示范)", text=text)
    assert shown == "3 个站（示范）"
    assert found.spot.words == "一、（一）“设站”"


def test_every_route_of_a_plan_has_a_place(tmp_path):
    """Nothing that a rule may blame is too odd to be placed, and no place is outside the document."""
    document, imported = opened(tmp_path, TASKS)
    lines = document.source.text.split("\n")
    assert len(lines) == len(imported.ledger.entries)
    for at in routes(imported.data):
        found = document.place(Remark(at, "一句话", words="没有这句话"), CODE)
        line = lines[found.spot.block]
        assert 1 <= found.span.column <= found.span.end_column <= len(line) + 1
        assert line.startswith(found.spot.quote)
        assert found.spot.where == imported.ledger.entries[found.spot.block].where


def routes(data, at=()):
    yield at
    yield (*at, "responsible")
    yield (*at, 99)
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in members:
        yield from routes(value, (*at, key))


@pytest.mark.parametrize(
    ("advice", "kept"),
    [
        ("“公文”下应有 标题: ……实施方案", ""),
        ("应有 地区: {名称: 示例县}", ""),
        ("请写上“牵头单位”或“责任单位”，或用一句话写“责任”", "请写上“牵头单位”或“责任单位”"),
        ("已有这一章而标题不同时，请写上 部分: 保障措施", ""),
        ("核对是否丢了一条；没有丢就删去“序号”", "核对是否丢了一条"),
        ("补上句号；若后面的字丢了，检查正文里有没有“ #”", "补上句号"),
        ("应写作 2026-03-02 这样的日期", ""),
        ("移到“牵头单位”“责任单位”等键", ""),
        ("别的任务多数写了；长期的工作可写“持续推进”", "别的任务多数写了；长期的工作可写“持续推进”"),
        ("改一个标题，或合并", "改一个标题，或合并"),
        ("", ""),
    ],
)
def test_what_only_a_plan_file_has_is_not_said_of_a_document(advice, kept):
    assert placing.said(advice) == kept
