"""What a goal's numbers measure: the words about them become an indicator's name, or "" where there is no goal."""

from __future__ import annotations

from dataclasses import dataclass

from qplan.notation import goal_words
from qplan.notation.goal_spots import SO_FAR, Words
from qplan.notation.quantity_words import Measure
from qplan.patterns import pattern

_GRANTED = pattern(r"支持|用于|奖|补助|补贴|贴息|给予|予以|资助|罚|核定|收取|计提|抵扣|优惠|的(?:罚|奖|补|贴)")
_HOLDS = pattern(r"确保|保持|稳定|不低于|达到")
_DONE_TO = pattern(r"对(?P<whom>[^,、]{2,30}?)(?:进行|开展|实施|实行)$")
_ADDS = pattern(r"新增|净增|增加")
_AIM = pattern(r"(?<!截)[到至](?:20|“?十)")
_SUMMED = pattern(r"累计")
_TILL_NOW = pattern(r"目前|现有|现已|已|截[至止]")
_SET_ASIDE = pattern(r"每年(?:统筹|预算|至少|新增)?安排(?P<fund>[^,、]{0,20}(?:资金|经费))?(?:不少于|不低于|至少)?$")
_MAKES = pattern(r"新建|建成|创建|创成|培育|新增|引进|选树|认定|招引|遴选|新登记|改建|扩建|设立")
_SLOGAN = pattern(r"体系|机制|制度|行动|工程|活动|清单|关系|格局|作用|环境|方面|阶段|类别|层面|责任|进|助|帮")
_FAR = 60  # code points
_FUND = pattern(r"[^,、]{0,12}(?:资金|经费)(?:$|[,用])")
_SO_OFTEN = pattern(r"(?:(?:每年度?|每半年|每个?季度|每月|全年|年内)(?:至少)?(?:举办|开展|组织|召开|安排|进行)?)")
_OCCASIONS = frozenset({"次", "期", "场", "场次", "班次", "批次", "轮次", "期次"})
_TIMES = frozenset({"人次", "场次", "批次", "家次", "户次", "班次"})
_SERVED = pattern(r"培训|服务|走访|抽检|检测|检查|检定|帮扶")
_HELD = pattern(r"参加|开展|举办|组织|举行|进行|实施|召开")
_LISTED = pattern(r"\s*[、和及与](?!.*(?:涉及|覆盖|涵盖|包括))")


@dataclass
class Said:
    """What a sentence has said so far.

    Whether it counts things, and by which verb; whether it says how things stood (“十四五”末有20件);
    the name and unit of its last goal, of the goals of this clause
    (``new``) and of the clause before (``made``); a base in wait; where the clause before stands.
    """

    counting: bool = False
    standing: bool = False
    adding: bool = False
    verb: str = ""
    last: tuple[str, str] | None = None
    new: tuple[tuple[str, str], ...] = ()
    made: tuple[tuple[str, str], ...] = ()
    base: tuple[Measure, str | None, str] | None = None
    before: tuple[int, int] = (0, 0)


def named(paragraph: str, veil: str, words: Words, said: Said) -> tuple[str, bool]:
    """The name of what a spot's numbers measure, "" where they state no goal; and whether they count things.

    Args:
        paragraph: the text.
        veil: the same from `prepared`.
        words: the spot and the words about it.
        said: what the sentence said before; what is counted is entered.
    """
    spot, before, behind, last = words.spot, words.before, words.behind, words.spot.last
    said_before = paragraph[spot.since : words.begin]
    said_behind = paragraph[last.end : spot.stop].strip()
    if (name := _apart(paragraph, veil, words, said)) is not None:
        return name, False
    name = goal_words.level(said_before, counted=last.counted) or (said.base[2] if said.base else "")
    if last.timed and goal_words.DONE.match(behind):
        return name or _topic(paragraph, said) or goal_words.indicator(paragraph[slice(*said.before)]), False
    ends, moved = bool(SO_FAR.match(behind)), _moved(words, said)
    if last.share and (behind.startswith("全覆盖") or not ends) and (not moved or behind.startswith("的")):
        return _part(words, said_before, said_behind), False
    if name and _is_level(words, name, ends=ends, moved=moved):
        rated = goal_words.RATE.search(name) and not _ADDS.search(before)
        counted = _counted(words, said, said_before, "") if last.counted and not moved and not rated else ""
        said.counting = said.counting or bool(moved and last.counted and goal_words.governing(before))
        return counted or name, bool(counted)
    if ends and goal_words.blank(before) and (known := _inherited(paragraph, words, said, moved=moved)):
        return known, False
    return (_counted(words, said, said_before, "" if ends else said_behind), True) if last.counted else ("", False)


def _apart(paragraph: str, veil: str, words: Words, said: Said) -> str | None:
    """The name, or "", where the number is of a kind of its own: a sum set aside, held so often, a base; None else."""
    spot = words.spot
    if spot.last.worded and not _worded(words):
        return ""
    if spot.last.money and (fund := _fund(paragraph, veil, words)):
        return fund
    if _GRANTED.match(words.behind):
        return ""
    if not words.behind and _SO_OFTEN.fullmatch(paragraph[spot.clause : min(words.begin, spot.clause + _FAR)].strip()):
        return _occasion(paragraph, words, said)
    if spot.on_base:
        held = _HOLDS.search(veil[words.begin : spot.first.start])
        return goal_words.indicator(paragraph[spot.since : words.begin]) if held else ""
    return None


def _moved(words: Words, said: Said) -> bool:
    """Whether words of relation before a number make it a goal; 到 and 至 do behind a verb of change."""
    to = "to" in words.relations and (said.base or goal_words.CHANGE.search(words.before))
    return bool(to) or any(each not in {"equal", "to"} for each in words.relations)


def _is_level(words: Words, name: str, *, ends: bool, moved: bool) -> bool:
    """Whether a number says what ``name`` reaches, and not how many of what stands behind it there are."""
    last = words.spot.last
    if not ends:
        adds = {"increase", "yearly_increase"} & {*words.relations}
        counts = last.counted and (goal_words.at_verb(words.before) or adds)
        return moved and not counts and not last.timed and not last.money
    summed = last.counted and _SUMMED.search(words.lead) and not _TILL_NOW.search(words.spot.dated + words.before)
    return moved or bool(summed or goal_words.RATE.search(name) or (last.bound and not last.timed))


def _counted(words: Words, said: Said, said_before: str, said_behind: str) -> str:
    """What is counted: the words behind the number (建成4个专业镇), or else those before it (打造联合体5家)."""
    before, last, known = words.before, words.spot.last, said.last or ("", "")
    verb, name = goal_words.governing(before), ""
    if verb and ((last.money and verb[0] == "设立") or (verb[0] == "指导" and last.unit not in ("家", "户"))):
        return ""
    if said_behind:
        name = "" if last.unit == "次" and goal_words.ROUTINE.search(said_behind) else _behind(words, said, said_behind)
    elif verb or said.counting or _is_set(words, said):
        name = goal_words.counted_before(said_before, before, carried=said.verb)
        if not name and verb and known[0].endswith(verb[0]):
            name = known[0]
        elif not name and verb and known[1] == last.unit:
            name = known[0] if words.spot.dated else verb[0] + known[0]
        elif not name and verb and last.unit in _TIMES and verb.end() == len(before.rstrip()):
            name = verb[0] if _SERVED.fullmatch(verb[0]) else ""
    if said.standing and not goal_words.BUILDING.search(before):
        return ""
    if name:
        said.counting = True
        said.verb = goal_words.kept_verb(before) or said.verb
        said.adding = said.adding or bool(_ADDS.search(before))
    return goal_words.elided(name, known[0])


def _is_set(words: Words, said: Said) -> bool:
    """Whether a count without a verb is a goal: under 到2027年, or in a list with one (甲类不少于4个、乙类2个)."""
    last = words.spot.last
    listed = said.new and said.new[-1][1] == last.unit and _LISTED.match(words.before)
    return bool(listed or _AIM.search(words.spot.dated)) and not last.money


def _behind(words: Words, said: Said, said_behind: str) -> str:
    """What is counted by the words behind a number, where a verb of making or a list stands before it."""
    before = words.before
    made = (
        goal_words.at_verb(before)
        or words.lead.endswith("实现")
        or {"increase", "yearly_increase"} & {*words.relations}
    )
    blank = goal_words.blank(before)
    if made or (blank and "at_least" in words.relations):
        name = goal_words.counted_after(said_behind)
        return goal_words.kept_verb(before) + name if name else ""
    listed = goal_words.enumerated(before, said_behind, counting=said.counting)
    return goal_words.counted_after(said_behind) if listed or (said.counting and blank) else ""


def _part(words: Words, said_before: str, said_behind: str) -> str:
    """What a share without a word of relation is a share of: 工单100%回访, 85%事项“一网通办”, 完成80%的清理工作."""
    if words.behind.startswith("的"):
        return goal_words.counted_after(said_behind[1:])
    if goal_words.DEGREE.match(words.behind):
        done_to = _DONE_TO.search(said_before)
        return goal_words.indicator(done_to["whom"] if done_to else said_before)
    return goal_words.counted_after(said_behind) if goal_words.blank(words.before) else ""


def _worded(words: Words) -> bool:
    """Whether a count in Chinese numerals is a goal for sure: 新建两个, 不少于十家, 累计百家; 打造两个平台 is none."""
    verb = goal_words.governing(words.before)
    if _SLOGAN.search(words.behind):
        return False
    if verb and _MAKES.search(verb[0]):
        return bool(goal_words.at_verb(words.before) or SO_FAR.match(words.behind))
    return bool(words.spot.last.bound or {"at_least", "at_most", "increase", "reach"} & {*words.relations})


def _fund(paragraph: str, veil: str, words: Words) -> str:
    """The name of a sum that is set aside each year (每年安排专项资金100万元), "" for any other number."""
    spot = words.spot
    head = max(spot.clause, spot.first.start - _FAR)
    found = _SET_ASIDE.search(veil[head : spot.first.start].rstrip())
    if found is None:
        return ""
    if found["fund"]:
        return (
            paragraph[head + found.start("fund") : head + found.end("fund")].strip()
            if SO_FAR.match(words.behind)
            else ""
        )
    named_behind = _FUND.match(words.behind.removeprefix("的"))
    return named_behind[0].rstrip(",用").strip() if named_behind else ""


def _occasion(paragraph: str, words: Words, said: Said) -> str:
    """What is held so often (组织专题培训，每季度不少于1期): the clause before says it, unless it is routine."""
    text = paragraph[slice(*said.before)]
    if words.spot.last.unit not in _OCCASIONS or goal_words.ROUTINE.search(text):
        return ""
    held = [each.end() for each in _HELD.finditer(text)]
    return goal_words.indicator(text[held[-1] :]) if held else ""


def _inherited(paragraph: str, words: Words, said: Said, *, moved: bool) -> str:
    """The indicator of what was said before, for a value without a name.

    It is that of the goal before (稳定在98%以上，力争达到99%; 2026年5家，2027年8家), or what the clause
    before speaks of.
    """
    last, (known, unit) = words.spot.last, said.last or ("", "")
    alike = unit == last.unit or {unit, last.unit} == {"%", "个百分点"}
    if known and alike and (moved or (words.spot.dated and unit == last.unit)):
        return known
    return _topic(paragraph, said) if moved else ""


def _topic(paragraph: str, said: Said) -> str:
    """What the clause before speaks of: 将办理时限压缩一半，减至10天."""
    text = paragraph[slice(*said.before)]
    change = goal_words.CHANGE.search(text)
    name = goal_words.indicator(text[: change.start()]) if change else ""
    return name if goal_words.RATE.search(name) else ""
