"""Chinese and English keys and values of the plan file: one pass each way, led by the schema's titles."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from qplan import resources
from qplan.findings import Remark, Route
from qplan.nodes import Tree
from qplan.patterns import pattern
from qplan.source import Span

Language = Literal["zh", "en"]
Schema = dict[str, Any]

_YEAR = pattern(r"(\d{4})年?")


@cache
def schema() -> Schema:
    """schemas/plan.schema.json, the one description of the plan file."""
    loaded: Schema = json.loads(resources.text("schemas", "plan.schema.json"))
    return loaded


def resolve(node: Schema) -> Schema:
    """A schema node with its ``$ref`` followed; what stands beside the reference wins."""
    ref = node.get("$ref")
    if ref is None:
        return node
    meant: Schema = schema()["$defs"][ref.rsplit("/", 1)[1]]
    return {**meant, **node} if len(node) > 1 else meant


def child(node: Schema, key: str | int) -> Schema:
    """The schema of a member: a property, a pattern's property or a list's item; empty where unknown."""
    node = resolve(node)
    if isinstance(key, int):
        return resolve(node.get("items", {}))
    if key in node.get("properties", {}):
        return resolve(node["properties"][key])
    for form, inner in node.get("patternProperties", {}).items():
        if re.search(form, key):
            return resolve(inner)
    rest = node.get("additionalProperties")
    return resolve(rest) if isinstance(rest, dict) else {}


def at(route: Route) -> Schema:
    """The schema of the place that a canonical route names."""
    node = schema()
    for key in route:
        node = child(node, key)
    return node


def value(data: Any, route: Route) -> Any:
    """What plan data has at a canonical route; None where there is nothing."""
    for key in route:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def key_name(parent: Schema, key: str, language: Language) -> str:
    """A property's name in a language, as it stands in the file."""
    if language == "en":
        return key
    title: str = resolve(parent).get("properties", {}).get(key, {}).get("title", key)
    return title


def value_name(node: Schema, value: str, language: Language) -> str:
    """An enum value's name in a language; values without a Chinese name are the same in both."""
    names = resolve(node).get("x-values", {}).get(value)
    return names[0] if names and language == "zh" else value


def chinese(value: str | None, *route: str) -> str:
    """The Chinese name of an enum value at a place: ``chinese("review", "document", "stage")`` is 送审稿."""
    return value_name(at(route), value, "zh") if value else ""


def language_of(data: Any) -> Language:
    """Which language a plan's keys are in: the first top-level key that is known decides, else its script."""
    if isinstance(data, Mapping):
        for key in data:
            return "en" if str(key).isascii() else "zh"
    return "zh"


class Canonical:
    """Plan data with English keys and values, its places, and what was odd about the wording.

    ``remarks`` pair a code of shape.py with what to say; ``written`` is each key as the file has it.
    """

    def __init__(self, data: Any, keys: Language) -> None:
        self.data = data
        self.keys = keys
        self.spans: dict[Route, Span] = {}
        self.key_spans: dict[Route, Span] = {}
        self.written: dict[Route, str] = {}
        self.remarks: list[tuple[str, Remark]] = []


def canonical(tree: Tree) -> Canonical:
    """Translate a tree into canonical plan data; unknown keys and values pass through for shape to judge.

    A key without a value is left out, as if it were not written. A scalar that the schema wants as text is
    the text that was written (2026, 010101 and true stay what they look like).
    """
    result = Canonical(None, language_of(tree.data))
    if () in tree.spans:
        result.spans[()] = tree.spans[()]
    result.data = _translate(tree, tree.data, (), (), schema(), result)
    return result


def _translate(tree: Tree, value: Any, old: Route, new: Route, node: Schema, result: Canonical) -> Any:
    if isinstance(value, dict):
        return _mapping(tree, value, old, new, node, result)
    if isinstance(value, list):
        for index in range(len(value)):
            _place(tree, (*old, index), (*new, index), result)
        inner = child(node, 0)  # one for all the members
        return [_translate(tree, v, (*old, i), (*new, i), inner, result) for i, v in enumerate(value)]
    return _scalar(value, tree.raw.get(old), node)


def _place(tree: Tree, old: Route, new: Route, result: Canonical) -> None:
    if old in tree.spans:
        result.spans[new] = tree.spans[old]
    if old in tree.key_spans:
        result.key_spans[new] = tree.key_spans[old]


def _mapping(
    tree: Tree, value: dict[str, Any], old: Route, new: Route, node: Schema, result: Canonical
) -> dict[str, Any]:
    properties: Schema = node.get("properties", {})
    english = {prop.get("title"): name for name, prop in properties.items()}
    out: dict[str, Any] = {}
    for written, inner in value.items():
        name = written if written in properties else english.get(written, _year_key(written, node))
        route = (*new, name)
        if name in out:
            first = result.written[route]
            message = f"“{written}”和“{first}”是同一个键的两种语言，只能写一个"
            _place(tree, (*old, written), (*new, written), result)
            result.remarks.append(("Q108", Remark((*new, written), message, "删去其中一个", on_key=True)))
            continue
        _place(tree, (*old, written), route, result)
        result.written[route] = written
        if name in properties and inner is not None:
            _mind_language(written, name, node, route, result)
        if inner is not None:
            out[name] = _translate(tree, inner, (*old, written), route, child(node, name), result)
    return out


def _mind_language(written: str, name: str, node: Schema, route: Route, result: Canonical) -> None:
    wanted = key_name(node, name, result.keys)
    if written != wanted:
        language = "中文" if result.keys == "zh" else "英文"
        message = f"本文件的键用{language}，这里的“{written}”应写作“{wanted}”"
        result.remarks.append(("Q107", Remark(route, message, f"改为 {wanted}", on_key=True)))


def _year_key(written: str, node: Schema) -> str:
    year = _YEAR.fullmatch(written)
    return str(int(year[1])) if year and "patternProperties" in node else written


def _scalar(value: Any, raw: str | None, node: Schema) -> Any:
    types = node.get("type", ())
    types = (types,) if isinstance(types, str) else types
    counts = isinstance(value, (int, float)) and not {"number", "integer"}.isdisjoint(types)
    if raw is not None and "string" in types and not counts:
        return raw
    if not isinstance(value, str):
        return raw if raw is not None and "enum" in node else value
    if "enum" in node:
        return _enum(value, node)
    if "boolean" in types and value in ("是", "否"):
        return value == "是"
    year = _YEAR.fullmatch(value)
    return int(year[1]) if "integer" in types and year else value


def _enum(value: str, node: Schema) -> str:
    if value not in node["enum"]:
        for name, names in node.get("x-values", {}).items():
            if value in names:
                return str(name)
    return value


def translate_out(data: Any, language: Language, node: Schema | None = None) -> Any:
    """Canonical plan data with its keys and enum values in ``language``; the inverse of `canonical`."""
    node = schema() if node is None else node
    if isinstance(data, dict):
        return {key_name(node, k, language): translate_out(v, language, child(node, k)) for k, v in data.items()}
    if isinstance(data, list):
        return [translate_out(v, language, child(node, i)) for i, v in enumerate(data)]
    return value_name(node, data, language) if isinstance(data, str) and "enum" in node else data
