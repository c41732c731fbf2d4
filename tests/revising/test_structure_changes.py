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
