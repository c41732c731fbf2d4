"""How words are recognised: each device on a lexicon of a few lines, then the shipped lexicon on sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from qplan import framework
from qplan.errors import Misuse, Unreadable
from qplan.recognition import clauses, lexicon
from qplan.recognition.clauses import Match
from qplan.recognition.lexicon import Lexicon

SENTENCES = Path(__file__).parent.parent / "golden" / "coverage" / "sentences.yaml"
SMALL = """
format: qplan-lexicon/1
framework: small
words: {物: [茶叶, 竹器], 管: [打击, 完善]}
domains:
  渔: {words: [渔业], titles: [渔船], absorbs: [A1.1, A1.3]}
guards: [高质量, 产品|质量, 消费|品质]
names: ["{茶叶|竹器}协会"]
frames:
  field: {opens: [围绕, 聚焦], reach: verb, closes: [开展, 推进], keep: [A1.2]}
  by: {opens: ["以…为抓手"], reach: words, effect: demote}
  money: {opens: [经费], reach: clause}
  purpose: {opens: [^服务], reach: clause_end, effect: demote}
  reward: {opens: [给予奖励], reach: sentence}
requirements:
  A1.1:
    beats: [A1.3]
    groups:
    - {why: 一, terms: ["<物>·质量", 质量攻关], unless: [人才], except: [标准]}
  A1.2:
    elements: {甲: [宣传], 乙: [培训]}
    groups:
    - {why: 二, terms: ["{宣传|培训}…质量"], strength: partial}
  A1.3:
    groups:
    - {why: 三, terms: [攻关, 品质], near: [企业], off_topic: [食品]}
  A1.4:
    groups:
    - {why: 四, terms: [检测], through: [money], topic: [仪器], beside: [能力]}
  A1.5:
    groups:
    - {why: 五, terms: ["打击…假货", "名单…假货", "底册……假货"]}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    path = tmp_path_factory.mktemp("lexicon") / "small.lexicon.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return lexicon.load(path)


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    path = framework.load().lexicon
    assert path is not None
    return lexicon.load(path)


def said(found: tuple[Match, ...]) -> str:
    return " ".join(f"{each.requirement}:{each.words}" + ("" if each.strength == "full" else "-") for each in found)


@pytest.mark.parametrize(
    ("text", "titles", "expected"),
    [
        ("提升茶叶、竹器产量和茶具质量。", "", ""),  # a short gap does not cross 、
        ("提升茶叶产品质量。", "", "A1.1:茶叶产品质量"),
        ("提升茶叶 产品\n质量。", "", "A1.1:茶叶产品质量"),  # blanks do not count
        ("推动茶叶高质量发展。", "", ""),  # no term begins inside a guard
        ("企业提升消费品质。", "", "A1.3:品质"),  # but it may at the guard's bar
        ("企业提升产品质量，开展攻关。", "", "A1.3:攻关"),
        ("开展攻关。", "", ""),  # near: no 企业 in the sentence
        ("企业开展攻关。", "食品安全", ""),  # off_topic
        ("围绕茶叶质量开展质量攻关。", "", "A1.1:质量攻关"),  # the field ends at the next verb
        ("围绕茶叶质量宣传质量推进工作。", "", "A1.2:宣传质量-"),  # keep
        ("以茶叶质量为抓手推进工作。", "", "A1.1:茶叶质量-"),
        ("安排茶叶质量经费。", "", ""),
        ("开展培训，服务茶叶质量。", "", "A1.1:茶叶质量-"),
        ("公共服务茶叶质量。", "", "A1.1:茶叶质量"),  # ^ is the clause's start
        ("茶叶协会开展活动。", "", ""),  # a name is masked
        ("修订《茶叶质量办法》。", "", ""),  # so is a cited title
        ("县茶叶局提升竹器质量。", "", "A1.1:竹器质量"),
        ("推进厂房、道路、茶叶质量建设。", "", "A1.1:茶叶质量-"),  # one of three
        ("推进道路、茶叶质量建设。", "", "A1.1:茶叶质量"),  # one of two is no list
        ("推进茶叶质量、竹器质量、道路建设。", "", "A1.1:茶叶质量 A1.1:竹器质量"),  # most of the list
        ("推进道路、桥梁等茶叶质量工作。", "", "A1.1:茶叶质量"),  # behind 等 stands the list's head
        ("培养茶叶质量人才。", "", ""),  # unless, in the clause
        ("制定竹器质量标准、茶叶质量办法。", "", "A1.1:茶叶质量"),  # except, in the list element
        ("企业开展质量攻关。", "", "A1.1:质量攻关"),  # beats the general
        ("安排经费提升检测能力。", "仪器", "A1.4:检测"),  # through the money frame
        ("安排经费提升检测能力。", "", ""),  # topic
        ("安排检测。", "仪器", ""),  # beside
        ("提升茶叶质量（责任单位：茶叶质量科、竹器质量科）", "", "A1.1:茶叶质量"),  # a note is no text
        ("提升茶叶质量【竹器质量科按职责分工负责】", "", "A1.1:茶叶质量"),
        ("提升茶叶质量^[竹器质量，见附件。]，开展工作。", "", "A1.1:茶叶质量"),  # nor is a footnote
        ("打击走私、冒牌、假货。", "", "A1.5:打击走私、冒牌、假货-"),  # behind a verb a gap crosses 、
        ("公布名单、冒牌、假货。", "", ""),  # behind a noun it does not
        ("编制底册、冒牌、假货。", "", "A1.5:底册、冒牌、假货"),  # unless it is written as one that does
        ("发展渔业，企业提升茶叶质量。", "", ""),  # the sentence is about a matter of its own
        ("企业提升茶叶质量，发展渔业。", "", "A1.1:茶叶质量"),  # from there on
        ("发展渔业。企业提升茶叶质量。", "", "A1.1:茶叶质量"),  # and no further
        ("发展渔业，宣传和培训质量。", "", "A1.2:宣传和培训质量-"),  # what it does not absorb is heard
        ("企业提升茶叶质量。", "渔船修造", ""),
        ("对茶叶质量先进企业，给予奖励。", "", ""),  # the whole sentence is about the reward
    ],
)
def test_devices(small: Lexicon, text: str, titles: str, expected: str) -> None:
    names = clauses.names(["县茶叶局"])
    assert said(clauses.matches(text, titles, names, small)) == expected


def test_elements_are_read_off_the_clause(small: Lexicon) -> None:
    assert small.shows("A1.2", "宣传和培训质量") == {"甲", "乙"}
    assert small.shows("A1.1", "宣传") == frozenset()


def cases() -> list[tuple[str, str]]:
    return list(YAML(typ="safe").load(SENTENCES.read_text(encoding="utf-8")).items())


@pytest.mark.parametrize(("sentence", "expected"), cases(), ids=[sentence[:16] for sentence, _ in cases()])
def test_sentences(shipped: Lexicon, sentence: str, expected: str) -> None:
    title, _, text = sentence.rpartition("|")
    found = {match.requirement for part in (title, text) for match in clauses.matches(part, title, None, shipped)}
    must = {each for each in expected.split() if not each.endswith("?")}
    may = {each.rstrip("?") for each in expected.split()}
    assert must <= found
    assert {each for each in found if not each.startswith("B")} <= may


def test_the_lexicon_knows_the_packs_requirements_and_elements(shipped: Lexicon) -> None:
    pack = framework.load()
    assert {group.requirement for group in shipped.groups} == {each.id for each in pack.everything}
    for requirement in pack.everything:
        assert set(shipped.elements[requirement.id]) == set(requirement.elements), requirement.id
        assert shipped.enough.get(requirement.id, frozenset()) <= set(requirement.elements)
    known = {each.id for each in pack.everything}
    assert all(beaten <= known for beaten in shipped.beats.values())
    assert all(frame.keep <= known for frame in shipped.frames)
    frames = {frame.name for frame in shipped.frames}
    assert all(group.through <= frames for group in shipped.groups)


def test_every_phrase_that_we_offer_answers_its_requirement(shipped: Lexicon) -> None:
    for requirement in framework.load().requirements:
        found = clauses.matches(requirement.phrase, "", None, shipped)
        assert requirement.id in {match.requirement for match in found}, requirement.phrase


@pytest.mark.corpus
def test_the_official_sentences_answer_their_own_requirements(shipped: Lexicon, national_text: Path) -> None:
    pack = framework.load()
    assert pack.text is not None
    text = pack.text.fold(national_text.read_text(encoding="utf-8"))
    for requirement in pack.everything:
        passage = "".join(text[start:end] for start, end in requirement.ranges)
        found = [each for each in clauses.matches(passage, "", None, shipped) if each.requirement == requirement.id]
        shown = {name for each in found for name in shipped.shows(requirement.id, each.clause)}
        whole = bool(requirement.elements) and shown == set(requirement.elements)
        assert whole or any(each.strength == "full" for each in found), requirement.id


@given(st.text(alphabet="质量茶叶竹器高品标准攻关、，。（）《》“”围绕以为抓手等和 a1\n", max_size=60))
def test_any_text_can_be_read_and_words_stand_in_their_clause(shipped: Lexicon, text: str) -> None:
    for match in clauses.matches(text, text, None, shipped):
        assert match.clause[match.start : match.end] == match.words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("format: qplan/1\n", "不是词表"),
        ("format: qplan-lexicon/1\nwords: {}\n", "缺少 requirements"),
        ("- 1\n", "写法不对"),
        (SMALL.replace("<物>", "<无>"), "缺少 无"),
    ],
)
def test_a_file_that_is_no_lexicon_is_said_to_be_none(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "x.lexicon.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Misuse, match=says):
        lexicon.load(path)


def test_a_missing_lexicon_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        lexicon.load(tmp_path / "none.yaml")
