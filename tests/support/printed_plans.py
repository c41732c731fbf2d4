"""Hypothesis strategies for whole plans as offices write them, rich in form: canonical plan data to be printed.

What no office would sign, or what no print can tell, is left out where a comment says so.
"""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st
from printed_words import (
    CONVENTIONS,
    DUES,
    PLACES,
    STYLES,
    YEARS,
    Place,
    han,
    paragraphs,
    prose,
    sentence,
    title,
    units,
)

Data = dict[str, Any]

NUMBERINGS: tuple[object, ...] = (
    None, None, "公文", "条目连续", {"continuous": ["section"]}, {"item": "1．"}, {"item": "1、"}, {"measure": "①"},
    {"chapter": "第一章", "section": "第一条", "continuous": ["section"]}, {"section": "1.", "item": "（1）", "measure": "①"},
    {"chapter": "第一部分", "section": "（一）"}, {"section": "(一)", "item": "1. "}, {"measure": "1）"},
    {"continuous": ["item"]},
)  # fmt: skip
_CHAPTERS = ("推动产业提质", "守牢安全底线", "夯实质量基础", "优化服务供给", "重点任务", "主要任务", "工作举措")
_STAGES = ("动员部署", "组织推进", "总结提升")
_CARES = ("加强组织领导", "强化要素保障", "抓好宣传引导", "严格跟踪问效")
_INDICATORS = (
    ("制造业产品质量合格率", "%"), ("主要农产品监测合格率", "%"), ("每万人口高价值发明专利拥有量", "件"),
    ("公共服务质量满意度", "分"), ("主导或参与制定标准", "项"), ("规上企业首席质量官覆盖率", "%"),
)  # fmt: skip
_GOALS = ("95%以上", "稳定在96%以上", "98.5%", "增加12项", "不低于85分", "8.4件", "下降10%", "明显提高", "年均增长6%")


class Making:
    """What holds for a whole plan in the making: where, in which style, and ids given so far."""

    def __init__(self, rnd: Random, place: Place, style: Any, *, titled: bool, deep: bool) -> None:
        self.rnd = rnd
        self.place = place
        self.style = style
        self.titled = titled
        self.deep = deep
        self.tasks = 0
        self.worded: list[str] = []  # tasks with a text
        self.loose = False
        self.named = False

    @property
    def form(self) -> str:
        return self.style.get("form", "") if isinstance(self.style, dict) else ""

    def often(self, share: int) -> bool:
        """True in ``share`` of ten."""
        return self.rnd.randrange(10) < share

    @property
    def bare(self) -> bool:
        """Whether notes are nothing but names: in a heading one name in brackets would be part of the title."""
        return isinstance(self.style, dict) and self.style.get("responsible") == ""

    def duty(self) -> Data:
        """A duty in one of the forms that a file may have it in, with or without a deadline."""
        named: list[str] = units(self.rnd, self.place)
        self.named = True
        kind = self.rnd.randint(0, 5)
        cut = self.rnd.randint(1, max(1, min(2, len(named) - 1)))
        first, rest = named[:cut], named[cut:]
        # Where the first of a list leads, a list of which nobody leads cannot be printed.
        if self.form == "comma" and self.style.get("separator"):
            duty: Data = {"lead": named[:1], "support": named[1:]}
        elif kind == 0 or not rest:
            duty = {"responsible": named}
        elif kind in (1, 2) or self.form == "comma":
            duty = {"lead": first[:1], "support": [*first[1:], *rest]}
        elif kind == 3:
            duty = {"lead": first, "support": rest[:1], "responsible": rest[1:]} if rest[1:] else {"lead": named}
        elif kind == 4:
            duty = {"lead": first, "responsible": rest}
        else:
            duty = {"duty": f"{first[0]}牵头，{'、'.join([*first[1:], *rest])}配合"}
        duty = {key: value for key, value in duty.items() if value}
        if "duty" not in duty and len(named) > 1 and self.often(2):
            duty["and_others"] = True
        if self.often(3):
            duty["due"] = self.rnd.choice(DUES)
        return duty

    def task(self) -> Data:
        """A task with an id, text, and a duty of its own or of its measures."""
        self.tasks += 1
        item: Data = {"id": f"t{self.tasks:02}"}
        if self.titled:
            item["title"] = title(self.rnd)
        form = self.rnd.randint(0, 9)
        if form < 8 or not self.titled or self.bare:
            item["text"] = paragraphs(self.rnd) if self.titled else prose(self.rnd)
        if "text" in item:
            self.worded.append(item["id"])
        if form in (0, 1, 8):
            numbered = self.often(7)
            item["measures"] = self.measures(numbered=numbered)
        # Without a text of its own the note would stand in the heading, and look like that of the first measure.
        if (self.often(8) or form == 9) and (form != 8 or item["measures"][0].get("number") == 1):
            item |= self.duty()
        if "measures" in item:
            owned = "text" in item and bool(item.keys() & {"lead", "responsible", "duty"})
            self.loose = self.loose or not (numbered and owned)
        if self.often(1):
            item["boxes"] = [self.box()]
        if self.titled and "text" in item and self.often(1):
            item["item_heading"] = self.rnd.choice(["run_in", "stand_alone"])
        if self.often(1):
            item |= {"remark": "下次会上再议", "covers": ["A1.1"], "office": "质量股", "contributor": "县科技局"}
        return item

    def measures(self, *, numbered: bool) -> list[Data]:
        count = self.rnd.randint(2, 4)
        found = []
        for number in range(1, count + 1):
            measure: Data = {"text": sentence(self.rnd)}
            if numbered:
                measure["number"] = number
            elif self.often(3):
                measure["number"] = "无"
            if self.often(6):
                measure |= self.duty()
            found.append(measure)
        return found

    def box(self) -> Data:
        head = self.rnd.choice(["专栏", "专栏1", "专栏2"])
        return {"title": f"{head}　{title(self.rnd)}工程", "text": paragraphs(self.rnd)}

    def section(self, deep: int) -> Data:
        """A section with items, or with sections that have items."""
        section: Data = {"title": title(self.rnd)}
        if self.often(2):
            section["text"] = sentence(self.rnd)
        elif self.often(1) and not self.bare:
            section |= self.duty()
        if self.often(1):
            section["boxes"] = [self.box()]
        below = self.task if deep < 2 or not self.deep or self.often(8) else lambda: self.section(deep - 1)
        section["content"] = [below() for _ in range(self.rnd.randint(1, 3))]
        return section

    def chapter(self) -> Data:
        """A chapter of tasks: sections with items, or items alone; seldom with a jump in its numbers."""
        chapter: Data = {"title": self.rnd.choice(_CHAPTERS), "part": "tasks"}
        if self.often(2):
            chapter["text"] = sentence(self.rnd)
        divided = self.often(6)
        below = (lambda: self.section(2)) if divided else self.task
        chapter["content"] = [below() for _ in range(self.rnd.randint(1, 3))]
        if self.often(1):
            chapter["content"][-1]["number"] = len(chapter["content"]) + self.rnd.randint(1, 3)
        return chapter


def _goals(rnd: Random) -> Data:
    return {str(year): rnd.choice(_GOALS) for year in rnd.sample(YEARS, rnd.randint(1, 2))}


def _targets(rnd: Random) -> list[Data]:
    chosen = rnd.sample(_INDICATORS, rnd.randint(1, 3))
    found = []
    for number, (indicator, unit) in enumerate(chosen, 1):
        target: Data = {"id": f"z{number:02}", "indicator": indicator, "unit": unit, "goals": _goals(rnd)}
        if rnd.random() < 0.5:
            target |= {"kind": rnd.choice(["expected", "binding"]), "baseline": {"year": 2024, "value": 93.5}}
        found.append(target)
    return found


def _overview(making: Making, *, listed: bool) -> Data:
    rnd = making.rnd
    items: list[Data] = [
        {"title": "指导思想", "text": paragraphs(rnd)},
        {"title": "主要目标", "text": sentence(rnd)} | ({"show": "targets"} if listed else {}),
    ]
    if making.often(3):
        text = "\n".join(f"——{title(rnd)}。{sentence(rnd)}" for _ in range(2))
        items.insert(1, {"title": "基本原则", "text": text})
    return {"title": "总体要求", "part": "overview", "content": items}


def _document(making: Making) -> Data:
    rnd, place = making.rnd, making.place
    genre = rnd.choice(["实施方案", "实施方案", "工作方案", "行动计划", "实施意见"])
    subject = rnd.choice([f"质量强{place.strong}培育建设", "质量提升三年行动", "“十五五”质量工作", "推进质量品牌建设"])
    title = rnd.choice([f"{place.name}{subject}{genre}", f"关于{subject}的{genre}"])
    document: Data = {"title": title, "genre": genre}
    if making.often(3):
        document["subtitle"] = "（2026—2027年）"
    stage = rnd.choice([None, "consultation", "review", "issue"])
    issuer = f"{place.name}{rnd.choice(['人民政府', '人民政府办公室', '质量工作领导小组'])}"
    if stage:
        document["stage"] = stage
    if making.often(7) or stage == "issue":
        document["issuer"] = [issuer] if making.often(8) else [f"中共{place.name}委员会", issuer]
    if stage == "issue":
        document |= {"number": f"示政发〔2026〕{rnd.randint(1, 99)}号", "date": "2026-03-02", "disclosure": "主动公开"}
        document["addressees"] = "各乡镇人民政府，县政府各部门、各直属机构"
        if making.often(4):
            document["notice"] = {"text": f"现将《{title}》印发给你们，请结合实际认真贯彻落实。"}
        if genre == "实施意见" or making.often(1):
            document["kind"] = "opinion" if genre == "实施意见" else "notice"
    elif genre == "实施意见":
        document["addressees"] = "各乡镇人民政府，县政府各部门、各直属机构"
    if making.often(6) or making.form == "comma":
        document["preamble"] = paragraphs(rnd)
    if making.form == "comma":
        declared = CONVENTIONS[making.style.get("separator", "")]
        document["preamble"] += f"\n{declared}"
    return document


def _annexes(making: Making, *, targets: bool) -> list[Data]:
    rnd = making.rnd
    made: list[Data] = [
        {"title": "责任矩阵", "content": "matrix"},
        {"title": "名词解释", "content": "text", "text": paragraphs(rnd)},
        {"title": "试点企业名单", "content": "separate"},
        {
            "title": "平台建设进度表",
            "content": "table",
            "columns": ["序号", "名称", "备注"],
            "rows": [["1", title(rnd), ""], ["2", han(rnd), "新建"]],
        },
    ]
    # Print does not tell how much of a text a measure without a number is, nor an item whose text has no units from a
    # section: what the tables call a task is then another.
    if making.named and not making.loose:
        made.append({"title": "重点任务分工表", "content": "task_table"})
        made.append({"title": "分单位任务清单", "content": "task_list"})
    if targets:
        made.append({"title": "主要指标表", "content": "target_table"})
    return rnd.sample(made, rnd.randint(1, 2))


def _plan(rnd: Random, place: Place, style: Any, numbering: Any, *, size: int, titled: bool) -> Data:
    # A fifth level has no look of its own where 举措, or a level above, has taken the one that is left.
    deep = not isinstance(numbering, dict) or not numbering.keys() & {"measure", "item"}
    making = Making(rnd, place, style, titled=titled, deep=deep and numbering != {"section": "1."})
    data: Data = {
        "format": "qplan/1",
        "region": {"name": place.name, "level": place.level},
        "document": _document(making),
    }
    targets = _targets(rnd) if making.often(4) else []
    content = [_overview(making, listed=bool(targets) and making.often(6))] if making.often(7) else []
    content += [making.chapter() for _ in range(size)]
    if making.often(2):
        steps = [{"title": f"{name}阶段（2026年{n}月）", "text": sentence(rnd)} for n, name in enumerate(_STAGES, 3)]
        content.append({"title": "实施步骤", "part": "steps", "content": steps})
    if making.often(6):
        cares = [{"title": name, "text": paragraphs(rnd, most=1)} for name in _CARES[: rnd.randint(1, 4)]]
        content.append({"title": "保障措施", "part": "safeguards", "content": cares})
    if making.often(1):
        content.append({"title": "附则", "text": "本方案自印发之日起施行，有效期两年。"})
    data |= {"content": content, "numbering": numbering, "unit_note": style, "targets": targets}
    if making.often(2):
        data["layout"] = {"item_heading": "stand_alone"}
    # Fields without brackets end with their paragraph: no clause in brackets can follow them.
    bracketed = not (isinstance(style, dict) and style.get("brackets") == "无")
    if bracketed and making.worded and making.often(2):
        since = rnd.choice(making.worded)
        data["defaults"] = {"units": ["各乡镇人民政府"], "note": "以下不再列出", "since": since}
    if making.often(3):
        data["annexes"] = _annexes(making, targets=bool(targets))
    return {key: value for key, value in data.items() if value}


def plans() -> st.SearchStrategy[Data]:
    """Canonical plan data. The words are drawn by a generator of hypothesis's own seed: many plans in little time."""
    return st.builds(
        _plan,
        st.randoms(use_true_random=True),
        st.sampled_from(PLACES),
        st.sampled_from(STYLES),
        st.sampled_from(NUMBERINGS),
        size=st.integers(1, 2),
        titled=st.sampled_from([True, True, True, True, False]),
    )


def sample(seed: int) -> Data:
    """One of the plans, the same for the same seed, for tests that take seconds a plan."""
    rnd = Random(seed)
    place, style, numbering = rnd.choice(PLACES), rnd.choice(STYLES), rnd.choice(NUMBERINGS)
    return _plan(rnd, place, style, numbering, size=2, titled=True)
