"""A stretch of a point that differs -> the changes of its headings, sentences and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qplan.amending.edits import Edit, Put
from qplan.findings import Route
from qplan.notation import deadlines, notes
from qplan.plan import ROLES, Duty, Item, Node, NoteStyle
from qplan.revising import duties, words
from qplan.revising.changes import Change
from qplan.revising.point import Point, Recast, measures
from qplan.revising.tokens import OWN, Note, Token
from qplan.revising.words import Wording
from qplan.vocabulary import value

_NOBODY = ((), (), (), False)


@dataclass(frozen=True)
class Passage:
    """A stretch of tokens that differs: old[first:last] stood where new[begin:end] stands now."""

    point: Point
    old: Sequence[Token]
    new: Sequence[Token]
    first: int
    last: int
    begin: int
    end: int

    def changes(self) -> Iterator[Change]:
        """Headings, then sentences, then notes.

        Raises:
            Recast: the parts of the point do not answer to each other here.
        """
        gone, come = self.old[self.first : self.last], self.new[self.begin : self.end]
        for kind in ("number", "box"):
            if sum(t.kind == kind for t in gone) != sum(t.kind == kind for t in come):
                raise Recast
        yield from self._headings(gone, come)
        yield from self._texts()
        yield from self._notes([t for t in gone if t.note], [t for t in come if t.note])

    def _headings(self, gone: Sequence[Token], come: Sequence[Token]) -> Iterator[Change]:
        for kind in ("title", "box"):
            ours, theirs = ([t for t in side if t.kind == kind] for side in (gone, come))
            if len(ours) != len(theirs):
                raise Recast
            for one, other in zip(ours, theirs, strict=True):
                if one.text != other.text:
                    yield from self._worded(one, one.text, other.text)

    # --- words -----------------------------------------------------------------------------------------------

    def _texts(self) -> Iterator[Change]:
        gone = [t for t in self.old[self.first : self.last] if t.kind in ("text", "break")]
        come = [t for t in self.new[self.begin : self.end] if t.kind in ("text", "break")]
        if [t.kind for t in gone] == [t.kind for t in come]:
            for one, other in zip(gone, come, strict=True):
                if one.text != other.text:
                    yield from self._worded(one, one.text, other.text)
            return
        yield from self._run(gone, come)

    def _run(self, gone: list[Token], come: list[Token]) -> Iterator[Change]:
        """Sentences that came or went, or of which there are more or fewer now, within one piece of the point."""
        if len({t.piece for t in come}) > 1 or len({t.piece for t in gone}) > 1:
            raise Recast
        if gone and all(t.kind == "break" for t in gone) and self.first > 0 and self.last < len(self.old):
            around = self.old[self.first - 1], self.old[self.last]
            if around[0].piece == around[1].piece == gone[0].piece:
                gone, come = [around[0], *gone, around[1]], [around[0], *come, around[1]]
        was, now = _printed(gone), _printed(come)
        if gone:
            yield from self._worded(gone[0], was, now)
            return
        beside = self._beside(come[0].piece)
        if beside is None:
            edit = words.edit(self.point.data, self.point.route, self._usual(OWN), Wording("", now, 0, 0))
            known = not self.point.before.paragraphs and come[0].piece == OWN
            yield self.point.change(self._named(OWN), "", now, (edit,) if edit and known else ())
            return
        token, before = beside
        joined = token.text + now if before else now + token.text
        shown = ("", now.strip("\n")) if now.strip("\n") else None
        yield from self._worded(token, token.text, joined, shown=shown)

    def _beside(self, piece: int) -> tuple[Token, bool] | None:
        """The nearest sentence that words that came stand beside, and whether it is before them."""
        behind = self.new[self.end].piece == piece if self.end < len(self.new) else False
        follows = self.old[self.last] if self.last < len(self.old) else None
        if behind and follows is not None and follows.kind == "text":
            return follows, False
        precedes = self.old[self.first - 1] if self.first else None
        if precedes is not None and precedes.kind == "text":
            return precedes, True
        if follows is not None and follows.kind == "text":
            return follows, False
        if precedes is not None and precedes.kind == "break":
            raise Recast
        return None

    def _worded(self, token: Token, old: str, new: str, *, shown: tuple[str, str] | None = None) -> Iterator[Change]:
        """Words that became others; nothing where the plan file has the new ones already."""
        text = _text_of(self.point.before, token)
        nth, of = text[: token.at].count(old), text.count(old)
        edit = None
        if self.point.node is not None:
            usual = self._usual(token.piece, token.kind)
            edit = words.edit(self.point.data, self.point.route, usual, Wording(old, new, nth, of))
            own = [each for _, each in words.texts(self.point.data, self.point.route)]
            if edit is None and not any(old in each for each in own) and new and any(new in each for each in own):
                return
        what = "标题" if token.kind == "title" else self._named(token.piece, token.at)
        yield self.point.change(self._numbered(token.piece) + what, *(shown or (old, new)), (edit,) if edit else ())

    def _numbered(self, piece: int) -> str:
        """The printed number of a measure, "" for anything else."""
        own = measures(self.point.before)
        return own[piece - 1].number if 0 < piece <= len(own) else ""

    def _usual(self, piece: int, kind: str = "text") -> Route:
        route = self.point.route
        if kind == "title":
            return (*route, "title")
        if piece == OWN:
            return (*route, "text")
        if piece < 0:
            return (*route, "boxes", -piece - 1, "title" if kind == "box" else "text")
        entry = value(self.point.data, (*route, "measures", piece - 1))
        return (*route, "measures", piece - 1, *(("text",) if isinstance(entry, dict) else ()))

    def _named(self, piece: int, offset: int = 0) -> str:
        """正文, or 正文第2段 where there are several; a measure goes by its number."""
        if piece < 0:
            return "专栏"
        if self._numbered(piece):
            return "文字"
        apart = [t for t in self.old if t.kind in ("break", "number")]
        if not apart:
            return "正文"
        before = sum((t.piece, t.at) < (piece, offset) or (t.kind == "number" and t.piece == piece) for t in apart)
        opens = not self.point.before.paragraphs and bool(apart) and apart[0].kind == "number"
        return f"正文第{before + (not opens)}段"

    # --- notes -----------------------------------------------------------------------------------------------

    def _notes(self, gone: list[Token], come: list[Token]) -> Iterator[Change]:
        if len(gone) == len(come):
            for one, other in zip(gone, come, strict=True):
                if one.note and other.note:
                    yield from self._noted(one.piece, one.note, other.note)
            return
        if gone and come:
            raise Recast
        for token in gone or come:
            if not gone and any(t.kind == "note" and t.piece == self._piece_before() for t in self.old):
                raise Recast
            if gone and len(self._pieces(self.old)) != len(self._pieces(self.new)):
                raise Recast
            if gone and token.note:
                yield from self._noted(token.piece, token.note, None)
            elif token.note:
                yield from self._noted(self._piece_before(), None, token.note)

    def _pieces(self, side: Sequence[Token]) -> set[int]:
        return {t.piece for t in side if t.kind == "text"}

    def _piece_before(self) -> int:
        texts = [t for t in self.old[: self.last] if t.kind == "text"]
        return texts[-1].piece if texts else OWN

    def _noted(self, piece: int, old: Note | None, new: Note | None) -> Iterator[Change]:
        """A note that changed: its units as one change, its deadline as another; else how it is printed."""
        style = self.point.first.plan.note_style
        route, number = self._holder(piece, old), self._numbered(piece)
        units = (old.roles if old else _NOBODY) != (new.roles if new else _NOBODY)
        if route is None and units and new is not None:
            route = self._holder(piece, new)  # where the plan file says so already
        was, now = (note.due.text if note and note.due else "" for note in (old, new))
        if units:
            what, shown = _duty_words(old, new, style)
            edits = () if route is None else _unit_edits(self.point, route, new)
            if edits or route is None:
                yield self.point.change(number + what, *shown, edits)
        if was != now:
            edits = () if route is None else duties.due(self.point.data, route, was, now)
            shown = (_date(old), _date(new))
            if edits or route is None:
                yield self._dated(route, self.point.change(f"{number}完成时限", *shown, edits))
        if not units and was == now and old and new:
            edits = () if route is None else (Put((*route, "unit_note"), new.printed),)
            yield self.point.change("责任标注的写法", old.printed, new.printed, edits)

    def _dated(self, route: Route | None, change: Change) -> Change:
        """A change of a deadline; unsure where the plan has moved to another one since the draft went out."""
        _, due = duties.own(self.point.data, route) if route else (None, None)
        said = deadlines.printed(due) if due else ""
        if not change.old or said in ("", change.old) or change.new == said:
            return change
        return replace(change, unsure=f"方案已改成“{said}”")

    def _holder(self, piece: int, note: Note | None) -> Route | None:
        """Where the plan file keeps what this note says."""
        node = self.point.node
        if node is None or piece < 0:
            return None
        own = measures(node)
        places = [node, *own]
        if len(own) == len(measures(self.point.before)) and (note is None or _says(places[piece], note)):
            return places[piece].route
        found = [place.route for place in places if note is not None and _says(place, note)]
        if len(found) == 1:
            return found[0]
        return node.route if note is None and not own else None


def _text_of(node: Node, token: Token) -> str:
    """The text that a token's offset counts in."""
    if token.kind == "title":
        return node.title
    if token.piece == OWN:
        return "\n".join(node.paragraphs)
    if token.piece > 0 and isinstance(node, Item):
        return node.measures[token.piece - 1].text
    box = node.boxes[-token.piece - 1]
    return box.title if token.kind == "box" else box.text


def _printed(run: Sequence[Token]) -> str:
    return "".join(token.text for token in run)


def _says(place: Any, note: Note) -> bool:
    duty = place.duty
    return (duty.lead, duty.support, duty.responsible, duty.and_others) == note.roles


def _date(note: Note | None) -> str:
    return deadlines.printed(note.due) if note and note.due else ""


def _duty_words(old: Note | None, new: Note | None, style: NoteStyle) -> tuple[str, tuple[str, str]]:
    """What to call a change of units, and both sides: by role where several roles changed."""
    labels = {role: getattr(style, role) or "责任单位" for role in ROLES}
    sides = [{role: getattr(note.duty, role) if note else () for role in ROLES} for note in (old, new)]
    others = ["等" if note and note.duty.and_others else "" for note in (old, new)]
    changed = [role for role in ROLES if sides[0][role] != sides[1][role]]
    if len(changed) <= 1:
        used = changed or [role for role in ROLES if sides[0][role]][-1:]
        shown = [
            "、".join(side[used[0]]) + (more if side[used[0]] else "") for side, more in zip(sides, others, strict=True)
        ]
        return labels[used[0]], (shown[0], shown[1])
    shown = ["；".join(f"{labels[r]}：{'、'.join(side[r])}" for r in ROLES if side[r]) for side in sides]
    return "责任分工", (shown[0], shown[1])


def _unit_edits(point: Point, route: Route, new: Note | None) -> tuple[Edit, ...]:
    """Make a place name whom the note names; where the plan would print that otherwise, the note's own words too."""
    becomes = replace(new.duty, note=None) if new else Duty()
    made = duties.rewritten(point.data, route, becomes)
    if new is None or "unit_note" in (value(point.data, route) or ()):
        return made
    usual = notes.write(becomes, point.style, new.due)
    return made if usual == new.printed else (*made, Put((*route, "unit_note"), new.printed))
