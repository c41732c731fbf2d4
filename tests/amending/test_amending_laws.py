"""The law of amending, over plans as many hands would have written them, and over the plans of this repository."""

from __future__ import annotations

import random
import re
from pathlib import Path

import dressed_plans
import plan_data
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qplan import emit, nodes, vocabulary
from qplan.amending import amend, amended
from qplan.amending.edits import Drop, Insert, Move, Put, Words
from qplan.errors import Unamendable
from qplan.source import Source, decode, lines

_ROOT = Path(__file__).parents[2]
_PLANS = sorted([*(_ROOT / "examples").glob("*/plan.yaml"), *(_ROOT / "tests" / "lint").glob("*.yaml")])
_ANCHOR = re.compile(r"[&*]a\d")  # what an anchor's last mention leaves behind goes, wherever it stands
_SEEDS = st.integers(0, 10**9)
_SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)


def _canonical(source: Source) -> vocabulary.Canonical:
    return vocabulary.canonical(nodes.read(source))


def _holds(text: str, edits: list) -> str | None:
    """Amend a text and see that the law holds; None where the edits contradict each other, or were refused."""
    source = Source("plan.yaml", text)
    before = _canonical(source)
    try:
        wanted = amended(before.data, edits)
    except Unamendable:
        with pytest.raises(Unamendable):
            amend(source, edits)
        return None
    try:
        after = amend(source, edits)
    except Unamendable as error:
        refused = error
    else:
        assert _canonical(after).data == wanted
        assert after._replace(text="") == source._replace(text="")
        _untouched_lines_stand(text, after.text, before, edits)
        return after.text
    assert refused.remedy
    assert "整个方案" in refused.message or "注释" in refused.message, refused.message
    return None


def _untouched_lines_stand(old: str, new: str, before: vocabulary.Canonical, edits: list) -> None:
    """Every line outside those of the edited values is still there, byte for byte and in its order.

    But for the dash of a list's member, which stands before another key when one comes first or the first one goes.
    """
    touched = {number for edit in edits for number in _lines_of(old, before, edit)}
    there = iter(re.findall("[^\n]*\n?", new + ("" if new.endswith("\n") else "\r\n" if "\r\n" in new else "\n")))
    rows = re.findall("[^\n]*\n?", old + ("" if old.endswith("\n") else "\r\n" if "\r\n" in old else "\n"))
    for number, row in enumerate(rows):
        if number not in touched and row.strip() and not _ANCHOR.search(row):
            cut = row if old.endswith("\n") else re.sub(r"([|>])(?=[ \r\n])", r"\1-", row)  # text that ends the file
            kept = any(other in (row, cut) or _differ_by_dash(row, other) for other in there)
            assert kept, (number + 1, row)


def _differ_by_dash(row: str, other: str) -> bool:
    return row.lstrip(" -") == other.lstrip(" -") and "-" in (row.lstrip(" ")[:1], other.lstrip(" ")[:1])


def _lines_of(text: str, before: vocabulary.Canonical, edit) -> set[int]:
    """The lines, from 0, that an edit is about.

    Those of its value and key; unless only words change, those of brackets around it; the line that says of a list
    that it is empty now; and what moves with a member: comments above and below it.
    """
    rows = lines(text)
    found: set[int] = set()
    if not isinstance(edit, Insert):
        place = edit.at
        while place not in before.spans:  # a key that is to be added
            place = place[:-1]
        if place == edit.at:
            found |= _rows(before, place)
    if isinstance(edit, Drop | Move | Put) and found:
        while rows[min(found) - 1].lstrip().startswith(("#", "- #")) or rows[min(found) - 1].strip() == "-":
            found.add(min(found) - 1)
    while isinstance(edit, Move) and rows[max(found) + 1 : max(found) + 2] and rows[max(found) + 1].lstrip()[:1] == "#":
        found.add(max(found) + 1)
    if not isinstance(edit, Words):
        for route in (edit.at, edit.to) if isinstance(edit, Move) else (edit.at,):
            found |= _brackets(rows, before, route)
    if isinstance(edit, Drop | Move):
        found |= {before.key_spans[edit.at[:-1]].line - 1} if edit.at[:-1] in before.key_spans else set()
    return found


def _brackets(rows: list[str], before: vocabulary.Canonical, route) -> set[int]:
    for size in range(1, len(route) + 1):
        span = before.spans.get(route[:size])
        if span and rows[span.line - 1][span.column - 1 : span.column] in ("[", "{"):
            return _rows(before, route[:size])
    return set()


def _rows(before: vocabulary.Canonical, route) -> set[int]:
    span = before.spans[route]
    start = min(span.line, before.key_spans.get(route, span).line)
    return set(range(start - 1, span.end_line))


def _value(data, route):
    for key in route:
        data = data[key]
    return data


@_SLOW
@given(plan_data.PLANS, _SEEDS)
def test_the_new_text_holds_what_the_edits_say(data, seed):
    rng = random.Random(seed)
    text = dressed_plans.dressed(data, rng, rng.choice(("zh", "en")))
    before = dressed_plans.read(text)
    if before is not None:
        _holds(text, dressed_plans.edits_of(before.data, rng, rng.choice((1, 1, 2, 4))))


@_SLOW
@given(plan_data.PLANS, _SEEDS)
def test_no_comment_is_lost_where_a_text_changes(data, seed):
    rng = random.Random(seed)
    text = dressed_plans.dressed(data, rng)
    before = dressed_plans.read(text)
    if before is None:
        return
    edits = [
        edit
        for edit in dressed_plans.edits_of(before.data, rng, 6)
        if isinstance(edit, Words | Insert)
        or (isinstance(edit, Put) and not isinstance(edit.value, (dict, list)) and edit.at in before.spans
            and not isinstance(_value(before.data, edit.at), (dict, list)))
    ]  # fmt: skip
    new = _holds(text, edits)
    if new is not None:
        assert dressed_plans.remarks(text) <= dressed_plans.remarks(new)


@_SLOW
@given(plan_data.PLANS, _SEEDS, st.sampled_from(["zh", "en"]))
def test_a_file_as_the_program_writes_it_keeps_to_its_ways(data, seed, keys):
    text = emit.emit(data, keys)
    before = dressed_plans.read(text)
    assert before is not None
    _holds(text, dressed_plans.edits_of(before.data, random.Random(seed), 3))


@_SLOW
@given(st.sampled_from(_PLANS), _SEEDS)
def test_the_plans_of_this_repository_are_amended(path, seed):
    text = path.read_text(encoding="utf-8")
    rng = random.Random(seed)
    before = dressed_plans.read(text)
    assert before is not None
    _holds(text, dressed_plans.edits_of(before.data, rng, rng.choice((1, 3, 9))))


@pytest.mark.parametrize("path", _PLANS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_text_of_a_plan_changes_in_its_own_lines(path):
    text = path.read_text(encoding="utf-8")
    source = Source("plan.yaml", text)
    before = _canonical(source)
    for route, span in before.spans.items():
        value = _value_or_none(before.data, route)
        if not isinstance(value, str) or not value.strip():
            continue
        node = vocabulary.at(route)
        if "enum" in node:
            continue
        new = amend(source, [Words(route, value[0], f"改{value[0]}")]).text
        old_rows, new_rows = lines(text), lines(new)
        assert len(old_rows) == len(new_rows)
        changed = [number for number, row in enumerate(old_rows, 1) if row != new_rows[number - 1]]
        assert len(changed) == 1, route
        assert span.line <= changed[0] <= span.end_line
        assert len(new) == len(text) + 1 or value[0] in "'\""


def test_all_texts_of_a_plan_change_at_once():
    text = (_ROOT / "examples" / "county" / "plan.yaml").read_text(encoding="utf-8")
    before = _canonical(Source("plan.yaml", text))
    edits = [
        Words(route, value[0], f"改{value[0]}")
        for route in before.spans
        if isinstance(value := _value_or_none(before.data, route), str) and "enum" not in vocabulary.at(route)
    ]
    new = _holds(text, edits)
    assert new is not None
    assert len(new) == len(text) + len(edits)


def _value_or_none(data, route):
    try:
        return _value(data, route)
    except (KeyError, IndexError, TypeError):
        return None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le"])
def test_the_encoding_is_that_of_the_file(encoding):
    text = "公文:\r\n  标题: 示例县方案 # 暂定\r\n"
    bom = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe"}.get(encoding, b"")
    source = decode("plan.yaml", bom + text.encode(encoding.removesuffix("-sig")))
    new = amend(source, [Words(("document", "title"), "方案", "实施方案")])
    assert (new.name, new.encoding) == (source.name, source.encoding)
    assert new.text == text.replace("方案", "实施方案")


@_SLOW
@given(plan_data.PLANS, _SEEDS)
def test_a_damaged_file_is_amended_by_the_law_or_refused(data, seed):
    rng = random.Random(seed)
    text = dressed_plans.dressed(data, rng)
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice("\"'[]{}:,#&*!|>-\t\n　：，\ufeff\u2028x") + text[at + rng.randrange(2) :]
    source = Source("plan.yaml", text)
    before = _canonical(source)
    routes = dressed_plans.read(text)
    edits = (
        dressed_plans.edits_of(before.data, rng, 2) if routes and before.data else [Put(("document", "title"), "甲")]
    )
    try:
        new = amend(source, edits)
    except Unamendable:
        return
    assert _canonical(new).data == amended(before.data, edits)


def test_a_file_of_thousands_of_lines_takes_hundreds_of_edits():
    chapter = "".join(
        f"      - 标识: t{number}\n        标题: 第{number}项  # 注\n        正文: |\n          建设平台。\n          服务企业。\n"
        f"        牵头单位: 县科技局\n        配合单位: [县财政局, 县教育局]\n"
        for number in range(720)
    )
    text = f"公文: {{标题: 甲}}\n内容:\n  - 标题: 重点任务\n    内容:\n{chapter}"
    assert text.count("\n") > 5000
    items = [("content", 0, "content", number) for number in range(720)]
    edits = [
        *(Words((*item, "text"), "平台", "中心") for item in items[:60]),
        *(Put((*item, "lead"), "县商务局") for item in items[60:120]),
        *(Put((*item, "due"), "2027-06") for item in items[120:180]),
        *(Drop(item) for item in items[180:220]),
        *(Insert(items[0][:-1], 400 + number, {"title": f"新{number}"}) for number in range(40)),
        *(Move(item, items[0][:-1], 700) for item in items[300:340]),
    ]
    assert len(edits) == 300
    assert _holds(text, edits) is not None
