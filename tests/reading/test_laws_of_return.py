"""The second law of the way back: what is printed and imported has the printed part of the plan that was printed."""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import printed_plans
import pytest
from hypothesis import given, settings

from qplan import build, checking, dossier, emit, nodes, printed, reading, rendering, revising, shape, vocabulary
from qplan.plan import Plan
from qplan.printed import Printed
from qplan.reading.blocks import folded
from qplan.reading.plandata import Imported
from qplan.source import Source

PLANS = (
    "dongtou", "xuancheng", "shanwei", "jincheng", "more/10_zhengzhou-yingshang-yaodian",
    "more/14_meishan-xiangmu-shenpi", "more/24_guizhou-zhongdian-renwu", "more/33_chongqing-dianshang",
    "more/36_anhui-gongye-hulianwang-2021", "more/42_yinchuan-shichang-zhuti",
)  # fmt: skip
EXAMPLES = ("county", "district")


def back(plan: Plan, kind: str) -> Imported:
    """The plan as a file of that kind, and what an import makes of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan.{kind}"
        path.write_bytes(rendering.render(dossier.compile_(plan), kind, "plan"))
        return reading.read(path)


def again(plan: Plan, kind: str) -> Printed:
    return printed.printed(build.build(back(plan, kind).data))


def plain(data: dict[str, Any]) -> dict[str, Any]:
    """The plan without what plain text cannot tell: the end of a frame in front of points, and tables."""
    data = copy.deepcopy(data)
    for node in sections(data["content"]):
        node.pop("boxes", None)
    annexes = [annex for annex in data.pop("annexes", ()) if annex["content"] in ("text", "separate")]
    return data | ({"annexes": annexes} if annexes else {})


def sections(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if "content" in node:
            yield node
            yield from sections(node["content"])


# 400 of them at hand, 3,000 in `make fuzz`.
COUNT = max(400, settings.default.max_examples)


@settings(max_examples=COUNT)
@given(printed_plans.plans())
def test_a_word_file_alone_gives_back_the_printed_part(data: dict[str, Any]) -> None:
    plan = build.build(data)
    assert again(plan, "docx") == printed.printed(plan)


@settings(max_examples=max(150, settings.default.max_examples))
@given(printed_plans.plans())
def test_so_does_plain_text(data: dict[str, Any]) -> None:
    plan = build.build(plain(data))
    assert again(plan, "txt") == printed.printed(plan)


@settings(max_examples=30)
@given(printed_plans.plans())
def test_the_plans_are_of_sound_shape(data: dict[str, Any]) -> None:
    tree = vocabulary.canonical(nodes.read(Source("plan.yaml", emit.emit(data))))
    assert not shape.check(tree).remarks


@settings(max_examples=100)
@given(printed_plans.plans().filter(lambda data: all("title" in node for node in items(data["content"]))))
def test_titles_come_back_where_every_item_has_one(data: dict[str, Any]) -> None:
    """Stronger than the law, which leaves the words of a heading in the paragraph that it runs into."""
    plan = build.build(data)
    found = build.build(back(plan, "docx").data)
    meant = {item.title for item in plan.items() if item.duty or not item.measures}
    assert meant <= {node.title for node in found.nodes()}


def items(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if "content" in node:
            yield from items(node["content"])
        else:
            yield node


@pytest.mark.parametrize("kind", ["docx", "txt"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_come_back(name: str, kind: str, root: Path) -> None:
    plan = checking.load(root / "examples" / name / "plan.yaml")
    meant, found = printed.printed(plan), again(plan, kind)
    if kind == "txt":
        meant, found = (replace(each, annexes=()) for each in (meant, found))
    assert found == meant


@pytest.mark.corpus
@pytest.mark.parametrize("kind", ["docx", "txt", "md"])
@pytest.mark.parametrize("name", PLANS)
def test_a_real_plan_comes_back_from_its_own_print(name: str, kind: str, corpus: Path) -> None:
    for data in reading.read(corpus / f"{name}.txt").documents:
        plan = build.build(data)
        assert again(plan, kind) == printed.printed(plan)


_ELSEWHERE = ("公文/发文字号", "公文/成文日期", "公文/联系人", "公文/标题", "公文/通知/标题", "附件")


@pytest.mark.corpus
@pytest.mark.parametrize("name", PLANS)
def test_the_text_of_an_imported_plan_has_the_words_of_the_source(name: str, corpus: Path) -> None:
    """All but a web page's table of metadata and the notice that asks for comments, which is sent apart."""
    imported = reading.read(corpus / f"{name}.txt")
    words = ""
    consulted = False
    for data in imported.documents:
        plan = build.build(data)
        consulted = consulted or plan.document.stage == "consultation"
        words += folded(rendering.render(dossier.compile_(plan), "txt", "plan").decode())
    lost = [
        entry
        for entry in imported.ledger.entries
        if entry.fate != "dropped" and folded(entry.text).replace("^[", "[") not in words
    ]
    assert [
        entry.text
        for entry in lost
        if not entry.place.startswith(_ELSEWHERE) and not (consulted and "公文/通知" in entry.place)
    ] == []


@settings(max_examples=max(60, settings.default.max_examples))
@given(printed_plans.plans())
def test_a_draft_that_nobody_edited_brings_no_change_home(data: dict[str, Any]) -> None:
    """The first law: what is read into the plan that it was printed from offers nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file, draft = Path(folder) / "plan.yaml", Path(folder) / "plan.docx"
        file.write_text(emit.emit(data), encoding="utf-8")
        checked = checking.check(file)
        assert checked.plan is not None
        draft.write_bytes(rendering.render(dossier.compile_(checked.plan), "docx", "plan"))
        revised = revising.compare(checked, draft)
    assert revised.changes == ()
    assert revised.remarks == ()
    assert revised.matched == revised.total


@pytest.mark.office
@pytest.mark.parametrize("seed", range(4))
def test_nor_does_one_that_another_office_program_saved(
    seed: int, tmp_path: Path, soffice: Callable[[Path, str], Path]
) -> None:
    file, draft = tmp_path / "plan.yaml", tmp_path / "draft.docx"
    file.write_text(emit.emit(printed_plans.sample(seed)), encoding="utf-8")
    checked = checking.check(file)
    assert checked.plan is not None
    draft.write_bytes(rendering.render(dossier.compile_(checked.plan), "docx", "plan"))
    (tmp_path / "saved").mkdir()
    saved = soffice(Path(shutil.copy(soffice(draft, "odt"), tmp_path / "saved" / "draft.odt")), "docx")
    assert revising.compare(checked, saved).changes == ()
    assert printed.printed(build.build(reading.read(saved).data)) == printed.printed(checked.plan)
