"""Each rule is what it says: its bad example gives it and nothing else, its good one gives nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from overlay import BASE, laid_over

from qplan import checking, rules, source


def codes(text):
    return {finding.code for finding in checking.judge(source.decode("plan.yaml", text.encode())).findings}


def test_the_plan_below_the_examples_is_sound():
    assert codes(BASE) == set()


@pytest.mark.parametrize("entry", [rule.entry for rule in rules.ALL], ids=lambda entry: entry.code)
def test_the_bad_example_gives_the_rule_and_the_good_one_gives_nothing(entry):
    assert codes(laid_over(entry.bad)) == {entry.code}
    assert codes(laid_over(entry.good)) == set()


def test_codes_and_names_are_given_once():
    entries = [rule.entry for rule in rules.ALL]
    assert len({entry.code for entry in entries}) == len(entries)
    assert len({entry.name for entry in entries}) == len(entries)
    assert all(re.fullmatch("Q[2-7][0-9]{2}", entry.code) for entry in entries)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", entry.name) for entry in entries)


def test_every_file_of_the_folder_stands_in_the_book():
    shelves = {rule.check.__module__.rpartition(".")[2] for rule in rules.ALL}
    files = {path.stem for path in Path(rules.__file__).parent.glob("*.py")}
    assert shelves == {name for name in files if not name.startswith("_")}


def test_all_wording_is_printable_on_an_old_console():
    for entry in (rule.entry for rule in rules.ALL):
        f"{entry.title}{entry.why}{entry.bad}{entry.good}".encode("gbk")
