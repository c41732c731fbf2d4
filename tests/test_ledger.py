"""As many paragraphs come out of an import as went in."""

from __future__ import annotations

import pytest

from qplan.ledger import Doubt, Entry, close

ENTRIES = (
    Entry(1, 4, "一、总体要求", "mapped", "内容/一（章节）"),
    Entry(0, 2, "首页 | 公开 |", "dropped", "", "网页导航"),
    Entry(2, 5, "联系电话：0000", "kept", "公文/联系人", "正文后面的文字"),
)


def test_entries_stand_in_the_order_of_the_source_and_are_counted() -> None:
    ledger = close("甲.txt", 3, ENTRIES, [Doubt(9, "乙"), Doubt(4, "甲"), Doubt(9, "乙")])
    assert [entry.block for entry in ledger.entries] == [0, 1, 2]
    assert [ledger.count(fate) for fate in ("mapped", "kept", "dropped")] == [1, 1, 1]
    assert [(doubt.line, doubt.message) for doubt in ledger.doubts] == [(4, "甲"), (9, "乙")]


@pytest.mark.parametrize("entries", [ENTRIES[:2], (*ENTRIES, ENTRIES[0])])
def test_a_lost_or_doubled_paragraph_is_our_own_mistake(entries: tuple[Entry, ...]) -> None:
    with pytest.raises(ValueError, match="paragraphs"):
        close("甲.txt", 3, entries)


def test_the_ledger_as_data() -> None:
    data = close("甲.txt", 3, ENTRIES, [Doubt(4, "甲")]).as_data()
    assert data["summary"] == {"paragraphs": 3, "mapped": 1, "kept": 1, "dropped": 1}
    assert data["entries"][0] == {
        "line": 2, "text": "首页 | 公开 |", "fate": "dropped", "place": None, "reason": "网页导航",
    }  # fmt: skip
    assert data["doubts"] == [{"line": 4, "message": "甲"}]
