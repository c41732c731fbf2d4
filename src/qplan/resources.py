"""The one module that knows where schemas/ and templates/ are, in a wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_HERE = Path(__file__).resolve().parent


def root(kind: Literal["schemas", "templates"]) -> Path:
    """The folder of shipped data: inside the installed package, else at the top of the checkout."""
    shipped = _HERE / kind
    return shipped if shipped.is_dir() else _HERE.parents[1] / kind


def text(kind: Literal["schemas", "templates"], *parts: str) -> str:
    """The UTF-8 text of one shipped file."""
    return root(kind).joinpath(*parts).read_text(encoding="utf-8")
