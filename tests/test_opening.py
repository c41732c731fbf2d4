"""What stands for a plan: a plan file, or a document of any kind that is read, judged by the same rules."""

import re
import shlex
from collections import Counter

import documents
import pytest
import word_files

from qplan import build, checking, covering, dossier, emit, exporting, framework, opening, reading, rendering, source
from qplan.errors import Unreadable

PLAN = "公文: {标题: 示例县质量强县培育建设实施方案}\n内容:\n  - 标题: 总体要求\n    正文: 坚持质量第一。\n"
PROSE = "示例县质量强县培育建设实施方案\n一、总体要求\n坚持质量第一。\n二、重点任务\n（一）设站。在园区设站。\n"


def counted(findings):
    return Counter((each.code, each.severity, each.message) for each in findings)


def agree(path):
    """A document's findings are those of the plan that is imported from it, each at a place that is there."""
    opened = opening.read(path)
    imported = opened.imported
    plan = checking.judge(source.Source("plan.yaml", emit.emit(imported.data)), beside=path.parent)
    assert counted(opened.checked.findings) == counted(plan.findings)
    every = imported.gathering.every
    for found in opened.checked.findings:
        spot = found.spot
        block = every[spot.block]
        assert (spot.where, found.file) == (block.where, str(path))
        assert block.text.startswith(spot.quote)
        assert spot.heading
        assert found.span.line == spot.block + 1
    assert all(found.spot is None for found in plan.findings)
    mine, theirs = opened.checked.plan, plan.plan
    assert exporting.export(mine) == exporting.export(theirs)
    pack = framework.load(mine.framework)
    assert covering.cover(mine, pack).total == covering.cover(theirs, pack).total
    return opened


@pytest.mark.parametrize("name", ["方案.docx", "方案.txt", "方案.md"])
def test_a_document_is_judged_like_the_plan_that_is_imported_from_it(root, tmp_path, name):
    text = (root / "tests/golden/documents/plan.txt").read_text(encoding="utf-8")
    make = documents.docx if name.endswith("docx") else documents.plain
    opened = agree(make(tmp_path / name, text))
    assert len(opened.checked.findings) > 10
    assert opened.checked.canonical.spans == {}


@pytest.mark.parametrize(
    "name",
    [
        "completeness", "consultation", "dates", "discipline", "issue", "names", "numbers", "references", "review",
        "units", "wording",
    ],
)  # fmt: skip
def test_a_plan_printed_and_read_again(root, tmp_path, name):
    checked = checking.check(root / "tests/lint" / f"{name}.yaml")
    made = dossier.compile_(checked.plan, checked.framework)
    for kind in ("docx", "txt", "md"):
        path = tmp_path / f"方案.{kind}"
        path.write_bytes(rendering.render(made, kind, "plan"))
        agree(path)


@pytest.mark.corpus
def test_real_plans_as_word_files(corpus, tmp_path):
    texts = sorted(corpus.glob("*.txt")) + sorted(corpus.glob("more/*.txt"))
    assert len(texts) > 10
    placed = whole = 0
    for text in texts:
        path = documents.docx(tmp_path / f"{text.stem}.docx", text.read_text(encoding="utf-8"))
        for found in agree(path).checked.findings:
            placed += 1
            whole += found.spot.heading == "全文"
            # What is about the whole lacks something of the document, or weighs all of it.
            assert found.spot.heading != "全文" or found.at[0] in ("document", "region") or found.at == ("content",)
    assert placed > 40
    assert whole * 4 < placed


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plan.yaml", PLAN),
        ("plan.yml", PLAN),
        ("plan.yaml", ""),
        ("plan.yaml", PROSE),
        ("plan.yaml", "a: [\n"),
        ("plan.txt", PLAN),
        ("plan", PLAN),
        ("plan.yaml.bak", f"# 旧稿\n\n---\n{PLAN}"),
        ("plan.txt", f"\ufeff文件版本: qplan/1\n{PLAN}"),
        ("plan.txt", "文件版本：qplan/1\n内容：\n"),
        ("plan.txt", "format: qplan/1\ncontent: []\n"),
        ("plan.txt", "content:\n  - title: Overview\n"),
        ("plan.txt", '{"公文": {"标题": "甲"}, "内容": []}'),
        ("plan.txt", '{\n  "format": "qplan/1",\n  "content": []\n}'),
        ("plan.json", '"内容": [}'),
    ],
)
def test_a_plan_file_is_judged_as_ever(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert opening.is_plan_file(path)
    opened = opening.read(path)
    assert opened.imported is None
    assert opened.checked.findings == checking.check(path).findings
    assert list(opening.told(opened)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("方案.txt", PROSE),
        ("方案", PROSE),
        ("方案.md", f"# {PROSE}"),
        ("方案.md", f"---\ntitle: 方案\nformat: html\n---\n{PROSE}"),
        ("方案.txt", f"附件：1.任务分工表\n{PROSE}"),
        ("方案.txt", f"依据：质量强国建设纲要\n{PROSE}"),
        ("方案.html", f"<html><body><p>{PROSE}</p></body></html>"),
    ],
)
def test_other_text_is_a_document(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert not opening.is_plan_file(path)
    opened = opening.read(path)
    assert opened.imported.data["content"]
    assert all(found.spot for found in opened.checked.findings)


def test_what_is_no_file_is_told_of_as_ever(tmp_path):
    (tmp_path / "方案.docx").mkdir()
    with pytest.raises(Unreadable, match="是文件夹"):
        opening.read(tmp_path / "方案.docx")
    documents.docx(tmp_path / "方案稿.docx", PROSE)
    with pytest.raises(Unreadable, match="找不到文件") as told:
        opening.read(tmp_path / "方案稿子.docx")
    assert "方案稿.docx" in told.value.remedy


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("方案.docx", word_files.package(""), "方案.docx 里没有文字"),
        ("方案.docx", word_files.package(word_files.p(PROSE))[:900], "方案.docx"),
        ("方案.docx", b"PK\x03\x04 no zip", "方案.docx"),
        ("方案.txt", b"", "方案.txt 里没有文字"),
        ("方案.ofd", b"PK\x03\x04", "OFD"),
        ("plan.yaml", word_files.package(word_files.p(PROSE)), "不是文本文件"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path, name, data, message):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=message) as told:
        opening.read(path)
    assert told.value.exit_code == 2
    assert told.value.remedy


def test_a_word_file_that_is_called_a_plan_file_is_to_be_renamed(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes(word_files.package(word_files.p(PROSE)))
    with pytest.raises(Unreadable) as told:
        opening.read(path)
    assert "扩展名" in told.value.remedy
    assert "qplan import" not in told.value.remedy
    # With another name it is read.
    assert opening.read(path.rename(tmp_path / "plan.docx")).imported


def test_what_reading_would_have_looked_at_is_told(tmp_path):
    path = documents.docx(tmp_path / "方案.docx", "这里只有一段话，没有编号。\n")
    lines = list(opening.told(opening.read(path)))
    doubts = len(reading.read(path).ledger.doubts)
    assert lines == [
        f"{path} 读入 1 段（格），请核对 {doubts} 处。对照着看：",
        f"  qplan import {path} -o {tmp_path}/方案.yaml --review {tmp_path}/方案-对照.html",
    ]


def test_a_command_can_be_typed_as_it_is_told(tmp_path):
    path = documents.docx(tmp_path / "方案 (1).docx", "这里只有一段话，没有编号。\n")
    command = list(opening.told(opening.read(path)))[-1]
    names = [path, tmp_path / "方案 (1).yaml", tmp_path / "方案 (1)-对照.html"]
    assert shlex.split(command) == ["qplan", "import", str(names[0]), "-o", str(names[1]), "--review", str(names[2])]


def test_nothing_is_told_where_nothing_is_odd(tmp_path):
    assert list(opening.told(opening.read(documents.docx(tmp_path / "方案.docx", PROSE)))) == []


def test_of_several_documents_in_one_notice_the_first_is_judged_and_it_is_said(tmp_path):
    second = PROSE.replace("质量强县培育建设", "食品安全").replace("在园区设站。", "争创国家质量强县。")
    opened = agree(documents.docx(tmp_path / "方案.docx", PROSE + second))
    assert len(opened.imported.documents) == 2
    first = next(opening.told(opened))
    assert re.search(r"里有 2 份文件，只看第一份“示例县质量强县培育建设实施方案”；.*qplan import", first)
    assert "Q701" not in {found.code for found in opened.checked.findings}
    assert build.build(opened.imported.data) == opened.checked.plan
