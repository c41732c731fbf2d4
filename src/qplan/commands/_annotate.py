"""``validate --annotate``: a Word file and its findings -> the same file with a comment where each finding stands."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from qplan import opening, reading, source, writing
from qplan.display import typed
from qplan.errors import Misuse, Unwritable
from qplan.findings import Finding
from qplan.opening import Opened
from qplan.reading.blocks import folded
from qplan.reading.formats.package import LIMIT
from qplan.reading.gathering import Gathering
from qplan.rendering.docx_comments import Note, annotated
from qplan.reporting.text import WORDS
from qplan.source import Span, lines

AUTHOR = "qplan 检查"
INITIALS = "检查"
_WORD = (".docx", ".docm", ".dotx", ".dotm")
_MOST = 5
"""Comments on one paragraph; where there are more findings, the lightest share the last one."""
_QUOTED = 30
"""So many characters of a second place are shown; a longer one is a paragraph, which its label names."""
_BOX = "文本框"
_OPTION = "--annotate"


def target(paths: Sequence[Path], output: Path) -> Path:
    """The file to write, which is of the same kind as the one to be annotated; a folder takes one of the usual name.

    Raises:
        Misuse: there is not one Word file to annotate, or the output cannot take its place.
    """
    if len(paths) != 1:
        raise Misuse(f"{_OPTION} 一次只给一份 Word 文件加批注，现在写了 {len(paths)} 份", "一份一份地加")
    path = paths[0]
    if path.is_file():
        _demand_word(path)
    ending = path.suffix.lower() if path.suffix.lower() in _WORD else _WORD[0]
    usual = f"{path.stem}-批注{ending}"
    if output.is_dir():
        output = output / usual
    if output.suffix.lower() != ending:
        raise Misuse(f"{_OPTION} 要写成 {ending} 文件，现在写的是 {output}", f"如 {_OPTION} {usual}")
    if _same(output) == _same(path):
        raise Misuse(f"{output} 就是要检查的文件；原文件不改动，批注写在另一份里", f"如 {_OPTION} {usual}")
    return output


def write(opened: Opened, path: Path, output: Path, *, force: bool) -> None:
    """Write the Word file with its findings as comments, and say beside the report where it is and how many they are.

    A file without findings is written as it is, so that none of an earlier run is taken for the present one.

    Raises:
        Unreadable: comments cannot be put into the file, and why.
        Unwritable: the output is somebody's, is open in another program, or its folder cannot be written to.
    """
    gathering = opened.imported.gathering if opened.imported else Gathering()
    text = lines(opened.checked.source.text)
    all_notes = list(_notes(opened.checked.findings, text, gathering))
    notes = list(_new(all_notes, gathering))
    made = annotated(source.bytes_of(path, limit=LIMIT), notes)
    try:
        writing.write(output, made, force=force, plan=path)
    except Unwritable as error:
        raise Unwritable(error.message, error.remedy.replace("-o", _OPTION)) from error
    told = _told(len(notes), len(all_notes) - len(notes))
    print(f"已写出：{output}（{told}）", file=sys.stderr)


def _told(added: int, known: int) -> str:
    if not added:
        return f"{known} 条批注原来就有，没有再加" if known else "没有发现问题，没有加批注"
    return f"加了 {added} 条批注{f'，另有 {known} 条原来就有' if known else ''}"


def _demand_word(path: Path) -> None:
    if opening.is_plan_file(path):
        raise Misuse(
            f"{path} 是方案文件，批注只能加在 Word 文件里",
            f"先成文：qplan render {typed(path)} -o 方案.docx；"
            f"再检查：qplan validate 方案.docx {_OPTION} 方案-批注.docx",
        )
    if reading.kind(path) != "docx":
        raise Misuse(
            f"{path} 不是 Word 文件（docx），加不进批注",
            "用 Word 或 WPS 打开它，另存为“Word 文档（*.docx）”，再检查另存的那一份",
        )


def _same(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _notes(findings: Iterable[Finding], text: Sequence[str], gathering: Gathering) -> Iterator[Note]:
    """A comment for each finding; of many at one paragraph the lightest share one. ``text`` is what spans count in."""
    homes = _homes(gathering)
    placed = sorted(((_home(finding, homes), finding) for finding in findings), key=lambda each: each[0])
    for element, group in groupby(placed, key=lambda each: each[0]):
        by_weight = sorted((finding for _, finding in group), key=lambda each: each.severity.rank)
        alone = _MOST if len(by_weight) <= _MOST else _MOST - 1
        for finding in by_weight[:alone]:
            yield Note(element, tuple(_lines(finding, text)), AUTHOR, INITIALS)
        if rest := [line for finding in by_weight[alone:] for line in _lines(finding, text)]:
            yield Note(element, tuple(rest), AUTHOR, INITIALS)


def _lines(finding: Finding, text: Sequence[str]) -> Iterator[str]:
    yield f"{WORDS[finding.severity]} {finding.code}：{finding.message}"
    if finding.spot and _BOX in finding.spot.where:  # the comment stands beside it
        yield f"位置：{finding.spot.words}"
    if finding.hint:
        yield finding.hint
    if finding.other:
        yield _second(*finding.other, text)
    if finding.remedy:
        yield f"修改：{finding.remedy}"


def _second(span: Span, label: str, text: Sequence[str]) -> str:
    """What is said of a finding's second place, with its words: a comment has no mark below them."""
    words = text[span.line - 1][span.column - 1 : span.end_column - 1]
    return label if words in label or len(words) > _QUOTED else f"“{words}”：{label}"


def _homes(gathering: Gathering) -> list[tuple[int, int]]:
    """(number of a paragraph or cell, number of its w:p), of all that have one."""
    return [(index, block.element) for index, block in sorted(gathering.every.items()) if block.element is not None]


def _home(finding: Finding, homes: Sequence[tuple[int, int]]) -> int:
    """The w:p of a finding's paragraph; of one that has none, as in a header, that of the nearest, best before it."""
    block = finding.spot.block if finding.spot else 0
    first = homes[0][1] if homes else 0
    return next((element for index, element in reversed(homes) if index <= block), first)


def _new(notes: Iterable[Note], gathering: Gathering) -> Iterator[Note]:
    """The notes that an earlier run has not left in the file: they would stand there twice.

    They are known by their words alone, as many times as they are there: a note on a text box stands beside it.
    """
    there = Counter(folded(comment.text) for comment in gathering.comments if comment.author == AUTHOR)
    for note in notes:
        words = folded("".join(note.lines))
        if there[words]:
            there[words] -= 1
        else:
            yield note
