import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qplan.notation import deadlines
from qplan.plan import Due


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-06", "2026-06-01", "2026-06-30"),
        ("2026-6-9", "2026-06-09", "2026-06-09"),
        ("2026/06/30", "2026-06-30", "2026-06-30"),
        ("2026Q4", "2026-10-01", "2026-12-31"),
        ("2026年", "2026-01-01", "2026-12-31"),
        ("2026年底前", "2026-01-01", "2026-12-31"),
        ("2026年年底前", "2026-01-01", "2026-12-31"),
        ("2026年12月底前完成", "2026-12-01", "2026-12-31"),
        ("力争2026年6月底前全面建成", "2026-06-01", "2026-06-30"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("２０２６年９月", "2026-09-01", "2026-09-30"),
        ("2026 年 9 月 30 日前", "2026-09-30", "2026-09-30"),
        ("2026年四季度", "2026-10-01", "2026-12-31"),
        ("2026年第二季度前完成", "2026-04-01", "2026-06-30"),
        ("2026年上半年", "2026-01-01", "2026-06-30"),
        ("2026年下半年", "2026-07-01", "2026-12-31"),
        ("2026年6月上旬", "2026-06-01", "2026-06-10"),
        ("2026年6月中旬前", "2026-06-11", "2026-06-20"),
        ("2026年2月下旬", "2026-02-21", "2026-02-28"),
        ("2026年3月至6月", "2026-03-01", "2026-06-30"),
        ("2026年10月—2027年6月", "2026-10-01", "2027-06-30"),
        ("2026—2027年", "2026-01-01", "2027-12-31"),
        ("2026年起持续推进", "2026-01-01", None),
        ("“十五五”末", "2030-01-01", "2030-12-31"),
        ("“十五五”期间", "2026-01-01", "2030-12-31"),
        ("2026年11月底前完成并长期坚持", "2026-11-01", "2026-11-30"),
    ],
)
def test_dated(text, first, last):
    assert deadlines.read(text) == Due(text, first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("年底前", "2026-01-01", "2026-12-31"),
        ("6月底", "2026-06-01", "2026-06-30"),
        ("第四季度", "2026-10-01", "2026-12-31"),
        ("今年9月底前完成", "2026-09-01", "2026-09-30"),
        ("明年6月底前", "2027-06-01", "2027-06-30"),
    ],
)
def test_the_plans_year_dates_wording_without_one(text, first, last):
    assert deadlines.read(text) == Due(text)
    assert deadlines.read(text, year=2026) == Due(text, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "持续推进",
        "长期坚持",
        "并长期坚持",
        "常态化推进",
        "全年",
        "长期",
        "即日起",
        "每年底前",
        "每年12月底前完成",
        "分步实施",
    ],
)
def test_standing_duties_have_no_days(text):
    assert deadlines.read(text, year=2026) == Due(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "县财政局",
        "2026-02-30",
        "2026-13",
        "2026年2月30日前",
        "13月底",
        "2025年2月29日",
        "2027年6月—2026年3月",
        "前",
        "底",
        "年",
        "尽快",
        "2026年底前取得阶段性成效后另行研究",
        "20260630",
        "2026H1",
        "٢٠٢٦",
        "2" * 60,
    ],
)
def test_what_is_no_deadline(text):
    assert deadlines.read(text, year=2026) is None


def test_the_text_is_kept_without_its_full_stop():
    assert deadlines.read(" 2026年12月。") == Due("2026年12月", "2026-12-01", "2026-12-31")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026", "2026年底前"),
        ("2026-06", "2026年6月底前"),
        ("2026-06-30", "2026年6月30日前"),
        ("2026Q4", "2026年第四季度"),
        ("2026年四季度", "2026年四季度"),
        ("持续推进", "持续推进"),
    ],
)
def test_printed(text, words):
    assert deadlines.printed(Due(text)) == words


days = st.dates(min_value=date(2020, 1, 1), max_value=date(2099, 12, 31))


@given(days)
def test_a_machine_form_and_its_official_wording_mean_the_same_days(day):
    for text in (f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}", f"{day:%Y}Q{(day.month + 2) // 3}"):
        due = deadlines.read(text)
        again = deadlines.read(deadlines.printed(due))
        assert (again.first, again.last) == (due.first, due.last)
        assert due.first <= day.isoformat() <= due.last


@given(st.integers(1, 12), st.integers(1, 31))
def test_only_days_of_the_calendar_are_read(month, day):
    exists = day <= calendar.monthrange(2026, month)[1]
    assert (deadlines.read(f"2026-{month:02}-{day:02}") is not None) == exists
    assert (deadlines.read(f"2026年{month}月{day}日前") is not None) == exists


@given(st.text(alphabet="20263-/.年月日底前季度上下半第一二三四Q持续推进长期坚持完成至—起　 ", max_size=50))
def test_any_text_is_read_or_refused(text):
    due = deadlines.read(text, year=2026)
    if due is not None:
        assert deadlines.read(due.text, year=2026) == due
        assert deadlines.printed(due)
        assert not (due.first and due.last) or due.first <= due.last


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2027年底前完成", "2027年底前"),
        ("2026年6月；", "2026年6月"),
        ("持续推进。", "持续推进"),
        ("每年9月", "每年9月"),
        ("完成", "完成"),
    ],
)
def test_what_is_printed_says_it_once(text: str, words: str) -> None:
    assert deadlines.printed(Due(text)) == words
