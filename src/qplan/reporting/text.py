"""Findings -> lines for a person: the place, what is wrong, the source line with a caret, how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qplan import display
from qplan.findings import Finding, Severity
from qplan.source import Source, Span, lines

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.ADVICE: "建议"}
"""How a person reads the severities."""

_STYLES = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_BLUE, _BOLD = "34", "1"
_GUTTER = 5
_NARROWEST = 40
_TAB = "    "


@dataclass(frozen=True)
class _Page:
    """What findings are drawn on: with colours or without, and how many cells wide."""

    colour: bool
    width: int

    def paint(self, text: str, style: str) -> str:
        """A text in an ANSI style, such as ``1;31``."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and text else text

    def gutter(self, number: int | None = None) -> str:
        """What stands before a source line, or before the line below it."""
        return self.paint(f"{'' if number is None else number:>{_GUTTER}} |", _BLUE) + " "

    @property
    def room(self) -> int:
        """Cells for a source line."""
        return self.width - _GUTTER - 3


def report(findings: Iterable[Finding], sources: Mapping[str, Source], *, colour: bool = False, width: int = 80) -> str:
    """All findings in the order of files and lines, then how many there are.

    A finding is shown with its source line and the one before it, a caret below its span, its second place,
    its remedy, and the first time that its code occurs where that is explained.

    Args:
        findings: of any number of files.
        sources: all files that were judged, by name; a finding of a file that is not among them is shown
            without its source line.
        colour: with ANSI colours, and the span underlined in place too.
        width: cells of the terminal, 40 at least; source lines are cut to it around the span.
    """
    listed = sorted(findings, key=lambda each: (each.file, each.span, each.severity.rank, each.code, each.message))
    drawn = draw(listed, sources, colour=colour, width=width)
    return "\n".join([*drawn, summary(listed, len(sources))])


def draw(
    listed: Iterable[Finding], sources: Mapping[str, Source], *, colour: bool = False, width: int = 80
) -> list[str]:
    """The lines of findings in the order given, a blank one after each; arguments as those of `report`."""
    page = _Page(colour, max(width, _NARROWEST))
    texts = {name: lines(source.text) for name, source in sources.items()}
    explained: set[str] = set()
    out: list[str] = []
    for finding in listed:
        span, style = finding.span, _STYLES[finding.severity]
        place = page.paint(f"{finding.file}:{span.line}:{span.column}:", _BOLD)
        kind = page.paint(f"{WORDS[finding.severity]} {finding.code}", f"{_BOLD};{style}")
        out.append(f"{place} {kind} {page.paint(_shown(finding.message), _BOLD)}")
        if finding.file in texts:
            out += _places(finding, texts[finding.file], page)
        if finding.remedy:
            out.append(f"   {page.paint('=', _BLUE)} 修改: {_shown(finding.remedy)}")
        if finding.code not in explained:
            explained.add(finding.code)
            out.append(f"   {page.paint('=', _BLUE)} 说明: qplan explain {finding.code}")
        out.append("")
    return out


def summary(findings: Sequence[Finding], files: int) -> str:
    """How many findings of each severity, in how many files: one line."""
    if not findings:
        return f"检查了 {files} 个文件，没有发现问题"
    count = Counter(finding.severity for finding in findings)
    parts = "，".join(f"{WORDS[severity]} {count[severity]} 处" for severity in Severity if count[severity])
    if files <= 1:
        return f"检查了 {files} 个文件：{parts}"
    return f"检查了 {files} 个文件，{len({finding.file for finding in findings})} 个有问题：{parts}"


def counted(findings: Iterable[Finding]) -> str:
    """How many of each severity there are, in the midst of a sentence: 2 处错误、3 处警告; "" for none."""
    count = Counter(finding.severity for finding in findings)
    return "、".join(f"{count[severity]} 处{WORDS[severity]}" for severity in Severity if count[severity])


def _places(finding: Finding, text: Sequence[str], page: _Page) -> Iterator[str]:
    """The finding's place and its second one, in the order of the file."""
    span = finding.span
    main = _marked(span, text, "^", finding.hint, _STYLES[finding.severity], page)
    context = list(_context(span.line - 1, text, page))
    if finding.other is None:
        yield from (*context, *main)
        return
    other, label = finding.other
    second = list(_marked(other, text, "-", label, _BLUE, page))
    if other.line > span.line:
        yield from (*context, *main)
        yield from _gap(span.line, other.line)
        yield from second
    else:
        yield from second
        if other.line < span.line - 1:
            yield from _gap(other.line, span.line - 1)
            yield from context
        yield from main


def _gap(before: int, after: int) -> Iterator[str]:
    if after > before + 1:
        yield f"{'...':>{_GUTTER}}"


def _context(number: int, text: Sequence[str], page: _Page) -> Iterator[str]:
    if 1 <= number <= len(text) and text[number - 1].strip():
        yield f"{page.gutter(number)}{display.cut(_shown(text[number - 1]), page.room)}".rstrip()


def _marked(span: Span, text: Sequence[str], mark: str, label: str, style: str, page: _Page) -> Iterator[str]:
    """A source line with a mark below the span; of a span of several lines, the first."""
    number = min(span.line, len(text))
    line = text[number - 1]
    first = min(span.column - 1, len(line))
    last = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    before, within, after = _window(line, first, max(last, first), page.room)
    underlined = page.paint(within, f"{style};4") if within.strip() else within
    yield f"{page.gutter(number)}{before}{underlined}{after}".rstrip()
    indent = display.width(before)
    marks = mark * max(display.width(within), 1)
    label = _shown(label)
    beside = indent + len(marks) + 1 + display.width(label) <= page.room
    tail = f"{marks} {label}".rstrip() if beside else marks
    yield f"{page.gutter()}{' ' * indent}{page.paint(tail, style)}"
    if not beside:
        yield f"{page.gutter()}{' ' * max(min(indent, page.room - display.width(label)), 0)}{page.paint(label, style)}"


def _window(line: str, first: int, last: int, room: int) -> tuple[str, str, str]:
    """A line as shown before, in and behind its span, together at most ``room`` cells."""
    before, within, after = _shown(line[:first]), _shown(line[first:last]), _shown(line[last:])
    if display.width(before + within + after) <= room:
        return before, within, after
    if display.width(before) + min(display.width(within), room // 2) > room - 3:
        before = "..." + display.end(before, room // 3)
    within = display.cut(within, room - display.width(before) - 3)
    return before, within, display.cut(after, room - display.width(before + within))


def _shown(text: str) -> str:
    """A text that a terminal prints as it stands: tabs as blanks, characters that steer the terminal as ?."""
    return text if text.isprintable() else "".join(map(_shown_character, text))


def _shown_character(char: str) -> str:
    if char.isprintable() or char == "\u3000":
        return char
    if char == "\t":
        return _TAB
    return " " if char.isspace() else "?"
