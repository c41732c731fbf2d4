import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.notation import notes
from qplan.notation.punctuation import halved
from qplan.plan import Due, Duty, NoteStyle

SUPPORT = {"lead": ["县市场监管局"], "support": ["县财政局", "各乡镇人民政府"]}


def roles(duty):
    return {role: list(listed) for role in ("lead", "support", "responsible") if (listed := getattr(duty, role))}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # labels
        ("（责任单位：县市场监管局、县财政局）", {"responsible": ["县市场监管局", "县财政局"]}),
        ("[责任部门:县市场监管局]", {"responsible": ["县市场监管局"]}),
        ("（主要责任单位：县市场监管局）", {"responsible": ["县市场监管局"]}),
        ("〔牵头单位：县市场监管局；配合单位：县财政局，各乡镇人民政府〕", SUPPORT),
        ("(牵头单位:县市场监管局,配合单位:县财政局,各乡镇人民政府)", SUPPORT),
        ("（牵头部门：县市场监管局；责任部门：县财政局、各乡镇人民政府）", SUPPORT),
        ("（牵头考核单位：县市场监管局，落实单位：县财政局、各乡镇人民政府）", SUPPORT),
        ("（责任单位：县市场监管局，配合单位：县财政局、各乡镇人民政府）", SUPPORT),
        ("（主办：县市场监管局；协办：县财政局、各乡镇人民政府）", SUPPORT),
        (
            "(牵头单位:县市场监管局,县财政局,配合单位:县审计局,各县、市、区人民政府)",
            {"lead": ["县市场监管局", "县财政局"], "support": ["县审计局", "各县、市、区人民政府"]},
        ),
        (
            "（牵头单位：县科技局；配合单位：县财政局；责任单位：各乡镇）",
            {"lead": ["县科技局"], "support": ["县财政局"], "responsible": ["各乡镇"]},
        ),
        ("牵头单位：县市场监管局。责任单位：县财政局，各乡镇人民政府。", SUPPORT),
        ("牵头单位：\n县市场监管局。\n责任单位：\n县财政局、各乡镇人民政府", SUPPORT),
        ("（责任股室：县市场监管局）", {"responsible": ["县市场监管局"]}),
        ("（市级牵头单位：县市场监管局；县级责任单位：县财政局、各乡镇人民政府）", SUPPORT),
        ("（县级责任单位：县财政局；乡镇责任单位：各乡镇人民政府）", {"responsible": ["县财政局", "各乡镇人民政府"]}),
        ("牵头单位：县市场监管局\n配合单位：县财政局、各乡镇人民政府\n时限：第三季度", SUPPORT),
        ("责任部门：县市场监管局牵头，县财政局、各乡镇人民政府配合\n时限：第三季度", SUPPORT),
        # verbs
        ("（县市场监管局牵头，县财政局、各乡镇人民政府等参加）", SUPPORT),
        ("（县市场监管局为牵头单位，县财政局、各乡镇人民政府为配合单位）", SUPPORT),
        ("【县科技局、县财政局按职责分工负责】", {"responsible": ["县科技局", "县财政局"]}),
        ("（县科技局负责）", {"responsible": ["县科技局"]}),
        ("（县科技局具体负责）", {"responsible": ["县科技局"]}),
        ("（县科技局牵头负责）", {"lead": ["县科技局"]}),
        ("（县科技局、财政局分别牵头）", {"lead": ["县科技局", "县财政局"]}),
        ("（县科技局牵头并按职责分工负责）", {"lead": ["县科技局"]}),
        ("（县市场监管局牵头，县财政局、各乡镇人民政府配合）", SUPPORT),
        ("（县市场监管局牵头、县财政局配合，各乡镇人民政府落实）", SUPPORT),
        ("（县市场监管局牵头，县财政局，各乡镇人民政府按职责分工配合）", SUPPORT),
        ("（县市场监管局会同县财政局、各乡镇人民政府负责）", SUPPORT),
        ("（县市场监管局负责，县财政局、各乡镇人民政府配合）", SUPPORT),
        ("（县市场监管局牵头；县财政局、各乡镇人民政府）", SUPPORT),
        ("（县科技局牵头，县财政局按职责分工负责）", {"lead": ["县科技局"], "responsible": ["县财政局"]}),
        ("（县科技局牵头，各乡镇负责）", {"lead": ["县科技局"], "responsible": ["各乡镇"]}),
        (
            "（县科技局、县财政局按照职责分工负责，各乡镇配合）",
            {"responsible": ["县科技局", "县财政局"], "support": ["各乡镇"]},
        ),
        # both, and neither
        ("（责任单位：县科技局牵头，县财政局按职责分工负责）", {"lead": ["县科技局"], "responsible": ["县财政局"]}),
        ("（责任单位：县科技局，县直各部门按职责分工负责）", {"responsible": ["县科技局", "县直各部门"]}),
        ("（县科技局、县财政局，各乡镇）", {"responsible": ["县科技局", "县财政局", "各乡镇"]}),
        ("县科技局", {"responsible": ["县科技局"]}),
        # damaged by the web or by PDF
        ("【县科技局、示例海关按职责分工负责)】", {"responsible": ["县科技局", "示例海关"]}),
        ("（责任单位：县科技局)", {"responsible": ["县科技局"]}),
        ("（县科技局负责", {"responsible": ["县科技局"]}),
        ("（责任单位 ：县科技局、 县财政局）。", {"responsible": ["县科技局", "县财政局"]}),
    ],
)
def test_roles(text, named):
    note = notes.read(text)
    assert roles(note.duty) == named
    assert note.left == ""
    assert note.duty.note is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("（责任单位：县科技局；完成时限：2026年10月底前）", Due("2026年10月底前", "2026-10-01", "2026-10-31")),
        ("（责任单位：县科技局；完成时限：(2026年6月)", Due("2026年6月", "2026-06-01", "2026-06-30")),
        ("〔责任部门：县科技局，时限要求：持续推进〕", Due("持续推进")),
        ("（县科技局负责，年底前完成）", Due("年底前完成", "2026-01-01", "2026-12-31")),
        ("（6月底完成，责任单位：县科技局）", Due("6月底完成", "2026-06-01", "2026-06-30")),
        ("县科技局负责，并长期坚持", Due("并长期坚持")),
        ("（责任单位：县科技局；完成时限：项目开工后三个月）", Due("项目开工后三个月")),
    ],
)
def test_deadlines(text, due):
    note = notes.read(text, year=2026)
    assert note.due == due
    assert roles(note.duty) == {"responsible": ["县科技局"]}
    assert note.left == ""


def test_and_others():
    assert notes.read("（责任单位：县科技局、县财政局等）").duty == Duty(
        responsible=("县科技局", "县财政局"), and_others=True
    )
    assert notes.read("（县科技局牵头，县财政局等有关部门按职责分工负责）").duty.and_others
    assert not notes.read("（责任单位：县科技局）").duty.and_others


@pytest.mark.parametrize(
    ("text", "named", "later"),
    [
        (
            "【县科技局负责,各县(市、区)党委、人民政府(管委会)抓好落实,以下不再列出】",
            ["县科技局", "各县(市、区)党委、人民政府(管委会)"],
            ["各县(市、区)党委、人民政府(管委会)"],
        ),
        (
            "（县科技局负责，各乡镇政府负责落实。以下任务均需各乡镇政府落实，不再一一列出）",
            ["县科技局", "各乡镇政府"],
            ["各乡镇政府"],
        ),
        ("（以下任务均需各乡镇人民政府（管委会）落实，不再列出）", [], ["各乡镇人民政府（管委会）"]),
        ("（责任单位：县科技局；以下责任单位中均包含各乡、镇政府，不再列出）", ["县科技局"], ["各乡、镇政府"]),
        ("（县科技局负责，各乡镇均为责任单位，以下不再列出）", ["县科技局", "各乡镇"], ["各乡镇"]),
        (
            "（责任单位：县科技局，各乡镇、开发区管委会，以下不再列出）",
            ["县科技局", "各乡镇", "开发区管委会"],
            ["各乡镇", "开发区管委会"],
        ),
        (
            "〔县科技局负责。以下工作均涉及各乡镇政府和开发区管委会，不再单独列出〕",
            ["县科技局"],
            ["各乡镇政府", "开发区管委会"],
        ),
    ],
)
def test_default_clauses(text, named, later):
    note = notes.read(text)
    assert list(note.duty.units) == named
    assert note.defaults == Duty(responsible=tuple(later))
    assert note.left == ""


def test_conventions_are_declared_and_applied():
    note = notes.read(
        "〔责任单位：县科技局，县财政局、各乡镇（逗号前为牵头单位，未明确牵头单位的按职责分工负责，下同）〕"
    )
    assert note.convention == "before_comma"
    assert roles(note.duty) == {"lead": ["县科技局"], "support": ["县财政局", "各乡镇"]}
    later = "（责任单位：县科技局、县财政局，各乡镇，县总工会）"
    assert roles(notes.read(later, convention="before_comma").duty) == {
        "lead": ["县科技局", "县财政局"],
        "support": ["各乡镇", "县总工会"],
    }
    assert roles(notes.read("（责任单位：县科技局、县财政局）", convention="before_comma").duty) == {
        "responsible": ["县科技局", "县财政局"]
    }
    first = notes.read("（县科技局、县财政局等，列第一位者为牵头单位，下同）")
    assert first.convention == "first"
    assert first.duty == Duty(("县科技局",), ("县财政局",), and_others=True)
    assert roles(notes.read("（县科技局牵头，各乡镇配合）", convention="first").duty) == {
        "lead": ["县科技局"],
        "support": ["各乡镇"],
    }


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("（牵头部门：县科技局；目标位置：全省前5）", "目标位置：全省前5"),
        ("（责任单位：县科技局，下同）", "下同"),
        ("（责任单位：县科技局）（下同）", ""),
        ("（下同）", "下同"),
        ("（）", ""),
    ],
)
def test_what_is_not_understood_is_left(text, left):
    note = notes.read(text)
    assert note.left == left
    assert note.duty.units in ((), ("县科技局",))
    assert note.persons == ()


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("（牵头市领导：×××；牵头单位：县科技局）", ["牵头市领导：×××"]),
        ("（县科技局，某某，0000-12345678）", ["某某", "0000-12345678"]),
        ("（县科技局，张三，0000-12345678）", ["张三", "0000-12345678"]),
        ("（责任单位：县科技局，责任人：张三，联系电话：0000-1234567）", ["责任人：张三", "联系电话：0000-1234567"]),
        ("（责任单位：县科技局（联系人：张三，电话：0000-1234567））", ["联系人：张三，电话：0000-1234567"]),
        ("（县科技局（12345热线办）负责）", []),
    ],
)
def test_people_are_told_from_units(text, persons):
    note = notes.read(text)
    assert [person.strip("（）") for person in note.persons] == persons
    assert [unit.partition("（")[0] for unit in note.duty.units] == ["县科技局"]
    assert note.left == ""
    assert not any(person in str(note.style) for person in persons)


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("（县科技局负责）", ()),
        ("（县科技局负责", ("unclosed",)),
        ("（县科技局负责)", ("mixed",)),
        ("【县科技局、示例海关按职责分工负责)】", ("extra",)),
        ("（各乡（镇) 交通运输所）", ("mixed",)),
        ("各县<市>区人民政府", ()),
    ],
)
def test_odd_brackets(text, odd):
    assert notes.oddities(text) == odd


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("〔责任部门：县科技局〕", NoteStyle("〔〕", responsible="责任部门")),
        ("(牵头部门:县科技局;协办单位:各乡镇)", NoteStyle("()", lead="牵头部门", support="协办单位", marks="half")),
        ("【县科技局负责】", NoteStyle("【】", form="verbs", verbs=("负责",))),
        (
            "（责任单位：县科技局，配合单位：县财政局，各乡镇，时限要求：年底前）",
            NoteStyle(lead="责任单位", separator="，", groups=("，各乡镇",), due="时限要求"),
        ),
        (
            "（县科技局、财政局等有关部门及各乡镇分别负责）",
            NoteStyle(form="verbs", groups=("及各乡镇",), elided=True, others="等有关部门", verbs=("分别负责",)),
        ),
        ("（县科技局、各乡镇）", NoteStyle("（）", responsible="")),
        ("牵头单位：县科技局；责任单位：各乡镇", NoteStyle("", support="责任单位")),
    ],
)
def test_style(text, style):
    assert notes.read(text).style == style


def test_printed_as_the_style_says():
    duty = Duty(("县科技局",), ("县财政局", "各乡镇"), and_others=True)
    due = Due("2026-12", "2026-12-01", "2026-12-31")
    assert notes.write(duty, NoteStyle()) == "（牵头单位：县科技局；配合单位：县财政局、各乡镇等）"
    assert (
        notes.write(duty, NoteStyle(), due)
        == "（牵头单位：县科技局；配合单位：县财政局、各乡镇等；完成时限：2026年12月底前）"
    )
    verbs = NoteStyle("【】", form="verbs")
    assert notes.write(duty, verbs, due) == "【县科技局牵头，县财政局、各乡镇等配合，2026年12月底前完成】"
    both = Duty(lead=("县科技局",), responsible=("县财政局", "各乡镇"))
    assert notes.write(both, verbs) == "【县科技局牵头，县财政局、各乡镇按职责分工负责】"
    assert notes.write(both, NoteStyle()) == "（责任单位：县科技局牵头，县财政局、各乡镇按职责分工负责）"
    alone = Duty(responsible=("县科技局",))
    assert notes.write(alone, verbs) == "【县科技局负责】"
    assert notes.write(alone, NoteStyle("", responsible="")) == "县科技局"
    assert notes.write(Duty(("县科技局",)), NoteStyle(lead="责任单位")) == "（牵头单位：县科技局）"


def test_little_or_nothing_to_print():
    assert notes.write(Duty(), NoteStyle()) == ""
    assert notes.write(Duty(), NoteStyle(), Due("2026", "2026-01-01", "2026-12-31")) == "（完成时限：2026年底前）"
    assert notes.write(Duty(), NoteStyle(form="verbs"), Due("持续推进")) == "（持续推进）"
    assert notes.write(Duty(("县科技局",), note="（县科技局牵头）"), NoteStyle()) == "（县科技局牵头）"


names = st.sampled_from(
    [
        "县市场监管局",
        "县财政局",
        "县人力资源和社会保障局",
        "县工信局（国资委）",
        "县总工会",
        "县检察院",
        "县委宣传部",
        "各乡镇",
        "街道办事处",
        "县质量强县领导小组成员单位",
        "市生态环境局示例县分局",
        "国家税务总局示例县税务局",
        "人民银行示例县支行",
        "示例经济开发区管委会",
        "各乡镇人民政府",
        "各县、市、区人民政府",
        "各县(市、区)党委、人民政府(管委会)",
        "县直有关部门",
        "市高等法院",
    ]
)


@st.composite
def duties(draw):
    listed = draw(st.lists(names, min_size=1, max_size=7, unique=True))
    cuts = sorted(draw(st.tuples(*[st.integers(0, len(listed))] * 2)))
    parts = (tuple(listed[: cuts[0]]), tuple(listed[cuts[0] : cuts[1]]), tuple(listed[cuts[1] :]))
    return Duty(*parts, and_others=draw(st.booleans()))


styles = st.builds(
    NoteStyle,
    brackets=st.sampled_from(["（）", "()", "〔〕", "［］", "[]", "【】", ""]),
    form=st.sampled_from(["labels", "verbs"]),
    lead=st.sampled_from(["牵头单位", "牵头部门", "责任单位", "主办单位"]),
    support=st.sampled_from(["配合单位", "协办单位", "责任单位", "落实单位", "责任部门"]),
    responsible=st.sampled_from(["责任单位", "责任部门", "主要责任单位", "落实单位", "牵头单位", ""]),
    separator=st.sampled_from(["", "，", "；", "。", "、"]),
    groups=st.sets(st.tuples(st.sampled_from("，及和"), names).map("".join), max_size=4).map(tuple),
    elided=st.booleans(),
    others=st.sampled_from(["等", "等部门", "等有关部门（单位）"]),
    due=st.sampled_from(["完成时限", "时限要求"]),
    marks=st.sampled_from(["full", "half"]),
    verbs=st.lists(st.sampled_from(["牵头", "分别牵头", "负责", "共同负责", "按职责分工配合"]), max_size=3).map(tuple),
)
dues = st.none() | st.sampled_from(
    ["2026", "2026-06", "2026-06-30", "2026Q4", "2026年底前", "6月底", "持续推进", "长期坚持"]
).map(lambda text: notes.read(f"完成时限：{text}", year=2026).due)


@pytest.mark.parametrize(
    "text",
    [
        "（牵头单位：县科技局，配合单位：县财政局，各乡镇）",
        "(牵头单位:县科技局;责任单位:县财政局;完成时限:2026年底前)",
        "牵头单位：县科技局。责任单位：县财政局，各乡镇。完成时限：2026年12月。",
        "（县科技局、财政局分别牵头，县教育局、公安局，各乡镇配合）",
        "（县科技局、县财政局等县直有关部门及各乡镇按职责分工负责）",
        "〔责任部门：县科技局，时限要求：持续推进〕",
        "（县科技局牵头；县教育局、公安局，示例海关等按职责分工负责）",
        "（县科技局、县财政局，各乡镇）",
    ],
)
def test_a_note_says_itself_how_to_print_it(text):
    note = notes.read(text)
    assert notes.write(note.duty, note.style, note.due) == text


def test_a_comma_tells_the_lead():
    note = notes.read("（责任单位：县科技局，县财政局、各乡镇）", convention="before_comma")
    assert note.style == NoteStyle(form="comma")
    assert notes.write(note.duty, note.style) == "（责任单位：县科技局，县财政局、各乡镇）"
    alone = Duty(responsible=("县科技局", "县财政局"))
    assert notes.write(alone, note.style) == "（责任单位：县科技局、县财政局）"
    assert notes.write(Duty(("县科技局",)), note.style) == "（牵头单位：县科技局）"
    first = notes.read("（县科技局、县财政局）", convention="first")
    assert notes.write(first.duty, first.style) == "（县科技局、县财政局）"


@given(duties(), styles, dues)
def test_what_is_written_is_read_back(duty, style, due):
    text = notes.write(duty, style, due)
    note = notes.read(text, year=2026)
    assert note.duty == duty, text
    assert (note.due and (note.due.first, note.due.last)) == (due and (due.first, due.last))
    assert note.left == ""
    assert notes.read(notes.write(duty, note.style)).duty == duty


@given(duties(), styles.filter(lambda style: style.brackets))
def test_what_is_written_is_found_in_a_paragraph(duty, style):
    text = notes.write(duty, style)
    paragraph = f"开展质量提升行动（第三轮）。{text}"
    (found,) = notes.find(paragraph)
    assert paragraph[found.start : found.end] == text
    assert found.note.duty == duty
    assert found.note.style.place == "paragraph_end"
    assert notes.find(text)[0].note.style.place == "own_line"


def printed(paragraph, **more):
    return [paragraph[found.start : found.end] for found in notes.find(paragraph, **more)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "落实相关要求。★",
        "促进行业规范发展★",
        "（一）畅通准入★",
        "推进标准化（试行）建设。★加强计量管理。",
        "按国发〔2023〕5号文件、示政文[2023]62号要求办理。★",
    ],
)
@pytest.mark.parametrize(
    "note",
    [
        "（责任单位：县科技局）",
        "〔牵头单位：县科技局；完成时限：2026年6月〕",
        "(责任单位：县科技局）",
        "【县科技局、县财政局按职责分工负责)】",
        "（县科技局牵头）",
        "[责任单位：各县（市）区人民政府，县科技局（外专局）]",
    ],
)
def test_brackets_in_a_paragraph(paragraph, note):
    assert printed(paragraph.replace("★", note)) == [note]


def test_several_notes_in_one_paragraph():
    first, second = "（县科技局负责，6月底前完成）", "（责任单位：县财政局）"
    paragraph = f"开展调查。{first}制定办法。{second}"
    assert printed(paragraph) == [first, second]
    assert notes.find(paragraph, year=2026)[0].note.due.last == "2026-06-30"


def test_bare_names_are_a_note_at_a_sentences_end_only():
    assert printed("开展调查。（县科技局、县财政局，各乡镇）") == ["（县科技局、县财政局，各乡镇）"]
    assert printed("开展调查（县科技局、县财政局）") == ["（县科技局、县财政局）"]
    assert printed("主管部门（县科技局、县财政局）要加强指导。") == []
    assert printed("报主管部门（县科技局）备案") == []
    assert printed("开展调查。（县科技局、产业集群）") == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "示政发〔2026〕3号、示政文[2026]62号",
        "打造“一区两台”[一区:金融集聚区。两台:综合服务平台,监测平台。]",
        "构建格局[ “6”为粮、油、茶、果、菜、畜六大产业。]",
        "（0.5分）（试行）（2026—2027年）（此件公开发布）",
        "县质量工作领导小组（以下简称领导小组）要加强统筹。",
        "由第三方机构（业主自行负责）实施。",
        "各责任单位：要高度重视。",
        "引导企业（包括县域协会、商会）参与。",
        "（国办发〔2019〕45号）",
        "强化落实，明确责任单位，压实责任。",
        "",
    ],
)
def test_what_is_no_note(paragraph):
    assert notes.find(paragraph) == ()


def test_an_unclosed_bracket_ends_with_its_sentence():
    assert printed("开展调查。(县科技局负责,2026年11月底前完成") == ["(县科技局负责,2026年11月底前完成"]
    assert printed("开展调查。（责任单位：县科技局。") == ["（责任单位：县科技局。"]
    assert printed("各市(州) 交通运输局(委）要落实。（责任单位：县科技局）") == ["（责任单位：县科技局）"]
    assert printed("完善（地方标准。（县科技局负责）") == ["（县科技局负责）"]


def test_fields_without_brackets():
    line = "牵头单位：县科技局。责任单位：各乡镇，县直有关部门。完成时限：2026年12月。"
    assert printed(line) == [line]
    assert notes.find(line)[0].note.style.place == "own_line"
    assert printed("增长7%以上。责任单位：县发展改革局。") == ["责任单位：县发展改革局。"]
    assert printed("责任单位：县发展改革局。下一步要加强调度。") == ["责任单位：县发展改革局。"]
    assert printed("牵头市领导：×××；牵头单位：县科技局。") == ["牵头市领导：×××；牵头单位：县科技局。"]
    assert printed("牵头单位：") == ["牵头单位："]
    assert not notes.find("牵头单位：")[0].note.duty


def test_conventions_and_clauses_are_found_by_themselves():
    paragraph = "开展调查。（县科技局，各乡镇）（以下任务均需各乡镇落实，不再列出）"
    assert printed(paragraph) == ["（县科技局，各乡镇）", "（以下任务均需各乡镇落实，不再列出）"]
    assert notes.find(paragraph, convention="before_comma")[0].note.duty.lead == ("县科技局",)
    assert printed("开展调查。（责任单位：县科技局）（下同）") == ["（责任单位：县科技局）（下同）"]


pieces = st.lists(
    st.sampled_from(
        [
            "（",
            "）",
            "(",
            "〔",
            "〕",
            "[",
            "]",
            "【",
            "】",
            "牵头单位：",
            "责任单位:",
            "配合单位：",
            "完成时限：",
            "2026年底前",
            "县财政局",
            "各县、市",
            "区人民政府",
            "、",
            "，",
            "。",
            "；",
            "等",
            "和",
            "及",
            "按职责分工负责",
            "牵头",
            "配合",
            "落实",
            "以下均需",
            "不再列出",
            "逗号前为牵头单位",
            "下同",
            "加强",
            " ",
            "“",
            "”",
        ]
    ),
    max_size=40,
).map("".join)


@given(pieces)
def test_any_paragraph_is_searched_and_any_note_read(paragraph):
    end = 0
    for found in notes.find(paragraph):
        assert end <= found.start < found.end <= len(paragraph)
        end = found.end
    note = notes.read(paragraph)
    for style in (note.style, NoteStyle(), NoteStyle(form="verbs")):
        notes.write(note.duty, style, note.due)


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "）",
        "（）",
        "（县",
        "（（县财政局））",
        "（责任单位：",
        "【县财政局、",
        "牵头",
        "配合、",
        "下同",
        "，",
        "责任单位：",
        "以下，",
        "不再列出",
        "逗号前",
        "（县财政局负责）",
        "（县财政局",
        "县财政局、教育局牵头，",
        "〔2026〕",
        "牵头单位：县财政局。",
        " ",
        "“",
    ],
)
def test_long_texts_come_back(unit):
    text = unit * (30_000 // len(unit))
    notes.find(text)
    notes.read(text)
    notes.read(f"（{text}）")


@pytest.mark.corpus
@pytest.mark.parametrize("plan", ["dongtou", "jincheng"])
def test_every_labelled_note_of_real_plans(corpus, gold, plan):
    lines = (corpus / f"{plan}.txt").read_text(encoding="utf-8").split("\n")
    for item in json.loads((gold / f"structure_{plan}.json").read_text(encoding="utf-8"))["items"]:
        first, last = item["lines"]
        found = [(line, each) for line in lines[first - 1 : last] for each in notes.find(line)]
        assert [line[each.start : each.end] for line, each in found] == [item["unit_note"]] * bool(item["unit_note"])
        for _, each in found:
            assert roles(each.note.duty) == {role: listed for role, listed in item["units"].items() if listed}
            assert each.note.duty.and_others == item["open_ended"]
            assert each.note.left == ""


@pytest.mark.corpus
def test_every_assignment_of_a_real_opinion(corpus, gold):
    labels = json.loads((gold / "units_33_chongqing.json").read_text(encoding="utf-8"))["assignments"]
    text = (corpus / "more" / "33_chongqing-dianshang.txt").read_text(encoding="utf-8")
    found = [each.note.duty for line in text.split("\n") for each in notes.find(line)]
    assert [roles(duty) for duty in found] == [
        {role: label[role] for role in ("lead", "support", "responsible") if label[role]} for label in labels
    ]


@pytest.mark.parametrize(
    ("prose", "convention", "defaults"),
    [
        ("为办好事，制定本方案。责任单位列第一位的为牵头单位。", "first", ()),
        ("任务分工里，列第一位的责任单位为牵头单位或汇总单位。", "first", ()),
        ("注：逗号前为牵头单位，下同。", "before_comma", ()),
        ("以下任务均需各镇人民政府落实，不再一一列出。", None, ("各镇人民政府",)),
        ("（各镇、街道均为责任单位，不再列出）", None, ("各镇、街道",)),
        ("（排在首位的为牵头单位，下同；各苏木镇、街道均为责任单位，不再单独列出）", "first", ("各苏木镇、街道",)),
    ],
)
def test_what_prose_declares(prose, convention, defaults):
    for said in (prose, halved(prose)):
        note = notes.declared(said)
        assert (note.convention, note.defaults.units if note.defaults else ()) == (convention, defaults)


@pytest.mark.parametrize(
    "prose",
    [
        "各牵头单位要制定方案，各责任单位要密切配合。",
        "县市场监管局为牵头单位，第一时间通报情况。",
        "上述做法均需总结，不再重复建设。",
        "以下问题不再列出。",
    ],
)
def test_prose_that_declares_nothing(prose):
    assert notes.declared(prose) is None


def test_the_first_of_those_who_act_leads_where_that_is_declared():
    note = notes.read("（县科技局、县财政局负责）", convention="first")
    assert roles(note.duty) == {"lead": ["县科技局"], "support": ["县财政局"]}
    assert roles(notes.read("（县科技局、县财政局负责）").duty) == {"responsible": ["县科技局", "县财政局"]}
