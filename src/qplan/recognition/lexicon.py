"""Lexicon file (YAML) -> Lexicon: the words by which the text of a plan is known to answer a requirement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from qplan import framework, nodes, source
from qplan.errors import Misuse
from qplan.framework import folded
from qplan.recognition import borrowing

FORMAT = "qplan-lexicon/1"
Strength = Literal["full", "partial"]
Reach = Literal["words", "verb", "clause_end", "clause", "sentence"]

_PIECE = re.compile(r"\{([^{}]*)\}|<([^<>]*)>|(\^)|(…+)|(·)|([^{}<>^…·]+)")
_NEVER = r"(?!)"
_GOVERNING = "管"
_FAR = r"[^,;:。]{0,24}?"
_LISTED = r"[^,;:。、]{0,14}?"
_NEAR = r"[^,;:。、]{0,3}?"


@dataclass(frozen=True)
class Term:
    """One wording.

    ``anchors`` are its pieces that are words, each with its choices: where a text has none of the choices of
    one piece, the pattern need not be tried (nor compiled: most terms of a lexicon never are). The pattern's
    groups are those pieces, so that the ends of each can be held against word boundaries. A term ``governs``
    where its first piece is a verb and a gap parts it from the rest: what it is about begins behind the gap.
    """

    words: str
    anchors: tuple[tuple[str, ...], ...]
    pattern: str
    governs: bool = False

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match in a folded text from ``start`` on."""
        for choices in self.anchors:
            for word in choices:
                if word in text:
                    break
            else:
                return None
        return self._compiled.search(text, start)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        """The module `re` keeps 512 patterns, and a lexicon has more."""
        return re.compile(self.pattern)


@dataclass(frozen=True)
class Group:
    """Wordings that speak for one requirement for one reason.

    ``strength`` is what a clause of its own is worth. A match needs one of ``beside`` in its clause, one of
    ``near`` in its sentence and one of ``topic`` in the titles above it, where these are given, and none of
    ``unless`` in its clause, of ``not_near`` in its sentence, of ``barred`` in the list element that it stands
    in, nor of ``off_topic`` in the titles. ``through`` names frames that do not stop it. ``key`` is the
    requirement and the group's number.
    """

    key: str
    requirement: str
    terms: tuple[Term, ...]
    strength: Strength
    beside: tuple[Term, ...]
    near: tuple[Term, ...]
    unless: tuple[Term, ...]
    not_near: tuple[Term, ...]
    barred: tuple[Term, ...]
    topic: tuple[Term, ...]
    off_topic: tuple[Term, ...]
    through: frozenset[str]
    why: str


@dataclass(frozen=True)
class Frame:
    """A turn of phrase that limits what may match inside it: 围绕……开展 names a field, not a task.

    ``reach`` says how far: the opening words alone, up to the next closing word, to the clause's end, the whole
    clause, or the whole sentence. What it holds is dropped, or demoted to partial, save for the requirements in
    ``keep``.
    """

    name: str
    opens: tuple[Term, ...]
    closes: re.Pattern[str] | None
    reach: Reach
    effect: Literal["drop", "demote"]
    keep: frozenset[str]


@dataclass(frozen=True)
class Domain:
    """A matter that keeps the general to itself: 食品抽检 is food safety, not testing capacity.

    A sentence that has one of ``words`` up to and in a clause, or a title with one of ``titles``, is about
    it; there the requirements in ``absorbs`` find nothing.
    """

    name: str
    words: tuple[Term, ...]
    titles: tuple[Term, ...]
    absorbs: frozenset[str]


@dataclass(frozen=True)
class Theme:
    """What plans of the pack's kind speak of: at least ``least`` times in a thousand 字 of their items.

    The ``words`` count, save inside ``apart`` (高质量). A plan with fewer than ``enough`` 字 is not judged.
    """

    words: tuple[str, ...]
    apart: tuple[str, ...]
    least: float
    enough: int


@dataclass(frozen=True)
class Lexicon:
    """All that recognition needs. ``beats[a]``: where both match the same words, a's requirement stands alone.

    ``guards`` are common words, each with the places inside it where no term may begin or end; ``names`` are
    proper names to be masked; ``anywhere`` are the requirements that overview and targets may answer too;
    ``enough`` are the elements that make one node's words full together, where not all are needed. ``stands``
    says which requirements of this pack the words taken over from another lexicon speak for.
    """

    guards: dict[str, frozenset[int]]
    guard: re.Pattern[str]
    names: tuple[Term, ...]
    frames: tuple[Frame, ...]
    domains: tuple[Domain, ...]
    beats: dict[str, frozenset[str]]
    anywhere: frozenset[str]
    elements: dict[str, dict[str, tuple[Term, ...]]]
    enough: dict[str, frozenset[str]]
    theme: Theme | None
    groups: tuple[Group, ...]
    stands: dict[str, tuple[str, ...]]

    def meant(self, requirement: str) -> tuple[str, ...]:
        """The pack's requirements that a group's requirement speaks for: itself, unless its words are taken over."""
        return self.stands.get(requirement, (requirement,))

    def heard(self, text: str) -> Iterator[tuple[Group, list[Term]]]:
        """The groups that may have words in a folded text, in order, each with those of its terms that may match."""
        pieces = {text[n : n + 2] for n in range(len(text))}.union(text, ("",))
        found: dict[int, list[int]] = {}
        for piece in pieces & self._index.keys():
            for group, term in self._index[piece]:
                found.setdefault(group, []).append(term)
        for group in sorted(found):
            yield self.groups[group], [self.groups[group].terms[term] for term in sorted(set(found[group]))]

    @cached_property
    def _index(self) -> dict[str, list[tuple[int, int]]]:
        """Where a word of a term's rarest piece begins so: two characters -> (group, term). "" is anywhere."""
        index: dict[str, list[tuple[int, int]]] = {}
        for n, group in enumerate(self.groups):
            for m, term in enumerate(group.terms):
                rarest = min(term.anchors, key=lambda words: (-min(map(len, words)), len(words)), default=("",))
                for begins in dict.fromkeys(word[:2] for word in rarest):
                    index.setdefault(begins, []).append((n, m))
        return index

    def shows(self, requirement: str, clause: str) -> frozenset[str]:
        """The elements of a requirement that a clause which speaks for it holds."""
        elements = self.elements[requirement].items()
        return frozenset(name for name, terms in elements if any(term.search(clause) for term in terms))


def load(path: Path) -> Lexicon:
    """Read the lexicon that stands beside a pack.

    Raises:
        Unreadable: there is no such file, or it is no text.
        Misuse: it is no lexicon, or names a set of words that it does not define.
    """
    try:
        return _lexicon(_data(path, ()))
    except KeyError as error:
        raise Misuse(f"词表 {path} 缺少 {error.args[0]}", "字段见 schemas/lexicon.schema.json") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise Misuse(f"词表 {path} 的写法不对", "字段见 schemas/lexicon.schema.json") from error


def _data(path: Path, users: tuple[Path, ...]) -> Any:
    """A lexicon's data; where it uses another's words, with these."""
    data: Any = nodes.read(source.read(path)).data
    if data["format"] != FORMAT:
        raise Misuse(f"{path} 不是词表", f"词表的第一行是 format: {FORMAT}")
    if "uses" not in data:
        return data
    name = str(data["uses"])
    base = framework.find(name, beside=path.parent)
    base = base if base.stem.endswith(".lexicon") else base.with_name(f"{base.stem}.lexicon.yaml")
    if base in (path, *users):
        raise Misuse(f"词表 {path} 沿用的 {name} 又沿用了它", "两份词表只能一份沿用另一份")
    return borrowing.joined(data, _data(base, (*users, path)), base.name.removesuffix(".lexicon.yaml"))


def _lexicon(data: dict[str, Any]) -> Lexicon:
    sets = {name: tuple(folded(str(word)) for word in words) for name, words in data["words"].items()}
    requirements: dict[str, dict[str, Any]] = data["requirements"]
    guards = dict(_guard(folded(str(word))) for word in data["guards"])
    return Lexicon(
        guards=guards,
        guard=re.compile(_any_of(guards) if guards else _NEVER),
        names=_terms(data["names"], sets),
        frames=tuple(_frame(name, frame, sets) for name, frame in data["frames"].items()),
        domains=tuple(_domain(name, domain, sets) for name, domain in data.get("domains", {}).items()),
        beats={key: frozenset(each.get("beats", ())) for key, each in requirements.items()},
        elements={
            key: {name: _terms(terms, sets) for name, terms in each.get("elements", {}).items()}
            for key, each in requirements.items()
        },
        enough={key: frozenset(each["enough"]) for key, each in requirements.items() if "enough" in each},
        theme=_theme(data["theme"]) if "theme" in data else None,
        anywhere=frozenset(key for key, each in requirements.items() if each.get("anywhere")),
        groups=tuple(
            _group(key, number, group, sets)
            for key, each in requirements.items()
            for number, group in enumerate(each["groups"], 1)
        ),
        stands={key: tuple(ids) for key, ids in data.get("stands", {}).items()},
    )


def _theme(data: dict[str, Any]) -> Theme:
    return Theme(
        words=tuple(folded(str(word)) for word in data["words"]),
        apart=tuple(folded(str(word)) for word in data.get("apart", ())),
        least=float(data["least"]),
        enough=int(data["enough"]),
    )


def _frame(name: str, data: dict[str, Any], sets: dict[str, tuple[str, ...]]) -> Frame:
    closes = data.get("closes")
    return Frame(
        name=name,
        opens=_terms(data["opens"], sets),
        closes=re.compile("|".join(term.pattern for term in _terms(closes, sets))) if closes else None,
        reach=data["reach"],
        effect=data.get("effect", "drop"),
        keep=frozenset(str(each) for each in data.get("keep", ())),
    )


def _domain(name: str, data: dict[str, Any], sets: dict[str, tuple[str, ...]]) -> Domain:
    return Domain(
        name=name,
        words=_terms(data.get("words", ()), sets),
        titles=_terms(data.get("titles", ()), sets),
        absorbs=frozenset(str(each) for each in data["absorbs"]),
    )


def _group(key: str, number: int, data: dict[str, Any], sets: dict[str, tuple[str, ...]]) -> Group:
    return Group(
        key=f"{key}#{number}",
        requirement=key,
        terms=_terms(data["terms"], sets),
        strength=data.get("strength", "full"),
        beside=_terms(data.get("beside", ()), sets),
        near=_terms(data.get("near", ()), sets),
        unless=_terms(data.get("unless", ()), sets),
        not_near=_terms(data.get("not_near", ()), sets),
        barred=_terms(data.get("except", ()), sets),
        topic=_terms(data.get("topic", ()), sets),
        off_topic=_terms(data.get("off_topic", ()), sets),
        through=frozenset(str(each) for each in data.get("through", ())),
        why=str(data["why"]),
    )


def _terms(words: Any, sets: dict[str, tuple[str, ...]]) -> tuple[Term, ...]:
    return tuple(_term(str(each), sets) for each in words)


def _term(words: str, sets: dict[str, tuple[str, ...]]) -> Term:
    """Read one wording.

    … is a gap within the clause, which crosses 、 only behind a word that governs a list (one of the set 管),
    and …… one that always does; · is a short gap within a list element, ^ the clause's start, <name> a set of
    words, {one|two} a choice; an empty alternative makes it optional.
    """
    anchors: list[tuple[str, ...]] = []
    pattern = ""
    governs = opens = False
    governing = frozenset(sets.get(_GOVERNING, ()))
    for place, (choice, name, start, far, near, plain) in enumerate(_PIECE.findall(words)):
        if start:
            pattern += "^"
        elif far or near:
            opens = opens or (place == 1 and governs and bool(far))
            pattern += _NEAR if near else _FAR if governs or len(far) > 1 else _LISTED
        else:
            pieces = (folded(plain),) if plain else _choice(f"<{name}>" if name else choice, sets)
            if "" not in pieces:
                anchors.append(pieces)
            governs = governs or not governing.isdisjoint(pieces)
            pattern += _any_of(pieces)
    return Term(words, tuple(anchors), pattern, opens)


def _choice(choice: str, sets: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words of <name>, or of one|two|<name>."""
    words: list[str] = []
    for part in choice.split("|"):
        if part.startswith("<"):
            words += sets[part[1:-1]]
        else:
            words.append(folded(part))
    return tuple(dict.fromkeys(words))


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    longest = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    return "(" + "|".join(map(re.escape, longest)) + ")"


def _guard(words: str) -> tuple[str, frozenset[int]]:
    """A guard and its forbidden edges: 消费|品质 may be cut at the bar, 高质量 nowhere."""
    parts = words.split("|")
    allowed = {sum(map(len, parts[:n])) for n in range(len(parts) + 1)}
    plain = "".join(parts)
    return plain, frozenset(edge for edge in range(len(plain)) if edge not in allowed)
