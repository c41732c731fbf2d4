"""The crosswalk: it is whole, it turns, and claims go along only as far as they must hold on the other side."""

from __future__ import annotations

from pathlib import Path

import pytest

from qplan import covering, crosswalk, framework
from qplan.build import build
from qplan.crosswalk import Crosswalk, carried
from qplan.errors import Misuse
from qplan.framework import Framework
from qplan.plan import Item, Plan, Section


@pytest.fixture(scope="module")
def outline() -> Framework:
    return framework.load("quality-outline-2023")


@pytest.fixture(scope="module")
def county() -> Framework:
    return framework.load("quality-county-2024")


@pytest.fixture(scope="module")
def table(outline: Framework, county: Framework) -> Crosswalk:
    found = crosswalk.between(outline, county)
    assert found is not None
    return found


def test_every_requirement_is_mapped_or_named_as_having_no_counterpart(
    table: Crosswalk, outline: Framework, county: Framework
) -> None:
    for side, pack in ((table, outline), (table.turned(), county)):
        ids = {each.id for each in pack.everything}
        assert set(side.pairs) | set(side.alone) == ids
        assert not set(side.pairs) & set(side.alone)
        assert all(side.alone.values())


def test_what_is_the_same_corresponds_to_one_on_either_side(table: Crosswalk) -> None:
    for side in (table, table.turned()):
        for key, others in side.pairs.items():
            assert list(others.values()).count("same") <= 1, key


def test_turned_twice_it_is_itself(table: Crosswalk) -> None:
    assert table.turned().turned().pairs == table.pairs


def test_it_is_found_from_either_side(table: Crosswalk, outline: Framework, county: Framework) -> None:
    assert crosswalk.between(county, outline) == table.turned()


def plan(covers: object, **keys: object) -> Plan:
    item = {"title": "任务", "text": "修好道路。", "covers": covers}
    return build({"framework": "quality-outline-2023@1", "content": [{"title": "重点任务", "content": [item]}], **keys})


def claims(moved: Plan | None) -> list[tuple[str, str | None, str | None]]:
    assert moved is not None
    section = moved.content[0]
    assert isinstance(section, Section)
    item = section.content[0]
    assert isinstance(item, Item)
    return [(each.requirement, each.degree, each.reason) for each in item.covers]


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        (["G3.11"], [("A6.6", None, None)]),  # the same
        (["放心消费与消费者权益"], [("A6.6", None, None)]),  # by title
        (["G10.8"], [("A7.1", None, None), ("A7.2", None, None)]),  # wider
        (["第六章“建材”"], [("A3.5", None, None)]),  # by place
        (["G10.12"], []),  # no counterpart
        (["A5.4"], [("A5.4", None, None)]),  # named after the other pack already
        ([{"requirement": "G3.11", "degree": "full", "reason": "甲"}], [("A6.6", "full", "甲")]),
        ([{"requirement": "G3.11", "degree": "partial"}], [("A6.6", "partial", None)]),
        ([{"requirement": "G3.11", "degree": "none"}], [("A6.6", "none", None)]),
        ([{"requirement": "G6.1", "degree": "full", "reason": "甲"}], [("A3.5", None, None)]),  # narrower
        ([{"requirement": "G6.1", "degree": "none"}], []),
        ([{"requirement": "G10.8", "degree": "partial"}], [("A7.1", None, None), ("A7.2", None, None)]),
        ([{"requirement": "G10.8", "degree": "none"}], [("A7.1", "none", None), ("A7.2", "none", None)]),
        (["G6.2", {"requirement": "G6.1", "degree": "full", "reason": "甲"}], [("A3.5", None, None)]),  # once
    ],
)
def test_claims_go_along(outline: Framework, county: Framework, covers: object, expected: object) -> None:
    assert claims(carried(plan(covers), outline, county)) == expected


def test_exemptions_go_along_where_the_other_asks_no_more(outline: Framework, county: Framework) -> None:
    exempt = [{"requirement": key, "reason": "本地没有"} for key in ("G3.11", "G6.1", "G10.8")]
    moved = carried(plan([], not_applicable=exempt), outline, county)
    assert moved is not None
    assert [each.requirement for each in moved.exemptions] == ["A6.6", "A7.1", "A7.2"]
    assert moved.framework == "quality-county-2024"


def test_coverage_counts_carried_claims_as_claims(outline: Framework, county: Framework) -> None:
    coverage = covering.cover(plan(["G3.11"]), county, own=outline)
    answer = coverage.answer("A6.6")
    assert answer is not None
    assert (answer.state, coverage.carried) == ("claimed", True)
    assert coverage.total.claimed == 1


def test_without_a_crosswalk_claims_mean_nothing_elsewhere(tmp_path: Path, county: Framework) -> None:
    other = county._replace(id="another", path=tmp_path / "another.yaml")
    assert carried(plan(["A6.6"]), other, county._replace(path=None)) is None
    coverage = covering.cover(plan(["A6.6"]), county._replace(path=None), own=other)
    assert (coverage.total.claimed, coverage.carried) == (0, False)


def test_a_pack_that_is_based_on_another_goes_on_with_its_claims(county: Framework) -> None:
    derived = county._replace(id="derived", based_on=county.id, path=None)
    assert claims(carried(plan(["A6.6"]), county._replace(path=None), derived)) == [("A6.6", None, None)]


HEAD = "format: qplan-crosswalk/1\nfrom: quality-outline-2023\nto: quality-county-2024\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("format: qplan/1\n", "第 1 行：不是对照表"),
        (HEAD, "第 1 行：缺少 pairs"),
        (HEAD + "pairs:\n  G9.9: {A6.6: same}\n", "第 5 行：要点包 quality-outline-2023 里没有 G9.9"),
        (HEAD + "pairs:\n  G3.11: {A9.9: same}\n", "第 5 行：要点包 quality-county-2024 里没有 A9.9"),
        (HEAD + "pairs:\n  G3.11: {A6.6: like}\n", "第 5 行：关系只能是 same"),
        (HEAD + "pairs: {}\nalone: {from: {X1.1: 甲}}\n", "第 5 行：要点包 quality-outline-2023 里没有 X1.1"),
    ],
)
def test_a_file_that_is_no_crosswalk_is_said_to_be_none(
    tmp_path: Path, outline: Framework, county: Framework, text: str, says: str
) -> None:
    (tmp_path / "mine.crosswalk.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Misuse, match=says):
        crosswalk.between(outline._replace(path=tmp_path / "mine.yaml"), county)
