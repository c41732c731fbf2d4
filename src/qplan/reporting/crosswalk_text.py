"""Crosswalk of two packs -> a table for a person: what of one corresponds to what of the other, and what to none."""

from __future__ import annotations

from collections.abc import Iterator

from qplan import display
from qplan.crosswalk import WORDS, Crosswalk
from qplan.framework import Framework
from qplan.reporting.wrapping import wrapped

_ID, _RELATION = 6, 8


def report(table: Crosswalk, origin: Framework, target: Framework) -> str:
    """The first pack's requirements in its order, each with its counterparts; then those of either without one."""
    titles = {each.id: each.title for each in target.everything}
    out = [*wrapped(f"《{origin.title}》（{origin.id}）同《{target.title}》（{target.id}）", hang=2)]
    out += wrapped("缩进的是后一份的要点；关系从前一份看：更宽，答了它就答了后一份的；更窄，只答了一部分。", hang=2)
    parts = [(f"{area.place} {area.title}", area.requirements) for area in origin.areas]
    for head, requirements in (*parts, (origin.rest, origin.organisation)):
        out += ["", head] if any(each.id in table.pairs for each in requirements) else []
        for each in requirements:
            if each.id in table.pairs:
                out += wrapped(f"{display.pad(each.id, _ID)} {each.title}", 2)
                out += _counterparts(table, each.id, titles)
    out += _alone(f"{origin.id} 里没有对应的", origin, table.alone)
    out += _alone(f"{target.id} 里没有对应的", target, table.alone_there)
    return "\n".join(out)


def _counterparts(table: Crosswalk, key: str, titles: dict[str, str]) -> Iterator[str]:
    for other, relation in table.pairs[key].items():
        word = display.pad(WORDS[relation], _RELATION)
        yield from wrapped(f"{word}  {display.pad(other, _ID)} {titles[other]}", 9, hang=2)


def _alone(head: str, pack: Framework, reasons: dict[str, str]) -> Iterator[str]:
    if reasons:
        yield from ("", head)
        for each in pack.everything:
            if each.id in reasons:
                yield from wrapped(f"{display.pad(each.id, _ID)} {each.title}：{reasons[each.id]}", 2, hang=7)
