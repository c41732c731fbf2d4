from __future__ import annotations

from pathlib import Path

import pytest

from qplan import checking, dossier, rendering
from qplan.commands import import_
from qplan.matrix import fold

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "render"


@pytest.fixture(scope="module")
def made() -> dossier.Dossier:
    return dossier.compile_(checking.load(GOLDEN / "plan.yaml"))


def test_the_whole_plan_is_printed_as_a_person_would_paste_it(made: dossier.Dossier) -> None:
    assert rendering.render(made, "txt").decode() == (GOLDEN / "plan.txt").read_text(encoding="utf-8")


def test_a_draft_has_its_mark_and_neither_notice_nor_signature(tmp_path: Path) -> None:
    text = (GOLDEN / "plan.yaml").read_text(encoding="utf-8").replace("稿次: 印发稿", "稿次: 送审稿")
    plan = tmp_path / "plan.yaml"
    plan.write_text(text, encoding="utf-8")
    lines = rendering.render(dossier.compile_(checking.load(plan)), "txt").decode().splitlines()
    assert lines[:4] == ["示例镇质量强镇培育建设工作方案", "（送审稿）", "", "为把全镇的竹器做得更好，制定本方案。"]
    printed = "\n".join(lines)
    for part in ("关于印发", "2026年3月2日", "示镇政发", "此件公开发布", "抄送"):
        assert part not in printed


def test_the_body_is_a_line_a_paragraph_in_order(made: dossier.Dossier) -> None:
    lines = rendering.render(made, "txt").decode().splitlines()
    start = lines.index("为把全镇的竹器做得更好，制定本方案。")
    body = lines[start : lines.index("附件：1.任务分工表")]
    assert len(body) == len(made.body)
    for line, paragraph in zip(body, made.body, strict=True):
        assert line.startswith(paragraph.heading)
        assert line.endswith(paragraph.note)


def test_annexes_that_are_alike_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    annex = "  - {标题: 任务表, 内容: 任务分工表}\n"
    plan.write_text(
        f"文件版本: qplan/1\n内容: [{{标题: 任务, 内容: [{{标题: 甲, 正文: 做好。}}]}}]\n附件:\n{annex * 2}",
        encoding="utf-8",
    )
    lines = rendering.render(dossier.compile_(checking.load(plan)), "txt").decode().splitlines()
    assert [line for line in lines if line.startswith("附件") and "：" not in line] == ["附件1", "附件2"]


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("dongtou", "为进一步推动", "向区委、区政府请示报告。"),
        ("xuancheng", "为进一步健全", "各县、市、区人民政府)"),
        ("shanwei", "为深入贯彻习近平", ""),
        ("jincheng", "为深入贯彻党中央", "及时向市政府报告。"),
    ],
)
def test_a_real_plan_is_printed_back_line_for_line(
    corpus: Path, tmp_path: Path, name: str, first: str, last: str
) -> None:
    """Up to width and blanks, which notes are printed with in one way."""
    plan = tmp_path / "plan.yaml"
    import_.run(corpus / f"{name}.txt", output=plan, force=False, keys="zh")
    lines = (corpus / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(first))
    end = max(place for place, line in enumerate(lines) if line.endswith(last) and "您访问的链接" not in line)
    printed = {
        fold(line) for line in rendering.render(dossier.compile_(checking.load(plan)), "txt").decode().splitlines()
    }
    assert [line for line in lines[start : end + 1] if fold(line) not in printed] == []
