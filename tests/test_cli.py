import re

import pytest

from qplan import __version__, display
from qplan.cli import app

COMMANDS = sorted(entry.name for entry in app.registered_commands)


def test_version(qplan):
    assert qplan("--version").stdout == f"qplan {__version__}\n"


@pytest.mark.parametrize("command", [[], *[[name] for name in COMMANDS]], ids=" ".join)
def test_help_is_chinese_aligned_and_fits_80_columns(qplan, command):
    out = qplan(*command, "--help").stdout
    assert re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", out) is None, out
    assert max(map(display.width, out.splitlines())) <= 80
    rows = re.findall(r"^  (\S.*?  +)\S", out, re.MULTILINE)
    starts = {display.width(row) for row in rows}
    assert len(starts) <= 1, out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(qplan, shell):
    variables = {
        "_QPLAN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "qplan va",
        "COMP_CWORD": "1",
        "_TYPER_COMPLETE_ARGS": "qplan va",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    assert "validate" in qplan(**variables).stdout


def test_a_closed_pipe_is_no_error(root, tmp_path):
    import subprocess
    import sys

    line = f"{sys.executable} -m qplan export {root / 'examples' / 'county' / 'plan.yaml'} | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, timeout=60, check=False, env={"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin"})  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == ""
