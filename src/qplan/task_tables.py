"""Plan and Matrix -> 任务分工表, 分单位任务清单: a task in a row, in short, with its units and deadline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from qplan.findings import Route
from qplan.matrix import LEGEND, MARKS, Load, Matrix, fold, registry_names, roles, subordinate, workload
from qplan.notation import deadlines, notes
from qplan.plan import Due, Duty, Item, Measure, NoteStyle, Plan, RoleName, Section
from qplan.tables import Draft, Table, UnitSheet, assembled, joined, optional
from qplan.text import plain

PART_NAMES: dict[RoleName, str] = {"lead": "牵头", "responsible": "责任", "support": "配合"}
INTERNAL = "内部工作用表，不另行印发。"
SHORTENED = "主要内容为正文摘要，以正文为准。"
REMARKS = (INTERNAL, SHORTENED, LEGEND)
"""What the tables say under their titles."""
TASK = "重点任务"
LAST_DAY = "最迟日期"

_BRIEF = 60
"""Characters of 主要内容: with them sixty tasks take about five landscape pages."""
_SENTENCE = re.compile(r"[^。；！？]*[。；！？]?")


class Line(NamedTuple):
    """A line of a cell: ``words``, which the plan has at ``route``, the first of them where they are shortened.

    The words of an item stand at its text, those of a measure at the measure. ``before`` is a number or a label,
    ``behind`` the mark that ends what was shortened, and the note of a measure.
    """

    route: Route
    words: str
    before: str = ""
    behind: str = ""

    @property
    def text(self) -> str:
        """The line as it is printed."""
        return self.before + self.words + self.behind


def task_table(plan: Plan, *, working: bool = False) -> Table:
    """任务分工表: one row a task, with the columns that offices use and this plan has something for.

    Units are those in effect, each under its strongest role. 主要内容 is the beginning of the text in whole
    sentences, then the measures with their own notes; 成果 and 年度安排 follow there where fewer than a third
    of the tasks have them, else they have columns. ``working`` adds what a worksheet is sorted by: the
    section a task stands in, and the last day its deadline allows, as a date.
    """
    tasks = tuple(plan.tasks())
    names = registry_names(plan)
    parts = [roles(task, names) for task in tasks]
    told = [_joined(results_of(task)) for task in tasks]
    results = _often(tasks, list(map(bool, told)))
    yearly = _often(tasks, [bool(task.yearly) for task in tasks])
    contents = [_joined(contents_of(task, plan, results=not results, yearly=not yearly)) for task in tasks]
    drafts = [Draft("序号", 4, range(1, len(tasks) + 1), centred=True, kind="number")]
    if working:
        homes = section_titles(plan)
        drafts.append(Draft("所在部分", 14, [homes.get(task.route, "") for task in tasks]))
    drafts += [
        Draft(TASK, 16, [named(task) for task in tasks]),
        Draft("主要内容", 42, contents),
        *_unit_columns(plan, tasks, parts),
    ]
    if results:
        drafts.append(Draft("成果", 12, told))
    if yearly:
        drafts += _yearly_columns(tasks)
    drafts += optional("完成时限", 12, map(_deadline, tasks), centred=True)
    if working and any(map(_last_day, tasks)):
        drafts.append(Draft(LAST_DAY, 13, [_last_day(task) for task in tasks], centred=True, kind="date"))
    shortened = any(_shortened(task) for task in tasks)
    return assembled("任务分工表", drafts, SHORTENED if shortened else "")


def unit_sheets(plan: Plan, matrix: Matrix) -> tuple[UnitSheet, ...]:
    """任务清单 of each unit that has a task, in the matrix's order; lower governments have none of their own.

    A unit that is named in some measures only is shown those measures and their deadlines.
    """
    names = registry_names(plan)
    sheets = []
    for column, load in enumerate(workload(matrix)):
        if subordinate(load.unit):
            continue
        held = [row[column] for row in matrix.cells]
        mine = [(role, place) for role in MARKS for place, part in enumerate(held) if part == role]
        tasks = [matrix.tasks[place] for _, place in mine]
        share = [(task, own_measures(task, load.unit, names)) for task in tasks]
        drafts = [
            Draft("序号", 5, range(1, len(mine) + 1), centred=True, kind="number"),
            Draft("职责", 6, [PART_NAMES[role] for role, _ in mine], centred=True),
            Draft(TASK, 20, [named(task) for task, _ in share]),
            Draft("主要内容", 55, [_joined(contents_of(task, plan, measures)) for task, measures in share]),
            *optional("完成时限", 14, (_deadline(task, measures) for task, measures in share), centred=True),
        ]
        title, legend = f"{load.unit}任务清单", f"{shares(load)}。{INTERNAL}"
        sheets.append(UnitSheet(load.unit, assembled(title, drafts, legend), tuple(p for _, p in mine)))
    return tuple(sheets)


def unit_table(sheets: Sequence[UnitSheet]) -> Table:
    """All sheets in one table with a column that names the unit, for a worksheet that is filtered by it."""
    rows = [
        (sheet.unit, dict(zip((column.title for column in sheet.table.columns), row, strict=True)))
        for sheet in sheets
        for row in sheet.table.rows
    ]
    drafts = [
        Draft("序号", 4, range(1, len(rows) + 1), centred=True, kind="number"),
        Draft("单位", 14, [unit for unit, _ in rows]),
        Draft("职责", 6, [cells["职责"] for _, cells in rows], centred=True),
        Draft(TASK, 18, [cells[TASK] for _, cells in rows]),
        Draft("主要内容", 46, [cells["主要内容"] for _, cells in rows]),
        *optional("完成时限", 12, (cells.get("完成时限", "") for _, cells in rows), centred=True),
    ]
    return assembled("任务清单", drafts, INTERNAL)


def matrix_table(matrix: Matrix) -> Table:
    """The matrix with a mark in each cell, for formats that print it whole."""
    tasks = matrix.tasks
    drafts = [
        Draft("序号", 2, range(1, len(tasks) + 1), centred=True, kind="number"),
        Draft(TASK, 10, [named(task) for task in tasks]),
    ]
    for column, unit in enumerate(matrix.units):
        marks = [MARKS[role] if (role := row[column]) else "" for row in matrix.cells]
        drafts.append(Draft(unit, 1.5, marks, centred=True))
    return assembled("责任矩阵", drafts, LEGEND)


def shares(load: Load) -> str:
    """A unit's workload in words: 牵头5项，责任2项，配合8项; a part that it never has is left out."""
    return "，".join(f"{PART_NAMES[role]}{getattr(load, role)}项" for role in MARKS if getattr(load, role))


def named(task: Item) -> str:
    """A task as a table names it: its title, else its first sentence."""
    return plain(task.title) or plain("".join(task.paragraphs)).split("。")[0]


def section_titles(plan: Plan) -> dict[Route, str]:
    """The title of the section that each item stands in, by the item's route."""
    return dict(_homes(plan.content, ""))


def _homes(nodes: Iterable[Section | Item], title: str) -> Iterator[tuple[Route, str]]:
    for node in nodes:
        if isinstance(node, Section):
            yield from _homes(node.content, plain(node.title))
        else:
            yield node.route, title


def _often(tasks: Sequence[Item], present: Sequence[bool]) -> bool:
    """Whether a third of the tasks have a thing, so that it is worth a column."""
    return bool(tasks) and sum(present) * 3 >= len(tasks)


def _unit_columns(plan: Plan, tasks: Sequence[Item], parts: Sequence[dict[str, RoleName]]) -> list[Draft]:
    # The order of MARKS puts those who answer for a task between the lead and those who help.
    used = [role for role in MARKS if any(role in row.values() for row in parts)]
    drafts = []
    for role in used:
        cells = []
        for task, row in zip(tasks, parts, strict=True):
            units = [unit for unit, part in row.items() if part == role]
            last = not any(other in row.values() for other in used[used.index(role) + 1 :])
            cells.append(joined(units, last and _open(task)))
        drafts.append(
            Draft(getattr(plan.note_style, role) or getattr(NoteStyle, role), 12 if role == "lead" else 18, cells)
        )
    return drafts


def _open(task: Item) -> bool:
    """Whether 等 closes the list of units."""
    return task.effective.and_others or any(measure.effective.and_others for measure in task.measures)


def _yearly_columns(tasks: Sequence[Item]) -> list[Draft]:
    plans = [dict(task.yearly) for task in tasks]
    years = sorted({year for plan in plans for year in plan})
    return [Draft(f"{year}年安排", 14, [plan.get(year, "") for plan in plans]) for year in years]


def contents_of(
    task: Item,
    plan: Plan,
    measures: Sequence[Measure] | None = None,
    *,
    results: bool = True,
    yearly: bool = True,
) -> list[Line]:
    """主要内容 of a task, each measure a line; with ``measures`` of these alone."""
    words, stop = _brief(task.paragraphs)
    lines = [Line((*task.route, "text"), words, behind=stop)] if measures is None else []
    for measure in task.measures if measures is None else measures:
        note = notes.write(measure.duty, plan.note_style, measure.due)
        words, stop = _brief((measure.text,))
        lines.append(Line(measure.route, words, measure.number, stop + note))
    if yearly and measures is None:
        lines += [Line((*task.route, "yearly", str(year)), text, f"{year}年：") for year, text in task.yearly]
    if results:
        lines += [line._replace(before=f"成果：{line.before}") for line in results_of(task, measures)]
    return lines


def results_of(task: Item, measures: Sequence[Measure] | None = None) -> list[Line]:
    """成果 of a task and of its measures, or of these measures alone, a line each."""
    own = [Line((*task.route, "result"), task.result)] if task.result and measures is None else []
    more = task.measures if measures is None else measures
    return own + [Line((*each.route, "result"), each.result, each.number) for each in more if each.result]


def own_measures(task: Item, unit: str, names: Mapping[str, str]) -> list[Measure] | None:
    """The measures that name a unit, where the task itself does not name it."""
    if unit in _called(task.effective, names):
        return None
    return [measure for measure in task.measures if unit in _called(measure.effective, names)]


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(filter(None, (line.text for line in lines)))


def _called(duty: Duty, names: Mapping[str, str]) -> set[str]:
    return {names.get(fold(unit), unit) for unit in duty.units}


def _brief(paragraphs: Sequence[str]) -> tuple[str, str]:
    """The first sentences of a text, as many as stay within `_BRIEF` characters, and one at least.

    Behind them the stop that is put where they are cut off, "" where none is.
    """
    text = plain("".join(paragraphs))
    kept = ""
    for sentence in takewhile(bool, _SENTENCE.findall(text)):
        if kept and len(kept) + len(sentence) > _BRIEF:
            break
        kept += sentence
    return (kept, "") if kept == text else (kept.rstrip("；"), "" if kept.endswith("。") else "。")


def _shortened(task: Item) -> bool:
    texts = (task.paragraphs, *((measure.text,) for measure in task.measures))
    return any(_brief(each)[0] != plain("".join(each)) for each in texts)


def dues_of(task: Item, measures: Sequence[Measure] | None = None) -> list[tuple[Route, Due]]:
    """The deadlines of a task and where they stand: its own, which goes for all of it, else those of its measures."""
    whole = [(task.route, task.due)] if task.due else []
    if whole and measures is None:
        return whole
    return [(m.route, m.due) for m in (task.measures if measures is None else measures) if m.due] or whole


def _deadline(task: Item, measures: Sequence[Measure] | None = None) -> str:
    """The deadlines in words, each once; which measure has which its own note says, in 主要内容."""
    return "\n".join(dict.fromkeys(deadlines.printed(due) for _, due in dues_of(task, measures)))


def _last_day(task: Item) -> str:
    return max((due.last for _, due in dues_of(task) if due.last), default="")
