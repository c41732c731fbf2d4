"""``qplan validate``: judge plan files and report every finding."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from qplan import checking, length
from qplan.checking import Checked
from qplan.commands import _console
from qplan.errors import Misuse, QplanError
from qplan.findings import Finding, Severity

_FORMATS = ("text", "json")
LEVELS = (*(severity.value for severity in Severity), "never")


def run(paths: Sequence[Path], *, format: str = "text", fail_on: str = "error") -> int:
    """Print the findings of every file; 1 if one reaches ``fail_on``.

    Args:
        paths: plan files. One that cannot be judged does not keep the others from it.
        format: text or json.
        fail_on: error, warning, advice or never.

    Raises:
        Misuse: another format or severity.
        Unreadable: a file could not be judged; the others are reported all the same.
    """
    if format not in _FORMATS:
        raise Misuse(f"validate 没有“{format}”这种格式", f"可写：{'、'.join(_FORMATS)}")
    if fail_on not in LEVELS:
        raise Misuse(f"--fail-on 不能是“{fail_on}”", f"可写：{'、'.join(LEVELS)}")
    judged: list[Checked] = []
    unread: list[QplanError] = []
    for path in paths:
        try:
            judged.append(checking.check(path))
        except QplanError as error:
            unread.append(error)
    findings = [finding for checked in judged for finding in checked.findings]
    if judged:
        _report(findings, judged, format)
    if unread:
        for each in unread[:-1]:
            print(f"qplan: {each.message}\n       {each.remedy}", file=sys.stderr)
        raise unread[-1]
    return int(reached(findings, fail_on))


def reached(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether one of the findings is as grave as ``fail_on``, one of `LEVELS`."""
    limit = LEVELS.index(fail_on)
    return fail_on != "never" and any(finding.severity.rank <= limit for finding in findings)


def _report(findings: list[Finding], judged: list[Checked], format: str) -> None:
    sources = {checked.source.name: checked.source for checked in judged}
    if format == "json":
        from qplan.reporting import json

        print(json.report(findings, sources, ascii_only=_console.narrow()))
        return
    from qplan.reporting import text

    width = shutil.get_terminal_size((80, 24)).columns
    print(text.report(findings, sources, colour=_console.colour(), width=width))
    for checked in judged:
        if checked.plan and not checked.broken:
            name = f"{checked.source.name}：" if len(judged) > 1 else ""
            print(name + length.told(checked.length))
