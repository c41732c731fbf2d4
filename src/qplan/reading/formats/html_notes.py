"""A page's tree -> the same tree with its footnotes in place: ^[…] where the reference stood."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from lxml import etree

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hgroup", "html", "legend", "li", "listing", "main", "menu", "nav", "noframes", "ol",
        "optgroup", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "ul", "xmp",
    )
)  # fmt: skip
"""Elements that begin a paragraph."""

_NAMED = re.compile(r"_?(?:fn|ftn|edn|footnote|endnote|note|cite_note|zhu|注)(?!ref)", re.IGNORECASE)
_MARK = re.compile(
    r"[\[［【(（〔]?\s*(?:注\s*)?(?:\d{1,3}|[①-⑳*※†]|[一二三四五六七八九十]{1,3}|[ivx]{1,5})?\s*[\]］】)）〕]?"
)
_LEAD = re.compile(r"\s*(?:[\[［【(（〔]\s*\d{1,3}\s*[\]］】)）〕]|\d{1,3}\s*[.．、](?!\d)|[①-⑳*※†])?\s*")
_LONGEST = 2_000
"""A note is not longer; a link to more is one to a chapter."""
_REPEATED = 20
"""A note stands in so many places at most."""
_ELEMENT = "mso-element:"


def resolve(root: Any) -> None:
    """Move every note that a link refers to into the place of that link. The tree is changed.

    A note is known by its link back, or by its name (fn1, note-1, _ftn1). Notes of a Word or WPS page
    are the same.
    """
    named = [(key, each) for each in root.iter(etree.Element) for key in (each.get("id"), each.get("name")) if key]
    # The first element of a name is the one that a browser goes to.
    targets = dict(reversed(named))
    notes: dict[Any, str] = {}
    uses: dict[Any, int] = {}
    for link in list(root.iter("a")):
        block = _note_of(root, link, targets, notes)
        if block is None:
            continue
        if block not in notes:
            notes[block] = _words(link, block)
        uses[block] = uses.get(block, 0) + 1
        if notes[block] and uses[block] <= _REPEATED:
            for child in list(link):
                link.remove(child)
            link.tag, link.text = "span", f"^[{notes[block]}]"
    for block, words in notes.items():
        if words:
            block.drop_tree()


def _note_of(root: Any, link: Any, targets: dict[str, Any], notes: dict[Any, str]) -> Any:
    """The note that a link refers to; None for another kind of link, as one in a note itself."""
    target = targets.get(_aim(link))
    if target is None or not _MARK.fullmatch("".join(link.itertext()).strip()):
        return None
    around = list(link.iterancestors())
    # A link in a note leads back; one that was taken out of a note stands nowhere.
    if root not in around or any(each in notes for each in (link, *around)):
        return None
    block = _block(target)
    return block if block is not None and block not in around and _is_note(link, block) else None


def _aim(link: Any) -> str:
    href = link.get("href") or ""
    # Saved pages write their own address before the #.
    return unquote(href.partition("#")[2])


def _own(link: Any) -> set[str]:
    """The names under which a note can link back to its reference."""
    around = [link]
    parent = link.getparent()
    while parent is not None and parent.tag not in BLOCKS:
        around.append(parent)
        parent = parent.getparent()
    around += [each for each in link.iterdescendants() if isinstance(each.tag, str)]
    return {key for each in around for key in (each.get("id"), each.get("name")) if key}


def _block(target: Any) -> Any:
    """The paragraph or list item that a note is; for Word's notes, all of its paragraphs."""
    block = None
    for each in (target, *target.iterancestors()):
        if block is None and each.tag in BLOCKS:
            block = each
        if f"{_ELEMENT}footnote" in _style(each) or f"{_ELEMENT}endnote" in _style(each):
            if "-list" not in _style(each):
                return each
            break
    return None if block is None or block.tag in ("body", "html") else block


def _style(element: Any) -> str:
    return re.sub(r"\s", "", element.get("style") or "").lower()


def _is_note(link: Any, block: Any) -> bool:
    if len("".join(block.itertext())) > _LONGEST or any(each.tag == "table" for each in block.iter()):
        return False
    own = _own(link)
    return bool(_NAMED.match(_aim(link))) or any(_aim(back) in own for back in block.iter("a") if back.get("href"))


def _words(link: Any, block: Any) -> str:
    """A note's text in one line, without its number and without the link back; brackets inside in pairs."""
    own = _own(link)
    for back in list(block.iter("a")):
        if back is not block and back.get("href") and _aim(back) in own:
            back.drop_tree()
    words = re.sub(r"\s+", " ", "".join(block.itertext())).strip()
    words = words[_LEAD.match(words).end() :]  # type: ignore[union-attr] # the pattern matches anything
    depth = lowest = 0
    for char in words:
        depth += {"[": 1, "]": -1}.get(char, 0)
        lowest = min(lowest, depth)
    return words if not depth and not lowest else words.replace("[", "［").replace("]", "］")
