"""qplan: plans for 质量强县（区、镇）培育建设, validated, checked for coverage and rendered.

The public API is four functions; each imports what it needs at its first use::

    plan = qplan.load("plan.yaml")              # Plan, or errors.Broken
    findings = qplan.check("plan.yaml")         # every Finding, in the order of the file
    report = qplan.coverage(plan)               # Coverage of the seven areas
    data = qplan.render(plan, "docx")           # bytes
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qplan.covering import Coverage
    from qplan.findings import Finding
    from qplan.plan import Plan

__version__ = "0.1.0"
__all__ = ["__version__", "check", "coverage", "load", "render"]


def load(path: str | Path) -> Plan:
    """Read a plan: a plan file, or a document (Word, text, Markdown, web page, PDF, Excel …).

    Raises:
        qplan.errors.Unreadable: no such file, a folder, too large, damaged, or of a kind that is not read.
        qplan.errors.Broken: the file has errors of syntax or shape.
    """
    from qplan import checking, opening

    return checking.whole(opening.read(Path(path)).checked)


def check(path: str | Path) -> tuple[Finding, ...]:
    """Judge a plan file or a document: every finding with code, severity, message and place, in the file's order.

    Raises:
        qplan.errors.Unreadable: there is nothing to judge.
    """
    from qplan import opening

    return opening.read(Path(path)).checked.findings


def coverage(plan: Plan, framework: str | Path | None = None) -> Coverage:
    """How a plan answers its framework: states with evidence for each requirement, and counts by area.

    Args:
        plan: as `load` returns it.
        framework: an id, an official number or a pack's path; by default the plan's own. Against another one
            only the plan's words count: its claims and exemptions are about its own.

    Raises:
        qplan.errors.Misuse: no such framework.
    """
    from qplan import covering, errors
    from qplan import framework as frameworks

    if framework is None:
        return covering.cover(plan, frameworks.load(plan.framework))
    pack = frameworks.load(framework)
    try:
        own = frameworks.load(plan.framework)
    except errors.QplanError:
        own = None
    return covering.cover(plan, pack, own=own)


def render(plan: Plan, format: str = "docx", part: str | None = None) -> bytes:
    """Print a plan: the bytes of one file.

    Args:
        plan: as `load` returns it.
        format: docx, md, html, txt, xlsx or csv.
        part: plan, tasks, matrix, units or targets; by default plan, for xlsx and csv tasks.

    Raises:
        qplan.errors.Misuse: no such format, or it does not have that part.
    """
    from qplan import dossier, rendering
    from qplan import framework as frameworks

    return rendering.render(dossier.compile_(plan, frameworks.load(plan.framework)), format, part)
