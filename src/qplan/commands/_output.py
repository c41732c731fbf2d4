"""``--format`` and ``-o`` -> a format and a file to write: for the reports that `coverage` and `compare` make."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from qplan import writing
from qplan.commands import _console
from qplan.errors import Misuse

_ENDINGS = {"txt": "text", "markdown": "md", "htm": "html"}
_FOREIGN = ("pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "rtf", "odt", "ofd", "md")
"""Endings of files that somebody may well ask for, as far as a command does not make them."""
_FILES = ("html", "xlsx", "docx")
"""What is for another program to open: it goes to a file unless ``-o`` says otherwise."""
_BINARY = ("xlsx", "docx")
ELSEWHERE = "用 -o 换一个文件名"


def chosen(command: str, formats: Sequence[str], asked: str | None, output: Path | None, instead: str) -> str:
    """The format asked for, which the output's ending must not belie: a program opens a file by its ending.

    Args:
        command: for the messages.
        formats: what it makes.
        asked: ``--format``; by default what the ending of ``output`` says, else text.
        output: ``-o``.
        instead: how to come to a PDF.

    Raises:
        Misuse: the command makes no such format, or the two say different things.
    """
    format = _ENDINGS.get(asked, asked) if asked else None  # noqa: A001 - the option's name
    if format not in (None, *formats):
        raise Misuse(f"{command} 没有“{asked}”这种格式", f"可写：{'、'.join(formats)}")
    ending = output.suffix.lower()[1:] if output and not output.is_dir() else ""
    known = _ENDINGS.get(ending, ending)
    said = known if known in formats else None
    if said is None and known in _FOREIGN:
        raise Misuse(f"{command} 不能生成 .{ending} 文件", f"可写：{'、'.join(formats)}；{instead}")
    if format and said not in (None, format):
        raise Misuse(f"-o 写的是 .{ending} 文件，--format 写的是 {asked}", "两处写成一样的，或只写一处")
    return format or said or "text"


def target(usual: Path, format: str, output: Path | None) -> Path | None:
    """The file to write, None to print.

    Args:
        usual: where it lies where nothing else is asked for, its ending apart.
        format: as `chosen` has it.
        output: a file, a folder for a file of the usual name, or - for the terminal.

    Raises:
        Misuse: what is no text is to be printed.
    """
    path = usual.with_name(f"{usual.name}.{'txt' if format == 'text' else format}")
    if _console.piped(output):
        if format in _BINARY:
            raise Misuse(f"{format} 不是文本，不能打印出来", "用 -o 写明文件名，或不写 -o")
        return None
    if output is None:
        return path if format in _FILES else None
    return output / path.name if output.is_dir() else output


def spare(target: Path | None, plans: Iterable[Path]) -> None:
    """Refuse to write over a plan that is read.

    Raises:
        Misuse: that is asked for.
    """
    for plan in plans:
        if target is not None and target.exists() and plan.exists() and target.samefile(plan):
            raise Misuse(f"{target} 就是要读的方案，不能把结果写到它上面", ELSEWHERE)


def write(target: Path, data: bytes, *, force: bool, plan: Path) -> None:
    """Write the file, and say so beside what is printed."""
    written = writing.write(target, data, force=force, plan=plan)
    print(f"{'已写出' if written else '没有变化'}：{target}", file=sys.stderr)


def show(data: bytes, format: str, *, coloured: bool = False) -> None:
    """Print a report; a page keeps its own encoding, whatever the terminal's.

    ``coloured``: text may be, as `terminal` colours what `coverage` says.
    """
    if format == "html":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    elif coloured and format == "text" and _console.colour():
        from qplan.reporting import terminal

        terminal.show(data.decode().rstrip("\n"))
    else:
        print(data.decode(), end="")
