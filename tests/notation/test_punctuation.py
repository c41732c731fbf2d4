import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.notation.punctuation import enclosing, halved, pieces, trimmed, veiled


def test_one_width_place_for_place():
    assert halved("（责任单位：Ａ１％，Ｂ；Ｃ　）、。") == "(责任单位:A1%,B;C )、。"


@pytest.mark.parametrize(
    ("flat", "pairs"),
    [
        ("(a)", {0: 2}),
        ("a(b(c)d)", {1: 7, 3: 5}),
        ("(a〔b〕)", {0: 5, 2: 4}),
        ("(a", {}),
        ("a)", {}),
        ("【a)】", {0: 3}),
        ("(a(b)", {2: 4}),
        ("〔a(b〕", {0: 4}),
        ("“a、b”", {0: 4}),
    ],
)
def test_matched_brackets(flat, pairs):
    assert enclosing(flat) == pairs | {end: begin for begin, end in pairs.items()}


def test_what_is_inside_brackets_is_veiled():
    assert veiled("甲(乙、丙)、“丁”(戊") == "甲\0\0\0\0\0、\0\0\0(戊"


def test_pieces_leave_brackets_whole():
    text = "甲(乙、丙)、丁、"
    assert [text[begin:end] for begin, end in pieces(text, "、")] == ["甲(乙、丙)", "丁", ""]


@pytest.mark.parametrize(
    ("text", "bare"),
    [("、甲。", "甲"), ("甲)】", "甲"), ("（甲", "甲"), ("甲（乙）", "甲（乙）"), ("（甲）", "（甲）"), ("；、", "")],
)
def test_trimmed(text, bare):
    assert trimmed(text) == bare


@given(st.text(alphabet="甲（）()〔〕[]【】“”〈〉<>、，。 ", max_size=60))
def test_pairs_nest_and_the_length_is_kept(text):
    flat = halved(text)
    assert len(flat) == len(text) == len(veiled(flat))
    pairs = sorted((begin, end) for begin, end in enclosing(flat).items() if begin < end)
    for begin, end in pairs:
        assert all(end < other or last < end for other, last in pairs if other > begin)
    assert trimmed(trimmed(text)) == trimmed(text)
