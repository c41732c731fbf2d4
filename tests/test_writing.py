from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qplan import writing
from qplan.errors import Unwritable


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text("x")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_has_the_bytes_and_ordinary_rights(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        assert writing.write(tmp_path / "a.txt", b"one") is True
    finally:
        os.umask(old)
    assert (tmp_path / "a.txt").read_bytes() == b"one"
    assert names(tmp_path) == ["a.txt"]
    if os.name == "posix":
        assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o644


def test_what_render_wrote_last_is_replaced(plan: Path) -> None:
    out = plan.with_name("plan.md")
    for data in (b"one", b"two", b"three"):
        assert writing.write(out, data, plan=plan)
    assert out.read_bytes() == b"three"


def test_what_somebody_edited_is_not(plan: Path) -> None:
    out = plan.with_name("plan.md")
    writing.write(out, b"one", plan=plan)
    out.write_bytes(b"one, mended by hand")
    with pytest.raises(Unwritable, match="可能有人改过") as caught:
        writing.write(out, b"two", plan=plan)
    assert "--force" in caught.value.remedy
    assert caught.value.exit_code == 2
    assert out.read_bytes() == b"one, mended by hand"
    assert writing.write(out, b"two", plan=plan, force=True)
    assert writing.write(out, b"three", plan=plan)


def test_a_file_that_was_there_before_is_somebodys(plan: Path) -> None:
    out = plan.with_name("plan.md")
    out.write_bytes(b"theirs")
    with pytest.raises(Unwritable):
        writing.write(out, b"ours", plan=plan)
    with pytest.raises(Unwritable, match="已经存在，没有覆盖"):
        writing.write(out, b"ours")
    assert out.read_bytes() == b"theirs"


def test_the_same_bytes_are_not_written_again(plan: Path) -> None:
    out = plan.with_name("plan.md")
    out.write_bytes(b"same")
    before = out.stat().st_mtime_ns
    assert writing.write(out, b"same", plan=plan) is False
    assert out.stat().st_mtime_ns == before
    assert writing.write(out, b"new", plan=plan)


def test_without_the_record_a_file_counts_as_somebodys(plan: Path) -> None:
    out = plan.with_name("plan.md")
    writing.write(out, b"one", plan=plan)
    for broken in ("{", "[]", '"x"'):
        plan.with_name(".qplan").joinpath("rendered.json").write_text(broken)
        with pytest.raises(Unwritable):
            writing.write(out, b"two", plan=plan)


def test_the_folder_can_be_moved_with_its_record(plan: Path, tmp_path: Path) -> None:
    home = tmp_path / "one"
    home.mkdir()
    moved = plan.rename(home / "plan.yaml")
    (home / "out").mkdir()
    writing.write(home / "out" / "a.md", b"one", plan=moved)
    home.rename(tmp_path / "two")
    assert writing.write(tmp_path / "two" / "out" / "a.md", b"two", plan=tmp_path / "two" / "plan.yaml")


def test_the_record_names_files_and_hashes_only(plan: Path) -> None:
    writing.write(plan.with_name("b.md"), b"b", plan=plan)
    writing.write(plan.with_name("a.md"), b"a", plan=plan)
    record = json.loads((plan.parent / writing.RECORD).read_text(encoding="utf-8"))
    assert list(record) == ["a.md", "b.md"]
    assert all(len(value) == 64 for value in record.values())


def test_another_plans_output_is_not_ours(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "plan.yaml"
    other.write_text("y")
    out = tmp_path / "a.md"
    writing.write(out, b"one", plan=plan)
    with pytest.raises(Unwritable):
        writing.write(out, b"two", plan=other)


def test_a_record_that_cannot_be_kept_does_not_stop_the_document(plan: Path) -> None:
    plan.with_name(".qplan").write_text("a file where the folder should be")
    out = plan.with_name("plan.md")
    assert writing.write(out, b"one", plan=plan)
    with pytest.raises(Unwritable):
        writing.write(out, b"two", plan=plan)


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_and_what_it_points_to_is_written(plan: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    link = tmp_path / "link.md"
    link.symlink_to(real)
    writing.write(link, b"one", plan=plan)
    writing.write(real, b"two", plan=plan)
    assert link.is_symlink()
    assert link.read_bytes() == b"two"


def test_the_rights_of_a_file_are_kept(plan: Path) -> None:
    out = plan.with_name("plan.md")
    writing.write(out, b"one", plan=plan)
    out.chmod(0o600)
    writing.write(out, b"two", plan=plan)
    if os.name == "posix":
        assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("folder", "是文件夹"),
        ("missing/a.md", "没有文件夹"),
        ("plan.yaml/a.md", "没有文件夹"),
        ("长" * 300 + ".md", "太长"),
    ],
)
def test_places_where_nothing_can_be_written(plan: Path, place: str, words: str) -> None:
    (plan.parent / "folder").mkdir()
    with pytest.raises(Unwritable, match=words):
        writing.write(plan.parent / place, b"x", force=True)
    assert names(plan.parent) == ["folder", "plan.yaml"]


@pytest.mark.parametrize(
    ("error", "there", "words"),
    [
        (PermissionError(errno.EACCES, "x"), True, "正在 Word、WPS 或 Excel 里打开"),
        (PermissionError(errno.EACCES, "x"), False, "不能写入"),
        (OSError(errno.EROFS, "x"), False, "不能写入"),
        (OSError(errno.ENOSPC, "x"), True, "磁盘满了"),
        (OSError(errno.EIO, "input/output error"), True, "input/output error"),
    ],
)
def test_what_the_system_refuses_is_told_and_leaves_the_old_file(
    plan: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, there: bool, words: str
) -> None:
    out = plan.with_name("plan.docx")
    if there:
        writing.write(out, b"old", plan=plan)

    def refuse(*_arguments: Any) -> NoReturn:
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Unwritable, match=words):
        writing.write(out, b"new", plan=plan)
    monkeypatch.undo()
    assert out.exists() is there
    assert not there or out.read_bytes() == b"old"
    assert not [name for name in names(plan.parent) if name.endswith(".tmp")]


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_bytes_are_there(plan: Path, versions: list[bytes]) -> None:
    out = plan.with_name("out.bin")
    for data in versions:
        writing.write(out, data, plan=plan)
    assert out.read_bytes() == versions[-1]
