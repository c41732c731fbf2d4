"""The words of a table's cell and where the plan has them -> what somebody changed in them, as edits of just those."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from qplan.amending.edits import Edit
from qplan.findings import Route
from qplan.revising.duty_words import word
from qplan.task_tables import Line
from qplan.text import split
from qplan.vocabulary import value

SUMMARY = "表里只有摘要，正文更长；请对照正文修改"
FOOTNOTE = "这几个字中间有脚注或分段，请在方案文件里修改"
NOT_FOUND = "在方案文件里没有找到原来的文字，请对照正文修改"
_ACROSS = "改动跨了几项内容（正文、举措、责任标注），请对照正文修改"
_NEW_LINE = "新增的一行在方案文件里没有对应的地方；请在正文或举措里补写"

_TOKEN = re.compile(r"[^。；！？\n]*[。；！？]*\n*")
_NUMBER = " 0123456789（）()。.、①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十"
"""What the numbers of measures are written with: the program counts them anew."""
_CONTEXT = 6
"""Characters that what was put in takes along from before it, so that its place is found again."""
_MOST = 0.5
"""The part of a shortened text up to which a change of it is taken over."""


class Piece(NamedTuple):
    """A stretch of a cell. ``places`` says where in the text at ``route`` each of its characters stands.

    ``kind``: words that the plan has, the note of a measure, or what the table adds by itself.
    """

    text: str
    route: Route
    kind: Literal["words", "note", "added"] = "added"
    places: tuple[int, ...] = ()
    cut: bool = False


class Difference(NamedTuple):
    """A sentence, or a run of them, that is another now. ``note`` is a changed note of the place at ``at``, whole."""

    at: Route
    old: str
    new: str
    edits: tuple[Edit, ...] = ()
    reason: str = ""
    note: tuple[str, str] | None = None


def pieces(lines: Iterable[Line], data: Any) -> list[Piece]:
    """The lines of a cell, each taken apart."""
    made: list[Piece] = []
    for line in lines:
        if not line.text:
            continue
        at = _text_at(data, line.route)
        raw = value(data, at)
        places = _places(raw if isinstance(raw, str) else "", flowing=at[-1] == "text" and at == line.route)
        shown = "".join(char for char, _ in places)
        stop = line.behind[: line.behind.startswith("。")]
        known = shown.startswith(line.words)
        made += [
            Piece(line.before, line.route),
            Piece(
                line.words,
                at,
                "words",
                tuple(place for _, place in places[: len(line.words)]) if known else (),
                cut=len(line.words) < len(shown),
            ),
            Piece(stop, line.route),
            Piece(line.behind[len(stop) :], line.route, "note"),
            Piece("\n", line.route),
        ]
    return [piece for piece in made if piece.text]


def title_pieces(title: str, words: str, at: Route) -> list[Piece]:
    """The name of a task in a table: its title, or where it has none the beginning of its text."""
    places = _places(title, flowing=at[-1] == "text")
    shown = "".join(char for char, _ in places)
    found = tuple(place for _, place in places[: len(words)]) if shown.startswith(words) else ()
    return [Piece(words, at, "words", found)] if words else []


def _text_at(data: Any, route: Route) -> Route:
    """The place of the string itself: a measure may be one, or have one."""
    found = value(data, route)
    if isinstance(found, dict):
        return (*route, "text")
    if (
        found is None
        and len(route) > 1
        and route[-2] == "yearly"
        and isinstance(years := value(data, route[:-1]), dict)
    ):
        return next(((*route[:-1], year) for year in years if str(year)[:4] == route[-1]), route)
    return route


def _places(raw: str, *, flowing: bool) -> list[tuple[str, int]]:
    """The characters of a text that a table shows, with their places; ``flowing``: paragraphs run on."""
    if flowing:
        kept, at = [], 0
        for line in raw.splitlines(keepends=True):
            inner = line.strip()
            begin = at + line.index(inner) if inner else at
            kept += [(char, begin + place) for place, char in enumerate(inner)]
            at += len(line)
    else:
        inner = raw.strip()
        begin = raw.index(inner) if inner else 0
        kept = [(char, begin + place) for place, char in enumerate(inner)]
    text = "".join(char for char, _ in kept)
    shown, at = [], 0
    for run in split(text):
        if run.kind == "footnote":
            at = text.index("]", text.index(run.text, at + 2) + len(run.text)) + 1
        else:
            shown += kept[at : at + len(run.text)]
            at += len(run.text)
    return shown


def differences(cell: Sequence[Piece], before: str, after: str, data: Any) -> Iterator[Difference]:
    """What differs between a cell as we printed it and as it came back, a sentence at a time.

    White space alone is no difference: Excel and Word break lines where they like.
    """
    if _bare(before) == _bare(after):
        return
    origins = _origins(cell, before)
    held = _Cell(cell, origins or [], before, data)
    old, new = (list(filter(None, _TOKEN.findall(text))) for text in (before, after))
    blocks = SequenceMatcher(None, [_bare(t) for t in old], [_bare(t) for t in new], autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "equal":
            continue
        single = i2 - i1 == j2 - j1
        spans = [(i, i + 1, j, j + 1) for i, j in zip(range(i1, i2), range(j1, j2), strict=True)] if single else []
        for a, b, c, d in spans or [(i1, i2, j1, j2)]:
            was, now = "".join(old[a:b]), "".join(new[c:d])
            if origins is None:
                yield Difference((), was.strip(), now.strip(), reason=NOT_FOUND)
            elif _bare(was) != _bare(now):
                yield from held.difference(sum(map(len, old[:a])), was, now)


def _bare(text: str) -> str:
    return "".join(text.split())


Origins = list[tuple[int, int | None]]
"""For each character of a cell the piece that it is of, and its place in the plan's text."""


def _origins(cell: Sequence[Piece], text: str) -> Origins | None:
    """None where the text is not the cell's, white space and invisible characters apart."""
    chars = [
        (char, number, piece.places[place] if piece.places else None)
        for number, piece in enumerate(cell)
        for place, char in enumerate(piece.text)
    ]
    found: Origins = []
    at = 0
    for char in text:
        while at < len(chars) and chars[at][0] != char and (chars[at][0].isspace() or not chars[at][0].isprintable()):
            at += 1
        if at < len(chars) and chars[at][0] == char:
            found.append(chars[at][1:])
            at += 1
        elif char.isspace():
            found.append((chars[min(at, len(chars) - 1)][1], None))
        else:
            return None
    return found


@dataclass(frozen=True)
class _Cell:
    """A cell as it was printed: ``text``, of ``pieces``, each character with its origin."""

    pieces: Sequence[Piece]
    origins: Origins
    text: str
    data: Any

    def difference(self, start: int, was: str, now: str) -> Iterator[Difference]:
        """What becomes of a run of sentences: the smallest stretch that differs, judged by the piece it is of."""
        head = _alike(was, now)
        tail = _alike(was[head:][::-1], now[head:][::-1])
        first, last = start + head, start + len(was) - tail
        put, shown = now[head : len(now) - tail], (was.strip(), now.strip())
        if first == last:
            yield self._inserted(first, put, shown)
            return
        held = {self.origins[at][0] for at in range(first, last) if self.text[at] != "\n" or self.origins[at][1]}
        number = min(held, default=self.origins[first][0])
        piece = self.pieces[number]
        if len(held) != 1:
            yield Difference(piece.route, *shown, reason=_ACROSS)
        elif piece.kind == "note":
            yield self._noted(number, first, last, put, shown)
        elif piece.kind == "added":
            if (self.text[first:last] + put).strip(_NUMBER) or piece.text == "\n":
                yield Difference(piece.route, *shown, reason=_ACROSS)
        elif piece.cut and last - first > _MOST * len(piece.text):
            yield Difference(piece.route, *shown, reason=SUMMARY)
        else:
            yield self._replaced(piece, first, last, put, shown)

    def _replaced(self, piece: Piece, first: int, last: int, put: str, shown: tuple[str, str]) -> Difference:
        places = [place for _, place in self.origins[first:last] if place is not None]
        raw = value(self.data, piece.route)
        if not places or not isinstance(raw, str):
            return Difference(piece.route, *shown, reason=NOT_FOUND)
        begin, end = places[0], places[-1] + 1
        missing = "".join(raw[at] for at in sorted(set(range(begin, end)) - set(places)))
        if missing.strip() or (missing and put):
            return Difference(piece.route, *shown, reason=FOOTNOTE)
        return Difference(piece.route, *shown, (word(piece.route, raw, begin, end, put),))

    def _inserted(self, at: int, put: str, shown: tuple[str, str]) -> Difference:
        """Words that were put in belong to what stands before them on the line, else to what follows."""
        sides = [at - 1] if at and self.text[at - 1] != "\n" else []
        sides += [at] if at < len(self.text) and self.text[at] != "\n" else []
        numbers = [self.origins[side][0] for side in sides]
        note = next((number for number in numbers if self.pieces[number].kind == "note"), None)
        inside = len(numbers) > 1 and numbers[0] == numbers[1]
        if note is not None and (inside or put.startswith(("（", "(", "；"))):
            return self._noted(note, at, at, put, shown)
        for side, number in zip(sides, numbers, strict=True):
            piece, place = self.pieces[number], self.origins[side][1]
            raw = value(self.data, piece.route)
            if piece.kind != "words" or place is None or not isinstance(raw, str):
                continue
            if put.startswith("\n") or put.endswith("\n"):
                break
            begin = place
            if side < at:
                while begin and place - begin < _CONTEXT and raw[begin - 1] not in "\n]。；":
                    begin -= 1
            around = raw[begin : place + 1]
            edit = word(piece.route, raw, begin, place + 1, around + put if side < at else put + around)
            bracketed = put.startswith(("（", "(")) and put.rstrip("。").endswith(("）", ")"))
            return Difference(piece.route, *shown, (edit,), note=("", put) if bracketed else None)
        return Difference(self.pieces[numbers[0]].route if numbers else (), *shown, reason=_NEW_LINE)

    def _noted(self, number: int, first: int, last: int, put: str, shown: tuple[str, str]) -> Difference:
        """The note of a measure as it was and as it is now."""
        own = [at for at, (piece, _) in enumerate(self.origins) if piece == number]
        begin, end = min(own[0], first), max(own[-1] + 1, last)
        now = self.text[begin:first] + put + self.text[last:end]
        return Difference(self.pieces[number].route, *shown, note=(self.text[begin:end], now))


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
