"""What the program prints can be printed on the console of a Chinese office, which is GBK."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src" / "qplan").rglob("*.py"))
DATA = sorted(path for kind in ("schemas", "templates") for path in (ROOT / kind).rglob("*") if path.is_file())


def foreign(text: str) -> set[str]:
    """The characters of a text that GBK lacks."""
    return {char for char in text if not char.encode("gbk", "ignore")}


def worded(path: Path) -> Iterator[str]:
    """The literals of a module that may be printed: those with Han characters, but for patterns and docstrings.

    What is called at a module's top is not looked into: patterns and sets of characters; and the entries of codes,
    which are held against GBK where their examples are tested.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for each in function.body
        for node in ast.walk(each)
    }
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and id(call) not in inner:
            apart.update(map(id, ast.walk(call)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            text = node.value
            if any("\u4e00" <= char <= "\u9fa5" for char in text) and not {"[", "\\"} & set(text):
                yield text


def test_messages_are_found_and_a_foreign_character_would_be() -> None:
    assert sum(1 for path in MODULES for _ in worded(path)) > 1000
    assert foreign("“★”●○——…〔待填〕×①⑩") == set()
    assert foreign("完成✓•㉑") == {"✓", "•", "㉑"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_message_is_in_gbk(path: Path) -> None:
    assert [text for text in worded(path) if foreign(text)] == []


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_every_schema_and_template_is_in_gbk(path: Path) -> None:
    assert foreign(path.read_text(encoding="utf-8")) == set()
