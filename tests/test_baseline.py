"""An old plan may only improve: what is worse, better, exempted, new or gone, and what is no earlier coverage."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from coverages import IDS, PACK, any_states, made, rank, with_note
from hypothesis import given, settings
from hypothesis import strategies as st

from qplan import baseline
from qplan.baseline import Earlier, Progress, Then
from qplan.build import build
from qplan.covering import Coverage, cover
from qplan.errors import Misuse, Unreadable
from qplan.reporting import coverage_json
from qplan.reporting.coverage_json import Beside


def stored(coverage: Coverage, **changed: Any) -> dict[str, Any]:
    return json.loads(coverage_json.report(coverage, "plan.yaml", Beside())) | changed


def earlier(coverage: Coverage) -> Earlier:
    """What `read` makes of the coverage when it was stored."""
    return Earlier("old.json", PACK.id, coverage.framework.edition, {
        each.requirement.id: Then(each.requirement.title, each.requirement.place, each.state, each.note)
        for each in coverage.answers + coverage.duties
    })  # fmt: skip


def compared(before: Coverage, now: Coverage) -> Progress:
    return baseline.compare(now, earlier(before))


def ids(changes: Any) -> list[str]:
    return [each.answer.requirement.id for each in changes]


def test_what_is_stored_is_what_is_read(tmp_path: Path) -> None:
    coverage = made({"A1.1": "full", "A5.5": "elsewhere", "A6.4": "not_applicable", "B1.1": "partial"})
    path = tmp_path / "old.json"
    path.write_text(json.dumps(stored(coverage), ensure_ascii=False), encoding="utf-8")
    assert baseline.read(path, PACK) == replace(earlier(coverage), file=str(path))
    assert baseline.compare(coverage, baseline.read(path, PACK)).passed


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_file_that_a_console_redirected_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(stored(made({})), ensure_ascii=False), encoding=encoding)
    assert len(baseline.read(path, PACK).then) == len(PACK.everything)


@pytest.mark.parametrize(
    ("before", "now", "worse", "better"),
    [
        ("full", "partial", True, False),
        ("full", "claimed", True, False),
        ("partial", "suspect", True, False),
        ("claimed", "none", True, False),
        ("suspect", "none", True, False),
        ("claimed", "suspect", False, False),
        ("none", "claimed", False, True),
        ("partial", "full", False, True),
        ("full", "full", False, False),
    ],
)
def test_the_order_of_the_states(before, now, worse, better) -> None:
    progress = compared(made({"A3.2": before}), made({"A3.2": now}))
    assert (ids(progress.worse), ids(progress.better)) == (["A3.2"] * worse, ["A3.2"] * better)
    assert progress.passed is not worse
    assert all(each.kind == "fell" for each in progress.worse)


@pytest.mark.parametrize("state", ["elsewhere", "not_applicable"])
@pytest.mark.parametrize("before", ["full", "partial", "claimed", "none"])
def test_a_new_exemption_with_its_document_or_reason_is_told_and_no_more(state, before) -> None:
    now = made({"A5.5": state})
    progress = compared(made({"A5.5": before}), now)
    assert (progress.passed, ids(progress.exempted), progress.better) == (True, ["A5.5"], ())
    for empty in ("", "　", "〔待填：文件名〕", "《》", "——"):
        progress = compared(made({"A5.5": before}), with_note(now, "A5.5", empty))
        assert (ids(progress.worse), ids(progress.exempted)) == (["A5.5"], [])
        assert progress.worse[0].kind == "unexplained"


def test_an_exemption_that_loses_its_document_is_worse_and_one_that_never_had_any_is_as_it_was() -> None:
    named = made({"A5.5": "elsewhere"})
    bare = with_note(named, "A5.5", "")
    assert not compared(named, bare).passed
    assert compared(bare, bare).passed
    assert compared(bare, named).passed
    assert ids(compared(named, made({"A5.5": "not_applicable"})).exempted) == ["A5.5"]


@pytest.mark.parametrize("now", ["full", "none"])
def test_what_is_counted_again_is_neither_better_nor_worse(now) -> None:
    progress = compared(made({"A5.5": "elsewhere"}), made({"A5.5": now}))
    assert (progress.passed, ids(progress.counted), progress.better) == (True, ["A5.5"], ())


def test_duties_may_not_fall_either() -> None:
    assert ids(compared(made({"B1.1": "full"}), made({})).worse) == ["B1.1"]


def test_another_edition_of_the_pack() -> None:
    old = earlier(made(dict.fromkeys(IDS, "full")))
    dropped = replace(
        old, then=dict(list(old.then.items())[1:]) | {"A9.9": Then("旧要点", "二（九）第1句", "full", "")}
    )
    progress = baseline.compare(made(dict.fromkeys(IDS, "full"), edition=2), dropped)
    assert progress.passed
    assert [each.requirement.id for each in progress.new] == ["A1.1"]
    assert [each.id for each in progress.gone] == ["A9.9"]
    assert (progress.earlier.edition, progress.edition) == (1, 2)
    newer = made({}, edition=2)
    first, second, *others = newer.answers
    changed = replace(second, requirement=second.requirement._replace(since=2))
    progress = baseline.compare(replace(newer, answers=(first, changed, *others)), old)
    assert IDS[1] in [each.requirement.id for each in progress.new]
    assert IDS[1] not in ids(progress.worse)
    assert IDS[0] in ids(progress.worse)


@given(states=any_states, note=st.sampled_from(["", "〔待填〕", "示例文件"]))
def test_nothing_is_worse_than_itself(states, note) -> None:
    coverage = made(states, note=note)
    progress = compared(coverage, coverage)
    assert progress.passed
    lists = (progress.worse, progress.better, progress.exempted, progress.counted, progress.new, progress.gone)
    assert not any(lists)


@given(before=any_states, now=any_states)
def test_it_passes_just_where_no_state_fell(before, now) -> None:
    progress = compared(made(before), made(now))
    ranks = {key: (rank(before[key]), rank(now[key])) for key in IDS}
    fell = [key for key, (one, two) in ranks.items() if one is not None and two is not None and two < one]
    assert ids(progress.worse) == fell
    assert progress.passed is (not fell)
    back = compared(made(now), made(before))
    assert ids(back.better) == fell
    assert ids(back.counted) == ids(each for each in progress.exempted if rank(before[each.answer.requirement.id]) is not None)  # fmt: skip


PHRASES = [f"{each.phrase}。" for each in PACK.requirements]


@settings(max_examples=10)
@given(data=st.data())
def test_a_sentence_taken_out_never_passes_where_a_state_fell(data) -> None:
    """With the real engine, plans of the pack's own phrases."""
    texts = data.draw(st.lists(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4), min_size=1, max_size=4))
    task = data.draw(st.integers(0, len(texts) - 1))
    sentence = data.draw(st.integers(0, len(texts[task]) - 1))
    fewer = [list(each) for each in texts]
    del fewer[task][sentence]
    whole, cut = _covered(texts), _covered(fewer)
    progress = compared(whole, cut)
    now = {each.requirement.id: each.state for each in cut.answers + cut.duties}
    fell = [
        each.requirement.id
        for each in whole.answers + whole.duties
        if rank(now[each.requirement.id]) < rank(each.state)
    ]
    assert ids(progress.worse) == fell
    assert compared(whole, whole).passed
    assert progress.passed is (not fell)


def _covered(texts: list[list[str]]) -> Coverage:
    tasks = [{"title": f"任务{n}", "text": "".join(sentences)} for n, sentences in enumerate(texts)]
    section = {"title": "重点任务", "part": "tasks", "content": tasks}
    return cover(build({"format": "qplan/1", "content": [section]}, "en"), PACK)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "不是 json"),
        ("{", "第 1 行起读不下去"),
        ("[" * 100_000, "不是 json"),
        ("[]", "不是 qplan coverage 存下的结果"),
        ('"qplan-coverage/1"', "不是 qplan coverage 存下的结果"),
        ('{"format": null}', "不是 qplan coverage 存下的结果"),
        ('{"format": "qplan-findings/1"}', "qplan validate 的检查结果"),
        ('{"format": "qplan-coverage/2"}', "第 2 版格式"),
        ('{"format": "qplan-coverage/1"}', "缺少 framework"),
        ('{"format": "qplan-coverage/1", "framework": 3}', "缺少 requirements"),
    ],
)
def test_what_is_no_earlier_coverage_says_what_it_is(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Misuse) as caught:
        baseline.read(path, PACK)
    assert says in caught.value.message
    assert str(path) in caught.value.message
    assert "-o 旧稿.json" in caught.value.remedy


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: data["requirements"][3].pop("state"), "缺少 state"),
        (lambda data: data["requirements"][3].update(state="good"), "没有“good”这种情况"),
        (lambda data: data.update(requirements=None), "有的字段不是原来的写法"),
        (lambda data: data["framework"].update(edition="一"), "缺少 framework.edition"),
        (lambda data: data["framework"].update(id="quality-outline-2023"), "对照的是“quality-outline-2023”"),
    ],
)
def test_a_spoiled_one_is_refused(tmp_path: Path, spoil: Any, says: str) -> None:
    data = stored(made({}))
    spoil(data)
    path = tmp_path / "old.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(Misuse, match=says):
        baseline.read(path, PACK)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="找不到"):
        baseline.read(tmp_path / "old.json", PACK)
