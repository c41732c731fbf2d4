"""Ids in Word files: those that a draft carries come back, however it was edited; others get theirs as ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import word_edits
from word_files import p, saved, t

from qplan import checking, dossier, reading, rendering

PLAN = """\
文件版本: qplan/1
地区: {名称: 示例县, 层级: 县}
公文: {标题: 示例县质量强县培育建设实施方案, 稿次: 送审稿}
实施期: {起: 2026, 止: 2027}
内容:
  - {标识: 总体, 标题: 总体要求, 内容: [{标识: g-1, 标题: 指导思想, 正文: 坚持质量第一、效益优先，服务高质量发展。}]}
  - 标题: 重点任务
    内容:
      - 标识: s.1
        标题: 推动产业提质
        内容:
          - {标识: t05, 标题: 建立会商机制, 正文: 每季度会商一次质量形势，研究解决突出问题。, 责任单位: [县市场监管局]}
          - {标识: 联盟, 标题: 组建质量联盟, 正文: 由链主企业牵头组建，每年发布攻关清单。, 责任单位: [县科技局]}
      - 标题: 优化质量服务
        内容:
          - {标识: t02, 标题: 建设服务站, 正文: 在开发区建设一站式服务站。, 责任单位: [县市场监管局]}
  - {标题: 组织保障, 内容: [{标识: b1, 标题: 加强领导, 正文: 由县质量工作领导小组统筹推进。}]}
"""
CARRIED = ["总体", "g_1", "s_1", "t05", "联盟", "t02", "b1"]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return rendered(tmp_path, PLAN)


def rendered(folder: Path, text: str) -> Path:
    (folder / "plan.yaml").write_text(text, "utf-8")
    path = folder / "draft.docx"
    path.write_bytes(rendering.render(dossier.compile_(checking.load(folder / "plan.yaml")), "docx", "plan"))
    return path


def ids(path: Path) -> dict[str, str]:
    """The ids of an import by titles."""
    return {node["title"]: node["id"] for node in nodes(reading.read(path).data["content"]) if "id" in node}


def nodes(content: list[Any]) -> Iterator[Any]:
    for node in content:
        yield node
        yield from nodes(node.get("content", []))


def test_the_ids_of_a_draft_come_back(draft: Path) -> None:
    assert list(ids(draft).values()) == CARRIED


def test_without_bookmarks_tasks_are_counted_as_ever(tmp_path: Path) -> None:
    issued = rendered(tmp_path, PLAN.replace("送审稿", "印发稿"))
    assert ids(issued) == {"建立会商机制": "t01", "组建质量联盟": "t02", "建设服务站": "t03"}


def test_a_task_that_a_leader_adds_gets_a_number_that_is_free(draft: Path) -> None:
    word_edits.inserted_after(draft, "在开发区", "2.开展巡检。每月巡检一次。（责任单位：县市场监管局）")
    word_edits.inserted_after(draft, "每月巡检", "3.办好评选。每年评选一次。（责任单位：县市场监管局）")
    word_edits.inserted_after(draft, "每年评选", "4.办好论坛。每年举办一次。（责任单位：县市场监管局）")
    found = ids(draft)
    assert found["建设服务站"] == "t02"
    assert [found[title] for title in ("开展巡检", "办好评选", "办好论坛")] == ["t01", "t03", "t04"]


@pytest.mark.parametrize("author", ["", "王某"])
def test_ids_go_with_what_is_moved_taken_out_and_reworded(draft: Path, author: str) -> None:
    if author:
        word_edits.tracked(draft, "建立会商机制", "建立质量会商机制", author)
    else:
        word_edits.replace(draft, "建立会商机制", "建立质量会商机制")
    word_edits.removed(draft, "由链主企业", author=author)
    assert ids(draft) == {
        "总体要求": "总体", "指导思想": "g_1", "推动产业提质": "s_1", "建立质量会商机制": "t05", "建设服务站": "t02",
        "加强领导": "b1",
    }  # fmt: skip


def test_a_moved_task_keeps_its_id(draft: Path) -> None:
    word_edits.moved(draft, "建立会商机制", "在开发区")
    found = ids(draft)
    assert found["建立会商机制"] == "t05"
    assert list(found.values()) == ["总体", "g_1", "s_1", "联盟", "t02", "t05", "b1"]


def test_a_copied_paragraph_leaves_the_id_to_neither(tmp_path: Path) -> None:
    def task(number: int, title: str) -> str:
        mark = '<w:bookmarkStart w:id="1" w:name="qplan_t07"/><w:bookmarkEnd w:id="1"/>'
        return p(mark.replace("/><", f"/>{t(f'{number}.{title}。每年一次。（责任单位：县市场监管局）')}<", 1))

    body = p("示例县质量强县工作方案") + p("一、重点任务") + task(1, "办好论坛") + task(2, "办好评选")
    assert ids(saved(tmp_path, body)) == {"办好论坛": "t01", "办好评选": "t02"}


def test_a_pasted_text_carries_no_ids(draft: Path, tmp_path: Path) -> None:
    pasted = word_edits.pasted(draft, tmp_path / "红头.docx", head=("示例县人民政府文件",))
    assert list(ids(pasted).values()) == ["t01", "t02", "t03"]


@pytest.mark.parametrize("example", ["county", "district"])
def test_the_ids_of_the_examples_come_back(root: Path, tmp_path: Path, example: str) -> None:
    plan = checking.load(root / "examples" / example / "plan.yaml")
    path = tmp_path / "draft.docx"
    path.write_bytes(rendering.render(dossier.compile_(plan), "docx", "plan"))
    carried = {node.title: node.id for node in plan.nodes() if node.id}
    found = ids(path)
    assert {title: found[title] for title in carried} == carried


@pytest.mark.office
def test_ids_come_back_through_another_office_program(draft: Path, soffice: Callable[[Path, str], Path]) -> None:
    again = soffice(soffice(draft, "odt"), "docx")
    assert list(ids(again).values()) == CARRIED
