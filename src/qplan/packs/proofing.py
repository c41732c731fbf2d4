"""Pack and lexicon files -> findings: what is wrong with how they are written, and which words can never count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from qplan import framework, nodes, source
from qplan.errors import QplanError
from qplan.findings import Entry, Finding, Remark, Severity
from qplan.framework import Framework
from qplan.nodes import Tree
from qplan.packs.shape import violations
from qplan.packs.words import words
from qplan.recognition import lexicon
from qplan.recognition.lexicon import Lexicon
from qplan.source import Source, Span

_E, _W, _A = Severity.ERROR, Severity.WARNING, Severity.ADVICE
_AREA = "areas:\n- id: A1\n  title: 一方面\n  place: 第一条\n  requirements:\n"
_ONE = "  - {id: A1.1, title: 垃圾分类, counts: 写到就算, phrase: 推进垃圾分类, since: 1}\n"
_SAFE = "requirements:\n  A1.1:\n    groups:\n    - {why: 原句的话, terms: [垃圾分类]}\n"

CODES = {
    entry.code: entry
    for entry in (
        Entry(
            "P101", "pack-shape", _E, "要点包或词表的写法不对",
            "键写错、缺项、该写列表的地方写了文字，程序就读不成这份要点包。",
            _AREA + _ONE.replace("counts", "算答"), _AREA + _ONE,
        ),
        Entry(
            "P102", "id-twice", _E, "编号重复",
            "方案里的“对应”靠编号找要点，两处同号就不知道说的是哪一个。",
            _AREA + _ONE + _ONE.replace("垃圾分类", "分类投放", 1), _AREA + _ONE,
        ),
        Entry(
            "P103", "foreign-id", _E, "要点的编号同它所在的方面不符",
            "A1.1 说明它是 A1 这一方面的第一个；放在别的方面下面，按方面数就数错了。",
            _AREA + _ONE.replace("A1.1", "A2.1"), _AREA + _ONE,
        ),
        Entry(
            "P104", "later-than-edition", _E, "起于的版次比要点包的版次还新",
            "since 说要点从哪一版起是现在的内容，不能比要点包的 edition 大；改了要点，两处都要加。",
            _AREA + _ONE.replace("since: 1", "since: 9"), _AREA + _ONE,
        ),
        Entry(
            "P105", "title-twice", _W, "两个要点同名",
            "“对应”也可以写要点名称，同名的就分不开。",
            _AREA + _ONE + _ONE.replace("A1.1", "A1.2"), _AREA + _ONE,
        ),
        Entry(
            "P106", "no-phrase", _A, "要点没有可用的短语",
            "缺这个要点的方案，报告会给一句现成的短语；没有短语，起草的人要自己想怎样写。",
            _AREA + _ONE.replace("phrase: 推进垃圾分类, ", ""), _AREA + _ONE,
        ),
        Entry(
            "P201", "foreign-lexicon", _E, "词表配的是另一个要点包",
            "词表靠文件名同要点包放在一起，又写明配哪一个；两处不一样，多半是复制来忘了改。",
            "framework: another\n", "framework: sample\n",
        ),
        Entry(
            "P202", "unknown-requirement", _E, "词表里的编号不在要点包里",
            "认出的话归不到要点，等于白写；多半是编号写错，或者要点已经改号。",
            _SAFE.replace("A1.1", "A7.7"), _SAFE,
        ),
        Entry(
            "P203", "unworded-requirement", _W, "要点在词表里没有词",
            "没有词的要点，正文写得再明白也认不出来，只能靠方案里标“对应”。",
            "requirements: {}\n", _SAFE,
        ),
        Entry(
            "P204", "unknown-element", _E, "词表里的要素不在要点包里",
            "要素靠名称对上；对不上，“还缺什么”就说不准。",
            _SAFE.replace("    groups", "    elements: {投放: [投放]}\n    groups"), _SAFE,
        ),
        Entry(
            "P205", "unworded-element", _W, "要素没有词",
            "没有词的要素永远算缺；几处写到合起来也成不了写明。",
            _AREA + _ONE.replace("since", "elements: [投放, 处置], since"), _AREA + _ONE,
        ),
        Entry(
            "P206", "unknown-name", _E, "引用了没有定义的词组或句式",
            "<词组> 要在 words 里，through 要在 frames 里。",
            _SAFE.replace("[垃圾分类]", '["<动作>垃圾分类"]'), _SAFE,
        ),
        Entry(
            "P207", "broken-term", _E, "词的写法不成对",
            "{ } 和 < > 要成对；不成对的那一半会被略过，认的就不是原来的意思。",
            _SAFE.replace("[垃圾分类]", '["{推进|开展垃圾分类"]'), _SAFE,
        ),
        Entry(
            "P208", "never-matches", _W, "这个词永远认不出来",
            "词里有标点（正文按标点切成分句），或者总被本组的排除词、句式、词界、专名挡住，或者总归了别的要点。",
            _SAFE.replace("垃圾分类]}", "垃圾分类], unless: [垃圾]}"), _SAFE,
        ),
        Entry(
            "P209", "unanswered-phrase", _W, "短语答不上自己的要点",
            "起草的人照短语写了，对照时还说没有写；应补上能认出它的词，或改短语。",
            _AREA + _ONE.replace("推进垃圾分类", "改善人居环境"), _AREA + _ONE,
        ),
        Entry(
            "P210", "unused-words", _A, "词组没有用到",
            "没有一个词引用它，多半是改名后忘了删。",
            "words: {动作: [推进, 开展]}\n", "words: {}\n",
        ),
    )
}  # fmt: skip


_ON_PACK = ("P203", "P205", "P209")
"""What the lexicon lacks is said where the pack asks for it."""


class Proof(NamedTuple):
    """A pack's files, by the names that messages have, and all that is wrong with them.

    ``pack`` is None where the file cannot be understood as a pack.
    """

    pack: Framework | None
    sources: dict[str, Source]
    findings: tuple[Finding, ...]


def proof(path: Path) -> Proof:
    """Judge a pack file, and the lexicon beside it where there is one.

    Raises:
        Unreadable: there is no such file, or it is no text.
    """
    text = source.read(path)
    tree = nodes.read(text)
    found = [*tree.findings, *_stamped(text, tree, violations(tree, "framework.schema.json"))]
    pack = None
    if not any(each.severity is _E for each in found):
        pack = framework.load(path)
        found += _stamped(text, tree, _pack(pack, tree.data or {}))
    sources = {text.name: text}
    if pack and pack.lexicon:
        words_text = source.read(pack.lexicon)
        sources[words_text.name] = words_text
        found += _lexicon(pack, words_text, text, tree)
    return Proof(pack, sources, tuple(found))


def _stamped(text: Source, tree: Tree, remarks: Iterator[tuple[str, Remark]]) -> Iterator[Finding]:
    """Remarks with their code's gravity and their place in the file."""
    for code, remark in remarks:
        entry = CODES[code]
        other = (_span(tree, remark.other[0]), remark.other[1]) if remark.other else None
        yield Finding(
            code=code,
            name=entry.name,
            severity=entry.severity,
            message=remark.message,
            file=text.name,
            span=_span(tree, remark.at, on_key=remark.on_key),
            at=remark.at,
            hint=remark.hint,
            remedy=remark.remedy,
            other=other,
        )


def _span(tree: Tree, route: tuple[str | int, ...], *, on_key: bool = False) -> Span:
    """The place of a value, or of its key; of the nearest one above that has a place."""
    for length in range(len(route), -1, -1):
        spans = tree.key_spans if on_key and length == len(route) else tree.spans
        if route[:length] in spans:
            return spans[route[:length]]
    return Span(1, 1, 1, 1)


def _pack(pack: Framework, data: dict[str, Any]) -> Iterator[tuple[str, Remark]]:
    """What the schema cannot say of a pack."""
    ids: dict[str, tuple[str | int, ...]] = {}
    titles: dict[str, tuple[str | int, ...]] = {}
    for route, entry, area in _entries(data):
        at = (*route, "id")
        first = ids.setdefault(str(entry["id"]), at)
        if first != at:
            yield "P102", Remark(at, f"编号 {entry['id']} 用了两次", "换一个没有用过的", other=(first, "先用的一处"))
        if area and not str(entry["id"]).startswith(f"{area}."):
            yield "P103", Remark(at, f"方面 {area} 下面的要点编号是 {entry['id']}", f"应为 {area}.几")
        if entry.get("since", 1) > pack.edition:
            message = f"{entry['id']} 起于第 {entry['since']} 版，要点包才到第 {pack.edition} 版"
            yield "P104", Remark((*route, "since"), message, "改 since，或把 edition 加上去")
        if "counts" in entry:
            at = (*route, "title")
            first = titles.setdefault(framework.folded(str(entry["title"])), at)
            if first != at:
                yield "P105", Remark(at, f"已经有一个要点叫“{entry['title']}”", "换个说法", other=(first, "先用的一处"))
        if area and not entry.get("phrase"):
            yield "P106", Remark(route, f"{entry['id']} 没有 phrase", "写一句够用的短语，如 推进生活垃圾分类")


def _entries(data: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any], str]]:
    """All that has an id, with its route and, for a requirement, its area."""
    for n, area in enumerate(data["areas"]):
        yield ("areas", n), area, ""
        for m, entry in enumerate(area["requirements"]):
            yield ("areas", n, "requirements", m), entry, str(area["id"])
    for part in ("organisation", "discipline", "outlook"):
        for n, entry in enumerate(data.get(part) or ()):
            yield (part, n), entry, ""


def _lexicon(pack: Framework, text: Source, pack_text: Source, pack_tree: Tree) -> Iterator[Finding]:
    tree = nodes.read(text)
    shape = [*tree.findings, *_stamped(text, tree, violations(tree, "lexicon.schema.json"))]
    yield from shape
    if any(each.severity is _E for each in shape) or pack.lexicon is None:
        return
    data = tree.data or {}
    if str(data["framework"]) != pack.id:
        remark = Remark(("framework",), f"词表配的是 {data['framework']}，要点包是 {pack.id}", f"应为 {pack.id}")
        yield from _stamped(text, tree, iter([("P201", remark)]))
    read: Lexicon | None = None
    broken: QplanError | None = None
    try:
        read = lexicon.load(pack.lexicon)
    except QplanError as error:
        broken = error
    told = [*words(pack, data, read)]
    if broken and not told:
        told = [("P206", Remark((), broken.message, broken.remedy))]
    yield from _stamped(text, tree, ((code, remark) for code, remark in told if code not in _ON_PACK))
    yield from _stamped(pack_text, pack_tree, ((code, remark) for code, remark in told if code in _ON_PACK))
