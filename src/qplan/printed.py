"""Plan -> its printed part: all that a reader of the paper can know of it, and nothing that only the file holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qplan import body, dossier
from qplan.dossier import AnnexPage, Cover, Dossier
from qplan.findings import Route
from qplan.notation import deadlines
from qplan.plan import Due, Duty, Item, Node, Plan, Section
from qplan.tables import Table
from qplan.task_tables import matrix_table

_OWN_FACE = 2
"""Headings down to this level have a typeface of their own (GB/T 9704-2012, 7.3.3); the rest that of the text."""

Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Said:
    """What one responsibility note says: the units by role, whether the list is open (等), the deadline's wording."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    and_others: bool = False
    due: str = ""


@dataclass(frozen=True)
class Point:
    """A numbered or headed point: section, item or numbered measure, which look alike.

    ``heading`` is set where the page tells it from the text: on a line of its own, or run in with a typeface of
    its own. ``lines`` are its paragraphs as printed, heading and notes included, a footnote as ^[…]; ``said`` is
    what its notes mean, in order. ``boxes`` are the lines of each 专栏.
    """

    number: str
    heading: str
    lines: tuple[str, ...]
    said: tuple[Said, ...] = ()
    boxes: tuple[tuple[str, ...], ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Letter:
    """The notice that an issued plan follows."""

    title: str
    addressees: str
    lines: tuple[str, ...]
    signature: tuple[str, ...]
    date: str
    remark: str


@dataclass(frozen=True)
class Sheet:
    """An annex: what it is called, its paragraphs, and the cells of its tables, heads first."""

    label: str
    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[Cells, ...] = ()
    separate: bool = False


@dataclass(frozen=True)
class Printed:
    """The printed part of a plan: see `printed`."""

    title: str
    subtitles: tuple[str, ...]
    mark: str
    addressees: str
    preamble: tuple[str, ...]
    points: tuple[Point, ...]
    signature: tuple[str, ...]
    date: str
    remark: str
    defaults: tuple[str, ...] = ()
    notice: Letter | None = None
    annexes: tuple[Sheet, ...] = ()


def printed(plan: Plan) -> Printed:
    """What a reader of the plan's Word file can know of it.

    The law: what `reading` makes of the Word file of a plan has the printed part of that plan. Two plans with the
    same printed part give the same paper, but for its layout. What is in it:

    - title, subtitles, draft mark, addressees, preamble; signature, date and 附注 where they are printed;
    - the notice of an issued plan;
    - every point with its printed number, its paragraphs word for word, its notes as print and as meaning (units
      by role, 等, deadline), its boxes and footnotes, and the points below it;
    - what 列示 lists, as the paragraphs that it prints; the units of a default clause (以下不再列出);
    - the annexes: their titles, paragraphs and the cells of their tables; of one sent apart the title.

    What is left out, because no page shows it: ids; 对应, 不适用, 另有部署; 单位名录; 依据 (the text cites what it
    cites); 实施期, 地区, 体例; 部分 and 默认责任's 自 (a title or the place of the clause tells them, as far as print
    does); 备注, 承办科室, 供稿, 成果, 年度安排, 关联指标 and 指标, where no table or 列示 prints them; 办理; and 稿次
    beyond its mark. Red head and 版记 are the office's own paper: number, 签发人, 抄送, 印发机关 and 印发日期 are
    printed by txt and md alone. 版式 is how the same words look, as is the title's division over lines.

    What print cannot tell apart is brought into one form:

    - A measure without a number is part of the text, with its note where it stands; whether one note belongs to an
      item or to its last unnumbered measure cannot be seen.
    - A measure with a number is a point: an item with such measures looks like a section with items.
    - A heading that runs in below the second level has the typeface of the text, and is its first sentence.
    - A string under 责任 and the lists by role are the same note; a deadline that the text names is not printed again
      in the note, and a machine form (2026-12) is what is printed for it.
    - What stands below the last of several points without a number of its own (a list of targets, a box, a closing
      paragraph) stands under that point.
    - 责任原文 is the print of a note whose meaning is in the lists.
    """
    made = dossier.compile_(plan)
    paragraphs: dict[Route, list[body.Paragraph]] = {}
    for paragraph in made.body:
        paragraphs.setdefault(paragraph.route, []).append(paragraph)
    return Printed(
        title="".join(made.title_lines),
        subtitles=made.subtitles,
        mark=made.mark,
        addressees=made.addressees,
        preamble=_lines(paragraphs.get(("document", "preamble"), ())),
        points=tuple(_point(node, paragraphs) for node in plan.content),
        signature=made.signature,
        date=made.date,
        remark=made.remark,
        defaults=_defaults(plan),
        notice=_letter(made.cover) if made.cover else None,
        annexes=tuple(_annexes(made)),
    )


def line(paragraph: body.Paragraph) -> str:
    """A paragraph with all that is printed in it or hangs on it, footnotes as ^[…]."""
    words = (f"^[{run.text}]" if run.kind == "footnote" else run.text for run in paragraph.runs)
    return paragraph.heading + "".join(words) + paragraph.note


def _lines(paragraphs: Iterable[body.Paragraph]) -> tuple[str, ...]:
    return tuple(map(line, paragraphs))


@dataclass
class _Making:
    """A point in the making."""

    number: str
    heading: str = ""
    lines: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    boxes: list[tuple[str, ...]] = field(default_factory=list)

    def take(self, paragraphs: Sequence[body.Paragraph], duty: Duty, due: Due | None) -> None:
        self.lines += _lines(paragraphs)
        if duty or due:
            text = deadlines.printed(due) if due else ""
            self.said.append(Said(duty.lead, duty.support, duty.responsible, duty.and_others, text))

    def made(self, points: Iterable[Point] = ()) -> Point:
        return Point(self.number, self.heading, tuple(self.lines), tuple(self.said), tuple(self.boxes), tuple(points))


def _point(node: Node, paragraphs: Mapping[Route, list[body.Paragraph]]) -> Point:
    here = paragraphs[node.route]
    own = _Making(node.number.strip(), _heading(here[0]))
    last, measured = own, []
    own.take(here, node.duty, body.shown(node.due, "".join(node.paragraphs)))
    for measure in node.measures if isinstance(node, Item) else ():
        if measure.number:
            last = _Making(measure.number.strip())
            measured.append(last)
        last.take(paragraphs.get(measure.route, ()), measure.duty, body.shown(measure.due, measure.text))
    for place in range(len(node.boxes)):
        last.boxes.append(_lines(paragraphs.get((*node.route, "boxes", place), ())))
    if isinstance(node, Section):
        return own.made(_point(each, paragraphs) for each in node.content)
    return own.made(each.made() for each in measured)


def _heading(first: body.Paragraph) -> str:
    """The heading of a point, where its looks tell it."""
    told = first.level and (not first.run_in or first.level <= _OWN_FACE)
    return first.heading if told else ""


def _defaults(plan: Plan) -> tuple[str, ...]:
    return plan.defaults.duty.units if plan.defaults else ()


def _letter(cover: Cover) -> Letter:
    return Letter(
        "".join(cover.title_lines),
        cover.addressees,
        _lines(cover.paragraphs),
        cover.signature,
        cover.date,
        cover.remark,
    )


def _annexes(made: Dossier) -> Iterator[Sheet]:
    for label, page in zip(made.annex_labels, made.annexes, strict=True):
        yield Sheet(label, page.title, _lines(page.paragraphs), tuple(_tables(page, made)), page.separate)


def _tables(page: AnnexPage, made: Dossier) -> Iterator[Cells]:
    if page.table:
        yield _cells(page.table)
    if page.matrix:
        yield _cells(matrix_table(made.matrix))
    if page.unit_sheets:
        yield from (_cells(sheet.table) for sheet in made.units)


def _cells(table: Table) -> Cells:
    """The words of a table, lines within a cell apart."""
    heads = tuple(column.title for column in table.columns)
    return (heads, *(tuple(str(cell) for cell in row) for row in table.rows))
