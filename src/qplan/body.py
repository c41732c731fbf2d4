"""Plan -> the printed paragraphs of its body, in order: headings, text, responsibility notes, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qplan.findings import Route
from qplan.notation import deadlines, notes, numbering
from qplan.plan import Box, Due, Duty, Goal, Item, Node, NoteStyle, Plan, Target
from qplan.tables import wording
from qplan.text import Run, split

_STOPS = tuple("。！？：；…")
_PREAMBLE: Route = ("document", "preamble")
_WORD_NUMBER = re.compile(r"第.+[编部章节条款项]")


@dataclass(frozen=True)
class Paragraph:
    """One printed paragraph of the body.

    ``level`` 1–4 (or deeper) with ``heading`` (number and title, "一、总体要求"); level 0 has none, but for
    a box, whose first paragraph has its title as heading.
    ``run_in``: heading and runs share the paragraph, and the heading ends with a full stop.
    ``note`` is the responsibility note printed behind the runs, in its brackets ("" for none).
    ``anchor`` is the node's id or path where this is the first paragraph of a section or item, ``id`` the id alone.
    ``route`` is the place in the plan of the node, measure, box or preamble that its first words are of.
    """

    level: int
    heading: str
    runs: tuple[Run, ...]
    note: str = ""
    run_in: bool = False
    anchor: str = ""
    boxed: bool = False
    route: Route = ()
    id: str = ""

    @property
    def text(self) -> str:
        """All that is printed in it, footnotes apart."""
        return self.heading + "".join(run.text for run in self.runs if run.kind != "footnote") + self.note


@dataclass
class _Block:
    """A paragraph in the making: whose first words it has, its words so far, and the note at its end."""

    route: Route
    runs: tuple[Run, ...]
    note: str = ""

    def run_on(self, text: str) -> None:
        """Add a measure that does not start a paragraph; the note behind what stood here comes before it."""
        before = (Run(self.note, "note"),) if self.note else ()
        self.runs += before + split(text)
        self.note = ""


def body(plan: Plan) -> tuple[Paragraph, ...]:
    """Every paragraph of the plan, from the preamble to the last section; annexes apart.

    An item with a text carries its heading at the text's beginning unless 版式 or its own 条标题 says otherwise; a
    section does where its 条标题 says so. A measure
    with a number, or with 序号: 无, starts a paragraph, any other runs on. A note stands at the end of what it
    is about: of an item's own text, of its heading where it has no text, or of the whole item where its measures
    have neither numbers nor notes of their own; behind the last of several numbered ones it would be that one's.
    """
    preamble = (Paragraph(0, "", split(text), route=_PREAMBLE) for text in plan.document.preamble)
    since = _default_clause_at(plan)
    return (*preamble, *(each for node in plan.nodes() for each in _node(node, plan, node is since)))


def level_of(number: str, depth: int) -> int:
    """The heading level of a printed number: 一、 1, （一） 2, 1. 3, （1） 4 (GB/T 9704-2012, 7.3.3).

    A number of another look, or none, has the level of its depth.
    """
    sample = numbering.sample(number)
    bracketed = sample.before.endswith(("（", "("))
    if sample.kind == "circled":
        return 5
    if sample.kind == "han" and sample.before == "第":
        return {"章": 1, "编": 1, "部": 1, "节": 2, "条": 3}.get(sample.after[:1], depth)
    if sample.kind == "han":
        return 2 if bracketed else 1
    if sample.kind == "arabic":
        return 4 if bracketed else 3
    return depth


def _node(node: Node, plan: Plan, is_since: bool) -> Iterator[Paragraph]:
    blocks = [_Block(node.route, split(text)) for text in node.paragraphs]
    own = _note(node.duty, node.due, plan.note_style, "".join(node.paragraphs))
    measures = node.measures if isinstance(node, Item) else ()
    in_heading = bool(own and node.title) and plan.note_style.place == "heading" and node.item_heading != "run_in"
    if is_since:
        said = (
            *_said_before(plan, node),
            *node.paragraphs,
            own,
            *(text for each in measures for text in (each.text, each.duty.note or "")),
        )
        own += _default_clause(plan, "\n".join(said))
    noted = any(measure.duty or measure.due for measure in measures)
    numbered = any(measure.number for measure in measures)
    if own and blocks and not in_heading and (noted or numbered):
        blocks[-1].note = own
        own = ""
    for measure in measures:
        first, *rest = measure.text.splitlines() or [""]
        if measure.apart or not blocks or (blocks[-1].note and _ends_paragraph(plan.note_style)):
            blocks.append(_Block(measure.route, split(measure.number + first)))
        else:
            blocks[-1].run_on(first)
        blocks += [_Block(measure.route, split(text)) for text in rest]
        blocks[-1].note = _note(measure.duty, measure.due, plan.note_style, measure.text)
    if own and blocks and not in_heading and not (noted or numbered):
        blocks[-1].note = own
        own = ""
    paragraphs = list(_headed(node, plan, blocks, own))
    paragraphs[0] = replace(paragraphs[0], anchor=node.id or node.path, id=node.id or "")
    yield from _notes_in_place(paragraphs, plan.note_style)
    if node.shows == "targets":
        yield from _targets(plan, node.route)
    for place, box in enumerate(node.boxes):
        yield from _box(box, (*node.route, "boxes", place))


def _ends_paragraph(style: NoteStyle) -> bool:
    """Whether nothing can run on behind a note: one on a line of its own, one that no bracket closes."""
    return style.place == "own_line" or not style.brackets


def _headed(node: Node, plan: Plan, blocks: list[_Block], left: str) -> Iterator[Paragraph]:
    """Heading and blocks; ``left`` is a note that found no block to stand behind."""
    rest = [Paragraph(0, "", block.runs, block.note, route=block.route) for block in blocks]
    if not node.title:
        first = None
        if rest:
            first = replace(rest[0], runs=(*split(_spaced(node.number)), *rest[0].runs), route=node.route)
        yield first or Paragraph(0, "", split(node.number), left, route=node.route)
        yield from rest[1:]
        if first and left:
            yield Paragraph(0, "", (), left, route=node.route)
        return
    level = level_of(node.number, node.depth)
    heading = _spaced(node.number) + "".join(run.text for run in split(node.title) if run.kind != "footnote")
    footnotes = tuple(run for run in split(node.title) if run.kind == "footnote")
    usual = plan.layout.item_heading if isinstance(node, Item) else "stand_alone"
    leads_on = bool(blocks) and not left and not (isinstance(node, Item) and _apart_first(node))
    if leads_on and (node.item_heading or usual) != "stand_alone":
        stop = "" if heading.endswith(_STOPS) else "。"
        runs = (*footnotes, *rest[0].runs)
        yield Paragraph(level, heading + stop, runs, rest[0].note, run_in=True, route=node.route)
        yield from rest[1:]
    else:
        yield Paragraph(level, heading, footnotes, left, route=node.route)
        yield from rest


def _spaced(number: str) -> str:
    """A number that ends with a word, 第一章, stands apart from what follows; a blank of its own stays."""
    return f"{number}　" if _WORD_NUMBER.fullmatch(number) else number


def _apart_first(node: Item) -> bool:
    return not node.paragraphs and bool(node.measures and node.measures[0].apart)


def _notes_in_place(paragraphs: list[Paragraph], style: NoteStyle) -> Iterator[Paragraph]:
    """Notes behind their text or on lines of their own; a 责任原文 of several lines is as many paragraphs.

    A note without brackets would be part of the heading that it stands behind.
    """
    for paragraph in paragraphs:
        notes = paragraph.note.splitlines() or [""]
        below = style.place == "own_line" or (not style.brackets and paragraph.level and not paragraph.run_in)
        if below and paragraph.note and (paragraph.runs or paragraph.heading):
            notes.insert(0, "")
        yield replace(paragraph, note=notes[0])
        yield from (Paragraph(0, "", (), note, route=paragraph.route) for note in notes[1:])


def _note(duty: Duty, due: Due | None, style: NoteStyle, text: str) -> str:
    """The printed note."""
    return notes.write(duty, style, shown(due, text))


def shown(due: Due | None, text: str) -> Due | None:
    """The deadline that a note tells: none where the text in front of it has the words already."""
    told = due is not None and (due.text in text or deadlines.printed(due) in text)
    return None if told else due


def _default_clause_at(plan: Plan) -> Item | None:
    """The task from which 默认责任 is in force."""
    if plan.defaults is None:
        return None
    since = plan.defaults.since
    return next((task for task in plan.tasks() if since is None or task.id == since), None)


def _said_before(plan: Plan, since: Node) -> Iterator[str]:
    """The prose around a task that may tell the default clause: in the preamble, under a chapter's heading.

    A clause that no task carries (自 is not written) may also stand behind them all.
    """
    yield from plan.document.preamble
    if plan.document.notice is not None:
        yield from plan.document.notice.paragraphs
    for node in plan.nodes():
        if node is since and plan.defaults is not None and plan.defaults.since:
            return
        yield from (*node.paragraphs, node.duty.note or "")


def _default_clause(plan: Plan, printed: str) -> str:
    """The bracket that names the default units, behind the first note; "" where ``printed`` has the words."""
    defaults = plan.defaults
    if defaults is None:
        return ""
    text = defaults.text or "不再列出"
    if text in printed:
        return ""
    units = "、".join(defaults.duty.units) + ("等" if defaults.duty.and_others else "")
    if not any(unit in text for unit in defaults.duty.units):
        text = f"以下任务均由{units}按职责分工落实，{text.lstrip('，,').removeprefix('以下')}"
    brackets = plan.note_style.brackets or "（）"
    return f"{brackets[:1]}{text}{brackets[-1:]}"


def _targets(plan: Plan, route: Route) -> Iterator[Paragraph]:
    """List the targets for 列示, a line each: ——指标：2026年达到94.5%以上，2027年稳定在95%以上; then 。."""
    for target in plan.targets:
        worded = [(goal.year, _clause(goal, target)) for goal in target.goals]
        years = [f"{year}年" for year, _ in worded if year]
        if len(years) > 1 and len({words for _, words in worded}) == 1:
            clauses = [f"{'、'.join(years)}均{worded[0][1]}"]
        else:
            clauses = [f"{year}年{words}" if year else words for year, words in worded]
        if clauses:
            yield Paragraph(0, "", split(f"——{target.indicator}：{'，'.join(clauses)}。"), route=route)


def _clause(goal: Goal, target: Target) -> str:
    words = wording(goal, target.unit)
    return f"达到{words}" if words[:1].isdigit() else words


def _box(box: Box, route: Route) -> Iterator[Paragraph]:
    if box.title:
        yield Paragraph(0, box.title, (), boxed=True, route=route)
    for line in filter(None, map(str.strip, box.text.splitlines())):
        yield Paragraph(0, "", split(line), boxed=True, route=route)
