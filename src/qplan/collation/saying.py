"""Items, evidence and claims -> the words that every report has for them."""

from __future__ import annotations

from qplan.covering import Answer
from qplan.plan import Claim, Measure, Node
from qplan.recognition.evidence import Evidence
from qplan.text import plain
from qplan.vocabulary import at, value_name

LIMITS = {"list": "只在并列中提到", "frame": "只作为范围或目的提到", "theme": "全篇讲的是别的事"}
"""What keeps words from being full."""
_WORDS = 3
"""Words that a line has of one piece of evidence."""
_NAME = 40
"""Characters of a first sentence that stands for a title."""
_DEGREE = ("content", 0, "covers", 0, "degree")


def called(node: Node) -> str:
    """An item by its number and title, or by its first words where it has none."""
    text = plain(node.title) or plain("".join(node.paragraphs)).split("。")[0][:_NAME]
    return f"{node.number}{text}"


def named(node: Node) -> str:
    """An item as the page prints its heading, fit to stand in quotation marks."""
    return called(node).replace("“", "‘").replace("”", "’")


def measured(measure: Measure) -> str:
    """A measure by its printed number, or by its place where it has none."""
    return measure.number or measure.path.rpartition("/")[2]


def spot(measure: Measure | None) -> str:
    """Which measure of an item, as a reader finds it; "" for the item's own text."""
    if measure is None:
        return ""
    number = measured(measure).lstrip("*").rstrip(".．、")
    return f"第{number}项" if number.isdecimal() else number


def seen(found: Evidence) -> str:
    """One piece of evidence: the item, the words, and why they count only in part."""
    return f"“{named(found.node)}”{spot(found.best.measure)}：{words(found)}"


def words(found: Evidence) -> str:
    """The first of its words, and why they count only in part."""
    why = partly(found)
    return "、".join(found.words[:_WORDS]) + (f"（{why}）" if why else "")


def partly(found: Evidence) -> str:
    """What keeps words from being full: "" where nothing does, or where such words never are."""
    return "，".join(text for limit, text in LIMITS.items() if limit in found.limits)


def denied(found: Evidence) -> str:
    """Words that the plan file says are no answer, with its reason."""
    reason = found.claim.reason if found.claim else None
    return f"{seen(found)}（方案注明不算{'：' + reason if reason else ''}）"


def shown(answer: Answer, most: int | None = None) -> str:
    """写在哪里 of the appendix, a line each: the evidence (full before partial), else what was claimed or noted.

    ``most``: after so many lines the rest is only counted.
    """
    found = sorted(answer.evidence, key=lambda each: each.strength != "full")
    lines = [seen(each) for each in found[:most]]
    if len(found) > len(lines):
        lines.append(f"另有 {len(found) - len(lines)} 处")
    lines += [f"“{named(said.node)}”标了对应，正文没有话" for said in answer.claims if not answer.worded(said)]
    lines += map(denied, answer.struck)
    return "\n".join((*filter(None, (document(answer),)), *lines))


def document(answer: Answer) -> str:
    """The document that deals with it elsewhere, or the reason why it does not concern the place; else ""."""
    return f"《{answer.note.strip('《》')}》" if answer.note and answer.state == "elsewhere" else answer.note


def degree(claim: Claim) -> str:
    """How much the plan file itself says that a claim answers: 全部, 部分; "" where it does not say."""
    return value_name(at(_DEGREE), claim.degree, "zh") if claim.degree else ""
