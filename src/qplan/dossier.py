"""All that a page may show, computed before a format is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qplan import covering
from qplan.body import Paragraph, body
from qplan.collation import tables as coverage_tables
from qplan.framework import Framework
from qplan.length import length
from qplan.matrix import Matrix, matrix
from qplan.plan import Annex, Document, Notice, Plan
from qplan.tables import Cell, Column, Table, UnitSheet, annex_table, target_table
from qplan.task_tables import task_table, unit_sheets
from qplan.text import PLACEHOLDER, Run, printed_date, split
from qplan.titles import title_lines, usual

__all__ = [
    "AnnexPage", "Cell", "Column", "Cover", "Dossier", "Paragraph", "Run", "Table", "UnitSheet", "compile_",
]  # fmt: skip

_MARKS = {"consultation": "（征求意见稿）", "review": "（送审稿）"}
_DISCLOSURE = {"主动公开": "此件公开发布", "依申请公开": "此件依申请公开", "不予公开": "此件不公开"}
_STANDS_ALONE = re.compile(r"(意见|若干措施)$")
_TERM = re.compile(r"(“[^“”]+”|《[^《》]+》)$")


@dataclass(frozen=True)
class AnnexPage:
    """An annex in print order: its title, its paragraphs, and a table, the matrix or the unit sheets, if any.

    ``separate``: it is only named, and sent apart.
    """

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: Table | None = None
    matrix: bool = False
    unit_sheets: bool = False
    separate: bool = False


@dataclass(frozen=True)
class Cover:
    """The notice that issues the plan: its title and text. A 方案 is no 文种 and never goes out by itself.

    《党政机关公文处理工作条例》 article 8.
    """

    title: str
    title_lines: tuple[str, ...]
    addressees: str
    paragraphs: tuple[Paragraph, ...]
    signature: tuple[str, ...]
    date: str
    remark: str


@dataclass(frozen=True)
class Dossier:
    """The plan as it will be printed, in whatever format.

    ``mark`` is （征求意见稿） or （送审稿）, "" otherwise. ``characters`` is the body's length in 字 as Word
    counts (annexes apart); ``placeholders`` is how many 〔待填：…〕 are left in title and body.

    ``addressees``, ``signature``, ``date`` ("2026年3月2日") and ``remark`` ("（此件公开发布）") are "" where
    they are not printed, as in a plan that comes with a ``cover``: there they are the cover's. ``number``,
    and for the 版记 ``copies``, ``printer`` and ``printed``, are those of the issued document.
    """

    plan: Plan
    title: str
    title_lines: tuple[str, ...]
    subtitles: tuple[str, ...]
    mark: str
    addressees: str
    body: tuple[Paragraph, ...]
    annexes: tuple[AnnexPage, ...]
    signature: tuple[str, ...]
    date: str
    remark: str
    tasks: Table
    targets: Table
    matrix: Matrix
    units: tuple[UnitSheet, ...]
    characters: int
    placeholders: int = 0
    cover: Cover | None = None
    number: str = ""
    copies: str = ""
    printer: str = ""
    printed: str = ""

    @property
    def annex_list(self) -> tuple[str, ...]:
        """附件说明: "附件：1.任务分工表", "2.…"; one annex has no number (GB/T 9704-2012, 7.3.4)."""
        titles = [page.title + ("（另附）" if page.separate else "") for page in self.annexes]
        if len(titles) == 1:
            return (f"附件：{titles[0]}",)
        return tuple(f"{'附件：' if n == 1 else ''}{n}.{title}" for n, title in enumerate(titles, 1))

    @property
    def annex_labels(self) -> tuple[str, ...]:
        """What stands above each annex: 附件1, 附件2; one annex has no number (GB/T 9704-2012, 7.3.7)."""
        count = len(self.annexes)
        return ("附件",) if count == 1 else tuple(f"附件{n}" for n in range(1, count + 1))


def compile_(plan: Plan, framework: Framework | None = None) -> Dossier:
    """Everything about a plan that any format prints.

    ``framework`` is needed for a 覆盖情况表 only; without it that annex is merely named.
    """
    document = plan.document
    title = document.title.strip() or _composed_title(plan)
    names = [plan.region or "", *document.issuers]
    alone = _stands_alone(plan)
    issued = document.stage == "issue" or _is_dated(document, alone=alone)
    sent = alone and document.stage in ("issue", None)
    table, paragraphs = matrix(plan), body(plan)
    texts = [title, *(paragraph.text for paragraph in paragraphs)]
    return Dossier(
        plan=plan,
        title=title,
        title_lines=plan.layout.title_lines or title_lines(title, names),
        subtitles=document.subtitles,
        mark=_MARKS.get(document.stage or "", ""),
        addressees=_addressees(document.addressees) if alone else "",
        body=paragraphs,
        annexes=tuple(_annexes(plan, framework, table, paragraphs)),
        signature=document.issuers if sent else (),
        date=printed_date(document.date) if sent else "",
        remark=_remark(document) if sent and issued else "",
        tasks=task_table(plan),
        targets=target_table(plan),
        matrix=table,
        units=unit_sheets(plan, table),
        characters=length(paragraphs),
        placeholders=sum(len(PLACEHOLDER.findall(text)) for text in texts),
        cover=_cover(plan, title) if issued and not alone else None,
        number=(document.number or "") if issued else "",
        copies="，".join(document.copies).rstrip("。 ") if issued else "",
        printer=(document.printer or "") if issued else "",
        printed=printed_date(document.printed) if issued else "",
    )


def _composed_title(plan: Plan) -> str:
    """The usual title for the region; where that is not known either, a place to fill."""
    if not plan.region:
        return "〔待填：标题〕"
    return usual(plan.region, plan.level, plan.document.genre or "实施方案")


def _stands_alone(plan: Plan) -> bool:
    """Whether the plan is sent as it is: an 意见 is a 文种 of its own, a 方案 needs a notice."""
    document = plan.document
    if document.kind is not None or document.notice is not None:
        return document.kind == "opinion"
    return _STANDS_ALONE.search(document.title or document.genre or "") is not None


def _is_dated(document: Document, *, alone: bool) -> bool:
    """Whether a plan that names no stage has been sent: it is dated, and so is the notice that it needs.

    Such is every issued document that was imported; a draft has no date yet.
    """
    if document.stage is not None:
        return False
    notice = document.notice
    return bool(document.date) if alone else bool(notice and notice.paragraphs and (notice.date or document.date))


def _cover(plan: Plan, title: str) -> Cover:
    document, notice = plan.document, plan.document.notice or Notice()
    subject = f"《{title}》" if title.startswith("关于") else title
    heading = notice.title or f"{'　'.join(document.issuers)}关于印发{subject}的通知"
    texts = notice.paragraphs or (_issuing_sentence(document, title),)
    return Cover(
        title=heading,
        title_lines=title_lines(heading, [plan.region or "", *document.issuers]),
        addressees=_addressees(notice.addressees or document.addressees),
        paragraphs=tuple(Paragraph(0, "", split(text)) for text in texts),
        signature=tuple(notice.signature.split("　")) if notice.signature else document.issuers,
        date=printed_date(notice.date or document.date),
        remark=_remark(document),
    )


def _issuing_sentence(document: Document, title: str) -> str:
    issuer = "、".join(document.issuers)
    government = re.sub(r"办公[室厅]$", "", issuer)
    if government != issuer:
        return f"《{title}》已经{government}同意，现印发给你们，请结合实际认真组织实施。"
    return f"现将《{title}》印发给你们，请结合实际认真组织实施。"


def _addressees(text: str | None) -> str:
    return text.rstrip("：: ") + "：" if text else ""


def _remark(document: Document) -> str:
    notes = (_DISCLOSURE.get(document.disclosure or "", document.disclosure), document.remark)
    return "".join(note if note.startswith(("（", "(")) else f"（{note}）" for note in notes if note)


def _annexes(
    plan: Plan, framework: Framework | None, table: Matrix, paragraphs: tuple[Paragraph, ...]
) -> Iterator[AnnexPage]:
    for annex in plan.annexes:
        page = _own(annex)
        match annex.content:
            case "task_table":
                yield replace(page, table=task_table(plan))
            case "target_table":
                yield replace(page, table=target_table(plan))
            case "matrix":
                yield replace(page, matrix=bool(table.tasks))
            case "task_list":
                yield replace(page, unit_sheets=True)
            case "coverage_table" if framework:
                yield replace(page, table=coverage_tables.annex_table(covering.cover(plan, framework)))
            case "glossary":
                yield replace(page, paragraphs=(*page.paragraphs, *_glossary(paragraphs)))
            case "text" | "table":
                yield page
            case _:
                yield replace(page, separate=True)


def _own(annex: Annex) -> AnnexPage:
    """What the annex brings itself: its text, which a table of ours follows, and its table."""
    paragraphs = tuple(Paragraph(0, "", split(text)) for text in annex.paragraphs)
    return AnnexPage(annex.title, paragraphs, annex_table(annex) if annex.columns or annex.rows else None)


def _glossary(paragraphs: tuple[Paragraph, ...]) -> Iterator[Paragraph]:
    """名词解释: the footnotes in order, each with the quoted term it stands behind."""
    number = 0
    for paragraph in paragraphs:
        before = paragraph.heading
        for run in paragraph.runs:
            if run.kind != "footnote":
                before = run.text
                continue
            number += 1
            term = _TERM.search(before)
            yield Paragraph(0, "", split(f"{number}.{term[1] if term else ''}{'：' if term else ''}{run.text}"))
