"""Proofs: each finding on a pack that is otherwise sound, at its line; the packs of the program have no errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from qplan import framework
from qplan.findings import Severity
from qplan.packs import proofing

PACK = """
format: qplan-framework/1
id: sample
edition: 1
title: 样本
areas:
- id: A1
  title: 一方面
  place: 第一条
  requirements:
  - {id: A1.1, title: 垃圾分类, counts: 写到就算, phrase: 推进垃圾分类, since: 1}
"""
WORDS = """
format: qplan-lexicon/1
framework: sample
words: {}
guards: [高质量]
names: [甲协会]
frames:
  money: {opens: [经费], reach: clause}
requirements:
  A1.1:
    groups:
    - {why: 原句的话, terms: [垃圾分类]}
"""
FOLLOWS = {
    "P103": ("P202", "P203"), "P105": ("P203",), "P202": ("P203",), "P207": ("P209",), "P208": ("P209",),
}  # fmt: skip
"""What goes wrong between the two files where one of them does."""
LEXICON_KEYS = ("framework", "words", "guards", "names", "frames", "requirements")


def overlaid(text: str, patch: str) -> str:
    """A file with some of its top keys as the patch has them, as the patch writes them."""
    keys = tuple(YAML(typ="safe").load(patch))
    kept: list[str] = []
    keep = True
    for line in text.strip().splitlines():
        if line[0].isalpha():
            keep = not line.startswith(tuple(f"{key}:" for key in keys))
        if keep:
            kept.append(line)
    return "\n".join([*kept, patch])


def proofed(
    folder: Path, patch: str = "x: 1", *, pack: str = PACK, words: str | None = WORDS
) -> list[tuple[str, str, int]]:
    if patch != "x: 1":
        if patch.startswith(LEXICON_KEYS):
            words = overlaid(WORDS, patch)
        else:
            pack = overlaid(PACK, patch)
    (folder / "sample.yaml").write_text(pack, encoding="utf-8")
    if words is not None:
        (folder / "sample.lexicon.yaml").write_text(words, encoding="utf-8")
    found = proofing.proof(folder / "sample.yaml").findings
    return [(each.code, Path(each.file).name, each.span.line) for each in found]


@pytest.mark.parametrize("code", proofing.CODES)
def test_each_code_is_what_it_says(tmp_path: Path, code: str) -> None:
    entry = proofing.CODES[code]
    found = {each for each, _, _ in proofed(tmp_path, entry.bad)}
    assert code in found
    assert found <= {code, *FOLLOWS.get(code, ())}
    assert proofed(tmp_path, entry.good) == []
    f"{entry.title}{entry.why}{entry.bad}{entry.good}".encode("gbk")


@pytest.mark.parametrize("name", framework.known())
def test_the_packs_of_the_program_have_no_errors(name: str) -> None:
    proof = proofing.proof(framework.find(name))
    assert [each.message for each in proof.findings if each.severity is Severity.ERROR] == []
    assert proof.pack is not None
    assert len(proof.sources) == 2


def test_a_pack_alone_is_sound(tmp_path: Path) -> None:
    assert proofed(tmp_path, words=None) == []


@pytest.mark.parametrize(
    ("patch", "file", "line", "says"),
    [
        ("areas: {}\n", "sample.yaml", 5, "areas（方面）应为列表"),
        ("edition: 0\n", "sample.yaml", 10, "edition（版次）不能是“0”"),
        ("titel: 样本\n", "sample.yaml", 11, "有不认识的键 titel"),
        ("words: {动: [96333]}\nrequirements: {}\n", "sample.lexicon.yaml", 7, "动应为文字"),
        ("requirements: {A1.1: {beats: [A1.1]}}\n", "sample.lexicon.yaml", 8, "缺少 as，或 groups"),
        (
            "requirements: {甲: {groups: [{why: 甲, terms: [乙]}]}}\n",
            "sample.lexicon.yaml",
            8,
            "requirements（要点）的写法不对",
        ),
        ("frames: {money: {opens: [经费], reach: far}}\n", "sample.lexicon.yaml", 10, "reach（管到哪里）不能是“far”"),
    ],
)
def test_what_the_schema_rejects_is_said_at_its_line(
    tmp_path: Path, patch: str, file: str, line: int, says: str
) -> None:
    assert ("P101", file, line) in proofed(tmp_path, patch)
    assert any(says in each.message for each in proofing.proof(tmp_path / "sample.yaml").findings)


GROUP = "requirements: {A1.1: {groups: [{why: 甲, %s}]}}\n"


@pytest.mark.parametrize(
    ("group", "hint"),
    [
        ("terms: ['垃圾，分类']", "词里有标点"),
        ("terms: ['《垃圾分类办法》']", "会被略去的括号"),
        ("terms: [垃圾分类经费]", "句式不让它算"),
        ("terms: [垃圾分类], except: [分类]", "排除词"),
        ("terms: [甲协会]", "专名"),
    ],
)
def test_a_term_that_never_counts_says_why(tmp_path: Path, group: str, hint: str) -> None:
    assert [code for code, _, _ in proofed(tmp_path, GROUP % group) if code != "P209"] == ["P208"]
    proof = proofing.proof(tmp_path / "sample.yaml")
    assert hint in next(each.hint for each in proof.findings if each.code == "P208")


@pytest.mark.parametrize(
    "group",
    [
        "terms: ['{推进|开展|}…垃圾·{分类|分拣}']",
        "terms: [垃圾分类], beside: [收运], near: [处置]",
        "terms: [垃圾分类], topic: [环境]",
        "terms: [垃圾分类经费], through: [money]",
    ],
)
def test_a_term_that_counts_with_what_its_group_asks_for_is_left_alone(tmp_path: Path, group: str) -> None:
    assert {code for code, _, _ in proofed(tmp_path, GROUP % group)} <= {"P209"}


def test_ids_of_both_files_are_held_against_each_other(tmp_path: Path) -> None:
    frames = "frames: {money: {opens: [经费], reach: clause, keep: [A1.1, A1.3]}}\n"
    assert [code for code, _, _ in proofed(tmp_path, frames)] == ["P202"]


def test_broken_yaml_is_said_at_its_line_and_nothing_else_is(tmp_path: Path) -> None:
    ((code, file, line),) = proofed(tmp_path, pack=PACK.replace("areas:", "areas"))
    assert code.startswith("Q")
    assert (file, line > 1) == ("sample.yaml", True)
