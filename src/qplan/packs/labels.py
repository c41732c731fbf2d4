"""Labels file (JSON of a plan's items, or YAML of sentences) -> Labels: what careful people say answers what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from qplan import nodes, source
from qplan.errors import Misuse
from qplan.findings import Severity
from qplan.framework import folded
from qplan.source import Source

Strength = Literal["full", "partial"]
_ANY: tuple[Strength, ...] = ("full", "partial")
_KINDS: dict[str, tuple[str, tuple[Strength, ...]]] = {
    "full": ("写明", ("full",)),
    "partial": ("写到", ("partial",)),
    "not": ("不算", ()),
}
_REQUIREMENT = re.compile(r"[A-Z]\d+\.\d+")
_ROLES = {"incentives": "激励", "safeguards": "保障"}
_MARKS = re.compile(r"[激励保障()、.]")
_REMEDY = "格式见 docs/framework-packs.md 的“标注”一节"


@dataclass(frozen=True)
class Told:
    """What the labels say of one item or sentence.

    ``expected`` is what it answers, with the strengths that are right; ``either`` are requirements on which
    both answers are. All others are denied, or only those in ``denied``, where that is given. ``words`` are what a
    label rests on, by requirement. Of an item of a plan ``text`` is empty: the plan has it.
    """

    where: str
    expected: Mapping[str, tuple[Strength, ...]]
    either: frozenset[str] = frozenset()
    denied: frozenset[str] | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    text: str = ""

    def judges(self, requirement: str) -> bool:
        """Whether the label says yes or no to a requirement."""
        if requirement in self.expected:
            return True
        return requirement not in self.either and (self.denied is None or requirement in self.denied)


@dataclass(frozen=True)
class Labels:
    """One labels file. ``plan`` is the plan that it is about, where it says so; none for ``sentences``.

    ``states`` are the states of the whole plan's requirements that are right.
    """

    name: str
    sentences: bool
    told: tuple[Told, ...]
    states: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plan: Path | None = None

    def where(self, path: str, part: str | None) -> str:
        """The key under which the labels have an item: its whole path, or the last number of it.

        Numbers that incentives or safeguards begin anew are told apart as 激励(一), 保障(一), where the labels do.
        An item that they have not keeps its path.
        """
        keys = {_key(told.where): told.where for told in self.told}
        whole = folded(path)
        last = whole.split("/")[-1]
        mixed = any(key.startswith(tuple(_ROLES.values())) for key in keys)
        prefix = _ROLES.get(part or "", "") if mixed else ""
        short = f"{prefix}({last.strip('()')})" if prefix else _MARKS.sub("", last)
        return keys.get(whole) or keys.get(short) or path


def load(path: Path) -> Labels:
    """Read a labels file: .json of a plan's items, .yaml of sentences.

    A JSON file is ``{"plan": file, "items": {number: {"covers": {requirement: strength}, "either_way":
    [requirement], "words": {requirement: text}}}, "requirements": {requirement: state}}``; a strength or state may
    be several, ``full|partial``. A YAML file has, by requirement, lists ``full``, ``partial`` and ``not`` of
    sentences, each a text or ``{title, text, is: [requirement]}``; or sentences with what they answer, one a line:
    ``题|句: A1.1 A2.3?``, a mark of question for what may be or not.

    Raises:
        Unreadable: there is no such file, or it is no text.
        Misuse: it is neither of these.
    """
    text = source.read(path)
    try:
        return _items(path, json.loads(text.text)) if path.suffix == ".json" else _sentences(text)
    except json.JSONDecodeError as error:
        raise Misuse(f"{path} 第 {error.lineno} 行不是 JSON 的写法", _REMEDY) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Misuse(f"{path} 不是标注文件：{error}", _REMEDY) from error


def _items(path: Path, data: dict[str, Any]) -> Labels:
    told = tuple(
        Told(
            where=number,
            expected={key: _strengths(words) for key, words in entry["covers"].items()},
            either=frozenset(entry.get("either_way", ())),
            words=entry.get("words") or {},
        )
        for number, entry in data["items"].items()
    )
    states = {key: tuple(words.split("|")) for key, words in (data.get("requirements") or {}).items()}
    return Labels(str(path), False, told, states, path.parent / data["plan"] if "plan" in data else None)


def _strengths(words: str) -> tuple[Strength, ...]:
    wrong = [each for each in words.split("|") if each not in _ANY]
    if wrong:
        raise ValueError(f"分量只能是 full 或 partial，不能是“{wrong[0]}”")
    return cast("tuple[Strength, ...]", tuple(words.split("|")))


def _sentences(text: Source) -> Labels:
    tree = nodes.read(text)
    wrong = next((each for each in tree.findings if each.severity is Severity.ERROR), None)
    if wrong is not None:
        raise Misuse(f"{text.name} 第 {wrong.span.line} 行：{wrong.message}", wrong.remedy or wrong.hint or _REMEDY)
    data = tree.data or {}
    plain = all(isinstance(each, str) or each is None for each in data.values())
    return Labels(text.name, True, tuple(_one_a_line(data) if plain else _by_requirement(data)))


def _one_a_line(data: dict[str, Any]) -> Iterator[Told]:
    for number, (sentence, answers) in enumerate(data.items(), 1):
        title, _, text = str(sentence).rpartition("|")
        named = str(answers or "").split()
        yield Told(
            where=f"第{number}句",
            expected={_id(key): _ANY for key in named if not key.endswith("?")},
            either=frozenset(_id(key.rstrip("?")) for key in named if key.endswith("?")),
            title=title,
            text=text,
        )


def _by_requirement(data: dict[str, Any]) -> Iterator[Told]:
    for key, lists in data.items():
        _id(key)
        for kind, sentences in lists.items():
            if kind not in _KINDS:
                raise ValueError(f"{key} 下面只能是 full、partial、not，不能是“{kind}”")
            word, strengths = _KINDS[kind]
            for number, each in enumerate(sentences or (), 1):
                entry: dict[str, Any] = {"text": each} if isinstance(each, str) else each
                yield Told(
                    where=f"{key}“{word}”第{number}句",
                    expected={key: strengths} if strengths else {_id(other): _ANY for other in entry.get("is", ())},
                    denied=frozenset() if strengths else frozenset({key}),
                    title=str(entry.get("title", "")),
                    text=str(entry["text"]),
                )


def _id(words: str) -> str:
    if not _REQUIREMENT.fullmatch(words):
        raise ValueError(f"“{words}”不是要点编号")
    return words


def _key(where: str) -> str:
    """A label's key as numbers are compared: without the marks around them, unless it is a whole path or named."""
    key = folded(where)
    return key if "/" in key or key.startswith(tuple(_ROLES.values())) else _MARKS.sub("", key)
