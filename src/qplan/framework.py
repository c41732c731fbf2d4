"""Framework pack (YAML) -> Framework: what the national plan asks, in our words, and where it asks it."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any, Literal, NamedTuple

from qplan import nodes, resources, source
from qplan.errors import Misuse
from qplan.patterns import pattern

DEFAULT = "quality-county-2024"
FORMAT = "qplan-framework/1"
Range = tuple[int, int]
"""A stretch [start, end) of the official text as `Citation` folds it, in code points from 0."""

_DIGITS = "一二三四五六七八九十"
_PLACE = pattern(rf"([{_DIGITS}]?)\(([{_DIGITS}]+)\)第?(\d+|[{_DIGITS}])句?")


class Citation(NamedTuple):
    """Which text the ranges count in: NFKC, all white space removed, from the last ``starts`` to the end.

    ``sha256`` is that of the UTF-8 bytes; ``part_two`` holds the tasks, its ``heading`` included.
    """

    starts: str
    length: int
    sha256: str
    part_two: Range
    heading: Range

    def fold(self, official: str) -> str:
        """The text that the ranges count in, made of the official text; "" where it is another text."""
        flat = folded(official)
        at = flat.rfind(folded(self.starts))
        return flat[at:] if at >= 0 else ""


class Requirement(NamedTuple):
    """要点: one thing that the national plan asks of a county.

    ``kind`` is task for part two (what is counted), expected or encouraged for the duties of part three.
    ``counts`` says in our words what answers it, ``phrase`` is a wording that would, ``elements`` are its
    parts.
    ``since`` is the pack's edition that last changed it. ``area`` is "" in part three.
    """

    id: str
    title: str
    place: str
    sentence: int
    ranges: tuple[Range, ...]
    counts: str
    since: int
    kind: Literal["task", "expected", "encouraged"] = "task"
    area: str = ""
    elements: tuple[str, ...] = ()
    part: str | None = None
    terms: str = ""
    phrase: str = ""


class Area(NamedTuple):
    """One of the task areas; ``place`` is where it stands in the national plan, 二（一）."""

    id: str
    title: str
    place: str
    heading: Range
    requirements: tuple[Requirement, ...]


class Passage(NamedTuple):
    """A sentence of the official text that is cited, not counted: a discipline, an outlook."""

    id: str
    title: str
    place: str
    ranges: tuple[Range, ...]


class Framework(NamedTuple):
    """A pack, understood. ``by`` and ``national_count`` are the national plan's horizon (2027, 100)."""

    id: str
    edition: int
    title: str
    issuer: str
    number: str
    date: str
    text: Citation | None
    areas: tuple[Area, ...]
    organisation: tuple[Requirement, ...]
    discipline: tuple[Passage, ...]
    outlook: tuple[Passage, ...]
    events: tuple[str, ...]
    by: int | None
    national_count: int | None
    lexicon: Path | None

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """The counted requirements, in the national plan's order."""
        return tuple(each for area in self.areas for each in area.requirements)

    @property
    def everything(self) -> tuple[Requirement, ...]:
        """Part two's requirements and part three's duties: all that a claim may name."""
        return self.requirements + self.organisation

    def named(self, words: str) -> tuple[Requirement, ...]:
        """What a claim means: an id, a title, or the national plan's own place; () for none of these.

        A place is written （一）2, 二（一）2 or 二（一）第2句; without a leading numeral part two is meant.
        Where the sentence holds several requirements the claim names them all: whoever cites a sentence
        says that the whole of it is answered, and what the text does not show stays a claim without words.
        """
        every = self.everything
        called = tuple(each for each in every if each.id == words)
        if called:
            return called
        flat = folded(words).upper()
        exact = tuple(each for each in every if flat in (each.id.upper(), folded(each.title).upper()))
        if exact:
            return exact
        place = _PLACE.fullmatch(flat)
        if place is None:
            return ()
        part, area, sentence = place.groups()
        at = f"{part or '二'}（{area}）第{_DIGITS.find(sentence) + 1 or int(sentence)}句"
        return tuple(each for each in every if each.place == at)


def folded(text: str) -> str:
    """Width-folded (NFKC) and without white space: how official wording is compared and counted."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def known() -> tuple[str, ...]:
    """The ids of the packs that come with the program."""
    folder = resources.root("schemas") / "frameworks"
    return tuple(sorted(path.stem for path in folder.glob("*.yaml") if not path.stem.endswith(".lexicon")))


def edition_of(name: str) -> int | None:
    """The edition that 依据方案 was confirmed against (quality-county-2024@1 -> 1), None if not named."""
    edition = name.rpartition("@")[2]
    return int(edition) if "@" in name and edition.isdecimal() else None


def load(name: str | Path = DEFAULT, *, beside: Path | None = None) -> Framework:
    """Find and read a pack.

    Args:
        name: an id, id@edition, the official number (国市监质发〔2024〕97号), or the path of a YAML file.
            A pack of the program is read at its newest edition whatever edition is named.
        beside: the folder against which a relative path is read (the plan's); by default the current one.

    Raises:
        Misuse: no such pack, an edition that is not out yet, or a file that is no pack.
        Unreadable: there is no such file, or it is no text.
    """
    words = str(name).strip()
    if isinstance(name, Path) or words.endswith((".yaml", ".yml")):
        return _read((beside or Path()) / words)
    head, edition = words.partition("@")[0], edition_of(words)
    folder = resources.root("schemas") / "frameworks"
    packs = known()
    found = head if head in packs else None
    pack = _read(folder / f"{found}.yaml") if found else _by_number(folder, packs, head)
    if pack is None:
        remedy = "可写：" + "、".join(packs) + "，或方案文号，或要点包文件（.yaml）的路径"
        raise Misuse(f"没有叫“{words}”的依据方案", remedy)
    if edition is not None and edition > pack.edition:
        raise Misuse(f"“{words}”：本程序带的是第{pack.edition}版，还没有第{edition}版", "请升级 qplan，或改写版次")
    return pack


def _by_number(folder: Path, packs: tuple[str, ...], number: str) -> Framework | None:
    wanted = folded(number).replace("[", "〔").replace("]", "〕").replace("(", "〔").replace(")", "〕")
    every = (_read(folder / f"{pack}.yaml") for pack in packs)
    return next((pack for pack in every if folded(pack.number) == wanted), None)


def _read(path: Path) -> Framework:
    data: Any = nodes.read(source.read(path)).data
    try:
        if data["format"] != FORMAT:
            raise Misuse(f"{path} 不是要点包", f"要点包的第一行是 format: {FORMAT}")
        return _framework(data, path)
    except KeyError as error:
        raise Misuse(f"要点包 {path} 缺少 {error.args[0]}", "字段见 schemas/framework.schema.json") from error
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        raise Misuse(f"要点包 {path} 的写法不对", "字段见 schemas/framework.schema.json") from error


def _framework(data: dict[str, Any], path: Path) -> Framework:
    horizon = data.get("horizon") or {}
    lexicon = path.with_name(f"{path.stem}.lexicon.yaml")
    return Framework(
        id=str(data["id"]),
        edition=int(data["edition"]),
        title=str(data["title"]),
        issuer=str(data.get("issuer", "")),
        number=str(data.get("number", "")),
        date=str(data.get("date", "")),
        text=_citation(data["text"]) if "text" in data else None,
        areas=tuple(_area(each) for each in data["areas"]),
        organisation=tuple(_requirement(each, str(each["place"])) for each in data.get("organisation", ())),
        discipline=tuple(_passage(each) for each in data.get("discipline", ())),
        outlook=tuple(_passage(each) for each in data.get("outlook", ())),
        events=tuple(str(each) for each in (data.get("adjustment") or {}).get("events", ())),
        by=int(horizon["by"]) if "by" in horizon else None,
        national_count=int(horizon["national_count"]) if "national_count" in horizon else None,
        lexicon=lexicon if lexicon.is_file() else None,
    )


def _citation(data: dict[str, Any]) -> Citation:
    return Citation(
        starts=str(data["starts"]),
        length=int(data["length"]),
        sha256=str(data["sha256"]),
        part_two=_range(data["part_two"]),
        heading=_range(data["heading"]),
    )


def _area(data: dict[str, Any]) -> Area:
    area, place = str(data["id"]), str(data["place"])
    return Area(
        id=area,
        title=str(data["title"]),
        place=place,
        heading=_range(data["heading"]) if "heading" in data else (0, 0),
        requirements=tuple(_requirement(each, place, area) for each in data["requirements"]),
    )


def _requirement(data: dict[str, Any], place: str, area: str = "") -> Requirement:
    sentence = int(data["sentence"])
    return Requirement(
        id=str(data["id"]),
        title=str(data["title"]),
        place=f"{place}第{sentence}句",
        sentence=sentence,
        ranges=_ranges(data),
        counts=str(data["counts"]),
        since=int(data.get("since", 1)),
        kind=data.get("kind", "task"),
        area=area,
        elements=tuple(str(each) for each in data.get("elements", ())),
        part=data.get("part"),
        terms=str(data.get("terms", "")),
        phrase=str(data.get("phrase", "")),
    )


def _passage(data: dict[str, Any]) -> Passage:
    sentence = f"第{data['sentence']}句" if "sentence" in data else ""
    return Passage(str(data["id"]), str(data["title"]), f"{data['place']}{sentence}", _ranges(data))


def _ranges(data: dict[str, Any]) -> tuple[Range, ...]:
    return tuple(_range(each) for each in data.get("spans", ()))


def _range(data: list[Any]) -> Range:
    start, end = data
    return int(start), int(end)
