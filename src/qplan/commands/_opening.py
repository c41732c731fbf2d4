"""A plan on the command line -> Opened; what the reading of a document would have a person look at goes to stderr."""

from __future__ import annotations

import sys
from pathlib import Path

from qplan import opening
from qplan.opening import Opened


def opened(path: Path) -> Opened:
    """Read and judge a plan file or a document, and tell how a document was read.

    Raises:
        Unreadable: as `opening.read`.
    """
    found = opening.read(path)
    for line in opening.told(found):
        print(line, file=sys.stderr)
    return found
