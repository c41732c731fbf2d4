"""The pipeline: Source -> Checked(plan, findings). Every command reaches its plan through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qplan import build, errors, framework, nodes, rules, shape, source, vocabulary
from qplan.findings import Entry, Finding, Remark, Route, Severity
from qplan.framework import Framework
from qplan.nearest import nearest
from qplan.plan import ROLES, Plan
from qplan.rules import Case, Rule
from qplan.shape import Shaped
from qplan.source import Source, Span
from qplan.vocabulary import Canonical

_START = Span(1, 1, 1, 1)
_NAMES = ("title", "indicator")
"""What names a thing: where a key that it lacks is asked for."""
_IN_ONE_STRING = (*ROLES, "due")

# After an error of reading, what seems to be missing may only be unread; and on its own line nothing else is said.
_COMPLETENESS = "Q2"

CRASHED = Entry(
    "Q190", "rule-crashed", Severity.WARNING, "一条检查没能做完",
    "这是程序的问题，不是方案的问题；其余检查不受影响。请把提示和方案一起报给维护者。", "", "",
)  # fmt: skip
CODES = {**shape.CODES, CRASHED.code: CRASHED}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after reading and judging.

    ``plan`` is None where nothing could be built; ``broken`` says that reading or shape found errors, so that
    the plan, if there is one, is not the whole of what was meant. Findings stand in the order of the file.
    """

    source: Source
    plan: Plan | None
    findings: tuple[Finding, ...]
    framework: Framework | None
    broken: bool


def check(path: Path) -> Checked:
    """Read and judge one plan file.

    Raises:
        errors.Unreadable: there is nothing to judge (no such file, a folder, too large, not text).
    """
    return judge(source.read(path), beside=path.parent)


def judge(text: Source, *, beside: Path | None = None) -> Checked:
    """Judge a text already read; ``beside`` is the folder that a framework file is looked for in."""
    tree = nodes.read(text)
    found = list(tree.findings)
    if not isinstance(tree.data, dict):
        return Checked(text, None, _ordered(found), None, broken=True)
    canonical = vocabulary.canonical(tree)
    shaped = shape.check(canonical)
    plan = build.build(shaped.data, canonical.keys)
    pack = _framework(plan.framework, beside)
    hidden = {remark.at for _, remark in shaped.remarks}.union(*_meant(canonical, shaped))
    judged = [(entry, remark) for entry, remark in _judgements(rules.ALL, Case(plan, pack)) if remark.at not in hidden]
    shapes = [(shape.CODES[code], remark) for code, remark in shaped.remarks]
    if any(finding.severity is Severity.ERROR for finding in tree.findings):
        judged = [(entry, remark) for entry, remark in judged if not entry.code.startswith(_COMPLETENESS)]
    lines = {finding.span.line for finding in tree.findings if finding.severity is Severity.ERROR}
    located = (_located(text, canonical, remark, entry) for entry, remark in (*shapes, *judged))
    found += [finding for finding in located if finding.span.line not in lines]
    broken = any(finding.severity is Severity.ERROR for finding in tree.findings) or any(
        entry.severity is Severity.ERROR for entry, _ in shapes
    )
    return Checked(text, plan, _ordered(found), pack, broken)


def load(path: Path) -> Plan:
    """The plan of a file, for commands that print it.

    Raises:
        errors.Unreadable: as `check`.
        errors.Broken: the file has errors of reading or shape.
    """
    return whole(check(path))


def whole(checked: Checked) -> Plan:
    """The plan, if nothing of it was lost in reading.

    Raises:
        errors.Broken: naming how many errors there are and how to see them.
    """
    if checked.broken or checked.plan is None:
        count = sum(finding.severity is Severity.ERROR for finding in checked.findings)
        first = next(finding for finding in checked.findings if finding.severity is Severity.ERROR)
        raise errors.Broken(
            f"{checked.source.name} 有 {count} 处错误，方案读不完整。第一处在第 {first.span.line} 行：{first.message}",
            f"先改正错误；逐处查看：qplan validate {checked.source.name}",
        )
    return checked.plan


def _framework(name: str, beside: Path | None) -> Framework | None:
    """The plan's pack; an unknown one is a rule's finding, not a stop."""
    try:
        return framework.load(name, beside=beside)
    except errors.QplanError:
        return None


def _judgements(book: Iterable[Rule], case: Case) -> Iterator[tuple[Entry, Remark]]:
    for rule in book:
        try:
            remarks = list(rule.check(case))
        except Exception as error:  # noqa: BLE001 - one rule's bug must not lose the others' findings
            message = f"检查 {rule.entry.code} 没能做完（{type(error).__name__}: {error}）"
            yield CRASHED, Remark((), message, "这是程序的问题，请报给维护者")
            continue
        for remark in remarks:
            yield rule.entry, remark


def _meant(canonical: Canonical, shaped: Shaped) -> Iterator[set[Route]]:
    """The keys that unknown keys were probably meant for: what a rule says of their absence is said already."""
    for code, remark in shaped.remarks:
        if code == "Q103":
            names = {
                vocabulary.key_name(vocabulary.at(remark.at[:-1]), key, canonical.keys): key
                for key in vocabulary.resolve(vocabulary.at(remark.at[:-1])).get("properties", {})
            }
            guess = names.get(nearest(str(remark.at[-1]), names) or "")
            every = (*_IN_ONE_STRING, "duty") if guess in (*ROLES, "duty") else (guess,)
            yield {(*remark.at[:-1], key) for key in every if key}


def _located(text: Source, canonical: Canonical, remark: Remark, entry: Entry) -> Finding:
    other = None
    if remark.other:
        route, label = remark.other
        other = (_span(canonical, route, on_key=False), label)
    return Finding(
        code=entry.code,
        name=entry.name,
        severity=remark.severity or entry.severity,
        message=remark.message,
        file=text.name,
        span=_narrowed(text, _span(canonical, remark.at, on_key=remark.on_key), remark.words),
        at=remark.at,
        hint=remark.hint,
        remedy=remark.remedy,
        other=other,
    )


def _narrowed(text: Source, span: Span, words: str) -> Span:
    """The place of ``words`` inside a span, where they stand there in one piece."""
    lines = text.text.split("\n")[span.line - 1 : span.end_line] if words else ()
    for offset, line in enumerate(lines):
        start = line.find(words, span.column - 1 if offset == 0 else 0)
        if start >= 0:
            number = span.line + offset
            return Span(number, start + 1, number, start + 1 + len(words))
    return span


def _span(canonical: Canonical, route: Route, *, on_key: bool) -> Span:
    """A route's own span, else that of the nearest ancestor in the file; of an ancestor, its key."""
    if on_key and route in canonical.key_spans:
        return canonical.key_spans[route]
    if route in canonical.spans and not on_key:
        return canonical.spans[route]
    told = _told_at(canonical, route)
    if told:
        return canonical.spans[told]
    while route:
        if route in canonical.key_spans:
            return canonical.key_spans[route]
        name = next((key for key in _NAMES if (*route, key) in canonical.spans), None)
        if name:
            return canonical.spans[(*route, name)]
        if route in canonical.spans:
            span = canonical.spans[route]
            return Span(span.line, span.column, span.line, span.column + 1) if span.end_line > span.line else span
        route = route[:-1]
    return _START


def _told_at(canonical: Canonical, route: Route) -> Route | None:
    """Where a unit or deadline is told that has no key of its own: in the one string of 责任 or 责任原文."""
    for index, key in enumerate(route):
        if key in _IN_ONE_STRING and route[: index + 1] not in canonical.spans:
            strings = ((*route[:index], other) for other in ("duty", "unit_note"))
            return next((string for string in strings if string in canonical.spans), None)
    return None


def _ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda f: (f.span.line, f.span.column, f.severity.rank, f.code, f.message)))
