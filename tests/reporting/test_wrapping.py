from hypothesis import given
from hypothesis import strategies as st

from qplan import display
from qplan.reporting.wrapping import WIDTH, wrapped


@given(st.text(st.sampled_from("质量强县2025—7年。、，（）ab "), max_size=300), st.integers(0, 6), st.integers(0, 4))
def test_nothing_is_lost_and_nothing_is_too_wide(text, indent, hang):
    lines = list(wrapped(text, indent, hang=hang))
    rest = [line[indent + hang :] for line in lines[1:]]
    assert "".join([line[indent:] for line in lines[:1]] + rest) == text
    assert all(display.width(line) <= WIDTH for line in lines)


def test_a_year_stays_whole_and_a_mark_does_not_begin_a_line():
    assert list(wrapped("字" * 39 + "2025年")) == ["字" * 39, "2025年"]
    assert list(wrapped("字" * 40 + "。")) == ["字" * 39, "字。"]
    assert list(wrapped("字" * 39 + "（一）")) == ["字" * 39, "（一）"]


def test_what_has_no_place_to_break_is_broken_where_the_line_is_full():
    assert list(wrapped("a" * 100)) == ["a" * 80, "a" * 20]
