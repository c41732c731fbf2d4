"""``qplan framework`` as a pack author runs it: check, init, crosswalk, and every command of the page for authors."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from qplan import display, framework, resources
from qplan.packs import proofing
from qplan.reporting.text import WORDS

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "framework-packs.md").read_text(encoding="utf-8")
SENTENCES = """
A5.5:
  full:
  - 推进垃圾分类。
  - 修好乡村道路。
  not:
  - {text: 压实特种设备使用单位安全责任。, is: [A6.4]}
A6.4:
  not:
  - 压实特种设备使用单位安全责任。
"""


@pytest.fixture
def sentences(tmp_path: Path) -> Path:
    path = tmp_path / "sentences.yaml"
    path.write_text(SENTENCES, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["check", "init", "crosswalk"])
def test_help_is_chinese_and_fits(qplan: Run, command: str) -> None:
    out = qplan("framework", command, "--help").stdout
    assert re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", out.partition("\n")[2]) is None, out
    assert max(map(display.width, out.splitlines())) <= 80


def test_the_program_s_own_pack_has_no_errors(qplan: Run) -> None:
    done = qplan("framework", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("quality-county-2024 第1版《质量强县（区、镇）培育建设工作方案》：7 个方面，要点")


def test_a_faulty_pack_ends_with_one_and_says_where(qplan: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "format: qplan-framework/1\nid: a\nedition: 一\ntitle: 甲\nareas: []\n", encoding="utf-8"
    )
    done = qplan("framework", "check", "a.yaml")
    assert done.returncode == 1
    assert "a.yaml:3:10: 错误 P101 edition（版次）应为整数" in done.stdout
    assert "qplan explain P101" in done.stdout
    assert qplan("explain", "P101").returncode == 0
    report = json.loads(qplan("framework", "check", "a.yaml", "--format", "json").stdout)
    assert report["framework"] is None
    assert {each["code"] for each in report["findings"]} == {"P101"}


def test_the_report_tells_figures_and_each_link_to_mend(qplan: Run, sentences: Path) -> None:
    done = qplan("framework", "check", "--against", "sentences.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    done.stdout.encode("gbk")
    figures = done.stdout.partition("同标注比")[2]
    assert all(display.width(line) <= 80 for line in figures.splitlines())
    assert "对应：标注 3 处，认对 2，漏认 1，误认 1" in done.stdout
    assert "查准 0.666，查全 0.666，F1 0.666" in done.stdout
    assert re.search(r"A5\.5 +生活垃圾分类处置 +2 +1 +1 +0  0\.666", done.stdout)
    assert "A5.5“写明”第2句  修好乡村道路。\n      A5.5 生活垃圾分类处置：标为写明" in done.stdout
    assert "A6.4“不算”第1句  压实特种设备使用单位安全责任。" in done.stdout
    flat = re.sub(r"\s", "", done.stdout)
    assert re.search(r"A6\.4特种设备安全责任：认作写明，凭“.+”（A6\.4#\d", flat)


def test_json_keeps_its_schema(qplan: Run, sentences: Path) -> None:
    schema = json.loads(resources.text("schemas", "scoring.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for arguments in ((), ("--against", "sentences.yaml")):
        report = json.loads(qplan("framework", "check", *arguments, "--format", "json").stdout)
        jsonschema.Draft202012Validator(schema).validate(report)
    assert report["total"]["links"] == {
        "hit": 2, "missed": 1, "invented": 1, "precision": 0.6666, "recall": 0.6666, "f1": 0.6666,
    }  # fmt: skip
    assert [each["text"] for each in report["labels"][0]["missed"]] == ["修好乡村道路。"]


@pytest.mark.parametrize(("least", "code"), [("0.66", 0), ("0.67", 1)])
def test_a_least_f1_is_met_or_not(qplan: Run, sentences: Path, least: str, code: int) -> None:
    assert qplan("framework", "check", "--against", "sentences.yaml", "--min-f1", least).returncode == code


def test_every_labels_file_has_to_meet_it(qplan: Run, sentences: Path, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text("A5.5: {full: [推进垃圾分类。]}\n", encoding="utf-8")
    done = qplan("framework", "check", "--against", "good.yaml", "--against", "sentences.yaml", "--min-f1", "0.7")
    assert done.returncode == 1
    assert "2 份标注合计" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "nowhere"], "没有叫“nowhere”的依据方案"),
        (["check", "--format", "xml"], "没有“xml”这种格式"),
        (["check", "--min-f1", "0.5"], "要同 --against 一起用"),
        (["check", "--against", "sentences.yaml", "--min-f1", "2"], "在 0 到 1 之间"),
        (["check", "--against", "sentences.yaml", "--plan", "plan.yaml"], "有 0 份标注没有说是哪份方案的"),
        (["chek"], "是否要用 qplan framework check"),
        (["crosswalk", "quality-county-2024", "quality-county-2024.yaml"], "找不到"),
        (["init", "quality-county-2024"], "已有 quality-county-2024"),
        (["init", "x", "-o", "x.txt"], "要以 .yaml 结尾"),
    ],
)
def test_bad_calls(qplan: Run, sentences: Path, arguments: list[str], says: str) -> None:
    done = qplan("framework", *arguments)
    assert done.returncode == 2
    assert says in done.stderr


@pytest.mark.parametrize("base", [None, *framework.known()])
@pytest.mark.parametrize("name", ["sheng-2026", "示例省细化要点"])
def test_a_new_pack_is_sound_at_once_and_is_not_written_over(
    qplan: Run, tmp_path: Path, name: str, base: str | None
) -> None:
    arguments = ["framework", "init", name, "--lexicon", *(["--from", base] if base else [])]
    assert qplan(*arguments).returncode == 0
    proof = proofing.proof(tmp_path / f"{name}.yaml")
    assert [each.message for each in proof.findings] == []
    assert proof.pack is not None
    assert proof.pack.lexicon is not None
    assert (proof.pack.id == name) == name.isascii()
    assert proof.pack.based_on == (base or "")
    before = (tmp_path / f"{name}.yaml").read_text(encoding="utf-8")
    again = qplan(*arguments)
    assert again.returncode == 2
    assert "没有动它" in again.stderr
    assert (tmp_path / f"{name}.yaml").read_text(encoding="utf-8") == before


def test_a_copy_goes_on_with_the_ids_and_marks_what_is_added(qplan: Run, tmp_path: Path) -> None:
    qplan("framework", "init", "copy", "--from", "quality-county-2024")
    pack, base = framework.load(tmp_path / "copy.yaml"), framework.load()
    assert [each.id for each in pack.everything if each.id not in {one.id for one in base.everything}] == ["A8.1"]
    assert (pack.number, pack.short, pack.tasks, pack.duties, pack.lexicon) == ("", "", "", "", None)
    assert "==== 本省增加" in (tmp_path / "copy.yaml").read_text(encoding="utf-8")


def test_the_crosswalk_is_printed_from_either_side(qplan: Run) -> None:
    done = qplan("framework", "crosswalk")
    assert (done.returncode, done.stderr) == (0, "")
    done.stdout.encode("gbk")
    assert all(display.width(line) <= 80 for line in done.stdout.splitlines())
    assert "  G10.8  多元治理\n         更宽      A7.1   多元治理机制\n" in done.stdout
    assert "quality-county-2024 里没有对应的\n  A5.4" in done.stdout
    back = qplan("framework", "crosswalk", "国市监质发〔2024〕97号", "质量强国建设纲要").stdout
    assert "  A7.1   多元治理机制\n" in back
    assert "更窄      G10.8  多元治理" in back


def test_a_plan_names_the_outline_as_its_own(qplan: Run, tmp_path: Path) -> None:
    text = (
        "文件版本: qplan/1\n依据方案: quality-outline-2023@1\n地区: {名称: 示例市, 层级: 市}\n内容:\n"
        "  - 标题: 重点任务\n    内容:\n"
        "      - {标题: 消费, 正文: 修好道路。, 责任单位: [市商务局], 对应: [G3.11]}\n"
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    own = json.loads(qplan("coverage", "--format", "json").stdout)
    other = json.loads(qplan("coverage", "--framework", "quality-county-2024", "--format", "json").stdout)
    for report, key in ((own, "G3.11"), (other, "A6.6")):
        states = {each["id"]: each["state"] for each in report["requirements"]}
        assert states[key] == "claimed"
        assert report["total"]["claimed"] == 1


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_every_command_of_the_page_runs(qplan: Run, tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "golden" / "coverage" / "plan.yaml", tmp_path / "plan.yaml")
    (tmp_path / "sentences.yaml").write_text(blocks("yaml")[2], encoding="utf-8")
    labels = json.loads(blocks("json")[0])
    del labels["plan"]
    (tmp_path / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    commands = [line[2:].split()[1:] for block in blocks("console") for line in block.splitlines()]
    assert len(commands) == 10
    for command in commands:
        least = "--min-f1" in command
        done = qplan(*command)
        assert done.returncode == int(least), f"{command}\n{done.stdout}{done.stderr}"


def test_the_files_of_the_page_keep_their_schemas() -> None:
    kinds = ("framework", "lexicon", None, "crosswalk")
    for kind, text in zip(kinds, blocks("yaml"), strict=True):
        if kind:
            schema = json.loads(resources.text("schemas", f"{kind}.schema.json"))
            jsonschema.Draft202012Validator(schema).validate(YAML(typ="safe").load(text))


def test_the_page_lists_every_code() -> None:
    rows = re.findall(r"^\| (P\d+) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert rows == [(each.code, each.title, WORDS[each.severity]) for each in proofing.CODES.values()]


def test_bare_framework_says_what_may_follow(qplan: Run) -> None:
    done = qplan("framework")
    assert (done.returncode, done.stdout) == (2, "")
    assert "可写：check、init、crosswalk" in done.stderr
