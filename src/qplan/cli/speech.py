"""What the parser library says in English -> Chinese: help, and calls that it refuses."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from qplan import display

_HELP_WORDS = (
    (re.compile(r"^Usage: (.*)$", re.MULTILINE), r"用法：\1"),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), "命令 [参数]"),
    (re.compile(r"^Arguments:$", re.MULTILINE), "参数："),
    (re.compile(r"^Options:$", re.MULTILINE), "选项："),
    (re.compile(r"^Commands:$", re.MULTILINE), "命令："),
    (re.compile(r"Show this message and exit\."), "显示这份帮助"),
    (re.compile(r"Install completion for the current shell\."), "安装当前命令行的补全"),
    (
        re.compile(r"Show completion for the current shell, to copy it or\s+customize the installation\."),
        "显示补全脚本",
    ),
    (re.compile(r"\[required\]"), "[必填]"),
    (re.compile(r"\[default: \(?([^\])]*)\)?\]"), r"[默认：\1]"),
)


_ROW = re.compile(r"^  (?P<term>\S.*?)  +(?P<words>\S.*)$", re.MULTILINE)


def _in_chinese(text: str) -> str:
    """Help as the parser library composes it, in Chinese, its columns aligned for wide characters."""
    for pattern, words in _HELP_WORDS:
        text = pattern.sub(words, text)
    widest = max((display.width(row["term"]) for row in _ROW.finditer(text)), default=0)
    return _ROW.sub(lambda row: f"  {row['term']}{' ' * (widest - display.width(row['term']))}  {row['words']}", text)


class Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """As the library composes it, in Chinese."""
        return _in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """The program itself, likewise."""

    def get_help(self, ctx: Any) -> str:
        """As the library composes it, in Chinese."""
        return _in_chinese(super().get_help(ctx))


def misuse(error: TyperException) -> tuple[str, str]:
    """A call that the parser refuses, in Chinese: the parser's own words are English."""
    command = getattr(getattr(error, "ctx", None), "command_path", "qplan")
    remedy = f"用法见：{command} --help"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        guesses = "、".join(getattr(error, "possibilities", None) or ())
        option = getattr(error, "option_name", "")
        return f"没有 {option} 这个选项", f"是否要用 {guesses}？" if guesses else remedy
    if kind == "MissingParameter":
        param = getattr(error, "param", None)
        return f"缺少参数：{getattr(param, 'metavar', None) or getattr(param, 'name', '')}", remedy
    unknown = re.match(r"No such command '(.*?)'", error.format_message())
    if unknown:
        from qplan.nearest import nearest

        ctx = getattr(error, "ctx", None)
        path = getattr(ctx, "command_path", "qplan")
        guess = nearest(unknown[1], ctx.command.list_commands(ctx) if ctx else ())
        return f"没有 {unknown[1]} 这个命令", f"是否要用 {path} {guess}？" if guess else remedy
    if error.format_message() == "Missing command.":
        ctx = getattr(error, "ctx", None)
        return (
            f"{command} 后面还要写做什么",
            f"可写：{'、'.join(ctx.command.list_commands(ctx)) if ctx else ''}；{remedy}",
        )
    if kind == "BadOptionUsage":
        return f"选项 {getattr(error, 'option_name', '')} 后面要写值", remedy
    return f"参数不对（{error.format_message()}）", remedy
