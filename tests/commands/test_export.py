"""``qplan export``: JSON on the way out, or in a file."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from qplan.commands import export
from qplan.errors import Broken, Misuse, Unreadable, Unwritable

PLAN = "公文: {标题: 示例县质量提升实施方案}\n内容:\n  - 标题: 重点任务\n    内容:\n      - {标识: t01, 标题: 办好平台, 责任单位: [县科技局]}\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_it_prints_json(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export.run(plan) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["items"][0]["responsible"] == ["县科技局"]


def test_it_writes_a_file(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export.run(plan, output=tmp_path / "plan.json") == 0
    assert (
        json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["document"]["title"]
        == "示例县质量提升实施方案"
    )
    assert capsys.readouterr().out == ""


def test_a_dash_is_standard_output(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    export.run(plan, output=Path("-"))
    assert json.loads(capsys.readouterr().out)["format"] == "qplan-export/1"
    assert not Path("-").exists()


def test_a_console_in_another_encoding_gets_escapes(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    console = io.TextIOWrapper(raw, encoding="gbk")
    monkeypatch.setattr(sys, "stdout", console)
    export.run(plan)
    console.flush()
    assert json.loads(raw.getvalue().decode("ascii"))["items"][0]["title"] == "办好平台"


def test_what_it_refuses(plan: Path, tmp_path: Path) -> None:
    with pytest.raises(Misuse):
        export.run(plan, format="xml")
    with pytest.raises(Unreadable):
        export.run(tmp_path / "没有.yaml")
    (tmp_path / "坏.yaml").write_text("内容: 一段文字\n", encoding="utf-8")
    with pytest.raises(Broken):
        export.run(tmp_path / "坏.yaml")
    (tmp_path / "别人的.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Unwritable):
        export.run(plan, output=tmp_path / "别人的.json")
