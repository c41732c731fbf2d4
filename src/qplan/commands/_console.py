"""What every command asks of the place that it prints to."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def piped(output: Path | None) -> bool:
    """Whether ``-o -`` asks for the result itself on standard output."""
    return output is not None and str(output) == "-"


def colour() -> bool:
    """Whether what is printed may be coloured: on a terminal, unless NO_COLOR is set."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def narrow() -> bool:
    """Whether standard output is no UTF-8, as a console or pipe in GBK.

    It cannot carry every character of a plan; JSON is printed there with escapes, which any encoding carries.
    """
    return (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
