"""What stands around last year's tasks -> the same in a new plan: 公文, chapters, targets, annexes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from qplan import skeleton
from qplan.plan import Goal, Section, Target
from qplan.renewing.last_year import LastYear
from qplan.renewing.marks import was

Data = dict[str, Any]

_GONE = ("date", "printed", "stage", "number")
"""What a new document has not got yet."""
_ORDER = (
    "title", "subtitle", "genre", "kind", "issuer", "number", "addressees", "notice", "preamble", "disclosure",
    "copies", "printer", "signer", "remark", "contact",
)  # fmt: skip
_CODE = re.compile(r"(?P<code>[^\W\d_]{2,14})\s*[〔\[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]")
_NARROW = str.maketrans("（）／", "()/")
_TARGET = ("id", "indicator", "unit", "kind", "category", "baseline", "goals", "responsible", "place")
_RELATIONS = {
    "at_least": "不低于", "at_most": "不超过", "reach": "", "equal": "", "increase": "增加", "decrease": "下降",
    "yearly_increase": "年均增加", "between": "",
}  # fmt: skip


def document(last: LastYear, new: Data, year: int) -> Data:
    """公文: last year's, without its days and its draft's stage; its number stands open under the new year."""
    old = last.data.get("document") or {}
    fields = {key: value for key, value in old.items() if key not in _GONE}
    if isinstance(old.get("notice"), dict):
        fields["notice"] = {key: value for key, value in old["notice"].items() if key != "date"}
    code = _CODE.match(str(old.get("number") or "").strip())
    if code:
        fields["number"] = f"{code['code']}〔{year}〕　号"
    sent = old.get("addressees") or fields.get("notice", {}).get("addressees")
    needed = {key: value for key, value in new["document"].items() if key != "addressees" or not sent}
    every = needed | {key: value for key, value in fields.items() if value}
    return {key: every[key] for key in _ORDER if key in every}


def chapters(last: LastYear, new: Data, tasks: Data) -> list[Data]:
    """The chapters: last year's around the tasks; 总体要求 and 保障措施 from the skeleton where it had none."""
    made: list[Data] = []
    placed = False
    for node in last.plan.content:
        if node.part != "tasks":
            made.append(_chapter(last.at(node.route)))
        elif not placed:
            made.append(tasks)
            placed = True
    before, _, after = new["content"]
    parts = {node.part for node in last.plan.content}
    if not parts & {"overview", "targets"}:
        made.insert(0, before)
    if not placed:
        made.insert(_after_overview(made), tasks)
    if "safeguards" not in parts:
        made.append(after)
    return made


def heading(last: LastYear, tasks: Sequence[Section], sections: list[Data]) -> Data:
    """The chapter of the tasks: last year's own, where it had just one."""
    if len(tasks) != 1:
        return {"title": "重点任务", "part": "tasks", "content": sections}
    kept = _chapter(last.at(tasks[0].route))
    return {"title": "重点任务"} | kept | {"part": "tasks", "content": sections}


def targets(last: LastYear, new: Data, paths: Mapping[str, str]) -> list[Data]:
    """The targets: what was to be reached before the new period is a proposal for 基期, marked; the goal is open.

    Args:
        last: last year's plan.
        new: the skeleton, whose period counts.
        paths: where the new plan has what last year's plan had, by path.
    """
    start, end = new["period"]["start"], new["period"]["end"]
    made = []
    for target in last.plan.targets:
        entry = last.at(target.route)
        ahead = {
            f"{goal.year}": _said(goal._replace(year=None), target) for goal in target.goals if _is_ahead(goal, start)
        }
        behind = [_said(goal, target, "目标") for goal in target.goals if not _is_ahead(goal, start)]
        if target.baseline is not None:
            behind.insert(0, _said(target.baseline, target, "基期"))
        if behind:
            entry["baseline"] = {"text": was("，".join(behind), "改成实际达到的数")}
        if behind or not ahead:
            entry["goals"] = ahead or {f"{end}": skeleton.fill("目标值")}
        if entry.get("place"):
            entry["place"] = _place(entry["place"], paths, last)
        made.append({key: entry[key] for key in _TARGET if entry.get(key)})
    return made or new["targets"]


def _place(place: str, paths: Mapping[str, str], last: LastYear) -> str:
    """Where what stood there is now, "" where that is not known; an id goes on to be one."""
    if any(node.id == place for node in last.plan.nodes()):
        return place
    return paths.get("".join(place.split()).translate(_NARROW), "")


def _is_ahead(goal: Goal, start: int) -> bool:
    return goal.year is not None and goal.year >= start


def _said(goal: Goal, target: Target, what: str = "") -> str:
    """A goal in words, with its year and what it is."""
    value = "" if goal.value is None else f"{goal.value:g}{target.unit}"
    high = "" if goal.high is None else f"至{goal.high:g}{target.unit}"
    words = goal.text or f"{_RELATIONS.get(goal.relation, '')}{value}{high}"
    plain = words.translate(str.maketrans("〔〕；", "（），"))
    return f"{f'{goal.year}年' if goal.year else ''}{what}{plain}"


def _chapter(data: Data) -> Data:
    """A chapter on its own again: its number is counted anew."""
    return {key: value for key, value in data.items() if key != "number" or not isinstance(value, int)}


def _after_overview(made: list[Data]) -> int:
    fronts = [at for at, each in enumerate(made) if each.get("part") in ("overview", "targets")]
    return fronts[-1] + 1 if fronts else 0
