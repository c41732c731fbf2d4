"""What an office does to a draft, in Word: the very changes are offered, and applied they change the very lines."""

from __future__ import annotations

import difflib
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
import word_edits

from qplan import amending, checking, dossier, rendering, revising
from qplan.errors import Misuse
from qplan.revising import Change, Revised
from qplan.source import Source


class Edit(NamedTuple):
    """Words of a draft that become others, in the paragraph that holds ``near``; and what the plan file then has."""

    old: str
    new: str
    near: str
    told: tuple[str, str, str]
    lines: tuple[str, str]


EDITS = {
    "county": (
        Edit(
            "县市场监管局", "县数据资源局", "推广先进质量管理。在规模以上",
            ("牵头单位", "县市场监管局", "县数据资源局"), ("县市场监管局", "县数据资源局"),
        ),
        Edit(
            "2027年6月30日前", "2027年3月31日前", "推广先进质量管理。在规模以上",
            ("完成时限", "2027年6月30日前", "2027年3月31日前"), ("2027-06-30", "2027-03-31"),
        ),
        Edit(
            "提升县泵阀检验检测中心能力", "提升县泵阀检验检测中心和县计量所能力", "",
            (
                "正文",
                "提升县泵阀检验检测中心能力，扩大产品认证覆盖面。",
                "提升县泵阀检验检测中心和县计量所能力，扩大产品认证覆盖面。",
            ),
            ("检验检测中心能力", "检验检测中心和县计量所能力"),
        ),
    ),
}  # fmt: skip


@pytest.fixture
def plan(root: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes((root / "examples" / "county" / "plan.yaml").read_bytes())
    return path


@pytest.fixture
def draft(plan: Path, tmp_path: Path) -> Path:
    checked = checking.check(plan)
    path = tmp_path / "draft.docx"
    path.write_bytes(rendering.render(dossier.compile_(checking.whole(checked), checked.framework), "docx"))
    return path


def compared(plan: Path, document: Path) -> Revised:
    return revising.compare(checking.check(plan), document)


def said(change: Change) -> tuple[str, str, str]:
    return change.what, change.old, change.new


def applied(plan: Path, changes: tuple[Change, ...]) -> Source:
    return amending.amend(checking.check(plan).source, [edit for change in changes for edit in change.edits])


def differing(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ, each with what it became."""
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


def edited(draft: Path, way: str, folder: Path) -> Path:
    for edit in EDITS["county"]:
        if way == "tracked":
            word_edits.tracked(draft, edit.old, edit.new, "王主任", "2026-03-01", near=edit.near)
        else:
            word_edits.replace(draft, edit.old, edit.new, near=edit.near)
    if way == "pasted":
        return word_edits.pasted(draft, folder / "红头.docx")
    if way == "pasted below a red head":
        return word_edits.pasted(draft, folder / "红头.docx", head=["示例县人民政府文件", "示政发〔2026〕12号"])
    return draft


@pytest.mark.parametrize("way", ["edited", "tracked", "pasted", "pasted below a red head"])
def test_a_unit_a_deadline_and_a_sentence(way: str, plan: Path, draft: Path, tmp_path: Path) -> None:
    document = edited(draft, way, tmp_path)
    revised = compared(plan, document)
    assert [said(change) for change in revised.changes] == [edit.told for edit in EDITS["county"]]
    assert all(change.edits and not change.reason for change in revised.changes)
    assert {change.told for change in revised.changes} == {("修订：王主任 2026-03-01",) if way == "tracked" else ()}
    assert revised.matched == revised.total
    assert not revised.revisions
    before, after = plan.read_text(encoding="utf-8"), applied(plan, revised.changes).text
    expected = [edit.lines for edit in EDITS["county"]]
    assert sorted(differing(before, after)) == sorted(
        (line, line.replace(*words)) for line, words in _lines_with(before, expected)
    )


def _lines_with(text: str, words: list[tuple[str, str]]) -> list[tuple[str, tuple[str, str]]]:
    """The line that each of the replaced words stands in, two of them in the task 推广先进质量管理."""
    lines = text.splitlines()
    task = next(number for number, line in enumerate(lines) if "标题: 推广先进质量管理" in line)
    found = []
    for old, new in words:
        number = next(n for n in range(task, len(lines)) if old in lines[n])
        found.append((lines[number], (old, new)))
    return found


def test_ids_are_gone_in_the_pasted_copy(draft: Path, tmp_path: Path) -> None:
    copy = word_edits.pasted(draft, tmp_path / "红头.docx")
    parts = [zipfile.ZipFile(path).read("word/document.xml") for path in (draft, copy)]
    assert [b"qplan_" in part for part in parts] == [True, False]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_change_by_itself(number: int, plan: Path, draft: Path, tmp_path: Path) -> None:
    revised = compared(plan, edited(draft, "edited", tmp_path))
    chosen = (revised.changes[number],)
    plan.write_text(applied(plan, chosen).text, encoding="utf-8")
    # The draft's annexed table still says what the plan said.
    left = [change for change in compared(plan, draft).changes if not change.unsure]
    assert [said(c) for c in left] == [said(c) for c in revised.changes if c not in chosen]


def test_an_untouched_draft_offers_nothing(plan: Path, draft: Path, tmp_path: Path) -> None:
    for document in (draft, word_edits.pasted(draft, tmp_path / "红头.docx")):
        revised = compared(plan, document)
        assert revised.changes == revised.remarks == revised.revisions == ()
        assert revised.matched == revised.total


@pytest.mark.office
@pytest.mark.parametrize("way", ["edited", "tracked"])
def test_saved_again_by_another_office_program(way: str, plan: Path, draft: Path, tmp_path: Path, soffice) -> None:
    document = edited(draft, way, tmp_path)
    again = tmp_path / "again"
    again.mkdir()
    target = again / "plan.odt"
    target.write_bytes(soffice(document, "odt").read_bytes())
    revised = compared(plan, soffice(target, "docx"))
    assert [said(change) for change in revised.changes] == [edit.told for edit in EDITS["county"]]


def test_comments_are_listed_and_kept_beside_the_task_when_asked(plan: Path, draft: Path) -> None:
    word_edits.comment(draft, "循环经济", "赵局长", "这句再核实", date="2026-03-03")
    revised = compared(plan, draft)
    assert not revised.changes
    (remark,) = revised.remarks
    assert (remark.where, remark.what, remark.old, remark.new) == (
        "二、（五）1“推动绿色低碳转型”", "批注", "循环经济", "这句再核实",
    )  # fmt: skip
    assert remark.told == ("批注：赵局长 2026-03-03",)
    before, after = plan.read_text(encoding="utf-8"), applied(plan, revised.remarks).text
    added = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:1] in "+-"]
    assert [line.split(None, 1)[1] for line in added] == ["备注: 赵局长 2026-03-03批注：这句再核实"]


def test_two_comments_on_one_task_are_one_remark(plan: Path, draft: Path) -> None:
    word_edits.comment(draft, "循环经济", "赵局长", "这句再核实", date="2026-03-03")
    word_edits.comment(draft, "铸造等高耗能行业", "王主任", "写明家数", date="2026-03-04")
    (remark,) = compared(plan, draft).remarks
    assert sorted(remark.told) == ["批注：王主任 2026-03-04", "批注：赵局长 2026-03-03"]
    text = applied(plan, (remark,)).text
    assert "赵局长 2026-03-03批注：这句再核实" in text
    assert "王主任 2026-03-04批注：写明家数" in text


def test_a_tracked_move_is_credited_to_the_change(plan: Path, draft: Path) -> None:
    word_edits.moved(draft, "2.改善城乡环境质量", "3.提升建设工程品质", author="王主任", date="2026-03-01")
    revised = compared(plan, draft)
    assert [(change.what, change.told) for change in revised.changes] == [("移动", ("修订：王主任 2026-03-01",))]
    assert not revised.revisions


def test_tracked_changes_without_effect_are_listed(plan: Path, draft: Path) -> None:
    word_edits.tracked(draft, "循环经济", "循环经济", "李科长", "2026-03-05")
    revised = compared(plan, draft)
    assert not revised.changes
    assert {(each.where, each.what.author, each.what.kind) for each in revised.revisions} == {
        ("二、（五）1“推动绿色低碳转型”", "李科长", "inserted"), ("二、（五）1“推动绿色低碳转型”", "李科长", "deleted"),
    }  # fmt: skip


def test_a_goal_in_the_list_changes_the_target(plan: Path, draft: Path) -> None:
    word_edits.replace(draft, "2027年稳定在95%以上", "2027年稳定在96%以上")
    word_edits.replace(draft, "均稳定在98.5%以上", "均稳定在98.8%以上")
    revised = compared(plan, draft)
    goals = [checking.check(plan).plan.targets[place].goals for place in (0, 1)]
    amended = checking.judge(applied(plan, revised.changes)).plan.targets
    assert [goal.text for goal in goals[0]] == ["94.5%以上", "稳定在95%以上"]
    assert [goal.text for goal in amended[0].goals] == ["94.5%以上", "稳定在96%以上"]
    assert [goal.text for goal in amended[1].goals] == ["稳定在98.8%以上"] * 2


def test_another_document_is_refused(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("通知\n一、会议时间\n3月2日。\n二、会议地点\n县政府。\n", encoding="utf-8")
    with pytest.raises(Misuse, match="不像是由这份方案改来的"):
        compared(plan, other)
