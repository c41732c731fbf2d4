"""Comparison -> text of 80 cells: the plans, the areas, requirement by requirement, targets, units, tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qplan import display
from qplan.collation.lists import SILENT
from qplan.comparing import Asked, Comparison, wording
from qplan.comparing.targets import Line, TargetRow
from qplan.covering import WORDS
from qplan.matrix import LEGEND
from qplan.reporting.wrapping import WIDTH, wrapped

_PLAIN = ("标题", "稿次", "文件")
"""Facts of a plan that need no heading."""
_CELL, _NAME = 26, 34
"""The most cells of a column, and of the names before the columns."""


def report(comparison: Comparison) -> str:
    """The whole comparison; no line is wider than 80 cells, and nothing is coloured or sorted by a result."""
    out = [*wrapped(wording.title(comparison), hang=2), *wrapped(wording.scope(comparison), hang=2), ""]
    for side in comparison.sides:
        facts = [words if head in _PLAIN else f"{head} {words}" for head, words in wording.facts(side)]
        out += [*wrapped(wording.labelled(side, comparison), hang=4), *_packed(facts, "  ", 4)]
    out += ["", *(line for note in comparison.notes for line in wrapped(note, hang=2))]
    if comparison.same:
        out += ["", wording.SAME]
    for section in (_areas, _asked, _targets, _units, _tasks):
        out += ["", *section(comparison)]
    out += ["", *wrapped(wording.closing(comparison))]
    return "\n".join(line for n, line in enumerate(out) if line or (n and out[n - 1]))


def _areas(comparison: Comparison) -> Iterator[str]:
    rows = []
    for area in comparison.areas:
        for n, state in enumerate(wording.states(comparison)):
            counts = [getattr(tally, state) for tally in area.tallies]
            if any(counts) or not n:
                rows.append((area.title if not n else "", [WORDS[state], *map(str, counts)]))
    yield "各方面的要点，各写了多少"
    yield from _table("方面", ["", *wording.heads(comparison)], rows)


def _asked(comparison: Comparison) -> Iterator[str]:
    for head, rows in wording.differing(comparison):
        if rows:
            yield f"{head}（{len(rows)} 个要点）"
            for row in rows:
                yield from _answers(row, comparison)
            yield ""


def _answers(row: Asked, comparison: Comparison) -> Iterator[str]:
    yield from wrapped(f"{row.requirement.place}  {row.requirement.title}", 2, hang=2)
    for name, answer in zip(wording.heads(comparison), row.answers, strict=True):
        state, *where = wording.answered(answer)
        yield from wrapped("  ".join((name, state, *where[:1])), 4, hang=4)


def _targets(comparison: Comparison) -> Iterator[str]:
    shared = [row for row in comparison.targets if row.shared]
    if not comparison.targets:
        return
    yield f"指标（共同的 {len(shared)} 个）"
    if shared:
        heads = [*wording.heads(comparison), *(["变化"] if _two(comparison) else [])]
        yield from _table("", heads, [line for row in shared for line in _aim(row, comparison)])
        yield from wrapped(wording.SIGNS, hang=2)
    for n, name in enumerate(wording.heads(comparison)):
        alone = wording.alone(comparison.targets, n)
        if alone:
            yield ""
            yield f"只有{name}写的指标（{len(alone)} 个）"
            for row in (comparison.targets[place] for place in alone):
                yield from wrapped("：".join(filter(None, (row.name, wording.aims(row, n)))), 2, hang=2)
    near = list(wording.near(comparison))
    if near:
        yield ""
        yield wording.NEAR
        for each in near:
            yield from wrapped(each, 2, hang=2)


def _aim(row: TargetRow, comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    """A target's name, then its lines; what more than two versions changed stands below."""
    single = _two(comparison)
    yield row.name, [""] * (len(row.targets) + single)
    for told in (row.note, *(row.changes if single else _pairs(row.changes, comparison))):
        if told:
            yield f"  {told}", []
    for line in row.lines:
        cells = [cell.text if cell else "" for cell in line.cells]
        yield f"  {wording.year(line.year, baseline=line.baseline)}", cells + ([line.changes[0]] if single else [])
        yield from _remarks(line, comparison, single=single)


def _remarks(line: Line, comparison: Comparison, *, single: bool) -> Iterator[tuple[str, list[str]]]:
    for told in (line.note, *(() if single else _pairs(line.changes, comparison))):
        if told:
            yield f"    {told}", []


def _two(comparison: Comparison) -> bool:
    """Whether these are two versions, whose changes have a column; those of more stand below the values."""
    return len(comparison.sides) - 1 == len(comparison.pairs) == 1


def _pairs(changes: Sequence[str], comparison: Comparison) -> Iterator[str]:
    for number, change in enumerate(changes):
        if change:
            yield f"{wording.pair(comparison, number)}：{change}"


def _units(comparison: Comparison) -> Iterator[str]:
    shared = [row for row in comparison.units if row.shared]
    if not comparison.units:
        return
    yield f"单位和任务数（共同的 {len(shared)} 个）　{LEGEND}"
    if shared:
        yield from _table(
            "单位",
            wording.heads(comparison),
            [(row.name, [wording.load(each) for each in row.loads]) for row in shared],
        )
    for n, name in enumerate(wording.heads(comparison)):
        alone = wording.alone(comparison.units, n)
        if alone:
            yield ""
            yield f"只在{name}有任务的单位（{len(alone)} 个）"
            rows = [comparison.units[place] for place in alone]
            yield from _packed([f"{row.name} {wording.load(row.loads[n])}" for row in rows], "、", 2)
    renamed = list(wording.renamed(comparison))
    if renamed:
        yield ""
        yield wording.RENAMED
        for each in renamed:
            yield from wrapped(each, 2, hang=2)


def _tasks(comparison: Comparison) -> Iterator[str]:
    for number, changes in enumerate(comparison.changes):
        for head, rows in wording.moved(changes):
            yield f"{wording.pair(comparison, number)}，{head}（{len(rows)} 项）"
            for task, what in rows:
                yield from wrapped(task, 2, hang=2)
                yield from wrapped(what, 6, hang=2)
        yield ""
    for name, silent in wording.silent(comparison):
        yield f"{name}{SILENT}（{len(silent)} 项）"
        for task in silent:
            yield from wrapped(task, 2, hang=2)


def _packed(pieces: Sequence[str], between: str, indent: int) -> Iterator[str]:
    """Pieces in lines of 80 cells, each piece whole where a line can hold it."""
    line = ""
    for n, piece in enumerate(pieces):
        ended = piece + between.rstrip() * (n < len(pieces) - 1)
        joined = f"{line}{' ' * (len(between) - len(between.rstrip()))}{ended}" if line else ended
        if line and indent + display.width(joined) > WIDTH:
            yield from wrapped(line, indent, hang=2)
            joined = ended
        line = joined
    yield from wrapped(line, indent, hang=2)


def _table(head: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Names and columns, in as many blocks as 80 cells need; a row without cells is a remark.

    Where every row has something in some column, a block leaves out those that have nothing in its own.
    """
    cells = [[display.cut(cell, _CELL) for cell in row] for _, row in rows]
    widths = [max(map(display.width, (title, *(row[n] for row in cells if row)))) for n, title in enumerate(heads)]
    room = min(_NAME, max(display.width(name) for name, row in [(head, heads), *rows] if row or len(rows) == 1))
    sparse = all(map(any, cells))
    first = 0
    while first < len(heads):
        last = first + 1
        while last < len(heads) and room + sum(2 + wide for wide in widths[first : last + 1]) <= WIDTH:
            last += 1
        yield _line(head, heads[first:last], widths[first:last], room)
        for (name, _), row in zip(rows, cells, strict=True):
            if sparse and not any(row[first:last]):
                continue
            if row:
                yield _line(name, row[first:last], widths[first:last], room)
            else:
                yield from wrapped(name.strip(), display.width(name) - display.width(name.strip()), hang=2)
        first = last
        if first < len(heads):
            yield ""


def _line(name: str, cells: Sequence[str], widths: Sequence[int], room: int) -> str:
    padded = (display.pad(cell, wide) for cell, wide in zip(cells, widths, strict=True))
    return "  ".join((display.pad(display.cut(name, room), room), *padded)).rstrip()
