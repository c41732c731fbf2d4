"""The commands that take a plan take a Word file, a text or a Markdown file in its place."""

import json
import re

import documents
import jsonschema
import pytest

from qplan import display, resources


@pytest.fixture
def text(root):
    return (root / "tests/golden/documents/plan.txt").read_text(encoding="utf-8")


@pytest.fixture
def word(tmp_path, text):
    return documents.docx(tmp_path / "方案.docx", text)


@pytest.fixture
def plan(qplan, word):
    """The plan file that is imported from the document."""
    assert qplan("import", "方案.docx").returncode == 0
    return word.with_name("plan.yaml")


def schema(name):
    loaded = json.loads(resources.text("schemas", f"{name}.schema.json"))
    return jsonschema.Draft202012Validator(loaded)


def test_validate_says_this_to_the_letter(root, qplan, word):
    done = qplan("validate", "方案.docx")
    assert done.stdout == (root / "tests/golden/documents/findings.txt").read_text(encoding="utf-8")
    assert done.returncode == 1
    for line in done.stdout.splitlines():
        assert display.width(line) <= 80
    (done.stdout + done.stderr).encode("gbk")


def test_places_are_a_readers_and_no_line_of_a_yaml_is_told(qplan, word):
    out = qplan("validate", "方案.docx").stdout
    assert not re.search(r"^方案\.docx:\d", out, re.MULTILINE)
    assert not re.search(r"^ *\d+ \|", out, re.MULTILINE)
    assert "方案.docx 二、（一）2“提升茶叶品质”第2段:" in out
    assert not re.search(r"\w: \w+|\{", "\n".join(line for line in out.splitlines() if "^" in line))


def test_what_a_plan_file_alone_can_hold_is_asked_for_in_words_that_a_word_file_can_answer(qplan, tmp_path):
    text = "示例县质量强县培育建设实施方案\n（送审稿）\n一、重点任务\n（一）建好平台。设检测点。（责任单位：县市场监管局）\n"
    documents.docx(tmp_path / "送审.docx", text)
    out = qplan("validate", "送审.docx").stdout
    told = out[out.index("Q727") :].partition("\n\n")[0]
    assert "没有写明征求意见" in told
    assert "送审时附上办理情况" in told
    assert "“办理”" not in told
    assert "方案文件" not in told


def test_carets_stand_under_the_words(qplan, word):
    lines = qplan("validate", "方案.docx").stdout.splitlines()
    row = next(n for n, line in enumerate(lines) if "〔待填：检测平台数量〕" in line and "|" in line)
    assert lines[row + 1].index("^") == display.width(lines[row].split("〔")[0])


def test_json_has_the_place_in_words_and_no_lines(qplan, word, plan):
    report = json.loads(qplan("validate", "方案.docx", "--format", "json").stdout)
    schema("findings").validate(report)
    assert report["findings"]
    for found in report["findings"]:
        assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (None,) * 4
        assert set(found["spot"]) == {"heading", "paragraph", "quote", "where"}
    told = next(found for found in report["findings"] if found["code"] == "Q601")
    assert told["spot"] == {
        "heading": "二、（一）2“提升茶叶品质”",
        "paragraph": 2,
        "quote": "每年春茶上市前组织一次评鉴，结果向茶农公",
        "where": "第 16 段",
    }
    two = next(found for found in report["findings"] if found["code"] == "Q303")
    assert two["other"] == {
        "line": None, "column": None, "end_line": None, "end_column": None,
        "label": "这里写作“县卫健局”，在二、（一）1“办好竹木检测站”",
    }  # fmt: skip
    beside = json.loads(qplan("validate", "plan.yaml", "--format", "json").stdout)
    schema("findings").validate(beside)
    assert all(found["spot"] is None and found["line"] for found in beside["findings"])
    assert sorted((f["code"], f["message"]) for f in report["findings"]) == sorted(
        (f["code"], f["message"]) for f in beside["findings"]
    )


@pytest.mark.parametrize("name", ["方案.txt", "方案.md"])
def test_text_and_markdown_have_their_lines_in_the_place(qplan, tmp_path, text, name):
    documents.plain(tmp_path / name, text)
    out = qplan("validate", name).stdout
    assert re.search(rf"^{name} 二、（一）2“提升茶叶品质”第2段（第 \d+ 行）:", out, re.MULTILINE)


def test_several_documents_and_plan_files_at_once(qplan, word, plan):
    done = qplan("validate", "方案.docx", "plan.yaml", "没有.docx")
    assert done.returncode == 2
    assert "检查了 2 个文件，2 个有问题" in done.stdout
    assert "找不到文件 没有.docx" in done.stderr
    assert done.stdout.count("要变成方案文件") == 1
    assert re.search(r"^plan.yaml:\d+:\d+:", done.stdout, re.MULTILINE)


def test_a_plan_file_is_not_offered_to_be_imported(qplan, word, plan):
    done = qplan("validate", "plan.yaml")
    assert "要变成方案文件" not in done.stdout
    assert done.stderr == ""


def test_what_reading_doubts_is_told_beside_the_result(qplan, tmp_path):
    documents.docx(tmp_path / "方案.docx", "这里只有一段话，没有编号。\n")
    for command in ("validate", "coverage", "export"):
        done = qplan(command, "方案.docx")
        assert "请核对 2 处。对照着看：\n  qplan import 方案.docx -o 方案.yaml --review 方案-对照.html" in done.stderr
        assert "请核对" not in done.stdout
    assert qplan("import", "方案.docx", "-o", "方案.yaml", "--review", "方案-对照.html").returncode == 0


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 damaged", b"PK\x05\x06" + b"\0" * 18])
def test_a_damaged_file_is_2_with_a_plain_message(qplan, tmp_path, data):
    (tmp_path / "方案.docx").write_bytes(data)
    for command in ("validate", "coverage", "render", "export"):
        done = qplan(command, "方案.docx")
        assert done.returncode == 2
        assert done.stdout == ""
        assert re.match(r"qplan: 方案\.docx .+\n       .+\n$", done.stderr)


def test_export_is_that_of_the_imported_plan(qplan, word, plan):
    data = json.loads(qplan("export", "方案.docx").stdout)
    assert data == json.loads(qplan("export", "plan.yaml").stdout)
    assert data["sections"]
    assert data["items"]


def test_export_is_never_written_over_the_document(qplan, word):
    before = word.read_bytes()
    for force in ((), ("--force",)):
        done = qplan("export", "方案.docx", "-o", "方案.docx", *force)
        assert done.returncode == 2
        assert "就是要读的方案" in done.stderr
    assert word.read_bytes() == before


def test_coverage_is_that_of_the_imported_plan(qplan, word, plan):
    mine = json.loads(qplan("coverage", "方案.docx", "--format", "json").stdout)
    theirs = json.loads(qplan("coverage", "plan.yaml", "--format", "json").stdout)
    schema("coverage").validate(mine)
    assert (mine.pop("file"), theirs.pop("file")) == ("方案.docx", "plan.yaml")
    assert '"line": null' in json.dumps(mine)
    assert without_lines(mine) == without_lines(theirs)


def without_lines(data):
    """A coverage without lines, which only a plan file has."""
    if isinstance(data, dict):
        return {key: without_lines(value) for key, value in data.items() if key != "line"}
    return [without_lines(each) for each in data] if isinstance(data, list) else data


@pytest.mark.parametrize("format", ["text", "md", "html", "xlsx", "docx"])
def test_coverage_in_every_format(qplan, word, tmp_path, format):
    done = qplan("coverage", "方案.docx", "--format", format, "-o", f"对照.{'txt' if format == 'text' else format}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"对照.{'txt' if format == 'text' else format}").stat().st_size > 1000


def test_coverage_judged_by_a_gate_and_against_a_baseline(qplan, word, plan):
    qplan("coverage", "plan.yaml", "--format", "json", "-o", "以前.json")
    same = qplan("coverage", "方案.docx", "--baseline", "以前.json")
    assert same.returncode == 0
    assert "没有退步" in same.stdout
    assert qplan("coverage", "方案.docx", "--gate", "total>=99%").returncode == 1
    assert "A3.2" in qplan("coverage", "方案.docx", "--explain", "A3.2").stdout


def test_the_coverage_report_lies_beside_the_document(qplan, word, tmp_path):
    before = word.read_bytes()
    assert qplan("coverage", "方案.docx", "--format", "docx").returncode == 0
    assert (tmp_path / "方案-coverage.docx").is_file()
    assert "就是要读的方案" in qplan("coverage", "方案.docx", "-o", "方案.docx", "--force").stderr
    assert word.read_bytes() == before


def test_render_never_writes_over_the_document(qplan, word, tmp_path):
    before = word.read_bytes()
    done = qplan("render", "方案.docx")
    assert done.stdout.startswith("已生成：方案-成文.docx\n")
    assert "逐处查看：qplan validate 方案.docx" in done.stdout
    assert qplan("render", "方案.docx").stdout.startswith("没有变化：方案-成文.docx\n")
    assert qplan("render", "方案.docx", "-o", ".").stdout.startswith("没有变化：方案-成文.docx\n")
    for force in ((), ("--force",)):
        refused = qplan("render", "方案.docx", "-o", "方案.docx", *force)
        assert refused.returncode == 2
        assert "方案.docx 就是要读的方案" in refused.stderr
        assert "-o" in refused.stderr
    assert word.read_bytes() == before


def test_render_in_other_formats_keeps_the_name(qplan, word, tmp_path):
    for kind, name in (("md", "方案.md"), ("xlsx", "方案.xlsx"), ("txt", "方案.txt")):
        assert qplan("render", "方案.docx", "--format", kind).stdout.startswith(f"已生成：{name}\n")
    # Of the text that was just made it is the other way round.
    assert qplan("render", "方案.txt", "--format", "txt").stdout.startswith("已生成：方案-成文.txt\n")
    assert qplan("render", "方案.docx", "--part", "tasks").stdout.startswith("已生成：方案-tasks.docx\n")
    tasks = qplan("render", "方案.docx", "--format", "csv", "-o", "-")
    assert "办好竹木检测站" in tasks.stdout


def test_compare_takes_documents_and_plan_files(qplan, word, plan, tmp_path, text):
    documents.docx(tmp_path / "去年.docx", text.replace("县财政局", "县科技局"))
    done = qplan("compare", "去年.docx", "方案.docx", "plan.yaml", "--format", "json")
    assert done.returncode == 0, done.stderr
    schema("compare").validate(json.loads(done.stdout))
    assert "县科技局" in qplan("compare", "去年.docx", "方案.docx").stdout
    same = qplan("compare", "方案.docx", "plan.yaml")
    assert same.returncode == 0


def test_of_several_documents_the_first_is_taken_and_it_is_said(qplan, tmp_path):
    one = "示例县质量强县培育建设实施方案\n一、总体要求\n坚持质量第一。\n二、重点任务\n（一）设站。在园区设站。\n"
    documents.docx(tmp_path / "通知.docx", one + one.replace("质量强县培育建设", "食品安全"))
    done = qplan("export", "通知.docx")
    assert json.loads(done.stdout)["document"]["title"] == "示例县质量强县培育建设实施方案"
    assert "里有 2 份文件，只看第一份“示例县质量强县培育建设实施方案”" in done.stderr


def test_on_a_console_in_gbk(qplan, tmp_path, text):
    documents.docx(tmp_path / "方案.docx", text.replace("竹木园区", "竹木㉑园区"))
    report = qplan("validate", "方案.docx", "--format", "json", PYTHONIOENCODING="gbk")
    assert report.stdout.isascii()
    assert json.loads(report.stdout)["findings"]


def test_in_a_narrow_terminal_lines_are_cut_and_wrapped(qplan, word):
    out = qplan("validate", "方案.docx", COLUMNS="60").stdout
    for line in out.split("检查了")[0].splitlines():
        assert display.width(line) <= 60
