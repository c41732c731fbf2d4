"""docs/rules.md is what `make docs` writes."""

from __future__ import annotations

import importlib.util


def test_the_page_is_not_stale(root):
    spec = importlib.util.spec_from_file_location("make_rules", root / "docs" / "make_rules.py")
    make_rules = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_rules)
    assert make_rules.TARGET.read_text(encoding="utf-8") == make_rules.written(), "run `make docs`"
