"""Old formats through LibreOffice: the same tables and paragraphs; a clear message where it is not, or does not work."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from qplan.errors import Unreadable
from qplan.reading.formats import office

OLD = b"\xd0\xcf\x11\xe0 something " + "WordDocument".encode("utf-16-le")

ROWS = [["序号", "重点任务", "责任单位"], [1, "建设检验平台", "县市场监管局"], [2, "培育品牌", "县商务局"]]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    path = tmp_path / "任务表.xlsx"
    book.save(path)
    return path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a shell script in the place of LibreOffice."""

    def put(script: str) -> None:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)
        monkeypatch.setattr(office, "find", lambda: path)

    return put


def left_over(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.name.startswith("qplan-")]


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_workbooks(
    kind: str, workbook: Path, soffice: Callable[[Path, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = soffice(workbook, kind)
    temporary = workbook.parent / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    gathering = office.read(made)
    grids = [block.grid for block in gathering.blocks if block.grid]
    assert [[cell.text if cell else "" for cell in row] for row in grids[0].rows] == [
        list(map(str, row)) for row in ROWS
    ]
    assert not left_over(temporary)
    # WPS writes the same format under its own name.
    other = made.rename(made.with_suffix(".et" if kind == "xls" else ".ods"))
    assert len(office.read(other).blocks) == len(gathering.blocks)


@pytest.mark.office
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_old_texts(kind: str, tmp_path: Path, soffice: Callable[[Path, str], Path]) -> None:
    path = tmp_path / "方案.txt"
    path.write_text("示例县质量强县实施方案\n一、总体要求\n坚持质量第一。\n", "utf-8-sig")
    made = soffice(path, "odt") if kind == "odt" else soffice(soffice(path, "odt"), kind)
    gathering = office.read(made)
    assert [block.text for block in gathering.blocks if not block.aside] == [
        "示例县质量强县实施方案",
        "一、总体要求",
        "坚持质量第一。",
    ]
    if kind == "doc":
        named = made.rename(made.with_suffix(".wps"))
        assert len(office.read(named).blocks) == len(gathering.blocks)


def test_without_libreoffice_it_says_how_to_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find", lambda: None)
    for name, words in (("方案.wps", "Word 文档（*.docx）"), ("表.et", "Excel 工作簿（*.xlsx）"), ("表.xls", "*.xlsx")):
        path = tmp_path / name
        path.write_bytes(OLD)
        with pytest.raises(Unreadable) as caught:
            office.read(path)
        assert "没有安装 LibreOffice" in caught.value.message or path.suffix in caught.value.message
        assert "另存为" in caught.value.remedy
        if path.suffix != ".wps":
            continue
        assert words in caught.value.remedy


def test_encrypted_files_are_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    with pytest.raises(Unreadable, match="密码"):
        office.read(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        office.read(tmp_path / "没有.doc")


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell to stand in for LibreOffice")
def test_a_conversion_that_fails(tmp_path: Path, program: Callable[[str], None]) -> None:
    program("exit 1")
    path = tmp_path / "方案.doc"
    path.write_bytes(OLD)
    with pytest.raises(Unreadable, match="没有转换成功") as caught:
        office.read(path)
    assert "Word 文档（*.docx）" in caught.value.remedy


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell to stand in for LibreOffice")
def test_a_conversion_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "pid"
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setattr(office, "TIMEOUT", 1)
    program(f'sleep 600 & echo $! > "{told}"\nwait')
    path = tmp_path / "方案.doc"
    path.write_bytes(OLD)
    with pytest.raises(Unreadable, match="超过 1 秒"):
        office.read(path)
    assert not left_over(temporary)
    state = Path(f"/proc/{int(told.read_text())}/stat")
    assert not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_a_name_cannot_become_an_option(tmp_path: Path, program: Callable[[str], None]) -> None:
    program(f'echo "$@" > "{tmp_path}/said"; exit 0')
    path = tmp_path / "--convert-to evil;.doc"
    path.write_bytes(OLD)
    with pytest.raises(Unreadable):
        office.read(path)
    assert "evil" not in (tmp_path / "said").read_text()


def test_bytes_that_only_begin_like_an_old_file_are_not_handed_on(
    tmp_path: Path, program: Callable[[str], None]
) -> None:
    program("exit 1")
    path = tmp_path / "方案.doc"
    path.write_bytes(OLD[:4] + bytes(range(256)) * 9)
    with pytest.raises(Unreadable, match="没有 Word 或 Excel 的内容"):
        office.read(path)
