"""Bare ``qplan``: what plans lie in a folder, what state they are in, and what to type next."""

from __future__ import annotations

from pathlib import Path

from qplan import checking, display, vocabulary
from qplan.checking import Checked
from qplan.errors import QplanError
from qplan.reporting.text import counted

_MANY = 20


def run(folder: Path) -> int:
    """Describe the plans in ``folder``; always 0."""
    seen = [(path, _looked_at(path)) for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml")))[:_MANY]]
    plans = [(path, checked) for path, checked in seen if checked]
    if not plans:
        _welcome()
        return 0
    print("这个文件夹里的方案：")
    rows = [(path.name, _title(checked), _state(checked)) for path, checked in plans]
    widths = [max(display.width(row[column]) for row in rows) for column in range(2)]
    for row in rows:
        cells = map(display.pad, row, widths)
        print("  " + "  ".join([*cells, row[2]]).rstrip())
    path, checked = plans[0]
    name = "" if path.name == "plan.yaml" else f" {path.name}"
    print("\n接下来可以：")
    if checked.broken:
        print(f"  qplan validate{name}                先看哪里写错了")
    else:
        print(f"  qplan validate{name}                检查写法和内容")
        print(f"  qplan coverage{name}                对照国家方案，看还缺哪句")
        print(f"  qplan render{name} --format docx    出实施方案和任务分工表（Word）")
    print("  qplan --help                  全部命令")
    return 0


def _welcome() -> None:
    print("这个文件夹里还没有方案。接下来可以：")
    print("  qplan init --name 示例县 --level 县     从头写：建一份七个方面齐全的方案")
    print("  qplan import 去年方案.docx  从现有的方案开始")
    print("  qplan --help                            全部命令")


def _looked_at(path: Path) -> Checked | None:
    """What a yaml file is as a plan; None where it is none (another program's file)."""
    try:
        checked = checking.check(path)
    except QplanError:
        return None
    mine = "qplan/" in checked.source.text or "内容:" in checked.source.text
    return checked if mine else None


def _title(checked: Checked) -> str:
    return checked.plan.document.title if checked.plan and checked.plan.document.title else "（没有标题）"


def _state(checked: Checked) -> str:
    stage = checked.plan.document.stage if checked.plan else None
    name = vocabulary.chinese(stage, "document", "stage") or "起草中"
    return f"{name}，{counted(checked.findings) or '没有发现问题'}"
