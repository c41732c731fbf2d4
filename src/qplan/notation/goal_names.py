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


@dataclass
class Said:
    """What a sentence has said so far: whether it counts, its last goals' name and unit, a base in wait."""

    counting: bool = False
    adding: bool = False
    verb: str = ""
    last: tuple[str, str] | None = None
    new: tuple[str, str] | None = None
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
    if _GRANTED.match(behind):
        return "", False
    if spot.on_base:
        held = _HOLDS.search(veil[words.begin : spot.first.start])
        return (goal_words.indicator(said_before) if held else ""), False
    name = goal_words.level(said_before, counted=last.counted) or (said.base[2] if said.base else "")
    if last.timed and goal_words.DONE.match(behind):
        return name or _topic(paragraph, said) or goal_words.indicator(paragraph[slice(*said.before)]), False
    ends, moved = bool(SO_FAR.match(behind)), _moved(words, said)
    if last.share and (behind.startswith("全覆盖") or not ends) and (not moved or behind.startswith("的")):
        return _part(words, said_before, said_behind), False
    if name and _is_level(words, name, ends=ends, moved=moved):
        rated = goal_words.RATE.search(name) and not _ADDS.search(before)
        counted = _counted(words, said, said_before, "") if last.counted and not moved and not rated else ""
        return counted or name, bool(counted)
    if moved and ends and goal_words.blank(before) and (known := _inherited(last, said) or _topic(paragraph, said)):
        return known, False
    return (_counted(words, said, said_before, "" if ends else said_behind), True) if last.counted else ("", False)


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
    return moved or bool(goal_words.RATE.search(name) or (last.bound and not last.timed))


def _counted(words: Words, said: Said, said_before: str, said_behind: str) -> str:
    """What is counted: the words behind the number (建成4个专业镇), or else those before it (打造联合体5家)."""
    before, last, known = words.before, words.spot.last, said.last or ("", "")
    verb, name = goal_words.governing(before), ""
    if last.money and verb and verb[0] == "设立":
        return ""
    if said_behind:
        name = "" if last.unit == "次" and goal_words.ROUTINE.search(said_behind) else _behind(words, said, said_behind)
    elif verb or said.counting:
        name = goal_words.counted_before(said_before, before, carried=said.verb)
        if not name and verb and known[0].endswith(verb[0]):
            name = known[0]
        elif not name and verb and known[1] == last.unit:
            name = verb[0] + known[0]
    if name:
        said.counting = True
        said.verb = goal_words.kept_verb(before) or said.verb
        said.adding = said.adding or bool(_ADDS.search(before))
    return goal_words.elided(name, known[0])


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


def _inherited(last: Measure, said: Said) -> str:
    """The indicator of the goal before, for a second one without a name: 稳定在98%以上，力争达到99%."""
    alike = said.last and (said.last[1] == last.unit or (said.last[1] == "%" and last.unit == "个百分点"))
    return said.last[0] if said.last and alike else ""


def _topic(paragraph: str, said: Said) -> str:
    """What the clause before speaks of: 将办理时限压缩一半，减至10天."""
    text = paragraph[slice(*said.before)]
    change = goal_words.CHANGE.search(text)
    name = goal_words.indicator(text[: change.start()]) if change else ""
    return name if goal_words.RATE.search(name) else ""
