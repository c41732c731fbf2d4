import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.notation import numbering


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (45, "四十五"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (345, "三百四十五"),
    ],
)
def test_chinese_numerals(number, words):
    assert numbering.han(number) == words


@given(st.integers(1, 999))
def test_chinese_numerals_read_back(number):
    assert numbering.value(numbering.han(number)) == number


@pytest.mark.parametrize("look", ["一、", "（一）", "1.", "1．", "1、", "(1)", "①", "第一章", "第一条", "1. "])
def test_a_sample_prints_itself_as_number_one(look):
    assert numbering.sample(look).printed(1) == look


def test_circles_end_at_fifty():
    assert numbering.sample("①").printed(50) == "㊿"
    assert numbering.sample("①").printed(51) == "（51）"
    assert numbering.value("㊿") == 50


def test_a_level_without_numbers_prints_none():
    assert numbering.sample("无").printed(3) == ""


@pytest.mark.parametrize(
    ("printed", "part"),
    [("一、", "一"), ("（二）", "(二)"), ("4.", "4"), ("1. ", "1"), ("第三章", "第三章"), ("①", "①")],
)
def test_numbers_in_paths(printed, part):
    assert numbering.path_part(printed) == part


@pytest.mark.parametrize("words", ["", "甲", "第一", "x1"])
def test_what_is_no_numeral(words):
    assert numbering.value(words) is None
