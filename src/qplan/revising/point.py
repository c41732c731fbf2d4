"""A section or item in its three versions, and what the changes of it have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qplan.amending.edits import Edit
from qplan.findings import Route
from qplan.plan import Item, Measure, Node, NoteStyle
from qplan.revising.changes import Change
from qplan.revising.tokens import tokens
from qplan.revising.versions import Copy

BY_HAND = "方案文件里没有找到同样的文字，请自己改"


@dataclass(frozen=True)
class Point:
    """One point in three versions.

    In the plan file it is ``node``, None where it is no point there; ``before`` is what the draft printed of it,
    ``after`` what the document has. ``where`` names it; ``data`` and ``style`` (责任标注) are the plan file's,
    ``first`` and ``second`` the copies that ``before`` and ``after`` are from.
    """

    data: Any
    node: Node | None
    before: Node
    after: Node
    where: str
    style: NoteStyle
    first: Copy
    second: Copy

    @property
    def route(self) -> Route:
        """Its place in the plan file, () where it has none."""
        return self.node.route if self.node else ()

    def change(self, what: str, old: str, new: str, edits: Sequence[Edit]) -> Change:
        """A change of this point; without edits it is to be made by hand."""
        at = edits[0].at if edits else self.route
        return Change(at, self.where, what, old, new, tuple(edits), "" if edits else BY_HAND)


def settled(node: Node) -> Node:
    """A point with no more than one note and no numbered measure, all of its words as its own text.

    Where the note stands then does not matter: words that somebody adds behind it are a further paragraph.
    """
    if not isinstance(node, Item) or not node.measures or any(measure.number for measure in node.measures):
        return node
    places = ((node.duty, node.due), *((measure.duty, measure.due) for measure in node.measures))
    noted = [(duty, due) for duty, due in places if duty or due]
    if len(noted) > 1:
        return node
    paragraphs = list(node.paragraphs)
    for measure in node.measures:
        if measure.apart or not paragraphs:
            paragraphs.append(measure.text)
        else:
            paragraphs[-1] += measure.text
    duty, due = noted[0] if noted else (node.duty, node.due)
    lines = tuple(line for text in paragraphs for line in text.split("\n"))
    return node._replace(paragraphs=lines, measures=(), duty=duty, due=due)


class Recast(Exception):
    """A point is put together in another way than before, so that it can only be written anew as a whole."""


def measures(node: Node) -> tuple[Measure, ...]:
    """The measures of a point; a section has none."""
    return node.measures if isinstance(node, Item) else ()


def printed(node: Node, style: NoteStyle) -> str:
    """A point in one line, its heading and what is below it apart."""
    found = tokens(node, style, list(enumerate(measures(node), start=1)))
    return "".join(token.text for token in found if token.kind not in ("title", "break"))
