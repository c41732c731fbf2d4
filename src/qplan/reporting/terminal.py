"""A text report -> a terminal, with what is missing and where it goes set off in colour."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

_STYLES = {
    r"^(方面|合计) .*$": "bold",
    r"^没有写（.*$": "bold red",
    r"^写到但不全（.*$": "bold yellow",
    r"^  [二三]（[一二三四五六七]）第\d+句": "cyan",
    r"(?<=还缺 ).*$": "yellow",
    r"^      (可写|补在|现有)：": "dim",
}


def show(report: str) -> None:
    """Print a report as it stands; only its colours are added."""
    text = Text(report, no_wrap=True, overflow="ignore")
    for pattern, style in _STYLES.items():
        text.highlight_regex(f"(?m){pattern}", style)
    Console(highlight=False, soft_wrap=True).print(text)
