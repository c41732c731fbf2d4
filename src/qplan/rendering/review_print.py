"""Entries of a ledger and the plan -> which paragraphs of the source are not printed letter for letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from qplan.body import Paragraph, body
from qplan.findings import Route
from qplan.ledger import Entry
from qplan.rendering.review_context import Context, Thing
from qplan.rendering.review_result import OWN, cards, words_of
from qplan.rendering.review_source import Change, Verdict, compared, flat
from qplan.text import printed_date

_CELL = re.compile(r"列$")
_SERIAL = re.compile(r"\d*")
_PREAMBLE: Route = ("document", "preamble")
_SHOWN = 60
"""Characters that are shown of a text that is nowhere."""


def verdicts(entries: Sequence[Entry], things: Sequence[Thing], contexts: Sequence[Context]) -> dict[int, Verdict]:
    """How the paragraphs of each section and item, of the preamble and of the annexes come out, by place.

    Paragraphs are held against what is printed of the same thing. Cells come out in other company, and what
    heads an annex is worded anew: of them it is asked that their words are there.
    """
    held: defaultdict[Thing, list[int]] = defaultdict(list)
    for place, about in enumerate(things):
        if about.kind in ("node", "annex") or (about.kind == "data" and about.route == _PREAMBLE):
            held[about].append(place)
    parts = [_printed(ctx) for ctx in contexts]
    judged: dict[int, Verdict] = {}
    for about, places in held.items():
        ctx = contexts[about.document - 1]
        if about.kind == "annex" and ctx.plan.annexes[int(about.route[1])].content not in OWN:
            continue
        own = parts[about.document - 1].get(about.route, [])
        if about.kind != "annex" and not any(_CELL.search(entries[place].where) for place in places):
            judged |= dict(zip(places, compared([entries[place].text for place in places], own), strict=True))
            continue
        judged |= _by_words(places, entries, _words(about, entries[places[0]], ctx, own), about.kind == "annex")
    for one, two in pairwise(held):
        # A paragraph that runs two items together is entered for the first of them.
        places = held[one] + held[two]
        if one.document == two.document and all(_changed(held[each], judged) for each in (one, two)):
            own = [text for each in (one, two) for text in parts[each.document - 1].get(each.route, [])]
            joint = compared([entries[place].text for place in places], own)
            if not any(verdict.changes for verdict in joint):
                judged |= dict(zip(places, joint, strict=True))
    return judged


def _words(about: Thing, entry: Entry, ctx: Context, own: Sequence[str]) -> str:
    """All that is said of a thing in print, in its fields and in the titles above it, width-folded."""
    around = (ctx.nodes[route].title for route in _above(about.route) if route in ctx.nodes)
    return "\n".join(flat(text)[0] for text in chain(own, around, *map(words_of, cards(about, entry, ctx))))


def _by_words(places: Sequence[int], entries: Sequence[Entry], there: str, annex: bool) -> dict[int, Verdict]:
    """The paragraphs and cells with a line that is not ``there``; serial numbers are counted anew."""
    judged = {}
    for place in places:
        text = entries[place].text
        lines = [flat(line)[0] for line in text.split("\n")]
        heads = annex and text.lstrip().startswith("附")
        # The stop of a title is the style's, and a date is printed in words.
        said = all(
            _SERIAL.fullmatch(line) or line.rstrip("。") in there or printed_date(line) in there for line in lines
        )
        if not heads and not said:
            judged[place] = Verdict(changes=(Change(text[:_SHOWN], ""),))
    return judged


def _above(route: Route) -> list[Route]:
    return [route[:end] for end in range(2, len(route), 2)]


def _changed(places: Sequence[int], judged: Mapping[int, Verdict]) -> bool:
    return any(place in judged and judged[place].changes for place in places)


def _printed(ctx: Context) -> dict[Route, list[str]]:
    """The printed paragraphs of the preamble, and of each section and item without what is below it."""
    homes = {node.route: home for home, nodes in ctx.shared.items() for node in nodes}
    parts: dict[Route, list[str]] = {_PREAMBLE: []}
    routes = iter(ctx.nodes)
    here = _PREAMBLE
    for paragraph in body(ctx.plan):
        if paragraph.anchor:
            route = next(routes)
            here = homes.get(route, route)
            parts.setdefault(here, [])
        parts[here].append(_text(paragraph))
    return parts


def _text(paragraph: Paragraph) -> str:
    """A printed paragraph with its footnotes in brackets where they are called."""
    inside = (f"[{run.text}]" if run.kind == "footnote" else run.text for run in paragraph.runs)
    return f"{paragraph.heading}{''.join(inside)}{paragraph.note}"
