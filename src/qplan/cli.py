"""Words in, a call with plain arguments, an exit code out: the command table and the one place that prints errors."""

from __future__ import annotations

import gc
import os
import re
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from qplan import __version__, display
from qplan.errors import Misuse, QplanError

OWN_BUG = 3

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


class _Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        return _in_chinese(super().get_help(ctx))


class _Group(TyperGroup):
    """The program itself, likewise."""

    def get_help(self, ctx: Any) -> str:
        return _in_chinese(super().get_help(ctx))


app = typer.Typer(
    cls=_Group,
    help="质量强县（区、镇）培育建设方案：检查、对照国家方案、成文。",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _command(name: str, summary: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(name, cls=_Command, help=summary, short_help=summary)


def _choices(*words: str) -> Callable[[str], list[str]]:
    """Completion of an option by a fixed list."""
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


PlanFile = Annotated[Path, typer.Argument(metavar="方案", help="方案文件", show_default="plan.yaml")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写到哪里")]
Force = Annotated[bool, typer.Option("--force", help="已有的文件也覆盖")]
PLAN = Path("plan.yaml")
DEFAULT_PACK = "quality-county-2024"


@app.callback(invoke_without_command=True)
def home(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
) -> None:
    """Bare ``qplan``: what lies in this folder and what to type next."""
    if version:
        print(f"qplan {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from qplan.commands import home as command

        raise typer.Exit(command.run(Path()))


@_command("validate", "检查方案：写法、结构、内容，指出在第几行")
def validate(
    plans: Annotated[list[Path] | None, typer.Argument(metavar="方案...", help="方案文件，默认 plan.yaml")] = None,
    format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="格式", help="text 或 json", autocompletion=_choices("text", "json")),
    ] = "text",
    fail_on: Annotated[str, typer.Option(metavar="级别", help="何为不通过：error、warning、advice 或 never")] = "error",
) -> None:
    from qplan.commands import validate as command

    raise typer.Exit(command.run(plans or [PLAN], format=format, fail_on=fail_on))


@_command("coverage", "对照国家方案：七个方面哪句写了、哪句没写")
def coverage(
    plan: PlanFile = PLAN,
    *,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help="text、json、md、html、xlsx 或 docx；不写则随文件名",
            autocompletion=_choices("text", "json", "md", "html", "xlsx", "docx"),
        ),
    ] = None,
    explain: Annotated[str | None, typer.Option(metavar="要点", help="只看一个要点，如 A3.2，讲清依据")] = None,
    framework: Annotated[
        str | None, typer.Option(metavar="要点包", help="对照哪份要点包（名字或文件），默认随方案")
    ] = None,
    gate: Annotated[
        list[str] | None,
        typer.Option(metavar="门槛", help='达不到则以 1 退出，如 "total>=80%, claimed=0"；可写几个'),
    ] = None,
    baseline: Annotated[Path | None, typer.Option(metavar="文件", help="以前存下的 json；有退步则以 1 退出")] = None,
    fail_on: Annotated[str, typer.Option(metavar="级别", help="何为不通过：error、warning、advice 或 never")] = "error",
    output: Output = None,
    force: Force = False,
) -> None:
    from qplan.commands import coverage as command

    asked = command.Asked(framework=framework, gates=gate or (), baseline=baseline, fail_on=fail_on)
    raise typer.Exit(command.run(plan, format=format, explain=explain, output=output, force=force, asked=asked))


@_command("render", "成文：实施方案、任务分工表、责任矩阵、任务清单、指标表")
def render(
    plan: PlanFile = PLAN,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="格式", help="docx、md、html、txt、xlsx 或 csv，默认 docx",
            autocompletion=_choices("docx", "md", "html", "txt", "xlsx", "csv"),
        ),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option(
            "--part", "-p", metavar="部分", help="plan、tasks、matrix、units 或 targets",
            autocompletion=_choices("plan", "tasks", "matrix", "units", "targets"),
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:  # fmt: skip
    from qplan.commands import render as command

    raise typer.Exit(command.run(plan, format=format, part=part, output=output, force=force))


@_command("compare", "几份方案并列比较：同一地方的几个版本，或几个地方")
def compare(
    plans: Annotated[list[Path], typer.Argument(metavar="方案...", help="两份到十份方案文件，按写的先后排列")],
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="格式",
            help="text、json、html 或 xlsx；不写则随文件名，再不然是 text",
            autocompletion=_choices("text", "json", "html", "xlsx"),
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
    framework: Annotated[
        str | None, typer.Option(metavar="要点包", help="都按哪份要点包对照，默认随第一份方案")
    ] = None,
) -> None:
    from qplan.commands import compare as command

    raise typer.Exit(command.run(plans, format=format, output=output, force=force, framework=framework))


@_command("import", "把现有的方案（Word、PDF、网页等）变成方案文件")
def import_(
    source: Annotated[Path, typer.Argument(metavar="原稿", help="docx、doc、wps、pdf、html、md、txt、xlsx")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="文件", help="写到哪里")] = PLAN,
    force: Force = False,
    ledger: Annotated[Path | None, typer.Option(metavar="文件", help="另存每一段的去向（json）")] = None,
    review: Annotated[Path | None, typer.Option(metavar="文件", help="另存原文与结果的对照页（html）")] = None,
    keys: Annotated[str, typer.Option(metavar="语言", help="键用中文 zh 还是英文 en")] = "zh",
) -> None:
    from qplan.commands import import_ as command

    language = _language(keys)
    raise typer.Exit(command.run(source, output=output, force=force, ledger=ledger, review=review, keys=language))


@_command("export", "把方案导出为 json，供别的程序使用")
def export(
    plan: PlanFile = PLAN,
    format: Annotated[str, typer.Option("--format", "-f", metavar="格式", help="json")] = "json",
    output: Output = None,
    force: Force = False,
) -> None:
    from qplan.commands import export as command

    raise typer.Exit(command.run(plan, format=format, output=output, force=force))


@_command("explain", "解释一个检查代码或一个要点，如 Q203、A3.2")
def explain(topic: Annotated[str, typer.Argument(metavar="代码", help="检查代码或要点编号")]) -> None:
    from qplan.commands import explain as command

    raise typer.Exit(command.run(topic))


@_command("init", "新建一份方案：七个方面齐全，待填处都有标记")
def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="建在哪里", show_default="当前文件夹")] = Path(),
    name: Annotated[str | None, typer.Option(metavar="地名", help="如 示例县")] = None,
    level: Annotated[str | None, typer.Option(metavar="层级", help="县、区、县级市、镇等")] = None,
    keys: Annotated[str, typer.Option(metavar="语言", help="键用中文 zh 还是英文 en")] = "zh",
    force: Force = False,
) -> None:
    from qplan.commands import init as command

    raise typer.Exit(command.run(folder, name=name, level=level, keys=_language(keys), force=force))


packs = typer.Typer(cls=_Group, rich_markup_mode=None, help="要点包：检查、新建、两份对照")
app.add_typer(packs, name="framework")


@packs.command("check", cls=_Command, help="检查一个要点包和它的词表；有标注的，看它认得准不准")
def framework_check(
    pack: Annotated[str, typer.Argument(metavar="要点包", help="要点包的名字、文号或文件")] = DEFAULT_PACK,
    against: Annotated[list[Path] | None, typer.Option(metavar="标注", help="人工的标注，可写几次")] = None,
    plan: Annotated[list[Path] | None, typer.Option(metavar="方案", help="标注的是哪份方案，可写几次")] = None,
    format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="格式", help="text 或 json", autocompletion=_choices("text", "json")),
    ] = "text",
    min_f1: Annotated[float | None, typer.Option(metavar="数", help="每份标注的 F1 低于它就以 1 退出")] = None,
) -> None:
    from qplan.commands import framework as command

    code = command.check(pack, against=against or [], plans=plan or [], format=format, min_f1=min_f1)
    raise typer.Exit(code)


@packs.command("init", cls=_Command, help="新建一份要点包，照着样子改")
def framework_init(
    name: Annotated[str, typer.Argument(metavar="名称", help="标识（如 sheng-2026）或方案名称")],
    output: Output = None,
    base: Annotated[str | None, typer.Option("--from", metavar="要点包", help="从哪份要点包改起")] = None,
    with_lexicon: Annotated[bool, typer.Option("--lexicon", help="连词表一起写")] = False,
) -> None:
    from qplan.commands import framework as command

    raise typer.Exit(command.init(name, output=output, base=base, with_lexicon=with_lexicon))


@packs.command("crosswalk", cls=_Command, help="两份要点包的要点怎样对应")
def framework_crosswalk(
    one: Annotated[str, typer.Argument(metavar="甲", help="一份要点包")] = "quality-outline-2023",
    other: Annotated[str, typer.Argument(metavar="乙", help="另一份要点包")] = DEFAULT_PACK,
) -> None:
    from qplan.commands import framework as command

    raise typer.Exit(command.crosswalk(one, other))


@_command("schema", "写出方案文件的 JSON Schema，供编辑器提示")
def schema(
    framework: Annotated[str | None, typer.Option(metavar="要点包", help="要点包的名字或文件")] = None,
    keys: Annotated[str, typer.Option(metavar="语言", help="键用中文 zh 还是英文 en")] = "zh",
    output: Output = None,
    force: Force = False,
) -> None:
    from qplan.commands import schema as command

    raise typer.Exit(command.run(framework=framework, keys=_language(keys), output=output, force=force))


def _language(word: str) -> Any:
    if word not in ("zh", "en"):
        raise Misuse(f"--keys 不能是“{word}”", "写 zh（中文键）或 en（英文键）")
    return word


def main() -> NoReturn:
    """Run the program and leave with its exit code (0, 1 findings, 2 nothing judged, 3 a bug of ours)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # One command and out: what it allocates is needed to the end, so looking for garbage is time lost,
    # and so it is once more at exit, which `freeze` keeps from looking.
    gc.disable()
    code = _run()
    gc.freeze()
    sys.exit(code)


def _run() -> int:
    try:
        code = app(prog_name="qplan", standalone_mode=False)
        sys.stdout.flush()
    except QplanError as error:
        return _complain(error.message, error.remedy, error.exit_code)
    except TyperException as error:
        message, remedy = _misuse(error)
        return _complain(message, remedy, 2)
    except typer.Abort:
        return _complain("已取消。", "", 130)
    except BrokenPipeError:
        # The reader has had enough; what is left in the buffer must not raise at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: a report instead of a traceback
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name} 第 {frame.lineno} 行"
        remedy = f"这不是方案的问题。请把这几行和所用的命令报给维护者。qplan {__version__}，{place}"
        return _complain(f"程序出错：{type(error).__name__}: {error}", remedy, OWN_BUG)
    return int(code or 0)


def _complain(message: str, remedy: str, code: int) -> int:
    print(f"qplan: {message}", file=sys.stderr)
    if remedy:
        print(f"       {remedy}", file=sys.stderr)
    return code


def _misuse(error: TyperException) -> tuple[str, str]:
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
