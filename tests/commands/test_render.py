from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from qplan import rendering
from qplan.commands import render
from qplan.errors import Misuse, Unreadable, Unwritable

ROOT = Path(__file__).resolve().parents[2]
COUNTY = (ROOT / "examples" / "county" / "plan.yaml").read_text(encoding="utf-8")

Qplan = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(COUNTY, encoding="utf-8")
    return path


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


@pytest.mark.parametrize("kind", list(rendering.FORMATS))
def test_each_format_lies_beside_the_plan(plan: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert render.run(plan, format=kind) == 0
    assert made(plan.parent) == sorted([f"plan.{kind}", "plan.yaml"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"已生成：{plan.with_suffix('.' + kind)}"
    assert lines[1].startswith("正文 ")
    assert "字（按 Word 的算法，不含附件）" in lines[1]
    assert lines[-1].startswith("检查：")


@pytest.mark.parametrize(
    ("kind", "part", "name"),
    [
        (kind, part, f"plan.{kind}" if part == parts[0] else f"plan-{part}.{kind}")
        for kind, parts in rendering.FORMATS.items()
        for part in parts
    ],
)
def test_each_part_has_a_name_of_its_own(plan: Path, kind: str, part: str, name: str) -> None:
    assert render.run(plan, format=kind, part=part) == 0
    assert name in made(plan.parent)


@pytest.mark.parametrize("name", ["稿.xlsx", "稿.HTM", "稿.md", "稿", "稿.v2"])
def test_the_name_of_the_output_says_the_format(plan: Path, name: str) -> None:
    assert render.run(plan, output=plan.with_name(name)) == 0
    data = plan.with_name(name).read_bytes()
    beginnings = {"稿.HTM": b"<!", "稿.md": b"# "}
    assert data.startswith(beginnings.get(name, b"PK"))


@pytest.mark.parametrize(
    ("name", "kind"), [("稿.pdf", None), ("稿.doc", "docx"), ("稿.xlsx", "docx"), ("稿.txt", "md")]
)
def test_a_name_that_belies_the_format_is_refused(plan: Path, name: str, kind: str | None) -> None:
    with pytest.raises(Misuse):
        render.run(plan, format=kind, output=plan.with_name(name))
    assert made(plan.parent) == ["plan.yaml"]


def test_the_file_says_what_was_asked_for(plan: Path) -> None:
    for kind in ("docx", "xlsx"):
        render.run(plan, format=kind)
        assert zipfile.is_zipfile(plan.with_suffix(f".{kind}"))
    book = openpyxl.load_workbook(io.BytesIO(plan.with_suffix(".xlsx").read_bytes()))
    assert book["任务分工表"].max_row > 21


def test_into_a_file_and_into_a_folder(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    render.run(plan, format="md", output=out / "某稿.md")
    render.run(plan, format="md", part="matrix", output=out)
    assert made(out) == ["plan-matrix.md", "某稿.md"]


def test_again_without_changes(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    render.run(plan, format="docx")
    first = plan.with_suffix(".docx").read_bytes()
    capsys.readouterr()
    render.run(plan, format="docx")
    assert capsys.readouterr().out.startswith("没有变化：")
    assert plan.with_suffix(".docx").read_bytes() == first


@pytest.mark.parametrize("kind", list(rendering.FORMATS))
def test_the_plan_changes_and_so_does_the_file_unless_somebody_edited_it(plan: Path, kind: str) -> None:
    out = plan.with_suffix(f".{kind}")
    render.run(plan, format=kind)
    plan.write_text(COUNTY.replace("树牢质量优先导向", "坚持质量优先"), encoding="utf-8")
    before = out.read_bytes()
    render.run(plan, format=kind)
    assert out.read_bytes() != before
    edited = out.read_bytes() + b" "
    out.write_bytes(edited)
    with pytest.raises(Unwritable, match="可能有人改过"):
        render.run(plan, format=kind)
    assert out.read_bytes() == edited
    render.run(plan, format=kind, force=True)
    assert out.read_bytes() != edited


@pytest.mark.parametrize(
    ("kind", "part", "words"),
    [
        ("pdf", None, "没有“pdf”这种格式"),
        ("csv", "plan", "csv 格式没有“plan”这一部分"),
        ("txt", "matrix", "txt 格式没有“matrix”这一部分"),
        ("docx", "all", "docx 格式没有“all”这一部分"),
    ],
)
def test_pairs_that_there_are_not(plan: Path, kind: str, part: str | None, words: str) -> None:
    with pytest.raises(Misuse, match=words) as caught:
        render.run(plan, format=kind, part=part)
    assert "可写" in caught.value.remedy
    assert made(plan.parent) == ["plan.yaml"]


def test_the_plan_itself_is_never_written_over(plan: Path) -> None:
    with pytest.raises(Misuse, match="就是要读的方案"):
        render.run(plan, format="md", output=plan, force=True)
    assert plan.read_text(encoding="utf-8") == COUNTY


def test_no_such_plan(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        render.run(tmp_path / "plan.yaml", format="md")


def test_only_a_broken_shape_is_refused(plan: Path, qplan: Qplan) -> None:
    plan.write_text(COUNTY.replace("标题: 总体要求", "标题 总体要求"), encoding="utf-8")
    result = qplan("render", "-f", "md")
    assert result.returncode == 1
    assert "处错误" in result.stderr
    assert "qplan validate" in result.stderr
    assert "Traceback" not in result.stderr
    assert made(plan.parent) == ["plan.yaml"]


def test_findings_and_what_is_to_fill_are_counted(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan.write_text(
        COUNTY.replace("县科工信局\n            配合", "县没有局\n            配合").replace(
            "培育县域", "〔待填：标题〕培育"
        )
    )
    render.run(plan, format="md")
    out = capsys.readouterr().out
    assert "还有 1 处〔待填〕" in out
    assert f"逐处查看：qplan validate {plan}" in out


@pytest.mark.parametrize(
    ("times", "words"),
    [(1, "在 4,000 字以内"), (2, "超过 4,000 字：部署专项工作"), (40, "超过 5,000 字：")],
)
def test_the_length_is_told_against_the_limits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], times: int, words: str
) -> None:
    plan = tmp_path / "plan.yaml"
    text = "认真做好。" * 420 * times
    plan.write_text(f"文件版本: qplan/1\n内容: [{{标题: 总体要求, 部分: 总体要求, 正文: {text}}}]\n", encoding="utf-8")
    render.run(plan, format="txt")
    assert words in capsys.readouterr().out


def test_who_has_no_list_is_told(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    render.run(plan, format="md", part="units")
    assert "没有单列各乡镇人民政府" in capsys.readouterr().out


def test_texts_go_to_the_terminal_and_the_report_beside_them(plan: Path, qplan: Qplan) -> None:
    result = qplan("render", "-f", "txt", "-o", "-")
    assert result.returncode == 0
    assert result.stdout.startswith("示例县质量强县培育建设实施方案\n")
    assert "正文 " in result.stderr
    assert made(plan.parent) == ["plan.yaml"]
    refused = qplan("render", "-f", "docx", "-o", "-")
    assert refused.returncode == 2
    assert "不是文本" in refused.stderr


def test_a_place_that_is_not_there(plan: Path, qplan: Qplan) -> None:
    result = qplan("render", "-o", "没有/这里.docx")
    assert result.returncode == 2
    assert "没有文件夹" in result.stderr
    assert result.stdout == ""


def test_only_gbk_is_printed(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in rendering.FORMATS:
        render.run(plan, format=kind)
    capsys.readouterr().out.encode("gbk")


def test_an_issued_plan_is_told_to_lack_its_red_head(qplan, tmp_path, root):
    text = (root / "examples" / "county" / "plan.yaml").read_text(encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(text.replace("征求意见稿", "印发稿", 1), encoding="utf-8")
    assert "不印红头" in qplan("render", "--format", "docx").stdout
    assert "不印红头" not in qplan("render", "--format", "txt").stdout
