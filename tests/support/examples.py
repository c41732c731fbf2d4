"""How many examples a law that is slow to prove is tried with, in proportion to the profile in use."""

from __future__ import annotations

from hypothesis import settings


def fewer(part: int) -> settings:
    """One ``part``-th of the profile's examples: a fifth of 60 is 12, and `make fuzz` still tries 600."""
    return settings(max_examples=max(1, settings.default.max_examples // part))
