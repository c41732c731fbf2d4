"""Tree of a pack or lexicon -> remarks: what its JSON Schema rejects, in the schema's own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from qplan import resources, shape
from qplan.findings import Remark, Route
from qplan.nearest import nearest
from qplan.nodes import Tree

Schema = dict[str, Any]
_KINDS = {
    "object": "一组“键: 值”",
    "array": "列表",
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "是否值",
}


def violations(tree: Tree, name: str) -> Iterator[tuple[str, Remark]]:
    """Each breach of the schema once, with code P101; nothing of a text that holds no data."""
    if tree.data is None:
        return
    schema: Schema = json.loads(resources.text("schemas", name))
    valid, found = shape.reference_validator(schema)
    if valid(tree.data):
        return
    for route, keyword in dict.fromkeys(found(tree.data)):
        node, value = _at(schema, route), _value(tree.data, route)
        for remark in _explained(schema, route, keyword, node, value):
            yield "P101", remark


def _explained(schema: Schema, route: Route, keyword: str, node: Schema, value: Any) -> Iterator[Remark]:
    name, about = _named(route, node), node.get("description", "")
    if keyword in ("additionalProperties", "required"):
        yield from (_unknown if keyword != "required" else _missing)(schema, route, node, value)
    elif keyword == "anyOf":
        choices = "，或 ".join("、".join(choice["required"]) for choice in node["anyOf"])
        yield Remark(route, f"{name}缺少 {choices}")
    elif keyword == "type":
        written = node["type"] == "string" and isinstance(value, (int, float))
        yield Remark(route, f"{name}应为{_KINDS[node['type']]}", f'加上引号："{value}"' if written else about)
    elif keyword in ("enum", "const"):
        choices = "、".join(map(str, node.get("enum", [node.get("const")])))
        yield Remark(route, f"{name}不能是“{value}”", f"可写：{choices}")
    else:
        wrong = "的写法不对" if isinstance(value, (dict, list)) else f"不能是“{value}”"
        yield Remark(route, f"{name}{wrong}", about)


def _unknown(_schema: Schema, route: Route, node: Schema, value: Schema) -> Iterator[Remark]:
    known = list(node["properties"])
    for key in value:
        if key not in known:
            guess = nearest(str(key), known)
            hint = f"是否应为 {guess}？" if guess else f"这里可以写：{'、'.join(known)}"
            yield Remark((*route, key), f"{_named(route, node)}里有不认识的键 {key}", hint, on_key=True)


def _missing(schema: Schema, route: Route, node: Schema, value: Schema) -> Iterator[Remark]:
    for key in node["required"]:
        if key not in value:
            about = _resolved(schema, node["properties"][key])
            yield Remark(route, f"{_named(route, node)}缺少 {key}", f"{key}: {about.get('description', '')}")


def _named(route: Route, node: Schema) -> str:
    """A key with what it is called: counts（什么算答）; its list's key for a member."""
    key = next((step for step in reversed(route) if isinstance(step, str)), "")
    title = node.get("title")
    return f"{key}（{title}）" if key and title else key or "文件"


def _at(schema: Schema, route: Route) -> Schema:
    """The schema of the place that a route names."""
    node = schema
    for step in route:
        if isinstance(step, int):
            node = _resolved(schema, node.get("items", {}))
        else:
            inner = node.get("properties", {}).get(step, node.get("additionalProperties", {}))
            node = _resolved(schema, inner if isinstance(inner, dict) else {})
    return node


def _resolved(schema: Schema, node: Schema) -> Schema:
    ref = node.get("$ref")
    return {**schema["$defs"][ref.rsplit("/", 1)[1]], **node} if ref else node


def _value(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data
