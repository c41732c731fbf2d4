"""``qplan import --into``: what colleagues changed in a document, shown, and written to the plan as far as asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from qplan import amending, checking, display, revising, source, writing
from qplan.amending.edits import Edit
from qplan.checking import Checked
from qplan.commands import _console
from qplan.errors import Misuse, QplanError
from qplan.reporting.text import counted
from qplan.revising import Change, Revised

FORMATS = ("text", "json")
BACKUP = Path(".qplan")
_YES, _NO, _ALL, _QUIT = ("y", "是"), ("n", "否", ""), ("a", "全"), ("q", "停")


class Taking(NamedTuple):
    """What is written: with ``apply`` every change that can be, with ``only`` those numbers, with ``ask`` as told."""

    apply: bool = False
    only: str | None = None
    ask: bool = False


_NOTHING = Taking()


class _Written(NamedTuple):
    """The numbers of the changes that were written, those that were not with the reason, where the old plan is."""

    applied: Sequence[int] = ()
    failed: Sequence[tuple[int, str]] = ()
    kept: Path | None = None


def run(
    plan: Path,
    edited: Path,
    *,
    taking: Taking = _NOTHING,
    since: Path | None = None,
    original: bool = False,
    format: str = "text",
) -> int:
    """Show the changes, and write those that were asked for; 0 also where there are none.

    The plan as it was is kept in .qplan/<name>.before-1.yaml (-2 and so on) whenever something is written.

    Args:
        plan: the plan file that the document was made from.
        edited: the document (Word, text, Markdown, web page) or workbook as it came back.
        taking: what is written.
        since: the draft that was sent out, where the plan has moved on since.
        original: leave tracked changes out of account; they are listed all the same.
        format: text or json.

    Raises:
        Misuse: another format, numbers that no change has, a document that is another one's.
        Unreadable, Broken: the plan or a document cannot be read.
        Unwritable: the plan cannot be written to.
    """
    if format not in FORMATS:
        raise Misuse(f"import --into 没有“{format}”这种格式", f"可写：{'、'.join(FORMATS)}")
    if taking.ask and (format == "json" or not sys.stdin.isatty()):
        raise Misuse("--ask 要在终端里逐处回答", "写明序号也可以：--only 1,3")
    if plan.exists() and edited.exists() and plan.samefile(edited):
        raise Misuse(f"{edited} 就是方案文件", "写改过的 Word 文件或表格，如 qplan import --into plan.yaml 改后.docx")
    checked = checking.check(plan)
    revised = revising.compare(checked, edited, since=since, original=original)
    every = (*revised.changes, *revised.remarks)
    wanted = _wanted(taking, revised.changes, len(every))
    if format == "text":
        _show(revised, plan, edited)
    if taking.ask:
        wanted = _asked(every)
    written = _write(checked, plan, every, wanted) if wanted else _Written()
    if format == "json":
        from qplan.reporting import changes_json

        names = {"plan": str(plan), "document": str(edited)}
        print(changes_json.report(revised, **names, applied=written.applied, ascii_only=_console.narrow()))
        return 0
    _tell(plan, edited, revised, written, asked=bool(wanted) or taking.ask)
    return 0


def _wanted(taking: Taking, changes: Sequence[Change], every: int) -> list[int]:
    """The numbers of the changes to write."""
    if taking.only is None:
        return [number for number, each in enumerate(changes, start=1) if not each.unsure] if taking.apply else []
    wanted: list[int] = []
    for piece in taking.only.replace("，", ",").replace("、", ",").split(","):
        first, dash, last = (each.strip() for each in piece.strip().replace("—", "-").partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise Misuse(f"--only 不能是“{taking.only}”", "写改动的序号，如 --only 1,3 或 --only 2-5")
        wanted += range(int(first), int(last or first) + 1)
    beyond = [number for number in wanted if not 1 <= number <= every]
    if beyond:
        there = f"只有 1 至 {every}" if every else "这份文件没有改动"
        raise Misuse(f"没有序号 {beyond[0]}，{there}", "先不写 --only 看一遍")
    return sorted(set(wanted))


def _show(revised: Revised, plan: Path, edited: Path) -> None:
    from qplan.reporting import changes_text

    found = f"，{revised.total} 条里认出 {revised.matched} 条" if revised.matched < revised.total else ""
    count = f"{len(revised.changes)} 处改动" if revised.changes else "没有改动"
    print(f"{plan} 与 {edited}{found}：{count}")
    text = changes_text.report(revised)
    if text:
        print(f"\n{text}\n")


def _asked(every: Sequence[Change]) -> list[int]:
    """Ask for each change that can be written whether it shall be."""
    wanted: list[int] = []
    for number, change in enumerate(every, start=1):
        if not change.edits:
            continue
        question = f"写入第 {number} 处（{change.where} {change.what}）？[y 是 / n 否 / a 余下都写 / q 停] "
        answer = input(question).strip().lower()
        if answer in _QUIT:
            break
        if answer in _ALL:
            return [*wanted, *(n for n in range(number, len(every) + 1) if every[n - 1].edits)]
        if answer in _YES:
            wanted.append(number)
    return wanted


def _write(checked: Checked, plan: Path, every: Sequence[Change], wanted: Iterable[int]) -> _Written:
    """Write the changes of these numbers; those that do not go together with the others stay out, with the reason."""
    applied: list[int] = []
    failed: list[tuple[int, str]] = []
    text = checked.source
    chosen = [number for number in wanted if every[number - 1].edits]
    failed += [(number, every[number - 1].reason) for number in wanted if number not in chosen]
    try:
        text = amending.amend(checked.source, [edit for n in chosen for edit in every[n - 1].edits])
        applied = chosen
    except QplanError:
        edits: list[Edit] = []
        for number in chosen:
            try:
                text = amending.amend(checked.source, [*edits, *every[number - 1].edits])
            except QplanError as error:
                failed.append((number, error.message))
                continue
            edits += every[number - 1].edits
            applied.append(number)
    kept = None
    if applied:
        kept = _backup(plan)
        writing.make_folder(kept.parent)
        writing.write(kept, source.encoded(checked.source))
        writing.write(plan, source.encoded(text), force=True)
    return _Written(applied, sorted(failed), kept)


def _backup(plan: Path) -> Path:
    """A name that is not taken yet, so that what somebody may want back is never written over."""
    names = (f"{plan.stem}.before-{number}{plan.suffix}" for number in count(1))
    return next(path for name in names if not (path := plan.parent / BACKUP / name).exists())


def _tell(plan: Path, edited: Path, revised: Revised, written: _Written, *, asked: bool) -> None:
    """Say what was written, or how it is."""
    for number, reason in written.failed:
        print(f"第 {number} 处没有写入：{reason}")
    if written.applied:
        print(f"已写入 {plan}：{len(written.applied)} 处；改前的方案留在 {written.kept}")
        said = counted(checking.check(plan).findings)
        print(f"检查：{said}；逐处查看：qplan validate {display.typed(plan)}" if said else "检查：没有发现问题")
    elif asked:
        print(f"{plan} 没有改动")
    elif any(change.edits for change in revised.changes):
        call = f"qplan import --into {display.typed(plan)} {display.typed(edited)}"
        print(f"全部写入方案：{call} --apply")
        print("只写几处，把 --apply 换成 --only 1,3；逐处问，换成 --ask")
