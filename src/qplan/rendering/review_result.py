"""Plan -> cards: what a paragraph of the source has become, in the fields that a drafter knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from qplan import vocabulary
from qplan.findings import Route
from qplan.ledger import FATES, Entry
from qplan.notation import deadlines
from qplan.plan import Annex, Due, Duty, Item, Node, Target
from qplan.rendering.review_context import Context, Thing, together
from qplan.rendering.review_source import Piece, flat
from qplan.tables import wording
from qplan.text import Run, printed_date, split

_ROLES = (("lead", "牵头单位"), ("support", "配合单位"), ("responsible", "责任单位"))
_LONG = 40
"""Characters from which on the members of a list are written on lines of their own."""
OWN = ("text", "table")
"""Kinds of annexes that bring what they hold; the others are made of the plan, or stand apart."""
_TARGETS = "target_table"
_SUSPECT = 2
"""Characters that the words of a doubt have at least, for a field that holds them to be doubtful."""


class Name(NamedTuple):
    """A unit: ``look`` is "" where the source has the name, completed where it has the end of it, else unseen."""

    text: str
    look: str = ""
    note: str = ""


class Field(NamedTuple):
    """A field: its name, its words or its units (``names``), and whether a doubt is about it."""

    name: str
    text: str = ""
    names: tuple[Name, ...] = ()
    more: bool = False
    doubtful: bool = False


class Part(NamedTuple):
    """A measure, or a box: its number or title, its text (``apart`` on a line of its own) and its fields."""

    number: str
    text: tuple[Piece, ...]
    fields: tuple[Field, ...] = ()
    apart: bool = False


@dataclass(frozen=True)
class Card:
    """What stands at the right: ``look`` is section, item, field, annex, kept, dropped or bare.

    ``label`` says beside it what it is, ``again`` is the anchor of the place where it is shown whole.
    """

    look: str
    label: tuple[str, ...] = ()
    heading: str = ""
    number: str = ""
    doubtful_number: bool = False
    paragraphs: tuple[tuple[Piece, ...], ...] = ()
    fields: tuple[Field, ...] = ()
    parts: tuple[Part, ...] = ()
    targets: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    again: str = ""

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Its own fields and those of its measures."""
        return (*self.fields, *(each for part in self.parts for each in part.fields))


def cards(about: Thing, entry: Entry, ctx: Context) -> tuple[Card, ...]:
    """What stands beside a paragraph and those that follow it in the same thing."""
    if about.kind == "node":
        return tuple(node_card(node, ctx) for node in together(about.route, ctx))
    return (_card(about, entry, ctx),)


def _card(about: Thing, entry: Entry, ctx: Context) -> Card:
    if about.kind == "annex":
        return annex_card(ctx.plan.annexes[int(about.route[1])], ctx)
    if about.kind == "line":
        number = int(about.route[1])
        label = (f"附件 {number + 1}", "照录") if entry.fate == "kept" else (f"附件 {number + 1}",)
        return Card("annex", label, paragraphs=(runs(ctx.annex_lines[number][about.words[0]]),))
    if about.kind == "data":
        return data_card(about.route, ctx)
    if about.kind == "dropped":
        return Card("dropped", ("舍去",), heading=entry.reason)
    if entry.fate == "kept":
        return Card("kept", ("照录",), heading=f"照录于{entry.place}" if entry.place else FATES["kept"])
    return Card("bare", heading=entry.place)


def node_card(node: Node, ctx: Context) -> Card:
    """A section or an item with all its fields, and the targets that were found in it."""
    whole = isinstance(node, Item)
    parts = [
        Part(measure.number, runs(measure.text), tuple(_duty(measure.duty, measure.due, measure.result, ctx)))
        for measure in (node.measures if isinstance(node, Item) else ())
    ]
    parts += [Part(_box_title(box.title), runs(box.text), apart=True) for box in node.boxes]
    result = node.result if isinstance(node, Item) else None
    fields = [*_duty(node.duty, node.due, result, ctx), *_defaults(node, ctx)]
    if isinstance(node, Item):
        fields += [_field(f"{year}年安排", text, ctx) for year, text in node.yearly]
        fields += [_field("备注", node.remark, ctx)] if node.remark else []
    return Card(
        look="item" if whole else "section",
        label=("条目" if whole else "章节", node.path),
        heading=node.title,
        number=node.number,
        doubtful_number=bool(node.number) and flat(node.number)[0] in ctx.suspects,
        paragraphs=tuple(map(runs, node.paragraphs)),
        fields=tuple(fields),
        parts=tuple(parts),
        targets=tuple(line for target in ctx.targets.get(node.path, ()) for line in _target(target)),
    )


def _box_title(title: str) -> str:
    return title if title.startswith("专栏") else f"专栏　{title}".rstrip()


def data_card(route: Route, ctx: Context) -> Card:
    """A field of the plan file: its name and its value, or the fields of what is found there."""
    value: Any = ctx.data
    names: list[str] = []
    place: Route = ()
    for key in route:
        inside = value.get(key) if isinstance(value, Mapping) else _member(value, key)
        if inside is None:
            break
        names.append(f"第{key + 1}项" if isinstance(key, int) else key_name(place, key))
        value, place = inside, (*place, key)
    if place[:1] == ("targets",) and len(place) > 1:
        target = ctx.plan.targets[int(place[1])]
        return Card("field", ("指标",), targets=tuple(_target(target)), fields=_target_fields(target, ctx))
    label = tuple(names[-2:])
    if place == ("targets",):
        return Card("field", label, targets=tuple(line for target in ctx.plan.targets for line in _target(target)))
    if place == ("annexes",):
        return Card("field", label, paragraphs=tuple(runs(annex.title) for annex in ctx.plan.annexes))
    if isinstance(value, Mapping):
        listed = [_field(key_name(place, key), shown(each, (*place, key)), ctx) for key, each in value.items()]
        return Card("field", label, fields=tuple(listed))
    return Card("field", label, paragraphs=tuple(map(runs, shown(value, place).split("\n"))))


def annex_card(annex: Annex, ctx: Context, *, whole: bool = False) -> Card:
    """An annex: its title and its table; its paragraphs only as a ``whole``, each stands beside its source."""
    label = f"附件 {int(annex.route[1]) + 1}"
    kind = {"separate": "另附"} | dict.fromkeys(OWN, "")
    return Card(
        "annex",
        tuple(filter(None, (label, kind.get(annex.content, "由方案生成")))),
        heading=annex.title,
        paragraphs=tuple(map(runs, annex.paragraphs)) if whole else (),
        columns=annex.columns,
        rows=annex.rows,
        targets=tuple(line for target in _unplaced(ctx) for line in _target(target))
        if annex.content == _TARGETS
        else (),
    )


def _unplaced(ctx: Context) -> list[Target]:
    """The targets that stand in no section or item: those of 主要指标表."""
    paths = {node.path for node in ctx.nodes.values()}
    return [target for target in ctx.plan.targets if (target.where or "") not in paths]


def runs(text: str) -> tuple[Piece, ...]:
    """A text of the plan with its footnotes in brackets, and its placeholders marked."""
    return tuple(map(_run, split(text)))


def shown(value: Any, route: Route) -> str:
    """A value of the plan data in words: Chinese names, dates and lists as they are read."""
    if isinstance(value, Mapping):
        return "；".join(f"{key_name(route, key)}：{shown(each, (*route, key))}" for key, each in value.items())
    if isinstance(value, (list, tuple)):
        texts = [shown(each, (*route, place)) for place, each in enumerate(value)]
        return ("\n" if any(len(each) > _LONG for each in texts) else "、").join(texts)
    if isinstance(value, str):
        return printed_date(vocabulary.value_name(vocabulary.at(route), value, "zh"))
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def words_of(made: Card) -> Iterator[str]:
    """Every text of a card but its label."""
    yield made.heading
    yield from ("".join(piece.text for piece in each) for each in made.paragraphs)
    for part in made.parts:
        yield part.number + "".join(piece.text for piece in part.text)
    for each in made.all_fields:
        yield each.text
        yield "、".join(name.text for name in each.names)
    for row in (made.columns, *made.rows, *made.targets):
        yield from row


def _run(run: Run) -> Piece:
    if run.kind == "footnote":
        return Piece(f"[{run.text}]", "footnote")
    return Piece(run.text, "wanting" if run.kind == "placeholder" else "")


def _member(value: Any, key: str | int) -> Any:
    return value[key] if isinstance(value, list) and isinstance(key, int) and key < len(value) else None


def key_name(place: Route, key: Any) -> str:
    """The Chinese name of a key of the plan data."""
    name = vocabulary.key_name(vocabulary.at(place), str(key), "zh")
    return f"{name}年" if name.isdigit() else name


def _duty(duty: Duty, due: Due | None, result: str | None, ctx: Context) -> Iterator[Field]:
    last = next((role for role in ("responsible", "support", "lead") if getattr(duty, role)), "")
    for role, title in _ROLES:
        units: tuple[str, ...] = getattr(duty, role)
        if units:
            names = tuple(_name(unit, ctx) for unit in units)
            yield Field(
                title, names=names, more=duty.and_others and role == last, doubtful=_doubtful("、".join(units), ctx)
            )
    if due:
        words = deadlines.printed(due)
        until = printed_date(due.last)
        yield _field("完成时限", f"{words}（最迟 {until}）" if until and until not in words else words, ctx)
    if duty.note:
        yield _field("责任原文", duty.note, ctx)
    if result:
        yield _field("成果", result, ctx)


def _name(unit: str, ctx: Context) -> Name:
    said = ctx.called.get(unit, unit)
    if said == unit:
        return Name(unit)
    return Name(unit, "completed") if said else Name(unit, "unseen", "原文未见")


def _defaults(node: Node, ctx: Context) -> Iterator[Field]:
    """默认责任 stands where it begins."""
    defaults = ctx.plan.defaults
    if defaults and node.id and defaults.since == node.id:
        names = tuple(_name(unit, ctx) for unit in defaults.duty.units)
        yield Field("默认责任（从本条起）", names=names, more=defaults.duty.and_others)


def _field(name: str, text: str, ctx: Context) -> Field:
    return Field(name, text, doubtful=_doubtful(text, ctx))


def _doubtful(text: str, ctx: Context) -> bool:
    words = flat(text)[0]
    return any(len(suspect) >= _SUSPECT and suspect in words for suspect in ctx.suspects)


def _target(target: Target) -> Iterator[tuple[str, ...]]:
    """A line for each goal: indicator, year, wording, unit of measure."""
    for goal in target.goals:
        yield (target.indicator, f"{goal.year}年" if goal.year else "", wording(goal, target.unit), target.unit)
    if target.baseline:
        base = target.baseline
        yield (target.indicator, f"{base.year or ''}基期", wording(base, target.unit), target.unit)


def _target_fields(target: Target, ctx: Context) -> tuple[Field, ...]:
    if not target.duty:
        return ()
    return (Field("责任单位", names=tuple(_name(unit, ctx) for unit in target.duty.units)),)


def loose(ctx: Context, told: Collection[Route]) -> Iterator[Card]:
    """What the plan has and no paragraph of the source was entered for: sections, items, annexes and targets."""
    placed = {node.route for nodes in ctx.shared.values() for node in nodes}
    for route, node in ctx.nodes.items():
        if route not in told and route not in placed:
            yield node_card(node, ctx)
    for annex in ctx.plan.annexes:
        if annex.route not in told:
            yield annex_card(annex, ctx, whole=True)
    if not any(annex.content == _TARGETS for annex in ctx.plan.annexes):
        for target in _unplaced(ctx):
            if target.route not in told:
                yield Card("field", ("指标",), targets=tuple(_target(target)), fields=_target_fields(target, ctx))
