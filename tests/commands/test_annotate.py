"""``validate --annotate``: what a drafter types, and what is then in the Word file."""

import json
import re
import zipfile
from pathlib import Path

import docx
import program
import pytest
from office_comments import annotations
from word_files import p, package, t, tbl, tc, tr

from qplan.commands import _annotate, validate
from qplan.errors import QplanError
from qplan.findings import Finding, Severity, Spot
from qplan.reading.gathering import Cell, Gathering
from qplan.source import Span

PLANS = ("dongtou", "xuancheng", "shanwei", "jincheng")
FLAWED = (
    "示例县质量强县培育建设实施方案",
    "为提高质量总体水平，结合实际，制定本方案。",
    "一、总体要求",
    "（一）主要目标。争创国家质量强县，力争2027年通过验收并授牌。",
    "二、重点任务",
    "（一）建立会商机制。每月会商一次。（牵头单位：县市场监管局）",
    "（二）设立质量服务站。在开发区设立服务站。",
    "三、组织实施",
    "（一）压实责任。将培育建设指标分解到各乡镇并按季通报排名。",
)


@pytest.fixture
def plan(tmp_path):
    """A Word file with some findings."""
    path = tmp_path / "方案.docx"
    path.write_bytes(package("".join(map(p, FLAWED))))
    return path


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comments(path):
    """The words of each comment, by the words of its paragraph."""
    document = docx.Document(path)
    said = {comment.comment_id: comment.text for comment in document.comments}
    found = []
    for paragraph in document.element.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        ids = re.findall(r'<w:commentReference w:id="(\d+)"', paragraph.xml)
        text = "".join(each.text or "" for each in paragraph.iter() if each.tag.endswith("}t"))
        found += [(text, said[int(number)]) for number in ids]
    return found


def test_each_finding_is_a_comment_where_it_stands(qplan, plan):
    done = qplan("validate", "方案.docx", "--annotate", "方案-批注.docx")
    report = json.loads(qplan("validate", "方案.docx", "--format", "json").stdout)
    found = comments(plan.with_name("方案-批注.docx"))
    assert done.returncode == 0
    assert f"已写出：方案-批注.docx（加了 {len(report['findings'])} 条批注）" in done.stderr
    assert sorted(f"{each['code']}：{each['message']}" for each in report["findings"]) == sorted(
        said.split("\n")[0][3:] for _, said in found
    )
    about = {said.split("：")[0]: text for text, said in found}
    assert about["警告 Q203"] == FLAWED[6]
    assert about["警告 Q701"] == FLAWED[3]
    assert about["警告 Q703"] == FLAWED[8]
    assert about["警告 Q206"] == FLAWED[0]
    assert any("\n修改：改为“到2027年，培育建设成质量强县”" in said for _, said in found)


def test_the_words_and_every_other_part_stay(qplan, plan):
    qplan("validate", "方案.docx", "--annotate", "方案-批注.docx")
    before, after = parts(plan), parts(plan.with_name("方案-批注.docx"))
    assert {name for name in after if after[name] != before.get(name)} == {
        "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", "word/comments.xml",
    }  # fmt: skip
    words = [each.text for each in docx.Document(plan.with_name("方案-批注.docx")).paragraphs]
    assert tuple(words) == FLAWED


def test_the_report_and_the_exit_code_are_those_of_validate(qplan, plan):
    plain = qplan("validate", "方案.docx", "--fail-on", "warning", "--format", "json")
    annotated = qplan("validate", "方案.docx", "--fail-on", "warning", "--format", "json", "--annotate", "甲.docx")
    assert (annotated.returncode, annotated.stdout) == (plain.returncode, plain.stdout) == (1, plain.stdout)


def test_a_second_run_says_nothing_twice(qplan, plan):
    qplan("validate", "方案.docx", "--annotate", "甲.docx")
    done = qplan("validate", "甲.docx", "--annotate", "乙.docx")
    assert "条批注原来就有，没有再加" in done.stderr
    assert plan.with_name("乙.docx").read_bytes() == plan.with_name("甲.docx").read_bytes()


def test_a_second_run_knows_what_stands_beside_a_text_box(qplan, tmp_path):
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('争创国家质量强县。')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    body = "".join((*map(p, FLAWED[:5]), p(t("（一）建立会商机制。每月会商一次。（牵头单位：县市场监管局）") + box)))
    (tmp_path / "方案.docx").write_bytes(package(body))
    qplan("validate", "方案.docx", "--annotate", "甲.docx")
    assert any("位置：" in said and "文本框" in said for _, said in comments(tmp_path / "甲.docx"))
    assert "条批注原来就有，没有再加" in qplan("validate", "甲.docx", "--annotate", "乙.docx").stderr


def test_without_findings_the_file_is_written_as_it_is(qplan, tmp_path, root):
    qplan("render", root / "examples/county/plan.yaml", "-o", tmp_path / "方案.docx")
    done = qplan("validate", "方案.docx", "--annotate", "方案-批注.docx")
    assert "没有发现问题" in done.stdout
    assert "已写出：方案-批注.docx（没有发现问题，没有加批注）" in done.stderr
    assert (tmp_path / "方案.docx").read_bytes() == (tmp_path / "方案-批注.docx").read_bytes()


def test_a_folder_takes_a_file_of_the_usual_name(qplan, plan):
    (plan.parent / "批注").mkdir()
    done = qplan("validate", "方案.docx", "--annotate", "批注")
    assert "方案-批注.docx" in done.stderr
    assert comments(plan.parent / "批注" / "方案-批注.docx")


def test_what_somebody_has_edited_is_not_overwritten(qplan, plan):
    out = plan.with_name("甲.docx")
    qplan("validate", "方案.docx", "--annotate", "甲.docx")
    again = qplan("validate", "方案.docx", "--annotate", "甲.docx")
    assert again.returncode == 0
    out.write_bytes(plan.read_bytes())
    kept = qplan("validate", "方案.docx", "--annotate", "甲.docx")
    assert kept.returncode == 2
    assert "Q203" in kept.stdout
    assert "用 --annotate 换一个文件名；确实不要旧文件，加 --force" in kept.stderr
    assert out.read_bytes() == plan.read_bytes()
    assert qplan("validate", "方案.docx", "--annotate", "甲.docx", "--force").returncode == 0
    assert comments(out)


@pytest.mark.parametrize(
    ("arguments", "message", "remedy"),
    [
        (("plan.yaml", "--annotate", "甲.docx"), "plan.yaml 是方案文件", "qplan render plan.yaml -o 方案.docx"),
        (("方案.txt", "--annotate", "甲.docx"), "方案.txt 不是 Word 文件（docx）", "另存为“Word 文档（*.docx）”"),
        (("方案.doc", "--annotate", "甲.docx"), "方案.doc 不是 Word 文件（docx）", "另存为“Word 文档（*.docx）”"),
        (("方案.pdf", "--annotate", "甲.docx"), "方案.pdf 不是 Word 文件（docx）", "另存为“Word 文档（*.docx）”"),
        (("方案.docx", "plan.yaml", "--annotate", "甲.docx"), "现在写了 2 份", "一份一份地加"),
        (("方案.docx", "--annotate", "方案.docx"), "方案.docx 就是要检查的文件", "--annotate 方案-批注.docx"),
        (("方案.docx", "--annotate", "同.docx"), "同.docx 就是要检查的文件", "--annotate 方案-批注.docx"),
        (("方案.docx", "--annotate", "甲.pdf"), "要写成 .docx 文件，现在写的是 甲.pdf", "--annotate 方案-批注.docx"),
        (("方案.docx", "--annotate", "-"), "要写成 .docx 文件", "--annotate 方案-批注.docx"),
        (("没有.docx", "--annotate", "甲.docx"), "找不到文件 没有.docx", ""),
        (("方案.docx", "--annotate", "无/甲.docx"), "没有文件夹 无", "用 --annotate 换一个地方"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(plan, monkeypatch, arguments, message, remedy):
    folder = plan.parent
    monkeypatch.chdir(folder)
    (folder / "plan.yaml").write_text("文件版本: qplan/1\n内容:\n  - 标题: 总体要求\n    正文: 好。\n", "utf-8")
    (folder / "方案.txt").write_text("\n".join(FLAWED), "utf-8")
    (folder / "方案.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (folder / "方案.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "同.docx").symlink_to("方案.docx")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    *given, _, output = arguments
    with pytest.raises(QplanError) as raised:
        validate.run([Path(each) for each in given], annotate=Path(output))
    assert raised.value.exit_code == 2
    assert message in raised.value.message
    assert remedy in raised.value.remedy
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_a_macro_file_stays_one(qplan, plan):
    plan.with_name("方案.docm").write_bytes(package("".join(map(p, FLAWED)), kind="macros"))
    assert "要写成 .docm 文件" in qplan("validate", "方案.docm", "--annotate", "甲.docx").stderr
    assert qplan("validate", "方案.docm", "--annotate", "甲.docm").returncode == 0
    assert b"macroEnabled" in parts(plan.with_name("甲.docm"))["[Content_Types].xml"]


def test_a_finding_in_a_table_stands_in_its_cell(qplan, tmp_path):
    head = tr(tc("序号"), tc("重点任务"), tc("牵头单位"))
    row = tr(tc("1"), tc("建立会商机制"), tc("县市场监管局〔待填：核实〕"))
    (tmp_path / "方案.docx").write_bytes(package("".join(map(p, (*FLAWED, "附件：任务分工表"))) + tbl(head, row)))
    qplan("validate", "方案.docx", "--annotate", "甲.docx")
    assert ("县市场监管局〔待填：核实〕", "Q209") in [
        (text, said[3:7]) for text, said in comments(tmp_path / "甲.docx")
    ]


def test_a_file_without_a_paragraph_is_refused_in_plain_words(qplan, tmp_path):
    (tmp_path / "方案.docx").write_bytes(package(f"<w:customXml>{t('示例县质量强县培育建设实施方案')}</w:customXml>"))
    done = qplan("validate", "方案.docx", "--annotate", "甲.docx")
    assert done.returncode == 2
    assert "Q206" in done.stdout
    assert "找不到要批注的段落" in done.stderr
    assert not (tmp_path / "甲.docx").exists()


# How findings become comments

TEXT = ["页眉", "牵头单位：县市场监管局"]


def finding(block, severity, message, *, hint="", remedy="", where="第 1 段", other=None):
    spot = Spot("一、", 0, "", where, block)
    return Finding("Q203", "x", severity, message, "a.docx", Span(1, 1, 1, 1), (), hint, remedy, other, spot=spot)


def gathered():
    gathering = Gathering()
    gathering.aside("页眉", "页眉", "页眉")
    gathering.paragraph("标题", "第 1 段", element=3)
    gathering.table([[Cell("甲", "表 1 第 1 行第 1 列", 5), Cell("乙", "表 1 第 1 行第 2 列", 6)]])
    gathering.paragraph("没有编号", "第 2 段")
    return gathering


def test_one_comment_a_finding_the_gravest_first():
    found = [finding(2, Severity.ADVICE, "一"), finding(1, Severity.WARNING, "二"), finding(2, Severity.ERROR, "三")]
    notes = list(_annotate._notes(found, TEXT, gathered()))
    assert [(note.element, note.lines) for note in notes] == [
        (3, ("警告 Q203：二",)), (5, ("错误 Q203：三",)), (5, ("建议 Q203：一",)),
    ]  # fmt: skip
    assert {(note.author, note.initials) for note in notes} == {("qplan 检查", "检查")}


def test_of_more_than_five_the_lightest_share_one():
    found = [finding(1, Severity.WARNING, str(number), hint="看") for number in range(7)]
    notes = list(_annotate._notes(found, TEXT, gathered()))
    assert len(notes) == 5
    assert notes[4].lines == ("警告 Q203：4", "看", "警告 Q203：5", "看", "警告 Q203：6", "看")
    assert len(list(_annotate._notes(found[:5], TEXT, gathered()))) == 5


def test_a_finding_whose_paragraph_has_no_place_hangs_on_the_one_before():
    found = [finding(4, Severity.ADVICE, "一"), finding(0, Severity.ADVICE, "二")]
    notes = list(_annotate._notes(found, TEXT, gathered()))
    assert [note.element for note in notes] == [3, 6]


def test_what_a_comment_says():
    other = (Span(1, 1, 1, 1), "第一处（二、）")
    found = finding(1, Severity.WARNING, "甲", hint="乙", remedy="改成丙", where="第 3 段后的文本框", other=other)
    (note,) = _annotate._notes([found], TEXT, gathered())
    assert note.lines == ("警告 Q203：甲", "位置：一、（第 3 段后的文本框）", "乙", "第一处（二、）", "修改：改成丙")


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("牵头单位里", "“县市场监管局”：牵头单位里"),
        ("这里写作“县市场监管局”，在二、", "这里写作“县市场监管局”，在二、"),
    ],
)
def test_a_second_place_is_told_by_its_words(label, said):
    found = finding(1, Severity.WARNING, "甲", other=(Span(2, 6, 2, 12), label))
    (note,) = _annotate._notes([found], TEXT, gathered())
    assert note.lines == ("警告 Q203：甲", said)


# Real plans


@pytest.mark.corpus
@pytest.mark.parametrize("name", PLANS)
def test_real_plans_saved_as_word_files(name, corpus, tmp_path):
    document = docx.Document()
    for line in filter(None, map(str.strip, (corpus / f"{name}.txt").read_text("utf-8").splitlines())):
        document.add_paragraph(line)
    document.save(tmp_path / "plan.docx")
    done = program.run("validate", "plan.docx", "--annotate", "out.docx", "--format", "json", cwd=tmp_path)
    findings = json.loads(done.stdout)["findings"]
    found = comments(tmp_path / "out.docx")
    assert len(found) == len(findings) > 0
    assert [each.text for each in docx.Document(tmp_path / "out.docx").paragraphs] == (
        [each.text for each in document.paragraphs]
    )
    quotes = [each["spot"]["quote"] for each in findings]
    assert quotes == [text[: len(quote)] for quote, (text, _) in zip(quotes, found, strict=True)]
    before, after = parts(tmp_path / "plan.docx"), parts(tmp_path / "out.docx")
    assert {name for name in before if before[name] != after[name]} == {
        "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml",
    }  # fmt: skip


def stripped(text):
    return re.sub(r"\s", "", text)


@pytest.mark.corpus
@pytest.mark.office
@pytest.mark.parametrize("name", PLANS)
def test_real_plans_as_libreoffice_writes_and_reads_them(name, corpus, soffice, tmp_path):
    document = docx.Document()
    for line in filter(None, map(str.strip, (corpus / f"{name}.txt").read_text("utf-8").splitlines())):
        document.add_paragraph(line)
    document.save(tmp_path / "plan.docx")
    before = soffice(soffice(tmp_path / "plan.docx", "odt"), "docx")  # a package of another make
    done = program.run("validate", before.name, "--annotate", "out.docx", "--format", "json", cwd=tmp_path)
    findings = json.loads(done.stdout)["findings"]
    found = annotations(soffice(tmp_path / "out.docx", "fodt"))
    assert [author for (author, _), _ in found] == ["qplan 检查"] * len(findings)
    places = {(said.split("\n")[0][3:], stripped(words)) for (_, said), words in found}
    for finding in findings:
        said, quote = f"{finding['code']}：{finding['message']}", stripped(finding["spot"]["quote"])
        assert any(line == said and words.startswith(quote) for line, words in places), said
    assert soffice(tmp_path / "out.docx", "txt").read_text("utf-8-sig") == soffice(before, "txt").read_text("utf-8-sig")
