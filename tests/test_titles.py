from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.titles import LINE, title_lines, usual, width


@pytest.mark.parametrize(
    "lines",
    [
        ["示例县质量强县培育建设实施方案"],
        ["关于全面推进质量强市建设的实施方案"],
        ["关于深入贯彻《质量强国建设纲要》", "加快建设质量强区的实施方案"],
        ["示例县人民政府关于印发", "示例县质量强县培育建设实施方案的通知"],
        ["示例市人民政府关于深化质量强市建设", "打造质量强国标杆城市的实施意见"],
        ["示例县人民政府办公室关于印发", "示例县质量强县培育建设实施方案", "（2026—2027年）的通知"],
    ],
)
def test_titles_break_where_an_office_breaks_them(lines: list[str]) -> None:
    assert title_lines("".join(lines), ["示例县", "示例市", "示例县人民政府"]) == tuple(lines)


@pytest.mark.parametrize(
    ("region", "level", "title"),
    [
        ("示例县", "county", "示例县质量强县培育建设实施方案"),
        ("示例市", "county_city", "示例市质量强市培育建设实施方案"),
        ("示例开发区", "zone", "示例开发区质量强区培育建设实施方案"),
        ("示例", None, "示例质量强县培育建设实施方案"),
    ],
)
def test_the_usual_title_names_the_kind_of_place(region: str, level: str | None, title: str) -> None:
    assert usual(region, level) == title


def test_a_known_name_is_not_cut() -> None:
    name = "示例经济技术开发区管理委员会"
    lines = title_lines(f"{name}关于进一步提升园区企业产品质量的工作方案", [name])
    assert any(name in line for line in lines)


WORDS = st.sampled_from(
    ["示例县", "人民政府", "关于", "印发", "质量强县", "培育建设", "实施方案", "的", "和", "《质量强国建设纲要》", "2026年", "进一步", "推进", "，", "、", "竹"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=22).map("".join))
def test_the_words_stay_and_no_line_overflows_or_ends_badly(title: str) -> None:
    lines = title_lines(title, ["示例县"])
    assert "".join(lines) == title
    if len(lines) > 1:
        assert max(map(width, lines)) <= LINE
        assert not any(line.startswith(("的", "和", "、", "，", "》")) for line in lines[1:])
        assert not any(line.endswith(("关于", "《")) for line in lines[:-1])
        assert not any(line.endswith("202") or line.startswith("年") for line in lines)


def test_a_title_that_no_page_could_hold_is_left_to_the_page() -> None:
    title = "质量" * 5000
    assert title_lines(title) == (title,)
    assert title_lines("") == ("",)
