"""Words in, a call with plain arguments, an exit code out; the one place that prints errors."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from pathlib import Path
from typing import NoReturn

import typer
from typer.exceptions import TyperException

from qplan import __version__
from qplan.cli import speech
from qplan.cli.table import app
from qplan.errors import QplanError

OWN_BUG = 3


def main() -> NoReturn:
    """Run the program and leave with its exit code (0, 1 findings, 2 nothing judged, 3 a bug of ours)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # One command and out: what it allocates is needed to the end, so looking for garbage is time lost,
    # and so it is once more at exit, which `freeze` keeps from looking.
    gc.disable()
    code = _run()
    gc.freeze()
    sys.exit(code)


def _run() -> int:
    try:
        code = app(prog_name="qplan", standalone_mode=False)
        sys.stdout.flush()
    except QplanError as error:
        return _complain(error.message, error.remedy, error.exit_code)
    except TyperException as error:
        message, remedy = speech.misuse(error)
        return _complain(message, remedy, 2)
    except typer.Abort:
        return _complain("已取消。", "", 130)
    except BrokenPipeError:
        # The reader has had enough; what is left in the buffer must not raise at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: a report instead of a traceback
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name} 第 {frame.lineno} 行"
        remedy = f"这不是方案的问题。请把这几行和所用的命令报给维护者。qplan {__version__}，{place}"
        return _complain(f"程序出错：{type(error).__name__}: {error}", remedy, OWN_BUG)
    return int(code or 0)


def _complain(message: str, remedy: str, code: int) -> int:
    print(f"qplan: {message}", file=sys.stderr)
    if remedy:
        print(f"       {remedy}", file=sys.stderr)
    return code
