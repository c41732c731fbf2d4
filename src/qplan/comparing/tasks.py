"""Two versions of a plan -> which tasks came, which went, and whose title, duty or text is another now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from qplan.framework import folded
from qplan.matrix import registry_names, roles
from qplan.notation.unit_bodies import body
from qplan.plan import Item, Plan, RoleName
from qplan.task_tables import PART_NAMES
from qplan.text import plain

_ALIKE = 0.6
"""Share of pairs of characters that two texts have in common where one was made of the other."""
_ROLES: tuple[RoleName, ...] = ("lead", "responsible", "support")


class Kept(NamedTuple):
    """A task that both versions have: whether its title and its text are others now, and what its duty became."""

    old: Item
    new: Item
    title: bool
    duty: tuple[str, ...]
    text: bool

    @property
    def changed(self) -> bool:
        """Anything of it is not as it was."""
        return bool(self.title or self.duty or self.text)


@dataclass(frozen=True)
class Changes:
    """From one version to another; ``kept`` in the order of the new one, changed or not."""

    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    kept: tuple[Kept, ...]

    @property
    def changed(self) -> tuple[Kept, ...]:
        """The tasks that both have and that are not as they were."""
        return tuple(each for each in self.kept if each.changed)


def changes(old: Plan, new: Plan) -> Changes:
    """Match tasks by title, then by a text that is mostly the same; what has no match came or went."""
    before, after = tuple(old.tasks()), tuple(new.tasks())
    pairs = dict(_matched(before, after))
    names = registry_names(old), registry_names(new)
    regions = old.region, new.region
    kept = [
        Kept(
            before[was],
            after[now],
            folded(before[was].title) != folded(after[now].title),
            tuple(
                _duty(
                    _parts(before[was], names[0], regions[0]),
                    _parts(after[now], names[1], regions[1]),
                )
            ),
            _text(before[was]) != _text(after[now]),
        )
        for now, was in sorted(pairs.items())
    ]
    went = set(range(len(before))) - set(pairs.values())
    return Changes(
        added=tuple(item for n, item in enumerate(after) if n not in pairs),
        removed=tuple(before[n] for n in sorted(went)),
        kept=tuple(kept),
    )


def _matched(before: Sequence[Item], after: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Places (new, old) of the same task: same title and likest text first; the other way round gives the same."""
    texts = [[_pairs(_text(item)) for item in items] for items in (before, after)]
    candidates = []
    for was, now in product(range(len(before)), range(len(after))):
        titled = folded(before[was].title) == folded(after[now].title) != ""
        shared = _shared(texts[0][was], texts[1][now])
        if titled or shared >= _ALIKE:
            candidates.append((not titled, -shared, abs(was - now), was + now, was, now))
    taken: tuple[set[int], set[int]] = set(), set()
    for *_, was, now in sorted(candidates):
        if was not in taken[0] and now not in taken[1]:
            taken[0].add(was)
            taken[1].add(now)
            yield now, was


def _text(item: Item) -> str:
    texts = (*item.paragraphs, *(text for box in item.boxes for text in box), *(each.text for each in item.measures))
    return folded(plain("".join(texts)))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[n : n + 2] for n in range(len(text) - 1))


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _parts(item: Item, names: Mapping[str, str], region: str | None) -> dict[object, tuple[str, RoleName]]:
    """Every unit of a task with its name and part, by the body that it is."""
    found: dict[object, tuple[str, RoleName]] = {}
    for unit, role in roles(item, names).items():
        found.setdefault(body(unit, region), (unit, role))
    return found


def _duty(old: dict[object, tuple[str, RoleName]], new: dict[object, tuple[str, RoleName]]) -> Iterator[str]:
    """增加牵头：县财政局, 去掉配合：县商务局, 县科技局由配合改为牵头."""
    for role in _ROLES:
        came = [unit for key, (unit, part) in new.items() if part == role and key not in old]
        went = [unit for key, (unit, part) in old.items() if part == role and key not in new]
        if came:
            yield f"增加{PART_NAMES[role]}：{'、'.join(came)}"
        if went:
            yield f"去掉{PART_NAMES[role]}：{'、'.join(went)}"
    for key, (unit, part) in new.items():
        if key in old and old[key][1] != part:
            yield f"{unit}由{PART_NAMES[old[key][1]]}改为{PART_NAMES[part]}"
