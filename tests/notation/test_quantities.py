import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.notation import quantities
from qplan.notation.quantities import Quantity


@pytest.mark.parametrize(
    ("text", "relation", "value", "unit"),
    [
        ("94.5%以上", "at_least", 94.5, "%"),
        ("稳定在95%以上", "at_least", 95, "%"),
        ("不低于98％", "at_least", 98, "%"),
        ("达到92以上", "at_least", 92, ""),
        ("突破100亿元", "at_least", 100, "亿元"),
        ("≥98", "at_least", 98, ""),
        (">= 98%", "at_least", 98, "%"),
        ("不超过3%", "at_most", 3, "%"),
        ("控制在3%以内", "at_most", 3, "%"),
        ("压缩到1个工作日以内", "at_most", 1, "个工作日"),
        ("力争达到94.8%", "reach", 94.8, "%"),
        ("提高到 94％ 左右", "reach", 94, "%"),
        ("增至3家", "reach", 3, "家"),
        ("30项", "equal", 30, "项"),
        ("1,200件", "equal", 1200, "件"),
        ("450万户", "equal", 450, "万户"),
        ("100%全覆盖", "equal", 100, "%"),
        ("下降15.5%", "decrease", 15.5, "%"),
        ("比2020年下降15.5%", "decrease", 15.5, "%"),
        ("较上年减少2个", "decrease", 2, "个"),
        ("新增20家", "increase", 20, "家"),
        ("合格率达到96%以上", "at_least", 96, "%"),
        ("到2027年达到96%", "reach", 96, "%"),
    ],
)
def test_wording(text, relation, value, unit):
    quantity = quantities.read(text)
    assert (quantity.relation, quantity.value, quantity.unit) == (relation, value, unit)
    assert not quantity.at_least
    assert quantities.write(quantity) == (text if not text.startswith(">=") else "98%以上")


def test_growth_keeps_its_relation_beside_above():
    assert quantities.read("年均增长8%以上") == Quantity("yearly_increase", 8, at_least=True, unit="%")
    assert quantities.read("提高2个百分点以上").at_least
    assert quantities.read("增长不低于8%") == Quantity("increase", 8, at_least=True, unit="%", text="增长不低于8%")


@pytest.mark.parametrize("text", ["10%～15%", "10～15%", "10-15%", "10%至15%", "介于10%和15%之间", "保持在10%～15%"])
def test_ranges(text):
    quantity = quantities.read(text)
    assert (quantity.relation, quantity.value, quantity.high, quantity.unit) == ("between", 10, 15, "%")


@pytest.mark.parametrize(
    "text",
    [
        "位居全市前列",
        "前5名",
        "全省前5",
        "翻一番",
        "全覆盖",
        "两个",
        "30项、12项",
        "9001标准ISO9001",
        "5A级",
        "1e5",
        "",
        "9" * 400,
    ],
)
def test_what_has_no_number_to_compare_stays_text(text):
    assert quantities.read(text) == Quantity(text=text)
    assert quantities.write(quantities.read(text)) == text


def test_plain_numbers():
    assert quantities.read(30) == Quantity("equal", 30.0)
    assert quantities.read(94.5) == quantities.read("94.5") == Quantity("equal", 94.5)
    assert quantities.read(float("nan")) == Quantity(text="nan")
    assert quantities.read(10**400).value is None
    assert quantities.write(quantities.read(1e22)) == "1" + "0" * 22


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity("at_least", 94.5, unit="%"), "94.5%以上"),
        (Quantity("at_most", 3, unit="%"), "不超过3%"),
        (Quantity("reach", 100, unit="%"), "达到100%"),
        (Quantity("equal", 30, unit="项"), "30项"),
        (Quantity("increase", 8, at_least=True, unit="%"), "增长8%以上"),
        (Quantity("increase", 20, unit="家"), "增加20家"),
        (Quantity("decrease", 15.5, unit="%"), "下降15.5%"),
        (Quantity("yearly_increase", 8, unit="%"), "年均增长8%"),
        (Quantity("between", 10, 15, unit="%"), "10%～15%"),
        (Quantity("at_least", 94.5, unit="%", text="稳定在94.5%以上"), "稳定在94.5%以上"),
        (Quantity(), ""),
    ],
)
def test_composed(quantity, text):
    assert quantities.write(quantity) == text


moves = st.sampled_from(["increase", "decrease", "yearly_increase"])
points = st.sampled_from(["at_least", "at_most", "reach", "equal"])
values = st.decimals(min_value=0, max_value=10**9, places=2).map(float)
kinds = st.sampled_from(["", "%", "‰", "个百分点", "家", "项", "万户", "亿元", "件", "个工作日", "分"])
composed = (
    st.builds(Quantity, points, values, unit=kinds)
    | st.builds(Quantity, moves, values, at_least=st.booleans(), unit=kinds)
    | st.builds(Quantity, st.just("between"), values, st.floats(1, 10**6).map(lambda high: round(high, 1)), unit=kinds)
)


@given(composed)
def test_what_is_composed_is_read_back(quantity):
    assert quantities.read(quantities.write(quantity)) == quantity


@given(
    st.text(alphabet="0123456789.,%％以上达到不低于增长下降年均～-至个家万亿 ≥<=前第约2027年底", max_size=40)
    | st.text(max_size=100)
)
def test_any_wording_survives(text):
    quantity = quantities.read(text)
    assert quantities.read(quantities.write(quantity)) == quantity
    assert quantity.value is not None or quantity.text == text.strip()


def _said(paragraph, year=None):
    return [
        (each.indicator, quantities.write(replace(each.quantity, text="")), each.year)
        for each in quantities.find(paragraph, year=year)
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
    assert quantities.governing_year(paragraph) == 2030
    found = quantities.find(paragraph)[0]
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
    assert quantities.governing_year("2026年底前计量标准达到12项。", year=2027) == 2027
    assert quantities.governing_year("——培育品牌企业5家。") is None


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
    assert quantities.find(sentence) == ()


@given(st.text(alphabet="到2027年底前，。；、建成新增达到不低于增长0123456789.%个家条以上率“”（）的对", max_size=120))
def test_goals_lie_in_the_paragraph_one_after_another(paragraph):
    end = 0
    for each in quantities.find(paragraph):
        assert end <= each.start < each.end <= len(paragraph)
        assert each.indicator
        end = each.end


@pytest.mark.parametrize(
    "unit", ["建成5个，", "达到1", "（", "合格率", "都", "、1个", "1,000", "2027年", "的" * 7 + "5家"]
)
def test_long_paragraphs_come_back(unit):
    paragraph = unit * (60_000 // len(unit))
    quantities.find(paragraph)
    quantities.governing_year(paragraph)
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
        found.update((each.quantity.value, each.quantity.unit, each.year) for each in quantities.find(line, year=year))
        year = quantities.governing_year(line, year=year)
    assert found == wanted
