"""Coverage -> text for the person who decides: the areas, which sentence is missing, where it goes, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qplan import display
from qplan.covering import CLOSING, WORDS, Answer, Coverage, State, Tally
from qplan.evidence import Evidence
from qplan.framework import Framework
from qplan.plan import Item, Measure, Node, Plan
from qplan.reporting.wrapping import WIDTH, wrapped
from qplan.text import PLACEHOLDER

COLUMNS: tuple[State, ...] = ("full", "partial", "elsewhere", "none")
"""The columns that always stand in the table of areas; the other states only where there are any."""
RARE: dict[State, str] = {"claimed": "只标对应", "suspect": "请复核", "not_applicable": "不涉及"}
"""Their column heads."""
GAPS: tuple[State, ...] = ("none", "partial", "claimed", "suspect")
"""The states that the short list is about, the gravest first."""
COMPLETE = "该写的要点都已写明。"

_KINDS = {"task": "", "expected": "（方案提出）", "encouraged": "（方案鼓励，由各地自定）"}
_LIMITS = {"list": "只在并列中提到", "frame": "只作为范围或目的提到"}
_BROKEN: dict[State, tuple[str, str]] = {
    "partial": ("写到", "但不全"),
    "elsewhere": ("另有", "部署"),
    "claimed": ("只标", "对应"),
}
_NAME = 34
_UNITS = 3
_WORDS = 3


def report(coverage: Coverage, plan: Plan) -> str:
    """The first page: the table of areas, the short list, part three, the closing sentence; 80 cells wide."""
    out = [title(coverage, plan), "", *_table(coverage), ""]
    for state in GAPS:
        answers = [each for each in coverage.answers if each.state == state]
        if answers:
            out += [f"{WORDS[state]}（{len(answers)} 个）", *(line for each in answers for line in _gap(each)), ""]
    if any(each.state in GAPS and each.nearest is None for each in coverage.answers):
        out += ["没有注明补在哪条的，方案里还没有相近的任务，可另写一句。", ""]
    if coverage.total.full == coverage.total.of:
        out += [COMPLETE, ""]
    for head, lines in rest(coverage):
        pieces = [piece for line in lines for piece in _wrapped(line, 2)]
        out += [head, *pieces, ""] if pieces else []
    return "\n".join([*out, CLOSING])


def title(coverage: Coverage, plan: Plan) -> str:
    """What is compared with what."""
    pack = coverage.framework
    number = f"（{pack.number}）" if pack.number else ""
    return f"{plan.document.title or plan.region or '本方案'}\n对照《{pack.title}》{number}第二部分"


def heads(coverage: Coverage) -> dict[State, str]:
    """The columns of the table of areas after 要点, with their heads."""
    rare = {state: head for state, head in RARE.items() if getattr(coverage.total, state)}
    return {state: WORDS[state] for state in COLUMNS} | rare


def rows(coverage: Coverage) -> Iterator[tuple[str, Tally]]:
    """The rows of that table: each area, below it its parts where it has such, the total last."""
    for area in coverage.areas:
        yield f"{area.place.lstrip('二')}{area.title}", area.tally
        yield from ((f"　　其中：{part}", tally) for part, tally in area.parts)
    yield "合计", coverage.total


def size(tally: Tally) -> int:
    """How many requirements a row is about, whatever became of them."""
    return tally.of + tally.elsewhere + tally.not_applicable


def remedy(answer: Answer) -> str:
    """Where a phrase would stand and who is to be asked for it."""
    if answer.nearest is None:
        return "补在：没有相近的任务，可另写一句"
    asked = units(answer.nearest)
    return f"补在：“{named(answer.nearest)}”" + (f"；找：{asked}" if asked else "")


def named(node: Node) -> str:
    """An item as the page prints its heading, fit to stand in quotation marks."""
    return f"{node.number}{node.title}".replace("“", "‘").replace("”", "’")


def units(node: Node) -> str:
    """Whom to ask: the lead, else the first units of the task."""
    duty = node.effective
    asked = [unit for unit in duty.lead or duty.units if not PLACEHOLDER.search(unit)]
    return "、".join(asked[:_UNITS]) + ("等" if len(asked) > _UNITS else "")


def seen(found: Evidence) -> str:
    """One piece of evidence: the item, the words, and why they count only in part."""
    measure = found.best.measure
    where = f"“{named(found.node)}”" + (measured(measure) if measure else "")
    why = "，".join(text for limit, text in _LIMITS.items() if limit in found.limits)
    return f"{where}：{'、'.join(found.words[:_WORDS])}" + (f"（{why}）" if why else "")


def measured(measure: Measure) -> str:
    """A measure by its printed number, or by its place where it has none."""
    return measure.number or measure.path.rpartition("/")[2]


def lacking(answer: Answer) -> str:
    """What words that are there leave out, to stand behind the requirement; "" where there are none at all."""
    return f"，还缺 {'、'.join(answer.lacking)}" if answer.lacking and answer.evidence else ""


def rest(coverage: Coverage) -> Iterator[tuple[str, Iterable[str]]]:
    """What stands below the short list: headings, each with its lines, of which there may be none."""
    yield "另有部署、本地不涉及", _apart(coverage)
    yield "第三部分（组织实施）没有写全的，不计入上表", _duties(coverage)
    yield "没有对上要点的任务，属正常", map(named, coverage.silent)
    yield "标注请再看一眼", (doubt.message for doubt in coverage.doubts)


def _apart(coverage: Coverage) -> Iterator[str]:
    """What is dealt with elsewhere or does not concern the place, with the document or the reason."""
    for answer in coverage.answers:
        if answer.state in ("elsewhere", "not_applicable"):
            wanted = answer.requirement
            note = f"《{answer.note.strip('《》')}》" if answer.state == "elsewhere" else answer.note
            yield f"{wanted.place} {wanted.title}：{WORDS[answer.state]}" + (f"，{note}" if answer.note else "")


def _duties(coverage: Coverage) -> Iterator[str]:
    """Part three: what is not full, one line each."""
    for answer in coverage.duties:
        if answer.state in GAPS:
            wanted = answer.requirement
            yield f"{wanted.place} {wanted.title}{_KINDS[wanted.kind]}：{WORDS[answer.state]}"


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
        out = [f"{wanted.place}  {wanted.title}（{wanted.id}）{_KINDS[wanted.kind]}"]
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
        yield from _wrapped(seen(found), 4)
        yield from _wrapped(f"为什么算：{'；'.join(found.why)}", 8)
        asked = units(found.node)
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
            yield from _wrapped(f"“{named(said.node)}”标了对应，正文没有话", 4)
    if answer.note:
        yield from _wrapped(answer.note, 4)
    if answer.state in GAPS:
        yield from _wrapped(remedy(answer), 4)


def _table(coverage: Coverage) -> Iterator[str]:
    """Name, size and counts by state; the heads are broken in two lines where the names need the room."""
    columns = heads(coverage)
    tops = dict.fromkeys(columns, "")
    if _room(columns.values()) < _NAME:
        broken = {state: _BROKEN.get(state, ("", head)) for state, head in columns.items()}
        tops = {state: top for state, (top, _) in broken.items()}
        columns = {state: head for state, (_, head) in broken.items()}
        yield (" " * (_room(columns.values()) + 6) + _cells(columns, tops)).rstrip()
    room = _room(columns.values())
    yield display.pad("方面", room) + "  要点" + _cells(columns, columns)
    for name, tally in rows(coverage):
        counts = {state: str(getattr(tally, state)) for state in columns}
        yield f"{display.pad(display.cut(name, room), room)}  {size(tally):4}{_cells(columns, counts)}"


def _room(columns: Iterable[str]) -> int:
    """The cells left for the names."""
    return WIDTH - len("  要点") - 2 - sum(2 + display.width(head) for head in columns)


def _cells(columns: dict[State, str], texts: dict[State, str]) -> str:
    return "".join("  " + _right(texts[state], display.width(head)) for state, head in columns.items())


def _right(text: str, cells: int) -> str:
    return " " * (cells - display.width(text)) + text


def _gap(answer: Answer) -> Iterator[str]:
    wanted = answer.requirement
    yield from _wrapped(f"{wanted.place}  {wanted.title}{lacking(answer)}", 2)
    for found in answer.evidence[:1]:
        yield from _wrapped(f"现有：{seen(found)}", 6)
    for said in answer.claims[:1] if not answer.evidence else ():
        yield from _wrapped(f"“{named(said.node)}”标了对应", 6)
    if wanted.phrase:
        yield from _wrapped(f"可写：{wanted.phrase}", 6)
    if answer.nearest is not None:
        yield from _wrapped(remedy(answer), 6)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    return wrapped(text, indent, hang=2)
