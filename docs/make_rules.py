"""docs/rules.md from the codes themselves: every finding with its reason and two examples."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from qplan.commands.explain import entries, visible
from qplan.findings import Entry
from qplan.reporting.text import WORDS

TARGET = Path(__file__).with_name("rules.md")

_HEAD = """# 检查代码

`qplan validate` 和 `qplan coverage` 提出的每一处问题都有代码。本页由程序里的检查生成（`make docs`），例子都是
测试过的：前一个例子会被提出，后一个不会。命令行里看单独一条：`qplan explain Q203`。

- **错误**：方案读不成或印不成原来的意思，或者印发稿缺了不能缺的东西。`validate` 以 1 退出。
- **警告**：定稿前应当改正。
- **建议**：值得再看一眼，可以不改。

例子只写有关的部分：顶格的“键:”是方案最上一层的键，顶格的“- ”是“重点任务”一章里的条目；
“（重复260遍）”表示前面的话照此重复。
"""
_GROUPS = {
    "Q0": "读取：编码、缩进、冒号、引号",
    "Q1": "格式：键和值",
    "Q2": "完整：该有的有没有",
    "Q3": "一致：单位、角色、标题前后是否一致",
    "Q4": "日期和数字",
    "Q5": "引用：标识、要点、指标、附件",
    "Q6": "文字和标点",
    "Q7": "纪律和减负",
    "Q8": "对照：标注的对应（由 `qplan coverage` 提出）",
}


def written() -> str:
    """The whole page."""
    return _HEAD + "".join(_pages(list(entries().values())))


def _pages(listed: list[Entry]) -> Iterator[str]:
    for prefix, heading in _GROUPS.items():
        group = [entry for entry in listed if entry.code.startswith(prefix)]
        if group:
            yield f"\n## {heading}\n\n| 代码 | 说明 | 程度 |\n|---|---|---|\n"
            yield from (f"| [{e.code}](#{e.code.lower()}) | {e.title} | {WORDS[e.severity]} |\n" for e in group)
            yield from map(_page, group)


def _page(entry: Entry) -> str:
    text = f'\n<a id="{entry.code.lower()}"></a>\n\n### {entry.code} {entry.title}\n\n'
    text += f"{WORDS[entry.severity]} · `{entry.name}`\n\n{entry.why}\n"
    for head, example in (("会提出", entry.bad), ("不会提出", entry.good)):
        if example:
            text += f"\n{head}：\n\n```yaml\n{visible(example)}\n```\n"
    return text


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != written())
    TARGET.write_text(written(), encoding="utf-8", newline="\n")
