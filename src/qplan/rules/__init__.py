"""Plan -> remarks: the folder of rules, each one function with its reason and two examples."""

from __future__ import annotations

from qplan.rules import (
    adjustment,
    burden,
    claims,
    completeness,
    consistency,
    dates,
    discipline,
    document,
    numbers,
    references,
    units,
    wording,
)
from qplan.rules._rule import Case, Rule

__all__ = ["ALL", "Case", "Rule"]

_SHELVES = (
    document, completeness, units, consistency, dates, numbers, claims, references, wording, discipline, adjustment,
    burden,
)  # fmt: skip

ALL: tuple[Rule, ...] = tuple(
    sorted(
        (thing for shelf in _SHELVES for thing in vars(shelf).values() if isinstance(thing, Rule)),
        key=lambda rule: rule.entry.code,
    )
)
"""Every rule, by code."""
