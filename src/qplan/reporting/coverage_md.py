"""Coverage -> Markdown: the first page as text has it, then an appendix with the shares and every requirement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qplan import collation
from qplan.collation import BLANK, Line, Margin
from qplan.collation import lists as coverage_lists
from qplan.collation import tables as coverage_tables
from qplan.covering import Coverage
from qplan.plan import Plan
from qplan.tables import Cell, Table

_MARKS = re.compile(r"[\\`*_\[\]|<>~&]")
_LEADING = re.compile(r"^(\d*)([-+#.)])(?=\s|#|$)")
"""What would begin a heading or a list within a list."""


def report(coverage: Coverage, plan: Plan, margin: Margin = BLANK) -> str:
    """The whole comparison, with a blank line between blocks; the verdicts before its end."""
    head, _, against = collation.title(coverage, plan).partition("\n")
    blocks = [f"# {_text(head)}", _text(against), _table(coverage_tables.area_table(coverage))]
    blocks += collation.remarks(coverage)
    gaps = collation.short_list(coverage)
    if gaps:
        blocks += _headed(coverage_tables.gap_table(coverage))
        blocks += collation.notes(gaps)
    for title, lines in coverage_lists.rest(coverage, margin):
        blocks += _listed(title, lines)
    blocks += _headed(coverage_tables.share_table(coverage), "附：")
    blocks += _headed(coverage_tables.requirement_table(coverage), "附：")
    if coverage.duties:
        blocks += _headed(coverage_tables.duty_table(coverage), "附：")
    return "\n\n".join([*blocks, *_outlined(margin.verdicts), coverage.framework.closing]) + "\n"


def _headed(table: Table, before: str = "") -> list[str]:
    return [f"## {before}{table.title}", *filter(None, [_text(table.legend)]), _table(table)]


def _outlined(verdicts: Iterable[Sequence[Line]]) -> Iterator[str]:
    for (_, head), *lines in verdicts:
        yield f"## {_text(head)}"
        if lines:
            yield "\n".join(f"{'  ' * (depth - 1)}- {_text(line)}" for depth, line in lines)


def _listed(head: str, lines: Iterable[str]) -> list[str]:
    listed = [f"- {_text(line)}" for line in lines]
    return [f"## {head}", "\n".join(listed)] if listed else []


def _table(table: Table) -> str:
    columns = [column.title for column in table.columns]
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in (columns, ["---"] * len(columns), *rows))


def _cell(cell: Cell) -> str:
    return "<br>".join(_text(line.strip("　")) for line in str(cell).split("\n"))


def _text(text: str) -> str:
    """Words of the plan as plain text: what Markdown or HTML would read as a mark is escaped."""
    return _LEADING.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", text))
