"""Comparison -> the words that every report of it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qplan import collation, display
from qplan.collation import saying
from qplan.comparing import Asked, Comparison, Side, naming
from qplan.comparing.targets import TargetRow
from qplan.comparing.tasks import Changes, Kept
from qplan.comparing.units import UnitRow
from qplan.covering import STATES, WORDS, Answer, State
from qplan.matrix import MARKS, Load
from qplan.plan import Item
from qplan.text import printed_date

SAME = "各份方案在这里比较的几个方面没有不同。"
SIGNS = "≥ 即“以上、不低于、稳定在…以上”，≤ 即“以下、不超过”，只写数的是“达到、为”；其余照方案原话。"
NEAR = "名称相近、没有并作一行的，是不是同一个指标请自己看："
RENAMED = "并作一行的不同叫法，请看对不对："

_KINDS = {
    "versions": "纵向比较：同一地方的几个版本",
    "places": "横向比较：几个地方的方案",
    "mixed": "既有同一地方的几个版本，又有别的地方的方案：同一地方的看变化，不同地方的只并列",
}
_FEW, _NARROW = 3, 14
"""Plans that go by their names in columns, and the cells that such a name may take."""
_USE = "各方案按给出的先后排列，供自身纵向、同类横向参考，不作评价、考核、排名依据。"


def title(comparison: Comparison) -> str:
    """What is compared: the names, in the order given."""
    return "方案比较：" + "、".join(side.name for side in comparison.sides)


def scope(comparison: Comparison) -> str:
    """Whether over time or between places, and by which framework."""
    return f"{_KINDS[comparison.kind]}。{collation.against(comparison.framework)}。"


def closing(comparison: Comparison) -> str:
    """What every report ends with: whose count it is, and what it is not for."""
    return f"{comparison.framework.origin}；{_USE}"


def heads(comparison: Comparison) -> tuple[str, ...]:
    """What the plans are called in columns and lists: their short names, or 甲, 乙, 丙 where these take much room."""
    names = tuple(side.short for side in comparison.sides)
    if len(names) <= _FEW and all(display.width(name) <= _NARROW for name in names):
        return names
    return tuple(side.label for side in comparison.sides)


def facts(side: Side) -> tuple[tuple[str, str], ...]:
    """What is known of a plan, as (heading, words); what it does not say is left out."""
    plan = side.plan
    known = (
        ("标题", plan.document.title),
        ("成文日期", printed_date(plan.document.date)),
        ("稿次", naming.stage(plan)),
        ("实施期", naming.period(plan)),
        ("正文", f"{side.characters:,} 字"),
        ("任务", f"{side.tasks} 项"),
        ("单位", f"{side.units} 个"),
        ("指标", f"{len(plan.targets)} 个"),
        ("文件", side.file),
    )
    return tuple((head, words) for head, words in known if words)


def states(comparison: Comparison) -> tuple[State, ...]:
    """The states to count: those that any plan has, and always the first three."""
    counted = [state for state in STATES if any(getattr(tally, state) for tally in comparison.areas[-1].tallies)]
    return tuple(state for state in STATES if state in ("full", "partial", "none") or state in counted)


def differing(comparison: Comparison) -> Iterator[tuple[str, tuple[Asked, ...]]]:
    """The requirements to which the plans stand differently, under two headings, of which either may be empty."""
    rows = [each for each in comparison.asked if each.differs]
    yield "有的写了、有的没有写", tuple(each for each in rows if each.one_sided)
    yield "详略或处理不同", tuple(each for each in rows if not each.one_sided)


def answered(answer: Answer, most: int = 1) -> tuple[str, ...]:
    """The state, then where and by which words, a line each."""
    return (WORDS[answer.state], *filter(None, saying.shown(answer, most).split("\n")))


def load(given: Load | None) -> str:
    """★3 ●1 ○7: how often a unit has which part; "" where the plan gives it nothing to do."""
    if given is None:
        return ""
    return " ".join(f"{MARKS[role]}{count}" for role in MARKS if (count := getattr(given, role)))


def renamed(comparison: Comparison) -> Iterator[str]:
    """The units put in one row that are not called alike."""
    for row in comparison.units:
        if row.shared and row.renamed:
            yield f"{row.name}：{'、'.join(dict.fromkeys(filter(None, row.names)))}"


def labelled(side: Side, comparison: Comparison) -> str:
    """A plan's name in the list of plans, with 甲 where it goes by that below."""
    name = heads(comparison)[comparison.sides.index(side)]
    return f"{side.label}　{side.name}" if name == side.label else side.name


def alone(rows: Sequence[TargetRow | UnitRow], place: int) -> list[int]:
    """The places of the rows that only one plan has."""
    held = [row.targets if isinstance(row, TargetRow) else row.loads for row in rows]
    return [n for n, each in enumerate(held) if each[place] is not None and each.count(None) == len(each) - 1]


def aims(row: TargetRow, place: int) -> str:
    """What one plan says of a target year by year, in its own words."""
    return "，".join(
        f"{f'{line.year}年' if line.year else ''}{'基期' if line.baseline else ''}{cell.wording}"
        for line in row.lines
        if (cell := line.cells[place])
    )


def year(line_year: int | None, *, baseline: bool) -> str:
    """The head of a target's line."""
    if baseline:
        return f"{line_year}年基期" if line_year else "基期"
    return f"{line_year}年" if line_year else "没写年份"


def near(comparison: Comparison) -> Iterator[str]:
    """The rows that may be one indicator, with the plans that have them."""
    for pair in comparison.near:
        names = []
        for row in (comparison.targets[pair.one], comparison.targets[pair.two]):
            sides = zip(heads(comparison), row.targets, strict=True)
            labels = "、".join(name for name, target in sides if target is not None)
            names.append(f"“{row.name}”（{labels}）")
        yield "与".join(names)


def pair(comparison: Comparison, number: int) -> str:
    """The versions of a pair: 从送审稿到印发稿."""
    names, (old, new) = heads(comparison), comparison.pairs[number]
    return f"从{names[old]}到{names[new]}"


def changed(kept: Kept) -> str:
    """What of a task is another now."""
    told = list(kept.duty)
    if kept.title:
        told.insert(0, f"原题“{saying.named(kept.old)}”")
    if kept.text:
        told.append("正文有改动")
    return "；".join(told)


def moved(changes: Changes) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """新增, 去掉 and 改动 with (task, what of it) each, of which any may be empty."""
    yield "新增的任务", tuple((saying.called(item), "") for item in changes.added)
    yield "去掉的任务", tuple((saying.called(item), "") for item in changes.removed)
    yield "有改动的任务", tuple((saying.called(each.new), changed(each)) for each in changes.changed)


def silent(comparison: Comparison) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each plan's tasks that answer no requirement; of versions of one place the changes say enough."""
    for name, side in zip(heads(comparison), comparison.sides, strict=True):
        if side.coverage.silent and comparison.kind != "versions":
            yield name, tuple(map(saying.called, side.coverage.silent))


def tasks(answer: Answer) -> tuple[str, ...]:
    """The tasks and other items that have words for a requirement, in the order of print."""
    return tuple(dict.fromkeys(saying.called(each.node) for each in answer.evidence if isinstance(each.node, Item)))
