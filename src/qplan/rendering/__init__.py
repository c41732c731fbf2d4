"""Dossier -> the bytes of one file: the word list of formats and parts, each format a module loaded when asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal, cast

from qplan.dossier import Dossier
from qplan.errors import Misuse

Part = Literal["plan", "tasks", "matrix", "units", "targets"]

_TABLES: tuple[Part, ...] = ("tasks", "matrix", "units", "targets")
# format: (its module, its parts, the first being what is meant when no part is named)
_FORMATS: dict[str, tuple[str, tuple[Part, ...]]] = {
    "docx": ("docx", ("plan", *_TABLES)),
    "html": ("html", ("plan", *_TABLES)),
    "md": ("md", ("plan", *_TABLES)),
    "txt": ("txt", ("plan",)),
    "xlsx": ("xlsx", _TABLES),
    "csv": ("delimited", _TABLES),
}
FORMATS: dict[str, tuple[Part, ...]] = {name: parts for name, (_, parts) in _FORMATS.items()}
TEXTS = ("html", "md", "txt", "csv")
"""The formats that a terminal or a pipe can take."""


def render(dossier: Dossier, format: str, part: str | None = None) -> bytes:
    """Print one part of a dossier.

    Args:
        dossier: as `qplan.dossier.compile_` makes it.
        format: one of `FORMATS`.
        part: one of the format's parts; by default its first. A workbook has all tables whatever the part,
            which is the one it opens at.

    Raises:
        Misuse: no such format, or it does not have that part.
    """
    chosen = chosen_part(format, part)
    module = import_module(f"qplan.rendering.{_FORMATS[format][0]}")
    return cast("Callable[[Dossier, str], bytes]", module.render)(dossier, chosen)


def chosen_part(format: str, part: str | None) -> Part:
    """The part that is meant, before anything is read or loaded.

    Raises:
        Misuse: no such format, or it does not have that part.
    """
    if format not in FORMATS:
        raise Misuse(f"没有“{format}”这种格式", f"可写：{'、'.join(FORMATS)}")
    parts = FORMATS[format]
    for each in parts:
        if part in (None, each):
            return each
    others = [name for name, there in FORMATS.items() if part in there]
    remedy = f"{format} 可写：{'、'.join(parts)}"
    if others:
        remedy += f"；{part} 可用：{'、'.join(others)}"
    raise Misuse(f"{format} 格式没有“{part}”这一部分", remedy)
