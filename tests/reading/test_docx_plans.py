"""Whole plans as Word files: our own come back as their text, real ones give the same plan as their text does."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.oxml import parse_xml
from docx_samples import TINY
from word_files import SPACES, abstract, lvl, num

from qplan import reading, rendering
from qplan.reading.formats import docx
from qplan.reading.gathering import Gathering
from qplan.reading.marks import Mark, mark

KINDS = ("第一章", "一、", "（一）", "1.", "（1）", "①")
_HAN_KINDS = ("第一章", "一、", "（一）")


def printed(gathering: Gathering) -> list[str]:
    """Paragraphs, and rows of tables with tabs between the cells, as the text form has them."""
    lines = []
    for block in gathering.blocks:
        if block.grid:
            rows = [[cell.text.replace("\n", " ") if cell else "" for cell in row] for row in block.grid.rows]
            lines += ["\t".join(row).strip() for row in rows]
        elif not block.aside:
            lines.append(block.text)
    return lines


@pytest.mark.parametrize("example", ["county", "district"])
def test_our_own_file_reads_back_as_its_text(example: str, qplan, tmp_path: Path, root: Path) -> None:
    plan = root / "examples" / example / "plan.yaml"
    for kind in ("docx", "txt"):
        done = qplan("render", plan, "--format", kind, "-o", f"plan.{kind}")
        assert done.returncode == 0, done.stdout + done.stderr
    text = (tmp_path / "plan.txt").read_text(encoding="utf-8")
    found = docx.read(tmp_path / "plan.docx")
    assert printed(found) == [line.strip() for line in text.splitlines() if line.strip()]
    assert not found.doubts
    assert not [block for block in found.blocks if block.aside]


def test_footnotes_boxes_and_tables_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "tiny.docx"
    path.write_bytes(rendering.render(TINY, "docx", "plan"))
    text = rendering.render(TINY, "txt", "plan").decode()
    found = docx.read(path)
    # The text form has a note in brackets, without the ^ of the plan file.
    assert [line.replace("^[", "[") for line in printed(found)] == [
        line.strip() for line in text.splitlines() if line.strip()
    ]
    assert "（一）指导思想。质量第一^[即把质量放在首位。]，效益优先。" in printed(found)


def plans(corpus: Path) -> list[Path]:
    return sorted(path for path in corpus.rglob("*.txt") if path.name != "README.txt")


def lines_of(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def data(path: Path) -> dict[str, Any]:
    return reading.read(path).data


@pytest.mark.office
@pytest.mark.corpus
def test_a_text_saved_as_docx_gives_the_same_plan(corpus: Path, tmp_path: Path, soffice) -> None:
    for source in plans(corpus):
        text = tmp_path / source.name
        # The mark tells LibreOffice the encoding.
        text.write_text("\n".join(lines_of(source)) + "\n", encoding="utf-8-sig")
        assert data(soffice(text, "docx")) == data(text), source.name


def pattern(found: Mark) -> str:
    """The printed number with %1 in the place of its numeral: （%1）."""
    return re.sub(r"[①-⑳]|[一二三四五六七八九十百零]+|\d+", "%1", found.printed.strip(), count=1)


def automatic(lines: list[str]) -> tuple[python_docx.document.Document, list[str]]:
    """A Word file whose typed numbers became automatic ones, and the lines as Word prints them.

    One list of six levels has the commonest look of each kind of number. Where the printed number is not the one that
    Word would count, a list of the same definition starts with it, as “设置编号值” in Word does. Numbers of a rarer
    look stay typed.
    """
    document = python_docx.Document()
    numbering = document.part.numbering_part.element
    marks = [mark(line) for line in lines]
    looks = {
        kind: Counter(pattern(each) for each in marks if each and each.kind == kind).most_common(1)[0][0]
        for kind in KINDS if any(each and each.kind == kind for each in marks)
    }  # fmt: skip
    formats = {
        kind: "chineseCounting" if "%1" in look and kind in _HAN_KINDS else "decimal" for kind, look in looks.items()
    }
    levels = [
        lvl(at, "decimalEnclosedCircle" if kind == "①" else formats.get(kind, "decimal"), looks.get(kind, "%1").replace("%1", f"%{at + 1}"))
        for at, kind in enumerate(KINDS)
    ]  # fmt: skip
    definition = parse_xml(abstract(900, *levels).replace("<w:abstractNum ", f"<w:abstractNum {SPACES} ", 1))
    numbering.insert(0, definition)
    used, own, counts, shown = 900, -1, dict.fromkeys(range(len(KINDS)), 0), []
    numbering.append(parse_xml(num(used, 900).replace("<w:num ", f"<w:num {SPACES} ", 1)))
    for line, found in zip(lines, marks, strict=True):
        if (
            found is None
            or found.kind not in looks
            or pattern(found) != looks[found.kind]
            or re.match(r"第\d|[一二三四五六七八九]?百", found.printed)
        ):
            document.add_paragraph(line)
            shown.append(line)
            continue
        at = KINDS.index(found.kind)
        counts[at] += 1
        # Where a level with a start of its own restarts, LibreOffice forgets that start and Word does not.
        if counts[at] != found.ordinal or (own == at and counts[at] == 1):
            used, own = used + 1, at
            start = f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{found.ordinal}"/></w:lvlOverride>'
            numbering.append(parse_xml(num(used, 900, start).replace("<w:num ", f"<w:num {SPACES} ", 1)))
            counts[at] = found.ordinal
        for above in range(at):
            counts[above] = counts[above] or 1  # a level that was skipped has begun
        counts.update(dict.fromkeys(range(at + 1, len(KINDS)), 0))
        heading = at < 3 and len(line) < 40 and "。" not in line
        paragraph = document.add_paragraph(found.rest, style=f"Heading {at + 1}" if heading else None)
        properties = paragraph._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_ilvl().val = at
        properties.numPr.get_or_add_numId().val = used
        blank = " " if found.kind == "第一章" else ""
        shown.append(found.printed.strip() + blank + found.rest)
    return document, shown


@pytest.mark.corpus
def test_headings_numbered_by_word_give_the_same_plan(corpus: Path, tmp_path: Path) -> None:
    numbered = 0
    for source in plans(corpus):
        document, shown = automatic(lines_of(source))
        word, text = tmp_path / f"{source.stem}.docx", tmp_path / f"{source.stem}.txt"
        document.save(str(word))
        text.write_text("\n".join(shown), encoding="utf-8")
        assert printed(docx.read(word)) == shown, source.name
        assert data(word) == data(text), source.name
        numbered += word.stat().st_size > 0
    assert numbered > 10


@pytest.mark.office
@pytest.mark.corpus
def test_libreoffice_prints_the_same_numbers(corpus: Path, tmp_path: Path, soffice) -> None:
    for name in ("dongtou", "jincheng"):
        document, shown = automatic(lines_of(corpus / f"{name}.txt"))
        path = tmp_path / f"{name}.docx"
        document.save(str(path))
        lines = soffice(path, "txt").read_text(encoding="utf-8-sig").splitlines()
        assert [re.sub(r"\s", "", line) for line in lines if line.strip()] == [
            re.sub(r"\s", "", line) for line in shown
        ]
        # Saved again by LibreOffice, the file still says the same.
        saved = shutil.copy(path, tmp_path / f"again-{name}.docx")
        again = soffice(soffice(Path(saved), "odt"), "docx")
        assert printed(docx.read(again)) == shown
