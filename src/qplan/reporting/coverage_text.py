"""Coverage -> text for the person who decides: the areas, which sentence is missing, where it goes, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qplan import collation, display
from qplan.covering import CLOSING, WORDS, Answer, Coverage, State
from qplan.framework import Framework
from qplan.plan import Item, Plan
from qplan.reporting.wrapping import WIDTH, wrapped

_BROKEN: dict[State, tuple[str, str]] = {
    "partial": ("写到", "但不全"),
    "elsewhere": ("另有", "部署"),
    "claimed": ("只标", "对应"),
}
_NAME = 34


def report(coverage: Coverage, plan: Plan) -> str:
    """The first page: the table of areas, the short list, part three, the closing sentence; 80 cells wide."""
    out = [collation.title(coverage, plan), "", *_table(coverage), ""]
    for state in collation.GAPS:
        answers = [each for each in coverage.answers if each.state == state]
        if answers:
            out += [f"{WORDS[state]}（{len(answers)} 个）", *(line for each in answers for line in _gap(each)), ""]
    if any(each.state in collation.GAPS and each.nearest is None for each in coverage.answers):
        out += ["没有注明补在哪条的，方案里还没有相近的任务，可另写一句。", ""]
    if coverage.total.full == coverage.total.of:
        out += [collation.COMPLETE, ""]
    for head, lines in collation.rest(coverage):
        pieces = [piece for line in lines for piece in _wrapped(line, 2)]
        out += [head, *pieces, ""] if pieces else []
    return "\n".join([*out, CLOSING])


def explain(name: str, framework: Framework, coverage: Coverage | None = None, plan: Plan | None = None) -> str:
    """What a requirement asks and, with a plan's coverage, how the plan answers it.

    Args:
        name: an id, a title or a place, as `Framework.named` takes it; a place may name several requirements.
        framework: the pack.
        coverage: the plan's, to add the chain requirement -> tasks -> units -> targets -> words.
        plan: the same plan, for the names of its targets.

    Returns:
        "" where the pack has no such requirement.
    """
    blocks = []
    for wanted in framework.named(name):
        out = [f"{wanted.place}  {wanted.title}（{wanted.id}）{collation.KINDS[wanted.kind]}"]
        out += _wrapped(f"什么算写了：{wanted.counts}", 2)
        if wanted.elements:
            out += _wrapped(f"原句的要素：{'、'.join(wanted.elements)}", 2)
        if wanted.terms:
            out += _wrapped(f"常见说法：{wanted.terms}", 2)
        if wanted.phrase:
            out += _wrapped(f"一句就够，如：{wanted.phrase}", 2)
        out += _wrapped(f"出处：《{framework.title}》{framework.number}", 2)
        answer = coverage.answer(wanted.id) if coverage else None
        if answer:
            out += _chain(answer, plan)
        blocks.append("\n".join(out))
    return "\n\n".join(blocks)


def _chain(answer: Answer, plan: Plan | None) -> Iterator[str]:
    yield f"  本方案：{WORDS[answer.state]}" + (f"，还缺 {'、'.join(answer.lacking)}" if answer.lacking else "")
    names = {target.id: target.indicator for target in plan.targets} if plan else {}
    for found in answer.evidence:
        yield from _wrapped(collation.seen(found), 4)
        yield from _wrapped(f"为什么算：{'；'.join(found.why)}", 8)
        asked = collation.units(found.node)
        if asked:
            yield from _wrapped(f"单位：{asked}", 8)
        aims = [names.get(target, target) for target in found.node.targets] if isinstance(found.node, Item) else []
        if aims:
            yield from _wrapped(f"指标：{'、'.join(aims)}", 8)
        if found.claim and found.claim.reason:
            yield from _wrapped(f"对应的理由：{found.claim.reason}", 8)
    worded = {id(found.node) for found in answer.evidence}
    for said in answer.claims:
        if id(said.node) not in worded:
            yield from _wrapped(f"“{collation.named(said.node)}”标了对应，正文没有话", 4)
    if answer.note:
        yield from _wrapped(answer.note, 4)
    if answer.state in collation.GAPS:
        yield from _wrapped(collation.remedy(answer), 4)


def _table(coverage: Coverage) -> Iterator[str]:
    """Name, size and counts by state; the heads are broken in two lines where the names need the room."""
    columns = collation.heads(coverage)
    tops = dict.fromkeys(columns, "")
    if _room(columns.values()) < _NAME:
        broken = {state: _BROKEN.get(state, ("", head)) for state, head in columns.items()}
        tops = {state: top for state, (top, _) in broken.items()}
        columns = {state: head for state, (_, head) in broken.items()}
        yield (" " * (_room(columns.values()) + 6) + _cells(columns, tops)).rstrip()
    room = _room(columns.values())
    yield display.pad("方面", room) + "  要点" + _cells(columns, columns)
    for name, tally in collation.rows(coverage):
        counts = {state: str(getattr(tally, state)) for state in columns}
        yield f"{display.pad(display.cut(name, room), room)}  {collation.size(tally):4}{_cells(columns, counts)}"


def _room(columns: Iterable[str]) -> int:
    """The cells left for the names."""
    return WIDTH - len("  要点") - 2 - sum(2 + display.width(head) for head in columns)


def _cells(columns: dict[State, str], texts: dict[State, str]) -> str:
    return "".join("  " + _right(texts[state], display.width(head)) for state, head in columns.items())


def _right(text: str, cells: int) -> str:
    return " " * (cells - display.width(text)) + text


def _gap(answer: Answer) -> Iterator[str]:
    wanted = answer.requirement
    yield from _wrapped(f"{wanted.place}  {wanted.title}{collation.lacking(answer)}", 2)
    for found in answer.evidence[:1]:
        yield from _wrapped(f"现有：{collation.seen(found)}", 6)
    for said in answer.claims[:1] if not answer.evidence else ():
        yield from _wrapped(f"“{collation.named(said.node)}”标了对应", 6)
    if wanted.phrase:
        yield from _wrapped(f"可写：{wanted.phrase}", 6)
    if answer.nearest is not None:
        yield from _wrapped(collation.remedy(answer), 6)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    return wrapped(text, indent, hang=2)
