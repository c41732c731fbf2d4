"""explain: every code and every requirement, offline, within 80 columns."""

from __future__ import annotations

import pytest

from qplan import checking, display, doubts, framework, rules, shape
from qplan.commands import explain
from qplan.errors import Misuse
from qplan.syntax import mistakes


def said(capsys, topic):
    assert explain.run(topic) == 0
    return capsys.readouterr().out


def test_a_rule_tells_its_reason_and_both_examples(capsys):
    text = said(capsys, "Q203")
    entry = next(rule.entry for rule in rules.ALL if rule.entry.code == "Q203")
    assert text.startswith("Q203 任务没有责任单位\n警告")
    flat = text.replace("\n", "")
    assert entry.why in flat
    assert entry.bad.strip() in text
    assert entry.good.strip() in text


def test_small_letters_and_blanks_do_not_matter(capsys):
    assert said(capsys, " q203 ") == said(capsys, "Q203")


def test_every_code_of_every_station_is_there():
    known = explain.entries()
    stations = [*mistakes.CODES, *shape.CODES, *checking.CODES, *doubts.CODES, *(rule.entry.code for rule in rules.ALL)]
    assert list(known) == sorted(set(stations))


@pytest.mark.parametrize("code", explain.entries())
def test_prose_fits_a_terminal_and_an_old_console(code):
    lines = list(explain.explanation(explain.entries()[code]))
    assert all(display.width(line) <= 80 for line in lines if not line.startswith("    "))
    assert not any(line[:1] in "，。、；：？！”’》）" for line in lines if line)
    "\n".join(lines).encode("gbk")


@pytest.mark.parametrize("topic", ["A3.2", "a3.2", "（三）2", framework.load().requirements[0].title])
def test_a_requirement_by_id_place_or_title(capsys, topic):
    assert framework.load().named(topic)[0].title in said(capsys, topic)


@pytest.mark.parametrize(("topic", "guess"), [("Q2O3", "Q203"), ("A32", "A3.2"), ("A9.2", "A1.2")])
def test_an_unknown_one_is_misuse_with_the_nearest(topic, guess):
    with pytest.raises(Misuse, match=topic) as caught:
        explain.run(topic)
    assert f"是否应为 {guess}？" in caught.value.remedy
    assert caught.value.exit_code == 2


def test_nonsense_gets_no_guess():
    with pytest.raises(Misuse) as caught:
        explain.run("怎么办")
    assert "是否" not in caught.value.remedy
    assert "qplan validate" in caught.value.remedy


def test_the_command_prints_and_exits(qplan):
    assert "任务没有责任单位" in qplan("explain", "Q203").stdout
    missed = qplan("explain", "Q999")
    assert missed.returncode == 2
    assert "没有叫“Q999”的检查代码或要点" in missed.stderr
