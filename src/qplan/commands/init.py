"""``qplan init``: a plan skeleton with all seven areas, the places to fill marked 〔待填：…〕."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qplan import display, emit, opening, renewing, skeleton, vocabulary, writing
from qplan import framework as frameworks
from qplan.build import DEFAULT_FRAMEWORK
from qplan.commands import _opening, schema
from qplan.display import typed
from qplan.errors import Misuse, Unwritable
from qplan.nearest import nearest
from qplan.renewing import Renewed
from qplan.renewing.marks import Kind
from qplan.reporting.wrapping import wrapped
from qplan.vocabulary import Language

_EARLIEST, _LATEST = 2000, 2100
_TITLE = 36
"""Cells for the titles of the areas."""
_COUNTS = "零一二三四五六七八九十"
_MARKED: tuple[tuple[Kind, str], ...] = (("year", "年份"), ("meeting", "会议和规划"), ("unit", "单位名称"))


class Wanted(NamedTuple):
    """What the new plan is for, as far as it was said.

    ``name`` is the region's, ``level`` a value of the schema or one of its Chinese names, such as 县, ``year`` the
    first of the period.
    """

    name: str | None = None
    level: str | None = None
    year: int | None = None


def run(folder: Path, *, wanted: Wanted, source: Path | None = None, keys: Language, force: bool) -> int:
    """Write plan.yaml and the editor's schema into ``folder``; asks on a terminal for what is not given.

    Args:
        folder: made where it is not there.
        wanted: the place and the year; what is not said is last year's plan's, the year is this one.
        source: last year's plan, a plan file or a document of any kind that is read: what it says is taken over.
        keys: the language of the plan file.
        force: overwrite a plan.yaml that is there.

    Raises:
        Misuse: name or level is lacking away from a terminal, or there is no such level or year.
        Unwritable: a plan.yaml is there already, or the folder cannot be made or written to.
        Unreadable, Broken: last year's plan cannot be read, or is no whole plan.
    """
    target = folder / "plan.yaml"
    if target.exists() and not force:
        raise Unwritable(f"{target} 已经有了，没有动它", "换一个文件夹：qplan init 新文件夹；确要重来加 --force")
    if wanted.year is not None and not _EARLIEST <= wanted.year <= _LATEST:
        raise Misuse(f"--year 不能是 {wanted.year}", "写新方案从哪一年起，如 --year 2026")
    opened = opening.read(source) if source else None
    known = renewing.place_of(opened.checked) if opened else (None, None)
    name = wanted.name or known[0] or _asked("地名（如 示例县）：", "示例县", source)
    levels = _levels()
    level = (
        wanted.level
        or known[1]
        or _asked("层级（省、市、区、县、县级市、自治县、旗、镇、街道、开发区）：", _guess(name), source)
    )
    if level not in levels:
        guess = nearest(level, levels)
        raise Misuse(
            f"没有“{level}”这个层级",
            f"是否应为“{guess}”？" if guess else f"可写：{'、'.join(dict.fromkeys(_first(levels)))}",
        )
    pack = frameworks.load(DEFAULT_FRAMEWORK)
    begins = wanted.year or _this_year()
    renewed = None
    if opened:
        renewed = renewing.renew(opened.checked, pack, name=name, level=levels[level], year=begins)
    data = renewed.data if renewed else skeleton.data(pack, name, levels[level], begins)
    text = emit.emit(data, keys)
    writing.make_folder(folder)
    try:
        writing.write(target, skeleton.annotated(text, pack).encode(), force=force)
    except Unwritable as error:
        raise Unwritable(error.message, error.remedy.replace("用 -o 换", "换")) from error
    beside = schema.write_beside(target, keys=keys)
    print(f"已建好方案：{target}")
    if opened and renewed:
        for line in _opening.told(opened):
            print(line)
        for line in _told(renewed):
            print("\n".join(wrapped(line.lstrip(), len(line) - len(line.lstrip()), hang=2)))
    print(f"编辑器提示：{beside}（和方案放在一起，不用打开）")
    print("下一步：用记事本或别的编辑器打开方案，把〔待填：…〕换成你们的内容，然后")
    print(f"  qplan validate {typed(target)}    看哪里还没填、哪里写得不对")
    print(f"  qplan coverage {typed(target)}    对照国家方案看还缺哪句")
    return 0


def _told(renewed: Renewed) -> Iterator[str]:
    """What became of last year's plan, in whole lines, those of a list set in."""
    count = sum(len(names) for _, names in renewed.placed) + len(renewed.homeless)
    areas = f"{_COUNTS[len(renewed.placed)]}个方面"
    if count:
        yield f"去年的任务 {count} 条，按写到的要点归入{areas}："
        for area, names in renewed.placed:
            yield f"  {display.pad(area.title, _TITLE)}{len(names):>3} 条"
    else:
        yield f"去年的方案里没有认出任务，{areas}都是待填的；原稿有任务的，请对照着看"
    if renewed.homeless:
        last = display.pad("没有归类，列在最后", _TITLE)
        yield f"  {last}{len(renewed.homeless):>3} 条：{'、'.join(renewed.homeless)}"
    if renewed.asked:
        yield f"还缺的要点，在各方面留出了 {renewed.asked} 条待填的任务"
    marked = [f"{word} {renewed.marked[kind]} 处" for kind, word in _MARKED if renewed.marked[kind]]
    marked += [f"指标 {renewed.targets} 个（去年的数记作基期，待核实）"] * bool(renewed.targets)
    if marked:
        yield f"已标出要改的：{'，'.join(marked)}。原来的字在〔待填：原为…〕里"
    if renewed.cited:
        yield f"引用的文件，名称和文号里的年份没有动（{renewed.cited} 处），请核对是否仍然有效"
    yield "没有带过来的：成文日期、印发日期、稿次、办理情况"


def _levels() -> dict[str, str]:
    """Every spelling of a level, with the schema's value."""
    names = vocabulary.at(("region", "level"))["x-values"]
    return {spelling: value for value, spellings in names.items() for spelling in (value, *spellings)}


def _first(levels: dict[str, str]) -> Iterator[str]:
    return (vocabulary.chinese(value, "region", "level") for value in levels.values())


def _guess(name: str) -> str:
    return next(
        (ending for ending in ("自治县", "县", "区", "旗", "镇", "街道", "市", "省") if name.endswith(ending)),
        "县",
    )


def _asked(question: str, proposal: str, source: Path | None) -> str:
    """An answer typed on a terminal; away from one the option has to be given."""
    if not sys.stdin.isatty():
        if source:
            raise Misuse(f"{source} 里认不出是哪个地方的方案", "写明地名和层级：加上 --name 示例县 --level 县")
        raise Misuse("没有写地名和层级", "例如：qplan init --name 示例县 --level 县")
    return input(f"{question}[{proposal}] ").strip() or proposal


def _this_year() -> int:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC).year
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).year
    except (ValueError, OverflowError, OSError) as error:
        raise Misuse(f"环境变量 SOURCE_DATE_EPOCH 不能是“{epoch}”", "应为秒数，如 1767225600；不用就删去") from error
