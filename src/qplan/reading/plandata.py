"""Outline, front and back -> plan data and the ledger: the stations of an import put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from qplan import build
from qplan.ledger import Doubt, Entry, Ledger, close
from qplan.notation import numbering
from qplan.plan import NoteStyle
from qplan.reading import assignments, back, bases, counting, front, outline, points, region, targets
from qplan.reading.assignments import Assigned, Piece, Reader
from qplan.reading.blocks import folded
from qplan.reading.gathering import Gathering
from qplan.reading.matter import Matter
from qplan.reading.points import Draft

Data = dict[str, Any]

_PARTS = (
    ("overview", re.compile(r"总体(?:要求|思路|目标)|指导思想|基本原则|^.{0,6}(?:背景|形势)$")),
    ("targets", re.compile(r"^.{0,4}目标(?:任务|指标|要求)?$")),
    ("safeguards", re.compile(r"(?:组织|工作|措施)(?:保障|实施|领导)|保障(?:措施|机制)?$|(?:工作|有关)要求$")),
    ("steps", re.compile(r"步骤|(?:进度|时间)安排")),
    ("incentives", re.compile(r"(?:激励|奖励|奖补|扶持)(?:措施|政策|机制|办法)|政策(?:支持|激励|扶持)")),
)
_GOALS = re.compile(r"(?:主要|总体|工作|发展|质量)?目标(?:任务|指标)?")
_PLAN_YEAR = re.compile(r"((?:19|20)\d\d)年(?!\s*[—\-~～至到])")


@dataclass(frozen=True)
class Imported:
    """An import: plan data (English keys), what became of every paragraph, how the notes were printed."""

    data: Data
    ledger: Ledger
    style: NoteStyle


@dataclass
class _Making:
    """The plan in the making: how notes look, and what runs through it in the order of print."""

    style: NoteStyle
    entries: list[Entry] = field(default_factory=list)
    found: list[targets.Target] = field(default_factory=list)
    defaults: Data = field(default_factory=dict)
    tasks: int = 0


def assemble(gathering: Gathering, *, name: str) -> Imported:
    """Make plan data of a source's paragraphs and tables.

    Args:
        gathering: what a reader found; not empty.
        name: of the source, for the ledger.
    """
    blocks = [block for block in gathering.blocks if not block.aside]
    divided = outline.read(blocks)
    before = front.read(divided.front)
    after = back.read(divided.back, divided.rest)
    document = _document(before, after)
    reader = Reader(year=_year(document))
    drafts = points.read(divided.points, reader)
    setting, gaps = counting.count(drafts)
    making = _Making(assignments.style(reader.seen, own_lines=reader.own_lines))
    content = [_node(draft, "", None, None, making) for draft in drafts]
    data: Data = {"format": "qplan/1"}
    place = region.find([*before.issuers, *after.issuers, before.sender], document.get("title", ""))
    if place:
        data["region"] = place
    data |= {
        "document": document,
        "bases": bases.find(before.prose, document.get("title", "")),
        "defaults": making.defaults,
        "numbering": setting,
        "unit_note": _style_data(making.style) if reader.seen else {},
        "layout": _layout(before, drafts),
        "targets": targets.number(making.found),
        "content": content,
        "annexes": after.annexes,
    }
    remarks = [*gathering.doubts, *divided.doubts, *before.doubts, *reader.doubts, *gaps]
    entries = [*before.entries, *after.entries, *making.entries]
    if not drafts:
        remarks.append(Doubt(0, "没有认出带编号的章节，正文都放在“内容”的第一章；请分章写"))
        data["content"] = [{"title": "正文", "text": document.pop("preamble", "") or "〔待填：正文〕"}]
        entries = [replace(e, place=e.place.replace("公文/引言", "内容/一（章节）")) for e in entries]
    remarks += _differing(data, drafts)
    # A paragraph that was cut up on the way is entered as the source has it.
    entries = [replace(entry, text=blocks[entry.block].text) for entry in entries]
    ledger = close(name, len(blocks), entries, remarks)
    return Imported({key: value for key, value in data.items() if value}, ledger, making.style)


def _document(before: Matter, after: Matter) -> Data:
    """The fields of 公文; what stands in front is surer than what stands behind, but for a lost date."""
    found = after.document | before.document
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


def _differing(data: Data, drafts: Sequence[Draft]) -> list[Doubt]:
    """Numbers that the plan would print otherwise than the source has them."""
    printed = [node.number for node in build.build(data).nodes()]
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
    runs = [draft.run_in for top in drafts for draft in top.walk() if draft.run_in is not None]
    if runs.count(False) * 2 > len(runs):
        layout["item_heading"] = "stand_alone"
    return layout


def _style_data(style: NoteStyle) -> Data:
    """责任标注: what differs from the standard."""
    standard = asdict(NoteStyle())
    data = {key: value for key, value in asdict(style).items() if value != standard[key]}
    if "brackets" in data and not data["brackets"]:
        data["brackets"] = "无"
    return data


def _part(draft: Draft, around: str | None) -> str:
    """The part of the plan that a node belongs to, by its title; below the top, that of the section around it."""
    title = draft.title.rstrip("。")
    if around is not None:
        return "targets" if around == "overview" and _GOALS.fullmatch(title) else around
    return next((part for part, pattern in _PARTS if pattern.search(title)), "tasks")


def _node(draft: Draft, above: str, around: str | None, milestone: int | None, making: _Making) -> Data:
    """A draft as plan data, with all below it; enters its paragraphs in the ledger.

    ``above`` is the path of the section around it ("" at the top), ``around`` its part (None at the top), and
    ``milestone`` the year that governs there.
    """
    part = _part(draft, around)
    step = numbering.path_part(draft.point.mark.printed)
    path = f"{above}/{step}" if above else step
    node = _head(draft, part, around, making) | _text(draft.assigned, making)
    for piece in (draft.assigned.own, *draft.assigned.measures, draft.assigned.clause):
        _mind_defaults(piece, node.get("id"), making)
    texts = [*draft.assigned.text, *(piece.text for piece in draft.assigned.measures)]
    found, year = targets.find(texts, place=path, year=milestone)
    making.found += found
    kind = "章节" if draft.below or not above else "条目"
    making.entries += [Entry(b.index, b.where, b.text, "mapped", f"内容/{path}（{kind}）") for b in draft.blocks]
    if "numbering" in draft.data:
        node["numbering"] = draft.data["numbering"]
    if draft.below:
        year = year if part in ("overview", "targets") else None
        node["content"] = [_node(below, path, part, year, making) for below in draft.below]
    return node


def _head(draft: Draft, part: str, around: str | None, making: _Making) -> Data:
    """Id, title, part and jump of a node. Tasks get ids; parts are written where they change."""
    head: Data = {}
    if part == "tasks" and around and not draft.below:
        making.tasks += 1
        head["id"] = f"t{making.tasks:02}"
    if draft.title:
        head["title"] = draft.title
    if part != around:
        head["part"] = part
    if "number" in draft.data:
        head["number"] = draft.data["number"]
    return head


def _text(assigned: Assigned, making: _Making) -> Data:
    """Text, duty and measures of a node."""
    data: Data = {}
    if assigned.text:
        data["text"] = "\n".join(map(assignments.footnotes, assigned.text))
    if assigned.own is not None:
        data |= assignments.duty_data(assigned.own, making.style)
    if assigned.measures:
        data["measures"] = [_measure(piece, making) for piece in assigned.measures]
    return data


def _measure(piece: Piece, making: _Making) -> Data:
    data: Data = {"number": piece.number} if piece.number else {}
    data["text"] = assignments.footnotes(piece.text)
    return data | assignments.duty_data(piece, making.style)


def _mind_defaults(piece: Piece | None, since: str | None, making: _Making) -> None:
    """A default clause holds from the task on that carries it."""
    note = piece.note if piece else None
    if piece is None or note is None or note.defaults is None or making.defaults or not note.defaults.units:
        return
    clause = re.search(r"(?:以下|以后|下同)(?:（[^（）]*）|\([^()]*\)|[^，,。；;（）()【】〔〕])*", piece.printed)
    making.defaults = {"units": list(note.defaults.units)}
    if since:
        making.defaults["since"] = since
    if clause:
        making.defaults["note"] = clause[0]
