"""Markdown files: the words as a text would have them, whatever marks of Markdown stand among them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_pages import LINES, asides, grids, texts

from qplan import checking, dossier, reading, rendering
from qplan.errors import Unreadable
from qplan.reading.formats import md
from qplan.rendering import txt


def read(words: str) -> Any:
    return md.gathered(words)


def test_a_plan_with_headings_lists_and_bold(tmp_path: Path) -> None:
    path = tmp_path / "方案.md"
    path.write_text(
        "# 示例县质量强县实施方案\n\n为抓好质量工作，\n制定本方案。\n\n## 一、总体要求\n\n**（一）工作思路。**先补短板，再创特色。\n\n"
        "## 二、重点任务\n\n### （一）办好*检测*平台\n\n把仪器[登记](http://a.b/c)上网。（责任单位：县科技局）\n\n"
        "1. 建台账。\n2. 勤核对。\n   1) 每月一次；\n   2) 年底一次。\n\n- 讲好故事\n- 办好活动\n",
        encoding="utf-8",
    )
    gathering = reading.gather(path)
    assert [(block.text, block.level, block.where) for block in gathering.blocks] == [
        ("示例县质量强县实施方案", 0, "第 1 行"),
        ("为抓好质量工作，制定本方案。", 0, "第 3 行"),
        ("一、总体要求", 2, "第 6 行"),
        ("（一）工作思路。先补短板，再创特色。", 0, "第 8 行"),
        ("二、重点任务", 2, "第 10 行"),
        ("（一）办好检测平台", 3, "第 12 行"),
        ("把仪器登记上网。（责任单位：县科技局）", 0, "第 14 行"),
        ("1. 建台账。", 0, "第 16 行"),
        ("2. 勤核对。", 0, "第 17 行"),
        ("1) 每月一次；", 0, "第 18 行"),
        ("2) 年底一次。", 0, "第 19 行"),
        ("讲好故事", 0, "第 21 行"),
        ("办好活动", 0, "第 22 行"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1.甲事\n\n2．乙事\n\n3、丙事", ["1.甲事", "2．乙事", "3、丙事"]),
        ("3. 甲事\n4. 乙事", ["3. 甲事", "4. 乙事"]),
        ("3. 甲事\n5. 乙事", ["3. 甲事", "5. 乙事"]),
        ("1. 甲事\n1. 乙事\n1. 丙事", ["1. 甲事", "2. 乙事", "3. 丙事"]),
        ("1. 甲事\n\n段落。\n\n1. 乙事", ["1. 甲事", "段落。", "1. 乙事"]),
        ("1. 甲事\n\n   续段。", ["1. 甲事", "续段。"]),
        ("1. - 甲事\n2.\n3. 丙", ["甲事", "3. 丙"]),
        ("1\\. 甲事", ["1. 甲事"]),
        ("1) 甲事\n2) 乙事", ["1) 甲事", "2) 乙事"]),
        ("（1）甲事\n（2）乙事", ["（1）甲事", "（2）乙事"]),
        ("一、甲\n（一）乙\n丙", ["一、甲", "（一）乙丙"]),
        ("——甲事\n——乙事", ["——甲事", "——乙事"]),
        ("* 甲\n+ 乙\n- 丙", ["甲", "乙", "丙"]),
        ("　　甲段。\n　　乙段。", ["甲段。", "乙段。"]),
        ("甲，\n乙", ["甲，乙"]),
        ("use\nit，\nB", ["use it， B"]),
        ("甲  \n乙\\\n丙<br>丁", ["甲", "乙", "丙", "丁"]),
        ("**一、要求。**以人为本，**二是**好", ["一、要求。以人为本，二是好"]),
        ("**（一）**甲~~乙~~`丙`_丁_", ["（一）甲乙丙丁"]),
        (r"\*甲\*\*乙\_丙\[丁\]", ["*甲**乙_丙[丁]"]),
        ("3\\*4 与 a*b", ["3*4 与 a*b"]),
        ('见[附件](a.docx "题")和<http://a.b>', ["见附件和http://a.b"]),
        ("[责任单位]: 县科技局", ["[责任单位]: 县科技局"]),
        ("甲&amp;乙&nbsp;丙", ["甲&乙\xa0丙"]),
        ("甲<span style='x'>乙</span>丙", ["甲乙丙"]),
        ("<div align=center>甲<br>乙</div>", ["甲", "乙"]),
        ("```text\n甲事\n  乙事\n```", ["甲事", "乙事"]),
        ("    甲事\n    乙事", ["甲事", "乙事"]),
        ("> 专栏1 样板\n>\n> 甲事", ["专栏1 样板", "甲事"]),
        ("标题\n===\n\n甲\n\n---\n\n乙", ["标题", "甲", "乙"]),
        ("甲^[注[一]文]乙", ["甲^[注[一]文]乙"]),
        ("甲[^1]乙[^1]\n\n[^1]: 注 **文**。", ["甲^[注 文。]乙^[注 文。]"]),
        ("甲[^a]\n\n[^a]: 注文\n    续注\n\n乙", ["甲^[注文 续注]", "乙"]),
        ("甲[^1][^2]\n\n[^1]: 一\n[^2]: 二]", ["甲^[一]^[二］]"]),
        ("甲[^9]", ["甲[^9]"]),
        ("甲[^1]\n\n[^1]: 见[^1]", ["甲^[见[^1]]"]),
        ("```\n[^1]: 码\n```\n\n甲[^1]", ["[^1]: 码", "甲[^1]"]),
        ("《甲》 | 乙", ["《甲》 | 乙"]),
        ("<中华人民共和国> 甲", ["<中华人民共和国> 甲"]),
    ],
)  # fmt: skip
def test_paragraphs(words: str, expected: list[str]) -> None:
    assert texts(read(words)) == expected


def test_tables() -> None:
    gathering = read("甲\n\n| 序号 | **任务** |\n| :-: | --- |\n| 1 | 甲<br>乙\\|丙[^1] |\n| 2 | |\n\n[^1]: 注\n\n乙")
    assert grids(gathering) == [[["序号", "任务"], ["1", "甲\n乙|丙^[注]"], ["2", ""]]]
    cells = next(block.grid for block in gathering.blocks if block.grid).cells
    assert [cell.where for cell in cells][:4] == [
        "表 1 第 1 行第 1 列", "表 1 第 1 行第 2 列", "表 1 第 2 行第 1 列", "表 1 第 2 行第 2 列",
    ]  # fmt: skip
    assert texts(gathering) == ["甲", "乙"]


def test_a_table_in_html() -> None:
    gathering = read("甲\n\n<table><tr><td>a<td>b<tr><td colspan=2>c</table>\n")
    assert grids(gathering) == [[["a", "b"], ["c", "c"]]]


def test_front_matter_and_what_nobody_sees_stand_aside() -> None:
    gathering = read(
        "---\ntitle: 示例县方案\ntags:\n  - 质量\n---\n\n一、甲\n\n<!-- 批注 -->\n\n![示意图](a.png)乙<!--暗-->\n\n[^x]: 没用的注\n"
    )
    assert texts(gathering) == ["示例县方案", "一、甲", "乙"]
    assert [text for text, _ in asides(gathering)] == ["tags:", "- 质量", "批注", "示意图", "暗", "[^x]: 没用的注"]
    assert next(block.where for block in gathering.blocks if block.text == "一、甲") == "第 7 行"
    assert "示例县方案" not in texts(read("---\ntitle: 示例县方案\n---\n# 另一个方案\n"))


def test_a_rule_of_dashes_at_the_top_is_no_front_matter() -> None:
    assert texts(read("---\n甲段。\n\n---\n\n乙")) == ["甲段。", "乙"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(codec: str, tmp_path: Path) -> None:
    path = tmp_path / "甲.md"
    path.write_bytes("\r\n\r\n".join(LINES).encode(codec))
    assert texts(md.read(path)) == LINES


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "甲.md"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(Unreadable):
        md.read(path)


@pytest.mark.parametrize(
    "words",
    [
        "> " * 5000 + "甲",
        "[" * 5000 + "甲",
        "*甲 " * 5000,
        "- " * 3000 + "甲",
        "![" * 3000 + "甲",
        "`" * 5000 + "甲",
        "<div>" * 5000 + "甲",
        "[" * 90_000 + "甲",
    ],
)
def test_what_nests_without_end_ends(words: str) -> None:
    gathering = read(f"一、总体要求\n\n{words}\n")
    assert gathering.blocks[0].text == "一、总体要求"
    assert "甲" in "".join(block.text for block in gathering.blocks)


PIECES = (
    "# ", "## ", "- ", "1. ", "2) ", "> ", "**", "*", "_", "`", "```", "~~", "[", "](", ")", "[^1]", "[^1]: ", "^[", "]", "|", "| - | - |", "\n", "\n",
    "\n\n", "    ", "\t", "  \n", "\\", "<b>", "</b>", "<br>", "---", "===", "——", "一、", "（二）", "1.", "，", "。", "&lt;", "&", "\r", "\u3000", "\x00",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.integers(1, 10**6), max_size=60))
def test_whatever_the_marks_no_word_is_lost(soup: list[str | int]) -> None:
    words = "".join(piece if isinstance(piece, str) else f"词{piece}尾" for piece in soup)
    gathering = read(words)
    held = "".join(block.text for block in gathering.blocks)
    held += "".join(cell.text for block in gathering.blocks if block.grid for cell in block.grid.cells)
    # A link's address is not shown; the language of a code fence neither; cells beyond a table's head are none.
    if "](" in words or "```" in words or "|" in words:
        return
    for word in re.findall(r"词\d+尾", words):
        assert word in held, (words, held)


@given(st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read(words: str) -> None:
    assert read(words) is not None


@pytest.mark.parametrize("name", ["county", "district"])
def test_our_own_file_reads_back(name: str, root: Path, tmp_path: Path) -> None:
    checked = checking.check(root / "examples" / name / "plan.yaml")
    made = dossier.compile_(checking.whole(checked), checked.framework)
    path = tmp_path / "plan.md"
    path.write_bytes(rendering.render(made, "md", "plan"))
    gathering = md.read(path)
    shown = texts(gathering)
    body = [txt.line(paragraph) for paragraph in made.body]
    at = shown.index(body[0])
    assert shown[at : at + len(body)] == body
    assert shown[at + len(body) :][: len(made.annex_list)] == list(made.annex_list)
    assert [len(rows[0]) for rows in grids(gathering)][:2] == [
        len(page.table.columns) for page in made.annexes if page.table
    ]
    assert not asides(gathering)


@pytest.mark.corpus
def test_a_plan_in_markdown_is_the_plan_of_the_text(corpus: Path, tmp_path: Path) -> None:
    differing = []
    for source in sorted(corpus.rglob("*.txt")):
        lines = [line.strip() for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
        path = tmp_path / f"{source.stem}.md"
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        if reading.read(path).data != reading.read(source).data:
            differing.append(source.stem)
    assert not differing
