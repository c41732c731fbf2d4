"""Where points begin, which heading is above which, and what is no point at all: documents of our own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qplan import build
from qplan.plan import Item, Node, Plan
from qplan.reading import outline, plandata
from qplan.reading.formats import text
from qplan.reading.gathering import Cell, Gathering
from qplan.reading.plandata import Imported

DUTY = "搭好平台，服务企业，按期见到效果。（责任单位：县科技局、县财政局）"
Row = tuple[int, str]


def read(words: str) -> tuple[Imported, Plan]:
    imported = plandata.assemble(text.gathered(words), name="甲.txt")
    return imported, build.build(imported.data)


def styled(*rows: Row) -> tuple[Imported, Plan]:
    """Paragraphs with heading levels, as a Word file or a web page tells them."""
    gathering = Gathering()
    for number, (level, words) in enumerate(rows, start=1):
        gathering.paragraph(words, f"第 {number} 段", level=level)
    imported = plandata.assemble(gathering, name="甲.docx")
    return imported, build.build(imported.data)


def shown(plan: Plan) -> list[str]:
    """Path, title and units of every node, and the numbers of an item's measures."""
    return [line for node in plan.nodes() for line in _shown(node)]


def _shown(node: Node) -> list[str]:
    lines = [" ".join(filter(None, (node.path, node.title, "、".join(node.duty.units))))]
    if isinstance(node, Item):
        lines += [f"  {m.number}{m.text} {'、'.join(m.duty.units)}".rstrip() for m in node.measures]
    return lines


def messages(imported: Imported) -> list[str]:
    return [f"{imported.ledger.where(d)}：{d.message}" for d in imported.ledger.doubts]


# Numbers stuck into a line


def test_points_that_ran_together_are_cut_where_the_numbers_go_on() -> None:
    imported, plan = read(
        "示例县优化服务工作方案\n"
        "一、主要任务\n"
        "（一）方便办事，压减环节。（县政务服务局牵头，各乡镇负责）具体措施：1．2026年6月底前编制清单。（县司法局负责）\n"
        "2．规范中介，公开收费。（县审计局负责）3．精简材料。（县档案局负责）\n"
        "4．完善平台，共享数据。（县数据局负责）（二）优化通关，降低收费。（县商务局负责）\n"
        "二、形成工作合力（三）提高协同性，用好授权。（各乡镇、各部门负责）（四）先行先试，容错纠错。（县发展改革局负责）"
    )
    assert shown(plan) == [
        "一 主要任务",
        "一/(一) 县政务服务局、各乡镇",
        "  具体措施：",
        "  1．2026年6月底前编制清单。 县司法局",
        "  2．规范中介，公开收费。 县审计局",
        "  3．精简材料。 县档案局",
        "  4．完善平台，共享数据。 县数据局",
        "一/(二) 县商务局",
        "二 形成工作合力",
        "二/(三) 各乡镇、各部门",
        "二/(四) 县发展改革局",
    ]
    assert messages(imported) == [
        "第 3 行：编号粘在一段文字中间，已从这里断开：“1．2026…”",
        "第 4 行：编号粘在一段文字中间，已从这里断开：“3．精简材料…”",
        "第 5 行：编号粘在一段文字中间，已从这里断开：“（二）优化通…”",
        "第 6 行：编号粘在一段文字中间，已从这里断开：“（三）提高协…”、“（四）先行先…”",
    ]
    assert [e.text[:4] for e in imported.ledger.entries][-1] == "二、形成"


@pytest.mark.parametrize(
    "prose",
    [
        "按照第（二）项和《办法》第二条的规定，落实（一）质量第一、（二）效益优先的原则。",
        "推动一、二、三产业融合。2026年3月2日前完成。",
        "包括：（1）建平台；（2）育人才；（3）强服务。",
        "办好三件实事：1.合格率达到95%；2.满意度达到90分；3.培训3次。",
        "一是定标准。二是用标准。①做宣传。②做培训。③做评估。",
        "具体包括：（1）建平台。（2）育人才。（3）强服务。",
        "参照本方案二、（二）办理。",
        "增长3.5个百分点。2.8万户企业受益。",
    ],
)
def test_numbers_in_prose_stay_where_they_are(prose: str) -> None:
    imported, plan = read(
        f"示例县质量提升实施方案\n一、重点任务\n（一）办好检测。{prose}（责任单位：县科技局）\n"
        "（二）抓好标准。用好标准。（责任单位：县科技局）\n1.定规矩。定好规矩。"
    )
    assert [item.path for item in plan.items()] == ["一/(一)", "一/(二)"]
    first = next(iter(plan.items()))
    assert first.paragraphs == (prose,)
    assert not imported.ledger.doubts


def test_a_number_that_stands_further_on_is_not_cut_out_of_a_line() -> None:
    imported, plan = read(
        "示例县质量提升实施方案\n一、重点任务\n（一）办好检测。先做好试点。（二）所列事项同步推进。（责任单位：县科技局）\n"
        "（二）抓好标准。用好标准。（责任单位：县科技局）"
    )
    assert [item.path for item in plan.items()] == ["一/(一)", "一/(二)"]
    assert not imported.ledger.doubts


def test_the_own_note_of_a_point_stays_its_own_in_front_of_a_lead_in() -> None:
    _, plan = read(
        "示例县质量提升实施方案\n一、重点任务\n"
        "（一）整治乱象，规范秩序。压实责任，守住底线。（县财政局牵头，各乡镇、各部门负责）主要措施：\n"
        "1.编制清单。（县司法局负责）\n2.公开清单。（县司法局负责）"
    )
    (item,) = plan.items()
    assert item.duty.lead == ("县财政局",)
    assert (item.title, item.paragraphs) == ("整治乱象，规范秩序", ("压实责任，守住底线。",))
    assert [(m.number, m.text) for m in item.measures] == [
        ("", "主要措施："),
        ("1.", "编制清单。"),
        ("2.", "公开清单。"),
    ]


# Headings that print no number


def test_headings_known_from_the_format_need_no_number() -> None:
    imported, plan = styled(
        (1, "示例县质量强县实施方案"), (0, "为推进质量强县，制定本方案。"), (2, "总体要求"), (0, "坚持质量第一。"),
        (2, "重点任务"), (3, "办好检测"), (0, DUTY), (3, "抓好标准"), (0, DUTY), (2, "保障措施"), (0, "加强领导。"),
    )  # fmt: skip
    assert plan.document.title == "示例县质量强县实施方案"
    assert shown(plan) == [
        "*1 总体要求", "*2 重点任务", "*2/*1 办好检测 县科技局、县财政局", "*2/*2 抓好标准 县科技局、县财政局", "*3 保障措施",
    ]  # fmt: skip
    assert imported.data["numbering"] == {"chapter": "无", "section": "无"}
    assert [section.part for section in plan.content] == ["overview", "tasks", "safeguards"]
    assert not imported.ledger.doubts


def test_headings_without_a_number_stand_beside_numbered_ones() -> None:
    imported, plan = styled(
        (1, "示例县三年行动"), (2, "前言"), (0, "质量事关长远。"), (2, "一、重点任务"), (3, "产品质量"),
        (0, "（一）办好检测。" + DUTY), (0, "（二）抓好标准。" + DUTY), (3, "服务质量"), (0, "（三）办好诊断。" + DUTY),
        (2, "二、保障措施"), (0, "加强领导。"),
    )  # fmt: skip
    assert plan.document.title == "示例县三年行动"
    assert [line.split()[0] for line in shown(plan)] == [
        "*1", "一", "一/*1", "一/*1/(一)", "一/*1/(二)", "一/*2", "一/*2/(三)", "二",
    ]  # fmt: skip
    assert imported.data["content"][0]["number"] == "无"
    assert imported.data["numbering"] == {"section": "无", "item": "（一）", "continuous": ["item"]}
    assert not imported.ledger.doubts


def test_a_heading_that_lost_its_number_keeps_the_others() -> None:
    imported, plan = styled(
        (1, "示例县质量强县实施方案"), (2, "一、重点任务"), (3, "（一）办好检测"), (0, DUTY), (3, "抓好标准"), (0, DUTY),
        (3, "（二）办好诊断"), (0, DUTY),
    )  # fmt: skip
    assert [item.path for item in plan.items()] == ["一/(一)", "一/*2", "一/(二)"]
    assert not imported.ledger.doubts


def test_titles_of_notice_and_plan_annexes_and_prose_are_no_headings() -> None:
    _, plan = styled(
        (1, "示例县人民政府关于印发示例县质量强县实施方案的通知"), (0, "各乡镇人民政府："), (0, "现印发给你们，请认真贯彻落实。"),
        (0, "示例县人民政府"), (0, "2026年3月2日"), (1, "示例县质量强县"), (1, "实施方案"), (2, "一、总体要求"),
        (2, "坚持质量第一。把质量摆在更加突出的位置，久久为功。"), (2, "二、重点任务"), (0, "（一）办好检测。" + DUTY),
        (1, "附件"), (2, "任务分工表"),
    )  # fmt: skip
    assert plan.document.title == "示例县质量强县实施方案"
    assert plan.document.notice is not None
    assert [section.path for section in plan.content] == ["一", "二"]
    assert plan.content[0].paragraphs == ("坚持质量第一。把质量摆在更加突出的位置，久久为功。",)
    assert [annex.title for annex in plan.annexes] == ["任务分工表"]


# Boxes, closing words, chapters without points


def test_a_box_is_no_point_and_leaves_the_item_its_units() -> None:
    imported, plan = read(
        "示例县创新行动计划\n一、重点任务\n"
        f"1.建设平台。{DUTY}\n专栏1　平台建设工程\n每年遴选一批企业推广经验。\n编好案例集。\n"
        f"2.推广应用。{DUTY}\n专栏：上云工程\n1.建好机房。\n2.培训人员。\n3.办好诊断。{DUTY}"
    )
    assert [item.title for item in plan.items()] == ["建设平台", "推广应用", "办好诊断"]
    assert [item.duty.units for item in plan.items()] == [("县科技局", "县财政局")] * 3
    assert [[(box.title, box.text.split()) for box in item.boxes] for item in plan.items()] == [
        [("专栏1　平台建设工程", ["每年遴选一批企业推广经验。", "编好案例集。"])],
        [("专栏：上云工程", ["1.建好机房。", "2.培训人员。"])],
        [],
    ]
    assert not imported.ledger.doubts


@pytest.mark.parametrize("line", ["专栏建设是宣传的重要内容。", "专栏1和专栏2的任务由县科技局落实，", "开设专栏"])
def test_words_about_a_box_are_text(line: str) -> None:
    _, plan = read(f"示例县创新行动计划\n一、重点任务\n1.做好宣传。{DUTY}\n{line}")
    assert not any(node.boxes for node in plan.nodes())


def test_paragraphs_with_units_of_their_own_are_items_of_their_chapter() -> None:
    imported, plan = read(
        "示例县人才若干政策\n一、支持人才引进\n"
        "引进高端人才。给予补贴，帮助安家。（责任单位：县人社局、县财政局）\n"
        "引进青年人才。给予租房补贴。（责任单位：县人社局、县住建局）\n"
        "二、支持人才培养\n坚持需求导向。\n加强技能培训。办好技校。\n责任单位：县教育局\n组织企业家培训。每年办班。\n责任单位：县工信局\n"
        "三、支持人才创业\n给予贷款支持，办好孵化器。（责任单位：县人社局）"
    )
    assert shown(plan) == [
        "一 支持人才引进",
        "一/*1 引进高端人才 县人社局、县财政局",
        "一/*2 引进青年人才 县人社局、县住建局",
        "二 支持人才培养",
        "二/*1 加强技能培训 县教育局",
        "二/*2 组织企业家培训 县工信局",
        "三 支持人才创业 县人社局",
    ]
    assert plan.content[1].paragraphs == ("坚持需求导向。",)
    assert [task.id for task in plan.tasks()] == ["t01", "t02", "t03", "t04"]
    assert not imported.ledger.doubts


def test_closing_words_and_a_lone_signature_are_not_the_last_point_s() -> None:
    _, plan = read(
        f"示例县质量提升实施方案\n一、重点任务\n（一）办好检测。{DUTY}\n二、保障措施\n（一）加强领导。各单位要担起责任，抓出成效。\n"
        "本方案自印发之日起施行，有效期2年。\n本方案由县市场监管局负责解释。\n示例县人民政府"
    )
    last = plan.content[-1]
    assert (last.number, last.title, last.part) == ("", "", "safeguards")
    assert last.paragraphs == ("本方案自印发之日起施行，有效期2年。", "本方案由县市场监管局负责解释。")
    assert plan.document.issuers == ("示例县人民政府",)


def test_closing_words_below_a_heading_are_its_text() -> None:
    _, plan = read(f"示例县质量提升实施方案\n一、重点任务\n（一）办好检测。{DUTY}\n二、附则\n本方案自印发之日起施行。")
    assert [section.title for section in plan.content] == ["重点任务", "附则"]


def test_short_first_sentences_are_no_titles_among_points_of_prose() -> None:
    points = "\n".join(
        f"（{n}）把第{n}项工作摆在突出位置，明确目标，细化分工，压实责任，按月调度，按季通报，确保办成办好。再上台阶。"
        for n in "一二三四五六"
    )
    _, plan = read(f"示例县质量提升实施方案\n一、重点任务\n{points}\n（七）办好检测。搭好平台，服务企业。")
    assert {item.title for item in plan.items()} == {""}


# Numbers of every kind


def test_every_look_of_number_finds_its_level() -> None:
    imported, plan = read(
        "示例县质量管理工作方案\n第一部分　总体要求\n坚持质量第一。\n第二部分　重点任务\n第一章　产品质量\n"
        f"㈠办好检测。{DUTY}\n㈡抓好标准。{DUTY}\n第二章　服务质量\n㈢办好诊断。{DUTY}\n⒈定规矩。\n⒉用规矩。"
    )
    assert [line.split()[0] for line in shown(plan)] == [
        "第一部分", "第二部分", "第二部分/第一章", "第二部分/第一章/(一)", "第二部分/第一章/(二)", "第二部分/第二章",
        "第二部分/第二章/(三)", "1.定规矩。", "2.用规矩。",
    ]  # fmt: skip
    assert not imported.ledger.doubts


def test_printed_numbers_are_kept_and_gaps_reported_down_to_measures() -> None:
    imported, plan = read(
        "示例县质量强县实施方案\n一、重点任务\n（一）办好检测\n"
        f"1.定规矩。{DUTY}\n3.育人才。{DUTY}\n（三）抓好标准\n(1)定规矩。{DUTY}\n(2)育人才。{DUTY}\n"
        f"二、更多任务\n（一）办好诊断。{DUTY}\n①定规矩。\n②育人才。\n④强服务。"
    )
    assert [node.path for node in plan.nodes()] == [
        "一", "一/(一)", "一/(一)/1", "一/(一)/3", "一/(三)", "一/(三)/(1)", "一/(三)/(2)", "二", "二/(一)",
    ]  # fmt: skip
    assert [m.number for item in plan.items() for m in item.measures] == ["①", "②", "④"]
    assert [m.split("，")[0] for m in messages(imported)] == [
        "第 5 行：编号“3”处应为“2”", "第 6 行：编号“(三)”处应为“(二)”", "第 13 行：编号“④”处应为“③”",
    ]  # fmt: skip


# Parts


@pytest.mark.parametrize(
    ("chapter", "points", "part"),
    [
        ("行动步骤", (f"（一）办好检测。{DUTY}", f"（二）抓好标准。{DUTY}"), "tasks"),
        ("实施步骤", ("（一）启动阶段。2026年3月部署动员。", "（二）总结阶段。2027年12月总结评估。"), "steps"),
        (
            "实施步骤",
            ("（一）启动阶段。部署动员。（责任单位：县科技局）", "（二）总结阶段。总结评估。（责任单位：县科技局）"),
            "steps",
        ),
        ("建立齐抓共管的工作机制", ("（一）加强组织协调。各负其责。", "（二）加大资金投入。用好资金。"), "safeguards"),
        ("完善质量工作机制", (f"（一）办好检测。{DUTY}", f"（二）抓好标准。{DUTY}"), "tasks"),
    ],
)
def test_the_part_of_a_chapter_shows_in_what_is_below_it(chapter: str, points: Sequence[str], part: str) -> None:
    _, plan = read(
        "\n".join(("示例县质量强县实施方案", f"一、重点任务\n（一）办好实事。{DUTY}", f"二、{chapter}", *points))
    )
    assert plan.content[1].part == part


# Tables


def table(*rows: Sequence[str]) -> list[list[Cell]]:
    return [
        [Cell(words, f"表 1 第 {r} 行第 {c} 列") for c, words in enumerate(row, 1)] for r, row in enumerate(rows, 1)
    ]


def test_a_table_goes_to_the_stretch_it_stands_in() -> None:
    gathering = Gathering()
    rows = (("事项", "备注"), ("甲", "乙"))
    gathering.paragraph("示例县质量强县实施方案", "第 1 段")
    gathering.table(table(*rows))
    gathering.paragraph("一、重点任务", "第 2 段")
    gathering.paragraph("（一）办好检测。" + DUTY, "第 3 段")
    gathering.table(table(*rows))
    gathering.paragraph("附件", "第 4 段")
    gathering.paragraph("示例县重点任务清单", "第 5 段")
    gathering.table(table(*rows))
    divided = outline.read(gathering.blocks)
    assert [block.index for block in divided.loose] == [1]
    assert [block.index for block in divided.points[0].points[0].grids] == [7]
    assert [bool(block.grid) for block in divided.back] == [False, False, True]


def test_nothing_but_a_title_and_tables_has_no_points() -> None:
    gathering = Gathering()
    gathering.paragraph("示例县质量强县任务分工表", "第 1 段")
    gathering.table(table(("事项", "备注"), ("甲", "乙")))
    divided = outline.read(gathering.blocks)
    assert divided.points == ()
    assert [len(part) for part in (divided.front, divided.loose, divided.back, divided.rest)] == [1, 1, 0, 0]
    assert plandata.assemble(gathering, name="甲.xlsx").data["document"]["title"] == "示例县质量强县任务分工表"
