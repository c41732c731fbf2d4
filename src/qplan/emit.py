"""Canonical plan data -> the YAML text of a plan file, in Chinese or English keys: the inverse of build's way in."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from qplan import vocabulary
from qplan.vocabulary import Language, Schema

SCHEMA_REF = ".qplan/plan.schema.json"

_PROSE = frozenset({"text", "preamble"})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[-+.\d eE]+")
_YEAR = re.compile(r"[1-9]\d{3}")
_FLOW_WIDTH = 60
# Signs that mean something to YAML somewhere: quoted always, so that neither of its readers has to guess.
_SIGNS = re.compile(r"^[“‘，]|[:#,\[\]{}\"'&*!|>%@`?~=\\<]|^-|^\s|\s$|^$")
_TOP_KEY = re.compile(r"^(?=[^\s#])", re.MULTILINE)


class Hand(NamedTuple):
    """How a file is written: the language of its keys, how far it indents a mapping and a list's dashes."""

    keys: Language
    step: int = 2
    dent: int = 2


class _Manner(NamedTuple):
    """How values are written: ``exact`` texts keep their last line end or lack of one, ``flow`` takes one line."""

    keys: Language
    exact: bool = False
    flow: bool = False
    quoted: bool = False


def emit(data: dict[str, Any], keys: Language = "zh", *, schema_ref: str | None = SCHEMA_REF) -> str:
    """Write plan data as a plan file.

    Args:
        data: canonical plan data (English keys and values).
        keys: the language to write it in.
        schema_ref: the editor's schema, relative to the file; None leaves the line out.
    """
    text = _dumped(_styled(data, vocabulary.schema(), _Manner(keys)), Hand(keys))
    head = f"# yaml-language-server: $schema={schema_ref}\n" if schema_ref else ""
    return head + _TOP_KEY.sub("\n", text).lstrip("\n")


def fragment(
    value: dict[str, Any] | list[Any],
    node: Schema,
    hand: Hand,
    *,
    flow: bool = False,
    quoted: bool = False,
    opened: int = 1,
) -> str:
    """Write a mapping or list of a plan by itself, from the first column on; each text exactly as it is.

    Args:
        value: canonical data.
        node: its schema.
        hand: how the rest of the file is written.
        flow: in brackets on one line.
        quoted: every text in double quotes.
        opened: how many levels are not put in brackets, however short they are.
    """
    text = _dumped(_styled(value, node, _Manner(hand.keys, exact=True, flow=flow, quoted=quoted), opened), hand)
    margin = len(text) - len(text.lstrip(" "))
    return "\n".join(row[margin:] if row[:margin].isspace() else row for row in text.split("\n"))


def _dumped(styled: Any, hand: Hand) -> str:
    yaml = YAML()
    yaml.width = 1 << 20
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=hand.step, sequence=hand.dent + 2, offset=hand.dent)
    out = io.StringIO()
    yaml.dump(styled, out)
    return out.getvalue()


def _styled(value: Any, node: Schema, manner: _Manner, opened: int = 0) -> Any:
    if isinstance(value, dict):
        styled = CommentedMap()
        for key, inner in value.items():
            inside = vocabulary.child(node, key)
            name = vocabulary.key_name(node, key, manner.keys)
            prose = key in _PROSE and isinstance(inner, str)
            styled[_scalar(name)] = (_prose(inner, manner) if prose else None) or _styled(
                inner, inside, manner, opened - 1
            )
        _set_style(styled, value, manner, opened)
        return styled
    if isinstance(value, list):
        listed = CommentedSeq(
            _styled(entry, vocabulary.child(node, i), manner, opened - 1) for i, entry in enumerate(value)
        )
        _set_style(listed, value, manner, opened)
        return listed
    if isinstance(value, str):
        word = vocabulary.value_name(node, value, manner.keys) if "enum" in node else value
        number = "number" in node.get("type", ()) and _NUMBER.fullmatch(word)
        quoted = number or manner.quoted or (manner.exact and "\n" in word)
        return DoubleQuotedScalarString(word) if quoted else _scalar(word)
    return value


def _prose(text: str, manner: _Manner) -> LiteralScalarString | None:
    """A text of paragraphs, a line each; None where it is written as any other."""
    if not manner.exact:
        return LiteralScalarString(text.rstrip("\n") + "\n") if text.strip() else None
    return None if manner.flow or manner.quoted or "\n" not in text else LiteralScalarString(text)


def _set_style(styled: CommentedMap | CommentedSeq, value: Any, manner: _Manner, opened: int) -> None:
    if manner.flow or (opened <= 0 and _short(value) and (value or isinstance(value, list))):
        styled.fa.set_flow_style()
    elif opened > 0:
        styled.fa.set_block_style()


def _scalar(text: str) -> Any:
    """A text as a scalar: a date or a year bare (the plan's reader takes either as the text it is), signs quoted."""
    if _YEAR.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    return DoubleQuotedScalarString(text) if _SIGNS.search(text) else text


def _short(value: Any) -> bool:
    """Whether a list or mapping of scalars fits on the line of its key."""
    members = value.values() if isinstance(value, dict) else value
    if any(isinstance(member, (dict, list)) for member in members):
        return False
    if isinstance(value, dict) and _PROSE & value.keys():
        return False
    return sum(len(str(member)) + 2 for member in members) + len(value) * 2 <= _FLOW_WIDTH
