"""Word files edited as leaders and their offices edit them: words, paragraphs, tracked changes, comments, pasting."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

AUTHOR, DATE = "王某", "2026-03-02"
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}


def text_of(element: Any) -> str:
    """The words of a paragraph as they stand when all changes are accepted; footnotes have none."""
    return "".join(_SIGNS.get(each.tag, each.text or "") for each in _leaves(element))


def paragraphs(path: Path) -> list[str]:
    """The words of every paragraph of the document, those in tables too."""
    return [text_of(each) for each in docx.Document(str(path)).element.body.iter(qn("w:p"))]


def replace(path: Path, old: str, new: str, *, near: str = "") -> Path:
    """Words of one paragraph, in whatever runs they stand, become others in the look of the first.

    The paragraph is the first one that holds them, and ``near`` too.
    """
    document = docx.Document(str(path))
    first, *others = _runs(_holding(document, old, near), old)
    Run(first, document).text = new
    for run in others:
        run.getparent().remove(run)
    return _saved(document, path)


def tracked(path: Path, old: str, new: str, author: str = AUTHOR, date: str = DATE, *, near: str = "") -> Path:
    """The same as tracked changes: ``old`` deleted, ``new`` inserted behind it; either may be "".

    Where ``old`` is "", the words are inserted at the end of the paragraph that holds ``near``.
    """
    document = docx.Document(str(path))
    mark = _Marks(document, author, date)
    paragraph = _holding(document, old, near)
    runs = _runs(paragraph, old) if old else [_last_run(paragraph)]
    if new:
        run = copy.deepcopy(runs[-1])
        Run(run, document).text = new
        runs[-1].addnext(mark("ins", [run]))
    if old:
        _deleted(runs, mark("del"))
    return _saved(document, path)


def comment(path: Path, words: str, author: str, text: str, *, date: str = DATE) -> Path:
    """A comment on words of a paragraph."""
    document = docx.Document(str(path))
    runs = [Run(run, document) for run in _runs(_holding(document, words), words)]
    made = document.add_comment(runs, text=text, author=author, initials=author[:1])
    made._comment_elm.set(qn("w:date"), f"{date}T09:30:00Z")
    return _saved(document, path)


def removed(path: Path, words: str, *, count: int = 1, author: str = "", date: str = DATE) -> Path:
    """The paragraph that holds the words goes, and as many behind it as ``count`` says; tracked where there is an author."""
    document = docx.Document(str(path))
    mark = _Marks(document, author, date)
    for paragraph in _from(_holding(document, words), count):
        if author:
            _struck(paragraph, mark, "del")
        else:
            paragraph.getparent().remove(paragraph)
    return _saved(document, path)


def inserted_after(path: Path, words: str, text: str, *, author: str = "", date: str = DATE) -> Path:
    """A paragraph of the same look behind the one that holds the words; tracked where there is an author."""
    document = docx.Document(str(path))
    mark = _Marks(document, author, date)
    before = _holding(document, words)
    made = _alike(before, text)
    before.addnext(made)
    if author:
        _added(made, mark, "ins")
    return _saved(document, path)


def moved(path: Path, words: str, after: str, *, count: int = 1, author: str = "", date: str = DATE) -> Path:
    """The paragraph that holds the words, and so many in all, go behind the one that holds ``after``.

    Tracked where there is an author: moved away there, moved here.
    """
    document = docx.Document(str(path))
    mark = _Marks(document, author, date)
    behind = _holding(document, after)
    for paragraph in _from(_holding(document, words), count):
        here = paragraph
        if author:
            here = _alike(paragraph, text_of(paragraph))
            _struck(paragraph, mark, "moveFrom")
            _added(here, mark, "moveTo")
        behind.addnext(here)
        behind = here
    return _saved(document, path)


def pasted(path: Path, target: Path, *, head: Sequence[str] = ()) -> Path:
    """The text pasted into a fresh document as plain paragraphs and tables, below ``head`` (a red head's lines).

    No styles, no bookmarks, no footnotes: nothing but the words that stand on the pages.
    """
    source, fresh = docx.Document(str(path)), docx.Document()
    for line in head:
        fresh.add_paragraph(line)
    for element in source.element.body:
        if element.tag == qn("w:p"):
            fresh.add_paragraph(text_of(element))
        elif element.tag == qn("w:tbl"):
            _table(element, fresh)
    fresh.save(str(target))
    return target


def _table(element: Any, fresh: Document) -> None:
    rows = [
        ["\n".join(text_of(p) for p in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc"))]
        for row in element.iter(qn("w:tr"))
    ]
    table = fresh.add_table(len(rows), max(map(len, rows)))
    for y, row in enumerate(rows):
        for x, words in enumerate(row):
            table.cell(y, x).text = words


# --- where words stand -------------------------------------------------------------------------------------------


def _leaves(paragraph: Any) -> Iterator[Any]:
    """What prints in a paragraph, in order; its deleted words do not, nor do those of a text box in it."""
    for each in paragraph.iter(qn("w:t"), *_SIGNS):
        inside = list(itertools.takewhile(lambda a: a is not paragraph, each.iterancestors()))
        if not any(a.tag in (qn("w:del"), qn("w:moveFrom"), qn("w:p"), qn("w:tabs")) for a in inside):
            yield each


def _holding(document: Document, words: str, near: str = "") -> Any:
    for paragraph in document.element.body.iter(qn("w:p")):
        text = text_of(paragraph)
        if words in text and near in text:
            return paragraph
    raise LookupError(f"no paragraph holds {words!r} near {near!r}")


def _from(paragraph: Any, count: int) -> list[Any]:
    """So many paragraphs from this one on."""
    return [paragraph, *itertools.islice(paragraph.itersiblings(qn("w:p")), count - 1)]


def _runs(paragraph: Any, words: str) -> list[Any]:
    """The runs that hold these words and nothing else; runs that hold more are divided."""
    start = text_of(paragraph).index(words)
    _divide(paragraph, start + len(words))
    _divide(paragraph, start)
    found: dict[int, Any] = {}
    at = 0
    for leaf in _leaves(paragraph):
        if start <= at < start + len(words):
            found[id(leaf.getparent())] = leaf.getparent()
        at += len(_SIGNS.get(leaf.tag, leaf.text or ""))
    return list(found.values())


def _divide(paragraph: Any, at: int) -> None:
    """Let a run begin with the character number ``at``, unless the paragraph ends before it."""
    before = 0
    for leaf in _leaves(paragraph):
        text = _SIGNS.get(leaf.tag, leaf.text or "")
        if before <= at < before + len(text):
            run = leaf.getparent()
            rest = copy.deepcopy(run)
            place = run.index(leaf)
            for each in list(rest)[:place]:
                if each.tag != qn("w:rPr"):
                    rest.remove(each)
            for each in list(run)[place + (at > before) :]:
                run.remove(each)
            if at > before:
                head = rest[0] if rest[0].tag != qn("w:rPr") else rest[1]
                _say(leaf, text[: at - before])
                _say(head, text[at - before :])
            run.addnext(rest)
            if not [each for each in run if each.tag != qn("w:rPr")]:
                run.getparent().remove(run)
            return
        before += len(text)


def _say(leaf: Any, text: str) -> None:
    leaf.text = text
    leaf.set(qn("xml:space"), "preserve")


def _last_run(paragraph: Any) -> Any:
    return [leaf.getparent() for leaf in _leaves(paragraph)][-1]


# --- tracked changes ---------------------------------------------------------------------------------------------


class _Marks:
    """Makes the elements of tracked changes: one author, one day, numbers of their own."""

    def __init__(self, document: Document, author: str, date: str) -> None:
        used = [int(i) for each in document.element.iter() if (i := each.get(qn("w:id"), "")).isdigit()]
        self._numbers = itertools.count(max([1000, *used]) + 1)
        self._author, self._date = author, date

    def __call__(self, name: str, runs: Sequence[Any] = ()) -> Any:
        change = OxmlElement(f"w:{name}")
        change.set(qn("w:id"), str(next(self._numbers)))
        change.set(qn("w:author"), self._author)
        change.set(qn("w:date"), f"{self._date}T09:30:00Z")
        change.extend(runs)
        return change


def _deleted(runs: Sequence[Any], change: Any) -> None:
    """Runs that stand side by side move into w:del or w:moveFrom."""
    runs[0].addprevious(change)
    for run in runs:
        change.append(run)
        for leaf in run.iter(qn("w:t")) if change.tag == qn("w:del") else ():
            leaf.tag = qn("w:delText")
            leaf.set(qn("xml:space"), "preserve")


def _on_mark(paragraph: Any, change: Any) -> None:
    properties = paragraph.get_or_add_pPr()
    look = properties.find(qn("w:rPr"))
    if look is None:
        look = OxmlElement("w:rPr")
        later = [e for e in properties if e.tag in (qn("w:sectPr"), qn("w:pPrChange"))]
        later[0].addprevious(look) if later else properties.append(look)
    look.insert(0, change)


def _struck(paragraph: Any, mark: _Marks, name: str) -> None:
    for run in {id(leaf.getparent()): leaf.getparent() for leaf in _leaves(paragraph)}.values():
        _deleted([run], mark(name))
    _on_mark(paragraph, mark(name))


def _added(paragraph: Any, mark: _Marks, name: str) -> None:
    for run in list(paragraph.iterchildren(qn("w:r"))):
        change = mark(name)
        run.addprevious(change)
        change.append(run)
    _on_mark(paragraph, mark(name))


def _alike(paragraph: Any, text: str) -> Any:
    """A paragraph of the same style with other words, and nothing else of it."""
    made = OxmlElement("w:p")
    if paragraph.pPr is not None:
        made.append(copy.deepcopy(paragraph.pPr))
    run = OxmlElement("w:r")
    made.append(run)
    Run(run, None).text = text
    return made


def _saved(document: Document, path: Path) -> Path:
    document.save(str(path))
    return path
