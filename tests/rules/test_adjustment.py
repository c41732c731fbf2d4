"""A plan says how it prevents the four events after which a county is taken out, in whatever usual words."""

from __future__ import annotations

import pytest

from qplan import build, framework
from qplan.rules import ALL, Case

PACK = framework.load()
RULE = next(rule for rule in ALL if rule.entry.code == "Q710")
SAID = {
    "重大质量安全事件": [
        "守牢质量安全底线。", "健全质量安全风险监测预警机制。", "严防系统性、区域性质量风险。", "完善产品质量安全事故应急处置预案。",
        "排查整治食品安全隐患。", "筑牢药品安全防线。", "防范重大质量安全事件。", "开展工程质量安全隐患治理。",
        "落实食品安全风险会商。", "妥善处置质量突发事件。",
    ],
    "重大安全生产事故": [
        "压实安全生产责任。", "坚决遏制重特大事故。", "深化安全生产治本攻坚。", "排查生产安全事故隐患。", "提升本质安全水平。",
        "不发生较大以上事故。", "防范重大安全生产事故。", "落实安全生产包保制度。", "健全生产安全应急救援体系。", "严防火灾事故。",
    ],
    "重大生态环境污染事件": [
        "防控环境风险。", "完善突发环境事件应急预案。", "守住生态环境底线。", "维护生态安全。", "杜绝重大污染事件。",
        "排查环境安全隐患。", "提高环境应急能力。", "防范环境污染事故。", "加强危险废物全过程风险防控。", "严守生态保护红线。",
    ],
    "重大负面舆情事件": [
        "做好舆情监测应对。", "及时回应社会关切。", "健全负面舆情处置机制。", "加强舆论引导。", "依法处置网络谣言。",
        "澄清不实信息。", "稳妥应对热点问题。", "完善新闻发布制度。", "防止负面信息炒作。", "妥善回应群众关切。",
    ],
}  # fmt: skip


def found(*said, tasks=7, title="示例县质量强县培育建设实施方案", pack=PACK, **document):
    data = {
        "document": {"title": title, **document},
        "content": [
            {"title": "重点任务", "content": [{"title": f"任务{n}", "text": "推进垃圾分类。"} for n in range(tasks)]},
            {"title": "保障措施", "text": "依托现有机制推进。" + "".join(said)},
        ],
    }
    return [(remark.at, remark.message, remark.remedy) for remark in RULE.check(Case(build.build(data), pack))]


def test_a_plan_that_says_nothing_is_told_once_and_offered_half_a_sentence():
    names = "重大质量安全事件、重大安全生产事故、重大生态环境污染事件、重大负面舆情事件"
    remedy = f"在保障措施里加半句就够，如“严密防范{names}”"
    assert found() == [(("content", 1, "title"), f"没有写怎样防范{names}", remedy)]


@pytest.mark.parametrize(("event", "sentence"), [(event, each) for event, said in SAID.items() for each in said])
def test_any_usual_wording_counts_for_its_event_alone(event, sentence):
    [(_, message, _)] = found(sentence)
    assert event not in message
    assert [each for each in PACK.events if each not in message] == [event]


def test_all_four_dealt_with_is_all_right():
    assert found(*(said[0] for said in SAID.values())) == []


@pytest.mark.parametrize(
    "sentence",
    ["严密防范国家方案列出的四类事件。", "防止发生会被调整出培育建设范围的情形。", "健全重大事件报告和处置制度。"],
)
def test_all_four_may_be_meant_at_once(sentence):
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "食品安全生产规范。",
        "治理大气污染。",
        "发挥舆论监督作用。",
        "加强产品质量监督抽查。",
        "办理安全生产许可证。",
        "美化城乡环境。",
    ],
)
def test_what_only_sounds_alike_does_not_count(sentence):
    [(_, message, _)] = found(sentence)
    assert all(event in message for event in PACK.events)


def test_who_is_told():
    assert found(tasks=6) == []
    assert found(date="2024-10-17") == []
    assert found(date="2024-10-18")
    assert found(title="示例市优化营商环境实施方案") == []
    assert found(title="示例县质量强县建设实施方案", preamble="依据国市监质发〔2024〕97号，制定本方案。")
    assert found(pack=None) == []
    assert found(pack=PACK._replace(events=())) == []


def test_a_province_may_name_events_of_its_own():
    [(_, message, _)] = found(pack=PACK._replace(events=("重大群体性事件",)))
    assert message == "没有写怎样防范重大群体性事件"
    assert found("预防群体性事件。", pack=PACK._replace(events=("重大群体性事件",))) == []


def test_a_plan_whose_safeguards_are_not_written_is_still_being_made():
    data = {
        "document": {"title": "示例县质量强县培育建设实施方案"},
        "content": [
            {"title": "重点任务", "content": [{"title": f"任务{n}", "text": "推进垃圾分类。"} for n in range(9)]},
            {"title": "保障措施"},
        ],
    }
    assert list(RULE.check(Case(build.build(data), PACK))) == []
