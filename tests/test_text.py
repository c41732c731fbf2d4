from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.text import Run, characters, plain, printed_date, split


def test_placeholders_and_footnotes_are_runs_of_their_own() -> None:
    assert split("由〔待填：单位〕负责^[见[附件]一]。〔待填〕") == (
        Run("由"),
        Run("〔待填：单位〕", "placeholder"),
        Run("负责"),
        Run("见[附件]一", "footnote"),
        Run("。"),
        Run("〔待填〕", "placeholder"),
    )


@pytest.mark.parametrize("text", ["没有关上的^[注", "方括号[不是]脚注", "〔2026〕5号", "^", "["])
def test_what_only_looks_like_a_run_is_plain(text: str) -> None:
    assert split(text) == (Run(text),)


@given(st.text(alphabet="甲乙^[]〔〕待填：:，ab"))
def test_nothing_is_lost_but_the_marks_of_footnotes(text: str) -> None:
    back = "".join(f"^[{run.text}]" if run.kind == "footnote" else run.text for run in split(text))
    assert back == text
    assert plain(text) == "".join(run.text for run in split(text) if run.kind != "footnote")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("质量强县", 4),
        ("质量，强县。", 6),
        ("到2027年达到94.5%以上", 8),
        ("推广ISO 9001和“一站式”", 10),
        ("　 \n", 0),
        ("——指标", 4),
    ],
)
def test_characters_are_counted_as_word_counts_them(text: str, count: int) -> None:
    assert characters([text]) == count


def test_each_text_is_counted_by_itself() -> None:
    assert characters(["2027", "2028"]) == 2


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ("2026-03-02", "2026年3月2日"),
        ("2026-12-31", "2026年12月31日"),
        ("近期", "近期"),
        (None, ""),
        ("2026-03", "2026-03"),
    ],
)
def test_dates_are_printed_without_leading_zeros(date: str | None, printed: str) -> None:
    assert printed_date(date) == printed
