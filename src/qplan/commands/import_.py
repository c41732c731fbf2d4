"""``qplan import``: an existing plan of any format becomes a plan file, with an account of every paragraph."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from qplan import build, emit, reading, writing
from qplan.commands import _console, schema
from qplan.counts import counted
from qplan.errors import Misuse
from qplan.ledger import FATES, Entry, Ledger
from qplan.reading import Imported
from qplan.vocabulary import Language

_SHOWN = 20
"""More lines than this are counted, not shown; the ledger has them all."""
_EACH = 3
"""So many of what was dropped for one reason are shown."""
_CUT = 30


def run(
    source: Path,
    *,
    output: Path = Path("plan.yaml"),
    force: bool = False,
    ledger: Path | None = None,
    review: Path | None = None,
    keys: Language = "zh",
) -> int:
    """Read ``source`` and write the plan file, the editor's schema beside it and, if asked for, ledger and review.

    A notice that issues several documents gives as many plan files: plan.yaml, plan-2.yaml. An output - is
    standard output: the plan files are printed as one stream, and the summary goes to stderr.

    Raises:
        Misuse: two results would go into one file, or into the source itself.
        Unreadable: no such file, damaged, of a kind that is not read, or empty.
        Unwritable: a file is there already (without ``force``), or the folder cannot be written to.
    """
    imported = reading.read(source)
    files = _files(imported, output, ledger, review, keys)
    _keep_apart(source, [path for path, _ in files])
    for path, content in files:
        writing.check(path, content, force=force)
    for path, content in files:
        writing.write(path, content, force=force)
    piped = _console.piped(output)
    if piped:
        sys.stdout.buffer.write("---\n".join(emit.emit(data, keys) for data in imported.documents).encode())
        sys.stdout.flush()
    else:
        schema.write_beside(output, keys=keys)
    for line in _summary(imported, None if piped else output, ledger=ledger, review=review):
        print(line, file=sys.stderr if piped else sys.stdout)
    return 0


def _files(
    imported: Imported, output: Path, ledger: Path | None, review: Path | None, keys: Language
) -> list[tuple[Path, bytes]]:
    """What is written, all of it made before the first file is."""
    files: list[tuple[Path, bytes]] = []
    if not _console.piped(output):
        files += [
            (_numbered(output, number), emit.emit(data, keys).encode())
            for number, data in enumerate(imported.documents, start=1)
        ]
    if ledger is not None:
        account = json.dumps(imported.ledger.as_data(), ensure_ascii=False, indent=1) + "\n"
        files.append((ledger, account.encode()))
    if review is not None:
        # One of the formats that the program writes: loaded, with its templates, when it is asked for.
        from qplan.rendering import review as page

        files.append((review, page.render(imported.documents, imported.ledger)))
    return files


def _keep_apart(source: Path, paths: list[Path]) -> None:
    """No result may be written over another one, and none over the source, not even with ``force``."""
    taken = {_same(source): "原稿"}
    for path in paths:
        if path.name == "-":
            raise Misuse("对照页和去向表要写到文件里，不能写“-”", "写明文件名，如 --review 对照.html")
        if _same(path) in taken:
            raise Misuse(f"{path} 已经用作{taken[_same(path)]}，不能再写到这里", "给每个结果写不同的文件名")
        taken[_same(path)] = "另一个结果"


def _same(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _numbered(output: Path, number: int) -> Path:
    """plan.yaml for the first document, plan-2.yaml for the second."""
    return output if number == 1 else output.with_stem(f"{output.stem}-{number}")


def _summary(imported: Imported, output: Path | None, *, ledger: Path | None, review: Path | None) -> list[str]:
    account = imported.ledger
    lines = []
    for number, data in enumerate(imported.documents, start=1):
        lines += [f"已写出：{_numbered(output, number)}"] if output else []
        lines.append("，".join(counted(build.build(data))))
    fates = "，".join(f"{word} {account.count(fate)}" for fate, word in FATES.items())
    lines.append(f"原文 {len(account.entries)} 段（格）：{fates}")
    lines += _dropped(account)
    lines += _altered(account)
    lines += _doubts(account)
    lines += [f"每一段的去向：{ledger}"] if ledger else []
    lines += [f"对照着看：用浏览器打开 {review}"] if review else []
    if not (ledger or review) and account.doubts:
        lines.append("原文和结果对照着看：加 --review 对照.html")
    if output:
        name = "" if output == Path("plan.yaml") else f" {output}"
        steps = (f"validate{name}", f"coverage{name}", f"render{name} --format docx")
        lines += ["", "接下来：", *(f"  qplan {step}" for step in steps)]
    return lines


def _dropped(account: Ledger) -> list[str]:
    """What was dropped, by the reason: the first of each with their places."""
    by_reason: dict[str, list[Entry]] = {}
    for entry in account.entries:
        if entry.fate == "dropped":
            by_reason.setdefault(entry.reason, []).append(entry)
    lines = []
    for reason, entries in by_reason.items():
        lines.append(f"舍去 {len(entries)} 段（格），{reason}：")
        lines += [f"  {entry.where}：{_cut(entry.text)}" for entry in entries[:_EACH]]
        lines += ["  ……"] if len(entries) > _EACH else []
    return lines


def _altered(account: Ledger) -> list[str]:
    if not account.altered:
        return []
    lines = [f"正文有 {len(account.altered)} 段成文时与原文不完全一样（分段或文字）："]
    lines += [f"  {entry.where}：{_cut(entry.text)}" for entry in account.altered[:_SHOWN]]
    return lines + ([f"  ……另有 {len(account.altered) - _SHOWN} 段"] if len(account.altered) > _SHOWN else [])


def _doubts(account: Ledger) -> list[str]:
    if not account.doubts:
        return ["没有需要特别核对的地方"]
    lines = [f"请核对 {len(account.doubts)} 处："]
    lines += [f"  {account.where(doubt)}：{doubt.message}" for doubt in account.doubts[:_SHOWN]]
    return lines + ([f"  ……另有 {len(account.doubts) - _SHOWN} 处"] if len(account.doubts) > _SHOWN else [])


def _cut(text: str) -> str:
    return text if len(text) <= _CUT else text[:_CUT] + "……"
