"""What holds for any plan that is imported, and for any text at all."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from qplan import build, emit, nodes, shape, vocabulary
from qplan.findings import Severity
from qplan.notation import numbering
from qplan.plan import Item
from qplan.reading import plandata
from qplan.reading.formats import text
from qplan.reading.gathering import Gathering
from qplan.reading.plandata import Imported
from qplan.source import Source

UNITS = (
    "县市场监管局",
    "县科技局",
    "县工信局",
    "县财政局",
    "县农业农村局",
    "县住建局",
    "县委宣传部",
    "各乡镇人民政府",
    "示例海关",
)
VERBS = ("办好", "抓实", "推广", "建强", "擦亮", "守住")
THINGS = ("检测平台", "质量诊断", "先进标准", "品牌培育", "食品安全", "计量服务", "园区样板", "政务窗口")
NOTATIONS = ("labels", "half", "square", "verbs", "lines", "leads", "none")


@dataclass(frozen=True)
class Task:
    title: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class Outline:
    chapters: tuple[tuple[str, tuple[Task, ...]], ...]
    notation: str
    running: bool
    alone: bool
    look: str


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    names = st.builds(lambda verb, thing: verb + thing, st.sampled_from(VERBS), st.sampled_from(THINGS))
    tasks = st.builds(Task, names, st.lists(st.sampled_from(UNITS), min_size=1, max_size=4, unique=True).map(tuple))
    chapters = st.tuples(names, st.lists(tasks, min_size=1, max_size=4).map(tuple))
    return Outline(
        tuple(draw(st.lists(chapters, min_size=1, max_size=4))),
        draw(st.sampled_from(NOTATIONS)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from(("（一）", "(一)", "1.", "1．", "1、", "（1）", "①"))),
    )


def note(notation: str, units: tuple[str, ...]) -> str:
    listed = "、".join(units)
    first, rest = units[0], "、".join(units[1:])
    if notation == "half":
        return f"(责任单位:{listed})"
    if notation == "square":
        return f"〔责任单位：{listed}〕"
    if notation == "verbs":
        return f"【{listed}按职责分工负责】" if rest else f"【{listed}负责】"
    if notation == "lines":
        return f"\n牵头单位：{first}" + (f"\n配合单位：{rest}" if rest else "")
    if notation == "leads":
        return f"（{first}牵头，{rest}配合）" if rest else f"（{first}牵头负责）"
    return "" if notation == "none" else f"（责任单位：{listed}）"


def printed(outline: Outline) -> str:
    chapter_look, look = numbering.sample("一、"), numbering.sample(outline.look)
    lines = ["示例县质量提升实施方案", "为抓好质量工作，制定本方案。"]
    count = 0
    for number, (title, tasks) in enumerate(outline.chapters, 1):
        lines.append(chapter_look.printed(number) + title)
        count = count if outline.running else 0
        for task in tasks:
            count += 1
            joint = "\n" if outline.alone else "。"
            lines.append(
                f"{look.printed(count)}{task.title}{joint}把这件事落到人头，按期见到效果。{note(outline.notation, task.units)}"
            )
    return "\n".join(lines)


def read(words: str) -> Imported:
    return plandata.assemble(text.gathered(words), name="甲.txt")


@given(outlines())
def test_a_generated_plan_comes_back_as_it_was_made(outline: Outline) -> None:
    imported = read(printed(outline))
    plan = build.build(imported.data)
    assert [section.title for section in plan.content] == [title for title, _ in outline.chapters]
    tasks = [task for _, tasks in outline.chapters for task in tasks]
    items = list(plan.items())
    assert [item.title for item in items] == [task.title for task in tasks]
    assert [item.paragraphs for item in items] == [("把这件事落到人头，按期见到效果。",)] * len(items)
    for item, task in zip(items, tasks, strict=True):
        assert item.duty.units == (() if outline.notation == "none" else task.units)
        if outline.notation in ("lines", "leads"):
            assert (item.duty.lead, item.duty.support) == (task.units[:1], task.units[1:])
    assert not imported.ledger.doubts


@given(outlines())
def test_no_note_needs_its_own_words_but_those_on_several_lines(outline: Outline) -> None:
    imported = read(printed(outline))
    if outline.notation != "lines":
        assert "unit_note" not in str(imported.data["content"])


@given(outlines())
def test_the_plan_file_says_what_was_imported(outline: Outline) -> None:
    imported = read(printed(outline))
    for keys in ("zh", "en"):
        tree = nodes.read(Source("plan.yaml", emit.emit(imported.data, keys)))
        assert not tree.findings
        assert _stripped(vocabulary.canonical(tree).data) == _stripped(imported.data)


@given(outlines(), st.sets(st.integers(2, 20)))
def test_points_that_ran_together_come_back_as_they_were_made(outline: Outline, stuck: set[int]) -> None:
    if outline.notation == "lines":
        return
    lines: list[str] = []
    for line in printed(outline).split("\n"):
        numbered = line.startswith(("（", "(", *"①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯", *"123456789"))
        if numbered and len(lines) in stuck and lines[-1].endswith(tuple("。）)〕】")) and len(lines) > 2:
            lines[-1] += line
        else:
            lines.append(line)
    whole, cut = read(printed(outline)), read("\n".join(lines))
    # Tasks that are all alike may run together into lines of one length, as a mail programme breaks them.
    assume(not any("固定宽度" in doubt.message for doubt in cut.ledger.doubts))
    assert cut.data == whole.data
    glued = len(printed(outline).split("\n")) > len(lines)
    assert bool(cut.ledger.doubts) == glued


@given(outlines(), st.booleans())
def test_headings_without_numbers_come_back_as_they_were_made(outline: Outline, titled: bool) -> None:
    gathering = Gathering()
    # A lone chapter without a title above it could as well be the title.
    if titled or len(outline.chapters) == 1:
        gathering.paragraph("示例县质量提升实施方案", "第 1 段", level=1)
    for number, (title, tasks) in enumerate(outline.chapters):
        gathering.paragraph(title, f"第 {number}.0 段", level=2)
        for place, task in enumerate(tasks, 1):
            gathering.paragraph(task.title, f"第 {number}.{place} 段", level=3)
            gathering.paragraph(f"把这件事落到人头，按期见到效果。{note(outline.notation, task.units)}", "其后")
            if outline.running:
                gathering.paragraph(f"专栏{place}　示范工程", "其后")
                gathering.paragraph("办好一批示范点。", "其后")
    plan = build.build(plandata.assemble(gathering, name="甲.docx").data)
    assert [section.title for section in plan.content] == [title for title, _ in outline.chapters]
    assert [item.title for item in plan.items()] == [task.title for _, tasks in outline.chapters for task in tasks]
    assert {node.number for node in plan.nodes()} == {""}
    assert [len(item.boxes) for item in plan.items()] == [int(outline.running)] * len(list(plan.items()))
    if outline.notation != "none":
        assert [i.duty.units for i in plan.items()] == [t.units for _, tasks in outline.chapters for t in tasks]


PIECES = (
    "一、", "二、", "（一）", "(二)", "1.", "2．", "①", "第一章", "第三条", "总体要求", "重点任务", "保障措施", "主要目标",
    "（责任单位：", "（牵头单位：", "〔", "〕", "【", "】", "(", ")", "（", "）", "[", "]", "《", "》", "〈", "“", "”", "县科技局",
    "县市场监管局", "、", "，", "；", "：", "。", "等", "牵头", "配合", "按职责分工负责", "以下不再列出", "逗号前为牵头单位，下同", "\n", "\n",
    "\n", "\r\n", "\u2028", "\x00", "\ufeff", "\u3000", " ", "\t", "|", "附件", "附件：1.", "2026年3月2日", "到2027年，", "95%以上", "3个",
    "合格率达到", "示例县人民政府", "各乡镇人民政府：", "实施方案", "的通知", "（征求意见稿）", "示政发〔2026〕5号", "抄送：", "联系电话：", "——",
    "#", "- ", ": ", "'", '"', "{", "}", "&a", "*a", "!", "%", "👍", "\ud7ff", "\ufffe", "^[", "〔待填：",
)  # fmt: skip


ANY_TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map("".join)


@given(ANY_TEXT)
def test_any_text_is_accounted_for_and_makes_a_plan_of_sound_shape(words: str) -> None:
    gathering = text.gathered(words)
    if not gathering.blocks:
        return
    imported = plandata.assemble(gathering, name="甲.txt")
    assert [(e.where, e.text) for e in imported.ledger.entries] == [(b.where, b.text) for b in gathering.blocks]
    tree = nodes.read(Source("plan.yaml", emit.emit(imported.data)))
    assert not [finding for finding in tree.findings if finding.severity is Severity.ERROR]
    canonical = vocabulary.canonical(tree)
    assert not [remark for _, remark in shape.check(canonical).remarks]
    assert _stripped(canonical.data) == _stripped(imported.data)


@given(ANY_TEXT)
def test_what_is_not_dropped_is_in_the_plan(words: str) -> None:
    gathering = text.gathered(words)
    if not gathering.blocks:
        return
    imported = plandata.assemble(gathering, name="甲.txt")
    plan = build.build(imported.data)
    held = _flat(str(imported.data)) + _flat("".join(node.number for node in plan.nodes()))
    for entry in imported.ledger.entries:
        if entry.fate == "kept":
            assert _flat(entry.text)[-3:] in held


def test_many_tasks_and_long_paragraphs_are_read_in_one_go() -> None:
    words = ["二、重点任务"]
    words += [
        f"（{numbering.han(n)}）办好实事{n}。" + "把事情一件一件办好，" * 30 + "。（县科技局负责）"
        for n in range(1, 331)
    ]
    plan = build.build(read("\n".join(words)).data)
    assert sum(isinstance(node, Item) for node in plan.nodes()) == 330
    assert all(item.duty.units == ("县科技局",) for item in plan.items())


def _stripped(value: Any) -> Any:
    """Data without the line end that a block of YAML text carries."""
    if isinstance(value, dict):
        return {key: _stripped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_stripped(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value


def _flat(words: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFKC", words) if ch.isalnum())
