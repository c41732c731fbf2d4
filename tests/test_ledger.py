"""As many paragraphs come out of an import as went in."""

from __future__ import annotations

import pytest

from qplan.ledger import Doubt, Entry, close

ENTRIES = (
    Entry(1, "第 4 行", "一、总体要求", "mapped", "内容/一（章节）"),
    Entry(0, "第 2 行", "首页 | 公开 |", "dropped", "", "网页导航"),
    Entry(2, "第 5 行", "联系电话：0000", "kept", "公文/联系人", "正文后面的文字"),
)


def test_entries_stand_in_the_order_of_the_source_and_are_counted() -> None:
    ledger = close("甲.txt", 3, ENTRIES, [Doubt(2, "乙"), Doubt(1, "甲"), Doubt(2, "乙")])
    assert [entry.block for entry in ledger.entries] == [0, 1, 2]
    assert [ledger.count(fate) for fate in ("mapped", "kept", "dropped")] == [1, 1, 1]
    assert [(ledger.where(doubt), doubt.message) for doubt in ledger.doubts] == [("第 4 行", "甲"), ("第 5 行", "乙")]


@pytest.mark.parametrize("entries", [ENTRIES[:2], (*ENTRIES, ENTRIES[0])])
def test_a_lost_or_doubled_paragraph_is_our_own_mistake(entries: tuple[Entry, ...]) -> None:
    with pytest.raises(ValueError, match="paragraphs"):
        close("甲.txt", 3, entries)


def test_the_ledger_as_data() -> None:
    data = close("甲.txt", 3, ENTRIES, [Doubt(1, "甲")]).as_data()
    assert data["summary"] == {"paragraphs": 3, "mapped": 1, "kept": 1, "dropped": 1, "altered": []}
    assert data["entries"][0] == {
        "where": "第 2 行", "text": "首页 | 公开 |", "fate": "dropped", "place": None, "reason": "网页导航", "document": 1,
    }  # fmt: skip
    assert data["doubts"] == [{"where": "第 4 行", "message": "甲"}]
