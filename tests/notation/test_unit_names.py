import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.notation.unit_names import joined, units
from qplan.notation.unit_words import is_body, is_unit, level_of


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("县财政局", ["县财政局"]),
        ("县财政局、县教育局，县总工会", ["县财政局", "县教育局", "县总工会"]),
        ("县财政局,县教育局；县总工会。", ["县财政局", "县教育局", "县总工会"]),
        ("县财政局、县教育局和县总工会", ["县财政局", "县教育局", "县总工会"]),
        ("县税务局，县自然资源局及各乡镇人民政府", ["县税务局", "县自然资源局", "各乡镇人民政府"]),
        ("县财政局 县教育局\n县 总工会", ["县财政局", "县教育局", "县总工会"]),
        ("县财政局、 ，、县教育局", ["县财政局", "县教育局"]),
        ("县发展\n改革局、县委\n宣传部、各乡镇\n人民政府", ["县发展改革局", "县委宣传部", "各乡镇人民政府"]),
        ("银保监会及各地区", ["银保监会", "各地区"]),
        ("—", []),
        ("无", []),
        ("", []),
    ],
)
def test_separators(value, names):
    assert units(value) == (tuple(names), False)


@pytest.mark.parametrize(
    "name",
    [
        "市规划和自然资源局",
        "县农业农村和水利局",
        "县人力资源和社会保障局",
        "省发展和改革委员会",
        "县市场监管局",
        "市市场监管局",
        "市高级人民法院",
        "各县、市、区人民政府",
        "各市、县（市、区）人民政府",
        "各州、市、县、区人民政府",
        "各乡、镇人民政府",
        "县、区政府",
        "各市〔州〕、县〔市、区、特区〕人民政府",
        "各县〈市〉区人民政府",
        "各县<市>区人民政府",
        "各县(市、区)党委、人民政府(管委会)",
        "各乡镇、街道",
        "县政府各委、办、局",
        "县工信局（国资委、大数据局）",
        "省商务厅〔省政府口岸办〕",
        "中国（示例）自由贸易试验区管委会",
        "县市场监管领域“双随机、一公开”联席会议成员单位",
        "县质量强县领导小组其他成员单位",
        "县直有关部门和单位",
        "党委和政府",
        "各市（州） 交通运输局（委）",
    ],
)
def test_names_that_stay_whole(name):
    assert units(name) == (("".join(name.split()),), False)
    assert units(f"省财政厅、{name}，省审计厅")[0][1] == "".join(name.split())


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("县财政局、县教育局等", ["县财政局", "县教育局"]),
        ("县财政局、等", ["县财政局"]),
        ("县财政局等部门", ["县财政局"]),
        ("县财政局等有关部门（单位）", ["县财政局"]),
        ("县财政局等相关行业主管部门", ["县财政局"]),
        ("县财政局等县直有关部门及各乡镇", ["县财政局", "各乡镇"]),
        ("财政部、海关总署等国务院有关部门和各地区", ["财政部", "海关总署", "各地区"]),
        ("各银行等金融机构，县财政局", ["各银行", "县财政局"]),
    ],
)
def test_open_lists(value, names):
    assert units(value) == (tuple(names), True)


@pytest.mark.parametrize("name", ["市高等法院", "县中等职业学校", "县教育局平等办公室"])
def test_a_name_with_deng_is_no_open_list(name):
    assert units(name) == ((name,), False)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("市发改委、商务局、人社局", ["市发改委", "市商务局", "市人社局"]),
        ("自治区市场监管局、财政厅、工业和信息化厅", ["自治区市场监管局", "自治区财政厅", "自治区工业和信息化厅"]),
        ("县科工信局、教体局、农水局、市监局", ["县科工信局", "县教体局", "县农水局", "县市监局"]),
        ("市审批局、市政管理局", ["市审批局", "市市政管理局"]),
        ("县教育局、财政局（国资办），各乡镇", ["县教育局", "县财政局（国资办）", "各乡镇"]),
        ("市法院和检察院", ["市法院", "市检察院"]),
        ("县委组织部、宣传部、编办、财政局", ["县委组织部", "县委宣传部", "县委编办", "县财政局"]),
        ("县发改局、宣传部", ["县发改局", "县委宣传部"]),
        ("自治区财政厅、组织部", ["自治区财政厅", "自治区党委组织部"]),
        ("市财政局、税务局、气象局", ["市财政局", "市税务局", "市气象局"]),
        ("市财政局，审计局，税务局、气象局", ["市财政局", "市审计局", "税务局", "气象局"]),
    ],
)
def test_elided_prefixes_come_back(value, names):
    assert units(value) == (tuple(names), False)


@pytest.mark.parametrize(
    "value",
    [
        "发改委，市监局、财政局",
        "县发改局、生态环境分局、生态环境局、公安分局",
        "市商务局、兴庆海关、三亚供电局、人行示例市分行、综保区管委会",
        "各乡镇人民政府、发改局",
        "县财政局、成员单位、街道办事处、供电公司",
    ],
)
def test_what_never_takes_a_prefix(value):
    assert "、".join(units(value)[0]) == value.replace("，", "、")


def test_a_level_from_before_the_list():
    assert units("财政局、各乡镇", level="县")[0] == ("县财政局", "各乡镇")
    assert units("税务局", level="县")[0] == ("税务局",)


@pytest.mark.parametrize("value", ["县财政局)", "（县财政局", "县财政局）】", "、县财政局。", "〕县财政局"])
def test_stray_marks_are_dropped(value):
    assert units(value) == (("县财政局",), False)


def test_names_keep_the_width_of_the_source():
    assert units("县工信局(国资委)、县工信局（国资委）")[0] == ("县工信局(国资委)", "县工信局（国资委）")


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("县财政局", "县"),
        ("县委宣传部", "县委"),
        ("自治区党委宣传部", "自治区党委"),
        ("市市场监管局", "市"),
        ("市场监管局", ""),
        ("市政管理局", ""),
        ("市政务办", "市"),
        ("区县（市）政府", ""),
        ("市乡村振兴局", "市"),
        ("各县财政局", ""),
        ("三亚供电局", ""),
    ],
)
def test_level_of(name, level):
    assert level_of(name) == level


@pytest.mark.parametrize(
    "name",
    [
        "县财政局",
        "财政部",
        "县科工信局",
        "市生态环境局示例县分局",
        "县消防救援大队",
        "示例海关",
        "人行示例县支行",
        "国网示例县供电公司",
        "县总工会",
        "工商联",
        "县产业园区",
        "各乡镇",
        "各乡镇（街道）",
        "有关部门",
        "各县、市、区人民政府",
        "县质量工作领导小组",
        "县公共检验检测中心",
        "县市场监管所",
        "县工信局（国资委）",
        "县委编办",
    ],
)
def test_units(name):
    assert is_unit(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "局",
        "区",
        "全部",
        "企业",
        "格局",
        "新格局",
        "产业园区",
        "省、市、县",
        "试行",
        "2027年",
        "以下简称县市场监管局。",
        "联系人：某某",
        "领导干部",
        "县" * 61,
        "建设、勘察、设计单位",
    ],
)
def test_no_units(text):
    assert not is_unit(text)


names = st.sampled_from(
    [
        "县市场监管局",
        "县财政局",
        "县人力资源和社会保障局",
        "县工信局（国资委）",
        "县工信局(科技局、大数据局)",
        "县总工会",
        "县法院",
        "县委宣传部",
        "县质量强县领导小组成员单位",
        "市生态环境局示例县分局",
        "国家税务总局示例县税务局",
        "人民银行示例县支行",
        "示例经济开发区管委会",
        "各乡镇",
        "各乡镇人民政府",
        "街道办事处",
        "各县、市、区人民政府",
        "各县(市、区)党委、人民政府(管委会)",
        "县直有关部门",
        "示例供电公司",
    ]
)


@given(st.lists(names, max_size=8, unique=True))
def test_a_joined_list_is_split_again(listed):
    assert units(joined(listed)) == (tuple(listed), False)


marks = st.text(alphabet="县市区各乡镇财政局人民府委办、，；。和及等（）()〔〕【】<>“” \n", max_size=80)


@given(marks)
def test_any_list_is_split_without_losing_a_name_to_the_marks(value):
    for name in units(value)[0]:
        assert name
        assert name == name.strip()
        assert is_unit(name) in (True, False)


@pytest.mark.parametrize(
    "unit",
    ["（", "）", "县、", "和", "等", "县 ", "各县（市", "县财政局及", "，", "乡镇、各", "“", "县财政局、教育局，"],
)
def test_long_lists_come_back(unit):
    value = unit * (60_000 // len(unit))
    assert isinstance(units(value)[1], bool)
    assert not is_unit(value)


@pytest.mark.parametrize(
    "name", ["县科技局", "市生态环境局示例县分局", "县委宣传部", "县发展改革委", "各乡镇人民政府", "县政府办"]
)
def test_a_name_alone_reads_as_it_does_in_a_list(name: str) -> None:
    assert units(name) == ((name,), False)
    assert units(f"{name}、县财政局")[0][0] == name


@pytest.mark.parametrize(
    "name", ["各村社区", "各村（社区）", "各镇（街道）、村（社区）", "各苏木镇、街道", "各嘎查村", "县政协办"]
)
def test_villages_communities_and_banners_have_units_of_their_own(name):
    assert units(name) == ((name,), False)
    assert is_unit(name)


@pytest.mark.parametrize(
    "name", ["示例大学", "示例师范高等专科学校", "示例经开区", "高新区", "国有林场", "商会", "示例县人民医院"]
)
def test_schools_zones_and_the_like_are_units_only_among_units(name):
    assert is_body(name)
    assert not is_body(f"{name}的做法")
