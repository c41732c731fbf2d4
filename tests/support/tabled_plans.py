"""Plans with all that our tables show, and edits of the cells as a colleague makes them."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = ["县科技局", "县财政局", "县市场监管局", "县教育局", "县农业农村局", "各乡镇人民政府"]
WORDS = [
    "建设服务平台",
    "开展质量攻关",
    "推广先进标准",
    "培训质量人才",
    "完善检测体系",
    "公布办理结果",
    "开展“三个一”活动",
]
DUES = ["2026", "2026-12", "2026-06-30", "2026Q4", "持续推进", "2026年12月底前", "2027年6月底前完成", "长期坚持"]

SENTENCE = st.builds(
    lambda words, stop: "，".join(words) + stop,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
    st.sampled_from(["。", "。", "；", "。^[见附注。]", "〔待填：数量〕家。"]),
)
TEXT = st.lists(st.lists(SENTENCE, min_size=1, max_size=3).map("".join), min_size=1, max_size=2).map("\n".join)
UNITS = st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=3)
SHORT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map("、".join)


def _lists(units):
    """Units of two roles as lists, as strings, or in one string."""
    lead, support, way = units
    support = [unit for unit in support if unit not in lead]
    if way == "none":
        return {}
    if way == "responsible":
        return {"responsible": lead}
    if way == "words":
        return {"duty": f"{'、'.join(lead)}牵头" + (f"，{'、'.join(support)}配合" if support else "")}
    lists = {"lead": lead, **({"support": support} if support else {})}
    if way == "strings":
        return {role: "、".join(listed) for role, listed in lists.items()}
    if way == "note":
        note = f"（{'、'.join(lead)}牵头" + (f"，{'、'.join(support)}参与" if support else "") + "）"
        return lists | {"unit_note": note}
    return lists | ({"and_others": True} if way == "others" else {})


DUTY = st.tuples(
    UNITS, UNITS, st.sampled_from(["lists", "lists", "strings", "words", "note", "others", "responsible", "none"])
).map(_lists)
MEASURE = st.builds(
    lambda text, duty, rest: {"text": text, **duty, **rest},
    SENTENCE,
    DUTY,
    st.fixed_dictionaries({}, optional={"number": st.integers(1, 9), "due": st.sampled_from(DUES), "result": SHORT}),
)
ITEM = st.builds(
    lambda title, duty, rest: {"title": title, **duty, **rest},
    SHORT,
    DUTY,
    st.fixed_dictionaries(
        {},
        optional={
            "text": TEXT,
            "due": st.sampled_from(DUES),
            "result": SHORT,
            "yearly": st.dictionaries(st.sampled_from(["2026", "2027"]), SHORT, min_size=1),
            "measures": st.lists(MEASURE, min_size=1, max_size=2),
        },
    ),
)
SECTION = st.builds(
    lambda title, duty, content: {"title": title, **duty, "content": content},
    st.sampled_from(["夯实基础", "提升质量", "优化服务"]),
    st.one_of(st.just({}), st.just({}), DUTY),
    st.lists(ITEM, min_size=1, max_size=3),
)
TARGET = st.builds(
    lambda name, goals, rest: {"indicator": name, "goals": goals, **rest},
    st.sampled_from(["产品合格率", "办结天数", "专利数量", "抽查符合率"]),
    st.dictionaries(
        st.sampled_from(["2026", "2027"]), st.sampled_from(["95%以上", "不低于98%", "30项", 5]), min_size=1
    ),
    st.fixed_dictionaries(
        {},
        optional={
            "unit": st.sampled_from(["%", "项"]),
            "kind": st.sampled_from(["expected", "binding"]),
            "responsible": UNITS,
            "baseline": st.sampled_from([94.1, "94.1%", {"year": 2025, "value": 94.1}]),
        },
    ),
)


@st.composite
def plans(draw):
    """Canonical plan data with tasks of different titles."""
    sections = draw(st.lists(SECTION, min_size=1, max_size=2, unique_by=lambda section: section["title"]))
    number = 0
    for section in sections:
        for item in section["content"]:
            number += 1
            item["title"] += "一二三四五六七八九"[number - 1]
            item["id"] = f"t{number:02}"
    data = {
        "format": "qplan/1",
        "document": {"title": "示例县质量强县培育建设实施方案"},
        "period": {"start": 2026, "end": 2027},
        "content": [{"title": "重点任务", "part": "tasks", "content": sections}],
    }
    if draw(st.booleans()):
        data["units"] = [{"name": "县科技局", "full": "示例县科学技术局", "aliases": ["县科工局"]}]
    if draw(st.integers(0, 3)) == 0:
        data["defaults"] = {"units": ["各乡镇人民政府"], "since": "t01"}
    targets = draw(st.lists(TARGET, max_size=3, unique_by=lambda target: target["indicator"]))
    return data | ({"targets": targets} if targets else {})
