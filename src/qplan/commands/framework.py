"""``qplan framework``: packs of requirements: check one, start one, hold one against another."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from qplan import framework as frameworks
from qplan.commands import _console
from qplan.errors import Misuse, Unwritable
from qplan.findings import Severity
from qplan.packs import labels, proofing, scoring
from qplan.packs.labels import Labels

_FORMATS = ("text", "json")


def check(
    name: str,
    *,
    against: Sequence[Path] = (),
    plans: Sequence[Path] = (),
    format: str = "text",
    min_f1: float | None = None,
) -> int:
    """Print what is wrong with a pack, and how well it judges labelled plans or sentences.

    Args:
        name: an id, an official number, or the path of a pack file.
        against: labels files (`labels.load` says which).
        plans: the labelled plans, in the order of those labels files that do not name theirs.
        format: text or json.
        min_f1: the F1 of links that each labels file has to reach.

    Returns:
        1 where the pack has errors or a labels file stays below ``min_f1``.
    """
    if format not in _FORMATS:
        raise Misuse(f"framework check 没有“{format}”这种格式", f"可写：{'、'.join(_FORMATS)}")
    if min_f1 is not None and not (against and 0 <= min_f1 <= 1):
        raise Misuse("--min-f1 要同 --against 一起用，值在 0 到 1 之间", "例如：--against 标注.yaml --min-f1 0.8")
    pairs = _paired([*map(labels.load, against)], plans)
    proof = proofing.proof(frameworks.find(name))
    scores = [scoring.score(proof.pack, each, plan) for each, plan in pairs] if proof.pack else []
    if format == "json":
        from qplan.reporting import scoring_json

        narrow = _console.narrow()
        print(scoring_json.report(proof.pack, proof.findings, proof.sources, scores, ascii_only=narrow))
    else:
        from qplan.reporting import scoring_text, text

        if proof.pack:
            print(scoring_text.held(proof.pack), end="\n\n")
        width = shutil.get_terminal_size((80, 24)).columns
        print(text.report(proof.findings, proof.sources, colour=_console.colour(), width=width))
        if proof.pack and scores:
            print(f"\n{scoring_text.report(proof.pack, scores)}", end="")
    broken = any(each.severity is Severity.ERROR for each in proof.findings)
    return int(broken or (min_f1 is not None and any((each.f1 or 0.0) < min_f1 for each in scores)))


def init(name: str, *, output: Path | None, base: str | None, with_lexicon: bool) -> int:
    """Write a pack to go on from, and its lexicon where that is asked for; what is there is never overwritten.

    Args:
        name: its id, or its title where it is no id.
        output: the pack's file, <name>.yaml by default; the lexicon stands beside it.
        base: a pack to start from (id, number or file), none for the pattern of two areas.
        with_lexicon: write <pack>.lexicon.yaml too.

    Raises:
        Misuse: a pack of the program has that name, there is no such base, or the file is no .yaml.
        Unwritable: one of the files is there already, or cannot be written.
    """
    from qplan import writing
    from qplan.packs import starter

    if name in frameworks.known():
        raise Misuse(
            f"程序自带的要点包里已有 {name}", f"换一个名字；要从它改起：qplan framework init 名称 --from {name}"
        )
    target = output or Path(f"{name}.yaml")
    if target.suffix != ".yaml":
        raise Misuse(f"要点包的文件名要以 .yaml 结尾，不能是 {target}", f"例如：-o {target.stem}.yaml")
    text = starter.copied(name, frameworks.load(base)) if base else starter.new(name)
    files = [(target, text.pack.encode())]
    if with_lexicon:
        files.append((target.with_name(f"{target.stem}.lexicon.yaml"), text.lexicon.encode()))
    for path, _ in files:
        if path.exists():
            raise Unwritable(f"{path} 已经有了，没有动它", "用 -o 换一个文件名")
    for path, data in files:
        writing.write(path, data)
        print(f"已写出：{path}")
    print("下一步：用文本编辑器打开，照样子改，然后")
    print(f"  qplan framework check {target}    看写法对不对")
    print(f"  qplan coverage 方案.yaml --framework {target}    用它对照")
    return 0


def _paired(every: Sequence[Labels], plans: Sequence[Path]) -> list[tuple[Labels, Path | None]]:
    """Each labels file with its plan; those that name one or need none have None."""
    open_ = [each for each in every if not each.sentences and each.plan is None]
    if len(open_) != len(plans):
        raise Misuse(
            f"有 {len(open_)} 份标注没有说是哪份方案的，--plan 写了 {len(plans)} 个",
            "按标注的次序各写一个 --plan，或在标注里加 plan",
        )
    rest = iter(plans)
    return [(each, next(rest) if each in open_ else None) for each in every]


def crosswalk(one: str, other: str) -> int:
    """Print which requirement of one pack corresponds to which of the other; always 0.

    Args:
        one: an id, an official number or title, or the path of a pack file.
        other: likewise.

    Raises:
        Misuse: there is no such pack, or no crosswalk between the two.
    """
    from qplan import crosswalk as crosswalks
    from qplan.reporting import crosswalk_text

    origin, target = frameworks.load(one), frameworks.load(other)
    table = crosswalks.between(origin, target)
    if table is None:
        remedy = "写一份：与要点包放在一起，文件名为 要点包文件名.crosswalk.yaml"
        raise Misuse(f"{origin.id} 同 {target.id} 之间没有对照表", remedy)
    print(crosswalk_text.report(table, origin, target))
    return 0
