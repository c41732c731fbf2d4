"""How long a command takes as a multiple of ``python -c pass``, both run in turn: ratios hold on a busy machine."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "examples" / "county" / "plan.yaml"
ROUNDS = 15
COMMANDS = {
    "qplan --version": ["--version"],
    "qplan validate (county example)": ["validate", str(PLAN)],
    "qplan coverage --format json": ["coverage", str(PLAN), "--format", "json"],
    "qplan render --format txt": ["render", str(PLAN), "--format", "txt", "-o", "-"],
}


def cpu(arguments: list[str]) -> float:
    """The CPU seconds of one child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print one line a command."""
    for name, command in COMMANDS.items():
        cpu(["-m", "qplan", *command])  # compiles what is not compiled yet
        ratios = []
        for _ in range(ROUNDS):
            bare = cpu(["-c", "pass"])
            ratios.append(cpu(["-m", "qplan", *command]) / bare)
        print(f"{name:36} {statistics.median(ratios):5.1f} x python -c pass")


if __name__ == "__main__":
    main()
