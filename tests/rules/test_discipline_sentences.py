"""Sentences on 培育建设, written by people who did not know the rules: what is found, and what never is.

They stand in discipline_sentences.yaml beside this file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qplan import build, nodes, source
from qplan.rules import ALL, Case

SENTENCES = nodes.read(source.read(Path(__file__).with_name("discipline_sentences.yaml"))).data
RULES = [rule for rule in ALL if "Q700" < rule.entry.code < "Q710"]
FLAGGED = [(tuple(group["codes"]), sentence) for group in SENTENCES.values() for sentence in group["flagged"]]
NEVER = [sentence for group in SENTENCES.values() for sentence in group["never"]]


def codes(sentence, date="2025-03-01"):
    data = {
        "document": {"title": "示例县质量强县培育建设实施方案", "date": date},
        "content": [{"title": "重点任务", "content": [{"title": "抓好落实", "text": sentence}]}],
    }
    case = Case(build.build(data), None)
    return {rule.entry.code for rule in RULES for _ in rule.check(case)}


@pytest.mark.parametrize(("expected", "sentence"), FLAGGED)
def test_found_under_one_of_its_codes(expected, sentence):
    assert codes(sentence) & set(expected)


@pytest.mark.parametrize("sentence", NEVER)
def test_never_found(sentence):
    assert codes(sentence) == set()


@pytest.mark.parametrize("sentence", [sentence for _, sentence in FLAGGED[::7]])
def test_nothing_before_the_discipline_began(sentence):
    assert codes(sentence, date="2024-10-17") == set()
