"""``qplan schema``: the editor's schema, in either language, with a pack's requirements named."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from qplan import framework as frameworks
from qplan import vocabulary, writing
from qplan.build import DEFAULT_FRAMEWORK
from qplan.commands import _console
from qplan.emit import SCHEMA_REF
from qplan.framework import Framework
from qplan.vocabulary import Language, Schema


def run(*, framework: str | None, keys: Language, output: Path | None, force: bool = False) -> int:
    """Write the schema to where the plans of this folder refer to it, or to ``output``; - prints it."""
    pack = framework or DEFAULT_FRAMEWORK
    if output is None:
        print(f"已写出：{write_beside(Path('plan.yaml'), framework=pack, keys=keys)}")
        return 0
    text = composed(frameworks.load(pack), keys)
    if _console.piped(output):
        print(text, end="")
    else:
        writing.write(output, text.encode(), force=force)
        print(f"已写出：{output}")
    return 0


def write_beside(plan: Path, *, framework: str | Path = DEFAULT_FRAMEWORK, keys: Language = "zh") -> Path:
    """Write the editor's schema where a plan file refers to it (.qplan/plan.schema.json), and say where.

    Raises:
        errors.Unwritable: the folder cannot be made or written to.
    """
    target = plan.parent / SCHEMA_REF
    text = composed(frameworks.load(framework), keys)
    writing.make_folder(target.parent)
    writing.write(target, text.encode(), force=True)
    return target


def composed(pack: Framework, keys: Language) -> str:
    """The schema as JSON text: keys and enum values in ``keys``, requirement ids from ``pack``."""
    schema = _spoken(copy.deepcopy(vocabulary.schema()), keys)
    schema["$id"] = f"urn:qplan:plan:1:{pack.id}:{keys}"
    claim = schema["$defs"]["claim"]
    name = "要点" if keys == "zh" else "requirement"
    known = [{"const": each.id, "title": f"{each.id} {each.title}"} for each in pack.everything]
    # Places of the national plan are claims too, so the ids are offered, not enforced.
    offered = {"anyOf": [{"oneOf": known}, {"type": "string", "pattern": "（|\\("}]}
    claim["properties"][name].update(offered)
    schema["$defs"]["claim"] = {**claim, "if": {"type": "string"}, "then": offered}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _spoken(node: Any, keys: Language) -> Any:
    """A schema node in one language: property names, ``required``, enum values with both names offered."""
    if isinstance(node, list):
        return [_spoken(entry, keys) for entry in node]
    if not isinstance(node, dict):
        return node
    names = {key: vocabulary.key_name(node, key, keys) for key in node.get("properties", {})}
    out: Schema = {}
    for key, value in node.items():
        if key == "properties":
            out[key] = {names[name]: _spoken(prop, keys) for name, prop in value.items()}
        elif key == "required":
            out[key] = [names[name] for name in value]
        elif key == "enum":
            out[key] = _values(node, keys)
        elif key == "dependentSchemas":
            out[key] = {names[name]: _forbidding(rest, names) for name, rest in value.items()}
        elif not key.startswith("x-"):
            out[key] = _spoken(value, keys)
    return out


def _forbidding(rest: Schema, names: dict[str, str]) -> Schema:
    """What a key rules out beside it (a section has no measures), under the names of one language."""
    return {"properties": {names[name]: allowed for name, allowed in rest["properties"].items()}}


def _values(node: Schema, keys: Language) -> list[str]:
    """Every spelling of an enum's values, those of the plan's own language first."""
    spoken = node.get("x-values", {})
    first = [name for value in node["enum"] for name in (spoken.get(value, [value]) if keys == "zh" else [value])]
    rest = [name for value in node["enum"] for name in (value, *spoken.get(value, ()))]
    return list(dict.fromkeys([*first, *rest]))
