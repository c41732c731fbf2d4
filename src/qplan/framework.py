"""Framework pack (YAML) -> Framework: what an official text asks, in our words, and where it asks it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, cast

from qplan import cursor, resources
from qplan.cursor import Cursor
from qplan.errors import Misuse
from qplan.patterns import pattern

DEFAULT = "quality-county-2024"
FORMAT = "qplan-framework/1"
Range = tuple[int, int]
"""A stretch [start, end) of the official text as `Citation` folds it, in code points from 0."""

WORDLESS = "这个要点包没有词表：正文里的话没有认，只看方案里标注的“对应”。"
"""What every report of such a pack says; `Framework.notice` is this, or nothing."""

_DIGITS = "一二三四五六七八九十"
_PLACE = pattern(rf"([{_DIGITS}]?)\(([{_DIGITS}]+)\)第?(\d+|[{_DIGITS}])句?")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」《》")
_BESIDE = (".lexicon", ".crosswalk")


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

    ``place`` is where it is asked, in the words of the text's own numbering; ``sentence`` is 0 where the pack
    gives it without a sentence. ``kind`` is task for part two (what is counted), expected or encouraged for the
    duties of part three.
    ``counts`` says in our words what answers it, ``phrase`` is a wording that would, ``elements`` are its parts.
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
    """A pack, understood.

    ``by`` and ``national_count`` are the national plan's horizon (2027, 100). ``short`` is what reports call the
    text that is taken apart (国家方案), ``tasks`` where its tasks stand (第二部分), ``duties`` where what is not
    counted does; "" where the pack does not say. ``path`` is the pack's file, beside which its lexicon and its
    crosswalk stand; ``based_on`` is the pack whose ids it goes on with, "" for none.
    """

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
    short: str = ""
    tasks: str = ""
    duties: str = ""
    path: Path | None = None
    based_on: str = ""

    @property
    def called(self) -> str:
        """What reports call the text that is taken apart: 国家方案, or its title."""
        return self.short or f"《{self.title}》"

    @property
    def origin(self) -> str:
        """Whose count the requirements are: ours for a pack of the program, else its author's; never the text's own."""
        if self.path and self.path.parent == _folder():
            return f"要点由本工具拆分{self.called}{self.tasks}得出，{self.called}没有这个编号"
        return f"要点按{self.called}{self.tasks}拆分得出，原文没有这个编号"

    @property
    def closing(self) -> str:
        """What every printed report of a plan ends with: whose count it is, and what it is not for."""
        return f"{self.origin}；供起草自查，不作评价、考核、排名依据。"

    @property
    def rest(self) -> str:
        """What the duties, which are not counted, are called together: 第三部分（组织实施）."""
        return self.duties or "组织实施"

    @property
    def notice(self) -> str:
        """What every report has to say beforehand: that there are no words to know text by; else ""."""
        return "" if self.lexicon else WORDLESS

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """The counted requirements, in the national plan's order."""
        return tuple(each for area in self.areas for each in area.requirements)

    @property
    def everything(self) -> tuple[Requirement, ...]:
        """Part two's requirements and part three's duties: all that a claim may name."""
        return self.requirements + self.organisation

    def named(self, words: str) -> tuple[Requirement, ...]:
        """What a claim means: an id, a title, or the official text's own place; () for none of these.

        A place is written as the pack writes it (第三章“创新动能”, the quotation marks may be left out), or
        （一）2, 二（一）2, 二（一）第2句; without a leading numeral part two is meant.
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
            bare = flat.translate(_QUOTES)
            return tuple(each for each in every if bare and folded(each.place).upper().translate(_QUOTES) == bare)
        part, area, sentence = place.groups()
        at = f"{part or '二'}（{area}）第{_DIGITS.find(sentence) + 1 or int(sentence)}句"
        return tuple(each for each in every if each.place == at)


def folded(text: str) -> str:
    """Width-folded (NFKC) and without white space: how official wording is compared and counted."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def known() -> tuple[str, ...]:
    """The ids of the packs that come with the program."""
    every = _folder().glob("*.yaml")
    return tuple(sorted(path.stem for path in every if not path.stem.endswith(_BESIDE)))


def edition_of(name: str) -> int | None:
    """The edition that 依据方案 was confirmed against (quality-county-2024@1 -> 1), None if not named."""
    edition = name.rpartition("@")[2]
    return int(edition) if "@" in name and edition.isdecimal() else None


def load(name: str | Path = DEFAULT, *, beside: Path | None = None) -> Framework:
    """Find and read a pack.

    Args:
        name: an id, id@edition, the official number (国市监质发〔2024〕97号) or title, or the path of a YAML file.
            A pack of the program is read at its newest edition whatever edition is named.
        beside: the folder against which a relative path is read (the plan's); by default the current one.

    Raises:
        Misuse: no such pack, an edition that is not out yet, or a file that is no pack: on which line, and why.
        Unreadable: there is no such file, or it is no text.
    """
    pack = _read(find(name, beside=beside))
    edition = edition_of(str(name))
    if not _is_file(str(name)) and edition is not None and edition > pack.edition:
        raise Misuse(f"“{name}”：本程序带的是第{pack.edition}版，还没有第{edition}版", "请升级 qplan，或改写版次")
    return pack


def find(name: str | Path = DEFAULT, *, beside: Path | None = None) -> Path:
    """The file of the pack that `load` would read.

    Raises:
        Misuse: no such pack.
    """
    words = str(name).strip()
    if _is_file(words):
        return (beside or Path()) / Path(words).expanduser()
    head = words.partition("@")[0]
    packs = known()
    if head in packs:
        return _folder() / f"{head}.yaml"
    wanted = _name(head)
    for path in (_folder() / f"{each}.yaml" for each in packs):
        pack = _read(path)
        if wanted and wanted in (_name(pack.number), _name(pack.title)):
            return path
    remedy = "可写：" + "、".join(packs) + "，或方案的文号、名称，或要点包文件（.yaml）的路径"
    raise Misuse(f"没有叫“{words}”的依据方案", remedy)


def _folder() -> Path:
    return resources.root("schemas") / "frameworks"


def _is_file(words: str) -> bool:
    return words.strip().endswith((".yaml", ".yml"))


def _name(words: str) -> str:
    """A number or title as they are compared."""
    flat = folded(words).replace("[", "〔").replace("]", "〕").replace("(", "〔").replace(")", "〕")
    return flat.translate(_QUOTES)


def _read(path: Path) -> Framework:
    data = cursor.read(path, f"格式见 docs/framework-packs.md；逐处检查：qplan framework check {path}")
    if data.text("format") != FORMAT:
        raise data.at("format").wrong(f"不是要点包，要点包的第一行是 format: {FORMAT}")
    horizon = data.get("horizon")
    adjustment = data.get("adjustment")
    lexicon = path.with_name(f"{path.stem}.lexicon.yaml")
    return Framework(
        id=data.text("id"),
        edition=data.number("edition"),
        title=data.text("title"),
        issuer=data.text("issuer", ""),
        number=data.text("number", ""),
        date=data.text("date", ""),
        text=_citation(data.at("text")) if data.get("text") else None,
        areas=tuple(_area(each) for each in data.at("areas").members()),
        organisation=tuple(_requirement(each, each.text("place")) for each in data.each("organisation")),
        discipline=tuple(_passage(each) for each in data.each("discipline")),
        outlook=tuple(_passage(each) for each in data.each("outlook")),
        events=tuple(each.word() for each in adjustment.each("events")) if adjustment else (),
        by=horizon.number("by") if horizon and horizon.get("by") else None,
        national_count=horizon.number("national_count") if horizon and horizon.get("national_count") else None,
        lexicon=lexicon if lexicon.is_file() else None,
        short=data.text("short", ""),
        tasks=data.text("tasks", ""),
        duties=data.text("duties", ""),
        path=path,
        based_on=data.text("based_on", ""),
    )


def _citation(data: Cursor) -> Citation:
    return Citation(
        starts=data.text("starts"),
        length=data.number("length"),
        sha256=data.text("sha256"),
        part_two=_range(data.at("part_two")),
        heading=_range(data.at("heading")),
    )


def _area(data: Cursor) -> Area:
    area, place = data.text("id"), data.text("place")
    return Area(
        id=area,
        title=data.text("title"),
        place=place,
        heading=_range(data.at("heading")) if data.get("heading") else (0, 0),
        requirements=tuple(_requirement(each, place, area) for each in data.at("requirements").members()),
    )


def _requirement(data: Cursor, place: str, area: str = "") -> Requirement:
    sentence = data.number("sentence", 0)
    kind = data.text("kind", "task")
    if kind not in ("task", "expected", "encouraged"):
        raise data.at("kind").wrong(f"kind 只能是 expected 或 encouraged，不能是“{kind}”")
    own = data.text("place", place)
    return Requirement(
        id=data.text("id"),
        title=data.text("title"),
        place=f"{own}第{sentence}句" if sentence else own,
        sentence=sentence,
        ranges=tuple(_ranges(data)),
        counts=data.text("counts"),
        since=data.number("since", 1),
        kind=cast('Literal["task", "expected", "encouraged"]', kind),
        area=area,
        elements=tuple(each.word() for each in data.each("elements")),
        part=data.text("part", "") or None,
        terms=data.text("terms", ""),
        phrase=data.text("phrase", ""),
    )


def _passage(data: Cursor) -> Passage:
    sentence = f"第{data.number('sentence')}句" if data.get("sentence") else ""
    return Passage(data.text("id"), data.text("title"), f"{data.text('place')}{sentence}", tuple(_ranges(data)))


def _ranges(data: Cursor) -> Iterator[Range]:
    return (_range(each) for each in data.each("spans"))


def _range(data: Cursor) -> Range:
    ends = [each.whole() for each in data.members()]
    if len(ends) != 2:  # noqa: PLR2004 - a start and an end
        raise data.wrong("位置应写成 [起, 止]")
    return ends[0], ends[1]
