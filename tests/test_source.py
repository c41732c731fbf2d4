"""Bytes become text: encodings told apart, damage located, what is no text refused with advice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan import source
from qplan.errors import Unreadable
from qplan.source import Span

ENDLESS = Path("/dev/zero")
PLAN = "文件版本: qplan/1\n公文:\n  标题: 示例县质量强县培育建设实施方案（2026—2027年）\n"


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_an_encoding_is_recognised(codec, encoding):
    read = source.decode("plan.yaml", PLAN.encode(codec))
    assert (read.text, read.encoding, read.bad) == (PLAN, encoding, None)


def test_utf16_without_its_mark_is_recognised_in_plain_english_too():
    text = "format: qplan/1\nperiod: {start: 2026}\n"
    assert source.decode("plan.yaml", text.encode("utf-16-le")).text == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_always_read_as_utf8(text):
    read = source.decode("plan.yaml", f"标题: {text}\n".encode())
    assert (read.text, read.encoding) == (f"标题: {text}\n", "utf-8")


@pytest.mark.parametrize(("codec", "encoding"), [("utf-8", "utf-8"), ("gb18030", "gb18030")])
def test_a_bad_byte_is_located_and_the_rest_is_read(codec, encoding):
    data = PLAN.encode(codec)
    at = data.index("示例县".encode(codec))
    read = source.decode("plan.yaml", data[:at] + b"\xff" + data[at:])
    assert read.encoding == encoding
    assert read.bad == Span(3, 7, 3, 8)
    assert read.text == PLAN.replace("示例县", "\ufffd示例县")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04" + bytes(40), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "WPS"),
        (b"%PDF-1.7\n%\xe2\xe3\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (bytes(range(256)) * 4, "不是文本文件"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data, word):
    with pytest.raises(Unreadable) as caught:
        source.decode("plan.yaml", data)
    assert word in caught.value.message
    assert caught.value.message.encode("gbk")
    assert caught.value.remedy.encode("gbk")


def test_a_file_is_read_with_the_name_it_was_called_by(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "示例 县.yaml"
    path.write_bytes(PLAN.encode())
    assert source.read(path.relative_to(tmp_path)) == source.Source("示例 县.yaml", PLAN)


def test_a_missing_file_suggests_its_neighbour(tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        source.read(tmp_path / "plan.yml")
    assert "找不到" in caught.value.message
    assert caught.value.remedy == f"是否应为 {tmp_path / 'plan.yaml'}？"


@pytest.mark.parametrize("name", ["plan.yaml", "甲/plan.yaml", "\0"])
def test_a_missing_file_without_neighbours_is_told_plainly(tmp_path, name):
    with pytest.raises(Unreadable) as caught:
        source.read(tmp_path / name)
    assert caught.value.remedy


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(Unreadable, match="文件夹"):
        source.read(tmp_path)


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "plan.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(Unreadable, match="超过 8 MB"):
        source.read(path)


@pytest.mark.skipif(not ENDLESS.exists(), reason="this system has no endless file")
def test_what_does_not_tell_its_size_is_read_no_further_than_the_limit():
    with pytest.raises(Unreadable, match="超过"):
        source.read(ENDLESS, limit=100)


def test_a_file_of_just_the_limit_is_read(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a" * 100)
    assert source.read(path, limit=100).text == "a" * 100
    with pytest.raises(Unreadable):
        source.read(path, limit=99)


def test_lines_are_broken_where_spans_count_them():
    assert source.lines("甲\r\n乙\r丙\n丁\u2028\x0b\x85戊\n") == ["甲", "乙", "丙", "丁\u2028\x0b\x85戊", ""]
