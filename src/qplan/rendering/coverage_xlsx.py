"""Coverage -> a workbook: areas, what is missing and where it goes, every requirement, tasks by areas, part three."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qplan import collation
from qplan.collation import BLANK, Margin
from qplan.collation import tables as coverage_tables
from qplan.covering import WORDS, Coverage
from qplan.plan import Plan
from qplan.rendering._workbook import workbook
from qplan.tables import Table

_COLOURS = {
    WORDS["none"]: "#B3221B",
    WORDS["claimed"]: "#B3221B",
    WORDS["partial"]: "#9C5700",
    WORDS["suspect"]: "#9C5700",
    WORDS["full"]: "#1B6E3C",
}


def render(coverage: Coverage, plan: Plan, margin: Margin = BLANK) -> bytes:
    """The workbook; a legend under each title says what is compared with what and what the numbers are not for."""
    head, _, against = collation.title(coverage, plan).partition("\n")
    closing = coverage.framework.closing
    sheets = [_explained(table, against, closing) for table in _tables(coverage, plan, margin)]
    return workbook(
        f"{head}覆盖情况",
        sheets,
        fonts=plan.layout.fonts,
        author="、".join(plan.document.issuers),
        colours=_COLOURS,
    )


def _tables(coverage: Coverage, plan: Plan, margin: Margin) -> Iterator[Table]:
    yield replace(coverage_tables.area_table(coverage), legend="".join(collation.remarks(coverage)))
    gaps = collation.short_list(coverage)
    if gaps:
        yield replace(coverage_tables.working_gap_table(coverage), legend="".join(collation.notes(gaps)))
    yield coverage_tables.requirement_table(coverage)
    yield coverage_tables.crossing_table(coverage, plan)
    if coverage.duties:
        yield coverage_tables.duty_table(coverage)
    yield coverage_tables.share_table(coverage)
    if coverage.offered:
        yield coverage_tables.offer_table(coverage)
    yield from coverage_tables.margin_tables(coverage, margin)


def _explained(table: Table, against: str, closing: str) -> Table:
    """The table with what it says for itself, and the closing note, a line each under its title."""
    return replace(table, legend="\n".join(filter(None, (against, table.legend, closing))))
