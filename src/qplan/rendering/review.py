"""Plan data and Ledger -> one page for checking an import: the source at the left, the plan at the right."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath
from typing import Any, NamedTuple

from qplan import resources
from qplan.counts import counted
from qplan.findings import Route
from qplan.ledger import FATES, Doubt, Entry, Ledger
from qplan.notation import deadlines
from qplan.rendering._jinja import printed
from qplan.rendering.review_context import Context, Thing, context, duties, sharing, thing, together
from qplan.rendering.review_print import verdicts
from qplan.rendering.review_result import Card, Field, cards, key_name, loose, shown
from qplan.rendering.review_source import Change, Piece, Verdict, flat, found, marked, pieces
from qplan.tables import wording

_QUOTED = re.compile(r"“([^“”]+)”")
_ROW = re.compile(r".*第 ?\d+ ?行(?=.+列$)")
_SEVERAL = "、"
"""Between the places of a paragraph that went to several."""
_PROSE = ("preamble", "text")
"""Fields that the page shows beside their source, and not among the short ones."""

_FILTERS = {"doubt": "请核对", "differ": "文字有出入", "kept": "照录", "dropped": "舍去"}
_LEGEND = {
    "who": "责任单位", "what": "指标、时限", "completed": "补全的单位名称", "unseen": "原文没有的单位名称",
    "gone": "成文时不同的文字",
}  # fmt: skip


class Line(NamedTuple):
    """A paragraph of the source: ``anchor`` e12, ``looks`` its class names, ``notes`` what became of it otherwise."""

    anchor: str
    where: str
    looks: str
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]
    doubts: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Group:
    """Consecutive paragraphs of the source that became one thing, and that thing.

    ``doubts`` are (anchor, where, message); ``begins`` is the number of the document that begins here, else 0.
    """

    lines: tuple[Line, ...]
    cards: tuple[Card, ...]
    doubts: tuple[tuple[str, str, str], ...]
    begins: int = 0


def render(documents: Sequence[Mapping[str, Any]], ledger: Ledger) -> bytes:
    """The page, UTF-8. It needs no network and no other file; the same import gives the same bytes.

    Its own script is the only one that it runs (Content-Security-Policy), whatever stands in the source.

    Args:
        documents: plan data as an import makes it, of each document of the source.
        ledger: what became of each paragraph; an entry without a route is shown with its place alone.
    """
    contexts = [context(data) for data in documents]
    things = [thing(entry, contexts[entry.document - 1]) for entry in ledger.entries]
    told: list[defaultdict[Route, str]] = [defaultdict(str) for _ in contexts]
    for entry, about in zip(ledger.entries, things, strict=True):
        told[about.document - 1][about.route] += flat(entry.text)[0]
    contexts = [sharing(ctx, routes) for ctx, routes in zip(contexts, told, strict=True)]
    groups = _groups(ledger, things, contexts)
    lines = [line for group in groups for line in group.lines]
    rest = [each for ctx, routes in zip(contexts, told, strict=True) for each in loose(ctx, routes)]
    script = resources.text("templates", "html", "review.js")
    values = {
        "source": PureWindowsPath(ledger.source).name,
        "titles": [ctx.plan.document.title or "（没有标题）" for ctx in contexts],
        "style": resources.text("templates", "html", "page.css") + resources.text("templates", "html", "review.css"),
        "script": script,
        "digest": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        "facts": [counted(ctx.plan) for ctx in contexts],
        "paragraphs": len(lines),
        "fates": [
            (fate, name, ledger.count(fate), f"{100 * ledger.count(fate) / max(1, len(lines)):.3f}%")
            for fate, name in FATES.items()
        ],
        "filters": [
            ("", "全部", len(lines)),
            *((look, name, sum(look in line.looks.split() for line in lines)) for look, name in _FILTERS.items()),
        ],
        "doubts": [
            (lines[min(doubt.block, len(lines) - 1)].anchor, ledger.where(doubt), doubt.message)
            for doubt in ledger.doubts
        ],
        "settings": [_settings(data) for data in documents],
        "groups": groups,
        "legend": _legend(groups),
        "rest": rest if any(entry.route for entry in ledger.entries) else [],
    }
    return printed("html", "review.html.j2", values).encode()


def _by_entry(ledger: Ledger) -> dict[int, list[Doubt]]:
    held: defaultdict[int, list[Doubt]] = defaultdict(list)
    for doubt in ledger.doubts:
        held[min(doubt.block, len(ledger.entries) - 1)].append(doubt)
    return held


def _groups(ledger: Ledger, things: Sequence[Thing], contexts: Sequence[Context]) -> list[Group]:
    """The ledger cut where what it is about changes; each thing is shown once, at its first paragraph."""
    entries = ledger.entries
    judged = verdicts(entries, things, contexts)
    doubts = _by_entry(ledger)
    texts: defaultdict[Thing, list[str]] = defaultdict(list)
    for place, (entry, about) in enumerate(zip(entries, things, strict=True)):
        if place and about not in texts and _SEVERAL in entries[place - 1].place:
            texts[about].append(entries[place - 1].text)
        texts[about].append(entry.text)
    rows = [(_ROW.match(entry.where) or [""])[0] for entry in entries]
    words: dict[Thing, _Words] = {}
    first: dict[Thing, str] = {}
    groups: list[Group] = []
    for start, end in _stretches(things, rows):
        about = things[start]
        ctx = contexts[about.document - 1]
        if about not in words:
            words[about] = _words(about, texts[about], ctx)
        lines = []
        for place in range(start, end):
            entry = entries[place]
            # What stands in the same row of a table is named by its column, a reason is told once.
            same_row = place > start and rows[place] and rows[place] == rows[place - 1]
            told = about.words == (entry.reason,) if about.kind == "dropped" else place and _why(entries[place - 1])
            lines.append(
                _line(
                    entry,
                    judged.get(place, Verdict()),
                    words[about],
                    doubts.get(place, []),
                    where=entry.where.removeprefix(rows[place]).strip() if same_row else entry.where,
                    why="" if told in (True, _why(entry)) else _why(entry),
                )
            )
        messages = [
            (line.anchor, entry.where, message)
            for line, entry in zip(lines, entries[start:end], strict=True)
            for message in line.doubts
        ]
        suspects = {flat(said)[0] for _, _, message in messages for said in _suspects(message)}
        inner = replace(ctx, called=words[about].called, suspects=tuple(sorted(suspects)))
        made = cards(about, entries[start], inner)
        if about in first and about.route:
            made = tuple(Card(each.look, each.label, each.heading, each.number, again=first[about]) for each in made)
        first.setdefault(about, lines[0].anchor)
        begins = len(contexts) > 1 and (not start or things[start - 1].document != about.document)
        groups.append(Group(tuple(lines), made, tuple(messages), about.document * begins))
    return groups


def _stretches(things: Sequence[Thing], rows: Sequence[str]) -> list[tuple[int, int]]:
    """(start, end) of the groups.

    What was dropped in the midst of a thing (a page number), or in its row of a table, does not part it.
    """
    found: list[tuple[int, int]] = []
    for place, about in enumerate(things):
        in_row = about.kind == "dropped" and rows[place] and rows[place] == rows[place - 1]
        if found and (things[found[-1][0]] == about or in_row):
            found[-1] = (found[-1][0], place + 1)
        elif len(found) > 1 and things[found[-2][0]] == about and things[found[-1][0]].kind == "dropped":
            found.pop()
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _suspects(message: str) -> list[str]:
    """The words of the source that a doubt is about: those in quotation marks, else those behind its colon."""
    return _QUOTED.findall(message) or [message.partition("：")[2]]


class _Words(NamedTuple):
    """What is marked in the paragraphs of one thing: its units as the source calls them, and its figures."""

    called: dict[str, str]
    figures: tuple[str, ...]


def _words(about: Thing, texts: Sequence[str], ctx: Context) -> _Words:
    if about.kind != "node":
        return _Words({}, ())
    units: dict[str, None] = {}
    figures: list[str] = []
    for node in together(about.route, ctx):
        for duty, due in duties(node):
            units |= dict.fromkeys(duty.units)
            figures += [due.text, deadlines.printed(due)] if due else []
        defaults = ctx.plan.defaults
        if defaults and node.id and defaults.since == node.id:
            units |= dict.fromkeys(defaults.duty.units)
        for target in ctx.targets.get(node.path, ()):
            figures += [wording(goal, target.unit) for goal in target.goals]
    return _Words(found(units, texts), tuple(figures))


def _why(entry: Entry) -> str:
    """What became of a paragraph that is not mapped, and why."""
    return "" if entry.fate == "mapped" else f"{FATES[entry.fate]}{'：' * bool(entry.reason)}{entry.reason}"


def _line(entry: Entry, verdict: Verdict, words: _Words, doubts: Sequence[Doubt], *, where: str, why: str) -> Line:
    """A paragraph of the source."""
    spans = list(verdict.spans)
    if entry.fate != "dropped":
        spans += marked(entry.text, words.called.values(), "who") + marked(entry.text, words.figures, "what")
    notes = [why] if why else []
    if _SEVERAL in entry.place:
        notes.append(f"分写到：{entry.place}")
    if verdict.divided:
        notes.append("成文时分段不同，文字一样")
    looks = (entry.fate, "doubt" if doubts else "", "differ" if verdict.changes or verdict.spans else "")
    return Line(
        anchor=f"e{entry.block}",
        where=where,
        looks=" ".join(filter(None, looks)),
        pieces=pieces(entry.text, spans),
        notes=tuple(notes),
        doubts=tuple(doubt.message for doubt in doubts),
        changes=verdict.changes,
    )


def _legend(groups: Iterable[Group]) -> list[tuple[str, str]]:
    """(look, name) of the marks that the page has."""
    used: set[str] = set()
    for group in groups:
        used.update(look for line in group.lines for piece in line.pieces for look in piece.look.split())
        used.update(name.look for made in group.cards for field in made.all_fields for name in field.names)
    return [(look, name) for look, name in _LEGEND.items() if look in used]


def _settings(data: Mapping[str, Any]) -> list[Field]:
    """The short fields of the plan outside its content: those that no paragraph shows by itself."""
    fields = []
    for name in ("region", "document", "bases", "period", "units", "defaults", "numbering", "unit_note", "layout"):
        value = data.get(name)
        if not value:
            continue
        if name == "document":
            short = {key: each for key, each in value.items() if key not in _PROSE and key != "notice"}
            fields += [
                Field(key_name(("document",), key), shown(each, ("document", key))) for key, each in short.items()
            ]
        else:
            fields.append(Field(key_name((), name), shown(value, (name,))))
    return fields
