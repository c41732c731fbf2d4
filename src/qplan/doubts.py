"""Plan x claims x evidence -> Doubts (Q8xx): claims that a second reader would not take on trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise

from qplan.findings import Entry, Remark, Route, Severity
from qplan.framework import Framework, folded
from qplan.patterns import pattern
from qplan.plan import Item, Node, Plan
from qplan.recognition.evidence import Evidence, Said
from qplan.text import PLACEHOLDER

_UNWORDED = 3
_TWIN = 0.6
"""How much of either text the other must have. Of all pairs of tasks in nineteen real plans the most alike
reach 0.42; a copy with every fifth character changed, its sentences in another order, has 0.74 or more."""
_PAIRS = 0.4
"""What two such texts share at least of their pairs of neighbours: asked first, for it is quick to know."""
_ENOUGH = 8
"""The fewest characters by which a text can be known again."""

_MARK = pattern(r"[\W_]+")
_DIGITS = pattern(r"\d+")
_STOCK = pattern(
    "加强|强化|加大|明确|压实|落实|细化|健全|完善|建立|形成|坚持|突出|切实|认真|严格|扎实|抓好|做好|全面|进一步|"
    "按时|按期|定期|及时|每年|每季度|组织|领导|统筹|协调|协同|配合|力度|部门|单位|有关|相关|各级|各|责任|分工|职责|任务|工作|台账|清单|"
    "机制|制度|体系|调度|会商|研究|督促|督导|检查|考核|通报|总结|评估|整改|限期|问题|困难|解决|推进|推动|开展|实施|确保|取得|实效|"
    "成效|见效|落到实处|落地|合力|宣传|引导|营造|良好|氛围|措施|方案|计划|目标|年度|要求|人员|经费|保障|汇报|报送|信息|完成|"
    "各项|项|和|并|及|的|按|对|将|中|与|等|一是|二是|三是"
)
"""Words of which the phrases are made that stand in every task: 明确责任分工，建立工作台账，定期调度."""

_TASK = "- {标题: %s, 正文: %s, 责任单位: [县政府办], 对应: [%s]}\n"
_TEXT = "每年选派技术骨干到乡镇作坊辅导腌制工艺，统一采购包装材料，送样检测二十批次"
_SAME = "送样检测三十批次，每年选派技术骨干到乡镇的作坊指导腌制工艺，并统一采购包装材料"

UNWORDED = Entry(
    "Q801",
    "claims-without-words",
    Severity.WARNING,
    "一条任务里三个以上的对应，正文没有话",
    why="“对应”说的是这一条回答国家方案的哪些要点，回答要写在正文里。只标编号、正文没有话的，对照表上也不算写到；"
    "一两处可能是说法特别、本工具没有认出，三处以上多半是标多了。一条任务回答许多要点是可以的，每个要点有一个短语"
    "就够；不由这一条做的，从“对应”里删去。",
    bad=_TASK % ("做好会议服务", "做好有关会议的筹备。", "A7.1, A7.2, A7.3, A7.5"),
    good=_TASK % ("办好质量月", "举办“质量月”活动，组织质量知识进企业。", "A7.4"),
)
TWINS = Entry(
    "Q802",
    "twin-tasks",
    Severity.WARNING,
    "两条任务的正文几乎一样，对应的要点却不同",
    why="同一段话换几个字、调个次序写成两条任务，分别去对应不同的要点，实际只做了一件事，对照的数字却多了。比较的是"
    "正文、专栏和全部举措，不看标题；“明确责任分工、建立工作台账”一类的套话不算在内。两条任务字句相近、但各自的"
    "要点由不同的那几个字写明的，不提。",
    bad=_TASK % ("提高腌制工艺", f"{_TEXT}。", "A3.3") + _TASK % ("支持乡镇作坊", f"{_SAME}。", "A2.4"),
    good=_TASK % ("提高腌制工艺", f"{_TEXT}。", "A3.3, A2.4"),
)
CODES = {entry.code: entry for entry in (UNWORDED, TWINS)}


@dataclass(frozen=True)
class Doubt:
    """Claims worth a second look: which code, what is said, and the node whose claims they are."""

    node: Node
    entry: Entry
    remark: Remark

    @property
    def message(self) -> str:
        """One line that names the task."""
        return self.remark.message


def unworded(said: Iterable[Said], found: Mapping[str, Sequence[Evidence]], framework: Framework) -> Iterator[Doubt]:
    """Nodes with more than three claims that no words of theirs bear out.

    A claim counts as it is written: one that names a sentence of the national plan is one, and has words where
    any of the sentence's requirements has. A section's claims may be borne out by its items.
    """
    places = {each.id: each.place for each in framework.everything}
    claims: dict[Route, list[Said]] = {}
    for each in said:
        if each.claim.degree != "none":
            claims.setdefault(each.node.route, []).append(each)
    for own in claims.values():
        written = {each.claim.route for each in own}
        empty = written - {each.claim.route for each in own if bears_out(found.get(each.requirement, ()), each)}
        if len(empty) > _UNWORDED:
            node = own[0].node
            listed = "、".join(dict.fromkeys(places[each.requirement] for each in own if each.claim.route in empty))
            which = "正文里都没有话" if empty == written else f"其中 {len(empty)} 个正文里没有话"
            message = f"“{_name(node)}”标了 {len(written)} 个对应，{which}：{listed}"
            hint = "正文各补一个短语；不由这一条做的，从对应里删去"
            yield Doubt(node, UNWORDED, Remark((*node.route, "covers"), message, hint, on_key=True))


def bears_out(found: Iterable[Evidence], said: Said) -> bool:
    """Whether any of a requirement's evidence is in the node that makes the claim, or below it."""
    route = said.node.route
    return any(each.node.route[: len(route)] == route and not each.struck for each in found)


def twins(plan: Plan, said: Sequence[Said], found: Mapping[str, Sequence[Evidence]]) -> Iterator[Doubt]:
    """Tasks whose texts are nearly one, under different claims that the difference of the texts does not explain.

    Honest tasks may read alike and differ just in the words that their claims rest on: these are not named. Each
    task is named once, with the first that it is like.
    """
    claimed = _claimed(plan, said)
    worded = {(id(each.node), key) for key, every in found.items() for each in every if _in_text(each)}
    texts = {id(item): _Text.of(item) for item, _ in claimed}
    told: set[int] = set()
    for (one, first), (two, second) in combinations(claimed, 2):
        if first == second or id(two) in told or not texts[id(one)].like(texts[id(two)]):
            continue
        if _explained(one, two, first - second, worded) and _explained(two, one, second - first, worded):
            continue
        told.add(id(two))
        message = f"“{_name(two)}”与“{_name(one)}”的正文几乎一样，对应的要点却不同"
        remark = Remark(
            (*two.route, "covers"),
            message,
            "并成一条，把要点合在一起；或写出各自要做的事",
            other=((*one.route, "covers"), "与它几乎一样的那一条"),
        )
        yield Doubt(two, TWINS, remark)


def _claimed(plan: Plan, said: Iterable[Said]) -> list[tuple[Item, frozenset[str]]]:
    """The tasks that claim anything, with all that they or the sections above them claim."""
    by_route: dict[Route, dict[str, Said]] = {}
    for each in said:
        by_route.setdefault(each.node.route, {})[each.requirement] = each
    every = []
    for item in plan.tasks():
        inherited: dict[str, Said] = {}
        for length in range(len(item.route) + 1):
            inherited |= by_route.get(item.route[:length], {})
        claims = frozenset(key for key, each in inherited.items() if each.claim.degree != "none")
        if claims:
            every.append((item, claims))
    return every


def _in_text(found: Evidence) -> bool:
    """Whether words count that stand in the text: a title may be another where all the rest is one."""
    if found.struck or not isinstance(found.node, Item):
        return False
    text = _own(found.node)
    return any(folded(words) in text for words in found.words)


def _explained(one: Node, other: Node, claims: Iterable[str], worded: set[tuple[int, str]]) -> bool:
    """Whether a node has words for all of these claims, and the other has none."""
    return all((id(one), key) in worded and (id(other), key) not in worded for key in claims)


@dataclass(frozen=True)
class _Text:
    """A task's own text for comparison: each clause's length and what it is made of, and all pairs of neighbours.

    Marks are left out, numbers are all one, and so are clauses of stock phrases, unless there is nothing else.
    """

    clauses: tuple[tuple[int, Counter[str]], ...]
    pairs: frozenset[str]

    @property
    def length(self) -> int:
        """Characters, marks and stock phrases apart."""
        return sum(size for size, _ in self.clauses)

    @classmethod
    def of(cls, item: Item) -> _Text:
        """All that the task says itself: its text, its boxes and its measures, not its title."""
        flat = _DIGITS.sub("0", _own(item).casefold())
        every = tuple(filter(None, _MARK.split(flat)))
        specific = tuple(each for each in every if len(_STOCK.sub("", each)) * 3 > len(each))
        kept = specific if sum(map(len, specific)) >= _ENOUGH else every
        pairs = (map("".join, pairwise(each)) for each in kept)
        return cls(tuple((len(each), _parts(each)) for each in kept), frozenset(chain.from_iterable(pairs)))

    def like(self, other: _Text) -> bool:
        """Whether either says nearly all that the other says, in whatever order."""
        both = len(self.pairs) + len(other.pairs)
        if 2 * len(self.pairs & other.pairs) < _PAIRS * both or min(self.length, other.length) < _ENOUGH:
            return False
        return self.held(other) >= _TWIN and other.held(self) >= _TWIN

    def held(self, other: _Text) -> float:
        """How much of this text the other has, clause by clause, each held against the one most like it: 0 to 1."""
        best = (size * max(_shared(parts, each) for _, each in other.clauses) for size, parts in self.clauses)
        return sum(best) / self.length


def _own(item: Item) -> str:
    """What the task says itself, its title apart, folded."""
    pieces = (*item.paragraphs, *(box.text for box in item.boxes), *(each.text for each in item.measures))
    return folded(PLACEHOLDER.sub("", "。".join(pieces)))


def _parts(clause: str) -> Counter[str]:
    """Characters and pairs of neighbours: a changed word costs little, other words of the same trade share little."""
    return Counter(clause) + Counter(map("".join, pairwise(clause)))


def _shared(one: Counter[str], two: Counter[str]) -> float:
    """What two bags have in common, of both together: 0 to 1."""
    both = one.total() + two.total()
    return 2 * (one & two).total() / both if both else 0.0


def _name(node: Node) -> str:
    return (node.title or node.number).replace("“", "‘").replace("”", "’")
