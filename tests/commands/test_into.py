"""``qplan import --into`` as a drafter runs it: shown, taken whole, by number or asked for one by one, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import word_edits

from qplan.commands import into


@pytest.fixture
def folder(root: Path, tmp_path: Path, qplan) -> Path:
    (tmp_path / "plan.yaml").write_bytes((root / "examples" / "county" / "plan.yaml").read_bytes())
    assert qplan("render", "plan.yaml", "--format", "docx", "-o", "改后.docx").returncode == 0
    word_edits.tracked(
        tmp_path / "改后.docx",
        "县市场监管局",
        "县数据资源局",
        "王主任",
        "2026-03-01",
        near="推广先进质量管理。在规模以上",
    )
    word_edits.replace(tmp_path / "改后.docx", "提升县泵阀检验检测中心能力", "提升县泵阀检验检测中心和县计量所能力")
    word_edits.comment(tmp_path / "改后.docx", "循环经济", "赵局长", "这句再核实", date="2026-03-03")
    return tmp_path


def test_the_changes_are_shown_and_nothing_is_written(folder: Path, qplan, root: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = qplan("import", "--into", "plan.yaml", "改后.docx")
    assert (done.returncode, done.stderr) == (0, "")
    golden = root / "tests" / "golden" / "changes" / "shown.txt"
    assert done.stdout == golden.read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_all_are_written_and_the_old_plan_is_kept(folder: Path, qplan) -> None:
    plan = folder / "plan.yaml"
    before = plan.read_bytes()
    done = qplan("import", "--into", "plan.yaml", "改后.docx", "--apply")
    assert done.returncode == 0
    assert "已写入 plan.yaml：2 处" in done.stdout
    assert (folder / ".qplan" / "plan.before-1.yaml").read_bytes() == before
    changed = [
        (one, other)
        for one, other in zip(before.decode().splitlines(), plan.read_text("utf-8").splitlines(), strict=True)
        if one != other
    ]
    assert len(changed) == 2
    assert changed[0][1] == changed[0][0].replace("县市场监管局", "县数据资源局")
    assert qplan("validate", "plan.yaml").returncode == 0


def test_one_is_written_by_its_number(folder: Path, qplan) -> None:
    done = qplan("import", "--into", "plan.yaml", "改后.docx", "--only", "2")
    assert "已写入 plan.yaml：1 处" in done.stdout
    again = json.loads(qplan("import", "--into", "plan.yaml", "改后.docx", "--format", "json").stdout)
    assert [change["what"] for change in again["changes"] if not change["unsure"]] == ["牵头单位"]


def test_a_comment_is_kept_as_a_remark_by_its_number(folder: Path, qplan) -> None:
    done = qplan("import", "--into", "plan.yaml", "改后.docx", "--only", "3")
    assert "已写入 plan.yaml：1 处" in done.stdout
    assert "备注: 赵局长 2026-03-03批注：这句再核实" in (folder / "plan.yaml").read_text("utf-8")


def test_json_keeps_its_schema(folder: Path, qplan, root: Path) -> None:
    schema = json.loads((root / "schemas" / "changes.schema.json").read_text("utf-8"))
    for more in ((), ("--apply",)):
        data = json.loads(qplan("import", "--into", "plan.yaml", "改后.docx", "--format", "json", *more).stdout)
        jsonschema.validate(data, schema)
        assert [change["applied"] for change in data["changes"]] == [bool(more)] * 2
    assert data["changes"][0]["by"] == ["修订：王主任 2026-03-01"]
    assert data["comments"][0]["new"] == "这句再核实"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("import", "改后.docx", "--apply"), "要和 --into 一起用"),
        (("import", "--into", "plan.yaml", "改后.docx", "--only", "9"), "没有序号 9，只有 1 至 3"),
        (("import", "--into", "plan.yaml", "改后.docx", "--only", "一"), "--only 不能是“一”"),
        (("import", "--into", "plan.yaml", "改后.docx", "--ask"), "--ask 要在终端里逐处回答"),
        (("import", "--into", "plan.yaml", "plan.yaml"), "就是方案文件"),
        (("import", "--into", "没有.yaml", "改后.docx"), "找不到文件"),
        (("import", "--into", "plan.yaml", "没有.docx"), "找不到文件"),
        (("import", "--into", "plan.yaml", "改后.docx", "-f", "xml"), "没有“xml”这种格式"),
        (("import", "--into", "plan.yaml", "改后.docx", "-o", "x.yaml"), "--into"),
    ],
)
def test_misuse_is_told_and_nothing_is_written(call: tuple[str, ...], said: str, folder: Path, qplan) -> None:
    before = (folder / "plan.yaml").read_bytes()
    done = qplan(*call)
    assert done.returncode == 2
    assert said in done.stderr
    assert (folder / "plan.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("answers", "written"),
    [("nyq", [2]), ("yn", [1]), ("a", [1, 2, 3]), ("na", [2, 3]), ("q", []), ("xyn", [2])],
)
def test_asked_one_by_one(
    answers: str, written: list[int], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    given = iter(answers)
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(given, "q")

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    plan = folder / "plan.yaml"
    before = plan.read_text("utf-8")
    assert into.run(plan, folder / "改后.docx", taking=into.Taking(ask=True)) == 0
    assert asked[0] == "写入第 1 处（二、（二）3“推广先进质量管理” 牵头单位）？[y 是 / n 否 / a 余下都写 / q 停] "
    text = plan.read_text("utf-8")
    words = ("牵头单位: 县数据资源局", "和县计量所能力", "备注: 赵局长")
    assert [number for number, each in enumerate(words, start=1) if text.count(each) > before.count(each)] == written
    assert (f"：{len(written)} 处" if written else "没有改动") in capsys.readouterr().out


def test_a_broken_plan_is_not_touched(folder: Path, qplan) -> None:
    plan = folder / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("标题: 示例县", "标题： 示例县", 1), encoding="utf-8")
    before = plan.read_bytes()
    done = qplan("import", "--into", "plan.yaml", "改后.docx", "--apply")
    assert done.returncode == 1
    assert "方案读不完整" in done.stderr
    assert plan.read_bytes() == before


def test_the_same_words_again_are_no_change(folder: Path, qplan) -> None:
    qplan("import", "--into", "plan.yaml", "改后.docx", "--apply")
    assert qplan("render", "plan.yaml", "--format", "docx", "-o", "新稿.docx").returncode == 0
    done = qplan("import", "--into", "plan.yaml", "新稿.docx")
    assert done.stdout == "plan.yaml 与 新稿.docx：没有改动\n"


def test_tracked_changes_left_out_of_account(folder: Path, qplan) -> None:
    data = json.loads(qplan("import", "--into", "plan.yaml", "改后.docx", "--original", "-f", "json").stdout)
    assert [change["what"] for change in data["changes"]] == ["正文"]
    assert [(each["kind"], each["text"]) for each in data["revisions"]] == [
        ("deleted", "县市场监管局"), ("inserted", "县数据资源局"),
    ]  # fmt: skip


def test_a_plan_that_has_moved_on_since(folder: Path, qplan) -> None:
    plan = folder / "plan.yaml"
    assert qplan("render", "plan.yaml", "--format", "docx", "-o", "发出.docx").returncode == 0
    plan.write_text(plan.read_text("utf-8").replace("加强质量培训，", "加强全员质量培训，"), encoding="utf-8")
    data = json.loads(qplan("import", "--into", "plan.yaml", "改后.docx", "-f", "json").stdout)
    assert [c["what"] for c in data["changes"] if not c["unsure"]] == ["正文", "牵头单位", "正文"]
    since = ("--since", "发出.docx")
    data = json.loads(qplan("import", "--into", "plan.yaml", "改后.docx", *since, "-f", "json").stdout)
    assert [c["what"] for c in data["changes"]] == ["牵头单位", "正文"]
    assert qplan("import", "--into", "plan.yaml", "改后.docx", *since, "--apply").returncode == 0
    text = plan.read_text("utf-8")
    assert "加强全员质量培训，" in text
    assert "和县计量所能力" in text
