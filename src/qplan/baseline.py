"""An earlier coverage (json) x a Coverage -> what got worse, what got better, what cannot be compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from qplan import source
from qplan.covering import APART, STATES, Answer, Coverage, State
from qplan.errors import Misuse
from qplan.framework import Framework
from qplan.text import PLACEHOLDER

FORMAT = "qplan-coverage/1"

_RANKS: dict[State, int] = {"full": 3, "partial": 2, "claimed": 1, "suspect": 1, "none": 0}
_LIMIT = 64_000_000
_OURS = {
    "qplan-findings": "qplan validate 的检查结果",
    "qplan-ledger": "qplan import 的去向表",
    "qplan-compare": "qplan compare 的结果",
}
_MAKE = "先在旧稿上存一份：qplan coverage 旧稿.yaml -o 旧稿.json，再写 --baseline 旧稿.json"


class Then(NamedTuple):
    """A requirement as the earlier coverage has it. ``seen`` are the items that had words for it, with the words."""

    title: str
    place: str
    state: State
    note: str
    seen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Earlier:
    """An earlier coverage: the pack it was made with, and every requirement and duty by id."""

    file: str
    framework: str
    edition: int
    then: dict[str, Then]


class Change(NamedTuple):
    """A requirement whose state is another now. ``kind`` is why that is worse, where it is.

    fell: fewer words than there were. unexplained: now 另有部署 or 本地不涉及 without a document or a reason.
    """

    answer: Answer
    then: Then
    kind: Literal["fell", "unexplained"] | None = None


class Gone(NamedTuple):
    """A requirement of the earlier coverage that the pack does not have any more."""

    id: str
    then: Then


@dataclass(frozen=True)
class Progress:
    """The comparison. Only ``worse`` keeps it from passing; all else is told.

    ``exempted`` are now 另有部署 or 本地不涉及, with a document or a reason, and were not; ``counted`` were and
    are not: neither is better or worse. ``new`` are requirements that the earlier coverage does not know, or that
    the pack has changed since, ``gone`` those that the pack has dropped.
    """

    earlier: Earlier
    edition: int
    worse: tuple[Change, ...]
    better: tuple[Change, ...]
    exempted: tuple[Change, ...]
    counted: tuple[Change, ...]
    new: tuple[Answer, ...]
    gone: tuple[Gone, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is worse than it was."""
        return not self.worse


def read(path: Path, framework: Framework) -> Earlier:
    """Read what ``qplan coverage --format json`` once wrote.

    Raises:
        Unreadable: there is no such file, or it is no text.
        Misuse: it is no such json, or was made with another pack.
    """
    text = source.read(path, limit=_LIMIT).text
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = f"（第 {error.lineno} 行起读不下去）" if isinstance(error, json.JSONDecodeError) else ""
        raise Misuse(f"{path} 不是 json{at}", _MAKE) from None
    kind = data.get("format") if isinstance(data, dict) else None
    if kind != FORMAT:
        name, _, version = str(kind).partition("/")
        if name == FORMAT.partition("/")[0]:
            raise Misuse(f"{path} 是第 {version} 版格式，这里只读第 1 版", f"请用同一个版本的 qplan。{_MAKE}")
        what = f"，而是{_OURS[name]}" if name in _OURS else ""
        raise Misuse(f"{path} 不是 qplan coverage 存下的结果{what}", _MAKE)
    try:
        earlier = _earlier(str(path), data)
    except (KeyError, TypeError, ValueError) as error:
        raise Misuse(f"{path} 不完整，可能被改过：{_missing(error)}", _MAKE) from None
    if earlier.framework != framework.id:
        message = f"{path} 对照的是“{earlier.framework}”，这次对照的是“{framework.id}”，比不了"
        raise Misuse(message, f"加 --framework {earlier.framework}，或换一份对照“{framework.id}”时存下的结果")
    return earlier


def compare(coverage: Coverage, earlier: Earlier) -> Progress:
    """Hold a comparison against an earlier one: no requirement, no duty may be worse than it was.

    The order is 已写明, 写到但不全, 标了对应 and 请复核, 没有写. 另有部署 and 本地不涉及 stand outside it: to name the
    document or the reason is nothing worse, to name none is, and so is to drop what was named. A requirement
    that the pack has changed since is another one and not compared.
    """
    changes: dict[str, list[Change]] = {"worse": [], "better": [], "exempted": [], "counted": []}
    new: list[Answer] = []
    every = coverage.answers + coverage.duties
    for answer in every:
        then = earlier.then.get(answer.requirement.id)
        if then is None or answer.requirement.since > earlier.edition:
            new.append(answer)
        elif kind := _kind(answer, then):
            changes[kind].append(Change(answer, then, _why(answer) if kind == "worse" else None))
    here = {answer.requirement.id for answer in every}
    return Progress(
        earlier=earlier,
        edition=coverage.framework.edition,
        worse=tuple(changes["worse"]),
        better=tuple(changes["better"]),
        exempted=tuple(changes["exempted"]),
        counted=tuple(changes["counted"]),
        new=tuple(new),
        gone=tuple(Gone(key, then) for key, then in earlier.then.items() if key not in here),
    )


def _kind(answer: Answer, then: Then) -> str | None:
    """Which list a requirement belongs to, None where nothing has changed."""
    if answer.state in APART:
        if not _named(answer.note) and (then.state not in APART or _named(then.note)):
            return "worse"
        return "exempted" if then.state != answer.state else None
    if then.state in APART:
        return "counted"
    before, now = _RANKS[then.state], _RANKS[answer.state]
    return None if before == now else "better" if now > before else "worse"


def _why(answer: Answer) -> Literal["fell", "unexplained"]:
    return "unexplained" if answer.state in APART else "fell"


def _named(note: str) -> bool:
    """Whether a document or a reason is given: what is still to be filled in is none."""
    return any(char.isalnum() for char in PLACEHOLDER.sub("", note))


def _earlier(file: str, data: dict[str, Any]) -> Earlier:
    pack = data["framework"]
    then = {str(each["id"]): _then(each) for key in ("requirements", "duties") for each in data[key]}
    if not isinstance(pack["edition"], int):
        raise KeyError("framework.edition")
    return Earlier(file, str(pack["id"]), pack["edition"], then)


def _then(data: dict[str, Any]) -> Then:
    state = data["state"]
    if state not in STATES:
        raise ValueError(f"没有“{state}”这种情况")
    seen = tuple((f"{each['number']}{each['title']}", "、".join(each["words"])) for each in data["evidence"])
    return Then(str(data["title"]), str(data["place"]), cast("State", state), str(data["note"]), seen)


def _missing(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"缺少 {error.args[0]}"
    return str(error) if isinstance(error, ValueError) else "有的字段不是原来的写法"
