"""``qplan compare`` as a user runs it: three reports to the letter, the schema, files written, bad calls."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import jsonschema
import openpyxl
import pytest

from qplan import display, resources

Run = Callable[..., "CompletedProcess[str]"]
GOLDEN = Path(__file__).parents[1] / "golden" / "compare"
CLOSING = "供自身纵向、同类横向参考，不作评价、考核、排名依据。"


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    for name in ("2025.yaml", "2026.yaml", "town.yaml"):
        shutil.copy(GOLDEN / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("files", "report"),
    [
        (("2025.yaml", "2026.yaml"), "versions.txt"),
        (("2026.yaml", "town.yaml"), "places.txt"),
        (("2025.yaml", "town.yaml", "2026.yaml"), "both.txt"),
    ],
)
def test_reports_are_these_to_the_letter(qplan: Run, plans: Path, files: tuple[str, ...], report: str) -> None:
    done = qplan("compare", *files)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (GOLDEN / report).read_text(encoding="utf-8")


def test_the_examples_fit_a_terminal_and_a_gbk_console(qplan: Run, root: Path) -> None:
    done = qplan("compare", root / "examples" / "county" / "plan.yaml", root / "examples" / "district" / "plan.yaml")
    done.stdout.encode("gbk")
    assert all(display.width(line) <= 80 for line in done.stdout.splitlines())
    assert "".join(done.stdout.split()).endswith(CLOSING)
    assert "\x1b" not in done.stdout


def test_nothing_is_ranked_or_summed_up(qplan: Run, plans: Path) -> None:
    """Whichever plan comes first stays first, and no share, place or score is told."""
    for files in (("2026.yaml", "town.yaml"), ("town.yaml", "2026.yaml")):
        text = qplan("compare", *files).stdout
        heads = [line.split()[-2:] for line in text.splitlines() if line.startswith("方面")]
        assert heads == [["示例县", "样本区"] if files[0] == "2026.yaml" else ["样本区", "示例县"]]
        kept = text.replace(CLOSING, "").replace("".join(text.splitlines()[-2:]), "")
        assert not any(word in kept for word in ("第一名", "名次", "得分", "总分", "领先", "落后", "优于", "高于"))


def test_json_holds_to_its_schema_and_lists_have_one_value_a_plan(qplan: Run, plans: Path) -> None:
    schema = json.loads(resources.text("schemas", "compare.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(qplan("compare", "2025.yaml", "town.yaml", "2026.yaml", "--format", "json").stdout)
    jsonschema.Draft202012Validator(schema).validate(report)
    assert (report["kind"], report["pairs"]) == ("mixed", [[0, 2]])
    assert [each["file"] for each in report["plans"]] == ["2025.yaml", "town.yaml", "2026.yaml"]
    for row in report["targets"]:
        assert len(row["own"]) == 3
        assert all(len(line["values"]) == 3 and len(line["changes"]) == 1 for line in row["lines"])
    assert all(len(row["loads"]) == len(row["names"]) == 3 for row in report["units"])
    assert all(len(row["answers"]) == 3 for row in report["requirements"])
    assert len(report["changes"]) == 1
    assert report["note"].endswith(CLOSING)


def test_json_is_json_on_a_console_in_gbk(qplan: Run, plans: Path) -> None:
    done = qplan("compare", "2025.yaml", "2026.yaml", "-f", "json", PYTHONIOENCODING="gbk")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["kind"] == "versions"


def test_a_copy_shows_no_difference(qplan: Run, plans: Path) -> None:
    shutil.copy(plans / "2026.yaml", plans / "copy.yaml")
    text = qplan("compare", "2026.yaml", "copy.yaml").stdout
    assert "没有不同" in text
    assert "示例县（copy.yaml）" in text
    report = json.loads(qplan("compare", "2026.yaml", "copy.yaml", "-f", "json").stdout)
    assert report["same"]


def test_another_framework_may_be_named_and_claims_are_left_out(qplan: Run, plans: Path) -> None:
    pack = (resources.root("schemas") / "frameworks" / "quality-county-2024.yaml").read_text(encoding="utf-8")
    (plans / "省.yaml").write_text(pack.replace("id: quality-county-2024\n", "id: province\n"), encoding="utf-8")
    report = json.loads(qplan("compare", "2026.yaml", "town.yaml", "--framework", "省.yaml", "-f", "json").stdout)
    assert report["framework"]["id"] == "province"
    assert [each["foreign"] for each in report["plans"]] == [True, True]
    assert [each["elsewhere"] for each in report["areas"][-1]["counts"]] == [0, 0]
    assert "没有计入" in report["notes"][0]


def test_what_is_no_text_is_written_beside_the_first_plan(qplan: Run, plans: Path) -> None:
    for kind in ("html", "xlsx"):
        done = qplan("compare", "2025.yaml", "2026.yaml", "--format", kind)
        assert (done.returncode, done.stdout) == (0, "")
        assert f"compare.{kind}" in done.stderr
        first = (plans / f"compare.{kind}").read_bytes()
        assert qplan("compare", "2025.yaml", "2026.yaml", "--format", kind).returncode == 0
        assert (plans / f"compare.{kind}").read_bytes() == first


def test_the_ending_of_the_file_chooses_the_format(qplan: Run, plans: Path) -> None:
    for name, start in (
        ("甲.json", b"{"),
        ("甲.html", b"<!DOCTYPE"),
        ("甲.xlsx", b"PK"),
        ("甲.txt", "方案比较".encode()),
    ):
        assert qplan("compare", "2025.yaml", "2026.yaml", "-o", name).returncode == 0
        assert (plans / name).read_bytes().startswith(start)
    assert qplan("compare", "2025.yaml", "2026.yaml", "-f", "html", "-o", "-").stdout.startswith("<!DOCTYPE")


def test_somebody_s_file_is_not_overwritten(qplan: Run, plans: Path) -> None:
    (plans / "我的.html").write_text("别动", encoding="utf-8")
    assert qplan("compare", "2025.yaml", "2026.yaml", "-o", "我的.html").returncode == 2
    assert (plans / "我的.html").read_text(encoding="utf-8") == "别动"
    assert qplan("compare", "2025.yaml", "2026.yaml", "-o", "我的.html", "--force").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["2025.yaml"], 2, "只有一份方案"),
        (["2025.yaml", "./2025.yaml"], 2, "写了两次"),
        (["2025.yaml", "没有.yaml"], 2, "没有.yaml"),
        (["2025.yaml", "broken.yaml"], 1, "broken.yaml"),
        (["broken.yaml", "2025.yaml", "other.yaml"], 1, "other.yaml"),
        (["2025.yaml", "2026.yaml", "-f", "docx"], 2, "text、json、html、xlsx"),
        (["2025.yaml", "2026.yaml", "-o", "甲.pdf"], 2, "不能生成 .pdf"),
        (["2025.yaml", "2026.yaml", "-f", "json", "-o", "甲.html"], 2, "写成一样"),
        (["2025.yaml", "2026.yaml", "-f", "xlsx", "-o", "-"], 2, "不是文本"),
        (["2025.yaml", "2026.yaml", "-o", "2026.yaml", "--force"], 2, "就是要读的方案"),
        (["2025.yaml", "2026.yaml", "--framework", "没有"], 2, "quality-county-2024"),
        (["2025.yaml", *[f"{n}.yaml" for n in range(10)]], 2, "最多比 10 份"),
        ([], 2, "缺少参数"),
    ],
)
def test_bad_calls(qplan: Run, plans: Path, arguments: list[str], code: int, says: str) -> None:
    for name in ("broken.yaml", "other.yaml"):
        (plans / name).write_text("内容: [", encoding="utf-8")
    done = qplan("compare", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_workbook_has_what_the_text_has(qplan: Run, plans: Path) -> None:
    assert qplan("compare", "2025.yaml", "2026.yaml", "-o", "甲.xlsx").returncode == 0
    book = openpyxl.load_workbook(io.BytesIO((plans / "甲.xlsx").read_bytes()))
    assert book.sheetnames[:6] == ["概况", "七个方面", "逐个要点", "指标", "单位", "任务"]
    assert book.sheetnames[6].startswith("任务增减")
    cells = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    assert any(row[0] == "质量技术改造投资" and "+2000万元" in row for row in cells["指标"])
    assert any(row[0] == "县市场监管局" and row[2:5] == (1, 0, 1) and row[6:9] == (2, 1, 0) for row in cells["单位"])
    assert sum(row[2] == "不同" for row in cells["逐个要点"]) == 2
    assert ("新增的任务", "（三）加强特种设备安全监管", None) in cells[book.sheetnames[6]]
    assert all(CLOSING in "".join(str(row[0]) for row in rows[:3]) for rows in cells.values())


@pytest.mark.corpus
def test_real_plans_stand_side_by_side(qplan: Run, corpus: Path, tmp_path: Path) -> None:
    """Four plans of four places: one indicator that three of them have, and the bureaus by what they do."""
    names = ("dongtou", "jincheng", "shanwei", "xuancheng")
    for name in names:
        assert qplan("import", corpus / f"{name}.txt", "-o", f"{name}.yaml").returncode == 0
    done = qplan("compare", *(f"{name}.yaml" for name in names), "-f", "json")
    report = json.loads(done.stdout)
    jsonschema.Draft202012Validator(json.loads(resources.text("schemas", "compare.schema.json"))).validate(report)
    assert report["kind"] == "places"
    (shared,) = (row for row in report["targets"] if row["shared"])
    assert shared["name"] == "制造业产品质量合格率"
    assert [each and each["text"] for each in shared["lines"][0]["values"]] == ["≥96%", "≥93%", "94.8%", None]
    near = [{report["targets"][place]["name"] for place in pair} for pair in report["near"]]
    assert {"食品安全抽检合格率", "食品抽检合格率"} in near
    assert {"农产品质量安全监测合格率", "农产品质量安全例行监测合格率"} in near
    units = {row["name"]: row["names"] for row in report["units"] if row["shared"]}
    assert units["市场监管局"] == ["区市场监管局", "市市场监管局", "市市场监管局", "市市场监管局"]
    assert units["公安局"] == ["区公安分局", "市公安局", "市公安局", "市公安局"]
    assert units["人民银行"][:2] == ["人行洞头支行", "人行晋城市分行"]
    assert all(all(line["changes"] == [] for line in row["lines"]) for row in report["targets"])
    text = qplan("compare", *(f"{name}.yaml" for name in names)).stdout
    assert all(display.width(line) <= 80 for line in text.splitlines())
