"""What is asked of the counts: names, marks and numbers understood, held against exactly, refused with a reason."""

from __future__ import annotations

from fractions import Fraction

import pytest
from coverages import IDS, PACK, any_states, made
from hypothesis import given
from hypothesis import strategies as st

from qplan import gates
from qplan.covering import Coverage
from qplan.errors import Misuse
from qplan.gates import Check

FULL_36 = made(dict.fromkeys(IDS[:36], "full"))  # 36 of 45: 80 %


def judged(expression: str, coverage: Coverage = FULL_36) -> tuple[Check, ...]:
    return gates.judge(gates.read([expression], PACK), coverage)


def passes(expression: str, coverage: Coverage = FULL_36) -> bool:
    return all(check.passed for check in judged(expression, coverage))


@pytest.mark.parametrize(
    ("expression", "passed"),
    [
        ("total.strict>=80%", True),
        ("total.strict>80%", False),
        ("total.strict=80%", True),
        ("total.strict<=80%", True),
        ("total.strict<80%", False),
        ("total.strict>=80.0001%", False),
        ("total.strict>=0.8", True),
        ("total.strict>=4/5", True),
        ("total.strict>=36/45", True),
        ("total.strict>=37/45", False),
        ("total.strict>=36", True),
        ("total.strict>=37", False),
        ("total>=80%", True),
        ("strict>=80%", True),
        ("covered>=80%", True),
        ("none<=9", True),
        ("none<9", False),
        ("total.none=9", True),
        ("claimed=0", True),
        ("full>=1", True),
        ("A1.strict>=100%", True),
        ("a1>=100%", True),
        ("A7.none<=4", False),
        ("A7.none<=5", True),
        ("area.claimed=0", True),
        ("area.covered>=80%", False),
    ],
)
def test_thirty_six_of_forty_five_are_eighty_per_cent(expression: str, passed: bool) -> None:
    assert passes(expression) is passed


@pytest.mark.parametrize(
    "expression",
    ["total.strict≥80%", "total.strict ＞＝ ８０％", "ｔｏｔａｌ．ｓｔｒｉｃｔ>=80%", "TOTAL.Strict=>80%", " total . strict == 80 % "],
)  # fmt: skip
def test_width_case_and_blanks_do_not_matter(expression: str) -> None:
    (check,) = judged(expression)
    assert (check.term.scope, check.term.measure, check.term.wanted) == ("total", "strict", Fraction(4, 5))
    assert check.passed


def test_terms_are_parted_by_commas_of_either_width() -> None:
    checks = judged("total.strict>=80%，area.covered>=10%; claimed=0、none<=9,\nfull>=2,")
    assert [check.term.words for check in checks] == [
        "total.strict>=80%", "area.covered>=10%", "claimed=0", "none<=9", "full>=2",
    ]  # fmt: skip
    assert len(gates.read(["claimed=0", "none<=9, full>=2"], PACK)) == 3


def test_area_asks_every_area_and_names_those_that_fail() -> None:
    (check,) = judged("area>=50%")
    assert [each.area for each in check.results] == ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]
    assert [(each.area, each.part, each.of, each.short) for each in check.results if not each.passed] == [
        ("A6", 2, 6, 1),
        ("A7", 0, 5, 3),
    ]


def test_what_is_lacking_is_named_in_the_national_plan_s_order() -> None:
    coverage = made({"A6.1": "full", "A6.2": "partial", "A6.3": "elsewhere", "A6.4": "claimed"})
    (strict,), (covered,), (none,), (claimed,), (few,) = (
        check.results for check in judged("A6.strict>=100%, A6>=100%, A6.none=0, A6.claimed<=0, A6.full>=2", coverage)
    )
    assert [each.requirement.id for each in strict.lacking] == ["A6.2", "A6.4", "A6.5", "A6.6"]
    assert (strict.part, strict.of, strict.short) == (1, 5, 4)
    assert [each.requirement.id for each in covered.lacking] == ["A6.4", "A6.5", "A6.6"]
    assert [each.requirement.id for each in none.lacking] == ["A6.5", "A6.6"]
    assert (none.part, none.of, none.short) == (2, 6, 2)
    assert [each.requirement.id for each in claimed.lacking] == ["A6.4"]
    assert "A6.1" not in [each.requirement.id for each in few.lacking]
    assert few.short == 1


def test_too_many_are_named_too_and_a_thing_that_cannot_be_says_so() -> None:
    (check,) = judged("A1.strict<100%", made(dict.fromkeys(IDS, "full")))
    (result,) = check.results
    assert ([each.requirement.id for each in result.lacking], result.short) == (IDS[:5], 1)
    (check,) = judged("A1.strict=99%", made(dict.fromkeys(IDS, "full")))
    assert (check.results[0].passed, check.results[0].short) == (False, None)


@pytest.mark.parametrize("mark", [">=", ">", "<=", "<", "="])
@pytest.mark.parametrize("measure", ["strict", "covered"])
@pytest.mark.parametrize("value", ["0%", "100%", "0.5", "3"])
def test_an_empty_denominator_never_passes_a_share(mark: str, measure: str, value: str) -> None:
    nothing = made({}, "elsewhere")
    (check,) = judged(f"total.{measure}{mark}{value}", nothing)
    assert not check.passed
    assert (check.results[0].of, check.results[0].lacking) == (0, ())
    one_area = made({each: "not_applicable" for each in IDS if each.startswith("A3")}, "full")
    assert not passes(f"A3.{measure}{mark}{value}", one_area)
    assert not passes(f"area.{measure}{mark}{value}", one_area)


def test_states_are_counted_where_no_share_is() -> None:
    assert passes("elsewhere=45, none=0", made({}, "elsewhere"))


@given(states=any_states, number=st.decimals(0, 100, places=3), measure=st.sampled_from(["strict", "covered"]))
def test_shares_are_compared_exactly(states, number, measure) -> None:
    coverage = made(states)
    part = coverage.total.full if measure == "strict" else coverage.total.covered
    of = coverage.total.of
    assert passes(f"total.{measure}>={number}%", coverage) == (of > 0 and part * 100 >= Fraction(number) * of)
    assert passes(f"total.{measure}<{number}%", coverage) == (of > 0 and part * 100 < Fraction(number) * of)


@given(states=any_states, better=st.data(), number=st.integers(0, 100))
def test_more_words_never_fail_a_gate_that_held(states, better, number) -> None:
    order = ["none", "claimed", "suspect", "partial", "full"]
    raised = {
        key: better.draw(st.sampled_from(order[order.index(state) :])) if state in order else state
        for key, state in states.items()
    }
    for expression in (f"total.strict>={number}%", f"area.covered>{number}%", f"none<={number}", f"A3.full>={number}"):
        assert not passes(expression, made(states)) or passes(expression, made(raised))


@given(states=any_states, one=st.decimals(0, 100, places=2), two=st.decimals(0, 100, places=2))
def test_a_lower_bar_is_never_harder(states, one, two) -> None:
    high, low = max(one, two), min(one, two)
    for name in ("total.strict", "area.covered", "A2"):
        assert not passes(f"{name}>={high}%", made(states)) or passes(f"{name}>={low}%", made(states))


@given(states=any_states)
def test_what_is_lacking_is_what_would_have_to_change(states) -> None:
    coverage = made(states)
    (check,) = judged("area.strict>=70%", coverage)
    for result in check.results:
        assert (result.short is None) == (result.passed or not result.of)
        if result.short:
            assert result.short <= len(result.lacking) == result.of - result.part
            assert Fraction(result.part + result.short, result.of) >= Fraction(7, 10)
            assert Fraction(result.part + result.short - 1, result.of) < Fraction(7, 10)


@pytest.mark.parametrize(
    ("expression", "message", "remedy"),
    [
        ("", "没有写条件", "total.strict>=80%"),
        (" ， ", "没有写条件", "引号"),
        ("total.strict", "第 1 项“total.strict”没有写比较", "> 当作写文件"),
        ("claimed=0, total.strit>=80%", "第 2 项“total.strit>=80%”：没有“total.strit”", "是否应为 total.strict？"),
        ("claimed=0，，A9>=1/2", "第 3 项“A9>=1/2”：没有“A9”", "A1 至 A7"),
        ("A3.missing=0", "没有“A3.missing”", ".none"),
        ("a3.ful>=2", "没有“a3.ful”", "是否应为 A3.full？"),
        (">=80%", "没有“”这个数", "total"),
        ("total.strict!=80%", "“!=”不能用", ">="),
        ("total.strict>>80%", "“>>”不能用", ">="),
        ("total.strict>=", "没有写完", "80%"),
        ("total.strict>=很多", "“很多”不是能比较的数", "80%、0.8、4/5"),
        ("total.strict>=-1", "“-1”不是能比较的数", "80%"),
        ("total.strict>=3/0", "“3/0”不是能比较的数", "4/5"),
        ("total.strict>=" + "9" * 5000, "不是能比较的数", "80%"),
        ("total.strict>=1", "“1”可以是 1 个，也可以是全部", "100%"),
        ("total.strict>=120%", "不会超过 100%", "80%"),
        ("total.strict>=5/4", "不会超过 100%", "80%"),
        ("total.strict>=80", "这里只有 45 个要点", "80%"),
        ("A1>=6", "这里只有 5 个要点", "6%"),
        ("area>=6", "最小的方面只有 5 个要点", "6%"),
        ("claimed<=10%", "claimed（标了对应、正文没有话）是个数", "如 0 或 3"),
        ("none=0.5", "是个数，不是比例", "如 0 或 3"),
    ],
)
def test_what_is_no_gate_says_where_and_what_may_be_written(expression: str, message: str, remedy: str) -> None:
    with pytest.raises(Misuse) as caught:
        gates.read([expression], PACK)
    assert message in caught.value.message
    assert remedy in caught.value.remedy
    (caught.value.message + caught.value.remedy).encode("gbk")


@given(st.text("total.strictareacovered A1A7nonefull<>=≥%0123456789/,，-", max_size=30))
def test_whatever_is_typed_is_understood_or_refused(expression) -> None:
    refused = None
    try:
        assert judged(expression)
    except Misuse as error:
        refused = error
    assert refused is None or (refused.message.startswith("--gate") and refused.remedy)
