"""``qplan explain``: what a code of a finding or a requirement of the national plan means, offline."""

from __future__ import annotations

from collections.abc import Iterator

from qplan import checking, doubts, framework, rules
from qplan.errors import Misuse
from qplan.findings import Entry, Severity
from qplan.nearest import nearest
from qplan.packs import proofing
from qplan.reporting import coverage_text
from qplan.reporting.wrapping import wrapped
from qplan.syntax.mistakes import CODES

_GRAVITY = {
    Severity.ERROR: "错误：方案读不成或印不成原来的意思",
    Severity.WARNING: "警告：定稿前应当改正",
    Severity.ADVICE: "建议：值得再看一眼，可以不改",
}


def run(topic: str) -> int:
    """Print what ``topic`` means: a code (Q203), or a requirement by id, title or place (A3.2, （三）2).

    Where several packs have a requirement of that name, the first's is shown.

    Raises:
        Misuse: nothing is called so; the remedy names the nearest.
    """
    known = entries() | proofing.CODES
    entry = known.get(topic.strip().upper())
    if entry:
        print("\n".join(explanation(entry)))
        return 0
    pack = framework.load()
    packs = (framework.load(name) for name in framework.known())
    text = next(filter(None, (coverage_text.explain(topic, each) for each in packs)), "")
    if not text:
        guess = nearest(topic.strip().upper(), [*known, *(each.id for each in pack.everything)])
        first, last = pack.everything[0].id, pack.everything[-1].id
        remedy = f"检查代码在 qplan validate 的结果里，如 Q203；要点从 {first} 到 {last}"
        raise Misuse(f"没有叫“{topic}”的检查代码或要点", f"是否应为 {guess}？{remedy}" if guess else remedy)
    print(text)
    return 0


def entries() -> dict[str, Entry]:
    """Every code that a finding can have, in order."""
    every = {**CODES, **checking.CODES, **doubts.CODES, **{rule.entry.code: rule.entry for rule in rules.ALL}}
    return dict(sorted(every.items()))


def explanation(entry: Entry) -> Iterator[str]:
    """The lines that explain a code, at most 80 cells wide."""
    yield f"{entry.code} {entry.title}"
    yield f"{_GRAVITY[entry.severity]}（{entry.name}）"
    yield ""
    yield from wrapped(entry.why)
    for head, example in (("会提出的写法", entry.bad), ("正确的写法", entry.good)):
        if example:
            yield from ("", f"{head}：", "", *(f"    {line}" for line in visible(example).split("\n")))


def visible(example: str) -> str:
    """An example for print: characters that cannot be seen, or only as a sign for the lost, are named <U+200B>."""
    plain = ("\n", "\u3000")
    return "".join(
        char if char in plain or (char.isprintable() and char != "\ufffd") else f"<U+{ord(char):04X}>"
        for char in example.rstrip("\n")
    )
