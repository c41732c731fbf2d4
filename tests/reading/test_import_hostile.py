"""Whatever a file holds: a plan and a full account of it, or a plain message; in bounded time, and nothing left behind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_files import p, package, style, t, tbl, tc, tr

from qplan import build, reading
from qplan.errors import Unreadable
from qplan.reading import gathering
from qplan.reading.gathering import Cell, Gathering
from qplan.reading.plandata import Imported

Lines = list[str]

KINDS = ("docx", "html", "md", "txt")
PIECES = [
    "示例县质量强县建设实施方案", "一、总体要求", "二、重点任务", "（一）办好平台。", "（三）讲好故事", "1.把仪器登记上网。",
    "3．推行首席质量官", "(1)建苗圃。", "①做标牌", "第一章　总则", "第三条　办事", "——稳中求进。", "专栏1　工程", "附件：1.分工表",
    "附件1", "重点任务分工表", "（责任单位：县财政局、县科技局）", "（县科技局牵头，县财政局配合，2026年底前完成）", "责任单位：各乡镇",
    "到2027年，合格率达到95%以上，新增120件。", "现将《示例县方案》印发给你们。", "各乡镇人民政府：", "示例县人民政府", "2026年3月2日",
    "示政发〔2026〕7号", "抄送：县委办。", "（此件公开发布）", "（", "）】", "：、；", "一、", "2.", "<b>&amp;", "| 序号 | 任务 |", "# 题", "> 引",
]  # fmt: skip
# A file of little else than control characters is no text, and refused.
words = st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=6)
outlines = st.lists(st.builds("".join, st.lists(words, min_size=1, max_size=3)), max_size=14)


def written(kind: str, lines: Lines) -> bytes:
    """An outline as a file of a kind; every fifth paragraph of a Word file is a row of a table."""
    if kind == "docx":
        clean = ["".join(c for c in line if c.isprintable()) for line in lines]
        body = "".join(
            tbl(tr(tc(p(t(line))), tc("县财政局"))) if n % 5 == 4 else p(t(line), style="H" if n % 3 == 0 else "")
            for n, line in enumerate(clean)
        )
        return package(body, styles=style("heading 1", id="H"))
    if kind == "html":
        body = "".join(f"<p>{escape(line)}</p>" for line in lines)
        return f"<html><head><title>方案</title></head><body><div>{body}</div></body></html>".encode("utf-8", "replace")
    return ("\n\n" if kind == "md" else "\n").join(lines).encode("utf-8", "replace")


def outcome(path: Path) -> Imported | None:
    """The import, its ledger whole and its plan built; None for a refusal in plain words. Anything else is raised."""
    refusal = None
    try:
        found = reading.read(path)
    except Unreadable as error:
        refusal = error
    if refusal is not None:
        assert refusal.message
        assert refusal.remedy
        return None
    assert [entry.block for entry in found.ledger.entries] == list(range(len(found.ledger.entries)))
    for data in found.documents:
        build.build(data)
    return found


@given(st.sampled_from(KINDS), outlines)
def test_any_outline_is_a_plan(tmp_path_factory: pytest.TempPathFactory, kind: str, lines: Lines) -> None:
    path = tmp_path_factory.mktemp("outline") / f"方案.{kind}"
    path.write_bytes(written(kind, [*lines, "办好事。"]))
    assert outcome(path) is not None or kind == "html"


@given(
    st.sampled_from(KINDS),
    outlines,
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), max_size=5),
)
def test_damage_ends_in_a_plan_or_in_plain_words(
    tmp_path_factory: pytest.TempPathFactory, kind: str, lines: Lines, end: float, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(written(kind, lines))
    for at, new in changes:
        place = int(at * len(data))
        data[place : place + len(new)] = new
    path = tmp_path_factory.mktemp("damaged") / f"方案.{kind}"
    path.write_bytes(bytes(data[: int(end * len(data)) + 1]))
    outcome(path)


@given(st.sampled_from(("docx", "xlsx", "pdf", "html", "md", "txt", "")), st.binary(max_size=300))
def test_any_bytes_under_any_name(tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes) -> None:
    if data.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF")):
        return  # these start other programs
    path = tmp_path_factory.mktemp("bytes") / f"方案.{suffix}"
    path.write_bytes(data)
    outcome(path)


def long_plan() -> Lines:
    """330 tasks in 66 sections, some 200 pages."""
    step = "把这件事分成若干步骤推进，定期回头检查办理情况，发现堵点当场研究解决办法。" * 14
    lines, count = ["示例县质量工作实施方案", "为做好质量工作，制定本方案。"], 0
    for chapter in "一二三四五六七八九十":
        lines.append(f"{chapter}、第{chapter}方面工作")
        for section in "一二三":
            lines.append(f"（{section}）第{section}类事项")
            for number in range(1, 12):
                count += 1
                lines.append(f"{number}.办好第{count}件事。{step}（牵头单位：县市场监管局；配合单位：县财政局）")
    assert count == 330
    assert sum(map(len, lines)) > 170_000
    return lines


@pytest.mark.parametrize("kind", ["docx", "html", "txt"])
def test_two_hundred_pages(kind: str, tmp_path: Path) -> None:
    lines = long_plan()
    path = tmp_path / f"长方案.{kind}"
    if kind == "docx":
        path.write_bytes(package("".join(map(p, lines))))
    else:
        path.write_bytes(written(kind, lines))
    found = outcome(path)
    assert found is not None
    plan = build.build(found.data)
    tasks = list(plan.tasks())
    assert [task.title for task in tasks] == [f"办好第{n}件事" for n in range(1, 331)]
    assert {task.duty.lead + task.duty.support for task in tasks} == {("县市场监管局", "县财政局")}
    assert not found.ledger.altered
    assert not found.ledger.doubts


@pytest.mark.parametrize(
    ("limit", "text", "what"),
    [
        ("PARAGRAPHS", "一、甲\n" * 40, "超过 30 段"),
        ("CHARACTERS", "甲" * 31, "超过 30 字"),
    ],
)
def test_what_is_far_too_long_for_a_plan_is_refused(
    limit: str, text: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, limit, 30)
    path = tmp_path / "长.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=what):
        reading.read(path)


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "CELLS", 30)
    with pytest.raises(Unreadable, match="超过 30 个格"):
        Gathering().table([[Cell("甲", ""), Cell("乙", "")] for _ in range(16)])


def bomb(name: str, content: bytes) -> bytes:
    """A Word file of which one part is something else."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package(p("甲")))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return made.getvalue()


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>一、总体要求&x;</p>'
OUTSIDE += "<p>把事情一件一件办好，让群众看得见。</p>" * 9
SOUND = package(p("一、总体要求") + p("把事情办好。"))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("空.docx", b"", "没有文字"),
        ("空.pdf", b"", "没有文字"),
        ("空白.txt", " \n　\n".encode(), "没有文字"),
        ("截断.docx", SOUND[: len(SOUND) // 2], "没有下载完整"),
        ("炸弹.docx", bomb("word/document.xml", b" " * 30_000_000), "解开后过大"),
        ("实体.docx", bomb("word/document.xml", LAUGHS), "实体"),
        (
            "压缩包.docx",
            bomb("word/document.xml", b"").replace(b"word/document", b"abcd/document"),
            "不是 Word 或 Excel",
        ),
        ("照片.docx", b"\xff\xd8\xff\xe0" + bytes(range(256)), "图片"),
        ("乱码.docx", bytes(range(256)) * 9, "认不出是什么文件"),
    ],
)
def test_the_program_says_in_two_lines_what_is_the_matter(
    name: str, data: bytes, says: str, qplan: Callable, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    done = qplan("import", name, "--review", "对照.html", "--ledger", "去向.json")
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.startswith("qplan: ")
    assert len(done.stderr.splitlines()) == 2
    assert not done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_nothing_outside_a_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "外部.html"
    path.write_text(OUTSIDE, encoding="utf-8")
    found = outcome(path)
    assert found is not None
    assert not any("root" in entry.text for entry in found.ledger.entries)


def test_a_page_that_was_cut_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "网页.html"
    whole = written("html", ["示例县方案", "一、总体要求", *["把事情一件一件办好，让群众看得见。"] * 9])
    path.write_bytes(whole)
    assert not any("没有结尾" in doubt.message for doubt in reading.read(path).ledger.doubts)
    path.write_bytes(whole[: whole.rindex("得见。</p>".encode())])
    assert any("没有结尾" in doubt.message for doubt in reading.read(path).ledger.doubts)


def test_a_page_of_tables_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "网页.html"
    path.write_bytes(("<html><body>" + "<table><tr><td>甲</td></tr></table>" * 60_000 + "</body></html>").encode())
    with pytest.raises(Unreadable, match="网页标签超过"):
        reading.read(path)


def test_the_lines_of_a_mail_are_taken_out_of_its_quotation(tmp_path: Path) -> None:
    path = tmp_path / "邮件.txt"
    path.write_text("你好，方案如下。\n\n> 示例县方案\n> 一、总体要求\n>> 把事情办好。\n", encoding="utf-8")
    assert [block.text for block in reading.gather(path).blocks][1:] == ["示例县方案", "一、总体要求", "把事情办好。"]
