"""Bad input through the real program: a clear Chinese message, the right exit code, nothing written, no traceback."""

import os
import re

import pytest

SOUND = "内容:\n  - 标题: 总体要求\n"


def said(done):
    return done.stdout + done.stderr


def check(done, code, *words):
    assert "Traceback" not in said(done)
    assert done.returncode == code, said(done)
    for word in words:
        assert word in said(done), said(done)


COMMANDS = [
    ["validate"],
    ["coverage"],
    ["render", "--format", "docx"],
    ["render", "--format", "txt"],
    ["export"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", 1, ["没有内容"]),
        ("只是一段话，不是方案。".encode(), 1, ["plan.yaml"]),
        ("公文: {标题: 甲\n内容: [\n".encode(), 1, ["没有成对"]),
        ("内容:\n\t- 标题: 甲\n".encode(), 1, ["制表符"]),
        ("内容:\n  - 标题: 甲\n    标题: 乙\n".encode(), 1, ["标题"]),
        (f"{SOUND}---\n{SOUND}".encode(), 1, ["两"]),
        ("- 标题: 甲\n- 标题: 乙\n".encode(), 1, ["列表"]),
        (b"\xff\xfe\x00\xd8garbage\xff", None, []),
        (b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n", 1, ["别名"]),
        (b"[" * 10_000 + b"]" * 10_000, 1, ["层"]),
        (b"{a: " * 100_000, 1, ["层"]),
    ],
    ids=["empty", "prose", "syntax", "tab", "duplicate", "two documents", "list", "bytes", "alias bomb", "brackets", "braces"],
)  # fmt: skip
def test_bad_plans(qplan, tmp_path, command, content, code, words):
    (tmp_path / "plan.yaml").write_bytes(content)
    done = qplan(*command)
    assert done.returncode in ((code,) if code else (1, 2)), said(done)
    check(done, done.returncode, *words)
    assert re.search("[\u4e00-\u9fff]{4}", said(done))
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_cannot_be_read(qplan, tmp_path, command):
    check(qplan(*command), 2, "plan.yaml")
    (tmp_path / "plan.yml").write_text(SOUND, encoding="utf-8")
    check(qplan(command[0], "plan.yaml", *command[1:]), 2, "plan.yml")
    (tmp_path / "folder").mkdir()
    check(qplan(command[0], "folder", *command[1:]), 2, "文件夹")
    with (tmp_path / "big.yaml").open("wb") as big:
        big.truncate(50_000_000)
    check(qplan(command[0], "big.yaml", *command[1:]), 2, "超过")
    (tmp_path / "word.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    check(qplan(command[0], "word.docx", *command[1:]), 2, "Word")


def test_another_encoding_is_a_finding_with_advice(qplan, tmp_path):
    (tmp_path / "plan.yaml").write_bytes(SOUND.encode("gb18030"))
    check(qplan("validate"), 1, "UTF-8")


@pytest.mark.skipif(os.name == "nt", reason="folders without write permission work differently there")
def test_an_output_folder_that_cannot_be_written(qplan, tmp_path, root):
    (tmp_path / "plan.yaml").write_bytes((root / "examples" / "county" / "plan.yaml").read_bytes())
    (tmp_path / "file").write_text("", encoding="utf-8")
    check(qplan("render", "--format", "txt", "-o", "file/out.txt"), 2, "file")
    check(qplan("render", "--format", "txt", "-o", "nowhere/out.txt"), 2, "nowhere")
    check(qplan("import", tmp_path / "plan.yaml", "-o", "file/plan.yaml"), 2)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["valdate"], ["没有 valdate 这个命令", "qplan validate"]),
        (["validate", "--formt", "json"], ["--formt", "--format"]),
        (["validate", "--format", "pdf"], ["pdf", "json"]),
        (["validate", "--format"], ["--format"]),
        (["render", "--format", "pdf"], ["pdf"]),
        (["explain"], ["缺少"]),
        (["explain", "Q999"], ["Q999"]),
        (["init", "--name", "示例县", "--level", "州"], ["州"]),
        (["init"], ["--name"]),
        (["schema", "--keys", "fr"], ["fr"]),
        (["schema", "--framework", "没有"], ["没有", "quality-county-2024"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_misuse(qplan, tmp_path, root, arguments, words):
    if arguments[0] == "render":
        (tmp_path / "plan.yaml").write_bytes((root / "examples" / "county" / "plan.yaml").read_bytes())
    before = sorted(path.name for path in tmp_path.iterdir())
    check(qplan(*arguments), 2, *words)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_bug_of_ours_is_a_short_report(qplan, root, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import qplan.checking\n\ndef fail(*a, **k):\n    raise ZeroDivisionError('x')\n\nqplan.checking.check = fail\n",
        encoding="utf-8",
    )
    done = qplan("validate", PYTHONPATH=os.pathsep.join([str(tmp_path), str(root / "src")]))
    check(done, 3, "ZeroDivisionError", "不是方案的问题")
