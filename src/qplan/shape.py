"""Canonical plan data -> shape remarks: what the JSON Schema rejects, explained from the schema itself."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from qplan import vocabulary
from qplan.findings import Entry, Remark, Route, Severity
from qplan.nearest import nearest
from qplan.vocabulary import Canonical, Language, Schema

Violation = tuple[Route, str]
"""Where the data breaks the schema, and the keyword that says so."""

_KEY_IN_TEXT = re.compile(r"([^\s：:]+)[：:]")
_KIND = {
    dict: "一组“键: 值”",
    list: "列表",
    str: "文字",
    bool: "是否值",
    int: "数字",
    float: "数字",
    type(None): "空",
}

CODES = {
    entry.code: entry
    for entry in (
        Entry(
            "Q101", "wrong-kind", Severity.ERROR, "值的种类不对",
            "该写列表的地方写了一组键，或该写文字的地方写了列表，程序就无法知道原意。",
            "内容: 总体要求\n", "内容:\n  - 标题: 总体要求\n",
        ),
        Entry(
            "Q102", "missing-key", Severity.ERROR, "缺少必须有的键",
            "少了这一项，方案就不完整，后面的检查和成文都用得着它。",
            "指标:\n  - 目标值: {2027: 95%以上}\n内容: [{标题: 总体要求}]\n",
            "指标:\n  - 名称: 产品质量合格率\n    目标值: {2027: 95%以上}\n内容: [{标题: 总体要求}]\n",
        ),
        Entry(
            "Q103", "unknown-key", Severity.ERROR, "不认识的键",
            "写错的键不会起作用，里面的内容等于没写，所以必须指出来。",
            "内容:\n  - 标题: 建设检测中心\n    完成时间: 2026-12\n",
            "内容:\n  - 标题: 建设检测中心\n    完成时限: 2026-12\n",
        ),
        Entry(
            "Q104", "unknown-value", Severity.ERROR, "值不在可选范围内",
            "这一项只能从几个值里选，写成别的值程序不知道该怎样对待。",
            "公文: {稿次: 征求意见}\n内容: [{标题: 总体要求}]\n",
            "公文: {稿次: 征求意见稿}\n内容: [{标题: 总体要求}]\n",
        ),
        Entry(
            "Q105", "wrong-form", Severity.ERROR, "值的写法不对",
            "年份、标识、版本等有固定的写法，写成别的样子就认不出来。",
            "实施期: {起: 26, 止: 2027}\n内容: [{标题: 总体要求}]\n",
            "实施期: {起: 2026, 止: 2027}\n内容: [{标题: 总体要求}]\n",
        ),
        Entry(
            "Q106", "misplaced-key", Severity.ERROR, "键放错了地方",
            "有“内容”的是章节，举措、年度安排、关联指标、成果属于条目；放在章节上印不出来。",
            "内容:\n  - 标题: 重点任务\n    举措: [建设检测中心]\n    内容: [{标题: 提升能力}]\n",
            "内容:\n  - 标题: 重点任务\n    内容:\n      - 标题: 提升能力\n        举措: [建设检测中心]\n",
        ),
        Entry(
            "Q107", "mixed-keys", Severity.WARNING, "中英文键混用",
            "一个文件的键只用一种语言，读的人和改的人才不会弄错。程序认得，但应改过来。",
            "内容:\n  - title: 总体要求\n", "内容:\n  - 标题: 总体要求\n",
        ),
        Entry(
            "Q108", "key-twice", Severity.ERROR, "同一个键用两种语言各写了一次",
            "两处内容只能有一处起作用，另一处会丢。",
            "内容:\n  - 标题: 总体要求\n    title: 总体目标\n", "内容:\n  - 标题: 总体要求\n",
        ),
    )
}  # fmt: skip


class Shaped(NamedTuple):
    """Plan data without what breaks the schema, and the coded remarks on what was taken out."""

    data: dict[str, Any]
    remarks: tuple[tuple[str, Remark], ...]


def check(canonical: Canonical) -> Shaped:
    """Hold canonical data against the schema; the broken parts are left out of ``Shaped.data``."""
    if not isinstance(canonical.data, dict):
        return Shaped({}, ())
    valid, violations = _validator()
    remarks = list(canonical.remarks)
    if valid(canonical.data):
        return Shaped(canonical.data, tuple(remarks))
    data = copy.deepcopy(canonical.data)
    found = sorted(set(_normalised(canonical.data, violations(canonical.data))), key=lambda v: list(map(str, v[0])))
    for route, keyword in found:
        remarks += _explain(canonical, route, keyword)
    for route, keyword in sorted(found, key=lambda v: (len(v[0]), list(map(str, v[0]))), reverse=True):
        _prune(data, route, keyword)
    return Shaped(data, tuple(remarks))


def _validator() -> tuple[Callable[[Any], bool], Callable[[Any], Iterable[Violation]]]:
    schema = vocabulary.schema()
    try:
        import jsonschema_rs
    except ImportError:
        return reference_validator(schema)
    fast = jsonschema_rs.validator_for(schema)

    def violations(data: Any) -> Iterator[Violation]:
        for error in fast.iter_errors(data):
            keyword = error.schema_path[-1]
            forbidden = "dependentSchemas" in error.schema_path
            yield tuple(error.instance_path), "forbidden" if forbidden else str(keyword)

    return fast.is_valid, violations


def reference_validator(schema: Schema) -> tuple[Callable[[Any], bool], Callable[[Any], Iterable[Violation]]]:
    """The same verdicts from the jsonschema package, where jsonschema-rs has no wheel."""
    import jsonschema

    slow = jsonschema.Draft202012Validator(schema)

    def violations(data: Any) -> Iterator[Violation]:
        for error in slow.iter_errors(data):
            route = tuple(error.absolute_path)
            if "dependentSchemas" in error.absolute_schema_path:
                yield from (((*route, key), "forbidden") for key in forbidden_keys(schema, error.instance))
            else:
                yield route, str(error.validator)

    return slow.is_valid, violations


def forbidden_keys(schema: Schema, instance: dict[str, Any]) -> list[str]:
    """The keys of a section that only an item may have (``dependentSchemas`` of the node)."""
    rest = schema["$defs"]["node"]["dependentSchemas"]["content"]["properties"]
    return [key for key in rest if key in instance]


def _normalised(data: Any, violations: Iterable[Violation]) -> Iterator[Violation]:
    """Routes whose mapping keys are text again: jsonschema-rs reports the key 2026 as a number."""
    for route, keyword in violations:
        place, fixed = data, []
        for key in route:
            step = key if isinstance(place, list) else str(key)
            fixed.append(step)
            place = place[step]
        yield tuple(fixed), keyword


def _prune(data: Any, route: Route, keyword: str) -> None:
    if keyword == "additionalProperties":
        place, node = vocabulary.value(data, route), vocabulary.at(route)
        if isinstance(place, dict):
            for key in _unknown(place, node):
                del place[key]
        return
    if not route:
        return
    parent = vocabulary.value(data, route[:-1])
    last = route[-1]
    if isinstance(parent, dict) and last in parent:
        del parent[last]
    elif isinstance(parent, list) and isinstance(last, int) and last < len(parent):
        # The list keeps its length, so that the routes of its other members stay true.
        parent[last] = None


def _unknown(place: dict[str, Any], node: Schema) -> list[str]:
    return [key for key in place if not vocabulary.child(node, key) and key not in node.get("properties", {})]


def _explain(canonical: Canonical, route: Route, keyword: str) -> Iterator[tuple[str, Remark]]:
    node, value = vocabulary.at(route), vocabulary.value(canonical.data, route)
    language = canonical.keys
    name = _named(canonical, route)
    expected = node.get("x-expect", "")
    if keyword == "additionalProperties":
        yield from _unknown_keys(canonical, route, node, value)
    elif keyword == "required":
        yield from _missing_keys(canonical, route, node, value)
    elif keyword == "enum":
        choices = [vocabulary.value_name(node, choice, language) for choice in node["enum"]]
        guess, every = nearest(str(value), choices), f"可写：{'、'.join(choices)}"
        hints = (f"是否应为“{guess}”？", every) if guess else (every, "")
        yield "Q104", Remark(route, f"{name}不能是“{value}”", *hints)
    elif keyword == "forbidden":
        message = (
            f"{name}写在了章节上；有“{vocabulary.key_name(vocabulary.at(('content', 0)), 'content', language)}”的是章节"
        )
        yield "Q106", Remark(route, message, "移到下面的某一条里", on_key=True)
    elif keyword == "type":
        kind = _KIND.get(type(value), "别的")
        hint, remedy = _slip_of_the_pen(value, node, language) or (f"现为{kind}", "")
        yield "Q101", Remark(route, f"{name}应为{expected or '文字'}", hint, remedy)
    elif keyword in ("minItems", "minLength"):
        yield "Q105", Remark(route, f"{name}是空的", f"应为{expected or '至少一个字'}")
    else:
        yield "Q105", Remark(route, f"{name}的写法不对：“{value}”", f"应为{expected}")


def _slip_of_the_pen(value: Any, node: Schema, language: Language) -> tuple[str, str] | None:
    """Hint and remedy where a colon or a blank is what keeps a key from being one: 标题：甲, -标题: 甲."""
    inner = vocabulary.resolve(node.get("items", node))
    names = {vocabulary.key_name(inner, key, language) for key in inner.get("properties", {})}
    if isinstance(value, str):
        begun = _KEY_IN_TEXT.match(value)
        if begun and begun[1] in names:
            return "键后面要写半角冒号和一个空格", f"改为 `{begun[1]}: …`"
    for key in value if isinstance(value, dict) else ():
        if key.startswith("-") and key[1:] in names:
            return "“-”后面要空一格", f"改为 `- {key[1:]}: …`"
    return None


def _unknown_keys(
    canonical: Canonical, route: Route, node: Schema, value: dict[str, Any]
) -> Iterator[tuple[str, Remark]]:
    language = canonical.keys
    known = [vocabulary.key_name(node, key, language) for key in node.get("properties", {}) if key not in value]
    owner = _named(canonical, route)
    for key in _unknown(value, node):
        guess = nearest(key, known)
        needed = guess in [vocabulary.key_name(node, k, language) for k in node.get("required", ())]
        hint = f"是否应为“{guess}”？" if guess else ""
        if "patternProperties" in node and not known:
            hint = "键应为四位年份，如 2027"
        elif not guess:
            hint = f"这里可以写：{'、'.join(known[:12])}" + ("等" if len(known) > 12 else "")  # noqa: PLR2004
        hint += "此处正缺少它" if needed else ""
        remedy = f"改为 {guess}: …" if guess else ""
        yield "Q103", Remark((*route, key), f"{owner}中有不认识的键“{key}”", hint, remedy, on_key=True)


def _missing_keys(
    canonical: Canonical, route: Route, node: Schema, value: dict[str, Any]
) -> Iterator[tuple[str, Remark]]:
    language = canonical.keys
    unknown = _unknown(value, node)
    for key in node["required"]:
        name = vocabulary.key_name(node, key, language)
        if key in value or any(nearest(other, [name]) for other in unknown):
            continue
        expected = vocabulary.child(node, key).get("x-expect") or vocabulary.child(node, key).get("description", "")
        owner = _named(canonical, route)
        yield "Q102", Remark(route, f"{owner}缺少“{name}”", f"应有 {name}: {expected}", on_key=True)


def _named(canonical: Canonical, route: Route) -> str:
    """A place in words: 任务“建强创新联合体”的“对应”第2项, 第3个指标的“目标值”."""
    language: Language = canonical.keys
    if not route:
        return "方案"
    owner, rest = _owner(canonical.data, route)
    keys = [
        vocabulary.key_name(vocabulary.at(route[:i]), k, language) for i, k in enumerate(route) if isinstance(k, str)
    ]
    position = f"第{route[-1] + 1}项" if isinstance(route[-1], int) else ""
    if owner and not rest:
        return owner
    return f"{owner}的“{keys[-1]}”{position}" if owner else f"“{keys[-1]}”{position}"


def _owner(data: Any, route: Route) -> tuple[str, Route]:
    """The titled thing that a route lies in, and the rest of the route below it."""
    name, depth, place = "", 0, data
    for i, key in enumerate(route):
        try:
            place = place[key]
        except (KeyError, IndexError, TypeError):
            break
        title = place.get("title") or place.get("indicator") or place.get("name") if isinstance(place, dict) else None
        if isinstance(title, str) and isinstance(key, int):
            name, depth = f"“{title}”", i + 1
        elif isinstance(place, dict) and isinstance(key, int) and route[i - 1] in _THINGS:
            name, depth = f"第{key + 1}{_THINGS[str(route[i - 1])]}", i + 1
    return name, route[depth:]


_THINGS = {
    "content": "个条目",
    "targets": "个指标",
    "units": "个单位",
    "measures": "项举措",
    "annexes": "个附件",
}
