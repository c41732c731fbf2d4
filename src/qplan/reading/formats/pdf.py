"""A PDF file -> its paragraphs and tables: page numbers, line breaks and page breaks undone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from qplan import source
from qplan.errors import Unreadable
from qplan.reading.formats import pdf_margins, pdf_tables, wrapping
from qplan.reading.formats.pdf_layout import CUT, DAMAGED, ENCRYPTED, TOO_LONG, Page, loaded
from qplan.reading.formats.pdf_tables import Placed
from qplan.reading.gathering import Gathering

LIMIT = 64_000_000
"""The largest file that is read, in bytes; fonts and scans make PDF files large."""
SECONDS = 180
"""As long may it take to read a file; the longest plans take a tenth of that."""
MEMORY = 2_000_000_000
"""As many bytes of memory may it take, on systems that have such a limit."""

_OCR = "请先用 WPS 或扫描软件的“文字识别（OCR）”转成 Word 文件，再导入"
_WORD = "请找到原来的 Word 文件导入；没有的话，用 WPS 的“PDF 转 Word”转成 Word 文件，再导入"
_REFUSALS = {
    ENCRYPTED: ("加了密码，无法读取", "请在 PDF 阅读器中输入密码打开，打印或另存为没有密码的 PDF，再导入"),
    DAMAGED: ("已损坏或没有下载完整，无法打开", "请在 PDF 阅读器中打开看看；能打开就另存一份再导入，不能就重新下载"),
    TOO_LONG: ("超过 600 页，没有读取", "请只留下方案所在的页，另存后再导入"),
    CUT: ("过于复杂，没有读完", _WORD),
}
_HAN = "\u2e80-\u9fff\uf900-\ufaff"
_NARROW = "0-9A-Za-z"
_BLANKS = (
    (re.compile(rf"(?<=[{_HAN}])( ?)(?=[{_NARROW}])"), 0.5),
    (re.compile(rf"(?<=[{_NARROW}%])( ?)(?=[{_HAN}])"), 0.5),
    (re.compile(rf"(?<=[{_HAN}])( ?)(?=[{_HAN}])"), 0.3),
)
"""Places where Chinese has no blank, and how often one must stand there to be the typesetter's habit."""


class Step(NamedTuple):
    """What is handed over for one place of a page (its height in points), in the order of the places."""

    page: int
    top: float
    put: Callable[[], None]


def read(path: Path) -> Gathering:
    """The paragraphs and tables of a PDF that has text.

    Raises:
        Unreadable: no such file, too large, too long, damaged, encrypted, a scan, or with fonts that do not
            tell what their glyphs mean; with what to do.
    """
    pages = _pages(path)
    _refuse_pictures(path.name, pages)
    chars, bad = sum(page.chars for page in pages), sum(page.bad for page in pages)
    if bad * 10 > chars:
        raise Unreadable(f"{path.name} 里的字体没有标明文字，读出来是乱码", _WORD)
    gathering = _gathered(pages)
    if bad:
        gathering.doubt(f"有 {bad} 个字在文件里没有标明是什么字，以“〓”代替，请对照原文改正")
    scans = [page.number for page in pages if page.picture]
    if scans:
        gathering.doubt(f"第 {'、'.join(map(str, scans))} 页是图片，没有文字层，没有读入；{_OCR}")
    return gathering


def _pages(path: Path) -> list[Page]:
    data = source.bytes_of(path, limit=LIMIT)
    home = str(Path(__file__).absolute().parents[2])
    paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
    try:
        # -P: no module is taken from the folder that the user happens to be in.
        done = subprocess.run(  # noqa: S603 - our own interpreter with our own module; the file goes in as bytes
            [sys.executable, "-P", "-m", "qplan.reading.formats.pdf_pages", str(MEMORY)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env=os.environ | {"PYTHONPATH": paths},
        )
        result: list[Any] | str = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, ValueError):
        # Too long, out of memory, or the interpreter itself fell: whatever it was, the file is no plain plan.
        result = CUT
    if isinstance(result, str):
        what, remedy = _REFUSALS[result]
        raise Unreadable(f"{path.name} {what}", remedy)
    return loaded(result)


def _refuse_pictures(name: str, pages: Sequence[Page]) -> None:
    if all(page.picture or not page.chars for page in pages):
        if any(page.picture for page in pages):
            raise Unreadable(f"{name} 是扫描件，没有文字层，读不出文字", _OCR)
        raise Unreadable(f"{name} 里没有文字", "请检查是不是选错了文件")


def _gathered(pages: Sequence[Page]) -> Gathering:
    parts = pdf_margins.divided(pages)
    tidy = _tidying(pages)
    frames = wrapping.frames(
        [line for part in parts for line in part.lines], {page.number: page.width for page in pages}
    )
    gathering = Gathering()
    steps = [step for page, part in zip(pages, parts, strict=True) for step in _around(gathering, page, part)]
    for run in _runs(pages, parts):
        lines = [thing for thing in run if isinstance(thing, wrapping.Line)]
        for group in wrapping.paragraphs(lines, frames):
            text, where = tidy(wrapping.joined(line.text for line in group)), _place(group[0])
            steps.append(Step(group[0].page, group[0].top, partial(gathering.paragraph, text, where)))
        placed = [thing for thing in run if isinstance(thing, Placed)]
        if placed:
            table = pdf_tables.whole(placed, tidy)
            steps.append(Step(table.page, table.top, partial(_put, gathering, table)))
    for step in sorted(steps, key=lambda step: (step.page, step.top)):
        step.put()
    return gathering


def _around(gathering: Gathering, page: Page, part: pdf_margins.Divided) -> Iterator[Step]:
    """What stands around the running text of a page, as asides."""
    for line, reason in part.around:
        words = pdf_margins.plain(line.text)
        yield Step(page.number, line.top, partial(gathering.aside, words, _place(line), reason))
    for words in page.slanted:
        reason = pdf_margins.PAGE_NUMBER if pdf_margins.is_page_number(words) else pdf_margins.SLANTED
        yield Step(page.number, page.height, partial(gathering.aside, words, f"第 {page.number} 页", reason))


def _runs(pages: Sequence[Page], parts: Sequence[pdf_margins.Divided]) -> list[list[wrapping.Line | Placed]]:
    """Lines between tables, and the parts of one table on consecutive pages, in the order of reading."""
    runs: list[list[wrapping.Line | Placed]] = []
    for page, part in zip(pages, parts, strict=True):
        tables = [
            Placed(page.number, table, nth if len(page.tables) > 1 else 0)
            for nth, table in enumerate(page.tables, start=1)
        ]
        things: list[wrapping.Line | Placed] = [*part.lines, *tables]
        things.sort(key=lambda thing: thing.table.top if isinstance(thing, Placed) else thing.top)
        for thing in things:
            if runs and _goes_on(runs[-1][-1], thing, first=thing is things[0]):
                runs[-1].append(thing)
            else:
                runs.append([thing])
    return runs


def _goes_on(last: wrapping.Line | Placed, thing: wrapping.Line | Placed, *, first: bool) -> bool:
    if isinstance(last, Placed) and isinstance(thing, Placed):
        return first and last.page == thing.page - 1 and pdf_tables.continues(last.table, thing.table)
    return isinstance(last, wrapping.Line) and isinstance(thing, wrapping.Line)


def _place(line: wrapping.Line) -> str:
    return f"第 {line.page} 页第 {line.number} 行"


def _put(gathering: Gathering, table: pdf_tables.Whole) -> None:
    gathering.table(table.rows)
    for words, where in table.again:
        gathering.aside(words, where, pdf_tables.HEAD_AGAIN)


def _tidying(pages: Sequence[Page]) -> Callable[[str], str]:
    """How this file's lines lose the blanks that its typesetter made, as its own habit tells."""
    text = "\n".join(line.text for page in pages for line in page.lines)
    habits = []
    for pattern, share in _BLANKS:
        found = pattern.findall(text)
        if sum(map(bool, found)) > share * len(found):
            habits.append(pattern)

    def tidy(words: str) -> str:
        for pattern in habits:
            words = pattern.sub("", words)
        return words

    return tidy
