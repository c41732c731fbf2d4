"""A .doc, .wps, .xls, .et, .rtf, .odt or .ods file -> what LibreOffice and the Word or Excel reader make of it."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from qplan import source
from qplan.errors import Unreadable
from qplan.reading.gathering import Gathering

TIMEOUT = 120
"""Seconds that a conversion may take; a long plan takes five, the first start of LibreOffice some more."""
_LIMIT = 64_000_000
_TABLES = (".xls", ".et", ".ods", ".xlsx", ".xlsm")
_OLE = b"\xd0\xcf\x11\xe0"
_WORKBOOK = "Workbook".encode("utf-16-le")
_STREAMS = ("WordDocument", "Workbook", "Book", "CONTENTS", "MN0")
"""Names of the streams that hold the text in files of Word, WPS, Excel (since 1993) and Works."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AS_WORD = "请在 Word 或 WPS 中打开这个文件，点“文件→另存为”，类型选“Word 文档（*.docx）”，再导入另存的文件"
_AS_EXCEL = "请在 Excel 或 WPS 表格中打开这个文件，点“文件→另存为”，类型选“Excel 工作簿（*.xlsx）”，再导入另存的文件"
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)

Target = Literal["docx", "xlsx"]


def read(path: Path, *, original: bool = False) -> Gathering:
    """Convert a file with the machine's own LibreOffice, in a folder and with a profile that are gone afterwards.

    ``original``: what a text held before its tracked changes, as `docx.read` has it.

    Raises:
        Unreadable: no such file; encrypted; no LibreOffice here; the conversion failed or took too long. Each
            says how to save the file as docx or xlsx by hand.
    """
    data = source.bytes_of(path, limit=_LIMIT)
    target = _target(path, data)
    remedy = _AS_EXCEL if target == "xlsx" else _AS_WORD
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise Unreadable(f"{path.name} 加了密码，无法读取", "请在 Word 或 WPS 中打开并去掉密码，另存后再导入")
    if data.startswith(_OLE) and not any(name.encode("utf-16-le") in data for name in _STREAMS):
        raise Unreadable(f"{path.name} 里没有 Word 或 Excel 的内容，可能已损坏，或不是文档", remedy)
    program = find()
    if program is None:
        raise Unreadable(f"{path.name} 是旧格式文件，这台电脑没有安装 LibreOffice，不能直接读取", remedy)
    with tempfile.TemporaryDirectory(prefix="qplan-", ignore_cleanup_errors=True) as folder:
        made = _convert(program, path.name, data, Path(folder), target)
        if made is None:
            raise Unreadable(f"{path.name} 没有转换成功，可能已损坏、加了密码或不是文档", remedy)
        reader = importlib.import_module(f"qplan.reading.formats.{target}")
        gathering: Gathering = reader.read(made, original=True) if original and target == "docx" else reader.read(made)
    return gathering


def find() -> Path | None:
    """The LibreOffice of this machine: on the PATH, else where its installers put it."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((place for place in map(Path, _PLACES) if place.is_file()), None)


def _target(path: Path, data: bytes) -> Target:
    """Whether a file is a text or a workbook, by its contents where they tell, else by its name."""
    if data.startswith(_OLE):
        # The directory of an OLE file names its streams; Excel's is called Workbook.
        texts = "WordDocument".encode("utf-16-le") in data
        return "xlsx" if _WORKBOOK in data and not texts else "docx"
    if data.startswith(b"PK\x03\x04") and b"opendocument.spreadsheet" in data[:200]:
        return "xlsx"
    return "xlsx" if path.suffix.lower() in _TABLES and not data.startswith(b"{\\rtf") else "docx"


def _convert(program: Path, name: str, data: bytes, folder: Path, target: Target) -> Path | None:
    """The converted file in ``folder``; None where LibreOffice made none.

    Raises:
        Unreadable: it took too long, or could not be started.
    """
    # A name of our own: the file's may begin with a hyphen, and its suffix may be wrong.
    suffix = Path(name).suffix.lower()
    taken = folder / f"source{suffix if suffix[1:].isalnum() and suffix.isascii() else ''}"
    taken.write_bytes(data)
    out = folder / "out"
    command = [
        str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--nologo", "--nodefault", "--nolockcheck", "--convert-to", target, "--outdir", str(out), str(taken),
    ]  # fmt: skip
    remedy = _AS_EXCEL if target == "xlsx" else _AS_WORD
    try:
        # A session of its own: soffice is a script that starts the real program, and both have to go.
        process = subprocess.Popen(  # noqa: S603 - no shell, and every argument is ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # What a conversion that is stopped leaves behind goes with the folder.
            env=dict(os.environ) | dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder)),
            start_new_session=True,
        )
    except OSError as error:
        raise Unreadable(f"LibreOffice 无法启动，{name} 没有读取", remedy) from error
    try:
        process.wait(timeout=TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"{name} 转换超过 {TIMEOUT} 秒，已停止", remedy) from error
    finally:
        _end(process)
    made = out / f"{taken.stem}.{target}"
    return made if made.is_file() else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a conversion that is still running, with all that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            killer = shutil.which("taskkill")
            if killer:
                subprocess.run([killer, "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603 - no shell
            process.kill()
    else:
        # All of it is gone after a conversion that worked.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
