"""Hypothesis strategies for canonical plan data: what any drafter might write."""

from __future__ import annotations

from hypothesis import strategies as st

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)
# What drafters type and paste: Han text with marks, digits, YAML's own signs, wide and narrow.
PROSE = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.sampled_from(list("，。；：、“”《》（）〔〕—…·％%0123456789 abcXYZ:#-[]{}'\"&*!|>@`,?~=\\/")),
    ),
    max_size=40,
).map(str.strip)
TEXT = st.lists(PROSE.filter(bool), min_size=1, max_size=3).map("\n".join)
UNITS = st.lists(
    st.sampled_from(["县科技局", "县财政局", "县市场监管局", "县教育局", "各乡镇人民政府"]),
    unique=True,
    max_size=3,
)
YEAR = st.integers(2024, 2030)


def _drop_empty(data):
    return {key: value for key, value in data.items() if value not in (None, [], "")}


def _duties(**more):
    return st.fixed_dictionaries({}, optional={"lead": UNITS, "support": UNITS, "responsible": UNITS, **more})


_MEASURE = st.builds(
    lambda text, rest: _drop_empty({"text": text, **rest}),
    TEXT,
    _duties(number=st.integers(1, 20), result=PROSE),
)
_ITEM = st.builds(
    lambda title, rest: _drop_empty({"title": title, **rest}),
    PROSE.filter(bool),
    _duties(
        text=TEXT,
        due=st.sampled_from(["2026", "2026-12", "2026-06-30", "2026Q4", "持续推进", "2026年12月底前"]),
        covers=st.lists(st.sampled_from(["A1.1", "A3.2", "A7.5"]), unique=True),
        measures=st.lists(_MEASURE, max_size=2),
        remark=PROSE,
    ),
)
_SECTION = st.builds(
    lambda title, content: {"title": title, "content": content},
    PROSE.filter(bool),
    st.lists(_ITEM, min_size=1, max_size=3),
)
_CHAPTER = st.builds(
    lambda title, part, content: {"title": title, "part": part, "content": content},
    PROSE.filter(bool),
    st.sampled_from(["overview", "tasks", "safeguards"]),
    st.lists(st.one_of(_ITEM, _SECTION), min_size=1, max_size=3),
)
_TARGET = st.builds(
    lambda name, unit, goals: {"indicator": name, "unit": unit, "goals": goals},
    PROSE.filter(bool),
    st.sampled_from(["%", "个", "分"]),
    st.dictionaries(
        YEAR.map(str), st.sampled_from(["95%以上", "不低于98%", "下降15.5%", "30项", "明显提高"]), min_size=1
    ),
)
PLANS = st.fixed_dictionaries(
    {"content": st.lists(_CHAPTER, min_size=1, max_size=3)},
    optional={
        "format": st.just("qplan/1"),
        "region": st.fixed_dictionaries({"name": HAN, "level": st.sampled_from(["county", "district", "town"])}),
        "document": st.fixed_dictionaries(
            {},
            optional={
                "title": PROSE.filter(bool),
                "stage": st.sampled_from(["consultation", "review", "issue"]),
                "number": st.just("示政发〔2026〕5号"),
                "date": st.just("2026-03-02"),
                "preamble": TEXT,
            },
        ),
        "period": st.just({"start": 2026, "end": 2027}),
        "targets": st.lists(_TARGET, max_size=3),
        "not_applicable": st.just([{"requirement": "A6.4", "reason": "本地没有"}]),
    },
)
