"""Evidence is quoted as the plan has it: whole sentences, the words marked, whatever judging folded or masked."""

from __future__ import annotations

from qplan import build, covering, framework
from qplan.plan import Box, Item, Measure, Plan
from qplan.recognition.evidence import Evidence, Passage
from qplan.rendering.coverage_quotes import Quote, quotes


def item(*paragraphs: str, title: str = "清洁街巷", **more: object) -> Item:
    return Item(None, "1.", "二/1", ("content", 0), 2, "tasks", title, paragraphs, **more)  # type: ignore[arg-type]


def passage(words: str, clause: str, measure: Measure | None = None) -> Passage:
    return Passage(measure, words, clause, "full", "A5.5#1", "直接说垃圾分类", None)


def evidence(node: Item, *passages: Passage) -> Evidence:
    return Evidence(node, "full", passages, frozenset(), None)


def marked(quote: Quote) -> str:
    return "".join(f"[{text}]" if counts else text for text, counts in quote.pieces)


def shown(node: Item, *passages: Passage) -> list[str]:
    return [marked(each) for each in quotes(evidence(node, *passages))]


def test_the_sentence_around_the_words() -> None:
    node = item("先修路。推进垃圾分类，清运河道；再种树。", "第二段。")
    assert shown(node, passage("垃圾分类", "推进垃圾分类")) == ["推进[垃圾分类]，清运河道；"]


def test_two_words_of_a_sentence_are_one_quotation_and_touching_ones_one_mark() -> None:
    node = item("推进垃圾分类，办好清运。另一句。")
    judged = [passage("垃圾", "推进垃圾分类"), passage("分类", "推进垃圾分类"), passage("清运", "办好清运")]
    assert shown(node, *judged) == ["推进[垃圾分类]，办好[清运]。"]
    assert shown(node, passage("垃圾分类", "推进垃圾分类"), passage("圾分", "推进垃圾分类")) == [
        "推进[垃圾分类]，办好清运。"
    ]


def test_full_width_letters_and_blanks_stay_as_they_stand() -> None:
    node = item("落实　ＶＯＣs 治理（一期） 。")
    assert shown(node, passage("VOCs治理", "落实VOCs治理(一期)")) == ["落实　[ＶＯＣs 治理]（一期） 。"]


def test_what_was_masked_is_printed() -> None:
    node = item("由县计量所推进〔待填：名称〕垃圾分类。")
    assert shown(node, passage("垃圾分类", "由〓〓〓〓推进〓垃圾分类")) == ["由县计量所推进〔待填：名称〕[垃圾分类]。"]


def test_a_footnote_is_left_out() -> None:
    node = item("推进垃圾^[可回收的。不可回收的。]分类。")
    assert shown(node, passage("垃圾分类", "推进垃圾分类")) == ["推进[垃圾分类]。"]


def test_title_box_and_measure() -> None:
    measure = Measure("推进垃圾分类。", "（1）", "二/1/1", ("content", 0, "measures", 0))
    node = item("别的话。", title="垃圾分类", boxes=(Box("工程", "建垃圾分类屋。"),), measures=(measure,))
    found = quotes(
        evidence(
            node,
            passage("垃圾分类", "垃圾分类"),
            passage("垃圾分类屋", "建垃圾分类屋"),
            passage("垃圾分类", "推进垃圾分类", measure),
        )
    )
    assert [(marked(each), each.measure) for each in found] == [
        ("[垃圾分类]", None),
        ("建[垃圾分类屋]。", None),
        ("推进[垃圾分类]。", measure),
    ]


def test_what_is_not_found_again_is_shown_as_it_was_judged() -> None:
    node = item("推进（责任单位：甲局）垃圾分类。")
    assert shown(node, passage("垃圾分类", "由〓〓推进垃圾分类")) == ["由…推进[垃圾分类]"]


def test_every_quotation_of_a_plan_is_a_part_of_its_text() -> None:
    text = "完善“一核、两环”工作格局^[一核：城区。]，推进垃圾分类（责任单位：县住建局）。加强食品安全监管。"
    plan: Plan = build.build(
        {"content": [{"title": "任务", "part": "tasks", "content": [{"title": "办实事", "text": text}]}]}
    )
    found = [each for answer in covering.cover(plan, framework.load()).answers for each in answer.evidence]
    assert found
    for each in found:
        for quote in quotes(each):
            assert "".join(words for words, _ in quote.pieces) in text.replace("^[一核：城区。]", "")
            assert any(counts for _, counts in quote.pieces)
