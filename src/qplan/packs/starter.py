"""A name -> the text of a new pack and of its lexicon: two areas as a pattern, or a pack of ours to go on from."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from qplan import resources, source
from qplan.framework import Framework

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
"""What a pack may be called by."""
_USUAL = ("local-pack", "示例省质量强县要点")
_OWN_KEYS = re.compile(r"^(issuer|number|date|short|tasks|duties|based_on): .*\n", re.MULTILINE)
_HEAD = """\
# 由 {base} 第{edition}版改成：原有的要点照旧，增加的写在“本省增加”下面。要点的编号不改、不重用。
# 原文的位置（spans）仍指国家方案。改好以后检查：qplan framework check 本文件。写法见 docs/framework-packs.md。
"""
_OWN = """\
# ==== 本省增加：照样子改，不要的删去；也可以在上面各方面的末尾接着加 ====
- id: {area}
  title: 本省增加的方面
  place: 省方案二（一）
  requirements:
  - id: {area}.1
    title: 诚信计量
    sentence: 1
    counts: 集贸市场、加油站、医疗机构等处的诚信计量
    phrase: 推进集贸市场、加油站诚信计量
    since: 1
# ==== 本省增加的到此为止 ====
"""
_WORDS = """\
# 词表：词沿用 {base} 的（uses、as），本省增加的要点写自己的词。写法见 docs/framework-packs.md。
format: qplan-lexicon/1
framework: {id}
uses: {base}
requirements:
{taken}
  # ==== 本省增加 ====
  {area}.1:
    groups:
    - why: 诚信计量的本体
      terms: [诚信计量, "{{集贸市场|加油站|农贸市场|医疗机构}}…计量", "计量…{{集贸市场|加油站|农贸市场|医疗机构}}"]
"""


class Starter(NamedTuple):
    """The texts of two files that go together."""

    pack: str
    lexicon: str


def new(name: str) -> Starter:
    """A pack of two areas, commented, with its lexicon; ``name`` is its id, or its title where it is no id."""
    id_, title = _called(name)
    texts = (resources.text("templates", "framework", f"{kind}.yaml") for kind in ("pack", "lexicon"))
    return Starter(*(text.replace("{id}", id_).replace("{title}", title) for text in texts))


def copied(name: str, base: Framework) -> Starter:
    """A copy of a pack of ours, with a place for what a province adds; its words are the base's, by ``uses``.

    Whose document it is, its number, its date and what its parts are called are left out: they would be the base's.
    """
    id_, title = _called(name)
    area = _next(base)
    text = source.read(base.path).text if base.path else ""
    body = text[text.index("format:") :]
    body = _OWN_KEYS.sub("", re.sub(r"^id: .*$", f"id: {id_}", body, count=1, flags=re.MULTILINE))
    body = re.sub(r"^title: .*$", f"title: {title}", body, count=1, flags=re.MULTILINE)
    body = re.sub(r"^edition: .*$", f"edition: 1\nbased_on: {base.id}", body, count=1, flags=re.MULTILINE)
    body = re.sub(r"since: \d+", "since: 1", body)
    areas = body.index("areas:\n") + len("areas:\n")
    rest = re.compile(r"^(?=[^\s-])", re.MULTILINE).search(body, areas)
    end = rest.start() if rest else len(body)
    head = _HEAD.format(base=base.id, edition=base.edition)
    taken = "\n".join(f"  {each.id}: {{as: [{each.id}]}}" for each in base.everything)
    return Starter(
        f"{head}{body[:end]}{_OWN.format(area=area)}{body[end:]}",
        _WORDS.format(base=base.id, id=id_, taken=taken, area=area),
    )


def _called(name: str) -> tuple[str, str]:
    """Id and title."""
    return (name, _USUAL[1]) if NAME.fullmatch(name) else (_USUAL[0], name)


def _next(base: Framework) -> str:
    """An id for an area more: the last one's with the next number that nothing uses."""
    last = base.areas[-1].id
    used = {each.id.partition(".")[0] for each in base.everything}
    return next(each for n in itertools.count(int(last[1:]) + 1) if (each := f"{last[0]}{n}") not in used)
