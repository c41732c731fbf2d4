"""The values that a goal's numbers state: each with the relation, the unit and the bound that they share."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from qplan.notation import goal_words, quantities
from qplan.notation.goal_clauses import BRACKET
from qplan.notation.goal_spots import Spot, Words
from qplan.notation.quantities import Quantity
from qplan.notation.quantity_words import lead
from qplan.patterns import pattern

_YEARLY = pattern(r"每(?:年|个?季度|半年|月)")
_EACH = pattern(r"(?:^|[\s在于、])(?P<each>每(?![万千百亿元])[^\0\x01、,]{1,9})$")
_AT_LEAST = pattern(r"(?:至少|不少于)[^0-9、]{0,8}$")
_OF_ALL = pattern(
    r"(?:不低于|不少于|不超过|不高于|达到|达|超过|占到?|控制在|保持在|稳定在)"
    r"(?P<of>[^0-9、]{1,20}(?:总[量数额人]|数量|数|额|量|总体|规模|面积)的?)$"
)

_FAR = 150  # code points; 每年 further back says nothing of a number


class Value(NamedTuple):
    """A value, and where its wording stands."""

    start: int
    end: int
    quantity: Quantity


def words(veil: str, head: int, spot: Spot) -> Words:
    """The words about a spot's numbers, those of relation apart; ``head`` is where its clause begins."""
    begin, relations = lead(veil, spot.first.start)
    begin = max(begin, spot.since)
    begin -= 2 * (veil[max(head, begin - 2) : begin] == "每年")
    whole = ""
    over = _OF_ALL.search(veil[spot.since : begin]) if spot.last.share else None
    if over:  # 比例不低于项目总量的10%
        whole = over["of"]
        begin, relations = lead(veil, spot.since + over.start("of"))
        begin = max(begin, spot.since)
    said = veil[begin : spot.first.start].rstrip()
    behind = veil[spot.last.end : spot.stop].replace(BRACKET, " ").strip()
    return Words(spot, begin, veil[spot.since : begin], said, whole, behind, tuple(relations))


def values(paragraph: str, veil: str, words: Words, *, adding: bool, head: int) -> list[Value]:
    """The quantities of a spot, with their places in the paragraph.

    Args:
        paragraph: the text.
        veil: the same from `prepared`.
        words: the spot and the words about it.
        adding: whether what is counted is added to what there is (新增).
        head: where the clause begins.
    """
    spot = words.spot
    if len(spot.numbers) > 1:
        made = _shared(veil, words)
    elif words.whole:
        said = words.lead.removesuffix(words.whole) + veil[spot.first.start : spot.last.end]
        quantity = replace(quantities.read(said), text=paragraph[words.begin : spot.last.end])
        made = [Value(words.begin, spot.last.end, quantity)]
    else:
        quantity = quantities.read(paragraph[words.begin : spot.last.end])
        made = [Value(words.begin, spot.last.end, quantity)]
    each = _each(veil[max(head, words.begin - _FAR) : words.begin], words.before)
    return [value._replace(quantity=_meant(value.quantity, words, each, adding=adding)) for value in made]


def _shared(veil: str, words: Words) -> list[Value]:
    """Each number of a list with the words before the first, the unit behind the next and the bound behind the last."""
    made: list[Value] = []
    unit = ""
    for number in reversed(words.spot.numbers):
        core = veil[number.start : number.end - len(number.bound)].strip()
        if number.unit in ("", "个") and unit.startswith(number.unit):
            core = core.removesuffix(number.unit) + unit
        else:
            unit = number.unit
        said = words.lead + core + (number.bound or words.spot.last.bound)
        start = words.begin if number is words.spot.first else number.start
        made.append(Value(start, number.end, replace(quantities.read("".join(said.split())), text="")))
    return made[::-1]


def _meant(quantity: Quantity, words: Words, each: str, *, adding: bool) -> Quantity:
    """What a goal means beside its own wording: 3个工作日办结 is a limit, 新增 an increase, 每年 no total."""
    last = words.spot.last
    if quantity.value is None:
        return quantity
    if last.timed and not words.relations and not last.bound:
        quantity = replace(quantity, relation="at_most", text="")
    if quantity.relation == "equal" and _AT_LEAST.search(words.before):
        quantity = replace(quantity, relation="at_least", text="")
    if adding and quantity.relation in {"equal", "at_least"}:
        quantity = replace(quantity, relation="increase", at_least=quantity.relation == "at_least", text="")
    if words.spot.on_base:
        quantity = replace(quantity, relation="at_least", text="")
    if not each or quantity.relation in {"increase", "decrease", "yearly_increase"}:
        return quantity
    read = quantities.read(each + quantities.write(quantity))
    return read if replace(read, text="") == replace(quantity, text="") else quantity


def _each(head: str, before: str) -> str:
    """每年 or 每个县, where it stands before a goal, "" else."""
    if yearly := _YEARLY.search(head):
        return yearly[0]
    verb = goal_words.governing(before)
    place = _EACH.search(before[: verb.start()]) if verb else None
    return place["each"] if place else ""
