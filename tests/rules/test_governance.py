"""Who governs what in a clause: the ways in which a deed reaches what it is done to, and what parts the two."""

from __future__ import annotations

import pytest

from qplan.rules._governance import Deed, governed
from qplan.rules._subject import spoken
from qplan.rules._texts import Text

RANKING = Deed("评选 排名 考核 命名", alone="排名")
CHARGING = Deed("收费", shapes="缴纳[^，]{0,4}费", strange=4, alone="*", framed=True)


def words(sentence, deed=RANKING):
    clauses = spoken([Text(("text",), "body", sentence, "正文")])
    return next(filter(None, (governed(clause, deed) for clause in clauses)), "")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("评选一批质量强镇。", "评选一批质量强镇"),
        ("评选文明城市、质量强县。", "评选文明城市、质量强县"),
        ("评选、命名质量强镇。", "评选、命名质量强镇"),
        ("质量强县培育建设年度考核。", "质量强县培育建设年度考核"),
        ("质量强县考核办。", "质量强县考核"),
        ("对各镇培育建设成效逐项考核。", "培育建设成效逐项考核"),
        ("把质量强县培育建设和考核、排名结合。", "质量强县培育建设和考核、排名"),
        ("培育建设情况由县按季排名。", "培育建设情况由县按季排名"),
        ("通报培育建设进展并按季排名。", "按季排名"),
        ("推进质量强县培育建设，按季排名。", "排名"),
    ],
)
def test_what_a_deed_reaches(sentence, found):
    assert words(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "推进质量强县培育建设、县长质量奖评选。",
        "评选县长质量奖和推进质量强县培育建设。",
        "绿色工厂评选和质量强县培育建设。",
        "依托质量工作考核推进质量强县培育建设。",
        "围绕质量强县培育建设开展考核。",
        "在质量强县培育建设中开展排名。",
        "对培育建设中表现好的企业命名质量标杆。",
        "评选质量强县培育建设优秀案例。",
        "推进质量强县培育建设，开展县长质量奖评选。",
        "推进质量强县培育建设，加强考核。",
        "围绕质量强县培育建设，按季排名。",
        "质量强县培育建设。按季排名。",
        "培育建设产业集群，按季排名。",
        "创新平台培育建设考核。",
        "示范园区培育建设考核。",
    ],
)
def test_what_it_does_not_reach(sentence):
    assert words(sentence) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "不搞质量强县评选、命名或排名。",
        "质量强县培育建设不评选、不考核。",
        "无需对培育建设工作排名。",
        "严禁评选质量强镇，对培育建设工作排名。",
        "防止把培育建设变成考核、排名。",
        "避免对培育建设成效排名。",
        "培育建设的考核、排名活动一律取消。",
        "对培育建设成效搞排名的做法坚决纠正。",
        "对培育建设成效搞排名的，严肃追责。",
    ],
)
def test_one_negation_governs_the_whole_list_and_what_follows(sentence):
    assert words(sentence) == ""


def test_a_ban_ends_where_the_sentence_turns():
    assert words("不得增加基层负担，同时对培育建设成效排名。") == "培育建设成效排名"


@pytest.mark.parametrize(
    "sentence",
    ["参与培育建设的企业按年缴纳服务费。", "借培育建设之名收费。", "围绕质量强县培育建设，向企业收费。"],
)
def test_a_framed_deed_needs_no_more_than_the_occasion(sentence):
    assert words(sentence, CHARGING)


def test_too_much_that_is_strange_parts_the_two_even_so():
    assert words("质量强县培育建设推动检验机构完善服务流程后按标准收费。", CHARGING) == ""
