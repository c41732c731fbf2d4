"""Coverage x Plan -> what every report of it shows, before a format is chosen: areas, gaps, whom to ask, the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qplan.covering import WORDS, Answer, Coverage, State, Tally
from qplan.evidence import Evidence
from qplan.plan import Measure, Node, Plan
from qplan.text import PLACEHOLDER

COLUMNS: tuple[State, ...] = ("full", "partial", "elsewhere", "none")
"""The columns that always stand in the table of areas; the other states only where there are any."""
RARE: dict[State, str] = {"claimed": "只标对应", "suspect": "请复核", "not_applicable": "不涉及"}
"""Their column heads."""
GAPS: tuple[State, ...] = ("none", "partial", "claimed", "suspect")
"""The states that the short list is about, the gravest first."""
COMPLETE = "该写的要点都已写明。"
KINDS = {"task": "", "expected": "（方案提出）", "encouraged": "（方案鼓励，由各地自定）"}
"""What stands behind a requirement, by its kind."""

_LIMITS = {"list": "只在并列中提到", "frame": "只作为范围或目的提到"}
_UNITS = 3
_WORDS = 3


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
            yield f"{wanted.place} {wanted.title}{KINDS[wanted.kind]}：{WORDS[answer.state]}"
