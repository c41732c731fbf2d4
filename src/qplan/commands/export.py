"""``qplan export``: the plan as JSON for other programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qplan import checking, exporting, writing
from qplan.commands import _console, _output
from qplan.commands._opening import opened
from qplan.errors import Misuse


def run(plan: Path, *, format: str = "json", output: Path | None = None, force: bool = False) -> int:
    """Print the export, or write it to ``output``, unless that is -.

    Raises:
        Misuse: another format than json, or ``output`` is the plan itself.
        Unreadable, Broken: the plan cannot be read whole.
        Unwritable: ``output`` is somebody's, or cannot be written.
    """
    if format != "json":
        raise Misuse(f"export 没有“{format}”这种格式", "可写：json")
    _output.spare(output, [plan])
    data = exporting.export(checking.whole(opened(plan).checked))
    if output is None or _console.piped(output):
        print(json.dumps(data, ensure_ascii=_console.narrow(), indent=1))
    else:
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        writing.write(output, text.encode(), force=force, plan=plan)
        print(f"已导出：{output}", file=sys.stderr)
    return 0
