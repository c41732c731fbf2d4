"""Damaged, strange and hostile Word files end in a result or in a plain message, in bounded time."""

from __future__ import annotations

import contextlib
import io
import itertools
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import (
    abstract,
    asides,
    gathered,
    lvl,
    num,
    p,
    package,
    saved,
    style,
    t,
    tables,
    tbl,
    tc,
    texts,
    tr,
    zipped,
)

from qplan import reading
from qplan.errors import Unreadable
from qplan.reading.formats import docx

SOUND = package(
    p("甲", num=1, level=0) + tbl(tr(tc("乙"), tc("丙"))) + p("丁", style="H"),
    styles=style("heading 1", id="H"), numbering=abstract(0, lvl(0)) + num(1, 0), comments="", footer1=p("页脚"),
)  # fmt: skip


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    return path


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        docx.read(path)
    assert caught.value.remedy
    return caught.value.message


def test_a_file_cut_short_anywhere(tmp_path: Path) -> None:
    for end in range(0, len(SOUND) - 1, 97):
        path = written(tmp_path, SOUND[:end])
        with pytest.raises(Unreadable):
            reading.read(path)


@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_bytes_that_changed(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND)
    for at, byte in changes:
        data[at] = byte
    with contextlib.suppress(Unreadable):
        docx.read(written(tmp_path_factory.mktemp("changed"), bytes(data)))


@given(st.data())
def test_markup_that_changed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    parts = files(SOUND)
    name = data.draw(st.sampled_from(sorted(parts)))
    text = parts[name].decode()
    cuts = st.integers(0, len(text))
    start, end, to = data.draw(cuts), data.draw(cuts), data.draw(cuts)
    start, end = sorted((start, end))
    parts[name] = (
        (text[:to] + text[start:end] + text[to:]).encode()
        if data.draw(st.booleans())
        else (text[:start] + text[end:]).encode()
    )
    with contextlib.suppress(Unreadable):
        docx.read(written(tmp_path_factory.mktemp("markup"), zipped(parts)))


@pytest.mark.parametrize("lacking", sorted(files(SOUND)))
def test_a_part_that_is_missing(lacking: str, tmp_path: Path) -> None:
    parts = files(SOUND)
    del parts[lacking]
    path = written(tmp_path, zipped(parts))
    if lacking == "word/document.xml":
        assert "没有 Word 正文" in refused(path)
    else:
        found = docx.read(path)
        assert texts(found) == ["甲" if lacking == "word/numbering.xml" else "1.甲", "丁"]
        assert tables(found) == [[["乙", "丙"]]]


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels"])
def test_a_part_that_is_no_xml(part: str, tmp_path: Path) -> None:
    assert part in refused(written(tmp_path, zipped(files(SOUND) | {part: b"<w:document><w:body>"})))


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>' + files(SOUND)["word/document.xml"]
    assert "实体" in refused(written(tmp_path, zipped(files(SOUND) | {"word/document.xml": bomb})))


def test_a_part_beside_what_was_inspected_is_not_parsed(tmp_path: Path) -> None:
    parts = files(SOUND)
    relations = parts["word/_rels/document.xml.rels"].replace(b"styles.xml", b"styles.bin")
    hidden = parts | {
        "word/styles.bin": b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>',
        "word/_rels/document.xml.rels": relations,
    }
    assert texts(docx.read(written(tmp_path, zipped(hidden)))) == ["1.甲", "丁"]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    assert "过大" in refused(written(tmp_path, zipped(files(SOUND) | {"word/document.xml": b" " * 70_000_000})))


def nested(depth: int) -> str:
    content = p("甲")
    for _ in range(depth):
        content = tbl(tr(tc(content + p()), tc("乙")))
    return content


def test_deep_nesting(tmp_path: Path) -> None:
    (table,) = tables(gathered(tmp_path, nested(40)))
    assert table[0][0].startswith("甲\n乙")


@pytest.mark.parametrize("depth", [400, 1200])
def test_nesting_too_deep_is_refused(depth: int, tmp_path: Path) -> None:
    refused(saved(tmp_path, nested(depth)))


@pytest.mark.parametrize("depth", [100, 900])
def test_deep_controls_are_read_or_refused(depth: int, tmp_path: Path) -> None:
    with contextlib.suppress(Unreadable):
        assert texts(
            gathered(tmp_path, "<w:sdt><w:sdtContent>" * depth + p("甲") + "</w:sdtContent></w:sdt>" * depth)
        ) == ["甲"]


def test_styles_based_on_one_another(tmp_path: Path) -> None:
    circle = style("甲", id="A", based_on="B") + style("heading 2", id="B", based_on="A")
    long = "".join(style(f"s{at}", id=f"s{at}", based_on=f"s{at + 1}") for at in range(3000))
    found = gathered(tmp_path, p("甲", style="A") + p("乙", style="s0") + p("丙", style="none"), styles=circle + long)
    assert [(b.text, b.level) for b in found.blocks] == [("甲", 2), ("乙", 0), ("丙", 0)]


def test_fields_in_fields_without_end(tmp_path: Path) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    found = gathered(
        tmp_path, p(begin * 9000 + t("甲") * 9000 + end * 9000) + p(begin * 9000 + "<w:r><w:t>乙</w:t></w:r>") + p("丙")
    )
    assert texts(found) == ["甲" * 9000, "乙", "丙"]


def test_absurd_numbers(tmp_path: Path) -> None:
    levels = (
        lvl(0, "upperRoman", "%1" * 50_000, start=999_999_999) + lvl(1, "lowerLetter", start=999_999_999)
        + '<w:lvl w:ilvl="x"/><w:lvl/><w:lvl w:ilvl="2"><w:start w:val="-5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
    )  # fmt: skip
    wide = tbl(
        tr(*[tc("甲", '<w:gridSpan w:val="99999999"/>') for _ in range(40)], more='<w:gridBefore w:val="99999999"/>'),
        tr(tc("乙")),
    )
    body = p("a", num=1, level=0) + p("b", num=1, level=1) + p("c", num=1, level=2) + p("d", num=1, level=77) + wide
    found = gathered(tmp_path, body, numbering=abstract(0, levels) + num(1, 0) + '<w:num w:numId="二"/>')
    assert len(texts(found)[0]) < 1500
    assert texts(found)[1:] == ["999999999.b", "0.c", "d"]
    assert len(tables(found)[0][0]) < 1200


def test_a_note_referred_to_many_times_is_read_once(tmp_path: Path) -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnote w:id="1">{p("注" * 20_000)}</w:footnote>'
    (line,) = texts(gathered(tmp_path, p(t("甲") + reference * 20_000), footnotes=note))
    assert len(line) == 20_004


@pytest.mark.parametrize("kind", ["document", "template", "macros"])
def test_templates_and_files_with_macros(kind: str, tmp_path: Path) -> None:
    assert texts(reading.gather(written(tmp_path, package(p("甲"), kind=kind)))) == ["甲"]


def test_the_strict_form_of_the_format(tmp_path: Path) -> None:
    strict = {
        name: content.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in files(SOUND).items()
    }  # fmt: skip
    found = docx.read(written(tmp_path, zipped(strict)))
    assert texts(found) == ["1.甲", "丁"]
    assert asides(found) == [("页脚", "页脚")]


def test_a_document_under_another_name(tmp_path: Path) -> None:
    parts = files(SOUND)
    moved = {
        name.replace("document.xml", "document2.xml"): content.replace(b"word/document.xml", b"word/document2.xml")
        for name, content in parts.items()
    }
    assert texts(docx.read(written(tmp_path, zipped(moved)))) == ["1.甲", "丁"]


def test_a_package_that_is_no_word_file(tmp_path: Path) -> None:
    assert "没有 Word 正文" in refused(written(tmp_path, zipped({"a.txt": "甲"})))
    assert refused(tmp_path / "none.docx")


def test_a_file_without_a_word_in_it(tmp_path: Path) -> None:
    assert not gathered(tmp_path, "").blocks
    with pytest.raises(Unreadable):
        reading.read(saved(tmp_path, p() + p()))


def test_words_outside_any_paragraph_are_kept(tmp_path: Path) -> None:
    assert texts(gathered(tmp_path, p("甲") + t("游离") + p("乙"))) == ["甲", "游离", "乙"]


def test_a_very_long_plan(tmp_path: Path) -> None:
    tasks = "".join(
        p(f"开展第{at}项工作。" + "强化协同，压实责任，按月调度。" * 20 + "（责任单位：县市场监管局）", num=1, level=2)
        for at in range(330)
    )
    rows = "".join(tr(tc(p(num=2, level=0)), tc(f"任务{at}"), tc("县商务局")) for at in range(330))
    lists = abstract(0, *(lvl(at) for at in range(3))) + abstract(1, lvl(0, text="%1")) + num(1, 0) + num(2, 1)
    found = docx.read(saved(tmp_path, tasks + tbl(rows), numbering=lists))
    assert texts(found)[-1].startswith("330.开展第329项工作。")
    assert [row[0] for row in tables(found)[0]] == [str(at) for at in itertools.islice(itertools.count(1), 330)]
