"""Pack x lexicon -> remarks: ids and elements that do not meet, and words that can never count."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from qplan.findings import Remark, Route
from qplan.framework import Framework
from qplan.nearest import nearest
from qplan.recognition import clauses
from qplan.recognition.lexicon import Group, Lexicon, Term

_SET = re.compile(r"<([^<>]*)>")
_WHOLE = re.compile(r"(?:\{(?:[^{}<>]|<[^{}<>]+>)*\}|<[^{}<>]+>|[^{}<>])+")
_NO_TERMS = ("keep", "absorbs", "beats", "through")
_TRIES = 40
_GOVERNING = "管"


def words(pack: Framework, data: dict[str, Any], read: Lexicon | None) -> Iterator[tuple[str, Remark]]:
    """All that is wrong between a pack and its lexicon.

    Args:
        pack: what is asked.
        data: the lexicon's own data, which keeps its schema.
        read: the lexicon, with what it uses of another; None where it cannot be understood.
    """
    yield from _ids(pack, data)
    yield from _elements(pack, data, read)
    yield from _names(data, read)
    if read is not None:
        yield from _idle(data, read)
        yield from _phrases(pack, read)


def _ids(pack: Framework, data: dict[str, Any]) -> Iterator[tuple[str, Remark]]:
    """Requirements that only one of the two has."""
    known = [each.id for each in pack.everything]
    wanted: dict[str, Any] = data["requirements"]
    named: list[tuple[Route, str, bool]] = [(("requirements", key), key, True) for key in wanted]
    named += [(route, key, False) for route, key in _references(data)]
    for route, key, on_key in named:
        if key not in known:
            guess = nearest(key, known)
            hint = f"是否应为 {guess}？" if guess else f"要点包的编号从 {known[0]} 到 {known[-1]}"
            yield "P202", Remark(route, f"要点包里没有 {key}", hint, on_key=on_key)
    for route, each in _requirements(pack):
        if each not in wanted:
            yield "P203", Remark((*route, "id"), f"{each} 在词表里没有词", "正文里的话认不出来")


def _requirements(pack: Framework) -> Iterator[tuple[Route, str]]:
    for n, area in enumerate(pack.areas):
        yield from ((("areas", n, "requirements", m), each.id) for m, each in enumerate(area.requirements))
    yield from ((("organisation", n), each.id) for n, each in enumerate(pack.organisation))


def _references(data: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    """Where the lexicon names requirements of its own pack."""
    places: list[tuple[Route, Iterable[Any]]]
    places = [(("frames", name, "keep"), frame.get("keep", ())) for name, frame in data.get("frames", {}).items()]
    places += [(("domains", name, "absorbs"), each["absorbs"]) for name, each in data.get("domains", {}).items()]
    places += [(("requirements", key, "beats"), each.get("beats", ())) for key, each in data["requirements"].items()]
    for route, keys in places:
        yield from (((*route, n), str(key)) for n, key in enumerate(keys))


def _elements(pack: Framework, data: dict[str, Any], read: Lexicon | None) -> Iterator[tuple[str, Remark]]:
    wanted = {each.id: each.elements for each in pack.everything}
    for key, entry in data["requirements"].items():
        for part in ("elements", "enough"):
            for n, name in enumerate(entry.get(part, ())):
                if name not in wanted.get(key, ()):
                    at: Route = ("requirements", key, part, name if part == "elements" else n)
                    hint = f"要点包里 {key} 的要素：{'、'.join(wanted.get(key, ())) or '没有'}"
                    yield "P204", Remark(at, f"{key} 没有“{name}”这个要素", hint, on_key=part == "elements")
    if read is None:
        return
    for route, key in _requirements(pack):
        for n, name in enumerate(wanted[key] if key in read.elements else ()):
            if name not in read.elements[key]:
                yield "P205", Remark((*route, "elements", n), f"{key} 的要素“{name}”在词表里没有词")


def _names(data: dict[str, Any], read: Lexicon | None) -> Iterator[tuple[str, Remark]]:
    """Sets and frames that are named and not defined, or the other way; terms that are not well formed."""
    yield from _sets(data)
    known = {*data.get("frames", {}), *(frame.name for frame in (read.frames if read else ()))}
    for key, entry in data["requirements"].items():
        for n, group in enumerate(entry.get("groups", ())):
            for m, name in enumerate(group.get("through", ())):
                if name not in known:
                    at = ("requirements", key, "groups", n, "through", m)
                    hint = f"frames 里有：{'、'.join(sorted(known)) or '没有'}"
                    yield "P206", Remark(at, f"没有叫“{name}”的句式", hint)


def _sets(data: dict[str, Any]) -> Iterator[tuple[str, Remark]]:
    """Of a lexicon that uses another, the other's sets are not known here: `lexicon.load` says which lacks."""
    used: set[str] = {_GOVERNING}
    for route, term in _terms(data):
        if not _WHOLE.fullmatch(term):
            yield "P207", Remark(route, f"“{term}”里的括号不成对", "{甲|乙} 二者取一，<词组> 用 words 里的词")
        for name in _SET.findall(term):
            used.add(name)
            if name not in data.get("words", {}) and "uses" not in data:
                yield "P206", Remark(route, f"没有叫“{name}”的词组", "在 words 里写上它")
    for name in data.get("words", {}):
        if name not in used:
            hint = f"删去，或在词里写 <{name}>"
            yield "P210", Remark(("words", name), f"词组“{name}”没有用到", hint, on_key=True)


def _terms(data: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    """Every wording of a lexicon's own, with its place."""
    yield from _listed(("names",), data.get("names", ()))
    yield from _inside(("theme",), data.get("theme", {}))
    for table in ("frames", "domains"):
        for name, entry in data.get(table, {}).items():
            yield from _inside((table, name), entry)
    for key, entry in data["requirements"].items():
        yield from _inside(("requirements", key, "elements"), entry.get("elements", {}))
        for n, group in enumerate(entry.get("groups", ())):
            yield from _inside(("requirements", key, "groups", n), group)


def _inside(route: Route, entry: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    for part, listed in entry.items():
        if isinstance(listed, list) and part not in _NO_TERMS:
            yield from _listed((*route, part), listed)


def _listed(route: Route, terms: Iterable[Any]) -> Iterator[tuple[Route, str]]:
    return (((*route, n), str(term)) for n, term in enumerate(terms))


def _idle(data: dict[str, Any], read: Lexicon) -> Iterator[tuple[str, Remark]]:
    """Terms that do not count even where the text is nothing but the term and what its group asks for."""
    groups = {each.key: each for each in read.groups}
    for key, entry in data["requirements"].items():
        for n, own in enumerate(entry.get("groups", ())):
            group = groups[f"{key}#{n + 1}"]
            for m, (term, words) in enumerate(zip(group.terms, own["terms"], strict=True)):
                if not _counts(term, group, read):
                    at = ("requirements", key, "groups", n, "terms", m)
                    yield "P208", Remark(at, f"“{words}”永远认不出来", _hindrance(term, group, read))


def _counts(term: Term, group: Group, read: Lexicon) -> bool:
    """Whether some text that is the term and no more is known as the group's requirement."""
    extras = [_sample(each[0]) for each in (group.beside, group.near) if each]
    titles = _sample(group.topic[0]) if group.topic else ""
    meant = read.meant(group.requirement)
    for sample in _samples(term):
        for text in (sample, *(f"{sample}{extra}" for extra in extras), f"{sample}{''.join(extras)}"):
            found = clauses.matches(text, titles, None, read)
            if any(each.requirement in meant and each.group == group.key for each in found):
                return True
    return False


def _sample(term: Term) -> str:
    return next(_samples(term))


def _samples(term: Term) -> Iterator[str]:
    """Texts that are the term: the n-th choice of each of its pieces, gaps left empty."""
    longest = max((len(choices) for choices in term.anchors), default=1)
    for n in itertools.islice(range(longest), _TRIES):
        yield "".join(choices[n % len(choices)] for choices in term.anchors) or term.words


def _hindrance(term: Term, group: Group, read: Lexicon) -> str:
    """Which of the lexicon's devices stands in the way: the one without which the term would count."""
    free = replace(group, unless=(), not_near=(), barred=(), off_topic=())
    others = [free if each is group else each for each in read.groups]
    ways = (
        ("被本组自己的排除词（unless、except 等）排除了", replace(read, groups=tuple(others)), free),
        ("总在某个句式里面，句式不让它算：加 through 或 keep", replace(read, frames=()), group),
        ("总在某个专门领域里面，不归这一条", replace(read, domains=()), group),
        ("同样几个字归了别的要点（beats）", replace(read, beats=dict.fromkeys(read.beats, frozenset())), group),
        ("从词界（guards）的中间起止", replace(read, guards=dict.fromkeys(read.guards, frozenset())), group),
        ("被专名（names）遮住了", replace(read, names=()), group),
    )
    for reason, freed, owner in ways:
        if _counts(term, owner, freed):
            return reason
    return "词里有标点，或有会被略去的括号：正文按标点切成分句，一个词要在一个分句里"


def _phrases(pack: Framework, read: Lexicon) -> Iterator[tuple[str, Remark]]:
    for n, area in enumerate(pack.areas):
        for m, each in enumerate(area.requirements):
            if each.phrase and each.id in read.elements:
                found = {match.requirement for match in clauses.matches(each.phrase, "", None, read)}
                if each.id not in found:
                    at = ("areas", n, "requirements", m, "phrase")
                    seen = f"认成了 {'、'.join(sorted(found))}" if found else "一个要点也没有认出来"
                    yield "P209", Remark(at, f"短语“{each.phrase}”答不上 {each.id}", seen)
