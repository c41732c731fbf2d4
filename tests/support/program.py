"""The real program in a process of its own, as a user would start it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """``run("validate", "plan.yaml", cwd=folder)``: output as text, no terminal, 80 columns."""
    return subprocess.run(
        [sys.executable, "-m", "qplan", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(SOURCE), "COLUMNS": "80", **environment},
    )
