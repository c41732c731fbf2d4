"""docs/plan-format.md from schemas/plan.schema.json: every key, in both languages, with what may stand there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from qplan import vocabulary
from qplan.vocabulary import Schema

TARGET = Path(__file__).with_name("plan-format.md")

_HEAD = """# 方案文件

一个 YAML 文件就是一份方案。键可以全用中文，也可以全用英文，以第一个键为准；值跟着键的语言走，另一种语言的值也认得。
本页由 `schemas/plan.schema.json` 生成（`make docs`），与程序检查的完全一致。例子见 `examples/`。

写法上的宽容：

- 凡是写单位的地方，列表和一行文字都可以：`[县科技局, 县财政局]`、`县科技局、县财政局等`。
- `责任` 可以写成一句话：`县科技局牵头，县市场监管局配合，2026年12月底前完成`。
- 目标值可以带单位和说法：`94.5%以上`、`稳定在95%以上`、`下降15.5%`、`30项`。
- 时限可以写 `2026-12`、`2026Q4`、`2026年12月底前`、`持续推进`。
- 正文一行是一段；`^[…]` 是脚注；`〔待填：…〕` 是还没写的地方，检查时逐一列出。

序号不用写，由程序按`编号方式`计算：章 一、，节 （一），条 1.，举措 （1）。没有分节的章，其条目用节的序号；
又有节又有条的章，条目用条的序号。原文缺号时用`序号`让计数跳到那个数。

在节点里，位于`内容`最上一层的，或自己有`内容`的，是章节；其余是条目。条目的正文先印，举措后印；有`序号`的举措另起一段。
"""


def written() -> str:
    """The whole page."""
    return _HEAD + "".join(_sections())


def _sections() -> Iterator[str]:
    schema = vocabulary.schema()
    yield _table("方案（最上一层）", schema)
    for key, node in schema["properties"].items():
        full = vocabulary.resolve(node)
        for inner in (full, vocabulary.resolve(full.get("items", {}))):
            if inner.get("properties") and "$ref" not in node and "$ref" not in full.get("items", {}):
                yield _table(f"{full['title']}（{key}）", inner)
    names = {
        "node": "内容里的节点",
        "measure": "举措",
        "claim": "对应",
        "target": "指标",
        "goal": "目标值",
        "numbering": "编号方式",
    }
    for key, title in names.items():
        yield _table(title, schema["$defs"][key])


def _table(title: str, node: Schema) -> str:
    rows = [f"| {prop_title} | `{key}` | {words} |" for prop_title, key, words in _rows(node)]
    return "\n".join([f"\n## {title}\n", "| 键 | 英文键 | 说明 |", "|---|---|---|", *rows, ""])


def _rows(node: Schema) -> Iterator[tuple[str, str, str]]:
    required = node.get("required", ())
    for key, prop in node["properties"].items():
        full = vocabulary.resolve(prop)
        words = full["description"]
        names = full.get("x-values", {})
        if names:
            words += "可写：" + "、".join(f"{'／'.join(spoken)}（`{value}`）" for value, spoken in names.items()) + "。"
        elif "enum" in full:
            words += "可写：" + "、".join(full["enum"]) + "。"
        elif "x-expect" in full and full["x-expect"] not in words:
            words += f"应为{full['x-expect']}。"
        yield f"**{full['title']}**" if key in required else full["title"], key, words.replace("|", "\\|")


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != written())
    TARGET.write_text(written(), encoding="utf-8", newline="\n")
