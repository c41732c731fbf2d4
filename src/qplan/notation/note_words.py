"""The words of responsibility notes: labels, verbs and declared conventions, and the role that each one gives."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from qplan.notation.words import words
from qplan.patterns import pattern
from qplan.plan import RoleName

Convention = Literal["before_comma", "first", "contact"]
Kind = Literal["lead", "support", "others", "charge", "shared", "carry", "rest", "due", "person", "unknown"]
"""What a word says: 牵头, 配合, the label 责任单位, the verb 负责, 按职责分工负责, 落实, or nothing (bare names)."""

_PERSONAL = pattern("(?:领导|干部|人员|人|组长|电话|手机|联系方式|邮箱|传真|微信)$")

_LABEL = pattern(
    r"(?P<role>(?:(?:[省市州盟县区旗]级|[省市县区旗]直|乡镇|镇街|属地)(?=\w))?(?:其[他它]|主要|指标|项目|具体|共同|总体|第一|直接){0,2}(?:牵头|主办|主责|责任|落实|负责|承办|实施|执行|配合|协办|协助|协同|参与|参加|支持){1,3}"
    r"(?:考核)?[省市县区州]?(?P<who>单位|部门|处室|科室|股室|科股|站所|机构|主体|领导|干部|人员|人)?\0*) *:"
    r"|(?P<due>(?:完成|整改|办理|办结|推进|落实|工作|实施|计划|预计)?(?:时限|时间|期限|节点)(?:要求|安排|节点)?) *:"
    r"|(?P<unknown>(?<![^,;。 ])\w{2,10}) *:"
)
_BOXED = pattern(
    r"[【\[〔]((?:主要|指标|牵头|责任|配合|协办|主办|落实|承办|协助|参与){1,2}(?:单位|部门|处室|科室|股室)|(?:完成|整改)?时限)[】\]〕]([:：]?)"
)
_LABEL_KINDS: tuple[tuple[Kind, str], ...] = (
    ("lead", "牵头 主办 主责"),
    ("support", "配合 协办 协助 协同 参与 参加 支持"),
    ("carry", "落实 承办 实施 执行"),
    ("others", "责任 负责"),
)
_VERB_KINDS: tuple[tuple[Kind, str], ...] = (
    ("lead", "牵头 总牵头 牵头抓总 主办 主责 为牵头单位"),
    ("support", "配合 协助 协办 协同 协作 参与 参加 支持 为配合单位 均为配合单位"),
    ("charge", "负责 均为责任单位 为责任单位 组织实施"),
    ("carry", "落实 抓落实 实施 承办 执行 推进 均为落实单位"),
)
_VERBS: dict[str, Kind] = {word: kind for kind, listed in _VERB_KINDS for word in listed.split()}
_DIVIDED = "职责分工 职责任务分工 职能分工 各自职责分工 各自职责 职责 分工"
_MANNERS = "分别 共同 具体 联合 并 密切 统筹 全面 结合实际 贯彻 依法 认真 切实 积极 主动 抓好 做好 予以 同步 分头"
_BY_DUTY = frozenset(by + said for by in ("", "按", "按照", "依", "依据", "根据") for said in _DIVIDED.split())
_TAILS = words((*_VERBS, *_BY_DUTY, *_MANNERS.split()))
_CONVENTIONS: tuple[tuple[Convention, re.Pattern[str]], ...] = (
    ("contact", pattern(r"括号[中内里]为[^,;。、]{0,6}牵头[^;。]{0,12}(?:人员|联系人|电话)")),
    ("before_comma", pattern(r"逗号之?前[^,;。]{0,6}牵头")),
    (
        "first",
        pattern(
            r"(?:列|排名|排在?|名列|位列)?(?:第一|首)(?:位|个|名)?者?的?(?:责任)?(?:单位|部门)?(?:均?[为是]|即为?)[^,;。]{0,4}牵头"
        ),
    ),
)


class Label(NamedTuple):
    """A label such as 牵头单位： from ``start`` to ``end``, its colon included."""

    start: int
    end: int
    kind: Kind
    text: str


def labels(veil: str) -> Iterator[Label]:
    """The labels of a veiled note; those of persons (牵头市领导：) and of other matters are ``unknown``."""
    for found in _LABEL.finditer(veil):
        text = (found["role"] or found["due"] or found["unknown"]).replace("\0", "")
        kind: Kind = "due" if found["due"] else "unknown"
        if found["role"] and found["who"] not in {"领导", "干部", "人员", "人"}:
            kind = label_kind(text)
        elif is_personal(text):
            kind = "person"
        yield Label(found.start(), found.end(), kind, text)


def starts_with_label(flat: str, place: int) -> bool:
    """Whether a label stands at a place of half-width text, blanks aside."""
    while flat[place : place + 1] == " ":
        place += 1
    found = _LABEL.match(flat, place)
    return found is not None and found["unknown"] is None


def unboxed(text: str) -> str:
    """Labels in brackets of their own (【牵头单位】县科技局) with a colon instead, place for place."""
    return _BOXED.sub(lambda found: f" {found[1]}{'' if found[2] else ':'}{found[2] and ' ' + found[2]}", text)


def is_personal(text: str) -> bool:
    """Whether a label is one of persons or of how to reach them: 牵头市领导, 联系人, 电话."""
    return _PERSONAL.search(text) is not None


def label_kind(text: str) -> Kind:
    """What a label without its colon says; ``unknown`` for words that are not in use."""
    return next((kind for kind, listed in _LABEL_KINDS for word in listed.split() if word in text), "unknown")


def verb(clause: str) -> tuple[int, Kind] | None:
    """Where the verb phrase at a veiled clause's end begins, and what it says; None where there is none."""
    end = len(clause)
    kinds: list[Kind] = []
    divided = False
    while word := _TAILS.before(clause, end):
        if word in _VERBS:
            kinds.append(_VERBS[word])
        elif not kinds:
            return None
        divided = divided or word in _BY_DUTY
        end -= len(word)
    if not kinds:
        return None
    kind = next(kind for kind, _ in _VERB_KINDS if kind in kinds)
    return end, "shared" if divided and kind in {"charge", "carry"} else kind


def role(kind: Kind, beside: Collection[Kind]) -> RoleName:
    """The role of what a word names, by what stands beside it in the same note.

    责任单位 is everybody when alone, the others beside 牵头单位, the leader beside 配合单位; A负责 leads beside
    B配合; 落实 helps beside either; bare names help beside 牵头.
    """
    led, helped = "lead" in beside, "support" in beside
    if kind == "lead" or (kind in {"others", "charge"} and helped and not led):
        return "lead"
    if kind == "support" or (kind == "carry" and (led or helped)):
        return "support"
    return "support" if led and (kind == "rest" or (kind == "others" and not helped)) else "responsible"


def convention(flat: str) -> tuple[Convention, int] | None:
    """A convention declared in half-width text (逗号前为牵头单位) and the place of its words; None where none is."""
    for name, wording in _CONVENTIONS:
        if found := wording.search(flat):
            return name, found.start()
    return None
