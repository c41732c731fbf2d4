"""A plan file, or a document of any kind that is read -> Checked: what every command that takes a plan begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qplan import checking, source, vocabulary
from qplan.checking import Checked
from qplan.display import typed
from qplan.errors import Unreadable
from qplan.vocabulary import Canonical

if TYPE_CHECKING:
    from qplan.reading import Imported

PLAN_FILES = (".yaml", ".yml")
_VERSION = re.compile(r"qplan/\d")
_KEY = re.compile(r"""\{?\s*["']?(?P<key>[^\s"':：#]+)["']?\s*(?P<colon>[:：])(?P<rest>.*)""")
_SKIPPED = ("#", "---", "%YAML")


class Opened(NamedTuple):
    """What a file was judged to be; ``imported`` is the reading of a document, None for a plan file."""

    checked: Checked
    imported: Imported | None


def read(path: Path) -> Opened:
    """Read and judge a plan, be it a plan file or a document (Word, text, Markdown, web page, PDF, Excel …).

    A document is imported in memory and judged by the same rules; its findings have a `Spot`. Of a notice that
    issues several documents the first is judged.

    Raises:
        errors.Unreadable: there is nothing to judge (no such file, damaged, empty, of a kind that is not read).
    """
    if is_plan_file(path):
        return Opened(checking.check(path), None)
    # What reads documents is loaded when one is met: a plan file is judged without it.
    from qplan import placing, reading

    imported = reading.read(path)
    document = placing.Document(str(path), imported.data, imported.ledger)
    canonical = Canonical(imported.data, "zh")
    checked = checking.pronounce(document.source, canonical, document.place, beside=path.parent)
    return Opened(checked, imported)


def is_plan_file(path: Path) -> bool:
    """Whether a file is for `checking`: by its ending, or, where that says nothing, because it begins like a plan.

    What is no file at all (missing, a folder, a pipe) is, too: there the plan file's words say what is the matter.
    """
    if path.suffix.lower() in PLAN_FILES or not path.is_file():
        return True
    try:
        text = source.read(path).text
    except Unreadable:
        return False  # a Word file, or one whose reader says why it is none
    written = (line.strip() for line in text.lstrip("\ufeff").split("\n"))
    first = next((line for line in written if line.strip("{") and not line.startswith(_SKIPPED)), "")
    return _begins_a_plan(first)


def _begins_a_plan(line: str) -> bool:
    """Whether a line has one of a plan's top-level keys, in either language; its version may stand behind any colon."""
    found = _KEY.match(line)
    if found is None:
        return False
    if _VERSION.match(found["rest"].strip(" \"'")):
        return True
    known = vocabulary.schema()["properties"]
    names = {*known, *(each.get("title") for each in known.values())} - {"format", "文件版本"}
    return found["colon"] == ":" and found["rest"][:1] in ("", " ") and found["key"] in names


def told(opened: Opened) -> Iterator[str]:
    """What a person should know of how a document was read, in whole lines; nothing for a plan file."""
    if opened.imported is None:
        return
    name, account = opened.checked.source.name, opened.imported.ledger
    dropped, doubts = account.count("dropped"), len(account.doubts)
    count = len(opened.imported.documents)
    if count > 1:
        title = opened.imported.data.get("document", {}).get("title", "")
        yield f"{name} 里有 {count} 份文件，只看第一份{f'“{title}”' if title else ''}；都要看，先用 qplan import 分开"
    odd = "，".join([f"舍去 {dropped} 段（格）"] * bool(dropped) + [f"请核对 {doubts} 处"] * bool(doubts))
    if odd:
        review = typed(f"{Path(name).with_suffix('')}-对照.html")
        yield f"{name} 读入 {len(account.entries)} 段（格），{odd}。对照着看："
        yield f"  {importing(name)} --review {review}"


def importing(name: str) -> str:
    """The command that makes a plan file of a document."""
    return f"qplan import {typed(name)} -o {typed(Path(name).with_suffix('.yaml'))}"
