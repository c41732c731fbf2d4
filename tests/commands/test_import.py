"""``qplan import``: what it writes, what it says, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from qplan import checking, nodes, resources, source, vocabulary
from qplan.commands import import_
from qplan.commands.import_ import Beside
from qplan.errors import Misuse, Unreadable, Unwritable

TEXT = """示例县质量提升实施方案
为抓好质量工作，制定本方案。
一、总体要求
（一）工作思路。先补短板再创特色。
二、重点任务
（一）办好检测平台。把仪器登记上网。（责任单位：县市场监管局、县科技局）
（三）擦亮政务窗口。推行一次告知。（责任单位：县政务服务中心）
上一篇：没有了
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "去年.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_it_writes_the_plan_and_the_editors_schema(text: Path, tmp_path: Path) -> None:
    output = tmp_path / "plan.yaml"
    assert import_.run(text, output=output) == 0
    words = output.read_text(encoding="utf-8")
    assert words.startswith("# yaml-language-server: $schema=.qplan/plan.schema.json\n")
    assert (tmp_path / ".qplan" / "plan.schema.json").is_file()
    data = vocabulary.canonical(nodes.read(source.read(output))).data
    assert data["document"]["title"] == "示例县质量提升实施方案"
    assert data["content"][1]["content"][1]["number"] == 3


def test_it_says_how_much_was_read_what_to_look_at_and_what_to_type_next(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_.run(text, output=tmp_path / "plan.yaml")
    said = capsys.readouterr().out
    assert "章节 2 个，条目 3 个，其中任务 2 项，责任单位 3 个，指标 0 个" in said
    assert "原文 8 段（格）：写入方案 7，照录为文字 0，舍去 1" in said
    assert "舍去 1 段（格），网页上的导航、按钮或链接，不是文件内容：\n  第 8 行：上一篇：没有了\n" in said
    assert "第 7 行：编号“(三)”处应为“(二)”，前面可能丢了标题；已按原文编号" in said
    assert f"qplan validate {tmp_path / 'plan.yaml'}" in said
    said.encode("gbk")


def test_to_standard_output_the_plan_is_printed_and_nothing_written(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_.run(text, output=Path("-"), keys="en")
    captured = capsys.readouterr()
    assert "content:" in captured.out
    assert "原文 8 段" in captured.err
    assert [path.name for path in tmp_path.iterdir()] == ["去年.txt"]


def test_the_ledger_has_every_paragraph(text: Path, tmp_path: Path) -> None:
    import_.run(text, output=tmp_path / "plan.yaml", beside=Beside(ledger=tmp_path / "去向.json"))
    account = json.loads((tmp_path / "去向.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(resources.text("schemas", "ledger.schema.json"))).validate(account)
    assert account["summary"] == {"paragraphs": 8, "mapped": 7, "kept": 0, "dropped": 1, "altered": []}
    assert [entry["text"] for entry in account["entries"]] == TEXT.splitlines()
    assert account["entries"][5]["place"] == "内容/二/(一)（条目）"


def test_somebodys_plan_is_never_overwritten_without_force(text: Path, tmp_path: Path) -> None:
    output = tmp_path / "plan.yaml"
    output.write_text("我的方案\n", encoding="utf-8")
    with pytest.raises(Unwritable, match="没有覆盖"):
        import_.run(text, output=output)
    assert output.read_text(encoding="utf-8") == "我的方案\n"
    assert import_.run(text, output=output, force=True) == 0
    assert "检测平台" in output.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_make_no_difference(tmp_path: Path, encoding: str, end: str) -> None:
    plain, other = tmp_path / "甲.txt", tmp_path / "乙.txt"
    plain.write_text(TEXT, encoding="utf-8")
    other.write_bytes(TEXT.replace("\n", end).encode(encoding))
    import_.run(plain, output=tmp_path / "甲.yaml")
    import_.run(other, output=tmp_path / "乙.yaml")
    assert (tmp_path / "甲.yaml").read_bytes() == (tmp_path / "乙.yaml").read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "message", "remedy"),
    [
        ("方案.docx", b"PK\x03\x04", "已损坏或没有下载完整", "另存一份"),
        ("分工表.xlsx", b"PK\x03\x04", "已损坏或没有下载完整", "另存一份"),
        ("方案.ofd", b"PK\x03\x04", "OFD 文件", "另存为 PDF"),
        ("方案.rar", b"Rar!", "压缩包", "先解压"),
        ("方案.mht", b"MIME-Version: 1.0", "单个文件网页", "网页，仅 HTML"),
    ],
)
def test_what_cannot_be_read_is_told_how_to_become_readable(
    tmp_path: Path, name: str, data: bytes, message: str, remedy: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        import_.run(path, output=tmp_path / "plan.yaml")
    assert message in caught.value.message
    assert remedy in caught.value.remedy
    assert not (tmp_path / "plan.yaml").exists()


TWO = (
    TEXT.removesuffix("上一篇：没有了\n")
    + """示例县标准化工作方案
一、总体要求
（一）工作思路。先易后难。
二、重点任务
（一）编好标准。每年编两项。（责任单位：县市场监管局）
"""
)


def test_two_documents_of_one_notice_become_two_plan_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "两份.txt"
    source.write_text(TWO, encoding="utf-8")
    import_.run(source, output=tmp_path / "plan.yaml", beside=Beside(ledger=tmp_path / "去向.json"))
    said = capsys.readouterr().out
    assert f"已写出：{tmp_path / 'plan.yaml'}" in said
    assert f"已写出：{tmp_path / 'plan-2.yaml'}" in said
    titles = [checking.load(tmp_path / name).document.title for name in ("plan.yaml", "plan-2.yaml")]
    assert titles == ["示例县质量提升实施方案", "示例县标准化工作方案"]
    account = json.loads((tmp_path / "去向.json").read_text(encoding="utf-8"))
    assert [entry["document"] for entry in account["entries"]] == [1] * 7 + [2] * 5


def test_of_several_files_none_is_written_where_one_may_not_be(tmp_path: Path) -> None:
    source = tmp_path / "两份.txt"
    source.write_text(TWO, encoding="utf-8")
    (tmp_path / "plan-2.yaml").write_text("我的方案\n", encoding="utf-8")
    with pytest.raises(Unwritable, match=r"plan-2[.]yaml 已经存在"):
        import_.run(source, output=tmp_path / "plan.yaml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan-2.yaml", "两份.txt"]


def test_source_and_result_can_be_looked_at_side_by_side(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_.run(text, output=tmp_path / "plan.yaml", beside=Beside(review=tmp_path / "对照.html"))
    page = (tmp_path / "对照.html").read_text(encoding="utf-8")
    assert "办好检测平台" in page
    assert f"对照着看：用浏览器打开 {tmp_path / '对照.html'}" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"\n \n\xe3\x80\x80\n"])
def test_a_file_without_words_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match="没有文字"):
        import_.run(path, output=tmp_path / "plan.yaml")


def test_a_damaged_encoding_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "坏.txt"
    path.write_bytes("一、总体要求\n抓好质量工作".encode() + b"\xff\xff" + "，制定本方案。".encode())
    with pytest.raises(Unreadable, match="第 2 行第 7 列"):
        import_.run(path, output=tmp_path / "plan.yaml")


def test_a_missing_file_and_a_missing_folder(text: Path, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        import_.run(tmp_path / "没有.txt", output=tmp_path / "plan.yaml")
    with pytest.raises(Unwritable):
        import_.run(text, output=tmp_path / "没有" / "plan.yaml")


def test_prose_without_numbers_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "散文.txt"
    path.write_text("今年要抓好质量工作。\n明年再看效果。\n", encoding="utf-8")
    import_.run(path, output=tmp_path / "plan.yaml")
    assert "没有认出带编号的章节" in capsys.readouterr().out
    words = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert "今年要抓好质量工作。" in words
    assert "明年再看效果。" in words


def test_a_plan_file_is_not_imported_again(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("公文: {标题: 示例县质量提升实施方案}\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="已经是方案文件"):
        import_.run(plan, output=tmp_path / "新.yaml")
    assert not (tmp_path / "新.yaml").exists()


@pytest.mark.parametrize(
    ("output", "review", "says"),
    [
        ("原稿.txt", None, "已经用作原稿"),
        ("plan.yaml", "原稿.txt", "已经用作原稿"),
        ("plan.yaml", "./plan.yaml", "已经用作另一个结果"),
        ("plan.yaml", "-", "不能写“-”"),
    ],
)
def test_results_go_neither_over_the_source_nor_over_each_other(
    tmp_path: Path, output: str, review: str | None, says: str
) -> None:
    path = tmp_path / "原稿.txt"
    path.write_text("示例县方案\n一、总体要求\n把事情办好。\n", encoding="utf-8")
    before = path.read_bytes()
    page = None if review is None else tmp_path / review
    with pytest.raises(Misuse, match=says):
        import_.run(path, output=tmp_path / output, beside=Beside(review=page), force=True)
    assert [each.name for each in tmp_path.iterdir()] == ["原稿.txt"]
    assert path.read_bytes() == before


def test_proposals_are_written_counted_and_explained(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text.write_text(TEXT.replace("把仪器登记上网", "加强计量能力建设，落实食品安全“四个最严”"), encoding="utf-8")
    output = tmp_path / "plan.yaml"
    assert import_.run(text, output=output, suggest=True) == 0
    plan = checking.load(output)
    claims = [claim for item in plan.items() for claim in item.covers]
    assert {"A4.1", "A6.1"} <= {claim.requirement for claim in claims}
    assert all(claim.proposed and claim.degree for claim in claims)
    said = capsys.readouterr().out
    assert f"建议的“对应” {len(claims)} 处，在 " in said
    assert "对的，删去“，待确认: true”" in said
    words = output.read_text(encoding="utf-8")
    assert "待确认: true}  # 二（六）第1句 食品安全四个最严：“" in words
    assert not checking.check(output).broken
    said.encode("gbk")


def test_where_nothing_can_be_proposed_it_says_so(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text.write_text("示例县工作方案\n一、重点任务\n（一）办好食堂。组织干部到村里住。\n", encoding="utf-8")
    import_.run(text, output=tmp_path / "plan.yaml", suggest=True)
    assert "没有建议的“对应”" in capsys.readouterr().out
    assert "对应:" not in (tmp_path / "plan.yaml").read_text(encoding="utf-8")


def test_a_plan_file_is_not_imported_but_coverage_says_what_it_might_claim(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("内容: []\n", encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        import_.run(plan, output=tmp_path / "new.yaml", suggest=True)
    assert f"qplan coverage {plan}" in refused.value.remedy
