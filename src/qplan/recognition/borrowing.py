"""Lexicon data x the data that it uses -> one data, as if all were written out: one set of words for several packs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Data = dict[str, Any]


@dataclass(frozen=True)
class _Names:
    """Who speaks for whom: ``taken`` the base's ids that an own id takes over, ``meant`` what a base's key means."""

    base: str
    taken: dict[str, frozenset[str]]
    meant: dict[str, frozenset[str]]

    def home(self, keys: Iterable[Any]) -> list[str]:
        """The base's keys as they are called in the whole."""
        return [f"{self.base}:{key}" for key in keys]

    def takers(self, keys: Iterable[Any]) -> list[str]:
        """The own ids that take over one of the base's."""
        wanted = set(map(str, keys))
        return [key for key, ids in self.taken.items() if not ids.isdisjoint(wanted)]

    def with_words(self, ids: Iterable[Any]) -> list[str]:
        """Own ids, and the base's keys that speak for them."""
        own = list(map(str, ids))
        sources = frozenset().union(*(self.taken.get(each, frozenset()) for each in own))
        return [*own, *self.home(key for key, meant in self.meant.items() if not meant.isdisjoint(sources))]

    def spoken_for(self, key: str) -> list[str]:
        """The own ids that one of the base's keys, as it is called in the whole, speaks for."""
        return self.takers(self.meant.get(key.removeprefix(f"{self.base}:"), ())) if ":" in key else []


def joined(own: Data, base: Data, name: str) -> Data:
    """A lexicon's data with what it uses.

    Sets, guards, names, frames and domains are the base's and the own ones; of two of one name the own one
    counts. The base's requirements stand under ``name:id``, so that they limit and beat each other as they do
    at home; ``stands`` says which own requirements each speaks for in the end, by ``as``. An own requirement has
    the elements of those that it takes over and their exemptions from frames; a domain that absorbs all of them
    absorbs it.

    Args:
        own: a lexicon's data, with ``uses``.
        base: the data of the lexicon used, itself joined.
        name: what the base is called.

    Raises:
        KeyError: ``as`` names what the base has not.
    """
    every: dict[str, Data] = base["requirements"]
    wanted: dict[str, Data] = own["requirements"]
    names = _Names(
        name,
        {key: frozenset(map(str, each.get("as", ()))) for key, each in wanted.items()},
        {key: frozenset(map(str, base.get("stands", {}).get(key, (key,)))) for key in every},
    )
    frames = {key: _exempting(each, names) for key, each in base["frames"].items()}
    domains = {key: _absorbing(each, names) for key, each in base.get("domains", {}).items()}
    return {
        **base,
        **own,
        "words": {**base["words"], **own.get("words", {})},
        "guards": [*base["guards"], *own.get("guards", ())],
        "names": [*base["names"], *own.get("names", ())],
        "frames": frames | _reaching(own.get("frames", {}), "keep", names),
        "domains": domains | _reaching(own.get("domains", {}), "absorbs", names),
        "requirements": {
            **{f"{name}:{key}": {**each, "beats": names.home(each.get("beats", ()))} for key, each in every.items()},
            **{key: _whole(key, each, every, names) for key, each in wanted.items()},
        },
        "stands": {f"{name}:{key}": names.takers(meant) for key, meant in names.meant.items()},
    }


def _reaching(table: Data, member: str, names: _Names) -> Data:
    """Own frames or domains, whose ids mean the words taken over too."""
    return {key: {**each, member: names.with_words(each.get(member, ()))} for key, each in table.items()}


def _exempting(frame: Data, names: _Names) -> Data:
    kept = frame.get("keep", ())
    return {**frame, "keep": [*names.home(kept), *names.takers(kept)]}


def _absorbing(domain: Data, names: _Names) -> Data:
    absorbed = set(map(str, domain["absorbs"]))
    own = [key for key, ids in names.taken.items() if ids and ids <= absorbed]
    return {**domain, "absorbs": [*names.home(domain["absorbs"]), *own]}


def _whole(key: str, entry: Data, every: dict[str, Data], names: _Names) -> Data:
    """An own requirement with what it takes over; the base's groups stay where they are."""
    sources = [every[each] for each in map(str, entry.get("as", ()))]
    elements = {each: terms for source in sources for each, terms in source.get("elements", {}).items()}
    whole = {
        **entry,
        "groups": entry.get("groups", []),
        "elements": {**elements, **entry.get("elements", {})},
        "anywhere": entry.get("anywhere", any(source.get("anywhere") for source in sources)),
        "beats": [each for each in names.with_words(entry.get("beats", ())) if key not in names.spoken_for(each)],
    }
    if len(sources) == 1 and "enough" in sources[0] and "elements" not in entry:
        whole.setdefault("enough", sources[0]["enough"])
    return whole
