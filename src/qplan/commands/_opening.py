"""A plan on the command line -> Opened; what the reading of a document would have a person look at goes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from qplan import opening
from qplan.opening import Opened
from qplan.reporting.wrapping import wrapped


def opened(path: Path) -> Opened:
    """Read and judge a plan file or a document, and tell how a document was read.

    Raises:
        Unreadable: as `opening.read`.
    """
    found = opening.read(path)
    for line in told(found):
        print(line, file=sys.stderr)
    return found


def told(found: Opened) -> Iterator[str]:
    """What a person should know of how a document was read, in lines that fit; a command to be copied stays whole."""
    for line in opening.told(found):
        yield from [line] if line.startswith(" ") else wrapped(line, hang=2)
