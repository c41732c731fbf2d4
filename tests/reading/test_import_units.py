"""Each row of the catalogue of unit notes as one invented plan, in full and in half width, through the whole importer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from qplan import build, checking, emit
from qplan.body import body
from qplan.notation.punctuation import halved
from qplan.plan import Duty, Item, Plan
from qplan.reading import plandata
from qplan.reading.formats import text
from qplan.reading.plandata import Imported

A, B, C, T = "县科技局", "县财政局", "县教育局", "各乡镇人民政府"


class Row(NamedTuple):
    """A note behind 把仪器登记上网。 and what it says; ``doubt`` is a word of the remark that it earns, "" for none."""

    note: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    others: bool = False
    due: str = ""
    doubt: str = ""


ROWS = {
    # 2.1 labelled, one role
    "2.1 责任单位": Row(f"（责任单位：{A}、{B}）", responsible=(A, B)),
    "2.1 责任单位，等": Row(f"（责任单位：{A}、{B}等）", responsible=(A, B), others=True),
    "2.1 六角括号": Row(f"〔责任单位：{A}、县工信局（国资委）〕", responsible=(A, "县工信局（国资委）")),
    "2.1 方括号": Row(f"［责任单位：各乡（镇）人民政府，{A}］", responsible=("各乡（镇）人民政府", A)),
    "2.1 半角方括号": Row(f"[责任单位：{A}]", responsible=(A,)),
    "2.1 责任部门": Row(f"（责任部门：{A}、{B}）", responsible=(A, B)),
    "2.1 责任处室": Row("（责任处室：城建处、房产处）", responsible=("城建处", "房产处")),
    "2.1 牵头单位": Row(f"（牵头单位：{A}）", lead=(A,)),
    "2.1 牵头部门": Row(f"（牵头部门：{A}）", lead=(A,)),
    "2.1 牵头考核单位": Row(f"（牵头考核单位：{A}）", lead=(A,)),
    "2.1 牵头责任单位": Row(f"（牵头责任单位：{A}）", lead=(A,)),
    "2.1 指标牵头单位": Row(f"（指标牵头单位：{A}）", lead=(A,)),
    "2.1 主办和协办": Row(f"（主办单位：{A}；协办单位：{B}）", lead=(A,), support=(B,)),
    "2.1 牵头市领导": Row(f"（牵头市领导：张三；牵头单位：{A}）", lead=(A,), doubt="人员"),
    # 2.2 labelled, several roles
    "2.2 逗号隔开角色": Row(f"（牵头单位：{A}，配合单位：{B}，各县、市、区人民政府）", (A,), (B, "各县、市、区人民政府")),
    "2.2 分号隔开角色": Row(f"（牵头单位：{A}；责任单位：{B}、{C}）", (A,), (B, C)),
    "2.2 各市州": Row(f"（牵头单位：{A}，责任单位：{B}，各市〔州〕、县〔市、区〕人民政府）", (A,), (B, "各市〔州〕、县〔市、区〕人民政府")),
    "2.2 三个字段": Row(f"〔牵头单位：{A}；配合单位：{B}；完成时限：2026年10月底前〕", (A,), (B,), due="2026年10月底前"),
    "2.2 责任加配合": Row(f"（责任单位：{A}，配合单位：{B}）", (A,), (B,)),
    "2.2 牵头部门和责任部门": Row("（牵头部门：厅法规处；责任部门：厅综规处、财审处）", ("厅法规处",), ("厅综规处", "财审处")),
    "2.2 牵头和落实单位": Row(f"（牵头单位：{A}；落实单位：{T}）", (A,), (T,)),
    "2.2 主要和其他": Row(f"（主要责任单位：{A}；其他责任单位：{B}）", (), (), (A, B)),
    "2.2 空格隔开角色": Row(f"（牵头单位：{A}　配合单位：{B}、{C}）", (A,), (B, C)),
    "2.2 名单里写明牵头": Row(f"（责任单位：{A}（牵头）、{B}、{C}）", (A,), (B, C)),
    # 2.3 no label, a verb
    "2.3 按职责分工负责": Row(f"【{A}、{B}、{C}按职责分工负责】", responsible=(A, B, C)),
    "2.3 牵头负责": Row(f"【{A}牵头负责】", lead=(A,)),
    "2.3 牵头负责，各部门分工": Row(f"（{A}牵头负责，县直各部门按职责分工负责）", (A,), (), ("县直各部门",)),
    "2.3 海关负责": Row("（示例海关负责）", responsible=("示例海关",)),
    "2.3 牵头，配合": Row(f"（{A}牵头，示例海关配合）", (A,), ("示例海关",)),
    "2.3 按职责分工配合": Row(f"（{A}牵头，{B}、{C}按职责分工配合）", (A,), (B, C)),
    "2.3 三个动词": Row(f"（县政府办牵头，县委编办、{A}配合，各县（市、区）落实）", ("县政府办",), ("县委编办", A, "各县（市、区）")),
    "2.3 等按职责分工": Row(f"（{A}牵头；{B}、{C}等按职责分工负责）", (A,), (), (B, C), others=True),
    "2.3 具体负责": Row(f"〔{A}、{B}具体负责〕", responsible=(A, B)),
    "2.3 牵头并分工": Row(f"（{A}牵头并按职责分工负责）", lead=(A,)),
    "2.3 分别牵头": Row(f"（{A}、财政局、教育局分别牵头，县总工会配合）", (A, B, C), ("县总工会",)),
    "2.3 按职责分别牵头负责": Row(f"（{A}、{B}按职责分别牵头负责）", lead=(A, B)),
    "2.3 标签和动词": Row(f"（责任单位：{A}牵头，县各有关部门按职责分工负责）", (A,), (), ("县各有关部门",)),
    "2.3 标签和动词，没有牵头": Row(f"（责任单位：{A}，县直各部门按职责分工负责）", (), (), (A, "县直各部门")),
    # 2.4 no label, no verb
    "2.3 会同": Row(f"（{A}牵头，会同{B}、{C}，{T}落实）", (A,), (B, C, T)),
    "2.3 某某会同某某": Row(f"（{A}会同{B}负责）", (A,), (B,)),
    "2.4 只有单位": Row(f"（{A}、{B}，各区、县（市）政府）", (), (), (A, B, "各区、县（市）政府")),
    "2.4 内设机构": Row("（责任单位：建筑业处、造价站）", (), (), ("建筑业处", "造价站")),
    "2.4 内设机构，动词和时限": Row("（登记指导处负责，完成时限：2026年底前）", (), (), ("登记指导处",), due="2026年底前"),
    # 2.5 not in brackets
    "2.5 另起三行": Row(f"\n牵头单位：{A}、{B}\n责任单位：{T}\n完成时限：2026年12月30日", (A, B), (T,), due="2026年12月30日"),
    "2.5 一行三句": Row(f"\n牵头单位：{A}。责任单位：{T}。完成时限：2026年12月。", (A,), (T,), due="2026年12月"),
    "2.5 段末三句": Row(f"牵头单位：{A}。责任单位：{T}。完成时限：2026年12月。", (A,), (T,), due="2026年12月"),
    "2.5 领导和单位一行": Row(f"\n牵头县领导：×××；牵头单位：{A}。", (A,), doubt="人员"),
    "2.5 标签在括号里": Row(f"\n【牵头单位】{A}【配合单位】{B}、{C}", (A,), (B, C)),
    "2.5 标签独占一行": Row(f"\n责任单位：\n{A}、{B}", (), (), (A, B)),
    # 2.8 deadlines
    "2.8 月底前完成": Row(f"（{A}负责，2026年9月底前完成）", (), (), (A,), due="2026年9月底前完成"),
    "2.8 没有年份": Row(f"（6月底完成，牵头考核单位：{A}）", (A,), due="6月底完成"),
    "2.8 年底前": Row(f"（责任单位：{A}；完成时限：年底前）", (), (), (A,), due="年底前"),
    "2.8 时限要求": Row(f"（责任单位：{A}，时限要求：持续推进）", (), (), (A,), due="持续推进"),
    "2.8 第三季度": Row(f"（责任单位：{A}；完成时限：第三季度）", (), (), (A,), due="第三季度"),
    "2.8 长期坚持": Row(f"（{A}负责，并长期坚持）", (), (), (A,), due="并长期坚持"),
    # 3 names in the list
    "3 及在末尾": Row("（责任单位：县税务局，县自然资源局及各乡〈镇〉人民政府）", (), (), ("县税务局", "县自然资源局", "各乡〈镇〉人民政府")),
    "3 等部门": Row(f"（责任单位：{A}、{B}等部门）", (), (), (A, B), others=True),
    "3 等有关部门（单位）": Row(f"（责任单位：{A}、{B}等有关部门（单位））", (), (), (A, B), others=True),
    "3 等部门及乡镇": Row(f"（{A}、{B}等县级有关部门及各乡镇按职责分工负责）", (), (), (A, B, "各乡镇"), others=True),
    "3 各县、市、区": Row(f"（责任单位：{A}、各县、市、区人民政府）", (), (), (A, "各县、市、区人民政府")),
    "3 各州、市、县、区": Row("（责任单位：各州、市、县、区人民政府）", (), (), ("各州、市、县、区人民政府",)),
    "3 县、区政府": Row(f"（责任单位：{A}，县、区政府）", (), (), (A, "县、区政府")),
    "3 各乡、镇": Row(f"（责任单位：{A}、各乡、镇人民政府）", (), (), (A, "各乡、镇人民政府")),
    "3 党委、政府（管委会）": Row(
        f"（责任单位：{A}，各县（市、区）党委、人民政府（管委会））", (), (), (A, "各县（市、区）党委、人民政府（管委会）")
    ),
    "3 名称带括号": Row(
        "（责任单位：县发改委（审改办、大数据局）、县商务局（自贸办））", (), (), ("县发改委（审改办、大数据局）", "县商务局（自贸办）")
    ),
    "3 六角括号里的名称": Row("（责任单位：省政府办公厅〔省大数据管理局〕）", (), (), ("省政府办公厅〔省大数据管理局〕",)),
    "3 省去层级": Row(
        "（县市场监管局、财政局、工业和信息化局负责）", (), (), ("县市场监管局", "县财政局", "县工业和信息化局")
    ),
    "3 自治区": Row(
        "（自治区市场监管局、财政厅、工业和信息化厅负责）", (), (), ("自治区市场监管局", "自治区财政厅", "自治区工业和信息化厅")
    ),
    "3 没有层级": Row("（责任单位：发改委，市监局）", (), (), ("发改委", "市监局")),
    "3 分局": Row("（责任单位：县财政局、生态环境分局、示例生态环境局）", (), (), (B, "生态环境分局", "示例生态环境局")),
    "3 成员单位": Row(
        f"（责任单位：{A}、县质量强县领导组其他成员单位）", (), (), (A, "县质量强县领导组其他成员单位")
    ),
    "3 各成员单位": Row("（县质量强县工作领导小组各成员单位负责）", (), (), ("县质量强县工作领导小组各成员单位",)),
    "3 不是部门": Row(
        "（责任单位：县委网信办、县总工会、县工商联、县法院、县检察院、示例海关、县税务局、人行示例县支行、县消防救援支队、高新区管委会、国网示例县供电公司）",
        (), (),
        ("县委网信办", "县总工会", "县工商联", "县法院", "县检察院", "示例海关", "县税务局", "人行示例县支行", "县消防救援支队",
         "高新区管委会", "国网示例县供电公司"),
    ),
    # 4 tricky cases
    "4.1 多一个括号": Row(f"【{A}、{B}按职责分工负责)】", (), (), (A, B), doubt="多出半边括号"),
    "4.2 里面的括号不成对": Row("（责任单位：各乡（镇) 交通运输所）", (), (), ("各乡（镇)交通运输所",), doubt="不是一对"),
    "4.3 左右不一": Row(f"（责任部门：{A}、{B})", (), (), (A, B), doubt="不是一对"),
    "4.4 没有关": Row(f"（{A}负责，2026年11月底前完成", (), (), (A,), due="2026年11月底前完成", doubt="没有关上"),
    "4.8 逗号两种意思": Row(
        f"（牵头单位：{A}，{B}，配合单位：领导小组成员单位，各县、市、区人民政府）", (A, B), ("领导小组成员单位", "各县、市、区人民政府")
    ),
    "4.10 前面有普通括号": Row(f"（0.5分）（10月底完成，牵头考核单位：{A}）", (A,), due="10月底完成"),
    "4.22 名称里有等": Row("（责任单位：市高等法院、县平等就业指导中心等）", (), (), ("市高等法院", "县平等就业指导中心"), others=True),
    "4.23 名称里有和": Row(
        "（责任单位：市规划和自然资源局、市农业农村和水利局和市人力资源和社会保障局）", (), (),
        ("市规划和自然资源局", "市农业农村和水利局", "市人力资源和社会保障局"),
    ),
    "4.24 两个市": Row("（责任单位：市市场监管局、市市监局）", (), (), ("市市场监管局", "市市监局")),
    "4.25 单位、人名、电话连写": Row("（县质量办 张三 0000-1234567）", (), (), ("县质量办",), doubt="人员"),
    "4.25 电话": Row("（责任单位：县质量办，联系人：张三，电话：0000-1234567）", (), (), ("县质量办",), doubt="人员"),
}  # fmt: skip
WIDTHS = ("全角", "半角")


def read(words: str, width: str = "全角") -> tuple[Imported, Plan]:
    words = halved(words) if width == "半角" else words
    imported = plandata.assemble(text.gathered(words), name="甲.txt")
    return imported, build.build(imported.data)


def flat(value: object) -> object:
    """Half width everywhere, to compare what was read with what was written in either."""
    if isinstance(value, str):
        return halved(value)
    return tuple(flat(each) for each in value) if isinstance(value, tuple) else value


def remarks(imported: Imported) -> list[str]:
    """The doubts that are about units."""
    return [d.message for d in imported.ledger.doubts if re.search("责任|单位名称", d.message)]


def said(duty: Duty) -> object:
    return flat((duty.lead, duty.support, duty.responsible, duty.and_others))


def only(items: Iterable[Item]) -> Item:
    (item,) = items
    return item


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ROWS)
def test_a_note_of_the_catalogue(name: str, width: str) -> None:
    row = ROWS[name]
    imported, plan = read(
        "示例县2026年质量提升实施方案\n一、重点任务\n（一）办好平台。把仪器登记上网。每年核对一次。"
        f"{row.note}\n（二）讲好故事。办好质量月。再办好质量日。\n",
        width,
    )
    first, second = plan.items()
    assert said(first.duty) == flat((row.lead, row.support, row.responsible, row.others))
    assert (first.due.text if first.due else "") == halved(row.due) or (first.due and first.due.text == row.due)
    assert first.title == "办好平台"
    assert not second.duty
    assert not first.measures
    doubt = row.doubt if width == "全角" or row.doubt != "不是一对" else ""
    assert bool(remarks(imported)) == bool(doubt), remarks(imported)
    assert all(doubt in remark for remark in remarks(imported))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if not row.doubt])
def test_a_note_prints_as_it_was(name: str, width: str) -> None:
    row = ROWS[name]
    source = (
        "一、重点任务\n（一）办好平台。把仪器登记上网。"
        f"{row.note}\n（二）讲好故事。办好质量月。（牵头单位：县财政局）\n（三）算好账。先摸底。（责任单位：县统计局、县财政局）\n"
    )
    if "\n" in row.note:
        source = re.sub("（(牵头|责任)单位：([^）]*)）", r"\n\1单位：\2", source)
    _, plan = read(source, width)
    printed = "".join(paragraph.text for paragraph in body(plan))
    assert "".join(printed.split()) == "".join((halved(source) if width == "半角" else source).split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "heading",
    [
        f"市场准入（牵头单位：{A}）",
        f"市场准入（牵头部门：{A}；目标位置：全省前5）",
        f"市场准入。（{A}牵头）",
        f"市场准入\n牵头市领导：×××；牵头单位：{A}。",
    ],
)
def test_the_lead_in_a_heading_is_kept_below_it(heading: str, width: str) -> None:
    _, plan = read(
        f"一、重点任务\n（一）{heading}\n1.压缩时间。再减环节。（{A}、{B}，{T}）\n2.推行联办。一次办结。（{C}牵头，{A}配合）\n"
        "3.再做好。另行办理。\n",
        width,
    )
    assert plan.content[0].content[0].duty.lead == (A,)  # type: ignore[union-attr]
    effective = [item.effective for item in plan.items()]
    assert effective == [
        Duty((A,), (), (B, T)),
        Duty((C,), (A,), ()),
        Duty((A,), (), ()),
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("declared", "bare", "lead", "support"),
    [
        (
            f"（{A}，{B}、{C}。逗号前为牵头单位，未明确牵头单位的按职责分工负责，下同）",
            f"（{B}，{C}、{A}）",
            (B,),
            (C, A),
        ),
        (f"（责任单位：{A}，{B}。逗号前为牵头部门，下同）", f"（责任单位：{B}，{A}）", (B,), (A,)),
        (f"（{A}、{B}、{C}，列第一位者为牵头单位，下同）", f"（{B}、{C}、{A}）", (B,), (C, A)),
        (f"（{A}、{B}，排名第一位的为牵头责任单位，下同）", f"（{B}、{C}等）", (B,), (C,)),
    ],
)
def test_a_declared_convention(declared: str, bare: str, lead: tuple[str], support: tuple[str], width: str) -> None:
    imported, plan = read(
        f"一、重点任务\n（一）办好平台。登记上网。{declared}\n（二）讲好故事。办好质量月。{bare}\n（三）算好账。先摸底。{bare}\n",
        width,
    )
    first, second, third = plan.items()
    assert first.duty.lead == (A,)
    assert (second.duty.lead, second.duty.support, second.duty.responsible) == (lead, support, ())
    assert third.duty == second.duty
    assert [d.block for d in imported.ledger.doubts if "从这里起" in d.message] == [1]


@pytest.mark.parametrize("width", WIDTHS)
def test_divisions_persons_and_telephones(width: str) -> None:
    imported, plan = read(
        "一、重点任务\n（一）办好平台。登记上网。（运用促进处，张三，0000-1234567。括号中为牵头负责部门、人员、电话，下同）\n"
        "（二）讲好故事。办好质量月。（质量处，李四，0000-7654321）\n",
        width,
    )
    assert [item.duty for item in plan.items()] == [Duty(("运用促进处",)), Duty(("质量处",))]
    assert not re.search(r"张三|李四|\d{7}", str(imported.data))
    assert sum("人员" in remark for remark in remarks(imported)) == 2


@pytest.mark.parametrize("width", WIDTHS)
def test_the_same_word_may_define_a_term(width: str) -> None:
    imported, plan = read(
        f"一、重点任务\n（一）办好平台。合并安全监督手续（以下简称手续，下同）。另办登记（下同）。（{A}负责）\n", width
    )
    item = only(plan.items())
    assert item.duty == Duty(responsible=(A,))
    assert "（下同）" in item.paragraphs[0] or "(下同)" in item.paragraphs[0]
    assert not remarks(imported)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_same_below_in_brackets_of_its_own_is_no_doubt(width: str) -> None:
    imported, plan = read(f"一、重点任务\n（一）办好平台。登记上网。（主要责任单位：{A}、{B}）（下同）\n", width)
    assert only(plan.items()).duty.responsible == (A, B)
    assert not remarks(imported)


CLAUSES = [
    f"（{A}负责，{T}负责落实，以下不再列出）",
    f"（{A}负责，{T}负责落实。以下任务均需{T}落实，不再一一列出）",
    f"〔{A}负责。以下均需{T}贯彻落实，不再列出〕",
    f"（责任单位：{A}。以下政策均需{T}落实，不再单独列出）",
    f"（责任单位：{A}；以下责任单位中均包含{T}，不再列出）",
    f"（{A}负责，{T}均为责任单位，以下不再列出）",
    f"（{A}负责。以下工作均涉及{T}，不再一一列出）",
    f"（{A}负责）（以下任务均需{T}落实，不再列出）",
]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("note", CLAUSES)
def test_a_default_clause(note: str, width: str) -> None:
    imported, plan = read(
        f"一、重点任务\n（一）抓早。先摸底。（{B}负责）\n（二）办好平台。登记上网。{note}\n（三）讲好故事。办好质量月。（{B}负责）\n",
        width,
    )
    assert imported.data["defaults"]["units"] == [T]
    before, first, after = plan.tasks()
    assert before.effective.units == (B,)
    assert first.effective.units == (A, T)
    assert after.effective.units == (B, T)
    (remark,) = remarks(imported)
    assert T in remark
    assert [d.block for d in imported.ledger.doubts if d.message == remark] == [2]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("clause", ["各县（市、区）人民政府（管委会）", "开发区管委会和各县区政府"])
def test_a_default_clause_of_several(clause: str, width: str) -> None:
    imported, _ = read(f"一、任务\n（一）抓早。先摸底。（{A}负责。以下任务均需{clause}落实，不再列出）\n", width)
    assert flat("和".join(imported.data["defaults"]["units"])) == flat(clause)


# 4.9: a bracket belongs to the sentences since the bracket before it, over the ends of paragraphs
def test_a_bracket_belongs_to_all_sentences_since_the_last() -> None:
    _, plan = read(
        f"一、任务\n1.推进改革。推进甲项改革。简化审批。（{A}负责）\n推进乙项改革。\n规范登记。（{B}负责）推进丙项改革。\n"
        f"完善退出机制。（{C}负责）\n"
    )
    item = only(plan.items())
    assert [(m.text, m.duty.units) for m in item.measures] == [
        ("推进甲项改革。简化审批。", (A,)),
        ("推进乙项改革。\n规范登记。", (B,)),
        ("推进丙项改革。\n完善退出机制。", (C,)),
    ]
    assert [m.apart for m in item.measures] == [False, True, False]


def test_a_short_topic_before_the_first_bracket_is_its_own() -> None:
    _, plan = read(f"一、任务\n1.推进改革。构建示例体系。\n规范登记。（{A}负责）再规范。（{B}负责）\n")
    item = only(plan.items())
    assert item.paragraphs == ()
    assert [m.text for m in item.measures] == ["构建示例体系。\n规范登记。", "再规范。"]


def test_a_longer_text_before_the_first_bracket_belongs_to_it_where_sentences_run_over_paragraphs() -> None:
    _, plan = read(
        f"一、任务\n1.推进改革。先改甲项。再改乙项。\n规范登记。（{A}负责）推进丙项改革。\n完善退出机制。（{B}负责）\n"
        f"2.推进创新。先改丁项。再改戊项。\n规范登记。（{A}负责）再规范。（{B}负责）\n"
    )
    assert [item.paragraphs for item in plan.items()] == [(), ()]
    assert [m.text for item in plan.items() for m in item.measures][::2] == [
        "先改甲项。再改乙项。\n规范登记。",
        "先改丁项。再改戊项。\n规范登记。",
    ]


def test_a_longer_text_before_the_first_bracket_is_the_items() -> None:
    long = "围绕示例县的产业和民生需要，统筹用好各类资源，分年推进，分类施策。坚持先易后难。"
    imported, plan = read(f"一、任务\n1.推进改革。{long}\n规范登记。（{A}负责）再规范。（{B}负责）\n")
    item = only(plan.items())
    assert item.paragraphs == (long,)
    assert [d.block for d in imported.ledger.doubts if "第一处责任标注" in d.message] == [1]
    assert [m.text for m in item.measures] == ["规范登记。", "再规范。"]


def test_text_behind_the_last_bracket_stays_apart() -> None:
    _, plan = read(
        f"一、任务\n1.推进改革。先规范。（{A}负责）再规范。（{B}负责）\n各地要加强调度。\n二、要求\n（一）加强领导。按季调度。\n"
    )
    item = next(iter(plan.items()))
    assert [(m.text, m.duty.units, m.apart) for m in item.measures] == [
        ("先规范。", (A,), False),
        ("再规范。", (B,), False),
        ("各地要加强调度。", (), True),
    ]


# 4.5, 4.6, 4.10, 4.20: brackets and sections without units
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "prose",
    [
        "按照示政发〔2026〕18 号和示政文[2026]62号办理。",
        "布局“一区两台”[一区：现代金融集聚区。两台：综合服务平台、监测平台。]。",
        "构建格局[ “6”为粮、油、茶、果、菜、畜。]。",
        "完成打分（0.5分）。",
        "落实有关文件（国办发〔2019〕45号）。",
        "主管部门（县科技局、县财政局）要加强指导。",
        "由第三方机构（业主自行负责）实施。",
        "各责任单位：要高度重视。",
    ],
)
def test_what_is_no_note(prose: str, width: str) -> None:
    imported, plan = read(f"一、重点任务\n（一）办好平台。登记上网。{prose}\n", width)
    item = only(plan.items())
    assert not item.duty
    assert not item.measures
    assert not remarks(imported)


def test_an_unknown_word_among_units_is_reported_once() -> None:
    imported, plan = read(
        f"一、任务\n（一）办好平台。登记上网。（责任单位：{A}、示例红楼）\n（二）讲好故事。办好质量月。（责任单位：{B}、示例红楼）\n"
    )
    assert next(iter(plan.items())).duty.responsible == (A, "示例红楼")
    assert remarks(imported) == ["不能肯定是单位名称：示例红楼"]


DECLARED = [
    "为办好事，制定本方案。{words}\n一、重点任务\n（一）办好平台。登记上网。{first}\n（二）讲好故事。办好质量月。{second}\n",
    "为办好事，制定本方案。（{words}）\n一、重点任务\n（一）办好平台。登记上网。{first}\n（二）讲好故事。办好质量月。{second}\n",
    "一、重点任务\n{words}\n（一）办好平台。登记上网。{first}\n（二）讲好故事。办好质量月。{second}\n",
    "一、重点任务\n（一）办好平台。登记上网。{first}\n（二）讲好故事。办好质量月。{second}\n注：{words}\n",
]
TITLE = "示例县优化服务工作方案\n"


def prints(plan: Plan) -> list[str]:
    return [flat(paragraph.text.replace("　", "")) for paragraph in body(plan)]  # type: ignore[misc]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("where", DECLARED)
@pytest.mark.parametrize(
    "words",
    ["责任单位列第一位的为牵头单位。", "任务分工中，排在首位的责任单位为牵头单位。", "列第一位者即为牵头单位，下同。"],
)
def test_a_convention_declared_in_prose(words: str, where: str, width: str) -> None:
    notes = {"first": f"（责任单位：{A}、{B}）", "second": f"（责任单位：{B}、{C}）"}
    imported, plan = read(TITLE + where.format(words=words, **notes), width)
    first, second = plan.tasks()
    assert [said(item.duty) for item in (first, second)] == [((A,), (B,), (), False), ((B,), (C,), (), False)]
    (remark,) = remarks(imported)
    assert remark.endswith("列第一位的是牵头单位")
    printed = "".join(prints(plan))
    assert all(str(flat(note)) in printed for note in notes.values())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("where", DECLARED)
@pytest.mark.parametrize("words", [f"以下任务均需{T}落实，不再一一列出。", f"{T}均为责任单位，不再单独列出。"])
def test_units_of_every_task_declared_in_prose_are_printed_once(words: str, where: str, width: str) -> None:
    notes = {"first": f"（{A}负责）", "second": f"（{B}负责）"}
    imported, plan = read(TITLE + where.format(words=words, **notes), width)
    if "注：" in where and words.startswith("以下"):
        return  # 以下 behind the last task is about nothing
    assert imported.data["defaults"]["units"] == [T]
    assert [item.effective.units for item in plan.tasks()] == [(A, T), (B, T)]
    assert "".join(prints(plan)).count("不再") == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_bracket_over_two_lines_is_one_note(width: str) -> None:
    lines = (f"（牵头单位：{A}", f"责任单位：{B}、各乡（镇、街道））")
    imported, plan = read("一、任务\n（一）办好平台。登记上网。\n" + "\n".join(lines) + "\n", width)
    assert said(only(plan.items()).duty) == ((A,), (B, flat("各乡（镇、街道）")), (), False)
    assert not remarks(imported)
    assert prints(plan)[-2:] == [flat(line) for line in lines]


def test_a_verb_in_front_of_a_deadline_on_the_next_line_is_read_back() -> None:
    duty = f"责任部门：{A}牵头，{B}配合\n时限：第三季度"
    imported, plan = read(
        f"一、任务\n1、交叉检查\n组织一次检查。\n{duty}\n2、抽查\n组织抽查。\n责任部门：{C}\n时限：长期\n"
    )
    first, _ = plan.items()
    assert said(first.duty) == ((A,), (B,), (), False)
    assert imported.data["content"][0]["content"][0]["unit_note"] == duty


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("label", ["责任股室", "责任科股", "责任站所"])
def test_a_bureaus_own_divisions_have_labels_of_their_own(label: str, width: str) -> None:
    imported, plan = read(
        f"一、任务\n1.抽查产品。分批抽样。（{label}：质量股、各市场监管所；完成时间：3月底前）\n", width
    )
    assert said(only(plan.items()).duty) == ((), (), ("质量股", "各市场监管所"), False)
    assert not remarks(imported)


@pytest.mark.parametrize("width", WIDTHS)
def test_schools_and_zones_are_units_among_units(width: str) -> None:
    imported, plan = read(
        f"一、任务\n1.办好平台。登记上网。（{A}、{B}，示例大学，示例经开区）\n2.走访。看三类园区（甲高新区、乙开发区），再看学校。\n",
        width,
    )
    first, second = plan.items()
    assert first.duty.responsible == (A, B, "示例大学", "示例经开区")
    assert not second.duty.units
    assert not remarks(imported)


def test_the_roster_of_a_leading_group_is_no_note() -> None:
    roster = "组长：张三　县长\n副组长：李四　副县长\n成员：王五　县科技局局长"
    imported, plan = read(f"一、组织领导\n成立领导小组。\n{roster}\n二、任务\n1.办好平台。登记上网。（{A}负责）\n")
    assert not remarks(imported)
    assert "张三" in "".join(prints(plan))


def test_groups_behind_a_comma_are_written_so_that_the_plan_file_earns_no_remark(tmp_path: Path) -> None:
    imported, _ = read(f"{TITLE}一、任务\n1.办好平台。登记上网。（责任单位：{A}，{T}）\n")
    plan = tmp_path / "plan.yaml"
    plan.write_text(emit.emit(imported.data), encoding="utf-8")
    assert "Q018" not in {finding.code for finding in checking.check(plan).findings}


def test_a_sentence_with_nothing_but_lines_of_notes_below_it_is_text() -> None:
    _, plan = read(
        f"一、任务\n1.办好平台。登记上网。\n牵头单位：{A}\n配合单位：{B}\n2.讲好本地的故事。\n牵头单位：{B}\n配合单位：{C}\n"
        f"3、修订规则\n牵头单位：{C}\n配合单位：{A}\n"
    )
    assert [(item.title, item.paragraphs) for item in plan.items()] == [
        ("办好平台", ("登记上网。",)),
        ("", ("讲好本地的故事。",)),
        ("修订规则", ()),
    ]
