"""The pipeline: Source -> Checked(plan, findings). Every command reaches its plan through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qplan import build, errors, framework, nodes, rules, shape, source, vocabulary
from qplan.display import typed
from qplan.findings import Entry, Finding, Remark, Route, Severity
from qplan.framework import Framework
from qplan.locating import IN_ONE_STRING, locate
from qplan.nearest import nearest
from qplan.plan import ROLES, Plan
from qplan.rules import Case, Rule
from qplan.shape import Shaped
from qplan.source import Source
from qplan.vocabulary import Canonical

_COMPLETENESS = "Q2"
_TAKEN_OUT = ("Q101",)  # of another kind than the schema wants: nothing below it was read

CRASHED = Entry(
    "Q190", "rule-crashed", Severity.WARNING, "一条检查没能做完",
    "这是程序的问题，不是方案的问题；其余检查不受影响。请把提示和方案一起报给维护者。", "", "",
)  # fmt: skip
CODES = {**shape.CODES, CRASHED.code: CRASHED}


Place = Callable[[Remark, Entry], Finding]
"""What stamps a remark with code, severity and its place in one file."""


@dataclass(frozen=True)
class Checked:
    """A file after reading and judging.

    ``plan`` is None where nothing could be built; ``broken`` says that reading or shape found errors, so that
    the plan, if there is one, is not the whole of what was meant. Findings stand in the order of the file.
    ``canonical`` has the place of every key and value of a plan file, and none of another document; ``place``
    finds a further remark's place in either. ``length`` is the printed body's, in 字.
    """

    source: Source
    canonical: Canonical
    plan: Plan | None
    findings: tuple[Finding, ...]
    framework: Framework | None
    broken: bool
    place: Place
    length: int = 0


def check(path: Path) -> Checked:
    """Read and judge one plan file.

    Raises:
        errors.Unreadable: there is nothing to judge (no such file, a folder, too large, not text).
    """
    return judge(source.read(path), beside=path.parent)


def judge(text: Source, *, beside: Path | None = None) -> Checked:
    """Judge a text already read; ``beside`` is the folder that a framework file is looked for in."""
    tree = nodes.read(text)
    canonical = vocabulary.canonical(tree)
    place = partial(locate, text, canonical)
    if not isinstance(tree.data, dict):
        return Checked(text, canonical, None, _ordered(tree.findings), None, broken=True, place=place)
    return pronounce(text, canonical, place, read=tree.findings, beside=beside)


def pronounce(
    text: Source, canonical: Canonical, place: Place, *, read: Sequence[Finding] = (), beside: Path | None = None
) -> Checked:
    """Judge plan data by shape and rules, wherever it was read from.

    Args:
        text: the file's words, in whose lines findings stand.
        canonical: its plan data, a mapping.
        place: finds a remark's place in it.
        read: what reading found already.
        beside: the folder that a framework file is looked for in.
    """
    shaped = shape.check(canonical)
    plan = build.build(shaped.data, canonical.keys)
    case = Case(plan, _framework(plan.framework, beside))
    told = [(shape.CODES[code], remark) for code, remark in shaped.remarks]
    broken = any(entry.severity is Severity.ERROR for entry, _ in told) or any(map(_is_error, read))
    said = {remark.at for _, remark in told}.union(*_meant(canonical, shaped))
    lost = {remark.at for code, remark in shaped.remarks if code in _TAKEN_OUT}
    told += [
        (entry, remark)
        for entry, remark in _judgements(rules.ALL, case)
        if remark.at not in said and not _within(remark.at, lost)
    ]
    found = [place(remark, entry) for entry, remark in told]
    findings = _ordered((*read, *_without_echoes(found, read)))
    return Checked(text, canonical, plan, findings, case.framework, broken, place, case.length)


def _within(route: Route, places: set[Route]) -> bool:
    return any(route[:length] in places for length in range(1, len(route)))


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _without_echoes(found: Iterable[Finding], read: Iterable[Finding]) -> Iterator[Finding]:
    """Leave out what an error of reading explains: what seems missing may only be unread, its line is broken."""
    lines = {finding.span.line for finding in read if _is_error(finding)}
    for finding in found:
        if not lines or (finding.span.line not in lines and not finding.code.startswith(_COMPLETENESS)):
            yield finding


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
        wrong = [finding for finding in checked.findings if _is_error(finding)]
        count, first = len(wrong), wrong[0]
        where = first.spot.words if first.spot else f"第 {first.span.line} 行"
        raise errors.Broken(
            f"{checked.source.name} 有 {count} 处错误，方案读不完整。第一处在{where}：{first.message}",
            f"先改正错误；逐处查看：qplan validate {typed(checked.source.name)}",
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
            parent = vocabulary.resolve(vocabulary.at(remark.at[:-1]))
            if "patternProperties" in parent:  # years: one written in another way was meant for this mapping
                yield {remark.at[:-1]}
            names = {vocabulary.key_name(parent, key, canonical.keys): key for key in parent.get("properties", {})}
            guess = names.get(nearest(str(remark.at[-1]), names) or "")
            every = (*IN_ONE_STRING, "duty") if guess in (*ROLES, "duty") else (guess,)
            yield {(*remark.at[:-1], key) for key in every if key}


def _ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda f: (f.span.line, f.span.column, f.severity.rank, f.code, f.message)))
