"""A dossier becomes a Word file in the page of GB/T 9704: the plan with its annexes, or one of its tables."""

from __future__ import annotations

from collections.abc import Iterator

from qplan import anchors
from qplan.dossier import AnnexPage, Cover, Dossier, Table
from qplan.rendering._ooxml import Xml, core_properties, package, paragraph
from qplan.rendering.docx_body import Loose, addressees, annex_list, ending, front, text
from qplan.rendering.docx_pages import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, Sheet, document
from qplan.rendering.docx_parts import fixed_parts
from qplan.rendering.docx_runs import runs
from qplan.rendering.docx_tables import matrix, table
from qplan.titles import title_lines

_MANY_COLUMNS = 6  # a table with more needs the lying page, unless it is the narrow one of targets


def render(dossier: Dossier, part: str) -> bytes:
    """The Word file of one part: ``plan``, ``matrix``, ``tasks``, ``units`` or ``targets``.

    The page is that of GB/T 9704-2012: A4, 22 lines of 28 characters, its layout in styles only. The same
    dossier gives the same bytes. An issued plan follows its notice; red head and 版记 are not printed.
    A draft's ids travel as bookmarks, so that what is edited in Word finds its way back; in an issued plan
    nothing is hidden.
    """
    issued = dossier.plan.document.stage == "issue"
    loose = Loose({} if issued else anchors.anchors(each.id for each in dossier.body if each.id))
    if part == "plan":
        sheets = [Sheet(_text(dossier, loose)), *_annexes(dossier, loose)]
    elif part == "units":
        sheets = [Sheet(_unit_papers(dossier))]
    elif part == "matrix":
        blocks = [*_title(dossier, "责任矩阵"), *matrix(dossier.matrix, LANDSCAPE_WIDTH)]
        sheets = [Sheet(blocks, landscape=True)]
    else:
        landscape = part == "tasks"
        content = dossier.tasks if landscape else dossier.targets
        sheets = [Sheet([*_title(dossier, content.title), *_table(content, landscape)], landscape)]
    core = core_properties(dossier.title, "、".join(dossier.plan.document.issuers))
    return package(document(sheets), core, fixed_parts(dossier.plan.layout, loose.footnotes))


def _text(dossier: Dossier, loose: Loose) -> list[Xml]:
    """The notice where there is one, and the plan without its annexes."""
    below = [("Subtitle", line) for line in dossier.subtitles]
    below += [("GwStage", dossier.mark)] if dossier.mark else []
    cover, closing, annexes = dossier.cover, ending(dossier), annex_list(dossier)
    return [
        *(_notice(cover, loose) if cover else ()),
        *front(dossier.title_lines, below, new_page=cover is not None),
        *addressees(dossier.addressees),
        *text(dossier.body, loose, keep_last=bool(annexes or closing)),
        *annexes,
        *closing,
    ]


def _notice(cover: Cover, loose: Loose) -> list[Xml]:
    closing = ending(cover)
    return [
        *front(cover.title_lines),
        *addressees(cover.addressees),
        *text(cover.paragraphs, loose, keep_last=bool(closing)),
        *closing,
    ]


def _annexes(dossier: Dossier, loose: Loose) -> Iterator[Sheet]:
    before = False
    for label, annex in zip(dossier.annex_labels, dossier.annexes, strict=True):
        if annex.separate:
            continue
        landscape = _lies(annex, dossier)
        yield Sheet(_annex(annex, label, dossier, loose, new_page=landscape == before), landscape)
        before = landscape


def _lies(annex: AnnexPage, dossier: Dossier) -> bool:
    """Whether an annex needs the lying page."""
    if annex.table is None:
        return annex.matrix
    many = len(annex.table.columns) > _MANY_COLUMNS
    return annex.table == dossier.tasks or (many and annex.table != dossier.targets)


def _annex(annex: AnnexPage, label: str, dossier: Dossier, loose: Loose, *, new_page: bool) -> list[Xml]:
    """“附件1” on the first line, the title on the third (GB/T 9704-2012, 7.3.7), then the content.

    ``new_page``: no section begins here, so the page has to be broken.
    """
    lines = "\n".join(_lines(dossier, annex.title))
    blocks = [
        paragraph("GwAnnexLabel", runs(label, "GwAnnexLabel"), page_break=new_page),
        paragraph("Normal", keep_next=True),
        paragraph("GwAnnexTitle", runs(lines, "GwAnnexTitle")),
    ]
    if annex.paragraphs:
        blocks += [paragraph("Normal", keep_next=True), *text(annex.paragraphs, loose)]
    if annex.table:
        blocks += _table(annex.table, _lies(annex, dossier))
    if annex.matrix:
        blocks += matrix(dossier.matrix, LANDSCAPE_WIDTH)
    if annex.unit_sheets:
        for sheet in dossier.units:
            blocks.append(paragraph("GwUnitTitle", runs(sheet.unit, "GwUnitTitle")))
            blocks += _table(sheet.table, landscape=False)
    return blocks


def _unit_papers(dossier: Dossier) -> list[Xml]:
    """任务清单, a paper for each unit to be handed out by itself."""
    blocks: list[Xml] = []
    for index, sheet in enumerate(dossier.units):
        blocks += _title(dossier, sheet.table.title, new_page=index > 0)
        blocks += _table(sheet.table, landscape=False)
    return blocks or _title(dossier, "分单位任务清单")


def _title(dossier: Dossier, name: str, *, new_page: bool = False) -> list[Xml]:
    """A title above a table: the plan's and the table's, in one."""
    lines = "\n".join(_lines(dossier, f"{dossier.title}{name}"))
    return [paragraph("Title", runs(lines, "Title"), page_break=new_page)]


def _lines(dossier: Dossier, title: str) -> tuple[str, ...]:
    return title_lines(title, (dossier.plan.region or "", *dossier.plan.document.issuers))


def _table(content: Table, landscape: bool) -> list[Xml]:
    """A table with the line above it, which is empty where there is no legend."""
    width = LANDSCAPE_WIDTH if landscape else PORTRAIT_WIDTH
    return [paragraph("GwLegend", runs(content.legend, "GwLegend")), table(content, width)]
