"""Paragraphs and tables -> plan data and the ledger: the stations of an import put together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from qplan import build
from qplan.ledger import Doubt, Entry, Ledger, close
from qplan.plan import NoteStyle, Plan
from qplan.reading import (
    assignments,
    back,
    bases,
    contents,
    counting,
    front,
    lines,
    outline,
    period,
    points,
    region,
    targets,
    wording,
)
from qplan.reading.assignments import Reader
from qplan.reading.blocks import Block, folded
from qplan.reading.gathering import Gathering
from qplan.reading.marks import CLOSING
from qplan.reading.matter import Matter
from qplan.reading.outline import Outline
from qplan.reading.points import Draft
from qplan.reading.tables import annexes, frames, remade, tabled_tasks
from qplan.tolerant import texts

Data = dict[str, Any]

_PLAN_YEAR = re.compile(r"((?:19|20)\d\d)年(?!\s*[—\-~～至到])")
_SHARED = ("kind", "issuer", "number", "date", "addressees", "notice", "disclosure", "copies", "printer", "printed")
"""What documents that one notice issues have in common."""


@dataclass(frozen=True)
class Imported:
    """An import: plan data (English keys), what became of every paragraph, how the notes were printed.

    ``further`` are the other documents of a notice that issues several: each is a plan of its own.
    ``gathering`` is what the file was read into, by whose numbers the ledger counts.
    """

    data: Data
    ledger: Ledger
    style: NoteStyle
    gathering: Gathering
    further: tuple[Data, ...] = ()

    @property
    def documents(self) -> tuple[Data, ...]:
        """Every document of the source, this one first."""
        return (self.data, *self.further)


@dataclass
class _Made:
    """One document in the making; ``rest`` is what follows it in the same file."""

    data: Data
    plan: Plan
    style: NoteStyle
    entries: list[Entry] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    rest: tuple[Block, ...] = ()


def assemble(gathering: Gathering, *, name: str) -> Imported:
    """Make plan data of a source's paragraphs and tables.

    Args:
        gathering: what a reader found; one paragraph at least is no aside.
        name: of the source, for the ledger.
    """
    blocks, companions = frames.unfolded([_tight(block) for block in gathering.blocks if not block.aside])
    made = [_document(blocks, {})]
    shared = {key: value for key, value in made[0].data.get("document", {}).items() if key in _SHARED}
    while made[-1].rest:
        made.append(_document(made[-1].rest, shared))
    source = gathering.every
    cells = {cell.index for block in gathering.blocks if block.grid for cell in block.grid.cells}
    entries = [Entry(b.index, b.where, b.text, "dropped", "", b.aside) for b in gathering.blocks if b.aside]
    doubts = list(gathering.doubts)
    altered: set[int] = set()
    for number, each in enumerate(made, start=1):
        entries += [replace(entry, document=number) for entry in each.entries]
        doubts += each.doubts
        # A cell is no paragraph; a paragraph that was cut up is compared as it stood.
        whole = [replace(e, text=source[e.block].text) for e in each.entries if e.block not in cells]
        altered |= wording.altered(each.plan, whole)
    entries = _settled(entries, source, companions)
    first, *others = made
    return Imported(
        first.data,
        close(name, len(source), entries, doubts, altered),
        first.style,
        gathering,
        tuple(each.data for each in others),
    )


def _tight(block: Block) -> Block:
    return block if block.grid else replace(block, text=lines.tight(block.text))


def _document(blocks: Sequence[Block], shared: Data) -> _Made:
    """Make one plan; ``shared`` are the fields of 公文 that it has in common with the one before it."""
    divided = outline.read(blocks)
    before, after = front.read(divided.front), back.read(divided.back)
    document = _fields(before, after, shared)
    reader = Reader(year=_year(document))
    closing = [point.block for point in divided.points if point.mark.depth == CLOSING]
    clauses = [reader.declared(block.text, block.index) for block in (*divided.front, *closing, *divided.back)]
    drafts = points.read(divided.points, reader)
    entries, doubts = tabled_tasks.grow(drafts, reader)
    drafts, more, odd = _chapters(divided, drafts, after, reader)
    entries += more
    differing, unknown = _fill(drafts, after, reader)
    drafts += unknown
    setting, gaps = counting.count(drafts)
    layout = _layout(before, drafts)
    stands_alone = layout.get("item_heading") == "stand_alone"
    span = period.find([document.get("title", ""), *texts(document.get("subtitle"))])
    making = contents.Making(assignments.style(reader), stands_alone, span["start"] if span else reader.year)
    making.hear(next(filter(None, clauses), None))
    content = contents.write(drafts, making)
    settled = annexes.settle(after.annexes, after.tables, making.found, differing, year=making.year)
    found = targets.number(making.found)
    contents.relate(making.holders, found)
    data: Data = {"format": "qplan/1"}
    authorities = [*before.issuers, *after.issuers, before.sender, *texts(document.get("issuer"))]
    place = region.find(authorities, document.get("title", ""))
    if place:
        data["region"] = place
    data |= {
        "document": document,
        "period": span,
        "bases": bases.find(before.prose, document.get("title", "")),
        "defaults": making.defaults,
        "numbering": setting,
        "unit_note": _style_data(making.style) if reader.seen else {},
        "layout": layout,
        "targets": found,
        "content": content,
        "annexes": settled.annexes,
    }
    entries += [*before.entries, *after.entries, *making.entries, *settled.entries]
    doubts += [*odd, *divided.doubts, *before.doubts, *after.doubts, *reader.doubts, *gaps]
    doubts += [*making.doubts, *settled.doubts]
    if not drafts:
        doubts.append(Doubt(blocks[0].index, "没有认出带编号的章节，正文都放在“内容”的第一章；请分章写"))
        data["content"] = [{"title": "正文", "text": document.pop("preamble", "") or "〔待填：正文〕"}]
        entries = [_moved(entry) for entry in entries]
    data = {key: value for key, value in data.items() if value}
    plan = build.build(data)
    kept, odd_tables = remade.settle(plan, settled.annexes, settled.grids)
    doubts += odd_tables
    if kept != settled.annexes:
        data["annexes"] = kept
        plan = build.build(data)
    doubts += _differing(plan, drafts)
    return _Made(data, plan, making.style, entries, doubts, divided.rest)


def _moved(entry: Entry) -> Entry:
    """Prose without headings is the text of the only chapter, not a preamble."""
    if entry.place != "公文/引言":
        return entry
    return replace(entry, place="内容/一（章节）", route=("content", 0))


def _chapters(
    divided: Outline, drafts: list[Draft], after: Matter, reader: Reader
) -> tuple[list[Draft], list[Entry], list[Doubt]]:
    """Tables before the first heading: where there is no heading at all, they are the body; else annexes."""
    entries: list[Entry] = []
    doubts: list[Doubt] = []
    for block in divided.loose:
        tops: list[Draft] = []
        if not drafts:
            tops, entries, doubts = tabled_tasks.chapters(block, reader)
        if tops:
            drafts = tops
        else:
            back.append(after, block)
    return drafts, entries, doubts


def _fill(drafts: Sequence[Draft], after: Matter, reader: Reader) -> tuple[dict[int, list[Doubt]], list[Draft]]:
    """Compare annexed tables of tasks with the text.

    Returns:
        What differs in each by the table's index, and a chapter for each whose tasks the text has not at all.
    """
    differing: dict[int, list[Doubt]] = {}
    chapters: list[Draft] = []
    for place, block in ((place, block) for place, blocks in after.tables.items() for block in blocks):
        table = tabled_tasks.read(block.grid, reader) if block.grid else None
        if table is None:
            continue
        if tabled_tasks.tells(drafts, table):
            differing[block.index] = tabled_tasks.fill(drafts, table)
        else:
            title = after.annexes[place]["title"]
            chapters.append(tabled_tasks.chapter(block, title, table, reader))
            message = f"“{title}”里的任务正文没有写，已列为最后一章（不编号），成文时会多出这一章"
            reader.doubts.append(Doubt(block.index, message))
    return differing, chapters


def _settled(
    entries: Sequence[Entry], source: Mapping[int, Block], companions: Mapping[int, Sequence[Block]]
) -> list[Entry]:
    """One entry for each paragraph and cell, as the source has it.

    A paragraph that was cut up on the way is in several places; cells that were read as one share theirs.
    """
    found: dict[int, Entry] = {}
    for entry in entries:
        known = found.get(entry.block)
        if known is None:
            found[entry.block] = replace(entry, where=source[entry.block].where, text=source[entry.block].text)
        elif entry.place and entry.place not in known.place.split("、"):
            # Its place in the content says more than one in the fields around it.
            first, second = sorted((known, entry), key=lambda each: each.route[:1] != ("content",))
            found[entry.block] = replace(
                known,
                place="、".join(filter(None, (known.place, entry.place))),
                route=first.route or second.route,
            )
    for index, others in companions.items():
        for cell in others:
            found[cell.index] = replace(found[index], block=cell.index, where=cell.where, text=cell.text)
    return list(found.values())


def _fields(before: Matter, after: Matter, shared: Data) -> Data:
    """The fields of 公文; what stands in front is surer than what stands behind, but for a lost date."""
    found = shared | after.document | before.document
    issuers = before.issuers or after.issuers
    if issuers:
        found["issuer"] = issuers[0] if len(issuers) == 1 else issuers
    order = (
        "title", "subtitle", "genre", "kind", "stage", "issuer", "number", "date", "addressees", "notice", "preamble",
        "disclosure", "copies", "printer", "printed", "remark", "contact",
    )  # fmt: skip
    return {key: found[key] for key in order if found.get(key)}


def _year(document: Data) -> int | None:
    """The year that a deadline without one means: that of the title, else of the document's date."""
    titled = _PLAN_YEAR.search(document.get("title", ""))
    if titled:
        return int(titled[1])
    date = document.get("date", "")
    return int(date[:4]) if re.match(r"\d{4}-", date) else None


def _differing(plan: Plan, drafts: Sequence[Draft]) -> list[Doubt]:
    """Numbers that the plan would print otherwise than the source has them."""
    printed = [node.number for node in plan.nodes()]
    walked = [draft for top in drafts for draft in top.walk()]
    return [
        Doubt(draft.index, f"原文编号是“{draft.point.mark.printed.strip()}”，成文时会印成“{number.strip()}”")
        for draft, number in zip(walked, printed, strict=False)
        if _flat(number) != _flat(draft.point.mark.printed)
    ]


def _flat(number: str) -> str:
    return re.sub(r"[.、]", "", folded(number))


def _layout(before: Matter, drafts: Sequence[Draft]) -> Data:
    layout: Data = {}
    if before.title_lines:
        layout["title_lines"] = list(before.title_lines)
    runs = [each.run_in for top in drafts for draft in top.below for each in draft.walk() if not each.below]
    if runs.count(False) * 2 > len(runs):
        layout["item_heading"] = "stand_alone"
    return layout


def _style_data(style: NoteStyle) -> Data:
    """责任标注: what differs from the standard."""
    standard = asdict(NoteStyle())
    data = {key: value for key, value in asdict(style).items() if value != standard[key]}
    data = {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}
    if "brackets" in data and not data["brackets"]:
        data["brackets"] = "无"
    if data.get("separator") == "\n":
        data["separator"] = "换行"
    return data
