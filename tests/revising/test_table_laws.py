"""The law of the tables: what a colleague changed and the plan takes over stands in the tables made anew."""

import re

from examples import fewer
from hypothesis import given, settings
from hypothesis import strategies as st
from tabled_plans import NAMES, SHORT, WORDS, plans

from qplan import build, dossier
from qplan.amending import amended
from qplan.checking import Checked
from qplan.matrix import MARKS
from qplan.notation import notes
from qplan.reading.blocks import folded
from qplan.reading.gathering import Cell, Gathering
from qplan.revising import tables
from qplan.revising.table_views import views
from qplan.source import Source
from qplan.task_tables import matrix_table, named, task_table, unit_table
from qplan.text import plain
from qplan.vocabulary import Canonical

TASKS, MATRIX, LISTS, TARGETS = range(4)


def checked_of(data):
    """A plan file that has been read, without the rules that would judge it."""
    canonical = Canonical(data, "zh")
    return Checked(Source("plan.yaml", ""), canonical, build.build(data), (), None, broken=False, place=None)


def grids(plan):
    """The tables of a workbook as rows of texts, their heads first."""
    made = dossier.compile_(plan)
    found = [task_table(plan, working=True), matrix_table(made.matrix), unit_table(made.units), made.targets]
    return [[[column.title for column in table.columns], *([*map(str, row)] for row in table.rows)] for table in found]


def gathered(sheets):
    gathering = Gathering()
    for place, sheet in enumerate(sheets):
        rows = [[Cell(text, f"表 {place + 1}") if text else None for text in row] for row in sheet]
        gathering.table(rows)
    return gathering


def uncounted(text):
    """A text without the numbers of measures, which the program counts."""
    return folded(re.sub(r"^[（(]?\d*[）)]?", "", text, flags=re.MULTILINE))


def units(draw):
    names = draw(st.lists(st.sampled_from([*NAMES, "县气象局"]), unique=True, max_size=3))
    return "、".join(names) + ("等" if names and draw(st.integers(0, 5)) == 0 else "")


def reworded(draw, text):
    """A text with some words put in, taken out or exchanged."""
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.integers(0, 6)))
    return text[:start] + draw(st.sampled_from(["", "进一步", "（试点）", "到2027年，", *WORDS])) + text[end:]


def changed(draw, head, text):
    """What a colleague might write into a cell instead."""
    if head in ("牵头单位", "配合单位", "责任单位"):
        return units(draw)
    if head == "完成时限":
        return draw(st.sampled_from(["持续推进", "2026年12月底前", "2027年底前", "2027年第二季度", ""]))
    if head == "最迟日期":
        return draw(st.sampled_from(["2026-12-31", "2027-06-30", "2027-03-15"]))
    if head in ("成果", "2026年安排", "2027年安排"):
        return draw(st.one_of(SHORT, st.just("")))
    if head in ("2026年目标值", "2027年目标值", "基期值", "2025年基期值"):
        return draw(st.sampled_from(["96%以上", "97", "40项", "不超过7天", ""]))
    if head == "属性":
        return draw(st.sampled_from(["预期性", "约束性", ""]))
    if head == "职责":
        return draw(st.sampled_from(["牵头", "责任", "配合"]))
    if head in ("重点任务", "主要内容", "指标名称"):
        return reworded(draw, text).strip()
    return draw(st.sampled_from([*MARKS.values(), ""])) if head in NAMES else text


def told(sheets, plan, names):
    """Every cell of the tables by what it is about: the table, the task or target by its place, the column.

    ``names`` are the titles that the tables have for them, in order.
    """
    found = {}
    for view in views(gathered(sheets), plan):
        for row in view.rows:
            name = folded(row.get("title") or row.get("indicator"))
            place = names[view.kind == "targets"].index(name)
            for key in view.columns:
                if key not in ("number", "unit", "part"):
                    found[view.kind, folded(row.get("unit")), place, key] = folded(row.get(key))
    return found


def called(plan):
    return [folded(named(task)) for task in plan.tasks()], [folded(target.indicator) for target in plan.targets]


@given(plans())
@settings(parent=fewer(2))
def test_tables_that_nobody_touched_offer_nothing(data):
    checked = checked_of(data)
    sheets = grids(checked.plan)
    assert tables.annexed(checked, gathered(sheets), gathered(sheets)) == ()


@given(plans(), st.randoms(use_true_random=False))
@settings(parent=fewer(2))
def test_tables_that_were_only_sorted_offer_nothing(data, random):
    checked = checked_of(data)
    sheets = grids(checked.plan)
    mixed = [[sheet[0], *random.sample(sheet[1:], len(sheet) - 1)] for sheet in sheets]
    assert tables.annexed(checked, gathered(sheets), gathered(mixed)) == ()


@given(st.data())
def test_what_is_taken_over_stands_in_the_tables_made_anew(given_data):
    draw = given_data.draw
    checked = checked_of(draw(plans()))
    before = grids(checked.plan)
    after = [[list(row) for row in sheet] for sheet in before]
    sheet = draw(st.sampled_from([n for n, rows in enumerate(before) if len(rows) > 1]))
    row = draw(st.integers(1, len(before[sheet]) - 1))
    fixed = ("序号", "所在部分", "单位")
    column = draw(st.sampled_from([n for n, head in enumerate(before[sheet][0]) if head not in fixed]))
    head, old = before[sheet][0][column], before[sheet][row][column]
    new = changed(draw, head, old)
    after[sheet][row][column] = new
    offered = tables.annexed(checked, gathered(before), gathered(after))
    if (head == "主要内容" and uncounted(new) == uncounted(old)) or folded(new) == folded(old):
        assert offered == ()
        return
    assert offered, ("a change was swallowed", head, old, new, before[sheet][0])
    assert all(change.edits or change.reason for change in offered)
    edits = [edit for change in offered for edit in change.edits]
    again = build.build(amended(checked.canonical.data, edits))
    about = called(checked.plan)[sheet == TARGETS].index(
        folded(before[sheet][row][3 if sheet == LISTS else 2 if sheet == TASKS else 1])
    )
    assert_taken_over(checked.plan, again, (sheet, about), head, new, offered)


def assert_taken_over(plan, again, place, head, text, offered):
    """The cell that was changed is so in the tables made anew, and other tasks' cells are as they were."""
    sheet, about = place
    was, made = told(grids(plan), plan, called(plan)), told(grids(again), again, called(again))
    for (kind, unit, row, column), shown in was.items():
        # 成果 and 年度安排 move between their columns and 主要内容 with the number of tasks that have them.
        settled = not head.endswith(("成果", "安排")) or column not in (
            "content",
            "result",
            "yearly:2026",
            "yearly:2027",
        )
        if settled and ((kind == "targets") != (sheet == TARGETS) or row != about):
            assert made.get((kind, unit, row, column), "") == shown, (kind, unit, row, column, shown, offered)
    if not all(change.edits for change in offered):
        return
    tables_made = grids(again)
    if sheet == LISTS:
        names = {folded(named(task)) for n, task in enumerate(again.tasks()) if n == about}
        column = tables_made[LISTS][0].index(head) if head in tables_made[LISTS][0] else None
        cells = [r[column] for r in tables_made[LISTS][1:] if column is not None and folded(r[3]) in names] or [""]
    else:
        column = tables_made[sheet][0].index(head) if head in tables_made[sheet][0] else None
        cells = ["" if column is None else tables_made[sheet][about + 1][column]]
    if any(change.what == "责任标注" for change in offered):
        return  # read and written anew: what it says counts, not how
    if head == "主要内容" or (head == "重点任务" and sheet != TARGETS):
        task = list(again.tasks())[about]
        # A summary is cut anew: what was put in may push out what stood behind it.
        said = folded(again_said(task, again))
        assert folded(text) in map(folded, cells) or all(
            folded(sentence) in said for sentence in re.split("[。；\n]", text)
        ), (head, text, cells, offered)
    else:
        assert folded(text) in map(folded, cells), (head, text, cells, offered)


def again_said(task, plan):
    """All that a table could say of a task, unabridged."""
    notes_ = [notes.write(measure.duty, plan.note_style, measure.due) for measure in task.measures]
    return "".join(
        [
            plain("".join(task.paragraphs)),
            *(
                m.number + plain(m.text).removesuffix("。").removesuffix("；") + note
                for m, note in zip(task.measures, notes_, strict=True)
            ),
            *(m.number + plain(m.text) + note for m, note in zip(task.measures, notes_, strict=True)),
            *(f"{year}年：{text}" for year, text in task.yearly),
            *(f"成果：{each}" for each in [task.result, *(m.number + (m.result or "") for m in task.measures)] if each),
        ]
    )
