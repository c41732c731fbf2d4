"""The plan as frozen values: what build makes of a file, what rules judge and pages print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from qplan.findings import Route

Part = Literal["overview", "targets", "tasks", "steps", "incentives", "safeguards"]
RoleName = Literal["lead", "support", "responsible"]
Heading = Literal["run_in", "stand_alone"]
"""条标题: whether a heading begins its text's paragraph or has a line of its own."""
ROLES: tuple[RoleName, ...] = ("lead", "support", "responsible")


@dataclass(frozen=True)
class Duty:
    """Who does it: the units by role, as named at one place of the plan.

    ``note`` is the printed note (责任原文), where it is not what 责任标注 would print; ``due`` apart.
    """

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    and_others: bool = False
    note: str | None = None

    def __bool__(self) -> bool:
        return bool(self.lead or self.support or self.responsible)

    def pairs(self) -> Iterator[tuple[RoleName, str]]:
        """Every (role, unit), lead first."""
        for role in ROLES:
            for unit in getattr(self, role):
                yield role, unit

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit once, lead first."""
        return tuple(dict.fromkeys(unit for _, unit in self.pairs()))


class Due(NamedTuple):
    """A deadline. ``text`` is printed; ``last`` is the last day it allows (ISO), None for 持续推进 and the like.

    ``first`` is the first day of the stated span (for 2026Q4 2026-10-01), for checks against the period.
    """

    text: str
    first: str | None = None
    last: str | None = None


class Claim(NamedTuple):
    """对应: the item answers a requirement.

    ``proposed`` (待确认) counts as no claim; degree none strikes evidence out.
    """

    requirement: str
    degree: Literal["full", "partial", "none"] | None = None
    reason: str | None = None
    proposed: bool = False
    route: Route = ()


class Box(NamedTuple):
    """专栏: a boxed insert."""

    title: str
    text: str


class Measure(NamedTuple):
    """A part of an item, without a title, with a duty, deadline or result of its own.

    ``number`` is its printed number, "" for none; ``apart`` says that it starts a paragraph, as every numbered
    one does; one that is not runs on in the item's paragraph.
    """

    text: str
    number: str
    path: str
    route: Route
    duty: Duty = Duty()
    effective: Duty = Duty()
    due: Due | None = None
    result: str | None = None
    apart: bool = False


class Item(NamedTuple):
    """A numbered point that is not divided further: a task, where its part is tasks.

    ``paragraphs`` are the lines of its text. ``number`` is printed ("1."), ``path`` identifies ("二/(一)/1").
    ``item_heading`` is its own 条标题, None where it follows the plan's 版式.
    """

    id: str | None
    number: str
    path: str
    route: Route
    depth: int
    part: Part | None
    title: str
    paragraphs: tuple[str, ...] = ()
    duty: Duty = Duty()
    effective: Duty = Duty()
    due: Due | None = None
    covers: tuple[Claim, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[str, ...] = ()
    yearly: tuple[tuple[int, str], ...] = ()
    boxes: tuple[Box, ...] = ()
    shows: str | None = None
    result: str | None = None
    remark: str | None = None
    item_heading: Heading | None = None


class Section(NamedTuple):
    """A numbered point that holds others. ``shows`` is 列示: what is listed here (targets)."""

    id: str | None
    number: str
    path: str
    route: Route
    depth: int
    part: Part | None
    title: str
    content: tuple[Section | Item, ...]
    paragraphs: tuple[str, ...] = ()
    duty: Duty = Duty()
    effective: Duty = Duty()
    due: Due | None = None
    covers: tuple[Claim, ...] = ()
    boxes: tuple[Box, ...] = ()
    shows: str | None = None
    item_heading: Heading | None = None


Node = Section | Item


class Goal(NamedTuple):
    """One value of a target. ``relation`` is one of the schema's English names, e.g. at_least.

    ``high`` is the upper bound of a range; ``text`` is the wording to print, "" to compose it.
    """

    year: int | None
    relation: str = "reach"
    value: float | None = None
    high: float | None = None
    at_least: bool = False
    text: str = ""
    route: Route = ()


class Target(NamedTuple):
    """指标."""

    id: str | None
    indicator: str
    unit: str
    route: Route
    kind: Literal["expected", "binding"] | None = None
    category: str | None = None
    baseline: Goal | None = None
    goals: tuple[Goal, ...] = ()
    duty: Duty = Duty()
    where: str | None = None


class Unit(NamedTuple):
    """An entry of 单位名录; with ``members`` it is a collective."""

    name: str
    full: str | None
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    route: Route


class Basis(NamedTuple):
    """依据: a document the plan rests on."""

    title: str
    number: str | None
    route: Route


class Notice(NamedTuple):
    """The covering notice that issues the plan, or asks for comments on it."""

    title: str | None = None
    addressees: str | None = None
    paragraphs: tuple[str, ...] = ()
    signature: str | None = None
    date: str | None = None


class Document(NamedTuple):
    """公文: what stands around the text. Dates are ISO strings, as written where they are no dates."""

    title: str = ""
    subtitles: tuple[str, ...] = ()
    genre: str | None = None
    kind: str | None = None
    stage: Literal["consultation", "review", "issue"] | None = None
    issuers: tuple[str, ...] = ()
    number: str | None = None
    date: str | None = None
    addressees: str | None = None
    notice: Notice | None = None
    preamble: tuple[str, ...] = ()
    disclosure: str | None = None
    copies: tuple[str, ...] = ()
    printer: str | None = None
    printed: str | None = None
    signer: str | None = None
    remark: str | None = None
    contact: str | None = None


class Exemption(NamedTuple):
    """不适用 (``document`` is None) or 另有部署 (another document deals with it)."""

    requirement: str
    reason: str | None
    document: str | None
    route: Route


class Defaults(NamedTuple):
    """默认责任: units that every task item from ``since`` (an id) on takes along without naming them."""

    duty: Duty
    since: str | None
    text: str | None


@dataclass(frozen=True)
class NoteStyle:
    """责任标注: how a duty is printed.

    ``form`` "labels" prints 责任单位：甲、乙; "verbs" prints 甲牵头，乙配合 / 甲、乙按职责分工负责; "comma" prints
    责任单位：甲，乙 and means that 甲 leads. ``place``: after the last paragraph's end, a line of its own, or
    behind the heading.

    ``separator`` stands between the roles, "" for the usual one: ，, and ； between labels or lists that have ，.
    ``groups`` are names with the mark that parts them from those before, ，各乡镇人民政府 or 及各地区, where others
    have 、. ``elided``: of names in a row only the first keeps 省, 市, 县 (县财政局、教育局). ``others`` are the words
    for an open list, ``due`` the deadline's label, ``marks`` the width of the marks between names and roles.
    ``verbs`` are phrases for 牵头, 配合 and 负责; one with 分别, 共同 or 分工 serves where several units are named.
    """

    brackets: str = "（）"
    form: Literal["labels", "verbs", "comma"] = "labels"
    lead: str = "牵头单位"
    support: str = "配合单位"
    responsible: str = "责任单位"
    place: Literal["paragraph_end", "own_line", "heading"] = "paragraph_end"
    separator: str = ""
    groups: tuple[str, ...] = ()
    elided: bool = False
    others: str = "等"
    due: str = "完成时限"
    marks: Literal["full", "half"] = "full"
    verbs: tuple[str, ...] = ()


class Annex(NamedTuple):
    """附件. ``content`` says which of our tables it is, or text, or 另附."""

    title: str
    content: str
    route: Route
    paragraphs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Layout(NamedTuple):
    """版式, as the plan sets it; what is None is left to the renderer's standard."""

    title_lines: tuple[str, ...] = ()
    item_heading: Heading | None = None
    fonts: Literal["gb2312", "windows", "gbk"] | None = None
    page_number: Literal["outer", "center"] | None = None
    digits: str | None = None


class Plan(NamedTuple):
    """One plan file, understood. ``keys`` is the language its keys are written in."""

    keys: Literal["zh", "en"]
    framework: str
    region: str | None
    level: str | None
    document: Document
    content: tuple[Node, ...]
    bases: tuple[Basis, ...] = ()
    period: tuple[int, int] | None = None
    registry: tuple[Unit, ...] = ()
    defaults: Defaults | None = None
    note_style: NoteStyle = NoteStyle()
    layout: Layout = Layout()
    targets: tuple[Target, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    annexes: tuple[Annex, ...] = ()
    procedure: Mapping[str, dict[str, str]] = MappingProxyType({})

    def nodes(self) -> Iterator[Node]:
        """Every section and item in the order of print."""
        return _walk(self.content)

    def items(self) -> Iterator[Item]:
        """Every item in the order of print."""
        return (node for node in self.nodes() if isinstance(node, Item))

    def tasks(self) -> Iterator[Item]:
        """The items of the task sections: what matrices list and what ought to name a unit."""
        return (item for item in self.items() if item.part == "tasks")


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Section):
            yield from _walk(node.content)
