"""The numbers and the title of a point -> what a reader calls it: 二、（三）5“完善重点产业链建设”."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 20
"""Characters up to which a title is shown whole."""
_STOPS = "、.．。,， 　"
"""What the last number of a heading loses."""


def heading(numbers: Iterable[str], title: str) -> str:
    """What a reader calls a point; "" for one that has neither number nor title.

    Args:
        numbers: its own and those of the sections around it as they are printed, the outermost first.
        title: its own, or the first words of one that has none.
    """
    told = "".join(number.strip() for number in numbers).rstrip(_STOPS)
    short = shortened(title)
    return f"{told}“{short}”" if short else told


def shortened(title: str) -> str:
    """A title in quotation marks: those inside become single ones, and a long one is cut."""
    flat = " ".join(title.split()).rstrip("。").replace("“", "‘").replace("”", "’")
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 1]}……"
