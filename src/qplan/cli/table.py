"""The table of commands: the words of each, and the call that they become."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from qplan import __version__
from qplan.cli.speech import Command, Group
from qplan.errors import Misuse

app = typer.Typer(
    cls=Group,
    help="质量强县（区、镇）培育建设方案：检查、对照国家方案、成文。",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _command(name: str, summary: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(name, cls=Command, help=summary, short_help=summary)


def _choices(*words: str) -> Callable[[str], list[str]]:
    """Completion of an option by a fixed list."""
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


PlanFile = Annotated[Path, typer.Argument(metavar="方案", help="方案文件，或 Word 等文稿", show_default="plan.yaml")]
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


@_command("validate", "检查方案（Word 稿也可）：写法、结构、内容，逐处指出")
def validate(
    plans: Annotated[
        list[Path] | None, typer.Argument(metavar="方案...", help="方案文件或 Word、txt、md 等文稿，默认 plan.yaml")
    ] = None,
    format: Annotated[
        str,
        typer.Option("--format", "-f", metavar="格式", help="text 或 json", autocompletion=_choices("text", "json")),
    ] = "text",
    fail_on: Annotated[str, typer.Option(metavar="级别", help="何为不通过：error、warning、advice 或 never")] = "error",
    annotate: Annotated[
        Path | None, typer.Option(metavar="文件", help="另存一份 Word 文件，检查结果写成批注；原文件不动")
    ] = None,
    force: Force = False,
) -> None:
    from qplan.commands import validate as command

    raise typer.Exit(command.run(plans or [PLAN], format=format, fail_on=fail_on, annotate=annotate, force=force))


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
    plans: Annotated[
        list[Path], typer.Argument(metavar="方案...", help="两份到十份方案文件或 Word 等文稿，按写的先后排列")
    ],
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
    *,
    force: Force = False,
    ledger: Annotated[Path | None, typer.Option(metavar="文件", help="另存每一段的去向（json）")] = None,
    review: Annotated[Path | None, typer.Option(metavar="文件", help="另存原文与结果的对照页（html）")] = None,
    keys: Annotated[str, typer.Option(metavar="语言", help="键用中文 zh 还是英文 en")] = "zh",
    suggest: Annotated[
        bool, typer.Option("--suggest", help="按正文建议每条的“对应”，标“待确认”，有人确认才算数")
    ] = False,
    into: Annotated[
        Path | None, typer.Option(metavar="方案", help="原稿是由这份方案改来的：列出改动，不另写方案")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="把改动全部写入方案")] = False,
    only: Annotated[str | None, typer.Option(metavar="序号", help="只写入这几处改动，如 1,3-5")] = None,
    ask: Annotated[bool, typer.Option("--ask", help="逐处问要不要写入")] = False,
    since: Annotated[Path | None, typer.Option(metavar="发出稿", help="方案后来又改过的，写当时发出的稿子")] = None,
    original: Annotated[bool, typer.Option("--original", help="修订一概不接受，只看直接改的")] = False,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="格式", help="改动怎样列：text 或 json", autocompletion=_choices("text", "json")
        ),
    ] = None,
) -> None:
    if into is not None:
        if suggest:
            raise Misuse("--suggest 不能和 --into 一起用", f"先写入改动，再看可以标哪些对应：qplan coverage {into}")
        if output != PLAN or force or ledger or review:
            raise Misuse(
                "--into 只列出改动，不另写方案，不能同 -o、--force、--ledger、--review 一起用", "写入改动用 --apply"
            )
        from qplan.commands import into as revision

        taking = revision.Taking(apply=apply, only=only, ask=ask)
        shown = format or "text"
        raise typer.Exit(revision.run(into, source, taking=taking, since=since, original=original, format=shown))
    if apply or only or ask or since or original or format:
        raise Misuse(
            "--apply、--only、--ask、--since、--original、--format 要和 --into 一起用",
            "例如：qplan import --into plan.yaml 改后.docx",
        )
    from qplan.commands import import_ as command

    language = _language(keys)
    beside = command.Beside(ledger, review)
    raise typer.Exit(command.run(source, output=output, force=force, beside=beside, keys=language, suggest=suggest))


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
    *,
    name: Annotated[str | None, typer.Option(metavar="地名", help="如 示例县")] = None,
    level: Annotated[str | None, typer.Option(metavar="层级", help="县、区、县级市、镇等")] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="去年的方案", help="Word、txt 或方案文件：条目归入七个方面，过时的字标出来"),
    ] = None,
    year: Annotated[int | None, typer.Option(metavar="年份", help="新方案从哪一年起，默认今年")] = None,
    keys: Annotated[str, typer.Option(metavar="语言", help="键用中文 zh 还是英文 en")] = "zh",
    force: Force = False,
) -> None:
    from qplan.commands import init as command

    language = _language(keys)
    wanted = command.Wanted(name, level, year)
    raise typer.Exit(command.run(folder, wanted=wanted, source=source, keys=language, force=force))


packs = typer.Typer(cls=Group, rich_markup_mode=None, help="要点包：检查、新建、两份对照")
app.add_typer(packs, name="framework")


@packs.command("check", cls=Command, help="检查一个要点包和它的词表；有标注的，看它认得准不准")
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


@packs.command("init", cls=Command, help="新建一份要点包，照着样子改")
def framework_init(
    name: Annotated[str, typer.Argument(metavar="名称", help="标识（如 sheng-2026）或方案名称")],
    output: Output = None,
    base: Annotated[str | None, typer.Option("--from", metavar="要点包", help="从哪份要点包改起")] = None,
    with_lexicon: Annotated[bool, typer.Option("--lexicon", help="连词表一起写")] = False,
) -> None:
    from qplan.commands import framework as command

    raise typer.Exit(command.init(name, output=output, base=base, with_lexicon=with_lexicon))


@packs.command("crosswalk", cls=Command, help="两份要点包的要点怎样对应")
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
