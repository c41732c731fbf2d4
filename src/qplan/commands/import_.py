"""``qplan import``: an existing plan's text becomes a plan file, with an account of every paragraph."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from qplan import build, emit, reading, writing
from qplan.commands import _console, schema
from qplan.ledger import FATES, Ledger
from qplan.plan import Plan, Section
from qplan.reading import Imported
from qplan.vocabulary import Language

_SHOWN = 20
"""More lines than this are counted, not shown; the ledger has them all."""
_CUT = 30


def run(
    source: Path,
    *,
    output: Path = Path("plan.yaml"),
    force: bool = False,
    ledger: Path | None = None,
    keys: Language = "zh",
) -> int:
    """Read ``source`` and write the plan file, the editor's schema beside it and, if asked for, the ledger.

    An output - is standard output: the plan file is printed, and the summary goes to stderr, so that what is
    printed stays a plan.

    Raises:
        Unreadable: no such file, not text, or empty.
        Unwritable: a file is there already (without ``force``), or the folder cannot be written to.
    """
    imported = reading.read(source)
    text = emit.emit(imported.data, keys)
    piped = _console.piped(output)
    if piped:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    else:
        writing.write(output, text.encode(), force=force)
        schema.write_beside(output, keys=keys)
    if ledger is not None:
        account = json.dumps(imported.ledger.as_data(), ensure_ascii=False, indent=1) + "\n"
        writing.write(ledger, account.encode(), force=force)
    for line in _summary(imported, None if piped else output, ledger):
        print(line, file=sys.stderr if piped else sys.stdout)
    return 0


def _summary(imported: Imported, output: Path | None, ledger: Path | None) -> list[str]:
    plan = build.build(imported.data)
    account = imported.ledger
    fates = "，".join(f"{word} {account.count(fate)}" for fate, word in FATES.items())
    lines = [f"已写出：{output}"] if output else []
    lines += [_contents(plan), f"原文 {len(account.entries)} 段：{fates}"]
    lines += _dropped(account)
    lines += _doubts(account)
    if ledger:
        lines.append(f"每一段的去向：{ledger}")
    elif len(account.doubts) > _SHOWN:
        lines.append("全部去向可另存：加 --ledger 去向.json")
    if output:
        name = "" if output == Path("plan.yaml") else f" {output}"
        steps = (f"validate{name}", f"coverage{name}", f"render{name} --format docx")
        lines += ["", "接下来：", *(f"  qplan {step}" for step in steps)]
    return lines


def _contents(plan: Plan) -> str:
    nodes = list(plan.nodes())
    sections = sum(isinstance(node, Section) for node in nodes)
    duties = [node.duty for node in nodes]
    duties += [measure.duty for item in plan.items() for measure in item.measures]
    units = {unit for duty in duties for unit in duty.units}
    return (
        f"章节 {sections} 个，条目 {len(nodes) - sections} 个，其中任务 {len(list(plan.tasks()))} 项；"
        f"责任单位 {len(units)} 个；指标 {len(plan.targets)} 个"
    )


def _dropped(account: Ledger) -> list[str]:
    dropped = [entry for entry in account.entries if entry.fate == "dropped"]
    lines = [f"  {e.where}舍去（{e.reason}）：{_cut(e.text)}" for e in dropped[:_SHOWN]]
    return lines + ([f"  ……另有 {len(dropped) - _SHOWN} 段"] if len(dropped) > _SHOWN else [])


def _doubts(account: Ledger) -> list[str]:
    if not account.doubts:
        return ["没有需要特别核对的地方"]
    lines = [f"请核对 {len(account.doubts)} 处："]
    lines += [f"  {account.where(doubt)}：{doubt.message}" for doubt in account.doubts[:_SHOWN]]
    return lines + ([f"  ……另有 {len(account.doubts) - _SHOWN} 处"] if len(account.doubts) > _SHOWN else [])


def _cut(text: str) -> str:
    return text if len(text) <= _CUT else text[:_CUT] + "……"
