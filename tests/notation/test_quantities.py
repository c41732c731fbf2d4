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
        ("压缩至3个工作日内", "at_most", 3, "个工作日"),
        ("至95%", "reach", 95, "%"),
        ("减至5项", "reach", 5, "项"),
        ("压降20%", "decrease", 20, "%"),
        ("达到6批次／千人", "reach", 6, "批次/千人"),
        ("不超过0.35吨标准煤/万元", "at_most", 0.35, "吨标准煤/万元"),
        ("96%/年以上", "at_least", 96, "%/年"),
        ("每年200家", "equal", 200, "家"),
        ("合格率达到96%以上", "at_least", 96, "%"),
        ("到2027年达到96%", "reach", 96, "%"),
        ("两个", "equal", 2, "个"),
        ("百家", "equal", 100, "家"),
        ("不少于十五家", "at_least", 15, "家"),
        ("一千二百五十一户以上", "at_least", 1251, "户"),
        ("15家（次）", "equal", 15, "家（次）"),
        ("20台（套）以上", "at_least", 20, "台（套）"),
        ("达到每万人5件", "reach", 5, "件"),
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
        "两个责任",
        "两个月",
        "一个",
        "二百五家",
        "几十家",
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
