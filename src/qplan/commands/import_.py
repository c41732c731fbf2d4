"""``qplan import``: an existing plan of any format becomes a plan file, with an account of every paragraph."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qplan import build, emit, reading, writing
from qplan.commands import _console, schema
from qplan.counts import counted
from qplan.display import typed
from qplan.errors import Misuse, Unreadable
from qplan.ledger import FATES, Entry, Ledger
from qplan.opening import PLAN_FILES
from qplan.reading import Imported
from qplan.vocabulary import Language

if TYPE_CHECKING:
    from qplan.renewing.proposals import Suggested

_SHOWN = 20
"""More lines than this are counted, not shown; the ledger has them all."""
_EACH = 3
"""So many of what was dropped for one reason are shown."""
_CUT = 30


class Beside(NamedTuple):
    """What is written besides, where asked for: every paragraph's account (json), the page to compare (html)."""

    ledger: Path | None = None
    review: Path | None = None


_NOTHING = Beside()


def run(
    source: Path,
    *,
    output: Path = Path("plan.yaml"),
    force: bool = False,
    beside: Beside = _NOTHING,
    keys: Language = "zh",
    suggest: bool = False,
) -> int:
    """Read ``source`` and write the plan file, the editor's schema beside it and what else is asked for.

    A notice that issues several documents gives as many plan files: plan.yaml, plan-2.yaml. An output - is
    standard output: the plan files are printed as one stream, and the summary goes to stderr. ``suggest`` adds
    proposals of 对应 by what the text says.

    Raises:
        Misuse: two results would go into one file, or into the source itself.
        Unreadable: no such file, damaged, of a kind that is not read, or empty.
        Unwritable: a file is there already (without ``force``), or the folder cannot be written to.
    """
    if suggest and source.suffix.lower() in PLAN_FILES and source.is_file():
        raise Unreadable(
            f"{source.name} 已经是方案文件，不用导入",
            f"还可以标哪些对应，看：qplan coverage {typed(source)} -o 对照.html",
        )
    imported = reading.read(source)
    proposed = _proposed(imported) if suggest else ()
    imported = (
        replace(imported, data=proposed[0].data, further=tuple(each.data for each in proposed[1:]))
        if proposed
        else imported
    )
    texts = _texts(imported, proposed, keys)
    files = _files(imported, texts, output, beside)
    _keep_apart(source, [path for path, _ in files])
    for path, content in files:
        writing.check(path, content, force=force)
    for path, content in files:
        writing.write(path, content, force=force)
    piped = _console.piped(output)
    if piped:
        sys.stdout.buffer.write("---\n".join(texts).encode())
        sys.stdout.flush()
    else:
        schema.write_beside(output, keys=keys)
    for line in (*_summary(imported, None if piped else output, beside), *_told(proposed)):
        print(line, file=sys.stderr if piped else sys.stdout)
    return 0


def _proposed(imported: Imported) -> tuple[Suggested, ...]:
    """Each document with proposals of 对应."""
    # What recognises words is loaded when it is asked for.
    from qplan import framework
    from qplan.renewing import proposals

    pack = framework.load()
    return tuple(proposals.suggest(data, pack) for data in imported.documents)


def _texts(imported: Imported, proposed: tuple[Suggested, ...], keys: Language) -> list[str]:
    """The plan files, what each proposal means written behind it."""
    texts = [emit.emit(data, keys) for data in imported.documents]
    if not proposed:
        return texts
    from qplan.renewing import proposals

    return [proposals.annotated(text, each.offers) for text, each in zip(texts, proposed, strict=True)]


def _told(proposed: tuple[Suggested, ...]) -> list[str]:
    """How many proposals there are, and what to do with them."""
    if not proposed:
        return []
    count, items = sum(len(each.offers) for each in proposed), sum(each.items for each in proposed)
    if not count:
        return ["", "没有建议的“对应”：正文里没有认出回答要点的话"]
    return [
        "",
        f"建议的“对应” {count} 处，在 {items} 条里，都标着“待确认: true”，确认以前不算数。",
        "逐处看：对的，删去“，待确认: true”；不对的，删去这一行。",
    ]


def _files(imported: Imported, texts: list[str], output: Path, beside: Beside) -> list[tuple[Path, bytes]]:
    """What is written, all of it made before the first file is."""
    files: list[tuple[Path, bytes]] = []
    if not _console.piped(output):
        files += [(_numbered(output, number), text.encode()) for number, text in enumerate(texts, start=1)]
    if beside.ledger is not None:
        account = json.dumps(imported.ledger.as_data(), ensure_ascii=False, indent=1) + "\n"
        files.append((beside.ledger, account.encode()))
    if beside.review is not None:
        # One of the formats that the program writes: loaded, with its templates, when it is asked for.
        from qplan.rendering import review as page

        files.append((beside.review, page.render(imported.documents, imported.ledger)))
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


def _summary(imported: Imported, output: Path | None, beside: Beside) -> list[str]:
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
    lines += [f"每一段的去向：{beside.ledger}"] if beside.ledger else []
    lines += [f"对照着看：用浏览器打开 {beside.review}"] if beside.review else []
    if not any(beside) and account.doubts:
        lines.append("原文和结果对照着看：加 --review 对照.html")
    if output:
        name = "" if output == Path("plan.yaml") else f" {typed(output)}"
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
