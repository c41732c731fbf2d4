"""What stands in front of the body and behind it: titles, notices, what was stuck together, several documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from qplan import build, checking, dossier, reading, rendering
from qplan.plan import Plan
from qplan.reading import period, plandata, region
from qplan.reading.formats import text
from qplan.reading.plandata import Imported

BODY = (
    "一、总体要求\n坚持质量第一。\n二、重点任务\n（一）办好检测。搭好平台，服务企业。（责任单位：县市场监管局、县科技局）\n"
    "（二）抓好标准。用好标准，带动产业。（责任单位：县市场监管局、县工信局）"
)


def read(words: str) -> tuple[Imported, Plan]:
    imported = plandata.assemble(text.gathered(words), name="甲.txt")
    return imported, build.build(imported.data)


def fates(imported: Imported) -> list[str]:
    return [f"{entry.place or entry.reason}" for entry in imported.ledger.entries]


def test_a_notice_in_one_line_after_the_other_is_cut_apart() -> None:
    imported, plan = read(
        "示例县人民政府办公室关于印发示例县优化服务任务分工方案的通知示政办发〔2026〕4号\n"
        "各乡镇人民政府，县政府各部门：《示例县优化服务任务分工方案》已经县政府同意，现印发给你们，请认真贯彻落实。"
        "示例县人民政府办公室2026年3月1日（此件公开发布）\n"
        "示例县优化服务任务分工方案为深入推进优化服务，按照省、市部署，制定本方案。\n" + BODY
    )
    document = plan.document
    assert document.title == "示例县优化服务任务分工方案"
    assert (document.number, document.date, document.issuers) == (
        "示政办发〔2026〕4号", "2026-03-01", ("示例县人民政府办公室",),
    )  # fmt: skip
    assert (document.kind, document.genre, document.disclosure) == ("notice", "分工方案", "主动公开")
    assert document.notice is not None
    assert document.notice.title == "示例县人民政府办公室关于印发示例县优化服务任务分工方案的通知"
    assert document.notice.addressees == "各乡镇人民政府，县政府各部门"
    assert document.notice.paragraphs == (
        "《示例县优化服务任务分工方案》已经县政府同意，现印发给你们，请认真贯彻落实。",
    )
    assert document.preamble == ("为深入推进优化服务，按照省、市部署，制定本方案。",)
    assert fates(imported)[:3] == [
        "公文/通知/标题、公文/发文字号", "公文/通知/主送、公文/通知/正文、公文/通知/署名、公文/通知/日期、公文/公开属性", "公文/标题、公文/引言",
    ]  # fmt: skip
    assert len({doubt.block for doubt in imported.ledger.doubts}) == 3


@pytest.mark.parametrize(
    "ending",
    [
        "现印发给你们，请认真贯彻落实。示例县人民政府\n2026年3月2日",
        "现印发给你们，请认真贯彻落实。示例县人民政府2026年3月2日",
    ],
)
def test_a_signature_stuck_to_the_letter_is_found(ending: str) -> None:
    imported, plan = read(f"示政发〔2026〕5号\n各乡镇人民政府：\n{ending}\n示例县质量强县实施方案\n{BODY}")
    assert (plan.document.issuers, plan.document.date) == (("示例县人民政府",), "2026-03-02")
    assert (plan.region, plan.level) == ("示例县", "county")
    assert "署名“示例县人民政府”粘在段落末尾，已从这里断开" in [doubt.message for doubt in imported.ledger.doubts]


def test_a_signature_stuck_to_the_last_point_is_no_text_of_it() -> None:
    _, plan = read(f"示例县质量强县实施方案\n{BODY}\n三、保障措施\n加强领导，压实责任。示例县人民政府2026年3月2日")
    assert plan.content[-1].paragraphs == ("加强领导，压实责任。",)
    assert (plan.document.issuers, plan.document.date) == (("示例县人民政府",), "2026-03-02")


def test_an_authority_in_a_sentence_is_no_signature() -> None:
    imported, plan = read(
        f"示例县质量强县实施方案\n{BODY}\n三、保障措施\n重大事项报示例县人民政府。责任在示例县人民政府"
    )
    assert plan.document.issuers == ()
    assert not imported.ledger.doubts


# A notice, then 附件, then the plan


@pytest.mark.parametrize("head", ["附件", "附件：", "附件1", "附 件"])
@pytest.mark.parametrize(
    "listed", ["", "附件：示例县质量强县建设实施方案\n", "附件：1.示例县质量强县建设实施方案\n2.任务分工表\n"]
)
def test_the_plan_may_be_the_annex_of_its_notice(head: str, listed: str) -> None:
    imported, plan = read(
        "示例县市场监督管理局关于印发《示例县质量强县建设实施方案》的通知\n示市监发〔2026〕5号\n各市场监管所，局机关各股室：\n"
        f"现将《示例县质量强县建设实施方案》印发给你们，请认真贯彻落实。\n{listed}示例县市场监督管理局\n2026年3月2日\n{head}\n"
        f"示例县质量强县建设实施方案\n为推进质量强县，制定本方案。\n{BODY}\n附件2\n任务分工表"
    )
    assert plan.document.title == "示例县质量强县建设实施方案"
    assert (plan.document.issuers, plan.document.number) == (("示例县市场监督管理局",), "示市监发〔2026〕5号")
    assert plan.document.notice is not None
    assert plan.document.notice.paragraphs[1:] == tuple(listed.split("\n")[:-1])
    assert plan.document.preamble == ("为推进质量强县，制定本方案。",)
    assert [node.path for node in plan.nodes()] == ["一", "二", "二/(一)", "二/(二)"]
    assert [annex.title for annex in plan.annexes] == ["任务分工表"]
    assert "“附件”字样：下面就是通知所附的方案" in fates(imported)
    assert not imported.further


def test_a_notice_with_points_of_its_own_is_still_the_notice() -> None:
    _, plan = read(
        "示例县人民政府办公室关于印发示例县质量强县实施方案的通知\n各乡镇人民政府：\n方案已经县政府同意，现印发给你们，请认真贯彻落实。\n"
        "一、提高认识。各单位要高度重视。\n二、按月报送。各单位要明确专人。\n示例县人民政府办公室\n2026年3月2日\n附件\n"
        f"示例县质量强县实施方案\n{BODY}\n三、保障措施\n加强领导。"
    )
    assert plan.document.notice is not None
    assert [line[:4] for line in plan.document.notice.paragraphs] == ["方案已经", "一、提高", "二、按月"]
    assert [section.title for section in plan.content] == ["总体要求", "重点任务", "保障措施"]


@pytest.mark.parametrize(("first", "second"), [("附件1\n", "附件2\n"), ("", "")])
def test_two_documents_of_one_notice_are_two_plans(first: str, second: str) -> None:
    imported, plan = read(
        "示例县人民政府关于印发示例县质量强县实施方案和示例县标准化行动计划的通知\n示政发〔2026〕6号\n各乡镇人民政府：\n"
        f"现将两个文件印发给你们，请认真贯彻落实。\n示例县人民政府\n2026年3月2日\n{first}示例县质量强县实施方案\n{BODY}\n"
        f"{second}示例县标准化\n行动计划\n（2026—2028年）\n为抓好标准化，制定本计划。\n{BODY}"
    )
    assert plan.document.title == "示例县质量强县实施方案"
    assert [node.path for node in plan.nodes()] == ["一", "二", "二/(一)", "二/(二)"]
    assert plan.annexes == ()
    (other,) = map(build.build, imported.further)
    assert other.document.title == "示例县标准化行动计划"
    assert (other.document.number, other.document.issuers) == ("示政发〔2026〕6号", ("示例县人民政府",))
    assert other.document.preamble == ("为抓好标准化，制定本计划。",)
    assert other.period == (2026, 2028)
    assert [doubt.message for doubt in imported.ledger.doubts] == ["从这里起是第二份文件“示例县标准化”，另成一份方案"]


@pytest.mark.parametrize("head", ["附件：", "附件1　", "附件1：", "附件 "])
def test_the_title_may_stand_behind_the_word_annex(head: str) -> None:
    imported, plan = read(
        "示市监发〔2026〕5号\n各市场监管所：\n现将方案印发给你们，请认真贯彻落实。\n附件：示例县质量强县实施方案\n"
        f"示例县市场监督管理局\n2026年3月2日\n{head}示例县质量强县实施方案\n为推进质量强县，制定本方案。\n{BODY}\n"
        f"附件2　示例县标准化行动计划\n{BODY}"
    )
    assert plan.document.title == "示例县质量强县实施方案"
    assert plan.document.notice is not None
    assert plan.document.notice.paragraphs[-1] == "附件：示例县质量强县实施方案"
    assert (plan.document.issuers, plan.document.date) == (("示例县市场监督管理局",), "2026-03-02")
    assert plan.document.preamble == ("为推进质量强县，制定本方案。",)
    assert [build.build(other).document.title for other in imported.further] == ["示例县标准化行动计划"]


@pytest.mark.parametrize("head", ["附件\n", "附件1\n", "附件1　"])
def test_an_annex_of_the_plan_is_no_second_document(head: str) -> None:
    imported, plan = read(
        f"示例县质量强县实施方案\n{BODY}\n{head}示例县质量奖评选工作方案\n一、评选范围\n各类组织。\n二、评选办法\n好中选优。"
    )
    assert [section.title for section in plan.content] == ["总体要求", "重点任务"]
    if head.endswith("\n"):
        assert [annex.title for annex in plan.annexes] == ["示例县质量奖评选工作方案"]
    assert not imported.further


# Titles


def test_a_title_is_known_by_the_letter_that_cites_it() -> None:
    imported, plan = read(
        "为优化环境，县发改局牵头起草了《擦亮一流环境助推乡村振兴实施意见（征求意见稿）》，现向社会公开征求意见。\n"
        "如有意见，可反馈。联系电话:（略）；邮箱：（略）擦亮一流环境助推乡村振兴实施意见(征求意见稿)\n"
        f"为擦亮一流环境，制定本意见。\n{BODY}"
    )
    document = plan.document
    assert (document.title, document.genre, document.stage) == (
        "擦亮一流环境助推乡村振兴实施意见",
        "实施意见",
        "consultation",
    )
    assert document.notice is not None
    assert document.notice.paragraphs[1] == "如有意见，可反馈。联系电话:（略）；邮箱：（略）"
    assert document.preamble == ("为擦亮一流环境，制定本意见。",)
    assert document.issuers == ()
    assert len(imported.ledger.doubts) == 1


def test_a_title_that_no_line_has_is_taken_from_the_letter() -> None:
    imported, plan = read(
        "县发改局起草了《擦亮一流环境实施意见（征求意见稿）》，现公开征求意见。\n联系电话：0000-1234567\n2026年3月2日\n"
        + BODY
    )
    assert (plan.document.title, plan.document.stage, plan.document.genre) == (
        "擦亮一流环境实施意见",
        "consultation",
        "实施意见",
    )
    assert any("没有单独的标题行" in doubt.message for doubt in imported.ledger.doubts)


def test_without_any_title_the_preamble_names_the_genre() -> None:
    _, plan = read(f"各乡镇人民政府：\n为健全质量治理体系，结合我县实际，制定推进质量工作实施意见：\n{BODY}")
    assert (plan.document.title, plan.document.genre) == ("", "实施意见")


def test_a_title_that_the_web_page_repeats_is_one_title() -> None:
    imported, plan = read(
        "示例县质量强县建设实施方案(2026-2028年)\n发布日期：2026年3月9日\n示例县质量强县建设\n实施方案（2026—2028年）\n"
        f"为推进质量强县，制定本方案。\n{BODY}"
    )
    assert plan.document.title == "示例县质量强县建设实施方案（2026—2028年）"
    assert plan.document.genre == "实施方案"
    assert plan.document.notice is None
    assert fates(imported)[:4] == ["公文/标题", "网页的信息栏，没有公文要素", "公文/标题", "公文/标题"]


def test_a_notice_s_title_that_the_web_page_repeats_is_one_title() -> None:
    _, plan = read(
        "示例县人民政府关于印发示例县质量强县实施方案(2026-2028年)的通知\n示例县人民政府关于印发示例县质量强县实施方案（2026—2028年）的通知\n"
        f"各乡镇人民政府：\n现印发给你们，请认真贯彻落实。\n示例县人民政府\n2026年3月2日\n示例县质量强县实施方案（2026—2028年）\n{BODY}"
    )
    assert plan.document.notice is not None
    assert plan.document.notice.title == "示例县人民政府关于印发示例县质量强县实施方案（2026—2028年）的通知"


@pytest.mark.parametrize(
    ("words", "kind"),
    [("现印发给你们，请认真抓好贯彻落实。", "notice"), ("现函告如下，请予支持。", "letter")],
)
def test_the_letter_s_words_say_what_kind_it_is_not_its_number(words: str, kind: str) -> None:
    _, plan = read(
        f"示府办函〔2026〕20号\n各乡镇人民政府：\n{words}\n示例县人民政府\n2026年3月2日\n示例县质量强县实施方案\n{BODY}"
    )
    assert plan.document.kind == kind


# Region and period


@pytest.mark.parametrize(
    ("authority", "title", "name", "level"),
    [
        ("", "示例县提速工作方案", "示例县", "county"),
        ("", "示例县高质量发展实施方案", "示例县", "county"),
        ("", "关于深入推进示例县质量提升的实施意见", "示例县", "county"),
        ("", "示例市示例区质量强区方案", "示例市示例区", "district"),
        ("", "广西贯彻落实《甲规划》实施方案", "广西壮族自治区", "province"),
        ("", "安徽省甲行动计划", "安徽省", "province"),
        ("", "重庆市人民政府关于甲的意见", "重庆市", "province"),
        ("晋城市人民政府", "", "晋城市", "city"),
    ],
)
def test_regions(authority: str, title: str, name: str, level: str) -> None:
    assert region.find([authority], title) == {"name": name, "level": level}


def test_the_central_government_s_region_has_no_level() -> None:
    assert region.find(["国务院办公厅"], "甲任务分工方案") == {"name": "全国"}


@pytest.mark.parametrize(
    "title",
    [
        "打造一流环境最优市赋能高质量发展实施意见",
        "关于进一步提振市场信心的若干措施",
        "加快建设质量强县实施意见",
        "省住房城乡建设厅工作要点",
        "农村社区服务提升方案",
        "提升示范区能级行动方案",
        "特色小镇建设工作方案",
    ],
)
def test_words_that_end_like_a_place_are_none(title: str) -> None:
    assert region.find([], title) is None


@pytest.mark.parametrize(
    ("texts", "years"),
    [
        (["示例县行动计划（2026—2028年）"], (2026, 2028)),
        (["示例县行动计划", "（2026-2027年）"], (2026, 2027)),
        (["示例县2026年至2027年工作方案"], (2026, 2027)),
        (["示例县2026—2028年行动方案"], (2026, 2028)),
        (["示例县贯彻《质量规划（2021—2035年）》实施方案"], None),
        (["示例县2026年工作要点"], (2026, 2026)),
        (["2026年示例县优化服务任务分工方案"], (2026, 2026)),
        (["示例县贯彻《2026年省工作要点》任务分工"], None),
        (["示例县“2025年回头看”暨2026年工作要点"], None),
        (["示例县行动计划（2028—2026年）"], None),
    ],
)
def test_the_period_stands_in_title_or_subtitle(texts: list[str], years: tuple[int, int] | None) -> None:
    assert period.find(texts) == (years and {"start": years[0], "end": years[1]})


# What pages and typesetters do to the lines around a plan
def test_a_title_set_with_blanks_and_broken_before_its_genre_is_one() -> None:
    imported, plan = read(
        "示例县人民政府办公室\n关于印发示例县检测服务行动方案的\n通　　知\n示政办发〔2026〕3号\n各乡镇人民政府：\n"
        "《示例县检测服务行动方案》已经县政府同意，现印发给你们，请认真贯彻执行。\n2026年3月2日\n"
        "示例县检测服务\n行 动 方 案\n为办好检测，制定本方案。\n" + BODY
    )
    document = plan.document
    assert (document.title, document.genre) == ("示例县检测服务行动方案", "行动方案")
    assert document.notice is not None
    assert document.notice.title == "示例县人民政府办公室关于印发示例县检测服务行动方案的通知"
    assert document.issuers == ("示例县人民政府办公室",)
    assert document.preamble == ("为办好检测，制定本方案。",)
    assert not imported.ledger.altered


def test_two_authorities_issue_a_plan_whose_date_stands_in_brackets() -> None:
    _, plan = read(
        "中共示例县委　示例县人民政府\n关于办好检测的实施意见\n（2026年3月2日）\n为办好检测，提出如下意见。\n" + BODY
    )
    document = plan.document
    assert document.title == "中共示例县委　示例县人民政府关于办好检测的实施意见"
    assert document.issuers == ("中共示例县委", "示例县人民政府")
    assert (document.date, plan.period, plan.level) == ("2026-03-02", None, "county")


@pytest.mark.parametrize(
    "row",
    [
        "文　号：示政发〔2026〕5号　　有效性：有效",
        "文号: 示政发〔2026〕5号 成文日期: 2026年3月2日 时效: 有效",
        "发文字号 示政发〔2026〕5号 时　效 现行有效",
    ],
)
def test_cells_of_a_metadata_row_without_bars(row: str) -> None:
    _, plan = read(f"索引号 成文日期\n{row}\n示例县检测服务行动方案\n为办好检测，制定本方案。\n{BODY}")
    assert plan.document.number == "示政发〔2026〕5号"
    assert plan.document.title == "示例县检测服务行动方案"


def test_links_behind_the_last_article_are_no_text() -> None:
    imported, plan = read(
        f"示例县检测服务行动方案\n{BODY}\n三、附则\n（一）本方案自印发之日起施行。\n上一篇：示例县另一份方案的通知\n"
        "下一篇：示例县再一份方案的通知\n【打印本页】 【关闭窗口】\n主办：示例县人民政府办公室　网站标识码：0000000000"
    )
    assert [entry.fate for entry in imported.ledger.entries][-4:] == ["dropped"] * 4
    assert [*plan.items()][-1].paragraphs == ("本方案自印发之日起施行。",)


def test_a_street_office_signs() -> None:
    _, plan = read(f"检测服务行动方案\n{BODY}\n示例街道办事处\n2026年3月2日")
    assert (plan.document.issuers, plan.document.date) == (("示例街道办事处",), "2026-03-02")

    assert plan.level == "subdistrict"


def test_a_notice_without_signature_and_title_ends_with_its_order() -> None:
    _, plan = read(
        "示例县人民政府关于印发检测服务行动方案的通知\n各乡镇人民政府：\n现将《检测服务行动方案》印发给你们，请认真贯彻执行。\n"
        "近年来，检测需求增长很快。\n" + BODY
    )
    assert plan.document.issuers == ("示例县人民政府",)
    assert plan.document.preamble == ("近年来，检测需求增长很快。",)


def test_a_signature_on_one_line_with_its_date_is_no_text() -> None:
    imported, plan = read(f"示例县检测服务行动方案\n{BODY}\n示例县人民政府办公室　2026年3月2日\n附表：检测服务主要指标")
    assert (plan.document.issuers, plan.document.date) == (("示例县人民政府办公室",), "2026-03-02")
    assert [annex.title for annex in plan.annexes] == ["检测服务主要指标"]
    assert not imported.ledger.doubts


# A red head in front of the notice, or in front of the plan alone

RED = "示例县人民政府文件\n示政发〔2026〕5号\n签发人：张某\n"
HEADS = [
    RED,
    "000001\n机密★1年\n特　急\n示例县人民政府文件\n示政发〔2026〕5号　　签发人：张某　李某\n王某\n",
    "示例县人民政府\n示政发〔2026〕5号\n",
]
TITLES = [
    "示例县人民政府关于印发《示例县质量强县建设实施方案》的通知\n",
    "示例县人民政府\n关于印发《示例县质量强县建设实施方案》的通知\n",
    "示例县人民政府\n关于印发《示例县质量强县建设\n实施方案》的通知\n",
    "示例县人民政府\n关于印发《示例县质量强县建设实施方案》\n的通知\n",
    "示例县人民政府\n关于印发《示例县质量强县\n建设\n实施方案》的\n通知\n",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("title", TITLES)
def test_a_red_head_stands_in_front_of_the_notice(head: str, title: str) -> None:
    imported, plan = read(
        f"{head}{title}各乡镇人民政府，县政府各部门：\n《示例县质量强县建设实施方案》已经县政府同意，现印发给你们，请认真贯彻落实。\n"
        f"示例县人民政府\n2026年3月2日\n示例县质量强县建设实施方案\n为推进质量强县，制定本方案。\n{BODY}"
    )
    document = imported.data["document"]
    assert document["notice"] == {
        "title": "示例县人民政府关于印发《示例县质量强县建设实施方案》的通知",
        "addressees": "各乡镇人民政府，县政府各部门",
        "text": "《示例县质量强县建设实施方案》已经县政府同意，现印发给你们，请认真贯彻落实。",
        "signature": "示例县人民政府",
        "date": "2026-03-02",
    }
    assert (document["title"], document["number"]) == ("示例县质量强县建设实施方案", "示政发〔2026〕5号")
    assert plan.document.issuers == ("示例县人民政府",)
    assert plan.document.preamble == ("为推进质量强县，制定本方案。",)
    assert not any(name in str(imported.data) for name in ("张某", "李某", "王某", "000001", "机密"))


def test_what_a_red_head_says_of_the_paper_is_dropped_with_why() -> None:
    imported, plan = read(
        "000001\n机密★1年\n特急\n示例县人民政府文件\n示政发〔2026〕5号\n签发人：张某\n李某\n示例县质量强县建设实施方案\n"
        + BODY
    )
    person = "签发人的姓名没有写入方案；上行文要用时，请在“公文”下补写“签发人”"
    assert fates(imported)[:8] == [
        "红头上的份号，不是方案内容",
        "红头上的密级，方案里没有这一项；涉密文件请按保密规定办理",
        "红头上的紧急程度，方案里没有这一项",
        "公文/发文机关",
        "公文/发文字号",
        person,
        person,
        "公文/标题",
    ]
    assert plan.document.notice is None
    glued, _ = read(f"示政发〔2026〕5号　　签发人：张某\n示例县质量强县建设实施方案\n{BODY}")
    assert [doubt.message for doubt in glued.ledger.doubts] == [person]


def test_a_short_line_of_a_title_below_the_signer_is_no_name() -> None:
    _, plan = read(f"{RED}示例县\n质量强县建设实施方案\n{BODY}")
    assert plan.document.title == "示例县质量强县建设实施方案"


def test_the_notice_of_two_plans_has_a_title_of_four_lines() -> None:
    _, plan = read(
        f"{RED}示例县人民政府办公室\n关于印发支持检测服务发展\n若干政策和示例县检测服务创新\n发展行动计划（2026—2028年）的通知\n"
        f"各乡镇人民政府：\n现印发给你们，请认真贯彻落实。\n2026年3月2日\n支持检测服务发展若干政策\n{BODY}"
    )
    assert plan.document.notice is not None
    assert plan.document.notice.addressees == "各乡镇人民政府"
    assert plan.document.notice.title == (
        "示例县人民政府办公室关于印发支持检测服务发展若干政策和示例县检测服务创新发展行动计划（2026—2028年）的通知"
    )


def same_below_a_head(plan: Plan) -> None:
    """The print of a plan reads the same below a red head, but for what the head says."""
    printed = rendering.render(dossier.compile_(plan), "txt", "plan").decode()
    bare = plandata.assemble(text.gathered(printed), name="甲.txt").data
    place = bare.get("region", {}).get("name", "示例县")
    issuer = (*plan.document.issuers, f"{place}人民政府")[0]
    for head in HEADS[:2]:
        red = head.replace("示例县人民政府", issuer)
        headed = plandata.assemble(text.gathered(red + printed), name="甲.txt").data
        assert _without_head(headed, bare) == _without_head(bare, bare)
        assert headed["document"]["number"] == "示政发〔2026〕5号"


def _without_head(data: dict[str, Any], bare: dict[str, Any]) -> dict[str, Any]:
    """Plan data without the number, and without issuer and region where the plan alone names none."""
    own = {"number"} if "issuer" in bare["document"] else {"number", "issuer"}
    document = {key: value for key, value in data["document"].items() if key not in own}
    return {key: value for key, value in data.items() if key != "region" or key in bare} | {"document": document}


@pytest.mark.parametrize("name", ["county", "district"])
def test_an_example_is_the_same_below_a_red_head(name: str, root: Path) -> None:
    same_below_a_head(checking.load(root / "examples" / name / "plan.yaml"))


@pytest.mark.corpus
def test_every_real_plan_is_the_same_below_a_red_head(corpus: Path) -> None:
    files = [file for file in (*corpus.glob("*.txt"), *corpus.glob("more/*.txt")) if file.stat().st_size]
    assert len(files) >= 18
    for file in sorted(files):
        same_below_a_head(build.build(reading.read(file).data))


# Page numbers among the paragraphs

PAGED = [
    "示例县质量强县建设实施方案",
    "一、总体要求",
    "坚持质量第一，" + "服务企业、服务群众，" * 11 + "走在前列。",
    "{0}",
    "二、重点任务",
    "（一）办好检测。搭好平台，" + "服务企业、服务群众，" * 11 + "办出特色。（责任单位：县市场监管局、县科技局）",
    "{1}",
    "（二）抓好标准。用好标准，带动产业。（责任单位：县市场监管局、县工信局）",
]


def saved(paragraphs: list[str], kind: str, folder: Path) -> Path:
    file = folder / f"方案.{kind}"
    if kind == "docx":
        document = docx.Document()
        for words in paragraphs:
            document.add_paragraph(words)
        document.save(str(file))
    else:
        joints = {"txt": "\n", "md": "\n\n", "html": "</p><p>"}
        words = joints[kind].join(paragraphs)
        file.write_text(f"<html><body><p>{words}</p></body></html>" if kind == "html" else words, encoding="utf-8")
    return file


@pytest.mark.parametrize("kind", ["txt", "md", "html", "docx"])
@pytest.mark.parametrize(
    "numbers",
    [
        ("— 2 —", "— 3 —"), ("－3－", "－4－"), ("- 4 -", "- 5 -"), ("第 3 页", "第 4 页"), ("第3页 共10页", "第4页 共10页"),
        ("3/10", "4/10"), ("3", "4"), ("９", "１０"), ("— 1 —", "2"), ("", "5"),
    ],
)  # fmt: skip
def test_page_numbers_among_the_paragraphs_are_set_aside(kind: str, numbers: tuple[str, str], tmp_path: Path) -> None:
    clean = reading.read(saved([words for words in PAGED if "{" not in words], kind, tmp_path))
    paged = reading.read(saved([line for words in PAGED if (line := words.format(*numbers))], kind, tmp_path))
    assert paged.data == clean.data
    dropped = [entry for entry in paged.ledger.entries if entry.reason == "页码"]
    assert len(dropped) == len([*filter(None, numbers)])
    assert {entry.fate for entry in dropped} == {"dropped"}


@pytest.mark.parametrize(
    "listed",
    [
        ["1", "检测平台", "县市场监管局", "2", "标准平台", "县工信局"],  # a table pasted as lines
        [PAGED[2], "1", "检测平台", PAGED[2], "2", "标准平台", PAGED[2]],  # a number, its title on the next line
        [
            PAGED[2],
            "4",
            "二是用好标准，带动产业，服务企业，方便群众，走在前列。",
            PAGED[2],
            "3",
            PAGED[2],
        ],  # not rising
        ["3/10", "2/10"],
    ],
)
def test_other_bare_numbers_stay_in_the_text(listed: list[str], tmp_path: Path) -> None:
    imported = reading.read(saved([*PAGED[:2], *listed, *PAGED[4:6], PAGED[7]], "txt", tmp_path))
    assert not [entry for entry in imported.ledger.entries if entry.reason == "页码"]
    assert imported.data["content"][0]["text"] == "\n".join(listed)


def test_a_cell_of_a_table_is_no_page_number(tmp_path: Path) -> None:
    rows = "| 序号 | 事项 |\n|---|---|\n| 1 | 检测平台 |\n| — 2 — | 标准平台 |"
    imported = reading.read(saved([*PAGED[:3], *PAGED[4:6], rows], "md", tmp_path))
    assert not [entry for entry in imported.ledger.entries if entry.reason == "页码"]
