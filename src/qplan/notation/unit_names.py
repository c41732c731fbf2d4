"""Lists of units: one string becomes names, whole ones kept whole and elided level prefixes restored."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from qplan.notation.punctuation import enclosing, halved, pieces, trimmed
from qplan.notation.unit_words import (
    AND,
    BARE,
    CLASS_NOUN,
    LEVELS,
    LONGEST,
    TWIN,
    continues,
    is_complete,
    is_unit,
    level_of,
    prefix_for,
)

_JOINTS = ("，", "以及", "及", "和", "与")
_ALONE = range(3, 18)  # code points of a name that `_is_alone`


def units(value: str, *, level: str = "") -> tuple[tuple[str, ...], bool]:
    """Split a list of units: its names as printed, and whether 等 leaves it open.

    、 ， ； 及 和 and blanks between names separate; brackets, quotes, names such as 规划和自然资源局 and groups of
    governments such as 各县、市、区人民政府 stay whole. 等 with its class noun (等有关部门) is no name.

    Where only the first of a group carries 省, 市, 县 or 区 the others get it back (市发改委、商务局); after ， only
    departments of the government itself do, not 税务局 or 气象局. 分局, banks, 海关 and others that are called
    after a place never do. In a list that has no prefix at all none is added.

    Args:
        value: the list, in any width; names keep its characters.
        level: the prefix in force before the list, from `level_of`, for a first name that lost its own.
    """
    if not level and _is_alone(value):
        return (value,), False
    names: list[str] = []
    others = False
    for piece in pieces(halved(value), ",;。"):
        found, more = _names(value[piece.start : piece.end])
        others = others or more
        restored = _restored(found, level)
        level = next((own for own in map(level_of, reversed(restored)) if own), level)
        names += restored
    return tuple(names), others


def _is_alone(value: str) -> bool:
    """One name and nothing else, as most entries of a file: no mark, no blank, no word that could join or close."""
    return (
        len(value) in _ALONE
        and value[-1] in "局委办部院会府"
        and min(value) >= "\u4e00"
        and max(value) <= "\u9fff"
        and not any(joint in value for joint in "和及与等无")
    )


def joined(names: Iterable[str], *, groups: Collection[str] = (), elided: bool = False, comma: str = "，") -> str:
    """The list as printed, so that `units` gives the names back: 、 between them, ， where 、 would make one of two.

    Args:
        names: the units.
        groups: names with the mark that parts them from what stands before, as in `NoteStyle.groups`.
        elided: drop 省, 市, 县 where the name before has it (县财政局、教育局).
        comma: the ， of the print.
    """
    text = last = ""
    level = ""
    for name in names:
        mark = next((joint for joint in _JOINTS if f"{joint}{name}" in groups), "") if last else ""
        if last and not mark:
            mark = "、" if units(f"{last}、{name}")[0][-1:] == (name,) else "，"
        own = level_of(name)
        short = name.removeprefix(own) if elided and own and own == level and mark == "、" else name
        if short != name and units(f"{last}、{short}")[0][-1:] != (name,):
            short = name
        text += (comma if mark == "，" else mark) + short
        level = own or level * (mark == "、")
        last = name
    return text


def _names(group: str) -> tuple[list[str], bool]:
    """The names between two commas."""
    found: list[str] = []
    others = False
    for raw in _whole(group):
        name = trimmed(raw)
        if name == "无" or not any(map(str.isalnum, name)):
            continue  # an empty cell of a table: 无, —, /
        names, more = _closed(name)
        others = others or more
        found += names
    return found, others


def _whole(group: str) -> Iterator[str]:
    """Cut at 、 and at blanks between two names, but not within 各县、市、区人民政府 or 各委、办、局."""
    run: list[str] = []
    for piece in pieces(halved(group), "、"):
        for raw in _at_blanks(group[piece.start : piece.end]):
            if run and not continues(run, halved(raw)):
                yield "、".join(run)
                run = []
            run.append(raw)
    if run:
        yield "、".join(run)


def _at_blanks(text: str) -> Iterator[str]:
    """Blanks from PDF text: between two names they separate, elsewhere they are dropped."""
    words = text.split()
    if len(words) < 2 or len(text) > 10 * LONGEST:  # noqa: PLR2004 - one word has no blank to judge
        yield "".join(words)
        return
    name = ""
    for word in words:
        flat = halved(name)
        begins = is_unit(word) or word[0] == "各" or LEVELS.fullmatch(word[:LONGEST]) is not None
        if begins and len(name) > len("县委") and is_unit(name) and not BARE.fullmatch(flat[:LONGEST]):
            yield name
            name = word
        else:
            name += f" {word}" if name[-1:].isascii() and name[-1:].isalnum() and word[0].isascii() else word
    yield name


def _closed(name: str) -> tuple[list[str], bool]:
    """Take 等 and its class noun off a name, and cut it at 和 or 及 between two names."""
    if len(name) > 2 * LONGEST:
        return [name], False
    flat = halved(name)
    for found in re.finditer("(?<![高同平上初中优])等", flat):
        place = found.start()
        if any(begin < place < end for begin, end in enclosing(flat).items()):
            continue
        noun = CLASS_NOUN.match(flat, found.end())
        after = noun.end() if noun else found.end()
        joint = AND.match(flat, after)
        tail = name[joint.end() :] if joint else ""
        if after == len(flat) or joint:
            more = _parted(tail) if is_unit(tail) or BARE.fullmatch(halved(tail)) else []
            return [*(_parted(name[:place]) if place else []), *more], True
    return _parted(name) if name else [], False


def _parted(name: str) -> list[str]:
    """Cut at 和, 及, 与 where a whole name ends before and another begins after: never in 工业和信息化局."""
    flat = halved(name)
    inside = enclosing(flat)
    parts: list[str] = []
    begin = 0
    for joint in AND.finditer(flat):
        if any(start < joint.start() < end for start, end in inside.items()):
            continue
        left, right = flat[begin : joint.start()], flat[joint.end() :]
        begins = is_unit(right) or is_unit(AND.split(right, maxsplit=1)[0]) or BARE.fullmatch(right)
        if begins and is_complete(left) and not TWIN.match(right):
            parts.append(name[begin : joint.start()])
            begin = joint.end()
    return [*parts, name[begin:]]


def _restored(names: list[str], before: str) -> list[str]:
    """Give the names of one group the prefix that only the first of them carries."""
    restored: list[str] = []
    current = ""
    for name in names:
        own = level_of(name)
        current = own or current
        restored.append(name if own else prefix_for(halved(name[:LONGEST]), current, before) + name)
    return restored
