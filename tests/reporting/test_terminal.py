import os
import re
import subprocess
import sys

import program
import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are not on this system")


def on_a_terminal(*arguments, cwd, **environment):
    """What a person sees: the program's output on a pseudo-terminal of 80 columns."""
    leader, follower = pty.openpty()
    env = {
        **os.environ,
        "PYTHONPATH": str(program.SOURCE),
        "PYTHONIOENCODING": "utf-8",
        "TERM": "xterm-256color",
        **environment,
    }
    if "NO_COLOR" not in environment:
        env.pop("NO_COLOR", None)
    child = subprocess.Popen([sys.executable, "-m", "qplan", *map(str, arguments)], cwd=cwd, stdout=follower, env=env)
    os.close(follower)
    seen = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(leader)
    child.wait(timeout=60)
    return seen.decode().replace("\r\n", "\n")


def test_colours_change_nothing_but_the_colour(root, tmp_path):
    plan = root / "examples" / "district" / "plan.yaml"
    piped = program.run("coverage", plan, cwd=tmp_path).stdout
    seen = on_a_terminal("coverage", plan, cwd=tmp_path)
    assert "\x1b[" in seen
    assert re.sub(r"\x1b\[[0-9;]*m", "", seen) == piped


def test_no_color_is_honoured(root, tmp_path):
    plan = root / "examples" / "district" / "plan.yaml"
    assert "\x1b[" not in on_a_terminal("coverage", plan, cwd=tmp_path, NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal("validate", plan, cwd=tmp_path, NO_COLOR="1")
