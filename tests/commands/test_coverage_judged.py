"""``qplan coverage`` as something that can fail: gates, a baseline, findings, in every format and both directions."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from coverages import CLOSING

from qplan import framework

Run = Callable[..., "subprocess.CompletedProcess[str]"]
GOLDEN = Path(__file__).parents[1] / "golden" / "coverage"

TASKS = """\
文件版本: qplan/1
依据方案: quality-county-2024@1
公文: {标题: 示例县质量强县培育建设实施方案}
内容:
  - 标题: 重点任务
    内容:
      - {标题: 城乡, 正文: 推进垃圾分类。, 责任单位: [县城管局], 对应: [A5.5]}
      - {标题: 管理, 正文: 推行首席质量官制度。, 责任单位: [县市场监管局], 对应: [A2.6]}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(TASKS, encoding="utf-8")
    return path


def change(plan: Path, old: str, new: str) -> None:
    text = plan.read_text(encoding="utf-8")
    assert old in text
    plan.write_text(text.replace(old, new), encoding="utf-8")


def test_a_gap_is_no_fault_by_itself(qplan: Run, plan: Path) -> None:
    assert qplan("coverage").returncode == 0


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        ("total.strict>=2/45", 0),
        ("total.strict>=80%", 1),
        ("claimed=0，A5.full>=1", 0),
        ("claimed=0，A5.full>=2", 1),
        ("area.covered>=1%", 1),
        ("A5≥14％", 0),
        ("A5≥15％", 1),
    ],
)
def test_a_gate_passes_and_fails(qplan: Run, plan: Path, gate: str, code: int) -> None:
    for kind in ("text", "md", "json"):
        done = qplan("coverage", "--format", kind, "--gate", gate)
        assert (done.returncode, done.stderr) == (code, "")
    assert json.loads(done.stdout)["gate"]["passed"] is (code == 0)


def test_what_is_lacking_stands_below_the_report_and_the_closing_sentence_ends_it(qplan: Run, plan: Path) -> None:
    for kind in ("text", "md"):
        text = qplan("coverage", "-f", kind, "--gate", "A5.strict>=80%", "--gate", "claimed=0").stdout
        flat = "".join(line.strip() for line in text.splitlines()).replace("\\", "")
        assert "门槛：2 项里有 1 项没有达到" in flat
        assert "A5.strict>=80%：没有达到，二（五）提升绿色发展质量：已写明 1/7，还差 5 个" in flat
        lacking = flat.partition("还没有的：")[2].partition("claimed=0")[0]
        assert "二（五）第2句 循环经济与资源节约集约" in lacking
        assert "垃圾分类" not in lacking
        assert "claimed=0：达到，合计：标了对应、正文没有话 0 个" in flat
        assert flat.endswith(CLOSING)


def test_an_empty_area_fails_its_gate(qplan: Run, plan: Path) -> None:
    away = "".join(f"  - {{要点: A5.{n}, 理由: 示例用的理由}}\n" for n in range(1, 8))
    change(plan, "内容:\n  - 标题: 重点", f"不适用:\n{away}内容:\n  - 标题: 重点")
    done = qplan("coverage", "--gate", "A5<=100%")
    assert done.returncode == 1
    assert "二（五）提升绿色发展质量：没有要点可算" in done.stdout
    assert qplan("coverage", "--gate", "A5.not_applicable=7").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--gate", "total.strit>=80%"], "是否应为 total.strict？"),
        (["--gate", "total.strict"], "引号"),
        (["--gate", "claimed=0", "--explain", "A1.1"], "分两次运行"),
        (["--baseline", "没有.json"], "找不到文件 没有.json"),
        (["--baseline", "plan.yaml"], "不是 json"),
        (["--fail-on", "总是"], "error、warning、advice、never"),
        (["--framework", "没有这个包"], "quality-county-2024"),
        (["--explain", "A1.1", "--format", "json"], "--explain 只有 text"),
        (["--format", "docx", "-o", "-"], "不能打印出来"),
        (["--format", "json", "-o", "a.md"], "两处写成一样的"),
        (["-o", "a.pdf"], "不能生成 .pdf 文件"),
        (["-o", "plan.yaml"], "就是要读的方案"),
    ],
)
def test_misuse_writes_nothing(qplan: Run, plan: Path, arguments: list[str], says: str) -> None:
    done = qplan("coverage", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert [path.name for path in plan.parent.iterdir()] == ["plan.yaml"]
    assert plan.read_text(encoding="utf-8") == TASKS


def test_a_baseline_passes_where_nothing_fell_and_fails_where_a_sentence_is_gone(qplan: Run, plan: Path) -> None:
    assert qplan("coverage", "-o", "old.json").returncode == 0
    same = qplan("coverage", "--baseline", "old.json")
    assert (same.returncode, "与 old.json 相比：没有退步" in same.stdout) == (0, True)
    change(plan, "推进垃圾分类。", "推进道路保洁。")
    worse = qplan("coverage", "--baseline", "old.json")
    assert worse.returncode == 1
    assert "有 1 个要点退步" in worse.stdout
    assert "退步：二（五）第3句 生活垃圾分类处置：原来已写明，现在标了对应" in worse.stdout
    assert "原来写在“（一）城乡”：垃圾分类" in worse.stdout
    change(plan, "推进道路保洁。", "推进垃圾分类。加强扬尘治理。")
    better = qplan("coverage", "--baseline", "old.json", "-f", "json")
    assert better.returncode == 0
    told = json.loads(better.stdout)["baseline"]
    assert (told["passed"], [each["id"] for each in told["better"]]) == (True, ["A5.4"])
    assert told["better"][0]["before"] == "none"


def test_an_exemption_is_told_and_a_baseline_is_not_overwritten(qplan: Run, plan: Path) -> None:
    qplan("coverage", "-o", "old.json")
    old = (plan.parent / "old.json").read_bytes()
    change(plan, "内容:\n  - 标题: 重点", "另有部署:\n  - {要点: A5.5, 文件: 垃圾分类方案}\n内容:\n  - 标题: 重点")
    done = qplan("coverage", "--baseline", "old.json")
    assert done.returncode == 0
    assert "不再计数：二（五）第3句 生活垃圾分类处置：原来已写明，现在另有部署，《垃圾分类方案》" in "".join(
        line.strip() for line in done.stdout.splitlines()
    )
    refused = qplan("coverage", "--baseline", "old.json", "-o", "old.json")
    assert (refused.returncode, "就是 --baseline 的文件" in refused.stderr) == (2, True)
    assert (plan.parent / "old.json").read_bytes() == old


def test_words_of_the_old_plan_are_no_marks_of_markdown(qplan: Run, plan: Path) -> None:
    change(plan, "标题: 城乡", "标题: 城*乡<b>")
    qplan("coverage", "-o", "old.json")
    change(plan, "推进垃圾分类。", "推进道路保洁。")
    told = qplan("coverage", "-f", "md", "--baseline", "old.json").stdout
    assert "  - 原来写在“（一）城\\*乡\\<b\\>”：垃圾分类" in told


def test_a_report_in_a_file_tells_the_verdict_on_the_terminal(qplan: Run, plan: Path) -> None:
    done = qplan("coverage", "-o", "a.md", "--gate", "total.strict>=80%")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("已写出：a.md\n")
    assert "total.strict>=80%：没有达到，合计：已写明 2/45，还差 34 个" in done.stderr
    assert "total.strict" in (plan.parent / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("format", "magic"), [("html", b"<!"), ("xlsx", b"PK"), ("docx", b"PK")])
def test_files_for_other_programs_have_a_name_of_their_own(qplan: Run, plan: Path, format: str, magic: bytes) -> None:
    made = plan.with_name(f"plan-coverage.{format}")
    done = qplan("coverage", "--format", format)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"已写出：{made.name}\n")
    first = made.read_bytes()
    assert first[:2].lower() == magic.lower()
    again = qplan("coverage", "--format", format)
    assert again.stderr == f"没有变化：{made.name}\n"
    folder = plan.parent / "对照"
    folder.mkdir()
    assert qplan("coverage", "-f", format, "-o", "对照").returncode == 0
    assert (folder / made.name).read_bytes() == first
    assert qplan("coverage", "-o", f"b.{format}").returncode == 0
    assert plan.with_name(f"b.{format}").read_bytes() == first
    made.write_bytes(b"mine")
    assert qplan("coverage", "--format", format).returncode == 2
    assert made.read_bytes() == b"mine"
    assert qplan("coverage", "--format", format, "--force").returncode == 0
    assert made.read_bytes() == first


def test_office_files_are_packages_and_html_may_be_printed(qplan: Run, plan: Path) -> None:
    for kind, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")):
        qplan("coverage", "--format", kind)
        with zipfile.ZipFile(plan.with_name(f"plan-coverage.{kind}")) as made:
            assert part in made.namelist()
    page = qplan("coverage", "-f", "html", "-o", "-").stdout
    assert page.startswith("<!")
    assert page.rstrip().endswith("</html>")


def test_a_folder_takes_the_text_too(qplan: Run, plan: Path) -> None:
    assert qplan("coverage", "-o", ".").returncode == 0
    assert plan.with_name("plan-coverage.txt").read_text(encoding="utf-8") == qplan("coverage").stdout


@pytest.mark.parametrize(("level", "code"), [(None, 0), ("error", 0), ("warning", 1), ("advice", 1), ("never", 0)])
def test_findings_fail_at_their_severity(qplan: Run, tmp_path: Path, level: str | None, code: int) -> None:
    shutil.copy(GOLDEN / "plan.yaml", tmp_path / "plan.yaml")
    done = qplan("coverage", *(["--fail-on", level] if level else []))
    assert done.returncode == code


def test_findings_are_printed_as_validate_prints_them(qplan: Run, tmp_path: Path) -> None:
    shutil.copy(GOLDEN / "plan.yaml", tmp_path / "plan.yaml")
    source = (tmp_path / "plan.yaml").read_text(encoding="utf-8").splitlines()
    text = qplan("coverage").stdout
    found = next(line for line in text.splitlines() if line.startswith("plan.yaml:"))
    line, column = map(int, found.split(":")[1:3])
    assert source[line - 1][column - 1 :].startswith("对应: [A7.1, A7.2, A7.3, A7.5]")
    assert "警告 Q801 “做好会议服务”标了 4 个对应" in found
    assert "^^^^" in text
    assert "qplan explain Q801" in text
    assert text.count("标了 4 个对应") == 1
    (told,) = json.loads(qplan("coverage", "-f", "json").stdout)["findings"]
    assert (told["code"], told["line"], told["column"], told["severity"]) == ("Q801", line, column, "warning")
    assert "标了 4 个对应" in qplan("coverage", "-f", "md").stdout


def test_validate_knows_nothing_of_them(qplan: Run, tmp_path: Path) -> None:
    shutil.copy(GOLDEN / "plan.yaml", tmp_path / "plan.yaml")
    assert "Q801" not in qplan("validate", "--format", "json").stdout


def test_another_pack_reads_the_plan_by_its_words(qplan: Run, plan: Path, tmp_path: Path) -> None:
    change(plan, "推行首席质量官制度。", "做好其他工作。")
    pack = framework.resources.root("schemas") / "frameworks" / "quality-county-2024"
    for ending in (".yaml", ".lexicon.yaml"):
        text = pack.with_suffix(ending).read_text(encoding="utf-8")
        renamed = text.replace("id: quality-county-2024\n", "id: our-province\n", 1)
        (tmp_path / f"省要点{ending}").write_text(renamed, encoding="utf-8")
    here = json.loads(qplan("coverage", "-f", "json").stdout)
    there = json.loads(qplan("coverage", "-f", "json", "--framework", "省要点.yaml").stdout)
    states = [{each["id"]: each["state"] for each in report["requirements"]} for report in (here, there)]
    assert [(each["A5.5"], each["A2.6"]) for each in states] == [("full", "claimed"), ("full", "none")]
    assert (here["own_framework"], there["own_framework"]) == (None, "quality-county-2024")
    assert there["framework"]["id"] == "our-province"
    named = qplan("coverage", "-f", "json", "--framework", "国市监质发〔2024〕97号").stdout
    assert json.loads(named) == here
    (tmp_path / "old.json").write_text(json.dumps(here), encoding="utf-8")
    mixed = qplan("coverage", "--framework", "省要点.yaml", "--baseline", "old.json")
    assert (mixed.returncode, "--framework quality-county-2024" in mixed.stderr) == (2, True)


def test_the_chain_of_one_requirement_is_whole(qplan: Run, tmp_path: Path) -> None:
    shutil.copy(GOLDEN / "plan.yaml", tmp_path / "plan.yaml")
    shown = "".join(line.strip() for line in qplan("coverage", "--explain", "A2.7").stdout.splitlines())
    for words in (
        "国市监质发〔2024〕97号 二（二）第2句",
        "“1.建强‘竹木’质量创新联合体”：写到但不全，标了对应",
        "对应：程度 全部，理由 集群方案已含质量目标",
        "正文：做强竹木产业集群",
        "单位：牵头 县科技局；配合 县市场监管局",
        "指标：制造业产品质量合格率",
        "为什么算：",
    ):
        assert words in shown
    measured = qplan("coverage", "--explain", "A2.8").stdout
    assert "没有标对应" in measured
    assert "第1项：培育区域公用品牌" in measured
    assert "这一项的单位：牵头 县农业农村局" in measured
    struck = qplan("coverage", "--explain", "A7.4").stdout
    assert "质量知识培训" in struck
    assert "只是内部培训" in struck
    assert "标了对应，正文没有话" in qplan("coverage", "--explain", "A7.1").stdout


@pytest.mark.parametrize("kind", ["md", "html"])
def test_a_report_in_a_file_names_the_line_of_a_doubt_and_the_gate(qplan: Run, tmp_path: Path, kind: str) -> None:
    shutil.copy(GOLDEN / "plan.yaml", tmp_path / "plan.yaml")
    assert qplan("coverage", "-f", kind, "-o", ".", "--gate", "claimed=0").returncode == 1
    text = (tmp_path / f"plan-coverage.{kind}").read_text(encoding="utf-8")
    assert "（方案文件第 42 行，Q801）" in text
    assert "门槛：1 项里有 1 项没有达到" in text
