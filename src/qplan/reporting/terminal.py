"""A text report -> a terminal, with what is there, what is missing and where it goes set off in colour."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from qplan.reporting.coverage_text import APART, FULL, PARTIAL, REST

_STYLES = {
    rf"{FULL}+": "green",
    rf"{PARTIAL}+": "yellow",
    rf"{REST}+": "red",
    rf"{APART}+(?=$|　)": "blue",
    r"^(方面|合计|缺哪句) .*$": "bold",
    r"^没有写（.*$": "bold red",
    r"^(标了对应、正文没有话|写到但不全|要点有更新请复核)（.*$": "bold yellow",
    r"^  \S*（\S*第\d+句(?= )": "cyan",
    r"(?<=还缺 ).*$|(?<=    还缺：).*?(?=  |$)": "yellow",
    r"^ +(可写|现有|补在|还缺)：": "dim",
}


def show(report: str) -> None:
    """Print a report as it stands; only its colours are added."""
    text = Text(report, no_wrap=True, overflow="ignore")
    for pattern, style in _STYLES.items():
        text.highlight_regex(f"(?m){pattern}", style)
    Console(highlight=False, soft_wrap=True).print(text)
