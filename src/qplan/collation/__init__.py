"""Coverage x Plan -> what every report of it shows, before a format is chosen: areas, gaps, whom to ask, the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qplan import framework as frameworks
from qplan.covering import APART, CLOSING, WORDS, Answer, AreaCoverage, Coverage, State, Tally
from qplan.framework import Framework, Requirement
from qplan.plan import Duty, Measure, Node, Plan
from qplan.recognition.evidence import Evidence
from qplan.text import PLACEHOLDER, plain

COLUMNS: tuple[State, ...] = ("full", "partial", "elsewhere", "none")
"""The columns that always stand in the table of areas; the other states only where there are any."""
RARE: dict[State, str] = {"claimed": "只标对应", "suspect": "请复核", "not_applicable": "不涉及"}
"""Their column heads."""
GAPS: tuple[State, ...] = ("none", "claimed", "partial", "suspect")
"""The states that the short list is about, the gravest first: no words, words that are only said to be there."""
COMPLETE = "该写的要点都已写明。"
KINDS = {"task": "", "expected": "（方案提出）", "encouraged": "（方案鼓励，由各地自定）"}
"""What stands behind a requirement, by its kind."""
SHORT = "已写明的不到一半。讲的是别的事的方案，这是正常的；如果就是照这份文件写的，那还没有写完。"
"""What a plan about something else is told, lest a few words in common make it look like one about quality."""
CUT = "分母不含另有部署和本地不涉及的要点；比例只舍不入，分母为零的写“不适用”。"
"""How the shares of the appendix are reckoned."""


_NOWHERE = "另写一句"
LIMITS = {"list": "只在并列中提到", "frame": "只作为范围或目的提到", "theme": "全篇讲的是别的事"}
"""What keeps words from being full."""
_UNITS = 3
_WORDS = 3
_NAME = 40
"""Characters of a first sentence that stands for a title."""


@dataclass(frozen=True)
class Gap:
    """A requirement that is not full, as the three questions ask it: 缺哪句, 补在哪条, 找谁.

    ``lacking`` are elements that the words there leave out; ``now`` is what stands there already, "" for
    nothing; ``phrase`` a wording that would do, "" where the pack has none. ``where`` names the item nearest,
    "" where there is none; ``whom`` the units to ask, "" where the item names none.
    """

    requirement: Requirement
    state: State
    lacking: tuple[str, ...]
    now: str
    phrase: str
    where: str
    whom: str

    @property
    def place(self) -> str:
        """Where the national plan says it: 二（五）第3句."""
        return self.requirement.place

    @property
    def title(self) -> str:
        """What it is about."""
        return self.requirement.title


def title(coverage: Coverage, plan: Plan) -> str:
    """What is compared with what: two lines."""
    return f"{plan.document.title or plan.region or '本方案'}\n{against(coverage.framework)}"


def against(framework: Framework) -> str:
    """The document that a plan is compared with, and its part where only one is counted."""
    number = f"（{framework.number}）" if framework.number else ""
    return f"对照《{framework.title}》{number}{'第二部分' if national(framework) else ''}"


def closing(framework: Framework) -> str:
    """What every printed report ends with: whose count it is, and what it is not for."""
    if national(framework):
        return CLOSING
    return f"要点按《{framework.title}》拆分得出，原文没有这个编号；供起草自查，不作评价、考核、排名依据。"


def national(framework: Framework) -> bool:
    """Whether it is the national plan itself, whose parts have their own names."""
    return framework.id == frameworks.DEFAULT


def heads(coverage: Coverage) -> dict[State, str]:
    """The columns of the table of areas after 要点, with their heads."""
    rare = {state: head for state, head in RARE.items() if getattr(coverage.total, state)}
    return {state: WORDS[state] for state in COLUMNS} | rare


def rows(coverage: Coverage) -> Iterator[tuple[str, Tally]]:
    """The rows of that table: each area, below it its parts where it has such, the total last."""
    for area in coverage.areas:
        yield headed(area), area.tally
        yield from ((f"　　其中：{part}", tally) for part, tally in area.parts)
    yield "合计", coverage.total


def headed(area: AreaCoverage) -> str:
    """An area as a row is headed: （一）推动经济质量效益型发展; the part they all stand in goes without saying."""
    place = area.place.removeprefix("二") if area.place.startswith("二（") else area.place
    return f"{place}{area.title}"


def size(tally: Tally) -> int:
    """How many requirements a row is about, whatever became of them."""
    return tally.of + tally.elsewhere + tally.not_applicable


def remarks(coverage: Coverage) -> Iterator[str]:
    """What the table of areas does not say by itself: on what it rests, that all is there, or less than half."""
    total, weight = coverage.total, coverage.weight
    wordless = coverage.framework.lexicon is None
    if coverage.own and coverage.carried:
        yield f"方案依据的是《{coverage.own.title}》，其中写的对应、不适用、另有部署，按两份要点包的对照表带过来。"
        yield from filter(None, [coverage.framework.notice])
    elif coverage.own:
        what = "正文又没有词表可认，所以没有什么可对照" if wordless else "这里只看正文"
        yield f"方案依据的是《{coverage.own.title}》，其中写的对应、不适用、另有部署不是说这份文件的，{what}。"
    elif wordless:
        yield coverage.framework.notice
    if weight and weight.light:
        words = "、".join(f"“{word}”" for word in weight.theme.words)
        yield f"全篇 {weight.characters} 字只说到{words} {weight.found} 次，讲的是别的事：字面相近的话最多算写到。"
    elif total.full == total.of:
        yield COMPLETE if total.of else "没有要点可对照。"
    elif total.full * 2 < total.of and not wordless:
        yield SHORT


def gaps(coverage: Coverage) -> tuple[Gap, ...]:
    """The short list: one row a gap, the gravest state first, each in the national plan's order."""
    return tuple(gap(each) for state in GAPS for each in coverage.answers if each.state == state)


def gap(answer: Answer) -> Gap:
    """One row of the short list."""
    wanted, nearest, at = answer.requirement, answer.nearest, _measure(answer)
    return Gap(
        requirement=wanted,
        state=answer.state,
        lacking=answer.lacking if answer.evidence else (),
        now=_now(answer),
        phrase=wanted.phrase,
        where="　".join(filter(None, (called(nearest), spot(at)))) if nearest else "",
        whom=_asked(at.effective if at and at.effective.units else nearest.effective) if nearest else "",
    )


def where(row: Gap) -> str:
    """补在哪条, in words also where there is no such item."""
    return row.where or _NOWHERE


def notes(listed: Sequence[Gap]) -> Iterator[str]:
    """What is to be said under the short list where an answer is missing."""
    if not all(each.where for each in listed):
        yield f"“{_NOWHERE}”：方案里没有相近的任务。"
    if any(each.where and not each.whom for each in listed):
        yield "没有写找谁的，那一条还没有责任单位。"


def remedy(answer: Answer) -> str:
    """Where a phrase would stand and who is to be asked for it."""
    nearest, at, whom = answer.nearest, _measure(answer), gap(answer).whom
    if nearest is None:
        return "补在：没有相近的任务，可另写一句"
    return f"补在：“{named(nearest)}”{spot(at)}" + (f"；找：{whom}" if whom else "")


def named(node: Node) -> str:
    """An item as the page prints its heading, fit to stand in quotation marks."""
    return called(node).replace("“", "‘").replace("”", "’")


def called(node: Node) -> str:
    """An item by its number and title, or by its first words where it has none."""
    text = plain(node.title) or plain("".join(node.paragraphs)).split("。")[0][:_NAME]
    return f"{node.number}{text}"


def units(node: Node) -> str:
    """Whom to ask: the lead, else the first units of the task."""
    return _asked(node.effective)


def seen(found: Evidence) -> str:
    """One piece of evidence: the item, the words, and why they count only in part."""
    return f"“{named(found.node)}”{spot(found.best.measure)}：{_words(found)}"


def partly(found: Evidence) -> str:
    """What keeps words from being full: "" where nothing does, or where such words never are."""
    return "，".join(text for limit, text in LIMITS.items() if limit in found.limits)


def measured(measure: Measure) -> str:
    """A measure by its printed number, or by its place where it has none."""
    return measure.number or measure.path.rpartition("/")[2]


def shown(answer: Answer, most: int | None = None) -> str:
    """写在哪里 of the appendix, a line each: the evidence (full before partial), else what was claimed or noted.

    ``most``: after so many lines the rest is only counted.
    """
    found = sorted(answer.evidence, key=lambda each: each.strength != "full")
    lines = [seen(each) for each in found[:most]]
    if len(found) > len(lines):
        lines.append(f"另有 {len(found) - len(lines)} 处")
    lines += [f"“{named(said.node)}”标了对应，正文没有话" for said in answer.claims if not answer.worded(said)]
    lines += map(denied, answer.struck)
    return "\n".join((*filter(None, (document(answer),)), *lines))


def denied(found: Evidence) -> str:
    """Words that the plan file says are no answer, with its reason."""
    reason = found.claim.reason if found.claim else None
    return f"{seen(found)}（方案注明不算{'：' + reason if reason else ''}）"


def document(answer: Answer) -> str:
    """The document that deals with it elsewhere, or the reason why it does not concern the place; else ""."""
    return f"《{answer.note.strip('《》')}》" if answer.note and answer.state == "elsewhere" else answer.note


def apart(coverage: Coverage) -> tuple[Answer, ...]:
    """What is dealt with elsewhere or does not concern the place."""
    return tuple(each for each in coverage.answers if each.state in APART)


def duties(coverage: Coverage, kind: Literal["expected", "encouraged"]) -> tuple[Answer, ...]:
    """Part three's duties of one kind, whatever became of them."""
    return tuple(each for each in coverage.duties if each.requirement.kind == kind)


def duties_title(framework: Framework) -> str:
    """What the duties are called together."""
    return "第三部分（组织实施）" if national(framework) else "组织实施"


def share(tally: Tally, kind: Literal["strict", "covered"]) -> str:
    """A share with its numerator and denominator, 5/7（71.4%）; cut, so that only the whole reads as 100 %."""
    part = tally.full if kind == "strict" else tally.covered
    if not tally.of:
        return "不适用"
    whole, tenths = divmod(part * 1000 // tally.of, 10)
    return f"{part}/{tally.of}（{whole}.{tenths}%）" if tenths else f"{part}/{tally.of}（{whole}%）"


def least(coverage: Coverage, kind: Literal["strict", "covered"]) -> AreaCoverage | None:
    """The area with the smallest share, the first of those that are even; None where no area has one."""
    judged = [(each.tally.share(kind), each) for each in coverage.areas]
    return min(
        ((part, each) for part, each in judged if part is not None), key=lambda pair: pair[0], default=(0, None)
    )[1]


def lowest(coverage: Coverage) -> str:
    """The smallest shares in a sentence."""
    strict, covered = least(coverage, "strict"), least(coverage, "covered")
    if strict is None or covered is None:
        return "最低的方面：不适用。"
    return (
        f"已写明最低的方面：{headed(strict)} {share(strict.tally, 'strict')}；"
        f"已写明或写到最低的方面：{headed(covered)} {share(covered.tally, 'covered')}。"
    )


def _now(answer: Answer) -> str:
    """What is there already; the item need not be named again where it is the one that a phrase would go to."""
    own = next((each for each in answer.evidence if each.node is answer.nearest), None)
    if own is not None:
        return _words(own)
    if answer.evidence:
        return seen(answer.evidence[0])
    elsewhere = (said for said in answer.claims if not any(each.node is answer.nearest for each in answer.claims))
    return next((f"“{named(said.node)}”标了对应" for said in elsewhere), "")


def _words(found: Evidence) -> str:
    why = partly(found)
    return "、".join(found.words[:_WORDS]) + (f"（{why}）" if why else "")


def _measure(answer: Answer) -> Measure | None:
    """The measure of the item nearest that has words for it already."""
    return next((each.best.measure for each in answer.evidence if each.node is answer.nearest), None)


def spot(measure: Measure | None) -> str:
    """Which measure of an item, as a reader finds it; "" for the item's own text."""
    if measure is None:
        return ""
    number = measured(measure).lstrip("*").rstrip(".．、")
    return f"第{number}项" if number.isdecimal() else number


def _asked(duty: Duty) -> str:
    named, every = ([unit for unit in units if not PLACEHOLDER.search(unit)] for units in (duty.lead, duty.units))
    asked = named or every
    return "、".join(asked[:_UNITS]) + ("等" if len(asked) > _UNITS else "")
