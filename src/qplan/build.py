"""Canonical plan data -> Plan: what stands around the content, and the targets; content.py does the rest."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from qplan import content
from qplan.findings import Route
from qplan.notation import quantities
from qplan.plan import (
    Annex,
    Basis,
    Defaults,
    Document,
    Duty,
    Exemption,
    Goal,
    Layout,
    NoteStyle,
    Notice,
    Plan,
    Target,
    Unit,
)  # fmt: skip
from qplan.tolerant import members, names, paragraphs, texts
from qplan.vocabulary import Language

Data = dict[str, Any]

DEFAULT_FRAMEWORK = "quality-county-2024"

NOTE_STYLES = {
    "责任单位": NoteStyle(),
    "牵头配合": NoteStyle(),
    "按职责分工负责": NoteStyle(form="verbs"),
}

_DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_SIGNED = re.compile(r"\s*[<>≤≥]")  # a sign for a table, not for a sentence
_DATED = re.compile(r"[到至]?(?P<year>20\d{2})年(?:底|末)?[，,：:]?(?P<rest>(?:(?!20\d{2}年).)+)")
_CITED = re.compile(r"《(?P<title>.+)》(?:[（(](?P<number>[^（）()]+)[）)])?")


def build(data: Data, keys: Language = "zh") -> Plan:
    """Make a Plan of canonical plan data whose shape holds (`shape.check` leaves out what does not).

    Never raises on such data: a value that cannot be understood is kept as text for the rules to judge.
    """
    period = data.get("period")
    document = data.get("document", {})
    style = _note_style(data.get("unit_note"))
    defaults = _defaults(data.get("defaults"))
    year = period["end"] if isinstance(period, dict) and period.get("start") == period.get("end") else None
    region = data.get("region") or {}
    return Plan(
        keys=keys,
        framework=data.get("framework") or DEFAULT_FRAMEWORK,
        region=region.get("name"),
        level=region.get("level"),
        document=_document(document),
        content=content.nodes(data.get("content", []), data.get("numbering"), defaults, year=year),
        bases=tuple(_basis(entry, ("bases", i)) for i, entry in members(data.get("bases"))),
        period=(period["start"], period["end"]) if period and {"start", "end"} <= period.keys() else None,
        registry=tuple(_unit(entry, ("units", i)) for i, entry in members(data.get("units"))),
        defaults=defaults,
        note_style=style,
        layout=_layout(data.get("layout") or {}),
        targets=tuple(_target(entry, ("targets", i)) for i, entry in members(data.get("targets"))),
        exemptions=tuple(_exemptions(data)),
        annexes=tuple(_annex(entry, ("annexes", i)) for i, entry in members(data.get("annexes"))),
        procedure={
            key: {"result": value} if isinstance(value, str) else dict(value)
            for key, value in (data.get("procedure") or {}).items()
        },
    )


def _document(data: Data) -> Document:
    notice = data.get("notice")
    issuers = data.get("issuer")
    return Document(
        title=data.get("title", ""),
        subtitles=texts(data.get("subtitle")),
        genre=data.get("genre"),
        kind=data.get("kind"),
        stage=data.get("stage"),
        issuers=tuple(issuers.split("、")) if isinstance(issuers, str) else texts(issuers),
        number=data.get("number"),
        date=_day(data.get("date")),
        addressees=_addressees(data.get("addressees")),
        notice=Notice(
            notice.get("title"), _addressees(notice.get("addressees")), paragraphs(notice.get("text")),
            notice.get("signature"), _day(notice.get("date")),
        ) if notice else None,
        preamble=paragraphs(data.get("preamble")),
        disclosure=data.get("disclosure"),
        copies=texts(data.get("copies")),
        printer=data.get("printer"),
        printed=_day(data.get("printed")),
        signer=data.get("signer"),
        remark=data.get("remark"),
        contact=data.get("contact"),
    )  # fmt: skip


def _day(text: str | None) -> str | None:
    """A day in ISO form, be it written 2026-3-2, 2026.3.2 or 2026年3月2日; what is none stays as it is."""
    found = _DAY.fullmatch("".join((text or "").split()))
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else text
    except ValueError:
        return text


def _addressees(value: Any) -> str | None:
    return "、".join(texts(value)) or None


def _basis(entry: Any, route: Route) -> Basis:
    if isinstance(entry, str):
        cited = _CITED.fullmatch(entry.strip())
        return Basis(cited["title"], cited["number"], route) if cited else Basis(entry, None, route)
    return Basis(entry.get("title", ""), entry.get("number"), route)


def _unit(entry: Any, route: Route) -> Unit:
    if isinstance(entry, str):
        return Unit(entry, None, (), (), route)
    aliases, members = texts(entry.get("aliases")), names(entry.get("members"))[0]
    return Unit(entry.get("name", ""), entry.get("full"), aliases, members, route)


def _note_style(setting: Any) -> NoteStyle:
    if isinstance(setting, str):
        return NOTE_STYLES.get(setting, NoteStyle())
    if not isinstance(setting, dict):
        return NoteStyle()
    style = dict(setting)
    if style.get("brackets") == "无":
        style["brackets"] = ""
    if style.get("separator") == "换行":
        style["separator"] = "\n"
    for key in ("groups", "verbs"):
        style[key] = texts(style.get(key))
    return NoteStyle(**style)


def _layout(data: Data) -> Layout:
    return Layout(**{**data, "title_lines": texts(data.get("title_lines"))})


def _defaults(data: Data | None) -> Defaults | None:
    if not data:
        return None
    units, others = names(data.get("units"))
    return Defaults(Duty(responsible=units, and_others=others), data.get("since"), data.get("note"))


def _exemptions(data: Data) -> Iterator[Exemption]:
    for key in ("not_applicable", "elsewhere"):
        for i, entry in members(data.get(key)):
            document = entry.get("document", "") if key == "elsewhere" else None
            yield Exemption(entry.get("requirement", ""), entry.get("reason"), document, (key, i))


def _annex(entry: Data, route: Route) -> Annex:
    rows = tuple(tuple(texts(row)) for _, row in members(entry.get("rows")))
    own = "text" if entry.get("text") else "table" if entry.get("columns") or rows else "separate"
    content = entry.get("content") or own
    return Annex(
        entry.get("title", ""),
        content,
        route,
        paragraphs(entry.get("text")),
        texts(entry.get("columns")),
        rows,
    )


# Targets


def _target(entry: Data, route: Route) -> Target:
    goals = tuple(_goals(entry.get("goals"), (*route, "goals")))
    unit = entry.get("unit") or next((u for _, u in goals if u), "")
    units, others = names(entry.get("responsible"))
    baseline = entry.get("baseline")
    return Target(
        id=entry.get("id"),
        indicator=entry.get("indicator", ""),
        unit=unit,
        route=route,
        kind=entry.get("kind"),
        category=entry.get("category"),
        baseline=None if baseline is None else _goal(baseline, None, (*route, "baseline"))[0],
        goals=tuple(goal for goal, _ in goals),
        duty=Duty(responsible=units, and_others=others),
        where=entry.get("place"),
    )


def _goals(value: Any, route: Route) -> Iterator[tuple[Goal, str]]:
    if isinstance(value, dict):
        for year, goal in sorted(value.items()):
            yield _goal(goal, int(year[:4]), (*route, year))
    elif isinstance(value, list):
        for i, goal in members(value):
            yield _goal(goal, None, (*route, i))
    elif value is not None:
        yield _goal(value, None, route)


def _goal(value: Any, year: int | None, route: Route) -> tuple[Goal, str]:
    """One goal and the unit its wording carries; a year that begins the wording is the goal's."""
    dated = _DATED.fullmatch(value.strip()) if isinstance(value, str) and year is None else None
    if dated:
        year, value = int(dated["year"]), dated["rest"]
    entry = value if isinstance(value, dict) else {"value": value}
    said: Any = entry.get("value", entry.get("text", ""))
    read = quantities.read(said)
    high = quantities.read(entry["high"]).value if "high" in entry else read.high
    worded = isinstance(value, str) and not (read.value is not None and _SIGNED.match(value))
    text = (entry.get("text") or (value if worded else "")).rstrip("\n")  # a block of YAML ends with a line's end
    goal = Goal(
        year=entry.get("year", year),
        relation=entry.get("relation") or read.relation,
        value=read.value,
        high=high,
        at_least=entry.get("at_least", read.at_least),
        text=text,
        route=route,
    )
    return goal, read.unit
