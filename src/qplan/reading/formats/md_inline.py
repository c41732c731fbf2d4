"""The words of a Markdown paragraph -> plain lines: links and emphasis undone, footnotes in place as ^[…]."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_REFERENCE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_MARKS = re.compile(r"\*{2,3}|(?<![\w])__|__(?![\w])")
"""Emphasis that Markdown does not see, as the mark stands between a stop and a character: **一、要求。**以…"""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINKS = 400
_REPEATED = 20


@dataclass
class Inline:
    """The lines of a paragraph: (count of the source's line, words, whether a break that shows stands before it)."""

    lines: list[tuple[int, str, bool]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def footnoted(parser: MarkdownIt) -> None:
    """Teach a parser references to the notes in ``env["notes"]``."""
    parser.inline.ruler.before("link", "footnote", _reference)


def inline(parser: MarkdownIt, words: str, env: dict[str, Any], *, noted: bool = False) -> Inline:
    """The words of a paragraph as Markdown has them.

    Args:
        parser: reads them, and the notes, which have marks of their own.
        words: the paragraph or cell.
        env: the notes by name under ``notes``; under ``used``, how often each was referred to.
        noted: whether this is a note: in notes there are no notes.
    """
    if words.count("[") > _LINKS:
        # The time that links take grows with the square of brackets that nobody closes.
        words = words.replace("[", "\\[")
    tokens: list[Token] = []
    parser.inline.parse(words, parser, env, tokens)
    found = Inline()
    pieces: list[str] = []
    begun = (0, False)
    row = 0
    for child in tokens:
        if child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and _BREAK.fullmatch(child.content)
        ):
            found.lines.append((begun[0], "".join(pieces), begun[1]))
            pieces = []
            row += child.type != "html_inline"
            begun = (row, child.type != "softbreak")
        elif child.type == "image":
            found.images.append(child.content or str(child.attrs.get("src", "")).rpartition("/")[2])
        elif child.type == "footnote":
            name = child.meta["name"]
            pieces.append(f"[^{name}]" if noted else _note(parser, name, env))
        elif child.type == "html_inline":
            if child.content.startswith("<!--"):
                found.comments.append(child.content.removeprefix("<!--").removesuffix("-->"))
        elif child.type == "text":
            pieces.append(_MARKS.sub("", child.content))
        else:
            pieces.append(child.content)
    found.lines.append((begun[0], "".join(pieces), begun[1]))
    found.lines = [(count, words, broken) for count, words, broken in found.lines if words.strip()]
    return found


def _note(parser: MarkdownIt, name: str, env: dict[str, Any]) -> str:
    """A note in its place; one that is referred to all over only in the first of them."""
    env["used"][name] = env["used"].get(name, 0) + 1
    if env["used"][name] > _REPEATED:
        return f"[^{name}]"
    words = " ".join(line for _, line, _ in inline(parser, env["notes"][name], env, noted=True).lines)
    depth = lowest = 0
    for char in words:
        depth += {"[": 1, "]": -1}.get(char, 0)
        lowest = min(lowest, depth)
    if depth or lowest:
        words = words.replace("[", "［").replace("]", "］")
    return f"^[{words}]" if words else ""


def _reference(state: StateInline, silent: bool) -> bool:
    """Markdown-it's form of a rule: whether a reference begins at ``state.pos``, and then it is taken."""
    found = _REFERENCE.match(state.src, state.pos)
    if found is None or found[1] not in state.env.get("notes", {}):
        return False
    if not silent:
        state.push("footnote", "", 0).meta = {"name": found[1]}
    state.pos = found.end()
    return True
