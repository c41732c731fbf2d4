"""Findings -> lines for a person: the place, what is wrong, the words with a caret below, how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qplan import display
from qplan.findings import Finding, Severity
from qplan.reporting.wrapping import wrapped
from qplan.source import Source, Span, lines

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.ADVICE: "建议"}
"""How a person reads the severities."""

_STYLES = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_BLUE, _BOLD = "34", "1"
_GUTTER = 5
_INDENT = 5
"""How far lines stand in that belong to a finding without being its source."""
_NARROWEST = 40
_TAB = "    "


@dataclass(frozen=True)
class _Page:
    """What findings are drawn on: with colours or without, how many cells wide, with numbers of lines or without."""

    colour: bool
    width: int
    numbered: bool = True

    def paint(self, text: str, style: str) -> str:
        """A text in an ANSI style, such as ``1;31``."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.colour and text else text

    def gutter(self, number: int | None = None) -> str:
        """What stands before a source line, or before the line below it."""
        shown = number if self.numbered and number is not None else ""
        return self.paint(f"{shown:>{_GUTTER}} |", _BLUE) + " "

    @property
    def room(self) -> int:
        """Cells for a source line."""
        return self.width - _GUTTER - 3


def report(findings: Iterable[Finding], sources: Mapping[str, Source], *, colour: bool = False, width: int = 80) -> str:
    """All findings in the order of files and lines, then how many there are.

    A finding is shown with its source line and the one before it, a caret below its span, its second place,
    its remedy, and the first time that its code occurs where that is explained. In a document that is no plan file
    it stands at its heading and paragraph, whose words are shown; numbers of lines say nothing there.

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
        out += _head(finding, page)
        if finding.file in texts:
            out += _places(finding, texts[finding.file], page)
        if finding.remedy:
            first, *more = _fitted(f"修改: {_shown(finding.remedy)}", page.width - _INDENT, finding)
            out.append(f"   {page.paint('=', _BLUE)} {first}")
            out += [f"{' ' * _INDENT}{line}" for line in more]
        if finding.code not in explained:
            explained.add(finding.code)
            out.append(f"   {page.paint('=', _BLUE)} 说明: qplan explain {finding.code}")
        out.append("")
    return out


def _head(finding: Finding, page: _Page) -> Iterator[str]:
    """Place, severity, code and message; in a document the place has lines of its own where all is too long."""
    span, message = finding.span, _shown(finding.message)
    shown = f"{finding.file}:{span.line}:{span.column}:"
    if finding.spot:
        shown = f"{finding.file} {_shown(finding.spot.words)}:"
    word = f"{WORDS[finding.severity]} {finding.code}"
    kind = page.paint(word, f"{_BOLD};{_STYLES[finding.severity]}")
    if finding.spot is None or display.width(f"{shown} {word} {message}") <= page.width:
        yield f"{page.paint(shown, _BOLD)} {kind} {page.paint(message, _BOLD)}"
        return
    yield from (page.paint(line, _BOLD) for line in wrapped(shown, hang=_INDENT, cells=page.width))
    first, *more = wrapped(f"{word} {message}", _INDENT, cells=page.width)
    yield f"{' ' * _INDENT}{kind}{page.paint(first[_INDENT + len(word) :], _BOLD)}"
    yield from (page.paint(line, _BOLD) for line in more)


def _fitted(text: str, cells: int, finding: Finding) -> list[str]:
    """A text in lines; those of a plan file are whole, for their words may be wanted as they stand."""
    return list(wrapped(text, cells=cells)) if finding.spot else [text]


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
    # A paragraph before it or between two says nothing in a document.
    page = replace(page, numbered=finding.spot is None)
    main = _marked(span, text, "^", finding.hint, _STYLES[finding.severity], page)
    context = list(_context(span.line - 1, text, page)) if page.numbered else []
    if finding.other is None:
        yield from (*context, *main)
        return
    other, label = finding.other
    second = list(_marked(other, text, "-", label, _BLUE, page))
    if other.line > span.line or not page.numbered:
        yield from (*context, *main)
        yield from _gap(span.line, other.line) if page.numbered else ()
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
    for line in () if beside else wrapped(label, cells=page.room):
        yield f"{page.gutter()}{' ' * max(min(indent, page.room - display.width(line)), 0)}{page.paint(line, style)}"


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
