"""Points that come, go and move in a draft: each is one change, and applied the plan prints what the draft says."""

from __future__ import annotations

from pathlib import Path

import pytest
import word_edits

from qplan import amending, checking, dossier, rendering, revising
from qplan.revising import Change, Revised

NEW = "3.开展质量人才培训。每年举办两期质量管理培训班。（牵头单位：县人社局；完成时限：2026年12月底前）"


@pytest.fixture
def plan(root: Path) -> checking.Checked:
    return checking.check(root / "examples" / "county" / "plan.yaml")


@pytest.fixture
def draft(plan: checking.Checked, tmp_path: Path) -> Path:
    path = tmp_path / "draft.docx"
    path.write_bytes(rendered(plan))
    return path


def rendered(plan: checking.Checked) -> bytes:
    return rendering.render(dossier.compile_(checking.whole(plan), plan.framework), "docx")


def applied(plan: checking.Checked, changes: tuple[Change, ...]) -> checking.Checked:
    return checking.judge(amending.amend(plan.source, [edit for change in changes for edit in change.edits]))


def sure(revised: Revised) -> list[Change]:
    """Without what only the draft's annexed table says, which still prints the plan as it was."""
    return [change for change in revised.changes if not change.unsure]


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


def test_an_item_comes(plan: checking.Checked, draft: Path) -> None:
    word_edits.inserted_after(draft, "2.推动产业强链聚群", NEW)
    (change,) = revising.compare(plan, draft).changes
    assert (change.where, change.what) == ("二、（二）3“开展质量人才培训”", "新增")
    after = applied(plan, (change,))
    titles = [item.title for item in after.plan.items()]
    at = titles.index("开展质量人才培训")
    assert titles[at - 1 : at + 2] == ["推动产业强链聚群", "开展质量人才培训", "推广先进质量管理"]
    made = next(item for item in after.plan.items() if item.title == "开展质量人才培训")
    assert (made.duty.lead, made.due.last, made.paragraphs) == (
        ("县人社局",), "2026-12-31", ("每年举办两期质量管理培训班。",),
    )  # fmt: skip
    assert made.id not in {item.id for item in plan.plan.items()}
    assert comments(after.source.text) == comments(plan.source.text)
    assert not sure(revising.compare(after, draft))


def test_an_item_goes(plan: checking.Checked, draft: Path) -> None:
    word_edits.removed(draft, "4.培育区域特色品牌", author="王主任")
    revised = revising.compare(plan, draft)
    (change,) = revised.changes
    assert (change.where, change.what, change.told) == (
        "二、（二）4“培育区域特色品牌”", "删去", ("修订：王主任 2026-03-02",),
    )  # fmt: skip
    assert not revised.revisions
    after = applied(plan, (change,))
    assert [item.title for item in plan.plan.items() if item.title != "培育区域特色品牌"] == [
        item.title for item in after.plan.items()
    ]
    assert not sure(revising.compare(after, draft))


def test_an_item_moves_to_another_section(plan: checking.Checked, draft: Path) -> None:
    word_edits.moved(draft, "2.改善城乡环境质量", "3.提升建设工程品质")
    (change,) = revising.compare(plan, draft).changes
    assert (change.where, change.what) == ("二、（五）2“改善城乡环境质量”", "移动")
    after = applied(plan, (change,))
    titles = [item.title for item in after.plan.items()]
    at = titles.index("改善城乡环境质量")
    assert titles[at - 1 : at + 2] == ["提升建设工程品质", "改善城乡环境质量", "增加优质服务供给"]
    moved = next(item for item in after.plan.items() if item.title == "改善城乡环境质量")
    before = next(item for item in plan.plan.items() if item.title == "改善城乡环境质量")
    assert (moved.id, moved.covers and [c.requirement for c in moved.covers]) == (
        before.id, [c.requirement for c in before.covers],
    )  # fmt: skip
    assert not sure(revising.compare(after, draft))


def test_two_items_change_places(plan: checking.Checked, draft: Path) -> None:
    word_edits.moved(draft, "1.树牢质量优先导向", "2.组建质量创新联合体")
    (change,) = revising.compare(plan, draft).changes
    assert change.what == "移动"
    assert "调整先后" in change.new
    after = applied(plan, (change,))
    assert [item.title for item in after.plan.items()][2:4] == ["组建质量创新联合体", "树牢质量优先导向"]


def test_measures_come_and_go(plan: checking.Checked, draft: Path) -> None:
    word_edits.removed(draft, "（2）完善民宿")
    word_edits.inserted_after(draft, "（3）深化政务服务", "（4）发展夜间经济。（牵头单位：县商务局）")
    revised = revising.compare(plan, draft)
    assert [change.what for change in revised.changes] == ["删去第2条举措", "新增一条举措"]
    after = applied(plan, revised.changes)
    item = next(item for item in after.plan.items() if item.title == "增加优质服务供给")
    assert [measure.text[:4] for measure in item.measures] == ["发展工业", "深化政务", "发展夜间"]
    assert item.measures[-1].duty.lead == ("县商务局",)
    assert not sure(revising.compare(after, draft))


def test_a_note_goes_and_another_comes(plan: checking.Checked, draft: Path) -> None:
    word_edits.replace(draft, "（牵头单位：县住建局；配合单位：县交通运输局、县市场监管局；完成时限：长期坚持）", "")
    revised = revising.compare(plan, draft)
    assert {change.what for change in revised.changes} == {"责任分工", "完成时限"}
    after = applied(plan, revised.changes)
    item = next(item for item in after.plan.items() if item.title == "提升建设工程品质")
    assert (bool(item.duty), item.due) == (False, None)
    assert not sure(revising.compare(after, draft))


def test_titles_of_the_document_of_a_section_and_of_an_item(plan: checking.Checked, draft: Path) -> None:
    word_edits.replace(draft, "培育建设实施方案", "培育建设行动方案")
    word_edits.replace(draft, "推动经济质量效益型发展", "推动经济向质量效益型转变")
    word_edits.replace(draft, "提升建设工程品质", "提升工程建设质量")
    revised = revising.compare(plan, draft)
    assert [(change.where, change.what) for change in revised.changes] == [
        ("标题", "改动"),
        ("二、（一）“推动经济质量效益型发展”", "标题"),
        ("二、（三）3“提升建设工程品质”", "标题"),
    ]
    after = applied(plan, revised.changes)
    assert after.plan.document.title == "示例县质量强县培育建设行动方案"
    assert not sure(revising.compare(after, draft))


def test_a_paragraph_comes_and_a_sentence_goes(plan: checking.Checked, draft: Path) -> None:
    word_edits.replace(draft, "加强质量培训，增强全社会质量意识。", "")
    word_edits.inserted_after(draft, "（一）指导思想", "坚持党对质量工作的全面领导。")
    revised = revising.compare(plan, draft)
    assert len(revised.changes) == 2
    after = applied(plan, revised.changes)
    assert not sure(revising.compare(after, draft))
    overview = next(item for item in after.plan.items() if item.title == "指导思想")
    assert overview.paragraphs[-1] == "坚持党对质量工作的全面领导。"


def test_a_paragraph_behind_the_note_is_one_more_of_the_text(plan: checking.Checked, draft: Path) -> None:
    word_edits.inserted_after(draft, "2.推动产业强链聚群", "每年召开一次链主企业座谈会。")
    (change,) = revising.compare(plan, draft).changes
    assert (change.where, change.what, change.new) == (
        "二、（二）2“推动产业强链聚群”", "正文", "每年召开一次链主企业座谈会。",
    )  # fmt: skip
    after = applied(plan, (change,))
    item = next(item for item in after.plan.items() if item.title == "推动产业强链聚群")
    before = next(item for item in plan.plan.items() if item.title == "推动产业强链聚群")
    assert item.paragraphs == (*before.paragraphs, "每年召开一次链主企业座谈会。")
    assert (item.duty, item.due, item.measures) == (before.duty, before.due, ())
    assert not sure(revising.compare(after, draft))


def test_a_paragraph_is_divided_and_joined_again(plan: checking.Checked, draft: Path) -> None:
    whole = draft.read_bytes()
    sentence = "围绕密封可靠性、耐腐蚀材料等关键环节开展质量攻关"
    word_edits.replace(draft, sentence, f"\n{sentence}")
    (change,) = revising.compare(plan, draft).changes
    assert "\n" in change.new
    assert change.new.replace("\n", "") == change.old
    after = applied(plan, (change,))
    joined = draft.with_name("joined.docx")
    joined.write_bytes(whole)
    (back,) = sure(revising.compare(after, joined))
    assert applied(after, (back,)).plan.content == plan.plan.content


def test_a_heading_goes_alone(plan: checking.Checked, draft: Path) -> None:
    word_edits.removed(draft, "（二）增强产业质量竞争力")
    (change,) = sure(revising.compare(plan, draft))
    assert (change.where, change.what, change.edits) == ("二、（二）“增强产业质量竞争力”", "删去", ())
    assert "标题没有了，其下的“做优特色和传统产业”等 4 条还在" in change.reason


def test_of_one_chapter_pasted_back_the_others_are_not_taken_out(
    plan: checking.Checked, draft: Path, tmp_path: Path
) -> None:
    lines = word_edits.paragraphs(draft)
    first = lines.index("二、重点任务")
    last = next(number for number, line in enumerate(lines) if line.startswith("三、"))
    path = tmp_path / "第二章.txt"
    path.write_text("\n".join(lines[first:last]).replace("开展特色品牌", "组织开展特色品牌"), encoding="utf-8")
    revised = revising.compare(plan, path)
    assert [change.what for change in sure(revised)] == ["正文"]
    assert {(change.where, change.what) for change in revised.changes if change.unsure} == {
        ("一“总体要求”", "删去"), ("三“保障措施”", "删去"),
    }  # fmt: skip
    section = [line for line in lines if line][first : first + 5]
    path.write_text("\n".join(section), encoding="utf-8")
    assert not sure(revising.compare(plan, path))


def test_a_goal_that_only_the_annexed_table_has_is_not_taken_unasked(plan: checking.Checked, draft: Path) -> None:
    word_edits.replace(draft, "2026年不低于93%，2027年不低于94%", "2026年不低于94%，2027年不低于94%")
    revised = revising.compare(plan, draft)
    (change,) = sure(revised)
    after = applied(plan, (change,))
    assert [goal.text for goal in after.plan.targets[2].goals] == ["不低于94%", "不低于94%"]
    again = revising.compare(after, draft)
    assert not sure(again)
    assert {each.unsure for each in again.changes} == {"只有附件的表里是这样，正文没有改"}


def moved_on(plan: checking.Checked, old: str, new: str) -> checking.Checked:
    assert old in plan.source.text
    return checking.judge(plan.source._replace(text=plan.source.text.replace(old, new, 1)))


def test_since_the_draft_went_out(plan: checking.Checked, draft: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.docx"
    sent.write_bytes(draft.read_bytes())
    now = moved_on(plan, "完成时限: 2027-06-30", "完成时限: 2027-05")
    now = moved_on(now, "打响“示例泵阀”", "叫响“示例泵阀”")
    assert not revising.compare(now, draft, since=sent).changes
    near = "推广先进质量管理。在规模以上"
    word_edits.replace(draft, "2027年6月30日前", "2027年3月31日前", near=near)
    word_edits.replace(draft, "打响“示例泵阀”", "叫响“示例泵阀”")
    (change,) = revising.compare(now, draft, since=sent).changes
    assert (change.what, change.unsure) == ("完成时限", "方案已改成“2027年5月底前”")


def test_what_both_sides_did_is_nothing_to_do(plan: checking.Checked, draft: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.docx"
    sent.write_bytes(draft.read_bytes())
    word_edits.removed(draft, "4.培育区域特色品牌")
    word_edits.replace(draft, "县市场监管局", "县数据资源局", near="推广先进质量管理。在规模以上")
    changes = tuple(sure(revising.compare(plan, draft)))
    assert len(changes) == 2
    assert not sure(revising.compare(applied(plan, changes), draft, since=sent))
