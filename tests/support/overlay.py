"""A rule's example laid over a small sound plan: its top-level keys replace the plan's, its tasks are the tasks."""

from __future__ import annotations

import re
from pathlib import Path

BASE = (Path(__file__).parents[1] / "rules" / "base.yaml").read_text(encoding="utf-8")


def laid_over(example: str) -> str:
    """The text of a whole plan: keys of ``example``, then tasks (from the first line that begins with "- ")."""
    keys, _, tasks = ("\n" + example).partition("\n- ")
    text = keys.lstrip("\n") + "\n"
    if tasks:
        lines = "".join(f"      {line}" for line in f"- {tasks}".splitlines(keepends=True))
        text += f"内容:\n  - 标题: 总体要求\n  - 标题: 重点任务\n    内容:\n{lines}  - 标题: 保障措施\n"
    repeated = re.sub(r"正文: ([^{}\n]*?)（重复(\d+)遍）", lambda m: "正文: " + m[1] * int(m[2]), text)
    return "".join((_blocks(BASE) | _blocks(repeated)).values())


def _blocks(text: str) -> dict[str, str]:
    blocks: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        found = re.match(r"[^\s{}\[\]#-][^:]*:", line)
        key = found[0] if found else key
        if line.strip():
            blocks[key] = ("" if found else blocks.get(key, "")) + line
    return blocks
