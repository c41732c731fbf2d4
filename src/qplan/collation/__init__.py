"""Coverage x Plan -> what every report of it shows, before a format is chosen: areas, gaps, whom to ask, the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qplan.collation import saying
from qplan.covering import APART, WORDS, Answer, AreaCoverage, Coverage, Share, State, Tally
from qplan.findings import Route
from qplan.framework import Framework, Requirement
from qplan.plan import Duty, Measure, Plan
from qplan.text import PLACEHOLDER

COLUMNS: tuple[State, ...] = ("full", "partial", "elsewhere", "none")
"""The columns that always stand in the table of areas; the other states only where there are any."""
RARE: dict[State, str] = {"claimed": "只标对应", "suspect": "请复核", "not_applicable": "不涉及"}
"""Their column heads."""
GAPS: tuple[State, ...] = ("none", "claimed", "partial", "suspect")
"""The states that the short list is about, the gravest first: no words, words that are only said to be there."""
COMPLETE = "该写的要点都已写明。"
SHORT = "已写明的不到一半。讲的是别的事的方案，这是正常的；如果就是照这份文件写的，那还没有写完。"
"""What a plan about something else is told, lest a few words in common make it look like one about quality."""
CUT = "分母不含另有部署和本地不涉及的要点；比例只舍不入，分母为零的写“不适用”。"
"""How the shares of the appendix are reckoned."""

_SEVEN = 7
_NOWHERE = "另写一句"
_UNITS = 3


Line = tuple[int, str]
"""How deep it stands below its heading (0), and its words."""


@dataclass(frozen=True)
class Margin:
    """What a report tells beside the comparison itself.

    ``lines`` is the line on which each node of the plan file begins, by route, as far as it is known. ``doubts``
    are those of the comparison, each with its place in the file; without them the reports tell them by the task.
    ``verdicts`` are what became of a gate and of a baseline: each a heading with its lines.
    """

    lines: Mapping[Route, int] = field(default_factory=dict)
    doubts: Sequence[str] = ()
    verdicts: Sequence[Sequence[Line]] = ()


BLANK = Margin()
"""Nothing beside it."""


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
    return f"对照《{framework.title}》{number}{framework.tasks}"


def kind(wanted: Requirement, framework: Framework) -> str:
    """How binding a duty is, in words: 国家方案提出; "" for what is counted."""
    text = framework.short or "原文"
    return {"task": "", "expected": f"{text}提出", "encouraged": f"{text}鼓励，由各地自定"}[wanted.kind]


def areas_title(framework: Framework) -> str:
    """What the table of areas is called."""
    return "七个方面" if len(framework.areas) == _SEVEN else "各方面"


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
        light = f"全篇 {weight.characters} 字只说到{words} {weight.found} 次，讲的是别的事：字面相近的话最多算写到"
        yield f"{light}，缺哪句不逐条列出。" if beside_the_subject(coverage) else f"{light}。"
    elif total.full == total.of:
        yield COMPLETE if total.of else "没有要点可对照。"
    elif total.full * 2 < total.of and not wordless:
        yield SHORT


def gaps(coverage: Coverage) -> tuple[Gap, ...]:
    """The short list: one row a gap, the gravest state first, each in the national plan's order."""
    return tuple(gap(each) for state in GAPS for each in coverage.answers if each.state == state)


def short_list(coverage: Coverage) -> tuple[Gap, ...]:
    """The same for a page to be read: nothing for a plan of another subject."""
    return () if beside_the_subject(coverage) else gaps(coverage)


def beside_the_subject(coverage: Coverage) -> bool:
    """Whether the plan is about something else and claims nothing: it lacks nearly all, and need not have any."""
    return coverage.weight is not None and coverage.weight.light and not claiming(coverage)


def claiming(coverage: Coverage) -> bool:
    """Whether the plan file claims anything that counts here."""
    return any(each.claims for each in (*coverage.answers, *coverage.duties))


def gap(answer: Answer) -> Gap:
    """One row of the short list."""
    wanted, nearest, at = answer.requirement, answer.nearest, _measure(answer)
    return Gap(
        requirement=wanted,
        state=answer.state,
        lacking=answer.lacking if answer.evidence else (),
        now=_now(answer),
        phrase=wanted.phrase,
        where="　".join(filter(None, (saying.called(nearest), saying.spot(at)))) if nearest else "",
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
    return f"补在：“{saying.named(nearest)}”{saying.spot(at)}" + (f"；找：{whom}" if whom else "")


def apart(coverage: Coverage) -> tuple[Answer, ...]:
    """What is dealt with elsewhere or does not concern the place."""
    return tuple(each for each in coverage.answers if each.state in APART)


def duties(coverage: Coverage, kind: Literal["expected", "encouraged"]) -> tuple[Answer, ...]:
    """Part three's duties of one kind, whatever became of them."""
    return tuple(each for each in coverage.duties if each.requirement.kind == kind)


def share(tally: Tally, kind: Share) -> str:
    """A share with its numerator and denominator, 5/7（71.4%）; cut, so that only the whole reads as 100 %."""
    part = tally.full if kind == "strict" else tally.covered
    if not tally.of:
        return "不适用"
    whole, tenths = divmod(part * 1000 // tally.of, 10)
    return f"{part}/{tally.of}（{whole}.{tenths}%）" if tenths else f"{part}/{tally.of}（{whole}%）"


def least(coverage: Coverage, kind: Share) -> AreaCoverage | None:
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
        return saying.words(own)
    if answer.evidence:
        return saying.seen(answer.evidence[0])
    elsewhere = (said for said in answer.claims if not any(each.node is answer.nearest for each in answer.claims))
    return next((f"“{saying.named(said.node)}”标了对应" for said in elsewhere), "")


def _measure(answer: Answer) -> Measure | None:
    """The measure of the item nearest that has words for it already."""
    return next((each.best.measure for each in answer.evidence if each.node is answer.nearest), None)


def _asked(duty: Duty) -> str:
    named, every = ([unit for unit in units if not PLACEHOLDER.search(unit)] for units in (duty.lead, duty.units))
    asked = named or every
    return "、".join(asked[:_UNITS]) + ("等" if len(asked) > _UNITS else "")
