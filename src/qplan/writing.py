"""Bytes -> a file: the one function that writes, whole or not at all, and never over somebody's edits."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from pathlib import Path

from qplan.errors import Unwritable

RECORD = Path(".qplan", "rendered.json")
"""Beside the plan: {file, relative to the plan's folder where it can be: SHA-256 of what we last wrote}."""


def write(path: Path, data: bytes, *, force: bool = False, plan: Path | None = None) -> bool:
    """Write a file by way of a temporary one beside it, so that a crash leaves the old one or the new one.

    A file that is already there is replaced only with ``force``, or where it is, byte for byte, what was
    last written there for ``plan``. One rule serves all formats and leaves no mark in documents that an
    office sends out: the hashes stand in ``.qplan/rendered.json`` beside the plan. Where that record is
    lost the file counts as somebody's.

    Returns:
        Whether anything was written; a file that already holds ``data`` is left as it is.

    Raises:
        Unwritable: the file is somebody's, is open in another program, or its folder cannot be written to.
    """
    new = check(path, data, force=force, plan=plan)
    if new:
        _replace(path, data)
    _remember(_record_of(plan), path, data)
    return new


def check(path: Path, data: bytes, *, force: bool = False, plan: Path | None = None) -> bool:
    """Ask whether `write` would go ahead, so that of several files none is written where one may not be.

    Returns:
        Whether there is anything to write.

    Raises:
        Unwritable: as `write`, as far as it can be known beforehand.
    """
    # os.path answers for names that are too long, too, where Path raises.
    if os.path.isdir(path):  # noqa: PTH112
        raise Unwritable(f"{path} 是文件夹，不能当作文件来写", "用 -o 写明文件名")
    if not path.parent.is_dir():
        raise Unwritable(f"没有文件夹 {path.parent}", "先建好这个文件夹，或用 -o 换一个地方")
    there = _bytes_of(path)
    if there == data:
        return False
    if there is not None and not force and not _is_ours(_record_of(plan), path, there):
        since = "而且不是上次生成后的原样（可能有人改过），" if plan else ""
        raise Unwritable(f"{path} 已经存在，{since}没有覆盖", "用 -o 换一个文件名；确实不要旧文件，加 --force")
    return True


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are not there yet.

    Raises:
        Unwritable: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(f"建不了文件夹 {path}：{error.strerror}", "换一个能写的地方") from error


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise Unwritable(f"{path} 已经存在，但读不了，没有覆盖", "用 -o 换一个文件名") from error
    except OSError as error:
        raise _unwritable(path, error) from error


def _replace(path: Path, data: bytes) -> None:
    # Where the path is a link, what it points to is replaced, and the link stays.
    real = Path(os.path.realpath(path))
    temporary = real.with_name(f".qplan-{os.getpid()}.tmp")
    try:
        # Created here and not by tempfile, so that the file has the rights that any new file here would have.
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if real.exists():
            temporary.chmod(real.stat().st_mode & 0o777)
        temporary.replace(real)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> Unwritable:
    if isinstance(error, PermissionError) and path.exists():
        return Unwritable(
            f"{path} 写不进去：可能正在 Word、WPS 或 Excel 里打开着，或者是只读文件",
            "先关掉它再运行一次，或用 -o 换一个文件名",
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return Unwritable(f"文件夹 {path.parent} 不能写入", "用 -o 换一个能写的地方，如桌面上的文件夹")
    if error.errno == errno.ENOSPC:
        return Unwritable(f"{path} 写不下：磁盘满了", "腾出空间，或用 -o 换一个盘")
    if error.errno == errno.ENAMETOOLONG:
        return Unwritable(f"文件名太长：{path.name}", "用 -o 换一个短一些的文件名")
    return Unwritable(f"{path} 写不进去（{error.strerror or error}）", "用 -o 换一个地方")


def _record_of(plan: Path | None) -> Path | None:
    return None if plan is None else Path(os.path.realpath(plan)).parent / RECORD


def _key(record: Path, path: Path) -> str:
    home, path = record.parent.parent, Path(os.path.realpath(path))
    return path.relative_to(home).as_posix() if path.is_relative_to(home) else path.as_posix()


def _hashes(record: Path) -> dict[str, str]:
    try:
        known = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _is_ours(record: Path | None, path: Path, there: bytes) -> bool:
    return record is not None and _hashes(record).get(_key(record, path)) == hashlib.sha256(there).hexdigest()


def _remember(record: Path | None, path: Path, data: bytes) -> None:
    """Note what was written. Where that fails the document stands all the same, and counts as theirs."""
    if record is None:
        return
    known = _hashes(record)
    key, value = _key(record, path), hashlib.sha256(data).hexdigest()
    if known.get(key) == value:
        return
    known[key] = value
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    with contextlib.suppress(OSError, Unwritable):
        record.parent.mkdir(exist_ok=True)
        _replace(record, text.encode())
