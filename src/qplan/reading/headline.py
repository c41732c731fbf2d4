"""A plan's title among the lines in front of the body: where it stands, what it says, what was glued to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qplan.reading import bases, lines
from qplan.reading.blocks import Block, folded
from qplan.reading.marks import mark

_LINE = 40
"""A line of a title that is broken over several is no longer than this."""
_PLAIN = re.compile(r"[^。；;：:，,！!？?|]{4,60}")
_TABLE = re.compile(r"[^。；;：:，,！!？?|]{4,50}(?:表|清单|台账|任务分工|一览)(?:[（(][^（）()]{1,16}[）)])?")
_ANNEXED = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：.、．\s]\s*(?=\S)")
_TO_COME = re.compile(r"〔待填[：:][^〔〕]*标题〕")
_ISSUED = re.compile(r"\s*(?:已经?[^。]{0,30})?(?:现?予?以?)(?:印|转)发")
_DRAFTED = re.compile(r"(?:起草|草拟|拟订|制定|制订|编制|形成|研究提出)了?$")
_ASKED = re.compile(r"征求意见|征集意见|征求.{0,12}意见")


@dataclass(frozen=True)
class Title:
    """A title: its text in one, its lines where it has several, its genre, stage and glued document number."""

    text: str
    lines: tuple[str, ...]
    genre: str | None
    stage: str | None
    number: str | None


def title_at(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is, or ends, the title of a plan (not that of a covering notice).

    A line that the file format calls a heading, and that is none of the body's, is a title whatever its words.
    """
    text = without_number(unannexed(blocks[index].text))[0]
    if to_come(text):
        return True
    found = lines.title(text)
    if found is None:
        if text in lines.GENRES and text not in lines.COVERS:
            return index > 0 and _continues(blocks[index - 1].text, text)  # 示例县质量提升 / 方案
        return bool(blocks[index].level and _PLAIN.fullmatch(text) and lines.look(text) == "text")
    return found[1] not in lines.COVERS and lines.look(found[0]) == "title"


def to_come(text: str) -> bool:
    """Whether a line is what we print for a title that is still to be found: 〔待填：标题〕."""
    return _TO_COME.fullmatch(text) is not None


def unannexed(text: str) -> str:
    """A line without 附件1： in front of a title; a list of annexes (附件：1.…) stays as it is."""
    found = _ANNEXED.match(text)
    return text if found is None or mark(text, found.end()) else text[found.end() :]


def table_title(blocks: Sequence[Block]) -> tuple[int, int]:
    """The line that a table of tasks without a plan has for its title, as `span` gives it."""
    found = next((i for i, block in enumerate(blocks) if _TABLE.fullmatch(block.text)), None)
    return (0, 0) if found is None else (found, found + 1)


def first_line(blocks: Sequence[Block], index: int, *, after: int) -> int:
    """The first line of the title whose last one is at ``index``."""
    while index > after + 1 and _continues(blocks[index - 1].text, blocks[index].text):
        index -= 1
    return index


def without_number(text: str) -> tuple[str, str]:
    """A title and the document number that the web glued to its end ("" for none)."""
    found = re.search(rf"\s*[（(]?({lines.NUMBER.pattern})[）)]?$", text)
    if found is None or len(text) > lines.SHORT + len(found[0]):
        return text, ""
    for start in range(found.end() - 1, found.start(1), -1):
        # The number's own words cannot be told from the title's by their look: the title ends in its genre.
        head = lines.title(text[:start])
        if head is not None and head[1] != "函":
            return text[:start], text[start:].strip("（）()")
    return text[: found.start()], found[1]


def span(blocks: Sequence[Block]) -> tuple[int, int]:
    """The plan's title: its first line and the line after its last; (0, 0) where there is none."""
    ends = [i for i in range(len(blocks)) if title_at(blocks, i) and not listed(blocks, i)]
    if not ends:
        return 0, 0
    return first_line(blocks, ends[-1], after=-1), ends[-1] + 1


def listed(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line names the annex of a letter that is not yet signed: 附件：示例县实施方案."""
    if unannexed(blocks[index].text) == blocks[index].text:
        return False
    return any(lines.look(block.text) in ("date", "body") for block in blocks[index + 1 :])


def _continues(line: str, below: str) -> bool:
    """Whether a title line belongs to the one below it: short, without a stop, and no signature."""
    if len(line) > _LINE or re.search(r"[。；;：:，,！!？?|]", line) or mark(line):
        return False
    look = lines.look(line)
    if look == "body":
        return below.startswith(("关于", "印发", "贯彻"))
    return look == "text" and not below.startswith("关于")


def read(blocks: Sequence[Block]) -> Title:
    """Read the lines of a title."""
    texts = [unannexed(block.text) for block in blocks]
    texts[-1], number = without_number(texts[-1])
    genre = stage = None
    found = lines.title(texts[-1])
    if found is None and texts[-1] in lines.GENRES:
        genre = (lines.title("".join(texts)) or (None, texts[-1]))[1]
    elif found is not None:
        texts[-1], _, tail = found
        for words in re.findall(r"[（(][^（）()]*[）)]", tail):
            stage = stage or lines.stage(words)
            texts[-1] += "" if lines.stage(words) else words
        # 建设 / 实施方案: the genre may begin on the line above.
        genre = (lines.title("".join(texts)) or found)[1]
    whole = tuple(texts) if len(texts) > 1 else ()
    return Title("".join(texts), whole, genre, stage, lines.number(number) if number else None)


def quoted(prose: Sequence[str]) -> str | None:
    """The title that a notice quotes: 现将《…》印发给你们, 《…》已经同意，现予印发, 起草了《…（征求意见稿）》."""
    for paragraph in prose:
        for start, end in bases.titles(paragraph):
            drafted = _DRAFTED.search(paragraph[:start]) and _ASKED.search(paragraph[end - 1 :] + paragraph[start:end])
            if drafted or _ISSUED.match(paragraph, end):
                return paragraph[start + 1 : end - 1]
    return None


def same(text: str, other: str) -> bool:
    """Whether two lines are one title: width, dashes, blanks and brackets apart."""
    return _bare(text) == _bare(other)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", folded(text))
