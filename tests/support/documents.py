"""A document written as plain lines -> the same document as a Word, text or Markdown file."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import word_files as word


def docx(path: Path, text: str) -> Path:
    """A Word file: a line is a paragraph, lines of ``| a | b |`` are the rows of a table, blank lines are nothing."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    body = ""
    for table, group in groupby(lines, _is_row):
        made = [(_row if table else word.p)(line) for line in group]
        body += word.tbl(*made) if table else "".join(made)
    path.write_bytes(word.package(body))
    return path


def plain(path: Path, text: str) -> Path:
    """A text or Markdown file: in Markdown every line is a paragraph of its own, and a table has its rule."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if path.suffix == ".md":
        made: list[str] = []
        for table, group in groupby(lines, _is_row):
            rows = list(group)
            if table:
                rows.insert(1, "|" + " --- |" * (rows[0].count("|") - 1))
                made.append("\n".join(rows))
            else:
                made += [row.replace("1.", "1\\.").replace("2.", "2\\.") for row in rows]
        lines = ["\n\n".join(made)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _row(line: str) -> str:
    return word.tr(*(word.tc(cell.strip()) for cell in line.strip("|").split("|")))
