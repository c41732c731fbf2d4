"""Scores -> text for a pack author: how well the words judge, and each link that they miss or invent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qplan import display
from qplan.covering import WORDS
from qplan.framework import Framework
from qplan.packs.scoring import STRENGTHS, Link, Score, State, total
from qplan.reporting.wrapping import wrapped

_SHORT = {"full": "写明", "partial": "写到"}
_TEXT = 140
_TITLE = 34


def held(pack: Framework) -> str:
    """What a pack holds, in a line or two."""
    counts = f"{len(pack.areas)} 个方面，要点 {len(pack.requirements)} 个，组织实施要点 {len(pack.organisation)} 个"
    words = f"词表 {pack.lexicon.name}" if pack.lexicon else pack.notice
    return "\n".join(wrapped(f"{pack.id} 第{pack.edition}版《{pack.title}》：{counts}；{words}", hang=2))


def report(pack: Framework, scores: Sequence[Score]) -> str:
    """Each labels file in figures, all of them by requirement, then what to mend, item by item."""
    every = total(scores)
    out = [line for each in scores for line in _figures(each, f"同标注比：{each.labels}")]
    if len(scores) > 1:
        out += _figures(every, f"{len(scores)} 份标注合计")
    out += _requirements(pack, every)
    titles = {each.id: each.title for each in pack.everything}
    for score in scores:
        name = f"{score.labels}：" if len(scores) > 1 else ""
        out += _listed(f"{name}漏认的", score.of("missed"), titles)
        out += _listed(f"{name}误认的", score.of("invented"), titles)
        apart = [link for link in score.of("hit") if not link.same_strength]
        out += _listed(f"{name}认对了、分量不同的", apart, titles)
        out += _states(f"{name}全文的状态不同的", [each for each in score.states if not each.exact], titles)
    return "\n".join(out)


def share(value: float | None) -> str:
    """A share in three places, cut and not rounded; 不适用 where there is nothing to share."""
    return "不适用" if value is None else f"{int(value * 1000) / 1000:.3f}"


def _figures(score: Score, head: str) -> Iterator[str]:
    yield from wrapped(head + (f"（方案 {score.plan}）" if score.plan else ""), hang=2)
    hit, missed, invented = (len(score.of(kind)) for kind in ("hit", "missed", "invented"))
    yield f"  对应：标注 {hit + missed} 处，认对 {hit}，漏认 {missed}，误认 {invented}"
    yield f"        查准 {share(score.precision)}，查全 {share(score.recall)}，F1 {share(score.f1)}"
    counts = score.strengths()
    same = sum(counts[each, each] for each in STRENGTHS)
    yield f"  分量：认对的 {hit} 处中 {same} 处相同"
    yield "        标注＼认出    写明    写到"
    for one in STRENGTHS:
        yield f"        {_SHORT[one]}        " + "".join(f"{counts[one, other]:8}" for other in STRENGTHS)
    if score.states:
        of = len(score.states)
        sides, exact = (sum(getattr(each, kind) for each in score.states) for kind in ("same_side", "exact"))
        yield f"  全文：{of} 个要点中，写没写相同的 {sides} 个，状态也相同的 {exact} 个"
    yield ""


def _requirements(pack: Framework, score: Score) -> Iterator[str]:
    """A line for each requirement that the labels or the words name."""
    named = {link.requirement for link in score.links}
    yield f"{display.pad('逐个要点', _TITLE + 8)}  标注  认对  漏认  误认   F1"
    for each in pack.everything:
        if each.id in named:
            hit, missed, invented = (len(score.of(kind, each.id)) for kind in ("hit", "missed", "invented"))
            share_of = share(2 * hit / (2 * hit + missed + invented))
            title = display.pad(display.cut(each.title, _TITLE), _TITLE)
            yield f"{each.id:6}  {title}{hit + missed:6}{hit:6}{missed:6}{invented:6}  {share_of}"
    yield ""


def _listed(head: str, links: Sequence[Link], titles: dict[str, str]) -> Iterator[str]:
    if not links:
        return
    yield from wrapped(f"{head}（{len(links)} 处）", hang=2)
    last = None
    for link in links:
        if link.where != last:
            text = link.text if link.verdict == "missed" or len(link.text) <= _TEXT else f"{link.text[:_TEXT]}……"
            yield from wrapped(f"{link.where}  {text}", 2, hang=2)
            last = link.where
        yield from wrapped(f"{link.requirement} {titles[link.requirement]}：{_reason(link)}", 6, hang=2)
    yield ""


def _reason(link: Link) -> str:
    labelled = "或".join(_SHORT[each] for each in link.expected)
    told = f"标为{labelled}" + (f"（{link.told}）" if link.told else "")
    if link.found is None:
        return told
    found = f"认作{_SHORT[link.found]}，凭“{'”“'.join(link.words)}”（{'、'.join(link.groups)}）"
    return f"{told}，{found}" if link.expected else found


def _states(head: str, states: Iterable[State], titles: dict[str, str]) -> Iterator[str]:
    lines = [
        f"{each.requirement} {titles[each.requirement]}："
        f"标为{'或'.join(_word(word) for word in each.expected)}，结果是{_word(each.found)}"
        for each in states
    ]
    if lines:
        yield from wrapped(f"{head}（{len(lines)} 个）", hang=2)
        for line in lines:
            yield from wrapped(line, 6, hang=2)
        yield ""


def _word(state: str) -> str:
    return next((words for known, words in WORDS.items() if known == state), state)
