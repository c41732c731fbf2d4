"""Units that a task has in our tables and has in the ones that came back -> changes of who does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from qplan.amending.edits import Edit
from qplan.matrix import MARKS, fold
from qplan.plan import ROLES, Duty, Item, Measure, RoleName
from qplan.revising import duties
from qplan.revising.changes import Change
from qplan.revising.duty_words import steps, with_role
from qplan.revising.table_parts import Parts, parts
from qplan.revising.table_trial import Book, task_at
from qplan.revising.versions import named
from qplan.tables import joined

_DEFAULT = "“{}”来自“默认责任”，对后面的任务都有效；要改请在方案文件的“默认责任”里改"
_ABOVE = "“{}”写在上一级标题的责任标注里，几项任务共用；请在方案文件里改"
_OTHERWISE = "这一处的单位在方案文件里有几种写法，不能自动改；请在方案文件里改"
_TWICE = "“{}”在这项任务里已经是{}；一家单位在一项任务里只列一种职责，请先定下是哪一种"
_OPEN = "“等”要放在最后一种单位的后面，这里没有取用"
_DISAGREE = "几张表改得不一样，请先定下是哪一种"


class Wish(NamedTuple):
    """What one table asks for: its name, and the role of each unit that has another there than before."""

    sheet: str
    roles: Mapping[str, RoleName | None]


@dataclass
class Wishes:
    """What all tables ask for one task.

    ``after`` are the units of the 任务分工表, in its order, where that asks for anything; ``closed`` says of each of
    its columns whether 等 closes it.
    """

    task: Item
    after: Parts | None = None
    closed: Mapping[RoleName, bool] = field(default_factory=dict)
    asked: tuple[Wish, ...] = ()


def changes(book: Book, wishes: Wishes) -> Iterator[Change]:
    """The changes of one task's units: a role at a time, those between which a unit moves together."""
    before = parts(wishes.task, duties.registry(book.data))
    wanted = _wanted(before, wishes)
    case = _Case(book, wishes.task, before, wanted.after)
    for unit, (role, other) in wanted.twice.items():
        label, more = case.label(role), case.label(other)
        yield case.change(more, label, f"{label}、{more}", reason=_TWICE.format(unit, label))
    for unit, asked in wanted.differing.items():
        said = "；".join(f"{wish.sheet}：{case.said(unit, wish.roles[unit])}" for wish in asked)
        yield case.change("单位", case.said(unit, before.role_of(unit)), said, reason=_DISAGREE)
    last = wanted.after.last
    for role in (role for role, others in wishes.closed.items() if others and last and role != last):
        if units := wanted.after.units.get(role):
            yield case.change(case.label(role), joined(units, others=False), joined(units, others=True), reason=_OPEN)
    groups = _groups(before, wanted.after)
    made = [(group, case.edits(group)) for group in groups]
    if len(made) > 1 and not book.agree([edit for _, edits in made for edit in edits or ()]):
        whole = tuple(role for group in groups for role in group)
        made = [(whole, case.edits(whole))]
    yield from (case.told(group, edits) for group, edits in made)


def _groups(before: Parts, after: Parts) -> list[tuple[RoleName, ...]]:
    """The roles that change, those between which a unit moves in one group."""
    changed = [role for role in MARKS if before.units.get(role, ()) != after.units.get(role, ())]
    if before.others != after.others and after.last and after.last not in changed:
        changed.append(after.last)
    groups: list[tuple[RoleName, ...]] = []
    for role in changed:
        come = set(after.units.get(role, ())) - set(before.units.get(role, ()))
        gone = set(before.units.get(role, ())) - set(after.units.get(role, ()))
        tied = [
            group
            for group in groups
            if any(come & set(before.units[each]) or gone & set(after.units[each]) for each in group)
        ]
        groups = [group for group in groups if group not in tied]
        groups.append((*(each for group in tied for each in group), role))
    return groups


class _Wanted(NamedTuple):
    """What all tables ask for together, units put down in a second role, and those that two tables disagree on."""

    after: Parts
    twice: dict[str, tuple[RoleName, RoleName]]
    differing: dict[str, list[Wish]]


def _wanted(before: Parts, wishes: Wishes) -> _Wanted:
    units = {role: list((wishes.after or before).units.get(role, ())) for role in MARKS}
    twice: dict[str, tuple[RoleName, RoleName]] = {}
    for unit in dict.fromkeys(unit for listed in units.values() for unit in listed):
        stronger, *weaker = [role for role in MARKS if unit in units[role]]
        held = before.role_of(unit)
        # Who is made to lead need not be struck out elsewhere; who leads already and is put down to help, may be meant.
        if weaker and held == stronger:
            twice[unit] = (stronger, weaker[0])
        for role in weaker:
            units[role].remove(unit)
    table = Parts({role: tuple(listed) for role, listed in units.items()})
    asked = [*wishes.asked]
    if wishes.after is not None:
        known = dict.fromkeys(unit for p in (before, table) for listed in p.units.values() for unit in listed)
        moved = {unit: table.role_of(unit) for unit in known if table.role_of(unit) != before.role_of(unit)}
        asked.insert(0, Wish("任务分工表", moved))
    differing: dict[str, list[Wish]] = {}
    for unit in dict.fromkeys(unit for wish in asked for unit in wish.roles):
        said = [wish for wish in asked if unit in wish.roles]
        if len({wish.roles[unit] for wish in said}) > 1:
            differing[unit] = said
            _set(units, unit, before.role_of(unit), before)
    for wish in wishes.asked:
        _grant(units, wish, before, set(differing))
    after = Parts({role: tuple(listed) for role, listed in units.items()}, before.others)
    others = after.last is not None and wishes.closed.get(after.last, before.others)
    return _Wanted(after._replace(others=others), twice, differing)


def _set(units: dict[RoleName, list[str]], unit: str, role: RoleName | None, before: Parts) -> None:
    for listed in units.values():
        if unit in listed:
            listed.remove(unit)
    if role is not None:
        place = before.units[role].index(unit) if unit in before.units.get(role, ()) else len(units[role])
        units[role].insert(place, unit)


def _grant(units: dict[RoleName, list[str]], wish: Wish, before: Parts, apart: set[str]) -> None:
    """One that comes where another goes takes that one's place."""
    gone = {role: [u for u, r in wish.roles.items() if r != role and u in units[role]] for role in MARKS}
    for unit, role in sorted(wish.roles.items(), key=lambda asked: asked[1] is None):
        if unit in apart or next((r for r in MARKS if unit in units[r]), None) == role:
            continue
        if role is None or not gone[role] or unit in before.units.get(role, ()):
            _set(units, unit, role, before)
            continue
        _set(units, unit, None, before)
        units[role].insert(units[role].index(gone[role].pop(0)), unit)


@dataclass(frozen=True)
class _Case:
    """A task whose units are shown as ``before`` and are to be shown as ``after``."""

    book: Book
    task: Item
    before: Parts
    after: Parts

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of 单位名录."""
        return duties.registry(self.book.data)

    def called(self, units: Iterable[str]) -> dict[str, str]:
        """Units as they are written, by the names that the tables have for them."""
        return {self.names.get(fold(unit), unit): unit for unit in units}

    def edits(self, changed: Sequence[RoleName]) -> tuple[Edit, ...] | None:
        """The edits after which the tables show what is wanted in these roles, and elsewhere what that entails."""
        own, _ = duties.own(self.book.data, self.task.route)
        inner = tuple(edit for measure in self.task.measures for edit in self._measure(measure, changed))
        with_others = self._closes(changed)
        for mine in (own, *self._owns(own, changed)):
            wanted = replace(mine, and_others=self.after.others) if with_others and mine is not own else mine
            edits = (*inner, *duties.rewritten(self.book.data, self.task.route, wanted))
            plan = self.book.after(edits) if edits else None
            made = task_at(plan, self.task.route) if plan else None
            if made and self._shows(parts(made, self.names), changed):
                return edits
        return None

    def _closes(self, changed: Sequence[RoleName]) -> bool:
        """Whether 等 comes or goes, behind the last of these roles."""
        return self.before.others != self.after.others and (self.after.last in changed or self.after.last is None)

    def _shows(self, shown: Parts, changed: Sequence[RoleName]) -> bool:
        """Whether the units are as wanted; of the other roles none but those concerned may differ."""
        if self._closes(changed) and shown.others != self.after.others:
            return False
        concerned = {unit for role in changed for p in (self.before, self.after) for unit in p.units.get(role, ())}
        rest = [
            [[unit for unit in each.units[role] if unit not in concerned] for role in MARKS if role not in changed]
            for each in (shown, self.before)
        ]
        elsewhere = any(shown.role_of(unit) != self.after.role_of(unit) for unit in concerned)
        exact = all(shown.units[role] == self.after.units.get(role, ()) for role in changed)
        return exact and rest[0] == rest[1] and not elsewhere

    def _owns(self, own: Duty, changed: Sequence[RoleName]) -> Iterator[Duty]:
        """What the task's own units may become, the smallest change first."""
        measured = self.called(unit for measure in self.task.measures for unit in measure.duty.units)
        first, second, third = own, own, own
        for role in changed:
            written = self.called(getattr(own, role))
            after = self.after.units.get(role, ())
            first = with_role(first, role, self._exchanged(role, written))
            kept = [unit for unit in after if unit in written or unit not in measured]
            second = with_role(second, role, [written.get(unit, unit) for unit in kept])
            third = with_role(third, role, [written.get(unit, unit) for unit in after])
        come = {u for each in changed for u in self.after.units.get(each, ()) if u not in self.before.units[each]}
        for role in ROLES:
            # Who has another part now is no longer among those of the item's other lists.
            if role not in changed:
                units = [unit for called, unit in self.called(getattr(third, role)).items() if called not in come]
                third = with_role(third, role, units)
        yield from (first, second, third)

    def _exchanged(self, role: RoleName, written: Mapping[str, str]) -> list[str]:
        """The item's own units of a role after what came, went and was replaced in the table."""
        before, after, called = self.before.units[role], self.after.units.get(role, ()), list(written)
        for step in steps(before, after) if called != list(before) else ():
            at = called.index(step.old) if step.old in called else min(step.place, len(called))
            end = at + (step.old in called and step.old not in after)
            called[at:end] = [] if step.new is None or step.new in called else [step.new]
        whole = called if called != list(before) or not before else list(after)
        return [written.get(unit, unit) for unit in whole]

    def _measure(self, measure: Measure, changed: Sequence[RoleName]) -> Sequence[Edit]:
        """Of a measure's units those that go, go there too, or are replaced."""
        becomes = measure.duty
        for role in changed:
            after = self.after.units.get(role, ())
            swaps = {s.old: s.new for s in steps(self.before.units[role], after) if s.old not in after}
            units = [swaps.get(called, unit) for called, unit in self.called(getattr(becomes, role)).items()]
            becomes = with_role(becomes, role, list(dict.fromkeys(unit for unit in units if unit is not None)))
        return duties.rewritten(self.book.data, measure.route, becomes) if becomes != measure.duty else ()

    def told(self, changed: Sequence[RoleName], edits: tuple[Edit, ...] | None) -> Change:
        """The change of these roles as a reader sees it."""
        sides = []
        for side in (self.before, self.after):
            shown = {role: joined(side.units.get(role, ()), side.others and role == side.last) for role in changed}
            several = "；".join(f"{self.label(role)}：{text or '无'}" for role, text in shown.items())
            sides.append(shown[changed[0]] if len(changed) == 1 else several)
        what = "、".join(map(self.label, changed))
        return self.change(what, sides[0], sides[1], edits or (), "" if edits is not None else self._why(changed))

    def _why(self, changed: Sequence[RoleName]) -> str:
        gone = [u for role in changed for u in self.before.units[role] if u not in self.after.units.get(role, ())]
        own = self.called(u for d in (self.task.duty, *(m.duty for m in self.task.measures)) for u in d.units)
        common = self.called(self.book.plan.defaults.duty.units if self.book.plan.defaults else ())
        for unit in gone:
            if unit not in own:
                return (_DEFAULT if unit in common else _ABOVE).format(unit)
        return _OTHERWISE

    def said(self, unit: str, role: RoleName | None) -> str:
        """A unit with its part."""
        return f"{unit}（{self.label(role)}）" if role else f"没有{unit}"

    def label(self, role: RoleName) -> str:
        """The plan's own word for a role."""
        usual = {"lead": "牵头单位", "support": "配合单位", "responsible": "责任单位"}
        return getattr(self.book.plan.note_style, role) or usual[role]

    def change(self, what: str, old: str, new: str, edits: tuple[Edit, ...] = (), reason: str = "") -> Change:
        """A change of the task."""
        return Change(self.task.route, named(self.book.plan, self.task), what, old, new, edits, reason)
