"""docs/rules.md is what `make docs` writes."""

from __future__ import annotations

import importlib.util

import pytest

from qplan.commands.explain import entries


@pytest.fixture
def make_rules(root):
    spec = importlib.util.spec_from_file_location("make_rules", root / "docs" / "make_rules.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_code_has_its_place_on_the_page(make_rules):
    page = make_rules.written()
    assert [code for code in entries() if f"\n### {code} " not in page] == []


def test_the_page_is_not_stale(make_rules):
    assert make_rules.TARGET.read_text(encoding="utf-8") == make_rules.written(), "run `make docs`"
