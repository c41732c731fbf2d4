"""Lexicon file (YAML) -> Lexicon: the words by which the text of a plan is known to answer a requirement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from qplan import nodes, source
from qplan.errors import Misuse
from qplan.framework import folded

FORMAT = "qplan-lexicon/1"
Strength = Literal["full", "partial"]
Reach = Literal["words", "verb", "clause_end", "clause"]

_PIECE = re.compile(r"\{([^{}]*)\}|<([^<>]*)>|(\^)|(…)|(·)|([^{}<>^…·]+)")
_FAR = r"[^,;:。]{0,14}?"
_NEAR = r"[^,;:。、]{0,3}?"


@dataclass(frozen=True)
class Term:
    """One wording.

    ``anchors`` are its pieces that are words, each with its choices: where a text has none of the choices of
    one piece, the pattern need not be tried (nor compiled: most terms of a lexicon never are). The pattern's
    groups are those pieces, so that the ends of each can be held against word boundaries.
    """

    words: str
    anchors: tuple[tuple[str, ...], ...]
    pattern: str

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match in a folded text from ``start`` on."""
        for choices in self.anchors:
            for word in choices:
                if word in text:
                    break
            else:
                return None
        return re.compile(self.pattern).search(text, start)


@dataclass(frozen=True)
class Group:
    """Wordings that speak for one requirement for one reason.

    ``strength`` is what a clause of its own is worth. A match needs one of ``beside`` in its clause, one of
    ``near`` in its sentence and one of ``topic`` in the titles above it, where these are given, and none of
    ``unless`` in its clause, of ``barred`` in the list element that it stands in, nor of ``off_topic`` in the
    titles. ``through`` names frames that do not stop it. ``key`` is the requirement and the group's number.
    """

    key: str
    requirement: str
    terms: tuple[Term, ...]
    strength: Strength
    beside: tuple[Term, ...]
    near: tuple[Term, ...]
    unless: tuple[Term, ...]
    barred: tuple[Term, ...]
    topic: tuple[Term, ...]
    off_topic: tuple[Term, ...]
    through: frozenset[str]
    why: str


@dataclass(frozen=True)
class Frame:
    """A turn of phrase that limits what may match inside it: 围绕……开展 names a field, not a task.

    ``reach`` says how far: the opening words alone, up to the next closing word, to the clause's end, or the
    whole clause. What it holds is dropped, or demoted to partial, save for the requirements in ``keep``.
    """

    name: str
    opens: tuple[Term, ...]
    closes: re.Pattern[str] | None
    reach: Reach
    effect: Literal["drop", "demote"]
    keep: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All that recognition needs. ``beats[a]``: where both match the same words, a's requirement stands alone.

    ``guards`` are common words, each with the places inside it where no term may begin or end; ``names`` are
    proper names to be masked; ``anywhere`` are the requirements that overview and targets may answer too;
    ``enough`` are the elements that make one node's words full together, where not all are needed.
    """

    guards: dict[str, frozenset[int]]
    guard: re.Pattern[str]
    names: tuple[Term, ...]
    frames: tuple[Frame, ...]
    beats: dict[str, frozenset[str]]
    anywhere: frozenset[str]
    elements: dict[str, dict[str, tuple[Term, ...]]]
    enough: dict[str, frozenset[str]]
    groups: tuple[Group, ...]

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
    data: Any = nodes.read(source.read(path)).data
    try:
        if data["format"] != FORMAT:
            raise Misuse(f"{path} 不是词表", f"词表的第一行是 format: {FORMAT}")
        return _lexicon(data)
    except KeyError as error:
        raise Misuse(f"词表 {path} 缺少 {error.args[0]}", "字段见 schemas/lexicon.schema.json") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise Misuse(f"词表 {path} 的写法不对", "字段见 schemas/lexicon.schema.json") from error


def _lexicon(data: dict[str, Any]) -> Lexicon:
    sets = {name: tuple(folded(str(word)) for word in words) for name, words in data["words"].items()}
    requirements: dict[str, dict[str, Any]] = data["requirements"]
    guards = dict(_guard(folded(str(word))) for word in data["guards"])
    return Lexicon(
        guards=guards,
        guard=re.compile(_any_of(guards)),
        names=_terms(data["names"], sets),
        frames=tuple(_frame(name, frame, sets) for name, frame in data["frames"].items()),
        beats={key: frozenset(each.get("beats", ())) for key, each in requirements.items()},
        elements={
            key: {name: _terms(terms, sets) for name, terms in each.get("elements", {}).items()}
            for key, each in requirements.items()
        },
        enough={key: frozenset(each["enough"]) for key, each in requirements.items() if "enough" in each},
        anywhere=frozenset(key for key, each in requirements.items() if each.get("anywhere")),
        groups=tuple(
            _group(key, number, group, sets)
            for key, each in requirements.items()
            for number, group in enumerate(each["groups"], 1)
        ),
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


def _group(key: str, number: int, data: dict[str, Any], sets: dict[str, tuple[str, ...]]) -> Group:
    return Group(
        key=f"{key}#{number}",
        requirement=key,
        terms=_terms(data["terms"], sets),
        strength=data.get("strength", "full"),
        beside=_terms(data.get("beside", ()), sets),
        near=_terms(data.get("near", ()), sets),
        unless=_terms(data.get("unless", ()), sets),
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

    … is a gap within the clause, · a short one within a list element, ^ the clause's start, <name> a set of
    words, {one|two} a choice; an empty alternative makes it optional.
    """
    anchors: list[tuple[str, ...]] = []
    pattern = ""
    for choice, name, start, far, near, plain in _PIECE.findall(words):
        if start:
            pattern += "^"
        elif far or near:
            pattern += _FAR if far else _NEAR
        else:
            pieces = (folded(plain),) if plain else _choice(f"<{name}>" if name else choice, sets)
            if "" not in pieces:
                anchors.append(pieces)
            pattern += _any_of(pieces)
    return Term(words, tuple(anchors), pattern)


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
