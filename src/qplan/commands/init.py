"""``qplan init``: a plan skeleton with all seven areas, the places to fill marked 〔待填：…〕."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

from qplan import emit, skeleton, vocabulary, writing
from qplan import framework as frameworks
from qplan.build import DEFAULT_FRAMEWORK
from qplan.commands import schema
from qplan.errors import Misuse, Unwritable
from qplan.nearest import nearest
from qplan.vocabulary import Language


def run(folder: Path, *, name: str | None, level: str | None, keys: Language, force: bool) -> int:
    """Write plan.yaml and the editor's schema into ``folder``; asks on a terminal for what is not given.

    Args:
        folder: made where it is not there.
        name: the region's.
        level: a value of the schema or one of its Chinese names, such as 县.
        keys: the language of the plan file.
        force: overwrite a plan.yaml that is there.

    Raises:
        Misuse: name or level is lacking away from a terminal, or there is no such level.
        Unwritable: a plan.yaml is there already, or the folder cannot be made or written to.
    """
    names = vocabulary.at(("region", "level"))["x-values"]
    levels = {spelling: value for value, spellings in names.items() for spelling in (value, *spellings)}
    target = folder / "plan.yaml"
    if target.exists() and not force:
        raise Unwritable(f"{target} 已经有了，没有动它", "换一个文件夹：qplan init 新文件夹；确要重来加 --force")
    name = name or _asked("地名（如 示例县）：", "示例县")
    level = level or _asked("层级（省、市、区、县、县级市、自治县、旗、镇、街道、开发区）：", _guess(name))
    if level not in levels:
        guess = nearest(level, levels)
        raise Misuse(
            f"没有“{level}”这个层级",
            f"是否应为“{guess}”？" if guess else f"可写：{'、'.join(v[0] for v in names.values())}",
        )
    pack = frameworks.load(DEFAULT_FRAMEWORK)
    data = skeleton.data(pack, name, levels[level], _this_year())
    text = emit.emit(data, keys)
    writing.make_folder(folder)
    writing.write(target, skeleton.annotated(text, pack).encode(), force=force)
    beside = schema.write_beside(target, keys=keys)
    print(f"已建好方案：{target}")
    print(f"编辑器提示：{beside}（和方案放在一起，不用打开）")
    print("下一步：用记事本或别的编辑器打开方案，把〔待填：…〕换成你们的内容，然后")
    print(f"  qplan validate {target}    看哪里还没填、哪里写得不对")
    print(f"  qplan coverage {target}    对照国家方案看还缺哪句")
    return 0


def _guess(name: str) -> str:
    return next(
        (ending for ending in ("自治县", "县", "区", "旗", "镇", "街道", "市", "省") if name.endswith(ending)),
        "县",
    )


def _asked(question: str, proposal: str) -> str:
    """An answer typed on a terminal; away from one the option has to be given."""
    if not sys.stdin.isatty():
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
