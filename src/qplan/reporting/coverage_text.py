"""Coverage -> text for the person who decides: the areas, which sentence is missing, where it goes, whom to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from qplan import collation, display
from qplan.collation import BLANK, Gap, Margin, saying
from qplan.collation import lists as coverage_lists
from qplan.covering import WORDS, Answer, Coverage, State, Tally
from qplan.framework import Framework, folded
from qplan.plan import ROLES, Claim, Duty, Item, Plan
from qplan.recognition.evidence import Evidence, Passage
from qplan.reporting.wrapping import WIDTH, laid_out, wrapped
from qplan.task_tables import PART_NAMES

_BROKEN: dict[State, tuple[str, str]] = {
    "partial": ("写到", "但不全"),
    "elsewhere": ("另有", "部署"),
    "claimed": ("只标", "对应"),
}
_NAME = 34
FULL, PARTIAL, REST, APART = "█▓▁○"
"""What a bar is built of, one character for a requirement where there is room; GBK has them all."""
_QUESTIONS = (("缺哪句", 38), ("补在哪条", 22), ("找谁", 16))
"""The columns of the short list and their cells; two cells stand between them."""
_LINES = 4
"""Lines that the name of an item or the words there already take in it at most; what is longer is cut."""


def report(
    coverage: Coverage,
    plan: Plan,
    margin: Margin = BLANK,
    *,
    drawn: Sequence[str] = (),
) -> str:
    """The first page: the areas as bars and as a table, the short list, the rest, the closing sentence.

    No line is wider than 80 cells, and there are no shares: they stand in the appendix of other formats.

    Args:
        coverage: what is reported.
        plan: the plan that it is of.
        margin: what is told beside it.
        drawn: the doubts as `validate` draws findings, to stand under their heading instead of one line each.
    """
    out = [line for text in collation.title(coverage, plan).split("\n") for line in wrapped(text, hang=2)]
    out += ["", *_bars(coverage), "", *_table(coverage), ""]
    out += [*(line for text in collation.remarks(coverage) for line in wrapped(text)), ""]
    gaps = collation.short_list(coverage)
    if gaps:
        out += [*_short_list(gaps), ""]
    for head, lines in coverage_lists.rest(coverage, margin):
        pieces = [*_fitted(drawn if head == coverage_lists.DOUBTED else ())]
        pieces = pieces or [piece for line in lines for piece in _wrapped(line, 2)]
        out += [*wrapped(head), *pieces, ""] if pieces else []
    for verdict in margin.verdicts:
        out += [*laid_out(verdict), ""]
    out += wrapped(coverage.framework.closing)
    return "\n".join(line for n, line in enumerate(out) if line or (n and out[n - 1]))


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
        binding = collation.kind(wanted, framework)
        out = [f"{wanted.place}  {wanted.title}（{wanted.id}）" + (f"（{binding}）" if binding else "")]
        out += _wrapped(f"什么算写了：{wanted.counts}", 2)
        if wanted.elements:
            out += _wrapped(f"原句的要素：{'、'.join(wanted.elements)}", 2)
        if wanted.terms:
            out += _wrapped(f"常见说法：{wanted.terms}", 2)
        if wanted.phrase:
            out += _wrapped(f"一句就够，如：{wanted.phrase}", 2)
        out += _wrapped(f"出处：《{framework.title}》{framework.number} {wanted.place}".replace("  ", " "), 2)
        answer = coverage.answer(wanted.id) if coverage else None
        if answer:
            out += _chain(answer, plan)
        blocks.append("\n".join(out))
    return "\n\n".join(blocks)


def _chain(answer: Answer, plan: Plan | None) -> Iterator[str]:
    """How the plan answers it: each task with its words, its units and its targets, then what the plan file says."""
    lacking = f"，还缺 {'、'.join(answer.lacking)}" if answer.lacking and answer.state in collation.GAPS else ""
    yield from _wrapped(f"本方案：{WORDS[answer.state]}{lacking}", 2)
    if answer.note:
        yield from _wrapped(saying.document(answer), 4)
    names = {target.id: target.indicator for target in plan.targets} if plan else {}
    for found in answer.evidence:
        claimed = "标了对应" if found.claimed else "没有标对应"
        yield from _wrapped(f"“{saying.named(found.node)}”：{WORDS[found.strength]}，{claimed}", 4)
        if found.claim:
            yield from _claim(found.claim)
        for passage in _apart(found.passages):
            yield from _passage(passage, found)
        yield from _duty("单位", found.node.effective)
        aims = [names.get(target, target) for target in found.node.targets] if isinstance(found.node, Item) else []
        if aims:
            yield from _wrapped(f"指标：{'、'.join(aims)}", 6)
        yield from _wrapped(f"为什么算：{'；'.join(found.why)}", 6)
    for found in answer.struck:
        yield from _wrapped(saying.denied(found), 4)
    for said in answer.claims:
        if not answer.worded(said):
            yield from _wrapped(f"“{saying.named(said.node)}”：标了对应，正文没有话", 4)
            yield from _claim(said.claim)
    if answer.state in collation.GAPS:
        yield from _wrapped(collation.remedy(answer), 4)


def _claim(claim: Claim) -> Iterator[str]:
    """What the plan file says of its claim, where it says more than that there is one."""
    degree = saying.degree(claim)
    told = [f"程度 {degree}"] if degree else []
    told += [f"理由 {claim.reason}"] if claim.reason else []
    if told:
        yield from _wrapped(f"对应：{'，'.join(told)}", 6)


def _apart(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages without those whose words another of the same text holds already."""
    for n, each in enumerate(passages):
        others = (
            other.words
            for m, other in enumerate(passages)
            if other.measure is each.measure and each.words in other.words and (m < n or other.words != each.words)
        )
        if next(others, None) is None:
            yield each


def _passage(passage: Passage, found: Evidence) -> Iterator[str]:
    """Words with the text or measure that they stand in, and its own units where it has such."""
    node, measure = found.node, passage.measure
    why = saying.LIMITS.get(passage.limit or "", "") if passage.strength == "partial" else ""
    in_title = passage.words in folded(node.title) and passage.words not in folded("".join(node.paragraphs))
    where = saying.spot(measure) or ("标题" if in_title else "正文")
    yield from _wrapped(f"{where}：{passage.words}{f'（{why}）' if why else ''}", 6)
    if measure is not None and measure.effective != node.effective:
        yield from _duty("这一项的单位", measure.effective)


def _duty(head: str, duty: Duty) -> Iterator[str]:
    roles = (f"{PART_NAMES[role]} {'、'.join(getattr(duty, role))}" for role in ROLES if getattr(duty, role))
    listed = "；".join(roles)
    if listed:
        yield from _wrapped(f"{head}：{listed}{'等' if duty.and_others else ''}", 6)


def _bars(coverage: Coverage) -> Iterator[str]:
    """The areas as bars; a block is a requirement, or its part of the bar where an area has too many for the room."""
    names = [display.cut(collation.headed(area), _NAME) for area in coverage.areas]
    room = max(map(display.width, names), default=0)
    most = (WIDTH - room - 2) // display.width(FULL)
    sizes = [collation.size(area.tally) for area in coverage.areas]
    shared = max(sizes, default=0) > most
    for name, area in zip(names, coverage.areas, strict=True):
        yield f"{display.pad(name, room)}  {_bar(area.tally, most if shared else None)}".rstrip()
    key = [f"{FULL}{WORDS['full']}", f"{PARTIAL}{WORDS['partial']}", f"{REST}还没有写到"]
    key += [f"{APART}另有部署或本地不涉及"] if collation.apart(coverage) else []
    yield from wrapped("　".join(key) + ("" if shared else "　一格一个要点"))


def _bar(tally: Tally, blocks: int | None) -> str:
    """The blocks of a tally; with ``blocks`` the bar is that long, and none of what there is goes without a block."""
    counts = {
        FULL: tally.full,
        PARTIAL: tally.partial,
        REST: tally.none + tally.claimed + tally.suspect,
        APART: tally.elsewhere + tally.not_applicable,
    }
    size = sum(counts.values())
    if blocks is not None and size:
        counts = {mark: max(1, count * blocks // size) if count else 0 for mark, count in counts.items()}
        counts[max(counts, key=lambda mark: counts[mark])] += blocks - sum(counts.values())
    return "".join(mark * count for mark, count in counts.items())


def _short_list(gaps: Sequence[Gap]) -> Iterator[str]:
    """缺哪句, 补在哪条, 找谁 side by side, the gaps of each state under its name and number."""
    yield _row([[head] for head, _ in _QUESTIONS])[0]
    for state in collation.GAPS:
        listed = [gap for gap in gaps if gap.state == state]
        if listed:
            yield f"{WORDS[state]}（{len(listed)} 个）"
        for gap in listed:
            asked, placed, named = (cells for _, cells in _QUESTIONS)
            yield from _row(
                [
                    list(_sentence(gap, asked)),
                    _cut(list(wrapped(collation.where(gap), cells=placed)), placed),
                    [line for unit in gap.whom.split("、") for line in wrapped(unit, cells=named)],
                ]
            )
    for note in collation.notes(gaps):
        yield from ("", *wrapped(note))


def _sentence(gap: Gap, cells: int) -> Iterator[str]:
    yield from wrapped(f"{gap.place} {gap.title}", 2, hang=2, cells=cells)
    for label, text in (("还缺", "、".join(gap.lacking)), ("现有", gap.now), ("可写", gap.phrase)):
        if text:
            yield from _cut(list(wrapped(f"{label}：{text}", 4, hang=2, cells=cells)), cells)


def _cut(lines: list[str], cells: int) -> list[str]:
    if len(lines) <= _LINES:
        return lines
    last = lines[_LINES - 1] + "".join(line.strip() for line in lines[_LINES:])
    return [*lines[: _LINES - 1], display.cut(last, cells)]


def _row(columns: Sequence[Sequence[str]]) -> list[str]:
    lines = zip_longest(*columns, fillvalue="")
    widths = [cells for _, cells in _QUESTIONS]
    return [
        "  ".join(display.pad(text, room) for text, room in zip(line, widths, strict=True)).rstrip() for line in lines
    ]


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


def _fitted(lines: Iterable[str]) -> Iterator[str]:
    """Lines that another station has drawn; what is wider than the page runs over."""
    for line in lines:
        yield from wrapped(line, hang=2) if line else ("",)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    return wrapped(text, indent, hang=2)
