"""Words taken over: what counts at home counts here for the requirement that takes it over, under the same limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from qplan import framework
from qplan.errors import Misuse
from qplan.recognition import clauses, lexicon
from qplan.recognition.lexicon import Lexicon

BASE = """
format: qplan-lexicon/1
framework: base
words: {物: [茶叶, 竹器]}
guards: [高质量]
names: [茶叶协会]
frames:
  money: {opens: [经费], reach: clause, keep: [A1.2]}
domains:
  food: {words: [食品], absorbs: [A1.1]}
requirements:
  A1.1:
    beats: [A1.3]
    elements: {甲: [宣传], 乙: [培训]}
    enough: [甲]
    groups: [{why: 一, terms: ["<物>质量"]}]
  A1.2: {anywhere: true, groups: [{why: 二, terms: [培训]}]}
  A1.3: {groups: [{why: 三, terms: [质量]}]}
"""
OWN = """
format: qplan-lexicon/1
framework: own
uses: base.lexicon.yaml
requirements:
  G1.1: {as: [A1.1]}
  G1.2: {as: [A1.2, A1.1], groups: [{why: 自己的, terms: ["<物>市场"]}]}
  G1.3: {as: [A1.3]}
  A1.1: {groups: [{why: 同号不同事, terms: [道路]}]}
"""


def loaded(folder: Path, own: str = OWN) -> Lexicon:
    (folder / "base.lexicon.yaml").write_text(BASE, encoding="utf-8")
    (folder / "own.lexicon.yaml").write_text(own, encoding="utf-8")
    return lexicon.load(folder / "own.lexicon.yaml")


def said(text: str, words: Lexicon) -> str:
    return " ".join(f"{each.requirement}:{each.words}" for each in clauses.matches(text, "", None, words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("提升茶叶质量", "G1.1:茶叶质量 G1.2:茶叶质量"),  # and A1.3 is beaten at home, so G1.3 is
        ("推动高质量发展", ""),
        ("茶叶协会质量", "G1.3:质量"),
        ("食品和茶叶质量", "G1.3:质量"),  # absorbed at home
        ("安排培训经费", "G1.2:培训"),  # kept at home
        ("安排茶叶质量经费", ""),
        ("开拓竹器市场", "G1.2:竹器市场"),  # own words, with the other's set
        ("安排竹器市场经费", "G1.2:竹器市场"),  # an own group has the exemptions of what it takes over
        ("修好道路", "A1.1:道路"),  # an own id that the other uses for another matter
    ],
)
def test_words_count_here_as_they_do_at_home(tmp_path: Path, text: str, expected: str) -> None:
    assert said(text, loaded(tmp_path)) == expected


def test_elements_and_reach_are_taken_over(tmp_path: Path) -> None:
    words = loaded(tmp_path)
    assert words.shows("G1.1", "宣传质量") == {"甲"}
    assert words.shows("A1.1", "宣传质量") == frozenset()
    assert words.enough["G1.1"] == {"甲"}
    assert "G1.2" in words.anywhere
    assert "G1.1" not in words.anywhere


def test_own_rules_reach_the_words_taken_over(tmp_path: Path) -> None:
    own = OWN.replace(
        "G1.3: {as: [A1.3]}", "G1.3: {as: [A1.3]}\n  G1.4: {beats: [G1.2], groups: [{why: 四, terms: [技能培训]}]}"
    )
    assert said("开展技能培训", loaded(tmp_path, own)) == "G1.4:技能培训"
    kept = OWN.replace("requirements:", "frames: {field: {opens: [围绕], reach: clause, keep: [G1.3]}}\nrequirements:")
    assert said("围绕茶叶质量", loaded(tmp_path, kept)) == "G1.3:质量"


def test_words_go_through_two_hands(tmp_path: Path) -> None:
    loaded(tmp_path)
    third = "format: qplan-lexicon/1\nframework: third\nuses: own.lexicon.yaml\nrequirements: {H1.1: {as: [G1.2]}}\n"
    (tmp_path / "third.lexicon.yaml").write_text(third, encoding="utf-8")
    words = lexicon.load(tmp_path / "third.lexicon.yaml")
    assert said("提升茶叶质量", words) == "H1.1:茶叶质量"
    assert said("安排培训经费", words) == "H1.1:培训"


@pytest.mark.parametrize(
    ("own", "says"),
    [
        (OWN.replace("[A1.3]", "[A9.9]"), "缺少 A9.9"),
        (OWN.replace("uses: base", "uses: own"), "又沿用了它"),
        (OWN.replace("uses: base.lexicon.yaml", "uses: nowhere"), "没有叫“nowhere”"),
    ],
)
def test_what_cannot_be_used_is_misuse(tmp_path: Path, own: str, says: str) -> None:
    with pytest.raises(Misuse, match=says):
        loaded(tmp_path, own)


def test_a_copy_of_our_own_words_judges_as_the_original(tmp_path: Path) -> None:
    pack = framework.load()
    taken = "\n".join(f"  {each.id}: {{as: [{each.id}]}}" for each in pack.everything)
    text = f"format: qplan-lexicon/1\nframework: copy\nuses: quality-county-2024\nrequirements:\n{taken}\n"
    (tmp_path / "copy.lexicon.yaml").write_text(text, encoding="utf-8")
    copy = lexicon.load(tmp_path / "copy.lexicon.yaml")
    assert pack.lexicon is not None
    original = lexicon.load(pack.lexicon)
    for each in pack.requirements:
        wanted = [
            (m.requirement, m.words, m.strength, m.limit) for m in clauses.matches(each.phrase, "", None, original)
        ]
        assert [
            (m.requirement, m.words, m.strength, m.limit) for m in clauses.matches(each.phrase, "", None, copy)
        ] == wanted
        assert copy.enough.get(each.id) == original.enough.get(each.id)
