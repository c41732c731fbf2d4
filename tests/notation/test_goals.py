import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.notation import goals, quantities


def _said(paragraph, year=None):
    return [
        (each.indicator, quantities.write(replace(each.quantity, text="")), each.year)
        for each in goals.find(paragraph, year=year)
    ]


def test_goals_in_prose():
    paragraph = (
        "到2027年，全县质量水平明显提升。制造业产品质量合格率稳定在95%以上，食品抽检合格率达到 98.5%，单位（万元）产值能耗下降3%，"
        "公共服务满意度90分以上。到2030年，规模以上企业达到120家。"
    )
    assert _said(paragraph) == [
        ("制造业产品质量合格率", "95%以上", 2027),
        ("食品抽检合格率", "达到98.5%", 2027),
        ("单位（万元）产值能耗", "下降3%", 2027),
        ("公共服务满意度", "90分以上", 2027),
        ("规模以上企业", "达到120家", 2030),
    ]
    assert goals.governing_year(paragraph) == 2030
    found = goals.find(paragraph)[0]
    assert paragraph[found.start : found.end] == "稳定在95%以上"


def test_counts_of_what_is_built():
    assert _said(
        "建成2个质量基础设施服务站、1个检验中心，新增“专精特新”企业20家以上，绿色工厂3家，打造50个示范点。"
    ) == [
        ("质量基础设施服务站", "2个", None),
        ("检验中心", "1个", None),
        ("“专精特新”企业", "增加20家以上", None),
        ("绿色工厂", "3家", None),
        ("示范点", "50个", None),
    ]
    assert _said("重点培育茶叶、竹木等3个特色产业，推动电器、纺织2条产业链建设。") == [
        ("特色产业", "3个", None),
        ("产业链", "2条", None),
    ]


def test_ranges_in_prose():
    assert _said("培育3—5家品牌企业，抽检合格率保持在95%～98%。") == [
        ("品牌企业", "3家～5家", None),
        ("抽检合格率", "95%～98%", None),
    ]


def test_a_year_inside_a_sentence_governs_only_that_sentence():
    assert _said("2026年底前计量标准达到12项。培育品牌企业5家。", year=2027) == [
        ("计量标准", "达到12项", 2026),
        ("品牌企业", "5家", 2027),
    ]
    assert goals.governing_year("2026年底前计量标准达到12项。", year=2027) == 2027
    assert goals.governing_year("——培育品牌企业5家。") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "推广“415X”集群和5G应用，提供7×24小时服务。",
        "对获奖企业给予一次性50万元、30万元奖励，单个项目最高100万元。",
        "对年销售额10万元以下的个体户免收检测费。",
        "执行GB/T 19001—2016标准，印发示政发〔2026〕3号文件。",
        "第1批名单共3.0版，1．开展检查。",
        "（责任单位：县市场监管局等12家）",
        "实施三大工程，擦亮“两山一水”品牌。",
        "按现行标准80%收取。",
        "建成3个月以上的项目，培育5人均等的指标。",
    ],
)
def test_numbers_that_are_no_goals(sentence):
    assert goals.find(sentence) == ()


@given(st.text(alphabet="到2027年底前，。；、建成新增达到不低于增长0123456789.%个家条以上率“”（）的对", max_size=120))
def test_goals_lie_in_the_paragraph_one_after_another(paragraph):
    end = 0
    for each in goals.find(paragraph):
        assert end <= each.start < each.end <= len(paragraph)
        assert each.indicator
        end = each.end


@pytest.mark.parametrize(
    "unit", ["建成5个，", "达到1", "（", "合格率", "都", "、1个", "1,000", "2027年", "的" * 7 + "5家"]
)
def test_long_paragraphs_come_back(unit):
    paragraph = unit * (60_000 // len(unit))
    goals.find(paragraph)
    goals.governing_year(paragraph)
    quantities.read(paragraph)


@pytest.mark.corpus
@pytest.mark.parametrize(("plan", "first", "last"), [("dongtou", 11, 12), ("jincheng", 13, 23)])
def test_the_goals_of_real_plans(corpus, gold, plan, first, last):
    """Lines ``first`` to ``last`` are the plan's own goals, under a milestone; tasks below have none."""
    labels = json.loads((gold / f"structure_{plan}.json").read_text(encoding="utf-8"))["targets"]
    wanted = Counter((float(label["value"]), label["unit"] or "", label["year"]) for label in labels)
    found = Counter()
    year = None
    lines = (corpus / f"{plan}.txt").read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines[first - 1 :], start=first):
        year = None if number > last else year
        found.update((each.quantity.value, each.quantity.unit, each.year) for each in goals.find(line, year=year))
        year = goals.governing_year(line, year=year)
    assert found == wanted
