"""Coverage -> 覆盖情况表, a Word file in the page of GB/T 9704: a first page that decides, then every requirement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qplan import collation
from qplan.collation import BLANK, Margin
from qplan.collation import lists as coverage_lists
from qplan.collation import tables as coverage_tables
from qplan.covering import Coverage
from qplan.plan import Plan
from qplan.rendering._ooxml import Xml, core_properties, package, paragraph
from qplan.rendering.docx_pages import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, Sheet, document
from qplan.rendering.docx_parts import fixed_parts
from qplan.rendering.docx_runs import runs
from qplan.rendering.docx_tables import table
from qplan.tables import Table
from qplan.titles import title_lines

_MOST = 6
"""Pieces of evidence that one row prints; a workbook and the web page have them all."""


def render(coverage: Coverage, plan: Plan, margin: Margin = BLANK) -> bytes:
    """The Word file: standing, the areas, the short list and what else is to be known; lying, the appendix.

    The closing sentence ends every table, so that none goes round without it. The same plan gives the same
    bytes.
    """
    head = collation.title(coverage, plan).partition("\n")[0]
    title = f"{head}覆盖情况表"
    sheets = [
        Sheet([*_front(title, coverage, plan), *_first(coverage, margin)]),
        Sheet(list(_appendix(coverage)), landscape=True),
    ]
    core = core_properties(title, "、".join(plan.document.issuers))
    return package(document(sheets), core, fixed_parts(plan.layout, []))


def _front(title: str, coverage: Coverage, plan: Plan) -> Iterator[Xml]:
    lines = "\n".join(title_lines(title, (plan.region or "", *plan.document.issuers)))
    against = collation.against(coverage.framework)
    yield paragraph("Title", runs(lines, "Title"))
    yield paragraph("Subtitle", runs(against, "Subtitle"))


def _first(coverage: Coverage, margin: Margin) -> Iterator[Xml]:
    closing = coverage.framework.closing
    yield from _printed(coverage_tables.area_table(coverage), (*collation.remarks(coverage), closing), PORTRAIT_WIDTH)
    gaps = collation.short_list(coverage)
    if gaps:
        notes = (*collation.notes(gaps), closing)
        yield from _printed(coverage_tables.gap_table(coverage), notes, PORTRAIT_WIDTH)
    if collation.apart(coverage):
        yield from _printed(coverage_tables.apart_table(coverage), (closing,), PORTRAIT_WIDTH)
    for head, lines in coverage_lists.asides(coverage, margin):
        yield from _listed(head, lines)
    for (_, head), *below in margin.verdicts:
        yield from _listed(head, ("　" * (depth - 1) + words for depth, words in below))


def _appendix(coverage: Coverage) -> Iterator[Xml]:
    closing = (coverage.framework.closing,)
    yield from _printed(coverage_tables.requirement_table(coverage, _MOST), closing, LANDSCAPE_WIDTH)
    if coverage.duties:
        yield from _printed(coverage_tables.duty_table(coverage, _MOST), closing, LANDSCAPE_WIDTH)
    yield from _printed(coverage_tables.share_table(coverage), closing, LANDSCAPE_WIDTH)


def _printed(content: Table, below: Iterable[str], width: int) -> Iterator[Xml]:
    """A table between its title and what is said under it."""
    yield paragraph("GwUnitTitle", runs(content.title, "GwUnitTitle"))
    if content.legend:
        yield paragraph("GwLegend", runs(content.legend, "GwLegend"))
    yield table(content, width)
    yield from (paragraph("GwCell", runs(line, "GwCell")) for line in below)


def _listed(head: str, lines: Iterable[str]) -> Iterator[Xml]:
    listed = [paragraph("GwCell", runs(line, "GwCell")) for line in lines]
    if listed:
        yield paragraph("GwUnitTitle", runs(head, "GwUnitTitle"))
        yield from listed
