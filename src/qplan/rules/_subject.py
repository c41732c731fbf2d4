"""Sentences on 质量强县培育建设 -> what is said of it: who is its verb's object, what a 不 or 严禁 takes back.

The national plan (国市监质发〔2024〕97号, 三（五）) restrains what is done to 培育建设 itself. A word such as 创建,
评选 or 台账 therefore counts only where it governs 质量强县（区、镇） or 培育建设, never where the two merely share
a paragraph: every plan has a 政府质量奖 to award and a 质量工作考核 to pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qplan.patterns import pattern
from qplan.rules._texts import Text, clauses, sentences

COUNTY = r"质量强[县区镇旗](?:（区、镇）|\(区、镇\)|（市、区）)?+”?+"
"""质量强县 by name. Provinces' own schemes (安徽省质量强县) are blanked out before anything is searched."""
_STANDS_FOR_IT = (
    r"(?:(?<=参与)培育建设|(?:^|(?<=[将把对以按进展好强县区镇乡道、])|(?<=[县区镇乡道]的))培育建设"
    r"(?=的?(?:工作|成效|成果|指标|参考指标|进展|情况|任务|台账|台帐|之名)))"
)
SUBJECT = rf"(?:{COUNTY}(?:的?(?:培育建设|培育|建设))?|{_STANDS_FOR_IT})(?:工作|成效|成果|任务|情况|进展)?"
"""质量强县, 质量强县培育建设, or 培育建设 with 工作, 成效, 指标 and the like standing for it.

培育建设 alone is also a verb with quite other objects (培育建设产业集群).
"""

_ABOUT = pattern(SUBJECT)
_SCHEME = pattern(
    r"(?:[^\W\d_]{1,4}(?:省|自治区)|省级|自治区级|本省|我省|全省)“?质量强[县市区](?:（[^）]*）|\([^)]*\))?”?"
)
_CITED = pattern(r"《[^》]*》|〈[^〉]*〉")

_HEAD = (("document", "title"), ("document", "preamble"))
_NEGATION = pattern(
    r"不得|严禁|禁止|防止|避免|杜绝|切忌|取消|停止|清理|纠正|从不|并非|不是|不(?:再|另|予|设|单|搞|开展|组织|进行|要求|以|将"
    r"|把|向|作为|作|下达|下发|分解|层层|转发|制定|收|评|排|考|报|增加|纳入|列入|参与|参加|创|命名|授|成立|安排|实行)"
)
_BARS_ON = pattern(r"不得|严禁|禁止|防止|杜绝")
_TURNS = pattern(r"要|应|须|必须|而是|鼓励|支持|推动|加强|依托|坚持")


class Clause(NamedTuple):
    """A clause of the plan, cited titles and provincial schemes blanked out.

    ``sentence`` is the whole it is a part of. ``subject`` says that it names 质量强县培育建设, ``after`` that the
    clause right before it in the sentence does; ``barred`` that an earlier 严禁 or 不得 of the sentence still
    holds.
    """

    place: Text
    words: str
    sentence: str
    subject: bool
    after: bool
    barred: bool

    def says(self, wording: str) -> str:
        """The words that ``wording`` finds, or its group of them, "" where a negation governs them.

        One 不, 不得, 严禁 or 防止 governs all that follows it in the clause, lists joined by 、 or 或 included.
        """
        if self.barred or _NEGATION.match(self.words):  # nothing that is looked for is shorter than a negation
            return ""
        for found in re.finditer(wording, self.words):
            if not _NEGATION.search(self.words[: found.end()]):
                return found[found.re.groups] or found[0]
        return ""


def spoken(texts: Iterable[Text]) -> Iterator[Clause]:
    """Every clause of the plan's title, preamble, headings and text, in the order of print."""
    for place in texts:
        if place.kind == "around" and place.at not in _HEAD:
            continue
        cited = _CITED.sub(_blank, place.text) if "《" in place.text else place.text
        for sentence in sentences(_SCHEME.sub(_blank, cited) if _may_name_scheme(cited) else cited):
            after = barred = False
            for words in clauses(sentence):
                subject = ("质量强" in words or "培育建设" in words) and bool(_ABOUT.search(words))
                barred = barred and not _TURNS.match(words)
                yield Clause(place, words, sentence, subject, after, barred)
                after = subject
                barred = barred or bool(_BARS_ON.search(words))


def _may_name_scheme(text: str) -> bool:
    return "质量强" in text and ("省" in text or "自治区" in text)


def _blank(found: re.Match[str]) -> str:
    return "〓" * len(found[0])
