"""YAML file -> a place in its data that answers what is asked for there, or says on which line it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from qplan import nodes, source
from qplan.errors import Misuse
from qplan.findings import Route, Severity
from qplan.nodes import Tree


class Cursor(NamedTuple):
    """One value of a file, with its route. ``remedy`` stands beside whatever is wrong with it."""

    file: str
    tree: Tree
    value: Any
    route: Route
    remedy: str

    def get(self, key: str) -> Cursor | None:
        """The value of a key, None where the key is not there or has no value."""
        self._mapping()
        value = self.value.get(key)
        return None if value is None else self._below(key, value)

    def at(self, key: str) -> Cursor:
        """The value of a key.

        Raises:
            Misuse: it is not there, or this is no mapping.
        """
        found = self.get(key)
        if found is None:
            raise self.wrong(f"缺少 {key}")
        return found

    def text(self, key: str, default: str | None = None) -> str:
        """The text of a key, as it is written.

        Raises:
            Misuse: it is not there and there is no default, or it is no text.
        """
        found = self.get(key)
        if found is None and default is not None:
            return default
        return (found or self.at(key)).word()

    def number(self, key: str, default: int | None = None) -> int:
        """The whole number of a key.

        Raises:
            Misuse: it is not there and there is no default, or it is no whole number.
        """
        found = self.get(key)
        if found is None and default is not None:
            return default
        return (found or self.at(key)).whole()

    def each(self, key: str) -> Iterator[Cursor]:
        """The members of a key's list, none where the key is not there."""
        found = self.get(key)
        return found.members() if found else iter(())

    def members(self) -> Iterator[Cursor]:
        """The members of this list.

        Raises:
            Misuse: it is no list.
        """
        if not isinstance(self.value, list):
            raise self.wrong(f"“{self._named()}”应为列表")
        return (self._below(index, value) for index, value in enumerate(self.value))

    def items(self) -> Iterator[tuple[str, Cursor]]:
        """The keys of this mapping with their values.

        Raises:
            Misuse: it is no mapping.
        """
        self._mapping()
        return ((key, self._below(key, value)) for key, value in self.value.items())

    def word(self) -> str:
        """This value as text, as it is written.

        Raises:
            Misuse: it is a list, a mapping, or nothing.
        """
        if isinstance(self.value, str):
            return self.value
        if self.value is None or isinstance(self.value, (list, dict)):
            raise self.wrong(f"“{self._named()}”应为文字")
        return self.tree.raw.get(self.route, str(self.value))

    def whole(self) -> int:
        """This value as a whole number.

        Raises:
            Misuse: it is none.
        """
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.wrong(f"“{self._named()}”应为整数")
        return self.value

    def wrong(self, message: str) -> Misuse:
        """What is wrong here, with the line; to be raised."""
        spans = (self.tree.spans.get(self.route[:length]) for length in range(len(self.route), -1, -1))
        line = next((span.line for span in spans if span), 1)
        return Misuse(f"{self.file} 第 {line} 行：{message}", self.remedy)

    def _mapping(self) -> None:
        if not isinstance(self.value, dict):
            raise self.wrong(f"“{self._named()}”应为一组“键: 值”" if self.route else "应为一组“键: 值”")

    def _below(self, key: str | int, value: Any) -> Cursor:
        return Cursor(self.file, self.tree, value, (*self.route, key), self.remedy)

    def _named(self) -> str:
        """The key that the value stands under."""
        return next((step for step in reversed(self.route) if isinstance(step, str)), "")


def read(path: Path, remedy: str) -> Cursor:
    """The top of a YAML file.

    Raises:
        Unreadable: there is no such file, or it is no text.
        Misuse: it is no YAML, or not a mapping; the message says on which line.
    """
    text = source.read(path)
    tree = nodes.read(text)
    wrong = next((each for each in tree.findings if each.severity is Severity.ERROR), None)
    if wrong is not None:
        raise Misuse(f"{text.name} 第 {wrong.span.line} 行：{wrong.message}", wrong.remedy or wrong.hint or remedy)
    return Cursor(text.name, tree, tree.data or {}, (), remedy)
