"""Canonical plan data -> the YAML text of a plan file, in Chinese or English keys: the inverse of build's way in."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

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


def emit(data: dict[str, Any], keys: Language = "zh", *, schema_ref: str | None = SCHEMA_REF) -> str:
    """Write plan data as a plan file.

    Args:
        data: canonical plan data (English keys and values).
        keys: the language to write it in.
        schema_ref: the editor's schema, relative to the file; None leaves the line out.
    """
    yaml = YAML()
    yaml.width = 1 << 20
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(_styled(data, keys, vocabulary.schema()), out)
    head = f"# yaml-language-server: $schema={schema_ref}\n" if schema_ref else ""
    return head + _TOP_KEY.sub("\n", out.getvalue()).lstrip("\n")


def _styled(value: Any, keys: Language, node: Schema) -> Any:
    if isinstance(value, dict):
        styled = CommentedMap()
        for key, inner in value.items():
            inside = vocabulary.child(node, key)
            name = vocabulary.key_name(node, key, keys)
            prose = key in _PROSE and isinstance(inner, str) and inner.strip()
            styled[_scalar(name)] = (
                LiteralScalarString(inner.rstrip("\n") + "\n") if prose else _styled(inner, keys, inside)
            )
        if value and _short(value):
            styled.fa.set_flow_style()
        return styled
    if isinstance(value, list):
        listed = CommentedSeq(_styled(entry, keys, vocabulary.child(node, i)) for i, entry in enumerate(value))
        if _short(value):
            listed.fa.set_flow_style()
        return listed
    if isinstance(value, str):
        word = vocabulary.value_name(node, value, keys) if "enum" in node else value
        return (
            DoubleQuotedScalarString(word)
            if "number" in node.get("type", ()) and _NUMBER.fullmatch(word)
            else _scalar(word)
        )
    return value


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
