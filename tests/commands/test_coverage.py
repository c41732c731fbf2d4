"""``qplan coverage`` as a user runs it: the three formats to the letter, one requirement explained, bad calls."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from coverages import CLOSING

from qplan import display, framework, resources
from qplan.reporting import coverage_text

Run = Callable[..., "subprocess.CompletedProcess[str]"]
GOLDEN = Path(__file__).parents[1] / "golden" / "coverage"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(GOLDEN / "plan.yaml", tmp_path / "plan.yaml"))


@pytest.mark.parametrize(("kind", "name"), [("text", "report.txt"), ("md", "report.md"), ("json", "report.json")])
def test_reports_are_these_to_the_letter(qplan: Run, plan: Path, kind: str, name: str) -> None:
    done = qplan("coverage", "--format", kind)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (GOLDEN / name).read_text(encoding="utf-8")


def test_the_text_fits_a_terminal_and_a_gbk_console(qplan: Run, plan: Path) -> None:
    text = qplan("coverage").stdout
    text.encode("gbk")
    lines = text.splitlines()
    assert all(display.width(line) <= 80 for line in lines)
    assert "".join(lines[-2:]) == CLOSING
    assert "%" not in text


def test_the_numbers_stand_under_their_heads(qplan: Run, plan: Path) -> None:
    lines = qplan("coverage").stdout.splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("方面"))
    end = lines.index("", head)
    assert {display.width(line) for line in lines[head:end]} == {display.width(lines[head])}
    assert lines[head - 1].split() == ["写到", "另有", "只标"]
    assert lines[head].split() == ["方面", "要点", "已写明", "但不全", "部署", "没有写", "对应", "不涉及"]
    counted = [line.split()[1:] for line in lines[head + 1 : end] if line.startswith("（")]
    total = lines[end - 1].split()[1:]
    assert [sum(map(int, column)) for column in zip(*counted, strict=True)] == list(map(int, total))


def test_json_holds_to_its_schema_and_counts_what_it_lists(qplan: Run, plan: Path) -> None:
    report = json.loads(qplan("coverage", "--format", "json").stdout)
    schema = json.loads(resources.text("schemas", "coverage.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(report)
    states = [each["state"] for each in report["requirements"]]
    for state in ("full", "partial", "none", "claimed", "elsewhere", "not_applicable"):
        assert states.count(state) == report["total"][state] > 0, state
    (found,) = next(each for each in report["requirements"] if each["id"] == "A2.8")["evidence"]
    source = plan.read_text(encoding="utf-8").splitlines()
    assert "推行先进质量管理" in source[found["line"] - 1]
    assert (found["path"], found["measure"], found["claimed"]) == ("二/(一)/2", "*1", False)


def test_json_is_json_on_a_console_in_gbk(qplan: Run, plan: Path) -> None:
    done = qplan("coverage", "--format", "json", PYTHONIOENCODING="gbk")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["note"] == CLOSING


def test_a_dash_is_standard_output(qplan: Run, plan: Path) -> None:
    assert qplan("coverage", "-o", "-").stdout == qplan("coverage").stdout
    assert not (plan.parent / "-").exists()


def test_one_requirement_shows_its_chain(qplan: Run, plan: Path) -> None:
    shown = qplan("coverage", "--explain", "A1.3").stdout
    for words in ("二（一）第2句", "已写明", "‘竹木’质量创新联合体", "质量难题", "县科技局", "制造业产品质量合格率"):
        assert words in shown
    assert "集群方案已含质量目标" in qplan("coverage", "--explain", "（二）2").stdout


def test_an_unknown_requirement_says_what_may_be_written(qplan: Run, plan: Path) -> None:
    done = qplan("coverage", "--explain", "A9.9")
    assert done.returncode == 2
    assert "A9.9" in done.stderr
    assert "A1.1" in done.stderr


def test_a_requirement_is_explained_without_a_plan() -> None:
    shown = coverage_text.explain("A3.2", framework.load())
    assert shown.startswith("二（三）第2句  安全优质农产品食品供给（A3.2）")
    assert "一句就够" in shown
    assert "本方案" not in shown
    assert coverage_text.explain("（一）2", framework.load()).count("国市监质发〔2024〕97号") == 2
    assert coverage_text.explain("A9.9", framework.load()) == ""


def test_the_report_is_written_to_a_file(qplan: Run, plan: Path, tmp_path: Path) -> None:
    done = qplan("coverage", "--format", "md", "-o", "对照.md")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "对照.md").read_text(encoding="utf-8") == (GOLDEN / "report.md").read_text(
        encoding="utf-8"
    ).rstrip("\n") + "\n"


def test_somebody_s_file_is_not_overwritten(qplan: Run, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "我的.md").write_text("别动", encoding="utf-8")
    assert qplan("coverage", "-o", "我的.md").returncode == 2
    assert (tmp_path / "我的.md").read_text(encoding="utf-8") == "别动"


@pytest.mark.parametrize(
    ("text", "arguments", "code", "says"),
    [
        (None, [], 2, "找不到"),
        ("内容: [", [], 1, "错误"),
        ("内容:\n  - 标题: 甲\n", ["--format", "pdf"], 2, "text、json、md"),
        ("依据方案: 没有这个方案\n内容:\n  - 标题: 甲\n", [], 2, "quality-county-2024"),
    ],
)
def test_bad_calls(qplan: Run, tmp_path: Path, text: str | None, arguments: list[str], code: int, says: str) -> None:
    if text is not None:
        (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    done = qplan("coverage", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_markdown_marks_of_the_plan_are_escaped(qplan: Run, plan: Path) -> None:
    text = plan.read_text(encoding="utf-8").replace("建强“竹木”", "建强|*<b>竹木")
    plan.write_text(text, encoding="utf-8")
    assert "建强\\|\\*\\<b\\>竹木" in qplan("coverage", "--format", "md").stdout


@pytest.mark.corpus
def test_a_real_plan_is_judged_as_its_labels_say(qplan: Run, corpus: Path, gold: Path, tmp_path: Path) -> None:
    """The plan that the lexicon was tuned on: what later changes to it must not lose."""
    assert qplan("import", corpus / "dongtou.txt", "-o", "plan.yaml").returncode == 0
    (tmp_path / "coverage.json").write_text(qplan("coverage", "--format", "json").stdout, encoding="utf-8")
    scorer = corpus.parent / "tools" / "score_coverage.py"
    labels = gold / "coverage_dongtou.json"
    done = subprocess.run([sys.executable, scorer, labels, tmp_path / "coverage.json"], capture_output=True, check=True)
    score = json.loads(done.stdout)
    assert score["links_f1"] >= 0.95
    assert score["requirements_covered_or_not"] == "45/45"


def test_the_ending_of_the_file_chooses_the_format(qplan, tmp_path, root):
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((root / "examples" / "district" / "plan.yaml").read_bytes())
    assert qplan("coverage", plan, "-o", tmp_path / "a.json").returncode == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["total"]["of"] == 44
    assert qplan("coverage", plan, "-o", tmp_path / "a.md").returncode == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("#")
