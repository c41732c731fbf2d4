"""A plan's words, each piece with its place: what every rule on wording scans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from qplan.findings import Route
from qplan.patterns import pattern
from qplan.plan import Item, Measure, Node, Plan
from qplan.text import plain

_SHORT = 16
_END = pattern(r"(?<=[。！？；!?;])")
_PAUSE = pattern(r"[，,：:。；;！!？?]|——")


class Text(NamedTuple):
    """One piece of wording, its lines being paragraphs.

    ``kind``: the title of a section or item, its body, a smaller part of it (measure, box, yearly step),
    a cell of a table (indicator, goal, result, annex), or what stands around the plan (document, notice,
    bases). ``owner`` names it in a message.
    """

    at: Route
    kind: Literal["title", "body", "part", "cell", "around"]
    text: str
    owner: str


def texts(plan: Plan) -> Iterator[Text]:
    """Everything that the plan prints but for its units, in the order of print."""
    yield from _document(plan)
    for node in plan.nodes():
        yield from _node(node)
    for target in plan.targets:
        owner = f"指标“{target.indicator}”"
        yield Text((*target.route, "indicator"), "cell", target.indicator, owner)
        for goal in (target.baseline, *target.goals):
            if goal and goal.text:
                yield Text(goal.route, "cell", goal.text, owner)
    for annex in plan.annexes:
        owner = f"附件“{annex.title}”"
        yield Text((*annex.route, "title"), "cell", annex.title, owner)
        if annex.paragraphs:
            yield Text((*annex.route, "text"), "cell", "\n".join(annex.paragraphs), owner)
        for index, row in enumerate(annex.rows):
            for cell in row:
                yield Text((*annex.route, "rows", index), "cell", cell, owner)


def measures(node: Node) -> tuple[Measure, ...]:
    """The measures of an item; a section has none."""
    return node.measures if isinstance(node, Item) else ()


def named(node: Node, measure: Measure | None = None) -> str:
    """A section, item or measure in words: 任务 12“完善重点产业链建设”."""
    kind = "任务" if isinstance(node, Item) and node.part == "tasks" else "条目" if isinstance(node, Item) else "章节"
    number = node.number.rstrip("、.． ")
    parts = (*node.paragraphs, *(each.text for each in measures(node)))
    title = " ".join(node.title.split()) or shortened(next(iter(parts), ""))
    words = f"{kind}{' ' if number[:1].isascii() and number else ''}{number}“{title}”"
    return f"{words}的举措“{shortened(measure.text)}”" if measure else words


def shortened(text: str) -> str:
    """The beginning of a text on one line, with an ellipsis where something was cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[: _SHORT - 1]}……"


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, footnotes apart, each with its closing mark."""
    for line in plain(text).split("\n"):
        yield from filter(None, _END.split(line))


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence: what commas, colons and dashes part."""
    return [clause for clause in _PAUSE.split(sentence) if clause]


def _document(plan: Plan) -> Iterator[Text]:
    document, notice = plan.document, plan.document.notice
    if plan.region:
        yield Text(("region", "name"), "around", plan.region, "地区名称")
    fields = {
        "title": document.title,
        "subtitle": "\n".join(document.subtitles),
        "issuer": "、".join(document.issuers),
        "number": document.number,
        "date": document.date,
        "addressees": document.addressees,
        "preamble": "\n".join(document.preamble),
        "disclosure": document.disclosure,
        "copies": "、".join(document.copies),
        "printer": document.printer,
        "printed": document.printed,
        "signer": document.signer,
        "remark": document.remark,
        "contact": document.contact,
    }
    for key, text in fields.items():
        if text:
            yield Text(("document", key), "around", text, "公文要素")
    if notice:
        fields = {
            "title": notice.title,
            "addressees": notice.addressees,
            "text": "\n".join(notice.paragraphs),
            "signature": notice.signature,
            "date": notice.date,
        }
        for key, text in fields.items():
            if text:
                yield Text(("document", "notice", key), "around", text, "通知")
    for basis in plan.bases:
        yield Text((*basis.route, "title"), "around", basis.title, "依据")
        if basis.number:
            yield Text((*basis.route, "number"), "around", basis.number, "依据")


def _node(node: Node) -> Iterator[Text]:
    owner = named(node)
    if node.title:
        yield Text((*node.route, "title"), "title", node.title, owner)
    if node.paragraphs:
        yield Text((*node.route, "text"), "body", "\n".join(node.paragraphs), owner)
    for measure in measures(node):
        yield Text((*measure.route, "text"), "part", measure.text, named(node, measure))
        if measure.result:
            yield Text((*measure.route, "result"), "cell", measure.result, named(node, measure))
    for index, box in enumerate(node.boxes):
        yield Text((*node.route, "boxes", index, "text"), "part", box.text, owner)
    if isinstance(node, Item):
        for year, text in node.yearly:
            yield Text((*node.route, "yearly", str(year)), "part", text, owner)
        if node.result:
            yield Text((*node.route, "result"), "cell", node.result, owner)
