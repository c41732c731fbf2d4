"""Text on a terminal: how many cells it takes, cut or padded to a number of cells, a file's name as it is typed there.

Wide characters take two cells. So do those that Unicode calls ambiguous (“ ” … — ① ★ ●): the program prints
Chinese, and the consoles and fonts that Chinese offices use draw them full width. A terminal that draws them
in one cell moves a caret by one for each of them before it; where colour is on, the span itself is underlined.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

_NO_CELL = ("Mn", "Me", "Cf")
_ELLIPSIS = "..."
_APART = frozenset(" \u3000\t&()[]{};'`$!^*?<>|#")
"""What parts a name, or means something, on the command line of Windows or of Linux."""


def width(text: str) -> int:
    """The cells that a text of one line takes: wide and ambiguous characters 2, combining ones 0, the rest 1."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def cut(text: str, most: int) -> str:
    """The text, or its beginning and ``...`` in at most ``most`` cells (three at least)."""
    if width(text) <= most:
        return text
    return start(text, most - len(_ELLIPSIS)) + _ELLIPSIS


def start(text: str, most: int) -> str:
    """As many characters from the beginning as fit into ``most`` cells."""
    taken = 0
    for index, char in enumerate(text):
        taken += _cells(char)
        if taken > most:
            return text[:index]
    return text


def end(text: str, most: int) -> str:
    """As many characters from the end as fit into ``most`` cells."""
    return start(text[::-1], most)[::-1]


def pad(text: str, cells: int) -> str:
    """The text with blanks after it, up to ``cells`` cells; a longer one stays as it is."""
    return text + " " * (cells - width(text))


def typed(name: object) -> str:
    """A file's name or path as it is typed on a command line: in quotes where it has a blank or the like."""
    text = str(name)
    return text if _APART.isdisjoint(text) else f'"{text}"'


def _cells(char: str) -> int:
    if char.isascii():
        return 1
    if category(char) in _NO_CELL:
        return 0
    return 2 if east_asian_width(char) in "WFA" else 1
