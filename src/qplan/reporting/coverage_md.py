"""Coverage -> Markdown: the first page as text has it, then an appendix with the shares and every requirement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qplan import collation
from qplan.covering import CLOSING, WORDS, Answer, Coverage, Tally
from qplan.plan import Plan


def report(coverage: Coverage, plan: Plan) -> str:
    """The whole comparison, with a blank line between blocks."""
    columns = collation.heads(coverage)
    counted = (
        [name.strip("　"), collation.size(tally), *(getattr(tally, state) for state in columns)]
        for name, tally in collation.rows(coverage)
    )
    head, _, against = collation.title(coverage, plan).partition("\n")
    blocks = [f"# {head}", against, *_table(["方面", "要点", *columns.values()], counted)]
    for state in collation.GAPS:
        gaps = [line for each in coverage.answers if each.state == state for line in _gap(each)]
        if gaps:
            blocks += [f"## {WORDS[state]}（{getattr(coverage.total, state)} 个）", "\n".join(gaps)]
    if coverage.total.full == coverage.total.of:
        blocks.append(collation.COMPLETE)
    for title, lines in collation.rest(coverage):
        blocks += _listed(title, lines)
    blocks += ["## 附：各方面的比例", "分母不含另有部署和本地不涉及的要点；比例只舍不入。"]
    blocks += _table(
        ["方面", "已写明", "已写明或写到"], (_shares(name, tally) for name, tally in collation.rows(coverage))
    )
    blocks += ["## 附：逐个要点", *_table(["出处", "要点", "情况", "写在哪里"], map(_row, coverage.answers))]
    return "\n\n".join([*blocks, CLOSING]) + "\n"


def _gap(answer: Answer) -> Iterator[str]:
    wanted = answer.requirement
    yield f"- **{wanted.place}** {_text(wanted.title)}{collation.lacking(answer)}"
    for found in answer.evidence[:1]:
        yield f"  - 现有：{_text(collation.seen(found))}"
    if wanted.phrase:
        yield f"  - 可写：{wanted.phrase}"
    yield f"  - {_text(collation.remedy(answer))}"


def _row(answer: Answer) -> list[str]:
    wanted = answer.requirement
    where = "<br>".join(_text(collation.seen(found)) for found in answer.evidence) or _text(answer.note)
    return [wanted.place, wanted.title, WORDS[answer.state], where]


def _shares(name: str, tally: Tally) -> list[str]:
    strict = _share(tally.full, tally.of, tally.share("strict"))
    return [name.strip("　"), strict, _share(tally.covered, tally.of, tally.share("covered"))]


def _share(part: int, of: int, share: float | None) -> str:
    return "不适用" if share is None else f"{part}/{of}（{int(share * 1000) / 10:g}%）"


def _listed(head: str, lines: Iterable[str]) -> list[str]:
    listed = [f"- {_text(line)}" for line in lines]
    return [f"## {head}", "\n".join(listed)] if listed else []


def _table(head: list[str], rows: Iterable[Iterable[object]]) -> list[str]:
    lines = [head, ["---"] * len(head), *([str(cell) for cell in row] for row in rows)]
    return ["\n".join(f"| {' | '.join(line)} |" for line in lines)]


def _text(text: str) -> str:
    """Words of the plan as plain text: what Markdown or HTML would read as a mark is escaped."""
    for mark in "\\`*_[]|<>":
        text = text.replace(mark, f"\\{mark}")
    return text
