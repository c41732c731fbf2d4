"""``qplan validate``: judge plan files and documents, and report every finding."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from qplan import length, opening
from qplan.commands import _console
from qplan.commands._opening import opened
from qplan.errors import Misuse, QplanError
from qplan.findings import Finding, Severity
from qplan.opening import Opened
from qplan.reporting.wrapping import wrapped

_FORMATS = ("text", "json")
LEVELS = (*(severity.value for severity in Severity), "never")


def run(
    paths: Sequence[Path],
    *,
    format: str = "text",
    fail_on: str = "error",
    annotate: Path | None = None,
    force: bool = False,
) -> int:
    """Print the findings of every file; 1 if one reaches ``fail_on``.

    Args:
        paths: plan files, or documents of any kind that is read. One that cannot be judged does not keep the others
            from it.
        format: text or json.
        fail_on: error, warning, advice or never.
        annotate: write the Word file that is judged with its findings as comments to this file or folder.
        force: overwrite that file.

    Raises:
        Misuse: another format or severity; or comments asked for that cannot be made of these files.
        Unreadable: a file could not be judged; the others are reported all the same.
        Unwritable: the file with comments could not be written; the findings are reported all the same.
    """
    if format not in _FORMATS:
        raise Misuse(f"validate 没有“{format}”这种格式", f"可写：{'、'.join(_FORMATS)}")
    if fail_on not in LEVELS:
        raise Misuse(f"--fail-on 不能是“{fail_on}”", f"可写：{'、'.join(LEVELS)}")
    if annotate is not None:
        from qplan.commands import _annotate

        annotate = _annotate.target(paths, annotate)
    judged: list[Opened] = []
    unread: list[QplanError] = []
    for path in paths:
        try:
            judged.append(opened(path))
        except QplanError as error:
            unread.append(error)
    findings = [finding for each in judged for finding in each.checked.findings]
    if judged:
        _report(findings, judged, format)
    if unread:
        for each in unread[:-1]:
            print(f"qplan: {each.message}\n       {each.remedy}", file=sys.stderr)
        raise unread[-1]
    if annotate is not None:
        _annotate.write(judged[0], paths[0], annotate, force=force)
    return int(reached(findings, fail_on))


def reached(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether one of the findings is as grave as ``fail_on``, one of `LEVELS`."""
    limit = LEVELS.index(fail_on)
    return fail_on != "never" and any(finding.severity.rank <= limit for finding in findings)


def _report(findings: list[Finding], judged: list[Opened], format: str) -> None:
    every = [each.checked for each in judged]
    sources = {checked.source.name: checked.source for checked in every}
    if format == "json":
        from qplan.reporting import json

        print(json.report(findings, sources, ascii_only=_console.narrow()))
        return
    from qplan.reporting import text

    width = shutil.get_terminal_size((80, 24)).columns
    print(text.report(findings, sources, colour=_console.colour(), width=width))
    for checked in every:
        if checked.plan and not checked.broken:
            name = f"{checked.source.name}：" if len(judged) > 1 else ""
            print("\n".join(wrapped(name + length.told(checked.length), hang=2)))
    document = next((each.checked.source.name for each in judged if each.imported), None)
    if document is not None:
        print(f"要变成方案文件：{opening.importing(document)}")
