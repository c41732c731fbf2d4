"""What stands around the content, title, addressees, preamble, notice, annexes -> the changes of it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from qplan import vocabulary
from qplan.amending.edits import Drop, Edit, Put, Words
from qplan.findings import Route
from qplan.revising.changes import Change
from qplan.revising.point import BY_HAND
from qplan.revising.tokens import sentences
from qplan.revising.versions import Versions
from qplan.vocabulary import value

_ROUTES: tuple[Route, ...] = (
    *(
        ("document", key)
        for key in (
            "title", "subtitle", "stage", "issuer", "number", "date", "addressees", "preamble", "disclosure", "copies",
            "printer", "printed", "remark", "contact",
        )
    ),
    *(("document", "notice", key) for key in ("title", "addressees", "text", "signature", "date")),
)  # fmt: skip
_LONG = ("preamble", "text")
_OWN_ANNEXES = ("text", "table", "glossary")
"""Annexes whose content the plan file brings; the others are made of the plan's tasks and targets."""


def changes(versions: Versions) -> Iterator[Change]:
    """What the draft printed of these and the document has otherwise.

    What only one of the two has is no change: an office pastes the text into a file of its own, with its own red
    head and without our annexes.
    """
    for route in _ROUTES:
        old, new = (value(copy.data, route) for copy in (versions.draft, versions.document))
        if not old or not new or old == new:
            continue
        if route[-1] in _LONG:
            yield from _long(versions, route, _called(route), old, new)
        else:
            edits = (Put(route, new), *_with_title(versions, route))
            yield Change(route, _called(route), "改动", _shown(route, old), _shown(route, new), edits)
    yield from _annexes(versions)


def beside(versions: Versions) -> list[str]:
    """What only one of draft and document has around the content."""
    found = []
    for route in _ROUTES:
        old, new = (value(copy.data, route) for copy in (versions.draft, versions.document))
        if new and not old and not value(versions.data, route):
            found.append(f"方案没有写的{_called(route)}：{_shown(route, new)}")
        if old and not new:
            found.append(f"文件里没有的{_called(route)}：{_shown(route, old)}")
    drafts, documents = (_titles(copy.data) for copy in (versions.draft, versions.document))
    found += [f"文件里没有的附件：{title}" for title in drafts[len(documents) :]]
    found += [f"方案没有的附件：{title}" for title in documents[len(drafts) :]]
    return found


def _titles(data: Any) -> list[str]:
    return [annex.get("title", "") for annex in data.get("annexes") or ()]


def _with_title(versions: Versions, route: Route) -> Iterator[Edit]:
    """标题分行 divides the old title: the new one is divided as the document has it."""
    lines: Route = ("layout", "title_lines")
    if route == ("document", "title") and value(versions.data, lines):
        divided = value(versions.document.data, lines)
        yield Put(lines, divided) if divided else Drop(lines)


def _long(versions: Versions, route: Route, where: str, old: str, new: str) -> Iterator[Change]:
    """A text of several sentences: each that changed is a change of its own."""
    own = value(versions.data, route)
    for hunk in hunks(old, new):
        nth, of = old[: hunk.at].count(hunk.old), old.count(hunk.old)
        sure = isinstance(own, str) and own.count(hunk.old) == of
        edits = (Words(route, hunk.old, hunk.new, nth),) if sure else ()
        yield Change(route, where, "文字", *hunk.shown, edits, "" if edits else BY_HAND)


class Hunk(NamedTuple):
    """Words that differ: ``old`` at the offset ``at`` (never nothing, so that they can be found), ``shown`` of both."""

    at: int
    old: str
    new: str
    shown: tuple[str, str]


def hunks(old: str, new: str) -> Iterator[Hunk]:
    """Where two texts differ, sentence by sentence."""
    ours, theirs = list(sentences(old)), list(sentences(new))
    blocks = SequenceMatcher(None, [t for _, t in ours], [t for _, t in theirs], autojunk=False).get_opcodes()
    for tag, first, last, begin, end in blocks:
        if tag == "equal":
            continue
        if last - first == end - begin:
            pairs = zip(ours[first:last], theirs[begin:end], strict=True)
            yield from (Hunk(at, was, now, (was, now)) for (at, was), (_, now) in pairs if was != now)
            continue
        was, now = ("".join(t for _, t in side) for side in (ours[first:last], theirs[begin:end]))
        if was:
            yield Hunk(ours[first][0], was, now, (was, now))
        elif first:
            at, before = ours[first - 1]
            yield Hunk(at, before, before + now, ("", now))
        else:
            at, after = ours[0]
            yield Hunk(at, after, now + after, ("", now))


def _annexes(versions: Versions) -> Iterator[Change]:
    """Titles and texts of annexes in their order. The tables of tasks and targets are compared by `tables`."""
    plan = versions.data.get("annexes") or []
    drafts, documents = (copy.data.get("annexes") or [] for copy in (versions.draft, versions.document))
    for place, (old, new) in enumerate(zip(drafts, documents, strict=False)):
        where = f"附件{place + 1}" if len(drafts) > 1 else "附件"
        known = len(plan) == len(drafts)
        was, now = old.get("title", ""), new.get("title", "")
        if was != now:
            route: Route = ("annexes", place, "title")
            edits = (Put(route, now),) if known else ()
            yield Change(route, where, "标题", was, now, edits, "" if edits else BY_HAND)
        if not known or plan[place].get("content", "text") not in _OWN_ANNEXES:
            # Tables of Word files are compared cell by cell elsewhere; in a plain text they are lines.
            for hunk in hunks(old.get("text", ""), new.get("text", "")) if old.get("text") else ():
                yield Change((), where, "表格", *hunk.shown, (), "这张表是按正文生成的，请照着改正文里的任务")
            continue
        if old.get("text") and new.get("text"):
            yield from _long(versions, ("annexes", place, "text"), where, old["text"], new["text"])
        if old.get("rows") != new.get("rows"):
            reason = "这张表是方案文件里的，请照着改“附件”里的“行”"
            yield Change(("annexes", place, "rows"), where, "表格", "", "有改动", (), reason)


def _called(route: Route) -> str:
    """A field by its name in the plan file, the notice's with 通知 in front."""
    names = [vocabulary.key_name(vocabulary.at(route[:n]), str(route[n]), "zh") for n in range(1, len(route))]
    return "".join(names)


def _shown(route: Route, value: Any) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return vocabulary.value_name(vocabulary.at(route), str(value), "zh")
