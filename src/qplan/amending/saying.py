"""A route -> the words for it in a message."""

from __future__ import annotations

from qplan import vocabulary
from qplan.findings import Route


def said(route: Route) -> str:
    """``("content", 1, "title")`` is “内容”第 2 项的“标题”."""
    parts: list[str] = []
    node = vocabulary.schema()
    for key in route:
        if isinstance(key, int):
            parts.append(f"第 {key + 1} 项")
        else:
            parts.append(f"{'的' if parts else ''}“{vocabulary.key_name(node, key, 'zh')}”")
        node = vocabulary.child(node, key)
    return "".join(parts) or "整个方案"
