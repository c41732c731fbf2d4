"""Unit names -> who is nobody in particular: 各乡镇人民政府, 有关部门."""

from __future__ import annotations

from qplan.patterns import pattern

_LOOSE = pattern(r"^各|^其他|有关|相关|以下|所有|承担.*任务")


def is_loose(name: str) -> bool:
    """Whether a name means nobody in particular: 各乡镇人民政府, 有关部门."""
    return bool(_LOOSE.search(name))
