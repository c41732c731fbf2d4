"""Canonical plan data -> a plan file as many hands would have written it, and edits that somebody could make of it."""

from __future__ import annotations

import json
import random
import re

from qplan import nodes, vocabulary
from qplan.amending.edits import Drop, Insert, Move, Put, Words
from qplan.source import Source

_SAFE = re.compile(r"[\w\u3400-\u9fff][\w\u3400-\u9fff《》（）〔〕—·％、；。“”]*")
_NOTES = ("# 待定", "#核实：县科技局", "# {a: b} - 'x", "# 改为“乙”, 勿动]")


def dressed(data: dict, rng: random.Random, language: str = "zh") -> str:
    """Write data in any mixture of styles, with comments and blank lines, in either kind of line end."""
    writer = _Writer(rng)
    writer.top(vocabulary.translate_out(data, language))
    text = "".join(writer.rows)
    if rng.random() < 0.2:
        text = text.rstrip("\n")
    return text.replace("\n", "\r\n") if rng.random() < 0.3 else text


class _Writer:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.rows: list[str] = []
        self.dent = rng.choice((0, 2, 2, 2))
        self.step = rng.choice((2, 2, 4))
        self.remarks = rng.choice((0.0, 0.1, 0.3))
        self.count = 0
        self.anchors: dict[str, str] = {}
        self.anchoring = rng.choice((0, 0, 0.3))

    def top(self, data: dict) -> None:
        for key, value in data.items():
            if self.rng.random() < 0.4:
                self.rows.append("\n")
            self.note(0)
            self.pair(key, value, 0, "")

    def note(self, column: int) -> None:
        if self.rng.random() < self.remarks / 2:
            self.rows.append(" " * column + self.remark() + "\n")

    def trail(self) -> str:
        return "  " + self.remark() if self.rng.random() < self.remarks else ""

    def remark(self) -> str:
        """A comment as no other is."""
        self.count += 1
        return f"{self.rng.choice(_NOTES)} <{self.count}>"

    def pair(self, key: str, value: object, column: int, lead: str) -> None:
        name = key if _SAFE.fullmatch(key) or key.isdigit() else json.dumps(key, ensure_ascii=False)
        self.value(value, column, (lead or " " * column) + name + ":")

    def value(self, value: object, column: int, head: str) -> None:
        rng = self.rng
        if isinstance(value, (dict, list)) and (not value or rng.random() < 0.25):
            self.rows.append(f"{head} {self.flow(value)}{self.trail()}\n")
        elif isinstance(value, dict):
            self.rows.append(head + self.trail() + "\n")
            self.mapping(value, column + self.step, "")
        elif isinstance(value, list):
            self.rows.append(head + self.trail() + "\n")
            self.list(value, column + self.dent)
        elif isinstance(value, str) and value and rng.random() < 0.3 and not value.startswith((" ", "\n")):
            sign = rng.choice("||>")
            rows = value.split("\n")
            gap = "\n" if sign == "|" else "\n\n"
            pad = " " * (column + self.step)
            self.rows.append(f"{head} {sign}{rng.choice(('', '-', '-'))}{self.trail()}\n")
            self.rows.append(gap.join(pad + row if row.strip() else "" for row in rows) + "\n")
            self.rows.append("\n" * rng.choice((0, 0, 0, 1)))
        else:
            gap = "\n" + " " * (column + self.step) if rng.random() < 0.05 else " "
            self.rows.append(f"{head}{gap}{self.scalar(value, flow=False, column=column)}{self.trail()}\n")

    def mapping(self, value: dict, column: int, lead: str) -> None:
        for key, inner in value.items():
            if not lead:
                self.note(column)
            self.pair(key, inner, column, lead)
            lead = ""

    def list(self, value: list, column: int) -> None:
        for entry in value:
            self.note(column)
            if isinstance(entry, dict) and entry and self.rng.random() < 0.8:
                if self.rng.random() < 0.1:
                    self.rows.append(" " * column + "-" + self.trail() + "\n")
                    self.mapping(entry, column + 2, "")
                else:
                    self.mapping(entry, column + 2, " " * column + "- ")
            elif isinstance(entry, (dict, list)):
                self.rows.append(f"{' ' * column}- {self.flow(entry)}{self.trail()}\n")
            else:
                self.rows.append(f"{' ' * column}- {self.scalar(entry, flow=False, column=column)}{self.trail()}\n")
            if self.rng.random() < 0.1:
                self.rows.append("\n")

    def flow(self, value: object) -> str:
        rng = self.rng
        gap = rng.choice((", ", ", ", ",", " , ", ",\n" + " " * 24, f", {self.remark()}\n" + " " * 24))
        last = rng.choice(("", "", "", ","))
        pad = rng.choice(("", "", " "))
        if isinstance(value, dict):
            inside = gap.join(f"{self.key(key)}: {self.flow(inner)}" for key, inner in value.items())
            return f"{{{pad}{inside}{last if value else ''}{pad}}}"
        if isinstance(value, list):
            return f"[{pad}{gap.join(map(self.flow, value))}{last if value else ''}{pad}]"
        return self.scalar(value, flow=True)

    def key(self, name: str) -> str:
        if self.rng.random() < 0.7 and (_SAFE.fullmatch(name) or name.isdigit()):
            return name
        return json.dumps(name, ensure_ascii=self.rng.random() < 0.1)

    def scalar(self, value: object, *, flow: bool, column: int = 0) -> str:
        rng = self.rng
        if not isinstance(value, str):
            return json.dumps(value)
        ways = [json.dumps(value, ensure_ascii=rng.random() < 0.1)]
        if "\n" not in value:
            ways.append("'" + value.replace("'", "''") + "'")
        if _SAFE.fullmatch(value):
            ways += [value] * 4
            if len(value) > 4 and not value.isascii() and rng.random() < 0.2:
                cut = rng.randrange(1, len(value) - 1)
                pad = "\n" + " " * (24 if flow else column + self.step + 1)
                ways += [value[:cut] + pad + value[cut:], f'"{value[:cut]}{pad}{value[cut:]}"']
        name = self.anchors.get(value)
        if name and rng.random() < 0.5:
            return f"*{name} " if flow else f"*{name}"
        if rng.random() < self.anchoring and not name and len(value) > 1 and not value[0].isdigit():
            self.anchors[value] = f"a{len(self.anchors)}"
            return f"&{self.anchors[value]} {rng.choice(ways)}"
        return rng.choice(ways)


def remarks(text: str) -> set[str]:
    """The comments that `dressed` wrote, and that are still there."""
    return {found for note in _NOTES for found in re.findall(re.escape(note) + r" <\d+>", text)}


def read(text: str) -> vocabulary.Canonical | None:
    """The canonical data of a text; None where it holds none."""
    tree = nodes.read(Source("plan.yaml", text))
    return None if tree.data is None else vocabulary.canonical(tree)


def edits_of(data: dict, rng: random.Random, count: int) -> list:
    """Some edits of data, each possible by itself."""
    routes = list(_routes(data, ()))
    lists = [route for route, value in routes if isinstance(value, list)]
    return [edit for _ in range(count) if (edit := _edit(data, routes, lists, rng)) is not None]


def _routes(value: object, route: tuple):
    yield route, value
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from _routes(inner, (*route, key))


_TEXTS = ("县教育局", "年底前完成: 三项", "一。\n二。\n", "甲\n乙", "2027", "2027-06-30", "〔待填：数〕", "“引语”", "[甲]", "it's", "#1 号", "“", 'a\\b "c"', "- 甲", "", "95%", "是", "null", " 前后空 ")  # fmt: skip
_NODE = {"title": "新写的一条", "text": "做一件事。\n再做一件。\n", "lead": ["县教育局"], "due": "2027-06"}


def _words(route, value, rng):
    at = rng.randrange(len(value))
    old = value[at : at + rng.randrange(1, 5)]
    return Words(route, old, rng.choice(_TEXTS), rng.randrange(value.count(old)))


def _edit(data, routes, lists, rng):
    route, value = rng.choice(routes[1:])
    kind = rng.choice(("words", "put", "put", "drop", "insert", "move", "add", "shape"))
    if kind == "words" and isinstance(value, str) and value:
        return _words(route, value, rng)
    if kind == "put":
        return Put(route, _like(value, rng))
    if kind == "shape":
        return Put(route, rng.choice(([], {}, "文字", ["县教育局", "县财政局"], [{"title": "甲"}])))
    if kind == "drop":
        return Drop(route)
    if kind == "add":
        return Put(*rng.choice((
            (("document", "subtitle"), "（2026年）"), (("period",), {"start": 2026}), (("bases",), ["甲", "乙: 丙"]),
            (("content", 0, "text"), "一。\n二。"), (("content", 0, "id"), "t01"), (("annexes",), [{"title": "甲"}]),
            (("content", 0, "content"), [_NODE]), (("targets", 0, "goals", "2031"), "明显提高"),
        ))) if rng.random() < 0.8 else Put((*route, "remark"), "注")  # fmt: skip
    return _place(data, route, lists, rng, kind) if lists else None


def _place(data, route, lists, rng, kind):
    to = rng.choice(lists)
    there = _at(data, to)
    if kind == "insert":
        new = _like(there[0], rng) if there else rng.choice((_NODE, "县教育局"))
        return Insert(to, rng.randrange(len(there) + 1), new)
    if kind == "move" and isinstance(route[-1], int):
        value = _at(data, route)
        same = [each for each in lists if _at(data, each) and type(_at(data, each)[0]) is type(value)] or [to]
        to = rng.choice(same)
        return Move(route, to, rng.randrange(len(_at(data, to)) + 1))
    return None


def _like(value, rng):
    if isinstance(value, dict):
        out = dict(value)
        for key in list(out):
            chance = rng.random()
            if chance < 0.2:
                del out[key]
            elif chance < 0.5:
                out[key] = _like(out[key], rng)
        return out
    if isinstance(value, list):
        out = [_like(each, rng) if rng.random() < 0.3 else each for each in value]
        rng.shuffle(out)
        return out[rng.randrange(2) :]
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    return rng.choice(_TEXTS)


def _at(data, route):
    for key in route:
        data = data[key]
    return data
