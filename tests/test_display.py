"""How wide a text is on a terminal, and how it is cut and padded."""

from hypothesis import given
from hypothesis import strategies as st

from qplan import display


def test_width_of_chinese_signs_and_letters():
    assert display.width("abc") == 3
    assert display.width("质量，强县") == 10
    assert display.width("“…—”①★") == 12
    assert display.width("ｱ") == 1
    assert display.width("e\u0301\u200b") == 1
    assert display.width("𠮷") == 2


def test_cut_marks_what_is_missing():
    assert display.cut("质量强县", 8) == "质量强县"
    assert display.cut("质量强县", 7) == "质量..."
    assert display.cut("质量强县", 6) == "质..."


def test_start_and_end_never_split_a_wide_character():
    assert display.start("质量", 3) == "质"
    assert display.end("质量", 3) == "量"


def test_pad_fills_to_a_column_and_leaves_longer_texts():
    assert display.pad("质量", 6) == "质量  "
    assert display.pad("质量", 3) == "质量"


def test_a_name_is_typed_in_quotes_where_it_would_fall_apart():
    assert display.typed("方案/送审稿（改）.docx") == "方案/送审稿（改）.docx"
    assert display.typed("新 稿/方案.docx") == '"新 稿/方案.docx"'
    assert display.typed("方案(1).docx") == '"方案(1).docx"'


@given(st.text(), st.integers(3, 40))
def test_nothing_is_wider_than_asked(text, most):
    assert display.width(display.cut(text, most)) <= most
    assert display.width(display.start(text, most)) <= most
    assert display.width(display.end(text, most)) <= most
    assert text.startswith(display.start(text, most))
    assert text.endswith(display.end(text, most))


@given(st.text(), st.integers(0, 40))
def test_padding_reaches_the_column(text, cells):
    assert display.width(display.pad(text, cells)) == max(cells, display.width(text))
